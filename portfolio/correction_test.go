package portfolio

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// A correction moves its quarter and no other, however the series is stated.
func TestCorrectedMovesOneQuarter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := drawAmounts(t, "realised")
		live := date(2012, time.Month(rapid.IntRange(1, 12).Draw(t, "live")), 1)
		quarter := calc.Quarter{Year: rapid.IntRange(2012, 2015).Draw(t, "year"), Q: rapid.IntRange(1, 4).Draw(t, "quarter")}
		money := calc.Money(rapid.Int64Range(-1_000, 1_000_000_00).Draw(t, "money"))
		before, after := newTimeline(amounts, live), newTimeline(Corrected(amounts, live, quarter, money, Source{}), live)
		if got := after[quarter].Money; got != money {
			t.Fatalf("%s is %d, want %d", quarter, got, money)
		}
		for other, one := range before.merge(after) {
			was, known := before.at(other)
			now, stated := after.at(other)
			if other != quarter && (known != stated || was.Money != now.Money) {
				t.Fatalf("%s was %d, is %d (%v, %v, %v)", other, was.Money, now.Money, known, stated, one)
			}
		}
	})
}

// Where nothing was reported there is nothing to differ from.
func TestDifferenceOfACorrection(t *testing.T) {
	reported := kr(80)
	if got := (Correction{Before: &reported, Amount: kr(60)}).Difference(); got == nil || *got != kr(-20) {
		t.Errorf("60 after 80 differs by %v", got)
	}
	if got := (Correction{Amount: kr(60)}).Difference(); got != nil {
		t.Errorf("60 after nothing differs by %d", *got)
	}
}

func TestCorrectedWritesAYearOut(t *testing.T) {
	got := Corrected(series("2013", 400_000), time.Time{}, calc.Quarter{Year: 2013, Q: 2}, kr(80_000), Source{Correction: 7})
	want := []Amount{}
	for _, one := range series("2013K1", 100_000, "2013K2", 80_000, "2013K3", 100_000, "2013K4", 100_000) {
		one.Source.Cell = "2013"
		want = append(want, one)
	}
	want[1].Source = Source{Correction: 7}
	if diff := cmp.Diff(want, got, samePeriods); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLockedChanges(t *testing.T) {
	q2 := calc.Quarter{Year: 2013, Q: 2}
	tests := []struct {
		name                     string
		before, after, corrected []Amount
		want                     []string
	}{
		{"the same again", series("2013K1", 80), series("2013K1", 80, "2013K3", 5), nil, nil},
		{"another amount", series("2013K1", 80), series("2013K1", 81), nil, []string{"2013K1"}},
		{"late", nil, series("2013K2", 80, "2013K3", 80), nil, []string{"2013K2"}},
		{"a zero is not nothing", nil, series("2013K2", 0), nil, []string{"2013K2"}},
		{"taken away", series("2013K1", 80), nil, nil, []string{"2013K1"}},
		{"a year over quarters", series("2013K1", 80), series("2013", 400), nil, []string{"2013K1", "2013K2"}},
		{"the corrected amount", series("2013K1", 80), series("2013K1", 70), series("2013K1", 70), nil},
		{"neither the frozen nor the corrected", series("2013K1", 80), series("2013K1", 60), series("2013K1", 70), []string{"2013K1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, change := range LockedChanges(test.before, test.after, time.Time{}, time.Time{}, test.corrected, q2) {
				got = append(got, change.Quarter.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
