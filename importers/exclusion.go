package importers

import (
	"slices"
	"strconv"

	"raaderum/portfolio"
)

// The answers about parts that may or may not count.
const (
	include = "include"
	exclude = "exclude"
)

// saysExample names sheets that show how a form is filled in.
var saysExample = says(`^(?:(?:udfyldt )?(?:eksempel|eksempler|example)|vejledning|udfyldt skabelon)(?: \d+)?$`)

// askAboutExamples asks whether the amounts of a sheet that calls itself an
// example count.
func (r *reader) askAboutExamples() {
	for _, v := range r.views {
		if !saysExample.MatchString(fold(v.sheet.Name)) {
			continue
		}
		first, found := r.facts.find(func(f fact) bool { return f.table().grid.sheet == v.sheet })
		if !found || !r.facts.any(func(f fact) bool { return f.table().grid.sheet != v.sheet }) {
			continue
		}
		answer, ok := r.ask(Question{
			Key: "example@" + v.sheet.Name, Code: "example", Cells: []string{first.ref()}, Options: []string{exclude, include},
			Proposed: exclude, Confidence: 0.9, Args: map[string]any{"sheet": v.sheet.Name},
		})
		if !ok || answer == exclude {
			r.drop(func(f fact) bool { return f.table().grid.sheet == v.sheet })
		}
	}
}

// saysDropped names sheets of what is no longer meant.
var saysDropped = says(`^(?:udgaar|udgaaet|droppe[st]|annulleret|aflyst|bortfald(?:er|et)|slettet|opgivet|afvist|foraeldet|erstattet)\b|[( -](?:udgaar|udgaaet|droppet|annulleret|aflyst|bortfalder|slettet|opgivet|foraeldet)\)?$`)

// askAboutDropped asks whether a sheet counts whose name says that it is dropped.
func (r *reader) askAboutDropped() {
	for _, v := range r.views {
		if !saysDropped.MatchString(fold(v.sheet.Name)) {
			continue
		}
		first, found := r.facts.find(func(f fact) bool { return f.table().grid.sheet == v.sheet })
		if !found || !r.facts.any(func(f fact) bool { return f.table().grid.sheet != v.sheet }) {
			continue
		}
		answer, ok := r.ask(Question{
			Key: "dropped@" + v.sheet.Name, Code: "dropped-sheet", Cells: []string{first.ref()}, Options: []string{exclude, include},
			Proposed: exclude, Confidence: 0.8, Args: map[string]any{"sheet": v.sheet.Name},
		})
		if !ok || answer == exclude {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "sheet-dropped", Cell: first.ref(), Raw: v.sheet.Name, Args: map[string]any{"sheet": v.sheet.Name}})
			r.drop(func(f fact) bool { return f.table().grid.sheet == v.sheet })
		}
	}
}

// summedUp tells whether some sum row of the same table has a formula that
// counts the fact's cell.
func (r *reader) summedUp(f fact) bool {
	r.words.spendOn(len(r.sums))
	for _, c := range f.table().columns { // "I alt" at the end of the row, over a hidden column
		if c.role != roleTotal || f.table().grid.hidden(f.row(), c.at) {
			continue
		}
		total := f.table().grid.at(f.row(), c.at)
		if total == nil || total.Formula() == "" {
			continue
		}
		if slices.ContainsFunc(operands(total.Formula()), func(o operand) bool { return o.covers(f.sheet(), f.sheet(), f.cell().Row(), f.cell().Col()) }) {
			return true
		}
	}
	for _, s := range r.sums {
		if s.table != f.table() {
			continue
		}
		total := f.table().grid.at(s.row, f.col())
		if total == nil || total.Formula() == "" {
			continue
		}
		for _, o := range operands(total.Formula()) {
			if o.covers(f.sheet(), f.sheet(), f.cell().Row(), f.cell().Col()) {
				return true
			}
		}
	}
	return false
}

// askAboutStruck asks whether rows that are crossed out count.
func (r *reader) askAboutStruck() {
	type key struct {
		table *table
		row   int
	}
	rows := map[key][]fact{}
	var order []key
	var row key
	wholeRow := false
	for f := range r.facts.all {
		if k := (key{f.table(), f.row()}); k != row {
			row, wholeRow = k, f.rowStruck()
		}
		if f.cell().Struck() || wholeRow {
			k := key{f.table(), f.row()}
			if rows[k] == nil {
				order = append(order, k)
			}
			rows[k] = append(rows[k], f)
		}
	}
	leave := map[fact]bool{}
	for _, k := range order {
		facts := rows[k]
		label, col := k.table.label(k.row)
		place := facts[0].ref()
		if col > 0 {
			place = k.table.grid.ref(k.row, col)
		}
		name := firstWord(label, place)
		answer, ok := r.ask(Question{
			Key: "strikethrough@" + place, Code: "strikethrough", Cells: append([]string{place}, refsOf(facts)...),
			Options: []string{exclude, include}, Proposed: exclude, Confidence: 0.8, Args: map[string]any{"label": name},
		})
		if !ok {
			answer = exclude
		}
		r.find(Finding{Severity: "warning", Code: "strikethrough", Cell: place, Raw: label, Args: map[string]any{"label": name, "row": strconv.Itoa(k.row)}})
		for _, f := range facts {
			leave[f] = answer == exclude
		}
	}
	r.drop(func(f fact) bool { return leave[f] })
}

// rowStruck tells whether the label of the fact's row is crossed out.
func (f fact) rowStruck() bool {
	_, col := f.table().label(f.row())
	label := f.table().grid.at(f.row(), col)
	return label != nil && label.Struck()
}

// refsOf are the addresses of facts, at most ten.
func refsOf(facts []fact) []string {
	refs := make([]string, 0, min(len(facts), 10))
	for _, f := range facts {
		if len(refs) == 10 {
			break
		}
		refs = append(refs, f.ref())
	}
	return refs
}
