package calc

import (
	"cmp"
	"math"
	"slices"
)

// covariances are, for each measure, those of each stake with the total; they
// add up to the variance of the measure. They are in units of 4 to the power of
// the measure's exponent, so that no square is too large or too small.
//
// With p the probability, μ the mean and σ the standard deviation of a stake,
// its variance is pσ² + p(1−p)μ². Two of the same cause both go with it in the
// share ρ of the draws, the correlation. Then they have one number for their
// amounts and one for whether they come, and both come in the share
// min(p₁, p₂):
//
//	Cov = ρ·(min(p₁,p₂)·∫Q₁Q₂ − p₁μ₁·p₂μ₂),  Q their quantile functions
//
// Stakes of a cause are taken in order of their probabilities, with running
// sums of p·w·Q over those before and of w·Q over those after, so that the work
// grows with the number of stakes and not with its square.
func (p *prepared) covariances() (all [][]float64, exponents []int) {
	all, exponents = make([][]float64, p.measures), make([]int, p.measures)
	scaled := make([]float64, len(p.stakes))
	groups := p.groups()
	for j := range all {
		all[j] = make([]float64, len(p.stakes))
		largest := 0.0
		for i := range p.stakes {
			e := &p.stakes[i].Estimate
			reach := math.Max(math.Max(math.Abs(e.Low), math.Abs(e.High)), e.High-e.Low)
			largest = math.Max(largest, math.Abs(p.stakes[i].Weights[j]*reach))
		}
		_, exponents[j] = math.Frexp(largest)
		for i := range p.stakes {
			stake := &p.stakes[i]
			size := math.Max(math.Abs(stake.Estimate.Low), math.Abs(stake.Estimate.High))
			if size == 0 {
				continue // has no exponent; in the unit of next to nothing its weight would be infinite
			}
			_, own := math.Frexp(size)
			scaled[i] = math.Ldexp(stake.Weights[j], own-exponents[j])
			mean, sd := math.Ldexp(stake.Estimate.Mean(), -own), math.Ldexp(stake.Estimate.DrawnSD(), -own)
			q := stake.Probability
			variance := float64(q*sd*sd) + float64(q*(1-q)*mean*mean)
			all[j][i] = variance * scaled[i] * scaled[i]
		}
		for _, g := range groups {
			g.addShared(p, scaled, all[j])
		}
	}
	return all, exponents
}

// causeGroup is the stakes of one cause in order of their probabilities, with
// what of them does not depend on the measure.
type causeGroup struct {
	stakes []int
	means  []float64
	curves [][]float64 // the quantile function less the mean, at the points
}

// curvePoints is how many points the product of two quantile functions is
// integrated with. They are dense at the ends: u = s²(3−2s) at even steps of s.
const curvePoints = 256

// groups are the causes that at least two stakes share; none without a
// correlation.
func (p *prepared) groups() []causeGroup {
	if p.correlation == 0 {
		return nil
	}
	members := make([][]int, len(p.causes))
	for i, cause := range p.causeOf {
		if cause >= 0 {
			members[cause] = append(members[cause], i)
		}
	}
	var groups []causeGroup
	for _, stakes := range members {
		if len(stakes) < 2 {
			continue
		}
		slices.SortStableFunc(stakes, func(a, b int) int { return cmp.Compare(p.stakes[a].Probability, p.stakes[b].Probability) })
		g := causeGroup{stakes: stakes}
		for _, i := range stakes {
			e := &p.stakes[i].Estimate
			_, own := math.Frexp(math.Max(math.Abs(e.Low), math.Abs(e.High)))
			curve := make([]float64, curvePoints)
			g.means, g.curves = append(g.means, math.Ldexp(e.Mean(), -own)), append(g.curves, curve)
			if e.Low == e.High {
				continue
			}
			p.quantiles[i].spread(curvePlaces[:], curve)
			mean := 0.0
			for c := range curve {
				curve[c] = math.Ldexp(curve[c], -own)
				mean += float64(curve[c] * curveWeights[c])
			}
			for c := range curve {
				curve[c] -= mean
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// curvePlaces are the points as random numbers, and curveWeights the stretch of
// u that each stands for.
var curvePlaces, curveWeights = func() (places [curvePoints]uint32, weights [curvePoints]float64) {
	for i := range places {
		s := float64((float64(i) + 0.5) / curvePoints)
		places[i] = uint32(s * s * (3 - float64(2*s)) * 0x1p32)
		weights[i] = 6 * s * (1 - s) / (curvePoints + 0.5/curvePoints) // add up to 1
	}
	return places, weights
}()

// addShared adds what each stake covaries with the others of its cause.
func (g causeGroup) addShared(p *prepared, weights, covariances []float64) {
	var before, after [curvePoints]float64 // Σ p·w·(Q−μ) and Σ w·(Q−μ)
	var meanBefore, meanAfter, meanAll total
	for k, i := range g.stakes {
		addTimes(after[:], g.curves[k], weights[i])
		meanAfter.add(weights[i] * g.means[k])
		meanAll.add(p.stakes[i].Probability * weights[i] * g.means[k])
	}
	for k, i := range g.stakes {
		probability := p.stakes[i].Probability
		addTimes(after[:], g.curves[k], -weights[i])
		meanAfter.add(-float64(weights[i] * g.means[k]))
		shape := 0.0
		for c, value := range g.curves[k] {
			shape += float64(value * (before[c] + float64(probability*after[c])) * curveWeights[c])
		}
		own := float64(probability * weights[i] * g.means[k])
		others := meanBefore.value() + float64(probability*meanAfter.value()) - float64(probability*(meanAll.value()-own))
		covariances[i] += float64(p.correlation * weights[i] * (shape + float64(g.means[k]*others)))
		addTimes(before[:], g.curves[k], probability*weights[i])
		meanBefore.add(own)
	}
}
