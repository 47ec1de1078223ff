package calc_test

import (
	"math/big"
	"slices"
)

// sturmCount is the number of different roots v > 0 of Σ flows[k]·v^k, exact,
// by Sturm's theorem in whole numbers: a method that has nothing in common
// with the one in roots.go. Any float64 will do; each is a whole number times
// a power of two.
func sturmCount(flows []float64) int {
	p := wholeNumbers(flows)
	for len(p) > 0 && p[0].Sign() == 0 {
		p = p[1:] // roots at v = 0 are none of ours
	}
	if len(p) < 2 {
		return 0
	}
	derivative := make([]*big.Int, len(p)-1)
	for k := range derivative {
		derivative[k] = new(big.Int).Mul(p[k+1], big.NewInt(int64(k+1)))
	}
	chain := [][]*big.Int{p, primitive(derivative)}
	for {
		rest := negativeRemainder(chain[len(chain)-2], chain[len(chain)-1])
		if len(rest) == 0 {
			break
		}
		chain = append(chain, rest)
	}
	atZero := turns(chain, func(q []*big.Int) int { return q[0].Sign() })
	atInfinity := turns(chain, func(q []*big.Int) int { return q[len(q)-1].Sign() })
	return atZero - atInfinity
}

// turns counts the changes of sign along the chain, zeros left out.
func turns(chain [][]*big.Int, signOf func([]*big.Int) int) int {
	changes, before := 0, 0
	for _, q := range chain {
		sign := signOf(q)
		if sign == 0 {
			continue
		}
		if before == -sign {
			changes++
		}
		before = sign
	}
	return changes
}

// wholeNumbers are the flows times a power of two that makes each whole.
func wholeNumbers(flows []float64) []*big.Int {
	lowest := 0
	for _, flow := range flows {
		if x := big.NewFloat(flow); flow != 0 {
			lowest = min(lowest, x.MantExp(nil)-int(x.MinPrec()))
		}
	}
	var p []*big.Int
	for _, flow := range flows {
		x := big.NewFloat(flow)
		whole, _ := x.SetMantExp(x, -lowest).Int(nil)
		p = append(p, whole)
	}
	return primitive(p)
}

// primitive takes off leading zeros and the common divisor.
func primitive(p []*big.Int) []*big.Int {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	common := new(big.Int)
	for _, c := range p {
		common.GCD(nil, nil, common, new(big.Int).Abs(c))
	}
	for _, c := range p {
		c.Quo(c, common)
	}
	return p
}

// negativeRemainder is −(a mod b) times a positive number.
func negativeRemainder(a, b []*big.Int) []*big.Int {
	rest := make([]*big.Int, len(a))
	for k := range a {
		rest[k] = new(big.Int).Neg(a[k])
	}
	lead := b[len(b)-1]
	size := new(big.Int).Abs(lead)
	for len(rest) >= len(b) {
		last := len(rest) - 1
		share := new(big.Int).Mul(rest[last], big.NewInt(int64(lead.Sign())))
		for k := range rest {
			rest[k].Mul(rest[k], size)
		}
		for k := range b {
			rest[last-len(b)+1+k].Sub(rest[last-len(b)+1+k], new(big.Int).Mul(share, b[k]))
		}
		rest = primitive(slices.Clip(rest[:last]))
	}
	return rest
}
