package importers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// Accepted is who accepts a file, when, and on which answers.
type Accepted struct {
	By      portfolio.UserID
	At      time.Time
	Answers Answers
}

// Acceptance turns what was read into what is stored: words become the domain's
// values, and names of focus areas become the organisation's own. What cannot
// be is a finding with its cell, and a finding of severity error means that the
// acceptance must not be stored. original is the file as it was uploaded.
func (f File) Acceptance(org portfolio.Organisation, original portfolio.OriginalFile, accepted Accepted) (portfolio.Acceptance, []Finding) {
	a := &accepting{org: org, file: f, now: accepted.At}
	if f.Status != Ready {
		a.fault("acceptance-not-ready", "", "", map[string]any{"status": string(f.Status)})
	}
	out := portfolio.Acceptance{
		Organisation: org.ID, By: accepted.By, At: accepted.At, File: original, Layout: f.Layout, Answers: accepted.Answers,
	}
	out.Yearly = a.yearly(f.Yearly)
	for _, c := range f.Cases {
		a.checkOrganisation(c)
		if f.IsReturn() {
			reports, statuses := a.reported(c)
			out.Reports = append(out.Reports, reports...)
			out.Statuses = append(out.Statuses, statuses...)
			continue
		}
		bc := a.businessCase(c)
		a.governed(c, bc)
		out.Cases = append(out.Cases, bc)
	}
	return out, a.findings
}

// accepting is one acceptance under way.
type accepting struct {
	org      portfolio.Organisation
	file     File
	now      time.Time
	findings []Finding
}

func (a *accepting) fault(code, cell, raw string, args map[string]any) {
	a.findings = append(a.findings, findingAt(portfolio.SeverityError, code, cell, raw, args))
}

// unknown reports words the domain has no value for; the value stays unknown.
// In a workbook of ours they can be mended, and must be. In others they may
// never have been meant as ours, and are only mentioned.
func (a *accepting) unknown(code, cell, raw string, args map[string]any) {
	severity := portfolio.SeverityWarning
	if a.file.Layout == (templateForm{}).Name() || a.file.IsReturn() {
		severity = portfolio.SeverityError
	}
	a.findings = append(a.findings, findingAt(severity, code, cell, raw, args))
}

// checkOrganisation refuses a case that says it belongs to somebody else.
func (a *accepting) checkOrganisation(c Case) {
	if stated, ok := fieldOf(c.Fields, "organisation"); ok && fold(stated.Value) != fold(a.org.Name) {
		a.fault("acceptance-other-organisation", stated.Cell, stated.Value, map[string]any{"organisation": a.org.Name})
	}
}

// businessCase is the case as the domain has it.
func (a *accepting) businessCase(c Case) portfolio.BusinessCase {
	fields := caseFields{a, c.Fields}
	out := portfolio.BusinessCase{
		Organisation: a.org.ID,
		Number:       c.Number,
		Title:        c.Title,
		Summary:      fields.text("summary"),
		FocusArea:    a.focusArea(c),
		Origin:       choiceOf[portfolio.Origin](fields, "origin", template.Origins),
		Obligatory:   fields.text("obligatory") == "true",
		Phase:        choiceOf[portfolio.Phase](fields, "phase", template.Phases),
		Status:       choiceOf[portfolio.CaseStatus](fields, "status", template.Statuses),
		DecisionDate: fields.day("decision-date"),
		GoLive:       fields.day("go-live"),
		ProjectOwner: fields.text("project-owner"),
		SystemOwner:  fields.text("system-owner"),
		RecordNumber: fields.text("record-number"),
		Goals:        fields.goals(),
		Dispensation: fields.dispensation(),
		Stated:       a.stated(c.Stated),
		Source:       a.source(c.TitleCell, c.Title, ""),
	}
	if c.PriceLevel != nil {
		out.PriceLevel = portfolio.PriceLevel{Basis: portfolio.PriceBasis(c.PriceLevel.Basis), Year: c.PriceLevel.Year}
	}
	for _, line := range c.Lines {
		if line.Kind == "cost" {
			out.Costs = append(out.Costs, portfolio.CostLine{
				ID: line.ID, Label: line.Label, Category: line.Category, Recurrence: line.Recurrence, Amounts: a.amounts(line.Amounts),
			})
			continue
		}
		a.addBenefit(&out, line)
	}
	return out
}

