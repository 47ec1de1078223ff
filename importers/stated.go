package importers

import (
	"regexp"
	"strconv"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// readStated finds the key figures that the workbook itself states: payback,
// NPV and IRR, wherever a label names them.
func (r *reader) readStated() {
	for _, v := range r.views {
		g := v.grid
		if g.turned {
			continue // a register: its columns gave them
		}
		for row := 1; row <= g.last(); row++ {
			for i, cell := range g.row(row) {
				if cell == nil || cell.Kind() != workbook.Text || len(cell.Raw()) > 120 || !keyFigure.MatchString(strings.ToLower(cell.Raw())) {
					continue
				}
				h := g.heading(cell.Raw())
				if !h.keyFigure() {
					continue
				}
				if s := r.statedCase(v, row); s != nil {
					r.stateBeside(s, v, row, i+1, h)
				}
			}
		}
	}
}

// keyFigure tells whether a label names a key figure that is kept.
func (h heading) keyFigure() bool {
	switch h.role {
	case rolePayback, roleIRR:
		return true
	case rolePresentValue, roleAccumulated:
		return h.measure != notMoney && npvWords.MatchString(fold(h.text))
	}
	return false
}

var (
	npvWords  = says(`nutidsvaerdi|kapitalvaerdi|\bnpv\b|\bnnv\b|net present value`)
	yearlyNPV = says(`aarlig|yearly|annual|pr\.? aar`)
	toDateNPV = says(`akkumuler|kumuler|cumul|accumul`)
	headOfPV  = says(`^(pv|npv|nutidsvaerdi|nnv|present value)$`)
)

// keyFigure is a first, cheap look for the words of a key figure.
var keyFigure = says(`tilbagebetal|tbt|payback|break|nutidsv|kapitalv|present value|npv|nnv|intern rente|irr|internal rate|afkast`)

// statedCase is the case that key figures on a sheet belong to: the sheet's
// own, or the book's only one; where cases stand below each other, the one whose
// rows they stand in.
func (r *reader) statedCase(v *view, row int) *subject {
	r.words.spendOn(len(r.subjects))
	var own []*subject
	for _, s := range r.subjects {
		if s.sheets[v.grid.key()] && (s.to == 0 || int(s.from) <= row && row <= int(s.to)) {
			own = append(own, s)
		}
	}
	switch {
	case len(own) == 1:
		return own[0]
	case len(own) == 0 && len(r.subjects) == 1:
		return r.subjects[0]
	}
	return nil
}

// stateBeside keeps the figure beside a label: to the right, else to the left
// of it, else below.
func (r *reader) stateBeside(s *subject, v *view, row, col int, h heading) {
	g := v.grid
	words := fold(h.text)
	if strings.Contains(words, "faktor") || strings.Contains(words, "factor") || yearlyNPV.MatchString(words) {
		return
	}
	cell, at := valueBeside(g, row, col)
	if last := lastNumber(g, row); v.inTable(row) && last > at && h.role != rolePayback && h.role != roleIRR && !numericLeft(g, row, col) {
		if !toDateNPV.MatchString(words) {
			return // a row of present values, not the key figure
		}
		cell, at = g.at(row, last), last // where the running sum ends
	}
	if cell == nil {
		if numericLeft(g, row, col) {
			cell, at = g.at(row, col-1), col-1
		} else {
			cell, at, row = g.at(row+1, col), col, row+1
		}
	}
	if cell != nil {
		s.state(h, cell, g.ref(row, at), r.unitForStated(v, h))
	}
}

// inTable tells whether a row belongs to a table with a time axis.
func (v *view) inTable(row int) bool {
	for _, t := range v.tables {
		if t.first <= row && row <= t.last && len(t.amounts()) > 1 {
			return true
		}
	}
	return false
}

// lastNumber is the last column of a row with a number; 0 when there is none.
func lastNumber(g *grid, row int) int {
	last := 0
	for i, cell := range g.row(row) {
		if numeric(cell) {
			last = i + 1
		}
	}
	return last
}

// readStatedSums keeps the present value that a table with years down states
// in the sum of its PV column.
func (r *reader) readStatedSums() {
	for _, s := range r.sums {
		for _, c := range s.table.columns {
			if c.role != rolePresentValue || !headOfPV.MatchString(fold(c.text)) {
				continue
			}
			v := r.view(s.table)
			if owner := r.statedCase(v, s.row); owner != nil {
				if cell := s.table.grid.at(s.row, c.at); cell != nil {
					owner.state(c.heading, cell, s.table.grid.ref(s.row, c.at), r.unitForStated(v, c.heading))
				}
			}
		}
	}
}

func numericLeft(g *grid, row, col int) bool {
	return numeric(g.at(row, col-1)) && g.at(row, col+1) == nil
}

// unitForStated is the unit of a stated present value: its label's, else that
// of the sheet's or the book's amounts.
func (r *reader) unitForStated(v *view, h heading) measure {
	if h.measure.money() {
		return h.measure
	}
	for _, sameSheet := range []bool{true, false} {
		for f := range r.facts.all {
			if !sameSheet || f.table().grid.sheet == v.sheet {
				return f.measure()
			}
		}
	}
	return kroner
}

// statedInRow keeps the key figures that a register row holds.
func (r *reader) statedInRow(s *subject, t *table, row int) {
	for i := range t.columns {
		c := &t.columns[i]
		if !c.keyFigure() {
			continue
		}
		cell := t.grid.at(row, c.at)
		if cell == nil || r.stale && cell.Formula() != "" {
			continue
		}
		unit := c.measure
		if !unit.money() {
			if unit = r.statedUnit(t).measure; !unit.money() {
				unit = kroner
			}
		}
		s.state(c.heading, cell, t.grid.ref(row, c.at), unit)
	}
}

var (
	yearsText   = regexp.MustCompile(`(?i)^(?:ca\.\s*)?(\d+(?:[.,]\d+)?)\s*(?:år|years?)?\.?$`)
	rateInLabel = regexp.MustCompile(`(\d+(?:[.,]\d+)?) ?(?:%|pct)`)
)

// state keeps a stated figure, the first of each kind.
func (s *subject) state(h heading, cell *workbook.Cell, ref string, unit measure) {
	x, ok := statedNumber(cell)
	if !ok {
		return
	}
	switch h.role {
	case rolePayback:
		if s.Stated.Payback == nil && x >= 0 && x < 100 {
			s.Stated.Payback = &StatedPayback{Years: x, Cell: ref, Raw: cell.Raw()}
		}
	case roleIRR:
		if s.Stated.IRR == nil {
			if x > 1.5 && !strings.Contains(cell.Format(), "%") {
				x /= 100
			}
			s.Stated.IRR = &StatedRate{Rate: x, Cell: ref, Raw: cell.Raw()}
		}
	case rolePresentValue, roleAccumulated:
		if s.Stated.NPV != nil {
			return
		}
		v := readValue(cell)
		if ore, err := v.decimal().Ore(danish.Unit(unit.String())); err == nil && (v.state == isNumber || v.state == isTextNumber) {
			s.Stated.NPV = &StatedMoney{Ore: ore, Cell: ref, Raw: cell.Raw()}
			if m := rateInLabel.FindStringSubmatch(fold(h.text)); m != nil && s.rate == nil {
				if rate, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64); err == nil {
					rate /= 100
					s.rate = &rate
				}
			}
		}
	}
}

func statedNumber(cell *workbook.Cell) (float64, bool) {
	if numeric(cell) {
		return cell.Number(), true
	}
	if cell.Kind() == workbook.Text {
		if m := yearsText.FindStringSubmatch(clean(cell.Raw())); m != nil {
			x, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
			return x, err == nil
		}
		if v := readTextValue(cell.Raw(), danish.Danish); v.state == isTextNumber {
			return v.decimal().Float(), true
		}
	}
	return 0, false
}
