package importers

import (
	"regexp"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// postingsOfTable reads a long table: one amount per row and amount column,
// with its year in a column of its own.
func (r *reader) postingsOfTable(v *view, t *table) {
	year := t.column(roleYear)
	columns := t.amounts()
	if amount := t.column(roleAmount); amount != nil {
		columns = append(columns, *amount)
	}
	around := r.kindAround(v, t)
	hasCases := t.column(roleTitle) != nil
	r.notePosted(t)
	for row := t.first; row <= t.last; row++ {
		if r.registerSum(t, row, columns) || t.filled(row, columns) == 0 {
			continue
		}
		label, ok := t.rowTime(row, year.at)
		if last, goesOn := t.timeAbove(row, year.at); !ok && goesOn {
			label, ok = last, true
		}
		if !hasCases && r.sumsTimes(t, year, row, columns, label, ok) {
			continue
		}
		if !ok {
			label, ok = r.askRowTime(t, year, row, columns)
		}
		if !ok {
			continue
		}
		label = t.partOfYear(row, year, label)
		name, nameCol := t.caseName(row)
		var s *subject
		if number, _ := t.caseNumber(row); hasCases && (name != "" || number != "") {
			s = r.subjectOfRow(t, row, name, nameCol)
		}
		words := t.rowWords(row, 0)
		_, codes := timeIn(t.grid.text(row, year.at))
		lineLabel, labelCol, labelKind := t.lineName(row, t.column(roleTitle))
		for _, f := range r.rowFacts(t, row, columns) {
			c := t.columnAt(f.col())
			f.setSubject(s)
			said := *f.saying()
			said.time = label
			said.kind = firstWord(words.kind, c.kind, labelKind, around)
			said.recurrence = firstKnown(words.recurrence, c.recurrence)
			said.series = firstSeries(words.series, c.series, seriesIn(codes))
			said.price = firstPrice(said.price, t.rowPrice(row))
			f.sayUnder(c, said)
			f.call(c.naming(naming{firstWord(words.category, c.name), t.headRef(f.col()), words.rowNotes}))
			if lineLabel != "" {
				f.call(&naming{lineLabel, t.grid.ref(row, labelCol), words.rowNotes})
			}
			f.measureBy(t.rowUnit(row))
			r.facts.add(f)
		}
	}
	r.dropNotMoney(t)
}

// dropNotMoney takes out the rows of a long table that count hours and such.
func (r *reader) dropNotMoney(t *table) {
	r.drop(func(f fact) bool {
		if f.table() != t || f.measure() != notMoney {
			return false
		}
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "not-money-hours", Cell: f.ref(), Raw: f.cell().Raw(), Args: map[string]any{"label": f.name()}})
		return true
	})
}

// askRowTime asks in which year the amounts of a row count that says something
// else than a year where the others say theirs: "Remaining", "Før 2016". Rows that
// say nothing there, or only have zeros, are reported.
func (r *reader) askRowTime(t *table, year *column, row int, columns []column) (timeLabel, bool) {
	first := row
	for first > t.first && t.saysSeriesOnly(first, year.at) {
		first-- // "Forecast" below "Remaining, baseline" is of the same time
	}
	text, cells := t.grid.text(first, year.at), []string{t.grid.ref(first, year.at)}
	for _, c := range columns {
		if x, ok := quickNumber(t.grid.at(row, c.at)); ok && x != 0 {
			cells = append(cells, t.grid.ref(row, c.at))
		}
	}
	asked := year.at == t.yearsAt || t.grid.heading(year.text).role == roleYear || beforeAxis.MatchString(fold(text)) || otherTime.MatchString(fold(text))
	if head := t.grid.heading(text); !asked || text == "" || len(cells) == 1 || head.role.derived() || head.role == roleRemarks {
		r.find(warning("row-without-period", t.grid.ref(row, columns[0].at), ""))
		return timeLabel{}, false
	}
	q := Question{
		Key: "year-axis@" + cells[0], Code: "year-axis-label", Cells: cells, Options: []string{leaveOut}, Free: true, Confidence: 0.3,
		Args: map[string]any{"text": text},
	}
	answer, ok := r.ask(q)
	switch found := number(answeredYear.FindString(answer)); {
	case !ok:
	case answer == leaveOut:
		r.find(warning("row-without-period", t.grid.ref(row, columns[0].at), text))
	case found > 0:
		return timeLabel{form: inYear, year: found}, true
	default:
		r.refuse(q, answer)
	}
	return timeLabel{}, false
}

