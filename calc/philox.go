package calc

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// philox is the counter-based generator Philox2x64 with 10 rounds (Salmon,
// Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011): a keyed function from a counter to 128 random bits. Nothing has to
// be remembered from one draw to the next, so that draws may be made in any
// order, by any number of workers, and again.
func philox(key, counter0, counter1 uint64) (word0, word1 uint64) {
	const multiplier, weyl = 0xD2B74407B1CE6E93, 0x9E3779B97F4A7C15
	for range 10 {
		high, low := bits.Mul64(multiplier, counter0)
		counter0, counter1 = high^(key^counter1), low
		key += weyl
	}
	return counter0, counter1
}

// purpose keeps the numbers drawn for different things apart.
type purpose uint64

const (
	forValue  purpose = iota // where in its distribution an amount falls
	forCause                 // the same for a cause
	forChance                // whether an amount comes, and by its cause
)

// words fills in the random words of the draws from first on, which is even,
// for the stake or cause of that name. Two draws share a call.
func words(key, name uint64, p purpose, first int, to []uint64) {
	for i := 0; i < len(to); i += 2 {
		word0, word1 := philox(key, name, uint64(first+i)<<8|uint64(p))
		to[i] = word0
		if i+1 < len(to) {
			to[i+1] = word1
		}
	}
}

// uniforms fills in the same as numbers between 0 and 1.
func uniforms(key, name uint64, p purpose, first int, to []float64) {
	for i := 0; i < len(to); i += 2 {
		word0, word1 := philox(key, name, uint64(first+i)<<8|uint64(p))
		to[i] = uniform(word0)
		if i+1 < len(to) {
			to[i+1] = uniform(word1)
		}
	}
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

// uniform is a number strictly between 0 and 1 from the first 52 of 64 random
// bits.
func uniform(word uint64) float64 {
	return (float64(int64(word>>12)) + 0.5) * 0x1p-52
}

// uniform32 is the same from 32 random bits.
func uniform32(half uint32) float64 { return (float64(half) + 0.5) * 0x1p-32 }
