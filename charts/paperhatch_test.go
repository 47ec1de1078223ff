package charts

import (
	"strings"
	"testing"
)

// A paper's drawing has no pattern as a fill, which Chromium prints as a coarse
// picture, and has the same shapes.
func TestPaperHasNoPatternFills(t *testing.T) {
	r, patterned := NewRenderer(), 0
	all := examples(t)
	for _, name := range sortedNames(all) {
		c := all[name]
		screen := string(drawn(t, r, c, ThemeLight, Size{c.Width, c.Height}))
		svg, err := r.PaperSVG(c)
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, name, svg)
		fills := strings.Count(screen, ` fill="url(#`)
		patterned += fills
		if n := strings.Count(string(svg), ` fill="url(#`); n != 0 {
			t.Errorf("%s: %d of %d fills are patterns yet", name, n, fills)
		}
		if n := strings.Count(string(svg), ` clip-path="url(#`+c.ID) - strings.Count(screen, ` clip-path="url(#`+c.ID); n != fills {
			t.Errorf("%s: %d shapes drawn over, want %d", name, n, fills)
		}
	}
	if patterned == 0 {
		t.Error("no drawing has a pattern")
	}
}

// Stripes two pixels wide, six apart, over a box of 12 by 12, not turned: their middles
// stand at 1 and 7, by hand.
func TestStripesOnPaper(t *testing.T) {
	got := string(forPaper([]byte(`<pattern width="1" height="6" patternUnits="userSpaceOnUse" id="a-p0">
<g >
<path d="M0 -6l1 0l0 2l-1 0Z" fill="#111"></path>
<path d="M0 0l1 0l0 2l-1 0Z" fill="#111"></path>
</g>
</pattern>
<path d="M0 0l12 0l0 12l-12 0Z" fill="url(#a-p0)" stroke="#222"></path><path d="M0 0Q1 1 2 2" fill="url(#a-p0)"></path>`)))
	for _, want := range []string{
		`<g clip-path="url(#a-p0-c1)"><path d="M0 1H12M0 7H12" fill="none" stroke="#111" stroke-width="2"></path></g>`,
		`<path d="M0 0l12 0l0 12l-12 0Z" fill="none" stroke="#222"></path>`,
		`<path d="M0 0Q1 1 2 2" fill="url(#a-p0)"></path>`, // not understood: as it was
	} {
		if !strings.Contains(got, want) {
			t.Errorf("without %s:\n%s", want, got)
		}
	}
}
