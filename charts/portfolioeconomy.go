package charts

import (
	"cmp"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// PortfolioEconomy (økonomi pr. år) draws what all cases together plan year by
// year: one-off costs, running costs, benefits and the net; and below, what has
// gathered. A case that counts its years from a beginning nobody has dated cannot
// be placed; it is left out and told.
func PortfolioEconomy(cases []portfolio.CaseFigures, w Words) (Chart, error) {
	e := economyChart{id: "portfolio-economy", words: w}
	counted, undated := e.gather(cases)
	e.note = w.T("chart.portfolio-economy.note")
	e.message = e.portfolioTitle(counted, undated)
	return e.chart()
}

// gather adds the cases' years up. A year in which nobody states an amount has
// none; the costs are split when those of every case are.
func (e *economyChart) gather(cases []portfolio.CaseFigures) (counted, undated int) {
	years := map[int]*portfolio.YearRow{}
	oneOff, running := map[int]*calc.Money{}, map[int]*calc.Money{}
	addUp := true
	for _, figures := range cases {
		if figures.Case.Over() || len(figures.Table) == 0 {
			continue
		}
		if slices.ContainsFunc(figures.Table, func(row portfolio.YearRow) bool { _, dated := row.Period.Year(); return !dated }) {
			undated++
			continue
		}
		counted++
		costs := splitCosts(figures)
		addUp = addUp && len(costs) == 2
		for i, row := range figures.Table {
			year, _ := row.Period.Year()
			if years[year] == nil {
				years[year] = &portfolio.YearRow{Period: calc.YearOf(year)}
			}
			sum := years[year]
			sum.Benefits, sum.Costs, sum.Net = plus(sum.Benefits, row.Benefits), plus(sum.Costs, row.Costs), plus(sum.Net, row.Net)
			if len(costs) == 2 {
				oneOff[year], running[year] = plus(oneOff[year], costs[0].amounts[i]), plus(running[year], costs[1].amounts[i])
			}
		}
	}
	e.lay(years)
	whole := costSeries{key: "cost", look: costStyle}
	split := []costSeries{{key: "cost.one-off", look: oneOffStyle}, {key: "cost.running", look: runningStyle}}
	for _, row := range e.figures.Table {
		year, _ := row.Period.Year()
		whole.amounts = append(whole.amounts, row.Costs)
		split[0].amounts, split[1].amounts = append(split[0].amounts, oneOff[year]), append(split[1].amounts, running[year])
	}
	if e.costs = split; !addUp {
		e.costs = []costSeries{whole}
	}
	return counted, undated
}

// lay is the years in their order with what has gathered. A year nobody has
// anything in breaks the line.
func (e *economyChart) lay(years map[int]*portfolio.YearRow) {
	if len(years) == 0 {
		return
	}
	var all []int
	for year := range years {
		all = append(all, year)
	}
	var gathered calc.Money
	for year := slices.Min(all); year <= slices.Max(all); year++ {
		row := portfolio.YearRow{Period: calc.YearOf(year)}
		if known := years[year]; known != nil {
			row = *known
		}
		if row.Net != nil {
			gathered += *row.Net
			soFar := gathered
			row.Cumulative = &soFar
		}
		e.figures.Table = append(e.figures.Table, row)
	}
	e.figures.Terms.BaseYear, _ = e.figures.Table[0].Period.Year()
}

// plus adds what is stated; two amounts that are not add up to none.
func plus(a, b *calc.Money) *calc.Money {
	if a == nil && b == nil {
		return nil
	}
	sum := value(a) + value(b)
	return &sum
}

// portfolioTitle says what the years come to, and in which the most is spent.
func (e economyChart) portfolioTitle(counted, undated int) string {
	w := e.words
	left := ""
	if undated > 0 {
		left = w.N("chart.portfolio-economy.title.undated", undated)
	}
	if counted == 0 {
		return w.T("chart.portfolio-economy.none") + left
	}
	var benefits, costs calc.Money
	for _, row := range e.figures.Table {
		benefits, costs = benefits+value(row.Benefits), costs+value(row.Costs)
	}
	dearest := slices.MaxFunc(e.figures.Table, func(a, b portfolio.YearRow) int { return cmp.Compare(value(a.Costs), value(b.Costs)) })
	first, last := e.figures.Table[0], e.figures.Table[len(e.figures.Table)-1]
	key := "chart.portfolio-economy.title.gain"
	if benefits < costs {
		key = "chart.portfolio-economy.title.loss"
	}
	return w.N(key, counted, "from", w.Period(first.Period), "to", w.Period(last.Period),
		"benefits", benefits, "costs", costs, "net", abs(benefits-costs), "year", w.Period(dearest.Period)) + left
}
