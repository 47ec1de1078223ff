package importers

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// formTable is a table of the template as it stands in the workbook: the row
// of its headings and the column of each.
type formTable struct {
	grid    *grid
	head    int
	columns map[string]int // by the column's name
	years   []yearColumn
	total   string // the label of the row of totals
	form    []template.Column
}

// yearColumn is a column of amounts.
type yearColumn struct {
	col    int
	period calc.Period
}

// table finds a table by its headings and says when it is not there.
func (r *formReader) table(columns []template.Column, total string) (*formTable, bool) {
	table, ok := r.findTable(columns)
	if !ok {
		r.fault("form-table-missing", "", "", map[string]any{"heading": labelHeading(columns)})
		return nil, false
	}
	table.total = total
	if table.grid.sheet.Visibility != workbook.Visible {
		r.warn("form-sheet-hidden", table.grid.ref(table.head, table.columns["label"]), "", map[string]any{"sheet": table.grid.sheet.Name})
	}
	return table, true
}

// findTable finds the one row that has a table's headings. Two such rows are a
// fault: which of them counts is not ours to say.
func (r *formReader) findTable(columns []template.Column) (*formTable, bool) {
	var found *formTable
	for _, sheet := range r.book.Sheets {
		g := newGrid(sheet, r.words)
		for row := 1; row <= g.last(); row++ {
			places := headingsIn(g, row, columns)
			if places["label"] == 0 || len(places) < len(columns)/2+1 {
				continue
			}
			if found != nil {
				r.fault("form-table-twice", g.ref(row, places["label"]), "", map[string]any{
					"heading": labelHeading(columns), "other": found.grid.ref(found.head, found.columns["label"]),
				})
				continue
			}
			found = &formTable{grid: g, head: row, columns: places, form: columns}
		}
	}
	if found != nil {
		r.missingHeadings(found)
	}
	return found, found != nil
}

// missingHeadings names the columns that have gone.
func (r *formReader) missingHeadings(t *formTable) {
	for _, column := range t.form {
		if t.columns[column.Name] == 0 {
			r.warn("form-column-missing", t.grid.ref(t.head, 1), "", map[string]any{"heading": column.Heading})
		}
	}
}

func labelHeading(columns []template.Column) string {
	for _, column := range columns {
		if column.Name == "label" {
			return column.Heading
		}
	}
	return ""
}

// headingsIn are the columns of a row that bear a table's headings.
func headingsIn(g *grid, row int, columns []template.Column) map[string]int {
	places := map[string]int{}
	for col := 1; col <= g.width; col++ {
		words := fold(g.text(row, col))
		for _, column := range columns {
			if words == fold(column.Heading) && places[column.Name] == 0 {
				places[column.Name] = col
			}
		}
	}
	return places
}

// lines reads the table's lines down to its row of totals.
func (r *formReader) lines(t *formTable, kind string, terms formTerms) []Line {
	r.findYears(t, terms)
	var lines []Line
	ids := map[string]string{}
	row := t.head + 1
	for ; row <= t.grid.last(); row++ {
		if t.isTotal(row) {
			break
		}
		line, ok := r.line(t, row, kind, terms)
		if !ok {
			continue
		}
		if first, twice := ids[line.ID]; twice && line.ID != "" {
			r.fault("form-id-twice", line.LabelCell, line.ID, map[string]any{"other": first})
		}
		ids[line.ID] = line.LabelCell
		lines = append(lines, line)
	}
	for row++; row <= t.grid.last(); row++ {
		if !blank(t.grid.at(row, t.columns["label"])) && t.hasAmounts(row) {
			r.fault("form-line-below-total", t.grid.ref(row, t.columns["label"]), t.grid.text(row, t.columns["label"]), nil)
		}
	}
	return lines
}

// isTotal tells whether a row is the row of totals.
func (t *formTable) isTotal(row int) bool {
	for _, cell := range t.grid.row(row) {
		if cell != nil && cell.Kind() == workbook.Text && fold(cell.Raw()) == fold(t.total) {
			return true
		}
	}
	return false
}

func (t *formTable) hasAmounts(row int) bool {
	for _, column := range t.years {
		if !blank(t.grid.at(row, column.col)) {
			return true
		}
	}
	return false
}

