package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// drawQuarters draws a benefit register (L9): a benefit per row, quarters
// across, planned and realised in pairs.
func drawQuarters(t *rapid.T, b *book) {
	quarters := rapid.IntRange(2, 6).Draw(t, "quarters")
	a := newAuthor(t, b, 1, "line", "title", "format", "nowhere")
	a.axis.base = ""
	b.plain["year-axis"] = true
	if a.sign == costNegative {
		a.sign = bothPositive
	}
	year := rapid.IntRange(2024, 2026).Draw(t, "year")
	style := pick(t, "quarter", "K%d %d", "%d. kvartal %d", "Q%d %d", "%d. kvt. %d")
	pairs := oneIn(t, 2, "pairs")
	b.trait(fmt.Sprint("pairs ", pairs))
	s := a.sheet(pick(t, "sheet name", "Gevinster", "Ark1", "Opfølgning"), "")
	row := a.top(s, 1, 1, pick(t, "caption", "", "Gevinstregister", "Opfølgning på gevinster"))
	if oneIn(t, 2, "level said") {
		s.put(row, 1, "Beløb er for det enkelte kvartal", mark{role: "note"})
		row++
		b.plain["level-or-increment"] = true
	}
	head := row
	s.put(head, 1, pick(t, "case head", "Projekt", "Sag"), mark{role: "head"})
	s.put(head, 2, pick(t, "benefit head", "Gevinst", "Gevinstnavn", "Gevinster"), mark{role: "head"})
	col := 3
	idle := ""
	if a.decoys {
		idle = pick(t, "idle", "Gevinst-id", "Gevinstejer", "Helårseffekt i timer")
		s.put(head, col, idle, mark{role: "decoy", name: "column " + idle})
		col++
	}
	names := pick(t, "series", [2]string{"Plan", "Realiseret"}, [2]string{"Budget", "Regnskab"}, [2]string{"Planlagt", "Opnået"})
	var periods []string
	for q := range quarters {
		n, y := q%4+1, year+q/4
		periods = append(periods, fmt.Sprintf("%dK%d", y, n))
		text := fmt.Sprintf(style, n, y)
		m := mark{role: "head", period: periods[q]}
		if !pairs {
			s.put(head, col+q, text, m)
			continue
		}
		s.put(head, col+2*q, text, m)
		s.merge(head, col+2*q, head, col+2*q+1)
		s.put(head+1, col+2*q, names[0], m)
		s.put(head+1, col+2*q+1, names[1], m)
	}
	row = head + 1 + btoi(pairs)
	serial := 0
	for _, title := range several(t, "title", rapid.IntRange(1, 3).Draw(t, "cases"), titles) {
		c := tell(t, a.unit, title, quarters, 0, rapid.IntRange(1, 3).Draw(t, "benefits"))
		for _, l := range c.lines {
			serial++
			s.put(row, 1, title, mark{role: "title", line: title})
			s.put(row, 2, l.label, mark{role: "label", kind: benefit, line: l.label})
			switch idle {
			case "Gevinst-id":
				s.put(row, 3, fmt.Sprintf("G%d", serial), mark{role: "decoy", name: "id"})
			case "Gevinstejer":
				s.put(row, 3, "Centerchef", mark{role: "decoy", name: "owner"})
			case "Helårseffekt i timer":
				s.put(row, 3, rapid.IntRange(50, 900).Draw(t, "hours"), mark{role: "decoy", name: "hours"})
			}
			for q, x := range l.amounts {
				if !pairs {
					a.write(s, row, col+q, x, benefit, periods[q], "")
					continue
				}
				a.write(s, row, col+2*q, x, benefit, periods[q], "")
				if q < quarters/2 && x.state == known {
					a.write(s, row, col+2*q+1, amount{kroner: kronerIn(t, a.unit)}, benefit, periods[q], "realised")
				}
			}
			row++
		}
	}
	a.foot(s, row, 1)
}
