package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// What docs/seeds.md says proves a sentence is there: every test it names is in
// the repository, and so is every file.
func TestSeedsNameRealTests(t *testing.T) {
	text, err := os.ReadFile("../../docs/seeds.md")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "git", "ls-files", "--cached", "--others", "--exclude-standard")
	list.Dir = "../.."
	listed, err := list.Output()
	if err != nil {
		t.Skip("missing component: git")
	}
	var tests strings.Builder
	for file := range strings.FieldsSeq(string(listed)) {
		if !strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(source)
	}
	named := 0
	for _, name := range regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(string(text), -1) {
		named++
		if !strings.Contains(tests.String(), "func "+name[1]+"(") {
			t.Errorf("there is no test %s", name[1])
		}
	}
	for _, file := range regexp.MustCompile("`(\\S+_test\\.go)`").FindAllStringSubmatch(string(text), -1) {
		named++
		if !strings.Contains(string(listed), file[1]) {
			t.Errorf("there is no file %s", file[1])
		}
	}
	if named < 20 {
		t.Errorf("only %d tests are named", named)
	}
}
