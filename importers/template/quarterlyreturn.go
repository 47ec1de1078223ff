package template

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// ReturnVersion is the mark of the quarterly return.
const ReturnVersion = "Råderum indberetning 1"

// ReturnFields are the lines at the head of a quarterly return.
var ReturnFields = []MasterField{
	{Name: "organisation", Label: "Kommune", Defined: "Kommune"},
	{Name: "focus-area", Label: "Indsatsområde", Defined: "Indsatsomraade"},
	{Name: "coordinator", Label: "Projektkoordinator", Defined: "Projektkoordinator"},
	{Name: "unit", Label: "Enhed", Defined: NameUnit, Choices: Units, kind: choice, Help: "Enheden for alle beløb i arbejdsbogen."},
}

// ReturnSheet is one sheet of amounts in a quarterly return.
type ReturnSheet struct {
	Series  portfolio.Series
	Sheet   string
	Columns []Column // "number", "case", "id", "label" and, once, "state"
	Total   string
	yearly  bool // years across instead of quarters
	guide   string
}

// ReturnSeries are the sheets of amounts. The headings differ, so that a sheet
// is known by them even when it has been renamed.
var ReturnSeries = []ReturnSheet{
	{portfolio.Realised, "Realiseret", returnColumns("Realiseret gevinst", true), "Realiseret i alt", false,
		"Dokumenterede gevinster pr. kvartal. En tom celle er ikke indberettet; skriv 0, når gevinsten er nul."},
	{portfolio.Forecast, "Forventet", returnColumns("Forventet gevinst", false), "Forventet i alt", false,
		"Den seneste forventning til de kommende kvartaler."},
	{portfolio.Budgeted, "Budget", returnColumns("Gevinst i budgettet", false), "I budgettet i alt", true,
		"Det, der er indarbejdet i budgettet pr. år."},
}

func returnColumns(label string, state bool) []Column {
	columns := []Column{
		{Name: "number", Heading: "Sagsnr.", width: 14},
		{Name: "case", Heading: "Sag", width: 32},
		{Name: "id", Heading: "Gevinst nr.", width: 10},
		{Name: "label", Heading: label, width: 34},
	}
	if state {
		columns = append(columns, Column{Name: "state", Heading: "Gevinststatus", Choices: States, width: 16})
	}
	return columns
}

// StatusColumns are the headings of the sheet Status, one case and quarter a row.
var StatusColumns = []Column{
	{Name: "number", Heading: "Sagsnr.", width: 14},
	{Name: "case", Heading: "Sag", width: 32},
	{Name: "quarter", Heading: "Kvartal", width: 17},
	{Name: "light", Heading: "Trafiklys", Choices: Lights, width: 12},
	{Name: "label", Heading: "Status og afvigelser", width: 62},
	{Name: "decision-needed", Heading: "Beslutning ønskes", width: 40},
	{Name: "reported-by", Heading: "Indberettet af", width: 26},
	{Name: "reported-at", Heading: "Dato", width: 13},
}

// The sheets of the return that hold no amounts.
const (
	SheetReturn = "Indberetning"
	SheetStatus = "Status"
)

// Return is what a quarterly return is filled in with; what is not known stays
// an empty cell.
type Return struct {
	Organisation string
	FocusArea    string
	Coordinator  string
	Unit         string
	From, To     calc.Quarter // the quarters across; the years of the budget follow
	Cases        []ReturnCase
	Example      bool
	Protect      bool
}

// ReturnCase is one case of the focus area with what is reported about it.
type ReturnCase struct {
	Number, Title string
	Benefits      []portfolio.Benefit
	Statuses      []portfolio.QuarterlyStatus
}

// WriteReturn writes a quarterly return to w.
func WriteReturn(w io.Writer, ret Return) error {
	if ret.To.Before(ret.From) || ret.To.Index()-ret.From.Index() >= 4*mostYears {
		return fmt.Errorf("template: no quarters from %s to %s", ret.From, ret.To)
	}
	b := newBook(ret.Protect, ret.Example)
	b.mark = ReturnVersion
	drawReturnHead(b, ret)
	for _, sheet := range ReturnSeries {
		drawReturnSheet(b, ret, sheet)
	}
	drawStatuses(b, ret)
	drawReturnLists(b, ret)
	return b.write(w)
}

// ReturnBytes is WriteReturn into memory.
func ReturnBytes(ret Return) ([]byte, error) {
	var buffer bytes.Buffer
	err := WriteReturn(&buffer, ret)
	return buffer.Bytes(), err
}

