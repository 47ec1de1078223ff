package portfolio

import (
	"slices"
	"time"

	"raaderum/calc"
)

// PlanLine (handleplanens sag) is a case as the plan sees it. Lists have an entry
// for each of the plan's years; nil is not stated.
type PlanLine struct {
	Case         CaseID        `json:"case"`
	CaseVersion  int           `json:"caseVersion"`
	Number       string        `json:"number"`
	Title        string        `json:"title"`
	Area         FocusAreaID   `json:"area"` // "" when not known
	Group        PlanGroup     `json:"group"`
	Obligatory   bool          `json:"obligatory"`
	Joint        bool          `json:"joint"` // its benefits supplement the target
	GoLive       time.Time     `json:"goLive,omitzero"`
	Planned      time.Time     `json:"plannedGoLive,omitzero"` // the date it was promised by, when GoLive was moved since
	Costs        []*calc.Money `json:"costsOre"`
	Benefits     []*calc.Money `json:"benefitsOre"` // without those that have lapsed
	Lapsed       *PlanLapsed   `json:"lapsed,omitempty"`
	Hours        []*int64      `json:"hours"`
	Contribution []*calc.Money `json:"contributionOre"` // to the target; nil outside the strategy's years
	NPV          *float64      `json:"npv"`             // kroner
	Payback      *float64      `json:"payback"`         // years
	// PaybackStatus says why there are no years: never, immediate, undefined, not
	// applicable.
	PaybackStatus calc.PaybackStatus `json:"paybackStatus,omitempty"`
	News          *PlanNews          `json:"news,omitempty"` // nil: nobody has said anything of the case
	Goals         []int              `json:"goals"`          // answered, by their number
	Points        []PlanPoints       `json:"points"`         // one per criterion
	Score         *int64             `json:"score"`          // thousandths of a point; nil: outside the ranking, or not known
	Lacks         []PlanLack         `json:"lacks"`
	Candidate     *int               `json:"candidate"` // in each choice; nil: not among them
}

// PlanPoints (point) are what a criterion gives a case.
type PlanPoints struct {
	Measure PlanMeasure `json:"measure"`
	Points  *float64    `json:"points"` // nil: the figure does not exist
}

// PlanGroup (handleplanens gruppe) is a case's place in the plan.
type PlanGroup string

// The groups, in the order people should meet them.
const (
	PlanObligatory PlanGroup = "obligatory" // outside the ranking
	PlanContinued  PlanGroup = "continued"  // decided before, not in operation yet
	PlanNew        PlanGroup = "new"
	PlanFinished   PlanGroup = "finished" // in operation or closed
	PlanStopped    PlanGroup = "stopped"  // stopped, dropped or rejected: nothing more is to come
)

// PlanGroups are all groups, in their order.
var PlanGroups = []PlanGroup{PlanObligatory, PlanContinued, PlanNew, PlanFinished, PlanStopped}

// PlanLack (manglende grundlag) is what keeps a case from being compared with
// the others. A case that lacks something is set aside, not counted as 0; an
// obligatory or decided one is in the plan with what is known of it.
type PlanLack string

// What may be lacking.
const (
	LackCosts        PlanLack = "costs"        // no amounts, or none that can be put together
	LackStart        PlanLack = "start"        // it counts t0, t1, … and nobody has said from which year
	LackOutside      PlanLack = "outside"      // nothing is stated in the plan's years
	LackHours        PlanLack = "hours"        // a frame limits the hours
	LackContribution PlanLack = "contribution" // its benefits have no amounts
	LackKind         PlanLack = "kind"         // nobody has said whether its benefits count: their kind, whether they last, or whose the case is
	LackNPV          PlanLack = "npv"
	LackRobustness   PlanLack = "robustness"
)

// PlanLacks are all of them.
var PlanLacks = []PlanLack{LackCosts, LackStart, LackOutside, LackHours, LackContribution, LackKind, LackNPV, LackRobustness}

// Must tells whether a case is in the plan without being ranked.
func (l PlanLine) Must() bool { return l.Group == PlanObligatory || l.Group == PlanContinued }

