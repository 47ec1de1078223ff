package report

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

var (
	pdfContents = regexp.MustCompile(`/Contents (\d+) 0 R`)
	pdfParent   = regexp.MustCompile(`/P (\d+) 0 R`)
	pdfKids     = regexp.MustCompile(`/K (\[[^\]]*\]|\d+ 0 R)`)
	pdfKid      = regexp.MustCompile(`(\d+) 0 R`)
	pdfPart     = regexp.MustCompile(`(?s)<<.*?>>`)
	pdfTitled   = regexp.MustCompile(`/Title (?:<FEFF([0-9A-F]*)>|\(((?:[^\\()]|\\.)*)\))`)
	pdfLang     = regexp.MustCompile(`/Lang \(([^)]*)\)`)
)

// pdfRoles are what the structure's words of HTML are among those that ISO 32000-1
// knows (14.8.4): Chromium writes PDF 2.0's without telling.
const pdfRoles = "<</Aside /Sect\n/Strong /Span\n/Em /Span\n/Sub /Span\n/Title /P\n/FENote /Note\n/DocumentFragment /Sect>>"

// accessible is what a printed page lacks to be what ISO 14289-1 (PDF/UA-1) asks:
// the words of its links (7.18.5), what is drawn outside its structure told as
// artifacts (7.1), list items with a body (7.6 of it by table 336 of ISO 32000-1),
// known kinds of structure (7.1) and the metadata (7.1, clause 5).
type accessible struct {
	links linkWords
	at    time.Time

	drawings map[int]bool // the contents of pages, and forms
	forms    map[int]bool
	labels   map[int]bool  // of list items
	items    map[int][]int // the list items' children
	body     map[int]int   // the body a list item's child comes into
	bodyOf   map[int]int   // a list item's own
	title    string
	language string
	holds    bool // everything that is drawn is told what it is
}

// makeAccessible writes a printed PDF anew with what it lacks, object by object.
func makeAccessible(out io.Writer, printed *os.File, links linkWords, at time.Time) error {
	a := accessible{links: links, at: at, drawings: map[int]bool{}, forms: map[int]bool{}, labels: map[int]bool{}, items: map[int][]int{}, body: map[int]int{}, bodyOf: map[int]int{}, holds: true}
	trailer, err := pdfEnding(printed)
	if err != nil {
		return err
	}
	if err := a.survey(printed); err != nil {
		return err
	}
	size, err := strconv.Atoi(string(trailer[2]))
	if err != nil {
		return errPDF
	}
	w := &pdfWriter{out: bufio.NewWriter(out), places: make([]int64, size)}
	if err := a.write(w, printed); err != nil {
		return err
	}
	w.end(trailer)
	return errors.Join(w.err, w.out.Flush())
}

// survey reads what must be known before anything is written.
func (a *accessible) survey(printed *os.File) error {
	objects, err := openPDF(printed)
	if err != nil {
		return err
	}
	for {
		object, _, err := objects.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = objects.stream(object, io.Discard)
		}
		if err != nil {
			return err
		}
		a.see(object)
	}
}

func (a *accessible) see(object pdfObject) {
	words := object.words
	switch {
	case is(words, "Page"):
		if contents := pdfContents.FindSubmatch(words); contents != nil {
			a.drawings[number(contents[1])] = true
		}
	case object.length >= 0 && bytes.Contains(words, []byte("/Subtype /Form\n")):
		a.drawings[object.number], a.forms[object.number] = true, true
	case is(words, "Catalog"):
		if language := pdfLang.FindSubmatch(words); language != nil {
			a.language = string(language[1])
		}
	case bytes.Contains(words, []byte("\n/Producer (")):
		a.title = pdfTitle(words)
	case isElement(words, "Lbl"):
		a.labels[object.number] = true
	case isElement(words, "LI"):
		a.items[object.number] = pdfKidsOf(words)
	}
}

func is(words []byte, kind string) bool { return bytes.HasPrefix(words, []byte("<</Type /"+kind+"\n")) }

func isElement(words []byte, kind string) bool {
	return bytes.HasPrefix(words, []byte("<</Type /StructElem\n/S /"+kind+"\n"))
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits)) // digits, of an expression
	return n
}

// pdfKidsOf are the elements among an element's children.
func pdfKidsOf(words []byte) (kids []int) {
	found := pdfKids.FindSubmatch(words)
	if found == nil {
		return nil
	}
	for _, kid := range pdfKid.FindAllSubmatch(pdfPart.ReplaceAll(found[1], nil), -1) {
		kids = append(kids, number(kid[1]))
	}
	return kids
}

