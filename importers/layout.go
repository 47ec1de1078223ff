package importers

import (
	"context"
	"time"

	"raaderum/importers/workbook"
)

// Layout (opstilling) is one way in which people lay business cases out in a
// workbook. A layout knows nothing of files, languages or storage.
type Layout interface {
	// Name is the contract's name of the layout, such as "case-sheets".
	Name() string
	// Recognise tells how sure the layout is that the book is laid out its way:
	// 0 is "not mine", 1 is "made by us, with our mark in it".
	Recognise(book *workbook.Book) float64
	// Read reads the book. What the answers do not settle comes back as
	// questions; cases may then be incomplete, and are never stored. asOf is the
	// day that what a workbook leaves to the rules in force is judged on.
	Read(ctx context.Context, book *workbook.Book, answers Answers, asOf time.Time) Reading
}

// Reading is what a layout made of a book.
type Reading struct {
	Layout    string // a more exact name than the layout's own; "" keeps that
	Cases     []Case
	Questions []Question
	Findings  []Finding
	Yearly    []YearlyValue
	Settled   map[string]Question // that the answers answered, by key
}

// layouts are all layouts. The surest wins, the first of equally sure ones.
var layouts = []Layout{
	templateForm{},
	quarterlyReturn{},
	yearlySeries{},
	freeLayout{},
}

// layoutOf is the layout that is surest of the book; nil when none knows it.
func layoutOf(book *workbook.Book) Layout {
	var best Layout
	var confidence float64
	for _, layout := range layouts {
		if c := layout.Recognise(book); c > confidence {
			best, confidence = layout, c
		}
	}
	return best
}
