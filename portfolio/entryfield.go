package portfolio

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// entryText is a field that is text, or a word of an enumeration, as people may
// write it.
type entryText[T any] struct {
	get  func(*T) string
	set  func(*T, string) error
	form func(string) string // of what people may write in more than one way; nil: as it is
}

func textField[T any, S ~string](of func(*T) *S) entryText[T] {
	return entryText[T]{
		get: func(one *T) string { return string(*of(one)) },
		set: func(one *T, value string) error { *of(one) = S(value); return nil },
	}
}

func wordField[T any, S ~string](name EntryField, words []S, of func(*T) *S) entryText[T] {
	field := textField(of)
	put := field.set
	field.set = func(one *T, value string) error {
		if !known(words, S(value)) {
			return notOneOf(name, name, value, words)
		}
		return put(one, value)
	}
	return field
}

// notOneOf is a word that is none of those a field may say, which are told.
func notOneOf[S ~string](at, field EntryField, value string, words []S) error {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = string(word)
	}
	return entryError("field.not-one-of", at, "field", string(field), "value", value, "values", strings.Join(all, ", "))
}

func dayField[T any](name EntryField, of func(*T) *time.Time) entryText[T] {
	return entryText[T]{
		get: func(one *T) string { return dayText(*of(one)) },
		set: func(one *T, value string) error {
			if value == "" {
				*of(one) = time.Time{}
				return nil
			}
			day, err := time.Parse(time.DateOnly, value)
			if err != nil || !plausibleYear(day.Year()) {
				return entryError("entry.no-date", name, "field", string(name), "value", value)
			}
			*of(one) = day
			return nil
		},
	}
}

// formField is a field that is a struct, written as JSON; nil is "".
func formField[T, V any](name EntryField, of func(*T) **V, check func(V) error) entryText[T] {
	return entryText[T]{
		get: func(one *T) string {
			if *of(one) == nil {
				return ""
			}
			data, _ := json.Marshal(*of(one)) // it was read from JSON
			return string(data)
		},
		set: func(one *T, value string) error {
			if value == "" {
				*of(one) = nil
				return nil
			}
			decoder := json.NewDecoder(strings.NewReader(value))
			decoder.DisallowUnknownFields()
			read := new(V)
			if err := decoder.Decode(read); err != nil {
				return entryError("entry.unreadable", name, "field", string(name))
			}
			if err := check(*read); err != nil {
				return err
			}
			*of(one) = read
			return nil
		},
	}
}

var caseEntries = map[EntryField]entryText[BusinessCase]{
	EntryNumber:     textField(func(bc *BusinessCase) *string { return &bc.Number }),
	"title":         textField(func(bc *BusinessCase) *string { return &bc.Title }),
	"summary":       textField(func(bc *BusinessCase) *string { return &bc.Summary }),
	"focus-area":    textField(func(bc *BusinessCase) *FocusAreaID { return &bc.FocusArea }),
	"origin":        wordField("origin", Origins, func(bc *BusinessCase) *Origin { return &bc.Origin }),
	"phase":         wordField("phase", Phases, func(bc *BusinessCase) *Phase { return &bc.Phase }),
	"status":        wordField("status", CaseStatuses, func(bc *BusinessCase) *CaseStatus { return &bc.Status }),
	"decision-date": dayField("decision-date", func(bc *BusinessCase) *time.Time { return &bc.DecisionDate }),
	EntryGoLive:     dayField(EntryGoLive, func(bc *BusinessCase) *time.Time { return &bc.GoLive }),
	EntryEnded:      dayField(EntryEnded, func(bc *BusinessCase) *time.Time { return &bc.Ended }),
	"project-owner": textField(func(bc *BusinessCase) *string { return &bc.ProjectOwner }),
	"system-owner":  textField(func(bc *BusinessCase) *string { return &bc.SystemOwner }),
	"record-number": textField(func(bc *BusinessCase) *string { return &bc.RecordNumber }),
	"obligatory":    yesNoField("obligatory", func(bc *BusinessCase) *bool { return &bc.Obligatory }),
	EntryIdea:       formField(EntryIdea, func(bc *BusinessCase) **Idea { return &bc.Idea }, Idea.check),
	EntryProjectTest: formField(EntryProjectTest, func(bc *BusinessCase) **ProjectTest { return &bc.ProjectTest }, func(t ProjectTest) error {
		if !known(ProjectItems, t.Thing) {
			return notOneOf(EntryProjectTest, "thing", string(t.Thing), ProjectItems)
		}
		return nil
	}),
	EntryDispense: formField(EntryDispense, func(bc *BusinessCase) **Dispensation { return &bc.Dispensation }, Dispensation.check),

	EntryRecommendation: formField(EntryRecommendation, func(bc *BusinessCase) **Recommendation { return &bc.Recommendation }, Recommendation.check),
	EntryPriceLevel:     priceField(EntryPriceLevel, func(bc *BusinessCase) *PriceLevel { return &bc.PriceLevel }),
	"holistic-view":     textField(func(bc *BusinessCase) *string { return &bc.HolisticView }),
	"networks":          textField(func(bc *BusinessCase) *string { return &bc.Networks }),
	"system":            textField(func(bc *BusinessCase) *string { return &bc.System }),
	"first-meeting":     dayField("first-meeting", func(bc *BusinessCase) *time.Time { return &bc.FirstMeeting }),
}

