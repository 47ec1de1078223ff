package workbook

// Book is a workbook as it is stored: nothing interpreted, nothing formatted.
type Book struct {
	Name     string // of its file; "" when it has none
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
	Printed     []string // texts above and below printed pages

	reach []int // of Merged, see sortMerged
}

// Row is one row that has cells.
type Row struct {
	Number int
	Cells  []Cell // ascending by Col; empty cells are left out, unless they have a comment
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
