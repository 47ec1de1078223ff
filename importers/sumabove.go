package importers

import (
	"math"
	"slices"
	"strings"

	"raaderum/portfolio"
)

// detail is a row that is part of a sum standing above it.
type detail struct {
	sum     int     // the row of the sum
	heading heading // what the sum's words say of its parts
}

// sumsItsParts tells whether a row is the sum of rows right below it, and notes
// those as its parts: rows that say so, "- heraf skærme", when they make up all
// of it; else as many rows as add up to it in every column. Then its words must
// be those of a heading, or the user says so.
func (l *lineReader) sumsItsParts(row int, place, label string, h heading) bool {
	if _, part := l.details[l.table][row]; part || h.role.derived() || isPart(label) || l.deducted[row+1] || l.deducted[row] {
		return false
	}
	parts, said := l.partsBelow(row)
	if only := l.onlyPart(row, label); len(parts) < 2 && only > 0 && l.askSumAbove(place, label) {
		parts = []int{only}
	} else if len(parts) < 2 {
		if parts = l.partsThatDiffer(row, label); len(parts) < 2 || !l.askSumThatDiffers(row, place, label, parts) {
			return false
		}
	} else if !said && !isBareKind(label) && !l.askSumAbove(place, label) {
		return false
	}
	if l.details == nil {
		l.details = map[*table]map[int]detail{}
	}
	if l.details[l.table] == nil {
		l.details[l.table] = map[int]detail{}
	}
	if h.kind == "" {
		h.kind, h.recurrence = l.section.kind, firstKnown(h.recurrence, l.section.recurrence)
	}
	for _, part := range parts {
		l.details[l.table][part] = detail{row, h}
	}
	l.below(row)
	return true
}

// bareKind is a label that is nothing but the name of a kind: a heading.
var bareKind = says(`^(?:(?:engangs|drifts|projekt|anlaegs|implementerings|etablerings|brutto|loebende )?(?:udgift|omkostning|gevinst|besparelse|investering|indtaegt)(?:er|s)?|costs?|benefits?|savings?|investments?)$`)

// isBareKind tells whether a label is nothing but the name of a kind, whatever
// number stands before it: "1. Udgifter", "GEVINSTER:".
func isBareKind(label string) bool {
	folded := strings.Trim(fold(label), " .:0123456789")
	return bareKind.MatchString(folded) || kindsByName.MatchString(folded) || kindsInPlural.MatchString(folded)
}

// kindsInPlural are other names of nothing but kinds.
var kindsInPlural = says(`^(?:effektiviseringer|investering(?:er)? og (?:drift|driftsudgifter)|anlaeg og drift)$`)

// namesKindOnly tells whether a row is called by nothing but a kind and the rows
// below it by no kind: then they are its parts though all years are the same.
func namesKindOnly(t *table, row int) bool {
	label, _ := t.label(row)
	below, _ := t.label(row + 1)
	return isBareKind(label) && !isBareKind(below)
}

// onlyPart is the row below one that is called by nothing but its kind, "Gevinst"
// over "Færre henvendelser", where it has the very same numbers; 0 where it has not.
func (l *lineReader) onlyPart(row int, label string) int {
	t := l.table
	if !bareKind.MatchString(fold(label)) && !onlyKind.MatchString(fold(label)) || row >= t.last {
		return 0
	}
	below, _ := t.label(row + 1)
	if below == "" || bareKind.MatchString(fold(below)) || t.grid.heading(below).role.derived() {
		return 0
	}
	found := 0
	for _, c := range l.columns {
		x, here := plainNumber(t.grid.at(row, c.at))
		y, there := plainNumber(t.grid.at(row+1, c.at))
		switch {
		case here != there || x != y:
			return 0
		case here && x != 0:
			found++
		}
	}
	if found == 0 {
		return 0
	}
	return row + 1
}

// onlyKind is another label that is nothing but a kind.
var onlyKind = says(`^(?:drift|anskaffelse|anlaeg|etablering|implementering|capex|opex|effektivisering(?:er)?|potentiale)$`)

// partsBelow are the rows right below a row that together are its numbers; said
// when their labels say that they are parts.
func (l *lineReader) partsBelow(row int) (parts []int, said bool) {
	t := l.table
	var of, plain []int
	var sums *partSums
	for below := row + 1; below <= min(t.last, row+farthestPart); below++ {
		label, _ := t.label(below)
		if label != "" && t.filled(below, l.columns) > 0 && l.countsElse(below, label) {
			continue // "Antal brugere": no part of the sum
		}
		if label == "" || t.filled(below, l.columns) == 0 || t.grid.heading(label).role.derived() {
			break
		}
		if len(plain) > 0 && l.estimatesOf(plain[len(plain)-1], label) {
			continue // "Porto (min.)": the row above once more
		}
		part := isPart(label)
		switch {
		case part && len(plain) == 0:
			of = append(of, below)
			continue
		case part: // "heraf intern tid": it is in the row above it
			continue
		}
		if len(of) > 0 {
			break
		}
		if plain = append(plain, below); len(plain) == 1 {
			sums = l.sumsOf(row)
		}
		if sums.add(below); len(plain) == 1 {
			continue
		}
		found := sums.madeUp()
		if found > 1 && (l.varies(row) || namesKindOnly(t, row)) || found > 0 && (l.namesKindOf(row, plain) || namesKindOnly(t, row) && l.numbersIn(row) == 1) {
			return plain, false
		}
	}
	if len(of) > 1 && l.makesUp(row, of) > 0 {
		return of, true
	}
	return nil, false
}

