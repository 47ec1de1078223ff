package invented

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// lineTable is how an author lays out the lines of one case: labels at the
// left, years across.
type lineTable struct {
	*author
	grouping string // how a line says whether it costs
	totals   string // where the sums of a section stand
	sumName  string
	formulas bool
	net      bool
	running  bool // an accumulated row below the result
	sumYears string
	number   bool // a column of line numbers
	idle     string
	spacer   bool
	sections [2]string
	wordings [2]string
	extra    []string // rows that are no amounts
	below    []string // rows after the result
	yearsCol int
	firstCol int
}

func (a *author) lineTable() lineTable {
	t := a.t
	l := lineTable{author: a}
	l.grouping = pick(t, "grouping", "sections", "column", "wording", "type")
	l.totals = pick(t, "totals", "none", "below", "above")
	l.sumName = pick(t, "sum name", totalNames...)
	l.formulas = oneIn(t, 2, "formulas")
	l.net = oneIn(t, 2, "net")
	l.running = l.net && oneIn(t, 3, "accumulated")
	l.sumYears = pick(t, "sum of years", "", "I alt", "Sum", "Total", "Hele perioden", "I alt 2025-28")
	l.number = oneIn(t, 4, "numbered")
	l.idle = pick(t, "idle column", "", "", "Konto", "Note", "Ansvarlig", "Andel", "Antal")
	l.spacer = oneIn(t, 4, "spacer")
	l.sections = [2]string{pick(t, "cost section", costSections...), pick(t, "benefit section", benefitSections...)}
	l.wordings = [2]string{pick(t, "cost wording", costWordings...), pick(t, "benefit wording", benefitWordings...)}
	if a.decoys {
		l.extra = several(t, "extra", rapid.IntRange(1, 2).Draw(t, "extras"), idleRows)
		l.below = several(t, "below", rapid.IntRange(0, 2).Draw(t, "belows"), rowsBelow)
	}
	a.b.trait("grouping " + l.grouping)
	return l
}

// idleRows stand among the lines and are no money of the case.
var idleRows = []string{"Antal brugere", "Årsværk", "Timer", "Pris pr. licens (kr.)", "heraf intern tid", "P/L-faktor", "Andel i pct."}

// rowsBelow stand under the result.
var rowsBelow = []string{"Tilbagebetalingstid (år)", "Nutidsværdi", "Diskonteringsfaktor", "Intern rente"}

