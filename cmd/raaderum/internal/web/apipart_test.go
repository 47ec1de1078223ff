package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// partAnswer is what the API says of a quarter's account, whole or in part.
type partAnswer struct {
	Part *struct {
		Area, Phase, Class, Origin string
		Cases, Of                  int
	}
	Frozen *struct{ Hash string }
	Years  []struct {
		Year          int
		Target        *int64                    `json:"targetOre"`
		Layers        map[portfolio.Layer]int64 `json:"layersOre"`
		Contributions []struct{ Case portfolio.CaseID }
	}
	Figures struct {
		Headline struct{ Verdict portfolio.Verdict }
		Cases    []struct{ Case portfolio.CaseID }
		Account  struct {
			Years []struct {
				Year   int
				Layers map[portfolio.Layer]int64 `json:"layersOre"`
			}
		}
	}
}

// A quarter and its account are narrowed in the API by the words that narrow the
// pages: figures are of the cases asked for and of no other, the parts of a division
// add up to the whole to the øre, a target stays with the whole, a frozen quarter
// stays the frozen one, and what there is none of is refused at its field.
func TestAPINarrowsFigures(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2013K4")); err != nil {
		t.Fatal(err)
	}
	ask := func(path string) (answer partAnswer) {
		t.Helper()
		if err := json.Unmarshal([]byte(b.get("/api/v1/organisations/greve/quarters/"+path).wants(t, http.StatusOK).body), &answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	for _, quarter := range []string{"2014K2", "2013K4"} {
		report := s.report("greve", quarter)
		if quarter == "2013K4" { // as it was frozen, which knows nothing else than the live one here
			if ask(quarter+"?origin=own").Frozen.Hash != ask(quarter).Frozen.Hash {
				t.Error("a part of a frozen quarter has another hash")
			}
		}
		for _, below := range []string{"", "/account"} {
			whole := ask(quarter + below)
			if whole.Part != nil {
				t.Errorf("%s%s: the whole says it is a part", quarter, below)
			}
			sum, cases := map[int]map[portfolio.Layer]int64{}, 0
			areas := map[string]bool{}
			for _, one := range report.Cases {
				areas[string(one.Case.FocusArea)] = true
			}
			for area := range areas {
				word := area
				if word == "" {
					word = portfolio.NoFocusArea
				}
				part := ask(quarter + below + "?area=" + url.QueryEscape(word))
				if part.Part == nil || part.Part.Area != word || part.Part.Of != len(report.Cases) {
					t.Fatalf("%s%s of %s: part %+v", quarter, below, word, part.Part)
				}
				cases += part.Part.Cases
				own := func(id portfolio.CaseID) bool {
					figures, found := caseOf(report, id)
					return found && string(figures.Case.FocusArea) == area
				}
				for _, one := range part.Figures.Cases {
					if !own(one.Case) {
						t.Errorf("%s of %s has case %s", quarter, word, one.Case)
					}
				}
				if below == "" && (part.Figures.Headline.Verdict != portfolio.VerdictPart || len(part.Figures.Cases) != part.Part.Cases) {
					t.Errorf("%s of %s: %q of %d cases, not %d", quarter, word, part.Figures.Headline.Verdict, len(part.Figures.Cases), part.Part.Cases)
				}
				for _, year := range part.Figures.Account.Years {
					addLayers(sum, year.Year, year.Layers)
				}
				for _, year := range part.Years {
					addLayers(sum, year.Year, year.Layers)
					if year.Target != nil {
						t.Errorf("%s of %s has a target in %d", quarter, word, year.Year)
					}
					for _, one := range year.Contributions {
						if !own(one.Case) {
							t.Errorf("%s of %s: %d counts case %s", quarter, word, year.Year, one.Case)
						}
					}
				}
			}
			if cases != len(report.Cases) {
				t.Errorf("%s%s: the parts have %d cases of %d", quarter, below, cases, len(report.Cases))
			}
			want := map[int]map[portfolio.Layer]int64{}
			for _, year := range whole.Figures.Account.Years {
				addLayers(want, year.Year, year.Layers)
			}
			for _, year := range whole.Years {
				addLayers(want, year.Year, year.Layers)
			}
			amounts := 0
			for year, layers := range want {
				for layer, amount := range layers {
					amounts++
					if sum[year][layer] != amount {
						t.Errorf("%s%s: %s of %d is %d øre in parts, %d as a whole", quarter, below, layer, year, sum[year][layer], amount)
					}
				}
			}
			if amounts == 0 {
				t.Errorf("%s%s: no amounts were compared", quarter, below)
			}
		}
	}
	for _, path := range []string{"2014K2?phase=nope", "2014K2/account?class=nope", "2013K4?origin=nope", "2014K2/account?area=nope"} {
		got := b.get("/api/v1/organisations/greve/quarters/" + path)
		field, _, _ := strings.Cut(path[strings.Index(path, "?")+1:], "=")
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, `"`+field+`"`) || !strings.Contains(got.body, "nope") {
			t.Errorf("%s: %d %s", path, got.StatusCode, got.body)
		}
	}
}

func addLayers(sum map[int]map[portfolio.Layer]int64, year int, layers map[portfolio.Layer]int64) {
	if sum[year] == nil {
		sum[year] = map[portfolio.Layer]int64{}
	}
	for layer, amount := range layers {
		sum[year][layer] += amount
	}
}
