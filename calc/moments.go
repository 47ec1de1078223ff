package calc

import (
	"math"
	"slices"
)

// extremes are the smallest and the largest value. Two of each are kept, so
// that none waits for the one before.
func extremes(values []float64) (least, most float64) {
	least, most = values[0], values[0]
	least2, most2 := least, most
	for ; len(values) >= 2; values = values[2:] {
		if x := values[0]; x < least {
			least = x
		} else if x > most {
			most = x
		}
		if x := values[1]; x < least2 {
			least2 = x
		} else if x > most2 {
			most2 = x
		}
	}
	for _, x := range values {
		least, most = min(least, x), max(most, x)
	}
	return min(least, least2), max(most, most2)
}

// spreadOf is the mean and the standard deviation of a sample, the latter with
// n − 1, 0 for a single value. Sums are made of short ones, which are
// compensated, and numbers whose squares would be too large or too small are
// scaled by a power of two.
func spreadOf(values []float64) Spread {
	least, most := extremes(values)
	_, exponent := math.Frexp(math.Max(math.Abs(least), math.Abs(most)))
	if exponent > -400 && exponent < 400 {
		exponent = 0
	}
	down := math.Ldexp(1, -exponent/2) // twice, as the whole factor may be too small
	rest := math.Ldexp(1, -(exponent - exponent/2))
	n := float64(len(values))
	var sum, squares total
	for part := range slices.Chunk(values, summands) {
		sum.add(shortSum(part, down, rest))
	}
	mean := sum.value() / n
	for part := range slices.Chunk(values, summands) {
		squares.add(shortSquares(part, down, rest, mean))
	}
	return Spread{math.Ldexp(mean, exponent), math.Ldexp(math.Sqrt(squares.value()/math.Max(n-1, 1)), exponent)}
}

// summands is how many numbers a short sum has.
const summands = 64

func shortSum(values []float64, down, rest float64) float64 {
	var sums [4]float64
	for ; len(values) >= 4; values = values[4:] {
		sums[0] += float64(values[0] * down * rest)
		sums[1] += float64(values[1] * down * rest)
		sums[2] += float64(values[2] * down * rest)
		sums[3] += float64(values[3] * down * rest)
	}
	for _, x := range values {
		sums[0] += float64(x * down * rest)
	}
	return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

// shortSquares is Σ(x − mean)².
func shortSquares(values []float64, down, rest, mean float64) float64 {
	var sums [4]float64
	for ; len(values) >= 4; values = values[4:] {
		sums[0] += squareOff(values[0], down, rest, mean)
		sums[1] += squareOff(values[1], down, rest, mean)
		sums[2] += squareOff(values[2], down, rest, mean)
		sums[3] += squareOff(values[3], down, rest, mean)
	}
	for _, x := range values {
		sums[0] += squareOff(x, down, rest, mean)
	}
	return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

func squareOff(x, down, rest, mean float64) float64 {
	off := float64(x*down*rest) - mean
	return float64(off * off)
}
