package intake

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raaderum/importers/workbook"
)

// IsText tells whether a file is named as a text file of cells.
func IsText(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		return true
	}
	return false
}

// textBook is a text file as a workbook: each field a text in the cell that
// questions and findings call it by. Nothing becomes a number, a date or a
// formula on the way.
func textBook(name string, data []byte) ([]byte, error) {
	read, err := workbook.Read(context.Background(), name, data, workbook.Limits{})
	if err != nil {
		return nil, refused("receipt.unsupported", name, err)
	}
	book := excelize.NewFile() // it holds no file, so there is nothing to close
	for i, sheet := range read.Sheets {
		if i > 0 || !fits(sheet.Name) {
			return nil, refused("receipt.unsupported", name, nil)
		}
		if err := book.SetSheetName("Sheet1", sheet.Name); err != nil {
			return nil, refused("receipt.unsupported", name, err)
		}
		for _, row := range sheet.Rows {
			for _, cell := range row.Cells {
				at, err := excelize.CoordinatesToCellName(cell.Col(), cell.Row())
				if err != nil {
					return nil, err
				}
				if err := book.SetCellStr(sheet.Name, at, cell.Raw()); err != nil {
					return nil, err
				}
			}
		}
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

// fits tells whether a sheet in Excel may be called so: findings name their
// cells by it, so it cannot be shortened.
func fits(name string) bool {
	return utf8.RuneCountInString(name) <= excelize.MaxSheetNameLength && !strings.ContainsAny(name, `:\/?*[]`) &&
		!strings.HasPrefix(name, "'") && !strings.HasSuffix(name, "'")
}
