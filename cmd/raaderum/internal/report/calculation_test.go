package report_test

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

func amounts(t *testing.T, pairs ...any) []portfolio.Amount {
	t.Helper()
	var all []portfolio.Amount
	for i := 0; i < len(pairs); i += 2 {
		period, err := calc.ParsePeriod(pairs[i].(string))
		if err != nil {
			t.Fatal(err)
		}
		money, err := calc.FromKroner(pairs[i+1].(float64))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, portfolio.Amount{Period: period, Money: money, Source: portfolio.Source{File: "sag.xlsx", Sheet: "Økonomi", Cell: "D" + strconv.Itoa(4+i), Raw: "=1+1"}})
	}
	return all
}

func benefit(id string, kind portfolio.BenefitKind, plan []portfolio.Amount) portfolio.Benefit {
	return portfolio.Benefit{ID: portfolio.BenefitID(id), Label: id, Kind: kind, Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: plan}}
}

// Cases with what makes sums go wrong: quarters beside their year, reversals,
// disbenefits, benefits elsewhere, years counted from t0, several internal
// rates, rates in bands, a horizon of 40 years, and text that looks like formulas.
func hardCases(t *testing.T) map[string]portfolio.BusinessCase {
	long := []any{}
	for year := 2013; year < 2053; year++ {
		long = append(long, strconv.Itoa(year), 111_111.11)
	}
	return map[string]portfolio.BusinessCase{
		"vector-a": {Title: "Vektor A", Costs: []portfolio.CostLine{{Label: "Køb", Amounts: amounts(t, "t0", 1_000_000.0)}},
			Benefits: []portfolio.Benefit{benefit("g", portfolio.Cashable, amounts(t, "t1", 300_000.0, "t2", 300_000.0, "t3", 300_000.0, "t4", 300_000.0, "t5", 300_000.0))}},
		"quarters": {Title: `=HYPERLINK("x")`, GoLive: time.Date(2013, 8, 1, 0, 0, 0, 0, time.UTC), DecisionDate: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC),
			Costs: []portfolio.CostLine{{Label: "=1+1", Amounts: amounts(t, "2012", 400_000.0, "2013", 50_000.55)}, {Label: "Drift", Amounts: amounts(t, "2013", 20_000.0, "2014", -5_000.0)}},
			Benefits: []portfolio.Benefit{
				benefit("kvartaler", portfolio.Cashable, amounts(t, "2013K1", 30_000.0, "2013K2", 30_000.0, "2013K3", 30_000.0, "2013K4", 30_000.0, "2013", 999_999.0, "2014K1", 40_000.0, "2014", 200_000.0)),
				benefit("ulempe", portfolio.Disbenefit, amounts(t, "2013", 7_000.0)),
				benefit("andre", portfolio.OtherPublic, amounts(t, "2013", 5_000_000.0)),
				benefit("sent", portfolio.Revenue, amounts(t, "2015", 310_000.0)),
			}},
		"bands": {Title: "Lang", DecisionDate: time.Date(2013, 9, 1, 0, 0, 0, 0, time.UTC), Costs: []portfolio.CostLine{{Label: "Køb", Amounts: amounts(t, "2013", 2_000_000.0)}},
			Benefits: []portfolio.Benefit{benefit("g", portfolio.Cashable, amounts(t, long...))}},
		"two rates": {Title: "To renter", Costs: []portfolio.CostLine{{Label: "Køb", Amounts: amounts(t, "2013", 100_000.0, "2015", 132_000.0)}},
			Benefits: []portfolio.Benefit{benefit("g", portfolio.Cashable, amounts(t, "2014", 230_000.0))}},
	}
}