// write writes the table of a case from a cell on, and gives its last row.
func (l lineTable) write(s *sheet, row, col int, c story) int {
	l.firstCol = col
	labels := col
	if l.number {
		s.put(row, col, pick(l.t, "number head", "Nr.", "#", ""), mark{role: "head"})
		labels++
	}
	group := 0
	if l.grouping == "column" || l.grouping == "type" {
		group = labels
		name := "Gruppe"
		if l.grouping == "type" {
			name = "Type"
		}
		s.put(row, group, pick(l.t, "group head", name, ""), mark{role: "head"})
		labels++
	}
	s.put(row, labels, l.corner(), mark{role: "head"})
	next := labels + 1
	idle := 0
	if l.idle != "" {
		idle = next
		s.put(row, idle, l.idle, mark{role: "decoy", name: "column " + l.idle})
		next++
	}
	if l.unitAt == "column" {
		s.put(row, next, pick(l.t, "unit column", "Enhed", "Enhed", "Måleenhed"), mark{role: "head"})
		next++
	}
	if l.spacer {
		next++
	}
	l.yearsCol = next
	for i := range l.axis.periods {
		s.put(row, next+i, l.head(i), mark{role: "head", period: l.axis.periods[i]})
	}
	sumCol := next + len(l.axis.periods)
	if l.sumYears != "" {
		s.put(row, sumCol, l.sumYears, mark{role: "total", name: "column " + l.sumYears})
	}
	row++
	serial := 0
	sums := map[string][]int64{}
	for n, kind := range []string{cost, benefit} {
		section := l.sections[n]
		sums[kind] = make([]int64, len(l.axis.periods))
		var lines []line
		for _, line := range c.lines {
			if line.kind == kind {
				lines = append(lines, line)
			}
		}
		if len(lines) == 0 {
			continue
		}
		plain := strings.ToLower(strings.Trim(section, ":12. "))
		if l.grouping == "sections" && l.totals != "above" {
			s.put(row, labels, section, mark{role: "section", kind: kind}).bold = true
			row++
		}
		sumRow := row
		if l.totals == "above" {
			row++
		}
		first := row
		for i, line := range lines {
			serial++
			if l.number {
				s.put(row, col, serial, mark{role: "decoy", name: "line number"})
			}
			if group > 0 && (i == 0 || l.grouping == "type") {
				text := section
				if l.grouping == "type" {
					text = map[string]string{cost: "Udgift", benefit: "Gevinst"}[kind]
				}
				s.put(row, group, text, mark{role: "label", kind: kind})
			}
			label := line.label
			if l.grouping == "wording" {
				label = fmt.Sprintf(l.wordings[n], line.label)
			}
			s.put(row, labels, label, mark{role: "label", kind: kind, line: line.label})
			if idle > 0 {
				l.putIdle(s, row, idle)
			}
			if l.unitAt == "column" {
				s.put(row, l.yearsCol-1-btoi(l.spacer), l.unitText, mark{role: "unit"})
			}
			for j, x := range line.amounts {
				l.author.write(s, row, l.yearsCol+j, x, kind, l.axis.periods[j], "")
				sums[kind][j] += x.kroner
			}
			if l.sumYears != "" {
				l.putRowSum(s, row, sumCol, line)
			}
			row++
			if n == 0 && i == 0 {
				row = l.putExtra(s, row, labels, line)
			}
		}
		if l.totals != "none" && (len(lines) > 1 || l.totals == "below") {
			at := row
			if l.totals == "above" {
				at = sumRow
			} else {
				row++
			}
			name := l.sumName
			if l.grouping != "sections" && !strings.Contains(name, "%s") {
				name = "%s i alt"
			}
			if strings.Contains(name, "%s") {
				name = fmt.Sprintf(name, plain)
			}
			if l.totals == "above" && l.grouping == "sections" {
				name = section
			}
			l.putSums(s, at, labels, capital(name), kind, sums[kind], first, first+len(lines)-1+l.extraRows(n))
		} else if l.totals == "above" {
			s.put(sumRow, labels, section, mark{role: "section", kind: kind}).bold = true
		}
	}
	return l.putResult(s, row, labels, sums)
}

func (l lineTable) extraRows(section int) int {
	if section == 0 {
		return len(l.extra)
	}
	return 0
}

