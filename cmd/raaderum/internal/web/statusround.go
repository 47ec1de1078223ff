package web

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// rounds is what the status round's pages need of the store.
type rounds interface {
	// ReportStatus and Confirm write what a person says; CodeConflict when
	// something else became known meanwhile, CodeLocked for a frozen quarter.
	ReportStatus(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, report portfolio.StatusReport, after int64) (portfolio.StatusReport, error)
	Confirm(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, one portfolio.Confirmation) (portfolio.Confirmation, error)
}

// roundView is a quarter's status round: by owner, then by case.
type roundView struct {
	Report portfolio.QuarterReport
	Shown  narrowing
	Owners []roundOwner
	Cases  []roundCaseLine
	In     column
	Open   bool   // the quarter is not frozen
	Wrong  string // why what was typed is not written
}

// roundOwner is an owner with what they are to stand for.
type roundOwner struct {
	Name      string // "" when nobody is named
	Benefits  []roundBenefitLine
	Confirmed int
	Awaited   int // all but those that have ended, as the round itself counts
}

type roundBenefitLine struct {
	portfolio.RoundBenefit
	Title, Label string
	May          bool   // the reader may confirm it
	Note         string // as typed
}

type roundCaseLine struct {
	portfolio.RoundCase
	Figures portfolio.CaseFigures
	May     bool // the reader may report it
}

// statusForm is a status report as typed.
type statusForm struct {
	Report     portfolio.QuarterReport
	Case       portfolio.RoundCase
	Figures    portfolio.CaseFigures
	After      string
	Light      string
	Reason     string
	Comment    string
	Decision   string
	Deviations []deviationField
	Wrong      []string
	Theirs     *portfolio.QuarterlyStatus // what somebody else said while this was typed
	Refused    string                     // why the reader may not report the case; "" when they may
	In         column
}

// deviationField is a cause as typed.
type deviationField struct{ Cause, Amount, Owner, Recovery, Explanation string }

// deviationFields is how many causes a form has room for; a report keeps those
// it has, so another round of the form has room for more.
const deviationFields = 4

func (p Page) roundURL(quarter calc.Quarter, below ...string) string {
	return p.partURL(quarter, append([]string{"round"}, below...)...)
}

func (s *Server) roundRoutes(org fiber.Router) {
	org.Get("/quarters/:quarter/round", s.round)
	org.Post("/quarters/:quarter/round/confirm", s.confirm)
	org.Get("/quarters/:quarter/round/:case", s.statusForm)
	org.Post("/quarters/:quarter/round/:case", s.reportStatus)
}

func (s *Server) round(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "round.title", "quarter", report.Quarter)
	page.stand(standing)
	shown, part := narrow(c, &page, report, "round")
	view := newRoundView(page, part, standing == nil)
	view.Shown = shown
	return render(c, shown.Filter.status(), roundPage(page, view))
}

// roundAgain shows the round as it is now, with why a confirmation is not written
// and the note that was typed.
func (s *Server) roundAgain(c *fiber.Ctx, typed portfolio.Confirmation, refused error) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "round.title", "quarter", report.Quarter)
	page.stand(standing)
	shown, part := narrow(c, &page, report, "round")
	view := newRoundView(page, part, standing == nil)
	view.Shown = shown
	view.Wrong = page.Print.Error(refused)
	for i, owner := range view.Owners {
		for j, line := range owner.Benefits {
			if line.Case == typed.Case && line.Benefit == typed.Benefit {
				view.Owners[i].Benefits[j].Note = typed.Note
			}
		}
	}
	return render(c, statuses[portfolio.ErrorCode(refused)], roundPage(page, view))
}

