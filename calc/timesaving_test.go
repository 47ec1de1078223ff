package calc

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// By hand: 12.000 times of 6 minutes are 1.200 hours; 80 % of them are 960. 1.924
// is the Agency's appropriation FTE (37 · 52), so 960/1.924 = 0,498960… FTE; at
// 350 kr. an hour 336.000 kr.
func TestTimeSaving(t *testing.T) {
	got, err := NewTimeSaving(map[TimeInput]float64{TimesAYear: 12000, MinutesEach: 6, ShareSaved: 0.8, HoursPerFTE: 1924, RateOfAnHour: 350})
	if err != nil {
		t.Fatal(err)
	}
	if got.Hours != 960 || math.Abs(*got.FTE-0.49896049896049896) > 1e-15 || *got.Money != 336_000*Krone {
		t.Errorf("%v hours, %v FTE, %v", got.Hours, *got.FTE, *got.Money)
	}
	// 7 times of 10 minutes, a third saved at 0,1 kr.: 7·10/60·0,333·0,1 kr. = 0,03885 kr., half away from zero 4 øre.
	small, err := NewTimeSaving(map[TimeInput]float64{TimesAYear: 7, MinutesEach: 10, ShareSaved: 0.333, RateOfAnHour: 0.1})
	if err != nil || *small.Money != 4 || small.FTE != nil {
		t.Errorf("%+v, %v", small, err)
	}
	// 3 · 20/60 · 0,1 hours at 0,35 kr. are exactly 0,035 kr.: 4 øre, and in binary a little less.
	exact, err := NewTimeSaving(map[TimeInput]float64{TimesAYear: 3, MinutesEach: 20, ShareSaved: 0.1, RateOfAnHour: 0.35})
	if err != nil || *exact.Money != 4 {
		t.Errorf("%+v, %v", exact, err)
	}
}

func TestTimeSavingRefuses(t *testing.T) {
	sound := func() map[TimeInput]float64 {
		return map[TimeInput]float64{TimesAYear: 10, MinutesEach: 6, ShareSaved: 0.8, HoursPerFTE: 1924, RateOfAnHour: 350}
	}
	for name, bad := range map[TimeInput]float64{TimesAYear: -1, MinutesEach: math.NaN(), ShareSaved: 1.01, HoursPerFTE: 0, RateOfAnHour: math.Inf(1)} {
		inputs := sound()
		inputs[name] = bad
		var wrong *TimeInputError
		if _, err := NewTimeSaving(inputs); !errors.As(err, &wrong) || wrong.Input != name || wrong.Value == nil {
			t.Errorf("%s = %v: %v", name, bad, err)
		}
	}
	for _, name := range []TimeInput{TimesAYear, MinutesEach, ShareSaved} {
		inputs := sound()
		delete(inputs, name)
		var wrong *TimeInputError
		if _, err := NewTimeSaving(inputs); !errors.As(err, &wrong) || wrong.Input != name || wrong.Value != nil {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// Saving everything is what saving a part and the rest adds up to, to the øre of
// each rounding.
func TestTimeSavingParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		percent := rapid.IntRange(0, 100).Draw(t, "percent")
		times := float64(rapid.IntRange(0, 1_000_000).Draw(t, "times of all"))
		money := func(share int) Money {
			got, err := NewTimeSaving(map[TimeInput]float64{TimesAYear: times, MinutesEach: 7.5, ShareSaved: float64(share) / 100, RateOfAnHour: 312.25})
			if err != nil {
				t.Fatal(err)
			}
			return *got.Money
		}
		if off := money(percent) + money(100-percent) - money(100); off < -1 || off > 1 {
			t.Fatalf("%d %% and the rest are %d øre off", percent, off)
		}
	})
}
