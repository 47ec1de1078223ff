package workbook

import "time"

// Book is a workbook as it is stored: nothing interpreted, nothing formatted.
type Book struct {
	Format   Format
	Date1904 bool // dates count from 1904
	Sheets   []*Sheet
	Names    []DefinedName
	Links    []string // external workbooks that formulas refer to
	Macros   bool     // macros are present; they are never run
	Warnings []Warning
}

// Warning is something the file itself does wrong in one cell. Code is a
// finding code with its words under "finding.<code>".
type Warning struct {
	Code        string
	Sheet, Cell string
}

// The codes of Warning.
const (
	CodeDuplicateCell = "duplicate-cell" // a cell stored twice; the first is kept
	CodeUnknownString = "unknown-string" // a text that the file does not hold
)

// Format is the kind of file.
type Format string

// The formats that can be read.
const (
	XLSX Format = "xlsx"
	XLSM Format = "xlsm"
	CSV  Format = "csv"
)

// DefinedName is a name for a range, such as Kalkulationsrente = Stamdata!$C$9.
type DefinedName struct {
	Name, Refers, Sheet string // Sheet is "" for the whole workbook
}

// Visibility tells whether a sheet is shown.
type Visibility int8

// The visibilities.
const (
	Visible Visibility = iota
	Hidden
	VeryHidden
)

// Sheet is one sheet: its cells row by row, and what lies around them. Rows
// and columns count from 1.
type Sheet struct {
	Name        string
	Visibility  Visibility
	Rows        []Row        // ascending by Number; empty rows are left out
	Merged      []Range      // by first row
	HiddenRows  map[int]bool // hidden, filtered away or collapsed
	HiddenCols  map[int]bool
	Validations []Validation

	reach []int // of Merged, see sortMerged
}

// Row is one row that has cells.
type Row struct {
	Number int
	Cells  []Cell // ascending by Col; empty cells are left out, unless they have a comment
}

// Kind is the stored type of a cell.
type Kind int8

// The kinds of cell.
const (
	Empty Kind = iota
	Number
	Text
	Bool
	Error
	DateTime // a number with a date format, or an ISO date cell; Number holds the serial
)

// Cell is one cell as stored. For a formula cell the value is the cached one;
// Uncached says that there is none.
type Cell struct {
	Row, Col int
	Kind     Kind
	Uncached bool // a formula whose value was not stored
	Struck   bool // strike-through
	Bold     bool
	Raw      string  // as stored: "0.5", "31. december", "#DIV/0!"
	Number   float64 // Number and DateTime
	Formula  string  // without "="
	beside   *beside // nil for most cells, of which there are millions
}

// beside is what few cells have. Cells of one style share it.
type beside struct {
	time                  time.Time
	format, fill, comment string
}

// Format is the cell's number format code, "#,##0.00"; "" is General.
func (cell *Cell) Format() string {
	if cell.beside == nil {
		return ""
	}
	return cell.beside.format
}

// SetFormat gives a cell its number format.
func (cell *Cell) SetFormat(code string) { cell.change(func(b *beside) { b.format = code }) }

// Time is the time of a DateTime cell, the zero time of others.
func (cell *Cell) Time() time.Time {
	if cell.beside == nil {
		return time.Time{}
	}
	return cell.beside.time
}

// SetTime gives a cell its time.
func (cell *Cell) SetTime(t time.Time) { cell.change(func(b *beside) { b.time = t }) }

// Fill is the RGB of a solid fill, "FFFF00"; "" is none.
func (cell *Cell) Fill() string {
	if cell.beside == nil {
		return ""
	}
	return cell.beside.fill
}

// Comment is the note at the cell, "" without one.
func (cell *Cell) Comment() string {
	if cell.beside == nil {
		return ""
	}
	return cell.beside.comment
}

// SetComment gives a cell its note.
func (cell *Cell) SetComment(text string) { cell.change(func(b *beside) { b.comment = text }) }

// change gives the cell a beside of its own with a change.
func (cell *Cell) change(of func(*beside)) {
	own := &beside{}
	if cell.beside != nil {
		*own = *cell.beside
	}
	of(own)
	cell.beside = own
}

// Range is a rectangle of cells, corners included.
type Range struct {
	FirstRow, FirstCol, LastRow, LastCol int
}

// Validation is a list of allowed values for a range.
type Validation struct {
	Range  Range
	List   []string
	Source string // the formula when the list lives in cells
}
