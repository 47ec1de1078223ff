package i18n

import "raaderum/portfolio"

// CalibrationInterval is how well a group's middle realisation degree is known:
// the interval with its coverage, or how many benefits one would take. It is ""
// for a group without benefits.
func (p *Printer) CalibrationInterval(group portfolio.CalibrationGroup) string {
	switch interval := group.Interval; {
	case interval == nil:
		return ""
	case interval.Low == nil:
		return p.T("calibration.interval-none", "needed", interval.Needed)
	default:
		return p.T("calibration.interval", "low", p.Percent(*interval.Low, 1), "high", p.Percent(*interval.High, 1), "coverage", p.Percent(interval.Coverage, 1))
	}
}

// CalibrationAdvice is the deduction that is suggested, or why none is.
func (p *Printer) CalibrationAdvice(group portfolio.CalibrationGroup, rule portfolio.CalibrationRule) string {
	pairs := []any{"minimum", rule.Minimum}
	if group.Uplift != nil {
		pairs = append(pairs, "share", p.Percent(*group.Uplift, 1))
	}
	if group.Why == portfolio.UpliftTooFew && group.Interval != nil {
		pairs[1] = max(rule.Minimum, group.Interval.Needed)
	}
	return p.T("calibration.advice-"+string(group.Why), pairs...)
}

// CalibrationGroup is what a group is called; by is "all", "area", "owner" or "kind".
func (p *Printer) CalibrationGroup(strategy portfolio.Strategy, by, key string) string {
	switch {
	case by == "all":
		return p.T("calibration.all")
	case by == "kind" && key != "":
		return p.T("benefit-kind." + key)
	case key == "":
		return p.T("calibration.no-" + by)
	case by == "area":
		if area, ok := strategy.FocusArea(portfolio.FocusAreaID(key)); ok {
			return area.Name
		}
	}
	return key
}
