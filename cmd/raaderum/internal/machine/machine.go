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
