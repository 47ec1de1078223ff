package workbook

import (
	"bytes"
	"strconv"
	"unicode/utf8"
	"unsafe"
)

// readStrings reads the shared strings: the texts that cells refer to by
// number. Rich text gives its runs joined, phonetic help is left out.
func (c *container) readStrings(part string, texts *texts) (all sharedTexts, err error) {
	if part == "" || c.parts[partKey(part)] == nil {
		return all, nil
	}
	s, closer, err := c.scan(part)
	if err != nil {
		return all, err
	}
	defer closer.Close()
	var text []byte
	for {
		if err := s.next(); err != nil {
			return all, partError(part, err)
		}
		switch {
		case s.kind == noMore:
			return all, nil
		case s.kind == startTag && string(s.name) == "si":
			if text, err = s.richText(text[:0]); err != nil {
				return all, partError(part, err)
			}
			if len(all.refs) >= c.limits.Cells {
				return all, refuse(CodeTooManyCells, "limit", c.limits.Cells)
			}
			if err := c.held.keep(int(unsafe.Sizeof(ownText)) + len(text)); err != nil {
				return all, err
			}
			all.add(texts, unescaped(text))
		}
	}
}

// sharedTexts are the shared strings, by number.
type sharedTexts struct {
	refs []textRef
	own  map[int]string // those that texts has no room for
}

func (all *sharedTexts) add(texts *texts, text []byte) {
	ref, kept := texts.keep(text)
	if !kept {
		if all.own == nil {
			all.own = map[int]string{}
		}
		all.own[len(all.refs)] = string(text)
	}
	all.refs = append(all.refs, ref)
}

// give gives a cell the text of a number; false when there is none.
func (all *sharedTexts) give(cell *Cell, n int) bool {
	switch {
	case n >= len(all.refs):
		return false
	case all.refs[n] == ownText:
		cell.Set(cell.Kind(), all.own[n])
	default:
		cell.setTextRef(all.refs[n])
	}
	return true
}

// richText appends the text of the current si or is element: its t and those
// of its runs.
func (s *scanner) richText(dst []byte) ([]byte, error) {
	inText := false
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return dst, err
		}
		switch s.kind {
		case startTag:
			if string(s.name) == "rPh" {
				if err := s.skipElement(); err != nil {
					return dst, err
				}
				continue
			}
			inText = string(s.name) == "t"
		case textToken:
			if inText {
				dst = append(dst, s.text...)
			}
		case endTag:
			inText = false
			if s.depth < depth {
				return dst, nil
			}
		case noMore:
			return dst, errMalformed
		}
	}
}

func unescapeText(raw []byte) string { return string(unescaped(raw)) }

// unescaped resolves OOXML's own escape _xHHHH_ of characters that XML cannot
// hold (ECMA-376 22.9.2.19 ST_Xstring).
func unescaped(raw []byte) []byte {
	at := bytes.Index(raw, []byte("_x"))
	if at < 0 {
		return raw
	}
	text := make([]byte, 0, len(raw))
	for {
		if at < 0 {
			return append(text, raw...)
		}
		text = append(text, raw[:at]...)
		raw = raw[at:]
		if len(raw) >= 7 && raw[6] == '_' {
			if n, err := strconv.ParseUint(string(raw[2:6]), 16, 16); err == nil {
				text = utf8.AppendRune(text, rune(n))
				raw = raw[7:]
				at = bytes.Index(raw, []byte("_x"))
				continue
			}
		}
		text = append(text, raw[:2]...)
		raw = raw[2:]
		at = bytes.Index(raw, []byte("_x"))
	}
}

// parseIndex reads a small non-negative number.
func parseIndex(digits []byte) (int, bool) {
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	n := 0
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	return n, true
}