// LibreOffice computes each workbook again, and every figure is Råderum's: the
// difference that stands beside it is 0 øre of money and 1e-9 of the rest.
func TestWorkbooksComputeThemselves(t *testing.T) {
	var paths []string
	calculations := map[string]portfolio.Calculation{}
	for name, bc := range hardCases(t) {
		c := portfolio.Calculate(portfolio.Governance{}, bc, portfolio.TermsFor(bc, time.Date(2014, 6, 30, 0, 0, 0, 0, time.UTC)))
		data, err := report.CalculationWorkbook(i18n.New("da"), bc, c, clock())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		calculations[name], paths = c, append(paths, saved(t, name+".xlsx", data))
	}
	out := converted(t, "xlsx", paths...)
	for name, c := range calculations {
		book, err := excelize.OpenFile(filepath.Join(out, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		number := func(sheet, cell string) float64 {
			text, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			value, bad := strconv.ParseFloat(text, 64)
			if err != nil || bad != nil {
				t.Errorf("%s: %s!%s is %q", name, sheet, cell, text)
			}
			return value
		}
		compared := 0
		for i, step := range c.Explanation.Steps {
			if step.Excel == "" {
				continue
			}
			compared++
			row := strconv.Itoa(6 + i)
			live, ours, difference := number("Nøgletal", "B"+row), number("Nøgletal", "C"+row), number("Nøgletal", "D"+row)
			if within := 1e-9 * math.Max(1, math.Abs(step.Value)); math.Abs(live-step.Value) > within || math.Abs(ours-step.Value) > within || math.Abs(difference) > within {
				t.Errorf("%s: %s is %v in the workbook, %v beside it, and %v here", name, step.Measure, live, ours, step.Value)
			}
		}
		if compared < 9 {
			t.Errorf("%s: only %d figures", name, compared)
		}
		for i, row := range c.Explanation.Rows {
			at := strconv.Itoa(4 + i)
			if cost, gain := number("År for år", "C"+at), number("År for år", "D"+at); math.Abs(cost-row.Cost) > 0.001 || math.Abs(gain-row.Benefit) > 0.001 {
				t.Errorf("%s: row %s has %v and %v, want %v and %v", name, at, cost, gain, row.Cost, row.Benefit)
			}
		}
		_ = book.Close()
	}
}

// An edited workbook gives what Råderum computes of the edited case: the rate is
// one cell that every figure follows, and the payback finds its own years.
func TestAnEditReachesEveryFigure(t *testing.T) {
	years := []string{"2013", "2014", "2015", "2016", "2017", "2018"}
	build := func(gains []float64) portfolio.BusinessCase {
		bc := portfolio.BusinessCase{Title: "Rettet", GoLive: time.Date(2013, 7, 1, 0, 0, 0, 0, time.UTC), DecisionDate: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC),
			Costs: []portfolio.CostLine{{Label: "Køb", Amounts: amounts(t, "2013", 700_000.0)}}}
		var plan []any
		for i, year := range years[1:] {
			plan = append(plan, year, gains[i])
		}
		bc.Benefits = []portfolio.Benefit{benefit("g", portfolio.Cashable, amounts(t, plan...))}
		return bc
	}
	asOf := time.Date(2014, 6, 30, 0, 0, 0, 0, time.UTC)
	original := build([]float64{300_000, 300_000, 300_000, 300_000, 300_000})
	terms := portfolio.TermsFor(original, asOf)
	dearer, halves, never := terms, terms, build([]float64{0, 0, 0, 300_000, 300_000})
	dearer.Rates = calc.Flat(0.10)
	halves.Timing = calc.CapexStartBenefitMid
	for name, edit := range map[string]struct {
		rate  float64
		gains []float64 // from 2014 on
		want  portfolio.Calculation
		from  *portfolio.BusinessCase // the case that is edited; nil: the original
	}{
		"two years without":   {0, []float64{0, 0, 300_000, 300_000, 300_000}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 0, 300_000, 300_000, 300_000}), terms), nil},
		"a dearer krone":      {0.10, []float64{300_000, 300_000, 300_000, 300_000, 300_000}, portfolio.Calculate(portfolio.Governance{}, original, dearer), nil},
		"never paid back":     {0, []float64{0, 0, 0, 300_000, 300_000}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 0, 0, 300_000, 300_000}), terms), nil},
		"in halves":           {0, []float64{0, 450_000, 300_000, 300_000, 100_000}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 450_000, 300_000, 300_000, 100_000}), halves), nil},
		"in halves, lost":     {0, []float64{0, 0, 0, 0, 0}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 0, 0, 0, 0}), halves), nil},
		"paid back at last":   {0, []float64{0, 0, 400_000, 400_000, 300_000}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 0, 400_000, 400_000, 300_000}), terms), &never},
		"paid back in halves": {0, []float64{0, 0, 400_000, 400_000, 300_000}, portfolio.Calculate(portfolio.Governance{}, build([]float64{0, 0, 400_000, 400_000, 300_000}), halves), &never},
	} {
		bc, on := original, terms
		if edit.from != nil {
			bc = *edit.from
		}
		on.Timing = edit.want.Terms.Timing
		data, err := report.CalculationWorkbook(i18n.New("da"), bc, portfolio.Calculate(portfolio.Governance{}, bc, on), clock())
		if err != nil {
			t.Fatal(err)
		}
		path := saved(t, "k.xlsx", data)
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, gain := range edit.gains { // the cost is line 4, the benefits follow
			_ = book.SetCellValue("Linjer", "E"+strconv.Itoa(5+i), gain)
		}
		rates := 0
		rows, _ := book.GetRows("Forudsætninger")
		for i, row := range rows {
			if len(row) > 1 && row[1] == "r" {
				rates++
				if edit.rate != 0 {
					_ = book.SetCellValue("Forudsætninger", "C"+strconv.Itoa(i+1), edit.rate)
				}
			}
		}
		if rates != 1 {
			t.Errorf("%s: the rate stands in %d cells", name, rates)
		}
		if err := book.Save(); err != nil {
			t.Fatal(err)
		}
		answer, err := excelize.OpenFile(filepath.Join(converted(t, "xlsx", path), "k.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range edit.want.Explanation.Steps {
			got, _ := answer.GetCellValue("Nøgletal", "B"+strconv.Itoa(6+i), excelize.Options{RawCellValue: true})
			value, notNumber := strconv.ParseFloat(got, 64)
			switch {
			case step.Excel == "":
				if want := i18n.New("da").T("reason." + string(step.Why)); got != want {
					t.Errorf("%s: %s is %q, want %q", name, step.Measure, got, want)
				}
			case notNumber != nil || math.Abs(value-step.Value) > 1e-9*math.Max(1, math.Abs(step.Value)):
				t.Errorf("%s: %s is %s, want %v", name, step.Measure, got, step.Value)
			}
		}
		_ = answer.Close()
	}
}

