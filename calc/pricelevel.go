package calc

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"time"
)

// NominalFromReal is the nominal rate that belongs to a real one under an
// inflation: (1+real)(1+inflation) − 1. Fractions per year, both above −1, else
// *Error. A real rate is for flows in constant prices (faste priser), a nominal
// one for flows in current prices (løbende priser); either pair gives the same
// NPV. Excel equivalent: (1+real)*(1+inflation)-1.
func NominalFromReal(real, inflation float64) (float64, error) {
	if err := checkRate(real, "real"); err != nil {
		return 0, err
	}
	if err := checkRate(inflation, "inflation"); err != nil {
		return 0, err
	}
	return representable(real+inflation+float64(real*inflation), "real")
}

// RealFromNominal is the inverse: (1+nominal)/(1+inflation) − 1, for rates above
// −1, else *Error. Excel equivalent: (1+nominal)/(1+inflation)-1.
func RealFromNominal(nominal, inflation float64) (float64, error) {
	if err := checkRate(nominal, "nominal"); err != nil {
		return 0, err
	}
	if err := checkRate(inflation, "inflation"); err != nil {
		return 0, err
	}
	return representable((nominal-inflation)/(1+inflation), "nominal")
}

// representable is a value unless it is too large for a number.
func representable(value float64, field string) (float64, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, &Error{ErrOverflow, field}
	}
	return value, nil
}

// Category (artsgruppe) is a kind of spending with a price development of its
// own. The values here are those of Danish municipal budgeting; a series may
// use others.
type Category string

// The categories of price and wage indexation (pris- og lønfremskrivning).
const (
	Wages          Category = "wages"           // løn
	OtherOperating Category = "other-operating" // øvrig drift
	CapitalWorks   Category = "capital-works"   // anlæg
)

// IndexSeries (pris- og lønskøn, P/L) is one published estimate of how the
// prices of a category develop. Estimates are revised every year, so a series
// is known by its date and never changes. The program ships none: the figures
// are the user's, with their source.
type IndexSeries struct {
	Category  Category
	Published time.Time
	Source    string
	Growth    map[int]float64 // calendar year → rise on the year before, a fraction
}

// Factor turns an amount at one year's price level (prisniveau) into another's:
// ∏_{y=from+1..to} (1 + growth_y), and its inverse when to lies before from; 1
// within a year. A year the series does not have is an *Error that names it, and
// not 0; so is a growth of −100 % or below, and a factor no number can hold. To
// convert amounts use Convert, which does not round the factor.
//
// Excel equivalent: (1+growth)*(1+growth), a factor for each year, or
// PRODUCT(1+growths) entered as an array.
func (s IndexSeries) Factor(from, to int) (float64, error) {
	first, last := min(from, to), max(from, to)
	factor := 1.0
	for year := first; year < last; {
		year++
		growth, known := s.Growth[year]
		if !known {
			return 0, &Error{ErrIndexMissing, "growth[" + strconv.Itoa(year) + "]"}
		}
		if err := checkRate(growth, "growth["+strconv.Itoa(year)+"]"); err != nil {
			return 0, err
		}
		factor *= 1 + growth
	}
	if to < from {
		factor = 1 / factor
	}
	if factor == 0 || math.IsInf(factor, 0) {
		return 0, &Error{ErrOverflow, "growth"}
	}
	return factor, nil
}

// exactFactor is Factor without rounding, of growths as the decimals they are
// written as. Factor has to have accepted the years.
func (s IndexSeries) exactFactor(from, to int) *big.Rat {
	factor := big.NewRat(1, 1)
	for year := min(from, to); year < max(from, to); {
		year++
		factor.Mul(factor, s.rise(year))
	}
	if to < from {
		factor.Inv(factor)
	}
	return factor
}

// rise is 1 + growth of a year the series has.
func (s IndexSeries) rise(year int) *big.Rat {
	rise := decimal(s.Growth[year])
	return rise.Add(rise, big.NewRat(1, 1))
}

