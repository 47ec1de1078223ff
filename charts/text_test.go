package charts

import (
	"strings"
	"testing"
)

// A name that holds line breaks is one line in a drawing, as it is short: the
// widths are far over and far under what the letters need.
func TestCutIsOneLine(t *testing.T) {
	for _, c := range []struct {
		text   string
		pixels int
		want   string
	}{
		{"Digital\npost\r\n i \tborgerservice", 1000, "Digital post i borgerservice"},
		{"Digital\npost", 1, "D…"},
		{"Digital post", 1000, "Digital post"},
		{"", 1000, ""},
	} {
		if got := cut(c.text, c.pixels, 12); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.pixels, got, c.want)
		}
	}
}

// What is cut has its ellipsis within the pixels: 0.803 of the size in IBM Plex
// Sans, A 0.641, M 0.812, W 0.891, Æ 0.907 (the font's own advance widths).
func TestCutKeepsItsEllipsis(t *testing.T) {
	for letter, advance := range map[string]float64{"A": 0.641, "M": 0.812, "W": 0.891, "Æ": 0.907, "O": 0.708} {
		const size, room = 12, 264
		got := cut(strings.Repeat(letter, 200), room, size)
		letters := float64(strings.Count(got, letter))
		if drawn := (letters*advance + 0.803) * size; !strings.HasSuffix(got, "…") || drawn > room || drawn < room*0.8 {
			t.Errorf("%q is %.1f pixels wide of %d", got, drawn, room)
		}
	}
}
