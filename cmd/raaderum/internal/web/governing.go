package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// governing is what the page of the strategy needs of the store.
type governing interface {
	// ChangeOrganisation stores other rules or another strategy; CodeConflict when
	// somebody else did meanwhile, CodeForbidden and CodeInvalid when it may not be.
	ChangeOrganisation(ctx context.Context, by portfolio.UserID, one portfolio.Organisation) error
}

// governingView is the strategy with who answers for what.
type governingView struct {
	Organisation portfolio.Organisation
	Wrong        string
	Saved        bool
}

func (s *Server) governingRoutes(org fiber.Router) {
	org.Get("/strategy", s.governing)
	org.Post("/strategy", s.govern)
}

func (s *Server) governing(c *fiber.Ctx) error {
	page := s.page(c, "", "governing.title")
	return render(c, fiber.StatusOK, governingPage(page, governingView{Organisation: visitOf(c).Organisation, Saved: c.Query("saved") != ""}))
}

// govern stores the names that were typed for each focus area. What is wrong is
// said above the form, which keeps what was typed.
func (s *Server) govern(c *fiber.Ctx) error {
	visit := visitOf(c)
	org := visit.Organisation
	revision, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil || revision < 1 {
		return portfolio.NotFound("page", c.FormValue("revision"))
	}
	org.Revision = revision
	org.Strategy.FocusAreas = slices.Clone(org.Strategy.FocusAreas)
	for i := range org.Strategy.FocusAreas {
		area := &org.Strategy.FocusAreas[i]
		area.Coordinator = strings.TrimSpace(c.FormValue("coordinator-" + string(area.ID)))
		area.WorkingGroup = readWorkingGroup(c, area.ID)
	}
	err = s.Store.ChangeOrganisation(c.UserContext(), visit.User.ID, org)
	if code := portfolio.ErrorCode(err); code == portfolio.CodeInvalid || code == portfolio.CodeConflict {
		page := s.page(c, "", "governing.title")
		status := fiber.StatusUnprocessableEntity
		if code == portfolio.CodeConflict {
			status = fiber.StatusConflict
		}
		return render(c, status, governingPage(page, governingView{Organisation: org, Wrong: page.Print.Error(err)}))
	}
	if err != nil {
		return err
	}
	return c.Redirect(withQuery(path(string(org.ID), "strategy"), "saved", "1"), fiber.StatusSeeOther)
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

func taskForce(area portfolio.FocusArea) string {
	if area.WorkingGroup == nil {
		return ""
	}
	return area.WorkingGroup.TaskForce
}
