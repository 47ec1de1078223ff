package report

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// spreadAll spreads the plan over the quarters and puts the layers of each year
// together, as portfolio.Account does.
func (g *gain) spreadAll() {
	for _, y := range g.years {
		y.spread(g.liveMonth)
		for q := range 4 {
			y.expected[q] = y.plan[q]
			if y.forecast[q] != nil {
				y.expected[q] = y.forecast[q]
			}
		}
		for i, quarters := range [][4]*calc.Money{y.realised, y.forecast, y.expected, y.plan, y.budgeted} {
			y.firsts[i] = firstQuarter(y.year, quarters)
			if at := y.firsts[i]; at > 0 && g.firsts[i] == 0 {
				g.firsts[i] = at
			}
		}
		y.planned = sumOf(y.plan)
		switch known(y.budgeted) {
		case 0:
		case 4:
			y.budgetCode = y.year
		default:
			y.budgetCode = y.year + partlyBudgeted
		}
		y.inYear(g)
	}
	later := 0
	for _, y := range slices.Backward(g.years) {
		y.later = later
		for q := range 4 {
			if y.realised[q] != nil && later+known4(y.realised, q) <= 4 {
				y.given += *y.realised[q]
				if y.expected[q] != nil {
					y.hoped += *y.expected[q]
				}
			}
		}
		later += known(y.realised)
		g.given, g.expected = g.given+y.given, g.expected+y.hoped
	}
	g.reported = later
}

// partlyBudgeted marks a year that is not budgeted whole.
const partlyBudgeted = 10_000

// spread puts what the year states beyond its quarters into the free ones, by
// months in operation and exactly to the øre.
func (y *gainYear) spread(live *int) {
	var own calc.Money
	last := 1
	for q := range 4 {
		if y.own[q] != nil {
			own += *y.own[q]
		} else {
			last = q + 1
		}
	}
	y.off = everyMonth
	if live != nil && 3*last > *live-12*y.year {
		y.off = *live - 12*y.year
	}
	var rest calc.Money
	if y.whole != nil {
		rest = *y.whole - own
	}
	y.rest = max(rest, -rest)
	var months [4]int64
	for q := range 4 {
		if y.own[q] == nil {
			months[q] = int64(min(3, max(0, 3*(q+1)-y.off)))
		}
		y.weight += months[q]
	}
	var left int64
	for q := range 4 {
		y.keys[q] = -int64(q + 1)
		if y.weight > 0 {
			over := int64(y.rest) * months[q] % y.weight
			y.keys[q] += 10 * over
			left += over
		}
	}
	if y.weight > 0 {
		left /= y.weight
	}
	order := slices.Clone(y.keys[:])
	slices.SortFunc(order, func(a, b int64) int { return int(b - a) })
	for q := range 4 {
		switch {
		case y.own[q] != nil:
			y.plan[q] = y.own[q]
		case y.whole != nil && months[q] > 0:
			share := int64(y.rest) * months[q] / y.weight
			if left > 0 && y.keys[q] >= order[left-1] {
				share++
			}
			if rest < 0 {
				share = -share
			}
			money := calc.Money(share)
			y.plan[q] = &money
		}
	}
}

// everyMonth stands for a go-live long ago: all months are in operation.
const everyMonth = -99

// inYear puts the year's layers together, quarter by quarter.
func (y *gainYear) inYear(g *gain) {
	var budgeted, decided calc.Money
	for q := range 4 {
		if y.realised[q] != nil {
			continue
		}
		if y.budgeted[q] != nil {
			budgeted += *y.budgeted[q]
		}
		if expected := y.expected[q]; expected != nil {
			if y.budgeted[q] == nil {
				decided += *expected
			} else {
				decided += max(0, *expected-max(0, *y.budgeted[q]))
			}
		}
	}
	if realised := sumOf(y.realised); realised != nil {
		signed := g.sign * *realised
		y.layers.gross[0] = &signed
		if g.counts {
			y.layers.entry[0] = &signed
		}
	}
	for i, amount := range []calc.Money{budgeted, decided} {
		signed := g.sign * amount
		y.layers.gross[1+i] = &signed
		if signed != 0 && g.counts && g.Ended == "" {
			y.layers.entry[1+i] = &signed
		}
	}
}

