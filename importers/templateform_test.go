package importers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// readForm interprets a workbook of ours as Import does, without the edges.
func readForm(t testing.TB, data []byte, answers Answers) File {
	t.Helper()
	book, err := workbook.Read(context.Background(), "sag.xlsx", data, workbook.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	file := Interpret(book, Options{Answers: answers})
	sum := sha256.Sum256(data)
	file.File, file.SHA256 = "sag.xlsx", hex.EncodeToString(sum[:])
	return file
}

// vectorA is the first vector of the handbook's calculation reference: an
// investment of 1.000.000 kr. and five years of 300.000 kr.
func vectorA() template.Form {
	rate := 0.04
	form := template.Form{
		Organisation: "Eksempel Kommune", FocusArea: "ESDH", Unit: "t.kr.", BaseYear: 2013, Years: 6, Rate: &rate,
		Case: portfolio.BusinessCase{
			Number: "BC01", Title: "Opgradering af ESDH", Origin: portfolio.Own, Phase: portfolio.PhaseExecution,
			Status: portfolio.StatusApproved, PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2013},
			DecisionDate: time.Date(2013, 3, 14, 0, 0, 0, 0, time.UTC),
			Costs: []portfolio.CostLine{{ID: "U1", Label: "Licenser", Category: "licence", Recurrence: portfolio.OneOff,
				Amounts: []portfolio.Amount{{Period: calc.YearOf(2013), Money: 1_000_000 * calc.Krone}}}},
		},
	}
	gains := portfolio.Benefit{ID: "G1", Label: "Færre licenser", Kind: portfolio.Cashable, Owner: "Centerchef",
		AccruesTo: portfolio.AccruesCentral, Recurrence: portfolio.Running, State: portfolio.BenefitDecided,
		Series: map[portfolio.Series][]portfolio.Amount{}}
	for year := 2014; year <= 2018; year++ {
		gains.Series[portfolio.Plan] = append(gains.Series[portfolio.Plan],
			portfolio.Amount{Period: calc.YearOf(year), Money: 300_000 * calc.Krone})
	}
	form.Case.Benefits = []portfolio.Benefit{gains}
	return form
}

