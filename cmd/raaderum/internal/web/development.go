package web

import (
	"context"
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
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	history, err := s.lights(c.UserContext(), report, standing)
	if err != nil {
		return err
	}
	quarter := report.Quarter
	page := s.page(c, SectionQuarter, "development.title", "quarter", quarter)
	page.Charts = true
	page.stand(standing)
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

// lights are the lights through the quarters up to a report's own: of what was
// frozen where the report is that, and else of what is known now.
func (s *Server) lights(ctx context.Context, report portfolio.QuarterReport, seen *standing) (portfolio.LightHistory, error) {
	if seen != nil && !seen.Live {
		snapshot, err := seen.Snapshot.Open()
		if err != nil {
			return portfolio.LightHistory{}, err
		}
		return snapshot.Lights(lightQuarters), nil
	}
	org := report.Organisation
	cases, err := s.Store.Cases(ctx, org.ID)
	if err != nil {
		return portfolio.LightHistory{}, err
	}
	statuses, err := s.Store.Statuses(ctx, org.ID)
	if err != nil {
		return portfolio.LightHistory{}, err
	}
	return portfolio.NewLightHistory(org, cases, statuses, report.Quarter, lightQuarters), nil
}