// newPlanLines are the cases as the plan sees them, focus area by focus area.
func newPlanLines(org Organisation, cases []BusinessCase, plan ActionPlan) []PlanLine {
	placed, ended := make([]BusinessCase, len(cases)), make([]BusinessCase, len(cases))
	for i, bc := range cases {
		placed[i] = fromStart(bc, plan.Settings.of(bc.ID).Start)
		ended[i] = endedNow(placed[i])
	}
	account := newAccount(org, newClaims(org, ended, plan.AsOf), plan.AsOf, plan.Method)
	lines := make([]PlanLine, len(placed))
	for i, bc := range placed {
		lines[i] = newPlanLine(org, bc, account, plan)
	}
	order := map[FocusAreaID]int{"": len(org.Strategy.FocusAreas)} // those without an area are last
	for i, area := range org.Strategy.FocusAreas {
		order[area.ID] = i
	}
	slices.SortStableFunc(lines, func(a, b PlanLine) int {
		if order[a.Area] != order[b.Area] {
			return order[a.Area] - order[b.Area]
		}
		return slices.Index(PlanGroups, a.Group) - slices.Index(PlanGroups, b.Group)
	})
	candidates := 0
	for i := range lines {
		if line := &lines[i]; line.Must() || line.Group == PlanNew && len(line.Lacks) == 0 {
			at := candidates
			line.Candidate = &at
			candidates++
		}
	}
	return lines
}

func newPlanLine(org Organisation, bc BusinessCase, account TargetAccount, plan ActionPlan) PlanLine {
	said := plan.Settings.of(bc.ID)
	line := PlanLine{
		Case: bc.ID, CaseVersion: bc.Version, Number: bc.Number, Title: bc.Title, Area: bc.FocusArea, Obligatory: bc.Obligatory,
		Joint: bc.Origin.Joint(), GoLive: bc.GoLive, Planned: bc.movedFrom(), Group: groupOf(bc, said), Hours: said.Hours,
		Costs: make([]*calc.Money, PlanYears), Benefits: make([]*calc.Money, PlanYears),
	}
	if _, known := org.Strategy.FocusArea(bc.FocusArea); !known {
		line.Area = ""
	}
	for _, goal := range org.Strategy.Goals {
		if bc.Goals[goal.Number] != "" {
			line.Goals = append(line.Goals, goal.Number)
		}
	}
	line.flows(bc, plan)
	line.Contribution = contributions(bc, account, plan.Year)
	line.rate(bc, org, plan)
	return line
}

// groupOf is a case's place in the plan.
func groupOf(bc BusinessCase, said PlanCase) PlanGroup {
	switch {
	case bc.Over():
		return PlanStopped
	case bc.HasGoneLive():
		return PlanFinished
	case bc.Obligatory:
		return PlanObligatory
	case bc.Status.Decided() && !said.Reconsider:
		return PlanContinued
	}
	return PlanNew
}

// flows puts the case's planned costs and benefits into the plan's years. What has
// lapsed is no benefit to come, and of a case that was stopped nothing is.
func (l *PlanLine) flows(bc BusinessCase, plan ActionPlan) {
	if _, hours := plan.Settings.Limited(); hours && len(l.Hours) == 0 {
		l.Lacks = append(l.Lacks, LackHours)
	}
	flows, why := newYearFlows(bc)
	switch {
	case why != "":
		l.Lacks = append(l.Lacks, LackCosts)
		return
	case flows.offset:
		l.Lacks = append(l.Lacks, LackStart)
		return
	case len(flows.costs) == 0:
		l.Lacks = append(l.Lacks, LackCosts)
	case flows.last < plan.Year || flows.first >= plan.Year+PlanYears:
		l.Lacks = append(l.Lacks, LackOutside)
	}
	for y := range PlanYears {
		l.Costs[y], l.Benefits[y] = stated(flows.costs, plan.Year+y), stated(flows.benefits, plan.Year+y)
	}
	l.lapse(bc, plan.Year)
}

// contributions are a case's own benefits in the account, net, by the plan's
// years: realised, budgeted, decided and, for what nobody has decided, pipeline.
// A case whose benefits nobody has stated contributes nothing that is known.
func contributions(bc BusinessCase, account TargetAccount, first int) []*calc.Money {
	years := make([]*calc.Money, PlanYears)
	if promisesWithoutAmounts(bc) && !slices.ContainsFunc(account.Years, func(y TargetYear) bool { return y.has(bc.ID) }) {
		return years
	}
	for _, year := range account.Years {
		if year.Year < first || year.Year >= first+PlanYears {
			continue
		}
		sum := calc.Money(0)
		for _, one := range year.Contributions {
			if one.Case == bc.ID && one.Layer != LayerJoint {
				sum += one.Amount
			}
		}
		years[year.Year-first] = &sum
	}
	return years
}

// has tells whether anything of a case is in a year, counted or not.
func (y TargetYear) has(id CaseID) bool {
	ofCase := func(one Contribution) bool { return one.Case == id }
	return slices.ContainsFunc(y.Contributions, ofCase) || slices.ContainsFunc(y.NotCounted, ofCase)
}

