package calc

import (
	"errors"
	"time"
)

// Batch computes one figure of many rows of flows, as of the cases of a
// portfolio or the draws of a what-if. Each row is answered as the function of
// the same name answers it, to the last digit; rows may differ in length, and
// may be parts of one slice. What it asks for in memory it keeps: over as many
// rows again nothing is allocated, but where a row's flows change sign more than
// once, or dated ones share their days with others.
//
// The answers lie in the Batch, in the order of the rows, and stand until the
// next call. A row that is malformed ends the call with an *Error whose field
// says which, such as "rows[3].flows[2]"; one whose figure does not exist has a
// Figure that says why.
//
// The zero Batch is ready. It serves one goroutine at a time.
type Batch struct {
	figures []Figure
	irrs    []IRR
	roots   []float64
	terms   []term
}

// NPVs are the NPV of each row at one rate.
//
// Excel equivalent: flow0 + NPV(rate, flow1, …) down a column.
func (b *Batch) NPVs(rate float64, rows [][]float64) ([]Figure, error) {
	b.figures = b.figures[:0]
	for i, row := range rows {
		value, err := NPV(rate, row)
		if err := b.add(value, err, i); err != nil {
			return nil, err
		}
	}
	return b.figures, nil
}

// XNPVs are the XNPV of each row on its dates at one rate. As many lists of
// dates as rows.
//
// Excel equivalent: XNPV(rate, values, dates) down a column.
func (b *Batch) XNPVs(rate float64, dates [][]time.Time, rows [][]float64) ([]Figure, error) {
	if len(dates) != len(rows) {
		return nil, &Error{ErrLengthMismatch, "dates"}
	}
	if err := checkRate(rate, "rate"); err != nil {
		return nil, err
	}
	daily := newDailyFactor(rate)
	b.figures = b.figures[:0]
	for i, row := range rows {
		value, err := daily.presentValue(dates[i], row)
		if err := b.add(value, err, i); err != nil {
			return nil, err
		}
	}
	return b.figures, nil
}

// MIRRs are the MIRR of each row at the same rates.
//
// Excel equivalent: MIRR(values, finance, reinvest) down a column.
func (b *Batch) MIRRs(rows [][]float64, finance, reinvest float64) ([]Figure, error) {
	if err := checkMIRRRates(&finance, &reinvest); err != nil {
		return nil, err
	}
	b.figures = b.figures[:0]
	for i, row := range rows {
		if err := checkRow(row); err != nil {
			return nil, inRow(err, i)
		}
		b.figures = append(b.figures, yearlySums(row, finance, reinvest).rate())
	}
	return b.figures, nil
}

// IRRs are every internal rate of each row, as FindIRR finds them.
//
// Excel equivalent: IRR(values) down a column, which returns one root each.
func (b *Batch) IRRs(rows [][]float64) ([]IRR, error) {
	b.irrs, b.roots = b.irrs[:0], b.roots[:0]
	for i, row := range rows {
		irr, err := findIRR(b.roots[len(b.roots):], row)
		if err := b.addIRR(irr, err, i); err != nil {
			return nil, err
		}
	}
	return b.irrs, nil
}

// XIRRs are every internal rate of each row on its dates, as FindXIRR finds
// them. As many lists of dates as rows.
//
// Excel equivalent: XIRR(values, dates) down a column.
func (b *Batch) XIRRs(dates [][]time.Time, rows [][]float64) ([]IRR, error) {
	if len(dates) != len(rows) {
		return nil, &Error{ErrLengthMismatch, "dates"}
	}
	b.irrs, b.roots = b.irrs[:0], b.roots[:0]
	for i, row := range rows {
		if cap(b.terms) < len(row) {
			b.terms = make([]term, 0, max(shortRow, 2*len(row)))
		}
		irr, err := findXIRR(b.roots[len(b.roots):], b.terms[:0], dates[i], row)
		if err := b.addIRR(irr, err, i); err != nil {
			return nil, err
		}
	}
	return b.irrs, nil
}

// add takes in the figure of a row.
func (b *Batch) add(value float64, err error, row int) error {
	if err != nil {
		return b.addFault(err, row)
	}
	b.figures = append(b.figures, Figure{Value: value})
	return nil
}

// addFault takes in a row without a figure: an overflow is no mistake of the
// input.
func (b *Batch) addFault(err error, row int) error {
	var fault *Error
	if errors.As(err, &fault) && fault.Code == ErrOverflow {
		b.figures = append(b.figures, Figure{Why: ReasonOverflow})
		return nil
	}
	return inRow(err, row)
}

// addIRR takes in the rates of a row. A single one was put after those before
// it, unless there was no room.
func (b *Batch) addIRR(irr IRR, err error, row int) error {
	if err != nil {
		return inRow(err, row)
	}
	if len(irr.Roots) == 1 {
		b.roots = append(b.roots, irr.Roots[0])
		irr.Roots = b.roots[len(b.roots)-1 : len(b.roots) : len(b.roots)]
	}
	b.irrs = append(b.irrs, irr)
	return nil
}

// inRow is an error with the row it stands in.
func inRow(err error, row int) error {
	var fault *Error
	if !errors.As(err, &fault) || fault.Field == "rate" {
		return err
	}
	return &Error{fault.Code, indexed("rows", row) + "." + fault.Field}
}
