package calc

import (
	"math"
	"slices"
)

// valuesAtRanks are the values that would stand at the ranks, 0 the smallest,
// if the values were sorted; ranks are from 0 to len(values)−1. The values are
// counted into buckets of equal width in one pass, and only the buckets that
// hold a rank are looked at again: three passes in all, where sorting takes one
// for each doubling. No value may be NaN or infinite.
func valuesAtRanks(values []float64, ranks []int) []float64 {
	at := make([]float64, len(ranks))
	least, most := extremes(values)
	// Less than one bucket short, so that the largest value is not one too far.
	scale := (buckets - 0.5) / (most - least)
	if len(values) < buckets/4 || !(scale > 0 && scale <= math.MaxFloat64) {
		sorted := slices.Sorted(slices.Values(values))
		for i, rank := range ranks {
			at[i] = sorted[rank]
		}
		return at
	}
	var counts [buckets]int32
	for _, x := range values {
		counts[bucketOf(x, least, scale)]++
	}
	var starts [buckets + 1]int
	for b, count := range counts {
		starts[b+1] = starts[b] + int(count)
	}
	held := map[uint][]float64{}
	var wanted [buckets]bool
	for _, rank := range ranks {
		b := bucketWith(&starts, rank)
		if !wanted[b] {
			wanted[b], held[b] = true, make([]float64, 0, counts[b])
		}
	}
	for _, x := range values {
		if b := bucketOf(x, least, scale); wanted[b] {
			held[b] = append(held[b], x)
		}
	}
	for _, bucket := range held {
		slices.Sort(bucket)
	}
	for i, rank := range ranks {
		b := bucketWith(&starts, rank)
		at[i] = held[b][rank-starts[b]]
	}
	return at
}

const buckets = 2048

// bucketOf never falls where x rises, however it is rounded.
func bucketOf(x, least, scale float64) uint { return uint(int64((x-least)*scale)) % buckets }

// bucketWith is the bucket that holds a rank: the last that starts at or before
// it and is not empty.
func bucketWith(starts *[buckets + 1]int, rank int) uint {
	after, _ := slices.BinarySearch(starts[:], rank+1)
	return uint(after - 1)
}
