package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// lightQuarters is how many quarters the page of the cases' development looks back.
const lightQuarters = 8

// developmentView is how the cases stand and what has moved.
type developmentView struct {
	Quarter calc.Quarter
	Figures []figure
}

// developmentURL is the page with the cases' development as of a quarter.
func (p Page) developmentURL(q calc.Quarter) string { return p.quarterURL(q, "development") }

// development shows the lights through the quarters, what moved since the last one,
// each focus area on one scale, and what the figures lack.
func (s *Server) development(c *fiber.Ctx) error {
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return portfolio.NotFound("quarter", c.Params("quarter"))
	}
	org := visitOf(c).Organisation
	cases, err := s.Store.Cases(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	statuses, err := s.Store.Statuses(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "development.title", "quarter", quarter)
	page.Charts = true
	report := portfolio.NewQuarterReport(org, cases, statuses, quarter)
	history := portfolio.NewLightHistory(org, cases, statuses, quarter, lightQuarters)
	links := page.links(report)
	matrix, err1 := charts.LightMatrix(history, page.Print, links)
	moved, err2 := charts.LightFlow(history, page.Print, links)
	areas, err3 := charts.Multiples(report, page.Print, links)
	lacking, err4 := charts.DataQuality(report, page.Print, links)
	economy, err5 := charts.PortfolioEconomy(report.Cases, page.Print)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return err
	}
	view := developmentView{Quarter: quarter}
	if view.Figures, err = s.drawnAll(page, matrix, moved, areas, economy, lacking); err != nil {
		return err
	}
	for i := range view.Figures {
		if view.Figures[i].ID == economy.ID {
			view.Figures[i].Basis = page.quarterURL(quarter) + "#cases" // each case has its own years
		}
	}
	return render(c, fiber.StatusOK, developmentPage(page, view))
}
