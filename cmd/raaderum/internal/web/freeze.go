package web

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// freezing is what the page that freezes a quarter needs of the store.
type freezing interface {
	// FreezeAsSeen freezes a quarter as somebody has seen it: CodeConflict when
	// something else is known by now, or the quarter is frozen.
	FreezeAsSeen(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, quarter calc.Quarter, seen string) (portfolio.Snapshot, error)
}

// freezeView is what a quarter would be frozen with, and what it would lack.
type freezeView struct {
	Report   portfolio.QuarterReport
	Previous *portfolio.Snapshot // that it is sealed after; nil for the first
	Open     portfolio.Unfinished
	Benefits int
	Waiting  []portfolio.Batch // files that were sent in and are not stored
	Seen     string            // the hash of what is shown
	Refused  string            // why it cannot be frozen; "" when it can
	Wrong    string
}

// unfinished tells whether something has to be accepted as missing first.
func (v freezeView) unfinished() bool { return v.Open.Any() || len(v.Waiting) > 0 }

func (s *Server) freezeRoutes(org fiber.Router) {
	org.Get("/quarters/:quarter/freeze", s.showFreeze)
	org.Post("/quarters/:quarter/freeze", s.freeze)
}

func (s *Server) showFreeze(c *fiber.Ctx) error {
	view, err := s.newFreezeView(c)
	if err != nil {
		return err
	}
	return s.renderFreeze(c, http.StatusOK, view)
}

func (s *Server) renderFreeze(c *fiber.Ctx, status int, view freezeView) error {
	page := s.page(c, SectionQuarter, "freeze.title", "quarter", view.Report.Quarter)
	return render(c, status, freezePage(page, view))
}

// newFreezeView reads what would be frozen, in the state that its hash names.
func (s *Server) newFreezeView(c *fiber.Ctx) (freezeView, error) {
	ctx, visit := c.UserContext(), visitOf(c)
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return freezeView{}, portfolio.NotFound("quarter", c.Params("quarter"))
	}
	if !visit.Role.MayFreeze() {
		return freezeView{}, &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-freeze"}
	}
	cases, err := s.Store.Cases(ctx, visit.Organisation.ID)
	if err != nil {
		return freezeView{}, err
	}
	statuses, err := s.Store.Statuses(ctx, visit.Organisation.ID)
	if err != nil {
		return freezeView{}, err
	}
	view := freezeView{Report: portfolio.NewQuarterReport(visit.Organisation, cases, statuses, quarter)}
	if view.Seen, err = portfolio.InputsHash(visit.Organisation, cases, statuses); err != nil {
		return view, err
	}
	chain, err := s.Store.Snapshots(ctx, visit.Organisation.ID)
	if err != nil {
		return view, err
	}
	if n := len(chain); n > 0 {
		view.Previous = &chain[n-1]
	}
	if refused := portfolio.CheckFreeze(quarter, view.Previous, s.Now()); refused != nil {
		view.Refused = printerOf(c).Error(refused)
	}
	batches, err := s.Store.Batches(ctx, visit.Organisation.ID)
	if err != nil {
		return view, err
	}
	view.fill(cases, batches)
	return view, nil
}

// fill counts what would be held and finds what is open.
func (v *freezeView) fill(cases []portfolio.BusinessCase, batches []portfolio.Batch) {
	v.Open = v.Report.Round.Unfinished(v.Previous)
	for _, bc := range cases {
		v.Benefits += len(bc.Benefits)
	}
	v.Waiting = portfolio.Waiting(batches)
}

// freeze freezes the quarter as it was shown. What is open has to be accepted as
// missing: it is told, and nothing is frozen, until somebody has.
func (s *Server) freeze(c *fiber.Ctx) error {
	visit, print := visitOf(c), printerOf(c)
	view, err := s.newFreezeView(c)
	if err != nil {
		return err
	}
	quarter, seen := view.Report.Quarter, strings.TrimSpace(c.FormValue("seen"))
	switch {
	case seen == "":
		return fiber.ErrBadRequest
	case view.Refused == "" && view.unfinished() && c.FormValue("anyway") == "":
		view.Wrong = print.T("freeze.open", "quarter", quarter)
		return s.renderFreeze(c, http.StatusUnprocessableEntity, view)
	}
	_, err = s.Store.FreezeAsSeen(c.UserContext(), visit.Organisation.ID, visit.User.ID, quarter, seen)
	if err == nil {
		return c.Redirect(path(string(visit.Organisation.ID), "quarters", quarter.String()), fiber.StatusSeeOther)
	}
	code := portfolio.ErrorCode(err)
	if code != portfolio.CodeConflict && code != portfolio.CodeInvalid && code != portfolio.CodeLocked {
		return err
	}
	if view.Refused == "" {
		view.Wrong = print.Error(err)
	}
	return s.renderFreeze(c, statuses[code], view)
}

// roundBenefitName is a benefit of the round with its case and whoever it waits for.
func (v freezeView) roundBenefitName(page Page, one portfolio.RoundBenefit) string {
	figures, _ := caseNamed(v.Report, one.Case)
	return page.T("freeze.benefit", "case", strings.TrimSpace(figures.Case.Number+" "+figures.Case.Title), "benefit", benefitNamed(figures.Case, one.Benefit).Label, "owner", cmp.Or(one.Owner, page.T("round.no-owner")))
}

func (v freezeView) caseName(id portfolio.CaseID) string {
	figures, _ := caseNamed(v.Report, id)
	return strings.TrimSpace(figures.Case.Number + " " + figures.Case.Title)
}
