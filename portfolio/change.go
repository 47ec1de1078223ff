package portfolio

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// CaseChanges (ændringer) is what differs between two versions of a case: the
// fields, the lines that came and went, and every amount with its difference
// in kroner.
type CaseChanges struct {
	Case    CaseID
	Number  string
	Title   string
	New     bool // there was no version before: only Costs and Benefits are told
	Fields  []FieldChange
	Lines   []LineChange
	Amounts []AmountChange
	// Costs and Benefits are the differences of all planned costs and planned
	// benefits; a disbenefit counts as a negative benefit.
	Costs    calc.Money
	Benefits calc.Money
	// NPVBefore and NPVAfter are the net present values, each on the terms its
	// version is judged on; nil where there is no version, or no plan changes.
	NPVBefore, NPVAfter *calc.Figure
}

// Valued adds the net present values as of a day; a version without an ID is none.
func (c CaseChanges) Valued(before, after BusinessCase, asOf time.Time) CaseChanges {
	value := func(bc BusinessCase) *calc.Figure {
		if bc.ID == "" {
			return nil
		}
		npv := Evaluate(bc, TermsFor(bc, asOf)).Evaluation.NPV
		return &npv
	}
	c.NPVBefore, c.NPVAfter = value(before), value(after)
	return c
}

// Any tells whether anything differs.
func (c CaseChanges) Any() bool {
	return c.New || len(c.Fields)+len(c.Lines)+len(c.Amounts) > 0
}

// FieldChange is a field of the case or of one of its lines with another value.
// Values are in their machine form; "" is not stated.
type FieldChange struct {
	Line          *LineRef // nil: of the case itself
	Field         string   // "title", "phase", "owner", …
	Before, After string
}

// LineChange is a line that only one of the versions has.
type LineChange struct {
	Line  LineRef
	Added bool // else it is gone
}

// LineRef points at a cost line or a benefit of a case.
type LineRef struct {
	Benefit bool // else a cost line
	ID      string
	Label   string
}

// AmountChange is an amount that differs. Nil is not stated, which is not 0.
type AmountChange struct {
	Line          LineRef
	Series        Series
	Period        calc.Period
	Before, After *calc.Money
	Difference    calc.Money // After − Before, where what is not stated adds nothing
	Source        Source     // the cell of After; of Before when After is gone
}

// Changes compares two versions of a case. Lines are the same when their ids are.
func Changes(before, after BusinessCase) CaseChanges {
	c := &CaseChanges{Case: after.ID, Number: after.Number, Title: after.Title}
	c.compareFields(nil, caseFields(before), caseFields(after))
	c.compareGoals(before.Goals, after.Goals)
	c.compareCosts(before.Costs, after.Costs)
	c.compareBenefits(before.Benefits, after.Benefits)
	return *c
}

// field is a field's name and value in machine form.
type field struct{ name, value string }

func caseFields(bc BusinessCase) []field {
	fields := []field{
		{"number", bc.Number}, {"title", bc.Title}, {"summary", bc.Summary}, {"focus-area", string(bc.FocusArea)},
		{"origin", string(bc.Origin)}, {"obligatory", strconv.FormatBool(bc.Obligatory)}, {"phase", string(bc.Phase)},
		{"status", string(bc.Status)}, {"decision-date", dayText(bc.DecisionDate)}, {"go-live", dayText(bc.GoLive)},
		{"price-level", priceText(bc.PriceLevel)}, {"project-owner", bc.ProjectOwner}, {"system-owner", bc.SystemOwner},
		{"record-number", bc.RecordNumber},
	}
	var dispensation Dispensation
	if bc.Dispensation != nil {
		dispensation = *bc.Dispensation
	}
	fields = append(fields, field{"dispensation", string(dispensation.Ground)}, field{"dispensation-reason", dispensation.Reason},
		field{"dispensation-by", dispensation.By}, field{"dispensation-date", dayText(dispensation.Date)})
	for i, figure := range []*StatedFigure{bc.Stated.Payback, bc.Stated.NPV, bc.Stated.IRR} {
		value := ""
		if figure != nil {
			value = strconv.FormatFloat(figure.Value, 'g', -1, 64)
		}
		fields = append(fields, field{[]string{"stated-payback", "stated-npv", "stated-irr"}[i], value})
	}
	return fields
}

