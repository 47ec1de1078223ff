package invented

import (
	"strings"

	"pgregory.net/rapid"
)

// drawYearsDown draws a profile: years down the rows, lines across.
func drawYearsDown(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 6).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "foot", "format", "nowhere")
	title := pick(t, "title", titles...)
	s := a.sheet(pick(t, "sheet name", "Profil", "Ark1", "Økonomi"), title)
	row := a.top(s, 1, 1, title)
	c := tell(t, a.unit, title, periods, rapid.IntRange(1, 3).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
	deep := oneIn(t, 2, "two levels")
	head := row
	leaf := head + btoi(deep)
	s.put(leaf, 1, pick(t, "corner", "År", "", "Budgetår"), mark{role: "head"})
	names := [2]string{pick(t, "cost name", "Udgifter", "Omkostninger"), pick(t, "benefit name", "Gevinster", "Besparelser")}
	wordings := [2]string{pick(t, "cost wording", costWordings...), pick(t, "benefit wording", benefitWordings...)}
	bare := !deep && oneIn(t, 3, "bare names")
	if bare {
		b.trait("columns without kinds")
	}
	col := 2
	spans := map[string][2]int{}
	for _, l := range c.lines {
		n := btoi(l.kind == benefit)
		text := l.label
		if !deep && !bare {
			text = strings.ReplaceAll(wordings[n], "%s", l.label)
		}
		s.put(leaf, col, text, mark{role: "label", kind: l.kind, line: l.label})
		if _, ok := spans[l.kind]; !ok {
			spans[l.kind] = [2]int{col, col}
			if deep {
				s.put(head, col, names[n], mark{role: "section", kind: l.kind})
			}
		}
		spans[l.kind] = [2]int{spans[l.kind][0], col}
		col++
	}
	if deep {
		for _, span := range spans {
			s.merge(head, span[0], head, span[1])
		}
	}
	net := oneIn(t, 2, "net")
	running := net && !a.axis.shuffled && oneIn(t, 2, "accumulated")
	if net {
		s.put(leaf, col, "Netto", mark{role: "total", name: "net column"})
	}
	if running {
		s.put(leaf, col+1, "Akkumuleret", mark{role: "total", name: "accumulated column"})
	}
	idle := ""
	if a.decoys {
		idle = pick(t, "idle", "Antal brugere", "Årsværk", "P/L-faktor", "Note")
		s.put(leaf, col+2, idle, mark{role: "decoy", name: "column " + idle})
	}
	row = leaf + 1
	totals := make([]int64, len(c.lines))
	var all int64
	for y := range a.axis.periods {
		s.put(row, 1, a.axis.heads[y], mark{role: "head", period: a.axis.periods[y]})
		var sum int64
		for i, l := range c.lines {
			x := l.amounts[y]
			a.write(s, row, 2+i, x, l.kind, a.axis.periods[y], "")
			totals[i] += x.kroner
			if l.kind == cost {
				sum -= x.kroner
			} else {
				sum += x.kroner
			}
		}
		if a.sign == benefitNegative {
			sum = -sum
		}
		all += sum
		if net {
			a.number(s, row, col, sum, mark{role: "total", name: "net column"})
		}
		if running {
			a.number(s, row, col+1, all, mark{role: "total", name: "accumulated column"})
		}
		switch idle {
		case "Antal brugere":
			s.put(row, col+2, rapid.IntRange(10, 900).Draw(t, "users"), mark{role: "decoy", name: "column users"})
		case "Årsværk":
			s.put(row, col+2, float64(rapid.IntRange(1, 50).Draw(t, "staff"))/10, mark{role: "decoy", name: "column staff"})
		case "P/L-faktor":
			s.put(row, col+2, 1+float64(y)*0.02, mark{role: "decoy", name: "column factor"})
		case "Note":
			s.put(row, col+2, y+1, mark{role: "decoy", name: "column note"})
		}
		row++
	}
	if oneIn(t, 2, "total row") {
		m := mark{role: "total", name: "row of years"}
		s.put(row, 1, pick(t, "total name", "I alt", "Sum", "Total"), m)
		for i, l := range c.lines {
			a.number(s, row, 2+i, a.signed(l.kind, totals[i]), m)
		}
		if net {
			a.number(s, row, col, all, m)
		}
		row++
	}
	a.foot(s, row, 1)
}
