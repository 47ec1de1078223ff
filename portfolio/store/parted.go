package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// partedDocuments gives the first place where two documents part, with what stands
// there in each. The whole text is given when one of them is no document.
func partedDocuments(path string, was, is any) (place, before, now string) {
	one, ok := readDocument(was)
	other, alsoOK := readDocument(is)
	if !ok || !alsoOK {
		return path, fmt.Sprint(was), fmt.Sprint(is)
	}
	return partedValues(path, one, other)
}

func readDocument(text any) (value any, ok bool) {
	written, _ := text.(string)
	decoder := json.NewDecoder(bytes.NewReader([]byte(written)))
	decoder.UseNumber()
	err := decoder.Decode(&value)
	return value, err == nil
}

func partedValues(path string, was, is any) (place, before, now string) {
	switch b := was.(type) {
	case map[string]any:
		n, ok := is.(map[string]any)
		if !ok {
			break
		}
		both := maps.Clone(b)
		maps.Copy(both, n)
		for _, key := range slices.Sorted(maps.Keys(both)) {
			if valueText(b[key]) != valueText(n[key]) {
				return partedValues(path+"."+key, b[key], n[key])
			}
		}
	case []any:
		n, ok := is.([]any)
		if !ok || len(n) != len(b) {
			break
		}
		for i := range b {
			if valueText(b[i]) != valueText(n[i]) {
				return partedValues(fmt.Sprintf("%s[%d]", path, i), b[i], n[i])
			}
		}
	}
	return path, valueText(was), valueText(is)
}

// told is how much of a text is told, and lead how much of it before they part.
const told, lead = 80, 20

// partedTexts shortens two texts to where they part, so that a fault is one line.
func partedTexts(was, is string) (before, now string) {
	a, b := []rune(was), []rune(is)
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return window(a, at), window(b, at)
}

func window(text []rune, at int) string {
	if len(text) <= told {
		return string(text)
	}
	from := max(0, at-lead)
	to := min(len(text), from+told)
	short := string(text[from:to])
	if from > 0 {
		short = "…" + short
	}
	if to < len(text) {
		short += "…"
	}
	return short
}
