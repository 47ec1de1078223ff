package importers

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

var (
	copyWords  = says(`\(? ?(?:kopi(?: af)?|copy(?: of)?|ny version|gammel version|gammel|gl\.?|ny|opdateret|revideret|rev\.?|endelig|rettet|udkast|udgave|tidligere|business ?case|[-,] ?(?:\d{1,2}\. ?)?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)(?: (?:19|20)\d\d)?|ver(?:sion)?\.? ?\d+(?:[.,]\d+)?|v\.? ?\d+(?:[.,]\d+)?|\(\d\)) ?\)?`)
	wordBreaks = says(`[^a-z0-9]+`)
)

// bareTitle is a title without the words of versions and copies.
func bareTitle(title string) string {
	bare := copyWords.ReplaceAllString(" "+fold(title)+" ", " ")
	return strings.TrimSpace(wordBreaks.ReplaceAllString(bare, " "))
}

const both = "both"

// double (dublet) is two cases of a workbook that may be one and the same: the
// second comes after the first.
type double struct {
	first, second *subject
	by            string // what they share: the code of the question for many
}

// What two cases may share, each the code of the question about many of them.
const (
	byNumber  = "duplicate-number"
	byTitle   = "duplicate-title"
	byAmounts = "duplicate-amounts"
)

// fewDoubles are as many as are asked about one by one. More that share the same
// thing are asked about once: a register that repeats its numbers in a thousand
// rows repeats them for one reason.
const fewDoubles = 6

// Answers to the question for many.
const (
	keepFirst = "first"
	keepLast  = "last"
	together  = "together"
	oneByOne  = "each"
)

// askAboutDoubles asks which of two versions of the same case counts: cases
// with the same number, with the same title but for words such as "kopi" and
// "v2", or with the very same amounts.
func (r *reader) askAboutDoubles() {
	doubles := r.doubles()
	groups := groupedDoubles(doubles)
	answers := map[string]string{}
	for _, by := range []string{byNumber, byTitle, byAmounts} {
		answers[by] = oneByOne
		if n := len(groups[by]); n > fewDoubles || n > 0 && r.answersAll(by, groups[by]) {
			answers[by] = r.askForAll(by, groups[by])
		}
	}
	left := map[string]int{}           // by what they share
	instead := map[*subject]*subject{} // of a case that is left out: the one that counts
	for _, d := range doubles {
		for instead[d.first] != nil {
			d.first = instead[d.first]
		}
		if d.second.dropped || d.first == d.second {
			continue
		}
		switch r.keep(d, answers[d.by]) {
		case keepFirst:
			d.second.dropped = true
		case keepLast:
			d.first.dropped, instead[d.first] = true, d.second
		case together:
			r.putTogether(d)
			instead[d.second] = d.first
			continue
		default:
			continue
		}
		if answers[d.by] != oneByOne {
			left[d.by]++
			continue
		}
		r.tellLeftDouble(d)
	}
	r.tellLeftDoubles(groups, left)
	for _, first := range instead {
		if first.joined {
			first.Title = withoutYear(first.Title)
		}
	}
}

// groupedDoubles are doubles by what they share.
func groupedDoubles(doubles []double) map[string][]double {
	count := map[string]int{}
	for _, d := range doubles {
		count[d.by]++
	}
	groups := make(map[string][]double, len(count))
	for _, d := range doubles {
		if groups[d.by] == nil {
			groups[d.by] = make([]double, 0, count[d.by])
		}
		groups[d.by] = append(groups[d.by], d)
	}
	return groups
}

// answersAll tells whether the question about many has an answer already, from
// the same kind of workbook: then it holds for few as well.
func (r *reader) answersAll(by string, doubles []double) bool {
	_, given := r.answers[forAllKey(by, doubles[0])]
	return given
}

func forAllKey(by string, one double) string {
	_, sheet, _ := keyPlace("@" + firstWord(one.second.TitleCell, one.second.name(one.first)))
	return keyOf(by, sheet, "")
}

