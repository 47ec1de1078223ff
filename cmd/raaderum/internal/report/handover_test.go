package report

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"raaderum/charts"
)

// Who is not told the path gets nothing, nor does a page of another name that
// leads here (a site that rebinds its own); the browser gets what the site has.
func TestHandoverAnswersItsBrowserAlone(t *testing.T) {
	body, err := PackPage(func(w io.Writer) error { _, err := io.WriteString(w, "the quarter"); return err })
	if err != nil {
		t.Fatal(err)
	}
	site := Site{Origin: "https://raaderum.example.org", Page: "/greve/quarters/2014K2", Body: body, Answer: func(path string) (string, []byte, bool) {
		return "text/css", []byte("p{}"), path == "/app.css"
	}}
	h, err := openHandover(t.Context(), site, []Picture{{Chart: charts.Chart{ID: "one"}, SVG: []byte("<svg></svg>")}})
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + h.listener.Addr().String()
	for _, c := range []struct {
		host, path, has string
		status          int
	}{
		{handoverHost, h.secret + site.Page, "the quarter", http.StatusOK},
		{handoverHost, h.secret + "/app.css", "p{}", http.StatusOK},
		{handoverHost, h.secret + picturesPath, `<div id="picture-one"`, http.StatusOK},
		{handoverHost, h.secret + "/icon.svg", "", http.StatusNotFound},
		{handoverHost, site.Page, "", http.StatusNotFound},
		{handoverHost, "/" + site.Page, "", http.StatusNotFound},
		{"attacker.example.org", h.secret + site.Page, "", http.StatusNotFound},
		{"", h.secret + site.Page, "", http.StatusNotFound},
	} {
		status, body, err := fetched(t, c.host, at+c.path)
		if err != nil || status != c.status || c.has != "" && !strings.Contains(body, c.has) || c.has == "" && strings.Contains(body, "quarter</") {
			t.Errorf("%s of %s: %d %q, %v", c.path, c.host, status, body, err)
		}
	}
	h.close()
	if _, _, err := fetched(t, handoverHost, at+h.secret+site.Page); err == nil {
		t.Error("it answers when the print is over")
	}
}

func fetched(t *testing.T, host, address string) (int, string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	request.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	var body io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(answer.Body); err != nil {
			return 0, "", err
		}
	}
	text, err := io.ReadAll(body)
	return answer.StatusCode, string(text), err
}
