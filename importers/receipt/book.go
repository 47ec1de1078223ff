package receipt

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// book is the workbook part and its sheets.
type book struct {
	part   string
	sheets []sheet
	lastID int
	end    int    // where </sheets> stands
	prefix string // of the main namespace
	styles string // the part with the styles; "" when there is none
}

type sheet struct{ name, part string }

// workbook finds the workbook part and its sheets.
func (p *pack) workbook() (*book, error) {
	roots, err := p.relations("")
	if err != nil {
		return nil, err
	}
	b := &book{}
	for _, r := range roots {
		if r.kind() == "officeDocument" {
			b.part = target("", r)
			p.strict = strings.Contains(r.Type, "purl.oclc.org")
		}
	}
	data, err := p.read(b.part)
	if err != nil {
		return nil, err
	}
	p.strict = p.strict || bytes.Contains(data, []byte("http://purl.oclc.org/ooxml/spreadsheetml/main"))
	rels, err := p.relations(b.part)
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range rels {
		switch r.kind() {
		case "worksheet":
			targets[r.ID] = target(b.part, r)
		case "styles":
			b.styles = target(b.part, r)
		}
	}
	all, err := elements(data, 0, 3)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		switch {
		case e.depth == 1 && e.name == "sheets":
			b.end, b.prefix = e.end, e.prefix
		case e.depth == 2 && e.name == "sheet" && e.start < b.end && b.end > 0:
			if id, err := strconv.Atoi(e.attributes["sheetId"]); err == nil {
				b.lastID = max(b.lastID, id)
			}
			b.sheets = append(b.sheets, sheet{e.attributes["name"], targets[e.attributes["id"]]})
		}
	}
	if b.end == 0 || len(b.sheets) == 0 {
		return nil, fmt.Errorf("%w: no sheets", ErrUnsupported)
	}
	return b, nil
}

// freeName is a sheet name that no sheet has.
func (b *book) freeName(wanted string) string {
	name := wanted
	for i := 2; ; i++ {
		taken := false
		for _, sheet := range b.sheets {
			taken = taken || strings.EqualFold(sheet.name, name)
		}
		if !taken {
			return name
		}
		name = wanted + " " + strconv.Itoa(i)
	}
}

// addReceiptSheet puts the receipt last among the sheets.
func (p *pack) addReceiptSheet(b *book, r Receipt) error {
	wrapped, err := p.wrapStyle(b)
	if err != nil {
		return err
	}
	part := p.free("xl/worksheets/kvittering%d.xml")
	p.write(part, p.receiptSheet(r, wrapped))
	if err := p.contentType(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"); err != nil {
		return err
	}
	id, err := p.relate(b.part, "worksheet", part)
	if err != nil {
		return err
	}
	data, err := p.read(b.part)
	if err != nil {
		return err
	}
	p.write(b.part, insert(data, b.end, fmt.Sprintf(`<%ssheet name="%s" sheetId="%d" xmlns:rr="%s" rr:id="%s"/>`,
		b.prefix, escape(b.freeName(r.Sheet)), b.lastID+1, p.officeNamespace(), id)))
	return nil
}

// wrapStyle adds a cell format that wraps text after all that are there, and
// gives its number; 0, the ordinary one, when the workbook has no styles.
func (p *pack) wrapStyle(b *book) (int, error) {
	if b.styles == "" || !p.has(b.styles) {
		return 0, nil
	}
	data, err := p.read(b.styles)
	if err != nil {
		return 0, err
	}
	all, err := elements(data, 0, 3)
	if err != nil {
		return 0, err
	}
	formats := 0
	var list *element
	for i, e := range all {
		switch {
		case e.depth == 1 && e.name == "cellXfs":
			list = &all[i]
		case e.depth == 2 && e.name == "xf" && list != nil && e.start < list.end:
			formats++
		}
	}
	if list == nil || formats == 0 {
		return 0, nil
	}
	data = insert(data, list.end, fmt.Sprintf(`<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><%salignment vertical="top" wrapText="1"/></%sxf>`,
		list.prefix, list.prefix, list.prefix))
	tag := data[list.start:list.inner]
	counted := bytes.Replace(tag, []byte(`count="`+list.attributes["count"]+`"`), []byte(`count="`+strconv.Itoa(formats+1)+`"`), 1)
	p.write(b.styles, append(insert(data[:list.start], list.start, string(counted)), data[list.inner:]...))
	return formats, nil
}

// The widths of the receipt's columns in characters, and a line's height in
// points.
var receiptWidths = [...]int{14, 26, 26, 90}

const lineHeight = 15

// rowHeight is the height that a row's longest text needs when it wraps. Not
// every program works it out by itself.
func rowHeight(row Row) string {
	lines := 1
	for j, text := range row.Cells {
		if !row.Bold && len(row.Cells) >= 3 && j < len(receiptWidths) {
			lines = max(lines, 1+(utf8.RuneCountInString(text)-1)*11/(10*receiptWidths[j])) // words do not fill a line
		}
	}
	if lines == 1 {
		return ""
	}
	return fmt.Sprintf(` ht="%d" customHeight="1"`, lines*lineHeight)
}

// receiptSheet is the sheet's part. Its texts are inline and its emphasis is in
// the text, so no other part has to know of them.
func (p *pack) receiptSheet(r Receipt, wrapped int) []byte {
	var b strings.Builder
	b.WriteString(header + `<worksheet xmlns="` + p.mainNamespace() + `"><sheetPr><tabColor rgb="FFB4351F"/><pageSetUpPr fitToPage="1"/></sheetPr>`)
	b.WriteString(`<cols>`)
	for i, width := range receiptWidths {
		fmt.Fprintf(&b, `<col min="%[1]d" max="%[1]d" width="%[2]d" customWidth="1"/>`, i+1, width)
	}
	b.WriteString(`</cols><sheetData>`)
	var links strings.Builder
	for i, row := range r.Rows {
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, rowHeight(row))
		for j, text := range row.Cells {
			if text == "" {
				continue
			}
			bold := ""
			if row.Bold {
				bold = `<rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr>`
			}
			style := wrapped
			if row.Bold || len(row.Cells) < 3 {
				style = 0 // a heading or a line of its own runs on
			}
			fmt.Fprintf(&b, `<c r="%s" s="%d" t="inlineStr"><is><r>%s<t xml:space="preserve">%s</t></r></is></c>`, cellRef(i+1, j+1), style, bold, escape(text))
		}
		b.WriteString(`</row>`)
		if row.LinkCell != "" && row.LinkSheet != "" {
			fmt.Fprintf(&links, `<hyperlink ref="%s" location="%s"/>`, cellRef(i+1, 2), escape("'"+strings.ReplaceAll(row.LinkSheet, "'", "''")+"'!"+row.LinkCell))
		}
	}
	b.WriteString(`</sheetData>`)
	if links.Len() > 0 {
		b.WriteString(`<hyperlinks>` + links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`)
	return []byte(b.String())
}
