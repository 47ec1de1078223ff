package portfolio

import (
	"errors"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"raaderum/calc"
)

// FoldNumber is a case number as it is compared: without surrounding space and
// with the letters folded the Danish way, so "bc01 " is "BC01".
func FoldNumber(number string) string {
	return cases.Lower(language.Danish).String(strings.TrimSpace(number))
}

// Check gives every rule an acceptance breaks, each an *Error with its place,
// joined; nil when there is none. What only the store can know (whether a case
// number is known, whether the bytes were accepted before) is checked there.
func (a Acceptance) Check(org Organisation) error {
	c := &acceptanceCheck{file: a.File.Name, typed: a.Layout == IdeaLayout, numbers: map[string]bool{}}
	if len(a.File.Bytes) == 0 || a.File.SHA256 == "" {
		c.add("file.empty", Source{}, nil)
	}
	if len(a.Cases)+len(a.Reports)+len(a.Statuses)+len(a.Yearly) == 0 {
		c.add("acceptance.nothing", Source{}, nil)
	}
	for _, one := range a.Cases {
		c.businessCase(one, org.Strategy)
	}
	for _, report := range a.Reports {
		c.report(report)
	}
	for _, status := range a.Statuses {
		c.status(status)
	}
	for _, value := range a.Yearly {
		c.yearly(value)
	}
	return errors.Join(c.errs...)
}

type acceptanceCheck struct {
	file    string
	typed   bool // by somebody, into fields: there are no cells to speak of
	numbers map[string]bool
	errs    []error
}

func (c *acceptanceCheck) add(key string, at Source, args map[string]any) {
	if c.typed {
		if key == "case.title-missing" {
			key = "idea.no-title" // those words are about a workbook
		}
		c.errs = append(c.errs, &Error{Code: CodeInvalid, Key: key, Args: args, Place: Place{Field: typedFields[key]}})
		return
	}
	c.errs = append(c.errs, &Error{Code: CodeInvalid, Key: key, Args: args,
		Place: Place{File: c.file, Sheet: at.Sheet, Cell: at.Cell}})
}

// value reports a value outside its enumeration.
func (c *acceptanceCheck) value(ok bool, field, value string, at Source) {
	if !ok {
		c.add("field.unknown-value", at, map[string]any{"field": field, "value": value})
	}
}

// typedFields are the fields that a rule is about when a case is typed.
var typedFields = map[string]string{"idea.no-title": "title", "focus-area.unknown": "focus-area"}

func (c *acceptanceCheck) businessCase(one BusinessCase, strategy Strategy) {
	if c.typed {
		c.errs = append(c.errs, errors.Join(CheckText("title", "title", one.Title), CheckText("number", "number", one.Number),
			CheckText("record-number", "record-number", one.RecordNumber)))
	} else {
		c.texts(one)
	}
	if strings.TrimSpace(one.Title) == "" {
		c.add("case.title-missing", one.Source, nil)
	}
	if number := FoldNumber(one.Number); number != "" {
		if c.numbers[number] {
			c.add("case.number-twice", one.Source, map[string]any{"number": one.Number})
		}
		c.numbers[number] = true
	}
	if _, ok := strategy.FocusArea(one.FocusArea); !ok && one.FocusArea != "" {
		c.add("focus-area.unknown", one.Source, map[string]any{"area": string(one.FocusArea)})
	}
	c.value(known(Origins, one.Origin), "origin", string(one.Origin), one.Source)
	c.value(known(Phases, one.Phase), "phase", string(one.Phase), one.Source)
	c.value(known(CaseStatuses, one.Status), "status", string(one.Status), one.Source)
	c.value(known(PriceBases, one.PriceLevel.Basis), "price-level", string(one.PriceLevel.Basis), one.Source)
	if year := one.PriceLevel.Year; year != 0 && !plausibleYear(year) {
		c.add("period.implausible", one.Source, map[string]any{"period": calc.YearOf(year)})
	}
	if d := one.Dispensation; d != nil {
		c.value(d.Ground != "" && known(Grounds, d.Ground), "dispensation", string(d.Ground), one.Source)
	}
	lines := map[string]bool{}
	for _, line := range one.Costs {
		c.line(lines, line.ID, line.Label, one.Source)
		c.value(known(Recurrences, line.Recurrence), "recurrence", string(line.Recurrence), one.Source)
		c.amounts(line.Amounts)
	}
	benefits := map[string]bool{}
	for _, benefit := range one.Benefits {
		c.line(benefits, string(benefit.ID), benefit.Label, one.Source)
		c.benefit(benefit, one.Source)
	}
}

