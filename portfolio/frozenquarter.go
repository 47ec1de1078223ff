package portfolio

import (
	"encoding/json"
	"fmt"
)

// FrozenQuarter (frosset kvartal) is a snapshot to be shown again: the report of
// its inputs, and everything in it that is not as it was frozen.
type FrozenQuarter struct {
	Snapshot Snapshot
	Report   QuarterReport
	// Faults are those of this snapshot by itself: bytes that were changed, and
	// figures that this program computes otherwise. Whether it follows the
	// snapshot before is for VerifyChain to tell.
	Faults []SnapshotFault
}

// Show computes the report of a snapshot and holds it up against the figures that
// were frozen. The report is shown even when it differs, with Faults saying so.
func (s Snapshot) Show() (FrozenQuarter, error) {
	open, err := s.Open()
	if err != nil {
		return FrozenQuarter{}, err
	}
	return s.ShowOpen(open), nil
}

// ShowOpen is Show of a snapshot that is open already.
func (s Snapshot) ShowOpen(open OpenSnapshot) FrozenQuarter {
	report := open.Report()
	shown := FrozenQuarter{Snapshot: s, Report: report}
	for _, part := range []struct{ name, frozen, now string }{
		{FaultInputs, s.InputsHash, hashOf(s.Inputs)}, {FaultFigures, s.FiguresHash, hashOf(s.Figures)}, {FaultHeader, s.Hash, s.seal()},
	} {
		if part.frozen != part.now {
			shown.Faults = append(shown.Faults, SnapshotFault{Part: part.name, Frozen: part.frozen, Now: part.now})
		}
	}
	shown.Faults = append(shown.Faults, s.recomputed(report)...)
	return shown
}

// Headline is the headline that was frozen, read and not computed.
func (s Snapshot) Headline() (Headline, error) {
	var figures struct {
		Headline Headline `json:"headline"`
	}
	if err := json.Unmarshal(s.Figures, &figures); err != nil {
		return Headline{}, fmt.Errorf("portfolio: reading a snapshot: %w", err)
	}
	return figures.Headline, nil
}
