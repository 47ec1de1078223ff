package charts

import (
	"math"

	"raaderum/calc"
)

// scale is the unit a chart's amounts are drawn in: one for the whole chart,
// stated in the drawing.
type scale struct {
	words    Words
	unit     calc.Money
	key      string // of the unit's name in the catalogue
	decimals int    // at most
}

// scaleFor chooses the unit by the largest amount: millions of kroner from half
// a million, else thousands.
func scaleFor(words Words, amounts ...*calc.Money) scale {
	var largest calc.Money
	for _, amount := range amounts {
		if amount != nil {
			largest = max(largest, *amount, -*amount)
		}
	}
	switch {
	case largest >= 100*calc.MillionKrone:
		return scale{words, calc.MillionKrone, "chart.unit.million", 0}
	case largest >= 10*calc.MillionKrone:
		return scale{words, calc.MillionKrone, "chart.unit.million", 1}
	case largest >= calc.MillionKrone/2:
		return scale{words, calc.MillionKrone, "chart.unit.million", 2}
	}
	return scale{words, calc.ThousandKrone, "chart.unit.thousand", 0}
}

// name is the unit: "mio. kr.".
func (s scale) name() string { return s.words.T(s.key) }

// value is an amount in the unit, unrounded.
func (s scale) value(amount calc.Money) float64 { return float64(amount) / float64(s.unit) }

// label is an amount without its unit, with no more decimals than it needs. One
// that is not zero never reads as zero: it gets the decimals that its first digit
// takes.
func (s scale) label(amount calc.Money) string {
	if value := math.Abs(s.value(amount)); amount != 0 && value < 0.5*math.Pow10(-s.decimals) {
		s.decimals = int(math.Ceil(-math.Log10(value)))
		if math.Round(value*math.Pow10(s.decimals)) == 10 { // 0.0096 is 0.01
			s.decimals--
		}
	}
	return s.number(s.value(amount))
}

func (s scale) number(value float64) string {
	power := math.Pow10(s.decimals)
	rounded := math.Round(value*power) / power
	for decimals := range s.decimals {
		power := math.Pow10(decimals)
		if math.Round(rounded*power)/power == rounded {
			return s.words.Number(rounded, decimals)
		}
	}
	return s.words.Number(value, s.decimals)
}

// ticks are round values that span low and high, with zero among them.
type ticks struct {
	values []float64
	texts  []string
}

func (t ticks) low() float64  { return t.values[0] }
func (t ticks) high() float64 { return t.values[len(t.values)-1] }

// ticks are the round values of an axis in the unit, from low to high.
func (s scale) ticks(low, high float64, steps int) ticks {
	return roundTicks(s.words, low, high, steps, s.unit == calc.ThousandKrone)
}

// roundTicks divides an axis from low to high into about so many steps of 1, 2
// or 5 times a power of ten, written with as many decimals as the step needs.
func roundTicks(w Words, low, high float64, steps int, whole bool) ticks {
	low, high = min(low, 0), max(high, 0)
	if high == low {
		high = 1
	}
	step, decimals := roundStep((high-low)/float64(steps), whole)
	power := math.Pow10(decimals)
	var t ticks
	for i := math.Floor(low/step + 1e-9); i <= math.Ceil(high/step-1e-9); i++ {
		value := math.Round(i*step*power) / power
		t.values = append(t.values, value)
		t.texts = append(t.texts, w.Number(value, decimals))
	}
	return t
}

// roundStep is the smallest round step that is not below the one wished for,
// and the decimals it takes to write it.
func roundStep(wish float64, whole bool) (step float64, decimals int) {
	power := math.Floor(math.Log10(wish))
	if whole {
		power = max(power, 0)
	}
	for _, factor := range []float64{1, 2, 5, 10} {
		if step = factor * math.Pow(10, power); step >= wish*(1-1e-9) {
			break
		}
	}
	return step, int(max(0, -math.Floor(math.Log10(step)+1e-9)))
}
