package template

import "github.com/xuri/excelize/v2"

const font = "Arial"

// The colors. Yellow is what a person writes in, as in the public sector's own
// models; grey is computed; dark is a heading.
const (
	ink      = "1D2B36"
	quiet    = "5B6B78"
	dark     = "173F4F"
	white    = "FFFFFF"
	paleBlue = "E4EEF2"
	yellow   = "FFF8DC"
	grey     = "F1F3F5"
	line     = "C9D1D8"
	amber    = "8A4B00"
)

// The number formats.
const (
	formatKroner    = "#,##0"
	formatThousands = "#,##0.0"
	formatMillions  = "#,##0.00"
	formatYear      = "0"
	formatRate      = "0.0%"
	formatFactor    = "0.0000"
	formatYears     = "0.0"
	formatDate      = "dd-mm-yyyy"
)

// formatOf is how amounts in a unit are shown.
func formatOf(unit string) string {
	switch unit {
	case "t.kr.":
		return formatThousands
	case "mio. kr.":
		return formatMillions
	}
	return formatKroner
}

// look is how a cell looks. Equal looks are one style in the workbook.
type look struct {
	fill, color  string
	format       string
	align        string // "left", "right", "center"; "" is by content
	size         float64
	bold         bool
	wrap, border bool
	top          bool // text at the top of a tall row
	indent       bool // air before the text, as cells with a border have
	thick        bool // a strong line above: totals
	input        bool // may be written in when formulas are protected
}

var (
	lookTitle     = look{color: dark, size: 18, bold: true}
	lookSubtitle  = look{color: quiet, size: 10}
	lookExample   = look{color: amber, size: 10, bold: true}
	lookSection   = look{color: dark, size: 12, bold: true}
	lookLabel     = look{color: ink, wrap: true}
	lookHelp      = look{color: quiet, size: 9, wrap: true, indent: true}
	lookInput     = look{fill: yellow, color: ink, border: true, wrap: true, input: true, align: "left"}
	lookHeading   = look{fill: dark, color: white, bold: true, wrap: true, border: true}
	lookYear      = look{fill: dark, color: white, bold: true, border: true, align: "right", format: formatYear}
	lookIndex     = look{color: quiet, size: 8, align: "right", format: `"år "0"  "`}
	lookTotal     = look{fill: paleBlue, color: ink, bold: true, border: true, thick: true}
	lookLabelLine = look{color: ink, bold: true}
	lookNote      = look{color: quiet, size: 9, indent: true}
	lookKey       = look{fill: paleBlue, color: ink, bold: true, border: true}
	lookKnown     = look{fill: grey, color: ink, border: true, wrap: true}
	lookAmount    = look{fill: yellow, color: ink, border: true, input: true}
	lookGuideTerm = look{color: ink, bold: true, top: true, wrap: true}
	lookGuideText = look{color: ink, top: true, wrap: true}
	lookComputed  = look{fill: grey, color: ink, border: true}
)

// with is the look for numbers in a format.
func (l look) with(format string) look {
	l.format = format
	if l.align == "" {
		l.align = "right"
	}
	return l
}

// style is the workbook's number for a look.
func (b *book) style(l look) int {
	if id, ok := b.looks[l]; ok {
		return id
	}
	id, err := b.file.NewStyle(l.excel(b.protect))
	b.keep(err)
	b.looks[l] = id
	return id
}

func (l look) excel(protect bool) *excelize.Style {
	size := l.size
	if size == 0 {
		size = 10
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: size, Bold: l.bold, Color: l.color},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap},
	}
	if l.border || l.indent { // air between the text and the edge
		style.Alignment.Indent = 1
		if l.align == "" {
			style.Alignment.Horizontal = "left"
		}
	}
	if l.top {
		style.Alignment.Vertical = "top"
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			border := excelize.Border{Type: side, Color: line, Style: 1}
			if side == "top" && l.thick {
				border.Color, border.Style = dark, 2
			}
			style.Border = append(style.Border, border)
		}
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	if protect {
		style.Protection = &excelize.Protection{Locked: !l.input}
	}
	return style
}
