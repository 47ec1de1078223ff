package web

import (
	"slices"
	"strconv"

	"raaderum/portfolio"
)

// commitmentsForm is a case's answers to what the strategy wants beside goals and
// money: what concerns its focus area, and what it already answers.
func commitmentsForm(p *entryPage) {
	page, bc := p.Page, p.Case
	p.Lead = page.T("entry.commitments-lead")
	for _, kind := range portfolio.CommitmentKinds {
		concerned := slices.DeleteFunc(slices.Clone(page.Organisation.Strategy.Commitments), func(one portfolio.Commitment) bool {
			return one.Kind != kind || one.FocusArea != "" && one.FocusArea != bc.FocusArea && bc.Commitments[one.ID] == ""
		})
		if len(concerned) == 0 {
			continue
		}
		p.group(page.T("commitment.kinds-"+string(kind)), page.T("commitment.lead-"+string(kind)))
		for _, one := range concerned {
			hint := ""
			if one.Measure != "" {
				hint = page.T("commitment.measure", "measure", one.Measure)
			}
			p.plain("", portfolio.CommitmentField(one.ID), entryInput{Label: one.Text, Kind: inputArea, Value: bc.Commitments[one.ID], Hint: hint})
		}
	}
	if len(p.Groups) == 0 {
		p.Notes = append(p.Notes, page.T("entry.commitments-none"))
		p.group(page.T("commitment.of-case"), "")
	}
}

// recommendationForm is what the working group recommends about a case.
func recommendationForm(p *entryPage) {
	page, r := p.Page, portfolio.Recommendation{}
	if p.Case.Recommendation != nil {
		r = *p.Case.Recommendation
	}
	p.Lead = page.T("entry.recommendation-lead")
	p.group(page.T("change.field-recommendation"), "")
	typed := portfolio.Recommendation{
		Advice: portfolio.Advice(p.field(entryInput{Name: "advice", Label: page.T("entry.advice"), Kind: inputSelect, Value: string(r.Advice), Options: options(page, "recommendation.", portfolio.Advices)})),
		Text:   p.field(entryInput{Name: "text", Label: page.T("entry.why"), Kind: inputArea, Value: r.Text}),
		By:     p.field(entryInput{Name: "by", Label: page.T("entry.advice-by"), Kind: inputText, Value: r.By}),
		Date:   p.day(p.field(entryInput{Name: "date", Label: page.T("entry.advice-date"), Kind: inputDate, Value: dayValue(r.Date)})),
	}
	p.whole("", portfolio.EntryRecommendation, p.Case.Recommendation, typed, typed == portfolio.Recommendation{})
}

// pricesForm is the price level of a case: its kind, and the year of fixed prices.
func pricesForm(p *entryPage) {
	page, level := p.Page, p.Case.PriceLevel
	year := ""
	if level.Year != 0 {
		year = strconv.Itoa(level.Year)
	}
	basis := p.field(entryInput{Name: "price-basis", Label: page.T("entry.price-basis"), Kind: inputSelect, Value: string(level.Basis), Options: priceOptions(page)})
	year = p.field(entryInput{Name: "price-year", Label: page.T("entry.price-year"), Kind: inputText, Value: year, Hint: page.T("entry.price-year-hint")})
	if p.typed == nil {
		return
	}
	typed, ok := readPrices(basis, year)
	if !ok {
		p.Wrong = append(p.Wrong, page.T("entry.price-year-wrong", "year", year))
		return
	}
	if now := typed.String(); now != level.String() {
		p.made = append(p.made, portfolio.Entry{Field: portfolio.EntryPriceLevel, Value: now})
	}
}

func priceOptions(page Page) []entryOption {
	return []entryOption{{"", page.T("entry.not-stated")}, {string(portfolio.PricesFixed), page.T("prices.fixed")}, {string(portfolio.PricesCurrent), page.T("terms.prices-current")}}
}

// readPrices is a price level of a kind and a year; false when they do not go together.
func readPrices(basis, year string) (portfolio.PriceLevel, bool) {
	text := basis
	if basis == string(portfolio.PricesFixed) || year != "" {
		if basis == string(portfolio.PricesCurrent) {
			return portfolio.PriceLevel{}, false
		}
		text = year + "-" + string(portfolio.PricesFixed)
	}
	return portfolio.ReadPriceLevel(text)
}

// answeredCommitments are the strategy's commitments that a case answers.
func answeredCommitments(org portfolio.Organisation, bc portfolio.BusinessCase) (answered []portfolio.Commitment) {
	for _, one := range org.Strategy.Commitments {
		if bc.Commitments[one.ID] != "" {
			answered = append(answered, one)
		}
	}
	return answered
}
