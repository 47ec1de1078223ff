package web

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// sidesView is a quarter of every organisation the user belongs to.
type sidesView struct {
	portfolio.SideBySide
	Sides  []sideView // in the order of Organisations
	Picker picker
	Other  portfolio.CountMethod // the method the page can be seen by instead
	Drawn  figure
	In     column
}

// sideView is one organisation of the page, with the addresses of its own pages.
type sideView struct {
	portfolio.OrganisationSide
	Report portfolio.QuarterReport
	At     Page // within the organisation, as its figures are seen
}

// sideRoutes are the pages of several organisations: only for who belongs to more
// than one, and of those alone.
func (s *Server) sideRoutes(org fiber.Router) {
	org.Get("/organisations", s.latestSides)
	org.Get("/quarters/:quarter/organisations", s.kept, s.sides)
}

// sidesURL is the page as of a quarter, by a method; "" is that of the organisation.
func (p Page) sidesURL(q calc.Quarter, method portfolio.CountMethod) string {
	return withQuery(p.quarterURL(q, "organisations"), "method", string(method))
}

// alone refuses who belongs to one organisation: there is nothing to set beside it.
func alone(c *fiber.Ctx) error {
	if len(visitOf(c).User.Memberships) < 2 {
		return portfolio.NotFound("page", "organisations")
	}
	return nil
}

// latestSides leads to the quarter that is asked for, else to the newest one with
// figures of the organisation the user is in.
func (s *Server) latestSides(c *fiber.Ctx) error {
	if err := alone(c); err != nil {
		return err
	}
	quarter, err := quarterIn(c.Query("quarter"))
	if err != nil {
		if quarter, err = s.latestQuarter(c.UserContext(), visitOf(c).Organisation.ID); err != nil {
			return err
		}
	}
	to := path(c.Params("org"), "quarters", quarter.String(), "organisations")
	return c.Redirect(withQuery(to, "method", c.Query("method"), "figures", c.Query("figures")), fiber.StatusSeeOther)
}

func (s *Server) sides(c *fiber.Ctx) error {
	if err := alone(c); err != nil {
		return err
	}
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return portfolio.NotFound("quarter", c.Params("quarter"))
	}
	method, err := sideMethod(c, visitOf(c).Organisation)
	if err != nil {
		return err
	}
	page := s.page(c, SectionSides, "side.title", "quarter", quarter)
	page.Charts = true
	reports, standings, err := s.ownReports(c.UserContext(), visitOf(c).User, quarter, wantsLive(c))
	if err != nil {
		return err
	}
	view := newSidesView(page, reports, standings, method)
	chart, err := charts.SideBySide(view.SideBySide, page.Print, charts.Links{Organisation: view.accountOf})
	if err != nil {
		return err
	}
	if view.Drawn, err = s.drawn(page, chart, chartTable(page, chart.Table)); err != nil {
		return err
	}
	return render(c, fiber.StatusOK, sidesPage(page, view))
}

// sideMethod is how all organisations are counted: as the address asks, else as
// the organisation counts its headline.
func sideMethod(c *fiber.Ctx, home portfolio.Organisation) (portfolio.CountMethod, error) {
	switch method := portfolio.CountMethod(c.Query("method")); method {
	case portfolio.NewPermanent, portfolio.InYear:
		return method, nil
	case "":
		if home.Governance.HeadlineMethod == portfolio.InYear {
			return portfolio.InYear, nil
		}
		return portfolio.NewPermanent, nil
	default:
		return "", queryError("method", string(method))
	}
}

// ownReports are a quarter's reports of the organisations a user belongs to, and
// what their figures are; each is asked for by its own membership, and none other.
func (s *Server) ownReports(ctx context.Context, user portfolio.User, quarter calc.Quarter, live bool) ([]portfolio.QuarterReport, []*standing, error) {
	var reports []portfolio.QuarterReport
	var standings []*standing
	for _, membership := range user.Memberships {
		organisation, err := s.Store.Organisation(ctx, membership.Organisation)
		if err != nil {
			return nil, nil, err
		}
		report, seen, err := s.reportAsSeen(ctx, organisation, quarter, live)
		if err != nil {
			return nil, nil, err
		}
		reports, standings = append(reports, report), append(standings, seen)
	}
	return reports, standings, nil
}

