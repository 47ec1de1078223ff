package portfolio

import "raaderum/calc"

// PlanNews (sidste nyt om sagen) is how a case stands by the newest report: its
// light, what was said of it, word for word, and of its benefits. A new date that
// stands in the words alone is in no field, and is not guessed out of them.
type PlanNews struct {
	Quarter  calc.Quarter   `json:"quarter"`
	Light    TrafficLight   `json:"light"`
	Comment  string         `json:"comment,omitempty"`
	Benefits []BenefitState `json:"benefits,omitempty"` // those that went wrong, each once: delayed, reduced, lapsed
}

// NewPlanNews is how a case stands in a quarter's figures; nil when nothing is
// reported and nothing is wrong.
func NewPlanNews(figures CaseFigures, quarter calc.Quarter) *PlanNews {
	news := PlanNews{Quarter: quarter, Light: figures.Light}
	if figures.Status != nil {
		news.Comment = figures.Status.Comment
	}
	lapsed, reduced, delayed := states(figures.Case)
	for _, one := range []struct {
		state BenefitState
		is    bool
	}{{BenefitDelayed, delayed}, {BenefitReduced, reduced}, {BenefitLapsed, lapsed}} {
		if one.is {
			news.Benefits = append(news.Benefits, one.state)
		}
	}
	if figures.Status == nil && len(news.Benefits) == 0 {
		return nil
	}
	return &news
}

// hear puts the newest report beside each line of the plan.
func (p *ActionPlan) hear(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus) {
	said := map[CaseID]*PlanNews{}
	for _, figures := range caseFigures(calc.RateSets(), org, cases, newClaims(org, cases, p.AsOf), statuses, p.AsOf) {
		said[figures.Case.ID] = NewPlanNews(figures, p.AsOf)
	}
	for i := range p.Lines {
		p.Lines[i].News = said[p.Lines[i].Case]
	}
}
