package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// drawLongTable draws an extract (L5): a row per case, line and year.
func drawLongTable(t *rapid.T, b *book) {
	periods := rapid.IntRange(1, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "heading", "column", "title", "format", "nowhere")
	b.csv = oneIn(t, 3, "csv") && a.unitAt != "format"
	name := "fil"
	if !b.csv {
		name = pick(t, "sheet name", "Udtræk", "Data", "Ark1")
	}
	s := a.sheet(name, "")
	row := a.top(s, 1, 1, pick(t, "caption", "", "Udtræk af budgetposter"))
	heads := []string{
		pick(t, "case head", "Projekt", "Sag", "Projektnavn"), pick(t, "line head", "Post", "Aktivitet", "Tekst"), pick(t, "type head", "Type", "Art", "Kategori"),
		pick(t, "year head", "År", "Budgetår", "Regnskabsår"), pick(t, "amount head", "Beløb", "Beløb", "Værdi"),
	}
	if a.unitAt == "heading" {
		heads[4] = "Beløb (" + a.unitText + ")"
	}
	order := []string{"case", "line", "type", "year", "amount"}
	idle := ""
	if a.decoys {
		idle = pick(t, "idle", "Konto", "Bilagsnr.", "Timer", "Løbenr.")
	}
	col := 1
	cols := map[string]int{}
	if idle != "" {
		s.put(row, col, idle, mark{role: "decoy", name: "column " + idle})
		cols["idle"] = col
		col++
	}
	for i, o := range order {
		s.put(row, col, heads[i], mark{role: "head"})
		cols[o] = col
		col++
	}
	if a.unitAt == "column" {
		s.put(row, col, "Enhed", mark{role: "head"})
		cols["unit"] = col
	}
	row++
	types := pick(t, "types", [2]string{"Udgift", "Gevinst"}, [2]string{"Omkostning", "Besparelse"}, [2]string{"Investering", "Effektivisering"})
	sums := oneIn(t, 3, "sums between")
	for _, title := range several(t, "title", rapid.IntRange(1, 3).Draw(t, "cases"), titles) {
		c := tell(t, a.unit, title, periods, rapid.IntRange(1, 2).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
		var sum int64
		for _, l := range c.lines {
			for y, x := range l.amounts {
				if x.state == missing {
					continue
				}
				s.put(row, cols["case"], title, mark{role: "title", line: title})
				s.put(row, cols["line"], l.label, mark{role: "label", kind: l.kind, line: l.label})
				s.put(row, cols["type"], types[btoi(l.kind == benefit)], mark{role: "label", kind: l.kind})
				s.put(row, cols["year"], a.axis.heads[y], mark{role: "head", period: a.axis.periods[y]})
				a.write(s, row, cols["amount"], x, l.kind, a.axis.periods[y], "")
				if cols["unit"] > 0 {
					s.put(row, cols["unit"], a.unitText, mark{role: "unit"})
				}
				if idle != "" {
					s.put(row, cols["idle"], rapid.IntRange(10, 4000).Draw(t, "idle number"), mark{role: "decoy", name: "column " + idle})
				}
				sum += a.signed(l.kind, x.kroner)
				row++
			}
		}
		if sums {
			s.put(row, cols["case"], fmt.Sprintf("%s i alt", title), mark{role: "total", name: "row of case"})
			a.number(s, row, cols["amount"], sum, mark{role: "total", name: "row of case"})
			row++
		}
	}
	a.foot(s, row, 1)
}
