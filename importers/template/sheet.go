package template

import (
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheet is a grid under way. Cells may be put in any order; they are written
// row by row by flush, because only the row writer of the library can store a
// formula together with its value.
type sheet struct {
	book    *book
	name    string
	cells   map[int]map[int]excelize.Cell // by row, then column
	heights map[int]float64
	widths  []float64
	merges  [][2]string
	page    page
}

// page is how a sheet lies on screen and on paper.
type page struct {
	landscape   bool
	freeze      string // the first cell that scrolls
	titleRows   string // "$1:$5": repeated on every printed page
	onePageHigh bool
}

func (b *book) sheet(name string, widths ...float64) *sheet {
	s := &sheet{book: b, name: name, widths: widths, cells: map[int]map[int]excelize.Cell{}, heights: map[int]float64{}}
	if len(b.sheets) == 0 {
		b.keep(b.file.SetSheetName("Sheet1", name))
	} else {
		_, err := b.file.NewSheet(name)
		b.keep(err)
	}
	b.sheets = append(b.sheets, s)
	return s
}

// at is the name of a cell, "C9".
func at(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // rows and columns count from 1 and are few
	}
	return name
}

// across is a stretch of one row, "C9:L9".
func across(row, from, to int) string { return at(row, from) + ":" + at(row, to) }

// down is a stretch of one column, "C9:C20".
func down(col, from, to int) string { return at(from, col) + ":" + at(to, col) }

func (s *sheet) put(row, col int, cell excelize.Cell) {
	if s.cells[row] == nil {
		s.cells[row] = map[int]excelize.Cell{}
	}
	s.cells[row][col] = cell
}

// words writes text of ours.
func (s *sheet) words(row, col int, words string, l look) {
	cell := excelize.Cell{StyleID: s.book.style(l)}
	if words != "" {
		cell.Value = words
	}
	s.put(row, col, cell)
}

// text writes somebody's text; what a program could take for a formula gets an
// apostrophe before it. Empty text is an empty cell.
func (s *sheet) text(row, col int, words string, l look) { s.words(row, col, neutral(words), l) }

// formulaStarts begin a formula in some program or other.
const formulaStarts = "=+-@\t\r"

// neutral keeps text from ever being run as a formula.
func neutral(words string) string {
	if strings.HasPrefix(words, "'") || words != "" && strings.ContainsRune(formulaStarts, rune(words[0])) {
		return "'" + words
	}
	return words
}

// Plain is the text behind a cell's text: without the apostrophe that keeps it
// from being run.
func Plain(words string) string {
	rest, ok := strings.CutPrefix(words, "'")
	if ok && neutral(rest) == words {
		return rest
	}
	return words
}

// number writes a number, or leaves the cell empty when there is none.
func (s *sheet) number(row, col int, value *float64, l look) {
	cell := excelize.Cell{StyleID: s.book.style(l)}
	if value != nil {
		cell.Value = *value
	}
	s.put(row, col, cell)
}

// date writes a day; the zero time is an empty cell.
func (s *sheet) date(row, col int, day time.Time, l look) {
	cell := excelize.Cell{StyleID: s.book.style(l.with(formatDate))}
	if !day.IsZero() {
		cell.Value = day
	}
	s.put(row, col, cell)
}

// formula writes a formula with its value. A value that is text, or is not
// there, is left for the program that opens the file.
func (s *sheet) formula(row, col int, formula string, value *float64, l look) {
	cell := excelize.Cell{StyleID: s.book.style(l), Formula: formula}
	if value != nil {
		cell.Value = *value
	}
	s.put(row, col, cell)
}

func (s *sheet) merge(row, from, to int) {
	s.merges = append(s.merges, [2]string{at(row, from), at(row, to)})
}

// choose lets a range take one of a list's values only.
func (s *sheet) choose(ref, list string) {
	s.validate(ref, func(v *excelize.DataValidation) {
		v.SetSqrefDropList(list)
		v.SetError(excelize.DataValidationErrorStyleStop, "Vælg fra listen", "Feltet kan kun have en af listens værdier.")
	})
}

// suggest offers a list's values and lets others be written.
func (s *sheet) suggest(ref, list string) {
	s.validate(ref, func(v *excelize.DataValidation) { v.SetSqrefDropList(list) })
}

// validate adds a rule for a range; an empty cell always passes.
func (s *sheet) validate(ref string, rule func(*excelize.DataValidation)) {
	v := excelize.NewDataValidation(true)
	v.Sqref = ref
	rule(v)
	s.book.keep(s.book.file.AddDataValidation(s.name, v))
}

// numbersOnly refuses words in a range of amounts: an amount nobody knows is
// an empty cell.
func (s *sheet) numbersOnly(ref string) {
	s.validate(ref, func(v *excelize.DataValidation) {
		s.book.keep(v.SetRange(-1e12, 1e12, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleStop, "Kun tal", "Skriv et tal uden enhed. Lad cellen være tom, hvis beløbet ikke kendes.")
	})
}

// banner writes the sheet's title with the mark of example data.
func (s *sheet) banner(title, subtitle string) {
	s.words(1, 1, title, lookTitle)
	s.heights[1] = 30
	s.words(2, 1, subtitle, lookSubtitle)
	if s.book.example {
		s.words(3, 1, LabelExample, lookExample)
	}
}

// flush writes the sheet through the library's row writer.
func (s *sheet) flush() error {
	b := s.book
	s.arrange()
	writer, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, width := range s.widths {
		b.keep(writer.SetColWidth(i+1, i+1, width))
	}
	if s.page.freeze != "" {
		col, row, err := excelize.CellNameToCoordinates(s.page.freeze)
		b.keep(err)
		active := "bottomRight"
		if col == 1 {
			active = "bottomLeft" // only rows are frozen
		}
		b.keep(writer.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: s.page.freeze, ActivePane: active,
		}))
	}
	for _, row := range sortedKeys(s.cells) {
		columns := sortedKeys(s.cells[row])
		values := make([]any, columns[len(columns)-1])
		for _, col := range columns {
			values[col-1] = s.cells[row][col]
		}
		b.keep(writer.SetRow(at(row, 1), values, excelize.RowOpts{Height: s.heights[row]}))
	}
	for _, corners := range s.merges {
		b.keep(writer.MergeCell(corners[0], corners[1]))
	}
	return writer.Flush()
}

// arrange sets the sheet up for screen and paper.
func (s *sheet) arrange() {
	f, a4, wide, no, yes := s.book.file, 9, 1, false, true
	high, orientation := 0, "portrait"
	if s.page.landscape {
		orientation = "landscape"
	}
	if s.page.onePageHigh {
		high = 1
	}
	b := s.book
	b.keep(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}))
	b.keep(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.keep(f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	left, edge, header := 0.5, 0.75, 0.35
	b.keep(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &left, Right: &left, Top: &edge, Bottom: &edge, Header: &header, Footer: &header}))
	mark := ""
	if b.example {
		mark = "&C&\"Arial,Bold\"" + LabelExample
	}
	b.keep(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: mark,
		OddFooter: "&L" + b.mark + "&C&A&RSide &P af &N",
	}))
	if s.page.titleRows != "" {
		b.keep(f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: "'" + s.name + "'!" + s.page.titleRows, Scope: s.name,
		}))
	}
	if b.protect {
		b.keep(f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, InsertRows: true, FormatColumns: true, FormatRows: true,
		}))
	}
}

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
