package web

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// governing is what the page of the strategy needs of the store.
type governing interface {
	// ChangeOrganisation stores other rules or another strategy; CodeConflict when
	// somebody else did meanwhile, CodeForbidden and CodeInvalid when it may not be.
	ChangeOrganisation(ctx context.Context, by portfolio.UserID, one portfolio.Organisation) error
}

// governingView is the strategy with who answers for what, what it wants of its
// cases, and its targets.
type governingView struct {
	Organisation portfolio.Organisation
	Wrong        string
	Saved        bool
	Commitments  []portfolio.CommitmentStanding
	Office       *officeView // nil: no office is named
}

// officeView is who meets an idea first, and when.
type officeView struct {
	Name  string
	Every int        // days between meetings; 0 when the calendar says it otherwise
	Next  *time.Time // nil: no meeting is known
}

func (s *Server) governingRoutes(org fiber.Router) {
	org.Get("/strategy", s.governing)
	org.Post("/strategy", s.govern)
}

func (s *Server) governing(c *fiber.Ctx) error {
	return s.showGoverning(c, fiber.StatusOK, visitOf(c).Organisation, "")
}

// showGoverning shows the page with an organisation as it is or as it was typed.
func (s *Server) showGoverning(c *fiber.Ctx, status int, org portfolio.Organisation, wrong string) error {
	cases, err := s.Store.Cases(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	view := governingView{Organisation: org, Wrong: wrong, Saved: wrong == "" && c.Query("saved") != "",
		Commitments: portfolio.CommitmentsIn(org.Strategy, cases), Office: s.officeOf(org.Governance)}
	return render(c, status, governingPage(s.page(c, "", "governing.title"), view))
}

func (s *Server) officeOf(rules portfolio.Governance) *officeView {
	if rules.Office == nil {
		return nil
	}
	office := &officeView{Name: rules.Office.Name}
	if calendar := rules.Office.Meeting; calendar != nil {
		office.Every = calendar.EveryDays
		if next, ok := (portfolio.Governance{Meeting: calendar}).NextMeeting(s.Now()); ok {
			office.Next = &next.Date
		}
	}
	return office
}

// governed are the parts of the strategy that have a form of their own: each
// takes what was typed into the organisation, or says what is wrong with it.
var governed = map[string]func(c *fiber.Ctx, print *i18n.Printer, org *portfolio.Organisation) (wrong string){
	"areas": governAreas, "targets": governTargets, "commitment": governCommitment, "networks": governNetworks,
}

// govern stores what was typed in one of the forms. What is wrong is said above
// the page, which keeps what was typed.
func (s *Server) govern(c *fiber.Ctx) error {
	part, known := governed[cmp.Or(c.FormValue("part"), "areas")]
	if !known {
		return portfolio.NotFound("page", c.FormValue("part"))
	}
	return s.changeOrganisation(c, part, path(string(visitOf(c).Organisation.ID), "strategy"), s.showGoverning)
}

// changeOrganisation takes a form into the organisation and stores it, or shows
// its page again with what is wrong.
func (s *Server) changeOrganisation(c *fiber.Ctx, part func(*fiber.Ctx, *i18n.Printer, *portfolio.Organisation) string, back string,
	show func(*fiber.Ctx, int, portfolio.Organisation, string) error) error {
	visit, print := visitOf(c), printerOf(c)
	org := visit.Organisation
	revision, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil || revision < 1 {
		return portfolio.NotFound("page", c.FormValue("revision"))
	}
	org.Revision = revision
	if wrong := part(c, print, &org); wrong != "" {
		return show(c, fiber.StatusUnprocessableEntity, org, wrong)
	}
	err = s.Store.ChangeOrganisation(c.UserContext(), visit.User.ID, org)
	switch portfolio.ErrorCode(err) {
	case portfolio.CodeConflict:
		return show(c, fiber.StatusConflict, org, print.Error(err))
	case portfolio.CodeInvalid:
		return show(c, fiber.StatusUnprocessableEntity, org, withoutFields(print, err))
	}
	if err != nil {
		return err
	}
	return c.Redirect(withQuery(back, "saved", "1"), fiber.StatusSeeOther)
}

// withoutFields is all that is wrong with rules, without the names that a profile
// file gives their fields: on a page the words say which.
func withoutFields(print *i18n.Printer, err error) string {
	var lines []string
	for _, one := range separate(err) {
		var wrong *portfolio.Error
		if errors.As(one, &wrong) {
			plain := *wrong
			plain.Place = portfolio.Place{}
			one = &plain
		}
		lines = append(lines, print.Error(one))
	}
	return strings.Join(lines, "\n")
}

// governAreas is who answers for each focus area.
func governAreas(c *fiber.Ctx, _ *i18n.Printer, org *portfolio.Organisation) string {
	org.Strategy.FocusAreas = slices.Clone(org.Strategy.FocusAreas)
	for i := range org.Strategy.FocusAreas {
		area := &org.Strategy.FocusAreas[i]
		text := func(name string) string { return strings.TrimSpace(c.FormValue(name + "-" + string(area.ID))) }
		area.Coordinator, area.AppointedBy, area.Appointed = text("coordinator"), text("appointed-by"), text("appointed")
		area.WorkingGroup = readWorkingGroup(c, area.ID)
	}
	return ""
}

// governTargets are the yearly targets with their price levels. A year whose
// amount is taken away has no target.
func governTargets(c *fiber.Ctx, print *i18n.Printer, org *portfolio.Organisation) string {
	var targets []portfolio.Target
	for year := org.Strategy.FromYear; year <= org.Strategy.ToYear; year++ {
		text := func(name string) string { return strings.TrimSpace(c.FormValue(name + "-" + yearText(year))) }
		if targetIsRead(org.Strategy, year) {
			targets = append(targets, ownTargets(org.Strategy, year)...)
			continue
		}
		target := portfolio.Target{Year: year}
		if text("target") == "" {
			continue
		}
		var wrong string
		if target.Amount, wrong = readKroner(print, text("target")); wrong != "" {
			return wrong
		}
		if typed := text("budget"); typed != "" {
			budget, wrong := readKroner(print, typed)
			if wrong != "" {
				return wrong
			}
			target.EfficiencyBudget = &budget
		}
		var ok bool
		if target.PriceLevel, ok = readPrices(text("basis"), text("price-year")); !ok {
			return print.T("entry.price-year-wrong", "year", text("price-year"))
		}
		targets = append(targets, target)
	}
	org.Strategy.Targets = targets
	return ""
}

// targetIsRead tells whether a year's target or budget was imported: what was read
// from a cell stands, and is changed by importing it again.
func targetIsRead(strategy portfolio.Strategy, year int) bool {
	target, _ := strategy.TargetFor(year)
	return target.Source.Cell != "" || target.BudgetSource.Cell != ""
}

// ownTargets are what the strategy itself says of a year: one target, or none.
func ownTargets(strategy portfolio.Strategy, year int) (own []portfolio.Target) {
	for _, one := range strategy.Targets {
		if one.Year == year {
			own = append(own, one)
		}
	}
	return own
}

// governCommitment is one intention, content goal or obligatory area: changed,
// added, or without a text taken away.
func governCommitment(c *fiber.Ctx, _ *i18n.Printer, org *portfolio.Organisation) string {
	text := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	typed := portfolio.Commitment{ID: text("id"), Kind: portfolio.CommitmentKind(text("kind")), FocusArea: portfolio.FocusAreaID(text("area")),
		Text: text("text"), Measure: text("measure"), Source: text("source"), From: text("from")}
	all := slices.Clone(org.Strategy.Commitments)
	at := slices.IndexFunc(all, func(one portfolio.Commitment) bool { return one.ID == typed.ID })
	switch {
	case at >= 0 && typed.Text == "":
		all = slices.Delete(all, at, at+1)
	case at >= 0:
		all[at] = typed
	default:
		for n := 1; typed.ID == "" || at >= 0; n++ {
			typed.ID = "h" + strconv.Itoa(n)
			at = slices.IndexFunc(all, func(one portfolio.Commitment) bool { return one.ID == typed.ID })
		}
		all = append(all, typed)
	}
	org.Strategy.Commitments = all
	return ""
}

// governNetworks are the networks that cases may get help from, one a line.
func governNetworks(c *fiber.Ctx, _ *i18n.Printer, org *portfolio.Organisation) string {
	org.Strategy.Networks = paragraphs(c.FormValue("networks"))
	return ""
}

// appointment is who appointed a coordinator and when; "" when nobody has said.
func appointment(page Page, area portfolio.FocusArea) string {
	day, err := time.Parse(time.DateOnly, area.Appointed)
	switch {
	case area.AppointedBy != "" && err == nil:
		return page.T("governing.appointed-both", "by", area.AppointedBy, "date", day)
	case area.AppointedBy != "":
		return page.T("governing.appointed-text", "by", area.AppointedBy)
	case err == nil:
		return page.T("governing.appointed-date", "date", day)
	}
	return ""
}

// readWorkingGroup is the group as typed; nobody at all is no group.
func readWorkingGroup(c *fiber.Ctx, area portfolio.FocusAreaID) *portfolio.WorkingGroup {
	group := portfolio.WorkingGroup{TaskForce: strings.TrimSpace(c.FormValue("task-force-" + string(area)))}
	for line := range strings.Lines(c.FormValue("members-" + string(area))) {
		if name := strings.TrimSpace(line); name != "" {
			group.Members = append(group.Members, name)
		}
	}
	if group.TaskForce == "" && len(group.Members) == 0 {
		return nil
	}
	return &group
}

// members are a group's names, one a line.
func members(area portfolio.FocusArea) string {
	if area.WorkingGroup == nil {
		return ""
	}
	return strings.Join(area.WorkingGroup.Members, "\n")
}

// groupNames are the people of a working group; the member by office may be unnamed.
func groupNames(area portfolio.FocusArea) string {
	names := slices.Clone(area.WorkingGroup.Members)
	if by := taskForce(area); by != "" {
		names = append([]string{by}, names...)
	}
	return strings.Join(names, ", ")
}

func taskForce(area portfolio.FocusArea) string {
	if area.WorkingGroup == nil {
		return ""
	}
	return area.WorkingGroup.TaskForce
}
