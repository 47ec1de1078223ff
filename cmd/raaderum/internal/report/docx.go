package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/png" // the size of a picture
	"strings"
	"time"
)

// document is a Word document under way: the few parts of WordprocessingML that
// a paper for the council takes. Headings, lists and tables are Word's own, so
// that whoever edits it has them in the navigation pane and in the styles.
type document struct {
	title, language, footer string

	body     strings.Builder
	pictures [][]byte
}

// heading is a heading of a level, from 1.
func (d *document) heading(level int, s string) {
	fmt.Fprintf(&d.body, `<w:p><w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>%s</w:p>`, level, run(s))
}

func (d *document) paragraph(s string) { d.styled("", s) }

func (d *document) note(s string) { d.styled("Note", s) }

func (d *document) styled(style, s string) {
	fmt.Fprintf(&d.body, `<w:p>%s%s</w:p>`, styleOf(style), run(s))
}

func styleOf(style string) string {
	if style == "" {
		return ""
	}
	return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
}

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + escaped(s) + `</w:t></w:r>` }

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text(s))) // a buffer takes everything
	return b.String()
}

// table writes a table whose first row is its heading, repeated on each page.
// All rows are as long as the first. With numbers, all columns but the first
// are right-aligned.
func (d *document) table(rows [][]string, numbers bool) {
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/></w:tblPr>`)
	widths := columnWidths(len(rows[0]), numbers)
	d.body.WriteString(`<w:tblGrid>`)
	for _, width := range widths {
		fmt.Fprintf(&d.body, `<w:gridCol w:w="%d"/>`, width)
	}
	d.body.WriteString(`</w:tblGrid>`)
	for y, row := range rows {
		d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if y == 0 {
			d.body.WriteString(`<w:tblHeader/>`)
		}
		d.body.WriteString(`</w:trPr>`)
		for x, cell := range row {
			style := "Cell"
			switch {
			case y == 0:
				style = "CellHead"
			case x > 0 && numbers:
				style = "CellNumber"
			}
			fmt.Fprintf(&d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p>%s%s</w:p></w:tc>`, widths[x], styleOf(style), run(cell))
		}
		d.body.WriteString(`</w:tr>`)
	}
	d.body.WriteString(`</w:tbl>`)
	d.paragraph("")
}

// tableWidth is the width of the text in twentieths of a point.
const tableWidth = 9638

// columnWidths share the width out: among numbers the words come first, with as
// much as two numbers take, or three where there is room.
func columnWidths(n int, numbers bool) []int {
	first := 1
	if numbers && n > 1 && n <= 8 { // with more there is no room to give
		first = 2
		if n <= 6 {
			first = 3
		}
	}
	widths := make([]int, n)
	for i := range widths {
		widths[i] = tableWidth / (n - 1 + first)
	}
	widths[0] *= first
	return widths
}

// Sizes in English Metric Units.
const (
	emuPerInch = 914_400
	textWidth  = 6.4 * emuPerInch // of A4 within its margins
)

// picture places a PNG over the width of the text, with the words of what it shows.
func (d *document) picture(png []byte, says string) error {
	size, _, err := image.DecodeConfig(bytes.NewReader(png))
	if err != nil {
		return fmt.Errorf("report: reading a picture: %w", err)
	}
	d.pictures = append(d.pictures, png)
	n, width := len(d.pictures), int(textWidth)
	height := width * size.Height / size.Width
	fmt.Fprintf(&d.body, `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[2]d" cy="%[3]d"/>`+
		`<wp:docPr id="%[1]d" name="picture%[1]d" descr="%[4]s"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic><pic:nvPicPr><pic:cNvPr id="%[1]d" name="picture%[1]d.png"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="picture%[1]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[2]d" cy="%[3]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, n, width, height, escaped(says))
	return nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

// write packs the document; the same document and clock give the same bytes.
func (d *document) write(at time.Time) ([]byte, error) {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relations := relation("styles", office+"styles", "styles.xml") + relation("footer", office+"footer", "footer1.xml")
	members := []member{
		{contentTypes, []byte(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			partType("/word/document.xml", "wordprocessingml.document.main") + partType("/word/styles.xml", "wordprocessingml.styles") + partType("/word/footer1.xml", "wordprocessingml.footer") +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`)},
		{"_rels/.rels", relationsOf(relation("document", office+"officeDocument", "word/document.xml") +
			relation("core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"))},
		{"docProps/core.xml", []byte(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
			` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escaped(d.title) + `</dc:title><dc:creator>Råderum</dc:creator>` +
			`<dc:language>` + d.language + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + at.UTC().Format("2006-01-02T15:04:05Z") + `</dcterms:created></cp:coreProperties>`)},
		{"word/document.xml", []byte(xmlHead + `<w:document` + namespaces + `><w:body>` + d.body.String() +
			`<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)},
		{"word/footer1.xml", []byte(xmlHead + `<w:ftr` + namespaces + `><w:p>` + styleOf("Note") + run(d.footer+" · ") + field("PAGE") + run("/") + field("NUMPAGES") + `</w:p></w:ftr>`)},
		{"word/styles.xml", []byte(xmlHead + `<w:styles` + namespaces + `>` + strings.ReplaceAll(documentStyles, "LANGUAGE", d.language) + `</w:styles>`)},
	}
	for i, png := range d.pictures {
		name := fmt.Sprintf("picture%d", i+1)
		relations += relation(name, office+"image", "media/"+name+".png")
		members = append(members, member{"word/media/" + name + ".png", png})
	}
	members = append(members, member{"word/_rels/document.xml.rels", relationsOf(relations)})
	var out bytes.Buffer
	err := archive(&out, at, members...)
	return out.Bytes(), err
}

func relation(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"/>`, id, kind, target)
}

func relationsOf(relations string) []byte {
	return []byte(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations + `</Relationships>`)
}

func partType(name, kind string) string {
	return fmt.Sprintf(`<Override PartName="%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>`, name, kind)
}

// field is a number Word works out.
func field(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
}

const documentStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="36"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="26"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="5B6B78"/><w:sz w:val="17"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="30" w:after="30"/></w:pPr><w:rPr><w:sz w:val="15"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="Cell Head"/><w:basedOn w:val="Cell"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellNumber"><w:name w:val="Cell Number"/><w:basedOn w:val="Cell"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>` +
	`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="5B6B78"/><w:bottom w:val="single" w:sz="4" w:color="5B6B78"/><w:insideH w:val="single" w:sz="4" w:color="D5DBDF"/></w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
