package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// systemsView is the systems in use with their owners.
type systemsView struct {
	Organisation portfolio.Organisation
	Systems      []portfolio.SystemStanding
	Ownerless    int
	Wrong        string
	Saved        bool
}

func (s *Server) systemRoutes(org fiber.Router) {
	org.Get("/systems", s.systems)
	org.Post("/systems", s.changeSystem)
}

func (s *Server) systems(c *fiber.Ctx) error {
	return s.showSystems(c, fiber.StatusOK, visitOf(c).Organisation, "")
}

func (s *Server) showSystems(c *fiber.Ctx, status int, org portfolio.Organisation, wrong string) error {
	cases, err := s.Store.Cases(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	view := systemsView{Organisation: org, Systems: portfolio.SystemsIn(org.Governance, cases), Wrong: wrong, Saved: wrong == "" && c.Query("saved") != ""}
	for _, one := range view.Systems {
		if one.Owner == "" {
			view.Ownerless++
		}
	}
	return render(c, status, systemsPage(s.page(c, "", "system.title"), view))
}

func (s *Server) changeSystem(c *fiber.Ctx) error {
	return s.changeOrganisation(c, governSystem, path(string(visitOf(c).Organisation.ID), "systems"), s.showSystems)
}

// governSystem is one system: changed, added, or without a name taken away.
func governSystem(c *fiber.Ctx, _ *i18n.Printer, org *portfolio.Organisation) string {
	text := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	typed := portfolio.System{Name: text("name"), Owner: text("owner"), Unit: text("unit"), Record: text("record")}
	all := slices.Clone(org.Governance.Systems)
	at := slices.IndexFunc(all, func(one portfolio.System) bool { return one.Name == text("was") })
	switch {
	case at >= 0 && typed.Name == "":
		all = slices.Delete(all, at, at+1)
	case at >= 0:
		all[at] = typed
	default:
		all = append(all, typed)
	}
	org.Governance.Systems = all
	return ""
}
