package importers

// quietAmount is what an amount was read as that no text spoke against. One in the
// same column that was read as the same, beside texts that say the same, is spoken
// against by none either, and is not held against them all over again.
type quietAmount struct {
	said    *saying
	sort    int32 // of its line
	measure measure
}

// quietRows are rows of a block beside which the same is said, and by column the
// latest of their amounts that no text spoke against.
type quietRows struct {
	block   int
	beside  []saidAt
	columns []quietAmount
}

// mostQuiet is how many sorts of rows are kept at a time: a table has some few.
const mostQuiet = 16

// quietRows are the rows like those that some texts stand beside.
func (s *secondReader) quietRows(block int, beside []saidAt) *quietRows {
	for _, rows := range s.quiet {
		if rows.block == block && sayTheSame(rows.beside, beside) {
			return rows
		}
	}
	rows := &quietRows{block: block, beside: append([]saidAt(nil), beside...)}
	if len(s.quiet) < mostQuiet {
		s.quiet = append(s.quiet, rows)
	} else {
		s.quiet[s.oldest], s.oldest = rows, (s.oldest+1)%mostQuiet
	}
	return rows
}

// sayTheSame tells whether texts beside one row say what those beside another do, in
// the same columns. What is counted goes by the words themselves.
func sayTheSame(texts, others []saidAt) bool {
	if len(texts) != len(others) {
		return false
	}
	for i := range texts {
		text, other := &texts[i], &others[i]
		if text.col != other.col || text.marks != other.marks && *text.marks != *other.marks || text.unit == notMoney && text.text != other.text {
			return false
		}
	}
	return true
}

// has tells whether no text speaks against an amount like this one.
func (q *quietRows) has(col int, amount quietAmount) bool {
	return col < len(q.columns) && q.columns[col] == amount
}

// note keeps an amount that no text speaks against.
func (q *quietRows) note(col int, amount quietAmount) {
	for len(q.columns) <= col {
		q.columns = append(q.columns, quietAmount{})
	}
	q.columns[col] = amount
}

// lineSort is what the texts about a line are held against.
type lineSort struct{ kind, recurrence, series string }

// sortOf is a number for the sort of a line.
func (s *secondReader) sortOf(line *Line) int32 {
	if line.LineHead == s.head {
		return s.sort
	}
	of := lineSort{line.Kind, string(line.Recurrence), string(line.Series)}
	sort, known := s.sorts[of]
	if !known {
		sort = int32(len(s.sorts))
		s.sorts[of] = sort
	}
	s.head, s.sort = line.LineHead, sort
	return sort
}
