package calc_test

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
)

// explainedCase is a problem whose explanation is laid out as a sheet.
type explainedCase struct {
	name    string
	problem calc.Problem
}

// excelShapes are rows of money that take the formulas through their cases.
var excelShapes = []struct {
	name            string
	costs, benefits []float64
}{
	{"ordinary", []float64{500_000, 100_000.25, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000},
		[]float64{0, 30_000, 120_000.5, 180_000, 180_000, 180_000, 180_000, 180_000, 180_000}},
	{"dips", []float64{100_000, 0, 50_000, 0}, []float64{0, 120_000, 0, 40_000}},
	{"empty first", []float64{0, 0, 90_000, 10_000, 10_000}, []float64{0, 0, 0, 70_000, 80_000}},
	{"ten and twenty", []float64{100_000, 0, 132_000}, []float64{0, 230_000, 0}},
	{"mostly lost", []float64{100_000, 0, 0}, []float64{0, 30_000, 5_000}},
	{"gain first", []float64{0, 60_000, 60_000}, []float64{100_000, 0, 0}},
	{"all lost", []float64{70_000, 10_000}, []float64{0, 0}},
}

// explainedCases are every timing with every frequency over every shape, by
// date and by the calendar too, under flat rates and rates in bands by turns.
func explainedCases() []explainedCase {
	goLive, finance, reinvest := 0.25, 0.05, 0.03
	rates := []calc.Rates{calc.Flat(0.04), calc.Flat(0), calc.Flat(-0.02), {Bands: []calc.Band{{1, 0.06}, {3, 0.04}, {0, 0.015}}}}
	var cases []explainedCase
	for i, shape := range excelShapes {
		add := func(name string, p calc.Problem) {
			j := (len(cases) + i) % len(rates) // by turns: every layout meets every kind of rate
			p.Costs, p.Benefits, p.GoLive, p.Rates = shape.costs, shape.benefits, &goLive, rates[j]
			if _, flat := p.Rates.FlatRate(); !flat || i%2 == 0 {
				p.FinanceRate, p.ReinvestRate = &finance, &reinvest
			}
			cases = append(cases, explainedCase{fmt.Sprintf("%s %s rates %d", shape.name, name, j), p})
		}
		for _, perYear := range []int{1, 2, 4, 12} {
			for _, timing := range calc.Timings {
				add(fmt.Sprintf("%s %d", timing, perYear), calc.Problem{Timing: timing, PeriodsPerYear: perYear})
			}
			add(fmt.Sprintf("%s %d", calc.Actual365, perYear), calc.Problem{Timing: calc.Actual365, PeriodsPerYear: perYear, Start: date(2012, 1, 31)})
		}
		var dates []time.Time
		for t := range shape.costs {
			dates = append(dates, date(2012, 2, 29).AddDate(0, 0, 397*t))
		}
		add("dated", calc.Problem{Dates: dates})
		dates = append([]time.Time(nil), dates...)
		dates[1] = dates[0] // two entries of one day
		add("dated twice", calc.Problem{Dates: dates})
	}
	return cases
}

// sheet is where the parts of an explanation stand in a workbook: the table
// from A1 on, then the inputs and the steps' figures.
type sheet struct {
	book        *excelize.File
	name        string
	columns     map[string]int
	rows        int
	nextColumn  int // for lists and the inputs of the steps
	stepResults []string
}

func (s *sheet) cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err)
	}
	return name
}

// reference is what a formula's reference is in this sheet.
func (s *sheet) reference(row int, inputs map[string]string) func(string) string {
	return func(name string) string {
		switch {
		case inputs[name] != "":
			return inputs[name]
		case name[0] == '@':
			return s.cell(s.columns[name[1:]], row)
		case name[0] == '^':
			return s.cell(s.columns[name[1:]], row-1)
		case s.columns[name] != 0:
			return s.cell(s.columns[name], 2) + ":" + s.cell(s.columns[name], s.rows+1)
		}
		panic("nothing is called " + name)
	}
}

// put writes inputs down, each in a column of its own.
func (s *sheet) put(inputs []calc.Input) map[string]string {
	at := map[string]string{}
	for _, in := range inputs {
		values := in.Values
		if values == nil {
			values = []float64{in.Value}
		}
		for i, value := range values {
			_ = s.book.SetCellValue(s.name, s.cell(s.nextColumn, i+2), value)
		}
		at[in.Name] = s.cell(s.nextColumn, 2)
		if in.Values != nil {
			at[in.Name] += ":" + s.cell(s.nextColumn, len(values)+1)
		}
		s.nextColumn++
	}
	return at
}

func given(name string, row calc.ExplainedRow) any {
	switch name {
	case "Years":
		return row.Years
	case "Date":
		return row.Date.Sub(date(1899, 12, 30)).Hours() / 24 // a spreadsheet's day number
	case "Cost":
		return row.Cost
	case "Benefit":
		return row.Benefit
	}
	panic(name + " is not given")
}

