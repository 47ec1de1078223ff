package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// scanner is a pull parser for the XML of workbook parts. It exists because
// most of the time of reading a workbook is spent in the XML of its cells:
// names are compared by local name, so that any prefix and both namespaces of
// OOXML do, attributes are looked at only when asked for, and nothing is
// allocated. It never resolves anything: a document type is refused.
type scanner struct {
	in    io.Reader
	buf   []byte
	pos   int
	end   int
	eof   bool
	depth int

	kind  tokenKind
	name  []byte // local name of a start or end tag
	tag   []byte // the attributes of a start tag, raw
	text  []byte // the text of a text token, entities resolved
	ended bool   // the start tag was an empty element: its end comes next
	spare []byte // holds resolved text
}

type tokenKind int8

const (
	startTag tokenKind = iota + 1
	endTag
	textToken
	noMore
)

// A tag or an unbroken text may be this long; Excel allows 32,767 characters
// in a cell. Elements may lie this deep; Excel needs a dozen.
const (
	maxToken = 8 << 20
	maxDepth = 200
)

var (
	errDocumentType = errors.New("document type declaration")
	errMalformed    = errors.New("malformed XML")
	errTooDeep      = errors.New("elements nested too deep")
	errTooLong      = errors.New("tag or text too long")
)

// scanBuffer is how much a scanner reads at a time, and what it grows from.
const scanBuffer = 64 << 10

// newScanner begins to read a part, in whatever encoding it says it has.
// buf, which may be nil, is what it reads into.
func newScanner(in io.Reader, buf []byte) (*scanner, error) {
	if len(buf) == 0 {
		buf = make([]byte, scanBuffer)
	}
	s := &scanner{in: in, buf: buf}
	if err := s.fill(); err != nil {
		return nil, err
	}
	label := xmlEncoding(s.buf[s.pos:s.end])
	if label == "" {
		if bytes.HasPrefix(s.buf[:s.end], byteOrderMark) {
			s.pos = len(byteOrderMark)
		}
		return s, nil
	}
	decoded, err := charset.NewReaderLabel(label, io.MultiReader(bytes.NewReader(bytes.Clone(s.buf[:s.end])), in))
	if err != nil {
		return nil, err
	}
	s.in, s.pos, s.end, s.eof = decoded, 0, 0, false
	return s, nil
}

// xmlEncoding is the encoding to decode from; "" for UTF-8.
func xmlEncoding(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{'<', 0, '?', 0}):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0, '<', 0, '?'}):
		return "utf-16be"
	}
	head = bytes.TrimPrefix(head, byteOrderMark)
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	_, rest, found := bytes.Cut(declaration, []byte("encoding="))
	if !found || len(rest) < 2 {
		return ""
	}
	label, _, _ := bytes.Cut(rest[1:], rest[:1])
	switch string(bytes.ToLower(label)) {
	case "utf-8", "utf8", "us-ascii", "utf-16", "utf16": // a UTF-16 label in a part without the mark is not true
		return ""
	}
	return string(label)
}

// fill reads more, moving what is unread to the front and growing when full.
func (s *scanner) fill() error {
	if s.eof {
		return io.ErrUnexpectedEOF
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.pos, s.end = 0, s.end-s.pos
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			return errTooLong
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.in.Read(s.buf[s.end:])
		s.end += n
		if err == io.EOF {
			s.eof = true
			return nil
		}
		if err != nil || n > 0 {
			return err
		}
	}
	return io.ErrNoProgress
}