func newSidesView(page Page, reports []portfolio.QuarterReport, standings []*standing, method portfolio.CountMethod) sidesView {
	view := sidesView{SideBySide: portfolio.NewSideBySide(reports, method), Other: portfolio.NewPermanent}
	if method == portfolio.NewPermanent {
		view.Other = portfolio.InYear
	}
	var all portfolio.Strategy
	for i, report := range reports {
		at := page
		at.Organisation, at.Standing = &reports[i].Organisation, standings[i]
		view.Sides = append(view.Sides, sideView{OrganisationSide: view.Organisations[i], Report: report, At: at})
		if from := report.Organisation.Strategy.FromYear; from != 0 && (all.FromYear == 0 || from < all.FromYear) {
			all.FromYear = from
		}
		all.ToYear = max(all.ToYear, report.Organisation.Strategy.ToYear)
	}
	view.Picker = newPicker(all, view.Quarter)
	view.Picker.Below, view.Picker.Form = []string{"organisations"}, "organisations"
	view.In = columnFor(page.Print, view.amounts())
	return view
}

// amounts are all kroner of the page, for the look of its columns.
func (v sidesView) amounts() (all []calc.Money) {
	for _, side := range v.Sides {
		for _, layer := range drawnLayers {
			all = append(all, side.Year.Layers[layer])
		}
		for _, amount := range []*calc.Money{side.Achieved, side.Year.Target, side.Year.Gap} {
			if amount != nil {
				all = append(all, *amount)
			}
		}
	}
	return all
}

// accountOf is an organisation's own account of the year.
func (v sidesView) accountOf(id portfolio.OrganisationID) string {
	at := slices.IndexFunc(v.Sides, func(side sideView) bool { return side.Organisation == id })
	if at < 0 {
		return ""
	}
	return v.Sides[at].accountURL("", v.Method)
}

// accountURL is the organisation's own account of the year; layer "" is all of it.
func (v sideView) accountURL(layer portfolio.Layer, method portfolio.CountMethod) string {
	return v.At.accountURL(v.Report, v.Report.Quarter.Year, layer, method)
}

// bookURL is the account's page, where its target stands.
func (v sideView) bookURL(method portfolio.CountMethod) string {
	return withQuery(v.At.quarterURL(v.Report.Quarter, "account"), "method", string(method)) + "#years"
}

// seenText says what the organisation's figures are: frozen, or known today.
func (v sideView) seenText() string {
	seen := v.At.Standing
	switch {
	case seen == nil:
		return v.At.T("side.live")
	case seen.Live:
		return v.At.T("side.live-instead", "hash", seen.Snapshot.Hash[:min(12, len(seen.Snapshot.Hash))])
	}
	return v.At.T("side.frozen", "date", seen.Snapshot.At, "hash", seen.Snapshot.Hash[:min(12, len(seen.Snapshot.Hash))])
}

// pricesText names the prices the organisation's amounts are in.
func (v sideView) pricesText() string {
	if len(v.Prices) == 0 {
		return v.At.T("side.prices-none")
	}
	return priceTexts(v.At.Print, v.Prices)
}

// sideTerms say how the figures came about.
func sideTerms(page Page, method portfolio.CountMethod) []term {
	rows := []term{{page.T("side.term-method"), page.T("method.explain-" + string(method))}}
	for _, name := range []string{"achieved", "of-planned", "payback", "fresh"} {
		rows = append(rows, term{page.T("side.term-" + name), page.T("side.term-" + name + "-text")})
	}
	return append(rows, term{page.T("terms.sign"), page.T("terms.sign-gain")})
}

// apiSides answers with a quarter of every organisation the user belongs to.
func (s *Server) apiSides(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	method, err := sideMethod(c, portfolio.Organisation{})
	if err != nil {
		return err
	}
	reports, _, err := s.ownReports(c.UserContext(), visitOf(c).User, quarter, c.Query("live") != "")
	if err != nil {
		return err
	}
	side := portfolio.NewSideBySide(reports, method)
	side.Quarter = quarter // also of nobody
	return c.JSON(side)
}

// medianText is a middle payback period in words.
func medianText(page Page, median portfolio.MedianPayback) string {
	return paybackText(page.Print, calc.Payback{Status: median.Status, Years: median.Years})
}
