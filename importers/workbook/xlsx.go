package workbook

import (
	"bytes"
	"context"
	"strings"
)

// readPackage reads an .xlsx or .xlsm: the workbook part names the sheets, the
// styles and the strings; then sheet after sheet.
func readPackage(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	c, err := openContainer(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	root, err := c.relations("")
	if err != nil {
		return nil, err
	}
	main := target(root, "officeDocument")
	if main == "" {
		if c.parts["[content_types].xml"] == nil {
			return nil, refuse(CodeNotAWorkbook, "kind", "zip")
		}
		return nil, corrupt("_rels/.rels", nil)
	}
	relations, err := c.relations(main)
	if err != nil {
		return nil, err
	}
	outline, err := c.readOutline(main)
	if err != nil {
		return nil, err
	}
	book := &Book{Format: XLSX, Date1904: outline.date1904, Names: outline.names}
	if book.Macros = c.hasMacros(main, relations); book.Macros {
		book.Format = XLSM
	}
	if book.Links, err = c.externalLinks(relations); err != nil {
		return nil, err
	}
	texts := newTexts()
	reader := &sheetReader{container: c, book: book, texts: texts}
	theme, err := c.readTheme(target(relations, "theme"))
	if err != nil {
		return nil, err
	}
	if reader.styles, err = c.readStyles(target(relations, "styles"), theme, book.Date1904); err != nil {
		return nil, err
	}
	if reader.strings, err = c.readStrings(target(relations, "sharedStrings"), texts); err != nil {
		return nil, err
	}
	return book, reader.readSheets(outline.sheets, relations)
}

// outline is what the workbook part says.
type outline struct {
	date1904 bool
	sheets   []sheetEntry
	names    []DefinedName
}

type sheetEntry struct {
	name, relation string
	visibility     Visibility
}

func (c *container) readOutline(part string) (*outline, error) {
	s, closer, err := c.scan(part)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	o := &outline{}
	var scopes []string // of each name, the position of the sheet it belongs to
	for root := true; ; {
		if err := s.next(); err != nil {
			return nil, partError(part, err)
		}
		if s.kind == noMore {
			break
		}
		if s.kind != startTag {
			continue
		}
		if root && string(s.name) != "workbook" {
			return nil, refuse(CodeNotAWorkbook, "kind", "")
		}
		root = false
		switch string(s.name) {
		case "workbookPr":
			o.date1904 = s.flag("date1904")
		case "sheet":
			o.sheets = append(o.sheets, sheetOf(s))
		case "definedName":
			name := s.attr("name")
			scope := s.attr("localSheetId")
			refers, err := s.elementText(nil)
			if err != nil {
				return nil, partError(part, err)
			}
			o.names = append(o.names, DefinedName{Name: name, Refers: string(refers)})
			scopes = append(scopes, scope)
		}
	}
	for i, scope := range scopes {
		if n, ok := parseIndex([]byte(scope)); ok && n < len(o.sheets) {
			o.names[i].Sheet = o.sheets[n].name
		}
	}
	return o, nil
}

func sheetOf(s *scanner) sheetEntry {
	var e sheetEntry
	e.name = s.attr("name")
	for name, value, rest := nextAttr(s.tag); name != nil; name, value, rest = nextAttr(rest) {
		if string(name) == "id" {
			e.relation = string(value)
		}
	}
	switch state := s.attr("state"); state {
	case "hidden":
		e.visibility = Hidden
	case "veryHidden":
		e.visibility = VeryHidden
	}
	return e
}

// hasMacros tells whether the workbook carries code, by what it calls itself
// or by what it holds.
func (c *container) hasMacros(part string, relations []relation) bool {
	if target(relations, "vbaProject") != "" {
		return true
	}
	types, err := c.readAll("[content_types].xml")
	if err != nil {
		return false
	}
	_, rest, found := bytes.Cut(types, []byte(part))
	rest, _, _ = bytes.Cut(rest, []byte(">"))
	return found && bytes.Contains(bytes.ToLower(rest), []byte("macroenabled"))
}

// externalLinks are the workbooks that formulas refer to, as the file names
// them. They are never opened.
func (c *container) externalLinks(relations []relation) ([]string, error) {
	var links []string
	for _, r := range relations {
		if r.kind != "externalLink" {
			continue
		}
		of, err := c.relations(r.target)
		if err != nil {
			return nil, err
		}
		for _, outside := range of {
			if outside.external {
				links = append(links, strings.TrimPrefix(outside.target, "file:///"))
			}
		}
	}
	return links, nil
}

// readSheets reads the sheets that hold cells, in the workbook's order.
func (r *sheetReader) readSheets(entries []sheetEntry, relations []relation) error {
	limits := r.container.limits
	if len(entries) > limits.Sheets {
		return refuse(CodeTooManySheets, "limit", limits.Sheets)
	}
	byID := make(map[string]relation, len(relations))
	for _, relation := range relations {
		byID[relation.id] = relation
	}
	for _, entry := range entries {
		relation, found := byID[entry.relation]
		if !found {
			return corrupt(entry.name, nil)
		}
		if relation.kind != "worksheet" {
			continue // a chart or dialog sheet has no cells
		}
		sheet := &Sheet{Name: entry.name, Visibility: entry.visibility}
		if err := r.read(sheet, relation.target); err != nil {
			return err
		}
		r.book.Sheets = append(r.book.Sheets, sheet)
	}
	if len(r.book.Sheets) == 0 {
		return refuse(CodeNoSheets)
	}
	return nil
}
