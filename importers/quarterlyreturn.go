package importers

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// quarterlyReturn reads the workbook a coordinator reports a focus area in:
// what was realised, is expected and is in the budget for each benefit, and the
// state of each case quarter by quarter. Its cases hold only what was reported.
type quarterlyReturn struct{}

// Name is the layout's name in the contract.
func (quarterlyReturn) Name() string { return "raaderum-quarterly-return" }

// IsReturn tells whether the file is a quarterly return (kvartalsindberetning):
// it reports on cases that are known, and makes no new version of them.
func (f *File) IsReturn() bool { return f.Layout == (quarterlyReturn{}).Name() }

var returnMark = regexp.MustCompile(`^Råderum indberetning ([1-9][0-9]*)$`)

const returnVersion = 1

// Recognise is sure when the mark is there.
func (quarterlyReturn) Recognise(book *workbook.Book) float64 {
	if _, _, found := findMark(book, returnMark); found {
		return 1
	}
	return 0
}

// Read reads the returns of the workbook, one case for each case number.
func (quarterlyReturn) Read(ctx context.Context, book *workbook.Book, answers Answers, _ time.Time) Reading {
	n := &returns{
		formReader: &formReader{book: book, words: newLexicon(ctx), dialogue: newDialogue(answers)},
		byNumber:   map[string]*Case{}, lines: map[string]string{},
	}
	mark, version, _ := findMark(book, returnMark)
	if version > returnVersion {
		n.fault("form-version-unknown", mark, "", map[string]any{"version": strconv.Itoa(version)})
		return n.reading(nil)
	}
	head := n.master(template.ReturnFields, template.SheetReturn)
	if head == nil {
		return n.reading(nil)
	}
	n.head, n.terms = head, formTerms{unit: n.unit(head)}
	for _, sheet := range template.ReturnSeries {
		n.readSeries(sheet)
	}
	n.readStatuses()
	if len(n.order) == 0 && len(n.findings) == 0 {
		n.fault("form-return-empty", mark, "", nil)
	}
	cases := make([]Case, len(n.order))
	for i, c := range n.order {
		cases[i] = *c
	}
	return n.reading(cases)
}

// returns are the returns under way, by case.
type returns struct {
	*formReader
	head     *masterData
	terms    formTerms
	order    []*Case
	byNumber map[string]*Case
	lines    map[string]string // case, benefit and series → where it was reported
}

// caseOf is the case of a number, begun when it is met first.
func (n *returns) caseOf(number, title, cell string) *Case {
	key := portfolio.FoldNumber(number)
	if c, ok := n.byNumber[key]; ok {
		return c
	}
	c := &Case{
		Number: number, Title: title, TitleCell: cell,
		FocusArea: n.head.value("focus-area"), Organisation: n.head.value("organisation"),
		Unit: n.terms.unit.String(), Sign: "both-positive", Lines: []Line{},
	}
	c.Fields = append(c.Fields, n.head.list...)
	n.byNumber[key] = c
	n.order = append(n.order, c)
	return c
}

// readSeries reads one sheet of amounts.
func (n *returns) readSeries(sheet template.ReturnSheet) {
	t, ok := n.table(sheet.Columns, sheet.Total)
	if !ok {
		return
	}
	n.findPeriods(t)
	for row := t.head + 1; row <= t.grid.last() && !t.isTotal(row); row++ {
		number := clean(template.Plain(t.grid.text(row, t.columns["number"])))
		label := t.grid.at(row, t.columns["label"])
		if number == "" || blank(label) {
			if t.hasAmounts(row) {
				n.fault("form-return-unnamed", t.grid.ref(row, t.columns["number"]), "", nil)
			}
			continue
		}
		n.readLine(t, row, number, sheet.Series)
	}
}

// readLine reads what was reported about one benefit. A line where nothing is
// filled in reports nothing.
func (n *returns) readLine(t *formTable, row int, number string, series portfolio.Series) {
	line, ok := n.line(t, row, "benefit", n.terms)
	line.Fields = slices.DeleteFunc(line.Fields, func(f Field) bool { return f.Name != "state" })
	if !ok || line.Amounts.Len()+len(line.Fields) == 0 {
		return
	}
	line.Series = series
	key := strings.Join([]string{portfolio.FoldNumber(number), line.ID, fold(line.Label), string(series)}, "\x00")
	if first, twice := n.lines[key]; twice {
		n.fault("form-return-twice", line.LabelCell, line.Label, map[string]any{"other": first})
		return
	}
	n.lines[key] = line.LabelCell
	c := n.caseOf(number, clean(template.Plain(t.grid.text(row, t.columns["case"]))), t.grid.ref(row, t.columns["case"]))
	c.Lines = append(c.Lines, line)
}

// findPeriods finds the columns of quarters or years by their headings.
func (n *returns) findPeriods(t *formTable) {
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
		period, ok := periodIn(cell)
		if first, twice := seen[period]; ok && twice {
			n.fault("form-year-twice", t.grid.ref(t.head, col), cell.Raw(), map[string]any{"other": first})
			continue
		}
		if !ok {
			n.strayColumn(t, col)
			continue
		}
		seen[period] = t.grid.ref(t.head, col)
		t.years = append(t.years, yearColumn{col, period})
	}
	if len(t.years) == 0 {
		n.fault("form-years-missing", t.grid.ref(t.head, 1), "", nil)
	}
}

