package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// What was sent and not decided is listed with how far it came: a single file
// with its answers, a batch that was stopped, and one whose files did not all
// arrive. Each is taken up again or thrown away from there; what is decided is
// listed below.
func TestPendingIsResumedOrThrownAway(t *testing.T) {
	gate := make(chan struct{})
	s := open(t, func(c *web.Config) { c.Store = gated{c.Store.(*store.Store), gate} })
	b := s.as(portfolio.RoleAnalyst)
	if r := b.get("/greve/imports/new").wants(t, 200); r.page.Find("#pending, #batches").Length() != 0 {
		t.Errorf("something waits already: %s", r.text("main"))
	}
	single := b.upload("/greve/imports/new", file{"løs.xlsx", loose(t)}).wants(t, 200).Request.URL.Path
	stopped := b.upload("/greve/imports/new", file{"alle.zip", zipped(t, file{"a.xlsx", numbered(t, 1)}, file{"b.xlsx", numbered(t, 2)})}).wants(t, 200).Request.URL.Path
	b.post(stopped+"/cancel", nil).wants(t, 200)
	half, err := s.store.BeginBatch(t.Context(), "greve", "analyst", "halv.zip", portfolio.LeftFiles{})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"c.xlsx", "d.xlsx"} {
		if err := s.store.AddToBatch(t.Context(), "greve", half, portfolio.BatchFile{Position: i + 1, Name: name}, numbered(t, 3+i)); err != nil {
			t.Fatal(err)
		}
	}

	r := b.get("/greve/imports/new").wants(t, 200)
	rows := map[string]string{} // what each row says, by its name
	for _, row := range r.page.Find("table.pending tbody tr").EachIter() {
		rows[row.Find("th").Text()] = strings.Join(strings.Fields(row.Text()), " ")
	}
	for name, want := range map[string][]string{
		"løs.xlsx": {"Læst, venter på dig", "Test analyst", "1. september 2014", "8. september 2014", "Smid væk"},
		"alle.zip": {"0 af 2 er læst, 2 er stoppet", "Fortsæt", "Smid væk"},
		"halv.zip": {"Afbrudt, mens filerne blev modtaget: 2 nåede frem", "Fortsæt"},
	} {
		for _, word := range want {
			if !strings.Contains(rows[name], word) {
				t.Errorf("%s says %q, not %q", name, rows[name], word)
			}
		}
	}
	if len(rows) != 3 || strings.Contains(rows["løs.xlsx"], "Fortsæt") {
		t.Errorf("the rows are %v", rows)
	}

	b.post("/greve/batches/"+string(half)+"/resume", nil).wants(t, 200)
	close(gate)
	if got := s.settled("/greve/batches/" + string(half)); got != "ready,ready" {
		t.Errorf("what had arrived is %s", got)
	}
	b.post(stopped+"/discard", nil).wants(t, 200)
	b.get(stopped).wants(t, 404)
	b.post(single+"/discard", nil).wants(t, 200)
	b.post("/greve/batches/"+string(half)+"/accept", nil).wants(t, 200)
	s.settled("/greve/batches/" + string(half))
	r = b.get("/greve/imports/new").wants(t, 200)
	if r.page.Find("#pending").Length() != 0 || !strings.Contains(r.text("section[aria-labelledby=batches]"), "halv.zip") {
		t.Errorf("after all is decided: %s", r.text("main"))
	}
	s.as(portfolio.RoleReader).post("/greve/batches/"+string(half)+"/discard", nil).wants(t, 403)
}

// A file that is read while its batch is stopped is not waited for: the page says
// at once that it is stopped, and nothing comes of it.
func TestCancelWhileAFileIsRead(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	var long strings.Builder // seconds to read, and no bomb
	long.WriteString("Projekt;2016;2017;2018;2019\n")
	for i := range 100_000 {
		fmt.Fprintf(&long, "Sag %d;%d;%d;%d;%d\n", i, i*7919%999983, i*104729%999979, i*1299709%999961, i*15485863%999959)
	}
	at := b.upload("/greve/imports/new", file{"alle.zip", zipped(t, file{"a.csv", []byte(long.String())}, file{"b.xlsx", numbered(t, 1)})}).wants(t, 200).Request.URL.Path
	for s.text(b, at, "#file-1 .upload-status") == "Venter" {
		time.Sleep(5 * time.Millisecond)
	}
	if got := s.text(b, at, "#file-1 .upload-status"); got != "Læses nu" {
		t.Fatalf("the file is %q and not read", got)
	}
	b.post(at+"/cancel", nil).wants(t, 200)
	if got := s.text(b, at, "#file-1 .upload-status"); got != "Stoppet" {
		t.Errorf("the file that was read is %q", got)
	}
	b.post(at+"/discard", nil).wants(t, 200) // and nothing is left that could be handed in
	if cases, err := s.store.Cases(t.Context(), "greve"); err != nil || len(cases) != 0 {
		t.Errorf("%d cases, %v", len(cases), err)
	}
}

// text is what a part of a page says.
func (s *site) text(b *browser, at, selector string) string {
	s.t.Helper()
	return b.get(at).wants(s.t, 200).text(selector)
}
