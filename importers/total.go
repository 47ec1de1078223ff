package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// isSum tells whether a row states sums of other rows: its formulas add them,
// or its label says so and there are rows that it can be the sum of.
func (r *reader) isSum(t *table, row int, columns []column, h heading) bool {
	if r.sumsOthers(t, row, columns) {
		return true
	}
	if h.role != roleTotal {
		return false
	}
	return t.partsAbove(row, columns) > 0
}

// sumsOthers tells whether the formulas of a row do nothing but add cells of
// other rows, or repeat cells of another sheet.
func (r *reader) sumsOthers(t *table, row int, columns []column) bool {
	adds, others := 0, 0
	for _, c := range columns {
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		r.words.spendOn(len(cell.Formula()))
		parts, ok := addingInUnits(cell.Formula())
		if !ok {
			if parts, ok = adding(unscaled(cell.Formula())); ok {
				ok = !slices.ContainsFunc(parts, func(o operand) bool { return o.sheet == "" })
			}
		}
		if cell.Formula() == "" || !ok || !r.otherRows(cell, parts, t.grid.sheet.Name) {
			others++
			continue
		}
		adds++
	}
	return adds > 0 && adds >= others
}

// otherRows tells whether all operands lie outside the cell's own row, with
// more than one cell among them, or on another visible sheet, where they are
// amounts or sums of them.
func (r *reader) otherRows(cell *workbook.Cell, parts []operand, sheet string) bool {
	cells, away := 0, 0
	for _, o := range parts {
		if o.sheet != "" && !strings.EqualFold(o.sheet, sheet) {
			if !r.visible(o.sheet) || !r.amountsAt(o.sheet, o.area, farthestAmounts) {
				return false
			}
			away++
			continue
		}
		if o.area.FirstRow <= cell.Row() && cell.Row() <= o.area.LastRow {
			return false
		}
		cells += (o.area.LastRow - o.area.FirstRow + 1) * (o.area.LastCol - o.area.FirstCol + 1)
	}
	return away > 0 && cells == 0 || cells > 1 || cells == 1 && len(parts) == 1 && strings.HasPrefix(strings.ToUpper(cell.Formula()), "SUM(")
}

func (r *reader) visible(name string) bool {
	for _, v := range r.views {
		if strings.EqualFold(v.sheet.Name, name) {
			return true
		}
	}
	return false
}

// farthestAmounts is over how many formulas amounts are looked for.
const farthestAmounts = 6

// amountsAt tells whether some cells of a sheet may be amounts, or are computed
// from cells that may. A list of assumptions holds none: a line that points to one
// says it for the first time.
func (r *reader) amountsAt(sheet string, area workbook.Range, steps int) bool {
	for _, v := range r.views {
		if strings.EqualFold(v.sheet.Name, sheet) && slices.ContainsFunc(v.tables, func(t *table) bool { return t.mayGiveAmounts(area) }) {
			return true
		}
	}
	cell := r.cells().cell(sheet, area.FirstRow, area.FirstCol)
	if cell == nil || steps == 0 {
		return true // nothing says otherwise
	}
	for _, o := range operands(cell.Formula()) {
		name := firstWord(o.sheet, sheet)
		if r.visible(name) && r.amountsAt(name, o.area, steps-1) {
			return true
		}
	}
	return false
}

// cells finds the cells of the book.
func (r *reader) cells() *formulaBook {
	if r.places == nil {
		r.places = newFormulaBook(r.book)
	}
	return r.places
}

// mayGiveAmounts tells whether an area of the sheet reaches into the table's
// columns of amounts.
func (t *table) mayGiveAmounts(area workbook.Range) bool {
	if !t.readable() {
		return false
	}
	if t.grid.turned {
		area.FirstRow, area.FirstCol, area.LastRow, area.LastCol = area.FirstCol, area.FirstRow, area.LastCol, area.LastRow
	}
	return area.FirstRow <= t.last && area.LastRow >= t.first && slices.ContainsFunc(t.columns, func(c column) bool {
		return area.FirstCol <= c.at && c.at <= area.LastCol && (c.time.known() || c.role == roleMoney || c.role == roleAmount || c.role.derived() || c.role == roleFullYear)
	})
}

// partsAbove counts the rows with numbers between a row and the heading or
// sum above it.
func (t *table) partsAbove(row int, columns []column) int {
	parts := 0
	for above := row - 1; above >= t.first; above-- {
		label, _ := t.label(above)
		if t.filled(above, columns) == 0 {
			if label != "" {
				break
			}
			continue
		}
		switch t.grid.heading(label).role {
		case roleQuantity, roleRatio:
			continue // "Timer" between a line and its sum is part of neither
		}
		if t.grid.heading(label).role.derived() {
			break
		}
		parts++
	}
	return parts
}

