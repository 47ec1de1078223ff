package i18n_test

import (
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// The charts' words are tested here, with the real catalogues: the sentences
// that carry each chart's message, in both languages.

var _ charts.Words = i18n.New("da")

var pictures = flag.String("pictures", "", "folder to write every example chart to, for looking at")

const examples = "../../../../charts/testdata"

func example[T any](t *testing.T, name string) map[string]T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(examples, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]T
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// drawn are all example charts in a language, by the example's name.
func drawn(t *testing.T, w charts.Words) map[string]charts.Chart {
	t.Helper()
	all := map[string]charts.Chart{}
	add := func(name string, c charts.Chart, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = c
	}
	for name, account := range example[portfolio.TargetAccount](t, "target-account") {
		c, err := charts.TargetAccount(account, w, charts.Links{})
		add("target-account-"+name, c, err)
	}
	for name, points := range example[[]portfolio.QuarterPoint](t, "planned-realised") {
		c, err := charts.PlannedRealised(points, w, charts.Links{})
		add("planned-realised-"+name, c, err)
	}
	for name, figures := range example[portfolio.CaseFigures](t, "case-economy") {
		c, err := charts.CaseEconomy(figures, w)
		add("case-economy-"+name, c, err)
	}
	limit := 3.0
	for name, cases := range example[[]portfolio.CaseFigures](t, "portfolio-map") {
		c, err := charts.PortfolioMap(cases, &limit, w, charts.Links{})
		add("portfolio-map-"+name, c, err)
	}
	for name, report := range example[portfolio.QuarterReport](t, "focus-areas") {
		c, err := charts.FocusAreaBars(report, w, charts.Links{})
		add("focus-areas-"+name, c, err)
	}
	return all
}

func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures folder asked for")
	}
	renderer := charts.NewRenderer()
	for _, language := range i18n.Languages {
		all := drawn(t, i18n.New(language))
		for _, name := range slices.Sorted(maps.Keys(all)) {
			c := all[name]
			for _, look := range []struct {
				suffix string
				theme  charts.Theme
				size   charts.Size
			}{
				{"wide", charts.ThemeLight, charts.Size{Width: c.Width, Height: c.Height}},
				{"narrow", charts.ThemeLight, c.Narrow},
				{"dark", charts.ThemeDark, charts.Size{Width: c.Width, Height: c.Height}},
			} {
				svg, err := renderer.SVG(c, look.theme, look.size.Width, look.size.Height)
				if errors.Is(err, charts.ErrNoBundle) {
					t.Skip("missing component: front end, run make build")
				}
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(*pictures, name+"."+language+"."+look.suffix+".svg")
				if err := os.WriteFile(file, svg, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
