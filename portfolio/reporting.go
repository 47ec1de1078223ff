package portfolio

import "raaderum/calc"

// Reporting is how much of a quarter has been reported: of the decided benefits
// with a plan for it, each in one of the three.
type Reporting struct {
	Due      int          // Reported, Ended and Missing together
	Reported int          // with a realised figure, be it 0
	Ended    int          // without one, and none is awaited: lapsed, or the case was stopped
	Missing  []BenefitRef // without one, and one is awaited
}

// newReporting tells what has been reported of a quarter: of the benefits that
// count towards the target, and of all the others.
func newReporting(claims []claim, quarter calc.Quarter) (counting, beside Reporting) {
	for _, c := range claims {
		if !c.decided || !c.due(quarter) {
			continue
		}
		set := &beside
		if c.inPoints() {
			set = &counting
		}
		set.see(c, quarter)
	}
	return counting, beside
}

func (r *Reporting) see(c claim, quarter calc.Quarter) {
	r.Due++
	_, reported := c.realised.at(quarter)
	switch {
	case reported:
		r.Reported++
	case c.end() != "":
		r.Ended++
	default:
		r.Missing = append(r.Missing, BenefitRef{c.bc.ID, c.benefit.ID})
	}
}
