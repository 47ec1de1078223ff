package portfolio

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"raaderum/calc"
)

// The parts of a snapshot that may be wrong; the words are under
// "snapshot.fault-<part>".
const (
	FaultInputs     = "inputs"     // the inputs are not those that were frozen
	FaultFigures    = "figures"    // the figures are not those that were frozen
	FaultHeader     = "header"     // who, when, which quarter, or a hash was changed
	FaultChain      = "chain"      // it does not follow the snapshot before
	FaultRecomputed = "recomputed" // this program computes another figure
)

// SnapshotFault is one thing that is not as it was frozen.
type SnapshotFault struct {
	Part        string
	Path        string // of a recomputed figure: "account.years[2].layersOre.realised"
	Frozen, Now string
}

// maxFaults is how many differing figures are named; one cause tends to move many.
const maxFaults = 20

// Verify tells everything in a snapshot that is not as it was frozen: hashes
// that do not hold, a chain that is broken, and figures that come out otherwise
// from the frozen inputs. previous is the hash of the snapshot before, "" for
// the first. Nothing is returned when all is well.
func (s Snapshot) Verify(previous string) []SnapshotFault {
	var faults []SnapshotFault
	check := func(part, frozen, now string) {
		if frozen != now {
			faults = append(faults, SnapshotFault{Part: part, Frozen: frozen, Now: now})
		}
	}
	check(FaultInputs, s.InputsHash, hashOf(s.Inputs))
	check(FaultFigures, s.FiguresHash, hashOf(s.Figures))
	check(FaultHeader, s.Hash, s.seal())
	check(FaultChain, s.Previous, previous)
	report, err := s.Report()
	if err != nil {
		return append(faults, SnapshotFault{Part: FaultInputs, Path: err.Error()})
	}
	return append(faults, s.recomputed(report)...)
}

// recomputed names the figures that a report of the frozen inputs has otherwise
// than they were frozen.
func (s Snapshot) recomputed(report QuarterReport) []SnapshotFault {
	now, err := frozenFigures(report, s.Method)
	switch {
	case err != nil:
		return []SnapshotFault{{Part: FaultRecomputed, Path: err.Error()}}
	case string(now) == string(s.Figures):
		return nil
	}
	return differences(s.Figures, now)
}

// VerifyChain verifies snapshots in their order, each after the one before, and
// gives the faults of those that have any.
func VerifyChain(snapshots []Snapshot) map[calc.Quarter][]SnapshotFault {
	found := map[calc.Quarter][]SnapshotFault{}
	previous := ""
	for i, s := range snapshots {
		faults := s.Verify(previous)
		if s.Sequence != int64(i+1) {
			faults = append(faults, SnapshotFault{Part: FaultChain, Frozen: fmt.Sprint(i + 1), Now: fmt.Sprint(s.Sequence)})
		}
		if len(faults) > 0 {
			found[s.Quarter] = faults
		}
		previous = s.Hash
	}
	return found
}

// differences names the places where two documents differ.
func differences(frozen, now []byte) []SnapshotFault {
	before, err := exactly(frozen)
	if err != nil {
		return []SnapshotFault{{Part: FaultFigures, Path: err.Error()}}
	}
	after, err := exactly(now)
	if err != nil {
		return []SnapshotFault{{Part: FaultRecomputed, Path: err.Error()}}
	}
	var found []SnapshotFault
	compareDocuments("", before, after, &found)
	return found
}

// exactly reads a document with its numbers as they are written.
func exactly(data []byte) (document any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err = decoder.Decode(&document)
	return document, err
}

func compareDocuments(path string, before, after any, found *[]SnapshotFault) {
	if len(*found) >= maxFaults {
		return
	}
	switch b := before.(type) {
	case map[string]any:
		if a, ok := after.(map[string]any); ok {
			// Only what was frozen is compared: a later program may compute more.
			for _, key := range slices.Sorted(maps.Keys(b)) {
				compareDocuments(joinPath(path, key), b[key], a[key], found)
			}
			return
		}
	case []any:
		if a, ok := after.([]any); ok && len(a) == len(b) {
			for i := range b {
				compareDocuments(fmt.Sprintf("%s[%d]", path, i), b[i], a[i], found)
			}
			return
		}
	}
	if frozen, now := text(before), text(after); frozen != now {
		*found = append(*found, SnapshotFault{Part: FaultRecomputed, Path: path, Frozen: frozen, Now: now})
	}
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func text(value any) string {
	data, _ := json.Marshal(value) // what was unmarshalled marshals
	return string(data)
}
