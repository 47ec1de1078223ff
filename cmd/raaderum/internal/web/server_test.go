package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func TestLoginLinkSurvivesPreviews(t *testing.T) {
	s := open(t)
	link := "/login/" + s.link(portfolio.RoleCouncil, false)
	for range 3 { // a mail scanner, a preview, the user
		r := s.browser().get(link).wants(t, 200)
		if r.page.Find("form[method=post] button").Length() == 0 {
			t.Fatalf("no button:\n%s", r.body)
		}
	}
	b := s.browser()
	if r := b.post(link, nil); r.Request.URL.Path == link {
		t.Fatalf("the button did not log in: %s", r.Status)
	}
	if r := b.get("/greve/imports").wants(t, 200); !strings.Contains(r.text("header"), "Test council") {
		t.Errorf("the user's name is not in the header: %s", r.text("header"))
	}
	s.browser().post(link, nil).wants(t, 401)
}

func TestOpenLinksLogInAgainAndAgain(t *testing.T) {
	s := open(t, func(c *web.Config) { c.OpenLinks = true })
	link := "/login/" + s.link(portfolio.RoleAuditor, true)
	for range 2 {
		b := s.browser()
		b.get(link)
		b.get("/greve/imports").wants(t, 200)
	}
	s.browser().get("/login/no-such-token").wants(t, 401)
}

func TestLoginLeadsToWhatWasAskedFor(t *testing.T) {
	s := open(t)
	b := s.browser()
	request := b.request(http.MethodGet, "/greve/imports?from=mail", nil)
	request.Header.Set("Accept", "text/html")
	if r := b.do(request); r.Request.URL.Path != "/login" || r.text(".lead") == "" {
		t.Fatalf("at %s: %s", r.Request.URL, r.text("main"))
	}
	b.get("/apple-touch-icon.png") // what a browser asks for by itself does not count
	if r := b.post("/login/"+s.link(portfolio.RoleReader, false), nil).wants(t, 200); r.Request.URL.RequestURI() != "/greve/imports?from=mail" {
		t.Errorf("led to %s", r.Request.URL)
	}
}

func TestLogout(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleReader)
	b.get("/greve/imports").wants(t, 200)
	cookies := b.client.Jar.Cookies(mustURL(t, s.base))
	b.post("/logout", nil)
	if r := b.get("/greve/imports"); r.Request.URL.Path != "/login" {
		t.Errorf("still at %s", r.Request.URL.Path)
	}
	b.client.Jar.SetCookies(mustURL(t, s.base), cookies) // a stolen cookie is no use
	if r := b.get("/greve/imports"); r.Request.URL.Path != "/login" {
		t.Errorf("the session lives on at %s", r.Request.URL.Path)
	}
}

func TestLoginSlowsDownGuessing(t *testing.T) {
	s := open(t)
	b := s.browser()
	codes := map[int]int{}
	for i := range 25 {
		codes[b.post(fmt.Sprintf("/login/guess-%d", i), nil).StatusCode]++
	}
	if codes[401] != 20 || codes[429] != 5 {
		t.Errorf("answers by status: %v", codes)
	}
}

func TestOrganisationsAreApart(t *testing.T) {
	s := open(t)
	council := s.as(portfolio.RoleCouncil)
	foreign := council.get("/albertslund/imports").wants(t, 404)
	unknown := council.get("/nowhere/imports").wants(t, 404)
	if foreign.text("main h1, main .lead") != unknown.text("main h1, main .lead") {
		t.Errorf("a foreign organisation is told apart from none:\n%s\n%s", foreign.text("main"), unknown.text("main"))
	}
	analyst := s.as(portfolio.RoleAnalyst)
	if r := analyst.get("/albertslund/imports").wants(t, 200); r.page.Find(`.switcher a[href="/greve"]`).Length() != 1 {
		t.Errorf("no way to the other organisation: %s", r.text("header"))
	}
	if r := council.get("/greve/imports"); r.page.Find(".switcher").Length() != 0 {
		t.Error("a switcher with nowhere to go")
	}
}

func TestRolesThatMayImport(t *testing.T) {
	s := open(t)
	for _, role := range portfolio.Roles {
		want := 403
		if role == portfolio.RoleAnalyst || role == portfolio.RoleCoordinator || role == portfolio.RoleAdmin {
			want = 200
		}
		r := s.as(role).get("/greve/imports/new").wants(t, want)
		if linked := r.page.Find(`nav a[href="/greve/imports/new"]`).Length() == 1; linked != (want == 200) {
			t.Errorf("%s: link to upload %v", role, linked)
		}
	}
}

