package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The answers about an amount that stands in one year only.
const (
	yearly = "yearly"
	once   = "once"
)

var saysYearly = says(`\baarlig(?:t|e)?\b|\bvarig(?:t|e)?\b|hvert aar|pr\.? aar\b|per year|annually|\bog frem`)

// saysYearly tells whether a remark says that the amount comes every year, or
// the name of its line does.
func (f fact) saysYearly() bool {
	return f.remarks() != "" && saysYearly.MatchString(fold(f.remarks())) || f.namesYearly()
}

// namesYearly tells whether the name of a line of a table with years across says
// that its amount comes every year: "Årlig gevinst", "Licens fra 2026".
func (f fact) namesYearly() bool {
	return !f.blockKind() && f.table().grid.words.yearly.of(f.label())
}

// yearlyIn tells whether a line's name says that its amount comes every year.
func yearlyIn(label string) bool {
	folded := fold(label)
	return saysYearly.MatchString(folded) || fromYear.MatchString(folded)
}

// fromYear says from when an amount comes.
var fromYear = says(`\bfra (?:og med )?(?:19|20)\d\d\b|\bf\.?o\.?m\.? (?:19|20)\d\d\b|\bher- ?og derefter|\bherefter\b|\bderefter\b|\bfremover\b|\bloebende\b|\bpermanent`)

// settleRecurrence asks about amounts that stand in one year only, beside a
// remark or a name that says "årligt": written out they count in every later year
// too.
func (r *reader) settleRecurrence() {
	if !r.facts.any(func(f fact) bool { return f.recurrence() != portfolio.OneOff && f.saysYearly() }) {
		return
	}
	var single []fact
	eachLine(r.facts.all, func(line []fact) {
		if len(line) == 1 {
			single = append(single, line[0])
		}
	})
	for _, f := range single {
		if !f.saysYearly() || f.recurrence() == portfolio.OneOff {
			continue
		}
		later := laterPeriods(f)
		if len(later) == 0 {
			continue
		}
		text, place := f.remarks(), f.naming().remarksRef
		if text == "" || !saysYearly.MatchString(fold(text)) {
			text, place = f.label(), f.labelRef()
		}
		answer, ok := r.ask(Question{
			Key: "recurrence@" + f.ref(), Code: "recurrence", Cells: []string{f.ref(), place}, Options: []string{yearly, once},
			Proposed: yearly, Confidence: 0.8, Args: map[string]any{"text": text, "label": f.name()},
		})
		if ok && answer == yearly {
			own := *f.rare()
			own.copies = later
			f.sayRare(own)
		}
	}
}

// laterPeriods are the later years of the table's axis that the fact's own
// group of columns has: the years an amount would be repeated in.
func laterPeriods(f fact) []calc.Period {
	own := f.table().columnAt(f.col())
	if own == nil || f.table().column(roleYear) != nil {
		return nil
	}
	shift, isYear := f.period().Year()
	if !isYear || f.period().Kind() != calc.YearPeriod {
		return nil
	}
	var later []calc.Period
	for _, c := range f.table().amounts() {
		if c.series != own.series || c.kind != own.kind || c.time.form != own.time.form {
			continue
		}
		if years := c.time.year - own.time.year; years > 0 {
			if p := calc.YearOf(shift + years); !slices.Contains(later, p) {
				later = append(later, p)
			}
		}
	}
	return later
}
