package report

import (
	"bytes"
	"errors"
)

// errDrawing is a page's drawing that is not understood, and so is left as it is.
var errDrawing = errors.New("report: a drawing of the PDF is not understood")

// artifacts (pynt) marks what a page draws outside its structure, the footer, rules
// and symbols, as artifacts, so that a screen reader leaves it out and everything
// drawn is one or the other (7.1 of ISO 14289-1). It reads the drawing operator by
// operator (8.2 of ISO 32000-1) and changes no other byte.
type artifacts struct {
	drawn, out []byte
	written    int // of drawn

	marks   []bool // the marked content under way: whether it is told what it is
	told    int    // how many of marks are
	path    int    // where the path under way begins; −1 for none
	text    int    // where the text under way begins
	loose   bool   // some of it is told as nothing
	tagged  bool   // some of it is told
	isImage func(name []byte) bool
}

var artifactBegins, artifactEnds = []byte("/Artifact BMC\n"), []byte("\nEMC")

// markArtifacts gives the drawing back with its artifacts marked. IsImage tells a
// picture from a form, whose own drawing is read by itself.
func markArtifacts(drawn []byte, isImage func(name []byte) bool) ([]byte, error) {
	a := artifacts{drawn: drawn, path: -1, isImage: isImage}
	operands := -1 // where those of the next operator begin
	for at := 0; at < len(drawn); {
		begin := at
		var kind byte
		if at, kind = pdfToken(drawn, at); at < 0 {
			return nil, errDrawing
		}
		switch {
		case kind == ' ':
			continue
		case operands < 0:
			operands = begin
		}
		if kind != 'o' {
			continue
		}
		if err := a.operator(string(drawn[begin:at]), operands, begin, at); err != nil {
			return nil, err
		}
		operands = -1
	}
	if len(a.marks) > 0 {
		return nil, errDrawing
	}
	return append(a.out, drawn[a.written:]...), nil
}

// operator reads one, with where its operands begin, and where it begins and ends.
func (a *artifacts) operator(name string, operands, begin, end int) error {
	switch name {
	case "BDC", "BMC":
		told := a.drawn[operands:begin]
		a.push(bytes.Contains(told, []byte("/MCID")) || bytes.HasPrefix(told, []byte("/Artifact")))
	case "EMC":
		if len(a.marks) == 0 {
			return errDrawing
		}
		a.pop()
	case "BT":
		a.text, a.loose, a.tagged = operands, false, false
	case "Tj", "TJ", "'", "\"":
		a.loose, a.tagged = a.loose || a.told == 0, a.tagged || a.told > 0
	case "ET":
		if a.loose && a.tagged {
			return errDrawing
		}
		if a.loose {
			a.mark(a.text, end)
		}
	case "m", "re":
		if a.path < 0 {
			a.path = operands
		}
	case "n":
		a.path = -1
	case "f", "F", "f*", "S", "s", "B", "B*", "b", "b*":
		if a.told == 0 && a.path >= 0 {
			a.mark(a.path, end)
		}
		a.path = -1
	case "sh":
		a.paint(operands, end)
	case "Do":
		if a.isImage(bytes.TrimSpace(a.drawn[operands:begin])) {
			a.paint(operands, end)
		}
	case "BI":
		return errDrawing
	}
	return nil
}

func (a *artifacts) push(told bool) {
	a.marks = append(a.marks, told)
	if told {
		a.told++
	}
}

func (a *artifacts) pop() {
	last := len(a.marks) - 1
	if a.marks[last] {
		a.told--
	}
	a.marks = a.marks[:last]
}

// paint marks an operator that paints by itself.
func (a *artifacts) paint(begin, end int) {
	if a.told == 0 {
		a.mark(begin, end)
	}
}

func (a *artifacts) mark(begin, end int) {
	a.out = append(a.out, a.drawn[a.written:begin]...)
	a.out = append(append(append(a.out, artifactBegins...), a.drawn[begin:end]...), artifactEnds...)
	a.written = end
}

// pdfToken gives where the token at a place ends and what it is: ' ' for space, 'o'
// for an operator, else an operand or a piece of one. Below 0 for one that does not
// end.
func pdfToken(drawn []byte, at int) (end int, kind byte) {
	switch c := drawn[at]; {
	case isSpace(c):
		return at + 1, ' '
	case c == '(':
		return pdfStringEnd(drawn, at), '('
	case c == '<' && at+1 < len(drawn) && drawn[at+1] == '<', c == '>':
		return min(at+2, len(drawn)), 'd'
	case c == '<':
		if n := bytes.IndexByte(drawn[at:], '>'); n > 0 {
			return at + n + 1, '<'
		}
		return -1, 0
	case c == '[' || c == ']':
		return at + 1, '['
	case c == '/':
		return pdfWordEnd(drawn, at+1), '/'
	case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '\'' || c == '"':
		end = pdfWordEnd(drawn, at+1)
		if word := string(drawn[at:end]); word == "true" || word == "false" || word == "null" {
			return end, 'c'
		}
		return end, 'o'
	default:
		return pdfWordEnd(drawn, at+1), '0'
	}
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func pdfWordEnd(drawn []byte, at int) int {
	for at < len(drawn) && !isSpace(drawn[at]) && bytes.IndexByte([]byte("()<>[]/"), drawn[at]) < 0 {
		at++
	}
	return at
}

// pdfStringEnd is where a literal string ends; below 0 where it does not.
func pdfStringEnd(drawn []byte, at int) int {
	depth := 0
	for ; at < len(drawn); at++ {
		switch drawn[at] {
		case '\\':
			at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return -1
}
