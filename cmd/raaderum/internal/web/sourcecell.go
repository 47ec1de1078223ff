package web

import (
	"errors"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// The stretch of the sheet that is shown on each side of a cell.
const (
	rowsAround = 6
	colsAround = 4
)

// sourceView is a cell in its surroundings, read from the original file.
type sourceView struct {
	File     portfolio.OriginalFile
	Download string // "" while the file is only uploaded
	Back     cellView
	Imports  []importView // that brought the file in
	Sheet    *workbook.Sheet
	Ref      string
	Cell     *workbook.Cell // nil when the cell is empty
	Columns  []gridColumn
	Rows     []gridRow
}

type gridColumn struct {
	Name string
	Gap  bool // columns are left out before this one
}

type gridRow struct {
	Number int
	Cells  []gridCell
}

type gridCell struct {
	Text   string
	Kind   workbook.Kind
	Bold   bool
	Struck bool
	Marked bool
	Gap    bool
}

// sourceCell shows a cell of a file that has been imported.
func (s *Server) sourceCell(c *fiber.Ctx) error {
	org := visitOf(c).Organisation.ID
	file, err := s.Store.OriginalFile(c.UserContext(), org, param(c, "sha256"))
	if err != nil {
		return err
	}
	view, err := s.cellView(c, file)
	if err != nil {
		return err
	}
	all, err := s.importViews(c.UserContext(), org)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.SHA256 == file.SHA256 {
			view.Imports = append(view.Imports, one)
		}
	}
	page := s.page(c, SectionCases, "cell.title", "cell", view.Sheet.Name+"!"+view.Ref)
	view.Download = page.URL("files", file.SHA256)
	return render(c, fiber.StatusOK, sourceCellPage(page, view))
}

// uploadCell shows a cell of a file that nobody has accepted yet.
func (s *Server) uploadCell(c *fiber.Ctx) error {
	upload, err := s.Store.Upload(c.UserContext(), visitOf(c).Organisation.ID, c.Params("upload"))
	if err != nil {
		return err
	}
	view, err := s.cellView(c, upload.File)
	if err != nil {
		return err
	}
	page := s.page(c, SectionUpload, "cell.title", "cell", view.Sheet.Name+"!"+view.Ref)
	view.Back = cellView{page.T("cell.back-upload"), page.URL("uploads", upload.ID)}
	return render(c, fiber.StatusOK, sourceCellPage(page, view))
}

// cellView reads the file and cuts out the cell that the path names.
func (s *Server) cellView(c *fiber.Ctx, file portfolio.OriginalFile) (sourceView, error) {
	sheetName, ref := param(c, "sheet"), param(c, "cell")
	missing := portfolio.NotFound("cell", sheetName+"!"+ref)
	row, col, ok := workbook.ParseRef(ref)
	if !ok {
		return sourceView{}, missing
	}
	book, err := workbook.Read(c.UserContext(), file.Name, file.Bytes, workbook.Limits{})
	var refused *workbook.RefusedError
	if errors.As(err, &refused) {
		return sourceView{}, missing // it was read once; its cells cannot be now
	}
	if err != nil {
		return sourceView{}, err
	}
	sheet := book.Sheet(sheetName)
	if sheet == nil {
		return sourceView{}, missing
	}
	view := sourceView{File: file, Sheet: sheet, Ref: workbook.Ref(row, col), Cell: sheet.At(row, col)}
	view.cutOut(printerOf(c), row, col)
	return view, nil
}

// cutOut fills the grid with what is around the cell. The row's own text, by
// which people know it, comes along when it stands further to the left.
func (v *sourceView) cutOut(print *i18n.Printer, row, col int) {
	first := max(1, col-colsAround)
	var cols []int
	if label := labelColumn(v.Sheet, row); label > 0 && label < first {
		cols = append(cols, label)
	}
	for i := first; i <= col+colsAround; i++ {
		cols = append(cols, i)
	}
	for i, n := range cols {
		v.Columns = append(v.Columns, gridColumn{workbook.ColumnName(n), i > 0 && cols[i-1] != n-1})
	}
	for r := max(1, row-rowsAround); r <= row+rowsAround; r++ {
		line := gridRow{Number: r}
		for i, n := range cols {
			cell := gridCell{Marked: r == row && n == col, Gap: v.Columns[i].Gap}
			if stored := v.Sheet.At(r, n); stored != nil {
				cell.Text, cell.Kind = cellText(print, *stored), stored.Kind()
				cell.Bold, cell.Struck = stored.Bold(), stored.Struck()
			}
			line.Cells = append(line.Cells, cell)
		}
		v.Rows = append(v.Rows, line)
	}
}

// labelColumn is the first column of a row whose text is long enough to be a
// name and not a number such as "G1"; 0 when there is none.
func labelColumn(sheet *workbook.Sheet, row int) int {
	i := slices.IndexFunc(sheet.Rows, func(r workbook.Row) bool { return r.Number == row })
	if i < 0 {
		return 0
	}
	for _, cell := range sheet.Rows[i].Cells {
		if cell.Kind() == workbook.Text && utf8.RuneCountInString(cell.Raw()) > 3 {
			return cell.Col()
		}
	}
	return 0
}

// cellText is a cell as stored; only a date is written as one, since its
// stored form is a number of days.
func cellText(print *i18n.Printer, cell workbook.Cell) string {
	if cell.Kind() == workbook.DateTime && !cell.Time().IsZero() {
		return print.Date(cell.Time())
	}
	return cell.Raw()
}

// param is a part of the path as it was before it was escaped.
func param(c *fiber.Ctx, name string) string {
	text, err := url.PathUnescape(c.Params(name))
	if err != nil {
		return c.Params(name)
	}
	return text
}

// kindName is a kind of cell as the style and the catalogue know it.
func kindName(kind workbook.Kind) string {
	switch kind {
	case workbook.Number:
		return "number"
	case workbook.Text:
		return "text"
	case workbook.Bool:
		return "bool"
	case workbook.Error:
		return "error"
	case workbook.DateTime:
		return "date"
	}
	return "empty"
}

// formatName is a number format's code; no code is General.
func formatName(code string) string {
	if code == "" {
		return "General"
	}
	return code
}
