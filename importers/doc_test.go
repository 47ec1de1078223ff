package importers

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Whoever comes to the package finds a file by what it is for: the map in the
// package's text names each file once, and no other.
func TestMapNamesEveryFile(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, places, _ := strings.Cut(string(text), "# A map of the package")
	var named []string
	for _, group := range strings.Split(places, "//   - ")[1:] {
		group, _, _ = strings.Cut(group, "package ")
		_, files, _ := strings.Cut(group, ":")
		named = append(named, regexp.MustCompile(`[a-z]+`).FindAllString(files, -1)...)
	}
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, path := range paths {
		name, _ := strings.CutSuffix(path, ".go")
		if name == "doc" || strings.HasSuffix(name, "_test") {
			continue
		}
		files++
		if n := len(slices.DeleteFunc(slices.Clone(named), func(s string) bool { return s != name })); n != 1 {
			t.Errorf("%s stands %d times in the map of doc.go; want 1", path, n)
		}
	}
	if len(named) != files {
		t.Errorf("the map names %d files, and the package has %d", len(named), files)
	}
}
