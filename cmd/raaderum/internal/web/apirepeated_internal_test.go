package web

import "testing"

// The expected places are counted by hand: the byte after the closing quote of
// the second name.
func TestRepeatedField(t *testing.T) {
	for _, c := range []struct {
		document string
		at       int64
		name     string
	}{
		{`{"a":1,"b":2}`, 0, ""},
		{`{"a":1,"a":2}`, 10, "a"},
		{`{"seen":9,"Seen":0}`, 16, "Seen"},    // the decoder takes both for one field
		{`{"unit@A":"1","unit@a":"2"}`, 0, ""}, // two questions of two sheets
		{`{"a":"a","b":["a","a"]}`, 0, ""},
		{`[{"a":1},{"a":2}]`, 0, ""},
		{`{"a":{"b":1},"b":2}`, 0, ""},
		{`{"a":[{"b":{}, "c":[], "b":null}]}`, 26, "b"},
		{`{"a":{"x":1},"c":[1,{"y":2}],"a":3}`, 32, "a"},
		{`{"a":1,"a`, 0, ""}, // half a document: the decoder tells
		{``, 0, ""},
		{`null`, 0, ""},
		{`{"a":1} {"a":2}`, 0, ""},
	} {
		if at, name := repeatedField([]byte(c.document)); at != c.at || name != c.name {
			t.Errorf("%s: %q at %d, want %q at %d", c.document, name, at, c.name, c.at)
		}
	}
}
