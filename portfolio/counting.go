package portfolio

import (
	"cmp"
	"slices"

	"raaderum/calc"
)

// Account sets the strategy's promise against the benefits, year by year, as
// known at the end of asOf. The counting rules (domain handbook §5):
//
//  1. A benefit counts once: one that overlaps with another (CountedIn) is not
//     counted, and joint benefits stand in their own layer beside the target.
//  2. Benefits count net of their case's running costs (afledt drift), which
//     are shared among the case's counted benefits by their size. Gross is
//     shown beside.
//  3. One-off benefits never count as new permanent effect.
//  4. What a lapsed benefit realised stays; the rest is not counted.
//  5. What is not decided never counts as achieved: it is pipeline.
//  6. What the unit keeps is not fiscal room, when the municipality says so.
//  7. A quarter without a figure is missing, not zero: what was expected of it
//     stays where it was. A year tells how many benefits would count in it
//     and have no amount there at all.
//
// Within a year the layers are put together by quarter (InYear): a quarter that
// has been reported is realised and nothing else; one that has not is in the
// budget as far as the budget goes, and decided beyond it. NewPermanent books
// the full-year effect in the year the benefit starts: realised to the degree
// the last four reported quarters reached what was expected of them.
func Account(org Organisation, cases []BusinessCase, asOf calc.Quarter, method CountMethod) TargetAccount {
	return newAccount(org, newClaims(org, cases, asOf), asOf, method)
}

func newAccount(org Organisation, claims []claim, asOf calc.Quarter, method CountMethod) TargetAccount {
	return accountOf(org, claims, asOf, method, accountYears(org.Strategy, claims, asOf))
}

// accountOf is the account of the years that are asked for.
func accountOf(org Organisation, claims []claim, asOf calc.Quarter, method CountMethod, years []int) TargetAccount {
	account := TargetAccount{Method: method, AsOf: asOf}
	books := map[int]*TargetYear{}
	for _, year := range years {
		account.Years = append(account.Years, newTargetYear(org.Strategy, year))
	}
	for i := range account.Years {
		books[account.Years[i].Year] = &account.Years[i]
	}
	for _, own := range byCase(claims) {
		bookCase(org.Governance, own, books, method)
	}
	for i := range account.Years {
		account.Years[i].close(claims, method)
	}
	return account
}

// bookCase writes what one case gives into the books.
func bookCase(rules Governance, own []claim, books map[int]*TargetYear, method CountMethod) {
	entries := enter(own, books, method)
	if !rules.CountsGross {
		entries = append(entries, runningCosts(own[0].bc, entries, method)...)
	}
	for _, e := range entries {
		e.book(books[e.year])
	}
}

// accountYears are the strategy's years and the year asked for; without a
// strategy, the years of the benefits.
func accountYears(strategy Strategy, claims []claim, asOf calc.Quarter) []int {
	first, last := strategy.FromYear, strategy.ToYear
	if !strategy.hasPeriod() {
		first, last = asOf.Year, asOf.Year
		for _, c := range claims {
			for _, quarter := range c.plan.quarters() {
				first, last = min(first, quarter.Year), max(last, quarter.Year)
			}
		}
	}
	var years []int
	for year := first; year <= last; year++ {
		years = append(years, year)
	}
	if !slices.Contains(years, asOf.Year) {
		years = append(years, asOf.Year)
		slices.Sort(years)
	}
	return years
}

// hasPeriod tells whether the strategy says which years it is for.
func (s Strategy) hasPeriod() bool {
	return s.FromYear != 0 && s.FromYear <= s.ToYear && s.ToYear-s.FromYear <= longestHorizon
}

func newTargetYear(strategy Strategy, year int) TargetYear {
	book := TargetYear{Year: year, Layers: map[Layer]calc.Money{}, Gross: map[Layer]calc.Money{}}
	if target, ok := strategy.TargetFor(year); ok {
		amount := target.Amount
		book.Target, book.Budget = &amount, target.EfficiencyBudget
	}
	return book
}

// entry is a contribution on its way to its year.
type entry struct {
	Contribution
	year int
}

// book writes an entry into its year.
func (e entry) book(year *TargetYear) {
	switch {
	case e.Why == WhyRunningCost:
		year.Layers[e.Layer] += e.Amount
		year.Contributions = append(year.Contributions, e.Contribution)
	case e.Why != "":
		year.NotCounted = append(year.NotCounted, e.Contribution)
	default:
		year.Layers[e.Layer] += e.Amount
		year.Gross[e.Layer] += e.Amount
		year.Contributions = append(year.Contributions, e.Contribution)
	}
}

// close works out the gap and counts the benefits without an amount.
func (y *TargetYear) close(claims []claim, method CountMethod) {
	if y.Target != nil {
		gap := max(0, *y.Target-y.achieved())
		y.Gap = &gap
	}
	for _, c := range claims {
		if c.inPoints() && c.end() == "" && c.countsIn(y.Year, method) && !c.known(y.Year, method) {
			y.Missing++
		}
	}
}

