package calc_test

import (
	"math"
	"testing"
	"time"

	"raaderum/calc"
)

// The discount factors the domain handbook prints for the two latest sets
// (§3.1), to the eight decimals there: factors are cumulative over the bands.
func TestFactorsOfTheRateSets(t *testing.T) {
	for name, factors := range map[string]map[float64]float64{
		"fm-2021": {1: 0.96618357, 5: 0.84197317, 10: 0.70891881, 35: 0.29997686, 36: 0.29266035, 70: 0.12640157, 71: 0.12453357},
		"fm-2013": {1: 0.96153846, 5: 0.82192711, 10: 0.67556417, 35: 0.25341547, 36: 0.24603444, 70: 0.09005965, 71: 0.08829378},
	} {
		set, known := calc.RateSetByName(name)
		if !known {
			t.Fatalf("no set %s", name)
		}
		for years, want := range factors {
			wantNear(t, name, set.Rates.Factor(years), want, 5e-9)
		}
	}
}

// Every set can discount, is dated after the one before, and says where it is
// from.
func TestRateSetsAreWhole(t *testing.T) {
	var before time.Time
	for _, set := range calc.RateSets() {
		if set.Rates.Check() != nil || !set.ValidFrom.After(before) || set.Source == "" || set.Kind != calc.Real {
			t.Errorf("%+v", set)
		}
		before = set.ValidFrom
	}
	if rate := (calc.Rates{}).Rate(1); !math.IsNaN(rate) {
		t.Errorf("no bands, yet the rate is %v", rate)
	}
	if _, known := calc.RateSetByName("fm-2020"); known {
		t.Error("a set nobody published")
	}
}

// The day of a decision is the one on its date, not the instant in UTC.
func TestRateSetGoesByTheDay(t *testing.T) {
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		decided time.Time
		want    string
	}{
		{time.Date(2013, 5, 31, 0, 0, 0, 0, copenhagen), "fm-2013"},                          // 22:00 on 30 May in UTC
		{time.Date(2013, 5, 30, 23, 59, 59, 0, time.FixedZone("west", -12*3600)), "fm-2011"}, // 31 May in UTC
		{time.Date(2021, 1, 7, 0, 0, 0, 0, copenhagen), "fm-2021"},
		{time.Date(2021, 1, 6, 23, 0, 0, 0, copenhagen), "fm-2013"},
		{time.Date(1998, 12, 31, 23, 59, 0, 0, time.UTC), ""},
		{time.Time{}, ""},
	} {
		set, known := calc.RateSetFor(c.decided)
		if set.Name != c.want || known != (c.want != "") {
			t.Errorf("%v: %q", c.decided, set.Name)
		}
	}
}
