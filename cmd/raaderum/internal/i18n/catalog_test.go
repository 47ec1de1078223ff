package i18n

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCataloguesMatch holds the languages together: the same files, the same
// keys in them, the same named places in each text, and no text left empty.
func TestCataloguesMatch(t *testing.T) {
	danish := rooms(t, "da")
	for _, language := range Languages[1:] {
		other := rooms(t, language)
		for room, words := range danish {
			for key, text := range words {
				translated, ok := other[room][key]
				if !ok {
					t.Errorf("%s/%s lacks %q", language, room, key)
				} else if got, want := places(translated), places(text); !slices.Equal(got, want) {
					t.Errorf("%s/%s: %q has the places %v, Danish has %v", language, room, key, got, want)
				}
			}
		}
		for room, words := range other {
			for key := range words {
				if _, ok := danish[room][key]; !ok {
					t.Errorf("da/%s lacks %q", room, key)
				}
			}
		}
	}
}

// TestCatalogueFiles holds each file to its form: sorted keys, no key twice, no
// empty text, and keys that say what they are.
func TestCatalogueFiles(t *testing.T) {
	names, err := fs.Glob(files, "catalog/*/*.json")
	if err != nil || len(names) < 2 {
		t.Fatalf("%d catalogue files, %v", len(names), err)
	}
	shape := regexp.MustCompile(`^[a-z][a-z0-9-]*(\.[A-Za-z0-9_.%-]+)+$|^option\.`)
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		keys := keysInOrder(t, name, data)
		if !slices.IsSorted(keys) {
			t.Errorf("%s: the keys are not sorted", name)
		}
		for i, key := range keys {
			if i > 0 && keys[i-1] == key {
				t.Errorf("%s: %q stands there twice", name, key)
			}
			if !shape.MatchString(key) {
				t.Errorf("%s: %q is not <noun>.<what>", name, key)
			}
		}
		var words map[string]string
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, text := range words {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %q is empty", name, key)
			}
		}
	}
}

// TestKeysAreKnown reads the program's sources: every key that is spelled out
// in a call is in the catalogue, and every text of the catalogue is spoken
// somewhere. A key put together while the program runs counts as used when its
// first part stands in the sources; what an error, finding or question adds to
// its prefix has to stand there as a whole.
func TestKeysAreKnown(t *testing.T) {
	sources := readSources(t)
	danish := New("da")
	for _, call := range regexp.MustCompile(`\.(T|N|say|Has)\("([^"]+)"(\s*\+)?`).FindAllStringSubmatch(sources, -1) {
		method, key, joined := call[1], call[2], call[3] != ""
		switch {
		case joined:
			if !anyKey(func(k string) bool { return strings.HasPrefix(k, key) }) {
				t.Errorf("no text begins with %q", key)
			}
		case method == "N":
			if !danish.Has(key+".one") || !danish.Has(key+".other") {
				t.Errorf("%q is counted and lacks one of its forms", key)
			}
		case method != "Has" && !danish.Has(key):
			t.Errorf("%q is spoken and has no text", key)
		}
	}
	spelled := map[string]bool{}
	var prefixes []string
	for _, literal := range regexp.MustCompile("\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`").FindAllString(sources, -1) {
		text, err := strconv.Unquote(literal)
		if err != nil {
			continue
		}
		spelled[text] = true
		if text != "" && (strings.HasSuffix(text, "-") || strings.HasSuffix(text, ".")) {
			prefixes = append(prefixes, text)
		}
	}
	for key := range catalogs()["da"] {
		if !spoken(key, spelled, prefixes) {
			t.Errorf("nothing speaks %q", key)
		}
	}
}

// codePrefixes are the prefixes to which a code is added that stands alone in
// the sources.
var codePrefixes = []string{"error.", "usage.", "finding.", "question.", "reason.", "warning."}

func spoken(key string, spelled map[string]bool, prefixes []string) bool {
	stem := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
	if spelled[key] || spelled[stem] {
		return true
	}
	for _, prefix := range codePrefixes {
		if code, ok := strings.CutPrefix(key, prefix); ok {
			noun, found := strings.CutSuffix(code, ".not-found") // portfolio.NotFound adds it
			return spelled[code] || found && spelled[noun]
		}
	}
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}

func anyKey(is func(string) bool) bool {
	for key := range catalogs()["da"] {
		if is(key) {
			return true
		}
	}
	return false
}

// rooms are the files of a language by name.
func rooms(t *testing.T, language string) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	names, err := fs.Glob(files, "catalog/"+language+"/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[filepath.Base(name)] = words
	}
	return all
}

// places are the named places of a text, each once, sorted.
func places(text string) []string {
	found := regexp.MustCompile(`\{[a-z-]+\}`).FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func keysInOrder(t *testing.T, name string, data []byte) []string {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	var keys []string
	for i := 0; ; i++ {
		token, err := decoder.Token()
		if err != nil {
			return keys
		}
		text, ok := token.(string)
		if i > 0 && i%2 == 1 && ok {
			keys = append(keys, text)
		} else if i > 0 && !ok && token != json.Delim('}') {
			t.Fatalf("%s: %v is not a text", name, token)
		}
	}
}

// readSources is all Go and templ code of the program but tests and what is
// generated.
func readSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, folder := range []string{"calc", "portfolio", "importers", "charts", "cmd/raaderum"} {
		err := filepath.WalkDir(filepath.Join("../../../..", folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			code := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_templ.go")
			if !code && !strings.HasSuffix(path, ".templ") {
				return nil
			}
			data, err := os.ReadFile(path)
			all.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
