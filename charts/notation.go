package charts

import "math"

// style is how a mark looks: go-echarts' ItemStyle with what it lacks.
type style struct {
	Color       string  `json:"color,omitempty"`
	BorderColor string  `json:"borderColor,omitempty"`
	BorderWidth float64 `json:"borderWidth,omitempty"`
	BorderType  string  `json:"borderType,omitempty"`
	Opacity     float64 `json:"opacity,omitempty"`
	Decal       *decal  `json:"decal,omitempty"`
}

// decal is a pattern over a mark's colour.
type decal struct {
	Symbol     string    `json:"symbol"`
	SymbolSize float64   `json:"symbolSize,omitempty"`
	Color      string    `json:"color"`
	DashArrayX any       `json:"dashArrayX"`
	DashArrayY []float64 `json:"dashArrayY"`
	Rotation   float64   `json:"rotation,omitempty"`
}

// hatch is parallel lines of a colour, so wide and so far apart, turned.
func hatch(name string, width, space, degrees float64) *decal {
	return &decal{
		Symbol: "rect", Color: color(name),
		DashArrayX: []float64{1, 0}, DashArrayY: []float64{width, space},
		Rotation: math.Round(degrees/180*math.Pi*1e4) / 1e4,
	}
}

// dots is a pattern of dots, every other row moved by half.
func dots(name string) *decal {
	return &decal{
		Symbol: "circle", SymbolSize: 0.9, Color: color(name),
		DashArrayX: [][]float64{{3, 5}, {0, 4, 3, 1}}, DashArrayY: []float64{3, 1},
	}
}

func outlined(border string, width float64, fill string) style {
	return style{Color: color(fill), BorderColor: color(border), BorderWidth: width}
}

func dashed(s style) style { s.BorderType = "dashed"; return s }

// opaque is a mark of a scatter as other marks are; ECharts draws those paler than
// its own legend.
func opaque(s style) style { s.Opacity = 1; return s }

func patterned(s style, pattern *decal) style { s.Decal = pattern; return s }

// The notation; the package comment says what each means.
var (
	realisedStyle = style{Color: color(realised), BorderColor: color(realised), BorderWidth: 1}
	budgetedStyle = outlined(realised, 1.25, budgeted)
	decidedStyle  = patterned(outlined(realised, 1.25, surface), hatch(realised, 2, 4, -45))
	staleStyle    = patterned(outlined(soft, 1.25, surface), hatch(soft, 1, 3, 0))
	pipelineStyle = dashed(patterned(outlined(pipeline, 1.25, surface), dots(pipeline)))
	gapStyle      = dashed(outlined(gap, 1.5, surface))
	jointStyle    = patterned(outlined(joint, 1.25, surface), hatch(joint, 2, 3, 90))
	planStyle     = outlined(soft, 1.5, surface)
	benefitStyle  = outlined(realised, 1.5, tint)
	oneOffStyle   = patterned(outlined(cost, 1.5, surface), hatch(cost, 2, 2, 45))
	runningStyle  = patterned(outlined(cost, 1.5, surface), hatch(cost, 1, 5, 0))
	costStyle     = outlined(cost, 1.5, surface)
	increaseStyle = patterned(style{Color: color(good), BorderColor: color(good), BorderWidth: 1}, hatch(surface, 1, 6, -45))
	decreaseStyle = patterned(outlined(bad, 1.5, surface), hatch(bad, 2, 3, 45))
)
