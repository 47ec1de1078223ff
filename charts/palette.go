package charts

import (
	_ "embed"
	"encoding/json"
	"strings"
)

// Theme chooses the colours of a drawing.
type Theme string

// The themes.
const (
	ThemeLight Theme = "light" // on white: paper, documents
	ThemeDark  Theme = "dark"
	ThemePage  Theme = "page" // the page's CSS variables --chart-…, light where there are none
)

// The names of the palette's colours; palette.json says what each is for.
const (
	ink      = "ink"
	soft     = "soft"
	grid     = "grid"
	surface  = "surface"
	realised = "realised"
	budgeted = "budgeted"
	pipeline = "pipeline"
	gap      = "gap"
	joint    = "joint"
	cost     = "cost"
	tint     = "tint"
	good     = "good"
	warning  = "warning"
	bad      = "bad"
)

// The browser reads the same file, and the build makes the CSS variables of it.
//
//go:embed palette.json
var paletteJSON []byte

type swatch struct {
	Name  string `json:"name"`
	Light string `json:"light"`
	Dark  string `json:"dark"`
}

var palette = func() (all []swatch) {
	if err := json.Unmarshal(paletteJSON, &all); err != nil {
		panic(err) // part of the program
	}
	return all
}()

var lightColors = func() map[string]string {
	colors := map[string]string{}
	for _, s := range palette {
		colors[s.Name] = s.Light
	}
	return colors
}()

// color is the light value of a palette colour: what options and fresh
// drawings hold, and what the themes replace.
func color(name string) string {
	value, ok := lightColors[name]
	if !ok {
		panic("charts: no colour " + name)
	}
	return value
}

// repaint gives a drawing the colours of a theme. Light colours are unique, so
// each stands for its name.
func repaint(svg string, theme Theme) string {
	var pairs []string
	for _, s := range palette {
		switch theme {
		case ThemeDark:
			pairs = append(pairs, `="`+s.Light+`"`, `="`+s.Dark+`"`)
		case ThemePage:
			pairs = append(pairs, `="`+s.Light+`"`, `="var(--chart-`+s.Name+`,`+s.Light+`)"`)
		}
	}
	return strings.NewReplacer(pairs...).Replace(svg)
}
