package importers

import (
	"math"
	"slices"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// accountForColumns looks at the columns with numbers of a table that gave
// amounts and that gave none themselves. Totals are computed from the amounts
// and reported where they differ. A column that nothing computes and that may
// hold money is reported at its heading, whatever it is called.
func (r *reader) accountForColumns(t *table, read *cellMarks, places map[string]bool) {
	lines := t.rowsRead(read)
	if len(lines) == 0 || t.grid.turned {
		return
	}
	parts := t.columnsRead(lines, read)
	most := t.largestOf(lines, parts)
	r.tellPhaseIn(t, lines, places)
	for i := range t.columns {
		c := &t.columns[i]
		head := t.headRef(c.at)
		if c.numbers == 0 || places[head] || t.unchosen[c.at] || slices.ContainsFunc(parts, func(p column) bool { return p.at == c.at }) {
			continue
		}
		if !c.left(t.largestOf(lines, []column{*c}), most) || c.role == roleTotal && r.agrees(t, c, lines, parts) || c.role == roleNet && t.netsColumns(c, lines, parts) || c.role.derived() && t.tellsDifference(c, parts) {
			continue
		}
		severity := portfolio.SeverityInfo
		if !c.role.derived() || c.role == roleTotal {
			severity = portfolio.SeverityWarning
		}
		r.find(Finding{Severity: severity, Code: "column-left-out", Cell: head, Raw: c.text, Args: map[string]any{"label": t.columnName(c.at)}})
		places[head] = true
	}
}

// left tells whether it must be said that a column gives no amounts: it is not
// one of key figures, which are kept, nor of names, numbers and dates, nor of
// counts that are small beside the amounts.
func (c *column) left(largest, most float64) bool {
	money := largest >= math.Max(most/asLarge, leastMoney) || largest >= surelyMoney
	switch c.role {
	case roleNumber, roleLineID, roleDate, roleYear, roleTitle, roleUnit:
		return c.time.known() && money
	case roleText:
		return money && c.measure != notMoney && !accountCodes.MatchString(fold(c.name))
	case roleOwner, roleBenefitOwner, roleOrganisation, roleFocusArea, rolePost, roleBenefit:
		return largest > 0 && largest >= most/asLarge // a name is no number
	case rolePayback, roleIRR, rolePresentValue:
		return false
	case rolePrice:
		return largest > lastYearOfPrices
	case roleRatio, roleQuantity:
		return c.measure != notMoney && money
	case noRole, roleMoney, roleAmount:
		return false // told of by cells
	}
	return c.measure != notMoney && (c.role.derived() || money)
}

// accountCodes head numbers of accounts.
var accountCodes = says(`konto|kontering|funktion$|^bilag`)

// lastYearOfPrices is the largest number that a price level is: a year.
const lastYearOfPrices = 2100

// A column may hold money when its largest number is no smaller beside the
// largest amount than this, and no score or share, or is larger than any score.
const (
	asLarge     = 20
	leastMoney  = 10
	surelyMoney = 1000
)

// rowsRead are the rows of a table that gave amounts.
func (t *table) rowsRead(read *cellMarks) (rows []int) {
	for row := t.first; row <= t.last; row++ {
		for _, cell := range t.grid.row(row) {
			if cell != nil && read.has(cell) {
				rows = append(rows, row)
				break
			}
		}
	}
	return rows
}

// columnsRead are the columns that gave amounts in some rows.
func (t *table) columnsRead(rows []int, read *cellMarks) (columns []column) {
	for _, c := range t.columns {
		if slices.ContainsFunc(rows, func(row int) bool {
			cell := t.grid.at(row, c.at)
			return cell != nil && read.has(cell)
		}) {
			columns = append(columns, c)
		}
	}
	return columns
}

// largestOf is the largest number, without its sign, in some rows and columns.
func (t *table) largestOf(rows []int, columns []column) float64 {
	most := 0.0
	for _, row := range rows {
		for _, c := range columns {
			if x, ok := quickNumber(t.grid.at(row, c.at)); ok {
				most = math.Max(most, math.Abs(x))
			}
		}
	}
	return most
}

// agrees tells whether a column of totals is the sum of columns that gave
// amounts, in most rows: those of its years, those of its kind, or those to the
// left of it since the total before. Where a few rows differ they are reported.
func (r *reader) agrees(t *table, total *column, rows []int, parts []column) bool {
	type verdict struct {
		wrong []int
		right int
		parts []column
	}
	var best *verdict
	for _, of := range t.partsOfTotal(total, parts) {
		v := &verdict{parts: of}
		for _, row := range rows {
			switch same, ok := t.totals(total, row, of); {
			case !ok:
			case same:
				v.right++
			default:
				v.wrong = append(v.wrong, row)
			}
		}
		if len(of) > 0 && len(v.wrong) == 0 && v.right == 0 {
			return true // nothing is stated, or by formulas that say themselves what they add
		}
		if best == nil || v.right > best.right {
			best = v
		}
	}
	if best == nil || best.right == 0 || len(best.wrong) > max(best.right, 1) || len(best.wrong) > fewWrong {
		return false // it is a sum of something else
	}
	for _, row := range best.wrong {
		cell := t.grid.at(row, total.at)
		stated, _ := quickNumber(cell)
		sum := t.across(row, best.parts)
		r.find(Finding{
			Severity: portfolio.SeverityWarning, Code: "total-mismatch", Cell: t.grid.ref(row, total.at), Raw: cell.Raw(),
			Args: map[string]any{"label": t.columnName(total.at), "stated": stated, "sum": cleanFloat(sum), "difference": cleanFloat(stated - sum)},
		})
	}
	return true
}

// fewWrong is how many rows of a column of totals may differ before it is taken
// for a sum of something else.
const fewWrong = 12

// partsOfTotal are the sets of columns that a total may be the sum of.
func (t *table) partsOfTotal(total *column, parts []column) [][]column {
	alike := slices.DeleteFunc(slices.Clone(parts), func(c column) bool {
		return c.kind != total.kind && c.kind != "" && total.kind != "" || total.series != "" && c.series != total.series
	})
	if first, last, ok := total.spans(); ok {
		return [][]column{slices.DeleteFunc(slices.Clone(alike), func(c column) bool { return c.time.year < first || c.time.year > last })}
	}
	var since, left []column
	for _, c := range alike {
		if c.at < total.at {
			left = append(left, c)
		}
	}
	before := 0
	for _, c := range t.columns {
		if c.at < total.at && c.role == roleTotal {
			before = c.at
		}
	}
	for _, c := range left {
		if c.at > before {
			since = append(since, c)
		}
	}
	return [][]column{alike, left, since, parts}
}

// spans are the first and last year that a heading of totals names.
func (c *column) spans() (first, last int, ok bool) {
	if m := yearToYear.FindStringSubmatch(fold(c.text)); m != nil {
		first, last = number(m[1]), number(m[2])
		if last < 100 {
			last += first - first%100
		}
		return first, last, true
	}
	return c.time.year, c.time.year, c.time.year > 0
}

var yearToYear = says(`\b((?:19|20)\d\d) ?(?:-|/|til|to|og) ?((?:19|20)?\d\d)\b`)

// totals tells whether a row of a column of totals is the sum of columns; not ok
// where nothing is stated, or a formula says what is added.
func (t *table) totals(total *column, row int, parts []column) (same, ok bool) {
	cell := t.grid.at(row, total.at)
	stated, ok := quickNumber(cell)
	if !ok || addsOwnRow(cell) || len(parts) == 0 {
		return false, false
	}
	slack := half(cell)
	for _, c := range parts {
		if part := t.grid.at(row, c.at); part != nil {
			slack += half(part)
		}
	}
	return math.Abs(stated-t.across(row, parts)) <= slack, true
}

// across is the sum of columns in a row.
func (t *table) across(row int, parts []column) (sum float64) {
	for _, c := range parts {
		if x, ok := quickNumber(t.grid.at(row, c.at)); ok {
			sum += x
		}
	}
	return sum
}

// netsColumns tells whether a column is the benefits less the costs of columns
// that gave amounts, in every row.
func (t *table) netsColumns(net *column, rows []int, parts []column) bool {
	return !slices.ContainsFunc(rows, func(row int) bool {
		cell := t.grid.at(row, net.at)
		stated, ok := quickNumber(cell)
		if !ok || computed(cell) {
			return false
		}
		sum := 0.0
		for _, c := range parts {
			x, _ := quickNumber(t.grid.at(row, c.at))
			switch {
			case net.time.known() && c.time != net.time:
			case c.kind == cost:
				sum -= math.Abs(x)
			default:
				sum += math.Abs(x)
			}
		}
		return math.Abs(math.Abs(stated)-math.Abs(sum)) > half(cell)*float64(len(parts)+1)
	})
}

// tellsDifference tells whether a column is, in every row, the difference of two
// columns of its time that gave amounts: "Afvigelse" beside "Plan" and "Realiseret".
func (t *table) tellsDifference(c *column, parts []column) bool {
	for i := range parts {
		for j := range parts {
			if i == j || parts[i].time != c.time || parts[j].time != c.time {
				continue
			}
			if rows, ok := t.derives(c, &parts[i], &parts[j], derivations[0]); ok && rows > 0 {
				return true
			}
		}
	}
	return false
}

// tellLeftTable reports a table without amounts on a sheet that gave amounts
// elsewhere, where its numbers may be kroner.
func (r *reader) tellLeftTable(t *table, places map[string]bool) {
	if t.grid.turned {
		return
	}
	for row := t.first; row <= t.last; row++ {
		for _, c := range t.columns {
			x, ok := quickNumber(t.grid.at(row, c.at))
			if !ok || math.Abs(x) < surelyMoney || places[t.grid.ref(row, c.at)] || c.role == roleNumber || c.role == roleLineID || c.role == roleDate || c.measure == notMoney || c.role == roleText && accountCodes.MatchString(fold(c.name)) || isYear(t.grid.at(row, c.at).Raw()) {
				continue
			}
			head := t.headRef(t.columns[0].at)
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "table-left-out", Cell: head, Raw: t.columns[0].text, Args: map[string]any{"cell": t.grid.ref(row, c.at)}})
			return
		}
	}
}

// computed tells whether a cell's formula says what it is computed from.
func computed(cell *workbook.Cell) bool { return cell.Formula() != "" }
