package charts

import (
	"math"
	"strconv"
	"testing"
)

// luminance is the relative luminance of WCAG 2.1.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(part) / 255; c <= 0.03928 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// contrast is the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// WCAG 2.1 asks for 4.5:1 for text (1.4.3) and 3:1 for what a graphic is read
// by (1.4.11). Realised and budgeted also have to differ without any colour.
func TestContrast(t *testing.T) {
	for _, theme := range []struct {
		name string
		of   func(swatch) string
	}{
		{"light", func(s swatch) string { return s.Light }},
		{"dark", func(s swatch) string { return s.Dark }},
	} {
		colors := map[string]string{}
		for _, s := range palette {
			colors[s.Name] = theme.of(s)
		}
		for _, pair := range []struct {
			a, b  string
			least float64
		}{
			{ink, surface, 4.5}, {soft, surface, 4.5}, {gap, surface, 4.5}, {joint, surface, 4.5},
			{surface, realised, 4.5}, {ink, budgeted, 4.5}, {ink, tint, 4.5},
			{pipeline, surface, 3}, {cost, surface, 3}, {good, surface, 3}, {bad, surface, 3},
			{realised, budgeted, 3}, {realised, tint, 3},
		} {
			if got := contrast(t, colors[pair.a], colors[pair.b]); got < pair.least {
				t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", theme.name, pair.a, pair.b, got, pair.least)
			}
		}
	}
	// Black on white is 21:1, by the definition.
	if got := contrast(t, "#000000", "#ffffff"); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white: %v", got)
	}
}
