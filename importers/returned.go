package importers

import (
	"slices"
	"strings"

	"raaderum/importers/receipt"
	"raaderum/importers/workbook"
)

// withoutReceipt takes out what we ourselves put into a workbook that was given
// back with a receipt: the receipt sheet and our comments. The next reading is
// of what people wrote.
func withoutReceipt(book *workbook.Book) {
	before := len(book.Sheets)
	book.Sheets = slices.DeleteFunc(book.Sheets, func(s *workbook.Sheet) bool {
		first := s.At(1, 1)
		return first != nil && first.Raw() == receipt.Author
	})
	if len(book.Sheets) == before {
		return
	}
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				cell := &sheet.Rows[i].Cells[j]
				if theirs, _, ours := strings.Cut(cell.Comment(), receipt.Author+": "); ours {
					cell.SetComment(strings.TrimSpace(theirs))
				}
			}
		}
	}
}
