package calc

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// philox is the counter-based generator Philox4x32 with 10 rounds (Salmon,
// Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011): a keyed function from a counter to 128 random bits. Nothing has to
// be remembered from one draw to the next, so that draws may be made in any
// order, by any number of workers, and again.
func philox(key [2]uint32, counter [4]uint32) [4]uint32 {
	const (
		multiplier0, multiplier1 = 0xD2511F53, 0xCD9E8D57
		weyl0, weyl1             = 0x9E3779B9, 0xBB67AE85
	)
	c, k := counter, key
	for range 10 {
		high0, low0 := bits.Mul32(multiplier0, c[0])
		high1, low1 := bits.Mul32(multiplier1, c[2])
		c = [4]uint32{high1 ^ c[1] ^ k[0], low1, high0 ^ c[3] ^ k[1], low0}
		k[0] += weyl0
		k[1] += weyl1
	}
	return c
}

// keyOf is 64 bits of the SHA-256 of a list of names, each with its length, so
// that no two lists run together.
func keyOf(names ...string) [2]uint32 {
	hash := sha256.New()
	for _, name := range names {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(name)))
		hash.Write(length[:])
		hash.Write([]byte(name))
	}
	sum := hash.Sum(nil)
	return [2]uint32{binary.BigEndian.Uint32(sum), binary.BigEndian.Uint32(sum[4:])}
}

// uniform is a number strictly between 0 and 1 from 52 random bits.
func uniform(high, low uint32) float64 {
	return (float64(uint64(high)<<20|uint64(low)>>12) + 0.5) * 0x1p-52
}
