package report_test

import (
	"bytes"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/report"
)

// The paybacks of an edited quarter find their own years, and say so in the words
// of the unchanged workbook when nothing is paid back any more. By hand, in
// thousands: the first case's net is 570 − 710 − the edited cost in 2012, then
// 670, 670, 668, 668, 666.
func TestQuarterPaybackFollowsAnEdit(t *testing.T) {
	data, err := report.QuarterWorkbook(demoPacks(t)["greve"])
	if err != nil {
		t.Fatal(err)
	}
	const never, immediate = "Sagen tilbagebetales aldrig inden for horisonten.", "Summen af betalinger er aldrig under 0: tilbagebetalt straks."
	edits := []struct {
		name                string
		cost, rate          float64
		payback, discounted string
	}{
		// −1880 + 670 + 670 = −540, and 668 comes: 2 + 540/668. At 8 %,
		// −1880 + 670/1.08 + 670/1.08² + 668/1.08³ = −154.93243, and 668/1.08⁴ =
		// 491.00018 comes: 3 + 154.93243/491.00018.
		{"later", 1_740_000, 0.08, "2.808383234", "3.315545217"},
		// −3440 + 3342 = −98.
		{"never", 3_300_000, 0.05, never, never},
		// −3240 + 3342 = 102: 4 + 564/666. At 5 % the 3342 are worth 2894.
		{"never when discounted", 3_100_000, 0.05, "4.846846847", never},
		// 570 − 710 + 400 = 260.
		{"immediate", -400_000, 0.05, immediate, immediate},
	}
	paths := make([]string, len(edits))
	for i, edit := range edits {
		paths[i] = saved(t, strconv.Itoa(i)+".xlsx", edited(t, data, edit.cost, edit.rate))
	}
	out := converted(t, "xlsx:Calc MS Excel 2007 XML", paths...)
	for i, edit := range edits {
		book, err := excelize.OpenFile(filepath.Join(out, strconv.Itoa(i)+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		c := &checker{T: t, book: book}
		for x, want := range map[int]string{13: edit.payback, 14: edit.discounted} {
			got := c.text("Sager", x, 5)
			value, word := strconv.ParseFloat(got, 64)
			number, words := strconv.ParseFloat(want, 64)
			if words != nil && got != want || words == nil && (word != nil || math.Abs(value-number) > 1e-8) {
				t.Errorf("%s: Sager(%d,5) is %q, want %s", edit.name, x, got, want)
			}
		}
		rows, err := book.GetRows("Forudsætninger")
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for _, cell := range row {
				if len(cell) > 0 && cell[0] == '#' {
					t.Errorf("%s: row %d of the inputs is %q", edit.name, y+1, row)
				}
			}
		}
		_ = book.Close()
	}
}

// edited is a quarter's workbook with another first cost and another rate in its
// first case.
func edited(t *testing.T, data []byte, cost, rate float64) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if err := book.SetCellValue("Linjer", "F4", cost); err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Forudsætninger")
	if err != nil {
		t.Fatal(err)
	}
	rates := 0
	for y, row := range rows {
		if len(row) > 3 && row[0] == "1" && row[2] == "r" {
			rates++
			if err := book.SetCellValue("Forudsætninger", "D"+strconv.Itoa(y+1), rate); err != nil {
				t.Fatal(err)
			}
		}
	}
	if rates != 1 {
		t.Fatalf("the first case has %d rates", rates)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What follows from the rows is a formula among the inputs, and what no formula
// uses is not there to be changed in vain.
func TestQuarterInputsAreUsed(t *testing.T) {
	book, _ := openQuarterWorkbook(t, demoPacks(t)["greve"])
	rows, err := book.GetRows("Forudsætninger")
	if err != nil {
		t.Fatal(err)
	}
	follows := 0
	for y, row := range rows[3:] {
		formula, err := book.GetCellFormula("Forudsætninger", "D"+strconv.Itoa(4+y))
		if err != nil {
			t.Fatal(err)
		}
		switch name := row[2]; {
		case slices.Contains([]string{"years0", "years1", "from"}, name):
			follows++
			if formula == "" {
				t.Errorf("row %d: %s is the constant %s", 4+y, name, row[3])
			}
		case slices.Contains([]string{"PV(G)", "PV(C)", "ΣG", "ΣC", "NPV", "sum0", "sum1", "FV(G)", "n"}, name):
			t.Errorf("row %d: no formula uses %s", 4+y, name)
		}
	}
	if follows < 50 { // 20 cases with a payback, two moments each and where they begin
		t.Errorf("only %d inputs follow from the rows", follows)
	}
}
