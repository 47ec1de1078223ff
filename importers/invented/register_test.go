package invented

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// drawRegister draws a register (L3, L4): a case per row, amounts by kind and
// year in columns, with headings of one level or two.
func drawRegister(t *rapid.T, b *book) {
	periods := rapid.IntRange(1, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "heading", "column", "foot", "format", "nowhere")
	r := register{author: a, shape: pick(t, "shape", "kind and year", "kind over years", "years over kinds", "kind over years, said once")}
	if r.shape != "kind and year" && a.unitAt == "heading" {
		b.trait("unit in lower headings")
	}
	r.costName = pick(t, "cost name", "Investering", "Udgift", "Engangsudgift", "Udgifter", "Driftsudgift")
	r.benefitName = pick(t, "benefit name", "Besparelse", "Gevinst", "Effektivisering", "Mindreudgift", "Gevinster")
	b.trait("register " + r.shape)
	b.csv = oneIn(t, 8, "csv") && a.unitAt != "format" && r.shape == "kind and year"
	r.sums = oneIn(t, 3, "sums of years")
	r.total = oneIn(t, 2, "total row")
	if oneIn(t, 4, "all kinds") {
		r.across = pick(t, "all kinds name", "Netto", "Nettogevinst", "I alt", "Samlet økonomi")
		b.trait("across " + r.across)
	}
	r.groups = oneIn(t, 4, "departments as sections")
	if a.decoys {
		r.idle = several(t, "idle", rapid.IntRange(1, 3).Draw(t, "idles"), registerColumns)
	}
	name := "fil"
	if !b.csv {
		name = pick(t, "sheet name", "Katalog", "Ark1", "Oversigt", "Projektliste", "Data")
	}
	s := a.sheet(name, "")
	var cases []story
	for i, title := range several(t, "title", rapid.IntRange(2, 5).Draw(t, "cases"), titles) {
		c := tell(t, a.unit, title, periods, 1, 1)
		c.number = fmt.Sprint(i + 1)
		cases = append(cases, c)
	}
	row := a.top(s, 1, 1, pick(t, "caption", "", "Effektiviseringskatalog", "Forslag til handleplan", "Oversigt over projekter"))
	r.write(s, row, cases)
}

// registerColumns hold no amounts.
var registerColumns = []string{"Tilbagebetalingstid (år)", "Årsværk", "Prioritet", "Telefon", "Startdato", "Sagsnr.", "Fremdrift", "Kontonr.", "Bemærkninger"}

type register struct {
	*author
	shape                 string
	costName, benefitName string
	sums, total, groups   bool
	across                string // a column of all kinds together
	idle                  []string
}

// registerColumn is a column of amounts.
type registerColumn struct {
	line, year int
	sum        bool
}

