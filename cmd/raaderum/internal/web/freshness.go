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

// reporting is how many of the benefits that count and were planned for the
// quarter have a realised figure, and how many were to have one.
func reporting(report portfolio.QuarterReport) (reported, due int) {
	for _, point := range report.Quarters {
		if point.Quarter == report.Quarter {
			return point.Reported, point.Due
		}
	}
	return 0, 0
}

// endedUnreported is how many benefits were planned for the quarter, have no
// figure, and are not waited for either: they lapsed or their case was stopped.
func endedUnreported(report portfolio.QuarterReport) int {
	left := map[portfolio.BenefitRef]bool{}
	for _, point := range report.Quarters {
		if point.Quarter != report.Quarter {
			continue
		}
		for _, part := range point.Parts[portfolio.Plan] {
			left[portfolio.BenefitRef{Case: part.Case, Benefit: part.Benefit}] = part.Amount != 0
		}
		for _, part := range point.Parts[portfolio.Realised] {
			delete(left, portfolio.BenefitRef{Case: part.Case, Benefit: part.Benefit})
		}
	}
	for _, ref := range report.Unreported {
		delete(left, ref)
	}
	ended := 0
	for _, planned := range left {
		if planned {
			ended++
		}
	}
	return ended
}