// reconcile checks every sum row against its parts and reports those that
// differ by more than rounding can explain.
func (r *reader) reconcile() {
	r.weighUnits()
	defer func() { r.mixedUnits = nil }()
	for _, s := range r.sums {
		if s.role != roleTotal && s.role != noRole && s.role != roleMoney || r.topSums[s.table][s.row] {
			continue
		}
		told := false
		for _, c := range s.table.summed() {
			obstacle := r.reconcileCell(s, c.at)
			if obstacle != nil && !told {
				told = true
				r.find(Finding{
					Severity: portfolio.SeverityInfo, Code: "total-unchecked", Cell: s.table.grid.ref(s.row, c.at), Raw: s.table.grid.at(s.row, c.at).Raw(),
					Args: map[string]any{"label": s.label, "cell": reference(s.table.grid.sheet.Name, obstacle.Row(), obstacle.Col())},
				})
			}
		}
	}
}

// summed are the columns in which totals are worth checking.
func (t *table) summed() []column {
	columns := t.amounts()
	for _, c := range t.columns {
		if c.role == roleAmount && !t.undated {
			columns = append(columns, c)
		}
	}
	return columns
}

// reconcileCell checks one cell of a sum row. When its nearest parts hold a
// cell that could not be read as an amount, that cell is returned instead: what
// stands farther away is no measure of the sum.
func (r *reader) reconcileCell(s sumRow, col int) (obstacle *workbook.Cell) {
	cell := s.table.grid.at(s.row, col)
	stated, ok := plainNumber(cell)
	if !ok {
		return nil
	}
	var best float64
	found := false
	unit := r.unitOfSum(s, col)
	for _, parts := range r.partsOf(s, cell, col) {
		sum, n, unread := r.sumOf(parts)
		if unit != unmeasured {
			sum, n, unread = r.sumIn(unit, s.table, col, parts)
		}
		if n > 0 && math.Abs(stated-sum) <= tolerance(cell, parts) {
			return nil
		}
		if unread != nil && !found && obstacle == nil {
			obstacle = unread
		}
		if n == 0 || unread != nil {
			continue
		}
		if !found || math.Abs(stated-sum) < math.Abs(stated-best) {
			best, found = sum, true
		}
	}
	if net, ok := r.netAbove(s, col); ok && math.Abs(math.Abs(stated)-math.Abs(net)) <= 0.5*math.Pow10(-decimalsShown(cell))*10 {
		return nil // a total of benefits less costs
	}
	if found && obstacle == nil {
		r.find(Finding{
			Severity: portfolio.SeverityWarning, Code: "total-mismatch", Cell: s.table.grid.ref(s.row, col), Raw: cell.Raw(),
			Args: map[string]any{"label": s.label, "stated": stated, "sum": cleanFloat(best), "difference": cleanFloat(stated - best)},
		})
	}
	return obstacle
}

// netAbove is benefits less costs in a column, of the rows between a sum and
// the sum before it; false when there are not both.
func (r *reader) netAbove(s sumRow, col int) (float64, bool) {
	r.words.spendOn(len(r.sums) + r.facts.len())
	from := s.table.first
	for _, other := range r.sums {
		if other.table == s.table && other.row < s.row {
			from = max(from, other.row+1)
		}
	}
	net, costs, benefits := 0.0, false, false
	for f := range r.facts.all {
		if f.table() != s.table || f.row() < from || f.row() >= s.row {
			continue
		}
		costs, benefits = costs || f.kind() == cost, benefits || f.kind() == benefit
		if f.col() != col {
			continue
		}
		x := math.Abs(f.decimal().Float())
		if f.kind() == cost {
			x = -x
		}
		net += x
	}
	return net, costs && benefits
}