// until is the length up to mark from offset on; the mark is in the buffer.
func (s *scanner) until(offset int, mark string) (int, error) {
	for {
		if i := bytes.Index(s.buf[min(s.pos+offset, s.end):s.end], []byte(mark)); i >= 0 {
			return offset + i, nil
		}
		if s.eof {
			return 0, io.ErrUnexpectedEOF
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// next advances to the next tag or text. The slices of the token before are
// gone then. At the end of the part kind is noMore.
func (s *scanner) next() error {
	if s.ended {
		s.ended, s.kind = false, endTag
		s.depth--
		return nil
	}
	for {
		if s.pos == s.end {
			if s.eof {
				return s.finish()
			}
			if err := s.fill(); err != nil {
				return err
			}
			continue
		}
		if s.buf[s.pos] != '<' {
			return s.readText()
		}
		token, err := s.readMarkup()
		if token || err != nil {
			return err
		}
	}
}

func (s *scanner) finish() error {
	if s.depth != 0 {
		return io.ErrUnexpectedEOF
	}
	s.kind = noMore
	return nil
}

func (s *scanner) readText() error {
	for {
		if i := bytes.IndexByte(s.buf[s.pos:s.end], '<'); i >= 0 {
			raw := s.buf[s.pos : s.pos+i]
			s.pos += i
			return s.setText(raw)
		}
		if s.eof {
			raw := s.buf[s.pos:s.end]
			s.pos = s.end
			if s.depth != 0 {
				return io.ErrUnexpectedEOF
			}
			return s.setText(raw)
		}
		if err := s.fill(); err != nil {
			return err
		}
	}
}

func (s *scanner) setText(raw []byte) (err error) {
	s.kind, s.text = textToken, raw
	if bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		s.spare, err = resolve(s.spare[:0], raw)
		s.text = s.spare
	}
	return err
}

// readMarkup reads what begins with '<'; false when it was nothing to report.
func (s *scanner) readMarkup() (bool, error) {
	for s.end-s.pos < len("<![CDATA[") && !s.eof {
		if err := s.fill(); err != nil {
			return false, err
		}
	}
	rest := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		return false, s.skip(2, "?>")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return false, s.skip(4, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		length, err := s.until(9, "]]>")
		if err != nil {
			return false, err
		}
		s.kind, s.text = textToken, s.buf[s.pos+9:s.pos+length]
		s.pos += length + 3
		return true, nil
	case bytes.HasPrefix(rest, []byte("<!")):
		return false, errDocumentType
	}
	return true, s.readTag()
}

func (s *scanner) skip(offset int, mark string) error {
	length, err := s.until(offset, mark)
	s.pos += length + len(mark)
	return err
}

func (s *scanner) readTag() error {
	length, err := s.tagEnd()
	if err != nil {
		return err
	}
	tag := s.buf[s.pos+1 : s.pos+length]
	s.pos += length + 1
	if len(tag) > 0 && tag[0] == '/' {
		s.kind, s.name = endTag, localName(bytes.TrimRight(tag[1:], " \t\r\n"))
		s.depth--
		if s.depth < 0 {
			return errMalformed
		}
		return nil
	}
	s.kind = startTag
	if len(tag) > 0 && tag[len(tag)-1] == '/' {
		s.ended, tag = true, tag[:len(tag)-1]
	}
	i := 0
	for i < len(tag) && !isBlank(tag[i]) {
		i++
	}
	if i == 0 {
		return errMalformed
	}
	s.name, s.tag = localName(tag[:i]), tag[i:]
	if s.depth++; s.depth > maxDepth {
		return errTooDeep
	}
	return nil
}

// tagEnd is the length up to the '>' that ends the tag, which is not one
// inside an attribute's quotes.
func (s *scanner) tagEnd() (int, error) {
	var quote byte
	for i := 1; ; i++ {
		for s.pos+i >= s.end {
			if s.eof {
				return 0, io.ErrUnexpectedEOF
			}
			if err := s.fill(); err != nil {
				return 0, err
			}
		}
		switch c := s.buf[s.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i, nil
		case c == '<':
			return 0, errMalformed
		}
	}
}

// nextAttr steps through the attributes of a start tag: local name and raw value
// of the first in tag, and what is left. The name is nil after the last.
func nextAttr(tag []byte) (name, value, rest []byte) {
	for len(tag) > 0 && isBlank(tag[0]) {
		tag = tag[1:]
	}
	equals := bytes.IndexByte(tag, '=')
	if equals < 0 {
		return nil, nil, nil
	}
	name = tag[:equals]
	for len(name) > 0 && isBlank(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	tag = tag[equals+1:]
	for len(tag) > 0 && isBlank(tag[0]) {
		tag = tag[1:]
	}
	if len(tag) == 0 {
		return nil, nil, nil
	}
	closing := bytes.IndexByte(tag[1:], tag[0])
	if closing < 0 {
		return nil, nil, nil
	}
	return localName(name), tag[1 : 1+closing], tag[closing+2:]
}

// attr is the value of one attribute of the current start tag, "" without it.
func (s *scanner) attr(want string) string {
	for name, value, rest := nextAttr(s.tag); name != nil; name, value, rest = nextAttr(rest) {
		if string(name) == want {
			return attrText(value)
		}
	}
	return ""
}

// flag is the value of an XML boolean attribute.
func (s *scanner) flag(want string) bool {
	value := s.attr(want)
	return value == "1" || value == "true"
}

func attrText(raw []byte) string {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	text, err := resolve(nil, raw)
	if err != nil {
		return string(raw)
	}
	return string(text)
}

// skipElement goes to the end tag of the element whose start tag is current.
func (s *scanner) skipElement() error {
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth < depth {
			return nil
		}
	}
}

// elementText appends all text inside the current element, to its end tag.
func (s *scanner) elementText(dst []byte) ([]byte, error) {
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return dst, err
		}
		switch {
		case s.kind == textToken:
			dst = append(dst, s.text...)
		case s.kind == endTag && s.depth < depth:
			return dst, nil
		}
	}
}

func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// resolve appends raw with its entities resolved and its line ends as \n.
// XML knows five entities; any other would need a document type.
func resolve(dst, raw []byte) ([]byte, error) {
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\r':
			if i+1 >= len(raw) || raw[i+1] != '\n' {
				dst = append(dst, '\n')
			}
		case '&':
			length := bytes.IndexByte(raw[i:min(len(raw), i+12)], ';')
			if length < 0 {
				return dst, errMalformed
			}
			r, ok := entity(string(raw[i+1 : i+length]))
			if !ok {
				return dst, errMalformed
			}
			dst = utf8.AppendRune(dst, r)
			i += length
		default:
			dst = append(dst, raw[i])
		}
	}
	return dst, nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}
