package importers

import "regexp"

// lonelyTotal is a row that calls itself a total, of which nothing in its table
// is a part.
type lonelyTotal struct {
	table *table
	topSum
}

// askLonelyTotals asks about totals that nothing in their own table adds up to
// while the case has other lines of the same kind: counted beside them, the same
// money would count twice. Where there are no others the total is all there is.
func (r *reader) askLonelyTotals() {
	for _, total := range r.lonely {
		own, found := r.facts.find(func(f fact) bool { return f.table() == total.table && f.row() == total.row })
		if !found {
			continue // a copy, left out as such
		}
		other, found := r.facts.find(func(f fact) bool { return r.besides(own, f) })
		if !found {
			r.find(warning("total-without-parts", total.ref, total.label))
			continue
		}
		answer, ok := r.ask(Question{
			Key: "subtotal@" + total.ref, Code: "lonely-total", Cells: []string{total.ref, own.ref(), firstWord(other.labelRef(), other.ref())}, Options: []string{asSum, asLine},
			Proposed: asSum, Confidence: 0.7, Args: map[string]any{"label": total.label, "other": other.name(), "cell": other.ref()},
		})
		if ok && answer == asLine {
			continue
		}
		r.drop(func(f fact) bool { return f.table() == total.table && f.row() == total.row })
		r.setAside(total.table, total.row)
	}
}

// besides tells whether another amount of the same kind may be a part of a
// lonely total: it is no such total itself, and no case of its own elsewhere.
func (r *reader) besides(total, f fact) bool {
	if f.kind() != total.kind() || f.subject() != nil || f.blockKind() || f.table() == total.table() {
		return false
	}
	for _, other := range r.lonely {
		if other.table == f.table() && other.row == f.row() {
			return false
		}
	}
	here, there := r.view(total.table()), r.view(f.table())
	return here == there || !here.master.title.found() || !there.master.title.found()
}

// scaledReference is a sum of other cells in another unit: "=Udgifter!B6/1000".
var scaledReference = regexp.MustCompile(`^\(?([^*/]+?)\)?\s*[*/]\s*(?:1000|1000000|10\^[36]|1[Ee][+]?[36]|0\.001|0\.000001)$`)

// scaledTerm is a change of unit behind a cell or a sum: "C10/1000".
var scaledTerm = regexp.MustCompile(`([A-Z\d)])\s*[*/]\s*(?:1000000|1000|10\^[36]|1[Ee][+]?[36]|0\.001|0\.000001)\b`)

// addingInUnits is adding, where terms may be in another unit: "C7+C10/1000".
func addingInUnits(formula string) ([]operand, bool) {
	if parts, ok := adding(formula); ok {
		return parts, true
	}
	plain := scaledTerm.ReplaceAllString(formula, "$1")
	if plain == formula {
		return nil, false
	}
	parts, ok := adding(plain)
	return parts, ok && len(parts) > 1
}

// unscaled is a formula without the change of unit that it ends with.
func unscaled(formula string) string {
	if m := scaledReference.FindStringSubmatch(formula); m != nil {
		return m[1]
	}
	return formula
}
