package importers

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// The rows of a sheet, and the headings, that its shape is read from.
const (
	shapeRows     = 400
	shapeHeadings = 80
)

// SheetShape (aftryk) is how a sheet is laid out: its headings, each with its
// cell, such as "B3 gevinst 2014". What stands under them is not part of it, nor
// are years and numbers in them, so that next year's file has the same shape.
type SheetShape struct {
	Name     string   `json:"name"`
	Headings []string `json:"headings"`
}

// shapesOf are the shapes of a workbook's visible sheets that have headings.
func shapesOf(book *workbook.Book) []SheetShape {
	var shapes []SheetShape
	for _, sheet := range book.Sheets {
		if shape := shapeOf(sheet); len(shape.Headings) > 0 && sheet.Visibility == workbook.Visible {
			shapes = append(shapes, shape)
		}
	}
	return shapes
}

func shapeOf(sheet *workbook.Sheet) SheetShape {
	shape := SheetShape{Name: sheet.Name, Headings: []string{}}
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			cell := &sheet.Rows[i].Cells[j]
			if cell.Row > shapeRows || len(shape.Headings) == shapeHeadings {
				return shape
			}
			if words, ok := headingWords(cell); ok {
				shape.Headings = append(shape.Headings, workbook.Ref(cell.Row, cell.Col)+" "+words)
			}
		}
	}
	return shape
}

// headingWords are a heading's words without its numbers; false when a cell is
// no heading that we know.
func headingWords(cell *workbook.Cell) (string, bool) {
	if cell.Kind != workbook.Text || cell.Formula != "" || len(cell.Raw) > 60 {
		return "", false
	}
	_, match := danish.Lookup(cell.Raw)
	if match != danish.Exact && !danish.ParseHeading(cell.Raw).IsData() {
		return "", false
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, fold(cell.Raw)), true
}

// fingerprint is the same for sheets whose headings stand in the same cells.
func (s SheetShape) fingerprint() string {
	sum := sha256.Sum256([]byte(strings.Join(s.Headings, "\n")))
	return hex.EncodeToString(sum[:8])
}

// likeness is how many headings two sheets share of those they have together,
// wherever they stand: 1 is all.
func (s SheetShape) likeness(other SheetShape) float64 {
	words := func(shape SheetShape) map[string]int {
		counted := map[string]int{}
		for _, heading := range shape.Headings {
			_, text, _ := strings.Cut(heading, " ")
			counted[text]++
		}
		return counted
	}
	ours, theirs := words(s), words(other)
	shared, together := 0, 0
	for text, n := range ours {
		shared += min(n, theirs[text])
		together += max(n, theirs[text])
	}
	for text, n := range theirs {
		if ours[text] == 0 {
			together += n
		}
	}
	if together == 0 {
		return 0
	}
	return float64(shared) / float64(together)
}

// Fingerprint names a layout: the same for workbooks whose sheets have the same
// headings in the same cells, whatever the sheets are called and how many of
// each there are. "" is a workbook without headings.
func Fingerprint(shapes []SheetShape) string {
	var prints []string
	for _, shape := range shapes {
		prints = append(prints, shape.fingerprint())
	}
	slices.Sort(prints)
	prints = slices.Compact(prints)
	if len(prints) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(prints, "\n")))
	return hex.EncodeToString(sum[:8])
}
