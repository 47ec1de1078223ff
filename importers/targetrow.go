package importers

import (
	"strings"

	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// targetRow names a row that is about all cases together and is the amounts of none:
// a target of the municipality, a frame in its budget, what has been carried out.
var targetRow = says(`^(?:\w+ )?(?:effektiviserings|spare|besparelses|reduktions)(?:maal|krav)\w*\b|^maaltal\b|^effektiviserings(?:budget|ramme)\w*\b|^(?:budget|investerings|udgifts|oekonomi)rammer?\b|^rammer?$|^(?:allerede )?udmoentet\b`)

// leavesTarget tells whether a row says that it is a target or a frame, and is no
// line for that: which of them it is, is asked. Targets and efficiency budgets become
// yearly values; a row that is none of them is left out.
func (l *lineReader) leavesTarget(row int, place, label string) bool {
	folded := fold(label)
	if !targetRow.MatchString(folded) {
		return false
	}
	target, budget := string(portfolio.YearlyTarget), string(portfolio.YearlyBudget)
	proposed := asNothing
	switch {
	case strings.Contains(folded, "maal"), strings.Contains(folded, "krav"):
		proposed = target
	case strings.HasPrefix(folded, "effektiviserings"):
		proposed = budget
	}
	answer, ok := l.ask(Question{
		Key: "row@" + place, Code: "target-row", Cells: []string{place, l.table.grid.ref(row, l.columns[0].at)}, Options: []string{target, budget, asNothing, asLine},
		Proposed: proposed, Confidence: 0.6, Args: map[string]any{"label": label},
	})
	if ok && answer == asLine {
		return false
	}
	l.setAside(l.table, row)
	if ok && answer != asNothing && l.keepYearly(row, portfolio.YearlyQuantity(answer)) {
		return true
	}
	l.find(Finding{Severity: portfolio.SeverityInfo, Code: "target-left-out", Cell: place, Raw: label, Args: map[string]any{"label": label}})
	return true
}

// keepYearly keeps the amounts of a row as yearly values, in the unit and the prices
// that the sheet says. Where it says none, nothing can be kept: a target of the wrong
// size would turn the answer of the whole page.
func (l *lineReader) keepYearly(row int, quantity portfolio.YearlyQuantity) bool {
	unit, level := l.statedUnit(l.table).measure, l.statedPrice(l.table)
	if own := l.table.rowUnit(row); own.money() {
		unit = own
	}
	if !unit.money() || level == nil {
		return false
	}
	var values []YearlyValue
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		v := readValueIn(cell, l.table.grid.locale)
		ore, err := v.decimal().Ore(danish.Unit(unit.String()))
		if c.time.form != inYear || c.time.from > 0 || v.state != isNumber && v.state != isTextNumber || err != nil {
			return false
		}
		values = append(values, YearlyValue{
			YearlyValue: portfolio.YearlyValue{
				Quantity: quantity, Year: c.time.year, Money: ore,
				PriceLevel: portfolio.PriceLevel{Basis: portfolio.PriceBasis(level.Basis), Year: level.Year},
			},
			Cell: l.table.grid.ref(row, c.at), Raw: cell.Raw(),
		})
	}
	l.yearly = append(l.yearly, values...)
	return len(values) > 0
}
