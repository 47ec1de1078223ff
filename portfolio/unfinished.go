package portfolio

import (
	"time"

	"raaderum/calc"
)

// Unfinished (udestående) is what a quarter would be frozen without: what nobody
// has reported, what nobody stands for, and what nobody has explained.
type Unfinished struct {
	Unreported  []RoundBenefit // no figure: missing in the frozen quarter, too
	Unconfirmed []RoundBenefit // a figure that nobody has confirmed, or another one than was confirmed
	Unexplained []RoundCase    // realised is not plan, and no cause is given for all of it
	Skipped     []calc.Quarter // never frozen, and locked with the quarter
}

// Unfinished is what is open in a round. Previous is the snapshot it would be
// frozen after; nil for the first.
func (r StatusRound) Unfinished(previous *Snapshot) Unfinished {
	var open Unfinished
	for _, one := range r.Benefits {
		switch one.State {
		case RoundMissing:
			open.Unreported = append(open.Unreported, one)
		case RoundUnconfirmed, RoundChanged:
			open.Unconfirmed = append(open.Unconfirmed, one)
		}
	}
	for _, one := range r.Cases {
		if one.Deviation != nil && one.Deviation.Unexplained != 0 {
			open.Unexplained = append(open.Unexplained, one)
		}
	}
	if previous != nil {
		for quarter := previous.Quarter.Next(); quarter.Before(r.Quarter); quarter = quarter.Next() {
			open.Skipped = append(open.Skipped, quarter)
		}
	}
	return open
}

// Waiting are the batches with files that were sent in and are not stored.
func Waiting(batches []Batch) (waiting []Batch) {
	for _, batch := range batches {
		if batch.Count(BatchWaiting, BatchWorking, BatchReady, BatchQuestions, BatchErrors) > 0 {
			waiting = append(waiting, batch)
		}
	}
	return waiting
}

// Any tells whether anything is open.
func (u Unfinished) Any() bool {
	return len(u.Unreported)+len(u.Unconfirmed)+len(u.Unexplained)+len(u.Skipped) > 0
}

// CheckFreeze tells why a quarter cannot be frozen at a time, after the snapshot
// before it; nil when it can. Previous is nil for the first. A quarter is frozen
// when it is over, once, and in its order, and in a year the field can be about:
// what is frozen by a slip of the pen is never taken back.
func CheckFreeze(quarter calc.Quarter, previous *Snapshot, now time.Time) error {
	switch {
	case !plausibleYear(quarter.Year):
		return &Error{Code: CodeInvalid, Key: "period.implausible", Args: map[string]any{"period": quarter.String()}}
	case !dayOf(now).After(quarter.End()):
		return &Error{Code: CodeInvalid, Key: "snapshot.too-early", Args: map[string]any{"quarter": quarter, "end": quarter.End()}}
	case previous == nil:
		return nil
	case previous.Quarter == quarter:
		return &Error{Code: CodeConflict, Key: "snapshot.exists", Args: map[string]any{"quarter": quarter, "date": previous.At}}
	case !previous.Quarter.Before(quarter):
		return &Error{Code: CodeLocked, Key: "snapshot.out-of-order", Args: map[string]any{"quarter": quarter, "latest": previous.Quarter}}
	}
	return nil
}
