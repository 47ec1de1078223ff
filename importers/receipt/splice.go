package receipt

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// appendChild puts a child last in a document's root. child is given the root's
// prefix with its colon, "" when it has none.
func appendChild(data []byte, child func(prefix string) string) ([]byte, error) {
	end := bytes.LastIndexByte(data, '<')
	if end < 0 {
		return nil, ErrUnsupported
	}
	if name, closing := bytes.CutPrefix(data[end:], []byte("</")); closing {
		return insert(data, end, child(prefixOf(name))), nil
	}
	// The root is one tag that closes itself: open it.
	slash := bytes.LastIndex(data, []byte("/>"))
	if slash < end {
		return nil, ErrUnsupported
	}
	name := data[end+1 : end+1+bytes.IndexAny(data[end+1:], " \t\r\n/>")]
	text := ">" + child(prefixOf(name)) + "</" + string(name) + ">"
	return append(insert(data[:slash], slash, text), data[slash+2:]...), nil
}

// prefixOf is "x:" of "x:worksheet>", and "" of "worksheet>".
func prefixOf(name []byte) string {
	end := bytes.IndexAny(name, " \t\r\n/>")
	if end < 0 {
		end = len(name)
	}
	if colon := bytes.IndexByte(name[:end], ':'); colon >= 0 {
		return string(name[:colon+1])
	}
	return ""
}

func insert(data []byte, at int, text string) []byte {
	out := make([]byte, 0, len(data)+len(text))
	out = append(out, data[:at]...)
	out = append(out, text...)
	return append(out, data[at:]...)
}

// element is an element of a document, by where it stands.
type element struct {
	name       string // without prefix
	prefix     string // with its colon
	attributes map[string]string
	depth      int
	start      int // of its start tag
	inner      int // after its start tag
	end        int // of its end tag; inner when the tag closes itself
	after      int // after its end tag
}

// elements lists the elements of a document, or of a piece of one, down to a
// depth. Tags that were opened before the piece end it.
func elements(data []byte, offset, depth int) ([]element, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data[offset:]))
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // ASCII or UTF-8
	var all []element
	var open []int // indexes into all; -1 for what lies too deep
	for {
		before := offset + int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnsupported, err)
		}
		now := offset + int(decoder.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) >= depth {
				open = append(open, -1)
				continue
			}
			e := element{name: t.Name.Local, depth: len(open), start: before, inner: now, end: now, after: now, attributes: map[string]string{}}
			if t.Name.Space != "" {
				e.prefix = t.Name.Space + ":"
			}
			for _, a := range t.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			if len(open) == 0 {
				return all, nil
			}
			if i := open[len(open)-1]; i >= 0 {
				all[i].end, all[i].after = before, now
			}
			open = open[:len(open)-1]
		}
	}
}

// escape writes text for XML: what XML cannot hold is left out.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}
