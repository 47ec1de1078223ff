package template

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// gridLine is one line of a table of amounts.
type gridLine struct {
	words   map[string]string   // by column name
	money   map[string]*float64 // columns that hold an amount
	amounts []*calc.Money       // by year; nil is empty
}

// drawCosts draws Omkostninger: one cost per line, years across.
func drawCosts(b *book, form Form, p places) {
	s := b.sheet(SheetCosts, gridWidths(CostColumns, form.Years)...)
	s.banner("Omkostninger", "Én udgift pr. linje. Beløb er positive; en tilbageførsel skrives med minus. En tom celle er et ukendt beløb, ikke 0.")
	lines := make([]gridLine, len(form.Case.Costs))
	for i, cost := range form.Case.Costs {
		amounts, err := form.spread(cost.Amounts)
		b.keep(err)
		lines[i] = gridLine{amounts: amounts, words: map[string]string{
			"id": idOr(cost.ID, "U", i+1), "label": cost.Label,
			"category": Categories.Label(cost.Category), "recurrence": Recurrences.Label(string(cost.Recurrence)),
		}}
	}
	s.grid(p.costs, form, lines, TotalCosts)
	b.name("Udgifter_beloeb", SheetCosts, at(p.costs.firstRow, p.costs.firstYear)+":"+at(p.costs.lastRow, p.costs.lastYear))
}

// drawBenefits draws Gevinster: one benefit per line, with its owner.
func drawBenefits(b *book, form Form, p places) {
	s := b.sheet(SheetBenefits, gridWidths(BenefitColumns, form.Years)...)
	s.banner("Gevinster", "Én gevinst pr. linje, med én gevinstejer i linjeorganisationen. Beløb er positive; en negativ gevinst skrives med minus. En tom celle er et ukendt beløb, ikke 0.")
	lines := make([]gridLine, len(form.Case.Benefits))
	for i, benefit := range form.Case.Benefits {
		amounts, err := form.spread(benefit.Series[portfolio.Plan])
		b.keep(err)
		lines[i] = gridLine{
			amounts: amounts,
			words: map[string]string{
				"id": idOr(string(benefit.ID), "G", i+1), "label": benefit.Label,
				"benefit-kind": Kinds.Label(string(benefit.Kind)), "owner": benefit.Owner,
				"accrues-to": Recipients.Label(string(benefit.AccruesTo)),
				"recurrence": Recurrences.Label(string(benefit.Recurrence)),
				"state":      States.Label(string(benefit.State)), "baseline": yesNo(benefit.Baseline),
			},
			money: map[string]*float64{"full-year": inUnit(benefit.FullYear, form.Unit)},
		}
	}
	s.grid(p.benefits, form, lines, TotalBenefits)
	b.name("Gevinster_beloeb", SheetBenefits, at(p.benefits.firstRow, p.benefits.firstYear)+":"+at(p.benefits.lastRow, p.benefits.lastYear))
}

func idOr(id, prefix string, n int) string {
	if id != "" {
		return id
	}
	return prefix + strconv.Itoa(n)
}

// gridWidths are the widths of a table's columns.
func gridWidths(columns []Column, years int) []float64 {
	var widths []float64
	for _, column := range columns {
		widths = append(widths, column.width)
	}
	widths = append(widths, 13)
	for range years {
		widths = append(widths, 11.5)
	}
	return widths
}

// inUnit is an amount in the workbook's unit; nil stays nil.
func inUnit(amount *calc.Money, unit string) *float64 {
	if amount == nil {
		return nil
	}
	value := float64(*amount) / float64(unitOf(unit))
	return &value
}

// grid draws a table of lines: headings, lines, room for more, and totals.
func (s *sheet) grid(g grid, form Form, lines []gridLine, total string) {
	s.unitLine()
	s.gridHead(g, form)
	for row := g.firstRow; row <= g.lastRow; row++ {
		l := gridLine{amounts: make([]*calc.Money, form.Years)}
		if i := row - g.firstRow; i < len(lines) {
			l = lines[i]
		}
		s.gridRow(g, row, l, form.Unit)
	}
	s.gridTotals(g, lines, form, total)
	for col, column := range g.columns {
		if column.Choices != nil {
			s.choose(down(col+1, g.firstRow, g.lastRow), s.book.listOf(column.Choices))
		}
		if column.Name == "full-year" {
			s.numbersOnly(down(col+1, g.firstRow, g.lastRow))
		}
	}
	s.numbersOnly(at(g.firstRow, g.firstYear) + ":" + at(g.lastRow, g.lastYear))
	s.page = page{landscape: true, freeze: at(g.firstRow, 3), titleRows: "$" + itoa(g.indexRow) + ":$" + itoa(g.headRow)}
}

