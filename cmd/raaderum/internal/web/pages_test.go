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
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("missing component: poppler (pdftotext)")
	}
	s := openDemo(t, func(c *web.Config) { c.OpenLinks = true })
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleCouncil, true)),
		chromedp.Navigate(s.base+"/greve/quarters/2014K2"), chromedp.WaitReady(chromedp.CSS("main h1")))
	file := filepath.Join(t.TempDir(), "quarter.pdf")
	if err := os.WriteFile(file, tab.Paper(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
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
	pages := bytes.Count(out, []byte("\f"))
	if last := strings.Fields(string(out)); pages < 2 || len(last) == 0 || !strings.Contains(text, "1 / ") && !strings.Contains(text, "1/") {
		t.Errorf("%d pages without numbers", pages)
	}
}
