package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// Each of a quarter's pages is narrowed by the same words in the address as the
// quarter's own: it says which cases it is of and how many of all, what of it is
// not theirs, names no other case, and its links lead on with the same choice.
func TestDashboardsAreNarrowed(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const at = "/greve/quarters/2014K2"
	whole := s.report("greve", "2014K2")
	area := countingArea(t, whole)
	named, _ := whole.Organisation.Strategy.FocusArea(area)
	part := whole.Of(func(bc portfolio.BusinessCase) bool { return bc.FocusArea == area })
	query := "?area=" + string(area)
	says := "Indsatsområde: " + named.Name + " (" + strconv.Itoa(len(part.Cases)) + " af " + strconv.Itoa(len(whole.Cases)) + " sager)."
	for name, own := range map[string]string{
		"development": "Lys, udvikling, økonomi og huller er kun for de valgte sager.",
		"pipeline":    "Antal, beløb og næste skridt er kun for de valgte sager.",
		"outlook":     "Målet gælder hele kommunen",
		"calibration": "Løfter og resultater er kun for de valgte sager.",
		"round":       "Et kvartal fryses altid helt.",
	} {
		t.Run(name, func(t *testing.T) {
			all := b.get(at+"/"+name).wants(t, http.StatusOK)
			if all.page.Find("main .part").Length() != 0 {
				t.Error("the whole says it is a part")
			}
			page := b.get(at+"/"+name+query).wants(t, http.StatusOK)
			if said := page.text("main > .part"); !strings.Contains(said, says) || !strings.Contains(said, own) {
				t.Errorf("it says %q", said)
			}
			if back := page.page.Find(".part a").AttrOr("href", ""); back != at+"/"+name {
				t.Errorf("the whole is at %q", back)
			}
			words := page.page.Find("a.filter-word")
			if words.Length() != 1 || words.AttrOr("href", "") != at+"/"+name {
				t.Errorf("%d words, the first leads to %q", words.Length(), words.AttrOr("href", ""))
			}
			for _, one := range whole.Cases {
				_, among := caseOf(part, one.Case.ID)
				if links := page.page.Find(`main a[href*="` + string(one.Case.ID) + `"]`); !among && links.Length() != 0 {
					t.Errorf("it leads to %s, which is not among them", one.Case.Title)
				}
			}
			page.page.Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
				to := a.AttrOr("href", "")
				if (strings.Contains(to, "/account/") || strings.Contains(to, "/series/") || strings.HasSuffix(to, "/pack")) && !strings.Contains(to, "area=") {
					t.Errorf("%q leads to %s", strings.TrimSpace(a.Text()), to)
				}
			})
			for _, way := range []string{".back a", "a[rel=prev]", "a[rel=next]"} {
				to := page.page.Find(way).First().AttrOr("href", "")
				if !strings.Contains(to, "area="+string(area)) {
					t.Errorf("%s loses the choice: %q", way, to)
				}
				b.get(to).wants(t, http.StatusOK)
			}
			chosen := b.get("/greve/quarters?quarter=2014K1&page="+name+"&area="+string(area)).wants(t, http.StatusOK)
			if got := chosen.Request.URL.RequestURI(); got != "/greve/quarters/2014K1/"+name+query {
				t.Errorf("the picker leads to %s", got)
			}
			refused := b.get(at+"/"+name+"?area=findes-ikke").wants(t, http.StatusUnprocessableEntity)
			if text := refused.text("[role=alert]"); !strings.Contains(text, "findes-ikke") {
				t.Errorf("it is refused with %q", text)
			}
		})
	}
	quarter := b.get(at+query).wants(t, http.StatusOK)
	for _, name := range []string{"development", "pipeline", "outlook", "calibration", "round"} {
		if quarter.page.Find(`a[href="`+at+"/"+name+query+`"]`).Length() == 0 {
			t.Errorf("the quarter does not lead to %s of the same cases", name)
		}
	}
}

