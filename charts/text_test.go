package charts

import "testing"

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