// priceField is a price level: "current", the year of fixed prices, or nothing.
func priceField[T any](name EntryField, of func(*T) *PriceLevel) entryText[T] {
	return entryText[T]{
		get: func(one *T) string { return priceText(*of(one)) },
		set: func(one *T, value string) error {
			level, ok := ReadPriceLevel(value)
			if !ok {
				return entryError("entry.no-price-level", name, "field", string(name), "value", value)
			}
			*of(one) = level
			return nil
		},
	}
}

// yesAndNo are the words people write for true and false; nothing is false, as
// an import that says nothing is.
var yesAndNo = map[string]string{"yes": "true", "ja": "true", "no": "", "nej": "", "false": ""}

// yesNoField is true or false.
func yesNoField[T any](name EntryField, of func(*T) *bool) entryText[T] {
	return entryText[T]{
		get: func(one *T) string {
			if *of(one) {
				return "true"
			}
			return ""
		},
		set: func(one *T, value string) error {
			if value != "" && value != "true" {
				return notOneOf(name, name, value, []string{"true", "false"})
			}
			*of(one) = value == "true"
			return nil
		},
		form: func(value string) string {
			if word, known := yesAndNo[strings.ToLower(value)]; known {
				return word
			}
			return value
		},
	}
}

var benefitEntries = map[EntryField]entryText[Benefit]{
	EntryAdded:     textField(func(b *Benefit) *string { return &b.Label }),
	"benefit-kind": wordField("benefit-kind", BenefitKinds, func(b *Benefit) *BenefitKind { return &b.Kind }),
	"owner":        textField(func(b *Benefit) *string { return &b.Owner }),
	"accrues-to":   wordField("accrues-to", Accruals, func(b *Benefit) *AccruesTo { return &b.AccruesTo }),
	"recurrence":   wordField("recurrence", Recurrences, func(b *Benefit) *Recurrence { return &b.Recurrence }),
	EntryState:     wordField(EntryState, BenefitStates, func(b *Benefit) *BenefitState { return &b.State }),
	EntryEnded:     dayField(EntryEnded, func(b *Benefit) *time.Time { return &b.Ended }),
	"account":      textField(func(b *Benefit) *string { return &b.Account }),
	"licence":      textField(func(b *Benefit) *string { return &b.Licence }),
	EntryBaseline:  formField(EntryBaseline, func(b *Benefit) **BaselineMeasure { return &b.BaselineMeasure }, BaselineMeasure.Check),
	EntryTimeBasis: formField(EntryTimeBasis, func(b *Benefit) **TimeBasis { return &b.TimeBasis }, TimeBasis.Check),
}

// CaseEntryFields and BenefitEntryFields are the fields people may write, sorted;
// goals and documents come beside them.
func CaseEntryFields() []EntryField { return slices.Sorted(maps.Keys(caseEntries)) }

// BenefitEntryFields are the fields of a benefit.
func BenefitEntryFields() []EntryField { return slices.Sorted(maps.Keys(benefitEntries)) }

// check is what a dispensation from the payback rule must say: one of the four
// grounds, why, who granted it and when.
func (d Dispensation) check() error {
	switch {
	case d.Ground == "" || !known(Grounds, d.Ground):
		return entryError("dispensation.ground", EntryDispense, "value", string(d.Ground))
	case strings.TrimSpace(d.Reason) == "" || strings.TrimSpace(d.By) == "" || d.Date.IsZero():
		return entryError("dispensation.incomplete", EntryDispense)
	}
	return nil
}

func (i Idea) check() error {
	for question := range i.Answers {
		if !slices.Contains(IdeaQuestions, question) {
			return notOneOf(EntryIdea, EntryIdea, string(question), IdeaQuestions)
		}
	}
	return nil
}

func goalField(number int) EntryField { return EntryField(goalPrefix + strconv.Itoa(number)) }

func goalNumber(field EntryField) (int, bool) {
	text, ok := strings.CutPrefix(string(field), goalPrefix)
	number, err := strconv.Atoi(text)
	return number, ok && err == nil
}

// entered is what a field says now.
func (bc *BusinessCase) entered(id BenefitID, field EntryField) (string, error) {
	if id != "" {
		return bc.enteredOf(id, field)
	}
	if one, ok := caseEntries[field]; ok {
		return one.get(bc), nil
	}
	if line, ok := CostLineOf(field); ok {
		return bc.enteredCost(line), nil
	}
	if line, _, ok := AmountOf(field); ok && line != "" {
		return bc.enteredAmount("", field)
	}
	if goal, ok := goalNumber(field); ok {
		return bc.Goals[goal], nil
	}
	if id, ok := strings.CutPrefix(string(field), commitments); ok && id != "" {
		return bc.Commitments[id], nil
	}
	if name, ok := strings.CutPrefix(string(field), documentPrefix); ok && name != "" {
		for _, document := range bc.Documents {
			if document.Name == name {
				data, _ := json.Marshal(document) // plain fields
				return string(data), nil
			}
		}
		return "", nil
	}
	return "", entryError("entry.unknown-field", field, "field", string(field))
}

