package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// drawCaseSheet draws a case on a sheet (L2), one to three of them in a book.
func drawCaseSheet(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 5).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "corner", "heading", "column", "foot", "format", "nowhere")
	l := a.lineTable()
	b.csv = oneIn(t, 8, "csv") && a.unitAt != "format"
	cases := 1
	if !b.csv {
		cases = pick(t, "cases", 1, 1, 2, 3)
	}
	row, col := 1, 1
	if oneIn(t, 4, "moved in") {
		col = 2
	}
	for i, title := range several(t, "title", cases, titles) {
		name := "Økonomi"
		if cases > 1 {
			name = pick(t, "sheet name", fmt.Sprintf("Ark%d", i+1), title)
		} else {
			name = pick(t, "sheet name", name, "Ark1", "Business case", "Beregning")
		}
		if b.csv {
			name = "fil"
		}
		s := a.sheet(name, title)
		c := tell(t, a.unit, title, periods, rapid.IntRange(1, 4).Draw(t, "costs"), rapid.IntRange(1, 3).Draw(t, "benefits"))
		last := l.write(s, a.top(s, row, col, title), col, c)
		a.foot(s, last+1, col)
		if !b.csv && oneIn(t, 10, "comments") {
			b.trait("comments")
			a.comment(s)
		}
	}
}

// drawMonthly draws a case whose periods are months.
func drawMonthly(t *rapid.T, b *book) {
	months := rapid.IntRange(3, 13).Draw(t, "months")
	a := newAuthor(t, b, 1, "line", "title", "corner", "format", "nowhere")
	a.axis = drawMonths(t, b, months)
	l := a.lineTable()
	title := pick(t, "title", titles...)
	s := a.sheet(pick(t, "sheet name", "Økonomi", "Ark1", "Periodisering"), title)
	c := tell(t, a.unit, title, months, rapid.IntRange(1, 3).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
	last := l.write(s, a.top(s, 1, 1, title), 1, c)
	a.foot(s, last+1, 1)
}

// drawSideBySide draws two or three cases beside each other on a sheet, each
// under its title, or without one.
func drawSideBySide(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "corner", "heading", "format", "nowhere")
	l := a.lineTable()
	l.spacer, l.idle = false, ""
	s := a.sheet(pick(t, "sheet name", "Forslag", "Ark1"), "")
	named := !oneIn(t, 3, "without names")
	b.beside, b.plain["title"] = true, named
	b.trait(fmt.Sprint("named ", named))
	col := 1
	for _, title := range several(t, "title", rapid.IntRange(2, 3).Draw(t, "cases"), titles) {
		c := tell(t, a.unit, title, periods, rapid.IntRange(1, 2).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
		if !named {
			title = ""
		}
		l.write(s, a.top(s, 1, col, title), col, c)
		col = s.endCol + 1 + rapid.IntRange(1, 2).Draw(t, "gap")
	}
}

// drawVersions draws two versions of a case on two sheets: the later one counts.
func drawVersions(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "corner", "heading", "format", "nowhere")
	l := a.lineTable()
	title := pick(t, "title", titles...)
	c := tell(t, a.unit, title, periods, rapid.IntRange(1, 3).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
	newer := pick(t, "newer", "%s v2", "%s (rettet)", "%s endelig", "%s")
	names := pick(t, "sheet names", [2]string{"Beregning", "Beregning v2"}, [2]string{"Udkast", "Endelig"}, [2]string{"Ark1", "Ark2"})
	for version, name := range names {
		called := title
		if version == 1 {
			called = fmt.Sprintf(newer, title)
			b.newer = []string{name, called}
		}
		s := a.sheet(name, called)
		l.write(s, a.top(s, 1, 1, called), 1, c)
		if version == 0 {
			for _, cell := range s.cells {
				if cell.mark.want != nil {
					cell.mark.role, cell.mark.name, cell.mark.want = "decoy", "of the older version", nil
				}
			}
			c = revised(t, a.unit, c)
		}
	}
}

// revised is a case with other amounts in some of its lines.
func revised(t *rapid.T, u unit, c story) story {
	lines := append([]line{}, c.lines...)
	for i := range lines {
		if i > 0 && oneIn(t, 2, "kept") {
			continue
		}
		lines[i].amounts = append([]amount{}, lines[i].amounts...)
		for j := range lines[i].amounts {
			if x := &lines[i].amounts[j]; x.state == known {
				x.kroner = kronerIn(t, u)
			}
		}
	}
	c.lines = lines
	return c
}

// comment puts comments at some amounts, that change nothing.
func (a *author) comment(s *sheet) {
	for row := 1; row <= s.endRow; row++ {
		for col := 1; col <= s.endCol; col++ {
			if c := s.cells[place{row, col}]; c != nil && c.mark.role == "amount" && oneIn(a.t, 5, "commented") {
				s.comments[place{row, col}] = pick(a.t, "comment", "Skøn fra leverandøren", "Se tilbud af 4. marts", "Afstemt med regnskabet 2024", "Heraf 20 pct. usikkert")
			}
		}
	}
}

// drawStacked draws two or three cases under each other on a sheet.
func drawStacked(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "corner", "heading", "format", "nowhere")
	l := a.lineTable()
	s := a.sheet(pick(t, "sheet name", "Forslag", "Ark1"), "")
	row := 1
	for _, title := range several(t, "title", rapid.IntRange(2, 3).Draw(t, "cases"), titles) {
		c := tell(t, a.unit, title, periods, rapid.IntRange(1, 2).Draw(t, "costs"), rapid.IntRange(1, 2).Draw(t, "benefits"))
		row = l.write(s, a.top(s, row, 1, title), 1, c) + rapid.IntRange(2, 4).Draw(t, "gap")
	}
}

