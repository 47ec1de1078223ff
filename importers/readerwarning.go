package importers

import "raaderum/importers/workbook"

// readerWarnings are the findings of the reader itself: what the file says
// twice, or refers to without having it. They hold whatever the layout is.
func readerWarnings(book *workbook.Book) []Finding {
	findings := make([]Finding, 0, len(book.Warnings))
	for _, w := range book.Warnings {
		findings = append(findings, warning(w.Code, w.Sheet+"!"+w.Cell, ""))
	}
	return findings
}
