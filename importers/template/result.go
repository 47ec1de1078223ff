package template

import (
	"math"

	"raaderum/calc"
	"raaderum/portfolio"
)

// drawResult draws Resultat: the yearly table and the key figures, all live.
func drawResult(b *book, form Form, p places) {
	r := p.result
	widths := []float64{42, 15}
	for range form.Years {
		widths = append(widths, 12)
	}
	s := b.sheet(SheetResult, widths...)
	s.banner("Resultat", "Regnes ud af de andre ark. Netto er gevinster minus udgifter: + er en gevinst. År 0 diskonteres ikke.")
	s.unitLine()
	s.words(r.headRow, 1, "Pr. år", lookHeading)
	s.words(r.headRow, r.totalCol, HeadingTotal, lookYear)
	s.heights[r.headRow] = 22
	s.years(r.indexRow, r.headRow, r.firstYear, form)
	figures := form.figures()
	s.yearTable(p, figures, formatOf(form.Unit))
	s.keyFigures(r, figures, formatOf(form.Unit))
	s.page = page{landscape: true, freeze: at(r.headRow+1, 2), onePageHigh: true}
}

// figures are the values of Resultat, as the formulas come to them.
type figures struct {
	costs, benefits, net, present, cumulative, uncovered, factor []*float64
	npv, payback, presentCosts, presentBenefits, switching       *float64
}

// yearTable draws the rows of the yearly table.
func (s *sheet) yearTable(p places, f figures, format string) {
	r := p.result
	whole := func(row int) string { return across(row, r.firstYear, r.lastYear) }
	rows := []struct {
		row     int
		label   string
		formula func(t, col int) string
		values  []*float64
		look    look
		total   bool
	}{
		{r.costs, "Udgifter", func(t, _ int) string { return p.costs.total(t) }, f.costs, lookComputed.with(format), true},
		{r.benefits, "Gevinster", func(t, _ int) string { return p.benefits.total(t) }, f.benefits, lookComputed.with(format), true},
		{r.net, "Netto (gevinster − udgifter)", func(_, col int) string {
			return `IF(COUNT(` + down(col, r.costs, r.benefits) + `)=0,"",N(` + at(r.benefits, col) + `)-N(` + at(r.costs, col) + `))`
		}, f.net, lookTotal.with(format), true},
		{r.factor, "Diskonteringsfaktor", func(_, col int) string {
			return `IF(` + NameRate + `="","",(1+` + NameRate + `)^-` + at(r.indexRow, col) + `)`
		}, f.factor, lookComputed.with(formatFactor), false},
		{r.present, "Nutidsværdi af netto", func(_, col int) string {
			return `IF(OR(` + at(r.net, col) + `="",` + at(r.factor, col) + `=""),"",` + at(r.net, col) + `*` + at(r.factor, col) + `)`
		}, f.present, lookComputed.with(format), true},
		{r.cumulative, "Akkumuleret netto", func(_, col int) string {
			return `IF(COUNT(` + whole(r.net) + `)=0,"",SUM($` + at(r.net, r.firstYear) + `:` + at(r.net, col) + `))`
		}, f.cumulative, lookComputed.with(format), false},
		{r.uncovered, "År, hvor investeringen ikke er tjent hjem", func(_, col int) string {
			return `IF(` + at(r.cumulative, col) + `="","",IF(ROUND(` + at(r.cumulative, col) + `,8)<0,` + at(r.indexRow, col) + `,""))`
		}, f.uncovered, lookComputed.with(formatYear), false},
	}
	for _, line := range rows {
		label := lookComputed
		if line.row == r.net {
			label = lookTotal
		}
		s.words(line.row, 1, line.label, label)
		s.words(line.row, r.totalCol, "", line.look)
		if line.total {
			s.formula(line.row, r.totalCol, sumOrEmpty(whole(line.row)), sumFloats(line.values), line.look)
		}
		for t, value := range line.values {
			s.formula(line.row, r.firstYear+t, line.formula(t, r.firstYear+t), value, line.look)
		}
		s.heights[line.row] = 20
	}
}

