package workbook

import "strings"

// style is what a cell's style index means, as far as anyone here asks.
type style struct {
	date bool
	look *look // of its cells
}

// styleSheet collects the parts of styles.xml that styles are composed of.
type styleSheet struct {
	formats  map[string]string
	fonts    []look   // bold and struck
	fills    []string // the color of each, "" for none
	theme    []string // the colors that cells number
	date1904 bool
	styles   []style
}

// readStyles reads the cell styles; none when the workbook has none.
func (c *container) readStyles(part string, theme []string, date1904 bool) ([]style, error) {
	if part == "" || c.parts[partKey(part)] == nil {
		return nil, nil
	}
	s, closer, err := c.scan(part)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	sheet := styleSheet{formats: map[string]string{}, theme: theme, date1904: date1904}
	for {
		if err := s.next(); err != nil {
			return nil, partError(part, err)
		}
		if s.kind == noMore {
			return sheet.styles, nil
		}
		if s.kind != startTag {
			continue
		}
		switch string(s.name) {
		case "numFmt":
			id := s.attr("numFmtId")
			sheet.formats[id] = s.attr("formatCode")
		case "fonts":
			err = s.each("font", sheet.addFont)
		case "fills":
			err = s.each("fill", sheet.addFill)
		case "cellXfs":
			err = s.each("xf", sheet.addStyle)
		case "cellStyleXfs", "dxfs", "extLst":
			err = s.skipElement()
		}
		if err != nil {
			return nil, partError(part, err)
		}
	}
}

// each calls f at the start tag of every child with that name inside the
// current element. f may read to the child's end.
func (s *scanner) each(child string, f func(*scanner) error) error {
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		switch {
		case s.kind == endTag && s.depth < depth:
			return nil
		case s.kind == startTag && string(s.name) == child:
			if err := f(s); err != nil {
				return err
			}
		}
	}
}

func (sheet *styleSheet) addFont(s *scanner) error {
	var font look
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth < depth {
			sheet.fonts = append(sheet.fonts, font)
			return nil
		}
		if s.kind != startTag {
			continue
		}
		value := s.attr("val")
		on := value != "0" && value != "false"
		switch string(s.name) {
		case "b":
			font.bold = on
		case "strike":
			font.struck = on
		}
	}
}

// addFill keeps the color of a solid fill.
func (sheet *styleSheet) addFill(s *scanner) error {
	solid, color := false, ""
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth < depth {
			if !solid {
				color = ""
			}
			sheet.fills = append(sheet.fills, color)
			return nil
		}
		if s.kind != startTag {
			continue
		}
		switch string(s.name) {
		case "patternFill":
			pattern := s.attr("patternType")
			solid = pattern == "solid"
		case "fgColor":
			color = sheet.colorOf(s)
		}
	}
}

func (sheet *styleSheet) addStyle(s *scanner) error {
	var own look
	for name, value, rest := nextAttr(s.tag); name != nil; name, value, rest = nextAttr(rest) {
		n, ok := parseIndex(value)
		if !ok {
			continue
		}
		switch string(name) {
		case "numFmtId":
			own.format = sheet.format(string(value), n)
		case "fontId":
			if n < len(sheet.fonts) {
				own.bold, own.struck = sheet.fonts[n].bold, sheet.fonts[n].struck
			}
		case "fillId":
			if n < len(sheet.fills) {
				own.fill = sheet.fills[n]
			}
		}
	}
	shared := plainLook
	if own != *plainLook {
		own.date1904 = sheet.date1904
		shared = &own
	}
	sheet.styles = append(sheet.styles, style{isDateFormat(own.format), shared})
	return nil
}

// format is the code of a number format; the file's own definition goes
// before the built-in one.
func (sheet *styleSheet) format(id string, n int) string {
	code, own := sheet.formats[id]
	if !own {
		code = builtInFormats[n]
	}
	if strings.EqualFold(code, "general") {
		return ""
	}
	return code
}

// builtInFormats are the number formats that files refer to without saying
// what they are (ECMA-376 18.8.30, and Excel's East Asian dates, which come
// out as a plain date).
var builtInFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `#,##0_);(#,##0)`, 6: `#,##0_);[Red](#,##0)`, 7: `#,##0.00_);(#,##0.00)`, 8: `#,##0.00_);[Red](#,##0.00)`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
	27: "mm-dd-yy", 28: "mm-dd-yy", 29: "mm-dd-yy", 30: "mm-dd-yy", 31: "mm-dd-yy",
	32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "mm-dd-yy",
	37: `#,##0_);(#,##0)`, 38: `#,##0_);[Red](#,##0)`, 39: `#,##0.00_);(#,##0.00)`, 40: `#,##0.00_);[Red](#,##0.00)`,
	41: `_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)`, 42: `_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)`,
	43: `_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)`, 44: `_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: "mm-dd-yy", 51: "mm-dd-yy", 52: "mm-dd-yy", 53: "mm-dd-yy", 54: "mm-dd-yy",
	55: "mm-dd-yy", 56: "mm-dd-yy", 57: "mm-dd-yy", 58: "mm-dd-yy",
}
