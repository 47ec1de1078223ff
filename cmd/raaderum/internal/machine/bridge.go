package machine

import (
	"context"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Bridge is the bridge from a frozen quarter to another one, or to what is
// known of the quarter that ended last.
func Bridge(ctx context.Context, source Source, home portfolio.Organisation, now time.Time, quarters ...calc.Quarter) (portfolio.Bridge, error) {
	from, err := source.Snapshot(ctx, home.ID, quarters[0])
	if err != nil {
		return portfolio.Bridge{}, err
	}
	if len(quarters) == 2 {
		to, err := source.Snapshot(ctx, home.ID, quarters[1])
		if err != nil {
			return portfolio.Bridge{}, err
		}
		return portfolio.NewBridge(from, to)
	}
	cases, err := source.Cases(ctx, home.ID)
	if err != nil {
		return portfolio.Bridge{}, err
	}
	quarter := calc.QuarterOf(now).Add(-1)
	if quarter.Before(from.Quarter) {
		quarter = from.Quarter
	}
	live, err := portfolio.Live(home, cases, nil, quarter, now)
	if err != nil {
		return portfolio.Bridge{}, err
	}
	return portfolio.NewBridge(from, live)
}
