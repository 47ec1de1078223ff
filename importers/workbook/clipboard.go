package workbook

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// records gives the records of a text one by one; io.EOF ends them.
type records interface {
	Read() ([]string, error)
	InputOffset() int64
}

// clipboardRecords reads cells as Excel and LibreOffice put them on the
// clipboard: fields between tabs, and quotes only around a field that holds a
// tab, a line break or a quote. That a field begins with a quote means nothing
// by itself: "Sikker" post stands there as it is, and a CSV reader would take
// the rest of the row, and rows after it, for one field. So a quote opens a
// field only when there is one that closes it: before a tab, a line's end or
// the end of the text.
type clipboardRecords struct {
	text []byte
	at   int
}

// Read gives the next record. Empty lines are passed over.
func (r *clipboardRecords) Read() ([]string, error) {
	for n := lineEnd(r.text[r.at:]); n > 0; n = lineEnd(r.text[r.at:]) {
		r.at += n
	}
	if r.at == len(r.text) {
		return nil, io.EOF
	}
	var record []string
	for {
		field := r.field()
		record = append(record, field)
		if r.at < len(r.text) && r.text[r.at] == '\t' {
			r.at++
			continue
		}
		r.at += lineEnd(r.text[r.at:])
		return record, nil
	}
}

// InputOffset is where the next record begins.
func (r *clipboardRecords) InputOffset() int64 { return int64(r.at) }

// field reads to the next tab or line's end and stops before it.
func (r *clipboardRecords) field() string {
	rest := r.text[r.at:]
	if len(rest) > 0 && rest[0] == '"' {
		if end := closingQuote(rest); end > 0 {
			r.at += end + 1
			field := strings.ReplaceAll(string(rest[1:end]), `""`, `"`)
			return strings.ReplaceAll(field, "\r\n", "\n")
		}
	}
	end := bytes.IndexAny(rest, "\t\n")
	if end < 0 {
		end = len(rest)
	}
	if end > 0 && end < len(rest) && rest[end] == '\n' && rest[end-1] == '\r' {
		end--
	}
	r.at += end
	return string(rest[:end])
}

// quotedMost is how long a quoted field may be: an Excel cell holds 32,767
// letters, each of up to four bytes, or a doubled quote.
const quotedMost = 4 * 32_767

// closingQuote is where the quote is that closes the field which the text
// begins with; 0 when none does.
func closingQuote(text []byte) int {
	text = text[:min(len(text), quotedMost)]
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			i++
			continue
		}
		if i+1 == len(text) || text[i+1] == '\t' || lineEnd(text[i+1:]) > 0 {
			return i
		}
		return 0
	}
	return 0
}

// lineEnd is how many bytes the line's end is that the text begins with.
func lineEnd(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("\r\n")):
		return 2
	case bytes.HasPrefix(text, []byte("\n")):
		return 1
	}
	return 0
}

// isClipboard tells whether a text is named as cells from the clipboard.
func isClipboard(name string) bool { return strings.EqualFold(path.Ext(name), ".tsv") }
