package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Amounts of a week, a month or a quarter that stand under a year.
var (
	saysMonthly   = says(`\b(?:pr|per)\.? ?(?:maaned|md|mdr|month)\b|\bmaanedlig|\bmonthly\b|\bom maaneden\b|\b(?:kr|kroner|dkk)\.? ?/ ?(?:md|mdr|maaned|month)\b`)
	saysWeekly    = says(`\b(?:pr|per)\.? ?(?:uge|week)\b|\bugentlig|\bweekly\b|\b(?:kr|kroner|dkk)\.? ?/ ?(?:uge|week)\b`)
	saysQuarterly = says(`\b(?:pr|per)\.? ?(?:kvartal|kvt|quarter)\b|\bkvartalsvis|\bquarterly\b|\bi kvartalet\b|\b(?:kr|kroner|dkk)\.? ?/ ?(?:kvartal|kvt|quarter)\b`)
)

// The answers about them.
const (
	wholePeriods = "all-year" // the year has 52, twelve or four of them
	asItStands   = "as-is"    // the year has what is written
)

// perPeriod is what amounts are of.
type perPeriod struct {
	table *table
	place string // the heading or the label that says so
	times int64
	words string
}

// settlePerPeriod asks about amounts that are said to be of a month or a quarter
// and stand under a year: how many of them the year has is not said.
func (r *reader) settlePerPeriod() {
	groups := map[perPeriod][]fact{}
	var order []perPeriod
	said := periodSayings{reader: r, above: map[*table]perPeriod{}}
	for f := range r.facts.all {
		if k := f.period().Kind(); k == calc.QuarterPeriod || k == calc.MonthPeriod {
			continue
		}
		p, ok := said.of(f)
		if !ok {
			continue
		}
		if groups[p] == nil {
			order = append(order, p)
		}
		groups[p] = append(groups[p], f)
	}
	for _, p := range order {
		facts := groups[p]
		answer, ok := r.ask(Question{
			Key: "per-period@" + p.place, Code: "per-period", Cells: append([]string{p.place}, refsOf(facts)...), Options: []string{wholePeriods, asItStands},
			Confidence: 0.4, Args: map[string]any{"label": p.words, "n": p.times},
		})
		if !ok || answer != wholePeriods {
			continue
		}
		for _, f := range facts {
			whole, err := f.ore().Times(p.times, 1)
			if err != nil {
				r.find(Finding{Severity: portfolio.SeverityError, Code: "amount-out-of-range", Cell: f.ref(), Raw: f.cell().Raw()})
				continue
			}
			f.setOre(whole)
		}
	}
}

// periodSayings remembers what the texts above tables say, and what the words
// over the labels of the last row do.
type periodSayings struct {
	*reader
	above  map[*table]perPeriod
	table  *table
	row    int
	labels perPeriod // of that row; the zero perPeriod where they say nothing
}

// of is what a fact's own words say that it is of: the heading of its column,
// its label, or a text above its table that speaks of all amounts.
func (s *periodSayings) of(f fact) (perPeriod, bool) {
	if text := f.table().columnText(f.col()); s.words.periods.of(text) > 0 {
		return perPeriod{f.table(), f.table().sameHeadRef(f.col()), s.words.periods.of(text), text}, true
	}
	if times := s.words.periods.of(f.label()); times > 0 && !f.blockKind() {
		return perPeriod{f.table(), firstWord(f.labelRef(), f.ref()), times, f.label()}, true
	}
	if row := f.row(); s.table != f.table() || s.row != row {
		s.table, s.row, s.labels = f.table(), row, s.overLabels(f.table(), row)
	}
	if s.labels.times > 0 {
		return s.labels, true
	}
	above, known := s.above[f.table()]
	if !known {
		if i := slices.IndexFunc(f.table().titles, func(n note) bool { return periodsInYear(n.text) > 0 && s.words.units.of(n.text).money() }); i >= 0 {
			n := f.table().titles[i]
			above = perPeriod{f.table(), n.ref, periodsInYear(n.text), n.text}
		}
		s.above[f.table()] = above
	}
	return above, above.times > 0
}

// overLabels is what the words over the labels of a row say that its amounts are
// of; the zero perPeriod where they say nothing.
func (s *periodSayings) overLabels(t *table, row int) perPeriod {
	col := t.labelColumn(row)
	if col <= 0 {
		return perPeriod{}
	}
	text := t.columnText(col)
	times := s.words.periods.of(text)
	if times == 0 || !measureOfHeading(fold(text)).money() {
		return perPeriod{}
	}
	return perPeriod{t, t.headRef(col), times, text}
}

// periodsInYear is how many of the periods that a text names are in a year; 0
// when it names none.
func periodsInYear(text string) int64 {
	folded := fold(text)
	switch {
	case saysMonthly.MatchString(folded):
		return 12
	case saysQuarterly.MatchString(folded):
		return 4
	case saysWeekly.MatchString(folded):
		return 52
	}
	return 0
}