// governed tells which of the municipality's own rules a case breaks: the limit
// for its payback, and a plan for its harvest where its amount class wants one.
func (a *accepting) governed(c Case, bc portfolio.BusinessCase) {
	if a.org.Governance.PaybackLimit == nil && len(a.org.Governance.AmountClasses) == 0 && len(a.org.Governance.GateChecklist) == 0 {
		return
	}
	figures := portfolio.Evaluate(bc, portfolio.TermsFor(bc, a.now))
	a.checkPapers(c, figures)
	for _, broken := range portfolio.CaseFindings(a.org, figures) {
		code := governedRules[broken.Code]
		if code == "" {
			continue
		}
		label, cell := ruled(c, nil)
		finding := findingAt(broken.Severity, code, cell, "", broken.Args)
		finding.Args["title"] = label
		a.findings = append(a.findings, finding)
	}
}

// governedRules are the rules that need the municipality's own limits.
var governedRules = map[string]string{
	portfolio.FindingPaybackOverLimit: "rule-payback-over-limit", // W5
	portfolio.FindingNoHarvestPlan:    "rule-no-harvest-plan",    // W11
}

// addBenefit adds a benefit line; lines of the same benefit in other series are
// the same benefit.
func (a *accepting) addBenefit(c *portfolio.BusinessCase, line Line) {
	series := line.Series
	if series == "" {
		series = portfolio.Plan
	}
	for i := range c.Benefits {
		known := &c.Benefits[i]
		_, has := known.Series[series]
		if !has && string(known.ID) == line.ID && known.Label == line.Label {
			known.Series[series] = a.amounts(line.Amounts)
			return
		}
	}
	fields := caseFields{a, line.Fields}
	c.Benefits = append(c.Benefits, portfolio.Benefit{
		ID: portfolio.BenefitID(line.ID), Label: line.Label, Owner: fields.text("owner"), Recurrence: line.Recurrence,
		Kind:           choiceOf[portfolio.BenefitKind](fields, "benefit-kind", template.Kinds),
		AccruesTo:      choiceOf[portfolio.AccruesTo](fields, "accrues-to", template.Recipients),
		State:          choiceOf[portfolio.BenefitState](fields, "state", template.States),
		Baseline:       fields.text("baseline") == "true",
		FullYear:       fields.money("full-year"),
		FullYearSource: fields.at("full-year"),
		Series:         map[portfolio.Series][]portfolio.Amount{series: a.amounts(line.Amounts)},
	})
}

// focusArea is the organisation's focus area of that name or id. A name it does
// not have is a fault: the nearest one would be a guess.
func (a *accepting) focusArea(c Case) portfolio.FocusAreaID {
	if c.FocusArea == "" {
		return ""
	}
	words := fold(c.FocusArea)
	for _, area := range a.org.Strategy.FocusAreas {
		if fold(area.Name) == words || fold(string(area.ID)) == words {
			return area.ID
		}
	}
	field, _ := fieldOf(c.Fields, "focus-area")
	names := make([]string, len(a.org.Strategy.FocusAreas))
	for i, area := range a.org.Strategy.FocusAreas {
		names[i] = area.Name
	}
	if len(names) == 0 {
		a.unknown("acceptance-no-focus-areas", field.Cell, c.FocusArea, map[string]any{"organisation": a.org.Name})
		return ""
	}
	a.unknown("acceptance-focus-area-unknown", field.Cell, c.FocusArea, map[string]any{"choices": strings.Join(names, ", ")})
	return ""
}

// amounts are a line's amounts with where they were read.
func (a *accepting) amounts(read Amounts) []portfolio.Amount {
	amounts := make([]portfolio.Amount, 0, read.Len())
	for amount := range read.All {
		amounts = append(amounts, portfolio.Amount{Period: amount.Period, Money: amount.Ore, Source: a.source(amount.Cell(), amount.Raw(), amount.Formula())})
	}
	return amounts
}

