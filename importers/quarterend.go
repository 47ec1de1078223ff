package importers

import (
	"time"

	"raaderum/importers/workbook"
)

// settleQuarterEnds reads headings that are dates a quarter apart as the quarters
// they end or begin, "31-03-2026" and "30-06-2026": where each is the last day of
// its quarter, or the sheet says that its amounts are of quarters. Months a quarter
// apart that nothing says it of stay months.
func (t *table) settleQuarterEnds() {
	var ends []*column
	last, dated := true, true
	for i := range t.columns {
		c := &t.columns[i]
		if c.role.derived() || !c.time.known() {
			continue
		}
		if c.time.form != inMonth {
			return
		}
		if len(ends) > 0 && quarterAfter(ends[0].time, c.time) < 0 {
			return
		}
		day, ok := t.headDate(c.at)
		dated = dated && ok
		last = last && ok && c.time.part%3 == 0 && day.AddDate(0, 0, 1).Day() == 1
		ends = append(ends, c)
	}
	if len(ends) < 2 || ends[0].time.part%3 == 2 || !last && (!dated || !t.saysQuarters()) {
		return
	}
	for i := 1; i < len(ends); i++ {
		if step := quarterAfter(ends[i-1].time, ends[i].time); step > 1 {
			return
		}
	}
	for _, c := range ends {
		c.time = timeLabel{form: inQuarter, year: c.time.year, part: (c.time.part + 2) / 3, onwards: c.time.onwards}
	}
}

// quarterAfter is how many quarters one month is after another; -1 when that is no
// whole number of them.
func quarterAfter(first, then timeLabel) int {
	months := (then.year-first.year)*12 + then.part - first.part
	if months < 0 || months%3 != 0 {
		return -1
	}
	return months / 3
}

// headDate is the date that heads a column.
func (t *table) headDate(col int) (time.Time, bool) {
	for row := t.foot; row >= t.head; row-- {
		if cell := t.grid.at(row, col); cell != nil && cell.Kind() == workbook.DateTime {
			return cell.Time(), true
		}
	}
	return time.Time{}, false
}

// saysQuarters tells whether a text above the table, or in its headings, or the
// sheet's name speaks of quarters.
func (t *table) saysQuarters() bool {
	if quarterly.MatchString(fold(t.grid.sheet.Name)) {
		return true
	}
	for row := 1; row <= t.foot; row++ {
		for col := 1; col <= t.grid.width; col++ {
			if quarterly.MatchString(fold(t.grid.text(row, col))) {
				return true
			}
		}
	}
	return false
}

var quarterly = says(`kvartal|\bquarter`)
