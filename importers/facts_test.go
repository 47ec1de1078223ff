package importers

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// What is held of a fact has nothing that the garbage collector would follow.
func TestFactsPointToNothing(t *testing.T) {
	var pointless func(t reflect.Type) bool
	pointless = func(t reflect.Type) bool {
		if t.Kind() != reflect.Struct {
			return t.Kind() >= reflect.Bool && t.Kind() <= reflect.Complex128 && t.Kind() != reflect.Uintptr
		}
		for i := range t.NumField() {
			if !pointless(t.Field(i).Type) {
				return false
			}
		}
		return true
	}
	if !pointless(reflect.TypeFor[heldFact]()) {
		t.Error("a fact as it is held has a pointer in it")
	}
}

// What is packed of a fact lies beside each other and leaves each other alone,
// up to the last cell of a sheet, and its amount is what it was set to however
// it is come by.
func TestHeldFact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := newFacts()
		said := &saying{table: &table{grid: &grid{}}, rare: plain}
		row, col := rapid.IntRange(1, 1<<20).Draw(t, "row"), rapid.IntRange(1, 1<<14).Draw(t, "col")
		draw := rapid.Custom(func(t *rapid.T) heldValue {
			v := value{
				coefficient: rapid.Int64Range(math.MinInt32, math.MaxInt32).Draw(t, "coefficient"), scale: rapid.Int8Range(0, 30).Draw(t, "scale"),
				state: valueState(rapid.IntRange(0, int(isDate)).Draw(t, "state")), unit: measure(rapid.IntRange(0, int(notMoney)).Draw(t, "unit")),
			}
			return v.held(measure(rapid.IntRange(0, int(notMoney)).Draw(t, "measure")))
		})
		cell, v := workbook.CellAt(row, col, workbook.Empty, ""), draw.Draw(t, "value")
		f := in.add(&cell, v, said)
		var ore calc.Money
		subjects := []*subject{nil, {}, {}}
		var of *subject
		for range rapid.IntRange(0, 6).Draw(t, "changes") {
			switch rapid.IntRange(0, 4).Draw(t, "change") {
			case 0:
				v = draw.Draw(t, "value")
				f.hold(v)
			case 1:
				v.measure = measure(rapid.IntRange(0, int(notMoney)).Draw(t, "measure"))
				f.setMeasure(v.measure)
			case 2:
				ore = calc.Money(rapid.Int64().Draw(t, "øre"))
				f.setOre(ore)
			case 3: // what its number is, or that with the other sign
				ore = calc.Money(int64(v.coefficient) * rapid.SampledFrom([]int64{100, -100, 1, 100_000, -100_000, 100_000_000}).Draw(t, "times"))
				f.setOre(ore)
			case 4:
				of = rapid.SampledFrom(subjects).Draw(t, "case")
				f.setSubject(of)
			}
			held := f.held()
			if held.value() != v || f.state() != v.state || f.unit() != v.unit || f.measure() != v.measure || f.ore() != ore {
				t.Fatalf("%+v and %v øre, want %+v and %v", held.value(), f.ore(), v, ore)
			}
			if at := f.standing(); int(at.row) != row || held.held.col() != col || f.subject() != of || f.saying() != said {
				t.Fatalf("row %d, column %d of %p, want %d, %d and %p", at.row, held.held.col(), f.subject(), row, col, of)
			}
		}
	})
}

// A number of kroner in its own measure is not held twice; what is not a whole
// number of øre, or another amount, is kept beside it.
func TestAmountsThatAreWritten(t *testing.T) {
	for _, c := range []struct {
		raw     string
		measure measure
		ore     calc.Money
		from    oreFrom
	}{ // by hand: 1 t.kr. is 100,000 øre
		{"123", thousands, 12_300_000, oreWritten},
		{"123", thousands, -12_300_000, oreTurned},
		{"-123", thousands, 12_300_000, oreTurned},
		{"12.5", millions, 1_250_000_000, oreWritten},
		{"12.345", kroner, 1235, oreKept},
		{"123", foreign, 91_770, oreKept},
		{"123", kroner, 0, noOre},
		{"99999999999", kroner, 9_999_999_999_900, oreKept},
	} {
		f := factsOf(c.raw)[0]
		f.setMeasure(c.measure)
		f.setOre(c.ore)
		if from := f.held().held.oreFrom(); f.ore() != c.ore || from != c.from {
			t.Errorf("%s: %v øre by way %d, want %v by %d", c.raw, f.ore(), from, c.ore, c.from)
		}
	}
}

// Facts of one row and one case share where they stand.
func TestFactsShareRows(t *testing.T) {
	in, cases := newFacts(), []*subject{{}, {}}
	said := &saying{table: &table{grid: &grid{}}, rare: plain}
	for row := 1; row <= 10; row++ {
		for col := 1; col <= 40; col++ {
			cell := workbook.CellAt(row, col, workbook.Empty, "")
			f := in.add(&cell, heldValue{}, said)
			f.setSubject(cases[row%2])
		}
	}
	if rows := in.pieces[0].rows.things; len(rows) > 2*10 { // without a case and with one
		t.Errorf("%d rows are kept for 10", len(rows))
	}
}

