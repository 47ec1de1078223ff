package importers

import (
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// findSwapped reports a money column that holds nothing but prose beside a
// column of words that holds nothing but numbers: their headings have changed
// places (domain handbook M17). Which is right is for the workbook to say, so
// the file is not read until it does.
func (r *reader) findSwapped() {
	for _, v := range r.views {
		for _, t := range v.tables {
			words, numbers := t.proseUnderMoney(), t.numbersUnderWords()
			if words == nil || numbers == nil {
				continue
			}
			r.find(Finding{
				Severity: portfolio.SeverityError, Code: "heading-swapped", Cell: t.headRef(words.at), Raw: words.text,
				Args: map[string]any{"money": words.text, "words": numbers.text, "cell": t.headRef(numbers.at)},
			})
		}
	}
}

// enoughCells is how many cells a column must have before what it holds tells
// anything about its heading.
const enoughCells = 3

// proseUnderMoney is the first amount column whose cells are all prose, no two
// alike: "afventer" in every row is a column that is not filled in yet.
func (t *table) proseUnderMoney() *column {
	for _, c := range t.summed() {
		seen, letters := map[string]bool{}, 0
		all := t.everyCell(c, func(cell *workbook.Cell) bool {
			known := seen[cell.Raw()]
			seen[cell.Raw()] = true
			letters += len(cell.Raw())
			return cell.Kind() == workbook.Text && readValueIn(cell, t.grid.locale).state == isWords && !known
		})
		if all && letters >= 12*len(seen) {
			return &c
		}
	}
	return nil
}

// numbersUnderWords is the first column of free text whose cells are all
// stored numbers.
func (t *table) numbersUnderWords() *column {
	for _, c := range t.columns {
		if (c.role == roleText || c.role == roleRemarks) && t.everyCell(c, func(cell *workbook.Cell) bool { return cell.Kind() == workbook.Number }) {
			return &c
		}
	}
	return nil
}

// everyCell tells whether a column has enough cells and all pass a test.
func (t *table) everyCell(c column, passes func(*workbook.Cell) bool) bool {
	n := 0
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		if !passes(cell) {
			return false
		}
		n++
	}
	return n >= enoughCells
}
