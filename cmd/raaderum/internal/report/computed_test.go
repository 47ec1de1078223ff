package report_test

import (
	"bytes"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// What stands beside a formula, and is all that a preview of the file shows, is
// what LibreOffice computes of it: amounts to the øre, other numbers within 1e-9
// of their size, texts letter by letter. Every formula has a value beside it, or
// comes to nothing.
func TestEveryFormulaHasItsValueBeside(t *testing.T) {
	books := map[string][]byte{}
	for id, p := range demoPacks(t) {
		data, err := report.QuarterWorkbook(p)
		if err != nil {
			t.Fatal(err)
		}
		books["quarter-"+string(id)] = data
	}
	for name, bc := range hardCases(t) {
		c := portfolio.Calculate(portfolio.Governance{}, bc, portfolio.TermsFor(bc, time.Date(2014, 6, 30, 0, 0, 0, 0, time.UTC)))
		data, err := report.CalculationWorkbook(i18n.New("da"), bc, c, clock())
		if err != nil {
			t.Fatal(err)
		}
		books["case-"+name] = data
	}
	var paths []string
	for name, data := range books {
		paths = append(paths, saved(t, name+".xlsx", data))
	}
	out := converted(t, "xlsx:Calc MS Excel 2007 XML", paths...)
	for name, data := range books {
		ours, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := excelize.OpenFile(filepath.Join(out, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, sheet := range ours.GetSheetList() {
			n += compareFormulas(t, name, sheet, ours, theirs)
		}
		if n < 30 {
			t.Errorf("%s: only %d formulas", name, n)
		}
		t.Logf("%s: %d formulas", name, n)
		_, _ = ours.Close(), theirs.Close()
	}
}

// compareFormulas holds what stands beside each formula of a sheet against what
// was computed, and counts them.
func compareFormulas(t *testing.T, name, sheet string, ours, theirs *excelize.File) (n int) {
	t.Helper()
	rows, err := theirs.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for y, row := range rows {
		for x := range row {
			cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, err := ours.GetCellFormula(sheet, cell); err != nil || formula == "" {
				continue
			}
			n++
			beside, err := ours.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			kind, _ := ours.GetCellType(sheet, cell)
			computed := row[x]
			want, notNumber := strconv.ParseFloat(computed, 64)
			if notNumber != nil {
				if beside != computed {
					t.Errorf("%s: %s!%s has %q beside it and comes to %q", name, sheet, cell, beside, computed)
				}
				continue
			}
			got, err := strconv.ParseFloat(beside, 64)
			switch {
			case err != nil || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)):
				t.Errorf("%s: %s!%s has %q beside it and comes to %q", name, sheet, cell, beside, computed)
			case kind == excelize.CellTypeFormula: // its type is text
				t.Errorf("%s: %s!%s has the number %s beside it as text", name, sheet, cell, beside)
			}
			format := formatAt(t, ours, sheet, cell)
			if strings.HasSuffix(format, ".00") {
				if a, b := ore(t, got), ore(t, want); a != b {
					t.Errorf("%s: %s!%s has %d øre beside it and comes to %d", name, sheet, cell, a, b)
				}
			}
		}
	}
	return n
}

func ore(t *testing.T, kroner float64) int64 {
	t.Helper()
	money, err := calc.FromKroner(kroner)
	if err != nil {
		t.Fatal(err)
	}
	return int64(money)
}

// formatAt is the number format of a cell; "" for the standard one.
func formatAt(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := book.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil || style.CustomNumFmt == nil {
		return ""
	}
	return *style.CustomNumFmt
}
