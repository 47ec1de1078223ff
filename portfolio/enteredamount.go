package portfolio

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
)

// EnteredAmount (indtastet beløb) is an amount that somebody typed because no
// workbook states it, with where it is known from: an offer, a contract, a mail.
type EnteredAmount struct {
	Money  calc.Money `json:"ore"`
	Source string     `json:"source"`
}

// EnteredCost (indtastet udgift) is a cost line that is in no workbook.
type EnteredCost struct {
	Label      string     `json:"label"`
	Category   string     `json:"category,omitempty"`
	Recurrence Recurrence `json:"recurrence"`
}

// The fields of typed amounts: "cost:k1" is a line, "cost-amount:k1:2014" what it
// costs in a year, and "plan:2014" what a benefit promises in one.
const (
	costPrefix       = "cost:"
	costAmountPrefix = "cost-amount:"
	planPrefix       = "plan:"

	// NewCost stands for a cost line that the entries add, as NewBenefit does.
	NewCost = "+"
)

// CostCategories are what a cost may be for; the words are in the catalogue under
// "cost-category.<code>".
var CostCategories = []string{"licence", "development", "integration", "hardware", "consultant", "internal-funded", "internal-within-frame",
	"training", "change", "migration", "procurement", "project-management", "contingency", "decommissioning", "other"}

// CostField is the field of a cost line that is typed.
func CostField(line string) EntryField { return EntryField(costPrefix + line) }

// CostAmountField is the field of what a cost line comes to in a year.
func CostAmountField(line string, year int) EntryField {
	return EntryField(costAmountPrefix + line + ":" + strconv.Itoa(year))
}

// PlanField is the field of what a benefit promises in a year.
func PlanField(year int) EntryField { return EntryField(planPrefix + strconv.Itoa(year)) }

// AmountOf is what a field of amounts is about: the cost line, "" for a benefit's
// plan, and the year. False for any other field.
func AmountOf(field EntryField) (line string, year int, ok bool) {
	text, plan := strings.CutPrefix(string(field), planPrefix)
	if !plan {
		rest, cost := strings.CutPrefix(string(field), costAmountPrefix)
		at := strings.LastIndexByte(rest, ':')
		if !cost || at < 1 {
			return "", 0, false
		}
		line, text = rest[:at], rest[at+1:]
	}
	year, err := strconv.Atoi(text)
	return line, year, err == nil && plausibleYear(year)
}

// CostLineOf is the cost line that a field describes; false for any other field.
func CostLineOf(field EntryField) (line string, ok bool) {
	line, ok = strings.CutPrefix(string(field), costPrefix)
	return line, ok && line != "" && !strings.Contains(line, ":")
}

// Typed tells whether an amount was typed and not read from a cell or computed.
func (s Source) Typed() bool { return s.Entry > 0 || s.Cell == "" && s.Raw != "" }

// freshCost is an id that no cost line of the case has, "k1" and up.
func (bc BusinessCase) freshCost() string {
	for n := 1; ; n++ {
		id := "k" + strconv.Itoa(n)
		if !slices.ContainsFunc(bc.Costs, func(line CostLine) bool { return line.ID == id }) {
			return id
		}
	}
}

// renamed is the field with a new line's own id in place of NewCost.
func (f EntryField) renamed(fresh string) EntryField {
	switch line, year, amount := AmountOf(f); {
	case f == CostField(NewCost):
		return CostField(fresh)
	case amount && line == NewCost:
		return CostAmountField(fresh, year)
	}
	return f
}

// costsAreRead tells whether a workbook states what the case costs; then nobody
// types beside it.
func (bc BusinessCase) costsAreRead() bool {
	return slices.ContainsFunc(bc.Costs, func(line CostLine) bool {
		return slices.ContainsFunc(line.Amounts, func(a Amount) bool { return !a.Source.Typed() })
	})
}

// mayEnterAmount tells what stands in the way of a typed amount or cost line.
func (bc BusinessCase) mayEnterAmount(entry Entry) error {
	line, _, amount := AmountOf(entry.Field)
	_, cost := CostLineOf(entry.Field)
	if !amount && !cost {
		return nil
	}
	refuse := func(key string, pairs ...any) error { return entryError(key, entry.Field, pairs...) }
	if (cost || line != "") && bc.costsAreRead() {
		return refuse("amount.costs-are-read", "case", bc.Title)
	}
	if entry.Benefit != "" {
		benefit := bc.benefit(entry.Benefit)
		if benefit.TimeBasis != nil {
			return refuse("amount.computed", "benefit", benefit.Label)
		}
		if slices.ContainsFunc(benefit.Series[Plan], func(a Amount) bool { return !a.Source.Typed() }) {
			return refuse("amount.plan-is-read", "benefit", benefit.Label)
		}
	}
	if entry.Reason == "" && bc.Status.Decided() {
		return refuse("amount.decided", "case", bc.Title)
	}
	return nil
}

// enteredCost is what a typed cost line says now.
func (bc BusinessCase) enteredCost(id string) string {
	for _, line := range bc.Costs {
		if line.ID == id {
			return amountText(EnteredCost{line.Label, line.Category, line.Recurrence})
		}
	}
	return ""
}

