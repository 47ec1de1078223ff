package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// Prices of some years later are seldom more than so many times as high.
const mostRecalculated = 1.6

// pricedLine is a line of a sheet at a time.
type pricedLine struct {
	label string
	time  timeLabel
}

// pricedSheet are the lines of a sheet by the price level that stands over them.
type pricedSheet struct {
	levels []string
	cells  []string
	lines  map[string]map[pricedLine]float64
}

// askPriceTables asks which prices count where tables of a sheet hold the same lines
// in two price levels, one recalculated to the other: "Tilbud (2023-pl)" above
// "Omregnet (2025-pl)". Together they would count the money twice. Until it is
// answered the proposed one is shown.
func (r *reader) askPriceTables() {
	stated := map[*table]*PriceLevel{}
	levelOf := func(f fact) string {
		if f.price() != nil {
			return f.price().answer()
		}
		level, known := stated[f.table()]
		if !known {
			level = r.statedPrice(f.table())
			stated[f.table()] = level
		}
		if level == nil {
			return ""
		}
		return level.answer()
	}
	sheets, order := r.pricedSheets(levelOf)
	for _, sheet := range order {
		p := sheets[sheet]
		if len(p.levels) < 2 || !p.recalculated() {
			continue
		}
		proposed := p.fullest()
		answer, ok := r.ask(Question{
			Key: "scenario@" + sheet.Name, Code: "price-guises", Cells: p.cells, Options: append(slices.Clone(p.levels), every),
			Proposed: proposed, Confidence: 0.6, Args: map[string]any{"sheet": sheet.Name, "names": strings.Join(p.levels, ", ")},
		})
		if !ok {
			answer = proposed
		}
		if answer == every {
			continue
		}
		r.drop(func(f fact) bool {
			level := levelOf(f)
			if f.table().grid.sheet != sheet || f.blockKind() || level == "" || level == answer || !p.saysAgain(f, level) {
				return false
			}
			r.setAside(f.table(), f.row())
			return true
		})
	}
}

// pricedSheets are the sheets whose lines stand under price levels.
func (r *reader) pricedSheets(levelOf func(fact) string) (map[*workbook.Sheet]*pricedSheet, []*workbook.Sheet) {
	sheets := map[*workbook.Sheet]*pricedSheet{}
	var order []*workbook.Sheet
	for f := range r.facts.all {
		if f.blockKind() || f.label() == "" || f.state() != isNumber && f.state() != isTextNumber {
			continue
		}
		level := levelOf(f)
		if level == "" {
			continue
		}
		sheet := f.table().grid.sheet
		p := sheets[sheet]
		if p == nil {
			p = &pricedSheet{lines: map[string]map[pricedLine]float64{}}
			sheets[sheet], order = p, append(order, sheet)
		}
		if p.lines[level] == nil {
			p.levels, p.cells = append(p.levels, level), append(p.cells, f.ref())
			p.lines[level] = map[pricedLine]float64{}
		}
		p.lines[level][pricedLine{bareOfPrice(f.label()), f.time()}] = f.decimal().Float()
	}
	return sheets, order
}

// bareOfPrice is a label without what it says of prices.
func bareOfPrice(label string) string {
	return strings.Join(strings.Fields(strings.Trim(priceWords.ReplaceAllString(fold(label), " "), " ,;:-")), " ")
}

// recalculated tells whether some lines stand under two levels, in amounts that a
// change of prices explains, and none that it does not.
func (p *pricedSheet) recalculated() bool {
	found := 0
	for i, level := range p.levels {
		for line, x := range p.lines[level] {
			for _, other := range p.levels[:i] {
				y, said := p.lines[other][line]
				if !said || x == 0 && y == 0 {
					continue
				}
				if ratio := math.Abs(x / y); y == 0 || ratio > mostRecalculated || ratio < 1/mostRecalculated {
					return false
				}
				found++
			}
		}
	}
	return found > 1
}

// fullest is the level with the most lines: those that stand under one level only
// are in it. Of two with as many, the later.
func (p *pricedSheet) fullest() string {
	best := p.levels[0]
	for _, level := range p.levels[1:] {
		if len(p.lines[level]) >= len(p.lines[best]) {
			best = level
		}
	}
	return best
}

// saysAgain tells whether another level has a fact's line as well.
func (p *pricedSheet) saysAgain(f fact, level string) bool {
	for _, other := range p.levels {
		if other == level {
			continue
		}
		for line := range p.lines[other] {
			if line.label == bareOfPrice(f.label()) {
				return true
			}
		}
	}
	return false
}
