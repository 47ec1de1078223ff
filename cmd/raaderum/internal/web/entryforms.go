package web

import (
	"slices"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// factsForm is what a case is said to be, and its account for each goal.
func factsForm(p *entryPage) {
	page, bc := p.Page, p.Case
	p.Lead = page.T("entry.facts-lead")
	p.group(page.T("entry.facts"), "")
	p.plain("", "title", entryInput{Kind: inputText, Value: bc.Title})
	if bc.Number == "" {
		p.plain("", portfolio.EntryNumber, entryInput{Kind: inputText, Hint: page.T("entry.number-hint")})
	}
	p.plain("", "summary", entryInput{Kind: inputArea, Value: bc.Summary})
	areas := []entryOption{{"", page.T("entry.not-stated")}}
	for _, area := range page.Organisation.Strategy.FocusAreas {
		areas = append(areas, entryOption{string(area.ID), area.Name})
	}
	if len(areas) > 1 {
		p.plain("", "focus-area", entryInput{Kind: inputSelect, Value: string(bc.FocusArea), Options: areas})
	}
	p.plain("", "origin", entryInput{Kind: inputSelect, Value: string(bc.Origin), Options: options(page, "origin.", portfolio.Origins)})
	obligatory := ""
	if bc.Obligatory {
		obligatory = "true"
	}
	p.plain("", "obligatory", entryInput{Kind: inputSelect, Value: obligatory, Options: []entryOption{{"", page.T("entry.no")}, {"true", page.T("entry.yes")}}})
	p.plain("", "phase", entryInput{Kind: inputSelect, Value: string(bc.Phase), Options: options(page, "phase.", portfolio.Phases)})
	p.plain("", "status", entryInput{Kind: inputSelect, Value: string(bc.Status), Options: options(page, "case-status.", portfolio.CaseStatuses)})
	p.plain("", "decision-date", entryInput{Kind: inputDate, Value: dayValue(bc.DecisionDate)})
	p.plain("", portfolio.EntryEnded, entryInput{Kind: inputDate, Value: dayValue(bc.Ended), Hint: page.T("entry.ended-hint")})
	p.plain("", portfolio.EntryGoLive, entryInput{Kind: inputDate, Value: dayValue(bc.GoLive), Hint: page.T("entry.go-live-hint")})
	p.plain("", "project-owner", entryInput{Kind: inputText, Value: bc.ProjectOwner})
	p.plain("", "system", entryInput{Kind: inputText, Value: bc.System, Hint: page.T("entry.system-hint")})
	p.plain("", "system-owner", entryInput{Kind: inputText, Value: bc.SystemOwner, Hint: page.T("entry.system-owner-hint")})
	p.plain("", "record-number", entryInput{Kind: inputText, Value: bc.RecordNumber, Hint: page.T("entry.record-hint")})
	if bc.RecordNumber != "" && !portfolio.RecordNumberLooksRight(bc.RecordNumber) {
		p.Notes = append(p.Notes, page.T("entry.record-odd", "number", bc.RecordNumber))
	}
	if office := page.Organisation.Governance.Office; office != nil {
		p.plain("", "first-meeting", entryInput{Kind: inputDate, Value: dayValue(bc.FirstMeeting), Hint: page.T("entry.first-meeting-hint", "office", office.Name)})
	}
	networks := ""
	if known := page.Organisation.Strategy.Networks; len(known) > 0 {
		networks = page.T("entry.networks-hint", "networks", strings.Join(known, ", "))
	}
	p.plain("", "networks", entryInput{Kind: inputText, Value: bc.Networks, Hint: networks})
	p.plain("", "holistic-view", entryInput{Kind: inputArea, Value: bc.HolisticView, Hint: page.T("entry.holistic-hint")})
	pricesForm(p)
	if goals := page.Organisation.Strategy.Goals; len(goals) > 0 {
		p.group(page.T("case.goals"), page.T("entry.goals-hint"))
		for _, goal := range goals {
			p.plain("", portfolio.GoalField(goal), entryInput{Kind: inputArea, Value: bc.Goals[goal.Number], Hint: goal.Text})
		}
	}
}

// testForm is the test of what kind of project a case is.
func testForm(p *entryPage) {
	page, test := p.Page, portfolio.ProjectTest{}
	if p.Case.ProjectTest != nil {
		test = *p.Case.ProjectTest
	}
	p.Lead = page.T("entry.test-lead")
	p.group(page.T("project-test.title"), "")
	answers := []entryOption{{"", page.T("entry.not-answered")}, {"yes", page.T("entry.yes")}, {"no", page.T("entry.no")}}
	ask := func(name string, is *bool) *bool {
		input := entryInput{Name: name, Label: page.T("project-test.ask-" + name), Kind: inputSelect, Options: answers}
		if is != nil {
			input.Value = "no"
			if *is {
				input.Value = "yes"
			}
		}
		answer := p.field(input)
		if answer == "" {
			return nil
		}
		yes := answer == "yes"
		return &yes
	}
	typed := portfolio.ProjectTest{Work: ask("work", test.Work), Services: ask("services", test.Services), Delivery: ask("delivery", test.Delivery)}
	typed.Thing = portfolio.ProjectItem(p.field(entryInput{Name: "thing", Label: page.T("project-test.ask-thing"), Kind: inputSelect, Value: string(test.Thing),
		Options: options(page, "project-test.thing-", portfolio.ProjectItems)}))
	typed.Significant = ask("significant", test.Significant)
	p.whole("", portfolio.EntryProjectTest, p.Case.ProjectTest, typed, typed == portfolio.ProjectTest{})
}

// documentsForm is the gate checklist.
func documentsForm(p *entryPage) {
	page := p.Page
	p.Lead = page.T("entry.documents-lead")
	route := portfolio.RouteOf(*page.Organisation, portfolio.Evaluate(p.Case, portfolio.TermsFor(p.Case, p.Now)), p.Now)
	for i, paper := range route.Papers {
		document := portfolio.GateDocument{Name: paper.Name}
		if paper.Document != nil {
			document = *paper.Document
		}
		at := string(rune('a' + i%26))
		p.group(paper.Name, "")
		typed := portfolio.GateDocument{Name: paper.Name,
			Record: p.field(entryInput{Name: "record-" + at, Label: page.T("document.record"), Kind: inputText, Value: document.Record}),
			Date:   p.day(p.field(entryInput{Name: "date-" + at, Label: page.T("document.date"), Kind: inputDate, Value: dayValue(document.Date)})),
			By:     p.field(entryInput{Name: "by-" + at, Label: page.T("document.by"), Kind: inputText, Value: document.By})}
		p.whole("", portfolio.DocumentField(paper.Name), paper.Document, typed, typed == portfolio.GateDocument{Name: paper.Name})
	}
	if len(route.Papers) == 0 {
		p.Notes = append(p.Notes, page.T("document.no-checklist"))
		p.group(page.T("route.papers"), "")
	}
}

// dispensationForm is a dispensation from the payback rule.
func dispensationForm(p *entryPage) {
	page, d := p.Page, portfolio.Dispensation{}
	if p.Case.Dispensation != nil {
		d = *p.Case.Dispensation
	}
	p.Lead = page.T("entry.dispensation-lead")
	p.group(page.T("case.dispensation"), "")
	typed := portfolio.Dispensation{
		Ground: portfolio.DispensationGround(p.field(entryInput{Name: "ground", Label: page.T("entry.ground"), Kind: inputSelect, Value: string(d.Ground), Options: options(page, "dispensation.", portfolio.Grounds)})),
		Reason: p.field(entryInput{Name: "why", Label: page.T("entry.why"), Kind: inputArea, Value: d.Reason}),
		By:     p.field(entryInput{Name: "by", Label: page.T("entry.granted-by"), Kind: inputText, Value: d.By}),
		Date:   p.day(p.field(entryInput{Name: "date", Label: page.T("entry.granted"), Kind: inputDate, Value: dayValue(d.Date)})),
	}
	p.whole("", portfolio.EntryDispense, p.Case.Dispensation, typed, typed == portfolio.Dispensation{})
}

// benefitForm is what a benefit is said to be, how far it has come, and what was
// measured before it began.
func benefitForm(p *entryPage) {
	page, benefit := p.Page, p.Benefit
	p.Lead = page.T("entry.benefit-lead")
	p.group(benefit.Label, "")
	p.plain(benefit.ID, "benefit-kind", entryInput{Kind: inputSelect, Value: string(benefit.Kind), Options: options(page, "benefit-kind.", portfolio.BenefitKinds)})
	p.plain(benefit.ID, "owner", entryInput{Kind: inputText, Value: benefit.Owner, Hint: page.T("entry.owner-hint")})
	p.plain(benefit.ID, "accrues-to", entryInput{Kind: inputSelect, Value: string(benefit.AccruesTo), Options: options(page, "accrues.", portfolio.Accruals)})
	p.plain(benefit.ID, "recurrence", entryInput{Kind: inputSelect, Value: string(benefit.Recurrence), Options: options(page, "recurrence.", portfolio.Recurrences)})
	states := benefit.NextStates()
	if benefit.State != "" {
		states = slices.Concat([]portfolio.BenefitState{benefit.State}, states)
	}
	steps := options(page, "benefit-state.", states)
	if benefit.State != "" {
		steps = steps[1:]
	}
	p.plain(benefit.ID, portfolio.EntryState, entryInput{Kind: inputSelect, Value: string(benefit.State), Options: steps, Hint: page.T("entry.state-hint")})
	p.plain(benefit.ID, portfolio.EntryEnded, entryInput{Kind: inputDate, Value: dayValue(benefit.Ended), Hint: page.T("entry.ended-hint")})
	p.plain(benefit.ID, "account", entryInput{Kind: inputText, Value: benefit.Account, Hint: page.T("entry.account-hint")})
	p.plain(benefit.ID, "licence", entryInput{Kind: inputText, Value: benefit.Licence})

	measure, value := portfolio.BaselineMeasure{}, ""
	if benefit.BaselineMeasure != nil {
		measure, value = *benefit.BaselineMeasure, numberValue(page.Print, benefit.BaselineMeasure.Value)
	}
	p.group(page.T("benefit.baseline"), page.T("entry.baseline-hint"))
	text := p.field(entryInput{Name: "baseline-value", Label: page.T("entry.measured"), Kind: inputText, Value: value})
	typed := portfolio.BaselineMeasure{
		Unit:   p.field(entryInput{Name: "baseline-unit", Label: page.T("entry.unit"), Kind: inputText, Value: measure.Unit}),
		Date:   p.day(p.field(entryInput{Name: "baseline-date", Label: page.T("entry.measured-on"), Kind: inputDate, Value: dayValue(measure.Date)})),
		Method: p.field(entryInput{Name: "baseline-method", Label: page.T("entry.method"), Kind: inputText, Value: measure.Method}),
	}
	empty := text == "" && typed == portfolio.BaselineMeasure{}
	if text != "" || !empty {
		typed.Value = p.number(text)
	}
	p.whole(benefit.ID, portfolio.EntryBaseline, benefit.BaselineMeasure, typed, empty)
}

// timeForm is the calculation of a time saving, for a new benefit or for one
// that rests on it.
func timeForm(p *entryPage) {
	page, benefit, basis := p.Page, p.Benefit, portfolio.TimeBasis{}
	id := benefit.ID
	if benefit.TimeBasis != nil {
		basis = *benefit.TimeBasis
		p.Notes = page.Print.TimeFormula(basis)
	}
	p.Lead = page.T("entry.time-lead")
	if id != "" {
		p.group(benefit.Label, page.T("time.formula"))
	} else {
		p.group(page.T("time.title"), page.T("time.formula"))
		id = portfolio.NewBenefit
		if name := p.field(entryInput{Name: "name", Label: page.T("entry.benefit-name"), Kind: inputText}); p.typed != nil {
			p.made = append(p.made, portfolio.Entry{Benefit: id, Field: portfolio.EntryAdded, Value: name})
		}
	}
	typed := portfolio.TimeBasis{}
	for _, input := range calc.TimeInputs {
		one := portfolio.TimeAssumption{Input: input, Unit: page.T("time.unit-" + string(input))}
		value := ""
		for _, known := range basis.Assumptions {
			if known.Input == input {
				one, value = known, numberValue(page.Print, known.Value)
			}
		}
		p.group(page.T("time.input-"+string(input)), "")
		text := p.field(entryInput{Name: string(input), Label: page.T("time.value", "unit", one.Unit), Kind: inputText, Value: value})
		one.Source = p.field(entryInput{Name: "source-" + string(input), Label: page.T("time.source"), Kind: inputText, Value: one.Source})
		if text == "" && one.Source == "" {
			continue
		}
		one.Value = p.number(text)
		typed.Assumptions = append(typed.Assumptions, one)
	}
	p.group(page.T("time.years"), page.T("time.years-hint"))
	from, through := "", ""
	if !basis.From.IsZero() {
		from, through = basis.From.Format("2006-01"), yearText(basis.ThroughYear)
	}
	if text := p.field(entryInput{Name: "from", Label: page.T("time.from"), Kind: inputMonth, Value: from, Hint: page.T("time.from-hint")}); text != "" {
		month, err := time.Parse("2006-01", text)
		if err != nil {
			p.Wrong = append(p.Wrong, page.T("error.entry.no-date", "value", text))
		}
		typed.From = month
	}
	if text := p.field(entryInput{Name: "through", Label: page.T("time.through"), Kind: inputText, Value: through}); text != "" {
		typed.ThroughYear = int(p.number(text))
	}
	if p.typed != nil {
		p.whole(id, portfolio.EntryTimeBasis, benefit.TimeBasis, typed, false)
	}
}
