package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// drawTransposed draws projects side by side (L6): a column per case, what is
// said of them down the rows.
func drawTransposed(t *rapid.T, b *book) {
	periods := rapid.IntRange(1, 3).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "heading", "foot", "format", "nowhere")
	s := a.sheet(pick(t, "sheet name", "Sammenligning", "Ark1", "Projekter"), "")
	row := a.top(s, 1, 1, pick(t, "caption", "", "Sammenligning af projekter"))
	costs := pick(t, "cost name", "Engangsudgift", "Investering", "Driftsudgift", "Udgift")
	benefits := pick(t, "benefit name", "Gevinst", "Besparelse", "Effektivisering")
	s.put(row, 1, pick(t, "case head", "Projekt", "Projektnavn", "Forslag", "Titel"), mark{role: "head"})
	var cases []story
	for i, title := range several(t, "title", rapid.IntRange(2, 4).Draw(t, "cases"), titles) {
		s.put(row, 2+i, title, mark{role: "title", line: title})
		cases = append(cases, tell(t, a.unit, title, periods, 1, 1))
	}
	total := ""
	if oneIn(t, 4, "total of cases") {
		total = pick(t, "total of cases", "I alt", "Samlet", "Alle projekter", "Sum")
		s.put(row, 2+len(cases), total, mark{role: "total", name: "column of all cases"})
		b.trait("column of all cases")
	}
	row++
	var idle []string
	if a.decoys {
		idle = several(t, "idle", rapid.IntRange(1, 4).Draw(t, "idles"), []string{"Projektnr.", "Forvaltning", "Antal brugere", "Årsværk", "Startdato", "Telefon", "Prioritet", "Tilbagebetalingstid (år)"})
	}
	for i, name := range idle {
		if i%2 == 0 {
			row = putAttribute(a, s, row, name, len(cases))
		}
	}
	for n, name := range []string{costs, benefits} {
		sums := make([]int64, len(cases))
		kind := []string{cost, benefit}[n]
		for y := range a.axis.periods {
			s.put(row, 1, fmt.Sprintf("%s %v", name, a.head(y)), mark{role: "label", kind: kind, period: a.axis.periods[y]})
			var across int64
			for i, c := range cases {
				a.write(s, row, 2+i, c.lines[n].amounts[y], kind, a.axis.periods[y], "")
				sums[i] += c.lines[n].amounts[y].kroner
				across += c.lines[n].amounts[y].kroner
			}
			if total != "" {
				a.number(s, row, 2+len(cases), a.signed(kind, across), mark{role: "total", name: "column of all cases"})
			}
			row++
		}
		if periods > 1 && oneIn(t, 3, "sum") {
			m := mark{role: "total", name: "row of kind"}
			s.put(row, 1, name+" i alt", m)
			for i := range cases {
				a.number(s, row, 2+i, a.signed(kind, sums[i]), m)
			}
			row++
		}
	}
	for i, name := range idle {
		if i%2 == 1 {
			row = putAttribute(a, s, row, name, len(cases))
		}
	}
	a.foot(s, row, 1)
}

func putAttribute(a *author, s *sheet, row int, name string, cases int) int {
	m := mark{role: "decoy", name: "attribute " + name}
	s.put(row, 1, name, m)
	for i := range cases {
		switch name {
		case "Projektnr.":
			s.put(row, 2+i, rapid.IntRange(100, 999).Draw(a.t, "number"), m)
		case "Forvaltning":
			s.put(row, 2+i, pick(a.t, "department", departments...), m)
		case "Antal brugere":
			s.put(row, 2+i, rapid.IntRange(10, 900).Draw(a.t, "users"), m)
		case "Årsværk":
			s.put(row, 2+i, float64(rapid.IntRange(1, 50).Draw(a.t, "staff"))/10, m)
		case "Startdato":
			s.put(row, 2+i, 45658+rapid.IntRange(0, 900).Draw(a.t, "date"), m).format = "dd-mm-yyyy"
		case "Telefon":
			s.put(row, 2+i, rapid.IntRange(43680000, 43689999).Draw(a.t, "phone"), m)
		case "Prioritet":
			s.put(row, 2+i, i+1, m)
		case "Tilbagebetalingstid (år)":
			s.put(row, 2+i, float64(rapid.IntRange(5, 90).Draw(a.t, "payback"))/10, m)
		}
	}
	return row + 1
}
