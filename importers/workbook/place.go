package workbook

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// At is the cell at a place; nil when it is empty.
func (sheet *Sheet) At(row, col int) *Cell {
	i, found := sheet.rowIndex(row)
	if !found {
		return nil
	}
	return sheet.Rows[i].At(col)
}

// At is the row's cell in a column; nil when it is empty.
func (row *Row) At(col int) *Cell {
	if col > 0 && col <= len(row.Cells) && row.Cells[col-1].Col() == col { // a row without gaps
		return &row.Cells[col-1]
	}
	i, found := row.cellIndex(col)
	if !found {
		return nil
	}
	return &row.Cells[i]
}

// Between are the row's cells in some columns, both included.
func (row *Row) Between(from, to int) []Cell {
	first, _ := row.cellIndex(from)
	end, _ := row.cellIndex(to + 1)
	return row.Cells[first:end]
}

func (sheet *Sheet) rowIndex(number int) (int, bool) {
	return slices.BinarySearchFunc(sheet.Rows, number, func(row Row, number int) int { return cmp.Compare(row.Number, number) })
}

func (row *Row) cellIndex(col int) (int, bool) {
	return slices.BinarySearchFunc(row.Cells, col, func(cell Cell, col int) int { return cmp.Compare(cell.Col(), col) })
}

// MergedAt is the merged range that covers a place.
func (sheet *Sheet) MergedAt(row, col int) (Range, bool) {
	if len(sheet.reach) != len(sheet.Merged) { // a sheet that was not read from a file
		return firstCovering(sheet.Merged, row, col)
	}
	after := sort.Search(len(sheet.Merged), func(i int) bool { return sheet.Merged[i].FirstRow > row })
	for i := after - 1; i >= 0 && sheet.reach[i] >= row; i-- {
		if sheet.Merged[i].Contains(row, col) {
			return sheet.Merged[i], true
		}
	}
	return Range{}, false
}

func firstCovering(areas []Range, row, col int) (Range, bool) {
	for _, area := range areas {
		if area.Contains(row, col) {
			return area, true
		}
	}
	return Range{}, false
}

// sortMerged puts the merged ranges in order of their first row and notes how
// far down the ranges up to each reach, so that MergedAt need not look at all.
func (sheet *Sheet) sortMerged() {
	slices.SortFunc(sheet.Merged, func(a, b Range) int {
		return cmp.Or(cmp.Compare(a.FirstRow, b.FirstRow), cmp.Compare(a.FirstCol, b.FirstCol))
	})
	sheet.reach = make([]int, len(sheet.Merged))
	last := 0
	for i, area := range sheet.Merged {
		last = max(last, area.LastRow)
		sheet.reach[i] = last
	}
}

// Sheet is the sheet with that name, in any case; nil when there is none.
func (book *Book) Sheet(name string) *Sheet {
	for _, sheet := range book.Sheets {
		if strings.EqualFold(sheet.Name, name) {
			return sheet
		}
	}
	return nil
}

// Contains tells whether a place lies in the range.
func (area Range) Contains(row, col int) bool {
	return row >= area.FirstRow && row <= area.LastRow && col >= area.FirstCol && col <= area.LastCol
}

// String is the range as Excel writes it, "B4:D14"; "B4" for one cell.
func (area Range) String() string {
	first := Ref(area.FirstRow, area.FirstCol)
	if area.FirstRow == area.LastRow && area.FirstCol == area.LastCol {
		return first
	}
	return first + ":" + Ref(area.LastRow, area.LastCol)
}

// Ref is the cell's place as Excel writes it, "D14".
func (cell *Cell) Ref() string { return Ref(cell.Row(), cell.Col()) }

// Ref is a place as Excel writes it, "D14".
func Ref(row, col int) string { return ColumnName(col) + strconv.Itoa(row) }

// ColumnName is the letters of a column: 1 is "A", 28 is "AB".
func ColumnName(col int) string {
	var letters [8]byte
	i := len(letters)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		letters[i] = byte('A' + (col-1)%26)
	}
	return string(letters[i:])
}

// ParseRef reads a place, "D14" or "$D$14"; false when it is none or lies
// beyond XFD1048576.
func ParseRef(ref string) (row, col int, ok bool) {
	return parseRef([]byte(strings.ReplaceAll(ref, "$", "")))
}

func parseRef(ref []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		letter := ref[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		col = col*26 + int(letter-'A') + 1
	}
	row, ok = parseIndex(ref[i:])
	return row, col, ok && row > 0 && row <= maxRow && col > 0 && col <= maxCol
}

// ParseRange reads a range, "B4:D14", or one cell as a range. Whole columns
// ("B:D") and rows ("4:14") reach to the sheet's edges.
func ParseRange(ref string) (Range, bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	first, last, found := strings.Cut(ref, ":")
	if !found {
		last = first
	}
	row1, col1, ok1 := parseRef([]byte(first))
	row2, col2, ok2 := parseRef([]byte(last))
	if !ok1 || !ok2 {
		if !found {
			return Range{}, false
		}
		row1, col1, ok1 = parseRef([]byte(edge(first, "1", "A")))
		row2, col2, ok2 = parseRef([]byte(edge(last, strconv.Itoa(maxRow), "XFD")))
	}
	return Range{min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2)}, ok1 && ok2
}

// edge completes half a place: a column with a row, a row with a column.
func edge(half, row, col string) string {
	switch {
	case half == "":
		return ""
	case half[0] >= '0' && half[0] <= '9':
		return col + half
	}
	return half + row
}
