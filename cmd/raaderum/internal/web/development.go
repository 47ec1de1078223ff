package web

import (
	"context"
	"errors"
	"slices"

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
	Shown   narrowing
	Figures []figure
	// Changes is the quarter beside an earlier one, Compared the areas and what is
	// lacking of both.
	Changes  comparisonView
	Compared []comparedPart
}

// developmentURL is the page with the cases' development as of a quarter.
func (p Page) developmentURL(q calc.Quarter) string { return p.partURL(q, "development") }

// development shows the lights through the quarters, what moved since the last one,
// each focus area on one scale, and what the figures lack.
func (s *Server) development(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	quarter := report.Quarter
	page := s.page(c, SectionQuarter, "development.title", "quarter", quarter)
	page.Charts = true
	page.stand(standing)
	shown, part := narrow(c, &page, report, "development")
	view := developmentView{Quarter: quarter, Shown: shown}
	if view.Changes, err = s.newComparison(c, page, part, report.Account.Method); err != nil {
		return err
	}
	view.Compared = []comparedPart{comparedAreas(page, view.Changes), comparedQuality(page, view.Changes)}
	quarters := lightQuarters
	if slices.Contains(view.Changes.Choices, view.Changes.From) {
		quarters = max(quarters, quarter.Index()-view.Changes.From.Index()+1)
	}
	history, err := s.lights(c.UserContext(), report, standing, quarters)
	if err != nil {
		return err
	}
	history = history.Of(func(id portfolio.CaseID) bool { _, among := caseNamed(part, id); return among })
	links := page.links(part)
	matrix, err1 := charts.LightMatrix(history.Last(lightQuarters), page.Print, links)
	moved, err2 := charts.LightFlow(history.Between(view.Changes.From), page.Print, links)
	areas, err3 := charts.Multiples(part, page.Print, links)
	lacking, err4 := charts.DataQuality(part, page.Print, links)
	economy, err5 := charts.PortfolioEconomy(part.Cases, page.Print)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return err
	}
	if view.Figures, err = s.drawnAll(page, matrix, moved, areas, economy, lacking); err != nil {
		return err
	}
	for i := range view.Figures {
		if view.Figures[i].ID == economy.ID {
			view.Figures[i].Basis = page.partURL(quarter) + "#cases" // each case has its own years
		}
	}
	return render(c, view.Changes.answered(shown.Filter), developmentPage(page, view))
}

// lights are the lights through so many quarters up to a report's own: of what was
// frozen where the report is that, and else of what is known now.
func (s *Server) lights(ctx context.Context, report portfolio.QuarterReport, seen *standing, quarters int) (portfolio.LightHistory, error) {
	if seen != nil && !seen.Live {
		snapshot, err := seen.Snapshot.Open()
		if err != nil {
			return portfolio.LightHistory{}, err
		}
		return snapshot.Lights(quarters), nil
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
	return portfolio.NewLightHistory(org, cases, statuses, report.Quarter, quarters), nil
}
