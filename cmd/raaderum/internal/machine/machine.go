// Package machine is the documents of the machine interface: what the command line
// writes with --json is what the service answers under /api/v1.
package machine

import (
	"context"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Source is what the documents are made of.
type Source interface {
	Cases(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.BusinessCase, error)
	Statuses(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.QuarterlyStatus, error)
	Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (portfolio.Snapshot, error)
	Agenda(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.AgendaItem, error)
}

// Report is a quarter as it was frozen; where it was not, or when live figures are
// asked for, as it is known now.
func Report(ctx context.Context, from Source, home portfolio.Organisation, quarter calc.Quarter, live bool) (portfolio.QuarterReport, error) {
	if !live {
		snapshot, err := from.Snapshot(ctx, home.ID, quarter)
		if err == nil {
			return snapshot.Report()
		}
		if portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return portfolio.QuarterReport{}, err
		}
	}
	cases, err := from.Cases(ctx, home.ID)
	if err != nil {
		return portfolio.QuarterReport{}, err
	}
	statuses, err := from.Statuses(ctx, home.ID)
	if err != nil {
		return portfolio.QuarterReport{}, err
	}
	return portfolio.NewQuarterReport(home, cases, statuses, quarter), nil
}