// keyFigures draws the figures a decision is made on.
func (s *sheet) keyFigures(r result, f figures, format string) {
	whole := func(row int) string { return across(row, r.firstYear, r.lastYear) }
	const unknown = `"kan ikke beregnes"`
	last := `MAX(` + whole(r.uncovered) + `)`
	s.words(r.keySection, 1, "Nøgletal", lookSection)
	s.heights[r.keySection] = 24
	for _, line := range []struct {
		row                  int
		label, formula, note string
		name                 string
		value                *float64
		format               string
	}{
		{r.npv, "Nettonutidsværdi (NNV)",
			`IF(COUNT(` + whole(r.present) + `)=0,` + unknown + `,SUM(` + whole(r.present) + `))`,
			"Summen af nutidsværdierne ved kalkulationsrenten i Stamdata.", NameNPV, f.npv, format},
		{r.payback, "Tilbagebetalingstid (år)",
			`IF(COUNT(` + whole(r.net) + `)=0,` + unknown + `,IF(SUM(` + whole(r.costs) + `)=0,"ikke relevant",` +
				`IF(COUNT(` + whole(r.uncovered) + `)=0,"straks",IF(` + at(r.uncovered, r.lastYear) + `<>"","aldrig",` +
				last + `-INDEX(` + whole(r.cumulative) + `,` + last + `+1)/INDEX(` + whole(r.net) + `,` + last + `+2)))))`,
			"Første gang det akkumulerede netto er dækket og forbliver dækket; fordelt jævnt inden for året.", NamePayback, f.payback, formatYears},
		{r.presentCosts, "Nutidsværdi af udgifter",
			`IF(OR(` + NameRate + `="",COUNT(` + whole(r.costs) + `)=0),` + unknown + `,SUMPRODUCT(` + whole(r.costs) + `,` + whole(r.factor) + `))`,
			"", "Nutidsvaerdi_udgifter", f.presentCosts, format},
		{r.presentBenefits, "Nutidsværdi af gevinster",
			`IF(OR(` + NameRate + `="",COUNT(` + whole(r.benefits) + `)=0),` + unknown + `,SUMPRODUCT(` + whole(r.benefits) + `,` + whole(r.factor) + `))`,
			"", "Nutidsvaerdi_gevinster", f.presentBenefits, format},
		{r.switchingRow, "Balanceværdi",
			`IF(N(` + at(r.presentBenefits, r.totalCol) + `)<=0,` + unknown + `,N(` + at(r.presentCosts, r.totalCol) + `)/` + at(r.presentBenefits, r.totalCol) + `)`,
			"Så stor en del af gevinsterne skal komme, for at sagen går i nul.", "Balancevaerdi", f.switching, formatRate},
	} {
		s.words(line.row, 1, line.label, lookKey)
		s.formula(line.row, r.totalCol, line.formula, line.value, lookKey.with(line.format))
		s.words(line.row, r.firstYear, line.note, lookNote)
		s.heights[line.row] = 21
		s.book.name(line.name, s.name, at(line.row, r.totalCol))
	}
}

// figures computes what the formulas come to, in the workbook's unit.
func (f Form) figures() figures {
	costs, benefits := f.sums()
	n := f.Years
	row := func() []*float64 { return make([]*float64, n) }
	out := figures{net: row(), present: row(), cumulative: row(), uncovered: row(), factor: row(), costs: row(), benefits: row()}
	var running calc.Money
	known := false
	for t := range n {
		known = known || costs[t] != nil || benefits[t] != nil
	}
	last := -1
	for t := range n {
		out.costs[t], out.benefits[t] = inUnit(costs[t], f.Unit), inUnit(benefits[t], f.Unit)
		net := plus(benefits[t], minus(costs[t]))
		out.net[t] = inUnit(net, f.Unit)
		if net != nil {
			running += *net
		}
		if known {
			cumulative := running
			out.cumulative[t] = inUnit(&cumulative, f.Unit)
		}
		if running < 0 {
			index := float64(t)
			last, out.uncovered[t] = t, &index
		}
		if f.Rate != nil {
			factor := math.Pow(1+*f.Rate, -float64(t))
			out.factor[t], out.present[t] = &factor, times(out.net[t], factor)
		}
	}
	out.npv = sumFloats(out.present)
	out.presentCosts, out.presentBenefits = discounted(out.costs, out.factor), discounted(out.benefits, out.factor)
	if out.presentBenefits != nil && *out.presentBenefits > 0 {
		spent := 0.0
		if out.presentCosts != nil {
			spent = *out.presentCosts
		}
		out.switching = times(&spent, 1 / *out.presentBenefits)
	}
	if spent := sumOf(costs); spent != nil && *spent != 0 && last >= 0 && last < n-1 {
		years := float64(last) - *out.cumulative[last] / *out.net[last+1]
		out.payback = &years
	}
	return out
}

// sums are the costs and benefits of each year; nil where nothing is stated.
func (f Form) sums() (costs, benefits []*calc.Money) {
	costs, benefits = make([]*calc.Money, f.Years), make([]*calc.Money, f.Years)
	add := func(sums []*calc.Money, amounts []portfolio.Amount) {
		row, err := f.spread(amounts)
		if err != nil {
			return // check has refused it before
		}
		for t, amount := range row {
			sums[t] = plus(sums[t], amount)
		}
	}
	for _, cost := range f.Case.Costs {
		add(costs, cost.Amounts)
	}
	for _, benefit := range f.Case.Benefits {
		add(benefits, benefit.Series[portfolio.Plan])
	}
	return costs, benefits
}

func minus(amount *calc.Money) *calc.Money {
	if amount == nil {
		return nil
	}
	negative := -*amount
	return &negative
}

func times(value *float64, factor float64) *float64 {
	if value == nil {
		return nil
	}
	product := float64(*value * factor)
	return &product
}

// sumFloats adds what is there; nil when nothing is.
func sumFloats(values []*float64) *float64 {
	var sum *float64
	for _, value := range values {
		if value != nil {
			if sum == nil {
				sum = new(float64)
			}
			*sum += *value
		}
	}
	return sum
}

// discounted is the present value of a row; nil when it is empty or there is
// no rate.
func discounted(values, factors []*float64) *float64 {
	present := make([]*float64, len(values))
	for t, value := range values {
		if factors[t] != nil {
			present[t] = times(value, *factors[t])
		}
	}
	return sumFloats(present)
}