// Convert turns an amount at one year's price level into another's, rounded to
// the øre, half away from zero. A growth is the decimal it is written as and the
// product is exact, so that nothing is rounded but the result: 12,472.30 kr. at
// 5 % are 13,095.915, which is 13,095.92. Convert amounts once, from the level
// they were stated at: there and back again may differ by an øre. Errors as
// Factor, and ErrMoneyRange.
//
// Excel equivalent: ROUND(amount*(1+growth)*(1+growth), 2), a factor for each
// year; ROUND(amount/(1+growth), 2) back.
func (s IndexSeries) Convert(amount Money, from, to int) (Money, error) {
	if _, err := s.Factor(from, to); err != nil {
		return 0, err
	}
	return amount.timesExactly(s.exactFactor(from, to))
}

// ConvertParts is Convert of amounts that belong together: their sum is
// converted and rounded once, and each gets its own product rounded down or up
// so that they add up to it. The øre left over go to the largest remainders, the
// earliest of equals first, so no part is a whole øre from its own product.
// Errors as Convert.
func (s IndexSeries) ConvertParts(parts []Money, from, to int) ([]Money, error) {
	if _, err := s.Factor(from, to); err != nil {
		return nil, err
	}
	factor := s.exactFactor(from, to)
	products, sum := make([]*big.Int, len(parts)), new(big.Int)
	remainders, order := make([]*big.Int, len(parts)), make([]int, len(parts))
	converted := make([]Money, len(parts))
	left := new(big.Int)
	for i, part := range parts {
		product := new(big.Int).Mul(big.NewInt(int64(part)), factor.Num())
		sum.Add(sum, product)
		products[i], remainders[i] = new(big.Int).DivMod(product, factor.Denom(), new(big.Int)) // rounded down
		if !products[i].IsInt64() {
			return nil, ErrMoneyRange
		}
		converted[i], order[i] = Money(products[i].Int64()), i
		left.Sub(left, products[i])
	}
	whole, err := Money(1).timesExactly(new(big.Rat).SetFrac(sum, factor.Denom()))
	if err != nil {
		return nil, err
	}
	left.Add(left, big.NewInt(int64(whole)))
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for _, i := range order[:left.Int64()] { // 0 to as many as have a remainder
		converted[i]++
	}
	return converted, nil
}

// Constant turns flows in current prices, one a year from the year first, into
// constant prices of the year level: flow_y / factor(level→y), the nearest
// number to the quotient of the decimals. An amount that becomes too large for a
// number is ErrOverflow.
//
// Excel equivalent: flow/(1+growth)/(1+growth), a factor for each year.
func (s IndexSeries) Constant(flows []float64, first, level int) ([]float64, error) {
	if err := checkAmounts(flows, "flows", false); err != nil {
		return nil, err
	}
	constant := make([]float64, len(flows))
	var factor *big.Rat // from the year of the flow to level, each from the one before
	for t, flow := range flows {
		year := first + t
		if _, err := s.Factor(year, level); err != nil {
			return nil, err
		}
		if t == 0 {
			factor = s.exactFactor(year, level)
		} else {
			factor.Quo(factor, s.rise(year))
		}
		exact := decimal(flow)
		nearest, _ := exact.Mul(exact, factor).Float64()
		var err error
		if constant[t], err = finite(nearest).orError(); err != nil {
			return nil, moved(err, indexed("flows", t))
		}
	}
	return constant, nil
}

// LatestIndex is the series of a category that was the newest published on a
// day, that day included by the calendar and not by the clock; false when there
// was none. Two published the same day: the later in the list.
func LatestIndex(series []IndexSeries, category Category, day time.Time) (IndexSeries, bool) {
	var latest IndexSeries
	found := false
	for _, s := range series {
		published := dayNumber(s.Published)
		if s.Category == category && published <= dayNumber(day) && (!found || published >= dayNumber(latest.Published)) {
			latest, found = s, true
		}
	}
	return latest, found
}