func capital(text string) string {
	r := []rune(text)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// putIdle puts something in a column that holds no amounts.
func (l lineTable) putIdle(s *sheet, row, col int) {
	m := mark{role: "decoy", name: "column " + l.idle}
	switch l.idle {
	case "Konto":
		s.put(row, col, rapid.IntRange(100000, 999999).Draw(l.t, "account"), m)
	case "Note":
		s.put(row, col, rapid.IntRange(1, 9).Draw(l.t, "note number"), m)
	case "Ansvarlig":
		s.put(row, col, pick(l.t, "who", "Projektleder", "Økonomi", "It-chef"), m)
	case "Andel":
		s.put(row, col, float64(rapid.IntRange(1, 9).Draw(l.t, "share"))/10, m).format = "0%"
	case "Antal":
		s.put(row, col, rapid.IntRange(1, 400).Draw(l.t, "count"), m)
	}
}

// putRowSum puts the sum of a line's years.
func (l lineTable) putRowSum(s *sheet, row, col int, line line) {
	var sum int64
	for _, x := range line.amounts {
		sum += x.kroner
	}
	m := mark{role: "total", name: "column " + l.sumYears}
	cell := l.author.number(s, row, col, l.signed(line.kind, sum), m)
	if l.formulas && l.isNumbers() {
		cell.formula = fmt.Sprintf("SUM(%s%d:%s%d)", letters(l.yearsCol), row, letters(l.yearsCol+len(line.amounts)-1), row)
	}
}

func (l lineTable) isNumbers() bool { return l.numbers == "plain" || l.numbers == "grouped" }

// putSums puts the sum of a section.
func (l lineTable) putSums(s *sheet, row, labels int, name, kind string, sums []int64, first, last int) {
	m := mark{role: "total", name: "row " + l.totals, kind: kind}
	s.put(row, labels, name, m).bold = true
	var all int64
	for j, sum := range sums {
		cell := l.author.number(s, row, l.yearsCol+j, l.signed(kind, sum), m)
		all += sum
		if l.formulas && l.isNumbers() && (len(l.extra) == 0 || kind == benefit) {
			cell.formula = fmt.Sprintf("SUM(%[1]s%[2]d:%[1]s%[3]d)", letters(l.yearsCol+j), first, last)
		}
	}
	if l.sumYears != "" {
		l.author.number(s, row, l.yearsCol+len(sums), l.signed(kind, all), m)
	}
}

// putExtra puts rows that are no amounts of the case below its first line.
func (l lineTable) putExtra(s *sheet, row, labels int, above line) int {
	for _, name := range l.extra {
		m := mark{role: "decoy", name: "row " + name}
		s.put(row, labels, name, m)
		for j := range l.axis.periods {
			x := above.amounts[j]
			switch name {
			case "Antal brugere":
				s.put(row, l.yearsCol+j, rapid.IntRange(20, 900).Draw(l.t, "users"), m)
			case "Årsværk":
				s.put(row, l.yearsCol+j, float64(rapid.IntRange(1, 40).Draw(l.t, "staff"))/10, m)
			case "Timer":
				s.put(row, l.yearsCol+j, rapid.IntRange(50, 2500).Draw(l.t, "hours"), m)
			case "Pris pr. licens (kr.)":
				s.put(row, l.yearsCol+j, rapid.IntRange(100, 900).Draw(l.t, "price"), m)
			case "heraf intern tid":
				if x.state == known {
					l.author.number(s, row, l.yearsCol+j, l.signed(cost, max(1, x.kroner/l.unit.step/3)*l.unit.step), m)
				}
			case "P/L-faktor":
				s.put(row, l.yearsCol+j, 1+float64(j)*0.02, m)
			case "Andel i pct.":
				s.put(row, l.yearsCol+j, rapid.IntRange(5, 100).Draw(l.t, "percent"), m)
			}
		}
		row++
	}
	return row
}

// putResult puts the result, what it accumulates to, and what stands below.
func (l lineTable) putResult(s *sheet, row, labels int, sums map[string][]int64) int {
	if l.net {
		name := pick(l.t, "net name", netNames...)
		m := mark{role: "total", name: "net"}
		s.put(row, labels, name, m).bold = true
		var net, all int64
		running := make([]int64, len(l.axis.periods))
		for j := range l.axis.periods {
			x := sums[benefit][j] - sums[cost][j]
			if l.sign == benefitNegative {
				x = -x
			}
			l.author.number(s, row, l.yearsCol+j, x, m)
			net += x
			all += x
			running[j] = net
		}
		if l.sumYears != "" {
			l.author.number(s, row, l.yearsCol+len(l.axis.periods), all, m)
		}
		row++
		if l.running {
			m := mark{role: "total", name: "accumulated"}
			s.put(row, labels, pick(l.t, "accumulated name", "Akkumuleret", "Akkumuleret netto", "Kumuleret resultat"), m)
			for j, x := range running {
				l.author.number(s, row, l.yearsCol+j, x, m)
			}
			row++
		}
	}
	if len(l.below) > 0 && oneIn(l.t, 2, "blank below") {
		row++
	}
	for _, name := range l.below {
		m := mark{role: "decoy", name: "below " + name}
		s.put(row, labels, name, m)
		switch name {
		case "Tilbagebetalingstid (år)":
			s.put(row, l.yearsCol, float64(rapid.IntRange(5, 80).Draw(l.t, "payback"))/10, m)
		case "Nutidsværdi":
			l.author.number(s, row, l.yearsCol, kronerIn(l.t, l.unit), m)
		case "Diskonteringsfaktor":
			for j := range l.axis.periods {
				s.put(row, l.yearsCol+j, float64(10000-380*j)/10000, m)
			}
		case "Intern rente":
			s.put(row, l.yearsCol, float64(rapid.IntRange(1, 60).Draw(l.t, "irr"))/100, m).format = "0%"
		}
		row++
	}
	return row - 1
}