// findYears finds the columns of amounts: a heading with a year, stored or
// followed from the base year. The row above numbers the years from 0.
func (r *formReader) findYears(t *formTable, terms formTerms) {
	known := map[int]bool{}
	for _, col := range t.columns {
		known[col] = true
	}
	seen := map[calc.Period]string{}
	for col := 1; col <= t.grid.width; col++ {
		cell := t.grid.at(t.head, col)
		if cell == nil || known[col] || fold(t.grid.text(t.head, col)) == fold(template.HeadingTotal) {
			continue
		}
		period, ok := r.yearAt(t, col, terms)
		if !ok {
			r.strayColumn(t, col)
			continue
		}
		if first, twice := seen[period]; twice {
			r.fault("form-year-twice", t.grid.ref(t.head, col), cell.Raw(), map[string]any{"other": first})
			continue
		}
		seen[period] = t.grid.ref(t.head, col)
		t.years = append(t.years, yearColumn{col, period})
	}
	if len(t.years) == 0 {
		r.fault("form-years-missing", t.grid.ref(t.head, 1), "", nil)
	}
}

// yearAt is the period of a heading. A formula's stored year must agree with
// the base year, or the workbook was changed without being recalculated.
func (r *formReader) yearAt(t *formTable, col int, terms formTerms) (calc.Period, bool) {
	cell := t.grid.at(t.head, col)
	offset, counted := formNumber(t.grid.at(t.head-1, col))
	year, stated := formNumber(cell)
	if !stated {
		year, stated = yearText(cell)
	}
	if cell.Formula() != "" && !stated {
		if !counted || offset < 0 {
			return calc.Period{}, false
		}
		if terms.baseYear == 0 {
			return periodAt(0, offset), true
		}
		return periodAt(terms.baseYear+offset, offset), true
	}
	if !stated {
		return calc.Period{}, false
	}
	if plausible(strconv.Itoa(year)) == 0 {
		r.fault("form-not-a-year", t.grid.ref(t.head, col), cell.Raw(), nil)
		return calc.Period{}, false
	}
	if cell.Formula() != "" && counted && terms.baseYear != 0 && terms.baseYear+offset != year {
		r.fault("form-years-outdated", t.grid.ref(t.head, col), cell.Raw(), map[string]any{"base-year": strconv.Itoa(terms.baseYear)})
	}
	return periodAt(year, offset), true
}

// strayColumn says that a column somebody added is not read, when there is
// anything in it.
func (r *formReader) strayColumn(t *formTable, col int) {
	for row := t.head + 1; row <= t.grid.last(); row++ {
		if !blank(t.grid.at(row, col)) {
			r.warn("form-column-unknown", t.grid.ref(t.head, col), t.grid.at(t.head, col).Raw(), nil)
			return
		}
	}
}

// line reads one row; false when nothing is written in it.
func (r *formReader) line(t *formTable, row int, kind string, terms formTerms) (Line, bool) {
	g, labelCol := t.grid, t.columns["label"]
	line := Line{LineHead: &LineHead{Kind: kind, LabelCell: g.ref(row, labelCol)}}
	label := g.at(row, labelCol)
	if blank(label) {
		if t.hasAmounts(row) {
			r.fault("form-line-unnamed", line.LabelCell, "", nil)
		}
		return Line{}, false
	}
	line.Label = clean(template.Plain(label.Raw()))
	if label.Struck() {
		r.warn("form-line-struck", line.LabelCell, line.Label, nil)
	}
	if g.hidden(row, labelCol) {
		r.warn("form-line-hidden", line.LabelCell, line.Label, nil)
	}
	r.checkPrivacy(Field{Value: line.Label, Cell: line.LabelCell})
	for _, column := range t.form {
		if col := t.columns[column.Name]; col != 0 && column.Name != "label" {
			r.attribute(&line, column, g, row, col, terms)
		}
	}
	for _, column := range t.years {
		if amount, ok := r.amount(g, row, column.col, column.period, terms); ok {
			line.Amounts.made = append(line.Amounts.made, amount)
		}
	}
	return line, true
}

