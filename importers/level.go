package importers

import (
	"iter"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The answers about what a series of amounts counts.
const (
	asLevel      = "level"        // what each period gives
	asIncrement  = "increment"    // what each period adds to the one before
	asYearToDate = "year-to-date" // what the year has given so far
)

var (
	saysLevel     = says(`(?:for|i) det enkelte (?:kvartal|aar)|virkning(?:en)? i (?:det enkelte )?aaret?\b|per quarter|for kvartalet alene|aarets virkning|samlede? virkning i (?:aaret|det enkelte)`)
	saysIncrement = says(`\bnye? (?:varige? |aarlige? )?(?:gevinst|besparelse|effektivisering)|tilvaekst|\byderligere (?:gevinst|besparelse|effektivisering|reduktion)|i forhold til (?:aaret|foregaaende|sidste) (?:aar|foer)?|ift\.? (?:aaret foer|foregaaende aar|sidste aar)|aendring fra aaret foer|merbesparelse|merreduktion|stigning fra|ekstra i forhold|laegges oveni|oven i (?:aaret|forrige)|incremental`)
	saysToDate    = says(`til dato|aar til dato|\bytd\b|year to date|akkumuleret|siden 1\. ?januar|i aaret hidtil|siden aarets begyndelse|fra aarets (?:start|begyndelse)`)
)

// saysEachQuarter says that amounts are of each quarter by itself, where nothing says
// that they are sums so far.
var saysEachQuarter = says(`\bbeloeb(?:ene)?(?: er)?(?: angivet)? (?:pr\.?|per) kvartal\b|\bkvartalet?s egne\b|\bhvert kvartal for sig\b`)

// saysYearToDate says outright that figures count from January.
var saysYearToDate = says(`\btil dato\b|\bytd\b|year to date|siden aarets begyndelse|i aaret hidtil`)

// settleLevels turns increments and year-to-date figures into what each
// period gives, after asking where the words leave it open.
func (r *reader) settleLevels() {
	for _, facts := range r.facts.bySheet() {
		r.settleQuarters(facts)
		r.tellToDate(facts)
		r.settleIncrements(facts)
		r.settleIncrementLines(facts)
	}
}

// settleQuarters looks at realised figures over several quarters of a year:
// unless the sheet says which, they may be each quarter's or the year's so far.
// Other figures are asked about where the sheet says that they are the latter.
func (r *reader) settleQuarters(facts factList) {
	var realised, quarterly []fact
	for f := range facts.all {
		if _, ok := f.period().Quarter(); !ok {
			continue
		}
		quarterly = append(quarterly, f)
		if f.series() == portfolio.Realised {
			realised = append(realised, f)
		}
	}
	t := quarterColumns(realised)
	if t == nil {
		if t = quarterColumns(quarterly); t == nil || !saysYearToDate.MatchString(r.textsNear(t)) {
			return
		}
		realised = quarterly // "Status år til dato" says it of whatever stands below
	}
	said := r.textsNear(t)
	toDate := slices.ContainsFunc(realised, func(f fact) bool { return saysToDate.MatchString(fold(t.columnText(f.col()))) })
	if (saysLevel.MatchString(said) || saysEachQuarter.MatchString(said) && !saysToDate.MatchString(said)) && !toDate {
		return
	}
	if t.column(roleYear) != nil && !toDate && !saysToDate.MatchString(said) && !neverFall(realised) {
		return // each row of a long table is an amount of its own period
	}
	proposed, confidence := asLevel, 0.6
	switch {
	case toDate || saysToDate.MatchString(said):
		proposed, confidence = asYearToDate, 0.8
	case !slices.ContainsFunc(realised, func(f fact) bool { return !asOfDay.MatchString(fold(t.columnText(f.col()))) }):
		proposed, confidence = asYearToDate, 0.6 // what has come up to a day
	}
	a := axis{reader: r}
	answer, ok := r.ask(Question{
		Key: "level-or-increment@" + t.key(), Code: "level-or-year-to-date", Cells: a.heads(slices.Values(realised)), Options: []string{asLevel, asYearToDate},
		Proposed: proposed, Confidence: confidence, Args: map[string]any{"sheet": t.key()},
	})
	if ok && answer == asYearToDate {
		eachLine(slices.Values(realised), withinYears)
	}
}

// quarterColumns is the table in which realised figures stand in at least two
// quarters of the same year; nil when there is none.
func quarterColumns(realised []fact) *table {
	type yearOf struct {
		table *table
		year  int
	}
	first := map[yearOf]int{} // the first of the table's figures in the year
	found := len(realised)
	for i, f := range realised {
		year, _ := f.period().Year()
		k := yearOf{f.table(), year}
		if at, known := first[k]; !known {
			first[k] = i
		} else if realised[at].period() != f.period() {
			found = min(found, at)
		}
	}
	if found == len(realised) {
		return nil
	}
	return realised[found].table()
}

// neverFall tells whether realised figures may count from January: within a year no
// line ever falls, and one of them goes up through three periods at least.
func neverFall(realised []fact) bool {
	falls, goesUp := false, false
	eachLine(slices.Values(realised), func(line []fact) {
		rises := map[int]int{}
		for i, f := range line[1:] {
			year, _ := f.period().Year()
			before, _ := line[i].period().Year()
			switch {
			case year != before:
			case f.ore() < line[i].ore():
				falls = true
			case f.ore() > line[i].ore():
				rises[year]++
				goesUp = goesUp || rises[year] >= 2
			}
		}
	})
	return goesUp && !falls
}

// settleIncrements asks about yearly benefits where a text speaks of new or
// additional benefits each year.
func (r *reader) settleIncrements(facts factList) {
	yearly := factList{}
	for f := range facts.all {
		if k := f.period().Kind(); f.kind() == benefit && f.series() != portfolio.Realised && (k == calc.YearPeriod || k == calc.OffsetPeriod) {
			yearly.add(f)
		}
	}
	if yearly.len() < 2 {
		return
	}
	t := yearly.first().table()
	near := r.textsNear(t)
	said := firstMatch(saysIncrement, near, yearly)
	if said == "" || saysLevel.MatchString(near) {
		return
	}
	a := axis{reader: r}
	answer, ok := r.ask(Question{
		Key: "level-or-increment@" + t.key(), Code: "level-or-increment", Cells: append(a.heads(yearly.all), r.headRefs(t)...), Options: []string{asLevel, asIncrement},
		Proposed: asIncrement, Confidence: 0.7, Args: map[string]any{"sheet": t.key(), "text": said},
	})
	if ok && answer == asIncrement {
		eachLine(yearly.all, accumulate)
	}
}

// firstMatch is what a pattern finds in a text, or in the words of lines and
// their headings.
func firstMatch(pattern *phrase, near string, facts factList) string {
	if found := pattern.FindString(near); found != "" {
		return found
	}
	looked := map[string]bool{}
	for f := range facts.all {
		for _, text := range []string{f.label(), f.table().columnText(f.col()), f.remarks()} {
			if looked[text] {
				continue
			}
			looked[text] = true
			if found := pattern.FindString(fold(text)); found != "" {
				return found
			}
		}
	}
	return ""
}

// textsNear are the folded texts that speak about a table: around it and on
// its sheet.
func (r *reader) textsNear(t *table) string {
	var b strings.Builder
	for _, notes := range [][]note{t.titles, t.notes, r.view(t).texts} {
		for _, n := range notes {
			b.WriteString(fold(n.text))
			b.WriteString(" | ")
		}
	}
	return b.String()
}

// eachLine applies a change to the facts of each line, in order of time.
func eachLine(facts iter.Seq[fact], change func([]fact)) {
	lines := map[lineKey][]fact{}
	var order []lineKey
	for f := range facts {
		k := f.line()
		if lines[k] == nil {
			order = append(order, k)
		}
		lines[k] = append(lines[k], f)
	}
	for _, k := range order {
		change(inOrder(lines[k]))
	}
}

// inOrder are facts in order of time.
func inOrder(line []fact) []fact {
	slices.SortStableFunc(line, func(f, g fact) int { return f.period().Compare(g.period()) })
	return line
}

// accumulate makes increments into levels.
func accumulate(line []fact) {
	var level calc.Money
	for _, f := range line {
		level += f.ore()
		f.setOre(level)
	}
}

// withinYears makes year-to-date figures into each period's own.
func withinYears(line []fact) {
	before := map[int]calc.Money{}
	for _, f := range line {
		year, _ := f.period().Year()
		toDate := f.ore()
		f.setOre(toDate - before[year])
		before[year] = toDate
	}
}
