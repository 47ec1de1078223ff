package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// linesOf are the lines of a kind, with the income among the costs.
func (l lineTable) linesOf(c story, kind string) []line {
	var lines []line
	for _, line := range c.lines {
		if line.kind == kind {
			lines = append(lines, line)
		}
	}
	if !l.income || kind != cost || len(lines) == 0 || l.grouping == "wording" {
		return lines
	}
	in := tellLine(l.t, l.unit, pick(l.t, "income name", "Refusion fra staten", "Salg af gammelt udstyr", "Tilskud fra puljen", "Rabat"), cost, len(l.axis.periods), 0)
	in.income = true
	for i := range in.amounts {
		in.amounts[i].kroner = -in.amounts[i].kroner
	}
	l.b.trait("income among costs")
	return append(lines, in)
}

// putAmounts puts the amounts of a line, and what they accumulate to.
func (l lineTable) putAmounts(s *sheet, row int, line line, sums []int64) {
	var all int64
	for j, x := range line.amounts {
		l.writeLine(s, row, l.at(j), x, line, l.axis.periods[j])
		sums[j] += x.kroner
		all += x.kroner
		if l.beside != "" {
			l.author.number(s, row, l.upTo(j), l.spelled(line, all), mark{role: "total", name: "column accumulated"})
		}
	}
}

// putRange puts the least and the most that a line may be.
func (l lineTable) putRange(s *sheet, row, labels int, label string, of line) int {
	l.b.trait("min and max")
	ends := pick(l.t, "ends", [2]string{"min.", "maks."}, [2]string{"lavt skøn", "højt skøn"}, [2]string{"pessimistisk", "optimistisk"})
	for i, end := range ends {
		m := mark{role: "decoy", name: "row of an estimate"}
		s.put(row, labels, fmt.Sprintf("%s (%s)", label, end), m)
		for j, x := range of.amounts {
			if x.state == known {
				l.author.number(s, row, l.at(j), l.signed(of.kind, x.kroner/l.unit.step*int64(4+4*i)/6*l.unit.step), m)
			}
		}
		row++
	}
	return row
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
	cell := l.author.number(s, row, col, l.spelled(line, sum), m)
	if l.formulas && l.isNumbers() && l.beside != "each" {
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
		cell := l.author.number(s, row, l.at(j), l.signed(kind, sum), m)
		all += sum
		if l.formulas && l.isNumbers() && (len(l.extra) == 0 || kind == benefit) && !l.income && !l.ranges {
			cell.formula = fmt.Sprintf("SUM(%[1]s%[2]d:%[1]s%[3]d)", letters(l.at(j)), first, last)
		}
		if l.beside != "" {
			l.author.number(s, row, l.upTo(j), l.signed(kind, all), m)
		}
	}
	if l.sumYears != "" {
		l.author.number(s, row, l.after(), l.signed(kind, all), m)
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
				s.put(row, l.at(j), rapid.IntRange(20, 900).Draw(l.t, "users"), m)
			case "Årsværk":
				s.put(row, l.at(j), float64(rapid.IntRange(1, 40).Draw(l.t, "staff"))/10, m)
			case "Timer":
				s.put(row, l.at(j), rapid.IntRange(50, 2500).Draw(l.t, "hours"), m)
			case "Pris pr. licens (kr.)":
				s.put(row, l.at(j), rapid.IntRange(100, 900).Draw(l.t, "price"), m)
			case "heraf intern tid":
				if x.state == known {
					l.author.number(s, row, l.at(j), l.signed(cost, max(1, x.kroner/l.unit.step/3)*l.unit.step), m)
				}
			case "P/L-faktor":
				s.put(row, l.at(j), 1+float64(j)*0.02, m)
			case "Andel i pct.":
				s.put(row, l.at(j), rapid.IntRange(5, 100).Draw(l.t, "percent"), m)
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
			l.author.number(s, row, l.at(j), x, m)
			net += x
			all += x
			running[j] = net
			if l.beside != "" {
				l.author.number(s, row, l.upTo(j), net, m)
			}
		}
		if l.sumYears != "" {
			l.author.number(s, row, l.after(), all, m)
		}
		row++
		if l.running {
			m := mark{role: "total", name: "accumulated"}
			s.put(row, labels, pick(l.t, "accumulated name", "Akkumuleret", "Akkumuleret netto", "Kumuleret resultat"), m)
			for j, x := range running {
				l.author.number(s, row, l.at(j), x, m)
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
				s.put(row, l.at(j), float64(10000-380*j)/10000, m)
			}
		case "Intern rente":
			s.put(row, l.yearsCol, float64(rapid.IntRange(1, 60).Draw(l.t, "irr"))/100, m).format = "0%"
		}
		row++
	}
	return row - 1
}
