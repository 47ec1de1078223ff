package receipt

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// annotate puts notes at cells of a sheet: in its comments part and the drawing
// that shows them, new ones where it has none.
func (p *pack) annotate(b *book, s sheet, notes []Note) error {
	rels, err := p.relations(s.part)
	if err != nil || s.part == "" {
		return err
	}
	comments, threaded := "", false
	for _, r := range rels {
		switch r.kind() {
		case "comments":
			comments = target(s.part, r)
		case "threadedComment":
			threaded = true
		}
	}
	if comments == "" {
		comments = p.free("xl/raaderum/comments%d.xml")
		p.write(comments, []byte(header+`<comments xmlns="`+p.mainNamespace()+`"><authors></authors><commentList></commentList></comments>`))
		if err := p.contentType(comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"); err != nil {
			return err
		}
		if _, err := p.relate(s.part, "comments", comments); err != nil {
			return err
		}
	}
	fresh, err := p.comment(comments, notes, threaded)
	if err != nil {
		return err
	}
	drawing, err := p.legacyDrawing(s.part, rels)
	if err != nil {
		return err
	}
	at := slices.Index(b.sheets, s)
	return p.draw(drawing, fresh, 900+at)
}

// comment adds notes to a comments part; where a cell has a comment the note is
// added to it. It gives the notes whose cells had none. What is said in a thread
// is left alone: Excel writes its comment itself.
func (p *pack) comment(part string, notes []Note, threaded bool) (fresh []Note, err error) {
	data, err := p.read(part)
	if err != nil {
		return nil, err
	}
	all, err := elements(data, 0, 4)
	if err != nil {
		return nil, err
	}
	type splice struct {
		at   int
		text string
	}
	var splices []splice
	known := map[string]*element{} // the text of a cell's comment
	authors, ref := 0, ""
	var authorList, list element
	for i, e := range all {
		switch {
		case e.depth == 1 && e.name == "authors":
			authorList = e
		case e.depth == 2 && e.name == "author":
			authors++
		case e.depth == 1 && e.name == "commentList":
			list = e
		case e.depth == 2 && e.name == "comment":
			ref = e.attributes["ref"]
		case e.depth == 3 && e.name == "text":
			known[ref] = &all[i]
		}
	}
	if authorList.name == "" || list.name == "" || selfClosed(data, authorList) || selfClosed(data, list) {
		return nil, fmt.Errorf("%w: comments of another make", ErrUnsupported)
	}
	x := list.prefix
	splices = append(splices, splice{authorList.end, `<` + x + `author>` + Author + `</` + x + `author>`})
	var added strings.Builder
	for _, note := range notes {
		text := Author + ": " + note.Text
		if old := known[note.Cell]; old != nil {
			if !threaded && !selfClosed(data, *old) {
				splices = append(splices, splice{old.end, run(x, "\n\n"+text)})
			}
			continue
		}
		fmt.Fprintf(&added, `<%[1]scomment ref="%[2]s" authorId="%[3]d"><%[1]stext>%[4]s</%[1]stext></%[1]scomment>`, x, note.Cell, authors, run(x, text))
		fresh = append(fresh, note)
	}
	splices = append(splices, splice{list.end, added.String()})
	slices.SortStableFunc(splices, func(a, b splice) int { return b.at - a.at }) // the last first, so that places hold
	for _, s := range splices {
		data = insert(data, s.at, s.text)
	}
	p.write(part, data)
	return fresh, nil
}

func selfClosed(data []byte, e element) bool {
	return bytes.HasSuffix(data[e.start:e.inner], []byte("/>"))
}

func run(prefix, text string) string {
	return fmt.Sprintf(`<%[1]sr><%[1]st xml:space="preserve">%[2]s</%[1]st></%[1]sr>`, prefix, escape(text))
}

// afterLegacyDrawing are the elements that come after legacyDrawing in a sheet.
var afterLegacyDrawing = []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
	"tableParts", "extLst", "AlternateContent"}

// legacyDrawing is the drawing part that shows a sheet's comments; a new one
// when it has none.
func (p *pack) legacyDrawing(part string, rels []relation) (string, error) {
	data, err := p.read(part)
	if err != nil {
		return "", err
	}
	// What matters stands after the cells, which need not be parsed.
	tail := bytes.LastIndex(data, []byte("sheetData"))
	if tail < 0 {
		return "", fmt.Errorf("%w: no cells", ErrUnsupported)
	}
	tail += bytes.IndexByte(data[tail:], '>') + 1
	all, err := elements(data, tail, 1)
	if err != nil {
		return "", err
	}
	root := bytes.LastIndex(data, []byte("</"))
	at := root
	for _, e := range all {
		if e.name == "legacyDrawing" {
			for _, r := range rels {
				if r.ID == e.attributes["id"] {
					return target(part, r), nil
				}
			}
			return "", fmt.Errorf("%w: a drawing that is not there", ErrUnsupported)
		}
		if slices.Contains(afterLegacyDrawing, e.name) {
			at = min(at, e.start)
		}
	}
	drawing := p.free("xl/raaderum/vmlDrawing%d.vml")
	p.write(drawing, []byte(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>`))
	if err := p.contentType(drawing, "application/vnd.openxmlformats-officedocument.vmlDrawing"); err != nil {
		return "", err
	}
	id, err := p.relate(part, "vmlDrawing", drawing)
	if err != nil {
		return "", err
	}
	prefix := prefixOf(data[root+2:])
	p.write(part, insert(data, at, `<`+prefix+`legacyDrawing xmlns:rr="`+p.officeNamespace()+`" rr:id="`+id+`"/>`))
	return drawing, nil
}

// draw adds the boxes that show comments. Their ids begin at block × 1024,
// beyond those that Excel gives out itself.
func (p *pack) draw(part string, notes []Note, block int) error {
	data, err := p.read(part)
	if err != nil || len(notes) == 0 {
		return err
	}
	var b strings.Builder
	b.WriteString(`<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
		`id="_x0000_traaderum" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>` +
		`<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`)
	for i, note := range notes {
		row, col := cellPlace(note.Cell)
		lines := 2 + len([]rune(note.Text))/32 + strings.Count(note.Text, "\n")
		fmt.Fprintf(&b, `<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" `+
			`id="_x0000_s%d" type="#_x0000_traaderum" style="position:absolute;margin-left:80pt;margin-top:2pt;width:220pt;height:%dpt;z-index:%d;visibility:hidden" `+
			`fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
			`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor>`+
			`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			block*1024+1+i, 14*lines, i+1, col, max(row-2, 0), col+4, max(row-2, 0)+lines, row-1, col-1)
	}
	data, err = appendChild(data, func(string) string { return b.String() })
	p.write(part, data)
	return err
}

// isCell tells whether a text is a reference to one cell: "D14".
func isCell(ref string) bool {
	row, col := cellPlace(ref)
	return row > 0 && col > 0 && cellRef(row, col) == ref
}

// cellPlace is the row and column of a reference, from 1; 0 when it is none.
func cellPlace(ref string) (row, col int) {
	i := 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && col < 1<<15 {
		col = col*26 + int(ref[i]-'A') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || row < 1 || row > 1<<20 || col > 1<<14 {
		return 0, 0
	}
	return row, col
}

func cellRef(row, col int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
