package portfolio

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Entry (indtastning) is one thing that somebody wrote about a case: a field,
// what it said before and what it says now, who, when and why. Entries never
// change. A case is what was imported of it with its entries laid over.
type Entry struct {
	Sequence int64      `json:"sequence"` // 1 and up within the organisation
	Case     CaseID     `json:"case"`
	Benefit  BenefitID  `json:"benefit,omitempty"` // "" of the case itself
	Field    EntryField `json:"field"`
	Before   string     `json:"before"` // in machine form; "" is not stated
	Value    string     `json:"value"`
	Reason   string     `json:"reason"`
	By       UserID     `json:"by"`
	At       time.Time  `json:"at"`
}

// EntryField is a field that people may write: "phase", "goal-2", "document:…".
type EntryField string

// The fields that are more than a word; the others have the names that
// CaseChanges gives them.
const (
	EntryIdea        EntryField = "idea"         // an Idea
	EntryProjectTest EntryField = "project-test" // a ProjectTest
	EntryDispense    EntryField = "dispensation" // a Dispensation
	EntryGoLive      EntryField = "go-live"
	EntryNumber      EntryField = "number"     // only of a case that has none
	EntryAdded       EntryField = "added"      // the label of a benefit that is not in any workbook
	EntryTimeBasis   EntryField = "time-basis" // a TimeBasis
	EntryBaseline    EntryField = "baseline"   // a BaselineMeasure
	EntryState       EntryField = "state"
	EntryEnded       EntryField = "ended" // the day a case was stopped, or a benefit lapsed

	EntryRecommendation EntryField = "recommendation" // a Recommendation
	EntryPriceLevel     EntryField = "price-level"    // "current", or the year of fixed prices: "2014"

	goalPrefix     = "goal-"
	documentPrefix = "document:"
)

// GoalField is the field of a case's account for a strategic goal.
func GoalField(goal StrategicGoal) EntryField { return goalField(goal.Number) }

// DocumentField is the field of a document of the gate checklist.
func DocumentField(name string) EntryField { return EntryField(documentPrefix + name) }

// entryError is something wrong with a field that people wrote.
func entryError(key string, field EntryField, pairs ...any) error {
	e := &Error{Code: CodeInvalid, Key: key, Args: map[string]any{}, Place: Place{Field: string(field)}}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Args[pairs[i].(string)] = pairs[i+1]
	}
	return e
}

// Enter lays entries over a case, in order, and gives them back with what each
// field said before. All that is wrong is told at once and nothing is laid. The
// rules: a value of its enumeration, a change that is one, a reason unless the
// field said nothing before, and what each field demands of itself.
func Enter(org Organisation, bc BusinessCase, entries []Entry) (BusinessCase, []Entry, error) {
	bc = bc.clone()
	var errs []error
	var refused []Entry
	done := make([]Entry, 0, len(entries))
	fresh, cost := bc.freshBenefit(), bc.freshCost()
	for _, entry := range entries {
		entry.Field = entry.Field.renamed(cost)
		if entry.Benefit == NewBenefit {
			entry.Benefit = fresh
		}
		before, err := bc.entered(entry.Benefit, entry.Field)
		if err == nil {
			entry.Before, entry.Case = before, bc.ID
			entry.Value, entry.Reason = strings.TrimSpace(entry.Value), strings.TrimSpace(entry.Reason)
			if form := caseEntries[entry.Field].form; form != nil && entry.Benefit == "" {
				entry.Value = form(entry.Value)
			}
			err = bc.mayEnter(org, entry)
		}
		if err == nil {
			err = bc.enter(entry.Benefit, entry.Field, entry.Value)
		}
		if err != nil {
			if !ofRefusedLine(entry, err, refused) {
				errs = append(errs, err)
			}
			refused = append(refused, entry)
			continue
		}
		done = append(done, entry)
	}
	if len(entries) == 0 {
		errs = append(errs, entryError("entry.nothing", ""))
	}
	return bc, done, errors.Join(errs...)
}

// NewBenefit stands for a benefit that the entries add: those with it are about
// the same one, which gets an id of its own.
const NewBenefit BenefitID = "+"

// freshBenefit is an id that no benefit of the case has, "h1" and up.
func (bc BusinessCase) freshBenefit() BenefitID {
	for n := 1; ; n++ {
		id := BenefitID("h" + strconv.Itoa(n))
		if !slices.ContainsFunc(bc.Benefits, func(b Benefit) bool { return b.ID == id }) {
			return id
		}
	}
}

