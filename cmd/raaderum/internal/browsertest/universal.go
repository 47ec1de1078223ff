package browsertest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Universal names what of ISO 14289-1 (PDF/UA-1) a PDF does not keep, of what a
// program can see of a file that Chromium wrote: it is no whole check. The numbers
// are those of the Matterhorn protocol 1.1.
func Universal(pdf []byte) (faults []string) {
	f := readFile(pdf)
	for _, check := range []func() []string{f.metadata, f.kinds, f.nesting, f.headings, f.tables, f.fonts, f.pages, f.links} {
		faults = append(faults, check()...)
	}
	return faults
}

// file is a PDF as objects by their numbers. The last of a number holds.
type file struct {
	words    map[int]string
	streams  map[int][]byte // unpacked
	elements map[int]element
	catalog  string
}

// element is a piece of the structure.
type element struct {
	kind, words string
	parent      int
	kids        []int // elements
}

var (
	pdfObject   = regexp.MustCompile(`(?s)(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj`)
	pdfLength   = regexp.MustCompile(`/Length (\d+)`)
	pdfNumber   = regexp.MustCompile(`(\d+) 0 R`)
	pdfKids     = regexp.MustCompile(`/K (\[[^\]]*\]|\d+ 0 R)`)
	pdfInside   = regexp.MustCompile(`(?s)<<.*?>>`)
	pdfRole     = regexp.MustCompile(`/(\w+) /(\w+)`)
	pdfParent   = regexp.MustCompile(`/P (\d+) 0 R`)
	pdfMetadata = regexp.MustCompile(`/Metadata (\d+) 0 R`)
	pdfDCTitle  = regexp.MustCompile(`(?s)<dc:title>.*?<rdf:li xml:lang="x-default">(.+?)</rdf:li>`)
)

func readFile(pdf []byte) file {
	f := file{words: map[int]string{}, streams: map[int][]byte{}, elements: map[int]element{}}
	for at := 0; ; {
		found := pdfObject.FindSubmatchIndex(pdf[at:])
		if found == nil {
			break
		}
		number := atoi(string(pdf[at+found[2] : at+found[3]]))
		begin, end := at+found[4], at+found[5]
		words := pdf[begin:end]
		if stream := bytes.Index(words, []byte(" stream\n")); stream >= 0 {
			if length := pdfLength.FindSubmatch(words[:stream]); length != nil {
				from := begin + stream + len(" stream\n")
				end = from + atoi(string(length[1]))
				f.streams[number] = plain(pdf[from:end])
			}
			words = words[:stream]
		}
		f.words[number] = string(words)
		at = end
	}
	for number, words := range f.words {
		if strings.Contains(words, "/Type /Catalog\n") {
			f.catalog = words
		}
		if strings.HasPrefix(words, "<</Type /StructElem\n") {
			f.elements[number] = readElement(words)
		}
	}
	return f
}

func readElement(words string) element {
	e := element{words: words}
	if kind := pdfKind.FindStringSubmatch(words); kind != nil {
		e.kind = kind[1]
	}
	if parent := pdfParent.FindStringSubmatch(words); parent != nil {
		e.parent = atoi(parent[1])
	}
	if kids := pdfKids.FindStringSubmatch(words); kids != nil {
		for _, kid := range pdfNumber.FindAllStringSubmatch(pdfInside.ReplaceAllString(kids[1], ""), -1) {
			e.kids = append(e.kids, atoi(kid[1]))
		}
	}
	return e
}

func plain(packed []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return packed
	}
	all, _ := io.ReadAll(r) // what can be read
	return all
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // digits, of an expression
	return n
}

// inOrder are the objects by their numbers, so that faults are told alike.
func inOrder[T any](all map[int]T) []int { return slices.Sorted(maps.Keys(all)) }

// metadata: 06-001 to 06-003, 07-001, 07-002, 11-006, and the claim.
func (f file) metadata() (faults []string) {
	found := pdfMetadata.FindStringSubmatch(f.catalog)
	if found == nil {
		return []string{"no metadata"}
	}
	xmp := string(f.streams[atoi(found[1])])
	title := pdfDCTitle.FindStringSubmatch(xmp)
	if title == nil {
		faults = append(faults, "metadata without a title")
	}
	if !strings.Contains(xmp, "<pdfuaid:part>1</pdfuaid:part>") {
		faults = append(faults, "no claim of PDF/UA")
	}
	for _, want := range []string{"/Lang (", "/DisplayDocTitle true", "/Marked true", "/Outlines "} {
		if !strings.Contains(f.catalog, want) {
			faults = append(faults, "the catalogue lacks "+want)
		}
	}
	return faults
}

