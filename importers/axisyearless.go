package importers

import (
	"slices"

	"raaderum/calc"
)

// settleYearless finds the year of "2. kvt.", "marts" and "året" in the master
// data, the sheet's name, or the other headings of the table.
func (a axis) settleYearless() {
	for _, facts := range groupBySheet(a.yearless) {
		parts := byYearBanner(facts)
		for _, part := range parts {
			a.settleYearlessOf(part, len(parts) > 1)
		}
	}
}

// settleYearlessOf finds the year of facts that share one: those of a sheet, or
// of one of its tables where the lines over them say different years.
func (a axis) settleYearlessOf(facts []fact, apart bool) {
	starts := a.startYears(facts)
	year, known := a.yearAround(facts[0])
	key := facts[0].sheet()
	if apart {
		year, _ = facts[0].table().yearBanner()
		known, key = year > 0, facts[0].table().headRef(facts[0].col())
	}
	turns := monthsTurn(facts)
	if !known || starts != nil || turns {
		q := Question{Key: "year-axis@" + key, Code: "year-axis-missing", Cells: a.heads(slices.Values(facts)), Confidence: 0.3, Args: map[string]any{"label": facts[0].table().columnName(facts[0].col())}}
		if mentioned, ref := a.yearMentioned(facts[0].table()); mentioned != "" {
			q.Proposed, q.Confidence, q.Cells = mentioned, 0.7, append(q.Cells, ref)
		}
		if turns {
			q.Code = "year-axis-turn" // "okt, nov, dec, jan": the last is of the next year
		}
		q = starts.offer(q)
		answer, ok := a.ask(q)
		switch {
		case ok && answer == startYear && starts != nil:
			starts.place(facts, yearlessPeriod)
			return
		case ok:
			if year = number(answeredYear.FindString(answer)); year == 0 {
				a.refuse(q, answer)
			}
			known = year > 0
		default:
			known = false
		}
	}
	if !known {
		return
	}
	for _, f := range facts {
		f.sayPeriod(yearlessPeriod(f, year))
	}
}

// yearlessPeriod is the period of a heading without a year, in a year. Months
// that stand after the turn of the year are of the next one.
func yearlessPeriod(f fact, year int) calc.Period {
	switch f.time().form {
	case quarterOnly:
		return calc.Quarter{Year: year, Q: f.time().part}.Period()
	case monthOnly:
		if first := f.table().firstMonth(); f.time().part < first && f.table().monthsTurn() {
			year++
		}
		return calc.MonthOf(year, f.time().part)
	}
	return calc.YearOf(year)
}

// monthsTurn tells whether facts stand under months that pass a New Year.
func monthsTurn(facts []fact) bool {
	return slices.ContainsFunc(facts, func(f fact) bool { return f.time().form == monthOnly && f.table().monthsTurn() })
}

// firstMonth is the month of the leftmost column that names one; 0 without.
func (t *table) firstMonth() int {
	for _, c := range t.columns {
		if c.time.form == monthOnly {
			return c.time.part
		}
	}
	return 0
}

// monthsTurn tells whether the months of a table's columns begin late in one
// year and go on in the next.
func (t *table) monthsTurn() bool {
	last := 0
	for _, c := range t.columns {
		if c.time.form != monthOnly || c.role.derived() {
			continue
		}
		if c.time.part < last {
			return c.time.part == 1
		}
		last = c.time.part
	}
	return false
}

// yearMentioned is the only year that the texts above a table mention, other
// than that of its prices; "" when there is none or several.
func (a axis) yearMentioned(t *table) (year, ref string) {
	for _, n := range t.titles {
		folded := fold(n.text)
		level := priceStated(n.text)
		for _, found := range answeredYear.FindAllString(folded, -1) {
			if level != nil && number(found) == level.Year || found == year {
				continue
			}
			if year != "" {
				return "", ""
			}
			year, ref = found, n.ref
		}
	}
	return year, ref
}

func (a axis) yearAround(f fact) (int, bool) {
	v := a.view(f.table())
	for _, text := range []string{v.master.period.text, v.sheet.Name} {
		if label, _ := timeIn(text); label.year > 0 && label.form != inOffset {
			return label.year, true
		}
	}
	for _, c := range f.table().columns {
		if c.time.form == inQuarter || c.time.form == inYear && !f.table().givesAmounts(c) {
			return c.time.year, true
		}
	}
	if year, ok := f.table().onlyYear(); ok && asOfDay.MatchString(fold(f.table().columnText(f.col()))) {
		return year, true // "Realiseret pr. 31.3." beside "Mål 2026"
	}
	for _, n := range f.table().titles {
		if label, _ := timeIn(n.text); label.form == inYear || label.form == inQuarter {
			return label.year, true
		}
	}
	return 0, false
}

// givesAmounts tells whether a column of a whole year holds amounts of its own:
// it is a year beside those whose year is looked for, and says nothing of them.
func (t *table) givesAmounts(c column) bool {
	return c.numbers > 0 && c.time.from == 0 && slices.ContainsFunc(t.amounts(), func(own column) bool { return own.at == c.at })
}

// onlyYear is the year of a table's columns where all that name one name the same.
func (t *table) onlyYear() (year int, ok bool) {
	for _, c := range t.columns {
		switch {
		case c.time.form != inYear:
		case year > 0 && c.time.year != year:
			return 0, false
		default:
			year = c.time.year
		}
	}
	return year, year > 0
}
