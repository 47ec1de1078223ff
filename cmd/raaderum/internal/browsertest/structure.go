package browsertest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// pdfElement is an element of a PDF's structure: Chromium writes each as an object
// of its own, uncompressed.
var pdfElement = regexp.MustCompile(`(?s)\d+ 0 obj\s*<<(/Type /StructElem.*?)>>\s*endobj`)

var pdfKind = regexp.MustCompile(`/S /(\w+)`)

// Structure counts the figures and tables of a PDF and names what a reader of its
// structure would miss: a text of each figure, what each heading cell heads,
// headings that begin at 1 and skip no level, and the words of each link.
func Structure(pdf []byte) (figures, tables int, faults []string) {
	headings := map[int]int{}
	for _, found := range pdfElement.FindAllSubmatch(pdf, -1) {
		element := string(found[1])
		kind := pdfKind.FindStringSubmatch(element)
		if kind == nil {
			faults = append(faults, "an element without a kind: "+element)
			continue
		}
		switch name := kind[1]; {
		case name == "Figure":
			figures++
			if !strings.Contains(element, "/Alt (") && !strings.Contains(element, "/Alt <") || strings.Contains(element, "/Alt ()") {
				faults = append(faults, "a figure without a text: "+element)
			}
		case name == "Table":
			tables++
		case name == "TH" && !strings.Contains(element, "/Scope"):
			faults = append(faults, "a heading cell of nothing: "+element)
		case len(name) == 2 && name[0] == 'H' && name[1] >= '1' && name[1] <= '6':
			headings[int(name[1]-'0')]++
		}
	}
	if headings[1] != 1 {
		faults = append(faults, fmt.Sprintf("%d first headings", headings[1]))
	}
	for level := 2; level <= 6; level++ {
		if headings[level] > 0 && headings[level-1] == 0 {
			faults = append(faults, fmt.Sprintf("headings of level %d and none above", level))
		}
	}
	return figures, tables, append(append(faults, Wordless(pdf)...), Universal(pdf)...)
}

var (
	pdfLink     = regexp.MustCompile(`(?s)(\d+) 0 obj\n<</Type /Annot\n/Subtype /Link\n(.*?)endobj`)
	pdfContents = regexp.MustCompile(`/Contents <FEFF[0-9A-F]{4,}>`)
)

// Wordless are the links without words of their own; what stands last of an object
// holds.
func Wordless(pdf []byte) (faults []string) {
	links := map[string]string{}
	for _, found := range pdfLink.FindAllSubmatch(pdf, -1) {
		links[string(found[1])] = string(found[2])
	}
	for number, link := range links {
		if !pdfContents.MatchString(link) {
			faults = append(faults, "link "+number+" has no words: "+link)
		}
	}
	return faults
}

// pdfInfo is the entry of a file's own title: ahead of the outline, whose entries
// have titles too.
var pdfInfo = regexp.MustCompile(`/Title (?:<FEFF([0-9A-F]*)>|\(([^)]*)\))`)

// Title is a PDF's title.
func Title(pdf []byte) string {
	found := pdfInfo.FindSubmatch(pdf)
	if found == nil {
		return ""
	}
	if found[1] == nil {
		return string(found[2])
	}
	units := make([]uint16, len(found[1])/4)
	for i := range units {
		unit, _ := strconv.ParseUint(string(found[1][4*i:4*i+4]), 16, 16) // four hexadecimal digits
		units[i] = uint16(unit)
	}
	return string(utf16.Decode(units))
}
