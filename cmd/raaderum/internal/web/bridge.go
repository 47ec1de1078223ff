package web

import (
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// snapshots is what the pages need of frozen quarters.
type snapshots interface {
	// Snapshot is one frozen quarter; CodeNotFound when it is not frozen.
	Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (portfolio.Snapshot, error)
	// Corrections are the corrections of frozen quarters, oldest first.
	Corrections(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Correction, error)
}

// bridgeView is why the figures of a quarter are others than in a frozen one.
type bridgeView struct {
	portfolio.Bridge
	Figures []bridgedFigure // those that moved, and that are in kroner
	In      column
	Drawn   figure // the headline's, else the first that moved; none when nothing did
	Phases  figure // how the cases moved between the phases
}

type bridgedFigure struct {
	portfolio.BridgedFigure
	Name  string
	Parts []bridgePart
}

// Led tells whether any of a figure's causes leads on to a cell or a case.
func (f bridgedFigure) Led() bool {
	return slices.ContainsFunc(f.Parts, func(part bridgePart) bool { return part.Cell.Text != "" || part.Case != "" })
}

type bridgePart struct {
	portfolio.BridgePart
	Cause, What string
	Cell        cellView
}

// bridgeURL is the page that explains a quarter from a frozen one.
func (p Page) bridgeURL(quarter, from calc.Quarter) string {
	return p.quarterURL(quarter, "bridge", from.String())
}

// bridge explains a quarter from a frozen one: as it was frozen itself, or, when
// it is not, or is the same quarter, as it is known now.
func (s *Server) bridge(c *fiber.Ctx) error {
	org := visitOf(c).Organisation
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return portfolio.NotFound("quarter", c.Params("quarter"))
	}
	earlier, err := quarterIn(c.Params("from"))
	if err != nil {
		return portfolio.NotFound("quarter", c.Params("from"))
	}
	from, err := s.Store.Snapshot(c.UserContext(), org.ID, earlier)
	if err != nil {
		return err
	}
	to, err := s.bridgeEnd(c.UserContext(), org, quarter, quarter == earlier)
	if err != nil {
		return err
	}
	bridge, err := portfolio.NewBridge(from, to)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "bridge.title", "quarter", earlier)
	page.Charts = true
	view := newBridgeView(page, bridge)
	if len(view.Figures) > 0 {
		first := view.Figures[0]
		chart, err := charts.Bridge(first.BridgedFigure, first.Name, bridgeEndName(page, bridge.From), bridgeEndName(page, bridge.To), page.Print, "#"+bridgeAnchor(0))
		if err != nil {
			return err
		}
		if view.Drawn, err = s.drawn(page, chart, nil); err != nil {
			return err
		}
		view.Drawn.Basis = "#" + bridgeAnchor(0)
	}
	moves, err := portfolio.PhaseMoves(from, to)
	if err != nil {
		return err
	}
	links := charts.Links{Case: func(id portfolio.CaseID) string { return page.caseURL(id, quarter) }}
	phases, err := charts.PhaseFlow(moves, bridgeEndName(page, bridge.From), bridgeEndName(page, bridge.To), bridge.CaseName, page.Print, links)
	if err != nil {
		return err
	}
	if view.Phases, err = s.drawn(page, phases, chartTable(page, phases.Table)); err != nil {
		return err
	}
	return render(c, fiber.StatusOK, bridgePage(page, view))
}

// bridgeAnchor is where the table of the i-th figure that moved stands.
func bridgeAnchor(i int) string { return "figure-" + strconv.Itoa(i+1) }

func (s *Server) bridgeEnd(ctx context.Context, org portfolio.Organisation, quarter calc.Quarter, live bool) (portfolio.Snapshot, error) {
	if !live {
		frozen, err := s.Store.Snapshot(ctx, org.ID, quarter)
		if portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return frozen, err
		}
	}
	cases, err := s.Store.Cases(ctx, org.ID)
	if err != nil {
		return portfolio.Snapshot{}, err
	}
	return portfolio.Live(org, cases, nil, quarter, s.Now())
}

func newBridgeView(page Page, bridge portfolio.Bridge) bridgeView {
	view := bridgeView{Bridge: bridge}
	var amounts []calc.Money
	for _, figure := range bridge.Figures {
		if len(figure.Parts) == 0 {
			continue
		}
		one := bridgedFigure{BridgedFigure: figure, Name: page.Print.BridgeFigure(bridge, figure.BridgeKey)}
		amounts = append(amounts, *figure.Before, *figure.After)
		for _, part := range figure.Parts {
			one.Parts = append(one.Parts, bridgePart{part, page.T("bridge.cause-" + string(part.Cause)), page.Print.BridgePart(bridge, part),
				cellView{cellName(part.Source), page.CellURL(part.Source)}})
			amounts = append(amounts, part.Amount)
		}
		view.Figures = append(view.Figures, one)
	}
	view.In = columnFor(page.Print, amounts)
	return view
}

// signed writes a difference with its sign, which says more than its color.
func (view bridgeView) signed(money calc.Money) string { return view.In.signed(money) }

// bridgeEndText says what an end of a bridge is.
func bridgeEndText(page Page, end portfolio.BridgeEnd) string {
	if end.Hash == "" {
		return page.T("bridge.end-live", "quarter", end.Quarter)
	}
	return page.T("bridge.end-frozen", "quarter", end.Quarter, "hash", end.Hash[:min(12, len(end.Hash))])
}

// bridgeEndName is an end of a bridge in a drawing or a heading, where a
// checksum says nothing.
func bridgeEndName(page Page, end portfolio.BridgeEnd) string {
	if end.Hash == "" {
		return page.T("bridge.end-live", "quarter", end.Quarter)
	}
	return page.T("bridge.end-name", "quarter", end.Quarter)
}

// lockedView is what a quarter's page says of frozen quarters: the corrections
// told in it.
type lockedView struct {
	Corrections []correctionLine
	In          column
}

// correctionLine is a correction with the names of what it corrects.
type correctionLine struct {
	portfolio.Correction
	Title, Label, Name string // of the case, the benefit and whoever wrote it
}

func (s *Server) newLockedView(c *fiber.Ctx, page Page, report portfolio.QuarterReport) (lockedView, error) {
	ctx, org := c.UserContext(), report.Organisation.ID
	var view lockedView
	all, err := s.Store.Corrections(ctx, org)
	if err != nil {
		return view, err
	}
	all = slices.DeleteFunc(all, func(one portfolio.Correction) bool {
		_, among := caseNamed(report, one.Case)
		return one.Shown != report.Quarter || page.Part.Any() && !among
	})
	view.Corrections, view.In, err = s.correctionLines(ctx, page, report, all)
	return view, err
}
