package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// verifies is what verifying needs of the store beside the snapshots.
type verifies interface {
	AuditLog(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.AuditEntry, error)
	VerifyAuditLog(ctx context.Context, org portfolio.OrganisationID) (int64, error)
	VerifyRows(ctx context.Context, org portfolio.OrganisationID) (portfolio.RowCheck, error)
	VerifyFiles(ctx context.Context, org portfolio.OrganisationID) (portfolio.FileCheck, error)
}

// apiVerify tells of each frozen quarter whether it holds, and of what they stand
// on, as `verify` does: what is not as it was, by name.
func (s *Server) apiVerify(c *fiber.Ctx) error {
	org, print := visitOf(c).Organisation, printerOf(c)
	chain, err := s.Store.Snapshots(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	trail, err := machine.TrailOf(c.UserContext(), s.Store, org, chain, print)
	if err != nil {
		return err
	}
	type verified struct {
		Quarter calc.Quarter `json:"quarter"`
		Holds   bool         `json:"holds"`
		Faults  []string     `json:"faults"`
	}
	faults, list := portfolio.VerifyChain(chain), []verified{}
	for _, one := range chain {
		said := verified{Quarter: one.Quarter, Holds: len(faults[one.Quarter]) == 0, Faults: []string{}}
		for _, fault := range faults[one.Quarter] {
			said.Faults = append(said.Faults, print.T("verify."+fault.Part, "path", fault.Path, "frozen", fault.Frozen, "now", fault.Now))
		}
		list = append(list, said)
	}
	return c.JSON(fiber.Map{"snapshots": list, "trail": trail})
}
