package report

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"strings"
)

// HTML is the paper as the content of a page: headings from h1, tables with
// headings of their columns and rows, and links to where the numbers come from.
func (p Paper) HTML() string {
	w := htmlWriter{links: true, fold: p.rows() > mostUnfolded}
	p.write(&w)
	return w.out.String()
}

// A paper with more rows of tables than mostUnfolded is too long to be read through
// in a narrow window, where each row is several lines: there its tables are folded
// away under their captions. Where there is room, and on paper, nothing is.
const mostUnfolded = 60

// rows is how many rows the paper's tables have together.
func (p Paper) rows() (n int) {
	for _, one := range p.blocks {
		if grid, ok := one.(gridBlock); ok {
			n += len(grid.rows)
		}
	}
	return n
}

func (p Paper) write(w *htmlWriter) {
	for _, one := range p.blocks {
		one.html(w)
	}
}

// page is the paper as a whole page to be printed. Without an origin its links
// lead nowhere and are left out, but for those within the paper.
func (p Paper) page(links bool) []byte {
	w := htmlWriter{links: links, print: true}
	class := "paper"
	if p.Dense {
		class += " paper-dense"
		if p.Roomy {
			class += " paper-roomy"
		}
	}
	fmt.Fprintf(&w.out, `<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head><body class="%s"><main>`,
		p.Print.Language(), html.EscapeString(p.Title), paperStyle, class)
	p.write(&w)
	w.out.WriteString("</main></body></html>")
	return w.out.Bytes()
}

type htmlWriter struct {
	out   bytes.Buffer
	links bool // paths of the site lead there
	print bool
	fold  bool // tables are folded away in a narrow window
}

func (w *htmlWriter) tag(name, attributes, content string) {
	fmt.Fprintf(&w.out, "<%s%s>%s</%s>", name, attributes, content, strings.Fields(name)[0])
}

// said is an entry with its link.
func (w *htmlWriter) said(e entry) string {
	text := strings.ReplaceAll(html.EscapeString(text(e.text)), "\n", "<br>")
	if e.see == "" || !w.links && !strings.HasPrefix(e.see, "#") {
		return text
	}
	return `<a href="` + html.EscapeString(e.see) + `">` + text + `</a>`
}

func (b headingBlock) html(w *htmlWriter) {
	id := ""
	if b.id != "" {
		id = ` id="` + html.EscapeString(b.id) + `"`
	}
	w.tag(fmt.Sprintf("h%d", b.level), id, html.EscapeString(b.text))
}

func (b wordsBlock) html(w *htmlWriter) {
	class := ""
	if b.style != plainWords {
		class = ` class="paper-` + strings.ToLower(string(b.style)) + `"`
	}
	w.tag("p", class, w.said(entry{text: b.text, see: b.see}))
}

func (b listBlock) html(w *htmlWriter) {
	w.out.WriteString("<ul>")
	for _, item := range b.items {
		w.tag("li", "", w.said(item))
	}
	w.out.WriteString("</ul>")
}

func (b factBlock) html(w *htmlWriter) {
	w.out.WriteString(`<table class="paper-facts"><tbody>`)
	for _, row := range b.rows {
		fmt.Fprintf(&w.out, `<tr><th scope="row">%s</th><td>%s</td></tr>`, w.said(row[0]), w.said(row[1]))
	}
	w.out.WriteString("</tbody></table>")
}

func (b gridBlock) html(w *htmlWriter) {
	if w.fold {
		fmt.Fprintf(&w.out, `<details class="more unfold"><summary>%s (%d)</summary>`, html.EscapeString(b.caption), len(b.rows))
		defer w.out.WriteString("</details>")
	}
	// A wide table scrolls on a narrow page, where a keyboard must reach it.
	fmt.Fprintf(&w.out, `<div class="table-scroll" role="region" tabindex="0" aria-label="%s"><table class="%s"><caption>%[1]s</caption>`, html.EscapeString(b.caption), b.class())
	if total := b.sharesTotal(); total > 0 {
		w.out.WriteString("<colgroup>")
		for _, share := range b.shares {
			fmt.Fprintf(&w.out, `<col width="%d%%">`, 100*share/total)
		}
		w.out.WriteString("</colgroup>")
	}
	w.out.WriteString("<thead><tr>")
	for _, head := range b.head {
		fmt.Fprintf(&w.out, `<th scope="col"%s>%s</th>`, numberClass(head), w.said(head))
	}
	w.out.WriteString("</tr></thead><tbody>")
	for y, row := range b.rows {
		class := ""
		if b.total && y == len(b.rows)-1 {
			class = ` class="total"`
		}
		w.out.WriteString("<tr" + class + ">")
		for x, cell := range row {
			if x == 0 {
				w.tag(`th`, ` scope="row"`, w.said(cell))
				continue
			}
			w.tag("td", w.named(b, x)+numberClass(cell), w.said(cell))
		}
		w.out.WriteString("</tr>")
	}
	w.out.WriteString("</tbody></table></div>")
}

// named gives a cell on a page the name of its column, which stands before it where
// the window is too narrow for columns.
func (w *htmlWriter) named(b gridBlock, x int) string {
	if w.print || x >= len(b.head) {
		return ""
	}
	return ` data-title="` + html.EscapeString(b.head[x].text) + `"`
}

func (b gridBlock) class() string {
	class := "paper-grid"
	if len(b.shares) > 0 {
		class += " paper-fixed"
	}
	if b.quiet {
		class += " paper-quiet"
	}
	if len(b.rows) <= shortTable {
		class += " paper-short"
	}
	return class
}