func computed(name string, row calc.ExplainedRow) float64 {
	return map[string]float64{
		"Years": row.Years, "Net": row.Net, "CostFactor": row.CostFactor, "BenefitFactor": row.BenefitFactor,
		"PresentCost": row.PresentCost, "PresentBenefit": row.PresentBenefit, "Present": row.Present,
		"Sum": row.Sum, "PresentSum": row.PresentSum,
	}[name]
}

// layOut writes an explanation as a sheet of formulas.
func layOut(t *testing.T, book *excelize.File, name string, x calc.Explanation) *sheet {
	t.Helper()
	if _, err := book.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	s := &sheet{book: book, name: name, columns: map[string]int{}, rows: len(x.Rows), nextColumn: len(x.Columns) + 2}
	for i, column := range x.Columns {
		s.columns[column.Name] = i + 1
		_ = book.SetCellValue(name, s.cell(i+1, 1), column.Name)
	}
	for _, column := range x.Columns {
		inputs := s.put(column.Inputs)
		for i, row := range x.Rows {
			at := s.cell(s.columns[column.Name], i+2)
			if column.Excel == "" {
				_ = book.SetCellValue(name, at, given(column.Name, row))
			} else if err := book.SetCellFormula(name, at, column.Excel.InCells(s.reference(i+2, inputs))); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, step := range x.Steps {
		s.stepResults = append(s.stepResults, s.cell(s.nextColumn, 2))
		s.nextColumn++
		if step.Excel != "" {
			at := s.stepResults[len(s.stepResults)-1]
			if err := book.SetCellFormula(name, at, step.Excel.InCells(s.reference(0, s.put(step.Inputs)))); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

// recalculate has LibreOffice compute a workbook.
func recalculate(t *testing.T, book *excelize.File) *excelize.File {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("missing component: soffice, which computes the explained formulas")
	}
	in, out := t.TempDir(), t.TempDir()
	if err := book.SaveAs(filepath.Join(in, "explained.xlsx")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	said, err := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx",
		"--outdir", out, filepath.Join(in, "explained.xlsx")).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	answer, err := excelize.OpenFile(filepath.Join(out, "explained.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Close() })
	return answer
}

// Every formula of every explanation, computed by LibreOffice from the rows and
// inputs, gives our figure: money to the øre, everything else to 1e-9 of itself.
func TestExcelFormulasGiveTheFigures(t *testing.T) {
	cases := explainedCases()
	book := excelize.NewFile()
	explanations, sheets := make([]calc.Explanation, len(cases)), make([]*sheet, len(cases))
	for i, c := range cases {
		x, err := calc.Explain(c.problem)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		explanations[i], sheets[i] = x, layOut(t, book, "s"+strconv.Itoa(i), x)
	}
	answer := recalculate(t, book)
	compared := map[string]int{}
	for i, x := range explanations {
		s := sheets[i]
		number := func(what, at string) (float64, bool) {
			text, err := answer.GetCellValue(s.name, at, excelize.Options{RawCellValue: true})
			value, bad := strconv.ParseFloat(text, 64)
			if err != nil || bad != nil {
				t.Errorf("%s: %s is %q", cases[i].name, what, text)
				return 0, false
			}
			return value, true
		}
		for _, column := range x.Columns {
			for j, row := range x.Rows {
				want := computed(column.Name, row)
				if column.Excel == "" {
					continue
				}
				if got, ok := number(column.Name, s.cell(s.columns[column.Name], j+2)); ok && math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
					t.Errorf("%s: %s of row %d is %v, want %v", cases[i].name, column.Name, j, got, want)
				}
				compared[column.Name]++
			}
		}
		for j, step := range x.Steps {
			if step.Excel == "" {
				continue
			}
			got, ok := number(string(step.Measure), s.stepResults[j])
			if !ok {
				continue
			}
			switch step.Measure {
			case calc.MeasureNPV, calc.MeasurePresentCosts, calc.MeasurePresentBenefits, calc.MeasureEquivalent:
				mine, _ := calc.FromKroner(step.Value)
				theirs, _ := calc.FromKroner(got)
				if mine != theirs {
					t.Errorf("%s: %s is %v, want %v", cases[i].name, step.Measure, got, step.Value)
				}
			default:
				if math.Abs(got-step.Value) > 1e-9*math.Max(1, math.Abs(step.Value)) {
					t.Errorf("%s: %s is %v, want %v by %s", cases[i].name, step.Measure, got, step.Value, step.Excel)
				}
			}
			compared[string(step.Measure)]++
			compared[string(x.Timing)+" "+strconv.Itoa(x.PeriodsPerYear)]++
		}
	}
	t.Logf("%d sheets: %v", len(cases), compared)
	for _, measure := range calc.Measures {
		if compared[string(measure)] < 20 {
			t.Errorf("%s was compared %d times", measure, compared[string(measure)])
		}
	}
	for _, timing := range calc.Timings {
		for _, perYear := range []int{1, 2, 4, 12} {
			if key := string(timing) + " " + strconv.Itoa(perYear); compared[key] < 60 {
				t.Errorf("%s was compared %d times", key, compared[key])
			}
		}
	}
}