// drawReturnHead draws who reports, for what, and how.
func drawReturnHead(b *book, ret Return) {
	s := b.sheet(SheetReturn, 24, 52, 62)
	s.banner("Kvartalsindberetning", "Projektkoordinatorens indberetning for et indsatsområde. Gule felter udfyldes.")
	s.words(1, 3, ReturnVersion, lookSubtitle)
	values := map[string]string{
		"organisation": ret.Organisation, "focus-area": ret.FocusArea, "coordinator": ret.Coordinator, "unit": ret.Unit,
	}
	row := 5
	for _, field := range ReturnFields {
		s.masterField(row, field, values[field.Name])
		row++
	}
	row++
	s.words(row, 1, "Sådan gør du", lookSection)
	for _, pair := range [][2]string{
		{"Realiseret", "Skriv det, der er dokumenteret, i kvartalet. Et tomt felt betyder: ikke indberettet. Det er ikke det samme som 0."},
		{"Forventet", "Ret forventningen, når den ændrer sig. Tidligere kvartaler skal ikke rettes."},
		{"Budget", "Skriv det beløb, budgettet er nedsat med pr. år."},
		{"Status", "Én linje pr. sag og kvartal: trafiklys, det væsentligste, og om rådet skal beslutte noget."},
	} {
		row++
		s.words(row, 1, pair[0], lookGuideTerm)
		s.words(row, 2, pair[1], lookGuideText)
		s.merge(row, 2, 3)
		s.heights[row] = 20
	}
	s.page = page{landscape: true}
}

// returnPeriods are the periods across a sheet.
func returnPeriods(ret Return, yearly bool) []calc.Period {
	var periods []calc.Period
	if yearly {
		for year := ret.From.Year; year <= ret.To.Year; year++ {
			periods = append(periods, calc.YearOf(year))
		}
		return periods
	}
	for q := ret.From; !ret.To.Before(q); q = q.Next() {
		periods = append(periods, q.Period())
	}
	return periods
}

// drawReturnSheet draws one series: a benefit a row, periods across.
func drawReturnSheet(b *book, ret Return, sheet ReturnSheet) {
	periods := returnPeriods(ret, sheet.yearly)
	widths := []float64{}
	for _, column := range sheet.Columns {
		widths = append(widths, column.width)
	}
	for range periods {
		widths = append(widths, 10)
	}
	s := b.sheet(sheet.Sheet, append(widths, 13)...)
	s.banner(sheet.Sheet, sheet.guide)
	s.formula(4, 1, `"Beløb i "&IF(`+NameUnit+`="","(vælg enhed i `+SheetReturn+`)",`+NameUnit+`)`, nil, lookLabelLine)
	const head = 5
	for col, column := range sheet.Columns {
		s.words(head, col+1, column.Heading, lookHeading)
	}
	first := len(sheet.Columns) + 1
	last := first + len(periods) - 1
	for i, period := range periods {
		s.periodHeading(head, first+i, period)
	}
	s.words(head, last+1, HeadingTotal, lookYear)
	s.heights[head] = 30
	row := head + 1
	for _, c := range ret.Cases {
		for _, benefit := range c.Benefits {
			s.returnRow(row, c, benefit, sheet, periods, ret.Unit)
			row++
		}
	}
	s.returnTotals(head+1, row, first, last, sheet, ret)
	s.numbersOnly(at(head+1, first) + ":" + at(max(head+1, row-1), last))
	if sheet.Series == portfolio.Realised {
		s.choose(down(first-1, head+1, max(head+1, row-1)), returnListRef(1, len(States)))
	}
	s.page = page{landscape: true, freeze: at(head+1, first), titleRows: "$4:$5"}
}

// periodHeading writes "1. kvt. 2013" or the year.
func (s *sheet) periodHeading(row, col int, period calc.Period) {
	if quarter, ok := period.Quarter(); ok {
		l := lookYear
		l.wrap = true
		s.words(row, col, strconv.Itoa(quarter.Q)+". kvt. "+strconv.Itoa(quarter.Year), l)
		return
	}
	year, _ := period.Year()
	s.number(row, col, numberOf(year), lookYear)
}

// returnRow draws one benefit.
func (s *sheet) returnRow(row int, c ReturnCase, benefit portfolio.Benefit, sheet ReturnSheet, periods []calc.Period, unit string) {
	words := map[string]string{"number": c.Number, "case": c.Title, "id": string(benefit.ID), "label": benefit.Label,
		"state": States.Label(string(benefit.State))}
	for col, column := range sheet.Columns {
		l := lookKnown
		if column.Choices != nil {
			l = lookInput
		}
		s.text(row, col+1, words[column.Name], l)
	}
	first, format := len(sheet.Columns)+1, formatOf(unit)
	amounts := make([]*calc.Money, len(periods))
	for i, period := range periods {
		for _, amount := range benefit.Series[sheet.Series] {
			if amount.Period == period {
				amounts[i] = &amount.Money
			}
		}
		s.number(row, first+i, inUnit(amounts[i], unit), lookAmount.with(format))
	}
	s.formula(row, first+len(periods), sumOrEmpty(across(row, first, first+len(periods)-1)),
		inUnit(sumOf(amounts), unit), lookComputed.with(format))
	s.heights[row] = rowHeight(sheet.Columns, words)
}

