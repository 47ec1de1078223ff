package importers

import (
	"slices"
	"strings"

	"raaderum/calc"
)

// settleMerged asks for the year of an amount whose cell is merged over several
// of them: "300" across 2024, 2025 and 2026 is all three years' together, and
// nothing tells how it is spread.
func (a axis) settleMerged() {
	for f := range a.facts.all {
		g := f.table().grid
		if g.turned || len(g.spans) == 0 {
			continue
		}
		periods, heads := f.periodsCovered()
		if len(periods) < 2 {
			continue
		}
		answer, ok := a.ask(Question{
			Key: "year-axis@" + f.ref(), Code: "year-axis-merged", Cells: append([]string{f.ref()}, heads...), Options: periods, Confidence: 0.3,
			Args: map[string]any{"label": f.name(), "cell": f.ref(), "years": strings.Join(periods, ", ")},
		})
		if !ok {
			continue
		}
		if period, err := calc.ParsePeriod(strings.TrimSpace(answer)); err == nil {
			f.sayPeriod(period)
		}
	}
}

// periodsCovered are the periods of the columns that a fact's cell reaches over
// by merging, and their headings.
func (f fact) periodsCovered() (periods, heads []string) {
	row, col := f.row(), f.col()
	for _, c := range f.table().amounts() {
		if c.at < col || c.at > f.table().grid.spanEnd(row, col) {
			continue
		}
		if p, ok := c.time.period(); ok && !slices.Contains(periods, p.String()) {
			periods, heads = append(periods, p.String()), append(heads, f.table().headRef(c.at))
		}
	}
	return periods, heads
}
