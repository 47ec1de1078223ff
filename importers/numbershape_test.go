package importers

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"raaderum/importers/workbook"
)

// What hasOtherLetters turns away, numberShape would have turned away too: texts
// that have its shape, and such texts with a mark or letter changed.
func TestTextsWithOtherLettersHaveNoNumberShape(t *testing.T) {
	slowly := func(text string) bool {
		return len(text) <= 64 && mayHaveNumber(text) && numberShape.MatchString(strings.ToLower(fractions.Replace(clean(text))))
	}
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringMatching(`[-−(]?(kr\.? ?|DKK|Kr|£)?[0-9½][0-9., ]{0,6}[)-]?( ?(t\.|T\.?|MIO\.?|mia|dkk|tkr\.|Kr\.?|%)){0,2}`).Draw(t, "text"))
		if len(text) > 0 && rapid.Bool().Draw(t, "changed") {
			text[rapid.IntRange(0, len(text)-1).Draw(t, "at")] = rapid.RuneFrom([]rune("abdefikKmMnortxzæÅ\u212A 1.")).Draw(t, "with")
		}
		if got, want := looksLikeNumber(string(text)), slowly(string(text)); got != want {
			t.Fatalf("%q: %v, by its shape alone %v", string(text), got, want)
		}
	})
}

// A mark is at its cell alone, in whatever order cells are marked and asked.
func TestCellMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheet := &workbook.Sheet{}
		var cells []*workbook.Cell
		for row := 1; row <= 9; row++ {
			columns := rapid.SliceOfNDistinct(rapid.IntRange(1, 200), 0, 5, rapid.ID[int]).Draw(t, "columns")
			if len(columns) == 0 {
				continue
			}
			line := workbook.Row{Number: row * row}
			for _, col := range slices.Sorted(slices.Values(columns)) {
				line.Cells = append(line.Cells, workbook.CellAt(line.Number, col, workbook.Number, "1"))
			}
			sheet.Rows = append(sheet.Rows, line)
			for i := range line.Cells {
				cells = append(cells, &line.Cells[i])
			}
		}
		if len(cells) == 0 {
			return
		}
		marks, marked := newCellMarks(sheet), map[*workbook.Cell]bool{}
		for _, i := range rapid.SliceOf(rapid.IntRange(0, len(cells)-1)).Draw(t, "marked") {
			marks.set(cells[i])
			marked[cells[i]] = true
		}
		for _, i := range rapid.SliceOf(rapid.IntRange(0, len(cells)-1)).Draw(t, "asked") {
			if marks.has(cells[i]) != marked[cells[i]] {
				t.Fatalf("%s: %v", cells[i].Ref(), !marked[cells[i]])
			}
		}
	})
}

func TestMayHaveNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("aæ 7½¼¾²\u00C2\u00BB-"))).Draw(t, "text")
		if got, want := mayHaveNumber(text), strings.ContainsAny(text, "0123456789½¼¾"); got != want {
			t.Fatalf("%q: %v", text, got)
		}
	})
}
