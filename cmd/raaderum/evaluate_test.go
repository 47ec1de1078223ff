package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbookOf writes rows as a workbook's first sheet, "Økonomi", and gives its path.
func workbookOf(t *testing.T, rows [][]any) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", "Økonomi"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Økonomi", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "sag.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// vectorA is vector A of the domain handbook §4 as a workbook somebody might
// have made, with a payback of its own that is wrong.
func vectorA() [][]any {
	return [][]any{
		{"Business case: Digital post"},
		{"Beløb i kr., 2014-pl"},
		{"Post", 2014, 2015, 2016, 2017, 2018, 2019},
		{"Udgifter"},
		{"Anskaffelse", 1000000},
		{"Gevinster"},
		{"Mindre porto", nil, 300000, 300000, 300000, 300000, 300000},
		{},
		{"Tilbagebetalingstid (år)", 5},
	}
}

// evaluateCommand runs the command at a time when fm-2013 (4 %) is in force.
func evaluateCommand(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), append([]string{"evaluate"}, args...), environment{
		stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2014, 7, 1, 12, 0, 0, 0, time.UTC) },
	})
	return code, out.String(), errs.String()
}

type evaluatedJSON struct {
	Files []struct {
		Status string
		Cases  []struct {
			Title       string
			Provisional bool
			NPV         *float64
			NPVWhy      string
			IRR         struct{ Roots []float64 }
			Payback     struct {
				Status     string
				Years      float64
				WholeYears int
			}
			DiscountedPayback struct{ Years float64 }
			SwitchingValue    *float64
			Terms             struct {
				RateSet, RateWhy, Timing string
				Rate                     *float64
				BaseYear                 int
			}
			Table []struct {
				Period                                       string
				CostsOre, BenefitsOre, NetOre, CumulativeOre *int64
				Factor, Discounted                           float64
			}
			Stated struct {
				Payback *struct {
					Years float64
					Cell  string
				}
			}
			Computed struct{ Payback struct{ Years float64 } }
			Findings []struct{ Code, Message string }
		}
		Questions []struct{ Key string }
	}
}

func evaluated(t *testing.T, wantCode int, args ...string) evaluatedJSON {
	t.Helper()
	code, stdout, stderr := evaluateCommand(append([]string{"--json"}, args...)...)
	if code != wantCode {
		t.Fatalf("exit code %d, want %d: %s\n%s", code, wantCode, stderr, stdout)
	}
	var out evaluatedJSON
	if err := json.Unmarshal([]byte(stdout), &out); err != nil {
		t.Fatalf("%v: %s", err, stdout)
	}
	return out
}

func near(t *testing.T, what string, got *float64, want, tolerance float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > tolerance {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// The figures are those of the domain handbook §4, vector A, to their tolerances.
func TestEvaluateVectorA(t *testing.T) {
	path := workbookOf(t, vectorA())
	tests := []struct {
		args []string
		npv  float64
		set  string
		why  string
	}{
		{nil, 335546.70, "fm-2013", "as-of"},
		{[]string{"--rate", "0.035"}, 354515.71, "flat", "chosen"},
		{[]string{"--rate", "0,05"}, 298843.00, "flat", "chosen"},
		{[]string{"--rate-set", "fm-2021"}, 354515.71, "fm-2021", "chosen"},
		{[]string{"--rate", "0.04", "--timing", "excel"}, 322641.06, "flat", "chosen"},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			one := evaluated(t, exitDone, append(test.args, path)...).Files[0].Cases[0]
			near(t, "NPV", one.NPV, test.npv, 0.005)
			near(t, "IRR", &one.IRR.Roots[0], 0.15238237, 5e-9)
			if one.Payback.Status != "value" || math.Abs(one.Payback.Years-10.0/3) > 1e-9 || one.Payback.WholeYears != 4 {
				t.Errorf("payback %+v, want 3.3333, whole 4", one.Payback)
			}
			if one.Terms.RateSet != test.set || one.Terms.RateWhy != test.why || one.Terms.BaseYear != 2014 {
				t.Errorf("terms %+v", one.Terms)
			}
		})
	}
}

