package report

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

var (
	pdfLink  = regexp.MustCompile(`(?s)(\d+ 0 obj\n<</Type /Annot\n/Subtype /Link\n.*?>>\nendobj\n)`)
	pdfURI   = regexp.MustCompile(`/URI \(((?:[^\\()]|\\.)*)\)`)
	pdfPlace = regexp.MustCompile(`/Dest (?:/([^\s/>\[]+)|\(((?:[^\\()]|\\.)*)\))`)
	pdfEnd   = regexp.MustCompile(`(?s)trailer\n(<<.*)>>\nstartxref\n(\d+)\n%%EOF\n$`)
)

// longestEnd is more than a file's trailer and what follows it.
const longestEnd = 1 << 10

// nameLinks gives each link of a PDF its words (Contents, 7.18.5 of ISO 14289-1),
// which Chromium does not write. They are put behind what the browser wrote, as an
// incremental update (7.5.6 of ISO 32000-1): nothing of the file is moved, and a
// large one is never in memory whole.
func nameLinks(file *os.File, links linkWords) error {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	tail := make([]byte, min(longestEnd, size))
	if _, err := file.ReadAt(tail, size-int64(len(tail))); err != nil {
		return err
	}
	end := pdfEnd.FindSubmatch(tail)
	if end == nil {
		return errors.New("report: the PDF has no end that is known")
	}
	update := pdfUpdate{out: bufio.NewWriter(file), at: size, places: map[int]int64{}}
	if err := eachIn(file, pdfLink, func(found []byte, offset int64) error {
		if offset >= size { // what is written here
			return nil
		}
		return update.link(found, links)
	}); err != nil {
		return err
	}
	if len(update.places) == 0 {
		return nil
	}
	update.end(string(end[1]), string(end[2]))
	return errors.Join(update.err, update.out.Flush())
}

// pdfUpdate is what is written behind a PDF. The first failure is kept.
type pdfUpdate struct {
	out    *bufio.Writer
	at     int64         // where the next is written
	places map[int]int64 // of the objects, by their number
	err    error
}

func (u *pdfUpdate) write(format string, values ...any) {
	n, err := fmt.Fprintf(u.out, format, values...)
	u.at += int64(n)
	if u.err == nil {
		u.err = err
	}
}

// link writes a link anew, with its words.
func (u *pdfUpdate) link(object []byte, links linkWords) error {
	number, err := strconv.Atoi(string(object[:bytes.IndexByte(object, ' ')]))
	if err != nil {
		return err
	}
	address := ""
	if uri := pdfURI.FindSubmatch(object); uri != nil {
		address = pdfText(uri[1])
	} else if place := pdfPlace.FindSubmatch(object); place != nil {
		address = "#" + pdfText(append(place[1], place[2]...))
	}
	u.places[number] = u.at
	u.write("%s\n/Contents <%s>>>\nendobj\n", bytes.TrimSuffix(object, []byte(">>\nendobj\n")), pdfHex(links.of(address)))
	return u.err
}

// end writes where the objects are, and that the rest is where it was.
func (u *pdfUpdate) end(trailer, before string) {
	numbers := make([]int, 0, len(u.places))
	for number := range u.places {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	table := u.at
	u.write("xref\n")
	for len(numbers) > 0 {
		n := 1
		for n < len(numbers) && numbers[n] == numbers[0]+n {
			n++
		}
		u.write("%d %d\n", numbers[0], n)
		for _, number := range numbers[:n] {
			u.write("%010d 00000 n \n", u.places[number])
		}
		numbers = numbers[n:]
	}
	u.write("trailer\n%s\n/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", trailer, before, table)
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
