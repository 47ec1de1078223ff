package importers

// The answers about a net column beside the two it is the difference of.
const (
	countGross = "gross"
	countNet   = "net"
)

// settleThirdColumns asks what counts where one of three columns is the difference
// of the other two and two of them would be added though they tell the same money:
// the price today, the new price and the saving; or the gross cost, what others pay
// of it, and the net.
func (r *reader) settleThirdColumns(t *table) {
	r.askNewPrice(t)
	r.askNetColumns(t)
}

// askNewPrice asks about a column of costs that a saving has already been
// computed from, with a price that nothing is read from: the saving is the price
// today less the new one, and the new one counted beside it is money twice.
func (r *reader) askNewPrice(t *table) {
	columns := t.amounts()
	for i := range columns {
		price := &columns[i]
		if price.kind == benefit || price.numbers < leastSummed {
			continue
		}
		before, saving, found := t.savingFrom(price, columns)
		if !found {
			continue
		}
		head := t.headRef(price.at)
		answer, ok := r.ask(Question{
			Key: "row@" + head, Code: "derived-column-of", Cells: []string{head, t.headRef(before.at), t.headRef(saving.at)}, Options: []string{asNothing, asLine},
			Proposed: asNothing, Confidence: 0.7,
			Args: map[string]any{"label": t.columnName(price.at), "first": t.columnName(before.at), "second": t.columnName(saving.at)},
		})
		if !ok || answer == asNothing {
			t.setAside(t.columnAt(price.at))
		}
	}
}

// savingFrom finds the saving that is a price today less the new price, and the
// price today, from which no amount is read.
func (t *table) savingFrom(price *column, columns []column) (before, saving *column, found bool) {
	for i := range columns {
		saving = &columns[i]
		if saving.kind != benefit || saving.time != price.time || saving.series != price.series {
			continue
		}
		for j := range t.columns {
			before = &t.columns[j]
			if before.numbers == 0 || before.role.identifies() || before.isResult() || isAmong(columns, before.at) {
				continue
			}
			if rows, ok := t.derives(saving, before, price, derivations[0]); ok && rows >= leastSummed {
				return before, saving, true
			}
		}
	}
	return nil, nil, false
}

// isResult tells whether a column says what comes of a project, and so is no price.
func (c *column) isResult() bool {
	return c.role == roleNet || c.role == rolePayback || c.role == roleIRR
}

// grossAndNet is a net column with the two it is the difference of.
type grossAndNet struct{ net, gross, taken *column }

// askNetColumns asks, once for a table, whether costs count gross or net where a
// net column is what they are less amounts that nothing says the kind of.
func (r *reader) askNetColumns(t *table) {
	var found []grossAndNet
	var cells, names []string
	columns := t.amounts()
	for i := range t.columns {
		net := &t.columns[i]
		if net.role != roleNet || net.numbers == 0 || !net.time.known() {
			continue
		}
		if g, ok := t.netOf(net, columns); ok {
			found = append(found, g)
			cells = append(cells, t.headRef(g.gross.at), t.headRef(g.taken.at), t.headRef(g.net.at))
		}
	}
	if len(found) == 0 {
		return
	}
	first := found[0]
	for _, c := range []*column{first.gross, first.taken, first.net} {
		names = append(names, t.columnName(c.at))
	}
	answer, ok := r.ask(Question{
		Key: "row@" + t.headRef(first.net.at), Code: "gross-or-net", Cells: cells, Options: []string{countGross, countNet}, Confidence: 0.5,
		Args: map[string]any{"gross": names[0], "taken": names[1], "label": names[2]},
	})
	if ok && answer == countGross {
		return
	}
	for _, g := range found {
		t.setAside(g.taken) // of what kind it is, is asked when it is to count
		if ok {
			t.setAside(g.gross)
			g.net.role, g.net.kind = roleMoney, g.gross.kind
		}
	}
}

// setAside takes a column out of a table's amounts; that has been said.
func (t *table) setAside(c *column) {
	c.role = roleDifference
	t.leaveColumn(c.at)
}

// netOf finds the costs that a net column is what is left of, and what is taken
// from them, all of one time.
func (t *table) netOf(net *column, columns []column) (grossAndNet, bool) {
	for i := range columns {
		gross := t.columnAt(columns[i].at)
		if strongKind(gross) != cost || gross.time != net.time {
			continue
		}
		for j := range columns {
			taken := t.columnAt(columns[j].at)
			if taken.kind != "" || taken.time != net.time || i == j {
				continue
			}
			if rows, ok := t.derives(net, gross, taken, derivations[0]); ok && rows > 0 {
				return grossAndNet{net, gross, taken}, true
			}
		}
	}
	return grossAndNet{}, false
}

// isAmong tells whether one of the columns stands at a place.
func isAmong(columns []column, at int) bool {
	for _, c := range columns {
		if c.at == at {
			return true
		}
	}
	return false
}