// drawBeside draws the costs of a case beside its benefits.
func drawBeside(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 4).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "title", "format", "nowhere")
	title := pick(t, "title", titles...)
	s := a.sheet(pick(t, "sheet name", "Økonomi", "Ark1"), title)
	c := tell(t, a.unit, title, periods, rapid.IntRange(1, 3).Draw(t, "costs"), rapid.IntRange(1, 3).Draw(t, "benefits"))
	row := a.top(s, 1, 1, title)
	total := oneIn(t, 2, "totals")
	col := 1
	last := row
	for n, kind := range []string{cost, benefit} {
		name := []string{pick(t, "cost name", "Udgifter", "Omkostninger"), pick(t, "benefit name", "Gevinster", "Besparelser")}[n]
		s.put(row, col, name, mark{role: "section", kind: kind})
		for y := range a.axis.periods {
			s.put(row, col+1+y, a.axis.heads[y], mark{role: "head", period: a.axis.periods[y]})
		}
		at := row + 1
		sums := make([]int64, periods)
		for _, l := range c.lines {
			if l.kind != kind {
				continue
			}
			s.put(at, col, l.label, mark{role: "label", kind: kind, line: l.label})
			for y, x := range l.amounts {
				a.write(s, at, col+1+y, x, kind, a.axis.periods[y], "")
				sums[y] += x.kroner
			}
			at++
		}
		if total {
			m := mark{role: "total", name: "row of block"}
			s.put(at, col, "I alt", m)
			for y, x := range sums {
				a.number(s, at, col+1+y, a.signed(kind, x), m)
			}
			at++
		}
		last = max(last, at)
		col += periods + 2
	}
	a.foot(s, last, 1)
}

// drawCaseBook draws a case over several sheets (L1): what it is, what it costs
// and what it gives.
func drawCaseBook(t *rapid.T, b *book) {
	periods := rapid.IntRange(2, 5).Draw(t, "years")
	a := newAuthor(t, b, periods, "line", "form", "corner", "heading", "format", "nowhere")
	title := pick(t, "title", titles...)
	front := a.sheet(pick(t, "front", "Stamdata", "Forside"), title)
	row := 1
	say := func(label string, value any) {
		front.put(row, 1, label, mark{role: "head"})
		front.put(row, 2, value, mark{role: "title", name: label})
		row++
	}
	say(pick(t, "title label", "Titel", "Projektnavn", "Projekt"), title)
	say("Projektnr.", rapid.IntRange(100, 999).Draw(t, "number"))
	if oneIn(t, 2, "owner") {
		say("Projektejer", "Centerchef")
	}
	if oneIn(t, 3, "phone") {
		say("Telefon", 43686868)
	}
	if a.unitAt == "form" {
		say(pick(t, "unit label", "Enhed", "Beløb i"), a.unitText)
	}
	if a.axis.style == "counted" && oneIn(t, 2, "base year said") {
		if label := pick(t, "base label", "Basisår", "Startår"); label == "Basisår" {
			say(label, atoi(a.axis.base)-a.axis.from) // the year of År 0, though it may not be counted
		} else {
			say(label, atoi(a.axis.base))
		}
		b.plain["year-axis"] = true
	}
	if a.price != "" {
		say("Prisniveau", a.price)
	}
	c := tell(t, a.unit, title, periods, rapid.IntRange(1, 4).Draw(t, "costs"), rapid.IntRange(1, 3).Draw(t, "benefits"))
	names := [2]string{pick(t, "cost sheet", "Udgifter", "Projektudgifter", "Omkostninger"), pick(t, "benefit sheet", "Gevinster", "Økonomiske gevinster", "Besparelser")}
	total := oneIn(t, 2, "totals")
	for n, kind := range []string{cost, benefit} {
		s := a.sheet(names[n], title)
		row := a.top(s, 1, 1, pick(t, "caption", "", names[n]))
		s.put(row, 1, a.corner(), mark{role: "head"})
		for y := range a.axis.periods {
			s.put(row, 2+y, a.head(y), mark{role: "head", period: a.axis.periods[y]})
		}
		row++
		sums := make([]int64, periods)
		for _, l := range c.lines {
			if l.kind != kind {
				continue
			}
			s.put(row, 1, l.label, mark{role: "label", kind: kind, line: l.label})
			for y, x := range l.amounts {
				a.write(s, row, 2+y, x, kind, a.axis.periods[y], "")
				sums[y] += x.kroner
			}
			row++
		}
		if total {
			m := mark{role: "total", name: "row of sheet"}
			s.put(row, 1, pick(t, "total name", "I alt", "Sum", names[n]+" i alt"), m)
			for y, x := range sums {
				a.number(s, row, 2+y, a.signed(kind, x), m)
			}
		}
	}
}
