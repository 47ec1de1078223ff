package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// corrections is what the page of corrections needs of the store, beside what
// snapshots have.
type corrections interface {
	// Snapshots are an organisation's frozen quarters, the first first.
	Snapshots(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Snapshot, error)
	// Correct writes a correction by somebody who has seen those up to seen:
	// CodeInvalid, CodeForbidden or CodeNotFound when it cannot be one, CodeConflict
	// when somebody corrected the same meanwhile.
	Correct(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, correction portfolio.Correction, seen int64) (portfolio.Correction, error)
	// Names are the names of everybody who did something in the organisation.
	Names(ctx context.Context, org portfolio.OrganisationID) (map[portfolio.UserID]string, error)
}

// correctionsView is the corrections that were written, and the form.
type correctionsView struct {
	Quarter calc.Quarter // that cases are seen from
	Lines   []correctionLine
	In      column
	Form    correctionForm
}

// correctionForm is a correction as typed.
type correctionForm struct {
	Quarters []calc.Quarter // that are frozen, the newest first
	Cases    []correctionCase
	Quarter  string
	Benefit  string // "case/benefit"
	Amount   string
	Source   string
	Reason   string
	Seen     int64 // the last correction there was when the form was shown
	Wrong    string
}

// correctionCase is a case whose benefits can be corrected.
type correctionCase struct {
	Name     string
	Benefits []correctionBenefit
}

type correctionBenefit struct{ Value, Label string }

// correctionAnchor is where a correction stands on the page of all.
func correctionAnchor(number int64) string { return "correction-" + strconv.FormatInt(number, 10) }

func (s *Server) correctionRoutes(org fiber.Router) {
	org.Get("/corrections", s.corrections)
	org.Post("/corrections", s.correct)
}

// corrections shows the form, filled in with what the address says, and all
// that was written before.
func (s *Server) corrections(c *fiber.Ctx) error {
	form := correctionForm{Quarter: c.Query("quarter"), Benefit: c.Query("benefit")}
	return s.showCorrections(c, http.StatusOK, form)
}

func (s *Server) showCorrections(c *fiber.Ctx, status int, form correctionForm) error {
	ctx, org := c.UserContext(), visitOf(c).Organisation
	page := s.page(c, SectionQuarter, "correction.caption")
	quarter, err := s.latestQuarter(ctx, org.ID)
	if err != nil {
		return err
	}
	report, err := s.reportFor(ctx, org, quarter)
	if err != nil {
		return err
	}
	all, err := s.Store.Corrections(ctx, org.ID)
	if err != nil {
		return err
	}
	slices.Reverse(all)
	for _, one := range all {
		form.Seen = max(form.Seen, one.Number)
	}
	view := correctionsView{Quarter: quarter, Form: form}
	if view.Lines, view.In, err = s.correctionLines(ctx, page, report, all); err != nil {
		return err
	}
	if err := s.offer(ctx, report, &view.Form); err != nil {
		return err
	}
	return render(c, status, correctionsPage(page, view))
}

// offer fills the form's lists.
func (s *Server) offer(ctx context.Context, report portfolio.QuarterReport, form *correctionForm) error {
	chain, err := s.Store.Snapshots(ctx, report.Organisation.ID)
	if err != nil {
		return err
	}
	for _, one := range slices.Backward(chain) {
		form.Quarters = append(form.Quarters, one.Quarter)
	}
	for _, figures := range report.Cases {
		bc := figures.Case
		one := correctionCase{Name: strings.TrimSpace(bc.Number + " " + bc.Title)}
		for _, benefit := range bc.Benefits {
			one.Benefits = append(one.Benefits, correctionBenefit{benefitValue(bc.ID, benefit.ID), benefit.Label})
		}
		if len(one.Benefits) > 0 {
			form.Cases = append(form.Cases, one)
		}
	}
	return nil
}

// benefitValue names a benefit in a form.
func benefitValue(bc portfolio.CaseID, benefit portfolio.BenefitID) string {
	return string(bc) + "/" + string(benefit)
}

// correctionLines are corrections with the names of what they correct.
func (s *Server) correctionLines(ctx context.Context, page Page, report portfolio.QuarterReport, all []portfolio.Correction) (lines []correctionLine, in column, err error) {
	names, err := s.Store.Names(ctx, report.Organisation.ID)
	if err != nil {
		return nil, in, err
	}
	var amounts []calc.Money
	for _, one := range all {
		figures, _ := caseNamed(report, one.Case)
		lines = append(lines, correctionLine{one, cmp.Or(figures.Case.Title, string(one.Case)), benefitNamed(figures.Case, one.Benefit).Label, cmp.Or(names[one.By], string(one.By))})
		amounts = append(amounts, one.Amount)
		if difference := one.Difference(); difference != nil {
			amounts = append(amounts, *difference)
		}
	}
	return lines, columnFor(page.Print, amounts), nil
}

// correct writes what was typed; what is wrong with it is said above the form,
// which keeps what was typed.
func (s *Server) correct(c *fiber.Ctx) error {
	visit, print := visitOf(c), printerOf(c)
	form := correctionForm{Quarter: c.FormValue("quarter"), Benefit: c.FormValue("benefit"), Amount: strings.TrimSpace(c.FormValue("amount")),
		Source: strings.TrimSpace(c.FormValue("source")), Reason: strings.TrimSpace(c.FormValue("reason"))}
	quarter, err := calc.ParseQuarter(form.Quarter)
	if err != nil {
		return portfolio.NotFound("quarter", form.Quarter)
	}
	seen, err := strconv.ParseInt(c.FormValue("seen"), 10, 64)
	if err != nil || seen < 0 {
		return fiber.ErrBadRequest
	}
	bc, benefit, _ := strings.Cut(form.Benefit, "/")
	amount, wrong := readKroner(print, form.Amount)
	switch {
	case wrong != "":
		form.Wrong = wrong
	case form.Source == "":
		form.Wrong = print.T("correction.source-missing")
	}
	if form.Wrong != "" {
		return s.showCorrections(c, http.StatusUnprocessableEntity, form)
	}
	made, err := s.Store.Correct(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.Correction{Case: portfolio.CaseID(bc), Benefit: portfolio.BenefitID(benefit),
		Quarter: quarter, Amount: amount, Reason: form.Reason, Source: form.Source}, seen)
	switch code := portfolio.ErrorCode(err); code {
	case portfolio.CodeInvalid, portfolio.CodeConflict: // the others' lines stand below the form
		form.Wrong = print.Error(err)
		return s.showCorrections(c, statuses[code], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(visit.Organisation.ID), "corrections")+"#"+correctionAnchor(made.Number), fiber.StatusSeeOther)
}

// readKroner reads an amount as people write it: 80000, 80.000,50, 80 t.kr. What
// could be two amounts, or is no whole number of øre, is told in words; "" when
// nothing is wrong.
func readKroner(print *i18n.Printer, text string) (money calc.Money, wrong string) {
	number := danish.ParseNumber(text)
	if number.Reading != danish.Plain && number.Reading != danish.Interpreted {
		return 0, print.T("usage.amount", "amount", text)
	}
	money, whole := number.Value.WholeOre(cmp.Or(number.Unit, danish.Kroner))
	if !whole {
		return 0, print.T("usage.amount-part-ore", "amount", text)
	}
	return money, ""
}