// estimatesOf tells whether a label names an estimate of the line of a row above
// it, "Porto (min.)" below "Porto".
func (l *lineReader) estimatesOf(row int, label string) bool {
	m := saysEstimate.FindStringSubmatch(fold(label))
	if m == nil {
		return false
	}
	above, _ := l.table.label(row)
	folded := fold(above)
	if of := saysEstimate.FindStringSubmatch(folded); of != nil {
		folded = of[1]
	}
	return m[1] == folded
}

// partsThatDiffer are the rows below one that is called by nothing but kinds in
// the plural, "Udgifter:" over what is bought, though they are not its numbers:
// counted beside them it would count them twice.
func (l *lineReader) partsThatDiffer(row int, label string) (parts []int) {
	if !isBareKind(label) || !inPlural.MatchString(fold(label)) || l.table.kindColumn() {
		return nil
	}
	for below := row + 1; below <= l.table.last; below++ {
		name, _ := l.table.label(below)
		if name == "" || l.table.filled(below, l.columns) == 0 || l.table.grid.heading(name).role.derived() {
			break
		}
		if isBareKind(name) {
			break
		}
		if isPart(name) || l.countsElse(below, name) || len(parts) > 0 && l.estimatesOf(parts[len(parts)-1], name) {
			continue
		}
		if l.table.grid.heading(name).kind != "" {
			return nil // the rows say themselves what they are
		}
		if parts = append(parts, below); len(parts) > farthestPart {
			return nil
		}
	}
	return parts
}

var inPlural = says(`(?:er|costs|benefits|savings|investments)\W*$`)

// kindColumn tells whether a column says of each row what kind it is.
func (t *table) kindColumn() bool { return t.column(roleType) != nil || t.groupCol > 0 }

// askSumThatDiffers asks whether a row is meant as the sum of the rows below it
// that it is not; where it is, the difference is reported.
func (l *lineReader) askSumThatDiffers(row int, place, label string, parts []int) bool {
	answer, ok := l.ask(Question{
		Key: "subtotal@" + place, Code: "sum-above-differs", Cells: []string{place, l.table.grid.ref(parts[0], l.columns[0].at)}, Options: []string{asSum, asLine},
		Proposed: asSum, Confidence: 0.7, Args: map[string]any{"label": firstWord(label, place), "n": len(parts)},
	})
	if ok && answer == asLine {
		return false
	}
	for _, c := range l.columns {
		cell := l.table.grid.at(row, c.at)
		stated, known := plainNumber(cell)
		sum := 0.0
		for _, part := range parts {
			x, _ := plainNumber(l.table.grid.at(part, c.at))
			sum += x
		}
		if known && math.Abs(stated-sum) > half(cell)*float64(len(parts)+1) {
			l.find(Finding{
				Severity: portfolio.SeverityWarning, Code: "total-mismatch", Cell: l.table.grid.ref(row, c.at), Raw: cell.Raw(),
				Args: map[string]any{"label": label, "stated": stated, "sum": cleanFloat(sum), "difference": cleanFloat(stated - sum)},
			})
			break
		}
	}
	return true
}

// countsElse tells whether a row says that it holds something else than amounts
// of the table: hours, heads, rates, shares, the price of one.
func (l *lineReader) countsElse(row int, label string) bool {
	h := l.table.grid.heading(label)
	return h.role == roleQuantity || h.role == roleRatio || h.measure == notMoney || l.table.rowUnit(row) == notMoney || saysPerUnit(label) || l.table.factors[row]
}

// namesKindOf tells whether a row names a kind and none of some rows below it
// does, each with a number: "Gevinster ved projektet" over "trykning".
func (l *lineReader) namesKindOf(row int, parts []int) bool {
	kindOf := func(row int) string {
		label, _ := l.table.label(row)
		return l.table.grid.heading(label).kind
	}
	numbers := 0
	for _, c := range l.columns {
		if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok && x != 0 {
			numbers++
		}
	}
	if kindOf(row) == "" || numbers != 1 {
		return false // the same number every year adds up by accident
	}
	for _, part := range parts {
		filled := false
		for _, c := range l.columns {
			x, ok := plainNumber(l.table.grid.at(part, c.at))
			filled = filled || ok && x != 0
		}
		if !filled || kindOf(part) != "" {
			return false
		}
	}
	return true
}

// numbersIn counts the numbers of a row other than 0.
func (l *lineReader) numbersIn(row int) int {
	numbers := 0
	for _, c := range l.columns {
		if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok && x != 0 {
			numbers++
		}
	}
	return numbers
}

// makesUp counts the columns in which rows add up to a row with anything but
// zero; 0 when they do not in some column. Money that comes in may be taken off.
func (l *lineReader) makesUp(row int, parts []int) int {
	sums := l.sumsOf(row)
	for _, part := range parts {
		sums.add(part)
	}
	return sums.madeUp()
}

// varies tells whether a row's numbers differ: rows that say the same each year
// add up to a third by accident.
func (l *lineReader) varies(row int) bool {
	var numbers []float64
	for _, c := range l.columns {
		if x, ok := plainNumber(l.table.grid.at(row, c.at)); ok && x != 0 {
			numbers = append(numbers, math.Abs(x))
		}
	}
	return len(numbers) > 1 && slices.Min(numbers) < slices.Max(numbers)
}

// askSumAbove asks whether a row that the rows below it add up to is their sum.
func (r *reader) askSumAbove(place, label string) bool {
	answer, ok := r.ask(Question{
		Key: "subtotal@" + place, Code: "sum-above", Cells: []string{place}, Options: []string{asSum, asLine},
		Proposed: asSum, Confidence: 0.8, Args: map[string]any{"label": firstWord(label, place)},
	})
	return !ok || answer == asSum
}

// throughDetails counts the parts of sums above them that are counted.
func (c cover) throughDetails(details map[int]detail) {
	for part, d := range details {
		if c.counted[d.sum] {
			c.counted[part] = true
		}
	}
}
