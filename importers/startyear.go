package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// startYear is the answer that each row's own start year is the year of its
// amounts.
const startYear = "start-year"

// saysStartYear heads a column that says for each row in which year it starts.
var saysStartYear = says(`^(?:start|opstart|ibrugtagning|idriftsaettelse|implementering|gevinst|effekt|virkning|besparelse)s?(?:aar|[- ]aar)$|^(?:aar for )?(?:opstart|start|idriftsaettelse|ibrugtagning)$|^foerste aar$|^(?:effekt|gevinst|virkning|besparelse) fra(?: aar)?$|^fra aar$|^start year$|^year started$`)

// startYears are the years that the rows of a table say they start in.
type startYears struct {
	*reader
	table  *table
	column *column
}

// startYears finds the column of start years beside facts; nil without one, and
// where it says no year of any of them.
func (r *reader) startYears(facts []fact) *startYears {
	t := facts[0].table()
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == roleMoney || c.time.known() || !saysStartYear.MatchString(fold(c.text)) {
			continue
		}
		s := &startYears{r, t, c}
		if slices.ContainsFunc(facts, func(f fact) bool { return s.of(f) > 0 }) {
			return s
		}
	}
	return nil
}

// of is the year that a fact's row starts in; 0 when it says none.
func (s *startYears) of(f fact) int {
	cell := f.table().grid.at(f.row(), s.column.at)
	switch {
	case cell == nil || f.table() != s.table:
		return 0
	case cell.Kind() == workbook.DateTime && !cell.Time().IsZero():
		return cell.Time().Year()
	case cell.Kind() == workbook.Text:
		if label, _ := timeIn(cell.Raw()); label.form == inYear || label.form == inQuarter || label.form == inMonth {
			return label.year
		}
		return 0
	}
	if year, ok := wholeNumber(cell); ok && year >= 1990 && year <= 2100 {
		return year
	}
	return 0
}

// offer makes the rows' own years an answer to a question for the year, beside a
// year that is written.
func (s *startYears) offer(q Question) Question {
	if s == nil {
		return q
	}
	q.Code, q.Options, q.Free = "year-axis-start", []string{startYear}, true
	q.Proposed, q.Confidence = startYear, 0.7
	q.Cells = append(q.Cells, s.table.headRef(s.column.at))
	q.Args = map[string]any{"label": s.table.columnName(s.column.at), "sheet": s.table.key()}
	return q
}

// place gives facts the periods of their rows' start years. Of a row that says
// none it is asked.
func (s *startYears) place(facts []fact, period func(fact, int) calc.Period) {
	for _, f := range facts {
		year := s.of(f)
		if year == 0 {
			ref := f.table().grid.ref(f.row(), s.column.at)
			q := Question{Key: "year-axis@" + ref, Code: "year-axis-row", Cells: []string{ref, f.ref()}, Confidence: 0.3, Args: map[string]any{"label": s.rowName(f)}}
			if answer, ok := s.ask(q); ok {
				if year = number(answeredYear.FindString(answer)); year == 0 {
					s.refuse(q, answer)
				}
			}
		}
		if year > 0 {
			f.sayPeriod(period(f, year))
		}
	}
}

// rowName is what the row of a fact is called to people.
func (s *startYears) rowName(f fact) string {
	if f.blockKind() && f.subject() != nil {
		return firstWord(f.subject().Title, f.ref())
	}
	return f.name()
}
