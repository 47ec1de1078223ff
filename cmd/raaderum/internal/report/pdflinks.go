package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
)

var (
	pdfURI   = regexp.MustCompile(`/URI \(((?:[^\\()]|\\.)*)\)`)
	pdfPlace = regexp.MustCompile(`/Dest (?:/([^\s/>\[]+)|\(((?:[^\\()]|\\.)*)\))`)
)

// pdfAddress is where a link leads: an address, or "#" and a place of the same file.
func pdfAddress(link []byte) string {
	if uri := pdfURI.FindSubmatch(link); uri != nil {
		return pdfText(uri[1])
	}
	if place := pdfPlace.FindSubmatch(link); place != nil {
		return "#" + pdfText(append(place[1], place[2]...))
	}
	return ""
}

// pdfText is a literal string of a PDF without its escapes of one letter.
func pdfText(literal []byte) string {
	var b strings.Builder
	for i := 0; i < len(literal); i++ {
		if literal[i] == '\\' && i+1 < len(literal) {
			i++
		}
		b.WriteByte(literal[i])
	}
	return b.String()
}

// pdfHex is a text as a PDF has it in any letters: UTF-16 in hexadecimal digits.
func pdfHex(s string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}
