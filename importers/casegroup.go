package importers

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// Answers to what the names of groups in one table are.
const (
	groupsAreCases = "cases"
	groupsAreOne   = "one"
)

// caseGroup (sagsgruppe) is a name in a table over amounts that may be a case of
// its own: a row above its parts, or a heading merged over columns.
type caseGroup struct {
	name, ref string
	at        int // the row of the name, or the first of its columns
	to        int // the last row, or column, that it is over
}

// askCaseGroups asks whether the names of groups are cases. Where the table says
// that they are, they are, and nobody is asked.
func (r *reader) askCaseGroups(groups []caseGroup, said bool, proposed string) bool {
	if said {
		return true
	}
	var names, cells []string
	for _, g := range groups {
		names, cells = append(names, g.name), append(cells, g.ref)
	}
	answer, ok := r.ask(Question{
		Key: "cases@" + cells[0], Code: "case-groups", Cells: cells, Options: []string{groupsAreCases, groupsAreOne},
		Proposed: proposed, Confidence: 0.6, Args: map[string]any{"n": len(names), "names": strings.Join(names[:min(len(names), shownGroups)], ", ")},
	})
	return ok && answer == groupsAreCases || !ok && proposed == groupsAreCases
}

// shownGroups are as many names as a question writes.
const shownGroups = 6

// namesGroup tells whether a text may be the name of a case among others: no kind,
// series, time or sum, and no part of any case.
func (g *grid) namesGroup(text string) bool {
	if len(text) < 4 || len(text) > longestTitle {
		return false
	}
	h, words := g.heading(text), fold(text)
	return h.kind == "" && h.series == "" && !h.time.known() && !h.role.derived() && h.measure == unmeasured && titleKind(text) == "" &&
		!saysScenario.MatchString(words) && !saysBaseline.MatchString(words) && !sheetsOwn.MatchString(words) && !namesOption.MatchString(words) &&
		!namesEstimate.MatchString(words) && !additive.MatchString(words) && !partOfAnyCase.MatchString(words)
}

// mostNameCases tells whether more than half of the groups have words of their own:
// one of several projects may be called "Nyt økonomisystem".
func mostNameCases(groups []caseGroup) bool {
	own := 0
	for _, g := range groups {
		if namesCase(g.name) {
			own++
		}
	}
	return 2*own > len(groups)
}

// partOfAnyCase names what the amounts of one case are spent on.
var partOfAnyCase = says(`^(?:loen|personale|hardware|software|licens|konsulent|drift|support|vedligehold|uddannelse|undervisning|implementering|projektledelse|it\b|oevrig|andet|andre|diverse|intern|ekstern|kvalitativ|kvantitativ|direkte|indirekte|netto|brutto|resultat|balance)`)

// saysCases heads or tells of several projects.
var (
	saysCases   = says(`\b(?:projekter|initiativer|tiltag|forslag|sager|indsatser)\b`)
	casesAbove  = says(`^(?:projekt|initiativ|forslag|sag|indsats|business case)(?:er|s|navn|titel)? ?(?:/|,|og|\+|-|–|med|>) ?(?:gevinst|besparelse|linje|post|udgift|delgevinst|effekt|aktivitet|poster)`)
	ownerOfCase = says(`^(?:projekt|gevinst)?(?:ejer|leder|ansvarlig)$`)
)

// saysManyCases tells whether a title over the table, or its sheet, says that it is
// about several.
func (t *table) saysManyCases() bool {
	return slices.ContainsFunc(t.titles, func(n note) bool { return saysCases.MatchString(fold(n.text)) })
}

// groupsOfRows are the rows of a table in bold that are each the name, and the sum, of
// the rows below it; nil when it is not laid out so from its top.
func (t *table) groupsOfRows(columns []column) []caseGroup {
	if t.column(roleYear) != nil || t.last-t.first > tallestStrips {
		return nil
	}
	var groups []caseGroup
	for row := t.first; row <= t.last; row++ {
		label, col := t.label(row)
		label = strings.TrimSpace(sumOfGroup.ReplaceAllString(label, ""))
		cell := t.grid.at(row, col)
		if label == "" || cell == nil {
			continue
		}
		if !cell.Bold() {
			if len(groups) == 0 {
				return nil
			}
			continue
		}
		parts := t.plainRowsBelow(row)
		switch {
		case parts == 0 && len(groups) == 0:
			return nil
		case parts == 0 && t.filled(row, columns) > 0 && !t.sumsGroups(row, groups, columns):
			return nil
		case parts == 0: // the sum of them all, or words
		case !t.sumsPlainRows(row, row+parts, columns):
			return nil
		case !t.grid.namesGroup(label) || slices.ContainsFunc(groups, func(g caseGroup) bool { return fold(g.name) == fold(label) }):
			return nil
		default:
			groups = append(groups, caseGroup{label, t.grid.ref(row, col), row, row + parts})
		}
	}
	if len(groups) < 2 || !mostNameCases(groups) {
		return nil
	}
	return groups
}