// permanent is what a benefit gives as new permanent effect, in the year it starts.
func (g *gain) permanent(account portfolio.TargetAccount) {
	realised, forecast, expected, planned, budgeted := g.firsts[0], g.firsts[1], g.firsts[2], g.firsts[3], g.firsts[4]
	switch {
	case realised > 0:
		g.start = realised
	case !g.GoesOn && g.Benefit.State == portfolio.BenefitDelayed && forecast > 0:
		g.start = forecast
	case !g.GoesOn && expected > 0:
		g.start = expected
	case planned > 0:
		g.start = planned
	case budgeted > 0:
		g.start = budgeted
	default:
		g.start = forecast
	}
	g.wholeYear()
	g.budgets()
	if g.full != nil {
		g.share()
	}
	if year := g.start / 4; g.full != nil && g.Benefit.Recurrence == portfolio.Running && g.start > 0 &&
		slices.ContainsFunc(account.Years, func(one portfolio.TargetYear) bool { return one.Year == year }) {
		g.startYear = year
	}
	for i, money := range []*calc.Money{g.annual, g.budgeted1, g.decided1} {
		if money == nil {
			continue
		}
		signed := g.sign * *money
		g.layers.gross[i] = &signed
		done := i > 0 && (signed == 0 || g.reported > 0 && g.Benefit.State == portfolio.BenefitRealised)
		if g.startYear > 0 && g.counts && g.Ended == "" && !done {
			g.layers.entry[i] = &signed
		}
	}
}

// wholeYear finds the full-year effect.
func (g *gain) wholeYear() {
	if first := g.firsts[3]; first > 0 {
		year := first / 4
		at := year - g.of.from
		byYear := slices.ContainsFunc(g.Benefit.Series[portfolio.Plan], func(a portfolio.Amount) bool { return a.Period == calc.YearOf(year) })
		live := !g.PlanGoLive.IsZero() && !g.PlanGoLive.After(calc.Quarter{Year: year - 1, Q: 4}.End().AddDate(0, 1, 0))
		whole := first%4 == 0 && (live || !byYear && g.PlanGoLive.IsZero())
		g.fullYearOf, g.full = year, g.years[at].planned
		if !whole && at+1 < len(g.years) && g.years[at+1].planned != nil {
			g.fullYearOf, g.full = year+1, g.years[at+1].planned
		}
	}
	if g.Benefit.FullYear != nil {
		g.full = g.Benefit.FullYear
	}
	for _, y := range g.years {
		if known(y.forecast) != 4 || y.year < g.fullYearOf {
			continue
		}
		y.wholeForecast = y.year
		if !g.Benefit.Slides && g.wholeForecast == 0 {
			g.wholeForecast, g.full = y.year, sumOf(y.forecast)
		}
	}
}

// budgets finds what the budget holds of a whole year, else of the last it names.
func (g *gain) budgets() {
	for _, y := range g.years {
		if y.budgetCode == 0 || g.budgetYear > 0 && g.budgetYear < partlyBudgeted {
			continue
		}
		g.budgetYear, g.budget = y.budgetCode, sumOf(y.budgeted)
	}
	g.budgetYear %= partlyBudgeted
}

// share parts the full-year effect between the layers.
func (g *gain) share() {
	var covered calc.Money
	if g.reported > 0 {
		annual := g.given
		if g.expected > 0 {
			if share, err := g.full.Times(int64(g.given), int64(g.expected)); err == nil {
				annual = share
			}
		}
		g.annual, covered = &annual, max(0, annual)
	}
	if g.budget != nil {
		budgeted := max(0, *g.budget-covered)
		g.budgeted1 = &budgeted
		covered += budgeted
	}
	decided := max(0, *g.full-covered)
	g.decided1 = &decided
}

func firstQuarter(year int, quarters [4]*calc.Money) int {
	for q, money := range quarters {
		if money != nil && *money != 0 {
			return 4*year + q
		}
	}
	return 0
}

// known counts the quarters that are; known4 those from one on.
func known(quarters [4]*calc.Money) int { return known4(quarters, 0) }

func known4(quarters [4]*calc.Money, from int) (n int) {
	for _, money := range quarters[from:] {
		if money != nil {
			n++
		}
	}
	return n
}

func sumOf(quarters [4]*calc.Money) (sum *calc.Money) {
	for _, money := range quarters {
		if money == nil {
			continue
		}
		if sum == nil {
			sum = new(calc.Money)
		}
		*sum += *money
	}
	return sum
}
