package calc

import (
	"math"
	"slices"
)

// valuesAtRanks are the values that would stand at the ranks, 0 the smallest,
// if the values were sorted; ranks ascend. The values are spread over buckets
// of equal width in one pass, and only the buckets that hold a rank are looked
// at again: about two passes in all, where sorting takes one for each doubling.
// No value may be NaN or infinite.
func valuesAtRanks(values []float64, ranks []int) []float64 {
	at := make([]float64, len(ranks))
	least, most := slices.Min(values), slices.Max(values)
	scale := buckets / (most - least)
	if len(values) < buckets/4 || !(scale > 0 && scale <= math.MaxFloat64) {
		sorted := slices.Sorted(slices.Values(values))
		for i, rank := range ranks {
			at[i] = sorted[rank]
		}
		return at
	}
	bucketOf := func(x float64) int { return min(int((x-least)*scale), buckets-1) } // never falls where x rises
	var starts [buckets + 1]int
	for _, x := range values {
		starts[bucketOf(x)+1]++
	}
	for b := range buckets {
		starts[b+1] += starts[b]
	}
	var wanted [buckets]bool
	for _, rank := range ranks {
		wanted[bucketWith(&starts, rank)] = true
	}
	held := map[int][]float64{}
	for _, x := range values {
		if b := bucketOf(x); wanted[b] {
			held[b] = append(held[b], x)
		}
	}
	for b := range held {
		slices.Sort(held[b])
	}
	for i, rank := range ranks {
		b := bucketWith(&starts, rank)
		at[i] = held[b][rank-starts[b]]
	}
	return at
}

const buckets = 1024

// bucketWith is the bucket that holds a rank: the last that starts at or
// before it and is not empty.
func bucketWith(starts *[buckets + 1]int, rank int) int {
	after, _ := slices.BinarySearch(starts[:], rank+1)
	return after - 1
}
