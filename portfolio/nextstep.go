package portfolio

import (
	"slices"
	"time"

	"raaderum/calc"
)

// NextStep (næste skridt) is what is to be done with a case and who is to do it.
type NextStep struct {
	Case   CaseID
	Phase  Phase // PhaseStopped for one that was ended, PhaseUnknown when nobody has said
	Joint  bool
	Route  Route
	Holder StepHolder
	Names  []string // of the holder; none when nobody is named
	// DispensationMissing tells that an undecided case does not pay back within
	// the limit, and nobody has dispensed from it.
	DispensationMissing bool
}

// StepHolder (skridtets ejer) is who has a case's next step; the words are under
// "pipeline.holder-<code>".
type StepHolder string

// Who may have it.
const (
	HolderProject     StepHolder = "project-owner"
	HolderCoordinator StepHolder = "coordinator" // of the focus area, when no project owner is named
	HolderCouncil     StepHolder = "council"
	HolderBenefits    StepHolder = "benefit-owners"
	HolderNone        StepHolder = "none"    // there is nothing more to do
	HolderUnknown     StepHolder = "unknown" // there is, and nobody is named
)

// NextSteps are the next steps of a report's cases, reckoned from a day.
func NextSteps(report QuarterReport, today time.Time) []NextStep {
	steps := make([]NextStep, 0, len(report.Cases))
	for _, figures := range report.Cases {
		bc := figures.Case
		step := NextStep{Case: bc.ID, Phase: bc.Stage(), Joint: bc.Origin.Joint(), Route: RouteOf(report.Organisation, figures, today)}
		step.Holder, step.Names = holder(report.Organisation, bc, step.Route.Step)
		undecided := step.Route.Step == StepComplete || step.Route.Step == StepSubmit || step.Route.Step == StepAwait
		step.DispensationMissing = undecided && bc.Dispensation == nil && OverPaybackLimit(report.Organisation.Governance, figures)
		steps = append(steps, step)
	}
	return steps
}

// holder is who has a step.
func holder(org Organisation, bc BusinessCase, step RouteStep) (StepHolder, []string) {
	switch step {
	case StepClosed:
		return HolderNone, nil
	case StepAwait:
		return HolderCouncil, named(org.Governance.CouncilName)
	case StepHarvest:
		var owners []string
		for _, benefit := range bc.Benefits {
			if benefit.Owner != "" && !slices.Contains(owners, benefit.Owner) {
				owners = append(owners, benefit.Owner)
			}
		}
		if len(owners) > 0 {
			return HolderBenefits, owners
		}
	}
	if bc.ProjectOwner != "" {
		return HolderProject, named(bc.ProjectOwner)
	}
	if area, ok := org.Strategy.FocusArea(bc.FocusArea); ok && area.Coordinator != "" {
		return HolderCoordinator, named(area.Coordinator)
	}
	return HolderUnknown, nil
}

func named(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

// PipelinePhase (fase i porteføljen) is the cases of a phase: how many, what
// they cost, and what their own benefits are in the headline's year. Sums are
// nil when nothing is in them.
type PipelinePhase struct {
	Phase    Phase
	Steps    []NextStep
	Own      int
	Joint    int
	Sum      *calc.Money           // of the known project sums
	Unknown  int                   // cases whose project sum is not known; they are not in Sum
	Layers   map[Layer]*calc.Money // by the headline's method; joint benefits under LayerJoint
	Achieved *calc.Money           // realised, budgeted and decided
}

// NewPipeline (porteføljens faser) lays a report's cases out by phase, in the
// order of a case's life; phases without cases are left out.
func NewPipeline(report QuarterReport, today time.Time) []PipelinePhase {
	at := map[CaseID]int{}
	pipeline := make([]PipelinePhase, 0, len(Phases)+1)
	steps := NextSteps(report, today)
	for _, phase := range append(slices.Clone(Phases), PhaseUnknown) {
		row := PipelinePhase{Phase: phase, Layers: map[Layer]*calc.Money{}}
		for _, step := range steps {
			if step.Phase != phase {
				continue
			}
			at[step.Case] = len(pipeline)
			row.Steps = append(row.Steps, step)
			if step.Joint {
				row.Joint++
			} else {
				row.Own++
			}
			if step.Route.Sum == nil {
				row.Unknown++
				continue
			}
			sum := value(row.Sum) + *step.Route.Sum
			row.Sum = &sum
		}
		if len(row.Steps) > 0 {
			pipeline = append(pipeline, row)
		}
	}
	for _, part := range report.Account.year(report.Headline.Year).Contributions {
		i, known := at[part.Case]
		if !known {
			continue
		}
		row := &pipeline[i]
		sum := value(row.Layers[part.Layer]) + part.Amount
		row.Layers[part.Layer] = &sum
		row.Achieved = addAchieved(row.Achieved, part)
	}
	return pipeline
}
