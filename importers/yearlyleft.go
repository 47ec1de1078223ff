package importers

// leaveYearly asks whether a column such as "Årlig besparelse" counts beside
// columns of years of its kind: it is most often what the years lead up to, and
// then its amounts are in them already.
func (a *axis) leaveYearly() {
	asked := map[*column]bool{}
	left := map[fact]bool{}
	var rest []fact
	for _, f := range a.timeless {
		c := f.table().columnAt(f.col())
		if c == nil || !saysEachYear.MatchString(fold(c.text)) || !f.table().hasYearsFor(c) {
			rest = append(rest, f)
			continue
		}
		leave, known := asked[c]
		if !known {
			head := f.table().headRef(c.at)
			answer, ok := a.ask(Question{
				Key: "row@" + head, Code: "yearly-column", Cells: []string{head, f.ref()}, Options: []string{asNothing, asLine},
				Proposed: asNothing, Confidence: 0.7, Args: map[string]any{"label": f.table().columnName(c.at)},
			})
			leave = !ok || answer == asNothing
			asked[c] = leave
			if leave {
				f.table().leaveColumn(c.at)
			}
		}
		if left[f] = leave; !leave {
			rest = append(rest, f)
		}
	}
	if a.timeless = rest; len(left) > 0 {
		a.drop(func(f fact) bool { return left[f] })
	}
}

// hasYearsFor tells whether columns of years hold what a column holds each year.
func (t *table) hasYearsFor(c *column) bool {
	for _, other := range t.columns {
		if other.time.form == inYear && (other.kind == c.kind || other.kind == "") && !other.role.derived() {
			return true
		}
	}
	return false
}

// leaveColumn notes a column that does not count, which has been said.
func (t *table) leaveColumn(col int) {
	if t.unchosen == nil {
		t.unchosen = map[int]bool{}
	}
	t.unchosen[col] = true
}
