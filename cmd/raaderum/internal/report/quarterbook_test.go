package report_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// recomputed is a workbook as LibreOffice saves it after computing every formula.
func recomputed(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	out := converted(t, "xlsx:Calc MS Excel 2007 XML", saved(t, "k.xlsx", data))
	book, err := excelize.OpenFile(filepath.Join(out, "k.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

// checker compares cells with figures and counts them.
type checker struct {
	*testing.T
	book     *excelize.File
	compared int
}

func (c *checker) text(sheet string, x, y int) string {
	c.Helper()
	name, _ := excelize.CoordinatesToCellName(x, y)
	value, err := c.book.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
	if err != nil {
		c.Fatal(err)
	}
	return value
}

// money: the cell is the amount to the øre; nil is an empty cell, which is not 0.
func (c *checker) money(what, sheet string, x, y int, want *calc.Money) {
	c.Helper()
	c.compared++
	got := c.text(sheet, x, y)
	if want == nil {
		if got != "" {
			c.Errorf("%s: %s(%d,%d) is %q, want it empty", what, sheet, x, y, got)
		}
		return
	}
	kroner, err := strconv.ParseFloat(got, 64)
	if ore, bad := calc.FromKroner(kroner); err != nil || bad != nil || ore != *want {
		c.Errorf("%s: %s(%d,%d) is %q, want %v øre", what, sheet, x, y, got, int64(*want))
	}
}

// near: the cell is the figure within 1e-9 of its size.
func (c *checker) near(what, sheet string, x, y int, want float64) {
	c.Helper()
	c.compared++
	got, err := strconv.ParseFloat(c.text(sheet, x, y), 64)
	if err != nil || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		c.Errorf("%s: %s(%d,%d) is %q, want %v", what, sheet, x, y, c.text(sheet, x, y), want)
	}
}

func amountOf(layers map[portfolio.Layer]calc.Money, layer portfolio.Layer) *calc.Money {
	if amount, ok := layers[layer]; ok {
		return &amount
	}
	return nil
}

var layers = []portfolio.Layer{portfolio.LayerRealised, portfolio.LayerBudgeted, portfolio.LayerDecided, portfolio.LayerPipeline, portfolio.LayerJoint}

func (c *checker) accounts(p report.Pack) {
	row := 6
	for _, account := range []portfolio.TargetAccount{p.Report.Account, p.Report.Other} {
		for _, year := range account.Years {
			what := fmt.Sprint(account.Method, " ", year.Year)
			c.money(what, "Målregnskab", 2, row, year.Target)
			var achieved *calc.Money
			for i, layer := range layers {
				amount := amountOf(year.Layers, layer)
				c.money(what+" "+string(layer), "Målregnskab", 3+i, row, amount)
				if amount != nil && i < 3 {
					if achieved == nil {
						achieved = new(calc.Money)
					}
					*achieved += *amount
				}
			}
			c.money(what+" achieved", "Målregnskab", 8, row, achieved)
			c.money(what+" gap", "Målregnskab", 9, row, year.Gap)
			if year.Year == p.Report.Headline.Year && account.Method == p.Report.Account.Method && p.Report.Headline.Share != nil {
				c.near(what+" share", "Målregnskab", 10, row, *p.Report.Headline.Share)
			}
			row++
		}
		row += 3
	}
}

func (c *checker) quarters(p report.Pack) {
	for i, point := range p.Report.Quarters {
		for j, want := range []*calc.Money{point.Planned, point.Realised, point.Forecast} {
			c.money(point.Quarter.String(), "Kvartaler", 2+j, 5+i, want)
		}
	}
}

func (c *checker) areas(p report.Pack) {
	for i, area := range p.Report.Areas {
		c.near(string(area.Area)+" cases", "Indsatsområder", 3, 5+i, float64(area.Cases))
		for j, layer := range layers[:4] {
			c.money(string(area.Area)+" "+string(layer), "Indsatsområder", 4+j, 5+i, amountOf(area.Layers, layer))
		}
	}
}

func (c *checker) cases(p report.Pack) {
	for i, figures := range p.Report.Cases {
		title, evaluation := figures.Case.Title, figures.Evaluation
		if evaluation.NPV.Exists() {
			c.near(title+" NPV", "Sager", 12, 5+i, evaluation.NPV.Value)
			npv, err := calc.FromKroner(evaluation.NPV.Value)
			if err != nil {
				c.Fatal(err)
			}
			c.money(title+" NPV", "Sager", 12, 5+i, &npv)
		}
		if evaluation.Payback.Status == calc.PaybackValue {
			c.near(title+" payback", "Sager", 13, 5+i, evaluation.Payback.Years)
		}
		if evaluation.DiscountedPayback.Status == calc.PaybackValue {
			c.near(title+" discounted payback", "Sager", 14, 5+i, evaluation.DiscountedPayback.Years)
		}
		if evaluation.IRR.Status == calc.IRRUnique {
			c.near(title+" IRR", "Sager", 15, 5+i, evaluation.IRR.Roots[0])
		}
		if evaluation.BenefitCostRatio.Exists() {
			c.near(title+" B/C", "Sager", 16, 5+i, evaluation.BenefitCostRatio.Value)
		}
	}
}

// economy: the years of all cases together are those the chart of the same name
// draws: no case that was ended, and none whose years have no date.
func (c *checker) economy(p report.Pack) {
	type sums struct{ cost, benefit calc.Money }
	years := map[int]*sums{}
	for _, figures := range p.Report.Cases {
		if figures.Case.Over() || slices.ContainsFunc(figures.Table, func(row portfolio.YearRow) bool { _, dated := row.Period.Year(); return !dated }) {
			continue
		}
		for _, row := range figures.Table {
			year, _ := row.Period.Year()
			if years[year] == nil {
				years[year] = &sums{}
			}
			if row.Costs != nil {
				years[year].cost += *row.Costs
			}
			if row.Benefits != nil {
				years[year].benefit += *row.Benefits
			}
		}
	}
	for i, year := range slices.Sorted(maps.Keys(years)) {
		c.near("year", "Økonomi pr. år", 1, 5+i, float64(year))
		c.money(strconv.Itoa(year)+" cost", "Økonomi pr. år", 2, 5+i, &years[year].cost)
		c.money(strconv.Itoa(year)+" benefit", "Økonomi pr. år", 3, 5+i, &years[year].benefit)
	}
	if after := c.text("Økonomi pr. år", 1, 5+len(years)); after != "" {
		c.Errorf("the economy has the year %s too", after)
	}
}

// terms: the sheet of terms says each rate as the pages do; the last of its years
// are open, and not "71–0".
func (c *checker) terms(p report.Pack) {
	rows, err := c.book.GetRows("Vilkår")
	if err != nil {
		c.Fatal(err)
	}
	for _, figures := range p.Report.Cases {
		if rate := p.Print.Rate(figures.Terms); figures.Terms.RateSet != "" && !slices.ContainsFunc(rows, func(row []string) bool { return len(row) == 2 && row[1] == rate }) {
			c.Errorf("the terms do not say %q of %s", rate, figures.Case.Title)
		}
	}
}

// LibreOffice gives every figure of the quarter: amounts to the øre, years and
// rates within 1e-9, and nothing where nothing is known.
func TestQuarterWorkbookComputesTheFigures(t *testing.T) {
	for id, p := range demoPacks(t) {
		data, err := report.QuarterWorkbook(p)
		if err != nil {
			t.Fatal(err)
		}
		c := &checker{T: t, book: recomputed(t, data)}
		c.accounts(p)
		c.quarters(p)
		c.areas(p)
		c.cases(p)
		c.economy(p)
		c.terms(p)
		c.views(p)
		if c.compared < 150 {
			t.Errorf("%s: only %d figures", id, c.compared)
		}
		for _, sheet := range c.book.GetSheetList() {
			rows, err := c.book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for y, row := range rows {
				for x, cell := range row {
					if strings.HasPrefix(cell, "#") || strings.HasPrefix(cell, "Err:") {
						t.Errorf("%s: %s(%d,%d) is %s", id, sheet, x+1, y+1, cell)
					}
				}
			}
		}
		t.Logf("%s: %d bytes, %d figures compared", id, len(data), c.compared)
	}
}

// openQuarterWorkbook is a quarter's workbook, open until the test ends, and its bytes.
func openQuarterWorkbook(t *testing.T, pack report.Pack) (*excelize.File, []byte) {
	t.Helper()
	data, err := report.QuarterWorkbook(pack)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book, data
}

// The totals follow the inputs: a target changed by hand moves what is missing, an
// amount of a plan its case's net present value. What the account says in words is of
// when the workbook was made.
func TestQuarterWorkbookIsAlive(t *testing.T) {
	p := demoPacks(t)["greve"]
	book, _ := openQuarterWorkbook(t, p)
	i := slices.IndexFunc(p.Report.Account.Years, func(one portfolio.TargetYear) bool { return one.Gap != nil && *one.Gap > 0 })
	short := 6 + i // the row of a year that lacks something
	// Row 4 is the first amount of the first case's plan, which falls in its
	// undiscounted base year.
	for _, at := range []struct{ sheet, cell string }{{"Målregnskab", "B" + strconv.Itoa(short)}, {"Linjer", "F4"}} {
		text, err := book.GetCellValue(at.sheet, at.cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		amount, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellValue(at.sheet, at.cell, amount+1000); err != nil {
			t.Fatal(err)
		}
	}
	var changed bytes.Buffer
	if err := book.Write(&changed); err != nil {
		t.Fatal(err)
	}
	c := &checker{T: t, book: recomputed(t, changed.Bytes())}
	missing := *p.Report.Account.Years[i].Gap + 1000*calc.Krone
	c.money("changed", "Målregnskab", 9, short, &missing)
	if lead := c.text("Målregnskab", 1, 2); !strings.HasPrefix(lead, "Da regnearket blev dannet: Nej.") {
		t.Errorf("the account says %q", lead)
	}
	c.near("changed", "Sager", 12, 5, p.Report.Cases[0].Evaluation.NPV.Value-1000)
}

// On paper no chart is cut, a long table has its headings on every page, and axes
// are lettered in a grey that is read.
func TestQuarterWorkbookPrints(t *testing.T) {
	book, data := openQuarterWorkbook(t, demoPacks(t)["greve"])
	headed, named, only := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, name := range book.GetDefinedName() {
		switch name.Name {
		case "_xlnm.Print_Titles":
			headed[name.Scope], named[name.Scope] = true, strings.Contains(name.RefersTo, "!$A:$")
		case "_xlnm.Print_Area":
			only[name.Scope] = true
		}
	}
	charts := 0
	onePage := []string{"Målregnskab", "Kvartaler", "Indsatsområder", "Områder pr. år", "Økonomi pr. år", "Porteføljekort", "Målbro", "Lysskift", "Fælles", "Datakvalitet"}
	for _, sheet := range book.GetSheetList() {
		layout, err := book.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(onePage, sheet) {
			charts++
			if layout.FitToHeight == nil || *layout.FitToHeight != 1 {
				t.Errorf("%s is cut between pages", sheet)
			}
		}
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if longest := 60; len(rows) > longest && (!headed[sheet] || !only[sheet]) {
			t.Errorf("%s has %d rows, headings on its first page alone or texts beyond its last column", sheet, len(rows))
		}
		if layout.FitToWidth != nil && *layout.FitToWidth > 1 && !named[sheet] {
			t.Errorf("%s goes over %d pages beside each other, and the case's name stands on the first alone", sheet, *layout.FitToWidth)
		}
		// No sheet is set smaller than half its size: an A4 page holds some 150
		// characters across and 100 upright, counted on a print of LibreOffice.
		wide, room := 0.0, 150.0
		for x := range max(1, len(rows[len(rows)-1])) {
			column, err := excelize.ColumnNumberToName(x + 1)
			if err != nil {
				t.Fatal(err)
			}
			width, err := book.GetColWidth(sheet, column)
			if err != nil {
				t.Fatal(err)
			}
			wide += width
		}
		if *layout.Orientation == "portrait" {
			room = 100
		}
		if share := room * float64(*layout.FitToWidth) / wide; !slices.Contains(onePage, sheet) && share < 0.5 {
			t.Errorf("%s prints at %.0f %% of its size", sheet, 100*share)
		}
	}
	_, members := unpacked(t, data)
	drawn := 0
	for name, part := range members {
		if strings.HasPrefix(name, "xl/charts/chart") {
			drawn++
			if axes := strings.Count(string(part), `<a:srgbClr val="444444"`); axes < 2 {
				t.Errorf("%s has %d axes in the grey that is read", name, axes)
			}
		}
	}
	// The line of what is realised ends with the second quarter of 2014, in row 14:
	// what nobody has reported is no 0.
	if all := string(bytes.Join(slices.Collect(maps.Values(members)), nil)); !strings.Contains(all, "$H$5:$H$14<") || strings.Contains(all, "$H$5:$H$20<") {
		t.Error("the line of what is realised goes on where nothing is known")
	}
	if charts != 10 || drawn != 13 {
		t.Errorf("%d sheets and %d charts", charts, drawn)
	}
}

// Source cells are told as text and lead to their page; what somebody wrote is
// never a formula.
func TestQuarterWorkbookSources(t *testing.T) {
	p := demoPacks(t)["greve"]
	book, data := openQuarterWorkbook(t, p)
	if again, err := report.QuarterWorkbook(p); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same pack gives other bytes, %v", err)
	}
	source := p.Report.Account.Years[0].Contributions[0].Sources[0]
	want := source.File + " · " + source.Sheet + "!" + source.Cell
	text, err := book.GetCellValue("Bidrag", "K4")
	if err != nil || text != want {
		t.Errorf("the source is %q, want %q, %v", text, want, err)
	}
	if formula, err := book.GetCellFormula("Bidrag", "K4"); err != nil || formula != fmt.Sprintf("HYPERLINK(%q,%q)", p.Cell(source), want) {
		t.Errorf("it leads by %q, %v", formula, err)
	}
	for _, cell := range []string{"E4", "F4"} {
		if formula, err := book.GetCellFormula("Bidrag", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q, %v", cell, formula, err)
		}
	}
}

// Without a server to lead to, a source leads to the line that was read from it,
// and the terms tell how the file is found.
func TestQuarterWorkbookSourcesWithoutServer(t *testing.T) {
	p := demoPacks(t)["greve"]
	p.Cell = nil
	book, _ := openQuarterWorkbook(t, p)
	source := p.Report.Account.Years[0].Contributions[0].Sources[0]
	formula, err := book.GetCellFormula("Bidrag", "K4")
	if err != nil {
		t.Fatal(err)
	}
	sheet, cell := "Linjer", "H"
	if strings.Contains(formula, "Indberetninger") {
		sheet, cell = "Indberetninger", "Q"
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(formula, `HYPERLINK("#'`+sheet+`'!$A$`), `"`)
	read, err := book.GetCellValue(sheet, cell+address)
	more, err2 := book.GetCellValue(sheet, "R"+address) // a year's other cells
	if err != nil || err2 != nil || !strings.Contains(read+"; "+more, source.File+" · "+source.Sheet+"!"+source.Cell) {
		t.Errorf("%q leads to the line of %q, %v, %v", formula, read, err, err2)
	}
	rows, err := book.GetRows("Vilkår")
	if err != nil || !slices.ContainsFunc(rows, func(row []string) bool { return len(row) == 2 && strings.Contains(row[1], "--public-url") }) {
		t.Errorf("the terms do not say why: %v", err)
	}
}
