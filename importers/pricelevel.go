package importers

import (
	"regexp"
	"strconv"

	"raaderum/portfolio"
)

// The ways people write a price level, in folded text. They are looked for
// before years are, because the year in "2020 p/l" is no year of amounts.
var (
	priceYearFirst = says(`\b((?:19|20)\d\d)[ -]*(?:p ?/ ?l|pl|pris-? ?og ?loenniveau|pris(?:er|niveau)?|prices?)\b`)
	priceYearLast  = says(`\b(?:p ?/ ?l|pl|pris(?:er|niveau)|prisniveau,? aar|prices?)(?:[- ]?(?:niveau|level))?[ :,]*(?:i )?((?:19|20)\d\d)\b`)
	priceCurrent   = says(`\bloebende (?:priser|p/l)\b|\baarets priser\b|\bcurrent prices\b|\bnominal(?: prices)?\b|\bnominelle\b`)
	priceFixed     = says(`\bfaste (?:priser|p/l)\b|\bfixed prices\b|\bconstant prices\b`)
)

// priceWords is what a text says about prices: a level, or only that they are
// fixed without saying of which year. rest is the text without it.
func priceWords(folded string) (level *PriceLevel, fixedOnly bool, rest string) {
	for _, pattern := range []*regexp.Regexp{priceYearFirst, priceYearLast} {
		if m := pattern.FindStringSubmatch(folded); m != nil {
			year, _ := strconv.Atoi(m[1])
			rest = pattern.ReplaceAllString(folded, " ")
			return &PriceLevel{Year: year, Basis: string(portfolio.PricesFixed)}, false, rest
		}
	}
	if priceCurrent.MatchString(folded) {
		return &PriceLevel{Basis: string(portfolio.PricesCurrent)}, false, priceCurrent.ReplaceAllString(folded, " ")
	}
	return nil, priceFixed.MatchString(folded), folded
}

var answeredYear = says(`(?:19|20)\d\d`)

// priceAnswer reads an answer such as "2016-pl", "faste 2016-priser" or
// "løbende"; nil when it names no price level.
func priceAnswer(answer string) *PriceLevel {
	folded := fold(answer)
	if year := answeredYear.FindString(folded); year != "" {
		n, _ := strconv.Atoi(year)
		return &PriceLevel{Year: n, Basis: string(portfolio.PricesFixed)}
	}
	if folded == "current" || folded == "nominal" || says(`^loebende`).MatchString(folded) {
		return &PriceLevel{Basis: string(portfolio.PricesCurrent)}
	}
	if says(`^(fast|fixed|pl$|p/l$)`).MatchString(folded) {
		return &PriceLevel{Basis: string(portfolio.PricesFixed)}
	}
	return nil
}
