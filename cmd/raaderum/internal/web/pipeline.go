package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// pipelineView is the portfolio from ideas to benefits: each phase with its
// count and kroner, and each case with its next step.
type pipelineView struct {
	Report portfolio.QuarterReport
	Shown  narrowing
	Today  time.Time
	Phases []portfolio.PipelinePhase
	In     column
	// Changes is the quarter beside an earlier one, Compared the phases of both.
	Changes  comparisonView
	Compared []comparedPart
}

// pipelineURL is the page with the phases as of a quarter.
func (p Page) pipelineURL(q calc.Quarter) string { return p.partURL(q, "pipeline") }

// pipelineLayers are what stands in the table of phases, the joint one last.
var pipelineLayers = []portfolio.Layer{portfolio.LayerPipeline, portfolio.LayerJoint}

// pipeline shows the phases of a quarter's report; deadlines are reckoned from
// today.
func (s *Server) pipeline(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "pipeline.title", "quarter", report.Quarter)
	page.stand(standing)
	shown, part := narrow(c, &page, report, "pipeline")
	view := pipelineView{Report: part, Shown: shown, Today: s.Now(), Phases: portfolio.NewPipeline(part, s.Now())}
	view.In = columnFor(page.Print, view.amounts())
	if view.Changes, err = s.newComparison(c, page, part, report.Account.Method); err != nil {
		return err
	}
	view.Compared = []comparedPart{comparedPhases(page, view.Changes, view)}
	return render(c, view.Changes.answered(shown.Filter), pipelinePage(page, view))
}

func (v pipelineView) amounts() (all []calc.Money) {
	for _, phase := range v.Phases {
		for _, amount := range []*calc.Money{phase.Sum, phase.Achieved, phase.Layers[portfolio.LayerPipeline], phase.Layers[portfolio.LayerJoint]} {
			if amount != nil {
				all = append(all, *amount)
			}
		}
		for _, step := range phase.Steps {
			if step.Route.Sum != nil {
				all = append(all, *step.Route.Sum)
			}
		}
	}
	return all
}

// phaseAnchor is where a phase's cases stand.
func phaseAnchor(phase portfolio.Phase) string { return "phase-" + string(phase) }

// phaseYearURL is the part of the account that a phase's cases stand for. A case
// whose phase nobody has said, and one that was ended, is in no phase of its own.
func (p Page) phaseYearURL(report portfolio.QuarterReport, layer portfolio.Layer, phase portfolio.Phase) string {
	return withQuery(p.accountURL(report, report.Headline.Year, layer, report.Account.Method), "phase", string(phase))
}

// holderText is who has a case's next step.
func holderText(page Page, step portfolio.NextStep) string {
	kind := page.T("pipeline.holder-" + string(step.Holder))
	if len(step.Names) == 0 {
		return kind
	}
	return kind + ": " + strings.Join(step.Names, ", ")
}