// attribute reads a cell of a line that is not an amount of a year.
func (r *formReader) attribute(line *Line, column template.Column, g *grid, row, col int, terms formTerms) {
	cell := g.at(row, col)
	if blank(cell) {
		return
	}
	field := Field{Name: column.Name, Cell: g.ref(row, col), Raw: cell.Raw()}
	if column.Name == "full-year" {
		if amount, ok := r.amount(g, row, col, calc.Period{}, terms); ok {
			field.Value = strconv.FormatInt(int64(amount.Ore), 10)
			line.Fields = append(line.Fields, field)
		}
		return
	}
	if cell.Kind() == workbook.Error {
		r.fault("error-value", field.Cell, cell.Raw(), nil)
		return
	}
	words := clean(template.Plain(cell.Raw()))
	if column.Choices != nil {
		chosen, ok := r.choiceField(field, column.Choices, words, column.Heading)
		if !ok {
			return
		}
		field, words = chosen, chosen.Value
	}
	field.Value = words
	switch column.Name {
	case "id":
		line.ID = words
	case "category":
		line.Category = words
	case "recurrence":
		line.Recurrence = portfolio.Recurrence(words)
	default:
		r.checkPrivacy(field)
		line.Fields = append(line.Fields, field)
	}
}

// amount reads one amount with its cell; false when the cell is empty, or when
// it holds something that is not an amount, which is a finding and never 0.
func (r *formReader) amount(g *grid, row, col int, period calc.Period, terms formTerms) (Amount, bool) {
	cell, ref := g.at(row, col), g.ref(row, col)
	if blank(cell) || cell.Kind() == workbook.Text && strings.TrimSpace(cell.Raw()) == "" {
		return Amount{}, false // nothing, or a formula that came to nothing
	}
	decimal, unit, ok := r.number(cell, ref)
	if !ok {
		return Amount{}, false
	}
	if unit == unmeasured {
		unit = terms.unit
	}
	if !unit.money() {
		return Amount{}, false // asked for
	}
	ore, err := decimal.Ore(danish.Unit(unit.String()))
	if err != nil {
		r.fault("form-amount-too-large", ref, cell.Raw(), nil)
		return Amount{}, false
	}
	if strings.Contains(cell.Formula(), "[") && len(r.book.Links) > 0 {
		r.warn("external-link", ref, cell.Raw(), map[string]any{"link": strings.Join(r.book.Links, ", ")})
	}
	return amountAt(cell, g.sheet, period, ore), true
}

// number is what a cell says as a number, with the unit a text may name beside
// it; false with a finding or a question when it says none.
func (r *formReader) number(cell *workbook.Cell, ref string) (danish.Decimal, measure, bool) {
	v, text := readValue(cell), clean(cell.Raw())
	args := map[string]any{"text": text}
	switch v.state {
	case isNumber:
		return v.decimal(), unmeasured, true
	case isTextNumber:
		if v.unit.abroad() {
			r.warn("not-a-number", ref, cell.Raw(), args)
			return danish.Decimal{}, v.unit, false
		}
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "form-number-as-text", Cell: ref, Raw: cell.Raw(),
			Args: map[string]any{"raw": text, "value": danishNumber(v.decimal().String())}})
		return v.decimal(), v.unit, true
	case isAmbiguous:
		return r.whichNumber(cell, v.unit, ref)
	case isError:
		r.fault("error-value", ref, cell.Raw(), args)
	case isUncached:
		r.fault("no-cached-value", ref, "="+cell.Formula(), args)
	case isDash:
		r.find(findingAt(portfolio.SeverityInfo, "missing-dash", ref, cell.Raw(), args))
	case isDate:
		r.warn("date-for-number", ref, cell.Raw(), args)
	default:
		r.warn("not-a-number", ref, cell.Raw(), args)
	}
	return danish.Decimal{}, unmeasured, false
}

// whichNumber asks which number "1,500" is.
func (r *formReader) whichNumber(cell *workbook.Cell, unit measure, ref string) (danish.Decimal, measure, bool) {
	choices := choicesIn(cell.Raw(), danish.Danish)
	options := make([]string, len(choices))
	for i, choice := range choices {
		options[i] = danishNumber(choice.String())
	}
	answer, _ := r.ask(Question{
		Key: "number-format@" + ref, Code: "number-format", Cells: []string{ref}, Options: options,
		Args: map[string]any{"text": clean(cell.Raw()), "first": options[0], "second": options[len(options)-1]},
	})
	i := slices.Index(options, answer)
	if i < 0 {
		return danish.Decimal{}, unmeasured, false
	}
	return choices[i], unit, true
}

// civilNumber is the shape of a Danish civil registration number.
var civilNumber = regexp.MustCompile(`\b\d{6}-?\d{4}\b`)

// checkPrivacy warns of what may be somebody's civil registration number; the
// text itself is not repeated in the finding.
func (r *formReader) checkPrivacy(field Field) {
	if civilNumber.MatchString(field.Value) {
		r.warn("form-personal-data", field.Cell, "", nil)
	}
}
