package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Status tells what can be done with a file.
type Status string

// The statuses of the contract.
const (
	Ready     Status = "ready"     // may be stored as it is
	Questions Status = "questions" // needs answers first
	Errors    Status = "errors"    // read, but something in it must be mended
	Rejected  Status = "rejected"  // cannot be read at all
)

// File is everything one file gave: the machine interface's `files[]`.
type File struct {
	File      string     `json:"file"`
	SHA256    string     `json:"sha256"`
	Status    Status     `json:"status"`
	Layout    string     `json:"layout,omitempty"`
	Cases     []Case     `json:"cases"`
	Questions []Question `json:"questions"`
	Findings  []Finding  `json:"findings"`

	Yearly  []YearlyValue       `json:"yearly,omitempty"` // of a list of yearly targets, budgets and indices
	Answers Answers             `json:"-"`                // that it was read with, a mapping's too
	Unheard []Unheard           `json:"-"`                // answers that were given and that nothing asks for
	Settled map[string]Question `json:"-"`                // that the answers answered, by key
}

// Case is one business case as the file states it.
type Case struct {
	Title        string      `json:"title"`
	TitleCell    string      `json:"titleCell,omitempty"`
	Number       string      `json:"number,omitempty"`
	FocusArea    string      `json:"focusArea,omitempty"`
	Organisation string      `json:"organisation,omitempty"`
	Unit         string      `json:"unit,omitempty"` // "kr.", "t.kr.", "mio. kr."
	PriceLevel   *PriceLevel `json:"priceLevel"`
	Sign         string      `json:"sign,omitempty"` // "benefit-positive", "benefit-negative", "both-positive"
	Stated       Stated      `json:"stated"`
	Fields       []Field     `json:"fields,omitempty"` // master data, each with its cell
	Lines        []Line      `json:"lines"`
}

// PriceLevel is the price level as the contract writes it.
type PriceLevel struct {
	Year  int    `json:"year,omitempty"`
	Basis string `json:"basis"` // "pl" or "current"
}

// Stated are the key figures the workbook states; null is not stated.
type Stated struct {
	Payback *StatedPayback `json:"payback"`
	NPV     *StatedMoney   `json:"npv"`
	IRR     *StatedRate    `json:"irr"`
}

// StatedPayback is a payback period as stated.
type StatedPayback struct {
	Years float64 `json:"years"`
	Cell  string  `json:"cell"`
	Raw   string  `json:"raw,omitempty"`
}

// StatedMoney is a present value as stated.
type StatedMoney struct {
	Ore  calc.Money `json:"ore"`
	Cell string     `json:"cell"`
	Raw  string     `json:"raw,omitempty"`
}

// StatedRate is an internal rate as stated, a fraction per year.
type StatedRate struct {
	Rate float64 `json:"rate"`
	Cell string  `json:"cell"`
	Raw  string  `json:"raw,omitempty"`
}

// Field is one piece of master data (stamdata). Name is the English field
// name of the domain ("phase", "origin", "decision-date", "go-live", "goal-1");
// Value is in its machine form when it was understood, else the text.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Cell  string `json:"cell"`
	Raw   string `json:"raw,omitempty"`
}

// Line is one cost or benefit of a case.
type Line struct {
	*LineHead
	Fields  []Field `json:"fields,omitempty"` // owner, benefit-kind, state, accrues-to, baseline …
	Amounts Amounts `json:"amounts"`
}

// LineHead is what a line is called and what it is. Tens of thousands of cases of
// a register have the same lines, and share their heads: nothing is written in
// one that a line was given.
type LineHead struct {
	Label      string               `json:"label"`
	LabelCell  string               `json:"labelCell,omitempty"`
	ID         string               `json:"id,omitempty"` // the workbook's own id of the line ("G1")
	Kind       string               `json:"kind"`         // "cost" or "benefit"
	Category   string               `json:"category,omitempty"`
	Recurrence portfolio.Recurrence `json:"recurrence,omitempty"`
	Series     portfolio.Series     `json:"series,omitempty"` // "" is plan
}

// Question is something a careful reader could not know. Key is stable for
// the same file, so that an answer can be given on the command line.
type Question struct {
	Key        string         `json:"key"` // "unit@Økonomi"
	Why        string         `json:"why"` // in the user's language, filled at the edge
	Cells      []string       `json:"cells"`
	Options    []string       `json:"options"`        // empty: free text
	Free       bool           `json:"free,omitempty"` // a text is an answer too, beside the options
	Proposed   string         `json:"proposed,omitempty"`
	Confidence float64        `json:"confidence"`
	Code       string         `json:"code"` // catalogue key "question.<code>"
	Args       map[string]any `json:"args,omitempty"`
}

// Finding is something the user must or should look at.
type Finding struct {
	Severity portfolio.Severity `json:"severity"`
	Code     string             `json:"code"` // catalogue key "finding.<code>"
	Cell     string             `json:"cell,omitempty"`
	Raw      string             `json:"raw,omitempty"`
	Message  string             `json:"message"` // in the user's language, filled at the edge
	Args     map[string]any     `json:"args,omitempty"`
}

// doubtful are the findings that say that money may be counted twice or in
// another unit than it was meant: nothing stands in the way of storing it, but
// somebody should have seen it first.
var doubtful = []string{"total-without-parts", "shown-scaled", "form-unit-doubtful"}

// NeedsEyes tells whether a file should not be stored together with others by
// somebody who has not opened it.
func (f File) NeedsEyes() bool {
	return slices.ContainsFunc(f.Findings, func(finding Finding) bool { return slices.Contains(doubtful, finding.Code) })
}
