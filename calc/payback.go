package calc

import "math"

// payback finds when the running sum of amounts, entry i at years[i], comes to
// stay at or above 0, counted from the year from; dips tells that it was there
// before and fell again.
//
// With S_i the sum through entry i and j the last entry with S_j < 0:
//
//	years = years[j] + (years[j+1] − years[j]) · −S_j / (S_{j+1} − S_j) − from
//
// Sums within rounding of 0 (one unit in the last place of the largest sum of
// magnitudes, per entry) are 0, so that 1.1 kroner out and 1.0 + 0.1 in is paid
// back.
func payback(years, amounts []float64, invested bool, from float64) (result Payback, dips bool) {
	if !invested {
		return Payback{Status: PaybackNotApplicable}, false
	}
	years, sums, ok := runningSums(years, amounts)
	if !ok {
		return Payback{Status: PaybackUndefined, Why: ReasonOverflow}, false
	}
	last := -1
	seen, recovered := false, false
	for i, sum := range sums {
		switch {
		case sum < 0:
			dips = dips || recovered
			seen, last = true, i
		case seen:
			recovered = true
		}
	}
	switch last {
	case -1:
		return Payback{Status: PaybackImmediate}, false
	case len(sums) - 1:
		return Payback{Status: PaybackNever}, dips
	}
	share := -sums[last] / (sums[last+1] - sums[last])
	at := years[last] + float64(share*(years[last+1]-years[last]))
	return paidBackAfter(at-from, from), dips
}

// paidBackAfter is a payback of so many years, counted from the year from.
func paidBackAfter(years, from float64) Payback {
	return Payback{Status: PaybackValue, Years: years, WholeYears: wholeYears(years), From: from}
}

// wholeYears is the ceiling of years. What lies less than half a billionth above a
// whole number is that number: 4.4 years from the investment, 1.4 of them
// before go-live, are 3 and not 4. Any time above 0 is at least 1.
func wholeYears(years float64) int {
	if years > 0 && years <= 5e-10 {
		return 1
	}
	if nearest := math.Round(years); math.Abs(years-nearest) <= 5e-10 {
		return int(nearest)
	}
	return int(math.Ceil(years))
}

// investmentStart is the year of the first entry at which money moves. Empty
// entries before it are no part of the time an investment takes to come back.
func (s *stream) investmentStart() float64 {
	for i, year := range s.years {
		if s.costs[i] > 0 || s.benefits[i] > 0 {
			return year
		}
	}
	return 0
}

// runningSums are the sums through each moment with its years, rounding noise
// taken as 0 and entries of the same day taken as one; false when one overflows.
func runningSums(years, amounts []float64) (moments, sums []float64, ok bool) {
	moments, sums = make([]float64, 0, len(amounts)), make([]float64, 0, len(amounts))
	var running total
	magnitude := 0.0
	for i, amount := range amounts {
		running.add(amount)
		magnitude += math.Abs(amount)
		sum := running.value()
		if math.IsNaN(sum) || math.IsInf(magnitude, 0) {
			return nil, nil, false
		}
		if i+1 < len(years) && years[i+1] == years[i] {
			continue
		}
		if math.Abs(sum) <= float64(i+1)*magnitude*0x1p-52 {
			sum = 0
		}
		moments, sums = append(moments, years[i]), append(sums, sum)
	}
	return moments, sums, true
}

// FromGoLive is the payback period counted from go-live (idriftsættelse)
// instead of the start of the investment; goLive is the years from the first
// entry of the row to it, in a Problem its GoLive. A case that is paid back by
// then is PaybackImmediate with ReasonBeforeGoLive. Other states than a number
// of years stay as they are. A goLive that is NaN or infinite gives
// PaybackUndefined.
//
// Excel equivalent, of a number of years: from+years-goLive.
func (p Payback) FromGoLive(goLive float64) Payback {
	switch {
	case math.IsNaN(goLive) || math.IsInf(goLive, 0):
		return Payback{Status: PaybackUndefined, Why: ReasonNotFinite}
	case p.Status != PaybackValue:
		return p
	}
	years := p.From + p.Years - goLive
	if years <= 5e-10 { // within the rounding of wholeYears
		return Payback{Status: PaybackImmediate, Why: ReasonBeforeGoLive}
	}
	return paidBackAfter(years, goLive)
}

// RatioPayback is the payback period of the rule of thumb, investment divided
// by yearly net benefit, both in kroner and positive. It ignores when the
// benefits come, so it serves only to explain a figure somebody else stated. A
// net benefit of 0 or less never pays back; no investment has nothing to pay
// back; NaN, infinities and more years than 2^53 are PaybackUndefined.
//
// Excel equivalent: investment/yearlyNet.
func RatioPayback(investment, yearlyNet float64) Payback {
	switch {
	case math.IsNaN(investment) || math.IsNaN(yearlyNet) || math.IsInf(investment, 0) || math.IsInf(yearlyNet, 0):
		return Payback{Status: PaybackUndefined, Why: ReasonNotFinite}
	case investment <= 0:
		return Payback{Status: PaybackNotApplicable}
	case yearlyNet <= 0:
		return Payback{Status: PaybackNever}
	}
	years := investment / yearlyNet
	if !(years <= 1<<53) { // no int holds its whole years
		return Payback{Status: PaybackUndefined, Why: ReasonOverflow}
	}
	return paidBackAfter(years, 0)
}
