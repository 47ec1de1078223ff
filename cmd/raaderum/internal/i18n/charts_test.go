package i18n_test

import (
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/charts/gallery"
	"raaderum/cmd/raaderum/internal/i18n"
)

// The charts' words are tested here, with the real catalogues: the sentences
// that carry each chart's message, in both languages.

var _ charts.Words = i18n.New("da")

var (
	pictures = flag.String("pictures", "", "folder to write every example chart to, for looking at")
	only     = flag.String("only", "", "with -pictures: only the examples whose name matches this")
)

// drawn are all charts of the gallery in a language, by kind and example: "joint-three".
func drawn(t *testing.T, w charts.Words) map[string]charts.Chart {
	t.Helper()
	all, err := gallery.All(w, charts.Links{})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]charts.Chart{}
	for name, c := range all {
		named[strings.Replace(name, "/", "-", 1)] = c
	}
	return named
}

// chartTitles are the messages to be written, by language and example.
//
// The message of each chart, computed by hand from the amounts in the examples.
var chartTitles = map[string]map[string]string{
	"da": {
		// 2014: 620 + 840 + 430 = 1,890 thousand of 2,500.
		"target-account-short":      "I 2014 mangler der 610.000 kr. for at nå målet på 2,5 mio. kr.: 1,89 mio. kr. er realiseret, budgetlagt eller besluttet; 3 gevinster uden beløb er ikke talt med",
		"target-account-reached":    "Målet på 2,5 mio. kr. i 2013 er nået: 2,71 mio. kr. er realiseret eller indarbejdet i budgettet",
		"target-account-on-track":   "Målet på 2,5 mio. kr. i 2014 nås, hvis det besluttede gennemføres: 1 mio. kr. er realiseret eller budgetlagt, 2,6 mio. kr. med det besluttede",
		"target-account-no-target":  "276.000 kr. er realiseret, budgetlagt eller besluttet i 2014, som ikke har et mål",
		"target-account-no-figures": "Ingen gevinster er opgjort for 2012 endnu; målet er 2,5 mio. kr.; 1 gevinst uden beløb er ikke talt med",
		"target-account-empty":      "Strategien har ingen år at vise endnu",
		// 230 + 300 + 352 of 250 + 310 + 340 = 98.0 percent: neither the quarter without a report
		// nor the 10 planned of benefits not reported in the second is in the sums.
		"planned-realised-four":      "Til og med 4. kvartal 2013 er 98 % af det planlagte realiseret: 882.000 kr. af 900.000 kr. for de indberettede gevinster; 1 kvartal er kun delvist indberettet",
		"planned-realised-unplanned": "Til og med 1. kvartal 2013 er der realiseret 50.000 kr.; der er ingen plan at holde det op imod",
		"planned-realised-empty":     "Ingen realiserede gevinster er indberettet endnu",
		"case-economy-paid":          "Sagen tjener sig hjem på 3,3 år og har en nettonutidsværdi på 335.547 kr.",
		"case-economy-never":         "Sagen tjener sig ikke hjem inden for horisonten og taber 319.000 kr. i nutidsværdi",
		"case-economy-no-npv":        "Sagens tilbagebetalingstid kan ikke beregnes; nutidsværdien kan ikke beregnes",
		"portfolio-map-twenty-four":  "5 af 23 sager tjener sig hjem inden for 3 år; 2 gør det ikke inden for horisonten; 1 har ingen investering at tjene hjem; 1 stoppet eller bortfaldet er ikke talt med",
		// 620 + 30 of all areas' realised, budgeted and decided, 1,605 thousand.
		"focus-areas-twelve": "Digital post bidrager mest til 2014: 650.000 kr. af 1,61 mio. kr.; 4 indsatsområder har ingen gevinster",
		"focus-areas-none":   "Intet indsatsområde har gevinster i 2014 endnu",
	},
	"en": {
		"target-account-short":      "2014 is 610,000 DKK short of the target of 2.5 million DKK: 1.89 million DKK are realised, budgeted or decided; 3 benefits without an amount are not counted",
		"target-account-reached":    "The target of 2.5 million DKK in 2013 is reached: 2.71 million DKK are realised or in the budget",
		"planned-realised-four":     "Through Q4 2013, 98 % of the plan is realised: 882,000 DKK of 900,000 DKK for the reported benefits; 1 quarter is reported in part only",
		"case-economy-paid":         "The case pays back in 3.3 years and has a net present value of 335,547 DKK",
		"portfolio-map-twenty-four": "5 of 23 cases pay back within 3 years; 2 do not pay back within the horizon; 1 has no investment to pay back; 1 stopped or lapsed is not counted",
		"focus-areas-twelve":        "Digital post gives most in 2014: 650,000 DKK of 1.61 million DKK; 4 focus areas have no benefits",
	},
}

func TestChartTitles(t *testing.T) {
	for language, titles := range chartTitles {
		all := drawn(t, i18n.New(language))
		for name, want := range titles {
			if got := strings.ReplaceAll(all[name].Title, i18n.NoBreak, " "); got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", name, language, got, want)
			}
		}
	}
}

func TestChartSummaries(t *testing.T) {
	all := drawn(t, i18n.New("da"))
	for name, want := range map[string]string{
		"planned-realised-four": "Søjler for 4 kvartaler: planlagt, realiseret og forventet gevinst. " +
			"1. kvartal 2013: planlagt 200.000 kr., realiseret ikke opgjort. 2. kvartal 2013: planlagt 260.000 kr., realiseret 230.000 kr. " +
			"3. kvartal 2013: planlagt 310.000 kr., realiseret 300.000 kr. 4. kvartal 2013: planlagt 340.000 kr., realiseret 352.000 kr.",
		"target-account-no-target": "Søjlediagram over 2 år. Optalt som virkning i året. 2013: intet opgjort. " +
			"2014: realiseret 180.000 kr., budgetlagt 96.000 kr.",
	} {
		if got := strings.ReplaceAll(all[name].Summary, i18n.NoBreak, " "); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

// Every word a chart asks for is in the catalogue: a missing key would show in
// brackets, a missing argument in braces.
func TestChartWordsAreThere(t *testing.T) {
	for _, language := range i18n.Languages {
		for name, c := range drawn(t, i18n.New(language)) {
			data, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(string(data), `"{b}"`, "") // ECharts' own place, for a point's name
			if found := regexp.MustCompile(`\[chart\.[^\]]*\]|\{[a-z]+\}`).FindString(text); found != "" {
				t.Errorf("%s, %s: %s", name, language, found)
			}
		}
	}
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
			if !regexp.MustCompile(*only).MatchString(name) {
				continue
			}
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
