package machine

import (
	"context"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// FrozenAs is what a frozen quarter is known by.
type FrozenAs struct {
	Sequence    int64            `json:"sequence"`
	Quarter     calc.Quarter     `json:"quarter"`
	At          time.Time        `json:"at"`
	By          portfolio.UserID `json:"by"`
	Method      string           `json:"method"`
	InputsHash  string           `json:"inputsHash"`
	FiguresHash string           `json:"figuresHash"`
	Previous    string           `json:"previousHash"`
	Hash        string           `json:"hash"`
}

// FrozenAsOf is what a snapshot is known by.
func FrozenAsOf(one portfolio.Snapshot) *FrozenAs {
	return &FrozenAs{one.Sequence, one.Quarter, one.At, one.By, one.Method, one.InputsHash, one.FiguresHash, one.Previous, one.Hash}
}

// Report is a quarter as it was frozen; where it was not, or when live figures are
// asked for, as it is known now.
func Report(ctx context.Context, from Source, home portfolio.Organisation, quarter calc.Quarter, live bool) (portfolio.QuarterReport, error) {
	report, _, err := reportAs(ctx, from, home, quarter, live)
	return report, err
}

// reportAs is Report, with what the quarter was frozen as; nil: the figures are live.
func reportAs(ctx context.Context, from Source, home portfolio.Organisation, quarter calc.Quarter, live bool) (portfolio.QuarterReport, *FrozenAs, error) {
	if !live {
		snapshot, err := from.Snapshot(ctx, home.ID, quarter)
		if err == nil {
			report, err := snapshot.Report()
			return report, FrozenAsOf(snapshot), err
		}
		if portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return portfolio.QuarterReport{}, nil, err
		}
	}
	cases, err := from.Cases(ctx, home.ID)
	if err != nil {
		return portfolio.QuarterReport{}, nil, err
	}
	statuses, err := from.Statuses(ctx, home.ID)
	if err != nil {
		return portfolio.QuarterReport{}, nil, err
	}
	return portfolio.NewQuarterReport(home, cases, statuses, quarter), nil, nil
}
