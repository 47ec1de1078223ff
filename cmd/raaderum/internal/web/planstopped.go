package web

import (
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// lapsedSums are the costs and the benefits a stopped case had planned in the
// plan's years; nil where none are stated.
func lapsedSums(line portfolio.PlanLine) (sums [2]*calc.Money) {
	if line.Lapsed == nil {
		return sums
	}
	for i, years := range [][]*calc.Money{line.Lapsed.Costs, line.Lapsed.Benefits} {
		for _, one := range years {
			if one != nil {
				sum := *one
				if sums[i] != nil {
					sum += *sums[i]
				}
				sums[i] = &sum
			}
		}
	}
	return sums
}

// lateNews is what was reported of a case whose date was moved or whose benefits
// are late; "" of others.
func lateNews(view caseView) string {
	news := portfolio.NewPlanNews(view.Figures, view.Report.Quarter)
	bc := view.Figures.Case
	late := news != nil && (len(news.Benefits) > 0 || !bc.PlannedGoLive.IsZero())
	if !late || bc.HasGoneLive() || bc.Over() {
		return ""
	}
	return strings.TrimSpace(news.Comment)
}
