package calc

import (
	"math"
	"slices"
)

// Outcome (udfald) is what one measure comes to. Expected is in closed form and
// stands first; the rest is what was drawn. The zero Outcome has no draws, and
// what is asked of it is NaN.
type Outcome struct {
	Expected      Spread
	Drawn         Spread  // the deviation with n − 1, as STDEV.S
	P10, P50, P90 float64 // see Quantile
	draws         []float64
}

func newOutcome(expected Spread, draws []float64) Outcome {
	o := Outcome{Expected: expected, Drawn: spreadOf(draws), draws: draws}
	if o.Drawn.finite() {
		q := o.Quantiles(0.1, 0.5, 0.9)
		o.P10, o.P50, o.P90 = q[0], q[1], q[2]
	}
	return o
}

func (o Outcome) finite() bool { return o.Expected.finite() && o.Drawn.finite() }

// Draws is how many draws were made.
func (o Outcome) Draws() int { return len(o.draws) }

// At is what a draw came to, 0 ≤ draw < Draws; NaN for another.
func (o Outcome) At(draw int) float64 {
	if draw < 0 || draw >= len(o.draws) {
		return math.NaN()
	}
	return o.draws[draw]
}

// Chance is the share of draws at or above a target in kroner. A draw that is
// the target to the øre has reached it: both are rounded by FromKroner first.
// NaN where there are no draws or the target is none.
//
// Excel equivalent: SUMPRODUCT(--(ROUND(draws, 2)>=ROUND(target, 2)))/COUNT(draws).
func (o Outcome) Chance(target float64) float64 {
	if len(o.draws) == 0 || math.IsNaN(target) {
		return math.NaN()
	}
	reached := 0
	for _, value := range o.draws {
		if reaches(value, target) {
			reached++
		}
	}
	return float64(reached) / float64(len(o.draws))
}

// reaches compares in whole øre. What is nowhere near the target, or too large
// for an amount, is compared as it is.
func reaches(value, target float64) bool {
	if math.Abs(value-target) > 0.011 {
		return value > target
	}
	money, err := FromKroner(value)
	if err != nil {
		return value >= target
	}
	aim, err := FromKroner(target)
	if err != nil {
		return value >= target
	}
	return money >= aim
}

// Quantile is the smallest value with at least the share q of the draws at or
// below it: P10 for q = 0.1. Shares below 0 and above 1 are as 0 and 1, the
// least and the most that was drawn. NaN where there are no draws or q is none.
// In a workbook SMALL(draws, MAX(1, ROUNDUP(q*COUNT(draws), 0))).
func (o Outcome) Quantile(q float64) float64 { return o.Quantiles(q)[0] }

// Quantiles are the quantiles of several shares, found together.
func (o Outcome) Quantiles(shares ...float64) []float64 {
	answers := make([]float64, len(shares))
	order := make([]int, 0, len(shares)) // of those that are numbers, by rank
	ranks := make([]int, len(shares))
	for i, q := range shares {
		answers[i] = math.NaN()
		if len(o.draws) > 0 && !math.IsNaN(q) {
			ranks[i] = rankOf(q, len(o.draws))
			order = append(order, i)
		}
	}
	if len(order) == 0 {
		return answers
	}
	wanted := make([]int, len(order))
	for i, share := range order {
		wanted[i] = ranks[share]
	}
	for i, value := range valuesAtRanks(o.draws, wanted) {
		answers[order[i]] = value
	}
	return answers
}

// rankOf is ⌈q·n⌉ − 1. A product a hair above a whole number, as 0.07·100 is,
// is that number.
func rankOf(q float64, n int) int {
	product := float64(q * float64(n))
	if whole := math.Round(product); math.Abs(product-whole) < 1e-9 {
		product = whole
	}
	return int(math.Ceil(math.Min(math.Max(product, 1), float64(n)))) - 1
}

// DrawOf is the number of the draw that a quantile is: the first that came to
// exactly its value, to be looked at with Replay. False where there is none.
func (o Outcome) DrawOf(q float64) (draw int, ok bool) {
	draw = slices.Index(o.draws, o.Quantile(q))
	return draw, draw >= 0
}
