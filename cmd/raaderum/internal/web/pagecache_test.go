package web_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// watched is a store that counts what pages read of the portfolio, and notes what
// no page that is kept may read.
type watched struct {
	web.Store
	reads   atomic.Int64
	refused []string
}

func (w *watched) Cases(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.BusinessCase, error) {
	w.reads.Add(1)
	return w.Store.Cases(ctx, org)
}

func (w *watched) Organisation(ctx context.Context, id portfolio.OrganisationID) (portfolio.Organisation, error) {
	w.reads.Add(1)
	return w.Store.Organisation(ctx, id)
}

func (w *watched) Uploads(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Upload, error) {
	w.refused = append(w.refused, "Uploads")
	return w.Store.Uploads(ctx, org)
}

func (w *watched) Upload(ctx context.Context, org portfolio.OrganisationID, id string) (portfolio.Upload, error) {
	w.refused = append(w.refused, "Upload")
	return w.Store.Upload(ctx, org, id)
}

func (w *watched) Batches(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Batch, error) {
	w.refused = append(w.refused, "Batches")
	return w.Store.Batches(ctx, org)
}

func (w *watched) Batch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID) (portfolio.Batch, error) {
	w.refused = append(w.refused, "Batch")
	return w.Store.Batch(ctx, org, id)
}

// watch puts a watched store under a site.
func watch(to **watched) func(*web.Config) {
	return func(config *web.Config) {
		*to = &watched{Store: config.Store}
		config.Store = *to
	}
}

// Every page that may be kept is the same bytes when it is worked out, when it is
// sent again, and when it is worked out anew later within the hour; sent again it
// reads nothing of the portfolio, and with the same headers.
func TestPageCacheSendsTheSameBytes(t *testing.T) {
	var seen *watched
	var later atomic.Int64
	s := openDemo(t, watch(&seen), func(config *web.Config) {
		config.Now = func() time.Time { return now().Add(time.Duration(later.Load())) }
	})
	pages, routes := everyPage(t, s), s.server.KeptRoutes()
	if len(routes) < 10 {
		t.Fatalf("only %v may be kept", routes)
	}
	analyst := s.as(portfolio.RoleAnalyst)
	for _, route := range routes {
		if len(pages[route]) == 0 {
			t.Errorf("%s is not walked", route)
		}
		for _, address := range pages[route] {
			s.server.ForgetPages()
			later.Store(0)
			seen.refused = nil
			first := analyst.get(address)
			if len(seen.refused) > 0 {
				t.Errorf("%s: reads %v, which are no part of the portfolio", address, seen.refused)
			}
			before := seen.reads.Load()
			again := analyst.get(address)
			reads := seen.reads.Load() - before
			if kept := first.StatusCode == http.StatusOK; kept != (reads == 0) {
				t.Errorf("%s (%d): read %d times the second time", address, first.StatusCode, reads)
			}
			later.Store(int64(59 * time.Minute))
			s.server.ForgetPages()
			anew := analyst.get(address)
			if first.body != again.body || first.body != anew.body || first.StatusCode != again.StatusCode {
				t.Errorf("%s: not the same: %d, %d and %d bytes", address, len(first.body), len(again.body), len(anew.body))
			}
			for _, headers := range []http.Header{first.Header, again.Header} {
				headers.Del("Date")
				if headers.Get("X-Request-Id") == "" {
					t.Errorf("%s: no request id", address)
				}
				headers.Del("X-Request-Id")
			}
			for name := range first.Header {
				if !slices.Equal(first.Header[name], again.Header[name]) {
					t.Errorf("%s: %s: %v, and sent again %v", address, name, first.Header[name], again.Header[name])
				}
			}
		}
	}
}

// A page is packed as the browser takes it, and unpacked it is the same.
func TestPageCachePacks(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	sizes := map[string]int{}
	for range 2 {
		for _, packing := range []string{"br", "gzip", "deflate", "identity"} {
			request := analyst.request(http.MethodGet, "/greve/quarters/2014K2", nil)
			request.Header.Set("Accept-Encoding", packing)
			answer := analyst.do(request).wants(t, http.StatusOK)
			if got := answer.Header.Get("Content-Encoding"); got != packing && (packing != "identity" || got != "") {
				t.Errorf("asked for %s, got %q", packing, got)
			}
			if before, known := sizes[packing]; known && before != len(answer.body) {
				t.Errorf("%s: %d bytes, and sent again %d", packing, before, len(answer.body))
			}
			sizes[packing] = len(answer.body)
		}
	}
	if sizes["br"]*2 > sizes["identity"] {
		t.Errorf("packed it is %d of %d bytes", sizes["br"], sizes["identity"])
	}
}