// tellLeftDoubles tells how many cases one answer for all has left out.
func (r *reader) tellLeftDoubles(groups map[string][]double, left map[string]int) {
	for _, by := range []string{byNumber, byTitle, byAmounts} {
		if left[by] == 0 {
			continue
		}
		one := groups[by][0]
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "doubles-left-out", Cell: firstWord(one.second.TitleCell, one.first.TitleCell), Raw: one.second.Title,
			Args: map[string]any{"n": left[by], "key": forAllKey(by, one)}})
	}
}

// doubles are all that look like an earlier case, in the order they stand in.
func (r *reader) doubles() []double {
	var doubles []double
	seen := newSeenMarks(len(r.subjects))
	alike := make(map[uint64]*subject, len(r.subjects)) // the first of the same amounts
	yearless := map[string]*subject{}                   // the first of a title that has another year
	others := map[uint64][]*subject{}                   // of other amounts and the same fingerprint
	for _, s := range r.subjects {
		var found *double
		for _, m := range s.marks() {
			if m.text == "" {
				continue
			}
			if first := seen.first(m, s); first != nil && found == nil {
				found = &double{first, s, m.by}
			}
		}
		if r.ofSheets[s] && found == nil {
			if title := yearlessTitle(s.Title); title != "" {
				if first := yearless[title]; first != nil {
					found = &double{first, s, byTitle}
				} else {
					yearless[title] = s
				}
			}
		}
		if print, ok := s.amountPrint(); ok {
			first := alike[print]
			if first == nil {
				alike[print] = s
			} else if !s.sameAmounts(first) {
				i := slices.IndexFunc(others[print], s.sameAmounts)
				if i < 0 {
					first, others[print] = nil, append(others[print], s)
				} else {
					first = others[print][i]
				}
			}
			if first != nil && found == nil {
				found = &double{first, s, byAmounts}
			}
		}
		if found != nil {
			doubles = append(doubles, *found)
		}
	}
	return doubles
}

// askForAll asks about many doubles at once, "" while it is not answered.
func (r *reader) askForAll(by string, doubles []double) string {
	const shown = 6
	var cells []string
	for _, d := range doubles[:min(shown, len(doubles))] {
		cells = append(cells, titleCells(d.first, d.second)...)
	}
	one := doubles[0]
	proposed, confidence := proposedForAll(by, doubles)
	options := []string{both, keepFirst, keepLast, oneByOne}
	if countDoubles(doubles, double.completes) == len(doubles) {
		options, proposed = append(options, together), together
	}
	answer, _ := r.ask(Question{
		Key: forAllKey(by, one), Code: by, Cells: cells,
		Options: options, Proposed: proposed, Confidence: confidence,
		Args: map[string]any{"n": len(doubles), "same": countDoubles(doubles, double.sameAmounts), "first": one.first.Title, "second": one.second.Title},
	})
	return answer
}

// proposedForAll is what speaks from many doubles: the first where all repeat
// their amounts, both where all but the one thing they share tells them apart.
// Else they are of several kinds, and one answer is no answer.
func proposedForAll(by string, doubles []double) (proposed string, confidence float64) {
	all := func(is func(double) bool) bool { return countDoubles(doubles, is) == len(doubles) }
	switch {
	case all(double.sameAmounts):
		return keepFirst, 0.6
	case by == byNumber && all(double.otherTitle), by == byTitle && all(double.otherNumber):
		return both, 0.6
	}
	return oneByOne, 0.3
}

func countDoubles(doubles []double, is func(double) bool) (n int) {
	for _, d := range doubles {
		if is(d) {
			n++
		}
	}
	return n
}

func (d double) sameAmounts() bool { return d.by == byAmounts || d.first.sameAmounts(d.second) }

func (d double) otherTitle() bool { return bareTitle(d.first.Title) != bareTitle(d.second.Title) }

func (d double) otherNumber() bool {
	return d.first.Number != "" && d.second.Number != "" && d.first.Number != d.second.Number
}