func templateBytes(t testing.TB, form template.Form) []byte {
	t.Helper()
	data, err := template.Bytes(form)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var vectorABytes = sync.OnceValue(func() []byte {
	data, err := template.Bytes(vectorA())
	if err != nil {
		panic(err)
	}
	return data
})

// edited is vector A after somebody has worked in it with another program.
func edited(t *testing.T, edit func(*excelize.File) error) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(vectorABytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if err := edit(book); err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	if err := book.Write(&buffer); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// amountsOf are a line's amounts as "2014=30000000@Gevinster!L7".
func amountsOf(line Line) string {
	var words []string
	for a := range line.Amounts.All {
		words = append(words, a.Period.String()+"="+a.Raw()+"@"+a.Cell())
	}
	return strings.Join(words, " ")
}

// The expected cells were read off the workbook in LibreOffice; the stated key
// figures are vector A's in the handbook.
func TestTemplateIsReadWithItsCells(t *testing.T) {
	file := readForm(t, templateBytes(t, vectorA()), nil)
	if file.Status != Ready || file.Layout != "raaderum-template" || len(withoutRules(file)) > 0 || len(file.Cases) != 1 {
		t.Fatalf("%s %s %+v", file.Status, file.Layout, file.Findings)
	}
	c := file.Cases[0]
	if c.Title != "Opgradering af ESDH" || c.TitleCell != "Stamdata!B8" || c.Number != "BC01" || c.Unit != "t.kr." ||
		*c.PriceLevel != (PriceLevel{2013, "pl"}) || c.FocusArea != "ESDH" {
		t.Errorf("read as %+v", c)
	}
	if got, want := amountsOf(c.Lines[0]), "2013=1000@Omkostninger!F7"; got != want {
		t.Errorf("cost is %s, want %s", got, want)
	}
	if got, want := amountsOf(c.Lines[1]), "2014=300@Gevinster!L7 2015=300@Gevinster!M7 2016=300@Gevinster!N7 2017=300@Gevinster!O7 2018=300@Gevinster!P7"; got != want {
		t.Errorf("benefit is %s, want %s", got, want)
	}
	costs, _ := c.Lines[0].Amounts.First()
	if gains, _ := c.Lines[1].Amounts.First(); costs.Ore != 100_000_000 || gains.Ore != 30_000_000 {
		t.Errorf("øre: %d and %d", costs.Ore, gains.Ore)
	}
	if c.Stated.NPV == nil || c.Stated.NPV.Ore != 33_554_670 || c.Stated.NPV.Cell != "Resultat!B16" ||
		c.Stated.Payback == nil || c.Stated.Payback.Years < 3.3333 || c.Stated.Payback.Years > 3.3334 {
		t.Errorf("stated: %+v %+v", c.Stated.NPV, c.Stated.Payback)
	}
}

// What people do to a template does not change what it says.
func TestEditedTemplateSaysTheSame(t *testing.T) {
	want := readForm(t, templateBytes(t, vectorA()), nil).Cases[0]
	sameNumbers := cmp.Options{
		cmp.Transformer("amounts", func(a Amounts) []Amount { return slices.Collect(a.All) }),
		cmp.Comparer(func(a, b Amount) bool { return a.Period == b.Period && a.Ore == b.Ore && a.Raw() == b.Raw() }), cmpopts.IgnoreFields(LineHead{}, "LabelCell"), cmpopts.IgnoreFields(Field{}, "Cell", "Raw"),
		cmpopts.IgnoreFields(Case{}, "TitleCell", "Stated"), cmpopts.EquateComparable(calc.Period{}),
	}
	for name, edit := range map[string]func(*excelize.File) error{
		"rows inserted":      func(f *excelize.File) error { return f.InsertRows("Gevinster", 7, 3) },
		"row above the head": func(f *excelize.File) error { return f.InsertRows("Omkostninger", 2, 2) },
		"columns inserted":   func(f *excelize.File) error { return f.InsertCols("Gevinster", "C", 2) },
		"master data moved":  func(f *excelize.File) error { return f.InsertCols("Stamdata", "A", 1) },
		"master rows moved":  func(f *excelize.File) error { return f.InsertRows("Stamdata", 12, 4) },
		"sheets renamed": func(f *excelize.File) error {
			return firstError(f.SetSheetName("Stamdata", "Forside"), f.SetSheetName("Gevinster", "Gevinster v3_endelig"))
		},
		"sheets deleted": func(f *excelize.File) error {
			return firstError(f.DeleteSheet("Vejledning"), f.DeleteSheet("Risici"), f.DeleteSheet("Resultat"))
		},
		"a column removed": func(f *excelize.File) error { return f.RemoveCol("Gevinster", "J") }, // I alt
		"year as text":     func(f *excelize.File) error { return f.SetCellStr("Gevinster", "L6", "2014") },
		"heading in capitals": func(f *excelize.File) error {
			return f.SetCellStr("Gevinster", "B6", "  GEVINST ")
		},
		"a sheet of notes": func(f *excelize.File) error {
			_, err := f.NewSheet("Noter")
			return firstError(err, f.SetCellStr("Noter", "A1", "Gevinst"), f.SetCellStr("Noter", "B1", "Status"))
		},
	} {
		file := readForm(t, edited(t, edit), nil)
		if file.Status != Ready || len(file.Cases) != 1 {
			t.Errorf("%s: %s %+v %+v", name, file.Status, file.Questions, file.Findings)
			continue
		}
		if diff := cmp.Diff(want, file.Cases[0], sameNumbers); diff != "" {
			t.Errorf("%s: before (-), after (+):\n%s", name, diff)
		}
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// What is wrong or missing is named at its cell, and never becomes an amount.
func TestFaultsAreFoundAtTheirCells(t *testing.T) {
	set := func(sheet, cell string, value any) func(*excelize.File) error {
		return func(f *excelize.File) error { return f.SetCellValue(sheet, cell, value) }
	}
	for _, c := range []struct {
		name   string
		edit   func(*excelize.File) error
		status Status
		found  string // severity code@cell, or a question's key
	}{
		{"word for a number", set("Gevinster", "M7", "afventer"), Ready, "warning not-a-number@Gevinster!M7"},
		{"dash for a number", set("Gevinster", "M7", "-"), Ready, "info missing-dash@Gevinster!M7"},
		{"number as text", set("Gevinster", "M7", "'300,0"), Ready, "info form-number-as-text@Gevinster!M7"},
		{"number with two readings", set("Gevinster", "M7", "1,500"), Questions, "number-format@Gevinster!M7"},
		{"date for a number", func(f *excelize.File) error {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			return firstError(err, f.SetCellInt("Gevinster", "M7", 41640), f.SetCellStyle("Gevinster", "M7", "M7", style))
		}, Ready, "warning date-for-number@Gevinster!M7"},
		{"formula without a value", func(f *excelize.File) error { return f.SetCellFormula("Omkostninger", "G7", "1+1") }, Errors, "error no-cached-value@Omkostninger!G7"},
		{"no unit", set("Stamdata", "B23", nil), Questions, "unit@Stamdata"},
		{"no price level", set("Stamdata", "B24", nil), Questions, "price-level@Stamdata"},
		{"no price year", set("Stamdata", "B25", nil), Questions, "price-level@Stamdata"},
		{"no base year", set("Stamdata", "B22", nil), Questions, "base-year@Stamdata"},
		{"another base year, not recalculated", set("Stamdata", "B22", 2015), Errors, "error form-years-outdated@Omkostninger!F6"},
		{"base year that is none", set("Stamdata", "B22", 13), Errors, "error form-not-a-year@Stamdata!B22"},
		{"unknown phase", set("Stamdata", "B13", "Næsten færdig"), Errors, "error form-choice-unknown@Stamdata!B13"},
		{"date that is none", set("Stamdata", "B18", "til foråret"), Errors, "error form-not-a-date@Stamdata!B18"},
		{"no title", set("Stamdata", "B8", nil), Errors, "error form-title-missing@Stamdata!B8"},
		{"no owner", set("Gevinster", "D7", nil), Ready, "warning form-benefit-without-owner@Gevinster!B7"},
		{"no kind", set("Gevinster", "C7", nil), Ready, "warning form-benefit-without-kind@Gevinster!B7"},
		{"unknown kind", set("Gevinster", "C7", "Noget godt"), Errors, "error form-choice-unknown@Gevinster!C7"},
		{"no name", set("Gevinster", "B7", nil), Errors, "error form-line-unnamed@Gevinster!B7"},
		{"the same year twice", set("Gevinster", "M6", 2014), Errors, "error form-year-twice@Gevinster!M6"},
		{"a year beyond belief", set("Gevinster", "M6", 3014), Errors, "error form-not-a-year@Gevinster!M6"},
		{"an amount beyond money", set("Gevinster", "M7", 1e15), Errors, "error form-amount-too-large@Gevinster!M7"},
		{"a line below the total", func(f *excelize.File) error {
			return firstError(f.SetCellStr("Omkostninger", "B22", "Glemt"), f.SetCellInt("Omkostninger", "F22", 9))
		}, Errors, "error form-line-below-total@Omkostninger!B22"},
		{"a column of somebody's own", func(f *excelize.File) error {
			return firstError(f.SetCellStr("Omkostninger", "M6", "Bemærkning"), f.SetCellStr("Omkostninger", "M7", "se bilag"))
		}, Ready, "warning form-column-unknown@Omkostninger!M6"},
		{"heading gone", set("Omkostninger", "B6", "Hvad"), Errors, "error form-table-missing@"},
		{"no fields", func(f *excelize.File) error { return f.RemoveCol("Stamdata", "A") }, Errors, "error form-sheet-missing@"},
		{"a copy of the sheet", func(f *excelize.File) error {
			to, err := f.NewSheet("Kopi af Gevinster")
			from, errFrom := f.GetSheetIndex("Gevinster")
			return firstError(err, errFrom, f.CopySheet(from, to))
		}, Errors, "error form-table-twice@Kopi af Gevinster!B6"},
		{"a hidden line", func(f *excelize.File) error { return f.SetRowVisible("Gevinster", 7, false) }, Ready, "warning form-line-hidden@Gevinster!B7"},
		{"nothing in the base year", set("Omkostninger", "F7", nil), Ready, "warning form-base-year-empty@Stamdata!B22"},
		{"a hidden sheet", func(f *excelize.File) error { return f.SetSheetVisible("Gevinster", false) }, Ready, "warning form-sheet-hidden@Gevinster!B6"},
		{"another unit", set("Stamdata", "B23", "mio. kr."), Ready, "warning form-unit-doubtful@Stamdata!B23"},
		{"somebody's number", set("Stamdata", "B9", "Borger 010203-1234 klagede"), Ready, "warning form-personal-data@Stamdata!B9"},
		{"a newer template", set("Stamdata", "C1", "Råderum skabelon 2"), Errors, "error form-version-unknown@Stamdata!C1"},
		{"a line in two places", func(f *excelize.File) error {
			return firstError(f.SetCellStr("Gevinster", "A8", "G1"), f.SetCellStr("Gevinster", "B8", "En til"), f.SetCellInt("Gevinster", "L8", 1))
		}, Errors, "error form-id-twice@Gevinster!B8"},
	} {
		file := readForm(t, edited(t, c.edit), nil)
		var found []string
		for _, finding := range file.Findings {
			found = append(found, string(finding.Severity)+" "+finding.Code+"@"+finding.Cell)
		}
		for _, question := range file.Questions {
			found = append(found, question.Key)
		}
		if file.Status != c.status || !slices.Contains(found, c.found) {
			t.Errorf("%s: %s with %q, want %s with %q", c.name, file.Status, found, c.status, c.found)
		}
		if slices.ContainsFunc(allAmounts(file), func(a Amount) bool { return a.Ore == 0 }) {
			t.Errorf("%s: something missing became 0", c.name)
		}
	}
}

func allAmounts(file File) []Amount {
	var all []Amount
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			all = slices.AppendSeq(all, line.Amounts.All)
		}
	}
	return all
}

// Error values are stored as such; the library cannot write them, so the cell is
// made in the parsed book.
func TestErrorValueBlocks(t *testing.T) {
	book, err := workbook.Read(context.Background(), "sag.xlsx", templateBytes(t, vectorA()), workbook.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	cell := book.Sheet("Gevinster").At(7, 13)
	*cell = workbook.CellAt(7, 13, workbook.Error, "#DIV/0!")
	file := Interpret(book, Options{})
	if file.Status != Errors || file.Findings[0].Code != "error-value" || file.Findings[0].Cell != "Gevinster!M7" || file.Findings[0].Raw != "#DIV/0!" {
		t.Errorf("%s %+v", file.Status, file.Findings)
	}
	if got := amountsOf(file.Cases[0].Lines[1]); strings.Contains(got, "2015") {
		t.Errorf("the error became an amount: %s", got)
	}
}

// Answers settle what the workbook does not say.
func TestAnswersSettleUnitPricesAndBaseYear(t *testing.T) {
	data := edited(t, func(f *excelize.File) error {
		return firstError(f.SetCellValue("Stamdata", "B22", nil), f.SetCellValue("Stamdata", "B23", nil), f.SetCellValue("Stamdata", "B24", nil))
	})
	open := readForm(t, data, nil)
	if open.Status != Questions || len(open.Questions) != 3 {
		t.Fatalf("%s %+v", open.Status, open.Questions)
	}
	for _, question := range open.Questions {
		if len(question.Cells) == 0 || !strings.HasPrefix(question.Cells[0], "Stamdata!B2") {
			t.Errorf("%s names %v", question.Key, question.Cells)
		}
	}
	settled := readForm(t, data, Answers{"unit@Stamdata": "kr.", "price-level@Stamdata": "2013 p/l", "base-year@Stamdata": "2013"})
	if settled.Status != Ready {
		t.Fatalf("%s %+v %+v", settled.Status, settled.Questions, settled.Findings)
	}
	c := settled.Cases[0]
	if first, _ := c.Lines[0].Amounts.First(); first.Ore != 100_000 || *c.PriceLevel != (PriceLevel{2013, "pl"}) || first.Period != calc.YearOf(2013) {
		t.Errorf("settled as %+v", c)
	}
}

// Text that a program could run as a formula is written so that none does, and
// comes back as it was.
func TestFormulaInjectionIsNeutralised(t *testing.T) {
	for _, evil := range []string{`=cmd|' /C calc'!A0`, "+1+1", "-2+3", "@SUM(A1)", "'=1", "''", "'quoted'"} {
		form := vectorA()
		form.Case.Title, form.Case.Benefits[0].Label, form.Case.Costs[0].Label = evil, evil, evil
		data := templateBytes(t, form)
		book, err := workbook.Read(context.Background(), "sag.xlsx", data, workbook.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		stored := book.Sheet("Stamdata").At(8, 2)
		if stored.Formula() != "" || stored.Kind() != workbook.Text || strings.ContainsRune("=+-@", rune(stored.Raw()[0])) {
			t.Errorf("%q is stored as %+v", evil, stored)
		}
		c := readForm(t, data, nil).Cases[0]
		if c.Title != evil || c.Lines[0].Label != evil || c.Lines[1].Label != evil {
			t.Errorf("%q came back as %q, %q and %q", evil, c.Title, c.Lines[0].Label, c.Lines[1].Label)
		}
	}
}

// Programs that write workbooks without calculating leave the formulas without
// values. The years follow from the base year, and nothing else is missed but
// the key figures the workbook would have stated.
func TestTemplateWithoutStoredValuesSaysTheSame(t *testing.T) {
	want := readForm(t, vectorABytes(), nil).Cases[0]
	book, err := workbook.Read(context.Background(), "sag.xlsx", vectorABytes(), workbook.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	emptied := 0
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if cell := &sheet.Rows[i].Cells[j]; cell.Formula() != "" {
					emptyCell := workbook.CellAt(cell.Row(), cell.Col(), workbook.Empty, "")
					emptyCell.SetUncached()
					emptyCell.SetFormula(cell.Formula())
					emptyCell.SetFormat(cell.Format())
					*cell = emptyCell
					emptied++
				}
			}
		}
	}
	file := Interpret(book, Options{})
	if file.Status != Ready || emptied < 50 {
		t.Fatalf("%s with %d formulas emptied: %+v", file.Status, emptied, file.Findings)
	}
	want.Stated = Stated{}
	if diff := cmp.Diff(want, file.Cases[0], cmpopts.EquateComparable(calc.Period{})); diff != "" {
		t.Errorf("before (-), after (+):\n%s", diff)
	}
}
