package importers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// Recall (genkendelse) is what a mapping proposes for a workbook.
type Recall struct {
	Known   bool              // the workbook is laid out as the mapping says, or nearly
	Moved   bool              // nearly: rows or columns have moved, or a heading is another
	Answers Answers           // by the keys of this workbook
	Renamed map[string]string // keys that had to be moved: as they were → as they are
	Lost    []string          // keys whose place is not in this workbook
}

// alikeEnough is the share of headings that two sheets must have in common to
// be of one kind.
const alikeEnough = 0.6

// ofOneFile are the questions about a case or an amount itself. Their answers
// say nothing of the next file, however alike it is.
var ofOneFile = []string{"title", "same-case", "duplicate-case", "outlier"}

// NewMapping is the mapping that a workbook's answers make.
func NewMapping(ctx context.Context, name string, data []byte, layout string, answers Answers) (Mapping, error) {
	book, err := workbook.Read(ctx, name, data, workbook.Limits{})
	if err != nil {
		return Mapping{}, err
	}
	withoutReceipt(book)
	m := Mapping{Layout: layout, Sheets: []SheetShape{}, Answers: Answers{}, Rows: map[string]string{}}
	named := map[string]bool{}
	for key, answer := range answers {
		code, sheet, cell := keyPlace(key)
		if slices.Contains(ofOneFile, code) {
			continue
		}
		m.Answers[key] = answer
		named[sheet] = true
		if label := labelAt(book, sheet, cell); label != "" {
			m.Rows[key] = label
		}
	}
	seen := map[string]bool{}
	for _, shape := range shapesOf(book) {
		if print := shape.fingerprint(); named[shape.Name] || !seen[print] {
			seen[print] = true
			m.Sheets = append(m.Sheets, shape)
		}
	}
	return m, nil
}

// RecallFor is Recall for a workbook that has not been opened.
func (m Mapping) RecallFor(ctx context.Context, name string, data []byte) (Recall, error) {
	book, err := workbook.Read(ctx, name, data, workbook.Limits{})
	if err != nil {
		return Recall{}, err
	}
	withoutReceipt(book)
	return m.recall(book), nil
}

// recall finds the mapping's sheets in a workbook and moves its answers there.
// A mapping that says nothing of sheets gives its answers as they are.
func (m Mapping) recall(book *workbook.Book) Recall {
	r := Recall{Answers: Answers{}, Renamed: map[string]string{}}
	if len(m.Sheets) == 0 {
		maps.Copy(r.Answers, m.Answers)
		return r
	}
	shapes := shapesOf(book)
	places := map[string][]string{} // a sheet of the mapping → the sheets here that are laid out as it
	for _, theirs := range m.Sheets {
		same, near := alike(theirs, shapes)
		if len(same) == 0 && len(near) > 0 {
			same, r.Moved = near, true
		}
		// A sheet of the same name is the one that is meant.
		if slices.Contains(same, theirs.Name) {
			same = []string{theirs.Name}
		}
		places[theirs.Name] = same
		r.Known = r.Known || len(same) > 0
	}
	for _, key := range slices.Sorted(maps.Keys(m.Answers)) {
		code, sheet, cell := keyPlace(key)
		sheets, placed := places[sheet]
		if !placed && book.Sheet(sheet) != nil {
			sheets = []string{sheet}
		}
		found := false
		for _, here := range sheets {
			now, ok := moved(book, here, cell, m.Rows[key])
			if !ok {
				continue
			}
			found = true
			fresh := keyOf(code, here, now)
			r.Answers[fresh] = m.Answers[key]
			if fresh != key {
				r.Renamed[key] = fresh
			}
		}
		if !found {
			r.Lost = append(r.Lost, key)
		}
	}
	return r
}

// alike are the sheets with the same headings in the same cells, and those with
// most headings in common.
func alike(wanted SheetShape, shapes []SheetShape) (same, near []string) {
	for _, shape := range shapes {
		switch {
		case shape.fingerprint() == wanted.fingerprint():
			same = append(same, shape.Name)
		case shape.likeness(wanted) >= alikeEnough:
			near = append(near, shape.Name)
		}
	}
	return same, near
}

// moved finds where a cell is now: in the row that has its label. Where the
// label is gone, or stands in several rows and not where it was, nothing is.
func moved(book *workbook.Book, sheet, cell, label string) (string, bool) {
	if cell == "" || label == "" {
		return cell, true
	}
	if labelAt(book, sheet, cell) == label {
		return cell, true
	}
	_, col, ok := workbook.ParseRef(cell)
	if !ok {
		return "", false
	}
	here := book.Sheet(sheet)
	found := 0
	for i := range here.Rows {
		if rowLabel(&here.Rows[i]) == label {
			if found > 0 {
				return "", false
			}
			found = here.Rows[i].Number
		}
	}
	return workbook.Ref(found, col), found > 0
}

// labelAt is the label of a cell's row: its first text.
func labelAt(book *workbook.Book, sheet, cell string) string {
	row, _, ok := workbook.ParseRef(cell)
	here := book.Sheet(sheet)
	if !ok || here == nil {
		return ""
	}
	for i := range here.Rows {
		if here.Rows[i].Number == row {
			return rowLabel(&here.Rows[i])
		}
	}
	return ""
}

func rowLabel(row *workbook.Row) string {
	for i := range row.Cells {
		if c := &row.Cells[i]; c.Kind == workbook.Text && strings.TrimSpace(c.Raw) != "" {
			return fold(c.Raw)
		}
	}
	return ""
}

// keyPlace takes a key apart: "number-format@Økonomi!D14" is a code, a sheet and
// a cell. Most keys have no cell.
func keyPlace(key string) (code, sheet, cell string) {
	code, sheet, _ = strings.Cut(key, "@")
	if i := strings.LastIndexByte(sheet, '!'); i >= 0 {
		if _, _, ok := workbook.ParseRef(sheet[i+1:]); ok {
			sheet, cell = sheet[:i], sheet[i+1:]
		}
	}
	return code, sheet, cell
}

func keyOf(code, sheet, cell string) string {
	key := code + "@" + sheet
	if cell != "" {
		key += "!" + cell
	}
	return key
}