// The figures of a narrowed page are those of its cases: what the phases count,
// what was promised and realised, who has confirmed, and the account without chance.
func TestNarrowedFigures(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const at = "/greve/quarters/2014K2"
	whole := s.report("greve", "2014K2")
	area := countingArea(t, whole)
	part := whole.Of(func(bc portfolio.BusinessCase) bool { return bc.FocusArea == area })
	query := "?area=" + string(area)

	counted := 0
	b.get(at+"/pipeline"+query).wants(t, http.StatusOK).page.Find(".phases tbody tr").Each(func(_ int, tr *goquery.Selection) {
		counted += int(danishNumber(t, tr.Find("td").Eq(0).Text()) + danishNumber(t, tr.Find("td").Eq(1).Text()))
	})
	if counted != len(part.Cases) {
		t.Errorf("the phases count %d cases of %d", counted, len(part.Cases))
	}

	// Of the whole, the row of the area; of the part, all there is.
	row := func(page *reply, table int, key string) (cells []string) {
		page.page.Find("table.calibration").Eq(table).Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
			if key == "" || strings.TrimSpace(tr.Find("th").Text()) == key {
				cells = tr.Find("td").Map(func(_ int, td *goquery.Selection) string { return strings.TrimSpace(td.Text()) })
			}
		})
		return cells
	}
	named, _ := whole.Organisation.Strategy.FocusArea(area)
	within := row(b.get(at+"/calibration").wants(t, http.StatusOK), 1, named.Name)
	alone := row(b.get(at+"/calibration"+query).wants(t, http.StatusOK), 0, "")
	if len(alone) < 3 || strings.Join(alone[:5], "|") != strings.Join(within[:5], "|") {
		t.Errorf("the part has %v, its row of the whole %v", alone, within)
	}

	round := b.get(at+"/round"+query).wants(t, http.StatusOK)
	if want := strconv.Itoa(part.Round.Confirmed) + " af " + strconv.Itoa(part.Round.Awaited) + " gevinster"; !strings.Contains(round.text("main"), want) || part.Round.Awaited == whole.Round.Awaited {
		t.Errorf("the round does not say %q", want)
	}

	outlook := b.get(at+"/outlook"+query+"&decided-low=100").wants(t, http.StatusOK)
	rows := outlook.page.Find(".outlook-years tbody tr")
	if rows.Length() != len(part.Account.Years) {
		t.Fatalf("%d years", rows.Length())
	}
	rows.Each(func(i int, tr *goquery.Selection) {
		var want float64 // what is in hand or decided, without chance
		for _, layer := range []portfolio.Layer{portfolio.LayerRealised, portfolio.LayerBudgeted, portfolio.LayerDecided} {
			want += part.Account.Years[i].Layers[layer].Kroner()
		}
		if got := danishNumber(t, tr.Find("td").Eq(1).Text()); got != want {
			t.Errorf("%d: the mean is %v, the part's account %v", part.Account.Years[i].Year, got, want)
		}
		if chance := tr.Find("td").Last().Text(); strings.Contains(chance, "%") {
			t.Errorf("the part has a chance of the whole's target: %s", chance)
		}
	})
	if pack := outlook.page.Find(`a[href*="/pack"]`).First().AttrOr("href", ""); !strings.Contains(pack, "area=") || !strings.Contains(pack, "decided-low=100") {
		t.Errorf("its papers are at %s", pack)
	}
}

// The lights are held up against any earlier quarter; what is none is told, and
// the whole's and the part's pages keep the choice.
func TestDevelopmentComparesWithAnEarlierQuarter(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleCouncil)
	const at = "/greve/quarters/2014K2/development"
	plain := b.get(at).wants(t, http.StatusOK).text("#light-flow h2, [data-chart=light-flow]")
	page := b.get(at+"?compare=2013K2").wants(t, http.StatusOK)
	if text := page.text("main"); !strings.Contains(text, "Fra 2. kvartal 2013 til 2. kvartal 2014") || strings.Contains(plain, "2. kvartal 2013") {
		t.Errorf("it is not compared: %s", plain)
	}
	if chosen := page.page.Find("#compare option[selected]").AttrOr("value", ""); chosen != "2013K2" {
		t.Errorf("%q is chosen", chosen)
	}
	for asked, says := range map[string]string{"2014K2": "ligger ikke før", "i-gaar": "er ikke et kvartal"} {
		if refused := b.get(at+"?compare="+asked).wants(t, http.StatusUnprocessableEntity); !strings.Contains(refused.text("[role=alert]"), says) {
			t.Errorf("%s is refused with %q", asked, refused.text("[role=alert]"))
		}
	}
	b.get(at+"?compare=1991K1").wants(t, http.StatusOK) // before anything began
}