// keep is what becomes of two cases by the answer for all that share what they
// share, or by the answer about these two.
func (r *reader) keep(d double, forAll string) string {
	if forAll != oneByOne {
		return forAll
	}
	first, second := d.first.name(d.second), d.second.name(d.first)
	proposed := first
	if newer, older := saysNewer.MatchString(fold(second)), saysNewer.MatchString(fold(first)); newer && !older || newer == older && d.second.isMoreThan(d.first) {
		proposed = second
	} else if d.by == byTitle && (d.apart() || d.otherYears()) {
		proposed = both
	}
	cells := titleCells(d.first, d.second)
	if len(cells) == 0 {
		cells = []string{d.first.corner(), d.second.corner()}
	}
	options := []string{first, second, both}
	if d.completes() {
		options, proposed = append(options, together), together
	}
	answer, ok := r.ask(Question{
		Key: "duplicate-case@" + firstWord(d.second.TitleCell, second), Code: "duplicate-case", Cells: cells,
		Options: options, Proposed: proposed, Confidence: 0.6, Args: map[string]any{"first": d.first.told(d.second), "second": d.second.told(d.first)},
	})
	switch {
	case ok && answer == first:
		return keepFirst
	case ok && answer == second:
		return keepLast
	case ok && answer == together:
		return together
	}
	return both
}

// tellLeftDouble names the one of two cases that is left out by the answer about
// them, and where it stands: no sheet goes without a word.
func (r *reader) tellLeftDouble(d double) {
	out, counted := d.first, d.second
	if d.second.dropped {
		out, counted = d.second, d.first
	}
	r.find(Finding{Severity: portfolio.SeverityInfo, Code: "case-left-out", Cell: firstWord(out.TitleCell, out.corner(), counted.TitleCell), Raw: out.Title,
		Args: map[string]any{"label": out.told(counted), "counted": counted.told(out)}})
}

// corner is the first cell of the sheet that a case without a title cell stands on.
func (s *subject) corner() string {
	if sheet := s.mainSheet(); sheet != "" {
		return reference(sheet, 1, 1)
	}
	return ""
}

// told is what a case is called beside another: its title, with what else tells
// the two apart where that is the same.
func (s *subject) told(other *subject) string {
	if s.Title == other.Title {
		return s.Title + " (" + s.name(other) + ")"
	}
	return s.Title
}

// apart tells whether two cases have no line of the same name: then they share
// their title by accident.
func (d double) apart() bool {
	labels := map[string]bool{}
	for i := range d.first.Lines {
		labels[fold(d.first.Lines[i].Label)] = true
	}
	if len(labels) < 2 || len(d.second.Lines) < 2 || d.first.mainSheet() == d.second.mainSheet() {
		return false
	}
	for i := range d.second.Lines {
		if labels[fold(d.second.Lines[i].Label)] {
			return false
		}
	}
	return true
}

// yearInTitle is a year that a title names.
var yearInTitle = says(`\b(?:19|20)\d\d\b`)

// yearlessTitle is a title without the year in it; "" where it has none, or
// nothing else.
func yearlessTitle(title string) string {
	folded := fold(title)
	if !yearInTitle.MatchString(folded) {
		return ""
	}
	return strings.TrimSpace(wordBreaks.ReplaceAllString(yearInTitle.ReplaceAllString(folded, " "), " "))
}

// otherYears tells whether the titles of two cases differ by a year alone, and no
// amount of the one is of a year that the other has amounts of.
func (d double) otherYears() bool {
	if title := yearlessTitle(d.first.Title); title == "" || title != yearlessTitle(d.second.Title) {
		return false
	}
	years := d.first.years()
	for year := range d.second.years() {
		if years[year] {
			return false
		}
	}
	return true
}

// years are those that a case has amounts of.
func (s *subject) years() map[int]bool {
	years := map[int]bool{}
	for i := range s.Lines {
		for period := range s.amounts(i) {
			if year, ok := period.Year(); ok {
				years[year] = true
			}
		}
	}
	return years
}

// mainSheet is the first of the sheets that a case stands on.
func (s *subject) mainSheet() string {
	sheets := slices.Sorted(maps.Keys(s.sheets))
	if len(sheets) == 0 {
		return ""
	}
	return sheets[0]
}

// saysNewer names the later of two versions.
var saysNewer = says(`\bv(?:er(?:sion)?)?\.? ?[2-9]\b|\bendelig|\bny version|\bopdateret|\brevideret|\brettet`)

