package report_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"raaderum/cmd/raaderum/internal/report"
)

// A table in Word gives each column its longest word where there is room for it:
// eight columns of short words leave the cases' titles theirs. By hand, of 112
// characters: each light asks for "kvartal" and padding, 7·8/7 + 2 = 10, and the
// titles get what is left, 112 − 8·10 = 32.
func TestColumnsAreAsWideAsTheyNeed(t *testing.T) {
	head := []string{"Sag"}
	row := []string{"GR-2013-01 ESDH-opgradering med personsagsmodul"}
	for range 8 {
		head, row = append(head, "3. kvartal 2012"), append(row, "Grøn")
	}
	if got, want := report.ColumnWidths(head, row), []int{32, 10, 10, 10, 10, 10, 10, 10, 10}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Whatever a table holds, no column is without width, and none goes over the line
// but where all ask for little.
func TestColumnsShareTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "columns")
		words := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.IntRange(0, 300), 0, 5), func(lengths []int) string {
			parts := make([]string, len(lengths))
			for i, length := range lengths {
				parts[i] = strings.Repeat("W", length)
			}
			return strings.Join(parts, " ")
		}), n, n)
		got := report.ColumnWidths(words.Draw(t, "head"), words.Draw(t, "row"))
		sum := 0
		for _, width := range got {
			if width < 2 {
				t.Fatalf("a column of %d: %v", width, got)
			}
			sum += width
		}
		if sum > 112 {
			t.Fatalf("%d characters on a line: %v", sum, got)
		}
	})
}
