package portfolio

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// writtenScales are what a figure may be written in beside its own unit: øre
// never, percent, thousands and millions.
var writtenScales = []float64{1, 0.01, 1e3, 1e6}

// lastDigit is what one in the last digit of a stated figure is worth, in the
// figure's own unit: 1 krone for "2.158.613", 1,000 for "335" in t.kr., a tenth
// of a percentage point for "15,4 %". It is 0 for a figure that is stored with
// more digits than people write, and for one whose cell cannot be read again.
func (f StatedFigure) lastDigit() float64 {
	raw := f.Source.Raw
	if start := strings.IndexAny(raw, "0123456789"); start >= 0 {
		raw = raw[start:]
		if end := strings.IndexFunc(raw, func(r rune) bool { return !strings.ContainsRune("0123456789.,", r) }); end >= 0 {
			raw = raw[:end]
		}
	}
	raw = strings.TrimRight(raw, ".,")
	danish := strings.ReplaceAll(strings.ReplaceAll(raw, ".", ""), ",", ".")
	for _, digits := range []string{raw, danish} {
		number, err := strconv.ParseFloat(digits, 64)
		if err != nil || number == 0 {
			continue
		}
		scale := math.Abs(f.Value) / number
		if at := slices.IndexFunc(writtenScales, func(s float64) bool { return math.Abs(scale/s-1) < 1e-9 }); at >= 0 {
			_, decimals, _ := strings.Cut(digits, ".")
			return writtenScales[at] * math.Pow10(-len(decimals))
		}
	}
	return 0
}
