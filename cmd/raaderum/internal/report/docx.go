package report

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/png" // the size of a picture
	"io"
	"strings"
	"time"
	"unicode"

	"raaderum/cmd/raaderum/internal/i18n"
)

// document is a Word document under way: the few parts of WordprocessingML that
// a paper for the council takes. Headings, lists and tables are Word's own, so
// that whoever edits it has them in the navigation pane and in the styles.
type document struct {
	title, language, footer string
	origin                  string          // where links of the site lead; "": nowhere
	dense                   bool            // set small
	roomy                   bool            // dense, and a fifth larger
	introduces              bool            // the paragraph under way stays with the next
	last                    bool            // what is under way ends the document
	bookmarks               map[string]bool // the headings that links may lead to

	out      *packing      // the file
	body     *bufio.Writer // of its words, which are packed as they come
	pictures [][]byte
	links    []string // paths of the site, each once
	linkAt   map[string]int
	marks    int
}

// headingAt is a heading of a level, from 1, that links of the document may lead to.
func (d *document) headingAt(level int, id, s string) {
	content := run(s)
	if id != "" {
		d.marks++
		content = fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>%s<w:bookmarkEnd w:id="%[1]d"/>`, d.marks, bookmark(id), content)
	}
	fmt.Fprintf(d.body, `<w:p><w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>%s</w:p>`, level, content)
}

// bookmark is an id as Word names a place: letters, digits and underscores.
func bookmark(id string) string {
	name := "at_" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, id)
	return name[:min(len(name), longestBookmark)]
}

const longestBookmark = 40

func (d *document) note(s string) { d.styled("Note", s) }

func (d *document) styled(style, s string) { d.entries(style, said(s)) }

// entries is a paragraph that may lead to where its number comes from.
func (d *document) entries(style string, e entry) {
	content := run(e.text)
	if link := d.link(e.see); link != "" && e.text != "" {
		content = link + runStyled("Link", e.text) + `</w:hyperlink>`
	}
	properties := styleOf(style)
	if d.introduces {
		properties = `<w:pPr>` + strings.TrimSuffix(strings.TrimPrefix(properties, `<w:pPr>`), `</w:pPr>`) + `<w:keepNext/></w:pPr>`
	}
	fmt.Fprintf(d.body, `<w:p>%s%s</w:p>`, properties, content)
}

// link is the beginning of a link; "" for nowhere.
func (d *document) link(to string) string {
	if at, within := strings.CutPrefix(to, "#"); within {
		if !d.bookmarks[at] {
			return ""
		}
		return `<w:hyperlink w:anchor="` + bookmark(at) + `">`
	}
	if to == "" || d.origin == "" {
		return ""
	}
	at, known := d.linkAt[to]
	if !known {
		at, d.links = len(d.links), append(d.links, to)
		d.linkAt[to] = at
	}
	return fmt.Sprintf(`<w:hyperlink r:id="link%d">`, at+1)
}

func styleOf(style string) string {
	if style == "" {
		return ""
	}
	return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
}

func run(s string) string { return `<w:r>` + lines(s) + `</w:r>` }

func runStyled(style, s string) string {
	return `<w:r><w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>` + lines(s) + `</w:r>`
}

// lines are a text with its breaks.
func lines(s string) string {
	parts := strings.Split(s, "\n")
	for i := range parts {
		parts[i] = `<w:t xml:space="preserve">` + escaped(parts[i]) + `</w:t>`
	}
	return strings.Join(parts, `<w:br/>`)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text(s))) // a buffer takes everything
	return b.String()
}

// tableWidth is the width of the text in twentieths of a point.
const tableWidth = 9638

// Sizes in English Metric Units.
const (
	emuPerInch    = 914_400
	textWidth     = 6.4 * emuPerInch // of A4 within its margins
	pictureHeight = 8.6 * emuPerInch // of A4 within its margins, less a heading and a sentence
)

// picture places a PNG over the width of the text, or as tall as a page has room for,
// with the words of what it shows.
func (d *document) picture(png []byte, says string) error {
	size, _, err := image.DecodeConfig(bytes.NewReader(png))
	if err != nil {
		return fmt.Errorf("report: reading a picture: %w", err)
	}
	d.pictures = append(d.pictures, png)
	n, width := len(d.pictures), int(textWidth)
	height := width * size.Height / size.Width
	if most := int(pictureHeight); height > most {
		width, height = width*most/height, most
	}
	fmt.Fprintf(d.body, `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[2]d" cy="%[3]d"/>`+
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

// begin begins the file. Its words follow, and the rest of it at the end: what is
// written stays in nobody's memory. The same document and clock give the same bytes.
func (d *document) begin(out io.Writer, at time.Time) {
	d.out = newArchive(out, at)
	for _, one := range []member{
		{contentTypes, []byte(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			partType("/word/document.xml", "wordprocessingml.document.main") + partType("/word/styles.xml", "wordprocessingml.styles") + partType("/word/footer1.xml", "wordprocessingml.footer") + partType("/word/numbering.xml", "wordprocessingml.numbering") +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`)},
		{"_rels/.rels", relationsOf(relation("document", officeRelation+"officeDocument", "word/document.xml") +
			relation("core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"))},
		{"docProps/core.xml", []byte(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
			` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escaped(d.title) + `</dc:title><dc:creator>Råderum</dc:creator>` +
			`<dc:language>` + d.language + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + at.UTC().Format("2006-01-02T15:04:05Z") + `</dcterms:created></cp:coreProperties>`)},
	} {
		d.out.add(one)
	}
	d.body = bufio.NewWriter(d.out.create("word/document.xml"))
	fmt.Fprint(d.body, xmlHead+`<w:document`+namespaces+`><w:body>`)
}

// end writes what stands after the words: the page, the styles, the pictures and
// what links lead to.
func (d *document) end() error {
	margin := "1134"
	if d.dense {
		margin = "850"
	}
	fmt.Fprint(d.body, `<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="`+margin+`" w:right="1134" w:bottom="`+margin+
		`" w:left="1134" w:header="425" w:footer="425" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	if err := d.body.Flush(); err != nil {
		return err
	}
	for _, one := range []member{
		{"word/footer1.xml", []byte(xmlHead + `<w:ftr` + namespaces + `><w:p>` + styleOf("Note") + run(d.footer+" · ") + field("PAGE") + run("/") + field("NUMPAGES") + `</w:p></w:ftr>`)},
		{"word/styles.xml", []byte(xmlHead + `<w:styles` + namespaces + `>` + d.styles() + `</w:styles>`)},
		{"word/numbering.xml", []byte(xmlHead + `<w:numbering` + namespaces + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>` +
			`<w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)},
	} {
		d.out.add(one)
	}
	for i, png := range d.pictures {
		d.out.add(member{"word/media/" + pictureName(i) + ".png", png})
	}
	if err := d.relations(bufio.NewWriter(d.out.create("word/_rels/document.xml.rels"))); err != nil {
		return err
	}
	d.out.end()
	return d.out.err
}

// relations say what the words refer to: the other parts, the links and the
// pictures. They too are packed as they come.
func (d *document) relations(out *bufio.Writer) error {
	fmt.Fprint(out, relationsHead, relation("styles", officeRelation+"styles", "styles.xml"), relation("footer", officeRelation+"footer", "footer1.xml"), relation("numbering", officeRelation+"numbering", "numbering.xml"))
	for i, to := range d.links {
		fmt.Fprintf(out, `<Relationship Id="link%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, i+1, officeRelation, escaped(d.origin+to))
	}
	for i := range d.pictures {
		fmt.Fprint(out, relation(pictureName(i), officeRelation+"image", "media/"+pictureName(i)+".png"))
	}
	fmt.Fprint(out, relationsFoot)
	return out.Flush()
}

func pictureName(i int) string { return fmt.Sprintf("picture%d", i+1) }

const officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func relation(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"/>`, id, kind, target)
}

const (
	relationsHead = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relationsFoot = `</Relationships>`
)

func relationsOf(relations string) []byte { return []byte(relationsHead + relations + relationsFoot) }

func partType(name, kind string) string {
	return fmt.Sprintf(`<Override PartName="%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>`, name, kind)
}

// field is a number Word works out.
func field(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
}

// styles are the document's styles, in its language and size. Sizes are in half
// points, distances in twentieths of a point.
func (d *document) styles() string {
	sizes := []string{"BODY", "20", "NOTE", "16", "CELL", "15", "TITLE", "36", "SECOND", "25", "THIRD", "21", "LEAD", "23", "GAP", "110", "ABOVE", "300", "PAD", "30", "AFTER", "8"}
	if d.dense {
		sizes = []string{"BODY", "16", "NOTE", "14", "CELL", "14", "TITLE", "28", "SECOND", "19", "THIRD", "17", "LEAD", "18", "GAP", "40", "ABOVE", "80", "PAD", "4", "AFTER", "2"}
	}
	if d.roomy {
		sizes = []string{"BODY", "19", "NOTE", "17", "CELL", "17", "TITLE", "33", "SECOND", "23", "THIRD", "20", "LEAD", "22", "GAP", "48", "ABOVE", "100", "PAD", "8", "AFTER", "2"}
	}
	return strings.NewReplacer(append(sizes, "LANGUAGE", d.language)...).Replace(documentStyles)
}

func wordLanguage(print *i18n.Printer) string {
	return map[string]string{"da": "da-DK", "en": "en-GB"}[print.Language()]
}

const documentStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="BODY"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="GAP"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="TITLE"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="ABOVE" w:after="GAP"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="SECOND"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="ABOVE" w:after="GAP"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="THIRD"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="heading 4"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="3"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="LEAD"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Eyebrow"><w:name w:val="Eyebrow"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="4D5B66"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="4D5B66"/><w:sz w:val="NOTE"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="After"><w:name w:val="After Table"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="AFTER"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="PAD"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="PAD"/></w:pPr><w:rPr><w:b/><w:color w:val="173F4F"/><w:sz w:val="NOTE"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="PAD" w:after="PAD"/></w:pPr><w:rPr><w:sz w:val="CELL"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="Cell Head"/><w:basedOn w:val="Cell"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellNumber"><w:name w:val="Cell Number"/><w:basedOn w:val="Cell"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellHeadNumber"><w:name w:val="Cell Head Number"/><w:basedOn w:val="CellHead"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>` +
	`<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1C5A72"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="4D5B66"/><w:bottom w:val="single" w:sz="4" w:color="4D5B66"/><w:insideH w:val="single" w:sz="4" w:color="D5DBDF"/></w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
