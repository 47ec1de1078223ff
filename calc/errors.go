package calc

import "errors"

// ErrorCode is a machine-readable code for what is wrong with a problem. The
// words for people are in the catalogue under "calc.error.<code>".
type ErrorCode string

// The codes of malformed input. A problem that is well formed, but has no
// answer to some question, is no error: see Reason.
const (
	ErrEmpty          ErrorCode = "empty"           // no flows at all
	ErrFlowsAndCosts  ErrorCode = "flows-and-costs" // both forms of the stream given
	ErrLengthMismatch ErrorCode = "length-mismatch" // two lists that belong together differ in length
	ErrNotFinite      ErrorCode = "not-finite"      // NaN or an infinity
	ErrNegative       ErrorCode = "negative"        // an amount below 0 where its direction is given
	ErrRateMissing    ErrorCode = "rate-missing"    // no discount rate
	ErrRateRange      ErrorCode = "rate-range"      // a rate of −100 % or below
	ErrBandOrder      ErrorCode = "band-order"      // bands of a rate that do not follow each other
	ErrTimingUnknown  ErrorCode = "timing-unknown"  // no such timing
	ErrTimingDated    ErrorCode = "timing-dated"    // dated flows know their own timing
	ErrPeriodsDated   ErrorCode = "periods-dated"   // dated flows have no periods
	ErrHorizonDated   ErrorCode = "horizon-dated"   // the horizon of dated flows is their last date
	ErrDateMissing    ErrorCode = "date-missing"    // a date that is not filled in
	ErrDateOrder      ErrorCode = "date-order"      // a date before the first one, from which the years count
	ErrDateRange      ErrorCode = "date-range"      // more than 1,000 years between dates
	ErrTooMany        ErrorCode = "too-many"        // more than 100,000 entries
	ErrCountRange     ErrorCode = "count-range"     // a number of periods outside its domain
	ErrIndexMissing   ErrorCode = "index-missing"   // a price index lacks a year
	ErrPointOrder     ErrorCode = "point-order"     // low, likely and high out of order
	ErrMethodUnknown  ErrorCode = "method-unknown"  // no such method of estimation
	ErrProbability    ErrorCode = "probability"     // not between 0 and 1
	ErrDuplicate      ErrorCode = "duplicate"       // two entries of the same name
	ErrMeasureUnknown ErrorCode = "measure-unknown" // no such measure, or not one that can be asked for here
	ErrNoAnswer       ErrorCode = "no-answer"       // well formed, but no such number exists
	ErrOverflow       ErrorCode = "overflow"        // the answer is too large for a number

	ErrUnknownCandidate ErrorCode = "unknown-candidate" // a rule about a candidate that is not in the list
	ErrOptionMissing    ErrorCode = "option-missing"    // a mandatory candidate that can be chosen in no way
	ErrRuleCircle       ErrorCode = "rule-circle"       // candidates that rest on each other in a circle
	ErrIDMissing        ErrorCode = "id-missing"        // a proposal without a name
	ErrYearRange        ErrorCode = "year-range"        // a year outside the plan, or a plan of no or more than 100
)

// ErrorCodes are all codes, for those who keep words for them.
var ErrorCodes = []ErrorCode{
	ErrEmpty, ErrFlowsAndCosts, ErrLengthMismatch, ErrNotFinite, ErrNegative, ErrRateMissing, ErrRateRange,
	ErrBandOrder, ErrTimingUnknown, ErrTimingDated, ErrPeriodsDated, ErrHorizonDated, ErrDateMissing,
	ErrDateOrder, ErrDateRange, ErrTooMany, ErrCountRange, ErrIndexMissing, ErrPointOrder, ErrMethodUnknown,
	ErrProbability, ErrDuplicate, ErrMeasureUnknown, ErrNoAnswer, ErrOverflow, ErrUnknownCandidate, ErrOptionMissing,
	ErrRuleCircle, ErrIDMissing, ErrYearRange,
}

// Error says that the input is malformed, what is wrong with it and where:
// Field is the field of the Problem as the JSON of the command names it, with
// an index where one entry is at fault, such as "flows[3]".
type Error struct {
	Code  ErrorCode
	Field string
}

// Error is for logs; people get the catalogue's words.
func (e *Error) Error() string { return "calc: " + e.Field + ": " + string(e.Code) }

// moved is the error with the place of the whole entry that has it.
func moved(err error, field string) error {
	var fault *Error
	if !errors.As(err, &fault) {
		return err
	}
	return &Error{fault.Code, field}
}
