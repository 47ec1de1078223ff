package importers

import (
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// saysShare names parts of a whole. Factors, indices and rates of interest are
// not among them: those lie on both sides of one.
var saysShare = says(`sandsynlighed|andel|procent|\bpct\b|%|grad$|^indfasning|probability|likelihood|\bshare\b`)

// What is likely a share in hundreds, and what one of one.
const (
	leastHundredths = 1.5
	mostShares      = 5 // that are told of
)

// shares tells whether a row can hold nothing but parts of a whole.
func (l *lineReader) shares(row int, label string, h heading) bool {
	return h.role == roleRatio && saysShare.MatchString(fold(label)) && l.largest(row, row) <= 100
}

// tellMixedPercents reports shares that are written in two ways beside each
// other, 50 and 0,8, in a column or a row that says it holds shares: one of them
// is a hundred times what it should be.
func (r *reader) tellMixedPercents() {
	for _, v := range r.views {
		for _, t := range v.tables {
			for _, c := range t.columns {
				if c.role == roleRatio && saysShare.MatchString(fold(c.text)) {
					r.tellMixed(t, t.columnCells(c.at), c.text)
				}
			}
			if !t.readable() || t.registers() {
				continue
			}
			for row := t.first; row <= t.last; row++ {
				label, _ := t.label(row)
				if h := t.grid.heading(label); h.role == roleRatio && saysShare.MatchString(fold(label)) {
					r.tellMixed(t, t.amountCells(row), label)
				}
			}
		}
	}
}

func (t *table) columnCells(col int) []*workbook.Cell {
	var cells []*workbook.Cell
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, col); cell != nil {
			cells = append(cells, cell)
		}
	}
	return cells
}

func (t *table) amountCells(row int) []*workbook.Cell {
	var cells []*workbook.Cell
	for _, c := range t.amounts() {
		if cell := t.grid.at(row, c.at); cell != nil {
			cells = append(cells, cell)
		}
	}
	return cells
}

// tellMixed reports the fewer of two ways of writing shares.
func (r *reader) tellMixed(t *table, cells []*workbook.Cell, label string) {
	var hundreds, ones []*workbook.Cell
	for _, cell := range cells {
		share, ok := shareOf(cell)
		switch {
		case !ok || shownAsPercent(cell) && cell.Kind() != workbook.Text:
		case shownAsPercent(cell) || share >= leastHundredths && share <= 100:
			hundreds = append(hundreds, cell)
		case share > 0 && share < 1:
			ones = append(ones, cell)
		}
	}
	fewer, other := ones, hundreds
	if len(hundreds) < len(ones) {
		fewer, other = hundreds, ones
	}
	if len(fewer) == 0 {
		return
	}
	for _, cell := range fewer[:min(len(fewer), mostShares)] {
		r.find(Finding{
			Severity: portfolio.SeverityWarning, Code: "percent-mixed", Cell: reference(t.grid.sheet.Name, cell.Row(), cell.Col()), Raw: cell.Raw(),
			Args: map[string]any{"text": clean(cell.Raw()), "label": label, "other": clean(other[0].Raw()), "n": len(fewer)},
		})
	}
}