// rate gives the case its points. One that must be in gets points to be seen by,
// and no score: it is outside the ranking.
func (l *PlanLine) rate(bc BusinessCase, org Organisation, plan ActionPlan) {
	figures := Evaluate(bc, TermsFor(bc, plan.AsOf.End())).Evaluation
	if figures.NPV.Exists() {
		l.NPV = &figures.NPV.Value
	}
	if figures.Payback.Status == calc.PaybackValue {
		l.Payback = &figures.Payback.Years
	}
	l.PaybackStatus = figures.Payback.Status
	score, whole := 0.0, true
	for _, criterion := range plan.Settings.Criteria {
		points := PlanPoints{Measure: criterion.Measure}
		if share, lack := l.share(criterion, bc, org, figures, plan.Method); lack == "" {
			given := criterion.Weight * share
			points.Points = &given
			score += given
		} else if criterion.Weight > 0 {
			whole = false
			if !slices.Contains(l.Lacks, lack) {
				l.Lacks = append(l.Lacks, lack)
			}
		}
		l.Points = append(l.Points, points)
	}
	if whole && l.Group == PlanNew && len(l.Lacks) == 0 {
		if rounded, err := calc.FromKroner(10 * score); err == nil { // øre of ten points are thousandths of one
			thousandths := int64(rounded)
			l.Score = &thousandths
		}
	}
}

// share is how much of a criterion's weight a case gets, or what it lacks. Only
// amounts can give more than the whole, or less than nothing.
func (l *PlanLine) share(criterion PlanCriterion, bc BusinessCase, org Organisation, figures calc.Evaluation, method CountMethod) (float64, PlanLack) {
	switch criterion.Measure {
	case MeasureTarget:
		if promisesWithoutAmounts(bc) {
			return 0, LackContribution
		}
		if criterion.Full == nil {
			return 0, ""
		}
		if countingUnknown(bc, method) {
			return 0, LackKind
		}
		sum := calc.Money(0)
		for _, year := range l.Contribution {
			if year != nil {
				sum += *year
			}
		}
		return sum.Kroner() / criterion.Full.Kroner(), ""
	case MeasureNPV:
		if l.NPV == nil {
			return 0, LackNPV
		}
		if criterion.Full == nil {
			return 0, ""
		}
		return *l.NPV / criterion.Full.Kroner(), ""
	case MeasureGoals:
		if len(org.Strategy.Goals) == 0 {
			return 0, ""
		}
		return float64(len(l.Goals)) / float64(len(org.Strategy.Goals)), ""
	}
	switch needed := figures.SwitchingValue; {
	case needed.Exists():
		return min(1, max(0, 1-needed.Value)), ""
	case needed.Why == calc.ReasonNoBenefits: // nothing can fall
		return 0, ""
	}
	return 0, LackRobustness
}

// promisesWithoutAmounts tells whether a case has benefits that could count and
// none of them says how much.
func promisesWithoutAmounts(bc BusinessCase) bool {
	for _, benefit := range bc.Benefits {
		if len(benefit.Series[Plan]) > 0 || len(benefit.Series[Forecast]) > 0 {
			return false
		}
	}
	return len(bc.Benefits) == 0 || slices.ContainsFunc(bc.Benefits, func(b Benefit) bool { return b.Kind != Qualitative })
}

// countingUnknown tells whether a benefit with amounts may or may not count,
// because nobody has said what it is: then what the case contributes is not known,
// and it is not 0.
func countingUnknown(bc BusinessCase, method CountMethod) bool {
	return slices.ContainsFunc(bc.Benefits, func(b Benefit) bool {
		stated := len(b.Series[Plan]) > 0 || len(b.Series[Forecast]) > 0
		money := b.Kind == Cashable || b.Kind == Revenue || b.Kind == Disbenefit
		lasts := b.Recurrence != RecurrenceUnknown || method == InYear
		return stated && (b.Kind == BenefitUnknown || money && (bc.Origin == "" || !lasts))
	})
}

// fromStart is a case that counts t0, t1, … as it falls when t0 is a year.
func fromStart(bc BusinessCase, start *int) BusinessCase {
	if start == nil {
		return bc
	}
	place := func(amounts []Amount) []Amount {
		amounts = slices.Clone(amounts)
		for i := range amounts {
			if t, ok := amounts[i].Period.Offset(); ok {
				amounts[i].Period = calc.YearOf(*start + t)
			}
		}
		return amounts
	}
	bc.Costs, bc.Benefits = slices.Clone(bc.Costs), slices.Clone(bc.Benefits)
	for i := range bc.Costs {
		bc.Costs[i].Amounts = place(bc.Costs[i].Amounts)
	}
	for i := range bc.Benefits {
		series := map[Series][]Amount{}
		for name, amounts := range bc.Benefits[i].Series {
			series[name] = place(amounts)
		}
		bc.Benefits[i].Series = series
	}
	return bc
}
