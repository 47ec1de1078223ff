package portfolio

import "slices"

// PhaseMove (faseskift) is the cases that were in one phase and are in another,
// or in the same. From is "" for a case nobody knew before, To for one that is
// no longer there.
type PhaseMove struct {
	From  Phase    `json:"from"`
	To    Phase    `json:"to"`
	Cases []CaseID `json:"cases"`
}

// PhaseMoves are how the cases moved between two snapshots, in the order of the
// phases.
func PhaseMoves(from, to Snapshot) ([]PhaseMove, error) {
	before, err := readBridgeEnd(from)
	if err != nil {
		return nil, err
	}
	after, err := readBridgeEnd(to)
	if err != nil {
		return nil, err
	}
	var moves []PhaseMove
	add := func(from, to Phase, id CaseID) {
		at := slices.IndexFunc(moves, func(m PhaseMove) bool { return m.From == from && m.To == to })
		if at < 0 {
			at = len(moves)
			moves = append(moves, PhaseMove{From: from, To: to})
		}
		moves[at].Cases = append(moves[at].Cases, id)
	}
	was := map[CaseID]Phase{}
	for _, bc := range before.Cases {
		was[bc.ID] = bc.Stage()
	}
	for _, bc := range after.Cases {
		add(was[bc.ID], bc.Stage(), bc.ID)
		delete(was, bc.ID)
	}
	for _, bc := range before.Cases {
		if phase, gone := was[bc.ID]; gone {
			add(phase, "", bc.ID)
		}
	}
	slices.SortStableFunc(moves, func(a, b PhaseMove) int {
		if a.From != b.From {
			return slices.Index(Phases, a.From) - slices.Index(Phases, b.From)
		}
		return slices.Index(Phases, a.To) - slices.Index(Phases, b.To)
	})
	return moves, nil
}

// PhaseUnknown is a case's place when nobody has said its phase.
const PhaseUnknown Phase = "unknown"

// Stage (fase) is a case's phase; a case that was ended is stopped, whatever is
// said, and one whose phase nobody has said is in PhaseUnknown.
func (bc BusinessCase) Stage() Phase {
	switch {
	case bc.Over():
		return PhaseStopped
	case bc.Phase == "":
		return PhaseUnknown
	}
	return bc.Phase
}
