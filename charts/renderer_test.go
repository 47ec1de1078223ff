package charts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

func drawn(t testing.TB, r *Renderer, c Chart, theme Theme, size Size) []byte {
	t.Helper()
	svg, err := r.SVG(c, theme, size.Width, size.Height)
	if errors.Is(err, ErrNoBundle) {
		t.Skip("missing component: front end, run make build")
	}
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// What a strict Content-Security-Policy blocks in inline SVG, or what only a
// script needs, must not be in a drawing.
var unwanted = regexp.MustCompile(`<(?:style|script|foreignObject|image)| (?:style|class|on[a-z]+|ecmeta[a-z_]*)="|href|zr\d+-|NaN|Infinity|="undefined|\[object`)

var (
	colorUsed = regexp.MustCompile(`(?:fill|stroke)="([^"]*)"`)
	idUsed    = regexp.MustCompile(` id="([^"]*)"`)
)

// Marks that look alike are drawn as one shape: none is lost in it, and the legend
// has one more of each. In testdata 80 cases are green, 40 yellow and 40 red, ten of
// them in the strip; the matrix has 90 green and 90 red cells.
func TestMarksDrawnTogether(t *testing.T) {
	r, all := NewRenderer(), examples(t)
	for name, want := range map[string]map[string]int{
		"portfolio-map/twohundred": {good: 80 + 1, warning: 40 + 1, bad: 40 + 1},
		"light-matrix/twohundred":  {good: 90 + 1, bad: 90 + 1},
	} {
		c := all[name]
		for _, size := range []Size{{c.Width, c.Height}, c.Narrow} {
			got := map[string]int{}
			for _, path := range shapeDrawn.FindAllStringSubmatch(string(drawn(t, r, c, ThemeLight, size)), -1) {
				for _, light := range []string{good, warning, bad} {
					if path[2] == color(light) {
						got[light] += strings.Count(path[1], "M")
					}
				}
			}
			if !maps.Equal(got, want) {
				t.Errorf("%s at %d: marks %v, want %v", name, size.Width, got, want)
			}
		}
	}
}

var shapeDrawn = regexp.MustCompile(`<path d="([^"]*)"[^>]* fill="([^"]*)"`)

func TestDrawings(t *testing.T) {
	r := NewRenderer()
	all := examples(t)
	for _, name := range sortedNames(all) {
		c := all[name]
		for _, size := range []Size{{c.Width, c.Height}, c.Narrow} {
			svg := drawn(t, r, c, ThemeLight, size)
			if found := unwanted.FindString(string(svg)); found != "" {
				t.Errorf("%s: the drawing holds %q", name, found)
			}
			wellFormed(t, name, svg)
			head := string(svg[:bytes.IndexByte(svg, '\n')])
			for _, attribute := range []string{`role="img"`, `viewBox="0 0 `, `aria-labelledby="` + c.ID + `-title"`} {
				if !strings.Contains(head, attribute) {
					t.Errorf("%s: without %s: %s", name, attribute, head)
				}
			}
			for _, match := range colorUsed.FindAllStringSubmatch(string(svg), -1) {
				known := match[1] == "none" || strings.HasPrefix(match[1], "url(#"+c.ID)
				if !known && !slices.ContainsFunc(palette, func(s swatch) bool { return s.Light == match[1] }) {
					t.Errorf("%s: %s is not a colour of the palette", name, match[0])
				}
			}
			for _, match := range idUsed.FindAllStringSubmatch(string(svg), -1) {
				if !strings.HasPrefix(match[1], c.ID+"-") {
					t.Errorf("%s: id %q is not the chart's own", name, match[1])
				}
			}
		}
	}
}

func wellFormed(t *testing.T, name string, svg []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: not XML: %v", name, err)
			return
		}
	}
}

// The texts of a case reach the drawing as text, whatever they hold.
func TestDrawingEscapes(t *testing.T) {
	c := examples(t)["focus-areas/none"]
	c.Option = bytes.ReplaceAll(c.Option, []byte(`"ESDH"`), []byte(`"<script>&'\"]]>"`))
	c.Title = `</title><script>`
	svg := drawn(t, NewRenderer(), c, ThemePage, c.Narrow)
	wellFormed(t, "escaped", svg)
	if bytes.Contains(svg, []byte("<script")) {
		t.Errorf("a script got in: %s", svg)
	}
	html, err := NewRenderer().HTML(c)
	if err != nil || strings.Count(html, "<script") != 1 {
		t.Errorf("the page's part must hold the data block's script element and no other: %v\n%s", err, html)
	}
}

