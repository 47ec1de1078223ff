package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store/storetest"
)

const sidesOf = "/greve/quarters/2014K2/organisations"

// Who belongs to two organisations sees them side by side: the figures of the page
// are those of each organisation's own report, and each leads into its own pages.
func TestOrganisationsSideBySide(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	if to := analyst.get("/greve").wants(t, http.StatusOK).page.Find(`.site-nav a[href="/greve/organisations"]`); to.Length() != 1 {
		t.Fatalf("%d entries of the menu lead to the comparison", to.Length())
	}
	if at := analyst.get("/greve/organisations").wants(t, http.StatusOK).Request.URL.Path; at != sidesOf {
		t.Errorf("the menu leads to %s", at)
	}
	if at := analyst.get("/greve/organisations?quarter=2013K4&method=in-year").wants(t, http.StatusOK).Request.URL.String(); !strings.HasSuffix(at, "/greve/quarters/2013K4/organisations?method=in-year") {
		t.Errorf("another quarter leads to %s", at)
	}
	for _, one := range []struct {
		address string
		method  portfolio.CountMethod
		of      map[portfolio.OrganisationID]string // the quarter of each organisation's own report
	}{
		{sidesOf, portfolio.NewPermanent, map[portfolio.OrganisationID]string{"greve": "2014K2", "albertslund": "2014K2"}},
		{sidesOf + "?method=in-year", portfolio.InYear, map[portfolio.OrganisationID]string{"greve": "2014K2", "albertslund": "2014K2"}},
		{"/albertslund/quarters/2020K2/organisations", portfolio.NewPermanent, map[portfolio.OrganisationID]string{"greve": "2020K2", "albertslund": "2020K2"}},
	} {
		page := analyst.get(one.address).wants(t, http.StatusOK)
		rows := page.page.Find("table.sides").First().Find("tbody tr")
		if rows.Length() != 2 {
			t.Fatalf("%s: %d organisations", one.address, rows.Length())
		}
		rows.Each(func(_ int, row *goquery.Selection) {
			own := strings.Split(row.Find("th a").AttrOr("href", ""), "/")[1]
			report := s.report(portfolio.OrganisationID(own), one.of[portfolio.OrganisationID(own)])
			account := report.Account
			if account.Method != one.method {
				account = report.Other
			}
			year := portfolio.TargetYear{}
			for _, y := range account.Years {
				if y.Year == report.Quarter.Year {
					year = y
				}
			}
			achieved := year.Layers[portfolio.LayerRealised] + year.Layers[portfolio.LayerBudgeted] + year.Layers[portfolio.LayerDecided]
			for i, want := range []*calc.Money{year.Target, layer(year, portfolio.LayerRealised), layer(year, portfolio.LayerBudgeted), layer(year, portfolio.LayerDecided),
				some(achieved, year.Counts()), layer(year, portfolio.LayerPipeline), year.Gap} {
				cell := row.Find("td").Eq(i)
				got, known := ore(cell.Find("a.amount").Text())
				if known != (want != nil) || known && got != int64(*want) {
					t.Errorf("%s, %s, column %d: %q, want %v", one.address, own, i, cell.Text(), want)
				}
				if to := cell.Find("a").AttrOr("href", ""); known && !strings.HasPrefix(to, "/"+own+"/quarters/") {
					t.Errorf("%s, %s, column %d leads to %q", one.address, own, i, to)
				}
			}
		})
	}
	// A figure's own page shows that figure, under the method of the comparison.
	amount := analyst.get(sidesOf + "?method=in-year").page.Find("table.sides").First().Find("tbody tr").First().Find("td").Eq(1).Find("a.amount")
	shown, _ := ore(amount.Text())
	under, _ := ore(analyst.get(amount.AttrOr("href", "")).wants(t, http.StatusOK).page.Find("tfoot .amount").First().Text())
	if shown == 0 || shown != under {
		t.Errorf("%d is shown, and leads to %d", shown, under)
	}
	// What cannot be compared is said first: Albertslund has no target for 2014.
	if text := analyst.get(sidesOf).text(".side-differences"); !strings.Contains(text, "Ikke alle har et mål for 2014") {
		t.Errorf("the page says %q", text)
	}
	analyst.get(sidesOf+"?method=x").wants(t, http.StatusUnprocessableEntity)
	analyst.get("/greve/quarters/x/organisations").wants(t, http.StatusNotFound)
}

// A frozen quarter stands as it was frozen, with its hash, beside one that is not;
// live figures are there on request, and links keep to them.
func TestFrozenBesideLive(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	if _, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2014K2")); err != nil {
		t.Fatal(err)
	}
	snapshot, err := s.store.Snapshot(t.Context(), "greve", quarterOf(t, "2014K2"))
	if err != nil {
		t.Fatal(err)
	}
	said := func(address string) string {
		return analyst.get(address).wants(t, http.StatusOK).text("table.sides:last-of-type")
	}
	if text := said(sidesOf); strings.Count(text, snapshot.Hash[:12]) != 1 || !strings.Contains(text, "Frosset") || !strings.Contains(text, "ikke frosset") {
		t.Errorf("the page says %q", text)
	}
	if text := said(sidesOf + "?figures=live"); !strings.Contains(text, "kvartalet er også frosset ("+snapshot.Hash[:12]) {
		t.Errorf("the page says %q", text)
	}
	amount := analyst.get(sidesOf + "?figures=live").page.Find("table.sides a.amount").First()
	if to := amount.AttrOr("href", ""); !strings.Contains(to, "figures=live") {
		t.Errorf("live figures lead to %s", to)
	}
}

