package importers

import (
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

// The place and the case of a fact lie beside each other and leave each other
// alone, up to the last cell of a sheet.
func TestStanding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row, col := rapid.IntRange(1, 1<<20).Draw(t, "row"), rapid.IntRange(1, 1<<14).Draw(t, "col")
		at := standingAt(row, col)
		for range 2 {
			subject := rapid.Uint32Range(0, 1<<30-1).Draw(t, "case")
			at.setSubject(subject)
			if at.row() != row || at.col() != col || at.subject() != subject {
				t.Fatalf("row %d, column %d and case %d are %d, %d and %d", row, col, subject, at.row(), at.col(), at.subject())
			}
		}
	})
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

// Amounts stand in their lines as their facts do, repeated ones after their own,
// and no fact is kept that has become one.
func TestHandOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := factsOf(slices.Repeat([]string{"1"}, rapid.IntRange(1, 3*factsInPiece).Draw(t, "facts"))...)
		r := &reader{facts: factList{in: facts[0].in}, subjects: []*subject{{}, {}}}
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
				want[s][line] = append(want[s][line], Amount{Period: period, Ore: calc.Money(i), sheet: f.table().grid.sheet, from: f.cell()})
			}
		}
		in := r.facts.in
		r.handOver()
		for s, lines := range want {
			for line, amounts := range lines {
				if got := r.subjects[s].Lines[line].Amounts; !slices.Equal(got, amounts) {
					t.Fatalf("line %d of case %d has %d amounts, want %d, or others", line, s, len(got), len(amounts))
				}
			}
		}
		if slices.ContainsFunc(in.pieces, func(piece []heldFact) bool { return piece != nil }) {
			t.Fatal("facts are kept that have become amounts")
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
