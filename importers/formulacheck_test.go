package importers

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"raaderum/importers/formulas"
	"raaderum/importers/workbook"
)

// economy is a small case with formulas; the tests change one thing in it.
func economy() *workbook.Sheet {
	return sheetOf("Økonomi",
		row("Digital post (t.kr., 2016 p/l)"),
		row("Udgifter", 2016, 2017, 2018, 2019),
		row("Licenser", 100, formula{"B3*1.1", 110}, formula{"C3*1.1", 121}, formula{"D3*1.1", 133.1}),
		row("Uddannelse", 50, 50, 50, 50),
		row("Udgifter i alt", formula{"SUM(B3:B4)", 150}, formula{"SUM(C3:C4)", 160}, formula{"SUM(D3:D4)", 171}, formula{"SUM(E3:E4)", 183.1}),
	)
}

func cellOf(sheet *workbook.Sheet, name string) *workbook.Cell {
	_, row, col, _ := placeOf("x!" + name)
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			if c := &sheet.Rows[i].Cells[j]; c.Row() == row && c.Col() == col {
				return c
			}
		}
	}
	return nil
}

func put(sheet *workbook.Sheet, name string, v any) {
	cell := cellOf(sheet, name)
	*cell = workbook.CellAt(cell.Row(), cell.Col(), workbook.Empty, "")
	fillCell(cell, v)
}

// formulaCodes are the findings about formulas and sums, as code@cell.
func formulaCodes(file File) []string {
	about := []string{
		"formula-stale", "formula-stale-more", "formula-unstored", "formula-volatile", "formula-external", "formula-not-computed",
		"formula-unchecked", "formula-differs", "typed-over-formula", "sum-misses-rows", "sum-misses-columns", "sum-counts-heading",
		"hidden-in-total", "total-mismatch", "no-cached-value",
	}
	var found []string
	for _, f := range file.Findings {
		if slices.Contains(about, f.Code) {
			found = append(found, f.Code+"@"+f.Cell)
		}
	}
	slices.Sort(found)
	return found
}

