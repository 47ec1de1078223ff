package importers

import (
	"slices"
	"strings"

	"raaderum/portfolio"
)

// storedFields are the fields of a case that have a place to be stored in, or
// that a rule looks at.
var storedFields = []string{
	"summary", "obligatory", "phase", "status", "decision-date", "go-live", "project-owner", "system-owner", "record-number",
	"goal-1", "goal-2", "goal-3", "rank",
}

// tellUnusedColumns names the columns of a register that nothing is kept of,
// once for each table: whoever wrote them should not find out later.
func (r *reader) tellUnusedColumns(t *table, read *cellMarks, places map[string]bool) {
	rows := t.rowsRead(read)
	if len(rows) == 0 || !t.registers() && t.column(roleBenefit) == nil {
		return
	}
	given, fields := t.columnsRead(rows, read), t.benefitFields()
	first, names := "", []string(nil)
	for i := range t.columns {
		c := &t.columns[i]
		gives := slices.ContainsFunc(given, func(g column) bool { return g.at == c.at })
		describes := slices.ContainsFunc(fields, func(f benefitField) bool { return f.at == c.at })
		if c.text == "" || gives || describes || t.uses(c) || places[t.headRef(c.at)] || t.told(c, rows, places) {
			continue
		}
		if values := t.markedValues(c, rows); values != "" {
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "column-says-marks", Cell: t.headRef(c.at), Raw: c.text, Args: map[string]any{"label": c.text, "values": values}})
			continue
		}
		if names = append(names, "»"+c.text+"«"); first == "" {
			first = t.headRef(c.at)
		}
	}
	if len(names) == 0 {
		return
	}
	code := "columns-unused"
	if t.grid.turned {
		code = "rows-unused"
	}
	r.find(Finding{Severity: portfolio.SeverityInfo, Code: code, Cell: first, Args: map[string]any{"names": strings.Join(names, ", "), "n": len(names), "sheet": t.grid.sheet.Name}})
}

// uses tells whether something is kept or checked of a column that gives no
// amounts: the names, numbers and places of cases, what is said of amounts, and
// figures that are compared.
func (t *table) uses(c *column) bool {
	if c.time.known() || slices.Contains(storedFields, c.field) {
		return true
	}
	switch c.role {
	case roleFocusArea, roleOrganisation, roleNumber, roleScenario:
		first := t.column(c.role)
		return first != nil && first.at == c.at
	case roleTitle, roleLineID, rolePost, roleBenefit, roleType, roleSeries, roleYear, roleAmount, roleUnit, rolePrice, roleVAT, roleFullYear, roleLasting,
		roleMoney, roleBaseline, roleRatio:
		return true
	}
	return c.role.derived() && c.role != roleQuantity
}

// told tells whether the rows of a column are empty, or something is already
// said of one of its cells.
func (t *table) told(c *column, rows []int, places map[string]bool) bool {
	filled := false
	for _, row := range rows {
		if blank(t.grid.at(row, c.at)) {
			continue
		}
		if filled = true; places[t.grid.ref(row, c.at)] {
			return true
		}
	}
	return !filled
}

// mostMarkedValues is how many different texts a column of marks may have.
const mostMarkedValues = 8

// markedValues are the texts of a column that nothing is kept of, where they are few
// and some of them say what an amount is: "Budget" and "Faktisk", "timer", "Nej".
func (t *table) markedValues(c *column, rows []int) string {
	about := t.grid.words.marks.of(c.text)
	if about.about == aboutRemarks || about.about == aboutDays || about.about == aboutStates || about.about == aboutCurrency {
		return ""
	}
	var values []string
	marked := false
	for _, row := range rows {
		text := t.grid.text(row, c.at)
		if text == "" || slices.Contains(values, "»"+text+"«") {
			continue
		}
		if values = append(values, "»"+text+"«"); len(values) > mostMarkedValues {
			return ""
		}
		m := t.grid.words.marks.of(text)
		marked = marked || m.whole && (m.series != "" || m.kind != "" || m.unit != unmeasured || m.difference || m.soFar) || m.leftOut || m.stopped || m.no && about.countsHeading
	}
	if !marked || len(values) == len(rows) && len(rows) > 2 {
		return ""
	}
	return strings.Join(values, ", ")
}
