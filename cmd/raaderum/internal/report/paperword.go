package report

import (
	"bytes"
	"fmt"
	"io"
)

// Word is the paper as a Word document; see WriteWord.
func (p Paper) Word(origin string) ([]byte, error) {
	var out bytes.Buffer
	err := p.WriteWord(&out, origin)
	return out.Bytes(), err
}

// WriteWord writes the paper as a Word document. Origin is where its links lead;
// "" leaves out those that leave the paper.
func (p Paper) WriteWord(out io.Writer, origin string) error {
	d := &document{title: p.Title, language: wordLanguage(p.Print), footer: p.Footer, origin: origin, dense: p.Dense, roomy: p.Roomy, bookmarks: map[string]bool{}, linkAt: map[string]int{}}
	for _, one := range p.blocks {
		if heading, ok := one.(headingBlock); ok && heading.id != "" {
			d.bookmarks[heading.id] = true
		}
	}
	d.begin(out, p.At)
	for i, one := range p.blocks {
		d.introduces, d.last = p.introduces(i), i == len(p.blocks)-1
		if err := one.word(d); err != nil {
			return err
		}
	}
	return d.end()
}

// introduces tells whether a block is words between a heading and what they
// introduce, which stay on one page.
func (p Paper) introduces(i int) bool {
	if _, words := p.blocks[i].(wordsBlock); !words || i == 0 || i+1 == len(p.blocks) {
		return false
	}
	_, after := p.blocks[i-1].(headingBlock)
	return after
}

func (b headingBlock) word(d *document) error {
	d.headingAt(b.level, b.id, b.text)
	return nil
}

func (b wordsBlock) word(d *document) error {
	d.entries(string(b.style), entry{text: b.text, see: b.see})
	return nil
}

func (b listBlock) word(d *document) error {
	for _, item := range b.items {
		d.entries("ListBullet", item)
	}
	return nil
}

func (b factBlock) word(d *document) error {
	d.facts(b.rows)
	return nil
}

func (b gridBlock) word(d *document) error {
	if !b.quiet {
		d.styled("Caption", b.caption)
	}
	d.grid(b)
	return nil
}

func (b pictureBlock) word(d *document) error {
	if b.drawn == nil {
		if b.missing != "" {
			d.note(b.missing)
		}
		return nil
	}
	return d.picture(b.drawn, b.picture.Summary)
}

func (breakBlock) word(d *document) error {
	fmt.Fprint(d.body, `<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>`)
	return nil
}

// grid writes a table of a paper.
func (d *document) grid(b gridBlock) {
	widths := b.widths()
	d.beginTable(widths)
	d.row(true, false, b.head, widths)
	for y, row := range b.rows {
		d.row(false, b.total && y == len(b.rows)-1, row, widths)
	}
	d.endTable()
}

// facts writes names and what is said of them, without a heading row.
func (d *document) facts(rows [][2]entry) {
	widths := []int{tableWidth * 3 / 10, tableWidth * 7 / 10}
	d.beginTable(widths)
	for _, row := range rows {
		d.row(false, false, row[:], widths)
	}
	d.endTable()
}

// widths share the width out: by the shares the table states, or by what its
// columns hold.
func (b gridBlock) widths() []int {
	shares := b.shares
	if len(shares) == 0 {
		shares = b.measured()
	}
	total := 0
	for _, share := range shares {
		total += share
	}
	widths := make([]int, len(shares))
	for i, share := range shares {
		widths[i] = tableWidth * share / total
	}
	return widths
}

func (d *document) beginTable(widths []int) {
	fmt.Fprint(d.body, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		fmt.Fprintf(d.body, `<w:gridCol w:w="%d"/>`, width)
	}
	fmt.Fprint(d.body, `</w:tblGrid>`)
}

func (d *document) endTable() {
	fmt.Fprint(d.body, `</w:tbl>`)
	if d.last { // Word wants a paragraph there: one that asks for no page of its own
		fmt.Fprint(d.body, `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`)
		return
	}
	d.styled("After", "")
}

func (d *document) row(head, total bool, cells []entry, widths []int) {
	fmt.Fprint(d.body, `<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		fmt.Fprint(d.body, `<w:tblHeader/>`)
	}
	fmt.Fprint(d.body, `</w:trPr>`)
	for x, cell := range cells {
		style := "Cell"
		if head || total {
			style = "CellHead"
		}
		if cell.number {
			style += "Number"
		}
		fmt.Fprintf(d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[x])
		d.entries(style, cell)
		fmt.Fprint(d.body, `</w:tc>`)
	}
	fmt.Fprint(d.body, `</w:tr>`)
}
