package report

import (
	"math"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The benefits of the workbook are counted in it by portfolio.Account's own rules:
// the plan of each stands in the lines, what was reported, budgeted and forecast in
// an input sheet, and everything between those and the account is a formula. What
// the formulas come to is computed here beside them, since a workbook shows it
// until it is computed.

// gainCase is a case with the benefits that can count, and the years they have
// rows of: those of the account and of every amount. Its rows stand together, year
// by year and in each year benefit by benefit.
type gainCase struct {
	order      int // the case's number in the workbook
	bc         portfolio.BusinessCase
	gains      []*gain
	from, to   int // years
	row, costs int // its first row among the benefits' years, and among the running costs
	running    []*runningYear
	costs1     *calc.Money // of a first whole year
	size       calc.Money  // of what counts as new permanent effect
	excess     int64       // øre that rounding its shares of costs1 down leaves
}

// gain is a benefit of the workbook.
type gain struct {
	portfolio.CountedBenefit
	of     *gainCase
	number int // in the workbook, from 1
	row    int // in the sheet of benefits
	nth    int // in its case, from 0
	years  []*gainYear

	sign                                      calc.Money
	counts                                    bool
	dest                                      int // see destinations
	hasQuarters                               bool
	liveMonth                                 *int
	firsts                                    [5]int // of what was realised, forecast, expected, planned and budgeted; 0 for none
	start, fullYearOf                         int
	wholeForecast, budgetYear, reported       int
	full, annual, budget, budgeted1, decided1 *calc.Money
	given, expected                           calc.Money
	startYear                                 int // 0 for one that has none in the account
	layers                                    layered
}

// layered are the amounts of a benefit in the three layers, signed: before it is
// asked whether they count, as they count, and net of running costs.
type layered struct {
	gross, entry, net [3]*calc.Money
	key               [3]*float64
}

// Where the amounts of a benefit go; 0 for nowhere.
const (
	destOwn      = 1
	destPipeline = 2
	destJoint    = 3
)

// gainYear is a year of a benefit, by quarter.
type gainYear struct {
	year, row                    int
	realised, budgeted, forecast [4]*calc.Money
	whole                        *calc.Money
	own, plan, expected          [4]*calc.Money
	off                          int
	rest                         calc.Money
	weight                       int64
	keys                         [4]int64
	firsts                       [5]int
	planned                      *calc.Money
	wholeForecast, later         int
	given, hoped                 calc.Money
	budgetCode                   int
	layers                       layered
}

// runningYear is a year of a case's running costs.
type runningYear struct {
	year   int
	cost   *calc.Money
	inQ1   bool
	size   calc.Money
	excess int64 // øre that rounding down leaves
}

// canCount tells whether a benefit's plan is among the lines, so that the workbook
// can count it: what falls outside of the municipality is not.
func canCount(benefit portfolio.Benefit) bool {
	return benefit.Kind != portfolio.OtherPublic && benefit.Kind != portfolio.Societal
}

// newGains are the benefits of the cases of the workbook.
func newGains(p Pack, order map[portfolio.CaseID]int) []*gainCase {
	first, last := accountSpan(p.Report.Account)
	rules := p.Report.Organisation.Governance
	byCase := map[portfolio.CaseID]*gainCase{}
	for _, one := range p.open.CountedBenefits() {
		id := one.BusinessCase.ID
		if order[id] == 0 || !canCount(one.Benefit) {
			continue
		}
		if byCase[id] == nil {
			byCase[id] = &gainCase{order: order[id], bc: one.BusinessCase, from: first, to: last}
		}
		of := byCase[id]
		of.gains = append(of.gains, &gain{CountedBenefit: one, of: of, nth: len(of.gains)})
	}
	var all []*gainCase
	number, row, costs := 0, streamHead+1, streamHead+1
	for _, figures := range p.Report.Cases {
		of := byCase[figures.Case.ID]
		if of == nil {
			continue
		}
		of.span()
		of.row, of.costs = row, costs
		for _, one := range of.gains {
			number++
			one.number, one.row = number, streamHead+number
		}
		row += (of.to - of.from + 1) * len(of.gains)
		costs += of.to - of.from + 1
		of.compute(!rules.CountsGross, p.Report.Account)
		all = append(all, of)
	}
	return all
}

func accountSpan(account portfolio.TargetAccount) (first, last int) {
	if len(account.Years) == 0 {
		return account.AsOf.Year, account.AsOf.Year
	}
	return account.Years[0].Year, account.Years[len(account.Years)-1].Year
}

// span takes the years of every amount in.
func (c *gainCase) span() {
	take := func(year int) { c.from, c.to = min(c.from, year), max(c.to, year) }
	dated := func(amounts []portfolio.Amount) {
		for _, amount := range amounts {
			if year, ok := amount.Period.Year(); ok {
				take(year)
			}
		}
	}
	for _, one := range c.gains {
		dated(one.Benefit.Series[portfolio.Plan])
		for _, series := range []map[calc.Quarter]calc.Money{one.Forecast, one.Budgeted, one.Realised} {
			for quarter := range series {
				take(quarter.Year)
			}
		}
	}
	for _, line := range c.bc.Costs {
		if line.Recurrence == portfolio.Running {
			dated(line.Amounts)
		}
	}
}

// rowOf is the row of a benefit's year.
func (c *gainCase) rowOf(year, nth int) int { return c.row + (year-c.from)*len(c.gains) + nth }

// compute is what all formulas of the case come to.
func (c *gainCase) compute(net bool, account portfolio.TargetAccount) {
	for _, one := range c.gains {
		one.read()
		one.spreadAll()
		one.permanent(account)
	}
	c.runningCosts(net)
	for i, year := range c.running {
		var at []*layered
		for _, one := range c.gains {
			at = append(at, &one.years[i].layers)
		}
		year.size, year.excess = deduct(year.cost, at)
	}
	var at []*layered
	for _, one := range c.gains {
		at = append(at, &one.layers)
	}
	c.size, c.excess = deduct(c.costs1, at)
}

// read takes in what is stated of a benefit.
func (g *gain) read() {
	g.sign = 1
	if g.Benefit.Kind == portfolio.Disbenefit {
		g.sign = -1
	}
	joint := g.BusinessCase.Origin.Joint()
	switch {
	case joint && g.Decided:
		g.dest = destJoint
	case !joint && g.Decided:
		g.dest = destOwn
	case !joint:
		g.dest = destPipeline
	}
	g.counts = slices.Contains(countingKinds, g.Benefit.Kind) && g.Excluded == "" && g.dest > 0
	if !g.PlanGoLive.IsZero() {
		month := g.PlanGoLive.Year()*12 + int(g.PlanGoLive.Month()) - 1
		g.liveMonth = &month
	}
	for year := g.of.from; year <= g.of.to; year++ {
		y := &gainYear{year: year, row: g.of.rowOf(year, g.nth)}
		for q := range 4 {
			at := calc.Quarter{Year: year, Q: q + 1}
			y.realised[q], y.budgeted[q], y.forecast[q] = in(g.Realised, at), in(g.Budgeted, at), in(g.Forecast, at)
		}
		g.years = append(g.years, y)
	}
	for _, amount := range g.Benefit.Series[portfolio.Plan] {
		year, dated := amount.Period.Year()
		if !dated {
			continue
		}
		y, at := g.years[year-g.of.from], -1
		if quarter, ok := amount.Period.Quarter(); ok {
			g.hasQuarters, at = true, quarter.Q-1
		}
		into := &y.whole
		if at >= 0 {
			into = &y.own[at]
		}
		if *into == nil {
			*into = new(calc.Money)
		}
		**into += amount.Money
	}
	counts := countedAmounts(g.Benefit.Series[portfolio.Plan])
	for i, amount := range g.Benefit.Series[portfolio.Plan] {
		if amount.Period.Kind() == calc.YearPeriod && !counts[i] { // all its quarters are known
			year, _ := amount.Period.Year()
			g.years[year-g.of.from].whole = nil
		}
	}
}

// countingKinds are the kinds of benefit that count towards the target.
var countingKinds = []portfolio.BenefitKind{portfolio.Cashable, portfolio.Revenue, portfolio.Disbenefit}

func in(series map[calc.Quarter]calc.Money, at calc.Quarter) *calc.Money {
	if money, known := series[at]; known {
		return &money
	}
	return nil
}

// runningCosts are a case's running costs, year by year, and those of the first
// year that has all of them.
func (c *gainCase) runningCosts(net bool) {
	for year := c.from; year <= c.to; year++ {
		c.running = append(c.running, &runningYear{year: year})
	}
	if !net {
		return
	}
	wholeYears := map[int]bool{}
	for _, line := range c.bc.Costs {
		if line.Recurrence != portfolio.Running {
			continue
		}
		counts := countedAmounts(line.Amounts)
		for i, amount := range line.Amounts {
			year, dated := amount.Period.Year()
			if !dated {
				continue
			}
			at := c.running[year-c.from]
			if counts[i] {
				if at.cost == nil {
					at.cost = new(calc.Money)
				}
				*at.cost += amount.Money
			}
			quarter, smaller := amount.Period.Quarter()
			if !smaller {
				wholeYears[year] = true
				at.inQ1 = at.inQ1 || worksInFirst(c.bc, year)
			} else if quarter.Q == 1 && amount.Money != 0 {
				at.inQ1 = true
			}
		}
	}
	for i, one := range c.running {
		if one.cost == nil || *one.cost == 0 {
			continue
		}
		begins := c.gains[0].PlanGoLive
		live := !begins.IsZero() && !begins.After(calc.Quarter{Year: one.year - 1, Q: 4}.End().AddDate(0, 1, 0))
		whole := one.inQ1 && (live || !wholeYears[one.year] && begins.IsZero())
		c.costs1 = one.cost
		if i+1 < len(c.running) && c.running[i+1].cost != nil && !whole {
			c.costs1 = c.running[i+1].cost
		}
		return
	}
}

// worksInFirst tells whether a year's amount has a part in its first quarter: it
// is spread over the months in operation, and over all where that is none.
func worksInFirst(bc portfolio.BusinessCase, year int) bool {
	if bc.GoLive.IsZero() {
		return true
	}
	month := bc.GoLive.Year()*12 + int(bc.GoLive.Month()) - 1 - year*12
	return month < 3 || month >= 12
}

// deduct takes a cost from what counts and is above zero, shared by size and exact
// to the øre, as portfolio.Account does. It gives the size of all, and the øre that
// rounding down leaves.
func deduct(cost *calc.Money, at []*layered) (size calc.Money, excess int64) {
	for _, one := range at {
		for _, entry := range one.entry {
			if entry != nil && *entry > 0 {
				size += *entry
			}
		}
	}
	var keys []float64
	if cost != nil {
		for i, one := range at {
			for layer, entry := range one.entry {
				if entry != nil && *entry > 0 {
					share := round6(math.Abs(cost.Kroner()) * 100 * entry.Kroner() / size.Kroner())
					key := round6(share-math.Floor(share)) - float64(i*3+layer)*1e-9
					one.key[layer], keys = &key, append(keys, key)
				}
			}
		}
	}
	var sum float64
	for _, key := range keys {
		sum += key
	}
	excess = int64(math.Round(sum))
	slices.SortFunc(keys, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
	for _, one := range at {
		for layer, entry := range one.entry {
			if entry == nil {
				continue
			}
			net := *entry
			if key := one.key[layer]; key != nil {
				ore := math.Floor(round6(math.Abs(cost.Kroner()) * 100 * entry.Kroner() / size.Kroner()))
				if excess > 0 && *key >= keys[excess-1] {
					ore++
				}
				if *cost < 0 {
					ore = -ore
				}
				net -= calc.Money(ore)
			}
			one.net[layer] = &net
		}
	}
	return size, excess
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }
