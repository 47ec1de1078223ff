package report

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Changes are what is new since the quarter before, as its inputs are known in the
// same snapshot: the year's figures side by side, and each case whose part of the
// answer, light or phase is another.
func (p Pack) Changes() Paper {
	paper := Paper{Print: p.Print, At: p.At}
	before := p.open.Before()
	if p.Filter.Any() {
		rules := p.Report.Organisation.Governance
		before = before.Of(func(bc portfolio.BusinessCase) bool { return p.Filter.Keeps(rules, bc) })
	}
	compared := portfolio.Compare(before, p.Report, p.Report.Account.Method)
	t := p.Print.T
	paper.heading(2, "changes", t("pack.changes", "quarter", compared.From))
	if !compared.Known() {
		paper.say(t("pack.changes-unknown", "quarter", compared.From, "due", compared.Due))
		return paper
	}
	p.writeChangedFigures(&paper, compared)
	p.writeChangedCases(&paper, compared)
	paper.note(t("pack.changes-note", "quarter", compared.From))
	return paper
}

func (p Pack) writeChangedFigures(paper *Paper, compared portfolio.Comparison) {
	t, then := p.Print.T, p.trail()
	then.at = compared.From
	table := gridBlock{head: heads(1, t("comparison.head-figure"), p.Print.Quarter(compared.From), p.Print.Quarter(compared.To), t("comparison.head-difference")), shares: []int{4, 2, 2, 2}}
	year := compared.Years[0]
	for _, one := range year.Figures {
		if one.Before == nil && one.After == nil {
			continue
		}
		name := t("layer." + string(one.Layer))
		if one.Quantity != portfolio.BridgeLayer {
			name = t("comparison.figure-" + string(one.Quantity))
		}
		now := p.trail().account(year.Year)
		table.rows = append(table.rows, []entry{said(name), p.amount(one.Before, then.account(year.Year)), p.amount(one.After, now), p.difference(one.Difference, now)})
	}
	table.caption = t("comparison.caption", "year", strconv.Itoa(year.Year))
	paper.grid(table, t("pack.no-rows"))
}

func (p Pack) writeChangedCases(paper *Paper, compared portfolio.Comparison) {
	t := p.Print.T
	table := gridBlock{caption: t("comparison.cases", "year", strconv.Itoa(compared.Years[0].Year)), shares: []int{5, 2, 2, 2, 3, 3},
		head: []entry{said(t("pack.case")), {text: p.Print.Quarter(compared.From), number: true}, {text: p.Print.Quarter(compared.To), number: true},
			{text: t("comparison.head-difference"), number: true}, said(t("cases.column-light")), said(t("cases.column-phase"))}}
	for _, one := range compared.Cases {
		at := p.trail().caseAt(one.Case)
		table.rows = append(table.rows, []entry{{text: one.Title, see: at}, p.amount(one.Before, at), p.amount(one.After, at), p.difference(one.Change(), at),
			said(p.turned("light.", string(one.LightBefore), string(one.LightAfter))), said(p.turned("phase.", string(one.PhaseBefore), string(one.PhaseAfter)))})
	}
	paper.grid(table, t("comparison.no-cases"))
}

func (p Pack) amount(amount *calc.Money, see string) entry {
	if amount == nil {
		return unknown
	}
	return counted(p.Print.Kroner(*amount), see)
}

func (p Pack) difference(amount *calc.Money, see string) entry {
	e := p.amount(amount, see)
	if amount != nil && *amount > 0 {
		e.text = "+" + e.text
	}
	return e
}

// turned is what something was and is; one word where it is the same.
func (p Pack) turned(words, before, after string) string {
	name := func(value string) string {
		if words == "phase." && value == string(portfolio.PhaseUnknown) {
			return p.Print.T("pipeline.phase-unknown")
		}
		return p.Print.T(words + value)
	}
	switch {
	case before == "":
		return p.Print.T("comparison.new-case")
	case after == "":
		return p.Print.T("comparison.gone-case")
	case before == after:
		return name(after)
	}
	return name(before) + " → " + name(after)
}