func TestEvaluateShowsTableAndStatedBesideComputed(t *testing.T) {
	one := evaluated(t, exitDone, workbookOf(t, vectorA())).Files[0].Cases[0]
	if len(one.Table) != 6 || one.Table[0].Period != "2014" || *one.Table[0].CostsOre != 100_000_000 || one.Table[0].BenefitsOre != nil ||
		*one.Table[5].CumulativeOre != 50_000_000 || math.Abs(one.Table[1].Factor-1/1.04) > 1e-12 {
		t.Errorf("table %+v", one.Table)
	}
	if one.Stated.Payback == nil || one.Stated.Payback.Years != 5 || one.Stated.Payback.Cell != "Økonomi!B9" || math.Abs(one.Computed.Payback.Years-10.0/3) > 1e-9 {
		t.Errorf("stated %+v beside computed %+v", one.Stated.Payback, one.Computed.Payback)
	}
	found := map[string]string{}
	for _, finding := range one.Findings {
		found[finding.Code] = finding.Message
	}
	if want := "Tilbagebetalingstiden er 3,33 år beregnet af beløbene, men 5 år i regnearket."; found["stated-payback-differs"] != want {
		t.Errorf("got findings %v, want %q", found, want)
	}
}

// Figures that rest on an open question say so, and the command asks for a person.
func TestEvaluateWithOpenQuestions(t *testing.T) {
	rows := vectorA()
	rows[1] = []any{"Budgettal"}
	path := workbookOf(t, rows)
	file := evaluated(t, exitPerson, path).Files[0]
	if file.Status != "questions" || len(file.Questions) == 0 || !file.Cases[0].Provisional {
		t.Errorf("got status %s, %d questions, %+v", file.Status, len(file.Questions), file.Cases)
	}
	args := []string{path}
	for _, question := range file.Questions {
		answer := map[string]string{"unit": "kr.", "price-level": "2014-pl"}[strings.SplitN(question.Key, "@", 2)[0]]
		args = append(args, "--answer", question.Key+"="+answer)
	}
	answered := evaluated(t, exitDone, args...).Files[0]
	near(t, "NPV", answered.Cases[0].NPV, 335546.70, 0.005)
	if answered.Cases[0].Provisional {
		t.Error("figures are provisional though everything was answered")
	}
}

func TestEvaluateForPeople(t *testing.T) {
	code, stdout, stderr := evaluateCommand(workbookOf(t, vectorA()))
	if code != exitDone || stderr != "" {
		t.Fatalf("exit code %d, %s", code, stderr)
	}
	for _, want := range []string{"Digital post", "335.546,70\u00a0kr.", "3,33 år  (regnearket angiver 5,00 år)", "15,24\u00a0%", "fm-2013", "−1.000.000,00"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
}

func TestEvaluateUsage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tekst.xlsx")
	if err := os.WriteFile(path, []byte("ikke et regneark"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		code int
		args []string
	}{
		{exitUsage, nil},
		{exitUsage, []string{"--rate", "4", path}},
		{exitUsage, []string{"--rate", "-1", path}},
		{exitUsage, []string{"--rate", "NaN", path}},
		{exitUsage, []string{"--rate", "0.04", "--rate-set", "fm-2013", path}},
		{exitUsage, []string{"--rate-set", "fm-2099", path}},
		{exitUsage, []string{"--timing", "never", path}},
		{exitUsage, []string{filepath.Join(t.TempDir(), "findes-ikke.xlsx")}},
		{exitPerson, []string{path}},
	} {
		code, stdout, stderr := evaluateCommand(test.args...)
		if code != test.code || stdout+stderr == "" || strings.Contains(stderr, "[") {
			t.Errorf("%v: exit code %d, want %d: %s%s", test.args, code, test.code, stdout, stderr)
		}
	}
}

// TestRatesAsPeopleWriteThem: 3,5 without its sign would be 350 % a year, and is
// refused rather than guessed at.
func TestRatesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]float64{
		"0,035": 0.035, "0.035": 0.035, "3,5%": 0.035, "3,5 %": 0.035, "3.5 %": 0.035, "3,5\u00a0%": 0.035, "0": 0, "4%": 0.04, "-1%": -0.01,
	} {
		if got, ok := readRate(text); !ok || math.Abs(got-want) > 1e-15 {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "%", "3,5", "1", "100%", "1.234,5%", "tre", "NaN", "-100%"} {
		if got, ok := readRate(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
	code, _, errs := commandOf(t, "evaluate", "--rate", "3,5", "sag.xlsx")
	if code != exitUsage || !strings.Contains(errs, "0,035 eller 3,5 %") {
		t.Errorf("exit %d, %q", code, errs)
	}
}
