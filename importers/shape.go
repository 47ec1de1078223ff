package importers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// The rows of a sheet, and the headings, that its shape is read from.
const (
	shapeRows     = 400
	shapeHeadings = 80
	shapeNumbers  = 2000
)

// SheetShape (aftryk) is how a sheet is laid out: its headings, each with its
// cell, such as "B3 gevinst ####"; and what the numbers under them hang on: the
// years and units that are written, how large the numbers are and whether some
// are negative. What else stands under the headings is no part of it.
type SheetShape struct {
	Name     string   `json:"name"`
	Headings []string `json:"headings"`
	Years    []string `json:"years,omitempty"`    // "B3 2014"; in headings, in what stands over them and in the sheet's name
	Units    []string `json:"units,omitempty"`    // "A1 t.kr."
	Digits   int      `json:"digits,omitempty"`   // before the comma, of the middle number; 0 is no numbers
	Negative bool     `json:"negative,omitempty"` // some number is
}

func shapeOf(sheet *workbook.Sheet) SheetShape {
	r := shapeReader{
		shape: SheetShape{Name: sheet.Name, Headings: []string{}}, above: true,
		grid: newGrid(sheet, newLexicon(context.Background())),
	}
	if year := answeredYear.FindString(fold(sheet.Name)); year != "" {
		r.shape.Years = append(r.shape.Years, year)
	}
	for row := 1; row <= min(r.grid.last(), shapeRows); row++ {
		r.read(row)
	}
	r.measure()
	return r.shape
}

// shapeReader reads a sheet's shape row by row.
type shapeReader struct {
	grid    *grid
	shape   SheetShape
	above   bool // no row of headings has been met yet
	numbers []float64
}

func (r *shapeReader) read(row int) {
	heads := readHeadRow(r.grid, row)
	isHead := heads.heads()
	for i, cell := range r.grid.row(row) {
		if cell == nil {
			continue
		}
		at, label := workbook.Ref(cell.Row(), cell.Col()), heads.headings[i+1]
		switch {
		case isHead && label.time.known() && label.time.form != manyYears:
			r.year(at, cell.Raw())
			r.heading(at, cell.Raw())
		case isHead && cell.Kind() == workbook.Text:
			r.heading(at, cell.Raw())
		case cell.Kind() == workbook.Number:
			r.number(cell)
		case cell.Kind() != workbook.Text || cell.Formula() != "" || len(cell.Raw()) > longestHeading:
		case !r.above && looksLikeNumber(cell.Raw()): // an amount of 2000 is no year
		case headingWords(cell.Raw()):
			r.heading(at, cell.Raw())
			r.year(at, cell.Raw())
		case r.above:
			r.year(at, cell.Raw())
		}
		if cell.Kind() == workbook.Text && len(cell.Raw()) <= longestHeading {
			r.unit(at, cell.Raw())
		}
	}
	r.above = r.above && !isHead
}

// heading keeps a heading's words; a number in it is no part of the layout.
func (r *shapeReader) heading(at, text string) {
	if len(r.shape.Headings) < shapeHeadings {
		r.shape.Headings = append(r.shape.Headings, at+" "+strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return '#'
			}
			return c
		}, fold(text)))
	}
}

func (r *shapeReader) year(at, text string) {
	if year := answeredYear.FindString(fold(text)); len(r.shape.Years) < shapeHeadings {
		switch {
		case year != "":
			r.shape.Years = append(r.shape.Years, at+" "+year)
		case danish.ParseHeading(text).IsData():
			r.shape.Years = append(r.shape.Years, at+" "+fold(text))
		}
	}
}

func (r *shapeReader) unit(at, text string) {
	for _, unit := range danish.Units(text) {
		if len(r.shape.Units) < shapeHeadings {
			r.shape.Units = append(r.shape.Units, at+" "+string(unit))
		}
	}
}

func (r *shapeReader) number(cell *workbook.Cell) {
	year := cell.Number() >= 1990 && cell.Number() <= 2100 && cell.Number() == math.Trunc(cell.Number())
	if cell.Number() != 0 && !year && len(r.numbers) < shapeNumbers {
		r.numbers = append(r.numbers, math.Abs(cell.Number()))
		r.shape.Negative = r.shape.Negative || cell.Number() < 0
	}
}

// measure tells how large the sheet's numbers are.
func (r *shapeReader) measure() {
	if len(r.numbers) > 0 {
		slices.Sort(r.numbers)
		r.shape.Digits = max(1, 1+int(math.Floor(math.Log10(r.numbers[len(r.numbers)/2]))))
	}
}

// headingWords tells whether a text is a heading that we know, wherever it
// stands.
func headingWords(text string) bool {
	if len(text) > 60 {
		return false
	}
	_, match := danish.Lookup(text)
	return match == danish.Exact || danish.ParseHeading(text).IsData()
}

// fingerprint is the same for sheets whose headings stand in the same cells.
func (s SheetShape) fingerprint() string {
	sum := sha256.Sum256([]byte(strings.Join(s.Headings, "\n")))
	return hex.EncodeToString(sum[:8])
}

// sameScale tells whether two sheets write the same units and hold numbers of
// about the same size: an answer about the unit of one holds for the other.
func (s SheetShape) sameScale(other SheetShape) bool {
	apart := s.Digits - other.Digits
	return slices.Equal(s.Units, other.Units) && apart < scaleApart && -apart < scaleApart
}

// scaleApart is how many digits' difference makes the same unit unlikely; units
// are three apart.
const scaleApart = 2

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
// headings in the same cells, whatever years and units they write, whatever the sheets are called and how many of
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
