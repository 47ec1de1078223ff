package importers

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// settleTimeless asks for the year of amounts that stand under no time at all:
// once per sheet when the whole sheet has none, else per column.
func (a axis) settleTimeless() {
	for _, facts := range groupBySheet(a.timeless) {
		if a.sheetHasTimes(facts[0].table()) {
			a.timelessColumns(facts)
			continue
		}
		if parts := byYearBanner(facts); len(parts) > 1 {
			for _, part := range parts {
				a.askBannered(part)
			}
			continue
		}
		q := Question{Key: "year-axis@" + facts[0].sheet(), Code: "year-axis-none", Cells: a.heads(slices.Values(facts)), Confidence: 0.4, Args: map[string]any{"sheet": facts[0].sheet()}}
		if label, _ := timeIn(facts[0].sheet()); label.form == inYear {
			q.Proposed, q.Confidence = strconv.Itoa(label.year), 0.7 // a sheet called "2025"
		}
		a.askStart(q, facts)
	}
}

// askBannered asks for the year of one of several tables of a sheet, each under a
// line that says another year.
func (a axis) askBannered(facts []fact) {
	t := facts[0].table()
	head := t.headRef(facts[0].col())
	q := Question{Key: "year-axis@" + head, Code: "year-axis-column", Cells: a.heads(slices.Values(facts)), Confidence: 0.3, Args: map[string]any{"label": t.columnName(facts[0].col())}}
	if year, ref := t.yearBanner(); year > 0 {
		q.Proposed, q.Confidence, q.Cells = strconv.Itoa(year), 0.9, append(q.Cells, ref)
	}
	a.askStart(q, facts)
}

// askStart asks for the year of facts; where the rows of their table say when
// they start, that is one of the answers.
func (a axis) askStart(q Question, facts []fact) {
	starts := a.startYears(facts)
	q = starts.offer(q)
	answer, ok := a.ask(q)
	switch {
	case ok && answer == startYear && starts != nil:
		starts.place(facts, func(_ fact, year int) calc.Period { return calc.YearOf(year) })
	case ok:
		a.place(q, answer, facts)
	}
}

func (a axis) timelessColumns(facts []fact) {
	byColumn := map[int][]fact{}
	var order []int
	for _, f := range facts {
		if byColumn[f.col()] == nil {
			order = append(order, f.col())
		}
		byColumn[f.col()] = append(byColumn[f.col()], f)
	}
	for _, col := range order {
		facts := byColumn[col]
		head := facts[0].table().headRef(col)
		q := Question{Key: "year-axis@" + head, Code: "year-axis-column", Cells: []string{head}, Confidence: 0.5, Args: map[string]any{"label": facts[0].table().columnName(col)}}
		if label, _ := timeIn(facts[0].table().columnText(col)); label.form == manyYears {
			q.Code, q.Args["first"], q.Args["last"] = "year-axis-span", strconv.Itoa(label.year), strconv.Itoa(label.part)
		} else if m := upToYear.FindStringSubmatch(fold(facts[0].table().columnText(col))); m != nil {
			q.Proposed = m[1] // the last of the years that it is of
		} else if year := facts[0].table().firstYear(); year > 0 {
			q.Proposed = strconv.Itoa(year)
		}
		a.askStart(q, facts)
	}
}

// upToYear is the last of the years that a heading counts, "t.o.m. 2025".
var upToYear = says(`\b(?:t\.? ?o\.? ?m|til og med|frem til(?: og med)?|indtil(?: og med)?|ultimo|through|up to)\b\.? ?(?:aar )?((?:19|20)\d\d)\b`)

// place puts facts in the period of an answer. That they have none is an answer
// too, but not one with which they can be stored.
func (a axis) place(q Question, answer string, facts []fact) {
	period, err := calc.ParsePeriod(strings.TrimSpace(answer))
	if err != nil && countsOn(answer) {
		a.find(Finding{
			Severity: portfolio.SeverityError, Code: "amounts-without-period", Cell: q.Cells[0], Raw: answer,
			Args: map[string]any{"n": len(facts), "sheet": facts[0].sheet(), "key": q.Key},
		})
		a.askAgain(q)
		return
	}
	if err != nil {
		a.refuse(q, answer)
		return
	}
	for _, f := range facts {
		f.sayPeriod(period)
	}
}
