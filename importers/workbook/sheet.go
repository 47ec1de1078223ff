package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
)

// sheetReader reads the sheets of a package, one after the other.
type sheetReader struct {
	container *container
	book      *Book
	styles    []style
	strings   sharedTexts
	texts     *texts
	cells     int // with content, over all sheets
	merged    int

	sheet  *Sheet
	home   *home
	dress  []*beside // what cells of the sheet share, by their style plus one; nil where none was met
	shared map[int]sharedFormula
	row    Row
	col    int // of the cell before
	value  []byte
	above  int    // cells in the row before, a guess at this one's
	piece  []Cell // room that is left for cells of coming rows
}

// read reads one sheet part.
func (r *sheetReader) read(sheet *Sheet, part string) error {
	s, closer, err := r.container.scan(part)
	if err != nil {
		return err
	}
	defer closer.Close()
	r.sheet, r.shared, r.row, r.above = sheet, map[int]sharedFormula{}, Row{}, 0
	r.home = &home{sheet, r.texts}
	r.dress = append(r.dress[:0], make([]*beside, len(r.styles)+1)...)
	if err := r.readParts(s); err != nil {
		return partError(part, err)
	}
	r.sortRows()
	sheet.sortMerged()
	return r.addComments(part)
}

func (r *sheetReader) readParts(s *scanner) error {
	for root := true; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == noMore {
			return nil
		}
		if s.kind != startTag {
			continue
		}
		if root && string(s.name) != "worksheet" {
			return errors.New("not a worksheet")
		}
		root = false
		var err error
		switch string(s.name) {
		case "sheetData":
			err = r.readRows(s)
		case "col":
			r.hideColumns(s)
		case "mergeCell":
			err = r.addMerged(s)
		case "dataValidation":
			err = r.addValidation(s)
		case "headerFooter":
			err = r.addPrinted(s)
		case "conditionalFormatting", "customSheetViews", "sheetViews":
			err = s.skipElement()
		}
		if err != nil {
			return err
		}
	}
}

// readRows reads sheetData: row after row, cell after cell. A row or cell that
// does not say where it is follows the one before.
func (r *sheetReader) readRows(s *scanner) error {
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		switch {
		case s.kind == endTag && s.depth < depth:
			return r.endRow()
		case s.kind != startTag:
		case len(s.name) == 1 && s.name[0] == 'c':
			if err := r.readCell(s); err != nil {
				return err
			}
		case string(s.name) == "row":
			if err := r.startRow(s); err != nil {
				return err
			}
		}
	}
}

func (r *sheetReader) startRow(s *scanner) error {
	if err := r.endRow(); err != nil {
		return err
	}
	number, hidden := r.row.Number+1, false
	for name, value, rest := nextAttr(s.tag); name != nil; name, value, rest = nextAttr(rest) {
		switch string(name) {
		case "r":
			if n, ok := parseIndex(value); ok && n > 0 {
				number = n
			}
		case "hidden":
			hidden = string(value) == "1" || string(value) == "true"
		}
	}
	if number > maxRow {
		return errOffSheet
	}
	r.row, r.col = Row{Number: number, Cells: r.room()}, 0
	if hidden {
		if r.sheet.HiddenRows == nil {
			r.sheet.HiddenRows = map[int]bool{}
		}
		r.sheet.HiddenRows[number] = true
	}
	return nil
}

// room is an empty list for the cells of a row, which endRow takes off the piece
// that it lies in: a row of its own would be rounded up. Pieces hold eight rows,
// and in a sheet of many as many as there is room for.
func (r *sheetReader) room() []Cell {
	if len(r.piece) < r.above {
		rows := max(8, len(r.sheet.Rows)/8)
		r.piece = make([]Cell, max(1, min(rows, cellsInPiece/r.above))*r.above)
	}
	return r.piece[:0:r.above]
}

// cellsInPiece is just below what Go rounds up: 32 kB with a header of its own.
const cellsInPiece = 2047

var errOffSheet = errors.New("a cell outside A1:XFD1048576")