// sumOfGroup ends the name of a row that says itself that it is a sum.
var sumOfGroup = regexp.MustCompile(`(?i)[,:]? +(?:i alt|ialt|total|samlet)$`)

// sumsGroups tells whether a row holds in every column what the rows of groups add up to.
func (t *table) sumsGroups(row int, groups []caseGroup, columns []column) bool {
	for _, c := range columns {
		rounding := 1e-6
		left, ok := quickNumber(t.grid.at(row, c.at))
		if ok {
			rounding += half(t.grid.at(row, c.at))
		}
		for _, g := range groups {
			if x, ok := quickNumber(t.grid.at(g.at, c.at)); ok {
				left -= x
				rounding += half(t.grid.at(g.at, c.at))
			}
		}
		if math.Abs(left) > rounding {
			return false
		}
	}
	return true
}

// plainRowsBelow counts the rows right below one whose names are not in bold.
func (t *table) plainRowsBelow(row int) (n int) {
	for below := row + 1; below <= t.last; below++ {
		label, col := t.label(below)
		if cell := t.grid.at(below, col); label == "" || cell == nil || cell.Bold() {
			break
		}
		n++
	}
	return n
}

// sumsPlainRows tells whether a row holds in every column what the rows below it add up to.
func (t *table) sumsPlainRows(row, last int, columns []column) bool {
	found := false
	for _, c := range columns {
		cell := t.grid.at(row, c.at)
		sum, rounding := 0.0, 0.0
		for part := row + 1; part <= last; part++ {
			if x, ok := quickNumber(t.grid.at(part, c.at)); ok {
				sum += x
				rounding += half(t.grid.at(part, c.at))
			}
		}
		x, ok := quickNumber(cell)
		if ok {
			rounding += half(cell)
		}
		if math.Abs(x-sum) > rounding+1e-6 {
			return false
		}
		found = found || x != 0
	}
	return found
}

// findCaseRows makes rows that are the names and sums of those below them cases:
// where the heading over the names says so, or the user.
func (l *lineReader) findCaseRows(v *view) {
	t := l.table
	groups := t.groupsOfRows(l.columns)
	if groups == nil {
		return
	}
	_, col := t.label(groups[0].at)
	said := casesAbove.MatchString(fold(t.grid.text(t.foot, col))) || t.saysManyCases()
	owned := t.ownedGroups(groups)
	if !said && !owned && namesCase(titleIn(v.upright(), t.head-1).text) {
		return // groups of the lines of the case that the sheet is called by
	}
	proposed := ""
	if owned {
		proposed = groupsAreCases
	}
	if !l.askCaseGroups(groups, said, proposed) {
		return
	}
	l.cases = map[int]caseGroup{}
	for _, g := range groups {
		l.cases[g.at] = g
	}
	for row := groups[len(groups)-1].to + 1; row <= t.last; row++ {
		if t.filled(row, l.columns) > 0 && t.sumsGroups(row, groups, l.columns) {
			l.cases[row] = caseGroup{at: row, to: row} // of them all: nothing is below it
		}
	}
}

// ownedGroups tells whether an owner is named in the rows of all groups and in no
// other.
func (t *table) ownedGroups(groups []caseGroup) bool {
	for i := range t.columns {
		c := &t.columns[i]
		if !ownerOfCase.MatchString(fold(c.text)) {
			continue
		}
		named := 0
		for row := t.first; row <= t.last; row++ {
			if t.grid.text(row, c.at) == "" {
				continue
			}
			if !slices.ContainsFunc(groups, func(g caseGroup) bool { return g.at == row }) {
				return false
			}
			named++
		}
		if named == len(groups) {
			return true
		}
	}
	return false
}

