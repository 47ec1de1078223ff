package portfolio

import "raaderum/calc"

// newHeadline answers for the year of the quarter, by the account's method,
// with the other method's verdict beside it.
func newHeadline(account, other TargetAccount) Headline {
	year := account.year(account.AsOf.Year)
	headline := Headline{
		Year: year.Year, Verdict: year.verdict(), Target: year.Target,
		Achieved: year.achieved(), Realised: year.Layers[LayerRealised],
		OtherView: other.year(account.AsOf.Year).verdict(),
	}
	headline.Share = share(headline.Achieved, year.Target)
	headline.OfBudget = share(headline.Achieved, year.Budget)
	return headline
}

// share is a part of a whole; nil when the whole is not known or not above 0.
func share(part calc.Money, whole *calc.Money) *float64 {
	if whole == nil || *whole <= 0 {
		return nil
	}
	ratio := part.Kroner() / whole.Kroner()
	return &ratio
}

// year is one year of the account; the zero year when it has none.
func (a TargetAccount) year(year int) TargetYear {
	for _, y := range a.Years {
		if y.Year == year {
			return y
		}
	}
	return TargetYear{Year: year}
}

// verdict compares a year's layers with its target.
func (y TargetYear) verdict() Verdict {
	switch {
	case y.Target == nil:
		return VerdictNoTarget
	case len(y.Contributions) == 0:
		return VerdictNoFigures
	case y.Layers[LayerRealised]+y.Layers[LayerBudgeted] >= *y.Target:
		return VerdictReached
	case y.achieved() >= *y.Target:
		return VerdictOnTrack
	}
	return VerdictShort
}