// isMoreThan tells whether a case says more amounts than another that stands
// before it: its lines, where the other states a result of them.
func (s *subject) isMoreThan(other *subject) bool {
	amounts := func(s *subject) (n int) {
		for i := range s.Lines {
			for range s.amounts(i) {
				n++
			}
		}
		return n
	}
	return amounts(s) > amounts(other)
}

// mark is what a case may share with another version of itself.
type mark struct{ text, by string }

// seenMarks finds the first case of each mark. A register has tens of thousands
// of marks, so what is kept of one is its hash, and the case that says it again.
type seenMarks struct {
	seed maphash.Seed
	at   map[uint64]*subject
}

func newSeenMarks(cases int) seenMarks {
	return seenMarks{maphash.MakeSeed(), make(map[uint64]*subject, 2*cases)}
}

// first is the first case with a mark; nil when it is this one.
func (seen seenMarks) first(m mark, s *subject) *subject {
	for hash := maphash.Comparable(seen.seed, m); ; hash++ {
		first := seen.at[hash]
		if first == nil {
			seen.at[hash] = s
			return nil
		}
		if marks := first.marks(); slices.Contains(marks[:], m) {
			return first
		}
	}
}

func (s *subject) marks() (marks [2]mark) {
	if s.Number != "" && s.scenario == "" {
		marks[0] = mark{s.Number, byNumber}
	}
	if bare := bareTitle(s.Title); bare != "" && s.scenario == "" {
		marks[1] = mark{bare, byTitle}
	}
	return marks
}

// amountPrint is a fingerprint of all amounts of a case: cases of the same
// amounts have the same. False when there are too few for sameness to be no
// accident.
func (s *subject) amountPrint() (print uint64, ok bool) {
	print = 14695981039346656037 // FNV-1a over whole numbers
	add := func(n uint64) { print = (print ^ n) * 1099511628211 }
	n := 0
	for i, line := range s.Lines {
		add(uint64(len(line.Kind)))
		for period, ore := range s.amounts(i) {
			if ore != 0 {
				year, _ := period.Year()
				offset, _ := period.Offset()
				add(uint64(period.Kind())<<40 | uint64(uint32(year+offset)))
				add(uint64(ore))
				n++
			}
		}
	}
	return print, n >= 4
}

// sameAmounts tells whether two cases have lines of the same kinds with the
// same amounts in the same periods.
func (s *subject) sameAmounts(other *subject) bool {
	if len(s.Lines) != len(other.Lines) {
		return false
	}
	var room [64]dated
	for i := range s.Lines {
		if s.Lines[i].Kind != other.Lines[i].Kind || !other.hasMoney(i, s.moneyOf(i, room[:0])) {
			return false
		}
	}
	return true
}

// dated is money of a period.
type dated struct {
	period calc.Period
	ore    calc.Money
}

// moneyOf appends the amounts of a line that are not 0.
func (s *subject) moneyOf(line int, money []dated) []dated {
	for period, ore := range s.amounts(line) {
		if ore != 0 {
			money = append(money, dated{period, ore})
		}
	}
	return money
}

// hasMoney tells whether those are the amounts of a line that are not 0.
func (s *subject) hasMoney(line int, money []dated) bool {
	for period, ore := range s.amounts(line) {
		switch {
		case ore == 0:
		case len(money) == 0 || money[0] != dated{period, ore}:
			return false
		default:
			money = money[1:]
		}
	}
	return len(money) == 0
}

// name is what an answer calls a case: its number, else its title, else the
// sheet it stands on, whichever tells it from the other.
func (s *subject) name(other *subject) string {
	switch {
	case s.Number != "" && s.Number != other.Number:
		return s.Number
	case s.Title != other.Title:
		return s.Title
	}
	for _, sheet := range slices.Sorted(maps.Keys(s.sheets)) {
		if !other.sheets[sheet] {
			return sheet
		}
	}
	return s.TitleCell
}

func titleCells(subjects ...*subject) []string {
	var cells []string
	for _, s := range subjects {
		if s.TitleCell != "" {
			cells = append(cells, s.TitleCell)
		}
	}
	return cells
}
