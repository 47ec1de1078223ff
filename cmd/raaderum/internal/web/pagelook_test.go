package web_test

import (
	"encoding/json"
	"flag"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/portfolio"
)

var writeLooks = flag.Bool("looks", false, "write how the dashboard pages look anew, after a look at them")

// lookTolerance is how many grays of 255 a field of 80 by 80 pixels may be off:
// another version of the browser softens edges by less. A section moved by ten
// pixels changes the fields its lines and areas leave and reach by more.
const lookTolerance = 4

// pageLook is a way to see a page.
type pageLook struct {
	name  string
	width int64
	step  browsertest.Step
}

// pageLooks are four windows, the dark one, and paper: A4 less its margins.
func pageLooks() []pageLook {
	return []pageLook{
		{"1440", 1440, browsertest.Scheme("light")}, {"1024", 1024, browsertest.Scheme("light")}, {"768", 768, browsertest.Scheme("light")},
		{"390", 390, browsertest.Scheme("light")}, {"1440 dark", 1440, browsertest.Scheme("dark")}, {"paper", 718, browsertest.Print()},
	}
}

// seenPage is a picture of a page in numbers.
type seenPage struct {
	Across int    `json:"across"` // fields in a row
	Grays  []byte `json:"grays"`
}

// off is by how much two pictures differ, and where: most grays in one field, or
// that they are not of one size.
func (p seenPage) off(other seenPage) (grays int, where string) {
	if p.Across != other.Across || len(p.Grays) != len(other.Grays) {
		rows := func(one seenPage) string {
			return strconv.Itoa(one.Across) + " × " + strconv.Itoa(len(one.Grays)/max(1, one.Across)) + " fields"
		}
		return 255, rows(p) + " instead of " + rows(other)
	}
	for i := range p.Grays {
		if d := max(int(p.Grays[i])-int(other.Grays[i]), int(other.Grays[i])-int(p.Grays[i])); d > grays {
			grays, where = d, "at "+strconv.Itoa(i%p.Across*browsertest.Field)+", "+strconv.Itoa(i/p.Across*browsertest.Field)
		}
	}
	return grays, where
}

var looksFile = filepath.Join("testdata", "looks.golden.json")

// Every dashboard page looks as it did when somebody last looked at it: whole pages
// in four windows, dark, and on paper, without letters, by the mean gray of each
// field. A change that is meant is looked at, and written with
// go test ./cmd/raaderum/internal/web -run TestPagesLookAsTheyDid -looks.
func TestPagesLookAsTheyDid(t *testing.T) {
	s := openDemo(t)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2013K4")); err != nil {
		t.Fatal(err)
	}
	if s.as(portfolio.RoleAnalyst).get("/greve/quarters/2014K2").wants(t, http.StatusOK).page.Find("figure svg").Length() == 0 {
		t.Skip("missing component: front end, run make build")
	}
	want := map[string]seenPage{}
	if data, err := os.ReadFile(looksFile); err == nil {
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
	}
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Scheme("light"), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitReady(chromedp.CSS("main .answer-sentence")))
	pages := append(dashboards(s), [2]string{"a frozen quarter", "/greve/quarters/2013K4"})
	got, start := map[string]seenPage{}, time.Now()
	for _, one := range pages {
		tab.Do(chromedp.Navigate(s.base+one[1]), chromedp.WaitReady(chromedp.CSS("main h1")))
		for _, look := range pageLooks() {
			tab.Do(browsertest.Size(look.width, 900), look.step)
			var seen seenPage
			seen.Across, seen.Grays = tab.Grays()
			name := one[0] + ", " + look.name
			got[name] = seen
			if *writeLooks {
				continue
			}
			if grays, where := seen.off(want[name]); grays > lookTolerance {
				t.Errorf("%s: off by %d grays %s; look at it, then -looks", name, grays, where)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, there := got[name]; !there && !*writeLooks {
			t.Errorf("%s is there no more", name)
		}
	}
	t.Logf("%d pictures of %d pages in %v", len(got), len(pages), time.Since(start).Round(time.Second))
	if *writeLooks {
		data, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(looksFile, append(data, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
