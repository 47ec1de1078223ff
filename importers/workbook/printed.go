package workbook

import (
	"regexp"
	"strings"
)

// addPrinted keeps what the sheet prints above and below its pages: a unit may
// stand nowhere else.
func (r *sheetReader) addPrinted(s *scanner) error {
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth < depth {
			return nil
		}
		if s.kind != startTag {
			continue
		}
		switch string(s.name) {
		case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
			text, err := s.elementText(nil)
			if err != nil {
				return err
			}
			r.sheet.Printed = append(r.sheet.Printed, printedTexts(string(text))...)
		}
	}
}

// Codes of headers and footers: the parts of a page, fonts, sizes, colors, and
// what the printing program fills in.
var (
	printedParts = regexp.MustCompile(`&[LCRlcr]`)
	printedCodes = regexp.MustCompile(`&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d{1,3}|[A-JM-QS-Za-jm-qs-z])`)
)

// printedTexts are the texts of a header or footer, without its codes: "&Lt.kr.,
// 2025-pl&RSide &P" says "t.kr., 2025-pl" and "Side".
func printedTexts(text string) []string {
	const longest = 2000 // Excel stops at 255
	var texts []string
	for _, part := range printedParts.Split(text[:min(len(text), longest)], -1) {
		part = strings.ReplaceAll(part, "&&", "\x00")
		part = strings.TrimSpace(strings.ReplaceAll(printedCodes.ReplaceAllString(part, ""), "\x00", "&"))
		if part != "" {
			texts = append(texts, part)
		}
	}
	return texts
}
