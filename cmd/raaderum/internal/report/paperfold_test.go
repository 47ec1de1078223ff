package report

import (
	"strings"
	"testing"
)

// On a page a long paper folds its tables under their captions with how many rows
// they have; a short one does not, and neither does anything that is printed.
func TestLongPaperFoldsItsTables(t *testing.T) {
	paperOf := func(rows int) (p Paper) {
		table := gridBlock{caption: "Sager", head: heads(9, "Sag", "Beløb")}
		for range rows {
			table.rows = append(table.rows, []entry{{text: "A"}, {text: "B"}})
		}
		p.blocks = append(p.blocks, table, table)
		return p
	}
	const fold = `<details class="more unfold"><summary>Sager (31)</summary><div class="table-scroll"`
	long := paperOf(31)
	if page := long.HTML(); strings.Count(page, fold) != 2 || strings.Count(page, "</table></div></details>") != 2 {
		t.Errorf("two tables of 31 rows: %.300s", page)
	}
	if page := paperOf(30).HTML(); strings.Contains(page, "<details") {
		t.Errorf("two tables of 30 rows are folded: %.300s", page)
	}
	w := htmlWriter{print: true}
	if long.write(&w); strings.Contains(w.out.String(), "<details") {
		t.Error("the print is folded")
	}
}
