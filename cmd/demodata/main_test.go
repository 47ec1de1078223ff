package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"raaderum/calc"
	"raaderum/importers"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
	"raaderum/testdata"
)

// imported reads one demo file the way the program does.
func imported(t testing.TB, name string, data []byte) importers.File {
	t.Helper()
	book, err := workbook.Read(context.Background(), name, data, workbook.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	file := importers.Interpret(book, importers.Options{})
	sum := sha256.Sum256(data)
	file.File, file.SHA256 = name, hex.EncodeToString(sum[:])
	if file.Status != importers.Ready {
		t.Errorf("%s: %s, questions %+v, findings %+v", name, file.Status, file.Questions, file.Findings)
	}
	return file
}

func TestCommittedFilesAreWhatTheGeneratorWrites(t *testing.T) {
	files, err := everything()
	if err != nil {
		t.Fatal(err)
	}
	_, committed := testdata.Demo()
	var names []string
	for _, file := range files {
		names = append(names, file.name)
		have, err := fs.ReadFile(committed, file.name)
		if err != nil || !bytes.Equal(have, file.bytes) {
			t.Errorf("%s differs from what go run ./cmd/demodata writes (%v)", file.name, err)
		}
	}
	err = fs.WalkDir(committed, ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !slices.Contains(names, filepath.ToSlash(path)) {
			t.Errorf("%s is committed, but nothing writes it", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every workbook comes back as the case that was put in, to the last øre: the
// generator's own input is the oracle.
func TestDemoComesBackAsItWasPutIn(t *testing.T) {
	manifest, files := testdata.Demo()
	sameCase := cmp.Options{
		cmpopts.IgnoreFields(portfolio.BusinessCase{}, "Organisation", "FocusArea", "Stated"),
		cmpopts.IgnoreTypes(portfolio.Source{}), cmpopts.EquateComparable(calc.Period{}),
		cmpopts.EquateEmpty(),
	}
	for i, m := range municipalities() {
		org, err := portfolio.LoadProfile(m.profile)
		if err != nil {
			t.Fatal(err)
		}
		var got []portfolio.BusinessCase
		var reports []portfolio.BenefitReport
		var statuses []portfolio.QuarterlyStatus
		for _, name := range manifest.Organisations[i].Files {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			file := imported(t, name, data)
			accepted, findings := file.Acceptance(org, portfolio.OriginalFile{SHA256: file.SHA256, Name: name, Bytes: data},
				importers.Accepted{By: "analyst", At: time.Date(2014, 7, 14, 0, 0, 0, 0, time.UTC)})
			if err := accepted.Check(org); err != nil || len(findings) > 0 {
				t.Errorf("%s: %v, %+v", name, err, findings)
			}
			got = append(got, accepted.Cases...)
			reports = append(reports, accepted.Reports...)
			statuses = append(statuses, accepted.Statuses...)
		}
		var want []portfolio.BusinessCase
		for j, p := range m.projects {
			form := p.form(org, m.prices)
			want = append(want, form.Case)
			if string(got[j].FocusArea) != p.area {
				t.Errorf("%s: focus area %q, want %q", p.number, got[j].FocusArea, p.area)
			}
		}
		if diff := cmp.Diff(want, got, sameCase); diff != "" {
			t.Errorf("%s: put in (-), came back (+):\n%s", m.profile, diff)
		}
		m.compareReports(t, org, reports, statuses)
		compareStated(t, org, got, m.quarter)
	}
}

// compareStated compares the key figures the workbooks' own formulas came to
// with the program's: neither the portfolio's tolerances nor its rates differ.
func compareStated(t *testing.T, org portfolio.Organisation, cases []portfolio.BusinessCase, asOf string) {
	t.Helper()
	for i := range cases {
		cases[i].ID = portfolio.CaseID(cases[i].Number)
	}
	for _, figures := range portfolio.NewQuarterReport(org, cases, nil, quarter(asOf)).Cases {
		stated, computed := figures.Case.Stated.NPV, figures.Evaluation.NPV
		if stated == nil || !computed.Exists() || math.Abs(stated.Value-computed.Value) > 0.005 {
			t.Errorf("%s: the workbook states an NPV of %+v, computed is %+v", figures.Case.Number, stated, computed)
		}
		payback := figures.Evaluation.Payback
		if stated := figures.Case.Stated.Payback; (stated != nil) != (payback.Status == calc.PaybackValue) ||
			stated != nil && math.Abs(stated.Value-payback.Years) > 1e-9 {
			t.Errorf("%s: the workbook states a payback of %+v, computed is %+v", figures.Case.Number, stated, payback)
		}
	}
}

// compareReports compares what was reported with what came back, by case,
// benefit and series.
func (m municipality) compareReports(t *testing.T, org portfolio.Organisation, reports []portfolio.BenefitReport, statuses []portfolio.QuarterlyStatus) {
	t.Helper()
	type key struct{ number, benefit, series string }
	got, want := map[key][]portfolio.Amount{}, map[key][]portfolio.Amount{}
	var wantStatuses []portfolio.QuarterlyStatus
	for _, report := range reports {
		got[key{report.CaseNumber, string(report.Benefit), string(report.Series)}] = report.Amounts
	}
	for _, ret := range m.returns(org) {
		for _, c := range ret.Cases {
			wantStatuses = append(wantStatuses, c.Statuses...)
			for _, b := range c.Benefits {
				for series, amounts := range b.Series {
					if len(amounts) > 0 || series == portfolio.Realised {
						want[key{c.Number, string(b.ID), string(series)}] = amounts
					}
				}
			}
		}
	}
	options := cmp.Options{
		cmpopts.IgnoreTypes(portfolio.Source{}), cmpopts.EquateComparable(calc.Period{}),
		cmpopts.EquateEmpty(),
		cmpopts.SortSlices(func(a, b portfolio.QuarterlyStatus) int {
			return strings.Compare(a.CaseNumber+a.Quarter.String(), b.CaseNumber+b.Quarter.String())
		}),
	}
	if diff := cmp.Diff(want, got, options); diff != "" {
		t.Errorf("%s: reported (-), came back (+):\n%s", m.profile, diff)
	}
	if diff := cmp.Diff(wantStatuses, statuses, options); diff != "" {
		t.Errorf("%s: statuses (-), came back (+):\n%s", m.profile, diff)
	}
}

// The council meets on the first Thursday of the month.
func TestAlbertslundDecidesOnFirstThursdays(t *testing.T) {
	for _, p := range albertslund().projects {
		if d := day(p.decided); !d.IsZero() && (d.Weekday() != time.Thursday || d.Day() > 7) {
			t.Errorf("%s is decided on %s", p.number, d.Format("Monday 2 January 2006"))
		}
	}
}

func TestDemoIsMarkedAsExample(t *testing.T) {
	for _, m := range municipalities() {
		for _, name := range m.coordinators {
			if !strings.HasSuffix(name, " Eksempel") {
				t.Errorf("%s could be somebody", name)
			}
		}
		files, err := m.files()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			book, err := workbook.Read(context.Background(), f.name, f.bytes, workbook.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			for _, sheet := range book.Sheets {
				if cell := sheet.At(3, 1); cell == nil || cell.Raw() != template.LabelExample {
					t.Errorf("%s: %s does not say that it is an example", f.name, sheet.Name)
				}
			}
		}
	}
}
