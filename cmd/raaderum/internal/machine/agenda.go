package machine

import (
	"context"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// AgendaItem is an item with what was believed when the council saw it, and what
// is known now.
type AgendaItem struct {
	portfolio.AgendaItem
	Believed *portfolio.Belief `json:"believed"` // null: nothing frozen was shown, or it is not about one case
	Now      *portfolio.Belief `json:"now"`
}

// Agenda are the items of a day (all for the zero day) and of a case (all
// for ""), with what was believed then and what is known now.
func Agenda(ctx context.Context, from Source, home portfolio.Organisation, day time.Time, only portfolio.CaseID, now time.Time) ([]AgendaItem, error) {
	agenda, err := from.Agenda(ctx, home.ID)
	if err != nil {
		return nil, err
	}
	live, err := Report(ctx, from, home, calc.QuarterOf(now).Add(-1), true)
	if err != nil {
		return nil, err
	}
	items := []AgendaItem{}
	for _, one := range agenda {
		if !day.IsZero() && !one.Meeting.Equal(day) || only != "" && one.Case != only {
			continue
		}
		item := AgendaItem{AgendaItem: one}
		if one.Case != "" {
			if belief, known := portfolio.BeliefIn(live, one.Case); known {
				item.Now = &belief
			}
		}
		if one.Case != "" && one.Snapshot != "" {
			report, err := Report(ctx, from, home, one.Quarter, false)
			if err != nil {
				return nil, err
			}
			if belief, known := portfolio.BeliefIn(report, one.Case); known {
				item.Believed = &belief
			}
		}
		items = append(items, item)
	}
	return items, nil
}