func pdfTitle(words []byte) string {
	found := pdfTitled.FindSubmatch(words)
	if found == nil {
		return ""
	}
	if found[1] == nil {
		return pdfText(found[2])
	}
	units := make([]uint16, len(found[1])/4)
	for i := range units {
		unit, _ := strconv.ParseUint(string(found[1][4*i:4*i+4]), 16, 16) // four hexadecimal digits
		units[i] = uint16(unit)
	}
	return string(utf16.Decode(units))
}

// write writes each object, changed where it must be.
func (a *accessible) write(w *pdfWriter, printed *os.File) error {
	a.placeBodies(w)
	metadata := w.added()
	objects, err := openPDF(printed)
	if err != nil {
		return err
	}
	for {
		object, before, err := objects.next()
		if _, saying := w.Write(before); saying != nil {
			return saying
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = a.writeObject(w, objects, object, metadata)
		}
		if err != nil {
			return err
		}
	}
	for item, kids := range a.itemsInOrder() {
		a.writeBody(w, item, kids)
	}
	w.streamed(metadata, fmt.Appendf(nil, "<</Type /Metadata\n/Subtype /XML\n/Length %d>>", len(a.xmp())), a.xmp())
	return w.err
}

func (a *accessible) writeObject(w *pdfWriter, objects *pdfObjects, object pdfObject, metadata int) error {
	if object.length < 0 {
		w.object(object.number, a.changed(object, metadata))
		return nil
	}
	if a.drawings[object.number] && bytes.Contains(object.words, []byte("/Filter /FlateDecode")) {
		return a.writeDrawing(w, objects, object)
	}
	w.begin(object.number)
	w.put("%s stream\n", object.words)
	if err := objects.stream(object, w); err != nil {
		return err
	}
	w.put("\nendstream\nendobj\n")
	return nil
}

// writeDrawing writes a page's drawing with its artifacts; one that is not
// understood as it is.
func (a *accessible) writeDrawing(w *pdfWriter, objects *pdfObjects, object pdfObject) error {
	var packed bytes.Buffer
	if err := objects.stream(object, &packed); err != nil {
		return err
	}
	drawn, known := a.told(packed.Bytes())
	if !known {
		a.holds = false
		w.streamed(object.number, object.words, packed.Bytes())
		return nil
	}
	anew := packedStream(drawn)
	w.streamed(object.number, pdfLength.ReplaceAll(object.words, fmt.Appendf(nil, "/Length %d", len(anew))), anew)
	return nil
}

// told is a packed drawing with its artifacts marked, where it is understood.
func (a *accessible) told(packed []byte) (drawn []byte, known bool) {
	drawn, err := unpackedStream(packed)
	if err != nil {
		return nil, false
	}
	drawn, err = markArtifacts(drawn, func(name []byte) bool { return !a.forms[number(bytes.TrimPrefix(name, []byte("/X")))] })
	return drawn, err == nil
}

// changed is an object with what it lacks.
func (a *accessible) changed(object pdfObject, metadata int) []byte {
	words := object.words
	with := func(format string, values ...any) []byte {
		return fmt.Appendf(bytes.TrimSuffix(words, []byte(">>")), format+">>", values...)
	}
	switch {
	case bytes.HasPrefix(words, []byte("<</Type /Annot\n/Subtype /Link\n")):
		return with("\n/Contents <%s>", pdfHex(a.links.of(pdfAddress(words))))
	case is(words, "Catalog"):
		return with("\n/Metadata %d 0 R", metadata)
	case is(words, "StructTreeRoot") && !bytes.Contains(words, []byte("/RoleMap")):
		return with("\n/RoleMap %s", pdfRoles)
	case a.bodyOf[object.number] > 0:
		return a.withBody(object)
	case a.body[object.number] > 0:
		return pdfParent.ReplaceAll(words, fmt.Appendf(nil, "/P %d 0 R", a.body[object.number]))
	}
	return words
}

// xmp tells that the file is what it is, to whom it may concern: title and
// language, and the claim when everything drawn is told what it is.
func (a *accessible) xmp() []byte {
	var title, claim strings.Builder
	_ = xml.EscapeText(&title, []byte(a.title)) // memory does not fail
	if a.holds {
		claim.WriteString(`<pdfuaid:part>1</pdfuaid:part>`)
	}
	when := a.at.UTC().Format(time.RFC3339)
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>%s</xmp:CreatorTool><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[5]s</xmp:ModifyDate>%[6]s
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`, "\uFEFF", title.String(), a.language, creator, when, claim.String())
}
