package importers

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// A fact gives back the value that it holds, whether that is what its cell says
// or another, and however many digits it has.
func TestFactHoldsItsValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Custom(func(t *rapid.T) string {
			digits := strconv.FormatInt(rapid.Int64Range(-1<<52, 1<<52).Draw(t, "digits"), 10)
			return digits + rapid.SampledFrom([]string{"", ".5", ".25", ".125"}).Draw(t, "fraction")
		})
		f := factsOf(number.Draw(t, "cell"))[0]
		if got, want := f.said(), readValue(f.cell()); got != want {
			t.Fatalf("%s is %+v, want %+v", f.cell().Raw(), got, want)
		}
		cell := workbook.CellAt(1, 1, workbook.Number, number.Draw(t, "other"))
		other := readValue(&cell)
		f.setValue(other)
		if got := f.said(); got != other {
			t.Fatalf("%s is %+v, given %+v", f.cell().Raw(), got, other)
		}
	})
}

// Facts below each other that say the same share it, and a period given to one
// is given to no other.
func TestFactsSharePeriods(t *testing.T) {
	facts := factsOf("1", "2", "3")
	above, below, last := facts[0], facts[1], facts[2]
	above.sayPeriod(calc.YearOf(2016))
	below.sayPeriod(calc.YearOf(2016))
	last.sayPeriod(calc.YearOf(2017))
	if above.saying() != below.saying() {
		t.Error("two facts of one year do not share what is said of them")
	}
	for f, want := range map[fact]calc.Period{above: calc.YearOf(2016), below: calc.YearOf(2016), last: calc.YearOf(2017)} {
		if f.period() != want {
			t.Errorf("a fact of %v is of %v", want, f.period())
		}
	}
	below.sayKind(cost)
	if above.kind() == cost || below.kind() != cost || below.period() != calc.YearOf(2016) {
		t.Errorf("kinds %q and %q, period %v", above.kind(), below.kind(), below.period())
	}
}

// factsOf are the facts of the numbers in the only column of a table.
func factsOf(raws ...string) []fact {
	sheet := &workbook.Sheet{}
	for i, raw := range raws {
		sheet.Rows = append(sheet.Rows, workbook.Row{Number: i + 1, Cells: []workbook.Cell{workbook.CellAt(i+1, 1, workbook.Number, raw)}})
	}
	t := &table{grid: newGrid(sheet, newLexicon(context.Background())), columns: []column{{at: 1}}}
	in := newFacts()
	said := &saying{table: t, rare: plain}
	var all []fact
	for i := range raws {
		cell := t.grid.at(i+1, 1)
		all = append(all, in.add(cell, readValue(cell).held(unmeasured), said))
	}
	return all
}

// Lines are numbered as a map of their keys would number them, in whatever order
// their facts come.
func TestLineIndex(t *testing.T) {
	tables := []*table{factsOf("1")[0].table(), factsOf("1")[0].table()}
	rapid.Check(t, func(t *rapid.T) {
		subjects, index, numbers := []*subject{{}, {}}, newLineIndex(0), map[lineKey]int32{}
		for _, f := range factsOf(slices.Repeat([]string{"1"}, rapid.IntRange(1, 40).Draw(t, "facts"))...) {
			f.setSubject(rapid.SampledFrom(subjects).Draw(t, "subject"))
			f.saySame(&saying{table: rapid.SampledFrom(tables).Draw(t, "table"), kind: rapid.SampledFrom([]string{"", cost, benefit}).Draw(t, "kind"), blockKind: true, rare: plain})
			f.call(&naming{label: rapid.SampledFrom([]string{"", "Porto", "Licens"}).Draw(t, "label"), rowNotes: noNotes})
			want, known := numbers[f.line()]
			if !known {
				want = int32(len(numbers))
				numbers[f.line()] = want
			}
			if got, first := index.of(f); got != want || first == known {
				t.Fatalf("line %d, first %v; want %d, %v", got, first, want, !known)
			}
		}
	})
}
