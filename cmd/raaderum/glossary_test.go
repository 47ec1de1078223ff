package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// docsOf are the doc comments of a package's exported types and constants.
func docsOf(t *testing.T, folder string) (types, constants map[string]string) {
	t.Helper()
	set := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join("../..", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	pkg, err := doc.NewFromFiles(set, parsed, module+folder)
	if err != nil {
		t.Fatal(err)
	}
	types, constants = map[string]string{}, map[string]string{}
	for _, kind := range pkg.Types {
		types[kind.Name] = kind.Doc
		for _, group := range kind.Consts {
			for _, spec := range group.Decl.Specs {
				value := spec.(*ast.ValueSpec)
				for _, name := range value.Names {
					constants[name.Name] = group.Doc + value.Doc.Text() + value.Comment.Text()
				}
			}
		}
	}
	return types, constants
}

// The glossary binds one Danish word to one identifier, both ways, and every
// type of the domain has a row: a word of the field, or the reason it has none.
func TestGlossary(t *testing.T) {
	text, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	types, constants := map[string]string{}, map[string]string{}
	for _, folder := range []string{"calc", "portfolio"} {
		theirTypes, theirConstants := docsOf(t, folder)
		for name, comment := range theirTypes {
			types[name] = comment
		}
		for name, comment := range theirConstants {
			constants[name] = comment
		}
	}
	danish, english := map[string]string{}, map[string]string{}
	rows := 0
	for line := range strings.Lines(string(text)) {
		columns := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(columns) != 3 || !strings.Contains(columns[1], "`") {
			continue
		}
		rows++
		word, name := strings.TrimSpace(columns[0]), strings.Trim(strings.TrimSpace(columns[1]), "`")
		if other, twice := english[name]; twice {
			t.Errorf("%s stands for both %q and %q", name, other, word)
		}
		english[name] = word
		comment, isType := types[name]
		if !isType {
			comment, isType = constants[name]
		}
		if !isType {
			t.Errorf("%q: no type or constant %s in calc or portfolio", word, name)
			continue
		}
		if word == "–" {
			continue
		}
		if other, twice := danish[word]; twice {
			t.Errorf("%q stands for both %s and %s", word, other, name)
		}
		danish[word] = name
		if !strings.Contains(strings.ToLower(comment), strings.ToLower(word)) {
			t.Errorf("%s: its doc comment does not name the Danish term %q", name, word)
		}
	}
	if rows < 30 {
		t.Fatalf("only %d rows read from the glossary", rows)
	}
	domain, _ := docsOf(t, "portfolio")
	for name := range domain {
		if english[name] == "" {
			t.Errorf("portfolio.%s has no row in docs/glossary.md", name)
		}
	}
}
