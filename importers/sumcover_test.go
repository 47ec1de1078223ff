package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// budget is a case of two blocks with sums; the tests change formulas in it.
func budget() *workbook.Sheet {
	return sheetOf("Økonomi",
		row("Digital post (t.kr., 2016 p/l)"),
		row("Post", 2016, 2017, 2018, 2019, "I alt"),
		row("Udgifter"),
		row("Licenser", 10, 11, 12, 13, formula{"SUM(B4:E4)", 46}),
		row("Uddannelse", 5, 6, 7, 8, formula{"SUM(B5:E5)", 26}),
		row("Drift", 1, 2, 3, 4, formula{"SUM(B6:E6)", 10}),
		row("Udgifter i alt", formula{"SUM(B4:B6)", 16}, formula{"SUM(C4:C6)", 19}, formula{"SUM(D4:D6)", 22}, formula{"SUM(E4:E6)", 25}, formula{"SUM(B7:E7)", 82}),
		row("Gevinster"),
		row("Færre breve", 20, 30, 40, 50, formula{"SUM(B9:E9)", 140}),
		row("Færre rykkere", 2, 3, 4, 5, formula{"SUM(B10:E10)", 14}),
		row("Gevinster i alt", formula{"SUM(B9:B10)", 22}, formula{"SUM(C9:C10)", 33}, formula{"SUM(D9:D10)", 44}, formula{"SUM(E9:E10)", 55}, formula{"SUM(B11:E11)", 154}),
		row("Netto", formula{"B11-B7", 6}, formula{"C11-C7", 14}, formula{"D11-D7", 22}, formula{"E11-E7", 30}, formula{"SUM(B12:E12)", 72}),
	)
}

func TestCoverOfSums(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*workbook.Sheet)
		want   []string
	}{
		"as it should be": {func(*workbook.Sheet) {}, nil},
		"a row added below the range": {func(s *workbook.Sheet) {
			for _, col := range []string{"B", "C", "D", "E"} {
				c := cellOf(s, col+"7")
				put(s, col+"7", formula{"SUM(" + col + "4:" + col + "5)", c.Number() - cellOf(s, col+"6").Number()})
			}
			put(s, "F7", formula{"SUM(B7:E7)", 72})
			for i, col := range []string{"B", "C", "D", "E"} {
				put(s, col+"12", formula{col + "11-" + col + "7", []int{7, 16, 25, 34}[i]})
			}
			put(s, "F12", formula{"SUM(B12:E12)", 82})
		}, []string{"sum-misses-rows@Økonomi!B7"}},
		"a row above the range": {func(s *workbook.Sheet) {
			put(s, "B11", formula{"SUM(B10:B10)", 2})
			put(s, "F11", formula{"SUM(B11:E11)", 134})
			put(s, "B12", formula{"B11-B7", -14})
			put(s, "F12", formula{"SUM(B12:E12)", 52})
		}, []string{"sum-misses-rows@Økonomi!B11"}},
		"a row inside a chain": {func(s *workbook.Sheet) {
			put(s, "D7", formula{"D4+D6", 15})
			put(s, "F7", formula{"SUM(B7:E7)", 75})
			put(s, "D12", formula{"D11-D7", 29})
			put(s, "F12", formula{"SUM(B12:E12)", 79})
		}, []string{"sum-misses-rows@Økonomi!D7"}},
		"a year that came later": {func(s *workbook.Sheet) {
			for i, row := range []string{"4", "5", "6"} {
				put(s, "F"+row, formula{"SUM(B" + row + ":D" + row + ")", []int{33, 18, 6}[i]})
			}
		}, []string{"sum-misses-columns@Økonomi!F4"}},
		"the year counted as an amount": {func(s *workbook.Sheet) {
			put(s, "B7", formula{"SUM(B2:B6)", 2032})
			put(s, "F7", formula{"SUM(B7:E7)", 2098})
			put(s, "B12", formula{"B11-B7", -2010})
			put(s, "F12", formula{"SUM(B12:E12)", -1944})
		}, []string{"sum-counts-heading@Økonomi!B7"}},
		"a hidden row in a sum":     {func(s *workbook.Sheet) { s.HiddenRows[5] = true }, []string{"hidden-in-total@Økonomi!B7"}},
		"a number typed over a sum": {func(s *workbook.Sheet) { put(s, "D7", 22) }, []string{"typed-over-formula@Økonomi!D7"}},
		"a number typed over a row's sum": {func(s *workbook.Sheet) {
			put(s, "F6", 10)
		}, []string{"typed-over-formula@Økonomi!F6"}},
	} {
		t.Run(name, func(t *testing.T) {
			sheet := budget()
			test.change(sheet)
			file := read(t, []*workbook.Sheet{sheet}, "hidden@Økonomi", include)
			if got := formulaCodes(file); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// The finding says what is missed, and both sums.
func TestMissedRowsTellBothSums(t *testing.T) {
	sheet := budget()
	put(sheet, "B11", formula{"SUM(B10:B10)", 2})
	file := read(t, []*workbook.Sheet{sheet})
	wantFinding(t, file, "sum-misses-rows", "Økonomi!B11")
	for _, f := range file.Findings {
		if f.Code == "sum-misses-rows" && (f.Args["cells"] != "B9" || f.Args["stated"] != 2.0 || f.Args["sum"] != 22.0) {
			t.Errorf("%+v", f.Args)
		}
	}
}

// A subtotal that was typed stands for the rows above it.
func TestTypedSubtotalIsCovered(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Katalog",
		row("Effektiviseringer (t.kr., 2016 p/l)"),
		row("Forslag", 2016, 2017),
		row("A", 10, 20), row("B", 5, 6), row("Skole i alt", formula{"SUM(B3:B4)", 15}, formula{"SUM(C3:C4)", 26}),
		row("C", 1, 2), row("D", 3, 4), row("Ældre i alt", 4, 6),
		row("Effektiviseringer i alt", formula{"B5+B8", 19}, formula{"C5+C8", 32}),
	)})
	if got := formulaCodes(file); len(got) > 0 {
		t.Error(got)
	}
}

func TestPatternBreaks(t *testing.T) {
	register := sheetOf("Projekter",
		row("Projekt", "Udgift 2016 (t.kr.)", "Gevinst 2017 (t.kr.)", "Gevinst 2018 (t.kr.)", "Netto (t.kr.)"),
		row("A", 10, 20, 30, formula{"C2+D2-B2", 40}),
		row("B", 11, 21, 31, formula{"C3+D3-B3", 41}),
		row("C", 12, 22, 32, 99),
		row("D", 13, 23, 33, formula{"C5+D5-B5", 43}),
		row("E", 14, 24, 34, formula{"C6+D6-B6", 44}),
	)
	wantFinding(t, read(t, []*workbook.Sheet{register}), "typed-over-formula", "Projekter!E4")

	yearly := sheetOf("Økonomi",
		row("Digital post (t.kr., 2016 p/l)"),
		row("Udgifter", 2016, 2017, 2018, 2019, 2020, 2021),
		row("Licenser", 100, formula{"B3*1.1", 110}, formula{"C3*1.1", 121}, formula{"D3*1.2", 145.2}, formula{"E3*1.1", 159.72}, formula{"F3*1.1", 175.692}),
	)
	wantFinding(t, read(t, []*workbook.Sheet{yearly}), "formula-differs", "Økonomi!E3")
}