// mayEnter tells what stands in the way of an entry.
func (bc BusinessCase) mayEnter(org Organisation, entry Entry) error {
	switch {
	case entry.Field == EntryAdded && entry.Value == "":
		return entryError("entry.benefit-unnamed", entry.Field)
	case entry.Value == entry.Before:
		return entryError("entry.same", entry.Field, "field", string(entry.Field))
	case entry.Reason == "" && entry.Before != "":
		return entryError("entry.no-reason", entry.Field, "field", string(entry.Field))
	}
	written := entry.checkInside()
	if written == nil {
		written = CheckText(string(entry.Field), string(entry.Field), entry.Value)
	}
	if err := errors.Join(written, CheckText("reason", "reason", entry.Reason)); err != nil {
		return err
	}
	if err := bc.mayEnterAmount(entry); err != nil {
		return err
	}
	switch entry.Field {
	case EntryNumber:
		if entry.Before != "" {
			return entryError("entry.number-stands", entry.Field, "number", entry.Before)
		}
	case "title":
		if entry.Value == "" {
			return entryError("entry.title-missing", entry.Field)
		}
	case "focus-area":
		if _, ok := org.Strategy.FocusArea(FocusAreaID(entry.Value)); !ok && entry.Value != "" {
			return entryError("focus-area.unknown", entry.Field, "area", entry.Value)
		}
	case EntryState:
		return bc.benefit(entry.Benefit).MayBecome(bc, BenefitState(entry.Value))
	case "benefit-kind":
		benefit := bc.benefit(entry.Benefit)
		if benefit.TimeBasis != nil && BenefitKind(entry.Value) == Cashable && len(benefit.Series[Budgeted]) == 0 {
			return entryError("time.not-budgeted", entry.Field, "benefit", benefit.Label)
		}
	}
	if goal, ok := goalNumber(entry.Field); ok && !slices.ContainsFunc(org.Strategy.Goals, func(g StrategicGoal) bool { return g.Number == goal }) {
		return entryError("entry.unknown-field", entry.Field, "field", string(entry.Field))
	}
	if id, ok := strings.CutPrefix(string(entry.Field), commitments); ok {
		if _, known := org.Strategy.Commitment(id); !known {
			return entryError("commitment.unknown", entry.Field, "id", id)
		}
	}
	if name, ok := strings.CutPrefix(string(entry.Field), documentPrefix); ok {
		return bc.mayHandIn(org.Governance, name, entry)
	}
	return nil
}

// checkInside looks into a value that is a document: JSON writes a character that
// nobody sees with ones that anybody does.
func (e Entry) checkInside() error {
	inside := map[string]any{}
	if strings.HasPrefix(e.Value, "{") {
		_ = json.Unmarshal([]byte(e.Value), &inside) // what is no document is one text
	}
	var errs []error
	checkTexts(string(e.Field), "", reflect.ValueOf(inside), &errs)
	for _, err := range errs {
		var wrong *Error
		if errors.As(err, &wrong) {
			wrong.Place.Field, wrong.Args["field"] = string(e.Field), string(e.Field)
		}
	}
	return errors.Join(errs...)
}

// documents are the names of all checklists of the organisation, each once.
func (g Governance) documents() []string {
	names := slices.Clone(g.GateChecklist)
	for _, class := range g.AmountClasses {
		for _, name := range class.GateChecklist {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// LaidEntry is an entry with whether it is newer than the version of the case
// that it is laid over.
type LaidEntry struct {
	Entry
	Newer bool
}

// Overlay lays what people wrote over a case as it was imported. The latest
// word about a field stands. A version that came later takes an entry back only
// by stating something else than the version the entry was written about: a
// workbook that repeats itself, or says nothing, changes nothing.
func (bc *BusinessCase) Overlay(entries []LaidEntry) {
	type key struct {
		benefit BenefitID
		field   EntryField
	}
	var order []key
	chains := map[key][]LaidEntry{}
	for _, entry := range entries {
		at := key{entry.Benefit, entry.Field}
		if chains[at] == nil {
			order = append(order, at)
		}
		chains[at] = append(chains[at], entry)
	}
	wasLive, read := bc.GoLive, bc.costsAreRead()
	for _, at := range order {
		chain := chains[at]
		last := chain[len(chain)-1]
		if _, cost := CostLineOf(at.field); cost && read {
			continue // a workbook that came later states the costs
		}
		stated, err := bc.entered(at.benefit, at.field)
		if err != nil {
			continue // of a benefit that is not there any more
		}
		if !last.Newer && stated != "" && stated != chain[0].Before {
			continue
		}
		if bc.enter(at.benefit, at.field, last.Value) == nil { // it was checked when it was written
			bc.trace(last.Entry)
		}
		if at.field == EntryIdea && bc.IdeaReceived.IsZero() {
			bc.IdeaReceived = dayOf(chain[0].At)
		}
	}
	if wasLive.IsZero() {
		wasLive = promisedLive(entries)
	}
	if !wasLive.IsZero() && !bc.GoLive.Equal(wasLive) {
		bc.PlannedGoLive = wasLive
	}
	bc.slide()
}

// promisedLive is the go-live date that stood when a planned amount was last
// typed, else the first that was typed after it: the one the years of the amounts
// were meant by. Zero when nobody typed both.
func promisedLive(entries []LaidEntry) (live time.Time) {
	promised := -1
	for i, entry := range entries {
		if _, _, amount := AmountOf(entry.Field); amount && entry.Benefit != "" {
			promised = i
		}
	}
	for i, entry := range entries {
		if entry.Field == EntryGoLive && promised >= 0 && (i < promised || live.IsZero()) {
			live, _ = time.Parse(time.DateOnly, entry.Value) // it was checked when it was written; "" takes it back
		}
	}
	return live
}

// benefit is a benefit by its id; the zero Benefit when the case has none.
func (bc BusinessCase) benefit(id BenefitID) Benefit {
	for _, benefit := range bc.Benefits {
		if benefit.ID == id {
			return benefit
		}
	}
	return Benefit{ID: id}
}