// A list of facts is gone through as a slice of them would be, whichever facts
// it has and in whatever order they came.
func TestFactList(t *testing.T) {
	all := factsOf(slices.Repeat([]string{"1"}, 12)...)
	rapid.Check(t, func(t *rapid.T) {
		var list factList
		want := rapid.SliceOfN(rapid.SampledFrom(all), 1, 30).Draw(t, "facts")
		for _, f := range want {
			list.add(f)
		}
		if got := slices.Collect(list.all); !slices.Equal(got, want) || list.len() != len(want) {
			t.Fatalf("%d facts are %v, want %v", list.len(), got, want)
		}
		skipped := rapid.IntRange(0, len(want)).Draw(t, "skipped")
		if got := slices.Collect(list.after(skipped)); !slices.Equal(got, want[skipped:]) {
			t.Fatalf("after %d come %v, want %v", skipped, got, want[skipped:])
		}
		if list.first() != want[0] || list.last() != want[len(want)-1] {
			t.Fatalf("from %v to %v, want %v", list.first(), list.last(), want)
		}
		back := slices.Collect(list.backward)
		slices.Reverse(back)
		if !slices.Equal(back, want) {
			t.Fatalf("from the end %v, want %v", back, want)
		}
		picked := rapid.SampledFrom(all).Draw(t, "picked")
		if found, ok := list.find(func(f fact) bool { return f == picked }); ok != slices.Contains(want, picked) || ok && found != picked {
			t.Fatalf("%v is found: %v, among %v", picked, ok, want)
		}
	})
}

// Amounts stand in their lines as their facts do, repeated ones after their own.
func TestHandOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := factsOf(slices.Repeat([]string{"1"}, rapid.IntRange(1, 3*factsInPiece).Draw(t, "facts"))...)
		r := &reader{facts: factList{in: facts[0].in}, subjects: []*subject{{Case: new(Case)}, {Case: new(Case)}}}
		for _, s := range r.subjects {
			s.Lines, s.facts = make([]Line, 2), make([]factList, 2)
		}
		want := [2][2][]Amount{}
		copied := rapid.IntRange(0, len(facts)-1).Draw(t, "copied")
		facts[copied].sayRare(rare{copies: []calc.Period{calc.YearOf(2020), calc.YearOf(2021)}})
		seed := rapid.IntRange(1, 1000).Draw(t, "seed")
		for i, f := range facts {
			f.setOre(calc.Money(i))
			r.facts.add(f)
			s, line := i*seed/7%2, i*seed/3%2
			r.subjects[s].facts[line].add(f)
			for period := range f.periods {
				want[s][line] = append(want[s][line], amountAt(f.cell(), f.table().grid.sheet, period, calc.Money(i)))
			}
		}
		r.handOver()
		for s, lines := range want {
			for line, amounts := range lines {
				got := r.subjects[s].Lines[line].Amounts
				if all := slices.Collect(got.All); !slices.Equal(all, amounts) || got.Len() != len(amounts) {
					t.Fatalf("line %d of case %d has %d amounts, want %d, or others", line, s, len(all), len(amounts))
				}
				if first, ok := got.First(); ok != (len(amounts) > 0) || ok && first != amounts[0] {
					t.Fatalf("line %d of case %d begins with %v, want %v", line, s, first, amounts)
				}
			}
		}
	})
}

// The median is the middle of the numbers in their order, whatever their order.
func TestMedian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOf(rapid.OneOf(rapid.Float64Range(-1e9, 1e9), rapid.Map(rapid.IntRange(0, 3), func(n int) float64 { return float64(n) }))).Draw(t, "numbers")
		want := 0.0
		if sorted := slices.Sorted(slices.Values(numbers)); len(sorted) > 0 {
			want = sorted[len(sorted)/2]
		}
		if got := median(numbers); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// A row of amounts names no years, wherever among them numbers look like years.
func TestRowsOfAmountsNameNoYears(t *testing.T) {
	row := []workbook.Cell{}
	for i, raw := range []string{"2016", "2017", "2018", "350"} {
		row = append(row, workbook.CellAt(1, i+2, workbook.Number, raw))
	}
	for end, want := range map[int]int{3: 3, 4: 0} { // by hand: 350 says that the row is data
		sheet := &workbook.Sheet{Rows: []workbook.Row{{Number: 1, Cells: row[:end]}}}
		if got := yearRun(newGrid(sheet, newLexicon(t.Context())), 1); len(got) != want {
			t.Errorf("of %d numbers %d are years, want %d", end, len(got), want)
		}
	}
}