// Same chart, same bytes: in any order, from any runtime, all at once.
func TestDrawingIsDeterministic(t *testing.T) {
	all := examples(t)
	first := map[string][]byte{}
	one := NewRenderer()
	names := []string{"case-economy/paid", "planned-realised/four", "portfolio-map/five", "target-account/short"}
	for _, name := range names {
		first[name] = drawn(t, one, all[name], ThemePage, Size{all[name].Width, all[name].Height})
	}
	other := NewRenderer()
	var group sync.WaitGroup
	slices.Reverse(names)
	for range 3 {
		for _, name := range names {
			group.Go(func() {
				c := all[name]
				svg, err := other.SVG(c, ThemePage, c.Width, c.Height)
				if err != nil || !bytes.Equal(svg, first[name]) {
					t.Errorf("%s: another renderer drew it differently (%v)", name, err)
				}
			})
		}
	}
	group.Wait()
}

func TestThemes(t *testing.T) {
	r := NewRenderer()
	c := examples(t)["target-account/short"]
	size := Size{c.Width, c.Height}
	light, dark, page := drawn(t, r, c, ThemeLight, size), drawn(t, r, c, ThemeDark, size), drawn(t, r, c, ThemePage, size)
	if bytes.Contains(dark, []byte(`="#08306b"`)) || !bytes.Contains(dark, []byte(`fill="#a6d1ff"`)) {
		t.Error("the dark drawing keeps the light theme's colour for realised")
	}
	if !bytes.Contains(page, []byte(`fill="var(--chart-realised,#08306b)"`)) {
		t.Error("the page's drawing does not use the page's variables")
	}
	if !bytes.Equal(light, drawn(t, r, c, ThemeLight, size)) {
		t.Error("the light drawing changed")
	}
}

// An option that cannot be drawn is an error with ECharts' words, and the
// renderer lives on.
func TestBrokenOption(t *testing.T) {
	r := NewRenderer()
	good := examples(t)["target-account/short"]
	bad := good
	bad.Option = []byte(`{"media":`)
	drawn(t, r, good, ThemeLight, good.Narrow)
	for range 3 {
		if _, err := r.SVG(bad, ThemeLight, 300, 300); err == nil || len(err.Error()) > 300 {
			t.Errorf("broken option: %v", err)
		}
	}
	drawn(t, r, good, ThemeLight, Size{500, 300})
}

// Every colour is one of its own in each theme's source, else themes could not
// tell them apart.
func TestPaletteIsUnique(t *testing.T) {
	seen := map[string]string{}
	for _, s := range palette {
		if other, twice := seen[s.Light]; twice {
			t.Errorf("%s and %s are both %s", s.Name, other, s.Light)
		}
		seen[s.Light] = s.Name
	}
}

func TestMemoryIsBounded(t *testing.T) {
	var memory drawings
	memory.init(100)
	for i := range 50 {
		key := drawingKey{theme: ThemeLight}
		key.content[0] = byte(i)
		memory.put(key, make([]byte, 30))
		memory.get(drawingKey{theme: ThemeLight}) // the first stays in use
	}
	if memory.bytes > 100 || memory.order.Len() != len(memory.byName) {
		t.Errorf("%d bytes in %d drawings, %d names", memory.bytes, memory.order.Len(), len(memory.byName))
	}
	if _, kept := memory.get(drawingKey{theme: ThemeLight}); !kept {
		t.Error("the drawing in use was forgotten")
	}
}

// Warming is an offer: it changes no drawing, and leaves every runtime in place.
func TestWarmLeavesEveryRuntime(t *testing.T) {
	r := NewRenderer()
	if err := r.Warm(); err != nil {
		if errors.Is(err, ErrNoBundle) {
			t.Skip("missing component: front end, run make build")
		}
		t.Fatal(err)
	}
	if err := r.Warm(); err != nil {
		t.Fatal(err)
	}
}
