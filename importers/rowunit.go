package importers

import "math"

// leastOfRow is the largest amount in kroner of a line that is still too small
// for a case, where the rest of the table is in thousands.
const leastOfRow = 1000

// doubtRowUnit asks about a line that says kroner in a table of thousands and
// holds no more than thousands do: "Færre timer (kr.)" with 50 and 300 among 210
// and 15 thousand.
func (u unitSettler) doubtRowUnit(f fact, m measure) measure {
	if m != kroner || f.blockKind() || f.table().column(roleUnit) != nil {
		return m
	}
	if c := f.table().columnAt(f.col()); c == nil || c.measure != unmeasured {
		return m
	}
	rest := u.statedUnit(f.table()).measure
	if rest != thousands && rest != millions || u.words.headings.of(f.label()).measure != kroner {
		return m
	}
	largest := 0.0
	for _, c := range f.table().amounts() {
		if x, ok := quickNumber(f.table().grid.at(f.row(), c.at)); ok {
			largest = math.Max(largest, math.Abs(x))
		}
	}
	if largest == 0 || largest >= leastOfRow {
		return m
	}
	place := firstWord(f.labelRef(), f.ref())
	answer, ok := u.ask(Question{
		Key: "unit@" + place, Code: "unit-row", Cells: []string{place, f.ref()}, Options: []string{m.String(), rest.String()},
		Proposed: rest.String(), Confidence: 0.6, Args: map[string]any{"label": f.name(), "own": m.String(), "rest": rest.String()},
	})
	if !ok {
		return m
	}
	return unitNamed(answer)
}
