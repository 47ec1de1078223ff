// Package example holds a small workbook for each way of laying cases out that
// the help explains. The help's pictures are drawn from these workbooks and its
// figures are tested against them, so that neither can drift from what the
// importer does.
package example

import (
	"context"
	"fmt"

	"raaderum/importers/workbook"
)

// Example (eksempel) is a small workbook that shows one layout. All names and
// figures in it are made up.
type Example struct {
	Page    string            // the help page about it, "register"
	Layout  string            // the contract's name of the layout
	File    string            // the workbook's name, "register.xlsx"
	Title   string            // what its picture shows, for those who cannot see it
	Answers map[string]string // right answers to what it asks
	Shown   []Part            // what the picture shows; nil is everything
	write   func() ([]byte, error)
}

// Part is the upper left corner of a sheet.
type Part struct {
	Sheet         string
	LastRow, Last int // the last row and column; 0 is the sheet's own
}

// Bytes is the workbook as a file.
func (e Example) Bytes() ([]byte, error) {
	data, err := e.write()
	if err != nil {
		return nil, fmt.Errorf("example %s: %w", e.File, err)
	}
	return data, nil
}

// Picture draws the workbook, as the reader of imports sees it, in SVG.
func (e Example) Picture(ctx context.Context) ([]byte, error) {
	data, err := e.Bytes()
	if err != nil {
		return nil, err
	}
	book, err := workbook.Read(ctx, e.File, data, workbook.Limits{})
	if err != nil {
		return nil, fmt.Errorf("example %s: %w", e.File, err)
	}
	return draw(book, e.Title, e.Shown), nil
}

// All are the examples in the order of the help: what we hand out first, then
// what people have themselves.
func All() []Example {
	return []Example{
		filledTemplate, filledReturn, yearlyList,
		register, groupedRegister, benefitRegister, longTable, transposed,
		sheetPerCase, caseInSheets, stackedCases,
		systemExport, separated, unknown,
	}
}

// Of is the example with a file name, and the one that explains a layout is
// PageOf's.
func Of(file string) (Example, bool) {
	for _, e := range All() {
		if e.File == file {
			return e, true
		}
	}
	return Example{}, false
}

// PageOf is the help page that explains a layout; "" when none does.
func PageOf(layout string) string {
	for _, e := range All() {
		if e.Layout == layout {
			return e.Page
		}
	}
	return ""
}
