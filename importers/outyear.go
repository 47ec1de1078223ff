package importers

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/portfolio"
)

// The years that a municipal budget counts and does not name: BO1, BO2 and BO3 are
// the budgetoverslagsår after the budget year, FR1 and FR2 the first and the second
// estimate of the accounts of a year. BO1 is the year's first budgetopfølgning in
// other municipalities, so what is meant is asked.
var (
	outYear      = says(`^(?:(.+?),? )?(?:bo|b ?\+|budgetoverslag(?:saar)?|overslag(?:saar)?) ?([1-9])$|^([1-9])\. ?(?:budget)?overslagsaar$`)
	estimateYear = says(`^(?:fr|forventet regnskab) ?([1-4])$`)
	budgetYear   = says(`^(?:b|budget|budgetaar|vedtaget budget)$`)
	unsaidYear   = says(`^(?:r|kb|ob|regnskab|korrigeret budget)$`)
	budgetSpan   = says(`\bbudget(?:tet|forslag)? ?((?:19|20)\d\d) ?(?:-|til|/) ?(?:(?:19|20)?\d\d)\b`)
	saysOverslag = says(`overslag`)
)

// outYearIn is a year that is counted from the budget year, or the year of an
// estimate, and the words beside it.
func outYearIn(text string) (label timeLabel, rest string, ok bool) {
	folded := fold(text)
	if m := outYear.FindStringSubmatch(folded); m != nil && (m[1] == "" || kindIn(m[1]) != "") {
		return timeLabel{form: afterBudget, part: number(firstWord(m[2], m[3]))}, strings.TrimSpace(m[1] + " plan"), true
	}
	if m := estimateYear.FindStringSubmatch(folded); m != nil {
		return timeLabel{form: ofUnsaidYear, part: number(m[1])}, "forventet", true
	}
	return timeLabel{}, "", false
}

// settleBudgetYears gives "B", "R" and "KB" beside BO1 a time of their own, and
// BO1 that of the overslagsår where its heading says so in full behind the year.
func (t *table) settleBudgetYears() {
	if !slices.ContainsFunc(t.columns, func(c column) bool { return c.time.form == afterBudget }) {
		return
	}
	base := 0 // of the overslagsår that follow
	for i := range t.columns {
		c := &t.columns[i]
		word := fold(t.lowestWord(c.at))
		if c.time.form == inYear && (c.series == portfolio.Plan || c.series == "") {
			base = c.time.year
		}
		switch {
		case c.numbers == 0:
		case !c.time.known() && budgetYear.MatchString(word):
			c.time, c.series, c.role = timeLabel{form: afterBudget}, portfolio.Plan, noRole
		case !c.time.known() && unsaidYear.MatchString(word):
			c.time, c.role = timeLabel{form: ofUnsaidYear}, noRole
			c.series = map[bool]portfolio.Series{true: portfolio.Realised, false: portfolio.Plan}[strings.HasPrefix(word, "r")]
		case c.time.form == afterBudget && base > 0 && saysOverslag.MatchString(word):
			c.time = timeLabel{form: inYear, year: base + c.time.part}
		}
	}
}

// yearLeftOf is the year of the nearest column to the left that says one and holds
// a series, or none that is said; 0 when there is none.
func (t *table) yearLeftOf(col int, series portfolio.Series) (year int) {
	for _, c := range t.columns {
		if c.at < col && c.time.form == inYear && (c.series == series || c.series == "") {
			year = c.time.year
		}
	}
	return year
}

// settleOutYears asks which year the first of the years after the budget is; the
// others follow it.
func (a axis) settleOutYears() {
	for _, facts := range groupBySheet(a.outYears) {
		first := facts[0]
		for _, f := range facts {
			if f.time().part < first.time().part {
				first = f
			}
		}
		t := first.table()
		q := Question{
			Key: "year-axis@" + t.headRef(first.col()), Code: "year-axis-out", Cells: a.heads(slices.Values(facts)), Options: []string{leaveOut}, Free: true,
			Confidence: 0.3, Args: map[string]any{"label": t.columnName(first.col()), "sheet": first.sheet()},
		}
		if base, ref := a.budgetYearOf(t, first); base > 0 {
			q.Proposed, q.Confidence, q.Cells = strconv.Itoa(base+first.time().part), 0.8, append(q.Cells, ref)
		}
		begins := first.time().part
		if year := a.askYear(q, facts); year > 0 {
			for _, f := range facts {
				f.sayYear(year + f.time().part - begins)
			}
		}
	}
}