// achieved is what counts as achieved: realised, budgeted and decided.
func (y TargetYear) achieved() calc.Money {
	return y.Layers[LayerRealised] + y.Layers[LayerBudgeted] + y.Layers[LayerDecided]
}

// known tells whether any amount is stated of a benefit for a year, be it 0: of
// the year itself (InYear) or of a whole year (NewPermanent).
func (c claim) known(year int, method CountMethod) bool {
	if method == NewPermanent {
		_, begins := c.start()
		_, whole := c.fullYear()
		return begins && whole
	}
	for _, line := range []timeline{c.plan, c.forecast, c.budgeted, c.realised} {
		if _, ok := line.year(year); ok {
			return true
		}
	}
	return false
}

// countsIn tells whether a benefit would count in a year if its amount were
// known: a permanent one in the year it begins (NewPermanent), or in that year
// and all after it (InYear); another only in the year it begins. A benefit that
// nothing is stated of begins when its case goes live.
func (c claim) countsIn(year int, method CountMethod) bool {
	begins, ok := c.start()
	if !ok {
		if c.bc.GoLive.IsZero() || c.stated() {
			return false
		}
		begins = calc.QuarterOf(c.bc.GoLive)
	}
	if c.benefit.Recurrence == Running && method == InYear {
		return begins.Year <= year
	}
	return begins.Year == year && (c.benefit.Recurrence == Running || method == InYear)
}

// byCase groups claims, which come case by case.
func byCase(claims []claim) [][]claim {
	var groups [][]claim
	for i := 0; i < len(claims); {
		j := i + 1
		for j < len(claims) && claims[j].bc.ID == claims[i].bc.ID {
			j++
		}
		groups = append(groups, claims[i:j])
		i = j
	}
	return groups
}

// enter makes the entries of one case's benefits in the years of the books.
func enter(claims []claim, books map[int]*TargetYear, method CountMethod) []entry {
	var entries []entry
	for _, c := range claims {
		for _, year := range sortedYears(books) {
			pieces := c.inYear(year)
			if method == NewPermanent {
				pieces = c.newPermanent(year, pieces)
			}
			for _, p := range pieces {
				entries = append(entries, c.rule(p, year))
			}
		}
	}
	return entries
}

func sortedYears(books map[int]*TargetYear) []int {
	years := make([]int, 0, len(books))
	for year := range books {
		years = append(years, year)
	}
	slices.Sort(years)
	return years
}

// piece is an amount in the layer it would be in if nothing spoke against it.
type piece struct {
	part
	layer Layer
	why   string
}

// inYear are the layers of what a benefit gives in a year, quarter by quarter.
func (c claim) inYear(year int) []piece {
	sums := map[Layer]part{}
	for q := 1; q <= 4; q++ {
		c.addQuarter(sums, calc.Quarter{Year: year, Q: q})
	}
	return pieces(sums)
}

// addQuarter adds the layers of what a benefit gives in a quarter.
func (c claim) addQuarter(sums map[Layer]part, quarter calc.Quarter) {
	if realised, ok := c.realised.at(quarter); ok {
		sums[LayerRealised] = sums[LayerRealised].plus(realised)
		return
	}
	budgeted, inBudget := c.budgeted.at(quarter)
	if inBudget {
		sums[LayerBudgeted] = sums[LayerBudgeted].plus(budgeted)
	}
	if expected, ok := c.expected(quarter); ok {
		if inBudget {
			expected.Money = max(0, expected.Money-max(0, budgeted.Money))
		}
		sums[LayerDecided] = sums[LayerDecided].plus(expected)
	}
}

// newPermanent are the layers of the full-year effect, in the year it starts.
// What does not count as permanent is passed on with its reason.
func (c claim) newPermanent(year int, inYear []piece) []piece {
	switch c.benefit.Recurrence {
	case OneOff:
		return because(inYear, WhyOneOff)
	case RecurrenceUnknown:
		return because(inYear, WhyRecurrence)
	}
	start, ok := c.start()
	if !ok || start.Year != year {
		return nil
	}
	whole, ok := c.fullYear()
	if !ok {
		return nil
	}
	sums := map[Layer]part{}
	realised, reported := c.annualised(whole)
	if reported {
		sums[LayerRealised] = realised
	}
	covered := max(0, realised.Money)
	if budgeted, ok := c.fullYearBudget(); ok {
		budgeted.Money = max(0, budgeted.Money-covered)
		sums[LayerBudgeted] = budgeted
		covered += budgeted.Money
	}
	whole.Money = max(0, whole.Money-covered)
	sums[LayerDecided] = whole
	layers := pieces(sums)
	if end := c.end(); end != "" {
		return because(layers, end) // what has ended is not permanent
	}
	if reported && c.benefit.State == BenefitRealised {
		for i := range layers {
			if layers[i].layer != LayerRealised {
				layers[i].why = WhyShortfall
			}
		}
	}
	return layers
}

