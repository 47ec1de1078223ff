package portfolio

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"raaderum/calc"
)

// PriceChoice (valgt prisniveau) is the one price level that a portfolio is to be
// seen in, and the imported series (pris- og lønskøn) that turns amounts into it.
type PriceChoice struct {
	Year  int
	Index calc.IndexSeries
}

// IndexKey names an imported series: its category and the day it was published,
// "wages:2014-06-01", with its place among those that share both after the first.
func (s Strategy) IndexKey(i int) string {
	all := s.Indices()
	key, same := indexKey(all[i]), 1
	for _, earlier := range all[:i] {
		if indexKey(earlier) == key {
			same++
		}
	}
	if same > 1 {
		key += ":" + yearName(same)
	}
	return key
}

func indexKey(series calc.IndexSeries) string {
	return string(series.Category) + ":" + series.Published.Format("2006-01-02")
}

// IndexNamed finds a series by its IndexKey; CodeInvalid when there is none, with
// the keys there are.
func (s Strategy) IndexNamed(key string) (calc.IndexSeries, error) {
	var keys []string
	for i, series := range s.Indices() {
		keys = append(keys, s.IndexKey(i))
		if keys[i] == key {
			return series, nil
		}
	}
	if len(keys) == 0 {
		return calc.IndexSeries{}, badProfile("prices.no-index")
	}
	return calc.IndexSeries{}, badProfile("prices.index-unknown", "index", key, "known", strings.Join(keys, ", "))
}

// Conversion (omregning) is a portfolio in one price level: its cases and targets
// with every amount turned into the prices of Year, and what it was turned with.
// What cannot be converted is left out and named, because a sum must be in one
// price level.
type Conversion struct {
	PriceChoice
	Organisation Organisation
	Cases        []BusinessCase
	Factors      map[int]PriceFactor // by the year of the prices they turn from
	LeftOut      []Unconverted
}

// PriceFactor (omregningsfaktor) is what an amount in one year's prices is
// multiplied by: the product of the rises between the years.
type PriceFactor struct {
	From   int     `json:"from"`
	To     int     `json:"to"`
	Factor float64 `json:"factor"`
}

// Unconverted (ikke omregnet) is a case or a target that is left out of a
// Conversion, and why.
type Unconverted struct {
	Case    CaseID     `json:"case,omitempty"`
	Target  int        `json:"target,omitempty"` // the year, of a target
	Why     string     `json:"why"`              // Unconverted…
	Missing int        `json:"missing,omitempty"`
	Level   PriceLevel `json:"priceLevel"`
}

// Why something is not converted. The words are in the catalogue under
// "prices.left-<code>".
const (
	UnconvertedUnknown = "unknown"  // nobody has said in what prices it is stated
	UnconvertedIndex   = "index"    // the series lacks the year Missing
	UnconvertedRange   = "range"    // an amount becomes too large
	UnconvertedNoYears = "no-years" // current prices, and the case counts t0, t1, … and no years
)

// Convert turns a portfolio into one price level. Amounts in fixed prices are
// multiplied by the factor between the years, amounts in current prices by the
// factor from their own year; a full-year effect in current prices is of the
// benefit's first full year. A line's amounts from one year's prices are rounded
// as one and shared to the øre (calc.IndexSeries.ConvertParts), so that a line's
// year is the conversion of its year. Who keeps a benefit is as the case's class
// said before: a class is an amount in the prices the case was decided in.
//
// A price level outside 1990 to 2100 is CodeInvalid.
func Convert(org Organisation, cases []BusinessCase, choice PriceChoice) (Conversion, error) {
	if choice.Year < 1990 || choice.Year > 2100 {
		return Conversion{}, badProfile("prices.year", "year", yearName(choice.Year))
	}
	c := Conversion{PriceChoice: choice, Organisation: org, Factors: map[int]PriceFactor{}}
	c.targets(org.Strategy)
	for _, bc := range cases {
		converted, left := c.one(org.Governance, bc)
		if left != nil {
			c.LeftOut = append(c.LeftOut, *left)
			continue
		}
		c.Cases = append(c.Cases, converted)
	}
	return c, nil
}

// Used are the factors that were used, by the year they turn from.
func (c Conversion) Used() []PriceFactor {
	var all []PriceFactor
	for _, from := range slices.Sorted(maps.Keys(c.Factors)) {
		all = append(all, c.Factors[from])
	}
	return all
}

// level is the price level everything is turned into.
func (c *Conversion) level() PriceLevel { return PriceLevel{Basis: PricesFixed, Year: c.Year} }