// otherTime begins what stands for all the years before or after an axis.
var otherTime = says(`^(?:rest\w*|remaining|remainder|senere|tidligere|oevrige|herefter|derefter|foer|efter|later|earlier|previous|prior)\b`)

// timeAbove is the time of the row above that counts for this one too: its cell
// is merged down to here, or this row says nothing but another series.
func (t *table) timeAbove(row, col int) (timeLabel, bool) {
	if t.grid.at(row, col) != nil && !t.saysSeriesOnly(row, col) {
		return timeLabel{}, false
	}
	for up := row - 1; up >= t.first; up-- {
		if t.grid.at(up, col) == nil || t.saysSeriesOnly(up, col) && t.grid.at(row, col) != nil {
			continue
		}
		if t.grid.at(row, col) == nil && t.grid.spanFoot(up, col) < row {
			return timeLabel{}, false
		}
		return t.rowTime(up, col)
	}
	return timeLabel{}, false
}

// rowTime is the time a row's year cell says.
func (t *table) rowTime(row, col int) (timeLabel, bool) {
	cell := t.grid.at(row, col)
	if cell == nil {
		return timeLabel{}, false
	}
	if n, ok := wholeNumber(cell); ok {
		switch {
		case n >= 1990 && n <= 2100:
			return timeLabel{form: inYear, year: n}, true
		case n >= 0 && n < 60:
			return timeLabel{form: inOffset, year: n}, true
		case n >= 199001 && n <= 210012 && n%100 >= 1 && n%100 <= 12: // 201603
			return timeLabel{form: inMonth, year: n / 100, part: n % 100}, true
		}
		return timeLabel{}, false
	}
	if cell.Kind() == workbook.DateTime {
		return dateLabel(cell)
	}
	if month, ok := monthOfDay(clean(cell.Raw())); ok {
		return month, true
	}
	label, _ := timeIn(cell.Raw())
	return label, label.known()
}

// partOfYear is a row's year narrowed by the quarter or month that another
// column gives.
func (t *table) partOfYear(row int, year *column, label timeLabel) timeLabel {
	if label.form != inYear {
		return label
	}
	for i := range t.columns {
		c := &t.columns[i]
		name := fold(c.text)
		quarter := saysQuarter.MatchString(name)
		if n, ok := t.periodNumber(row, c.at); ok && c.at != year.at && saysPeriod.MatchString(name) {
			return timeLabel{form: inMonth, year: label.year, part: n}
		}
		if c.at == year.at || !quarter && !saysMonth.MatchString(name) {
			continue
		}
		n, ok := wholeNumber(t.grid.at(row, c.at))
		if !ok {
			part, _ := timeIn(t.grid.text(row, c.at))
			n, ok = part.part, part.form == quarterOnly
		}
		switch {
		case !ok:
		case quarter && n >= 1 && n <= 4:
			return timeLabel{form: inQuarter, year: label.year, part: n}
		case !quarter && n >= 1 && n <= 12:
			return timeLabel{form: inMonth, year: label.year, part: n}
		}
	}
	return label
}

var (
	saysQuarter = says(`^(?:kvartal|kvt|quarter)\b`)
	saysMonth   = says(`^(?:maaned|maanedsnr|month)\b`)
	saysPeriod  = says(`^(?:regnskabs|bogfoerings|posterings)?periode$|^(?:fiscal )?period$`)
)

// periodNumber is the period of a ledger's year, "003": a month, and from 13 on
// one of those that close December's books.
func (t *table) periodNumber(row, col int) (int, bool) {
	cell := t.grid.at(row, col)
	if cell == nil {
		return 0, false
	}
	n, ok := wholeNumber(cell)
	if !ok {
		n, ok = number(t.grid.text(row, col)), ledgerPeriod.MatchString(t.grid.text(row, col))
	}
	return min(n, 12), ok && n >= 1 && n <= 16
}

var ledgerPeriod = regexp.MustCompile(`^0?\d{1,2}$`)
