package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers/template"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// zipped is a zip file with the given entries, in their order.
func zipped(t *testing.T, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, one := range files {
		part, err := w.Create(one.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(one.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// numbered is the template filled in with a case of that number.
func numbered(t *testing.T, n int) []byte {
	t.Helper()
	return filledTemplate(t, func(f *template.Form) {
		f.Case.Number, f.Case.Title = fmt.Sprintf("T%03d", n), fmt.Sprintf("Prøvesag %d", n)
	})
}

// settled waits until nothing of a batch is open, and gives its progresses.
func (s *site) settled(path string) string {
	s.t.Helper()
	id := portfolio.BatchID(path[strings.LastIndexByte(path, '/')+1:])
	organisation := portfolio.OrganisationID(strings.Split(path, "/")[1])
	for {
		batch, err := s.store.Batch(s.t.Context(), organisation, id)
		if err != nil {
			s.t.Fatal(err)
		}
		if batch.Count(portfolio.BatchWaiting, portfolio.BatchWorking) == 0 {
			var all []string
			for _, file := range batch.Files {
				all = append(all, string(file.Progress))
			}
			return strings.Join(all, ",")
		}
		time.Sleep(25 * time.Millisecond)
	}
}

// A zip file of everything: in the order of the names, each with its result and
// the way to its own page; one button stores what is ready and leaves the rest.
func TestBatch(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	bomb := make([]byte, 30<<20)
	r := b.upload("/greve/imports/new", file{"alle.zip", zipped(t,
		file{"under/g.xlsx", numbered(t, 2)}, file{"a.xlsx", numbered(t, 1)}, file{"b.xlsx", loose(t)}, file{"c.xlsx", []byte("ikke et regneark")},
		file{"../d.csv", []byte("Projekt;2016\n")}, file{"e.csv", bomb}, file{"f.csv", nil}, file{"h.xlsx", numbered(t, 1)}, file{"læs mig.txt", []byte("x")},
	)}).wants(t, 200)
	at := r.Request.URL.Path
	if got := s.settled(at); got != "rejected,ready,questions,rejected,rejected,rejected,ready,ready" {
		t.Fatalf("the files are %s", got)
	}
	r = b.get(at).wants(t, 200)
	names := r.page.Find("table.batch tbody th").Map(func(_ int, h *goquery.Selection) string { return strings.TrimSpace(h.Text()) })
	if want := []string{"d.csv", "a.xlsx", "b.xlsx", "c.xlsx", "e.csv", "f.csv", "h.xlsx", "under/g.xlsx"}; !slices.Equal(names, want) {
		t.Errorf("the files are %q, want %q", names, want)
	}
	if said := r.text("main"); !strings.Contains(said, "Én fil er ikke et regneark og er ikke læst: læs mig.txt.") {
		t.Errorf("a file that is no workbook is left without a word: %s", said)
	}
	for position, want := range map[int]string{1: "peger ud af den", 4: "", 5: "fylder for meget", 6: ""} {
		if got := r.text(fmt.Sprintf("#file-%d .refusal", position)); got == "" || strings.Contains(got, "[") || !strings.Contains(got, want) {
			t.Errorf("file %d says %q, want %q", position, got, want)
		}
	}
	if r.page.Find("[data-refresh], .batch-reload, #cancel, #resume").Length() != 0 || r.text(".batch-tally") != "Klar 3Har spørgsmål 1Kan ikke læses 4" {
		t.Errorf("a batch that is done says %s", r.text("main"))
	}
	if cases, err := s.store.Cases(t.Context(), "greve"); err != nil || len(cases) != 0 {
		t.Fatalf("%d cases are stored before anybody accepted, %v", len(cases), err)
	}

	// A file's own page, and its answers, come back to the batch.
	questions, _ := r.page.Find("#file-3 th a").Attr("href")
	page := b.get(questions).wants(t, 200)
	unit := page.page.Find(`input[name^="answer:unit@"]`).First()
	name, _ := unit.Attr("name")
	b.post(questions+"/answers", url.Values{name: {"t.kr."}, "action": {"save"}}).wants(t, 200)
	if got := s.settled(at); !strings.HasPrefix(got, "rejected,ready,questions") {
		t.Errorf("after an answer the files are %s", got)
	}

	// The same bytes twice: the first is stored, the second is known.
	b.post(at+"/accept", nil).wants(t, 200)
	if got := s.settled(at); got != "rejected,imported,questions,rejected,rejected,rejected,imported,imported" {
		t.Fatalf("after accepting the files are %s", got)
	}
	all, err := s.store.Imports(t.Context(), "greve")
	if err != nil || len(all) != 2 || all[1].File != "a.xlsx" || all[0].File != "under/g.xlsx" || all[0].By != "analyst" {
		t.Fatalf("imports %+v, %v", all, err)
	}
	r = b.get(at).wants(t, 200)
	if link, _ := r.page.Find("#file-7 th a").Attr("href"); link != "/greve/imports#import-1" {
		t.Errorf("the file that was stored leads to %q", link)
	}
	if r.page.Find("#accept").Length() != 0 || strings.Contains(r.text("main"), "Intet er gemt") {
		t.Errorf("after accepting: %s", r.text("main"))
	}
	b.post(questions+"/discard", nil).wants(t, 200)
	if got := b.get(at).text("#file-3"); !strings.Contains(got, "Kasseret") {
		t.Errorf("the discarded file says %q", got)
	}
	if got := b.get("/greve/imports/new").text("#batches + ul"); !strings.Contains(got, "alle.zip") {
		t.Errorf("the form shows %q", got)
	}

	// Others do not find it, and those who may not import may not steer it.
	foreign := strings.Replace(at, "/greve/", "/albertslund/", 1)
	b.get(foreign).wants(t, 404)
	for _, action := range []string{"/cancel", "/resume", "/accept"} {
		b.post(foreign+action, nil).wants(t, 404)
		s.as(portfolio.RoleCouncil).post(at+action, nil).wants(t, 403)
	}
}

// What cannot be a batch is told of, and nothing is kept of it.
func TestHostileBatch(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	var many []file
	for i := range web.DefaultUploadFiles + 1 {
		many = append(many, file{fmt.Sprintf("%d.csv", i), []byte("x")})
	}
	for name, data := range map[string][]byte{
		"brudt.zip": []byte("PK kort"), "tekst.zip": []byte("ikke en zip"), "tom.zip": zipped(t, file{"laes.txt", []byte("x")}), "mange.zip": zipped(t, many...),
		"indlejret.zip": zipped(t, file{"indre.zip", zipped(t, file{"a.csv", []byte("x")})}),
	} {
		if r := b.upload("/greve/imports/new", file{name, data}).wants(t, 422); len(r.text("main")) < 20 || strings.Contains(r.text("main"), "[") {
			t.Errorf("%s: %s", name, r.text("main"))
		}
	}
	if all, err := s.store.Batches(t.Context(), "greve"); err != nil || len(all) != 0 {
		t.Errorf("%d batches, %v", len(all), err)
	}
}

// gated lets so many files be begun on as its gate has been told of.
type gated struct {
	*store.Store
	gate chan struct{}
}

func (g gated) ClaimBatchFile(ctx context.Context, lease time.Duration) (portfolio.BatchClaim, bool, error) {
	select {
	case <-g.gate:
		return g.Store.ClaimBatchFile(ctx, lease)
	case <-ctx.Done():
		return portfolio.BatchClaim{}, false, ctx.Err()
	}
}

// Stopping keeps what was read, and going on reads the rest.
func TestBatchIsCancelledAndResumed(t *testing.T) {
	gate := make(chan struct{})
	s := open(t, func(c *web.Config) { c.Store = gated{c.Store.(*store.Store), gate} })
	b := s.as(portfolio.RoleAnalyst)
	var files []file
	for i := range 6 {
		files = append(files, file{fmt.Sprintf("%02d.xlsx", i), numbered(t, i)})
	}
	at := b.upload("/greve/imports/new", file{"alle.zip", zipped(t, files...)}).wants(t, 200).Request.URL.Path
	r := b.get(at)
	if r.page.Find("[data-refresh] .batch-reload a").Length() != 1 || !strings.Contains(r.text("main"), "0 af 6 filer er færdige") || r.page.Find("#file-6 th a").Length() != 1 {
		t.Errorf("before anything is read: %s", r.text("main"))
	}
	for range 2 {
		select {
		case gate <- struct{}{}:
		case <-time.After(10 * time.Second):
			t.Fatal("nobody looks for work")
		}
	}
	for !strings.Contains(b.get(at).text("main"), "2 af 6") {
		time.Sleep(25 * time.Millisecond)
	}
	r = b.post(at+"/cancel", nil).wants(t, 200)
	if got := s.settled(at); got != "ready,ready,cancelled,cancelled,cancelled,cancelled" || r.page.Find("#resume").Length() != 1 || !strings.Contains(r.text("main"), "Stoppet. 2 af 6") {
		t.Fatalf("the files are %s: %s", got, r.text("main"))
	}
	b.post(at+"/resume", nil).wants(t, 200)
	close(gate)
	if got := s.settled(at); strings.Count(got, "ready") != 6 {
		t.Errorf("the files are %s", got)
	}
}

// 200 workbooks: all read, in their order, and memory does not grow with them.
func TestBatchOf200(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	var files []file
	for i := range 200 {
		files = append(files, file{fmt.Sprintf("%03d.xlsx", i), numbered(t, i)})
	}
	data := zipped(t, files...)
	size := len(data)
	var before, now, most runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				if runtime.ReadMemStats(&now); now.HeapInuse > most.HeapInuse {
					most = now
				}
			}
		}
	}()
	began := time.Now() //nolint:forbidigo // printed, not judged
	at := b.upload("/greve/imports/new", file{"alle.zip", data}).wants(t, 200).Request.URL.Path
	received := time.Since(began)
	got := s.settled(at)
	read := time.Since(began)
	if strings.Count(got, "ready") != 200 {
		t.Fatalf("the files are %s", got)
	}
	b.post(at+"/accept", nil).wants(t, 200)
	got = s.settled(at)
	stored := time.Since(began)
	close(stop)
	<-stopped
	all, err := s.store.Imports(t.Context(), "greve")
	if err != nil || strings.Count(got, "imported") != 200 || len(all) != 200 {
		t.Fatalf("%d imports, %v; the files are %s", len(all), err, got)
	}
	for i, one := range all {
		if want := fmt.Sprintf("%03d.xlsx", 199-i); one.File != want {
			t.Fatalf("import %s is of %s, want %s", one.ID, one.File, want)
		}
	}
	grown := (int64(most.HeapInuse) - int64(before.HeapInuse)) >> 20
	t.Logf("200 files, %d KB: received in %v, read after %v, stored after %v; heap grew at most %d MB", size>>10, received, read, stored, grown)
	if grown > 400 {
		t.Errorf("the heap grew by %d MB", grown)
	}
}

// With a script the page follows the work by itself, and a reader who has the
// focus somewhere keeps it.
func TestBatchPageFollows(t *testing.T) {
	s := open(t, func(c *web.Config) { c.OpenLinks = true })
	b := s.as(portfolio.RoleAnalyst)
	var files []file
	for i := range 60 {
		files = append(files, file{fmt.Sprintf("%02d.xlsx", i), numbered(t, i)})
	}
	tab := browsertest.Open(t, s.base)
	tab.Do(chromedp.Navigate(s.base + "/login/" + s.link(portfolio.RoleAnalyst, true)))
	at := b.upload("/greve/imports/new", file{"alle.zip", zipped(t, files...)}).wants(t, 200).Request.URL.Path
	tab.Do(chromedp.Navigate(s.base + at))
	if !tab.Has("script[src*='batch.js']") {
		t.Skip("missing component: the front end; make build builds the script")
	}
	for _, violation := range tab.Axe() {
		t.Errorf("while it runs: %s", violation)
	}
	s.settled(at)
	for tab.Has("[data-refresh]") {
		time.Sleep(50 * time.Millisecond)
	}
	if got := tab.Text("#batch-standing"); !strings.Contains(got, "Alle 60 filer er læst") || !tab.Has("#accept") {
		t.Errorf("the page says %q", got)
	}
}