// endRow keeps the row just read, if it has cells.
func (r *sheetReader) endRow() error {
	if len(r.row.Cells) == 0 {
		return nil
	}
	if n := len(r.row.Cells); len(r.piece) >= n && &r.row.Cells[0] == &r.piece[0] { // it did not outgrow its room
		r.row.Cells, r.piece = r.row.Cells[:n:n], r.piece[n:]
	}
	r.above = len(r.row.Cells)
	r.sheet.Rows = append(r.sheet.Rows, r.row)
	r.row.Cells = nil
	if len(r.sheet.Rows) > r.container.limits.Rows {
		return refuse(CodeTooManyRows, "limit", r.container.limits.Rows)
	}
	return nil
}

// readCell reads one c element: where it is, its style and type, its value,
// its formula.
func (r *sheetReader) readCell(s *scanner) error {
	row, col := r.row.Number, r.col+1
	kind, styled := byte('n'), -1
	for name, value, rest := nextAttr(s.tag); name != nil; name, value, rest = nextAttr(rest) {
		switch {
		case len(name) != 1:
		case name[0] == 'r':
			if atRow, atCol, ok := parseRef(value); ok {
				row, col = atRow, atCol
			}
		case name[0] == 's':
			if n, ok := parseIndex(value); ok {
				styled = n
			}
		case name[0] == 't':
			kind = cellType(value)
		}
	}
	if row < 1 || row > maxRow || col > maxCol {
		return errOffSheet
	}
	if col > r.container.limits.Columns {
		return refuse(CodeTooManyCols, "limit", r.container.limits.Columns)
	}
	r.col = col
	cell := cellAt(row, col)
	valued, err := r.readCellParts(s, &cell, kind)
	if err != nil || !valued && cell.Formula() == "" {
		return err
	}
	cell.dressed(r.besideOf(styled))
	r.setValue(&cell, kind, valued, styled)
	if cell.Kind() == Empty && cell.Formula() == "" {
		return nil
	}
	return r.keep(cell)
}

// besideOf is what the cells of a style share; -1 is no style.
func (r *sheetReader) besideOf(styled int) *beside {
	look := plainLook
	if styled < 0 || styled >= len(r.styles) {
		styled = -1
	} else {
		look = r.styles[styled].look
	}
	if r.dress[styled+1] == nil {
		r.dress[styled+1] = &beside{look: look, home: r.home}
	}
	return r.dress[styled+1]
}

// dressed gives the cell the look of its style and its home; it has a formula at
// most.
func (cell *Cell) dressed(style *beside) {
	if cell.beside == nil {
		cell.beside = style
		return
	}
	cell.beside.look, cell.beside.home = style.look, style.home
}

// keep adds the cell to its row. A cell that says it is in another row than
// the one around it is believed.
func (r *sheetReader) keep(cell Cell) error {
	if r.cells++; r.cells > r.container.limits.Cells {
		return refuse(CodeTooManyCells, "limit", r.container.limits.Cells)
	}
	if err := r.container.held.keep(cell.weight()); err != nil {
		return err
	}
	if cell.Row() != r.row.Number {
		r.sheet.Rows = append(r.sheet.Rows, Row{Number: cell.Row(), Cells: []Cell{cell}})
		return nil
	}
	r.row.Cells = append(r.row.Cells, cell)
	return nil
}

// The types of cells, by one letter each.
const (
	typeInline = 'i'
	typeText   = 't' // the text result of a formula
	typeShared = 's'
	typeBool   = 'b'
	typeError  = 'e'
	typeDate   = 'd'
)

func cellType(value []byte) byte {
	switch string(value) {
	case "inlineStr":
		return typeInline
	case "str":
		return typeText
	case "s", "b", "e", "d":
		return value[0]
	}
	return 'n'
}

// readCellParts reads what a c element holds: the value into r.value, the
// formula into the cell. It reports whether there was a value, which for a
// number must not be blank.
func (r *sheetReader) readCellParts(s *scanner, cell *Cell, kind byte) (valued bool, err error) {
	r.value = r.value[:0]
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return false, err
		}
		switch {
		case s.kind == endTag && s.depth < depth:
			return valued, nil
		case s.kind != startTag:
		case len(s.name) == 1 && s.name[0] == 'v':
			if r.value, err = s.elementText(r.value[:0]); err != nil {
				return false, err
			}
			valued = len(r.value) > 0 || kind == typeText
		case len(s.name) == 1 && s.name[0] == 'f':
			if err = r.readFormula(s, cell); err != nil {
				return false, err
			}
		case string(s.name) == "is":
			if r.value, err = s.richText(r.value[:0]); err != nil {
				return false, err
			}
			valued = true
		case string(s.name) == "extLst":
			if err = s.skipElement(); err != nil {
				return false, err
			}
		}
	}
}

