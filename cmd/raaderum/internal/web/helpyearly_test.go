package web_test

import (
	"strings"
	"testing"

	"raaderum/docs"
	"raaderum/importers/template"
)

// The page on yearly values names every row that a list may have, in the words
// that the reader takes.
func TestEveryYearlyRowIsNamed(t *testing.T) {
	page, err := docs.Import.ReadFile("import/aarstal.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range template.YearlyQuantities.Labels() {
		if !strings.Contains(string(page), "| *"+label+"* |") {
			t.Errorf("docs/import/aarstal.md does not name the row %q", label)
		}
	}
}
