package charts

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// How people with one kind of cone missing see a colour: the matrices for full
// severity of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and
// Computer Graphics 15(6), 2009, for linear RGB. Grey is relative luminance
// (WCAG 2.1), what a printer without colour makes of it.
var visions = map[string][3][3]float64{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia": {
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	"grey": {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
}

// seen is a colour as linear RGB through a vision.
func seen(t *testing.T, hex string, through [3][3]float64) (rgb [3]float64) {
	t.Helper()
	var linear [3]float64
	for i := range linear {
		part, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(part) / 255; c <= 0.04045 {
			linear[i] = c / 12.92
		} else {
			linear[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	for i, row := range through {
		for j, weight := range row {
			rgb[i] += weight * linear[j]
		}
		rgb[i] = min(1, max(0, rgb[i]))
	}
	return rgb
}

// lab is CIE L*a*b* under D65, from linear sRGB (IEC 61966-2-1).
func lab(rgb [3]float64) [3]float64 {
	xyz := [3]float64{
		(0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047,
		0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2],
		(0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883,
	}
	for i, v := range xyz {
		if v > 216.0/24389 {
			xyz[i] = math.Cbrt(v)
		} else {
			xyz[i] = (24389.0/27*v + 16) / 116
		}
	}
	return [3]float64{116*xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

// difference is ΔE*ab of CIE 1976; 2.3 can just be noticed.
func difference(a, b [3]float64) float64 {
	la, lb := lab(a), lab(b)
	return math.Hypot(math.Hypot(la[0]-lb[0], la[1]-lb[1]), la[2]-lb[2])
}

func seenContrast(a, b [3]float64) float64 {
	of := func(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	la, lb := of(a), of(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// texture is what tells a mark apart without its colour: its pattern and its outline.
func texture(s style) string {
	if s.Decal == nil {
		return "plain " + s.BorderType
	}
	return fmt.Sprintf("%s %v %v %v %s", s.Decal.Symbol, s.Decal.DashArrayX, s.Decal.DashArrayY, s.Decal.Rotation, s.BorderType)
}

// neighbours are the marks that lie side by side in a drawing. Benefits and costs
// do not: they lie on either side of zero.
var neighbours = []struct {
	name string
	a, b style
}{
	{"realised and budgeted", realisedStyle, budgetedStyle}, {"budgeted and decided", budgetedStyle, decidedStyle},
	{"realised and decided", realisedStyle, decidedStyle}, {"decided and pipeline", decidedStyle, pipelineStyle},
	{"budgeted and pipeline", budgetedStyle, pipelineStyle}, {"pipeline and gap", pipelineStyle, gapStyle},
	{"plan and realised", planStyle, realisedStyle}, {"plan and gap", planStyle, gapStyle},
	{"rise and fall", increaseStyle, decreaseStyle}, {"realised and fall", realisedStyle, decreaseStyle},
	{"what stays and what goes forward", outlined(soft, 0.5, budgeted), increaseStyle}, {"what stays and what goes back", outlined(soft, 0.5, budgeted), decreaseStyle},
	{"joint expected and harvested", jointStyle, style{Color: color(joint)}}, {"one-off and running", oneOffStyle, runningStyle},
	{"margin that is enough and one that is not", benefitStyle, decreaseStyle},
}

// Marks side by side differ in texture, or in lightness by 1.5 to 1 and
// visibly (ΔE 10), to everybody and in grey.
func TestNeighboursDiffer(t *testing.T) {
	eachTheme(func(theme string, colors map[string]string) {
		for _, pair := range neighbours {
			if texture(pair.a) != texture(pair.b) {
				continue
			}
			for vision, matrix := range visions {
				// Two empty marks differ by their outlines.
				a, b := pair.a.Color, pair.b.Color
				if a == b {
					a, b = pair.a.BorderColor, pair.b.BorderColor
				}
				x, y := seen(t, colors[a], matrix), seen(t, colors[b], matrix)
				if delta, ratio := difference(x, y), seenContrast(x, y); delta < 10 || ratio < 1.5 {
					t.Errorf("%s, %s, %s: ΔE %.1f and contrast %.2f", pair.name, theme, vision, delta, ratio)
				}
			}
		}
	})
}

// What a mark is read by, its outline or its filling, keeps 3:1 against the
// paper to everybody and in grey (WCAG 2.1, 1.4.11).
func TestMarksStandOut(t *testing.T) {
	eachTheme(func(theme string, colors map[string]string) {
		for _, pair := range neighbours {
			for _, s := range []style{pair.a, pair.b} {
				edge := firstOf(s.BorderColor, s.Color)
				for vision, matrix := range visions {
					if got := seenContrast(seen(t, colors[edge], matrix), seen(t, colors[color(surface)], matrix)); got < 3 {
						t.Errorf("%s, %s, %s: contrast %.2f against the paper", pair.name, theme, vision, got)
					}
				}
			}
		}
	})
}

// The traffic lights differ in shape or outline; colour comes on top.
func TestLightsDifferInShape(t *testing.T) {
	shapes := map[string]string{}
	for _, light := range lights {
		shape := light.symbol + " " + light.look.BorderType
		if other, twice := shapes[shape]; twice {
			t.Errorf("%s and %s are both %s", light.light, other, shape)
		}
		shapes[shape] = string(light.light)
	}
}

// eachTheme gives the colour of a theme by the light theme's, which styles hold.
func eachTheme(see func(theme string, colors map[string]string)) {
	light, dark := map[string]string{}, map[string]string{}
	for _, s := range palette {
		light[s.Light], dark[s.Light] = s.Light, s.Dark
	}
	see("light", light)
	see("dark", dark)
}

// The model's own check: grey stays grey to everybody, and red and green are
// nearer to each other without the one kind of cone than with it.
func TestVisions(t *testing.T) {
	for vision, matrix := range visions {
		if got := difference(seen(t, "#808080", matrix), seen(t, "#808080", visions["normal"])); got > 1 {
			t.Errorf("%s: grey moves by ΔE %.2f", vision, got)
		}
	}
	red, green := "#d40000", "#358000"
	normal := difference(seen(t, red, visions["normal"]), seen(t, green, visions["normal"]))
	for _, vision := range []string{"protanopia", "deuteranopia"} {
		if got := difference(seen(t, red, visions[vision]), seen(t, green, visions[vision])); got > normal/2 {
			t.Errorf("%s: red and green are ΔE %.1f apart, %.1f to others", vision, got, normal)
		}
	}
}