// texts reports those of a workbook's case that are longer than any cell of one, or
// have characters that no text has; a workbook's title may have several lines.
func (c *acceptanceCheck) texts(one BusinessCase) {
	for _, stated := range [][2]string{{"title", one.Title}, {"number", one.Number}, {"summary", one.Summary}} {
		var wrong *Error
		if errors.As(CheckText(stated[0], "", stated[1]), &wrong) {
			c.add(wrong.Key, one.Source, wrong.Args)
		}
	}
}

// line reports an id that stands twice among a case's lines of one kind; lines
// without an id get one from the store.
func (c *acceptanceCheck) line(seen map[string]bool, id, label string, at Source) {
	if id == "" {
		return
	}
	if seen[id] {
		c.add("line.id-twice", at, map[string]any{"id": id, "label": label})
	}
	seen[id] = true
}

func (c *acceptanceCheck) benefit(benefit Benefit, at Source) {
	c.value(known(BenefitKinds, benefit.Kind), "benefit-kind", string(benefit.Kind), at)
	c.value(known(Accruals, benefit.AccruesTo), "accrues-to", string(benefit.AccruesTo), at)
	c.value(known(Recurrences, benefit.Recurrence), "recurrence", string(benefit.Recurrence), at)
	c.value(known(BenefitStates, benefit.State), "benefit-state", string(benefit.State), at)
	for series, amounts := range benefit.Series {
		c.value(series != "" && known(AllSeries, series), "series", string(series), at)
		c.amounts(amounts)
	}
}

func (c *acceptanceCheck) report(report BenefitReport) {
	var at Source
	if len(report.Amounts) > 0 {
		at = report.Amounts[0].Source
	}
	if FoldNumber(report.CaseNumber) == "" {
		c.add("report.case-missing", at, nil)
	}
	if report.Benefit == "" && strings.TrimSpace(report.Label) == "" {
		c.add("report.benefit-missing", at, nil)
	}
	c.value(report.Series != "" && known(AllSeries, report.Series), "series", string(report.Series), at)
	c.value(known(BenefitStates, report.State), "benefit-state", string(report.State), at)
	c.amounts(report.Amounts)
}

func (c *acceptanceCheck) status(status QuarterlyStatus) {
	if status.Case == "" && FoldNumber(status.CaseNumber) == "" {
		c.add("report.case-missing", status.Source, nil)
	}
	if status.Quarter.Q < 1 || status.Quarter.Q > 4 || !plausibleYear(status.Quarter.Year) {
		c.add("period.implausible", status.Source, map[string]any{"period": status.Quarter.String()})
	}
	c.value(known(Lights, status.Light), "light", string(status.Light), status.Source)
}

// yearly reports years out of the world of business cases, and amounts and
// rises nobody has.
func (c *acceptanceCheck) yearly(value YearlyValue) {
	if !plausibleYear(value.Year) {
		c.add("period.implausible", value.Source, map[string]any{"period": calc.YearOf(value.Year)})
	}
	if value.Money > MaxAmount || value.Money < -MaxAmount {
		c.add("amount.implausible", value.Source, map[string]any{"amount": value.Money})
	}
}

// amounts reports periods that are absent, out of the world of business cases,
// or stated twice in one series: adding them up would be a guess.
func (c *acceptanceCheck) amounts(amounts []Amount) {
	seen := map[calc.Period]bool{}
	for _, amount := range amounts {
		year, dated := amount.Period.Year()
		if amount.Period.IsZero() || dated && !plausibleYear(year) {
			c.add("period.implausible", amount.Source, map[string]any{"period": amount.Period.String()})
		}
		if seen[amount.Period] {
			c.add("amount.period-twice", amount.Source, map[string]any{"period": amount.Period})
		}
		seen[amount.Period] = true
		if amount.Money > MaxAmount || amount.Money < -MaxAmount {
			c.add("amount.implausible", amount.Source, map[string]any{"amount": amount.Money})
		}
	}
}

// plausibleYear is rule E5 of the field: business cases live in 1990 to 2100.
func plausibleYear(year int) bool { return year >= 1990 && year <= 2100 }
