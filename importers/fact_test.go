package importers

import (
	"context"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/importers/danish"
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
		f := factAt(number.Draw(t, "cell"), nil)
		if got, want := f.said(), readValue(f.cell); got != want {
			t.Fatalf("%s is %+v, want %+v", f.cell.Raw(), got, want)
		}
		cell := workbook.CellAt(1, 1, workbook.Number, number.Draw(t, "other"))
		other := readValue(&cell)
		f.setValue(other)
		if got := f.said(); got != other {
			t.Fatalf("%s is %+v, given %+v", f.cell.Raw(), got, other)
		}
	})
}

// Facts below each other that say the same share it, and a period given to one
// is given to no other.
func TestFactsSharePeriods(t *testing.T) {
	c := &column{at: 1}
	above, below, last := factAt("1", c), factAt("2", c), factAt("3", c)
	above.sayPeriod(calc.YearOf(2016))
	below.sayPeriod(calc.YearOf(2016))
	last.sayPeriod(calc.YearOf(2017))
	if above.saying != below.saying {
		t.Error("two facts of one year do not share what is said of them")
	}
	for f, want := range map[*fact]calc.Period{above: calc.YearOf(2016), below: calc.YearOf(2016), last: calc.YearOf(2017)} {
		if f.period != want {
			t.Errorf("a fact of %v is of %v", want, f.period)
		}
	}
	below.sayKind(cost)
	if above.kind == cost || below.kind != cost || below.period != calc.YearOf(2016) {
		t.Errorf("kinds %q and %q, period %v", above.kind, below.kind, below.period)
	}
}

// factAt is a fact in the only column of a table.
func factAt(raw string, c *column) *fact {
	cell := workbook.CellAt(1, 1, workbook.Number, raw)
	t := &table{grid: &grid{sheet: &workbook.Sheet{}, locale: danish.Danish, words: newLexicon(context.Background())}}
	f := &fact{saying: &saying{rare: plain}, naming: unnamed, cell: &cell, heldValue: readValue(&cell).held(unmeasured)}
	if c != nil {
		if c.base == nil {
			t.columns = []column{*c}
			c.base = &saying{table: t, rare: plain}
		}
		f.saying = c.base
		return f
	}
	f.table = t
	return f
}

// Lines are numbered as a map of their keys would number them, in whatever order
// their facts come.
func TestLineIndex(t *testing.T) {
	subjects, tables := []*subject{{}, {}}, []*table{factAt("1", nil).table, factAt("1", nil).table}
	rapid.Check(t, func(t *rapid.T) {
		index, numbers := newLineIndex(), map[lineKey]int32{}
		for range rapid.IntRange(1, 40).Draw(t, "facts") {
			f := factAt("1", nil)
			f.subject = rapid.SampledFrom(subjects).Draw(t, "subject")
			f.saying = &saying{table: rapid.SampledFrom(tables).Draw(t, "table"), kind: rapid.SampledFrom([]string{"", cost, benefit}).Draw(t, "kind"), blockKind: true, rare: plain}
			f.naming = &naming{label: rapid.SampledFrom([]string{"", "Porto", "Licens"}).Draw(t, "label"), rowNotes: noNotes}
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
