package template

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/portfolio"
)

// withoutValues is a workbook with no values beside its formulas, so that
// whoever opens it has to calculate.
func withoutValues(t *testing.T, data []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	out := zip.NewWriter(&buffer)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := out.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(valueBesideFormula.ReplaceAll(content, []byte("</f>"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

var valueBesideFormula = regexp.MustCompile(`</f><v>[^<]*</v>`)

// recalculated opens workbooks in LibreOffice, which calculates every formula
// that has no value, and saves them again.
func recalculated(t *testing.T, workbooks map[string][]byte) map[string]*excelize.File {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("missing component: soffice, which recalculates the live formulas")
	}
	in, out, profile := t.TempDir(), t.TempDir(), t.TempDir()
	arguments := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", "xlsx", "--outdir", out}
	for name, data := range workbooks {
		path := filepath.Join(in, name+".xlsx")
		if err := os.WriteFile(path, withoutValues(t, data), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	if said, err := exec.CommandContext(ctx, office, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	books := map[string]*excelize.File{}
	for name := range workbooks {
		book, err := excelize.OpenFile(filepath.Join(out, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = book.Close() })
		books[name] = book
	}
	return books
}

// named is the stored value of the cell a name points to.
func named(t *testing.T, book *excelize.File, name string) string {
	t.Helper()
	for _, defined := range book.GetDefinedName() {
		if defined.Name == name {
			var cell string
			for _, r := range defined.RefersTo[len("Resultat")+1:] {
				if r != '$' && r != '!' && r != '\'' {
					cell += string(r)
				}
			}
			value, err := book.GetCellValue(SheetResult, cell, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			return value
		}
	}
	t.Fatalf("no name %s", name)
	return ""
}

// flowsForm is a template with one cost and one benefit line; negative flows are
// costs. NaN is an empty year.
func flowsForm(rate float64, flows ...float64) Form {
	form := Form{Unit: "kr.", BaseYear: 2013, Years: len(flows), Rate: &rate}
	cost, gain := portfolio.CostLine{Label: "Udgift"}, portfolio.Benefit{Label: "Gevinst"}
	var amounts []portfolio.Amount
	for t, flow := range flows {
		ore := calc.Money(math.Round(math.Abs(flow) * 100))
		switch amount := (portfolio.Amount{Period: calc.YearOf(2013 + t), Money: ore}); {
		case math.IsNaN(flow):
		case flow < 0:
			cost.Amounts = append(cost.Amounts, amount)
		default:
			amounts = append(amounts, amount)
		}
	}
	gain.Series = map[portfolio.Series][]portfolio.Amount{portfolio.Plan: amounts}
	form.Case.Costs, form.Case.Benefits = []portfolio.CostLine{cost}, []portfolio.Benefit{gain}
	return form
}

// evaluated is what the calculator says of the same flows.
func evaluated(t *testing.T, form Form) calc.Evaluation {
	t.Helper()
	costs, benefits := form.sums()
	problem := calc.Problem{Rates: calc.Flat(*form.Rate), Timing: calc.BaseYear}
	for year := range form.Years {
		var net calc.Money
		if costs[year] != nil {
			net -= *costs[year]
		}
		if benefits[year] != nil {
			net += *benefits[year]
		}
		problem.Flows = append(problem.Flows, net.Kroner())
	}
	evaluation, err := calc.Evaluate(problem)
	if err != nil {
		t.Fatal(err)
	}
	return evaluation
}

// The live formulas, recalculated by LibreOffice, agree with the calculator: the
// NPV to the øre, the payback to 1e-9 years, and its states by their names; so do
// the values stored beside them.
// Vectors A, B and C are those of the handbook's calculation reference; the
// others are drawn from a fixed seed.
func TestLiveFormulasAgreeWithTheCalculator(t *testing.T) {
	nothing := math.NaN()
	forms := map[string]Form{
		"A":         flowsForm(0.04, -1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000),
		"B":         flowsForm(0.04, -500_000, -100_000, 200_000, 250_000, 250_000, 250_000),
		"C":         flowsForm(0.04, -100, 0, 0),
		"straks":    flowsForm(0.04, 100, -50, 10),
		"dykker":    flowsForm(0.05, -100, 150, -200, 300),
		"huller":    flowsForm(0.05, -100.37, nothing, 150.11, nothing),
		"nulrente":  flowsForm(0, -100, 40, 40, 40),
		"sidsteaar": flowsForm(0.035, -300, 100, 100, 100),
	}
	flows := rapid.SliceOfN(rapid.Float64Range(-400_000, 1_600_000), 3, 14)
	for seed := range 12 {
		investment := rapid.Float64Range(1, 5_000_000).Example(seed)
		rate := rapid.Float64Range(0, 0.09).Example(seed)
		forms["tilfaeldig"+strconv.Itoa(seed)] = flowsForm(rate, append([]float64{-investment}, flows.Example(seed)...)...)
	}
	workbooks := map[string][]byte{}
	for name, form := range forms {
		data, err := Bytes(form)
		if err != nil {
			t.Fatal(err)
		}
		workbooks[name] = data
	}
	example, err := Bytes(exampleForm())
	if err != nil {
		t.Fatal(err)
	}
	workbooks["eksempel"] = example
	books := recalculated(t, workbooks)
	compareStored(t, example, books["eksempel"])
	for name, form := range forms {
		book, want := books[name], evaluated(t, form)
		npv, err := strconv.ParseFloat(named(t, book, NameNPV), 64)
		if err != nil || math.Round(npv*100) != math.Round(want.NPV.Value*100) {
			t.Errorf("%s: live NPV %v (%v), calculator %v", name, npv, err, want.NPV.Value)
		}
		comparePayback(t, name, named(t, book, NamePayback), want.Payback)
	}
}

// comparePayback compares the live payback with the calculator's.
func comparePayback(t *testing.T, name, live string, want calc.Payback) {
	t.Helper()
	states := map[string]calc.PaybackStatus{
		"aldrig": calc.PaybackNever, "straks": calc.PaybackImmediate,
		"ikke relevant": calc.PaybackNotApplicable, "kan ikke beregnes": calc.PaybackUndefined,
	}
	if state, ok := states[live]; ok {
		if state != want.Status {
			t.Errorf("%s: live payback %q, calculator %q", name, live, want.Status)
		}
		return
	}
	years, err := strconv.ParseFloat(live, 64)
	if err != nil || want.Status != calc.PaybackValue || math.Abs(years-want.Years) > 1e-9 {
		t.Errorf("%s: live payback %q, calculator %q %v", name, live, want.Status, want.Years)
	}
}

// compareStored compares what is stored beside the formulas with what they come
// to: a viewer that does not recalculate must show the same figures.
func compareStored(t *testing.T, data []byte, live *excelize.File) {
	t.Helper()
	stored, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, sheet := range stored.GetSheetList() {
		rows, err := stored.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			for c := range rows[r] {
				cell := at(r+1, c+1)
				formula, err := stored.GetCellFormula(sheet, cell)
				was, errWas := strconv.ParseFloat(rows[r][c], 64)
				if err != nil || formula == "" || errWas != nil {
					continue
				}
				text, err := live.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				is, errIs := strconv.ParseFloat(text, 64)
				if err := errors.Join(err, errIs); err != nil || math.Abs(is-was) > 1e-9*math.Max(1, math.Abs(was)) {
					t.Errorf("%s!%s: stored %v, recalculated %q (%v)", sheet, cell, was, text, err)
				}
				compared++
			}
		}
	}
	if compared < 50 {
		t.Errorf("only %d values compared", compared)
	}
}
