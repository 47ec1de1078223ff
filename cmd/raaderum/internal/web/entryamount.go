package web

import (
	"cmp"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// amountYears is how many years the form of amounts shows at once.
const amountYears = 8

// costForm is a cost line that no workbook states, with what it comes to by year.
func costForm(p *entryPage) {
	page, id := p.Page, cmp.Or(p.Line, portfolio.NewCost)
	line := portfolio.CostLine{ID: id}
	if at := slices.IndexFunc(p.Case.Costs, func(one portfolio.CostLine) bool { return one.ID == id }); at >= 0 {
		line = p.Case.Costs[at]
	}
	p.Lead = page.T("entry.cost-lead")
	p.group(cmp.Or(line.Label, page.T("entry.link-cost")), "")
	categories := []entryOption{{"", page.T("entry.not-stated")}}
	for _, category := range portfolio.CostCategories {
		categories = append(categories, entryOption{category, page.T("cost-category." + category)})
	}
	typed := portfolio.EnteredCost{
		Label:      p.field(entryInput{Name: "name", Label: page.T("entry.cost-name"), Kind: inputText, Value: line.Label}),
		Category:   p.field(entryInput{Name: "category", Label: page.T("entry.cost-category"), Kind: inputSelect, Value: line.Category, Options: categories}),
		Recurrence: portfolio.Recurrence(p.field(entryInput{Name: "recurrence", Label: page.T("entry.cost-recurrence"), Kind: inputSelect, Value: string(line.Recurrence), Options: options(page, "recurrence.", portfolio.Recurrences)})),
	}
	current := any(nil)
	if line.Label != "" {
		current = portfolio.EnteredCost{Label: line.Label, Category: line.Category, Recurrence: line.Recurrence}
	}
	p.whole("", portfolio.CostField(id), current, typed, typed == portfolio.EnteredCost{})
	p.amounts("", line.Amounts, func(year int) portfolio.EntryField { return portfolio.CostAmountField(id, year) })
}

// promiseForm is the plan of a benefit that no workbook states, or of a new one.
func promiseForm(p *entryPage) {
	page, id := p.Page, p.Benefit.ID
	p.Lead = page.T("entry.cost-lead")
	if id == "" {
		id = portfolio.NewBenefit
		p.group(page.T("entry.link-promise"), "")
		if name := p.field(entryInput{Name: "name", Label: page.T("entry.benefit-name"), Kind: inputText}); p.typed != nil {
			p.made = append(p.made, portfolio.Entry{Benefit: id, Field: portfolio.EntryAdded, Value: name})
		}
		p.plain(id, "benefit-kind", entryInput{Kind: inputSelect, Options: options(page, "benefit-kind.", portfolio.BenefitKinds)})
		p.plain(id, "recurrence", entryInput{Kind: inputSelect, Options: options(page, "recurrence.", portfolio.Recurrences)})
	} else {
		p.group(p.Benefit.Label, "")
	}
	p.amounts(id, p.Benefit.Series[portfolio.Plan], portfolio.PlanField)
}

// amounts are the fields of one line's amounts by year, with the source of those
// that are changed.
func (p *entryPage) amounts(benefit portfolio.BenefitID, known []portfolio.Amount, field func(year int) portfolio.EntryField) {
	page := p.Page
	first, last, source := p.years(known)
	p.group(page.T("entry.amount-years"), page.T("entry.amount-years-hint", "prices", priceText(page.Print, p.Case.PriceLevel)))
	typed := map[int]string{}
	for year := first; year <= last; year++ {
		name := yearText(year)
		typed[year] = p.field(entryInput{Name: "year-" + name, Label: page.T("entry.amount-year", "year", name), Kind: inputText, Value: amountValue(page, known, year)})
	}
	p.Groups[len(p.Groups)-1].Row = true
	p.group("", "")
	source = p.field(entryInput{Name: "source", Label: page.T("entry.amount-source"), Kind: inputText, Value: source, Hint: page.T("entry.amount-source-hint")})
	for year := first; year <= last && p.typed != nil; year++ {
		if typed[year] == amountValue(page, known, year) {
			continue
		}
		entry := portfolio.Entry{Benefit: benefit, Field: field(year)}
		if typed[year] != "" {
			money, wrong := readKroner(page.Print, typed[year])
			if wrong != "" {
				p.Wrong = append(p.Wrong, wrong)
				continue
			}
			entry.Value = document(portfolio.EnteredAmount{Money: money, Source: source})
		}
		p.made = append(p.made, entry)
	}
}

// years are the first and the last year the form shows, and the source that was
// given last. They begin with the strategy that now runs, or when the case
// goes live, and hold all that is known.
func (p *entryPage) years(known []portfolio.Amount) (first, last int, source string) {
	first = p.Now.Year()
	if from := p.Page.Organisation.Strategy.FromYear; from > 0 && from < first && first <= p.Page.Organisation.Strategy.ToYear {
		first = from
	}
	if live := p.Case.GoLive; !live.IsZero() {
		first = min(first, live.Year())
	}
	last = first + amountYears - 1
	for _, amount := range known {
		if year, ok := amount.Period.Year(); ok {
			first, last, source = min(first, year), max(last, year), amount.Source.Raw
		}
	}
	return first, last, source
}

// amountValue is what is known of a year, as it is typed; "" for nothing.
func amountValue(page Page, known []portfolio.Amount, year int) string {
	for _, amount := range known {
		if amount.Period == calc.YearOf(year) {
			return typedMoney(page, amount.Money)
		}
	}
	return ""
}

// typesCosts tells whether a case's costs may be typed: no workbook states them.
func typesCosts(bc portfolio.BusinessCase) bool {
	return !slices.ContainsFunc(bc.Costs, func(line portfolio.CostLine) bool { return !allTyped(line.Amounts) })
}

// typesPlan tells whether a benefit's plan may be typed.
func typesPlan(benefit portfolio.Benefit) bool {
	return benefit.TimeBasis == nil && allTyped(benefit.Series[portfolio.Plan])
}

func allTyped(amounts []portfolio.Amount) bool {
	return !slices.ContainsFunc(amounts, func(a portfolio.Amount) bool { return !a.Source.Typed() })
}
