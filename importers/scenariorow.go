package importers

import (
	"slices"
	"strings"
)

// saysEstimate splits a row's name into what it is and which estimate of it:
// "Gevinst, opkald, pessimistisk", "Gevinst (højt skøn)".
var saysEstimate = says(`^(.{3,}?)[ ,:;(/-]+(optimistisk|pessimistisk|realistisk|forventet|sandsynlig|lavt skoen|hoejt skoen|middelskoen|minimum|maksimum|min\.?|maks\.?|max\.?|lav|hoej|worst case|best case|base case)(?: skoen| scenarie| scenario)?\)?$`)

// estimateRow is one of several rows that estimate the same line.
type estimateRow struct {
	name, ref string
	estimate  string
	row       int
}

// estimates are the rows of a table that estimate the same line, by what it is.
type estimates struct {
	table *table
	line  string
	rows  []estimateRow
}

// askEstimateRows asks which row counts where several are estimates of the same
// line. Together they would count it more than once, so that until it is
// answered only the first is shown.
func (r *reader) askEstimateRows() {
	dropped := map[*table]map[int]bool{}
	for _, e := range r.estimateRows() {
		var names, cells []string
		proposed := ""
		for _, one := range e.rows {
			names, cells = append(names, one.name), append(cells, one.ref)
			if saysBaseline.MatchString(one.estimate) {
				proposed = firstWord(proposed, one.name)
			}
		}
		answer, ok := r.ask(Question{
			Key: "scenario@" + cells[0], Code: "scenario", Cells: cells, Options: append(slices.Clone(names), every),
			Proposed: proposed, Confidence: 0.5, Args: map[string]any{"sheet": e.table.key(), "names": strings.Join(names, ", ")},
		})
		if !ok {
			answer = names[0]
		}
		if answer == every {
			continue
		}
		if dropped[e.table] == nil {
			dropped[e.table] = map[int]bool{}
		}
		for _, one := range e.rows {
			if dropped[e.table][one.row] = one.name != answer; one.name != answer {
				r.setAside(e.table, one.row)
			}
		}
	}
	r.drop(func(f fact) bool { return dropped[f.table()][f.row()] })
}

// estimateRows gathers the rows that name an estimate; a line with fewer than
// two of them is no choice.
func (r *reader) estimateRows() []*estimates {
	var all []*estimates
	var m []string
	label := "" // of which m is: the facts of a line follow each other
	for f := range r.facts.all {
		if own := f.label(); own != label {
			label, m = own, saysEstimate.FindStringSubmatch(fold(own))
		}
		if m == nil || f.labelRef() == "" {
			continue
		}
		i := slices.IndexFunc(all, func(e *estimates) bool { return e.table == f.table() && e.line == m[1] })
		if i < 0 {
			i, all = len(all), append(all, &estimates{table: f.table(), line: m[1]})
		}
		e := all[i]
		if !slices.ContainsFunc(e.rows, func(o estimateRow) bool { return o.row == f.row() || o.name == f.label() }) {
			e.rows = append(e.rows, estimateRow{f.label(), f.labelRef(), m[2], f.row()})
		}
	}
	r.addPlainRows(all)
	return slices.DeleteFunc(all, func(e *estimates) bool { return len(e.rows) < 2 })
}

// addPlainRows adds the row that is called nothing but what others are estimates
// of: "Gevinst" beside "Gevinst, optimistisk".
func (r *reader) addPlainRows(all []*estimates) {
	if len(all) == 0 {
		return
	}
	for f := range r.facts.all {
		for _, e := range all {
			if e.table != f.table() || fold(f.label()) != e.line || f.labelRef() == "" || slices.ContainsFunc(e.rows, func(o estimateRow) bool { return o.row == f.row() }) {
				continue
			}
			e.rows = append([]estimateRow{{f.label(), f.labelRef(), plainEstimate, f.row()}}, e.rows...)
		}
	}
}

// plainEstimate stands for the estimate of a row that names none: the one that
// counts, unless another is called so.
const plainEstimate = "basis"
