package importers

import (
	"math"

	"raaderum/portfolio"
)

// checkNet compares the net that a register states for each row with what its
// amounts give: benefits less running costs, or less all costs.
func (r *reader) checkNet() {
	type key struct {
		table *table
		row   int
	}
	type sums struct{ benefits, running, all float64 }
	rows := map[key]*sums{}
	var order []key
	for f := range r.facts.all {
		if !f.blockKind() || f.time().known() {
			continue
		}
		k := key{f.table(), f.row()}
		if rows[k] == nil {
			rows[k] = &sums{}
			order = append(order, k)
		}
		x := math.Abs(f.decimal().Float())
		switch {
		case f.kind() == benefit:
			rows[k].benefits += x
		case f.recurrence() == portfolio.Running:
			rows[k].running += x
			rows[k].all += x
		default:
			rows[k].all += x
		}
	}
	for _, k := range order {
		c := k.table.column(roleNet)
		if c == nil {
			continue
		}
		stated, ok := plainNumber(k.table.grid.at(k.row, c.at))
		s := rows[k]
		if !ok || s.benefits == 0 || near(stated, s.benefits-s.running) || near(stated, s.benefits-s.all) {
			continue
		}
		r.find(Finding{
			Severity: portfolio.SeverityWarning, Code: "net-differs", Cell: k.table.grid.ref(k.row, c.at),
			Args: map[string]any{"stated": stated, "sum": cleanFloat(s.benefits - s.running)},
		})
	}
}

func near(x, y float64) bool { return math.Abs(x-y) <= 0.005*math.Max(math.Abs(x), 1) }
