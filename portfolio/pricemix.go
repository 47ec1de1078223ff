package portfolio

import "slices"

// PriceMix is a comparison of amounts that are stated in different prices. The
// amounts stand as they were stated; Convert turns them into one price level with
// an imported price and wage index (p/l-regulering).
type PriceMix struct {
	Target *PriceLevel  // of the headline year's target; nil when there is none
	Cases  []PriceLevel // of the cases whose benefits count, each level once
}

// newPriceMix is the prices that one year's target is compared across; nil when
// everything is stated in the same, known prices.
func newPriceMix(strategy Strategy, claims []claim, year int) *PriceMix {
	var mix PriceMix
	for _, c := range claims {
		if c.why == "" && c.stated() && !slices.Contains(mix.Cases, c.bc.PriceLevel) {
			mix.Cases = append(mix.Cases, c.bc.PriceLevel)
		}
	}
	levels := mix.Cases
	if target, ok := strategy.TargetFor(year); ok {
		mix.Target = &target.PriceLevel
		levels = append(slices.Clone(levels), target.PriceLevel)
	}
	if len(mix.Cases) == 0 || !slices.ContainsFunc(levels, func(l PriceLevel) bool { return l != levels[0] }) {
		return nil
	}
	return &mix
}