// annualised is the part of the full-year effect that has been realised: the
// effect times what the last four reported quarters gave over what was expected
// of them. When nothing was expected of them, it is what they gave.
func (c claim) annualised(whole part) (part, bool) {
	reported := c.realised.quarters()
	if len(reported) == 0 {
		return part{}, false
	}
	var given part
	var expected calc.Money
	for _, quarter := range reported[max(0, len(reported)-4):] {
		given = given.plus(c.realised[quarter])
		if one, ok := c.expected(quarter); ok {
			expected += one.Money
		}
	}
	given.Sources = distinct(slices.Concat(given.Sources, whole.Sources))
	if expected > 0 {
		if share, err := whole.Money.Times(int64(given.Money), int64(expected)); err == nil {
			given.Money = share
		}
	}
	return given, true
}

// fullYearBudget is what the budget holds of the benefit in its first whole
// year, else in the last year it names.
func (c claim) fullYearBudget() (part, bool) {
	quarters := c.budgeted.quarters()
	for _, quarter := range quarters {
		if c.budgeted.wholeYear(quarter.Year) {
			return c.budgeted.year(quarter.Year)
		}
	}
	if len(quarters) == 0 {
		return part{}, false
	}
	return c.budgeted.year(quarters[len(quarters)-1].Year)
}

// pieces are sums in the order of the layers. A realised 0 was reported and is
// kept; another 0 is nothing.
func pieces(sums map[Layer]part) []piece {
	var all []piece
	for _, layer := range Layers {
		if sum, ok := sums[layer]; ok && (sum.Money != 0 || layer == LayerRealised) {
			sum.Sources = distinct(sum.Sources)
			all = append(all, piece{part: sum, layer: layer})
		}
	}
	return all
}

func because(all []piece, why string) []piece {
	for i := range all {
		all[i].why = why
	}
	return all
}

// rule decides where a piece of a benefit goes.
func (c claim) rule(p piece, year int) entry {
	layer, why := p.layer, cmp.Or(c.why, p.why)
	if p.layer != LayerRealised {
		why = cmp.Or(why, c.end())
	}
	switch joint := c.bc.Origin.Joint(); {
	case joint && !c.decided:
		layer, why = LayerJoint, cmp.Or(why, WhyJointNotDecided)
	case joint:
		layer = LayerJoint
	case !c.decided:
		layer = LayerPipeline
	}
	return entry{Contribution{Case: c.bc.ID, Benefit: c.benefit.ID, Layer: layer, Amount: c.sign * p.Money, Why: why, Sources: p.Sources}, year}
}

// runningCosts are the deductions for a case's running costs: of the year
// (InYear), or of its first full year (NewPermanent), shared among the case's
// counted entries by their size.
func runningCosts(bc BusinessCase, entries []entry, method CountMethod) []entry {
	var costs timeline
	var amounts []Amount
	for _, line := range bc.Costs {
		if line.Recurrence == Running {
			amounts = append(amounts, line.Amounts...)
			costs = costs.merge(newTimeline(line.Amounts, bc.GoLive))
		}
	}
	if method == NewPermanent {
		_, cost, ok := costs.firstFullYear(bc, amounts)
		if !ok {
			return nil
		}
		return deduct(cost, entries)
	}
	var deductions []entry
	for _, group := range byYear(entries) {
		if cost, ok := costs.year(group[0].year); ok {
			deductions = append(deductions, deduct(cost, group)...)
		}
	}
	return deductions
}

// deduct shares a cost among the entries that count and are above zero. With
// none there is nothing to be net of.
func deduct(cost part, entries []entry) []entry {
	var counted []entry
	var sizes []int64
	for _, e := range entries {
		if e.Why == "" && e.Amount > 0 {
			counted = append(counted, e)
			sizes = append(sizes, int64(e.Amount))
		}
	}
	var deductions []entry
	for i, share := range distribute(cost.Money, sizes) {
		if share == 0 {
			continue
		}
		e := counted[i]
		known := slices.IndexFunc(deductions, func(d entry) bool { return d.year == e.year && d.Layer == e.Layer })
		if known >= 0 {
			deductions[known].Amount -= share
			continue
		}
		deductions = append(deductions, entry{Contribution{Case: e.Case, Layer: e.Layer, Amount: -share, Why: WhyRunningCost, Sources: cost.Sources}, e.year})
	}
	return deductions
}

func byYear(entries []entry) [][]entry {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b entry) int { return cmp.Compare(a.year, b.year) })
	var groups [][]entry
	for i := 0; i < len(sorted); {
		j := i + 1
		for j < len(sorted) && sorted[j].year == sorted[i].year {
			j++
		}
		groups = append(groups, sorted[i:j])
		i = j
	}
	return groups
}

// merge adds two timelines up.
func (l timeline) merge(other timeline) timeline {
	sum := timeline{}
	for _, line := range []timeline{l, other} {
		for _, quarter := range line.quarters() {
			sum[quarter] = sum[quarter].plus(line[quarter])
		}
	}
	return sum
}
