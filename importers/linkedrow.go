package importers

import (
	"slices"
	"strings"

	"raaderum/portfolio"
)

// dropLinkedRows takes the rows of registers out again that hold nothing but
// formulas to amounts and sums of other sheets, "=Bil!C8/1000": a summary of cases
// that are read where they stand.
func (r *reader) dropLinkedRows() {
	if !r.hasFormulas() {
		return
	}
	linked, own := map[*table]map[int]bool{}, map[*table]map[int]bool{}
	var read map[string]bool
	for f := range r.facts.all {
		t := f.table()
		if !t.registers() || t.grid.turned || own[t][f.row()] {
			continue
		}
		if !strings.Contains(f.cell().Formula(), "!") {
			noteRow(own, t, f.row())
			continue
		}
		if read == nil {
			read = r.readCells()
		}
		if !r.takesFrom(f, read) {
			noteRow(own, t, f.row())
			continue
		}
		noteRow(linked, t, f.row())
	}
	for _, v := range r.views {
		for _, t := range v.tables {
			if rows := linked[t]; len(rows) > 0 {
				r.dropLinked(t, func(row int) bool { return rows[row] && !own[t][row] })
			}
		}
	}
}

// noteRow notes a row of a table.
func noteRow(rows map[*table]map[int]bool, t *table, row int) {
	if rows[t] == nil {
		rows[t] = map[int]bool{}
	}
	rows[t][row] = true
}

// dropLinked takes some rows of a table out, with the cases that nothing else says.
func (r *reader) dropLinked(t *table, linked func(row int) bool) {
	first, n := 0, 0
	for row := t.first; row <= t.last; row++ {
		if linked(row) {
			r.setAside(t, row)
			if n++; first == 0 {
				first = row
			}
		}
	}
	if n == 0 {
		return
	}
	gone := map[*subject]bool{}
	for f := range r.facts.all {
		if f.table() == t && linked(f.row()) {
			gone[f.subject()] = true
		}
	}
	r.drop(func(f fact) bool { return f.table() == t && linked(f.row()) })
	for f := range r.facts.all {
		delete(gone, f.subject())
	}
	r.subjects = slices.DeleteFunc(r.subjects, func(s *subject) bool { return gone[s] })
	label, col := t.caseName(first)
	r.find(Finding{Severity: portfolio.SeverityInfo, Code: "rows-from-sheets", Cell: t.grid.ref(first, max(col, 1)), Raw: label, Args: map[string]any{"sheet": t.key(), "n": n}})
}

// readCells are the cells of line tables that gave amounts or stand in sums.
func (r *reader) readCells() map[string]bool {
	read := map[string]bool{}
	for f := range r.facts.all {
		if !f.table().registers() {
			read[f.ref()] = true
		}
	}
	for _, s := range r.sums {
		for _, c := range s.table.amounts() {
			if cell := s.table.grid.at(s.row, c.at); cell != nil {
				read[s.table.grid.ref(s.row, c.at)] = true
			}
		}
	}
	return read
}

// takesFrom tells whether a fact's formula does nothing but take, add and scale
// cells of other sheets that are read.
func (r *reader) takesFrom(f fact, read map[string]bool) bool {
	parts, ok := adding(f.cell().Formula())
	if !ok {
		parts, ok = adding(unscaled(f.cell().Formula()))
	}
	if !ok || len(parts) == 0 {
		return false
	}
	for _, o := range parts {
		if o.sheet == "" || strings.EqualFold(o.sheet, f.sheet()) || (o.area.LastRow-o.area.FirstRow+1)*(o.area.LastCol-o.area.FirstCol+1) > farthestPart {
			return false
		}
		for row := o.area.FirstRow; row <= o.area.LastRow; row++ {
			for col := o.area.FirstCol; col <= o.area.LastCol; col++ {
				if !read[reference(r.sheetNamed(o.sheet), row, col)] {
					return false
				}
			}
		}
	}
	return true
}

// sheetNamed is the name of a sheet as the sheet itself writes it.
func (r *reader) sheetNamed(name string) string {
	for _, v := range r.views {
		if strings.EqualFold(v.sheet.Name, name) {
			return v.sheet.Name
		}
	}
	return name
}
