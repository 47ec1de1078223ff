package importers

import (
	"strconv"

	"raaderum/portfolio"
)

// tellOnwards reports the columns whose amounts are for a year and all years
// after it: "2028 og frem", "Årligt derefter". They are kept in the first of
// those years.
func (r *reader) tellOnwards() {
	told := map[string]bool{}
	for f := range r.facts.all {
		if !f.time().onwards {
			continue
		}
		head := f.table().headRef(f.col())
		year, ok := f.period().Year()
		if told[head] || !ok {
			continue
		}
		told[head] = true
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "onwards", Cell: head, Raw: f.table().columnText(f.col()), Args: map[string]any{"label": f.table().columnName(f.col()), "year": strconv.Itoa(year)}})
	}
}
