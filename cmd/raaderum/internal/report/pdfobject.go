package report

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
)

// errPDF is a file that is not written as Chromium writes its own.
var errPDF = errors.New("report: the PDF is not written as it is known")

var (
	pdfLength  = regexp.MustCompile(`/Length (\d+)`)
	pdfTrailer = regexp.MustCompile(`(?s)trailer\n(<<.*/Size )(\d+)(.*>>)\nstartxref\n\d+\n%%EOF\n$`)
)

// longestEnd is more than a file's trailer and what follows it.
const longestEnd = 1 << 10

// pdfObject is an object of a PDF: its number, its words, and how long the stream
// behind them is, which is read when it is asked for.
type pdfObject struct {
	number int
	words  []byte // with ">>", without "stream"
	length int64  // of its stream; below 0 for none
}

// pdfObjects reads a PDF object by object, so that a large one is never in memory
// whole.
type pdfObjects struct{ in *bufio.Reader }

func openPDF(file *os.File) (*pdfObjects, error) {
	_, err := file.Seek(0, io.SeekStart)
	return &pdfObjects{bufio.NewReaderSize(file, window)}, err
}

// next reads up to an object's stream; io.EOF behind the last object. What stands
// before it that is of none is told.
func (p *pdfObjects) next() (object pdfObject, before []byte, err error) {
	for {
		line, err := p.in.ReadBytes('\n')
		if err != nil || bytes.Equal(line, []byte("xref\n")) {
			return object, before, errors.Join(err, io.EOF)
		}
		if number, is := bytes.CutSuffix(line, []byte(" 0 obj\n")); is {
			if object.number, err = strconv.Atoi(string(number)); err != nil {
				return object, nil, errPDF
			}
			break
		}
		before = append(before, line...)
	}
	for {
		line, err := p.in.ReadBytes('\n')
		if err != nil {
			return object, nil, errors.Join(errPDF, err)
		}
		if bytes.Equal(line, []byte("endobj\n")) {
			object.length = -1
			object.words = bytes.TrimSuffix(object.words, []byte("\n"))
			return object, before, nil
		}
		if words, is := bytes.CutSuffix(line, []byte(" stream\n")); is {
			object.words = append(object.words, words...)
			length := pdfLength.FindSubmatch(object.words)
			if length == nil {
				return object, nil, errPDF
			}
			object.length, err = strconv.ParseInt(string(length[1]), 10, 64)
			return object, before, err
		}
		object.words = append(object.words, line...)
	}
}

// stream copies the stream of the object that was read last.
func (p *pdfObjects) stream(object pdfObject, to io.Writer) error {
	if object.length < 0 {
		return nil
	}
	if _, err := io.CopyN(to, p.in, object.length); err != nil {
		return err
	}
	rest := make([]byte, len("\nendstream\nendobj\n"))
	if _, err := io.ReadFull(p.in, rest); err != nil || string(rest) != "\nendstream\nendobj\n" {
		return errors.Join(errPDF, err)
	}
	return nil
}

// pdfWriter writes objects and where they are. The first failure is kept.
type pdfWriter struct {
	out    *bufio.Writer
	at     int64   // where the next is written
	places []int64 // of the objects, by their number; 0 for none
	err    error
}

func (w *pdfWriter) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	w.at += int64(n)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

func (w *pdfWriter) put(format string, values ...any) { fmt.Fprintf(w, format, values...) }

func (w *pdfWriter) begin(number int) {
	for len(w.places) <= number {
		w.places = append(w.places, 0)
	}
	w.places[number] = w.at
	w.put("%d 0 obj\n", number)
}

func (w *pdfWriter) object(number int, words []byte) {
	w.begin(number)
	w.put("%s\nendobj\n", words)
}

func (w *pdfWriter) streamed(number int, words, stream []byte) {
	w.begin(number)
	w.put("%s stream\n%s\nendstream\nendobj\n", words, stream)
}

// added is the number of an object that was not there.
func (w *pdfWriter) added() int {
	w.places = append(w.places, 0)
	return len(w.places) - 1
}

// end writes where the objects are, and the trailer of the file they are from.
func (w *pdfWriter) end(trailer [][]byte) {
	table := w.at
	w.put("xref\n0 %d\n0000000000 65535 f \n", len(w.places))
	for _, at := range w.places[1:] {
		if at == 0 {
			w.put("0000000000 65535 f \n")
			continue
		}
		w.put("%010d 00000 n \n", at)
	}
	w.put("trailer\n%s%d%s\nstartxref\n%d\n%%%%EOF\n", trailer[1], len(w.places), trailer[3], table)
}

// pdfEnding is the trailer of a file, in pieces: all, what stands before its size,
// its size, and what stands behind.
func pdfEnding(file *os.File) ([][]byte, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	tail := make([]byte, min(longestEnd, size))
	if _, err := file.ReadAt(tail, size-int64(len(tail))); err != nil {
		return nil, err
	}
	end := pdfTrailer.FindSubmatch(tail)
	if end == nil {
		return nil, errPDF
	}
	return end, nil
}

// unpacked is a packed stream as it was, and packed the other way.
func unpackedStream(packed []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func packedStream(plain []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(plain) // memory does not fail
	_ = w.Close()
	return b.Bytes()
}