// standard are the kinds of structure of ISO 32000-1, 14.8.4.
var standard = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form")

// kinds: 02-001 to 02-004.
func (f file) kinds() (faults []string) {
	roles := map[string]string{}
	for _, words := range f.words {
		if strings.HasPrefix(words, "<</Type /StructTreeRoot") {
			_, map1, _ := strings.Cut(words, "/RoleMap <<")
			map1, _, _ = strings.Cut(map1, ">>")
			for _, role := range pdfRole.FindAllStringSubmatch(map1, -1) {
				roles[role[1]] = role[2]
			}
		}
	}
	unknown := map[string]bool{}
	for _, one := range f.elements {
		if !slices.Contains(standard, one.kind) && !slices.Contains(standard, roles[one.kind]) {
			unknown[one.kind] = true
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(unknown)) {
		faults = append(faults, "the kind "+kind+" is not known")
	}
	return faults
}

// within are the kinds that must stand in one of others, and what those may hold.
var within = map[string][]string{"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "Caption": {"Table", "L", "Figure"}}

var holding = map[string][]string{"Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"}, "L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}

// nesting: 09-004 and 09-005, and that child and parent know each other.
func (f file) nesting() (faults []string) {
	for _, number := range inOrder(f.elements) {
		one := f.elements[number]
		parent, has := f.elements[one.parent]
		if has && !slices.Contains(parent.kids, number) {
			faults = append(faults, fmt.Sprintf("element %d is no child of its parent", number))
		}
		if allowed := within[one.kind]; allowed != nil && !slices.Contains(allowed, parent.kind) {
			faults = append(faults, fmt.Sprintf("element %d is a %s in a %s", number, one.kind, parent.kind))
		}
		for _, kid := range one.kids {
			if allowed := holding[one.kind]; allowed != nil && !slices.Contains(allowed, f.elements[kid].kind) {
				faults = append(faults, fmt.Sprintf("element %d is a %s with a %s", number, one.kind, f.elements[kid].kind))
			}
			if f.elements[kid].parent != number {
				faults = append(faults, fmt.Sprintf("element %d has a child of another", number))
			}
		}
	}
	return faults
}

// headings: 14-002 and 14-003, in the order they are read.
func (f file) headings() (faults []string) {
	level, first := 0, true
	var walk func(number int)
	walk = func(number int) {
		one := f.elements[number]
		if len(one.kind) == 2 && one.kind[0] == 'H' && one.kind[1] >= '1' && one.kind[1] <= '6' {
			now := int(one.kind[1] - '0')
			if first && now != 1 || now > level+1 {
				faults = append(faults, fmt.Sprintf("a heading of level %d after one of %d", now, level))
			}
			level, first = now, false
		}
		for _, kid := range one.kids {
			walk(kid)
		}
	}
	for _, number := range inOrder(f.elements) {
		if f.elements[number].kind == "Document" {
			walk(number)
		}
	}
	return faults
}

var (
	pdfHeaders = regexp.MustCompile(`/Headers \[([^\]]*)\]`)
	pdfID      = regexp.MustCompile(`/ID \((\w+)\)`)
	pdfIDs     = regexp.MustCompile(`\((\w+)\)`)
)

// tables: 15-003: each cell names headings that are there.
func (f file) tables() (faults []string) {
	named := map[string]bool{}
	for _, one := range f.elements {
		if id := pdfID.FindStringSubmatch(one.words); one.kind == "TH" && id != nil {
			named[id[1]] = true
		}
	}
	for _, number := range inOrder(f.elements) {
		one := f.elements[number]
		headers := pdfHeaders.FindStringSubmatch(one.words)
		if headers == nil {
			continue
		}
		for _, id := range pdfIDs.FindAllStringSubmatch(headers[1], -1) {
			if !named[id[1]] {
				faults = append(faults, fmt.Sprintf("cell %d names a heading that is not there", number))
			}
		}
	}
	return faults
}

var pdfOBJR = regexp.MustCompile(`<</Type /OBJR\n/Obj (\d+) 0 R`)

// links: 28-011: each annotation of a link is in a Link of the structure.
func (f file) links() (faults []string) {
	in := map[int]bool{}
	for _, one := range f.elements {
		for _, object := range pdfOBJR.FindAllStringSubmatch(one.words, -1) {
			in[atoi(object[1])] = one.kind == "Link"
		}
	}
	for _, number := range inOrder(f.words) {
		if strings.HasPrefix(f.words[number], "<</Type /Annot\n") && !in[number] {
			faults = append(faults, fmt.Sprintf("annotation %d is in no link", number))
		}
	}
	return faults
}
