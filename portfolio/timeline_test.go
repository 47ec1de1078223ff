package portfolio

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func quartersOf(line timeline) map[string]float64 {
	all := map[string]float64{}
	for quarter, one := range line {
		all[quarter.String()] = one.Money.Kroner()
	}
	return all
}

// Worked by hand: months in operation of the year, the øre left over to the
// largest remainders, the earliest first.
func TestTimelineSpreadsYearsByMonthsInOperation(t *testing.T) {
	tests := []struct {
		name    string
		amounts []Amount
		goLive  time.Time
		want    map[string]float64
	}{
		{"go-live not known: evenly", series("2013", 400), time.Time{}, map[string]float64{"2013K1": 100, "2013K2": 100, "2013K3": 100, "2013K4": 100}},
		{"live before the year", series("2013", 400), date(2012, 5, 1), map[string]float64{"2013K1": 100, "2013K2": 100, "2013K3": 100, "2013K4": 100}},
		// August to December: 2 + 3 months of 500.
		{"live in August", series("2013", 500), date(2013, 8, 15), map[string]float64{"2013K3": 200, "2013K4": 300}},
		{"live after the year, which the plan contradicts: evenly", series("2013", 400), date(2014, 1, 1), map[string]float64{"2013K1": 100, "2013K2": 100, "2013K3": 100, "2013K4": 100}},
		// 10,01 kr. over four quarters: 2,5025 each, so 2,51 first and 2,50 after.
		{"øre left over", series("2013", 10.01), time.Time{}, map[string]float64{"2013K1": 2.51, "2013K2": 2.50, "2013K3": 2.50, "2013K4": 2.50}},
		// 1,00 kr. over 1, 3, 3 months: 14 2/7, 42 6/7, 42 6/7 øre.
		{"largest remainders", series("2013", 1), date(2013, 6, 1), map[string]float64{"2013K2": 0.14, "2013K3": 0.43, "2013K4": 0.43}},
		{"a loss is spread as a gain is", series("2013", -10.01), time.Time{}, map[string]float64{"2013K1": -2.51, "2013K2": -2.50, "2013K3": -2.50, "2013K4": -2.50}},
		{"quarters stand, the rest of the year is spread", series("2013", 400, "2013K1", 40), time.Time{}, map[string]float64{"2013K1": 40, "2013K2": 120, "2013K3": 120, "2013K4": 120}},
		{"months are added up", series("2013-01", 1, "2013-03", 2, "2013-04", 4), time.Time{}, map[string]float64{"2013K1": 3, "2013K2": 4}},
		{"offsets have no place in time", series("t0", 1, "t1", 2), time.Time{}, map[string]float64{}},
		{"a quarter that is not stated is absent, a stated 0 is 0", series("2013K2", 0), time.Time{}, map[string]float64{"2013K2": 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, quartersOf(newTimeline(test.amounts, test.goLive))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever the weights, the shares are the whole to the øre, have its sign, and
// lie within one øre of their exact size.
func TestDistributeIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := calc.Money(rapid.Int64Range(-int64(MaxAmount), int64(MaxAmount)).Draw(t, "total"))
		weights := rapid.SliceOfN(rapid.Int64Range(0, int64(MaxAmount)), 1, 12).Draw(t, "weights")
		shares := distribute(total, weights)
		var sum calc.Money
		var whole float64
		for _, weight := range weights {
			whole += float64(weight)
		}
		for i, share := range shares {
			sum += share
			if whole > 0 {
				exact := float64(total) * float64(weights[i]) / whole
				if d := float64(share) - exact; d > 1.1 || d < -1.1 {
					t.Fatalf("share %d of %d is %d, %.3f exactly", i, total, share, exact)
				}
			}
		}
		if whole > 0 && sum != total {
			t.Fatalf("shares %v add up to %d, not %d", shares, sum, total)
		}
	})
}

// A year's amount is the sum of its quarters, whenever the project went live.
func TestTimelineKeepsTheYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		money := rapid.Int64Range(-1e12, 1e12).Draw(t, "øre")
		goLive := date(rapid.IntRange(2012, 2014).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"))
		line := newTimeline([]Amount{{Period: calc.YearOf(2013), Money: calc.Money(money)}}, goLive)
		if year, ok := line.year(2013); !ok || int64(year.Money) != money {
			t.Fatalf("%d became %d", money, year.Money)
		}
	})
}

// Where whole years let a sum be taken without a timeline, it is the timeline's.
func TestWholeYearsAreTheirTimeline(t *testing.T) {
	whole := 0
	rapid.Check(t, func(t *rapid.T) {
		period := rapid.Custom(func(t *rapid.T) calc.Period {
			year := rapid.IntRange(2013, 2017).Draw(t, "year")
			switch rapid.IntRange(0, 6).Draw(t, "kind") {
			case 0:
				return calc.Quarter{Year: year, Q: 2}.Period()
			case 1:
				return calc.OffsetOf(year - 2013)
			}
			return calc.YearOf(year)
		})
		var amounts []Amount
		for _, p := range rapid.SliceOfN(period, 0, 4).Draw(t, "periods") {
			amounts = append(amounts, Amount{Period: p, Money: calc.Money(rapid.Int64Range(-1e9, 1e9).Draw(t, "øre"))})
		}
		goLive := date(rapid.IntRange(2012, 2018).Draw(t, "live"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1)
		want := map[int]calc.Money{}
		for _, amount := range amounts {
			if n, ok := amount.Period.Offset(); ok {
				want[n] += amount.Money
			}
		}
		for quarter, one := range newTimeline(amounts, goLive) {
			want[quarter.Year] += one.Money
		}
		if wholeYears(amounts) && len(amounts) > 1 {
			whole++
		}
		if diff := cmp.Diff(want, yearly(amounts, goLive)); diff != "" {
			t.Fatalf("%v: %s", amounts, diff)
		}
	})
	if whole == 0 {
		t.Error("no series of whole years was drawn")
	}
}