// asked notes which organisations a page asks the store for.
type asked struct {
	web.Store
	mutex sync.Mutex
	of    []portfolio.OrganisationID
}

func (a *asked) note(org portfolio.OrganisationID) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if !slices.Contains(a.of, org) {
		a.of = append(a.of, org)
	}
}

func (a *asked) Cases(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.BusinessCase, error) {
	a.note(org)
	return a.Store.Cases(ctx, org)
}

func (a *asked) Statuses(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.QuarterlyStatus, error) {
	a.note(org)
	return a.Store.Statuses(ctx, org)
}

func (a *asked) Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (portfolio.Snapshot, error) {
	a.note(org)
	return a.Store.Snapshot(ctx, org, quarter)
}

func (a *asked) Organisation(ctx context.Context, id portfolio.OrganisationID) (portfolio.Organisation, error) {
	a.note(id)
	return a.Store.Organisation(ctx, id)
}

// Nothing of an organisation is shown, sent or so much as read for somebody who has
// no role in it, on either database; a role that is taken away is gone at once, also
// from pages that are kept.
func TestSidesAreTheUsersOwn(t *testing.T) {
	for name, url := range map[string]func(t *testing.T) string{
		"sqlite":     func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db") },
		"postgresql": startPostgres,
	} {
		t.Run(name, func(t *testing.T) {
			spy := &asked{}
			s := openOn(t, url(t), func(c *web.Config) { spy.Store, c.Store = c.Store, spy })
			fillDemo(t, s)
			secret, err := portfolio.LoadProfile("greve")
			if err != nil {
				t.Fatal(err)
			}
			secret.ID, secret.Name = "tredje", "Tredje Kommune"
			if err := s.store.SaveOrganisation(t.Context(), secret); err != nil {
				t.Fatal(err)
			}
			analyst, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader)

			for _, address := range []string{sidesOf, "/greve/organisations"} {
				reader.get(address).wants(t, http.StatusNotFound) // who has one role compares nothing
			}
			if entry := reader.get("/greve").page.Find(`.site-nav a[href$="/organisations"]`); entry.Length() > 0 {
				t.Error("who has one role is led to a comparison")
			}
			analyst.get("/tredje/quarters/2014K2/organisations").wants(t, http.StatusNotFound)
			for _, one := range []struct {
				who  *browser
				want []portfolio.OrganisationID
			}{{analyst, []portfolio.OrganisationID{"albertslund", "greve"}}, {reader, []portfolio.OrganisationID{"greve"}}} {
				spy.of = nil
				var answer portfolio.SideBySide
				got := one.who.get("/api/v1/quarters/2014K2/organisations").wants(t, http.StatusOK)
				if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
					t.Fatal(err)
				}
				var sides []portfolio.OrganisationID
				for _, side := range answer.Organisations {
					sides = append(sides, side.Organisation)
				}
				slices.Sort(sides)
				slices.Sort(spy.of)
				if !slices.Equal(sides, one.want) || !slices.Equal(spy.of, one.want) {
					t.Errorf("%v are sent and %v are read, want %v", sides, spy.of, one.want)
				}
			}
			spy.of = nil
			page := analyst.get(sidesOf).wants(t, http.StatusOK)
			slices.Sort(spy.of)
			if !slices.Equal(spy.of, []portfolio.OrganisationID{"albertslund", "greve"}) || strings.Contains(page.body, "Tredje") {
				t.Errorf("the page reads %v", spy.of)
			}

			user, err := s.store.User(t.Context(), portfolio.UserID(portfolio.RoleAnalyst))
			if err != nil {
				t.Fatal(err)
			}
			user.Memberships = []portfolio.Membership{{Organisation: "greve", Role: portfolio.RoleAnalyst}}
			if err := s.store.SaveUser(t.Context(), user); err != nil {
				t.Fatal(err)
			}
			analyst.get(sidesOf).wants(t, http.StatusNotFound)
		})
	}
}

func startPostgres(t *testing.T) string {
	t.Helper()
	cluster, err := storetest.Start()
	if errors.Is(err, storetest.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.Stop(); err != nil {
			t.Error(err)
		}
	})
	url, err := cluster.Create(t.Context(), "sides", storetest.Empty)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

func layer(year portfolio.TargetYear, of portfolio.Layer) *calc.Money {
	amount, known := year.Layers[of]
	return some(amount, known)
}

func some(amount calc.Money, known bool) *calc.Money {
	if !known {
		return nil
	}
	return &amount
}