func (bc *BusinessCase) enteredOf(id BenefitID, field EntryField) (string, error) {
	if line, _, ok := AmountOf(field); ok && line == "" {
		return bc.enteredAmount(id, field)
	}
	one, ok := benefitEntries[field]
	if !ok {
		return "", entryError("entry.unknown-field", field, "field", string(field))
	}
	at := slices.IndexFunc(bc.Benefits, func(b Benefit) bool { return b.ID == id })
	switch {
	case at >= 0:
		return one.get(&bc.Benefits[at]), nil
	case field == EntryAdded:
		return "", nil
	}
	return "", NotFound("benefit", string(id))
}

// enter lets a field say something else.
func (bc *BusinessCase) enter(id BenefitID, field EntryField, value string) error {
	if id != "" {
		return bc.enterOf(id, field, value)
	}
	if one, ok := caseEntries[field]; ok {
		return one.set(bc, value)
	}
	if line, ok := CostLineOf(field); ok {
		return bc.enterCost(line, value)
	}
	if line, _, ok := AmountOf(field); ok && line != "" {
		return bc.enterAmount("", field, value)
	}
	if goal, ok := goalNumber(field); ok {
		if bc.Goals == nil {
			bc.Goals = map[int]string{}
		}
		bc.Goals[goal] = value
		if value == "" {
			delete(bc.Goals, goal)
		}
		return nil
	}
	if id, ok := strings.CutPrefix(string(field), commitments); ok {
		if bc.Commitments == nil {
			bc.Commitments = map[string]string{}
		}
		bc.Commitments[id] = value
		if value == "" {
			delete(bc.Commitments, id)
		}
		return nil
	}
	return bc.enterDocument(field, value)
}

func (bc *BusinessCase) enterDocument(field EntryField, value string) error {
	name := strings.TrimPrefix(string(field), documentPrefix)
	documents := slices.DeleteFunc(slices.Clone(bc.Documents), func(d GateDocument) bool { return d.Name == name })
	if value != "" {
		var document GateDocument
		if err := json.Unmarshal([]byte(value), &document); err != nil || document.Name != name {
			return entryError("entry.unreadable", field, "field", name)
		}
		if strings.TrimSpace(document.Record) == "" || strings.TrimSpace(document.By) == "" || document.Date.IsZero() {
			return entryError("document.incomplete", field, "document", name)
		}
		documents = append(documents, document)
	}
	bc.Documents = documents
	return nil
}

func (bc *BusinessCase) enterOf(id BenefitID, field EntryField, value string) error {
	at := slices.IndexFunc(bc.Benefits, func(b Benefit) bool { return b.ID == id })
	switch {
	case field == EntryAdded && value == "":
		return entryError("entry.benefit-unnamed", field)
	case field == EntryAdded && at < 0:
		bc.Benefits = append(bc.Benefits, Benefit{ID: id, Label: value, State: BenefitIdentified, Series: map[Series][]Amount{}})
		return nil
	case at < 0:
		return NotFound("benefit", string(id))
	}
	if line, _, ok := AmountOf(field); ok && line == "" {
		return bc.enterAmount(id, field, value)
	}
	benefit := &bc.Benefits[at]
	before := benefit.TimeBasis
	if err := benefitEntries[field].set(benefit, value); err != nil {
		return err
	}
	switch field {
	case EntryTimeBasis:
		benefit.leave(before)
		if benefit.TimeBasis != nil {
			benefit.rest(*benefit.TimeBasis)
		}
	case EntryBaseline:
		benefit.Baseline = benefit.BaselineMeasure != nil
	}
	return nil
}

// leave takes back what a benefit had from a basis it no longer rests on.
func (b *Benefit) leave(basis *TimeBasis) {
	if basis == nil {
		return
	}
	if saving, err := basis.Compute(); err == nil && sameAmount(b.FullYear, saving.Money) && b.FullYearSource == (Source{}) {
		b.FullYear = nil
	}
	if plan := basis.plan(); sameMoney(b.Series[Plan], plan) {
		b.put(Plan, nil)
	}
}

func sameAmount(a, b *calc.Money) bool { return a != nil && b != nil && *a == *b }

// clone is the case with lists and maps of its own, as far as entries change them.
func (bc BusinessCase) clone() BusinessCase {
	bc.Goals = maps.Clone(bc.Goals)
	bc.Commitments = maps.Clone(bc.Commitments)
	bc.Documents = slices.Clone(bc.Documents)
	bc.Costs = slices.Clone(bc.Costs)
	bc.Benefits = slices.Clone(bc.Benefits)
	for i := range bc.Benefits {
		bc.Benefits[i].Series = maps.Clone(bc.Benefits[i].Series)
	}
	return bc
}
