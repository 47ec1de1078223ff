package portfolio

import (
	"slices"
	"strings"
	"time"

	"raaderum/calc"
)

// Correction (rettelseslinje) is another realised amount for a quarter that is
// frozen. What was frozen stays as it was; from the day of the correction the
// amount counts, and it is told in the quarter that was open then.
type Correction struct {
	Number  int64        `json:"number"` // 1 and up within the organisation
	Case    CaseID       `json:"case"`
	Benefit BenefitID    `json:"benefit"`
	Quarter calc.Quarter `json:"quarter"`   // the frozen quarter the amount belongs to
	Before  *calc.Money  `json:"beforeOre"` // nil: nothing had been reported
	Amount  calc.Money   `json:"ore"`
	Reason  string       `json:"reason"`
	Source  string       `json:"source"` // where the amount is documented: a voucher, an extract; "" is not stated
	By      UserID       `json:"by"`
	At      time.Time    `json:"at"`
	Shown   calc.Quarter `json:"shown"` // the quarter it is told in: the first that was not frozen
}

// Difference is what the correction adds to what was reported; nil when nothing
// had been, since there is nothing to differ from.
func (c Correction) Difference() *calc.Money {
	if c.Before == nil {
		return nil
	}
	difference := c.Amount - *c.Before
	return &difference
}

// Check tells what a correction breaks when the quarters up to locked are frozen
// and the benefit's realised amounts are as they are known now. Before is found
// there, not taken from the caller.
func (c Correction) Check(locked calc.Quarter) error {
	refuse := func(code Code, key string) error {
		return &Error{Code: code, Key: key, Args: map[string]any{"quarter": c.Quarter, "amount": c.Amount}}
	}
	switch {
	case locked.Before(c.Quarter):
		return refuse(CodeInvalid, "correction.not-locked")
	case strings.TrimSpace(c.Reason) == "":
		return refuse(CodeInvalid, "correction.no-reason")
	case c.Amount > MaxAmount || c.Amount < -MaxAmount:
		return refuse(CodeInvalid, "amount.implausible")
	case c.Before != nil && *c.Before == c.Amount:
		return refuse(CodeInvalid, "correction.same")
	}
	return CheckTexts(c)
}

// RealisedIn is what a benefit realised in a quarter, whatever periods it is
// stated by; nil when nothing is known of the quarter.
func RealisedIn(amounts []Amount, goLive time.Time, quarter calc.Quarter) *calc.Money {
	one, known := newTimeline(amounts, goLive).at(quarter)
	if !known {
		return nil
	}
	return &one.Money
}

// Corrected is a realised series with another amount in one quarter and the same
// in all others: an amount of the whole year is first written out by quarter.
// Source is that of the amount.
func Corrected(amounts []Amount, goLive time.Time, quarter calc.Quarter, money calc.Money, source Source) []Amount {
	line := newTimeline(amounts, goLive)
	year := calc.YearOf(quarter.Year)
	byYear := slices.ContainsFunc(amounts, func(one Amount) bool { return one.Period == year })
	var kept []Amount
	for _, one := range amounts {
		within, dated := one.Period.Quarter()
		if one.Period == year || dated && (within == quarter || byYear && within.Year == quarter.Year) {
			continue
		}
		kept = append(kept, one)
	}
	for q := 1; q <= 4 && byYear; q++ {
		other := calc.Quarter{Year: quarter.Year, Q: q}
		if known, ok := line.at(other); ok && other != quarter {
			kept = append(kept, Amount{Period: other.Period(), Money: known.Money, Source: known.Sources[0]})
		}
	}
	kept = append(kept, Amount{Period: quarter.Period(), Money: money, Source: source})
	slices.SortStableFunc(kept, func(a, b Amount) int { return a.Period.Compare(b.Period) })
	return kept
}

// LockedChange is a realised amount of a frozen quarter that would be another.
type LockedChange struct {
	Quarter calc.Quarter
	Before  *calc.Money
	After   *calc.Money
	Source  Source // the cell of After; of Before when nothing would be stated
}

// LockedChanges are the quarters up to locked in which one version of a benefit
// realises something else than another, in their order. A corrected amount that
// is merely said again is no change.
func LockedChanges(before, after []Amount, wasLive, live time.Time, corrected []Amount, locked calc.Quarter) []LockedChange {
	was, now, right := newTimeline(before, wasLive), newTimeline(after, live), newTimeline(corrected, wasLive)
	var changes []LockedChange
	for _, quarter := range was.merge(now).quarters() {
		one, known := was.at(quarter)
		other, stated := now.at(quarter)
		said, has := right.at(quarter)
		if locked.Before(quarter) || known == stated && one.Money == other.Money || stated && has && said.Money == other.Money {
			continue
		}
		change := LockedChange{Quarter: quarter}
		if known {
			change.Before, change.Source = &one.Money, one.Sources[0]
		}
		if stated {
			change.After, change.Source = &other.Money, other.Sources[0]
		}
		changes = append(changes, change)
	}
	return changes
}
