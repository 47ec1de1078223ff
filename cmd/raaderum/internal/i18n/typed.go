package i18n

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"raaderum/portfolio"
)

// isTyped tells whether a field is a typed cost line or amount.
func isTyped(field portfolio.EntryField) bool {
	_, cost := portfolio.CostLineOf(field)
	_, _, amount := portfolio.AmountOf(field)
	return cost || amount
}

// typedName is what people call a field of typed amounts, or of an answer to a
// commitment; "" for any other. A cost line is called by its label, where it is
// among those that are known.
func (p *Printer) typedName(field portfolio.EntryField, costs ...portfolio.CostLine) string {
	called := func(line string) string {
		for _, cost := range costs {
			if cost.ID == line {
				return cmp.Or(cost.Label, line)
			}
		}
		return line
	}
	if line, ok := portfolio.CostLineOf(field); ok {
		return p.T("change.field-cost", "line", called(line))
	}
	if line, year, ok := portfolio.AmountOf(field); ok {
		if line == "" {
			return p.T("change.field-plan-amount", "year", strconv.Itoa(year))
		}
		return p.T("change.field-cost-amount", "line", called(line), "year", strconv.Itoa(year))
	}
	if id, ok := strings.CutPrefix(string(field), string(portfolio.CommitmentField(""))); ok {
		return p.T("change.field-commitment", "id", id)
	}
	return ""
}

// typedLine is what a typed cost line or amount says.
func (p *Printer) typedLine(field portfolio.EntryField, value string) string {
	if _, ok := portfolio.CostLineOf(field); ok {
		var cost portfolio.EnteredCost
		if json.Unmarshal([]byte(value), &cost) != nil {
			return ""
		}
		parts := []string{cost.Label}
		if cost.Category != "" && p.Has("cost-category."+cost.Category) {
			parts = append(parts, p.T("cost-category."+cost.Category))
		}
		return strings.Join(append(parts, p.T("recurrence."+string(cost.Recurrence))), " · ")
	}
	var amount portfolio.EnteredAmount
	if json.Unmarshal([]byte(value), &amount) != nil {
		return ""
	}
	return p.T("entry.amount", "amount", p.Money(amount.Money), "source", amount.Source)
}

// Recommendation is what a working group recommends, who, and when.
func (p *Printer) Recommendation(r portfolio.Recommendation) []string {
	return []string{strings.TrimSpace(p.T("recommendation.text", "advice", p.T("recommendation."+string(r.Advice)), "text", r.Text)),
		p.T("recommendation.by", "by", r.By, "date", r.Date)}
}
