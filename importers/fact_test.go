package importers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"
)

// Facts share their words, so that an assignment to a word of one would change
// those of others: the compiler allows it, and this test does not.
func TestSharedWordsOfFactsAreNotWrittenTo(t *testing.T) {
	shared := map[string]bool{}
	for _, part := range []any{saying{}, naming{}, rowNotes{}, rare{}} {
		for field := range reflect.TypeOf(part).Fields() {
			shared[field.Name] = true
		}
	}
	files := token.NewFileSet()
	packages, err := parser.ParseDir(files, ".", nil, 0) //nolint:staticcheck // build tags do not matter here
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for name, file := range packages["importers"].Files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			assignment, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for _, left := range assignment.Lhs {
				to, ok := left.(*ast.SelectorExpr)
				if !ok {
					continue
				}
				if of, ok := to.X.(*ast.Ident); ok && of.Name == "f" {
					written++
					if shared[to.Sel.Name] {
						t.Errorf("%s: f.%s is shared with other facts; use say or named", files.Position(to.Pos()), to.Sel.Name)
					}
				}
			}
			return true
		})
	}
	if written < 20 {
		t.Errorf("%d assignments to fields found, at least 20 known", written)
	}
}