// partsOf are the sets of cells that a sum may be the sum of: what its formula
// adds; else the rows since the last sum, all rows above, those of them that are
// seen, or the sums above.
func (r *reader) partsOf(s sumRow, cell *workbook.Cell, col int) [][]*workbook.Cell {
	r.words.spendOn(len(r.sums))
	if parts, ok := adding(cell.Formula()); ok && cell.Formula() != "" {
		cells, all := r.cellsOf(parts, s.table.grid.sheet)
		if !all {
			return nil
		}
		return [][]*workbook.Cell{cells}
	}
	if cell.Formula() != "" {
		return nil
	}
	var sinceSum, all, seen, sums, counted []*workbook.Cell
	open := true
	isSumRow := map[int]bool{}
	for _, other := range r.sums {
		if other.table == s.table {
			isSumRow[other.row] = true
		}
	}
	for row := s.row - 1; row >= s.table.first; row-- {
		part := s.table.grid.at(row, col)
		if r.aside[s.table][row] && !r.saidOut[tableRow{s.table, row}] {
			continue
		}
		if isSumRow[row] {
			open = false
			if part != nil {
				sums = append(sums, part)
			}
			continue
		}
		if part == nil {
			if label, _ := s.table.label(row); label != "" && s.table.filled(row, s.table.summed()) == 0 && len(sinceSum) > 0 {
				open = false
			}
			continue
		}
		if open {
			sinceSum = append(sinceSum, part)
			if !r.saidOut[tableRow{s.table, row}] {
				counted = append(counted, part)
			}
		}
		all = append(all, part)
		if s.table.grid.turned || !s.table.grid.sheet.HiddenRows[row] {
			seen = append(seen, part)
		}
	}
	if len(counted) < len(sinceSum) {
		return [][]*workbook.Cell{counted, sinceSum, all, seen, sums}
	}
	return [][]*workbook.Cell{sinceSum, all, seen, sums}
}

// cellsOf are the cells of operands, subtracted ones left out of what can be
// checked simply; all is false when some cannot be found.
func (r *reader) cellsOf(parts []operand, own *workbook.Sheet) (cells []*workbook.Cell, all bool) {
	for _, o := range parts {
		if o.minus || o.sheet != "" && !strings.EqualFold(o.sheet, own.Name) {
			return nil, false
		}
		from, _ := slices.BinarySearchFunc(own.Rows, o.area.FirstRow, func(row workbook.Row, number int) int { return row.Number - number })
		for i := from; i < len(own.Rows) && own.Rows[i].Number <= o.area.LastRow; i++ {
			row := &own.Rows[i]
			r.words.spend()
			for j := range row.Cells {
				if c := &row.Cells[j]; c.Col() >= o.area.FirstCol && c.Col() <= o.area.LastCol {
					cells = append(cells, c)
				}
			}
		}
	}
	return cells, true
}

// sumOf adds the n numbers among cells; unread is the first cell that should
// have been an amount and could not be read as one.
func (r *reader) sumOf(cells []*workbook.Cell) (sum float64, n int, unread *workbook.Cell) {
	for _, cell := range cells {
		x, ok := plainNumber(cell)
		if v, doubted := r.doubted[cell]; doubted {
			x, ok = v.decimal().Float(), v.state == isTextNumber
			if !ok && unread == nil {
				unread = cell
			}
		}
		if ok {
			if r.takenOff[cell] {
				x = -x
			}
			sum += x
			n++
		}
	}
	return sum, n, unread
}

// plainNumber is a cell's number, stored or written.
func plainNumber(cell *workbook.Cell) (float64, bool) {
	v := readValue(cell)
	if v.state != isNumber && v.state != isTextNumber {
		return 0, false
	}
	return v.decimal().Float(), true
}

// tolerance is what rounding can explain: half of the last digit shown, for
// the sum and for each part (domain handbook M14).
func tolerance(total *workbook.Cell, parts []*workbook.Cell) float64 {
	return roundingOf(total, len(parts))
}

// roundingOf is the tolerance of a sum of so many parts.
func roundingOf(total *workbook.Cell, parts int) float64 {
	return 0.5*math.Pow10(-decimalsShown(total))*float64(parts) + 1e-6
}

// decimalsShown is how many decimals a cell shows.
func decimalsShown(cell *workbook.Cell) int {
	text := cell.Format()
	if text == "" || strings.EqualFold(text, "General") {
		if cell.Kind() == workbook.Text {
			if i := strings.LastIndexByte(cell.Raw(), ','); i >= 0 {
				return len(strings.Trim(cell.Raw()[i+1:], " -kr."))
			}
			return 0
		}
		if i := strings.IndexByte(cell.Raw(), '.'); i >= 0 && !strings.ContainsAny(cell.Raw(), "eE") {
			return min(len(cell.Raw())-i-1, 6)
		}
		return 0
	}
	section, _, _ := strings.Cut(text, ";")
	if i := strings.IndexByte(section, '.'); i >= 0 {
		n := 0
		for _, digit := range section[i+1:] {
			if digit != '0' && digit != '#' {
				break
			}
			n++
		}
		return n
	}
	return 0
}

// cleanFloat is a sum without the noise of binary fractions.
func cleanFloat(x float64) float64 { return math.Round(x*1e6) / 1e6 }