func dayText(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

func priceText(level PriceLevel) string {
	if level.Year == 0 {
		return string(level.Basis)
	}
	return strconv.Itoa(level.Year) + "-" + string(level.Basis)
}

// ReadPriceLevel reads a price level in machine form: "2014-pl" or "current"; ""
// is not stated. False for anything else.
func ReadPriceLevel(text string) (PriceLevel, bool) {
	level := PriceLevel{Basis: PriceBasis(text)}
	if year, fixed := strings.CutSuffix(text, "-"+string(PricesFixed)); fixed {
		n, err := strconv.Atoi(year)
		if err != nil || !plausibleYear(n) {
			return PriceLevel{}, false
		}
		level = PriceLevel{Basis: PricesFixed, Year: n}
	}
	return level, level.Basis == PricesUnknown || level.Basis == PricesCurrent || level.Year != 0
}

func (c *CaseChanges) compareFields(line *LineRef, before, after []field) {
	for i, now := range after {
		if was := before[i].value; was != now.value {
			c.Fields = append(c.Fields, FieldChange{Line: line, Field: now.name, Before: was, After: now.value})
		}
	}
}

// compareGoals is part of a case's fields, one per goal that either answers.
func (c *CaseChanges) compareGoals(before, after map[int]string) {
	var numbers []int
	for _, goals := range []map[int]string{before, after} {
		for number := range goals {
			if !slices.Contains(numbers, number) {
				numbers = append(numbers, number)
			}
		}
	}
	slices.Sort(numbers)
	for _, number := range numbers {
		name := "goal-" + strconv.Itoa(number)
		c.compareFields(nil, []field{{name, before[number]}}, []field{{name, after[number]}})
	}
}

func (c *CaseChanges) compareCosts(before, after []CostLine) {
	for _, now := range after {
		ref := LineRef{ID: now.ID, Label: now.Label}
		at := slices.IndexFunc(before, func(was CostLine) bool { return was.ID == now.ID })
		if at < 0 {
			c.Lines = append(c.Lines, LineChange{ref, true})
			c.Costs += c.compareAmounts(ref, Plan, nil, now.Amounts)
			continue
		}
		was := before[at]
		c.compareFields(&ref,
			[]field{{"label", was.Label}, {"category", was.Category}, {"recurrence", string(was.Recurrence)}},
			[]field{{"label", now.Label}, {"category", now.Category}, {"recurrence", string(now.Recurrence)}})
		c.Costs += c.compareAmounts(ref, Plan, was.Amounts, now.Amounts)
	}
	for _, was := range before {
		if !slices.ContainsFunc(after, func(now CostLine) bool { return now.ID == was.ID }) {
			ref := LineRef{ID: was.ID, Label: was.Label}
			c.Lines = append(c.Lines, LineChange{ref, false})
			c.Costs += c.compareAmounts(ref, Plan, was.Amounts, nil)
		}
	}
}

func (c *CaseChanges) compareBenefits(before, after []Benefit) {
	for _, now := range after {
		ref := LineRef{Benefit: true, ID: string(now.ID), Label: now.Label}
		at := slices.IndexFunc(before, func(was Benefit) bool { return was.ID == now.ID })
		if at < 0 {
			c.Lines = append(c.Lines, LineChange{ref, true})
			c.compareSeries(ref, Benefit{Kind: now.Kind}, now)
			continue
		}
		c.compareFields(&ref, benefitFields(before[at]), benefitFields(now))
		c.compareSeries(ref, before[at], now)
	}
	for _, was := range before {
		if !slices.ContainsFunc(after, func(now Benefit) bool { return now.ID == was.ID }) {
			ref := LineRef{Benefit: true, ID: string(was.ID), Label: was.Label}
			c.Lines = append(c.Lines, LineChange{ref, false})
			c.compareSeries(ref, was, Benefit{Kind: was.Kind})
		}
	}
}

func benefitFields(b Benefit) []field {
	fullYear := ""
	if b.FullYear != nil {
		fullYear = strconv.FormatInt(int64(*b.FullYear), 10)
	}
	return []field{
		{"label", b.Label}, {"benefit-kind", string(b.Kind)}, {"owner", b.Owner}, {"accrues-to", string(b.AccruesTo)},
		{"recurrence", string(b.Recurrence)}, {"state", string(b.State)}, {"full-year", fullYear}, {"baseline", strconv.FormatBool(b.Baseline)},
	}
}

func (c *CaseChanges) compareSeries(ref LineRef, before, after Benefit) {
	for _, series := range AllSeries {
		c.compareAmounts(ref, series, before.Series[series], after.Series[series])
	}
	was, _ := before.Kind.direction()
	now, _ := after.Kind.direction()
	c.Benefits += now*sumOf(after.Series[Plan]) - was*sumOf(before.Series[Plan])
}

func sumOf(amounts []Amount) (sum calc.Money) {
	for _, amount := range amounts {
		sum += amount.Money
	}
	return sum
}

// compareAmounts adds the amounts that differ and gives the difference of the sums.
func (c *CaseChanges) compareAmounts(ref LineRef, series Series, before, after []Amount) calc.Money {
	of := func(amounts []Amount, period calc.Period) *Amount {
		for i := range amounts {
			if amounts[i].Period == period {
				return &amounts[i]
			}
		}
		return nil
	}
	for _, now := range after {
		was := of(before, now.Period)
		switch {
		case was == nil:
			c.Amounts = append(c.Amounts, AmountChange{ref, series, now.Period, nil, &now.Money, now.Money, now.Source})
		case was.Money != now.Money:
			c.Amounts = append(c.Amounts, AmountChange{ref, series, now.Period, &was.Money, &now.Money, now.Money - was.Money, now.Source})
		}
	}
	for _, was := range before {
		if of(after, was.Period) == nil {
			c.Amounts = append(c.Amounts, AmountChange{ref, series, was.Period, &was.Money, nil, -was.Money, was.Source})
		}
	}
	return sumOf(after) - sumOf(before)
}

// ReportChanges are what reports change in the series of known benefits.
func ReportChanges(bc BusinessCase, reports []BenefitReport) CaseChanges {
	c := &CaseChanges{Case: bc.ID, Number: bc.Number, Title: bc.Title}
	for _, report := range reports {
		at := slices.IndexFunc(bc.Benefits, func(b Benefit) bool { return b.ID == report.Benefit })
		if at < 0 {
			continue
		}
		benefit := bc.Benefits[at]
		ref := LineRef{Benefit: true, ID: string(benefit.ID), Label: benefit.Label}
		if report.State != "" {
			c.compareFields(&ref, []field{{"state", string(benefit.State)}}, []field{{"state", string(report.State)}})
		}
		// What a report does not mention stays as it was.
		mentioned := slices.DeleteFunc(slices.Clone(benefit.Series[report.Series]), func(was Amount) bool {
			return !slices.ContainsFunc(report.Amounts, func(now Amount) bool { return now.Period == was.Period })
		})
		difference := c.compareAmounts(ref, report.Series, mentioned, report.Amounts)
		if sign, _ := benefit.Kind.direction(); report.Series == Plan {
			c.Benefits += sign * difference
		}
	}
	return *c
}

// NewCase is the change that a case nobody knew before makes.
func NewCase(bc BusinessCase) CaseChanges {
	all := Changes(BusinessCase{}, bc)
	return CaseChanges{Case: bc.ID, Number: bc.Number, Title: bc.Title, New: true, Costs: all.Costs, Benefits: all.Benefits}
}
