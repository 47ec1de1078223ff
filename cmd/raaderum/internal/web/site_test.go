package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// now is the tests' time: two months after the demo's last quarter.
func now() time.Time { return time.Date(2014, 9, 1, 9, 0, 0, 0, time.UTC) }

// site is a real server on a real database, answering over HTTP.
type site struct {
	t      *testing.T
	base   string
	server *web.Server
	store  *store.Store
	log    *bytes.Buffer
}

// open starts a site with Greve and Albertslund and a user for each role, who
// belong to Greve; the analyst belongs to both.
func open(t *testing.T, change ...func(*web.Config)) *site {
	t.Helper()
	return openOn(t, "sqlite::memory:", change...)
}

func openOn(t *testing.T, url string, change ...func(*web.Config)) *site {
	t.Helper()
	database, err := store.Open(t.Context(), url, now)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, store: database, log: &bytes.Buffer{}}
	for _, name := range []string{"greve", "albertslund"} {
		organisation, err := portfolio.LoadProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		organisation.Example = true
		if err := database.SaveOrganisation(t.Context(), organisation); err != nil {
			t.Fatal(err)
		}
	}
	for _, role := range portfolio.Roles {
		memberships := []portfolio.Membership{{Organisation: "greve", Role: role}}
		if role == portfolio.RoleAnalyst {
			memberships = append(memberships, portfolio.Membership{Organisation: "albertslund", Role: role})
		}
		user := portfolio.User{ID: portfolio.UserID(role), Name: "Test " + string(role), Email: string(role) + "@example.org", Memberships: memberships}
		if err := database.SaveUser(t.Context(), user); err != nil {
			t.Fatal(err)
		}
	}
	config := web.Config{Store: database, Now: now, Log: slog.New(slog.NewTextHandler(s.log, nil))}
	for _, f := range change {
		f(&config)
	}
	server, err := web.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s.server = server
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.base = "http://" + listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		database.Close()
	})
	return s
}

// browser is somebody's browser: it keeps cookies and follows redirects.
type browser struct {
	site   *site
	client *http.Client
}

func (s *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &browser{s, &http.Client{Jar: jar, Timeout: 5 * time.Minute}}
}

// as is a browser in which a user of the role has logged in.
func (s *site) as(role portfolio.Role) *browser {
	s.t.Helper()
	b := s.browser()
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	b.post("/login/"+s.link(role, true), nil).wants(s.t, http.StatusSeeOther)
	b.client.CheckRedirect = nil
	return b
}

func (s *site) link(role portfolio.Role, reusable bool) string {
	s.t.Helper()
	token, err := s.store.CreateLoginLink(s.t.Context(), portfolio.UserID(role), now().Add(time.Hour), reusable)
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

// reply is an answer with its body read and, for a page, parsed.
type reply struct {
	*http.Response
	body string
	page *goquery.Document
}

// text is the page's text without needless space.
func (r *reply) text(selector string) string {
	return strings.Join(strings.Fields(r.page.Find(selector).Text()), " ")
}

func (b *browser) do(request *http.Request) *reply {
	b.site.t.Helper()
	response, err := b.client.Do(request)
	if err != nil {
		b.site.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.site.t.Fatal(err)
	}
	r := &reply{Response: response, body: string(body)}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		if r.page, err = goquery.NewDocumentFromReader(strings.NewReader(r.body)); err != nil {
			b.site.t.Fatal(err)
		}
	}
	return r
}

func (b *browser) request(method, path string, body io.Reader) *http.Request {
	b.site.t.Helper()
	request, err := http.NewRequestWithContext(b.site.t.Context(), method, b.site.base+path, body)
	if err != nil {
		b.site.t.Fatal(err)
	}
	return request
}

func (b *browser) get(path string) *reply {
	b.site.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

// post sends a form, as a browser sends one from the site itself. The form of an
// upload is sent from the page as it is now, unless it says what was seen.
func (b *browser) post(path string, form url.Values) *reply {
	b.site.t.Helper()
	if page, _, upload := cutUpload(path); upload && !form.Has("seen") {
		filled := url.Values{}
		maps.Copy(filled, form)
		if shown := b.get(page); shown.StatusCode == http.StatusOK {
			filled.Set("seen", shown.page.Find("main input[name=seen]").First().AttrOr("value", ""))
		}
		form = filled
	}
	request := b.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("Origin", b.site.base)
	return b.do(request)
}

// cutUpload is the page of an upload that an address below it belongs to.
func cutUpload(path string) (page, below string, found bool) {
	before, after, found := strings.Cut(path, "/uploads/")
	id, below, deeper := strings.Cut(after, "/")
	return before + "/uploads/" + id, below, found && deeper && below != "discard"
}

// file is a file to upload.
type file struct {
	name string
	data []byte
}

func (b *browser) upload(path string, files ...file) *reply {
	b.site.t.Helper()
	return b.multipart(path, nil, "files", files...)
}

// multipart sends a form with fields, and with files under one name.
func (b *browser) multipart(path string, fields map[string]string, name string, files ...file) *reply {
	b.site.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, text := range fields {
		if err := form.WriteField(name, text); err != nil {
			b.site.t.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := form.CreateFormFile(name, f.name)
		if err != nil {
			b.site.t.Fatal(err)
		}
		if _, err := part.Write(f.data); err != nil {
			b.site.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		b.site.t.Fatal(err)
	}
	request := b.request(http.MethodPost, path, &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(request)
}

func (r *reply) wants(t *testing.T, status int) *reply {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("%s %s: %d, want %d\n%s", r.Request.Method, r.Request.URL.Path, r.StatusCode, status, r.body)
	}
	return r
}

// form is what the first form a selector finds would send as it stands.
func (r *reply) form(selector string) url.Values {
	form := url.Values{}
	found := r.page.Find(selector).First()
	for _, input := range found.Find("input, textarea").EachIter() {
		value, isInput := input.Attr("value")
		if !isInput && goquery.NodeName(input) == "textarea" {
			value = input.Text()
		}
		form.Set(input.AttrOr("name", ""), value)
	}
	for _, field := range found.Find("select").EachIter() {
		form.Set(field.AttrOr("name", ""), field.Find("option[selected]").AttrOr("value", ""))
	}
	return form
}