// A page that is kept is nobody else's: not that of another role, of somebody
// with another name or rights since, of another organisation, in another
// language, or of nobody who is logged in.
func TestPageCacheIsolation(t *testing.T) {
	s := openDemo(t)
	const address = "/greve/quarters/2014K2"
	analyst, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader)
	for range 2 {
		if got := analyst.get(address).text(".site-user"); !strings.HasPrefix(got, "Test analyst") {
			t.Errorf("the analyst's page says %q", got)
		}
		if got := reader.get(address); !strings.HasPrefix(got.text(".site-user"), "Test reader") || got.page.Find(`a[href="/greve/imports/new"]`).Length() > 0 {
			t.Errorf("the reader's page says %q", got.text(".site-user"))
		}
	}
	other := analyst.get("/albertslund/quarters/2014K2").wants(t, http.StatusOK)
	if !strings.Contains(other.text(".site-organisation"), "Albertslund") {
		t.Errorf("Albertslund's page is %q", other.text(".site-organisation"))
	}
	reader.get("/albertslund/quarters/2014K2").wants(t, http.StatusNotFound)
	if got := s.browser().get(address); got.Request.URL.Path != "/login" {
		t.Errorf("nobody is sent to %s", got.Request.URL.Path)
	}
	english := reader.request(http.MethodGet, address, nil)
	english.AddCookie(&http.Cookie{Name: "raaderum_language", Value: "en"})
	if got, _ := reader.do(english).page.Find("html").Attr("lang"); got != "en" {
		t.Errorf("the English page is %q", got)
	}
	if got, _ := reader.get(address).page.Find("html").Attr("lang"); got != "da" {
		t.Errorf("the Danish page is %q", got)
	}
	save := func(name string, memberships ...portfolio.Membership) {
		if err := s.store.SaveUser(t.Context(), portfolio.User{ID: "reader", Name: name, Memberships: memberships}); err != nil {
			t.Fatal(err)
		}
	}
	save("Nyt Navn", portfolio.Membership{Organisation: "greve", Role: portfolio.RoleAnalyst})
	if got := reader.get(address); !strings.HasPrefix(got.text(".site-user"), "Nyt Navn") || got.page.Find(`a[href="/greve/imports/new"]`).Length() == 0 {
		t.Errorf("with new rights the page says %q", got.text(".site-user"))
	}
	save("Nyt Navn", portfolio.Membership{Organisation: "albertslund", Role: portfolio.RoleReader})
	reader.get(address).wants(t, http.StatusNotFound) // kept a moment ago
}

// What is written is on the page at once, though it is written past the server.
func TestPageCacheSeesWrites(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	bc := s.report("greve", "2014K2").Cases[0].Case
	const quarter = "/greve/quarters/2014K2"
	about := "/greve/cases/" + string(bc.ID)
	writes := []struct {
		name, address string
		write         func() error
	}{
		{"the rules", quarter, func() error {
			org, err := s.store.Organisation(t.Context(), "greve")
			if err != nil {
				return err
			}
			org.Name = "Greve Ny Kommune"
			return s.store.ChangeOrganisation(t.Context(), "admin", org)
		}},
		{"a fact", about, func() error {
			_, err := s.store.Enter(t.Context(), "greve", "analyst", bc.ID, store.AnySeen, []portfolio.Entry{{Field: "summary", Value: "Nyt resumé", Reason: "x"}})
			return err
		}},
		{"an item on the agenda", quarter, func() error {
			_, err := s.store.AddAgendaItem(t.Context(), "greve", "analyst", portfolio.AgendaItem{Meeting: time.Date(2014, 10, 1, 0, 0, 0, 0, time.UTC), Case: bc.ID, Title: "Ny sag", Recommendation: "x"})
			return err
		}},
		{"a light", quarter, func() error {
			_, err := s.store.ReportStatus(t.Context(), "greve", "analyst", portfolio.StatusReport{Case: bc.ID, Quarter: quarterOf(t, "2014K2"), Light: portfolio.LightRed, Reason: "x", Comment: "x"}, 0)
			return err
		}},
		{"freezing", quarter, func() error {
			_, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2"))
			return err
		}},
		{"another's organisation", quarter, func() error { // its name is on the page of who belongs there too
			org, err := s.store.Organisation(t.Context(), "albertslund")
			if err != nil {
				return err
			}
			org.Name = "Nyt Albertslund"
			return s.store.SaveOrganisation(t.Context(), org)
		}},
	}
	for _, one := range writes {
		before := analyst.get(one.address).wants(t, http.StatusOK)
		if err := one.write(); err != nil {
			t.Errorf("%s: %v", one.name, err)
			continue
		}
		after := analyst.get(one.address).wants(t, http.StatusOK)
		s.server.ForgetPages()
		if after.body == before.body || after.body != analyst.get(one.address).body {
			t.Errorf("%s is not on the page at once", one.name)
		}
	}
}

// Tomorrow is another page.
func TestPageCacheEndsWithTheHour(t *testing.T) {
	var seen *watched
	var later atomic.Int64
	s := openDemo(t, watch(&seen), func(config *web.Config) {
		config.Now = func() time.Time { return now().Add(time.Duration(later.Load())) }
	})
	reader := s.as(portfolio.RoleReader)
	reads := func() int64 {
		before := seen.reads.Load()
		reader.get("/greve/quarters/2014K2").wants(t, http.StatusOK)
		return seen.reads.Load() - before
	}
	if reads() == 0 || reads() != 0 {
		t.Error("the page is not kept")
	}
	later.Store(int64(time.Hour))
	if reads() == 0 {
		t.Error("the page of an hour ago was sent")
	}
}

// Kept pages never take more than they may, and those that are asked for stay.
func TestPageCacheIsBounded(t *testing.T) {
	left, size := web.KeepPages(10_000, 3_000, 3_000, 3_000, 3_000, 1_000)
	if want := []int{0, 2, 3, 4}; !slices.Equal(left, want) || size != 10_000 {
		t.Errorf("left are %v of %d bytes, want %v of 10000", left, size, want)
	}
	if left, size := web.KeepPages(10_000, 20_000); len(left) > 0 || size != 0 {
		t.Errorf("a page that is too large is kept: %v, %d bytes", left, size)
	}
}
