package importers

import (
	"strings"

	"raaderum/importers/formulas"
	"raaderum/importers/workbook"
)

// formulaBook is a workbook as its formulas see it: the values stored in it,
// wherever they are wanted.
type formulaBook struct {
	book   *workbook.Book
	sheets map[string]*formulaSheet // by folded name
	name   string                   // the sheet that was asked for last
	latest *formulaSheet
}

// formulaSheet finds the cells of a sheet by row and column.
type formulaSheet struct {
	sheet *workbook.Sheet
	rows  []int32 // row number → 1 + its index in sheet.Rows; 0 is an empty row
	last  int     // the last column with a cell
}

func newFormulaBook(book *workbook.Book) *formulaBook {
	b := &formulaBook{book: book, sheets: map[string]*formulaSheet{}}
	for _, sheet := range book.Sheets {
		s := &formulaSheet{sheet: sheet}
		if n := len(sheet.Rows); n > 0 {
			s.rows = make([]int32, sheet.Rows[n-1].Number+1)
		}
		for i := range sheet.Rows {
			row := &sheet.Rows[i]
			s.rows[row.Number] = int32(i) + 1
			if n := len(row.Cells); n > 0 {
				s.last = max(s.last, row.Cells[n-1].Col())
			}
		}
		b.sheets[foldSheet(sheet.Name)] = s
	}
	return b
}

// formulaOf is a cell's formula; nil when it has none that can be read.
func formulaOf(cell *workbook.Cell) *formulas.Node {
	if cell == nil || cell.Formula() == "" {
		return nil
	}
	n, err := formulas.Parse(cell.Formula())
	if err != nil {
		return nil
	}
	return n
}

// sheet is the sheet of a name; nil when there is none.
func (b *formulaBook) sheet(name string) *formulaSheet {
	if name != b.name || b.latest == nil {
		b.name, b.latest = name, b.sheets[foldSheet(name)]
	}
	return b.latest
}

// cell is the cell of a sheet; nil when there is nothing.
func (b *formulaBook) cell(sheet string, row, col int) *workbook.Cell {
	s := b.sheet(sheet)
	if s == nil || row < 1 || row >= len(s.rows) || s.rows[row] == 0 {
		return nil
	}
	cells := s.sheet.Rows[s.rows[row]-1].Cells
	low, high := 0, len(cells)
	for low < high {
		middle := (low + high) / 2
		if cells[middle].Col() < col {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(cells) && cells[low].Col() == col {
		return &cells[low]
	}
	return nil
}

// Value is the stored value of a cell.
func (b *formulaBook) Value(sheet string, row, col int) (formulas.Value, bool) {
	if b.sheet(sheet) == nil {
		return formulas.Value{}, false
	}
	return storedValue(b.cell(sheet, row, col))
}

// storedValue is a cell's value as a formula sees it; false when a formula's
// result was not stored.
func storedValue(cell *workbook.Cell) (formulas.Value, bool) {
	if cell == nil {
		return formulas.Value{}, true
	}
	if cell.Uncached() {
		return formulas.Value{}, false
	}
	switch cell.Kind() {
	case workbook.Number, workbook.DateTime:
		return formulas.Value{Kind: formulas.NumberValue, Number: cell.Number()}, true
	case workbook.Text:
		return formulas.Value{Kind: formulas.TextValue, Text: cell.Raw()}, true
	case workbook.Error:
		return formulas.Value{Kind: formulas.ErrorValue, Text: cell.Raw()}, true
	case workbook.Bool:
		v := formulas.Value{Kind: formulas.BoolValue}
		if cell.Raw() == "1" || strings.EqualFold(cell.Raw(), "true") {
			v.Number = 1
		}
		return v, true
	}
	return formulas.Value{}, true
}

// Size is the last row and column of a sheet with anything in them.
func (b *formulaBook) Size(sheet string) (row, col int, ok bool) {
	s := b.sheet(sheet)
	if s == nil {
		return 0, 0, false
	}
	return max(len(s.rows)-1, 0), s.last, true
}

// Name is what a defined name stands for: the sheet's own before the book's.
func (b *formulaBook) Name(sheet, name string) (string, bool) {
	refers, found := "", false
	for _, n := range b.book.Names {
		if !strings.EqualFold(n.Name, name) {
			continue
		}
		if strings.EqualFold(n.Sheet, sheet) {
			return n.Refers, true
		}
		if n.Sheet == "" {
			refers, found = n.Refers, true
		}
	}
	return refers, found
}

// foldSheet is a sheet's name as formulas compare it.
func foldSheet(name string) string { return strings.ToLower(name) }
