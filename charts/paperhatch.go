package charts

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	patternDefined = regexp.MustCompile(`(?s)<pattern width="([\d.]+)" height="([\d.]+)" patternUnits="userSpaceOnUse"(?: patternTransform="rotate\(([-\d.]+)\)")? id="([^"]+)">(.*?)</pattern>\n?`)
	patternFilled  = regexp.MustCompile(`<path d="([^"]*)"( transform="[^"]*")? fill="url\(#([^)"]+)\)"([^>]*)></path>`)
	stripe         = regexp.MustCompile(`<path d="M0 (-?[\d.]+)l[\d.]+ 0l0 ([\d.]+)l-[\d.]+ 0Z" fill="([^"]*)"></path>`)
	dot            = regexp.MustCompile(`<path d="M(-?[\d.]+) (-?[\d.]+)A([\d.]+) [\d.]+ 0 1 1 [^"]*" fill="([^"]*)"></path>`)
	pathCommand    = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)
	pathNumber     = regexp.MustCompile(`-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?`)
)

// forPaper is a drawing with its patterns drawn stroke by stroke within the shapes
// they fill. Chromium prints a pattern as a picture of one dot to the point, 72 to the
// inch; a stroke stays as sharp as the printer. What is not understood stays as it is.
func forPaper(svg []byte) []byte {
	patterns := map[string]paperPattern{}
	for _, found := range patternDefined.FindAllStringSubmatch(string(svg), -1) {
		if p, ok := readPattern(found); ok {
			patterns[found[4]] = p
		}
	}
	n := 0
	return []byte(patternFilled.ReplaceAllStringFunc(string(svg), func(shape string) string {
		part := patternFilled.FindStringSubmatch(shape)
		p, known := patterns[part[3]]
		around, ok := pathBox(part[1])
		if !known || !ok {
			return shape
		}
		n++
		clip := fmt.Sprintf("%s-c%d", part[3], n)
		return fmt.Sprintf(`<g%s><clipPath id=%q><path d=%q></path></clipPath><g clip-path="url(#%s)">%s</g><path d=%q fill="none"%s></path></g>`,
			part[2], clip, part[1], clip, p.over(around), part[1], part[4])
	}))
}

// paperPattern is what one tile of a pattern holds: stripes through it, or dots.
type paperPattern struct {
	width, height, degrees float64
	color                  string
	stroke                 float64      // how wide a stripe or a dot is
	at                     [][2]float64 // the middle of each
	dots                   bool
}

// readPattern reads a pattern as ECharts writes the hatches and dots of the notation.
func readPattern(found []string) (paperPattern, bool) {
	p := paperPattern{width: written(found[1]), height: written(found[2]), degrees: written(found[3])}
	if p.width <= 0 || p.height <= 0 {
		return p, false
	}
	add := func(x, y, stroke float64, color string) bool {
		if x < 0 || x >= p.width || y < 0 || y >= p.height || stroke == 0 {
			return true // the same in the next tile, or nothing
		}
		if p.color != "" && (p.color != color || p.stroke != stroke) {
			return false
		}
		p.color, p.stroke, p.at = color, stroke, append(p.at, [2]float64{x, y})
		return true
	}
	for _, one := range stripe.FindAllStringSubmatch(found[5], -1) {
		if !add(0, written(one[1])+written(one[2])/2, written(one[2]), one[3]) {
			return p, false
		}
	}
	if p.at != nil {
		return p, true
	}
	p.dots = true
	for _, one := range dot.FindAllStringSubmatch(found[5], -1) {
		radius := written(one[3])
		if !add(written(one[1])-radius, written(one[2]), 2*radius, one[4]) {
			return p, false
		}
	}
	return p, p.at != nil
}

// over draws the pattern over a box.
func (p paperPattern) over(b box) string {
	sin, cos := math.Sincos(p.degrees * math.Pi / 180)
	turned := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, corner := range [][2]float64{{b.left, b.top}, {b.right, b.top}, {b.left, b.bottom}, {b.right, b.bottom}} {
		turned = turned.with(corner[0]*cos+corner[1]*sin, corner[1]*cos-corner[0]*sin)
	}
	left, right := math.Floor(turned.left/p.width)*p.width, math.Ceil(turned.right/p.width)*p.width
	var d strings.Builder
	for top := math.Floor(turned.top/p.height) * p.height; top < turned.bottom; top += p.height {
		for _, at := range p.at {
			if !p.dots {
				fmt.Fprintf(&d, "M%s %sH%s", short(left), short(top+at[1]), short(right))
				continue
			}
			for x := left; x < right; x += p.width {
				fmt.Fprintf(&d, "M%s %sh.01", short(x+at[0]), short(top+at[1]))
			}
		}
	}
	turn, end := "", ""
	if p.degrees != 0 {
		turn = fmt.Sprintf(` transform="rotate(%s)"`, short(p.degrees))
	}
	if p.dots {
		end = ` stroke-linecap="round"`
	}
	return fmt.Sprintf(`<path d=%q%s fill="none" stroke=%q stroke-width="%s"%s></path>`, d.String(), turn, p.color, short(p.stroke), end)
}

func short(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) }

// written is a number that a drawing has; 0 for none.
func written(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return x
}

// with is the box, grown to hold a point.
func (b box) with(x, y float64) box {
	return box{math.Min(b.left, x), math.Min(b.top, y), math.Max(b.right, x), math.Max(b.bottom, y)}
}

// pathBox is a box that holds a path of what ECharts writes: M, L, C, A and Z, and l.
func pathBox(d string) (b box, ok bool) {
	b = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	x, y := 0.0, 0.0
	for _, command := range pathCommand.FindAllStringSubmatch(d, -1) {
		var n []float64
		for _, one := range pathNumber.FindAllString(command[2], -1) {
			n = append(n, written(one))
		}
		switch letter := command[1]; {
		case letter == "Z" || letter == "z":
		case (letter == "M" || letter == "L" || letter == "C") && len(n) > 0 && len(n)%2 == 0:
			for i := 0; i < len(n); i += 2 {
				x, y = n[i], n[i+1]
				b = b.with(x, y)
			}
		case letter == "l" && len(n) > 0 && len(n)%2 == 0:
			for i := 0; i < len(n); i += 2 {
				x, y = x+n[i], y+n[i+1]
				b = b.with(x, y)
			}
		case letter == "A" && len(n) == 7:
			reach := 2 * math.Max(n[0], n[1])
			b = b.with(x-reach, y-reach).with(x+reach, y+reach)
			x, y = n[5], n[6]
			b = b.with(x, y)
		default:
			return b, false
		}
	}
	return b, b.left <= b.right
}
