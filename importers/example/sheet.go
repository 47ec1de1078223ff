package example

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raaderum/importers/workbook"
)

// sheet is a sheet as text: a line per row, cells between bars.
//
//	1.250 a number with thousands   2016 a number    2,5 a number
//	=SUM(B2:B3) -> 1.250 a formula with its stored value
//	*x* bold                        'x a text, as it stands
//	<  merged leftwards             ^  merged upwards
type sheet struct{ name, text string }

// writing is a workbook of sheets, as a function that writes it.
func writing(sheets ...sheet) func() ([]byte, error) {
	return func() ([]byte, error) {
		file := excelize.NewFile()
		defer func() { _ = file.Close() }()
		styles, err := newLooks(file)
		if err != nil {
			return nil, err
		}
		for i, s := range sheets {
			if i == 0 {
				err = file.SetSheetName(file.GetSheetName(0), s.name)
			} else {
				_, err = file.NewSheet(s.name)
			}
			if err != nil {
				return nil, err
			}
			if err := s.write(file, styles); err != nil {
				return nil, fmt.Errorf("%s: %w", s.name, err)
			}
		}
		var out bytes.Buffer
		err = file.Write(&out)
		return out.Bytes(), err
	}
}

// looks are the styles of cells.
type looks struct{ plain, bold, thousands, boldThousands int }

func newLooks(file *excelize.File) (looks, error) {
	var l looks
	heavy := &excelize.Font{Bold: true}
	const thousands = 3 // "#,##0", built into every workbook
	for style, into := range map[*excelize.Style]*int{
		{Font: heavy}:                    &l.bold,
		{NumFmt: thousands}:              &l.thousands,
		{NumFmt: thousands, Font: heavy}: &l.boldThousands,
	} {
		id, err := file.NewStyle(style)
		if err != nil {
			return l, err
		}
		*into = id
	}
	return l, nil
}

func (s sheet) write(file *excelize.File, styles looks) error {
	stream, err := file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	grid := s.grid()
	for col := range widest(grid) {
		if err := stream.SetColWidth(col+1, col+1, float64(columnLetters(grid, col)+2)); err != nil {
			return err
		}
	}
	for i, row := range grid {
		cells := make([]any, len(row))
		for j, text := range row {
			if text == "<" || text == "^" {
				text = ""
			}
			if text != "" {
				cells[j] = cellOf(text, styles)
			}
		}
		if err := stream.SetRow(workbook.Ref(i+1, 1), cells); err != nil {
			return err
		}
	}
	for _, area := range merged(grid) {
		if err := stream.MergeCell(workbook.Ref(area.FirstRow, area.FirstCol), workbook.Ref(area.LastRow, area.LastCol)); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// grid is the sheet's texts, row by row.
func (s sheet) grid() [][]string {
	var grid [][]string
	for _, line := range strings.Split(strings.Trim(s.text, "\n"), "\n") {
		var row []string
		for _, text := range strings.Split(line, "|") {
			row = append(row, strings.TrimSpace(text))
		}
		grid = append(grid, row)
	}
	return grid
}

func widest(grid [][]string) int {
	width := 0
	for _, row := range grid {
		width = max(width, len(row))
	}
	return width
}

// columnLetters is how wide a column has to be, without the titles that run
// into their empty neighbors.
func columnLetters(grid [][]string, col int) int {
	letters := 6
	for _, row := range grid {
		if col < len(row) && len(row) > 1 {
			letters = max(letters, len([]rune(row[col])))
		}
	}
	return letters
}

var (
	thousandsNumber = regexp.MustCompile(`^-?\d{1,3}(?:\.\d{3})+$`)
	plainNumber     = regexp.MustCompile(`^-?\d+(?:,\d+)?$`)
)

// cellOf is a cell in the notation of sheet.
func cellOf(text string, styles looks) excelize.Cell {
	cell := excelize.Cell{StyleID: styles.plain}
	if formula, value, ok := strings.Cut(text, "->"); ok && strings.HasPrefix(text, "=") {
		cell.Formula, text = strings.TrimSpace(formula[1:]), strings.TrimSpace(value)
	}
	heavy := len(text) > 2 && strings.HasPrefix(text, "*") && strings.HasSuffix(text, "*")
	if heavy {
		text, cell.StyleID = text[1:len(text)-1], styles.bold
	}
	switch {
	case thousandsNumber.MatchString(text):
		cell.StyleID = styles.thousands
		if heavy {
			cell.StyleID = styles.boldThousands
		}
		cell.Value = numberIn(strings.ReplaceAll(text, ".", ""))
	case plainNumber.MatchString(text):
		cell.Value = numberIn(strings.Replace(text, ",", ".", 1))
	default:
		cell.Value = strings.TrimPrefix(text, "'")
	}
	return cell
}

func numberIn(text string) any {
	if whole, err := strconv.Atoi(text); err == nil {
		return whole
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return number
}

// merged are the merged ranges of a grid.
func merged(grid [][]string) []workbook.Range {
	var areas []workbook.Range
	at := func(row, col int) string {
		if row < len(grid) && col < len(grid[row]) {
			return grid[row][col]
		}
		return ""
	}
	for i, row := range grid {
		for j, text := range row {
			if text == "" || text == "<" || text == "^" {
				continue
			}
			area := workbook.Range{FirstRow: i + 1, FirstCol: j + 1, LastRow: i + 1, LastCol: j + 1}
			for at(i, area.LastCol) == "<" {
				area.LastCol++
			}
			for at(area.LastRow, j) == "^" {
				area.LastRow++
			}
			if area.LastRow > area.FirstRow || area.LastCol > area.FirstCol {
				areas = append(areas, area)
			}
		}
	}
	return areas
}