// shortTable is how many rows a table may have to be kept on one page.
const shortTable = 10

func (b gridBlock) sharesTotal() (total int) {
	for _, share := range b.shares {
		total += share
	}
	return total
}

// numberClass sets numbers under each other on a line of their own; words that
// stand for a number may take several.
func numberClass(e entry) string {
	switch {
	case !e.number:
		return ""
	case strings.Contains(e.text, " "):
		return ` class="number number-words"`
	}
	return ` class="number"`
}

func (b pictureBlock) html(w *htmlWriter) {
	if b.picture.SVG == nil {
		return
	}
	fmt.Fprintf(&w.out, `<figure class="paper-picture" role="img" aria-label="%s">%s</figure>`, html.EscapeString(b.picture.Summary), b.picture.SVG)
	if !w.print {
		w.out.WriteString(`<div class="paper-twin">`)
		b.twin().html(w)
		w.out.WriteString("</div>")
	}
}

// twin is the picture's table, which a page shows instead of a drawing where the
// window is too narrow to read one. Its numbers lead on as those of any table do.
func (b pictureBlock) twin() gridBlock {
	table := b.picture.Table
	grid := gridBlock{caption: table.Caption, head: heads(len(table.Head), table.Head...)}
	for _, row := range table.Rows {
		var cells []entry
		for x, cell := range row {
			see := cell.Link
			if see == "" && x > 0 && !cell.Missing && table.Counts(x) {
				see = cmp.Or(row[0].Link, b.see)
			}
			cells = append(cells, entry{text: cmp.Or(cell.Text, unknown.text), see: see})
		}
		grid.rows = append(grid.rows, cells)
	}
	return grid
}

func (breakBlock) html(w *htmlWriter) {
	if w.print {
		w.out.WriteString(`<div class="paper-break"></div>`)
	}
}

// paperStyle is how a paper is printed; on a page the site's own style holds.
const paperStyle = `
@page { size: A4 }
* { box-sizing: border-box }
body { margin: 0; font: 10pt/1.42 "IBM Plex Sans", "Liberation Sans", Arial, sans-serif; color: #1b2328; overflow-wrap: break-word }
h1, h2, h3 { color: #173f4f; line-height: 1.2; break-after: avoid; margin: 0 }
h1 { font-size: 22pt; margin-bottom: 3mm }
h2 { font-size: 14pt; margin: 7mm 0 2mm; padding-top: 2mm; border-top: 1.5pt solid #173f4f }
h3 { font-size: 11pt; margin: 5mm 0 1mm }
h4 { font-size: 10pt; margin: 3mm 0 1mm; break-after: avoid }
p { margin: 0 0 2.2mm; orphans: 3; widows: 3 }
ul { margin: 0 0 2.5mm; padding-left: 5mm }
li { margin-bottom: .8mm; break-inside: avoid }
a { color: #1c5a72; text-decoration: none }
.paper-lead { font-size: 13pt; font-weight: 600; color: #173f4f }
.paper-note { font-size: 8.5pt; color: #4d5b66 }
.paper-eyebrow { font-size: 10pt; color: #4d5b66; margin-bottom: 1mm }
table { width: 100%; border-collapse: collapse; margin: 1mm 0 4mm; font-size: 8.5pt; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding: 0 0 1.2mm; color: #173f4f }
th, td { text-align: left; vertical-align: top; padding: 1mm 1.4mm; border-bottom: .5pt solid #cdd5da }
thead { display: table-header-group }
thead th { border-bottom: 1pt solid #173f4f; vertical-align: bottom; hyphens: auto }
tbody th { font-weight: 400 }
tr { break-inside: avoid }
caption, thead { break-inside: avoid; break-after: avoid }
thead tr { break-after: avoid }
tbody tr:first-child { break-before: avoid }
.paper-fixed { table-layout: fixed }
.paper-quiet caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.total th, .total td { border-top: 1pt solid #173f4f; font-weight: 600 }
.number { text-align: right; white-space: nowrap }
thead .number, .number-words { white-space: normal }
.paper-facts { width: auto; min-width: 60% }
.paper-facts th { width: 46mm; color: #4d5b66 }
.paper-facts td { overflow-wrap: anywhere }
.paper-picture { margin: 2mm 0 4mm; break-inside: avoid }
p:has(+ .paper-picture), h2 + p, h3 + p, h4 + p, h2 + p + p:has(+ div) { break-after: avoid }
.paper-short { break-inside: avoid }
.paper-picture svg { width: 100%; height: auto; max-height: 225mm; display: block }
.paper-break { break-before: page }
.paper-roomy { zoom: 1.2 }
.paper-dense { font-size: 8.4pt; line-height: 1.26 }
.paper-dense h1 { font-size: 14.5pt; margin-bottom: 1.2mm }
.paper-dense h2 { font-size: 10pt; margin: 2.4mm 0 .5mm; padding-top: 0; border-top: 0 }
.paper-dense p, .paper-dense ul { margin-bottom: .9mm }
.paper-dense .paper-lead { font-size: 9.6pt }
.paper-dense .paper-note { font-size: 7.5pt }
.paper-dense li { margin-bottom: 0 }
.paper-dense table { font-size: 7.7pt; margin: .3mm 0 1mm }
.paper-dense caption { padding-bottom: .4mm }
.paper-dense th, .paper-dense td { padding: .28mm 1mm }
`