func TestLanguage(t *testing.T) {
	b := open(t).as(portfolio.RoleReader)
	r := b.get("/greve/imports")
	if lang, _ := r.page.Find("html").Attr("lang"); lang != "da" || r.text("h1") != "Importhistorik" {
		t.Errorf("%s %s", lang, r.text("h1"))
	}
	r = b.post("/language", url.Values{"language": {"en"}, "back": {"/greve/imports"}}).wants(t, 200)
	if lang, _ := r.page.Find("html").Attr("lang"); lang != "en" || r.text("h1") != "Import history" {
		t.Errorf("%s %s", lang, r.text("h1"))
	}
	r = b.post("/language", url.Values{"language": {"da"}, "back": {"//evil.example/"}})
	if r.Request.URL.Host != mustURL(t, b.site.base).Host {
		t.Errorf("led to %s", r.Request.URL)
	}
	b.post("/language", url.Values{"language": {"tlh"}}).wants(t, 400)
}

func TestFormsFromOtherSites(t *testing.T) {
	s := open(t)
	for _, header := range []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}},
		{"Sec-Fetch-Site": {"same-site"}},
		{"Origin": {"http://evil.example"}},
		{"Origin": {"null"}},
	} {
		b := s.as(portfolio.RoleAnalyst)
		request := b.request(http.MethodPost, "/logout", nil)
		request.Header = header
		b.do(request).wants(t, 403)
		b.get("/greve/imports").wants(t, 200)
	}
}

func TestWhatBrowsersAreHeldTo(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	for _, path := range []string{"/login", "/greve/imports", "/greve/imports/new", "/greve/nowhere", "/accessibility"} {
		r := b.get(path)
		policy := r.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy %q lacks %q", path, policy, want)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Strict-Transport-Security": ""} {
			if got := r.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", path, header, got)
			}
		}
		keepsToPolicy(t, path, r)
	}
}

// keepsToPolicy looks for what the content policy would block.
func keepsToPolicy(t *testing.T, path string, r *reply) {
	t.Helper()
	if n := r.page.Find("script:not([src]), style, [style]").Length(); n > 0 {
		t.Errorf("%s: %d inline scripts or styles", path, n)
	}
	r.page.Find("*").Each(func(_ int, element *goquery.Selection) {
		for _, attribute := range element.Nodes[0].Attr {
			value := strings.ToLower(strings.TrimSpace(attribute.Val))
			outside := strings.Contains(value, "://") || strings.HasPrefix(value, "//") || strings.HasPrefix(value, "javascript:")
			loads := attribute.Key == "src" || attribute.Key == "href" || attribute.Key == "action"
			if strings.HasPrefix(attribute.Key, "on") || loads && outside {
				t.Errorf("%s: %s=%q", path, attribute.Key, attribute.Val)
			}
		}
	})
}

func TestBehindTLS(t *testing.T) {
	s := open(t, func(c *web.Config) { c.TLS = true })
	b := s.browser()
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r := b.post("/login/"+s.link(portfolio.RoleReader, false), nil).wants(t, 303)
	cookie := r.Header.Get("Set-Cookie")
	for _, want := range []string{"__Host-raaderum=", "HttpOnly", "secure", "SameSite=Lax", "path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %q", cookie, want)
		}
	}
	if r.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to keep to https")
	}
}

// panicking is a store that fails in the worst way.
type panicking struct{ *store.Store }

func (panicking) Imports(context.Context, portfolio.OrganisationID) ([]portfolio.Import, error) {
	panic("secret inner detail")
}

func TestServerOutlivesPanics(t *testing.T) {
	s := open(t, func(c *web.Config) { c.Store = panicking{c.Store.(*store.Store)} })
	b := s.as(portfolio.RoleReader)
	r := b.get("/greve/imports").wants(t, 500)
	if strings.Contains(r.body, "secret") || strings.Contains(r.body, "goroutine") {
		t.Errorf("internals shown:\n%s", r.body)
	}
	if !strings.Contains(s.log.String(), "secret inner detail") {
		t.Error("the cause is not in the log")
	}
	if id := r.Header.Get("X-Request-Id"); !strings.Contains(r.text("main"), id) || !strings.Contains(s.log.String(), id) {
		t.Errorf("page and log do not share the request's id %q", id)
	}
	b.get("/healthz").wants(t, 200)
}

func TestHealth(t *testing.T) {
	s := open(t)
	b := s.browser()
	b.get("/healthz").wants(t, 200)
	b.get("/readyz").wants(t, 200)
	if r := b.get("/metrics").wants(t, 200); !strings.Contains(r.body, `raaderum_http_request_seconds_count{method="GET",route="/readyz",status="200"} 1`) {
		t.Errorf("no count of requests:\n%s", r.body)
	}
	s.store.Close()
	b.get("/healthz").wants(t, 200)
	b.get("/readyz").wants(t, 503)
}

