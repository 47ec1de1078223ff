package workbook

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// officeTheme are the colors of a workbook without a theme of its own, in the
// order that cells number them: Office 2007 to 2010 (ECMA-376 20.1.6.2).
var officeTheme = []string{"FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"}

// themePlaces are the numbers that cells give the colors of a theme, in which
// light comes before dark.
var themePlaces = map[string]int{
	"lt1": 0, "dk1": 1, "lt2": 2, "dk2": 3, "accent1": 4, "accent2": 5, "accent3": 6, "accent4": 7, "accent5": 8, "accent6": 9, "hlink": 10, "folHlink": 11,
}

// readTheme reads the colors of the workbook's theme; those of Office where
// it has none. What is damaged in a theme keeps nobody from the numbers: what
// was read before it counts.
func (c *container) readTheme(part string) ([]string, error) {
	colors := append([]string(nil), officeTheme...)
	if part == "" || c.parts[partKey(part)] == nil {
		return colors, nil
	}
	s, closer, err := c.scan(part)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	place, inside := -1, false
	for {
		if err := s.next(); err != nil {
			var refused *RefusedError
			if err = partError(part, err); errors.As(err, &refused) && refused.Code == CodeCorrupt {
				return colors, nil
			}
			return nil, err
		}
		name := string(s.name)
		switch {
		case s.kind == noMore, inside && s.kind == endTag && name == "clrScheme":
			return colors, nil
		case s.kind != startTag:
		case name == "clrScheme":
			inside = true
		case !inside:
		case name == "srgbClr" && place >= 0:
			colors[place] = rgbOf(s.attr("val"), colors[place])
		case name == "sysClr" && place >= 0:
			colors[place] = rgbOf(s.attr("lastClr"), colors[place])
		default:
			at, known := themePlaces[name]
			if place = -1; known {
				place = at
			}
		}
	}
}

// rgbOf is a color in six hexadecimal digits, without the opacity before them.
func rgbOf(text, otherwise string) string {
	if len(text) == 8 {
		text = text[2:]
	}
	if _, err := strconv.ParseUint(text, 16, 32); err != nil || len(text) != 6 {
		return otherwise
	}
	return strings.ToUpper(text)
}

// indexedColors are the colors that old files number from 0 on; the first
// eight are said twice (ECMA-376 18.8.27).
var indexedColors = strings.Fields(`
	000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
	800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
	000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
	3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333`)

// colorOf is the color that a color element means: written out, a color of the
// theme, or one of the numbered ones; "" when it means none.
func (sheet *styleSheet) colorOf(s *scanner) string {
	color := rgbOf(s.attr("rgb"), "")
	if n, ok := parseIndex([]byte(s.attr("theme"))); ok && n < len(sheet.theme) {
		color = sheet.theme[n]
	} else if n, ok := parseIndex([]byte(s.attr("indexed"))); ok && n < len(indexedColors) {
		color = indexedColors[n]
	}
	if tint, err := strconv.ParseFloat(s.attr("tint"), 64); err == nil && color != "" {
		return tinted(color, tint)
	}
	return color
}

// tinted is a color made lighter (tint above 0) or darker: its lightness in HSL
// is moved toward 1 or 0 by the tint (ECMA-376 18.8.19).
func tinted(color string, tint float64) string {
	n, err := strconv.ParseUint(color, 16, 32)
	if err != nil || tint == 0 || math.IsNaN(tint) || math.Abs(tint) > 1 {
		return color
	}
	channels := [3]float64{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
	high, low := max(channels[0], channels[1], channels[2]), min(channels[0], channels[1], channels[2])
	light, spread := (high+low)/2, high-low
	lighter := light * (1 + tint)
	if tint > 0 {
		lighter = light*(1-tint) + tint
	}
	// Hue and saturation stay: each channel keeps its place between the lowest
	// and the highest, and those move apart as the lightness allows.
	saturation := 0.0
	if spread > 0 {
		saturation = spread / (1 - math.Abs(2*light-1))
	}
	newSpread := saturation * (1 - math.Abs(2*lighter-1))
	var out [3]int
	for i, channel := range channels {
		share := 0.0
		if spread > 0 {
			share = (channel - low) / spread
		}
		out[i] = int(math.Round(255 * (lighter - newSpread/2 + float64(share*newSpread))))
	}
	return fmt.Sprintf("%02X%02X%02X", out[0], out[1], out[2])
}