// targets converts what the strategy promises; a target that cannot be is none.
func (c *Conversion) targets(strategy Strategy) {
	years := map[int]bool{}
	for _, target := range strategy.Targets {
		years[target.Year] = true
	}
	for _, value := range strategy.Imported {
		if value.Quantity == YearlyTarget {
			years[value.Year] = true
		}
	}
	c.Organisation.Strategy.Targets = nil
	c.Organisation.Strategy.Imported = slices.DeleteFunc(slices.Clone(strategy.Imported), func(v YearlyValue) bool {
		_, index := v.Quantity.Index()
		return !index
	})
	for _, year := range slices.Sorted(maps.Keys(years)) {
		target, ok := strategy.TargetFor(year)
		if !ok {
			continue
		}
		turn := turner{Conversion: c, level: target.PriceLevel}
		target.Amount = turn.money(target.Amount, year)
		if target.EfficiencyBudget != nil {
			budget := turn.money(*target.EfficiencyBudget, year)
			target.EfficiencyBudget = &budget
		}
		if turn.why != "" {
			c.LeftOut = append(c.LeftOut, Unconverted{Target: year, Why: turn.why, Missing: turn.missing, Level: target.PriceLevel})
			continue
		}
		target.PriceLevel = c.level()
		c.Organisation.Strategy.Targets = append(c.Organisation.Strategy.Targets, target)
	}
}

// one converts a case, or tells why it cannot be.
func (c *Conversion) one(rules Governance, bc BusinessCase) (BusinessCase, *Unconverted) {
	turn := turner{Conversion: c, level: bc.PriceLevel}
	converted := bc
	converted.Costs, converted.Benefits = slices.Clone(bc.Costs), slices.Clone(bc.Benefits)
	for i := range converted.Costs {
		converted.Costs[i].Amounts = turn.amounts(converted.Costs[i].Amounts)
	}
	for i := range converted.Benefits {
		benefit := &converted.Benefits[i]
		benefit.AccruesTo = rules.keeper(bc, *benefit)
		if benefit.FullYear != nil {
			year, _, ok := newTimeline(benefit.Series[Plan], bc.planGoLive()).firstFullYear(bc, benefit.Series[Plan])
			if !ok && bc.PriceLevel.Basis == PricesCurrent {
				turn.why = UnconvertedNoYears
			} else {
				whole := turn.money(*benefit.FullYear, year)
				benefit.FullYear = &whole
			}
		}
		benefit.Series = maps.Clone(benefit.Series)
		for name, amounts := range benefit.Series {
			benefit.Series[name] = turn.amounts(amounts)
		}
	}
	if turn.why != "" {
		return bc, &Unconverted{Case: bc.ID, Why: turn.why, Missing: turn.missing, Level: bc.PriceLevel}
	}
	converted.PriceLevel = c.level()
	return converted, nil
}

// turner converts the amounts of one level and remembers the first that cannot be.
type turner struct {
	*Conversion
	level   PriceLevel
	why     string
	missing int // the year the series lacks
}

// from is the year of the prices of an amount of a year.
func (t *turner) from(year int) int {
	if t.level.Basis == PricesFixed {
		return t.level.Year
	}
	return year
}

func (t *turner) money(money calc.Money, year int) calc.Money {
	if parts := t.parts([]calc.Money{money}, t.from(year)); parts != nil {
		return parts[0]
	}
	return money
}

// parts converts amounts in one year's prices together; nil when it cannot.
func (t *turner) parts(parts []calc.Money, from int) []calc.Money {
	if t.level.Basis == PricesUnknown {
		t.why = UnconvertedUnknown
	}
	if t.why != "" {
		return nil
	}
	converted, err := t.Index.ConvertParts(parts, from, t.Year)
	var fault *calc.Error
	switch {
	case errors.As(err, &fault) && fault.Code == calc.ErrIndexMissing:
		t.why, t.missing = UnconvertedIndex, t.lacks(from)
	case err != nil:
		t.why = UnconvertedRange
	default:
		factor, _ := t.Index.Factor(from, t.Year) // ConvertParts has accepted the years
		t.Factors[from] = PriceFactor{from, t.Year, factor}
	}
	return converted
}

// lacks is the first year between two price levels that the series does not have.
func (t *turner) lacks(from int) int {
	for year := min(from, t.Year) + 1; year <= max(from, t.Year); year++ {
		if _, known := t.Index.Growth[year]; !known {
			return year
		}
	}
	return 0
}

// amounts converts a line: what has the same year is rounded together.
func (t *turner) amounts(amounts []Amount) []Amount {
	years := map[int][]int{}
	for i, amount := range amounts {
		year, dated := amount.Period.Year()
		if !dated && t.level.Basis == PricesCurrent {
			t.why = UnconvertedNoYears
			return amounts
		}
		years[year] = append(years[year], i) // t0, t1, … of fixed prices share a year that is not used
	}
	converted := slices.Clone(amounts)
	for _, year := range slices.Sorted(maps.Keys(years)) {
		parts := make([]calc.Money, len(years[year]))
		for j, i := range years[year] {
			parts[j] = amounts[i].Money
		}
		for j, money := range t.parts(parts, t.from(year)) {
			converted[years[year][j]].Money = money
		}
	}
	return converted
}