func TestTooLargeABody(t *testing.T) {
	s := open(t, func(c *web.Config) { c.UploadBytes = 20 << 20 })
	b := s.as(portfolio.RoleAnalyst)
	r := b.upload("/greve/imports/new", file{"stor.xlsx", make([]byte, 30<<20)})
	r.wants(t, 413)
	b.get("/healthz").wants(t, 200)
}

func TestPagesAreSentPacked(t *testing.T) {
	b := open(t).as(portfolio.RoleReader)
	request := b.request(http.MethodGet, "/greve/imports", nil)
	request.Header.Set("Accept-Encoding", "gzip") // said by hand, so that the client does not unpack it
	if r := b.do(request).wants(t, 200); r.Header.Get("Content-Encoding") != "gzip" || !strings.HasPrefix(r.body, "\x1f\x8b") {
		t.Errorf("encoding %q", r.Header.Get("Content-Encoding"))
	}
}

// TestRequestsThatHideTheirSize refuses what could grow while it is read.
func TestRequestsThatHideTheirSize(t *testing.T) {
	b := open(t).as(portfolio.RoleAnalyst)
	packed := b.request(http.MethodPost, "/greve/imports/new", strings.NewReader("x"))
	packed.Header.Set("Content-Encoding", "gzip")
	b.do(packed).wants(t, 415)
	chunked := b.request(http.MethodPost, "/greve/imports/new", struct{ io.Reader }{strings.NewReader("x")})
	b.do(chunked).wants(t, 411)
}

func TestProblemDocuments(t *testing.T) {
	b := open(t).as(portfolio.RoleReader)
	r := b.get("/api/v1/nowhere").wants(t, 404)
	if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
	var problem struct {
		Type, Title, Detail, Code, Instance string
		Status                              int
	}
	if err := json.Unmarshal([]byte(r.body), &problem); err != nil {
		t.Fatal(err)
	}
	if problem.Status != 404 || problem.Code != "not_found" || problem.Title != "Siden findes ikke" || problem.Type != "about:blank" || problem.Instance == "" {
		t.Errorf("%+v", problem)
	}
}

func mustURL(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestDryRunKeepsNothing(t *testing.T) {
	s := open(t)
	s.browser().upload("/api/v1/imports/dry-run", file{"a.xlsx", []byte("x")}).wants(t, 401)
	b := s.as(portfolio.RoleReader)
	r := b.upload("/api/v1/imports/dry-run", file{"tekst.xlsx", []byte("not a workbook")}, file{"tom.xlsx", nil}).wants(t, 200)
	var answer struct {
		Files []struct {
			File, SHA256, Status string
			Findings             []struct{ Code, Message string }
		}
	}
	if err := json.Unmarshal([]byte(r.body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Files) != 2 {
		t.Fatalf("%s", r.body)
	}
	for _, f := range answer.Files {
		if f.Status != "rejected" || len(f.Findings) != 1 || f.Findings[0].Message == "" || strings.HasPrefix(f.Findings[0].Message, "[") {
			t.Errorf("%+v", f)
		}
	}
	// sha256sum of the 14 bytes "not a workbook".
	if want := "2f66dc481a54c04e20e01bf7a084eb9f2b95f856219a0f1607b9df45294cc47c"; answer.Files[0].SHA256 != want {
		t.Errorf("checksum %s, want %s", answer.Files[0].SHA256, want)
	}
	b.post("/api/v1/imports/dry-run", nil).wants(t, 422)
}

func TestOpenAPIMatchesTheRoutes(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleReader)
	var document struct {
		OpenAPI string
		Paths   map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(b.get("/api/v1/openapi.json").wants(t, 200).body), &document); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1.") || len(document.Paths) == 0 {
		t.Fatalf("%+v", document)
	}
	described := map[string]bool{}
	for path, methods := range document.Paths {
		for method := range methods {
			described[strings.ToUpper(method)+" "+path] = true
		}
	}
	for _, route := range s.server.APIRoutes() {
		route = describedAs(route)
		if !described[route] {
			t.Errorf("%s is not described", route)
		}
		delete(described, route)
	}
	for route := range described {
		t.Errorf("%s is described and does not exist", route)
	}
}

// Somebody who stops the server as soon as it starts is heard: the stop may
// come before the listener is taken.
func TestStopAtOnce(t *testing.T) {
	for range 20 {
		database, err := store.Open(t.Context(), "sqlite::memory:", now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { database.Close() })
		server, err := web.New(web.Config{Store: database, Now: now, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(ctx, listener) }()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("the server ended with %v", err)
			}
		case <-time.After(30 * time.Second):
			t.Fatal("the server goes on though it was stopped")
		}
	}
}
