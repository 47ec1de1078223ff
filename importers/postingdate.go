package importers

import (
	"math"
	"regexp"

	"raaderum/importers/workbook"
)

// The words of an extract of postings where each row says its day and its
// project.
var (
	postingDay  = says(`^(?:bogf(?:oerings|oert)?|postering(?:s)?|bilags?)\.? ?dato$|^bogfoert$|^(?:posting|booking|transaction) date$`)
	plainDay    = says(`^dato$|^date$`)
	postingText = says(`^postering(?:s|er)?\.?tekst$|^bilagstekst$|^posting text$`)
	projectCode = says(`^psp(?:-?element|-?nr\.?)?$|^wbs(?:[- ]element)?$`)
	projectName = says(`^(?:psp-?|wbs[- ]?)?(?:betegnelse|navn)$|^(?:psp|wbs)[- ]?(?:tekst|element navn|name)$|^description$`)
	postingSum  = says(`^(?:loebende )?saldo\b|^(?:running )?balance$`)
)

// settlePostings reads a table with an amount and a day on each row as what it
// is, postings: the day is their time, the name beside a project's code is their
// case, and the text of a posting is its line.
func (t *table) settlePostings() {
	amount := t.column(roleAmount)
	if amount == nil || t.column(roleYear) != nil || len(t.amounts()) > 0 {
		return
	}
	var day *column
	marks := 0
	for i := range t.columns {
		c := &t.columns[i]
		words := fold(c.text)
		switch {
		case postingDay.MatchString(words), plainDay.MatchString(words):
			if day == nil && t.mostlyDays(c) {
				day = c
			}
			if postingDay.MatchString(words) {
				marks++
			}
		case postingText.MatchString(words), projectCode.MatchString(words), postingSum.MatchString(words), ledgerVoucher.MatchString(words), ledgerAccount.MatchString(words):
			marks++
		}
	}
	if day == nil || marks < 2 {
		return
	}
	t.posted = true
	day.role, day.time = roleYear, timeLabel{}
	for i := range t.columns {
		c := &t.columns[i]
		words := fold(c.text)
		switch {
		case postingText.MatchString(words):
			if other := t.column(rolePost); other != nil {
				other.role = roleText // "Art" is an account
			}
			c.role = rolePost
		case projectCode.MatchString(words) && t.column(roleNumber) == nil:
			c.role = roleNumber
		case postingSum.MatchString(words) && t.runsDown(c, amount):
			c.role, c.measure = roleAccumulated, notMoney
		}
	}
	if t.column(roleTitle) == nil && t.column(roleNumber) != nil {
		for i := range t.columns {
			if c := &t.columns[i]; projectName.MatchString(fold(c.text)) {
				c.role = roleTitle
				return
			}
		}
	}
}

// mostlyDays tells whether most cells of a column are days.
func (t *table) mostlyDays(c *column) bool {
	days, cells := 0, 0
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		if cell == nil {
			continue
		}
		cells++
		if cell.Kind() == workbook.DateTime || writtenDay.MatchString(clean(cell.Raw())) {
			days++
		}
	}
	return days > 0 && 2*days > cells
}

// writtenDay is a day in figures: "31-01-2014", "2014-01-31".
var writtenDay = regexp.MustCompile(`^(?:(\d{1,2})[-./](\d{1,2})[-./](\d{4})|(\d{4})-(\d{2})-(\d{2}))$`)

// monthOfDay is the month of a day in figures.
func monthOfDay(text string) (timeLabel, bool) {
	m := writtenDay.FindStringSubmatch(text)
	if m == nil {
		return timeLabel{}, false
	}
	year, month := number(firstWord(m[3], m[4])), number(firstWord(m[2], m[5]))
	if year < 1990 || year > 2100 || month < 1 || month > 12 {
		return timeLabel{}, false
	}
	return timeLabel{form: inMonth, year: year, part: month}, true
}

// runsDown tells whether a column is the running sum of another down the rows,
// from the top or from where a sum stands between them.
func (t *table) runsDown(c, of *column) bool {
	sum, agrees := 0.0, 0
	for row := t.first; row <= t.last; row++ {
		x, ok := t.postedNumber(t.grid.at(row, of.at))
		said, known := t.postedNumber(t.grid.at(row, c.at))
		switch {
		case !ok:
			continue
		case !known:
			sum = 0 // a sum stands here, and the next project begins
			continue
		}
		if sum += x; math.Abs(sum-said) > 0.005 {
			return false
		}
		agrees++
	}
	return agrees >= leastRunning
}

// postedNumber is the number that a cell holds or writes, with its minus behind.
func (t *table) postedNumber(cell *workbook.Cell) (float64, bool) {
	if cell == nil {
		return 0, false
	}
	if x, ok := quickNumber(cell); ok {
		return x, true
	}
	v := readValueIn(cell, t.grid.locale)
	return v.decimal().Float(), (v.state == isNumber || v.state == isTextNumber)
}

// sidesBySign tells on which side postings stand that nothing but their sign
// tells: a minus is credit.
func (t *table) sidesBySign() func(fact) string {
	if !t.posted {
		return nil
	}
	return func(f fact) string {
		switch {
		case f.kind() != "":
			return ""
		case f.ore() < 0:
			return "credit"
		}
		return "debit"
	}
}

// askPosted asks what postings are that all stand on one side.
func (b *signBlock) askPosted(t *table, f fact) string {
	head := t.headRef(f.col())
	answer, ok := b.ask(Question{
		Key: "kind@" + head, Code: "kind", Cells: []string{head, f.ref()}, Options: []string{benefit, cost},
		Proposed: cost, Confidence: 0.6, Args: map[string]any{"label": t.columnName(f.col())},
	})
	if ok && answer == benefit {
		return debitBenefit
	}
	return creditTaken
}

// notePosted tells the reader that a table's rows are postings.
func (r *reader) notePosted(t *table) {
	if !t.posted {
		return
	}
	if r.posted == nil {
		r.posted = map[*table]bool{}
	}
	r.posted[t] = true
}
