package importers

import (
	"math"
	"slices"
)

// lineVector is the numbers of a line, a sum or a kind in kroner, without their
// signs, and by how much rounding may have changed each.
type lineVector struct {
	numbers  []float64
	rounding float64
}

// same tells whether two lines have the same numbers, as far as rounding lets
// tell. Numbers too small for their rounding tell nothing.
func (v lineVector) same(w lineVector) bool {
	off := math.Max(v.rounding, w.rounding)
	if off > 0 && slices.Max(v.numbers) < 20*off {
		return false
	}
	return slices.EqualFunc(v.numbers, w.numbers, func(x, y float64) bool { return math.Abs(x-y) <= off+1e-6*max(1, math.Abs(x)) })
}

// inKroner is how many kroner one of a table's numbers is, as far as something
// says so.
func (r *reader) inKroner(t *table) float64 {
	switch r.statedUnit(t).measure {
	case thousands:
		return 1e3
	case millions:
		return 1e6
	}
	return 1
}

// dropSummaries leaves out tables that repeat in short what tables on other
// sheets say line by line, be it in a larger unit: every line of them is a
// line, a sum or all of a kind there.
func (r *reader) dropSummaries(tables []*table) {
	for _, t := range tables {
		own := r.vectors(t)
		if len(own) == 0 {
			continue
		}
		titled := r.view(t).master.title.found()
		var theirs []lineVector
		var original *table
		lines := 0
		for _, other := range tables {
			if titled && other.grid.sheet != t.grid.sheet || other == t || other.grid.sheet == t.grid.sheet && !r.recaps(t, other) || !r.facts.any(func(f fact) bool { return f.table() == other }) {
				continue
			}
			vectors := r.vectors(other)
			lines += len(vectors)
			theirs = append(theirs, r.withSums(other)...)
			if original == nil {
				original = other
			}
		}
		if lines <= len(own) || len(own) < 2 || !eachAmong(own, theirs) {
			continue
		}
		r.tellCopy(t, original)
	}
}

// recaps tells whether a table names nothing but kinds and stands below another
// of its sheet, as "Samlet: Investering, Besparelse, Netto" does below the lines.
func (r *reader) recaps(t, other *table) bool {
	return t.head > other.last && !r.facts.any(func(f fact) bool {
		return f.table() == t && !bareKind.MatchString(fold(f.label()))
	})
}

// eachAmong tells whether each of some lines is among others.
func eachAmong(own, theirs []lineVector) bool {
	return !slices.ContainsFunc(own, func(v lineVector) bool { return !slices.ContainsFunc(theirs, v.same) })
}

// eachOnceAmong tells whether each of some lines is another of the others: two
// lines with the same numbers are not both copied from one.
func eachOnceAmong(own, theirs []lineVector) bool {
	taken := make([]bool, len(theirs))
	for _, v := range own {
		found := false
		for i := range theirs {
			if found = !taken[i] && v.same(theirs[i]); found {
				taken[i] = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// saysSummary names sheets that say again in short what others say.
var saysSummary = says(`^(?:resum|opsummering|sammenfatning|sammendrag|overblik|hovedtal|noegletal|forside|dashboard|til (?:dagsorden|byraad|direktion|udvalg)|dagsorden|sagsfremstilling|summary|overview)|^(?:samlet|samlede) (?:oversigt|overblik|oekonomi|resultat)`)

// askAboutSummaries asks whether a sheet that calls itself a summary, and names
// nothing but kinds, counts beside the sheets that say the lines. What repeats
// them exactly is left out before.
func (r *reader) askAboutSummaries() {
	for _, v := range r.views {
		titled := slices.ContainsFunc(v.tables, func(t *table) bool {
			return slices.ContainsFunc(t.titles, func(n note) bool { return saysSummary.MatchString(fold(n.text)) })
		})
		if !titled && !saysSummary.MatchString(fold(v.sheet.Name)) || v.master.title.found() {
			continue
		}
		var own []fact
		elsewhere := 0
		for f := range r.facts.all {
			switch {
			case f.subject() != nil:
			case f.table().grid.sheet == v.sheet:
				own = append(own, f)
			default:
				elsewhere++
			}
		}
		if len(own) == 0 || elsewhere <= len(own) || slices.ContainsFunc(own, func(f fact) bool { return !bareKind.MatchString(fold(f.label())) }) {
			continue
		}
		answer, ok := r.ask(Question{
			Key: "summary@" + v.sheet.Name, Code: "summary", Cells: refsOf(own), Options: []string{exclude, include},
			Proposed: exclude, Confidence: 0.8, Args: map[string]any{"sheet": v.sheet.Name},
		})
		if !ok || answer == exclude {
			v.repeats = true
			r.drop(func(f fact) bool { return f.subject() == nil && f.table().grid.sheet == v.sheet })
		}
	}
}
