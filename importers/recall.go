package importers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// Recall (genkendelse) is what a mapping says of a workbook.
type Recall struct {
	Known     bool              // the workbook is laid out as the mapping says, or nearly
	Moved     bool              // nearly: headings are others, or stand elsewhere
	Unchecked bool              // the mapping does not say what it is for: its answers are taken by address
	Answers   Answers           // that hold, by the keys of this workbook
	Again     Answers           // that may not hold any more: proposals, to be asked about
	Reasons   map[string]string // why, by key: RecallHeadings, RecallYears, RecallScale, RecallSign
	Renamed   map[string]string // keys that had to be moved: as they were → as they are
	Lost      []string          // keys whose place is not in this workbook
}

// Why an earlier answer is only a proposal now: the codes of the findings that
// say so.
const (
	RecallHeadings = "mapping-headings" // the headings are others
	RecallYears    = "mapping-years"    // the years are others
	RecallScale    = "mapping-scale"    // units, or the size of the numbers, are others
	RecallSign     = "mapping-sign"     // negative numbers have come or gone
)

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
	for _, sheet := range book.Sheets {
		shape := shapeOf(sheet)
		if print := shape.fingerprint(); named[shape.Name] || sheet.Visibility == workbook.Visible && len(shape.Headings) > 0 && !seen[print] {
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
	r := Recall{Answers: Answers{}, Again: Answers{}, Reasons: map[string]string{}, Renamed: map[string]string{}}
	if len(m.Sheets) == 0 {
		r.Unchecked = true
		for _, key := range slices.Sorted(maps.Keys(m.Answers)) {
			code, sheet, _ := keyPlace(key)
			if book.Sheet(sheet) == nil && !slices.Contains(ofOneFile, code) {
				r.Lost = append(r.Lost, key)
				continue
			}
			r.Answers[key] = m.Answers[key]
		}
		return r
	}
	shapes := map[string]SheetShape{}
	for _, sheet := range book.Sheets {
		shapes[sheet.Name] = shapeOf(sheet)
	}
	places := map[string]found{} // by the mapping's sheets
	for _, theirs := range m.Sheets {
		here := theirs.in(book, shapes)
		places[theirs.Name] = here
		r.Known = r.Known || len(here.sheets) > 0
		r.Moved = r.Moved || here.near
	}
	for _, key := range slices.Sorted(maps.Keys(m.Answers)) {
		m.place(&r, book, key, places, shapes)
	}
	return r
}

// found are the sheets of a workbook that are laid out as one of a mapping's.
type found struct {
	theirs SheetShape
	sheets []string
	near   bool // only nearly
}

// in finds the sheets with the same headings in the same cells, else those with
// most headings in common. A sheet of the same name is the one that is meant;
// one without any headings is known by nothing else.
func (s SheetShape) in(book *workbook.Book, shapes map[string]SheetShape) found {
	f := found{theirs: s}
	var near []string
	for _, sheet := range book.Sheets {
		shape := shapes[sheet.Name]
		switch {
		case len(s.Headings) == 0:
			if sheet.Name == s.Name && len(shape.Headings) == 0 {
				f.sheets = append(f.sheets, sheet.Name)
			}
		case sheet.Visibility != workbook.Visible && sheet.Name != s.Name:
		case shape.fingerprint() == s.fingerprint():
			f.sheets = append(f.sheets, sheet.Name)
		case shape.likeness(s) >= alikeEnough:
			near = append(near, sheet.Name)
		}
	}
	if len(f.sheets) == 0 {
		f.sheets, f.near = near, len(near) > 0
	}
	if slices.Contains(f.sheets, s.Name) {
		f.sheets = []string{s.Name}
	}
	return f
}

// place puts an answer where its question is now, and tells whether it holds
// there or can only be proposed.
func (m Mapping) place(r *Recall, book *workbook.Book, key string, places map[string]found, shapes map[string]SheetShape) {
	code, sheet, cell := keyPlace(key)
	where, placed := places[sheet]
	if !placed && book.Sheet(sheet) != nil {
		where.sheets, where.near = []string{sheet}, true // a sheet that the mapping says nothing of
	}
	lost := true
	for _, here := range where.sheets {
		now, ok := moved(book, here, cell, m.Rows[key])
		if !ok {
			continue
		}
		lost = false
		fresh := keyOf(code, here, now)
		if reason := outdated(code, where, shapes[here]); reason != "" {
			r.Again[fresh], r.Reasons[fresh] = m.Answers[key], reason
		} else {
			r.Answers[fresh] = m.Answers[key]
		}
		if fresh != key {
			r.Renamed[key] = fresh
		}
	}
	if lost {
		r.Lost = append(r.Lost, key)
	}
}

// What answers hang on, by the code of their question.
var (
	aboutYears = []string{"year-axis", "price-level", "base-year", "level-or-increment"}
	aboutScale = []string{"unit", "unit-size", "number-format", "percent"}
)

// outdated is why an answer may not hold on a sheet any more; "" when all that
// it hangs on is as it was.
func outdated(code string, was found, here SheetShape) string {
	switch {
	case was.near:
		return RecallHeadings
	case slices.Contains(aboutYears, code) && !slices.Equal(was.theirs.Years, here.Years):
		return RecallYears
	case slices.Contains(aboutScale, code) && !was.theirs.sameScale(here):
		return RecallScale
	case code == "mapping-sign" && was.theirs.Negative != here.Negative:
		return RecallSign
	}
	return ""
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
		if c := &row.Cells[i]; c.Kind() == workbook.Text && strings.TrimSpace(c.Raw()) != "" {
			return fold(c.Raw())
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
