package calc

import (
	"math/big"
	"slices"
)

// TimeInput names one assumption of a time saving.
type TimeInput string

// The assumptions, in the order of the formula.
const (
	TimesAYear   TimeInput = "times"     // how often the task is done, a year
	MinutesEach  TimeInput = "minutes"   // what one takes today, in minutes
	ShareSaved   TimeInput = "share"     // how much of it is saved, 0 to 1
	HoursPerFTE  TimeInput = "fte-hours" // effective hours of a full-time equivalent, a year
	RateOfAnHour TimeInput = "hour-rate" // kroner for an hour, pension and the rest included
)

// TimeInputs are all the assumptions, in the order of the formula.
var TimeInputs = []TimeInput{TimesAYear, MinutesEach, ShareSaved, HoursPerFTE, RateOfAnHour}

// TimeSaving (tidsbesparelse) is what a task that takes less time is worth in a
// year:
//
//	hours = times · minutes / 60 · share
//	FTE   = hours / hours of a full-time equivalent
//	kr.   = hours · hourly rate
//
// Assumptions are read as the decimals they are written as and the amount is
// rounded once, to the øre. The same assumptions give the same result in any
// year. FTE and Money need one assumption more each; nil is one that was not
// given. Source of the formula: the municipalities' shared register of
// automations (hours = times · minutes / 60 · degree of automation).
type TimeSaving struct {
	Hours float64
	FTE   *float64
	Money *Money
}

// NewTimeSaving computes a time saving. Times, minutes and share must be given;
// each assumption must be plausible: not negative, share at most 1, a full-time
// equivalent and an hour worth more than nothing. What is missing or is not
// gives an InputError that names it.
func NewTimeSaving(inputs map[TimeInput]float64) (TimeSaving, error) {
	given := map[TimeInput]*big.Rat{}
	for _, name := range TimeInputs {
		value, ok := inputs[name]
		if !ok {
			continue
		}
		if !name.plausible(value) {
			return TimeSaving{}, &TimeInputError{Input: name, Value: &value}
		}
		given[name] = decimal(value)
	}
	for _, name := range []TimeInput{TimesAYear, MinutesEach, ShareSaved} {
		if given[name] == nil {
			return TimeSaving{}, &TimeInputError{Input: name}
		}
	}
	hours := new(big.Rat).Mul(given[TimesAYear], given[MinutesEach])
	hours.Mul(hours, given[ShareSaved]).Quo(hours, big.NewRat(60, 1))
	saving := TimeSaving{}
	saving.Hours, _ = hours.Float64()
	if each := given[HoursPerFTE]; each != nil {
		fte, _ := new(big.Rat).Quo(hours, each).Float64()
		saving.FTE = &fte
	}
	if rate := given[RateOfAnHour]; rate != nil {
		money, err := Krone.timesExactly(new(big.Rat).Mul(hours, rate))
		if err != nil {
			return TimeSaving{}, err
		}
		saving.Money = &money
	}
	return saving, nil
}

// plausible tells whether an assumption is in the world of municipal work: a
// task is done at most a billion times a year, and a year has 8.784 hours.
func (n TimeInput) plausible(value float64) bool {
	switch n {
	case TimesAYear:
		return value >= 0 && value <= 1e9
	case MinutesEach:
		return value >= 0 && value <= 1e6
	case ShareSaved:
		return value >= 0 && value <= 1
	case HoursPerFTE:
		return value > 0 && value <= 8784
	case RateOfAnHour:
		return value > 0 && value <= 1e5
	}
	return slices.Contains(TimeInputs, n)
}

// TimeInputError is an assumption that is missing (Value nil) or not plausible.
type TimeInputError struct {
	Input TimeInput
	Value *float64
}

func (e *TimeInputError) Error() string {
	if e.Value == nil {
		return "calc: " + string(e.Input) + " is missing"
	}
	return "calc: " + string(e.Input) + " is not plausible"
}
