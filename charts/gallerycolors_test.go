package charts

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// drawnLook is how the marks of a series of a drawing look, as its option says.
type drawnLook struct {
	chart, series, kind string
	style               style
	line                struct {
		Color string
		Width float64
		Type  string
	}
	symbol string
}

// shape is what tells it apart without its colour.
func (l drawnLook) shape() string {
	return strings.Join([]string{l.kind, texture(l.style), l.symbol, fmt.Sprint(l.line.Width, l.line.Type)}, " ")
}

// fill is what fills it; a line is its own.
func (l drawnLook) fill() string { return firstOf(l.line.Color, l.style.Color) }

// edge is what it is read by: its line, its outline, or its filling where the
// outline is only the paper around it.
func (l drawnLook) edge() string {
	if l.style.BorderColor == color(surface) {
		return firstOf(l.line.Color, l.style.Color)
	}
	return firstOf(l.line.Color, firstOf(l.style.BorderColor, l.style.Color))
}

// opposite are series on either side of zero: they never touch.
var opposite = map[[2]string]bool{{"benefit", "cost"}: true}

// drawnLooks are the looks of the series that show something, example by example,
// wide: each series' own, and those of single points.
func drawnLooks(t *testing.T) map[string][]drawnLook {
	t.Helper()
	all := map[string][]drawnLook{}
	for name, c := range examples(t) {
		var option struct {
			Media []struct {
				Option struct {
					Series []struct {
						ID, Type, RenderItem, Symbol string
						Silent                       bool
						ItemStyle                    style
						LineStyle                    struct {
							Color string
							Width float64
							Type  string
						}
						Data []struct {
							Value     json.RawMessage
							Say       string
							ItemStyle *style
							Symbol    string
						}
					}
				}
			}
		}
		if err := json.Unmarshal(c.Option, &option); err != nil {
			t.Fatal(err)
		}
		for _, s := range option.Media[1].Option.Series {
			seen := map[string]drawnLook{}
			for _, p := range s.Data {
				if p.Say == "" {
					continue // it only writes, or is a line of the drawing's own
				}
				look := drawnLook{chart: name, series: s.ID, kind: s.Type + s.RenderItem, style: s.ItemStyle, line: s.LineStyle, symbol: firstOf(p.Symbol, s.Symbol)}
				var extent []float64
				if s.RenderItem == "rowBar" && json.Unmarshal(p.Value, &extent) == nil && extent[0] == extent[2] {
					look.kind += " upright" // an upright line, which reaches beyond the bars
				}
				if p.ItemStyle != nil {
					look.style = *p.ItemStyle
				}
				seen[look.shape()+look.fill()+look.edge()] = look
			}
			for _, key := range slices.Sorted(maps.Keys(seen)) {
				all[name] = append(all[name], seen[key])
			}
		}
	}
	return all
}

// In every drawing of the gallery, whatever is drawn beside each other differs in
// shape, texture or line, or by 1.5 to 1 in lightness and visibly (ΔE 10), to
// everybody and in grey; and what it is read by keeps 3:1 against the paper. The
// looks are those of the options themselves.
func TestEveryDrawingIsToldApart(t *testing.T) {
	pairs, marks := 0, 0
	for name, looks := range drawnLooks(t) {
		for i, one := range looks {
			marks++
			eachTheme(func(theme string, colors map[string]string) {
				for vision, matrix := range visions {
					if got := seenContrast(seen(t, colors[one.edge()], matrix), seen(t, colors[color(surface)], matrix)); got < 3 {
						t.Errorf("%s, %s, %s, %s: contrast %.2f against the paper", name, one.series, theme, vision, got)
					}
				}
			})
			for _, other := range looks[i+1:] {
				if opposite[[2]string{one.series, other.series}] || one.series == other.series && one.fill() == other.fill() || one.shape() != other.shape() || one.fill() == other.fill() && one.edge() == other.edge() {
					continue // apart without colour, or meant to be the same
				}
				pairs++
				eachTheme(func(theme string, colors map[string]string) {
					for vision, matrix := range visions {
						a, b := one.fill(), other.fill()
						if a == b {
							a, b = one.edge(), other.edge()
						}
						x, y := seen(t, colors[a], matrix), seen(t, colors[b], matrix)
						if delta, ratio := difference(x, y), seenContrast(x, y); delta < 10 || ratio < 1.5 {
							t.Errorf("%s, %s and %s, %s, %s: ΔE %.1f and contrast %.2f", name, one.series, other.series, theme, vision, delta, ratio)
						}
					}
				})
			}
		}
	}
	t.Logf("%d looks, %d pairs that only colours tell apart", marks, pairs)
	if marks < 100 || pairs < 10 {
		t.Errorf("only %d looks and %d pairs", marks, pairs)
	}
}
