package importers

import (
	"fmt"
	"strconv"
	"strings"

	"raaderum/importers/danish"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
)

// masterData (stamdata) is a sheet of fields of a workbook of ours, as it was
// filled in.
type masterData struct {
	sheet  *workbook.Sheet
	fields map[string]Field // what was filled in, by name
	places map[string]string
	list   []Field // in the sheet's order
}

// value is a field's value; "" when it was not filled in.
func (m *masterData) value(name string) string { return m.fields[name].Value }

// cells are the input cells of fields, filled in or not.
func (m *masterData) cells(names ...string) []string {
	cells := []string{}
	for _, name := range names {
		if cell := m.places[name]; cell != "" {
			cells = append(cells, cell)
		}
	}
	return cells
}

// master finds a sheet of fields by the words in it and reads every field; nil
// with a finding when no sheet has them.
func (r *formReader) master(fields []template.MasterField, sheetName string) *masterData {
	sheet, col := r.labelColumn(fields)
	if sheet == nil {
		r.fault("form-sheet-missing", "", "", map[string]any{"sheet": sheetName})
		return nil
	}
	m := &masterData{sheet: sheet, fields: map[string]Field{}, places: map[string]string{}}
	for _, field := range fields {
		row, valueCol, ok := r.masterCell(sheet, col, field)
		if !ok {
			r.warn("form-field-missing", "", "", map[string]any{"field": field.Label, "sheet": sheet.Name})
			continue
		}
		m.places[field.Name] = reference(sheet.Name, row, valueCol)
		if read, ok := r.masterField(field, sheet, sheet.At(row, valueCol)); ok {
			m.fields[field.Name] = read
			m.list = append(m.list, read)
		}
	}
	return m
}

// labelColumn is the sheet and column where most of the template's labels
// stand; nil when less than half of them stand anywhere.
func (r *formReader) labelColumn(fields []template.MasterField) (best *workbook.Sheet, bestCol int) {
	labels := map[string]bool{}
	for _, field := range fields {
		labels[fold(field.Label)] = true
	}
	most := len(labels) / 2
	for _, sheet := range r.book.Sheets {
		counts := map[int]int{}
		for i := range sheet.Rows {
			for _, cell := range sheet.Rows[i].Cells {
				if cell.Kind() != workbook.Text || !labels[fold(cell.Raw())] {
					continue
				}
				if counts[cell.Col()]++; counts[cell.Col()] > most {
					most, best, bestCol = counts[cell.Col()], sheet, cell.Col()
				}
			}
		}
	}
	return best, bestCol
}

// masterCell is the input cell of a field. The label decides the row; the
// defined name decides the column when it still points to that row, because a
// program that moves cells may leave the names behind.
func (r *formReader) masterCell(sheet *workbook.Sheet, col int, field template.MasterField) (row, valueCol int, ok bool) {
	label := fold(field.Label)
	for i := range sheet.Rows {
		if cell := sheet.Rows[i].At(col); cell != nil && cell.Kind() == workbook.Text && fold(cell.Raw()) == label {
			row = cell.Row()
			break
		}
	}
	namedSheet, namedRow, namedCol := r.namedPlace(field.Defined)
	switch {
	case row == 0 && namedSheet == sheet:
		return namedRow, namedCol, true
	case row == 0:
		return 0, 0, false
	case namedSheet == sheet && namedRow == row && namedCol != col:
		return row, namedCol, true
	}
	return row, col + 1, true
}

// masterField reads one input cell; false when it is empty.
func (r *formReader) masterField(field template.MasterField, sheet *workbook.Sheet, cell *workbook.Cell) (Field, bool) {
	if blank(cell) {
		return Field{}, false
	}
	read := Field{Name: field.Name, Cell: reference(sheet.Name, cell.Row(), cell.Col()), Raw: cell.Raw()}
	switch {
	case cell.Kind() == workbook.Error:
		r.fault("error-value", read.Cell, cell.Raw(), nil)
		return Field{}, false
	case cell.Uncached():
		r.fault("no-cached-value", read.Cell, "="+cell.Formula(), nil)
		return Field{}, false
	case field.Choices != nil:
		return r.choiceField(read, field.Choices, clean(template.Plain(cell.Raw())), field.Label)
	case field.IsDate():
		return r.dateField(read, cell)
	}
	read.Value = strings.TrimSpace(template.Plain(cell.Raw()))
	r.checkPrivacy(read)
	return read, read.Value != ""
}

// choiceField turns the words of a list into the domain's code. Words that are
// not in the list are a fault, not something close to them.
func (r *formReader) choiceField(read Field, choices template.Choices, words, label string) (Field, bool) {
	code, ok := choices.Code(words)
	if !ok {
		r.fault("form-choice-unknown", read.Cell, words, map[string]any{
			"field": label, "choices": strings.Join(choices.Labels(), ", "),
		})
		return Field{}, false
	}
	read.Value = code
	return read, true
}

// dateField reads a day in machine form, 2013-03-14.
func (r *formReader) dateField(read Field, cell *workbook.Cell) (Field, bool) {
	if cell.Kind() == workbook.DateTime {
		read.Value = cell.Time().Format("2006-01-02")
		return read, true
	}
	if day, ok := danish.ParseDate(template.Plain(cell.Raw())); ok && cell.Kind() == workbook.Text &&
		day.Precision == danish.DayPrecision && !day.Ambiguous {
		read.Value = fmt.Sprintf("%04d-%02d-%02d", day.Year, day.Month, day.Day)
		return read, true
	}
	r.fault("form-not-a-date", read.Cell, cell.Raw(), nil)
	return Field{}, false
}

// named is the cell a defined name points to; nil when there is none.
func (r *formReader) named(name string) (*workbook.Sheet, *workbook.Cell) {
	sheet, row, col := r.namedPlace(name)
	if sheet == nil {
		return nil, nil
	}
	return sheet, sheet.At(row, col)
}

// namedPlace is where a defined name points to; nil when it points nowhere.
func (r *formReader) namedPlace(name string) (*workbook.Sheet, int, int) {
	for _, defined := range r.book.Names {
		if !strings.EqualFold(defined.Name, name) {
			continue
		}
		bang := strings.LastIndexByte(defined.Refers, '!')
		if bang < 0 {
			continue
		}
		sheet := r.book.Sheet(strings.ReplaceAll(strings.Trim(defined.Refers[:bang], "'"), "''", "'"))
		area, ok := workbook.ParseRange(defined.Refers[bang+1:])
		if sheet != nil && ok {
			return sheet, area.FirstRow, area.FirstCol
		}
	}
	return nil, 0, 0
}

// formNumber is a whole number in a cell; false for anything else.
func formNumber(cell *workbook.Cell) (int, bool) {
	if !numeric(cell) || cell.Number() != float64(int(cell.Number())) {
		return 0, false
	}
	return int(cell.Number()), true
}

// yearText is a year written as text, "2014".
func yearText(cell *workbook.Cell) (int, bool) {
	year, err := strconv.Atoi(strings.TrimSpace(template.Plain(cell.Raw())))
	return year, err == nil && cell.Kind() == workbook.Text
}
