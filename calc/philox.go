package calc

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
)

// keySchedule is the counter-based generator Philox2x64 with 10 rounds (Salmon,
// Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011) under one key: a function from a counter to 128 random bits. Nothing
// has to be remembered from one draw to the next, so that draws may be made in
// any order, by any number of workers, and again. The paper finds 6 rounds
// enough for every test it knows; 10 is what it recommends.
type keySchedule [10]uint64

func newKeySchedule(key uint64) *keySchedule {
	const weyl = 0x9E3779B97F4A7C15
	var k keySchedule
	for round := range k {
		k[round] = key + uint64(round)*weyl
	}
	return &k
}

// opening is what the first round makes of the first half of a counter, which
// all draws of one name have in common.
type opening struct{ high, low uint64 }

const philoxMultiplier = 0xD2B74407B1CE6E93

func (k *keySchedule) open(name uint64) opening {
	high, low := bits.Mul64(philoxMultiplier, name)
	return opening{high ^ k[0], low}
}

// words are the 128 bits at each of two counters with the same first half. The
// rounds are written out because the compiler unrolls no loop, and the two side
// by side because a processor that waits for one product can begin another.
func (k *keySchedule) words(o opening, counter0, counter1 uint64) (a0, a1, b0, b1 uint64) {
	a0, a1 = o.high^counter0, o.low
	b0, b1 = o.high^counter1, o.low
	high, low := bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[1]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[1]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[2]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[2]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[3]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[3]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[4]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[4]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[5]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[5]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[6]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[6]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[7]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[7]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[8]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[8]^b1, low
	high, low = bits.Mul64(philoxMultiplier, a0)
	a0, a1 = high^k[9]^a1, low
	high, low = bits.Mul64(philoxMultiplier, b0)
	b0, b1 = high^k[9]^b1, low
	return a0, a1, b0, b1
}

// purpose keeps the numbers drawn for different things apart.
type purpose uint64

const (
	forValue  purpose = iota // where in its distribution an amount falls: four draws a call
	forCause                 // the same for a cause, and whether what hangs on it comes: two draws a call
	forChance                // whether an amount comes, and by its cause: two draws a call
)

// counter is the second half of a counter; the first is the name of what is
// drawn. A group is the draws that share a call.
func (p purpose) counter(group int) uint64 { return uint64(group)<<8 | uint64(p) }

// numbers fills in random numbers of 32 bits for the draws from first on, a
// multiple of eight, as is their count. A number n stands for (n + ½)/2³²,
// which is never 0 and never 1.
func (k *keySchedule) numbers(name uint64, first int, to []uint32) {
	o := k.open(name)
	for group := first / 4; len(to) >= 8; group += 2 {
		a0, a1, b0, b1 := k.words(o, forValue.counter(group), forValue.counter(group+1))
		to[0], to[1], to[2], to[3] = uint32(a0), uint32(a0>>32), uint32(a1), uint32(a1>>32)
		to[4], to[5], to[6], to[7] = uint32(b0), uint32(b0>>32), uint32(b1), uint32(b1>>32)
		to = to[8:]
	}
}

// pairs fills in a pair of numbers for each draw, one in each half of a word.
func (k *keySchedule) pairs(name uint64, p purpose, first int, to []uint64) {
	o := k.open(name)
	for group := first / 2; len(to) >= 4; group += 2 {
		to[0], to[1], to[2], to[3] = k.words(o, p.counter(group), p.counter(group+1))
		to = to[4:]
	}
}

// share is what a number stands for, between 0 and 1.
func share(number uint32) float64 { return (float64(number) + 0.5) * 0x1p-32 }

// threshold is how many of the 2³² numbers stand for less than a probability:
// 0 for none, 2³² for all. A probability is thereby rounded to 2⁻³².
func threshold(probability float64) uint64 {
	return uint64(math.Round(probability * 0x1p32))
}

// keyOf is 64 bits of the SHA-256 of a list of names, each with its length, so
// that no two lists run together.
func keyOf(names ...string) uint64 {
	hash := sha256.New()
	for _, name := range names {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(name)))
		hash.Write(length[:])
		hash.Write([]byte(name))
	}
	sum := hash.Sum(nil)
	return binary.BigEndian.Uint64(sum[:])
}
