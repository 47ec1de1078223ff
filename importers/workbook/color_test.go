package workbook

import (
	"strconv"
	"strings"
	"testing"
)

// The tints are those of the Office 2007 theme as Excel's own color menu shows
// them: accent 1 lighter 80 %, 60 %, 40 %, darker 25 %, 50 %; white darker 15 %,
// black lighter 50 %. Excel rounds hue and lightness to whole 240ths before it
// goes back to RGB, so that a channel may be one off.
func TestTinted(t *testing.T) {
	for _, c := range []struct {
		color string
		tint  float64
		want  string
	}{
		{"4F81BD", 0.7999816888943144, "DCE6F1"}, {"4F81BD", 0.5999938962981048, "B8CCE4"}, {"4F81BD", 0.3999755851924192, "95B3D7"},
		{"4F81BD", -0.249977111117893, "366092"}, {"4F81BD", -0.499984740745262, "244062"}, {"FFFFFF", -0.1499984740745262, "D9D9D9"}, {"000000", 0.499984740745262, "808080"},
		{"9BBB59", 0, "9BBB59"}, {"9BBB59", 7, "9BBB59"}, {"", 0.5, ""},
	} {
		if got := tinted(c.color, c.tint); !nearly(got, c.want) {
			t.Errorf("%s at %g is %s, want %s", c.color, c.tint, got, c.want)
		}
	}
}

// nearly tells whether no channel of two colors is more than one apart.
func nearly(a, b string) bool {
	x, _ := strconv.ParseInt(a, 16, 32)
	y, _ := strconv.ParseInt(b, 16, 32)
	for shift := 0; shift < 24; shift += 8 {
		if d := x>>shift&255 - y>>shift&255; d < -1 || d > 1 {
			return false
		}
	}
	return len(a) == len(b)
}

const themeRel = `<Relationship Id="rIdTheme" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/>`

// Fills may be written out, numbered, or colors of the theme, which may be the
// workbook's own.
func TestFillColors(t *testing.T) {
	styles := func(color string) string {
		return `<styleSheet><fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor ` + color + `/><bgColor indexed="64"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="2"/></cellXfs></styleSheet>`
	}
	const theme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="EEEEEE"/></a:lt1><a:accent1><a:srgbClr val="123456"/></a:accent1></a:clrScheme></a:themeElements><a:objectDefaults><a:dk2><a:srgbClr val="FFFFFF"/></a:dk2></a:objectDefaults></a:theme>`
	for _, c := range []struct{ color, theme, want string }{
		{`rgb="FFFFFF00"`, "", "FFFF00"},
		{`indexed="13"`, "", "FFFF00"},
		{`indexed="64"`, "", ""},
		{`theme="4"`, "", "4F81BD"},
		{`theme="4" tint="0.7999816888943144"`, "", "DCE6F2"}, // 0.8 of the way to white, unrounded
		{`theme="0"`, theme, "EEEEEE"},
		{`theme="1"`, theme, "111111"},
		{`theme="4"`, theme, "123456"},
		{`theme="3"`, theme, "1F497D"},
		{`theme="4"`, theme[:len(theme)/2] + "<", "4F81BD"},
		{`theme="99"`, theme, ""},
		{`rgb="nonsense"`, "", ""},
	} {
		b := sheet(`<row r="1"><c r="A1" s="1"><v>1</v></c></row>`).with("xl/styles.xml", styles(c.color))
		if c.theme != "" {
			b = b.with("xl/theme/theme1.xml", c.theme).with("xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "</Relationships>", themeRel+"</Relationships>", 1))
		}
		if got := b.read(t).Sheets[0].At(1, 1).Fill(); got != c.want {
			t.Errorf("%s with theme %t is %q, want %q", c.color, c.theme != "", got, c.want)
		}
	}
}