// What somebody else wrote is never a formula.
func TestTextIsNoFormula(t *testing.T) {
	bc := hardCases(t)["quarters"]
	data, err := report.CalculationWorkbook(i18n.New("da"), bc, portfolio.Calculate(portfolio.Governance{}, bc, portfolio.TermsFor(bc, time.Date(2014, 6, 30, 0, 0, 0, 0, time.UTC))), clock())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "k.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	for _, at := range []struct{ sheet, cell, want string }{{"Nøgletal", "A1", bc.Title}, {"Linjer", "A4", "=1+1"}, {"Linjer", "J4", "=1+1"}} {
		formula, err := book.GetCellFormula(at.sheet, at.cell)
		value, err2 := book.GetCellValue(at.sheet, at.cell)
		if err != nil || err2 != nil || formula != "" || value != at.want {
			t.Errorf("%s!%s: formula %q, value %q", at.sheet, at.cell, formula, value)
		}
	}
}

func TestNoFiguresNoWorkbook(t *testing.T) {
	_, err := report.CalculationWorkbook(i18n.New("da"), portfolio.BusinessCase{Title: "Tom"}, portfolio.Calculate(portfolio.Governance{}, portfolio.BusinessCase{}, portfolio.Terms{}), clock())
	if portfolio.ErrorCode(err) != portfolio.CodeInvalid {
		t.Errorf("%v", err)
	}
}
