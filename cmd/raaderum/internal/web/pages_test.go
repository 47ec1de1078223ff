package web_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
)

// On paper there is no navigation, what is folded away is shown, and the pages
// have numbers.
func TestQuarterOnPaper(t *testing.T) {
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleCouncil, true)),
		chromedp.Navigate(s.base+"/greve/quarters/2014K2"), chromedp.WaitReady(chromedp.CSS("main h1")))
	out := paperText(t, tab)
	text := strings.Join(strings.Fields(out), " ")
	for _, want := range []string{"2. kvartal 2014", "Eksempeldata", "Kvartal Planlagt Forventet Realiseret Indberettet", "Sådan er tallene beregnet"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	for _, unwanted := range []string{"Importhistorik", "Log ud", "Vis tallene som tabel", "Diagrammet i ord"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("the paper says %q", unwanted)
		}
	}
	pages := strings.Count(out, "\f")
	if last := strings.Fields(out); pages < 2 || len(last) == 0 || !strings.Contains(text, "1 / ") && !strings.Contains(text, "1/") {
		t.Errorf("%d pages without numbers", pages)
	}
}

// paperText is the text of a page as it is printed, page by page.
func paperText(t *testing.T, tab *browsertest.Tab) string {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("missing component: poppler (pdftotext)")
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, tab.Paper(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A page that is a form is read on paper as what stands in its fields, typed and
// not stored too; nothing on it can be pressed, and no heading stands alone.
func TestFormsOnPaper(t *testing.T) {
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	id := string(s.report("greve", "2014K2").Cases[0].Case.ID)
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAdmin, true)))
	for _, page := range []struct {
		path    string
		act     []browsertest.Step
		says    string // once: a form and its reading do not both stand
		saysNot string
	}{
		{"/greve/rules", nil, "nye varige gevinster", "Gem"},
		{"/greve/rules", []browsertest.Step{
			chromedp.SetValue(chromedp.CSS("#council"), "Rådet for det prøvede"),
			chromedp.Click(chromedp.CSS("button[value=preview]")), chromedp.WaitVisible(chromedp.CSS("#effects")),
		}, "Rådet for det prøvede", "Gem"},
		{"/greve/cases/" + id + "/facts", nil, "Center for Borgerservice", "Gem"},
		{"/greve/cases/new", nil, "Gevinstkilde Ikke oplyst", "Begynd"},
		{"/greve/systems", nil, "Systemer og systemejere", "Tilføj et system"},
	} {
		tab.Do(chromedp.Navigate(s.base+page.path), chromedp.WaitReady(chromedp.CSS("main h1")))
		tab.Do(page.act...)
		text := strings.Join(strings.Fields(paperText(t, tab)), " ")
		if n := strings.Count(text, page.says); n != 1 {
			t.Errorf("%s on paper says %q %d times: %s", page.path, page.says, n, text)
		}
		if strings.Contains(text, page.saysNot) {
			t.Errorf("%s on paper says %q", page.path, page.saysNot)
		}
	}
}

// Paper is white whatever the reader's screen is: printed by a reader who prefers
// dark, charts and all, it is the same paper, dot for dot.
func TestPaperIsLightInTheDark(t *testing.T) {
	drawer, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("missing component: poppler (pdftoppm)")
	}
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleCouncil, true)))
	drawn := map[string][]byte{}
	for _, scheme := range []string{"light", "dark"} {
		tab.Do(browsertest.Scheme(scheme), chromedp.Navigate(s.base+"/greve/quarters/2014K2"), chromedp.WaitReady(chromedp.CSS("main h1")))
		file := filepath.Join(t.TempDir(), scheme+".pdf")
		if err := os.WriteFile(file, tab.Paper(), 0o600); err != nil {
			t.Fatal(err)
		}
		if drawn[scheme], err = exec.Command(drawer, "-r", "20", "-gray", file).Output(); err != nil {
			t.Fatal(err)
		}
	}
	white := bytes.Count(drawn["dark"], []byte{255})
	if share := float64(white) / float64(len(drawn["dark"])); share < 0.6 { // text, charts and lines take less than two fifths of a page
		t.Errorf("%.0f %% of the paper is white", 100*share)
	}
	if !bytes.Equal(drawn["light"], drawn["dark"]) {
		t.Error("the paper of a dark screen is another than that of a light one")
	}
}