// returnTotals draws the sums below the rows.
func (s *sheet) returnTotals(firstRow, totalRow, first, last int, sheet ReturnSheet, ret Return) {
	for col := range sheet.Columns {
		s.words(totalRow, col+1, "", lookTotal)
	}
	s.words(totalRow, 2, sheet.Total, lookTotal)
	s.heights[totalRow] = 21
	if totalRow == firstRow {
		return
	}
	sums := make([]*calc.Money, last-first+1)
	for i, period := range returnPeriods(ret, sheet.yearly) {
		for _, c := range ret.Cases {
			for _, benefit := range c.Benefits {
				for _, amount := range benefit.Series[sheet.Series] {
					if amount.Period == period {
						sums[i] = plus(sums[i], &amount.Money)
					}
				}
			}
		}
	}
	l := lookTotal.with(formatOf(ret.Unit))
	for i, sum := range sums {
		s.formula(totalRow, first+i, sumOrEmpty(down(first+i, firstRow, totalRow-1)), inUnit(sum, ret.Unit), l)
	}
	s.formula(totalRow, last+1, sumOrEmpty(across(totalRow, first, last)), inUnit(sumOf(sums), ret.Unit), l)
}

// drawStatuses draws Status: one case and quarter a row.
func drawStatuses(b *book, ret Return) {
	widths := make([]float64, len(StatusColumns))
	for i, column := range StatusColumns {
		widths[i] = column.width
	}
	s := b.sheet(SheetStatus, widths...)
	s.banner("Status", "Én linje pr. sag og kvartal. En sag, der er afsluttet eller ikke begyndt, får lyset Ingen.")
	const head = 5
	for col, column := range StatusColumns {
		s.words(head, col+1, column.Heading, lookHeading)
	}
	s.heights[head] = 22
	row := head + 1
	for _, c := range ret.Cases {
		for _, status := range c.Statuses {
			s.statusRow(row, c, status)
			row++
		}
	}
	last := row + 7 // room for the next quarters
	for ; row <= last; row++ {
		s.statusRow(row, ReturnCase{}, portfolio.QuarterlyStatus{})
	}
	s.choose(down(3, head+1, last), returnListRef(3, len(returnPeriods(ret, false))))
	s.choose(down(4, head+1, last), returnListRef(2, len(Lights)))
	s.page = page{landscape: true, freeze: at(head+1, 4), titleRows: "$5:$5"}
}

func (s *sheet) statusRow(row int, c ReturnCase, status portfolio.QuarterlyStatus) {
	words := map[string]string{
		"number": c.Number, "case": c.Title, "quarter": QuarterWords(status.Quarter), "light": Lights.Label(string(status.Light)),
		"label": status.Comment, "decision-needed": status.DecisionNeeded, "reported-by": status.ReportedBy,
	}
	for col, column := range StatusColumns {
		if column.Name == "reported-at" {
			s.date(row, col+1, status.ReportedAt, lookInput)
			continue
		}
		s.text(row, col+1, words[column.Name], lookInput)
	}
	s.heights[row] = rowHeight(StatusColumns, words)
}

// QuarterWords is a quarter as the workbook writes it; "" for none.
func QuarterWords(q calc.Quarter) string {
	if q.IsZero() {
		return ""
	}
	return strconv.Itoa(q.Q) + ". kvartal " + strconv.Itoa(q.Year)
}

func returnListRef(col, rows int) string {
	return SheetLists + "!" + absolute(down(col, listHead+1, listHead+rows))
}

// drawReturnLists draws the values the other sheets choose from.
func drawReturnLists(b *book, ret Return) {
	s := b.sheet(SheetLists, 24, 14, 18)
	s.banner("Lister", "Værdierne, der kan vælges i de andre ark.")
	var quarters []string
	for _, period := range returnPeriods(ret, false) {
		quarter, _ := period.Quarter()
		quarters = append(quarters, QuarterWords(quarter))
	}
	for col, list := range []struct {
		title  string
		values []string
	}{{"Gevinststatus", States.Labels()}, {"Trafiklys", Lights.Labels()}, {"Kvartal", quarters}} {
		s.words(listHead, col+1, list.title, lookHeading)
		for i, value := range list.values {
			s.words(listHead+1+i, col+1, value, lookComputed)
		}
	}
	s.page = page{freeze: at(listHead+1, 1)}
}
