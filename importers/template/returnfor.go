package template

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// ReturnFor is the quarterly return of a focus area with what is known filled
// in: its cases and benefits, what was realised, expected and budgeted in the
// year of the quarter, and a line of status for each case. A case without a
// number cannot be found again by its return and is left out.
func ReturnFor(org portfolio.Organisation, area portfolio.FocusArea, cases []portfolio.BusinessCase, statuses []portfolio.QuarterlyStatus, quarter calc.Quarter) Return {
	ret := Return{
		Organisation: org.Name, FocusArea: area.Name, Coordinator: area.Coordinator, Example: org.Example,
		From: calc.Quarter{Year: quarter.Year, Q: 1}, To: calc.Quarter{Year: quarter.Year, Q: 4},
	}
	for _, bc := range cases {
		if bc.FocusArea != area.ID || portfolio.FoldNumber(bc.Number) == "" || bc.Status == portfolio.StatusRejected || bc.Status == portfolio.StatusDropped {
			continue
		}
		one := ReturnCase{Number: bc.Number, Title: bc.Title, Benefits: bc.Benefits}
		known := false
		for _, status := range statuses {
			if status.Case != bc.ID || status.Quarter.Year != quarter.Year {
				continue
			}
			one.Statuses = latestStatus(one.Statuses, status)
			known = known || status.Quarter == quarter
		}
		if !known {
			one.Statuses = append(one.Statuses, portfolio.QuarterlyStatus{Quarter: quarter})
		}
		ret.Cases = append(ret.Cases, one)
	}
	ret.Unit = ret.wholeUnit()
	return ret
}

// latestStatus keeps the last word about each quarter; statuses come oldest
// first.
func latestStatus(known []portfolio.QuarterlyStatus, status portfolio.QuarterlyStatus) []portfolio.QuarterlyStatus {
	if i := slices.IndexFunc(known, func(s portfolio.QuarterlyStatus) bool { return s.Quarter == status.Quarter }); i >= 0 {
		known[i] = status
		return known
	}
	return append(known, status)
}

// wholeUnit is thousands when every amount that is known, planned ones too, is
// whole thousands, else kroner, so that nothing is rounded away.
func (ret Return) wholeUnit() string {
	unit := "kr."
	for _, c := range ret.Cases {
		for _, benefit := range c.Benefits {
			for _, series := range portfolio.AllSeries {
				for _, amount := range benefit.Series[series] {
					if amount.Money%(1000*calc.Krone) != 0 {
						return "kr."
					}
					unit = "t.kr."
				}
			}
		}
	}
	return unit
}
