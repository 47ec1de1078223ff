package importers

// tellOnlyDerived reports rows that the workbook computes from amounts it does
// not show: running totals, net sums or present values of a kind of which the
// sheet has no amounts at all.
func (r *reader) tellOnlyDerived() {
	type of struct {
		sheet, kind string
	}
	has := map[of]bool{}
	var last fact // whose sheet and kind are known
	for f := range r.facts.all {
		if last.known() && last.table() == f.table() && last.kind() == f.kind() {
			continue
		}
		last = f
		has[of{f.sheet(), f.kind()}] = true
		has[of{f.sheet(), ""}] = true
		has[of{"", f.kind()}] = true
	}
	for _, v := range r.views {
		for _, t := range v.tables {
			if !t.readable() {
				continue
			}
			for _, c := range t.columns {
				if (c.role == roleNet || c.role == roleAccumulated) && c.kind != "" && c.numbers > 0 && has[of{t.key(), ""}] && !has[of{t.key(), c.kind}] {
					r.find(warning("only-derived", t.headRef(c.at), c.text))
				}
			}
		}
	}
	for _, s := range r.sums {
		if s.role != roleAccumulated && s.role != rolePresentValue && s.role != roleNet || s.kind == "" || has[of{s.table.key(), s.kind}] {
			continue
		}
		if has[of{"", s.kind}] && !has[of{s.table.key(), ""}] {
			continue // a sheet of results; the amounts stand on others
		}
		_, col := s.table.label(s.row)
		r.find(warning("only-derived", s.table.grid.ref(s.row, max(col, 1)), s.label))
	}
}
