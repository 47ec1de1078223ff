package importers

import "raaderum/importers/workbook"

// freeLayout reads workbooks that people made by hand or took from another
// system: tables are found, and each table is recognised for what it is.
type freeLayout struct{}

// Name is the name when nothing more exact is known.
func (freeLayout) Name() string { return "free" }

// Recognise is low, so that any layout that knows its own mark comes first.
func (freeLayout) Recognise(book *workbook.Book) float64 {
	for _, sheet := range book.Sheets {
		if len(sheet.Rows) > 0 {
			return 0.1
		}
	}
	return 0
}

// Read reads every table that looks like money over time.
func (freeLayout) Read(book *workbook.Book, answers Answers) Reading {
	d := newDialogue(answers)
	return Reading{Questions: d.questions, Findings: d.findings}
}
