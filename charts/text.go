package charts

import (
	"math"
	"strconv"
	"strings"
)

// cut is a text on one line, shortened to so many pixels with an ellipsis. A line
// break in a name would draw it over its neighbors.
func cut(text string, pixels, fontSize int) string {
	text = strings.Join(strings.Fields(text), " ")
	if textWidth(text, fontSize) <= float64(pixels) {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && textWidth(string(runes)+"…", fontSize) > float64(pixels) {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// onTwoLines is a text in so many pixels: on one line, or broken after as many
// words as fit, the rest shortened where it has no room either.
func onTwoLines(text string, pixels, fontSize int) string {
	words := strings.Fields(text)
	n := len(words)
	for n > 1 && textWidth(strings.Join(words[:n], " "), fontSize) > float64(pixels) {
		n--
	}
	first := cut(strings.Join(words[:n], " "), pixels, fontSize)
	if n == len(words) {
		return first
	}
	return first + "\n" + cut(strings.Join(words[n:], " "), pixels, fontSize)
}

func year(y int) string { return strconv.Itoa(y) }

// rounded6 are numbers with so many decimals as a drawing needs, so that an
// option holds no noise.
func rounded6(values ...float64) []float64 {
	for i, v := range values {
		values[i] = math.Round(v*1e6) / 1e6
	}
	return values
}