// periodIn is the quarter or year a heading names.
func periodIn(cell *workbook.Cell) (calc.Period, bool) {
	if year, ok := formNumber(cell); ok {
		return calc.YearOf(year), year >= 1990 && year <= 2100
	}
	if cell.Kind() != workbook.Text {
		return calc.Period{}, false
	}
	label, rest := timeIn(fold(template.Plain(cell.Raw())))
	period, ok := label.period()
	_, dated := period.Year()
	return period, ok && dated && rest == "" && !label.onwards
}

// readStatuses reads the sheet Status into fields named for their quarter:
// "light@2013K1".
func (n *returns) readStatuses() {
	t, ok := n.table(template.StatusColumns, template.HeadingTotal)
	if !ok {
		return
	}
	reported := map[string]string{}
	for row := t.head + 1; row <= t.grid.last(); row++ {
		n.readStatus(t, row, reported)
	}
}

func (n *returns) readStatus(t *formTable, row int, reported map[string]string) {
	cell := func(name string) *workbook.Cell { return t.grid.at(row, t.columns[name]) }
	ref := func(name string) string { return t.grid.ref(row, t.columns[name]) }
	number := clean(template.Plain(t.grid.text(row, t.columns["number"])))
	if number == "" && blank(cell("quarter")) && blank(cell("light")) && blank(cell("label")) {
		return
	}
	var quarter calc.Quarter
	isQuarter := false
	if !blank(cell("quarter")) {
		period, ok := periodIn(cell("quarter"))
		quarter, isQuarter = period.Quarter()
		isQuarter = ok && isQuarter && period.Kind() == calc.QuarterPeriod
	}
	if number == "" || !isQuarter {
		n.fault("form-status-unplaced", ref("quarter"), t.grid.text(row, t.columns["quarter"]), nil)
		return
	}
	key := portfolio.FoldNumber(number) + "@" + quarter.String()
	if first, twice := reported[key]; twice {
		n.fault("form-return-twice", ref("quarter"), number, map[string]any{"other": first})
		return
	}
	reported[key] = ref("quarter")
	c := n.caseOf(number, clean(template.Plain(t.grid.text(row, t.columns["case"]))), ref("case"))
	for _, column := range t.form[3:] {
		if field, ok := n.statusField(column, cell(column.Name), ref(column.Name)); ok {
			field.Name += "@" + quarter.String()
			c.Fields = append(c.Fields, field)
		}
	}
}

// statusField reads one cell of a status; false when it is empty.
func (n *returns) statusField(column template.Column, cell *workbook.Cell, ref string) (Field, bool) {
	if blank(cell) {
		return Field{}, false
	}
	field := Field{Name: column.Name, Cell: ref, Raw: cell.Raw()}
	if column.Name == "label" {
		field.Name = "comment"
	}
	switch {
	case cell.Kind() == workbook.Error:
		n.fault("error-value", ref, cell.Raw(), nil)
		return Field{}, false
	case column.Choices != nil:
		return n.choiceField(field, column.Choices, clean(template.Plain(cell.Raw())), column.Heading)
	case column.Name == "reported-at":
		return n.dateField(field, cell)
	}
	field.Value = strings.TrimSpace(template.Plain(cell.Raw()))
	n.checkPrivacy(field)
	return field, true
}

// reported turns a case of a quarterly return into what is stored.
func (a *accepting) reported(c Case) ([]portfolio.BenefitReport, []portfolio.QuarterlyStatus) {
	a.focusArea(c) // a return for a focus area nobody has is refused
	var reports []portfolio.BenefitReport
	for _, line := range c.Lines {
		fields := caseFields{a, line.Fields}
		reports = append(reports, portfolio.BenefitReport{
			CaseNumber: c.Number, Benefit: portfolio.BenefitID(line.ID), Label: line.Label, Series: line.Series,
			Amounts: a.amounts(line.Amounts), State: choiceOf[portfolio.BenefitState](fields, "state", template.States),
		})
	}
	return reports, a.statuses(c)
}

// statuses gathers the fields of each quarter.
func (a *accepting) statuses(c Case) []portfolio.QuarterlyStatus {
	var quarters []calc.Quarter
	fields := map[calc.Quarter]caseFields{}
	for _, field := range c.Fields {
		name, at, ok := strings.Cut(field.Name, "@")
		quarter, err := calc.ParseQuarter(at)
		if !ok || err != nil {
			continue
		}
		if _, known := fields[quarter]; !known {
			quarters = append(quarters, quarter)
		}
		field.Name = name
		fields[quarter] = caseFields{a, append(fields[quarter].fields, field)}
	}
	statuses := make([]portfolio.QuarterlyStatus, len(quarters))
	for i, quarter := range quarters {
		f := fields[quarter]
		statuses[i] = portfolio.QuarterlyStatus{
			CaseNumber: c.Number, Quarter: quarter,
			Light:   choiceOf[portfolio.TrafficLight](f, "light", template.Lights),
			Comment: f.text("comment"), DecisionNeeded: f.text("decision-needed"),
			ReportedBy: f.text("reported-by"), ReportedAt: f.day("reported-at"),
			Source: a.source(f.fields[0].Cell, f.fields[0].Raw, ""),
		}
	}
	return statuses
}
