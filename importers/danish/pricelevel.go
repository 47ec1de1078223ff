package danish

import (
	"regexp"
	"strconv"
)

// PriceLevel (prisniveau) is what a heading says about the prices its amounts
// are in.
type PriceLevel struct {
	Year  int   // 0 when it says "faste priser" without saying which
	Basis Basis // NoBasis: nothing was said
}

// Basis (prisgrundlag) is fixed prices of a year, or those of each year.
type Basis string

// The bases, as the machine interface writes them.
const (
	NoBasis       Basis = ""
	PLBasis       Basis = "pl"      // pris- og lønniveau of a year, "2016-priser", faste priser
	CurrentPrices Basis = "current" // løbende priser
)

var (
	priceYear = regexp.MustCompile(`(?:\bi )?(?:` +
		`\b((?:19|20)\d\d|\d\d)[ -]?(?:p/?l|priser|pris- og loenniveau|prisniveau|pl-niveau|p/l-niveau|niveau|prices)\b(?:[ -]?niveau\b)?` +
		`|\b(?:prisniveau|pris- og loenniveau|pris og loenniveau|loen- og prisniveau|pl-niveau|p/l-niveau|p/l|pl|price level|prices|priser) ?(?:i |fra |er |of |in )?[:=]? ?((?:19|20)\d\d)\b` +
		`|\b(?:faste|constant|real) ((?:19|20)\d\d)[ -]?(?:priser|prices)\b` +
		`|\b((?:19|20)\d\d) (?:constant |real )prices\b)`)
	fixedPrices   = regexp.MustCompile(`\b(?:faste priser|fast prisniveau|constant prices|real prices|real terms)\b`)
	currentPrices = regexp.MustCompile(`\b(?:loebende priser|aarets priser|aars priser|current prices|nominal prices|nominal terms|nominelle priser)\b`)
)

var pricePieces = pieces("p/l", "pl", "pris", "price", "niveau", "terms")

// ParsePriceLevel is the price level that a heading, title or corner cell
// states: "2016 pl", "2013-priser", "prisniveau 2014", "løbende priser". False
// when it states none, or two that differ.
func ParsePriceLevel(text string) (PriceLevel, bool) {
	found := PriceLevels(text)
	if len(found) != 1 {
		return PriceLevel{}, false
	}
	return found[0], true
}

// PriceLevels are the price levels a text states, each once, in order.
func PriceLevels(text string) []PriceLevel {
	folded := fold(tidy(text))
	if !holdsAny(folded, pricePieces) {
		return nil
	}
	var found []PriceLevel
	add := func(level PriceLevel) {
		for _, known := range found {
			if known == level {
				return
			}
		}
		found = append(found, level)
	}
	for _, m := range priceYear.FindAllStringSubmatch(folded, -1) {
		for _, digits := range m[1:] {
			if year, ok := priceYearOf(digits); ok {
				add(PriceLevel{year, PLBasis})
			}
		}
	}
	if currentPrices.MatchString(folded) {
		add(PriceLevel{0, CurrentPrices})
	}
	if len(found) == 0 && fixedPrices.MatchString(folded) {
		add(PriceLevel{0, PLBasis})
	}
	return found
}

func priceYearOf(digits string) (int, bool) {
	switch len(digits) {
	case 2:
		n, err := strconv.Atoi(digits)
		return centuryOf(n), err == nil
	case 4:
		return yearOf(digits)
	}
	return 0, false
}

// cutPriceLevel takes the price level out of a folded text, so that its year
// is not taken for a year of data.
func cutPriceLevel(folded string) string {
	if !holdsAny(folded, pricePieces) {
		return folded
	}
	return currentPrices.ReplaceAllString(fixedPrices.ReplaceAllString(priceYear.ReplaceAllString(folded, " "), " "), " ")
}
