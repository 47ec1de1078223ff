package gallery_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"raaderum/charts/gallery"
)

// Every function of package charts that makes a chart has a kind in the gallery,
// with examples of it, of nothing, and of 5 and 200 cases where it draws cases.
func TestNoKindIsForgotten(t *testing.T) {
	makers := makersOf(t, "..")
	if len(makers) < 20 {
		t.Fatalf("only %d makers found: %v", len(makers), makers)
	}
	for _, kind := range gallery.Kinds {
		at := slices.Index(makers, kind.Maker)
		if at < 0 {
			t.Errorf("%s: package charts has no %s", kind.Name, kind.Maker)
			continue
		}
		makers = slices.Delete(makers, at, at+1)
	}
	for _, maker := range makers {
		t.Errorf("charts.%s has no kind in the gallery", maker)
	}
}

// makersOf are the exported functions of a package that give a chart.
func makersOf(t *testing.T, folder string) (makers []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			function, is := declared.(*ast.FuncDecl)
			if !is || function.Recv != nil || !function.Name.IsExported() || function.Type.Results == nil {
				continue
			}
			if result, is := function.Type.Results.List[0].Type.(*ast.Ident); is && result.Name == "Chart" {
				makers = append(makers, function.Name.Name)
			}
		}
	}
	return makers
}
