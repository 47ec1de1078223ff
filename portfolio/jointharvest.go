package portfolio

import "raaderum/calc"

// JointYear (fælles gevinster i et år) is what joint municipal and joint public
// cases were to give the municipality in a year, and what was harvested of it up
// to the report's quarter. They supplement the target. Nil is not known.
type JointYear struct {
	Year      int         `json:"year"`
	Promised  *calc.Money `json:"promisedOre"`
	Harvested *calc.Money `json:"harvestedOre"`
	Missing   int         `json:"missing"` // benefits promised for the year's past quarters that nobody has reported all of
}

// JointYears are the joint cases' benefits, gross, in each year of the account:
// promised as planned, harvested as reported. Ended cases promise nothing more.
func JointYears(org Organisation, cases []BusinessCase, asOf calc.Quarter) []JointYear {
	claims := newClaims(org, cases, asOf)
	var years []JointYear
	for _, year := range accountYears(org.Strategy, claims, asOf) {
		one := JointYear{Year: year}
		for _, c := range claims {
			if !c.bc.Origin.Joint() || c.end() != "" || c.why == WhyOverlaps || c.benefit.Kind == Qualitative {
				continue
			}
			if plan, ok := c.plan.year(year); ok {
				amount := c.sign * plan.Money
				addKnown(&one.Promised, &amount)
			}
			if realised, ok := c.realised.year(year); ok {
				amount := c.sign * realised.Money
				addKnown(&one.Harvested, &amount)
			}
			for q := 1; q <= 4; q++ {
				if quarter := (calc.Quarter{Year: year, Q: q}); !asOf.Before(quarter) && c.awaited(quarter) {
					one.Missing++
					break
				}
			}
		}
		years = append(years, one)
	}
	return years
}
