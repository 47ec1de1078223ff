package browsertest

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// recorder stands in for a test and keeps what would have failed it.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Error(args ...any) { r.errors = append(r.errors, args[0].(string)) }

// The guard itself: each thing a page may not do is reported.
func TestProblemsAreReported(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(`<!doctype html><html lang=da><title>x</title><link rel=icon href="data:,">
				<img src="/gone.png" alt=""><img src="http://192.0.2.1/away.png" alt="">
				<script>console.error("bad thing"); throw new Error("thrown")</script>`))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	r := &recorder{TB: t}
	tab := Open(t, server.URL)
	tab.t = r
	if err := chromedp.Do(tab.Context, chromedp.Navigate(server.URL+"/"), chromedp.WaitReady(chromedp.CSS("body"))); err != nil {
		t.Fatal(err)
	}
	violations := tab.Axe()
	tab.complain()
	for _, want := range []string{"bad thing", "thrown", "/gone.png answers Not Found", "asks outside the server: http://192.0.2.1/away.png"} {
		if !slices.ContainsFunc(r.errors, func(e string) bool { return strings.Contains(e, want) }) {
			t.Errorf("%q was not reported; got %q", want, r.errors)
		}
	}
	if !slices.ContainsFunc(violations, func(v string) bool { return strings.Contains(v, "landmark") || strings.Contains(v, "heading") }) {
		t.Errorf("axe found nothing wrong with a page without landmarks: %q", violations)
	}
}
