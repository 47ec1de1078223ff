package importers

import "strings"

// namesEstimate is a heading that is nothing but the name of one of several
// estimates of the same case: "Forventet", "1. Forsigtigt", "Højt skøn".
var namesEstimate = says(`^(?:[(]?[1-9a-c][.):]+ ?)?(?:scenari\w*:? ?)?(?:det |den )?(?:optimistisk|pessimistisk|realistisk|forventet|forventede?|forventning|sandsynlig|mest sandsynlig|forsigtig|konservativ|ambitioes|basis|middel|mellem|lav|hoej|min|minimum|maks|maksimum|worst case|best case|base case|low|high|medium)(?:e|t)?(?: (?:skoen|scenari\w*|bud|case|forloeb))?[:.]?$`)

// estimateOver is the text in some rows that is nothing but the name of an estimate:
// the last of them.
func estimateOver(g *grid, from, to int) noted {
	var found noted
	for _, n := range textsBetween(g, from, to) {
		if namesEstimate.MatchString(fold(n.text)) {
			found = noted{n.text, g.at(n.row, n.col), n.ref}
		}
	}
	return found
}

// estimatesOver are the names of estimates over the tables of a sheet that give
// lines of no case of their own, where each of two at least has one; nil else.
func (r *reader) estimatesOver(v *view) map[*table]noted {
	over := map[*table]noted{}
	names := map[string]bool{}
	end := 0
	for _, t := range v.tables {
		if name := estimateOver(v.grid, end+1, t.head-1); name.found() {
			over[t] = name
			names[fold(name.text)] = true
		}
		end = max(end, t.last)
	}
	if len(names) < 2 {
		return nil
	}
	return over
}

// titleOfEstimates is what a case is called of which a sheet holds estimates: as the
// sheet says, or as another of the book does, when they do not only speak of scenarios.
func (r *reader) titleOfEstimates(v *view) noted {
	views := append([]*view{v}, r.views...)
	for _, other := range views {
		title := other.master.title
		title.keep(r.titleOf(other))
		if title.found() && !saysScenario.MatchString(fold(title.text)) && !namesEstimate.MatchString(fold(title.text)) {
			return title
		}
	}
	return noted{}
}

// beginsEstimate tells whether a row of words begins one of several estimates in a
// line table: another row of words names another of them.
func (l *lineReader) beginsEstimate(row int, label string) bool {
	if !namesEstimate.MatchString(fold(label)) {
		return false
	}
	for at := l.table.first; at <= l.table.last; at++ {
		if at == row || l.table.filled(at, l.columns) > 0 {
			continue
		}
		other := fold(l.labelOf(at))
		if other != fold(label) && (namesEstimate.MatchString(other) || strings.HasPrefix(other, "scenari") && namesOption.MatchString(other)) {
			return true
		}
	}
	return false
}
