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
	beside   string // accumulated columns: "each" beside its year, or a "block" after them
	hides    string // what is hidden: a "line" or a "year"
	income   bool   // money that comes in stands among the costs
	ranges   bool   // a line has a row for its least and its most beside its own
}

// at is the column of a year.
func (l lineTable) at(year int) int {
	if l.beside == "each" {
		return l.yearsCol + 2*year
	}
	return l.yearsCol + year
}

// after is the column after the years and what is accumulated beside them.
func (l lineTable) after() int {
	if l.beside != "" {
		return l.yearsCol + 2*len(l.axis.periods)
	}
	return l.yearsCol + len(l.axis.periods)
}

// upTo is the column of what is accumulated up to a year.
func (l lineTable) upTo(year int) int {
	if l.beside == "each" {
		return l.at(year) + 1
	}
	return l.yearsCol + len(l.axis.periods) + year
}

func (a *author) lineTable() lineTable {
	t := a.t
	l := lineTable{author: a}
	l.grouping = pick(t, "grouping", "sections", "column", "wording", "type")
	l.totals = pick(t, "totals", "none", "below", "above")
	l.sumName = pick(t, "sum name", totalNames...)
	l.formulas = oneIn(t, 2, "formulas")
	l.net = oneIn(t, 2, "net")
	l.running = l.net && !a.axis.shuffled && oneIn(t, 3, "accumulated")
	if !a.axis.shuffled && oneIn(t, 8, "accumulated columns") {
		l.beside = pick(t, "accumulated beside", "each", "block")
		a.b.trait("accumulated " + l.beside)
	}
	if oneIn(t, 8, "hides") {
		l.hides = pick(t, "hidden", "line", "year")
		a.b.trait("hidden " + l.hides)
	}
	l.income = oneIn(t, 8, "income")
	l.ranges = oneIn(t, 10, "ranges")
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
		s.put(row, l.at(i), l.head(i), mark{role: "head", period: l.axis.periods[i]})
		if l.beside != "" {
			s.put(row, l.upTo(i), fmt.Sprintf("%s %v", pick(l.t, "accumulated word", "Akk.", "Akkumuleret", "Kumuleret"), l.axis.heads[i]), mark{role: "total", name: "column accumulated"})
		}
	}
	if l.hides == "year" && len(l.axis.periods) > 1 {
		s.hiddenCols[l.at(len(l.axis.periods)-2)] = true
	}
	sumCol := l.after()
	if l.sumYears != "" {
		s.put(row, sumCol, l.sumYears, mark{role: "total", name: "column " + l.sumYears})
	}
	row++
	serial := 0
	sums := map[string][]int64{}
	for n, kind := range []string{cost, benefit} {
		section := l.sections[n]
		sums[kind] = make([]int64, len(l.axis.periods))
		lines := l.linesOf(c, kind)
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
			s.put(row, labels, label, mark{role: "label", kind: kind, line: line.label, income: line.income})
			if idle > 0 {
				l.putIdle(s, row, idle)
			}
			if l.unitAt == "column" {
				s.put(row, l.yearsCol-1-btoi(l.spacer), l.unitText, mark{role: "unit"})
			}
			l.putAmounts(s, row, line, sums[kind])
			if l.sumYears != "" {
				l.putRowSum(s, row, sumCol, line)
			}
			if l.hides == "line" && i == 1 {
				s.hidden[row] = true
			}
			row++
			if n == 0 && i == 0 {
				row = l.putExtra(s, row, labels, line)
			}
			if l.ranges && n == 1 && i == 0 {
				row = l.putRange(s, row, labels, label, line)
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
