package importers

import (
	"slices"
	"sort"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// maxUnreadPerSheet keeps a sheet of measurements from drowning the rest.
const maxUnreadPerSheet = 40

// accountForNumbers looks at every visible sheet that gave amounts for numbers
// that became neither an amount nor anything else that is known: each row of
// them is reported, so that nothing is left out without a word.
func (r *reader) accountForNumbers() {
	used := map[*workbook.Sheet]*cellMarks{}
	var marks *cellMarks
	var sheet *workbook.Sheet
	for f := range r.facts.all {
		if of := f.table().grid.sheet; of != sheet {
			if sheet, marks = of, used[of]; marks == nil {
				marks = newCellMarks(of)
				used[of] = marks
			}
		}
		marks.set(f.cell())
	}
	places := r.namedPlaces()
	sums := r.sumRows()
	r.accountForRows(places)
	for _, v := range r.views {
		read := used[v.sheet]
		known := r.knownNumbers(v, sums)
		if read == nil {
			r.tellUnreadSheet(known, places)
			continue
		}
		for _, t := range v.tables {
			if t.readable() {
				r.accountForColumns(t, read, places)
			} else {
				r.tellLeftTable(t, places)
			}
		}
		r.tellUnread(known, read, places)
		for _, t := range v.tables {
			if t.readable() {
				r.tellUnusedColumns(t, read, places)
			}
		}
	}
}

// tellUnread reports the numbers of a sheet that nothing accounts for, once for a
// row, and those of more rows than somebody would read together.
func (r *reader) tellUnread(known knownNumbers, read *cellMarks, places map[string]bool) {
	sheet, told, more, first := known.sheet, 0, 0, ""
	for i := range sheet.Rows {
		cells := sheet.Rows[i].Cells
		inRow := 0
		for j := range cells {
			c := &cells[j]
			if read.has(c) || !mayCount(c) || known.account(c) != unaccounted || !counts(c) || places[reference(sheet.Name, c.Row(), c.Col())] {
				continue
			}
			if inRow++; inRow == 1 {
				told++
			}
			switch {
			case told > maxUnreadPerSheet:
				if more++; more == 1 {
					first = reference(sheet.Name, c.Row(), c.Col())
				}
			case inRow == 1:
				r.find(warning("unread-number", reference(sheet.Name, c.Row(), c.Col()), c.Raw()))
			}
		}
	}
	if more > 0 {
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "unread-numbers", Cell: first, Args: map[string]any{"sheet": sheet.Name, "n": more}})
	}
}

// counts tells whether a cell holds a number other than 0, stored or written.
func counts(c *workbook.Cell) bool {
	if !mayCount(c) {
		return false
	}
	x, ok := quickNumber(c)
	return ok && x != 0
}

// mayCount is what of counts takes no reading: whether a cell holds a stored
// number, or a text with a digit.
func mayCount(c *workbook.Cell) bool {
	return numeric(c) || c.Kind() == workbook.Text && mayHaveNumber(c.Raw())
}

// cellMarks marks cells of a sheet: a bit for each cell of a row up to its last
// column. A register has hundreds of thousands.
type cellMarks struct {
	sheet *workbook.Sheet
	row   int      // of the sheet, where the last cell stood
	first []uint32 // of each row, its first word among bits; and of the one after the last
	bits  []uint64
}

func newCellMarks(sheet *workbook.Sheet) *cellMarks {
	m := &cellMarks{sheet: sheet, first: make([]uint32, 1, len(sheet.Rows)+1)}
	words := uint32(0)
	for i := range sheet.Rows {
		if cells := sheet.Rows[i].Cells; len(cells) > 0 {
			words += uint32(cells[len(cells)-1].Col()/64) + 1
		}
		m.first = append(m.first, words)
	}
	m.bits = make([]uint64, words)
	return m
}

// word is the word of a cell of the sheet. Cells are asked about row after row.
func (m *cellMarks) word(c *workbook.Cell) *uint64 {
	if rows := m.sheet.Rows; rows[m.row].Number != c.Row() {
		m.row = sort.Search(len(rows), func(i int) bool { return rows[i].Number >= c.Row() })
	}
	return &m.bits[int(m.first[m.row])+c.Col()/64]
}

func (m *cellMarks) set(c *workbook.Cell) { *m.word(c) |= 1 << (c.Col() % 64) }

func (m *cellMarks) has(c *workbook.Cell) bool { return *m.word(c)&(1<<(c.Col()%64)) != 0 }

// tellUnreadSheet reports a visible sheet of which no amount was read and that
// has numbers nothing accounts for: as a warning when its name speaks of costs or
// benefits and many of them stand there.
func (r *reader) tellUnreadSheet(known knownNumbers, places map[string]bool) {
	if r.saidOfSheet(known.sheet.Name) {
		return
	}
	numbers, first := 0, ""
	for i := range known.sheet.Rows {
		cells := known.sheet.Rows[i].Cells
		for j := range cells {
			c := &cells[j]
			if !counts(c) {
				continue
			}
			numbers++
			if first != "" {
				continue // one that nothing accounts for is enough
			}
			if ref := reference(known.sheet.Name, c.Row(), c.Col()); !places[ref] && known.account(c).doubtful() {
				first = ref
			}
		}
	}
	if first == "" {
		return
	}
	severity := portfolio.SeverityInfo
	if titleKind(known.sheet.Name) != "" || known.namesKinds() {
		severity = portfolio.SeverityWarning
	}
	r.find(Finding{Severity: severity, Code: "sheet-unread", Cell: first, Args: map[string]any{"sheet": known.sheet.Name, "n": numbers}})
}

// saidOfSheet tells whether a question or finding is about a sheet as a whole.
func (r *reader) saidOfSheet(sheet string) bool {
	return slices.ContainsFunc(r.findings, func(f Finding) bool {
		return slices.Contains(ofWholeSheets, f.Code) && strings.HasPrefix(f.Cell, sheet+"!")
	})
}

// ofWholeSheets are the findings about a sheet or a table of it as a whole.
var ofWholeSheets = []string{"duplicate-table", "table-of-totals", "pivot-table", "sheet-follows-up", "amounts-without-period", "doubles-left-out", "year-axis-broken", "sheet-dropped"}

// namedPlaces are the cells that questions and findings already name.
func (r *reader) namedPlaces() map[string]bool {
	named := map[string]bool{}
	for _, q := range r.questions {
		for _, cell := range q.Cells {
			named[cell] = true
		}
	}
	for _, q := range r.settled {
		for _, cell := range q.Cells {
			named[cell] = true
		}
	}
	for _, f := range r.findings {
		if f.Severity != portfolio.SeverityInfo || f.Code != "text-numbers" {
			named[f.Cell] = true
		}
	}
	return named
}
