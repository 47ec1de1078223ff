package calc

import "math"

// Annuity (annuitet) is a loan or a saving with one equal payment a period. Its
// five numbers and the rate hang together by
//
//	Present·(1+r)^n + Payment·(1+r·due)·((1+r)^n − 1)/r + Future = 0
//
// with r the Rate, n the Periods and due 1 when Due, else 0; for r = 0 the
// middle is Payment·n. Money received is positive, money paid negative, so the
// signs differ. Rate and Payment are per the same period: a year, a month.
// Each method solves for one of the numbers and does not look at its field.
//
// Any finite numbers are taken. Where the equation has no solution, or none
// that is a finite number, the answer is an *Error with ErrNoAnswer; NaN and
// infinities are ErrNotFinite with the field's name.
type Annuity struct {
	Rate    float64 // per period, a fraction
	Periods float64 // may be a part of a period
	Payment float64 // each period
	Present float64 // at the start
	Future  float64 // at the end
	Due     bool    // payments at the start of each period, not at its end
}

// grown is (1+r)^n, and its excess over 1 divided by r: what 1 krone a period
// has grown to, payments at the end.
func (a Annuity) grown() (growth, payments float64) {
	growth = math.Pow(1+a.Rate, a.Periods)
	switch {
	case a.Rate == 0:
		return 1, a.Periods
	case a.Rate > -1:
		return growth, math.Expm1(a.Periods*math.Log1p(a.Rate)) / a.Rate
	}
	return growth, (growth - 1) / a.Rate
}

// early is the factor 1+r·due.
func (a Annuity) early() float64 {
	if a.Due {
		return 1 + a.Rate
	}
	return 1
}

// checked is nil when all numbers but the one named are finite.
func (a Annuity) checked(unknown string) error {
	for _, number := range []struct {
		name  string
		value float64
	}{{"rate", a.Rate}, {"periods", a.Periods}, {"payment", a.Payment}, {"present", a.Present}, {"future", a.Future}} {
		if number.name != unknown && (math.IsNaN(number.value) || math.IsInf(number.value, 0)) {
			return &Error{ErrNotFinite, number.name}
		}
	}
	return nil
}

// answer is a value that has to be a finite number.
func answer(value float64, field string) (float64, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, &Error{ErrNoAnswer, field}
	}
	return value, nil
}

// PresentValue is the Present that balances the other numbers:
//
//	−(Future + Payment·(1+r·due)·((1+r)^n − 1)/r) / (1+r)^n
//
// Excel equivalent: PV(rate, nper, pmt, fv, type).
func (a Annuity) PresentValue() (float64, error) {
	if err := a.checked("present"); err != nil {
		return 0, err
	}
	if a.Rate > -1 { // powers of 1/(1+r) stay numbers where those of 1+r do not
		payments := worth(a.Payment*a.early(), annuityFactor(a.Rate, a.Periods))
		return answer(-worth(a.Future, math.Pow(1+a.Rate, -a.Periods))-payments, "present")
	}
	growth, payments := a.grown()
	return answer(-(a.Future+worth(a.Payment*a.early(), payments))/growth, "present")
}

// FutureValue is the Future that balances the other numbers:
//
//	−Present·(1+r)^n − Payment·(1+r·due)·((1+r)^n − 1)/r
//
// Excel equivalent: FV(rate, nper, pmt, pv, type).
func (a Annuity) FutureValue() (float64, error) {
	if err := a.checked("future"); err != nil {
		return 0, err
	}
	growth, payments := a.grown()
	return answer(-worth(a.Present, growth)-worth(a.Payment*a.early(), payments), "future")
}

// EqualPayment is the Payment that balances the other numbers:
//
//	−(Present·(1+r)^n + Future) / ((1+r·due)·((1+r)^n − 1)/r)
//
// Excel equivalent: PMT(rate, nper, pv, fv, type).
func (a Annuity) EqualPayment() (float64, error) {
	if err := a.checked("payment"); err != nil {
		return 0, err
	}
	if a.Rate > 0 && a.Periods > 0 { // as in PresentValue
		shrunk := worth(a.Future, math.Pow(1+a.Rate, -a.Periods))
		return answer(-(a.Present+shrunk)/(a.early()*annuityFactor(a.Rate, a.Periods)), "payment")
	}
	growth, payments := a.grown()
	return answer(-(worth(a.Present, growth)+a.Future)/(a.early()*payments), "payment")
}

// NumberOfPeriods is the Periods that balance the other numbers, with
// P = Payment·(1+r·due):
//
//	ln((P − Future·r) / (P + Present·r)) / ln(1+r), or −(Present+Future)/Payment for r = 0
//
// It may be negative. Rates of −100 % or below have no answer.
//
// Excel equivalent: NPER(rate, pmt, pv, fv, type).
func (a Annuity) NumberOfPeriods() (float64, error) {
	if err := a.checked("periods"); err != nil {
		return 0, err
	}
	if a.Present+a.Future == 0 {
		return 0, nil // nothing has to change; also when nothing is paid
	}
	if a.Rate == 0 {
		return answer(-(a.Present+a.Future)/a.Payment, "periods")
	}
	payment := float64(a.Payment * a.early())
	ratio := -a.Rate * (a.Future + a.Present) / (payment + float64(a.Present*a.Rate))
	return answer(math.Log1p(ratio)/math.Log1p(a.Rate), "periods")
}