// assignCaseRows gives the lines below each row that is a case to that case.
func (l *lineReader) assignCaseRows(before int) {
	if l.cases == nil {
		return
	}
	t := l.table
	subjects := map[int]*subject{}
	for f := range l.facts.after(before) {
		for _, g := range l.cases {
			if f.table() != t || f.row() <= g.at || f.row() > g.to {
				continue
			}
			if subjects[g.at] == nil {
				subjects[g.at] = l.subjectOfGroup(t, g)
				subjects[g.at].Fields = t.rowFields(g.at)
				if c := t.column(roleOrganisation); c != nil {
					subjects[g.at].Organisation = t.grid.text(g.at, c.at)
				}
				subjects[g.at].from, subjects[g.at].to = int32(g.at), int32(g.to)
			}
			f.setSubject(subjects[g.at])
		}
	}
}

func (r *reader) subjectOfGroup(t *table, g caseGroup) *subject {
	s := &subject{Case: new(Case), sheets: t.own()}
	s.Title, s.TitleCell = g.name, g.ref
	r.subjects = append(r.subjects, s)
	return s
}

// groupsOfColumns are the headings of a table that each span columns of costs and of
// benefits, under the same words; nil when it is not laid out so.
func (t *table) groupsOfColumns(columns []column) []caseGroup {
	if t.foot == t.head {
		return nil
	}
	var groups []caseGroup
	for i := range columns {
		c := &columns[i]
		if c.time.known() {
			return nil
		}
		text, at := t.groupOver(c.at)
		if text == "" || !t.grid.namesGroup(text) {
			return nil
		}
		if last := len(groups) - 1; last >= 0 && groups[last].name == text {
			groups[last].to = c.at
			continue
		}
		groups = append(groups, caseGroup{text, t.grid.ref(t.head, at), c.at, c.at})
	}
	if len(groups) < 2 || !mostNameCases(groups) {
		return nil
	}
	first := t.wordsUnder(groups[0])
	for i, g := range groups {
		kinds := map[string]bool{}
		for col := g.at; col <= g.to; col++ {
			kinds[t.grid.heading(t.grid.text(t.foot, col)).kind] = true
		}
		if !kinds[cost] || !kinds[benefit] || t.wordsUnder(g) != first {
			return nil
		}
		if slices.ContainsFunc(groups[:i], func(other caseGroup) bool { return other.name == g.name }) {
			return nil
		}
	}
	return groups
}

// groupOver is the highest heading over a column, that it is merged to.
func (t *table) groupOver(col int) (text string, at int) {
	for at := col; at >= 1; at-- {
		if t.grid.at(t.head, at) != nil {
			if at == col || t.grid.spanEnd(t.head, at) >= col {
				return t.grid.text(t.head, at), at
			}
			return "", 0
		}
	}
	return "", 0
}

// wordsUnder are the lowest headings of a group's columns.
func (t *table) wordsUnder(g caseGroup) string {
	var words []string
	for col := g.at; col <= g.to; col++ {
		words = append(words, fold(t.grid.text(t.foot, col)))
	}
	return strings.Join(words, "\x00")
}

// assignCaseColumns makes headings that are merged over columns of costs and benefits
// cases: where the title says that the table is about several, or the user.
func (r *reader) assignCaseColumns(t *table, before int) {
	columns := t.amounts()
	groups := t.groupsOfColumns(columns)
	if groups == nil || t.column(roleTitle) != nil || r.facts.len() == before {
		return
	}
	if !r.askCaseGroups(groups, t.saysManyCases(), "") {
		return
	}
	subjects := make([]*subject, len(groups))
	for i, g := range groups {
		subjects[i] = r.subjectOfGroup(t, g)
	}
	names := map[int]*naming{}
	for f := range r.facts.after(before) {
		i := slices.IndexFunc(groups, func(g caseGroup) bool { return g.at <= f.col() && f.col() <= g.to })
		if f.table() != t || i < 0 {
			continue
		}
		f.setSubject(subjects[i])
		if names[f.col()] == nil {
			own := *f.naming()
			own.label = clean(t.grid.text(t.foot, f.col()))
			names[f.col()] = &own
		}
		f.call(names[f.col()])
	}
}
