package web

import (
	"context"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// judgments is what the double-count guard needs of the store.
type judgments interface {
	// Judgments are what people said of benefits that look alike, the first first.
	Judgments(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.OverlapJudgment, error)
	// JudgeOverlap says something of two benefits by somebody who has seen the
	// judgments up to seen; CodeConflict when somebody judged the two meanwhile.
	JudgeOverlap(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, judgment portfolio.OverlapJudgment, seen int64) error
}

// likenessView is two benefits that may be the same money.
type likenessView struct {
	portfolio.Likeness
	First, Second likenessSide
	Why           []string
	Reason        string // as typed
}

// seen is the last judgment of the two.
func (v likenessView) seen() string {
	if v.Judgment == nil {
		return "0"
	}
	return strconv.FormatInt(v.Judgment.Sequence, 10)
}

// likenessSide is one of the two.
type likenessSide struct {
	Ref     portfolio.BenefitRef
	Case    portfolio.BusinessCase
	Benefit portfolio.Benefit
}

func (s *Server) likenessRoutes(org fiber.Router) {
	org.Get("/overlaps", s.overlaps)
	org.Post("/overlaps", s.judgeOverlap)
}

// likenesses are the pairs of an organisation, or of one case.
func (s *Server) likenesses(ctx context.Context, page Page, of portfolio.CaseID) ([]likenessView, error) {
	cases, err := s.Store.Cases(ctx, page.Organisation.ID)
	if err != nil {
		return nil, err
	}
	said, err := s.Store.Judgments(ctx, page.Organisation.ID)
	if err != nil {
		return nil, err
	}
	known := map[portfolio.CaseID]portfolio.BusinessCase{}
	for _, bc := range cases {
		known[bc.ID] = bc
	}
	side := func(ref portfolio.BenefitRef) likenessSide {
		return likenessSide{ref, known[ref.Case], benefitNamed(known[ref.Case], ref.Benefit)}
	}
	var all []likenessView
	for _, one := range portfolio.LikenessesOf(of, cases, said) {
		view := likenessView{Likeness: one, First: side(one.A), Second: side(one.B)}
		for _, match := range one.Matches {
			view.Why = append(view.Why, page.Print.LikenessMatch(match))
		}
		if one.Joint {
			view.Why = append(view.Why, page.T("likeness.joint"))
		}
		all = append(all, view)
	}
	return all, nil
}

// overlaps shows all pairs with why they look alike.
func (s *Server) overlaps(c *fiber.Ctx) error {
	page := s.page(c, SectionCases, "likeness.page")
	all, err := s.likenesses(c.UserContext(), page, "")
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, overlapsPage(page, all, ""))
}

// overlapsAgain shows the pairs as they are now, with why a judgment is not
// written and the reason that was typed.
func (s *Server) overlapsAgain(c *fiber.Ctx, typed portfolio.OverlapJudgment, refused error) error {
	page := s.page(c, SectionCases, "likeness.page")
	all, err := s.likenesses(c.UserContext(), page, "")
	if err != nil {
		return err
	}
	for i, one := range all {
		if one.A == typed.Benefit && one.B == typed.Other || one.A == typed.Other && one.B == typed.Benefit {
			all[i].Reason = typed.Reason
		}
	}
	return render(c, statuses[portfolio.ErrorCode(refused)], overlapsPage(page, all, page.Print.Error(refused)))
}

// judgeOverlap stores what somebody says of a pair.
func (s *Server) judgeOverlap(c *fiber.Ctx) error {
	visit := visitOf(c)
	judgment := portfolio.OverlapJudgment{Benefit: refValue(c.FormValue("benefit")), Other: refValue(c.FormValue("other")), Reason: strings.TrimSpace(c.FormValue("reason"))}
	switch c.FormValue("do") {
	case "same-first": // the second is counted in the first
		judgment.Benefit, judgment.Other, judgment.Same = judgment.Other, judgment.Benefit, true
	case "same-second":
		judgment.Same = true
	case "different":
	default:
		return fiber.ErrBadRequest
	}
	seen, err := strconv.ParseInt(c.FormValue("seen"), 10, 64)
	if err != nil || seen < 0 {
		return fiber.ErrBadRequest
	}
	err = s.Store.JudgeOverlap(c.UserContext(), visit.Organisation.ID, visit.User.ID, judgment, seen)
	if code := portfolio.ErrorCode(err); code == portfolio.CodeConflict || code == portfolio.CodeInvalid {
		return s.overlapsAgain(c, judgment, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(visit.Organisation.ID), "overlaps"), fiber.StatusSeeOther)
}

func refText(ref portfolio.BenefitRef) string { return string(ref.Case) + "/" + string(ref.Benefit) }

func refValue(text string) portfolio.BenefitRef {
	bc, benefit, _ := strings.Cut(text, "/")
	return portfolio.BenefitRef{Case: portfolio.CaseID(bc), Benefit: portfolio.BenefitID(benefit)}
}