func newRoundView(page Page, report portfolio.QuarterReport, open bool) roundView {
	view := roundView{Report: report, Open: open}
	at := map[string]int{}
	var amounts []calc.Money
	for _, one := range report.Round.Benefits {
		figures, _ := caseNamed(report, one.Case)
		key := portfolio.FoldNumber(one.Owner)
		if _, seen := at[key]; !seen {
			at[key] = len(view.Owners)
			view.Owners = append(view.Owners, roundOwner{Name: one.Owner})
		}
		owner := &view.Owners[at[key]]
		benefit := benefitNamed(figures.Case, one.Benefit)
		may := open && one.Realised != nil && one.State != portfolio.RoundConfirmed && page.Organisation.MayConfirm(figures.Case, benefit, page.User.Name, page.Role) == nil
		owner.Benefits = append(owner.Benefits, roundBenefitLine{one, figures.Case.Title, benefit.Label, may, ""})
		if one.State == portfolio.RoundConfirmed {
			owner.Confirmed++
		}
		if one.State != portfolio.RoundEnded {
			owner.Awaited++
		}
		amounts = append(amounts, one.Planned)
		if one.Realised != nil {
			amounts = append(amounts, *one.Realised)
		}
	}
	for _, one := range report.Round.Cases {
		figures, _ := caseNamed(report, one.Case)
		may := open && page.Organisation.MayReport(figures.Case, page.User.Name, page.Role) == nil
		view.Cases = append(view.Cases, roundCaseLine{one, figures, may})
		amounts = append(amounts, deviationAmounts(one.Deviation)...)
	}
	view.In = columnFor(page.Print, amounts)
	return view
}

func deviationAmounts(d *portfolio.CaseDeviation) []calc.Money {
	if d == nil {
		return nil
	}
	amounts := []calc.Money{d.Planned, d.Realised, d.Unexplained}
	for _, one := range d.Causes {
		amounts = append(amounts, one.Amount)
	}
	return amounts
}

// confirm writes that the reader stands for a benefit's amount.
func (s *Server) confirm(c *fiber.Ctx) error {
	visit := visitOf(c)
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return portfolio.NotFound("quarter", c.Params("quarter"))
	}
	bc, benefit, _ := strings.Cut(c.FormValue("benefit"), "/")
	ore, err := strconv.ParseInt(c.FormValue("ore"), 10, 64)
	if err != nil {
		return fiber.ErrBadRequest
	}
	one := portfolio.Confirmation{Case: portfolio.CaseID(bc), Benefit: portfolio.BenefitID(benefit), Quarter: quarter, Amount: calc.Money(ore), Note: strings.TrimSpace(c.FormValue("note"))}
	_, err = s.Store.Confirm(c.UserContext(), visit.Organisation.ID, visit.User.ID, one)
	if code := portfolio.ErrorCode(err); code == portfolio.CodeConflict || code == portfolio.CodeInvalid {
		return s.roundAgain(c, one, err)
	}
	if err != nil {
		return err
	}
	to := path(string(visit.Organisation.ID), "quarters", quarter.String(), "round")
	for _, name := range filterNames { // the round of the same cases
		to = withQuery(to, name, c.Query(name))
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

// newStatusForm is the form with what has been said.
func (s *Server) newStatusForm(c *fiber.Ctx) (statusForm, Page, error) {
	report, standing, err := s.report(c)
	if err != nil {
		return statusForm{}, Page{}, err
	}
	id := portfolio.CaseID(c.Params("case"))
	figures, found := caseNamed(report, id)
	if !found {
		return statusForm{}, Page{}, portfolio.NotFound("case", string(id))
	}
	page := s.page(c, SectionQuarter, "status.title", "title", figures.Case.Title, "quarter", report.Quarter)
	page.stand(standing)
	page.Part = readFilter(c, page, report).CaseFilter // of the round it is on the way back to
	refused := page.Organisation.MayReport(figures.Case, page.User.Name, page.Role)
	form := statusForm{Report: report, Figures: figures, After: "0", Case: portfolio.RoundCase{Case: id, Computed: figures.Computed}}
	if one := report.Round.CaseNamed(id); one != nil {
		form.Case = *one
	}
	form.In = columnFor(page.Print, deviationAmounts(form.Case.Deviation))
	if said := figures.Status; said != nil {
		form.After, form.Light, form.Reason, form.Comment, form.Decision = strconv.FormatInt(said.Report, 10), string(said.Light), said.Reason, said.Comment, said.DecisionNeeded
		for _, one := range said.Deviations {
			field := deviationField{Cause: string(one.Cause), Amount: form.In.text(one.Amount), Owner: one.Owner, Explanation: one.Explanation}
			if one.Recovery != nil {
				field.Recovery = one.Recovery.String()
			}
			form.Deviations = append(form.Deviations, field)
		}
	}
	if refused != nil {
		form.Refused = page.Print.Error(refused)
	}
	form.pad()
	return form, page, nil
}

// pad gives the form room for more causes.
func (f *statusForm) pad() {
	for len(f.Deviations) < deviationFields || f.Deviations[len(f.Deviations)-1] != (deviationField{}) {
		f.Deviations = append(f.Deviations, deviationField{})
	}
}

func (s *Server) statusForm(c *fiber.Ctx) error {
	form, page, err := s.newStatusForm(c)
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, statusPage(page, form))
}