// unitLine says what unit and prices the amounts are in, as Stamdata has it.
func (s *sheet) unitLine() {
	s.formula(4, 1, `"Beløb i "&IF(`+NameUnit+`="","(vælg enhed i Stamdata)",`+NameUnit+`)&`+
		`IF(Prisgrundlag="","",", "&IF(Prisaar="",LOWER(Prisgrundlag),Prisaar&" p/l"))`, nil, lookLabelLine)
}

// gridHead draws the numbers of the years, and the headings with the years
// themselves, which follow from the base year.
func (s *sheet) gridHead(g grid, form Form) {
	for col, column := range g.columns {
		s.words(g.headRow, col+1, column.Heading, lookHeading)
	}
	s.words(g.headRow, g.totalCol, HeadingTotal, lookYear)
	s.heights[g.headRow] = 30
	s.years(g.indexRow, g.headRow, g.firstYear, form)
}

// years draws a row of year numbers and the years below it.
func (s *sheet) years(indexRow, headRow, first int, form Form) {
	for t := range form.Years {
		index := float64(t)
		s.number(indexRow, first+t, &index, lookIndex)
		var value *float64
		if form.BaseYear != 0 {
			value = numberOf(form.BaseYear + t)
		}
		s.formula(headRow, first+t, `IF(`+NameBaseYear+`="","",`+NameBaseYear+`+`+at(indexRow, first+t)+`)`, value, lookYear)
	}
}

// gridRow draws one line, filled in or empty.
func (s *sheet) gridRow(g grid, row int, l gridLine, unit string) {
	format := formatOf(unit)
	for col, column := range g.columns {
		if column.Name == "full-year" {
			s.number(row, col+1, l.money[column.Name], lookAmount.with(format))
			continue
		}
		s.text(row, col+1, l.words[column.Name], lookInput)
	}
	amounts := across(row, g.firstYear, g.lastYear)
	s.formula(row, g.totalCol, sumOrEmpty(amounts), inUnit(sumOf(l.amounts), unit), lookComputed.with(format))
	for t, amount := range l.amounts {
		s.number(row, g.firstYear+t, inUnit(amount, unit), lookAmount.with(format))
	}
	s.heights[row] = rowHeight(g.columns, l.words)
}

// rowHeight is the height a row needs for its longest text.
func rowHeight(columns []Column, words map[string]string) float64 {
	most := 1
	for _, column := range columns {
		if runes := len([]rune(words[column.Name])); runes > 0 {
			most = max(most, 1+(runes-1)/max(1, int(column.width*1.05)-1))
		}
	}
	return 6 + 13*float64(most)
}

// gridTotals draws the sums of the years. A year nobody has written in has no
// sum.
func (s *sheet) gridTotals(g grid, lines []gridLine, form Form, label string) {
	format := formatOf(form.Unit)
	for col := range g.columns {
		s.words(g.totalRow, col+1, "", lookTotal)
	}
	s.words(g.totalRow, 2, label, lookTotal)
	s.heights[g.totalRow] = 21
	sums := yearSums(lines, form.Years)
	s.formula(g.totalRow, g.totalCol, sumOrEmpty(across(g.totalRow, g.firstYear, g.lastYear)),
		inUnit(sumOf(sums), form.Unit), lookTotal.with(format))
	for t, sum := range sums {
		s.formula(g.totalRow, g.firstYear+t, sumOrEmpty(down(g.firstYear+t, g.firstRow, g.lastRow)),
			inUnit(sum, form.Unit), lookTotal.with(format))
	}
}

func sumOrEmpty(ref string) string { return `IF(COUNT(` + ref + `)=0,"",SUM(` + ref + `))` }

// sumOf adds what is there; nil when nothing is.
func sumOf(amounts []*calc.Money) *calc.Money {
	var sum *calc.Money
	for _, amount := range amounts {
		sum = plus(sum, amount)
	}
	return sum
}

// plus adds two amounts that may be missing; missing and missing is missing.
func plus(a, b *calc.Money) *calc.Money {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	sum := *a + *b
	return &sum
}

// yearSums are the sums of the columns.
func yearSums(lines []gridLine, years int) []*calc.Money {
	sums := make([]*calc.Money, years)
	for _, l := range lines {
		for t, amount := range l.amounts {
			sums[t] = plus(sums[t], amount)
		}
	}
	return sums
}