// setValue gives the cell its kind and value from the stored text. A type that
// lies ("n" over a word, a string number that does not exist) never becomes a
// number.
func (r *sheetReader) setValue(cell *Cell, kind byte, valued bool, styled int) {
	if !valued {
		cell.SetUncached()
		return
	}
	switch kind {
	case typeShared:
		if n, ok := parseIndex(r.value); ok && r.strings.give(cell, n) {
			cell.setTextKind()
			return
		}
		cell.setText(Error, r.value)
		r.warn(CodeUnknownString, *cell)
	case typeInline, typeText:
		cell.setText(Empty, unescaped(r.value))
		cell.setTextKind()
	case typeBool:
		cell.setText(Bool, r.value)
	case typeError:
		cell.setText(Error, r.value)
	case typeDate:
		cell.setText(Text, r.value)
		if _, ok := parseISO(cell.Raw()); ok {
			cell.setKind(DateTime)
			if r.book.Date1904 {
				cell.ownLook().date1904 = true
			}
		}
	default:
		r.setNumber(cell, styled)
	}
}

// setTextKind gives a cell with a text its kind; an empty one is a value only as
// a formula's result.
func (cell *Cell) setTextKind() {
	switch text := cell.Raw(); {
	case isErrorValue(text):
		cell.setKind(Error)
	case text != "" || cell.Formula() != "":
		cell.setKind(Text)
	}
}

func (r *sheetReader) setNumber(cell *Cell, styled int) {
	cell.setText(Empty, bytes.TrimSpace(r.value))
	number, ok := parseNumber(cell.Raw())
	if !ok {
		cell.setTextKind()
		if cell.Kind() == Empty {
			cell.SetUncached()
		}
		return
	}
	cell.setKind(Number)
	if styled >= 0 && styled < len(r.styles) && r.styles[styled].date {
		if _, ok := dateOf(number, r.book.Date1904); ok {
			cell.setKind(DateTime)
		}
	}
}

// sortRows puts rows and cells in order and joins rows of one number. Files
// are in order nearly always. Of two cells in one place the first stays.
func (r *sheetReader) sortRows() {
	rows := r.sheet.Rows
	byCol := func(a, b Cell) int { return cmp.Compare(a.Col(), b.Col()) }
	if !slices.IsSortedFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Number, b.Number), -1) }) {
		slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(a.Number, b.Number) })
		joined := rows[:0]
		for _, row := range rows {
			if n := len(joined); n > 0 && joined[n-1].Number == row.Number {
				joined[n-1].Cells = append(joined[n-1].Cells, row.Cells...)
				continue
			}
			joined = append(joined, row)
		}
		r.sheet.Rows = joined
	}
	for i := range r.sheet.Rows {
		row := &r.sheet.Rows[i]
		ascending := true
		for j := 1; j < len(row.Cells) && ascending; j++ {
			ascending = row.Cells[j-1].Col() < row.Cells[j].Col()
		}
		if !ascending {
			slices.SortStableFunc(row.Cells, byCol)
			row.Cells = slices.CompactFunc(row.Cells, r.sameCell)
		}
	}
}

const maxWarnings = 100

// sameCell tells whether two cells stand in one place, and warns of it.
func (r *sheetReader) sameCell(kept, other Cell) bool {
	if kept.Col() != other.Col() {
		return false
	}
	r.warn(CodeDuplicateCell, kept)
	return true
}

func (r *sheetReader) warn(code string, cell Cell) {
	if len(r.book.Warnings) == maxWarnings {
		return // a file made of mistakes; the first of them say so
	}
	r.book.Warnings = append(r.book.Warnings, Warning{code, r.sheet.Name, cell.Ref()})
}
