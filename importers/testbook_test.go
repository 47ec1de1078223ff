package importers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// formula is a formula cell with its stored value.
type formula struct {
	text  string
	value any // nil: no stored value
}

// struck is a crossed-out cell.
type struck struct{ value any }

// bold is a cell in bold.
type bold string

// sheetOf builds a sheet from rows of strings, numbers, formulas and nils.
func sheetOf(name string, rows ...[]any) *workbook.Sheet {
	s := &workbook.Sheet{Name: name, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	for i, values := range rows {
		row := workbook.Row{Number: i + 1}
		for j, v := range values {
			if v != nil {
				cell := workbook.CellAt(i+1, j+1, workbook.Empty, "")
				fillCell(&cell, v)
				row.Cells = append(row.Cells, cell)
			}
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func fillCell(cell *workbook.Cell, v any) {
	switch v := v.(type) {
	case bold:
		cell.SetBold()
		fillCell(cell, string(v))
	case struck:
		cell.SetStruck()
		fillCell(cell, v.value)
	case formula:
		cell.SetFormula(v.text)
		if v.value == nil {
			cell.SetUncached()
			return
		}
		fillCell(cell, v.value)
	case string:
		kind := workbook.Text
		if strings.HasPrefix(v, "#") {
			kind = workbook.Error
		}
		cell.Set(kind, v)
	case int:
		cell.Set(workbook.Number, strconv.Itoa(v))
	case float64:
		cell.Set(workbook.Number, strconv.FormatFloat(v, 'g', -1, 64))
	default:
		panic(fmt.Sprintf("no cell for %T", v))
	}
}

func row(values ...any) []any { return values }

// read interprets sheets with answers in pairs of key and answer.
func read(t *testing.T, sheets []*workbook.Sheet, answers ...string) File {
	t.Helper()
	given := Answers{}
	for i := 0; i+1 < len(answers); i += 2 {
		given[answers[i]] = answers[i+1]
	}
	return Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: sheets}, Options{Answers: given})
}

// amountList is a file's amounts as "cell period kind kroner", in order.
func amountList(file File) []string {
	var found []string
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				found = append(found, fmt.Sprintf("%s %v %s %g", a.Cell(), a.Period, line.Kind, a.Ore.Kroner()))
			}
		}
	}
	return found
}

func wantAmounts(t *testing.T, file File, want ...string) {
	t.Helper()
	if got := amountList(file); !slices.Equal(got, want) {
		t.Errorf("amounts:\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func wantQuestion(t *testing.T, file File, key string) Question {
	t.Helper()
	for _, q := range file.Questions {
		if q.Key == key {
			return q
		}
	}
	var keys []string
	for _, q := range file.Questions {
		keys = append(keys, q.Key)
	}
	t.Errorf("question %q is not asked, only %v", key, keys)
	return Question{}
}

func wantNoQuestions(t *testing.T, file File) {
	t.Helper()
	for _, q := range file.Questions {
		t.Errorf("question %q is asked (%v)", q.Key, q.Args)
	}
}

func wantFinding(t *testing.T, file File, code, cell string) {
	t.Helper()
	if !slices.ContainsFunc(file.Findings, func(f Finding) bool { return f.Code == code && f.Cell == cell }) {
		var found []string
		for _, f := range file.Findings {
			found = append(found, f.Code+"@"+f.Cell)
		}
		t.Errorf("finding %s at %s is missing, only %v", code, cell, found)
	}
}