// enterCost adds a cost line, describes it anew, or takes it back with what it
// comes to.
func (bc *BusinessCase) enterCost(id, value string) error {
	at := slices.IndexFunc(bc.Costs, func(line CostLine) bool { return line.ID == id })
	if value == "" {
		if at >= 0 {
			bc.Costs = slices.Delete(slices.Clone(bc.Costs), at, at+1)
		}
		return nil
	}
	field, cost := CostField(id), EnteredCost{}
	if err := readStrictly(value, &cost); err != nil {
		return entryError("entry.unreadable", field, "field", string(field))
	}
	switch {
	case strings.TrimSpace(cost.Label) == "":
		return entryError("amount.unnamed", field)
	case !slices.Contains(Recurrences, cost.Recurrence):
		return entryError("amount.recurrence", field, "line", cost.Label)
	case cost.Category != "" && !slices.Contains(CostCategories, cost.Category):
		return notOneOf(field, "category", cost.Category, CostCategories)
	}
	if at < 0 {
		at = len(bc.Costs)
		bc.Costs = append(slices.Clone(bc.Costs), CostLine{ID: id})
	}
	line := &bc.Costs[at]
	line.Label, line.Category, line.Recurrence = cost.Label, cost.Category, cost.Recurrence
	return nil
}

// amounts is where the amounts of a field stand; nil for a line that is not there.
func (bc *BusinessCase) amounts(id BenefitID, line string) (get func() []Amount, set func([]Amount)) {
	if line != "" {
		at := slices.IndexFunc(bc.Costs, func(one CostLine) bool { return one.ID == line })
		if at < 0 {
			return nil, nil
		}
		return func() []Amount { return bc.Costs[at].Amounts }, func(all []Amount) { bc.Costs[at].Amounts = all }
	}
	at := slices.IndexFunc(bc.Benefits, func(b Benefit) bool { return b.ID == id })
	if at < 0 || id == "" {
		return nil, nil
	}
	return func() []Amount { return bc.Benefits[at].Series[Plan] }, func(all []Amount) { bc.Benefits[at].put(Plan, all) }
}

// enteredAmount is what a field of amounts says now.
func (bc *BusinessCase) enteredAmount(id BenefitID, field EntryField) (string, error) {
	line, year, _ := AmountOf(field)
	get, _ := bc.amounts(id, line)
	if get == nil {
		return "", nil // a line that the entries before this one add, or that is gone
	}
	for _, amount := range get() {
		if amount.Period == calc.YearOf(year) {
			source := amount.Source.Raw
			if !amount.Source.Typed() {
				source = amount.Source.File + " " + amount.Source.Sheet + "!" + amount.Source.Cell
			}
			return amountText(EnteredAmount{amount.Money, source}), nil
		}
	}
	return "", nil
}

// enterAmount lets a year of a line come to something else, or to nothing known.
func (bc *BusinessCase) enterAmount(id BenefitID, field EntryField, value string) error {
	line, year, _ := AmountOf(field)
	amount := EnteredAmount{}
	if value != "" {
		if err := readStrictly(value, &amount); err != nil {
			return entryError("entry.unreadable", field, "field", string(field))
		}
		switch {
		case strings.TrimSpace(amount.Source) == "":
			return entryError("amount.no-source", field, "year", strconv.Itoa(year))
		case amount.Money > MaxAmount || amount.Money < -MaxAmount:
			return entryError("amount.implausible", field, "amount", amount.Money)
		}
	}
	get, set := bc.amounts(id, line)
	if get == nil {
		return entryError("amount.no-line", field, "field", string(field))
	}
	all := slices.DeleteFunc(slices.Clone(get()), func(a Amount) bool { return a.Period == calc.YearOf(year) })
	if value != "" {
		all = append(all, Amount{Period: calc.YearOf(year), Money: amount.Money, Source: Source{Raw: amount.Source}})
		slices.SortFunc(all, func(a, b Amount) int { return a.Period.Compare(b.Period) })
	}
	set(all)
	return nil
}

// ofRefusedLine tells whether an entry only lacks its line or benefit because that
// was refused itself, which has been told.
func ofRefusedLine(entry Entry, err error, refused []Entry) bool {
	line, _, _ := AmountOf(entry.Field)
	var e *Error
	if !errors.As(err, &e) || e.Key != "amount.no-line" && e.Key != "benefit.not-found" {
		return false
	}
	return slices.ContainsFunc(refused, func(one Entry) bool {
		return line != "" && one.Field == CostField(line) || line == "" && one.Field == EntryAdded && one.Benefit == entry.Benefit
	})
}

// trace gives a typed amount the number of the entry that says it.
func (bc *BusinessCase) trace(entry Entry) {
	line, year, ok := AmountOf(entry.Field)
	get, set := bc.amounts(entry.Benefit, line)
	if !ok || get == nil {
		return
	}
	all := slices.Clone(get())
	for i := range all {
		if all[i].Period == calc.YearOf(year) {
			all[i].Source.Entry = entry.Sequence
		}
	}
	set(all)
}

func amountText(value any) string {
	data, _ := json.Marshal(value) // plain fields
	return string(data)
}

func readStrictly(text string, into any) error {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}