// budgetYearOf is the budget year that stands beside the years counted from it, or
// above them as "Budget 2026-2029", and where.
func (a axis) budgetYearOf(t *table, first fact) (year int, ref string) {
	if year = t.yearLeftOf(first.col(), portfolio.Plan); year > 0 {
		for _, c := range t.columns {
			if c.time.form == inYear && c.time.year == year {
				ref = t.headRef(c.at)
			}
		}
		return year, ref
	}
	for _, n := range append(slices.Clone(t.titles), a.view(t).texts...) {
		if m := budgetSpan.FindStringSubmatch(fold(n.text)); m != nil {
			return number(m[1]), n.ref
		}
	}
	return 0, ""
}

// askYear asks for a year; 0 when none is answered. With the answer that they are
// not to count, the facts are left out and reported.
func (a axis) askYear(q Question, facts []fact) int {
	answer, ok := a.ask(q)
	switch year := number(answeredYear.FindString(answer)); {
	case !ok:
	case answer == leaveOut:
		left := map[fact]bool{}
		for _, f := range facts {
			left[f] = true
			head := f.table().headRef(f.col())
			a.find(Finding{Severity: portfolio.SeverityInfo, Code: "year-left-out", Cell: head, Raw: f.table().columnText(f.col()), Args: map[string]any{"label": f.table().columnName(f.col())}})
		}
		a.leave(left)
	case year > 0:
		return year
	default:
		a.refuse(q, answer)
	}
	return 0
}

// settleUnsaidYears asks of which year accounts and estimates are whose headings
// do not say it: "R", "KB", "FR1" and "FR2". Of several estimates of a year only
// the latest counts in each row.
func (a axis) settleUnsaidYears() {
	type group struct {
		table  *table
		series portfolio.Series
	}
	groups := map[group][]fact{}
	var order []group
	for _, f := range a.unsaidYears {
		k := group{f.table(), f.series()}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	for _, k := range order {
		facts := groups[k]
		f := facts[0]
		q := Question{
			Key: "year-axis@" + k.table.headRef(f.col()), Code: "year-axis-unsaid", Cells: a.heads(slices.Values(facts)), Options: []string{leaveOut}, Free: true,
			Confidence: 0.3, Args: map[string]any{"label": k.table.columnName(f.col())},
		}
		if year := k.table.yearLeftOf(f.col(), portfolio.Plan); year > 0 && k.series == portfolio.Forecast {
			q.Proposed, q.Confidence = strconv.Itoa(year), 0.6
		}
		if year := a.askYear(q, facts); year > 0 {
			for _, f := range facts {
				f.sayYear(year)
			}
		}
		a.leaveEarlierEstimates(facts)
	}
}

// sayYear gives a fact the year that was looked for; which of several estimates it
// is stays known.
func (f fact) sayYear(year int) {
	said := *f.saying()
	said.time.form, said.time.year = inYear, year
	said.period, _ = said.time.period()
	f.say(said)
}

// leaveEarlierEstimates drops estimates that a later one of the same row takes the
// place of.
func (a axis) leaveEarlierEstimates(facts []fact) {
	latest := map[int]fact{}
	for _, f := range facts {
		if other, known := latest[f.row()]; !known || f.time().part > other.time().part {
			latest[f.row()] = f
		}
	}
	earlier := map[fact]bool{}
	for _, f := range facts {
		if last := latest[f.row()]; last.time().part > f.time().part {
			earlier[f] = true
			t := f.table()
			a.find(Finding{
				Severity: portfolio.SeverityInfo, Code: "estimate-superseded", Cell: t.headRef(f.col()), Raw: t.columnText(f.col()),
				Args: map[string]any{"label": t.columnName(f.col()), "other": t.columnName(last.col())},
			})
		}
	}
	a.leave(earlier)
}

// leave takes facts out, and the columns that are then empty.
func (a axis) leave(facts map[fact]bool) {
	a.drop(func(f fact) bool { return facts[f] })
	kept := map[*table]map[int]bool{}
	for f := range a.facts.all {
		if kept[f.table()] == nil {
			kept[f.table()] = map[int]bool{}
		}
		kept[f.table()][f.col()] = true
	}
	for f := range facts {
		if !kept[f.table()][f.col()] {
			f.table().leaveColumn(f.col())
		}
	}
}
