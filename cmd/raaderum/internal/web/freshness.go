package web

import "raaderum/portfolio"

// decisions are the cases for which something was asked of the council.
func decisions(report portfolio.QuarterReport) []portfolio.CaseFigures {
	var asked []portfolio.CaseFigures
	for _, figures := range report.Cases {
		if figures.Status != nil && figures.Status.DecisionNeeded != "" {
			asked = append(asked, figures)
		}
	}
	return asked
}