func (r register) write(s *sheet, row int, cases []story) {
	t := r.t
	col := 1
	head := row
	deep := r.shape != "kind and year"
	leaf := head + btoi(deep)
	over := func(text any, m mark) {
		s.put(head, col, text, m)
		if deep && oneIn(t, 2, "merged down") {
			s.merge(head, col, leaf, col)
		} else if deep && oneIn(t, 2, "on the lower row") {
			delete(s.cells, place{head, col})
			s.put(leaf, col, text, m)
		}
		col++
	}
	number := oneIn(t, 2, "number")
	if number {
		over(pick(t, "number head", "Nr.", "Nr", "ID", "Projektnr."), mark{role: "head"})
	}
	over(pick(t, "title head", "Projekt", "Forslag", "Titel", "Initiativ", "Tiltag"), mark{role: "head"})
	department := !r.groups && oneIn(t, 2, "department")
	if department {
		over(pick(t, "department head", "Udvalg", "Center", "Forvaltning"), mark{role: "head"})
	}
	before := map[int]string{}
	after := map[int]string{}
	for i, name := range r.idle {
		if i%2 == 0 {
			before[col] = name
			over(name, mark{role: "decoy", name: "column " + name})
		}
	}
	unitCol := 0
	if r.unitAt == "column" {
		unitCol = col
		over("Enhed", mark{role: "head"})
	}
	columns := map[int]registerColumn{}
	var order []int
	add := func(c registerColumn) {
		columns[col] = c
		order = append(order, col)
		kind := []string{cost, benefit}[c.line]
		name := []string{r.costName, r.benefitName}[c.line]
		m := mark{role: "head", kind: kind}
		text := any("I alt")
		if c.sum {
			m.role, m.name = "total", "column of register"
		} else {
			m.period = r.axis.periods[c.year]
			text = r.head(c.year)
		}
		switch r.shape {
		case "kind and year":
			s.put(head, col, fmt.Sprintf("%s %v", name, text), m)
		case "years over kinds":
			s.put(leaf, col, name, m)
		default:
			s.put(leaf, col, text, m)
		}
		col++
	}
	kindHead := func(from, line int) {
		if !deep {
			return
		}
		s.put(head, from, []string{r.costName, r.benefitName}[line], mark{role: "head", kind: []string{cost, benefit}[line]})
		if r.shape != "kind over years, said once" {
			s.merge(head, from, head, col-1)
		}
	}
	if r.shape == "years over kinds" {
		for y := range r.axis.periods {
			from := col
			add(registerColumn{line: 0, year: y})
			add(registerColumn{line: 1, year: y})
			s.put(head, from, r.head(y), mark{role: "head", period: r.axis.periods[y]})
			s.merge(head, from, head, col-1)
		}
	} else {
		for line := range 2 {
			from := col
			for y := range r.axis.periods {
				add(registerColumn{line: line, year: y})
			}
			if r.sums && len(r.axis.periods) > 1 {
				add(registerColumn{line: line, sum: true})
			}
			kindHead(from, line)
		}
	}
	acrossCol := 0
	if r.across != "" {
		acrossCol = col
		over(r.across, mark{role: "total", name: "column of all kinds"})
	}
	for i, name := range r.idle {
		if i%2 == 1 {
			after[col] = name
			over(name, mark{role: "decoy", name: "column " + name})
		}
	}
	row = leaf + 1
	totals := map[int]int64{}
	for i, c := range cases {
		if r.groups && i%2 == 0 {
			s.put(row, 1+btoi(number), departments[i/2], mark{role: "section"})
			row++
		}
		at := 1
		if number {
			s.put(row, at, i+1, mark{role: "decoy", name: "case number", line: c.title})
			at++
		}
		s.put(row, at, c.title, mark{role: "title", line: c.title})
		at++
		if department {
			s.put(row, at, pick(t, "department", departments...), mark{role: "label"})
		}
		for at, name := range before {
			r.putIdle(s, row, at, name, i)
		}
		for at, name := range after {
			r.putIdle(s, row, at, name, i)
		}
		if unitCol > 0 {
			s.put(row, unitCol, r.unitText, mark{role: "unit"})
		}
		var net int64
		for _, at := range order {
			k := columns[at]
			l := c.lines[k.line]
			if k.sum {
				var sum int64
				for _, x := range l.amounts {
					sum += x.kroner
				}
				r.number(s, row, at, r.signed(l.kind, sum), mark{role: "total", name: "column of register"})
				totals[at] += r.signed(l.kind, sum)
				continue
			}
			r.author.write(s, row, at, l.amounts[k.year], l.kind, r.axis.periods[k.year], "")
			totals[at] += r.signed(l.kind, l.amounts[k.year].kroner)
			net += r.netOf(l.kind, l.amounts[k.year].kroner)
		}
		if acrossCol > 0 {
			r.number(s, row, acrossCol, net, mark{role: "total", name: "column of all kinds"})
			totals[acrossCol] += net
		}
		row++
	}
	if r.total {
		if oneIn(t, 4, "blank above total") {
			row++
		}
		name := pick(t, "total name", "I alt", "Total", "Sum", "Samlet", "Hele kataloget", "")
		s.put(row, 1+btoi(number), name, mark{role: "total", name: "row of register"})
		if acrossCol > 0 {
			order = append(order, acrossCol)
		}
		for _, at := range order {
			m := mark{role: "total", name: strings.TrimSpace("row of register " + name)}
			c := r.number(s, row, at, totals[at], m)
			if (r.numbers == "plain" || r.numbers == "grouped") && oneIn(t, 2, "total by formula") {
				c.formula = fmt.Sprintf("SUM(%[1]s%[2]d:%[1]s%[3]d)", letters(at), leaf+1, row-1)
			}
		}
		row++
	}
	r.foot(s, row, 1)
}

// netOf is what an amount counts in a column of all kinds together.
func (r register) netOf(kind string, kroner int64) int64 {
	switch {
	case r.sign != bothPositive:
		return r.signed(kind, kroner)
	case kind == cost:
		return -kroner
	}
	return kroner
}

func (r register) putIdle(s *sheet, row, col int, name string, i int) {
	m := mark{role: "decoy", name: "column " + name}
	t := r.t
	switch name {
	case "Tilbagebetalingstid (år)":
		s.put(row, col, float64(rapid.IntRange(5, 90).Draw(t, "payback"))/10, m)
	case "Årsværk":
		s.put(row, col, float64(rapid.IntRange(1, 60).Draw(t, "staff"))/10, m)
	case "Prioritet":
		s.put(row, col, i+1, m)
	case "Telefon":
		s.put(row, col, rapid.IntRange(43680000, 43689999).Draw(t, "phone"), m)
	case "Startdato":
		s.put(row, col, 45658+rapid.IntRange(0, 900).Draw(t, "date"), m).format = "dd-mm-yyyy"
	case "Sagsnr.":
		s.put(row, col, fmt.Sprintf("25/%06d", rapid.IntRange(100, 99999).Draw(t, "journal")), m)
	case "Fremdrift":
		s.put(row, col, float64(rapid.IntRange(0, 20).Draw(t, "progress"))/20, m).format = "0%"
	case "Kontonr.":
		s.put(row, col, rapid.IntRange(1000, 9999).Draw(t, "account"), m)
	case "Bemærkninger":
		s.put(row, col, pick(t, "remark", "Afventer tilbud fra leverandør", "Se bilag 3", "Drøftes 12.03.2025", "2 medarbejdere på kursus"), m)
	}
}
