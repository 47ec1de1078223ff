package web

import (
	"bytes"
	"encoding/json"
	"strings"
)

// repeatedField is the first field that an object of a JSON document has twice,
// in any case of letters, for so the decoder takes them, and the byte after it; "" when there is none. Of two
// the decoder would silently take the later, and nobody could tell which was
// meant. A document that cannot be read has none: the decoder says what it lacks.
func repeatedField(document []byte) (at int64, name string) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var open []*object
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, ""
		}
		switch token {
		case json.Delim('{'):
			open = append(open, &object{fields: map[string]bool{}, atName: true})
			continue
		case json.Delim('['):
			open = append(open, &object{})
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			return 0, ""
		}
		inside := open[len(open)-1]
		if field, ok := token.(string); ok && inside.atName {
			key := folded(field)
			if inside.fields[key] {
				return decoder.InputOffset(), field
			}
			inside.fields[key], inside.atName = true, false
			continue
		}
		inside.atName = inside.fields != nil
	}
}

// folded is the name of a field without its capitals. Anything else than letters
// a to z is the key of a list, as questions have, where a capital is another key.
func folded(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) {
		return name
	}
	return strings.ToLower(name)
}

// object is an object or a list that a document is inside of.
type object struct {
	fields map[string]bool // in small letters; nil in a list
	atName bool            // what comes next is the name of a field
}
