package importers

import (
	"iter"
	"slices"
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// settlePeriods gives every amount its period. What a heading only counts
// ("År 0"), or says of a year that is no calendar year ("2013/14"), is looked
// up elsewhere in the book, or asked about.
func (r *reader) settlePeriods() {
	a := axis{reader: r}
	for f := range r.facts.all {
		switch f.time().form {
		case inOffset:
			a.counted = append(a.counted, f)
		case inSplitYear:
			a.split = append(a.split, f)
		case quarterOnly, monthOnly, wholeYear:
			a.yearless = append(a.yearless, f)
		case afterBudget:
			a.outYears = append(a.outYears, f)
		case ofUnsaidYear:
			a.unsaidYears = append(a.unsaidYears, f)
		case timeless:
			a.timeless = append(a.timeless, f)
		default:
			period, _ := f.time().period()
			f.sayPeriod(period)
		}
	}
	a.settleCounted()
	a.settleOutYears()
	a.settleUnsaidYears()
	a.settleSplit()
	a.settleYearless()
	a.settleYearsBeside()
	a.leaveYearly()
	a.settleTimeless()
	a.settleMerged()
}

// axis gathers the facts whose headings do not name their period.
type axis struct {
	*reader
	counted, split, yearless, timeless []fact
	outYears, unsaidYears              []fact
}

var (
	offsetIsYear = says(`\b(?:aar|year) ?(\d{1,2})\)? ?(?:=|:|er|is|svarer til) ?((?:19|20)\d\d)\b`)
	yearIsOffset = says(`\b((?:19|20)\d\d) ?(?:=|er|is) ?(?:aar|year) ?(\d{1,2})\b`)
)

// settleCounted turns År 0, År 1, … into calendar years when something says
// which year one of them is, else asks once. With the answer "t0" they stay
// counted.
func (a axis) settleCounted() {
	if len(a.counted) == 0 {
		return
	}
	base, known := a.baseYear()
	if !known {
		first := earliest(a.counted)
		q := Question{Key: "year-axis@" + first.sheet, Code: "year-axis", Cells: a.heads(slices.Values(a.counted)), Proposed: "t0", Confidence: 0.3, Args: map[string]any{"label": first.name, "sheet": first.sheet}}
		if answer, ok := a.ask(q); ok {
			switch year := answeredYear.FindString(answer); {
			case year != "":
				base, known = number(year)-first.year, true
			case !countsOn(answer):
				a.refuse(q, answer)
			}
		}
	}
	for _, f := range a.counted {
		period := calc.OffsetOf(f.time().year)
		if known {
			period = calc.YearOf(base + f.time().year)
		}
		f.sayPeriod(period)
	}
}

// countsOn tells whether an answer says that the years stay counted.
func countsOn(answer string) bool {
	switch fold(answer) {
	case "t0", "none", "ingen", "ukendt", "senere":
		return true
	}
	return false
}

// baseYear is the calendar year of År 0, where the book says it.
func (a axis) baseYear() (int, bool) {
	if m := a.master(); m.baseYear.found() {
		base := number(m.baseYear.text)
		if m.firstYear { // "Startår 2026" is the year of "1. år" where none is called År 0
			base -= earliest(a.counted).year
		}
		return base, true
	}
	for _, n := range a.allTexts() {
		folded := fold(n.text)
		if m := offsetIsYear.FindStringSubmatch(folded); m != nil {
			return number(m[2]) - number(m[1]), true
		}
		if m := yearIsOffset.FindStringSubmatch(folded); m != nil {
			return number(m[1]) - number(m[2]), true
		}
	}
	return 0, false
}

// settleSplit asks which calendar year a school or financial year counts in.
func (a axis) settleSplit() {
	bySheet := groupBySheet(a.split)
	for _, facts := range bySheet {
		f := facts[0]
		if a.calendarYears(facts) {
			for _, f := range facts {
				f.sayPeriod(calc.YearOf(f.time().year))
			}
			a.find(Finding{
				Severity: portfolio.SeverityInfo, Code: "financial-year", Cell: f.table().headRef(f.col()), Raw: f.table().columnName(f.col()),
				Args: map[string]any{"label": f.table().columnName(f.col()), "year": strconv.Itoa(f.time().year)},
			})
			continue
		}
		asked := earliest(facts)
		first := strconv.Itoa(asked.year)
		second := strconv.Itoa(asked.year + 1)
		answer, ok := a.ask(Question{
			Key: "year-axis@" + f.sheet(), Code: "year-axis-split", Cells: a.heads(slices.Values(facts)), Options: []string{first, second},
			Proposed: first, Confidence: 0.5, Args: map[string]any{"label": asked.name, "first": first, "second": second},
		})
		shift := 0
		if ok && answer == second {
			shift = 1
		}
		for _, f := range facts {
			f.sayPeriod(calc.YearOf(f.time().year + shift))
		}
	}
}

// namedYear is a year by what the workbook calls it.
type namedYear struct {
	name, sheet string
	year        int
}

// earliest is the first year among facts that are counted alike, or in a column of
// their tables that nothing is read from, because it is hidden: what is answered
// about a year must mean the same when that column is taken in.
func earliest(facts []fact) namedYear {
	first := facts[0]
	for _, f := range facts {
		if f.time().year < first.time().year {
			first = f
		}
	}
	found := namedYear{first.table().columnName(first.col()), first.sheet(), first.time().year}
	var tables []*table
	for _, f := range facts {
		if t := f.table(); !slices.Contains(tables, t) {
			tables = append(tables, t)
		}
	}
	for _, t := range tables {
		for _, c := range t.amounts() {
			if c.numbers > 0 && c.time.form == first.time().form && c.time.year < found.year {
				found.name, found.year = t.columnName(c.at), c.time.year
			}
		}
	}
	return found
}

// calendarYears tells whether financial years are those of a calendar: each is
// called by one year, "FY2021", and the amounts are said to be in kroner. Danish
// public budgets have no others.
func (a axis) calendarYears(facts []fact) bool {
	for _, f := range facts {
		if !financialYear.MatchString(fold(f.table().lowestWord(f.col()))) {
			return false
		}
	}
	return slices.ContainsFunc(a.allTexts(), func(n note) bool { return inDanishMoney.MatchString(fold(n.text)) })
}

var (
	financialYear = says(`^(?:fy|fiscal year|financial year) ?(?:20)?\d\d$`)
	inDanishMoney = says(`\b(?:dkk|kr|tkr|kroner|mio\.? kr)\b`)
)

func (a axis) sheetHasTimes(t *table) bool {
	return slices.ContainsFunc(t.amounts(), func(c column) bool { return c.time.known() })
}

// heads are the heading cells over facts, each once, at most eight.
func (a axis) heads(facts iter.Seq[fact]) []string {
	var refs []string
	for f := range facts {
		if ref := f.table().headRef(f.col()); !slices.Contains(refs, ref) && len(refs) < 8 {
			refs = append(refs, ref)
		}
	}
	return refs
}

// columnText is what stands over a column.
func (t *table) columnText(col int) string {
	if c := t.columnAt(col); c != nil {
		return c.text
	}
	return ""
}

// columnName is what a column is called to people: what stands over it, else
// the cell where it would.
func (t *table) columnName(col int) string { return firstWord(t.columnText(col), t.headRef(col)) }

// firstYear is the first calendar year of the table's headings.
func (t *table) firstYear() int {
	first := 0
	for _, c := range t.columns {
		if c.time.form == inYear && (first == 0 || c.time.year < first) {
			first = c.time.year
		}
	}
	return first
}

// groupBySheet are the facts of each sheet, sheets in the order of their first
// facts.
func groupBySheet(facts []fact) [][]fact {
	var groups [][]fact
	at := map[string]int{}
	for _, f := range facts {
		i, ok := at[f.sheet()]
		if !ok {
			i = len(groups)
			at[f.sheet()] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// allTexts are all texts of the book that stand outside bodies of tables.
func (r *reader) allTexts() []note {
	var notes []note
	for _, v := range r.views {
		for _, t := range v.tables {
			notes = append(notes, t.titles...)
			notes = append(notes, t.notes...)
		}
		notes = append(notes, v.texts...)
	}
	return notes
}