// stated are the key figures the workbook states.
func (a *accepting) stated(s Stated) portfolio.StatedFigures {
	var out portfolio.StatedFigures
	if s.Payback != nil {
		out.Payback = &portfolio.StatedFigure{Value: s.Payback.Years, Source: a.source(s.Payback.Cell, s.Payback.Raw, "")}
	}
	if s.NPV != nil {
		out.NPV = &portfolio.StatedFigure{Value: s.NPV.Ore.Kroner(), Source: a.source(s.NPV.Cell, s.NPV.Raw, "")}
	}
	if s.IRR != nil {
		out.IRR = &portfolio.StatedFigure{Value: s.IRR.Rate, Source: a.source(s.IRR.Cell, s.IRR.Raw, "")}
	}
	return out
}

// source is the place of a value: "Økonomi!D14" is cell D14 of Økonomi.
func (a *accepting) source(cell, raw, formula string) portfolio.Source {
	source := portfolio.Source{SHA256: a.file.SHA256, File: a.file.File, Cell: cell, Raw: raw, Formula: formula}
	if bang := strings.LastIndexByte(cell, '!'); bang >= 0 {
		source.Sheet, source.Cell = cell[:bang], cell[bang+1:]
	}
	return source
}

// caseFields are the fields of a case or a line, read into the domain's types.
type caseFields struct {
	*accepting
	fields []Field
}

func (f caseFields) text(name string) string {
	field, _ := fieldOf(f.fields, name)
	return field.Value
}

// choiceOf is an enumerated field; words outside the enumeration leave it unknown.
func choiceOf[T ~string](f caseFields, name string, choices template.Choices) T {
	field, ok := fieldOf(f.fields, name)
	if !ok || field.Value == "" {
		return ""
	}
	code, ok := choices.Code(field.Value)
	if !ok {
		f.unknown("form-choice-unknown", field.Cell, field.Value, map[string]any{
			"field": name, "choices": strings.Join(choices.Labels(), ", "),
		})
	}
	return T(code)
}

// day is a date in machine form; zero when it is not stated. A date that is
// less exact than a day leaves it unknown: no day is invented.
func (f caseFields) day(name string) time.Time {
	field, ok := fieldOf(f.fields, name)
	if !ok || field.Value == "" {
		return time.Time{}
	}
	day, err := time.Parse("2006-01-02", field.Value)
	if err != nil {
		f.unknown("form-not-a-date", field.Cell, field.Raw, nil)
		return time.Time{}
	}
	return day
}

// money is an amount in øre in machine form; nil when it is not stated.
func (f caseFields) money(name string) *calc.Money {
	field, ok := fieldOf(f.fields, name)
	if !ok {
		return nil
	}
	ore, err := strconv.ParseInt(field.Value, 10, 64)
	if err != nil {
		f.fault("not-a-number", field.Cell, field.Raw, map[string]any{"text": field.Raw})
		return nil
	}
	amount := calc.Money(ore)
	return &amount
}

// at is where a field was read; the zero Source when it is not stated.
func (f caseFields) at(name string) portfolio.Source {
	field, ok := fieldOf(f.fields, name)
	if !ok {
		return portfolio.Source{}
	}
	return f.source(field.Cell, field.Raw, "")
}

// goals are the accounts for the strategic goals the organisation has.
func (f caseFields) goals() map[int]string {
	goals := map[int]string{}
	for _, goal := range f.org.Strategy.Goals {
		if account := f.text(fmt.Sprintf("goal-%d", goal.Number)); account != "" {
			goals[goal.Number] = account
		}
	}
	return goals
}

// dispensation is the exception from the payback rule; nil without a ground.
func (f caseFields) dispensation() *portfolio.Dispensation {
	ground := choiceOf[portfolio.DispensationGround](f, "dispensation-ground", template.Grounds)
	if ground == "" {
		return nil
	}
	return &portfolio.Dispensation{
		Ground: ground, Reason: f.text("dispensation-reason"), By: f.text("dispensation-by"), Date: f.day("dispensation-date"),
	}
}