func TestFormulaFindings(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*workbook.Sheet)
		want   []string
	}{
		"as it should be": {func(*workbook.Sheet) {}, nil},
		"an input was changed and the book not calculated": {
			func(s *workbook.Sheet) { put(s, "B3", 200) },
			[]string{"formula-stale@Økonomi!B5", "formula-stale@Økonomi!C3", "total-mismatch@Økonomi!B5"},
		},
		"a result that was not stored": {
			func(s *workbook.Sheet) { put(s, "D3", formula{"C3*1.1", nil}) },
			[]string{"no-cached-value@Økonomi!D3"},
		},
		"a sum that was not stored": {
			func(s *workbook.Sheet) { put(s, "D5", formula{"SUM(D3:D4)", nil}) },
			[]string{"formula-unstored@Økonomi!D5"},
		},
		"an amount that depends on the day": {
			func(s *workbook.Sheet) { put(s, "C4", formula{"50+0*TODAY()", 50}) },
			[]string{"formula-volatile@Økonomi!C4"},
		},
		"an amount from another workbook": {
			func(s *workbook.Sheet) { put(s, "B4", formula{"[1]Satser!$B$4", 50}) },
			[]string{"formula-external@Økonomi!B4"},
		},
		"a macro's function": {
			func(s *workbook.Sheet) { put(s, "B4", formula{"MinPris(2016)", 50}) },
			[]string{"formula-not-computed@Økonomi!B4"},
		},
		"formulas in a ring": {
			func(s *workbook.Sheet) {
				put(s, "B4", formula{"C4", 50})
				put(s, "C4", formula{"B4", 50})
			}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			sheet := economy()
			test.change(sheet)
			if got := formulaCodes(read(t, []*workbook.Sheet{sheet})); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// Amounts that get the day or the other workbook through other cells name the
// cell where it comes in.
func TestFormulaFindingsFollowReferences(t *testing.T) {
	sheet := economy()
	put(sheet, "B4", formula{"Satser!B2", 50})
	rates := sheetOf("Satser", row("Timepris"), row("kr.", formula{"B3*2", 50}), row("Halv", formula{"[1]Løn!$C$7", 25}))
	file := read(t, []*workbook.Sheet{sheet, rates})
	wantFinding(t, file, "formula-external", "Økonomi!B4")
	for _, f := range file.Findings {
		if f.Code == "formula-external" && f.Args["source"] != "Satser!B3" {
			t.Errorf("source %v, want Satser!B3", f.Args["source"])
		}
	}
}

// A stale value is reported with both numbers.
func TestStaleTellsBothNumbers(t *testing.T) {
	sheet := economy()
	put(sheet, "B4", 70)
	for _, f := range read(t, []*workbook.Sheet{sheet}).Findings {
		if f.Code == "formula-stale" && (f.Args["stored"] != 150.0 || f.Args["computed"] != 170.0 || f.Cell != "Økonomi!B5") {
			t.Errorf("%+v", f)
		}
	}
}

// A chain of 3,000 formulas and a sheet of whole-column sums stay within the
// bounds, and what was left out is said.
func TestFormulaCheckHasBounds(t *testing.T) {
	rows := [][]any{row("Udgifter", 2016, 2017, "Sum"), row("Licenser", 1, 2, 3)}
	for i := 3; i < 3_000; i++ {
		above := workbook.Ref(i-1, 2)
		rows = append(rows, row("Post", formula{above + "+0", 1}, nil, formula{"SUM(B:B)", 1}))
	}
	file := read(t, []*workbook.Sheet{sheetOf("Ark1", rows...)})
	codes := formulaCodes(file)
	for _, code := range []string{"formula-unchecked", "formula-stale-more"} {
		if !slices.ContainsFunc(codes, func(c string) bool { return len(c) > len(code) && c[:len(code)] == code }) {
			t.Errorf("%s is missing in %d findings", code, len(codes))
		}
	}
	if len(codes) > 4*maxLintPerSheet {
		t.Errorf("%d findings", len(codes))
	}
}

// The sample workbooks were computed by Excel and LibreOffice: their stored
// values are the oracle of the evaluation. One value really is out of step: it
// stores words, where the cell it looks at stores an error.
func TestFormulasOfSamples(t *testing.T) {
	var names []string
	for _, pattern := range []string{"danish/*.xls[xm]", "wild/*.xls[xm]", "registers/*.xlsx", "business-cases/*.xlsx"} {
		found, _ := filepath.Glob("../../shared/samples/" + pattern)
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Skip("missing component: shared samples")
	}
	count := map[string]int{}
	var stale []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := workbook.Read(context.Background(), filepath.Base(name), data, workbook.DefaultLimits)
		if err != nil {
			continue
		}
		if slices.ContainsFunc(Interpret(book, Options{}).Findings, func(f Finding) bool { return f.Code == "stale-cache" }) {
			count["in workbooks that were never calculated"]++
			continue
		}
		b := newFormulaBook(book)
		for _, sheet := range book.Sheets {
			for i := range sheet.Rows {
				for j := range sheet.Rows[i].Cells {
					cell := &sheet.Rows[i].Cells[j]
					stored, known := storedValue(cell)
					if cell.Formula() == "" {
						continue
					}
					n := formulaOf(cell)
					if n == nil {
						count["unread"]++
						continue
					}
					if !known {
						count["unstored"]++
						continue
					}
					result, _, err := formulas.Evaluate(n, b, sheet.Name, maxFormulaCells)
					var why *formulas.UnknowableError
					switch {
					case errors.As(err, &why):
						count["not computed: "+why.Why]++
					case formulas.Agrees(stored, result.Value, result.Largest):
						count["agrees"]++
					default:
						stale = append(stale, filepath.Base(name)+" "+reference(sheet.Name, cell.Row(), cell.Col()))
					}
				}
			}
		}
	}
	t.Logf("%d workbooks: %v, differs: %v", len(names), count, stale)
	if want := []string{"o07_gmpp_return.xlsm Tab 12 - Annual Report!I14"}; !slices.Equal(stale, want) {
		t.Errorf("differs: %v, want %v", stale, want)
	}
}