// reportStatus writes what was typed; everything that is wrong with it is said
// above the form, which keeps what was typed.
func (s *Server) reportStatus(c *fiber.Ctx) error {
	visit := visitOf(c)
	form, page, err := s.newStatusForm(c)
	if err != nil {
		return err
	}
	known, said := form.After, form.Figures.Status
	report := form.read(c, page)
	after, err := strconv.ParseInt(form.After, 10, 64)
	if err != nil {
		return fiber.ErrBadRequest
	}
	status := http.StatusUnprocessableEntity
	if len(form.Wrong) == 0 {
		_, err = s.Store.ReportStatus(c.UserContext(), visit.Organisation.ID, visit.User.ID, report, after)
		if err == nil {
			return c.Redirect(page.roundURL(report.Quarter)+"#case-"+string(report.Case), fiber.StatusSeeOther)
		}
		status = statuses[portfolio.ErrorCode(err)]
		switch portfolio.ErrorCode(err) {
		case portfolio.CodeInvalid:
		case portfolio.CodeConflict: // what the other one said is told, and may be replaced by what was typed
			form.After, form.Theirs = known, said
		default:
			return err
		}
		for _, one := range separate(err) {
			form.Wrong = append(form.Wrong, page.Print.Error(one))
		}
	}
	return render(c, status, statusPage(page, form))
}

// read takes what was sent. A cause of which nothing is filled in is none.
func (f *statusForm) read(c *fiber.Ctx, page Page) portfolio.StatusReport {
	text := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	f.After, f.Light, f.Reason, f.Comment, f.Decision = text("after"), text("light"), text("reason"), text("comment"), text("decision")
	f.Deviations = nil
	report := portfolio.StatusReport{Case: f.Case.Case, Quarter: f.Report.Quarter, Light: portfolio.TrafficLight(f.Light), Reason: f.Reason, Comment: f.Comment, DecisionNeeded: f.Decision}
	for i := range 50 {
		at := "-" + strconv.Itoa(i)
		field := deviationField{text("cause" + at), text("amount" + at), text("owner" + at), text("recovery" + at), text("explanation" + at)}
		if field == (deviationField{}) {
			continue
		}
		f.Deviations = append(f.Deviations, field)
		one := portfolio.Deviation{Cause: portfolio.DeviationCause(field.Cause), Owner: field.Owner, Explanation: field.Explanation}
		if field.Amount != "" {
			amount, wrong := readKroner(page.Print, field.Amount)
			if wrong != "" {
				f.Wrong = append(f.Wrong, wrong)
			}
			one.Amount = amount
		}
		if field.Recovery != "" {
			recovery, err := calc.ParseQuarter(field.Recovery)
			if err != nil {
				f.Wrong = append(f.Wrong, page.T("usage.quarter", "quarter", field.Recovery))
			}
			one.Recovery = &recovery
		}
		report.Deviations = append(report.Deviations, one)
	}
	f.pad()
	return report
}

// recoveries are the quarters a deviation can be made up for in.
func (f statusForm) recoveries() (quarters []calc.Quarter) {
	for i := 1; i <= 8; i++ {
		quarters = append(quarters, f.Report.Quarter.Add(i))
	}
	return quarters
}

// ownerText names an owner, or says that nobody is.
func ownerText(page Page, name string) string { return cmp.Or(name, page.T("round.no-owner")) }
