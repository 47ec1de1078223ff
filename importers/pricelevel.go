package importers

import (
	"strconv"

	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// priceStated is the price level that a text states for others; nil when it
// states none, several, or only that prices are fixed.
func priceStated(text string) *PriceLevel {
	level, ok := danish.ParsePriceLevel(text)
	if !ok || level.Basis == danish.PLBasis && level.Year == 0 {
		return nil
	}
	return &PriceLevel{Year: level.Year, Basis: string(level.Basis)}
}

// rowPrice is the price level that a column of price levels gives the row: there a
// year alone is one.
func (t *table) rowPrice(row int) *PriceLevel {
	c := t.column(rolePrice)
	if c == nil {
		return nil
	}
	cell := t.grid.at(row, c.at)
	if blank(cell) {
		return nil
	}
	text := clean(cell.Raw())
	if level := t.grid.words.prices.of(text); level != nil {
		return level
	}
	if folded := fold(text); priceAlone.MatchString(folded) {
		return priceAnswer(folded)
	}
	return nil
}

var priceAlone = says(`^(?:(?:19|20)\d\d|loebende|current|nominal)$`)

var answeredYear = says(`\b(?:19|20)\d\d\b`)

// priceAnswer reads an answer such as "2016-pl", "faste 2016-priser" or
// "løbende"; nil when it names no price level.
func priceAnswer(answer string) *PriceLevel {
	folded := fold(answer)
	switch year := answeredYear.FindString(folded); {
	case year != "":
		return &PriceLevel{Year: number(year), Basis: string(portfolio.PricesFixed)}
	case currentAnswer.MatchString(folded):
		return &PriceLevel{Basis: string(portfolio.PricesCurrent)}
	case fixedAnswer.MatchString(folded):
		return &PriceLevel{Basis: string(portfolio.PricesFixed)}
	}
	return nil
}

var (
	currentAnswer = says(`^(current|nominal|loebende)`)
	fixedAnswer   = says(`^(fast|fixed|pl$|p/l$)`)
)

// answer is the price level as a user may answer it.
func (p PriceLevel) answer() string {
	if p.Basis == string(portfolio.PricesCurrent) {
		return p.Basis
	}
	return strconv.Itoa(p.Year) + "-" + p.Basis
}
