package calc_test

import "math"

// dice are the pseudo-random numbers of tests and benchmarks: SplitMix64
// (Steele, Lea and Flood 2014), the same on every run.
type dice uint64

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// IntN is a number from 0 to n−1.
func (d *dice) IntN(n int) int { return int(d.next() % uint64(n)) }

// Float64 is a number from 0 to below 1.
func (d *dice) Float64() float64 { return float64(d.next()>>11) * 0x1p-53 }

// NormFloat64 is standard normal, by Box and Muller.
func (d *dice) NormFloat64() float64 {
	return math.Sqrt(-2*math.Log(1-d.Float64())) * math.Cos(2*math.Pi*d.Float64())
}
