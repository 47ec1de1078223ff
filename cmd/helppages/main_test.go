package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/importers"
	"raaderum/importers/example"
	"raaderum/portfolio"
)

const folder = "../../docs/import"

// What is kept is what the command writes now: a change in the importer that
// reads an example another way changes its page, for somebody to look at.
func TestPagesShowWhatTheImporterDoes(t *testing.T) {
	files, err := everything(t.Context(), os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		kept, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%s: %v; run »make helppages«", name, err)
			continue
		}
		if diff := cmp.Diff(string(kept), string(files[name])); diff != "" {
			t.Errorf("%s: kept (-), written now (+); look at it, and run »make helppages«\n%s", name, diff)
		}
	}
	drawn, err := fs.Glob(os.DirFS(folder), "billeder/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range drawn {
		if files[name] == nil {
			t.Errorf("%s is of no example", name)
		}
	}
	t.Logf("%d pages and pictures", len(files))
}

// What each example must give, added up by hand from the cells in
// importers/example; amounts in thousands of kroner.
func TestExamplesAreReadRight(t *testing.T) {
	type sums struct{ cases, yearly, cost, plan, realised int }
	for page, want := range map[string]sums{
		"skabelon":                 {cases: 1, cost: 900 + 60 + 3*120, plan: 400 + 2*600},
		"kvartalsindberetning":     {cases: 1, realised: 85},
		"aarstal":                  {yearly: 4},
		"register":                 {cases: 3, cost: 900 + 450 + 200, plan: 150 + 400 + 600 + 2*300 + 40 + 2*80},
		"register-to-overskrifter": {cases: 2, cost: 1400 + 900 + 300, plan: 700 + 600 + 200},
		"gevinstregister":          {cases: 2, plan: 2*60 + 2*10, realised: 55 + 9},
		"lang-liste":               {cases: 2, cost: 100 + 50 + 70, plan: 90 + 30},
		"sag-pr-kolonne":           {cases: 3, cost: 100 + 250 + 80 + 20 + 30 + 10, plan: 90 + 120 + 30 + 95 + 130 + 35},
		"ark-pr-sag":               {cases: 2, cost: 300 + 3*40 + 500, plan: 150 + 200 + 200 + 250},
		"sag-i-flere-ark":          {cases: 1, cost: 900 + 60 + 2*120, plan: 400 + 600},
		"sager-under-hinanden":     {cases: 2, cost: 200 + 50 + 400 + 60, plan: 300 + 500},
		"systemudtraek":            {cases: 2},
		"csv":                      {cases: 2, cost: 1250 + 400, plan: 600 + 2000 + 150}, // and 500 + 250 kroner
		"ikke-genkendt":            {},
	} {
		i := slices.IndexFunc(example.All(), func(e example.Example) bool { return e.Page == page })
		if i < 0 {
			t.Errorf("no example for %s", page)
			continue
		}
		e := example.All()[i]
		read, err := readingOf(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		file := read.file
		in := func(kind string, series portfolio.Series) int {
			return int(sumsOf(file)[sumKey{kind, series}].Kroner() / 1000)
		}
		got := sums{len(file.Cases), len(file.Yearly), in("cost", portfolio.Plan), in("benefit", portfolio.Plan), in("benefit", portfolio.Realised)}
		if got != want || file.Layout != e.Layout {
			t.Errorf("%s: %+v as %s, want %+v as %s", page, got, file.Layout, want, e.Layout)
		}
		wantStatus := importers.Ready
		if page == "ikke-genkendt" {
			wantStatus = importers.Errors
		}
		if file.Status != wantStatus {
			t.Errorf("%s: %s after the right answers, want %s", page, file.Status, wantStatus)
		}
		if len(read.questions) != len(e.Answers) {
			t.Errorf("%s: %d questions and %d answers", page, len(read.questions), len(e.Answers))
		}
		for _, q := range read.questions {
			if e.Answers[q.Key] == "" {
				t.Errorf("%s: no answer to %s", page, q.Key)
			}
		}
	}
}

// Each page says the same things in the same order.
func TestPagesAreBuiltAlike(t *testing.T) {
	want := []string{"Eksempel", "Kendes på", "Bliver læst", "Bliver ikke læst", "Det kan I blive spurgt om", "Pas på"}
	for _, e := range example.All() {
		source, err := os.ReadFile(filepath.Join(folder, e.Page+".md"))
		if err != nil {
			t.Error(err)
			continue
		}
		var got []string
		for line := range strings.Lines(string(source)) {
			if heading, ok := strings.CutPrefix(line, "## "); ok {
				got = append(got, strings.TrimSpace(heading))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: want (-), got (+)\n%s", e.Page, diff)
		}
	}
}
