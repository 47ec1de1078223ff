package portfolio

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"raaderum/calc"
)

// Snapshot (øjebliksbillede) is a quarter as it was frozen: the inputs, the
// figures computed from them, and a hash that covers both and the snapshot
// before. What is learnt later cannot move it; Verify finds any byte that was.
type Snapshot struct {
	Organisation OrganisationID  `json:"organisation"`
	Quarter      calc.Quarter    `json:"quarter"`
	Sequence     int64           `json:"sequence"` // 1 and up within the organisation
	At           time.Time       `json:"at"`
	By           UserID          `json:"by"`
	Method       string          `json:"method"` // MethodVersion of the program that froze it
	Inputs       json.RawMessage `json:"inputs"`
	Figures      json.RawMessage `json:"figures"`
	InputsHash   string          `json:"inputsHash"`
	FiguresHash  string          `json:"figuresHash"`
	Previous     string          `json:"previousHash"` // "" for the first
	Hash         string          `json:"hash"`
}

// snapshotInputs is all that the figures depend on.
type snapshotInputs struct {
	Organisation OrganisationID    `json:"id"`
	Name         string            `json:"name"`
	Example      bool              `json:"example"`
	Governance   Governance        `json:"governance"`
	Strategy     Strategy          `json:"strategy"`
	RateSets     []frozenRateSet   `json:"rateSets"` // the vintages in force
	Cases        []BusinessCase    `json:"cases"`
	Statuses     []QuarterlyStatus `json:"statuses"`
}

type frozenRateSet struct {
	Name      string       `json:"name"`
	ValidFrom time.Time    `json:"validFrom"`
	Bands     []frozenBand `json:"bands"`
}

type frozenBand struct {
	Through int     `json:"through"`
	Rate    float64 `json:"rate"`
}

// snapshotFigures is what was shown, in a form that does not repeat the inputs.
type snapshotFigures struct {
	Headline   Headline       `json:"headline"`
	Account    TargetAccount  `json:"account"`
	Other      TargetAccount  `json:"other"`
	Quarters   []QuarterPoint `json:"quarters"`
	Areas      []AreaFigures  `json:"areas"`
	Unreported []BenefitRef   `json:"unreported"`
	Cases      []frozenCase   `json:"cases"`
}

type frozenCase struct {
	Case     CaseID        `json:"case"`
	Version  int           `json:"version"`
	Figures  calc.Figures  `json:"figures"`
	RateSet  string        `json:"rateSet"`
	RateWhy  string        `json:"rateWhy"`
	Timing   calc.Timing   `json:"timing"`
	BaseYear int           `json:"baseYear"`
	Table    []YearRow     `json:"table"`
	Light    TrafficLight  `json:"light"`
	LightWhy string        `json:"lightWhy"`
	Findings []CaseFinding `json:"findings"`
}

// Freeze computes a quarter from what is known now and seals it after the
// snapshot before; previous is nil for the first. At is kept to the microsecond.
func Freeze(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus, quarter calc.Quarter, by UserID, at time.Time, previous *Snapshot) (Snapshot, error) {
	s := Snapshot{Organisation: org.ID, Quarter: quarter, Sequence: 1, At: at.UTC().Truncate(time.Microsecond), By: by, Method: MethodVersion}
	if previous != nil {
		s.Sequence, s.Previous = previous.Sequence+1, previous.Hash
	}
	inputs := snapshotInputs{Organisation: org.ID, Name: org.Name, Example: org.Example, Governance: org.Governance, Strategy: org.Strategy,
		RateSets: frozenRateSets(), Cases: cases, Statuses: statuses}
	var err error
	if s.Inputs, err = json.Marshal(inputs); err != nil {
		return Snapshot{}, fmt.Errorf("portfolio: freezing inputs: %w", err)
	}
	if s.Figures, err = s.compute(); err != nil {
		return Snapshot{}, fmt.Errorf("portfolio: freezing figures: %w", err)
	}
	s.InputsHash, s.FiguresHash = hashOf(s.Inputs), hashOf(s.Figures)
	s.Hash = s.seal()
	return s, nil
}

func frozenRateSets() []frozenRateSet {
	var sets []frozenRateSet
	for _, set := range calc.RateSets() {
		frozen := frozenRateSet{Name: set.Name, ValidFrom: set.ValidFrom}
		for _, band := range set.Rates.Bands {
			frozen.Bands = append(frozen.Bands, frozenBand{band.Through, band.Rate})
		}
		sets = append(sets, frozen)
	}
	return sets
}

// compute gives the figures of the frozen inputs, as this program computes them.
func (s Snapshot) compute() ([]byte, error) {
	var inputs snapshotInputs
	if err := json.Unmarshal(s.Inputs, &inputs); err != nil {
		return nil, err
	}
	org := Organisation{ID: inputs.Organisation, Name: inputs.Name, Example: inputs.Example, Governance: inputs.Governance, Strategy: inputs.Strategy}
	report := NewQuarterReport(org, inputs.Cases, inputs.Statuses, s.Quarter)
	figures := snapshotFigures{Headline: report.Headline, Account: report.Account, Other: report.Other, Quarters: report.Quarters,
		Areas: report.Areas, Unreported: report.Unreported, Cases: []frozenCase{}}
	for _, one := range report.Cases {
		figures.Cases = append(figures.Cases, frozenCase{
			Case: one.Case.ID, Version: one.Case.Version, Figures: one.Evaluation.Figures(), RateSet: one.Terms.RateSet, RateWhy: one.Terms.RateWhy,
			Timing: one.Terms.Timing, BaseYear: one.Terms.BaseYear, Table: one.Table, Light: one.Light, LightWhy: one.LightWhy, Findings: one.Findings,
		})
	}
	return json.Marshal(figures)
}

// Report is the frozen quarter as a report again, computed from its inputs.
func (s Snapshot) Report() (QuarterReport, error) {
	var inputs snapshotInputs
	if err := json.Unmarshal(s.Inputs, &inputs); err != nil {
		return QuarterReport{}, fmt.Errorf("portfolio: reading a snapshot: %w", err)
	}
	org := Organisation{ID: inputs.Organisation, Name: inputs.Name, Example: inputs.Example, Governance: inputs.Governance, Strategy: inputs.Strategy}
	return NewQuarterReport(org, inputs.Cases, inputs.Statuses, s.Quarter), nil
}

// seal is the hash of everything in the snapshot, in a fixed order.
func (s Snapshot) seal() string {
	text, _ := json.Marshal([]string{ // strings always marshal
		string(s.Organisation), s.Quarter.String(), fmt.Sprint(s.Sequence), s.At.UTC().Format(time.RFC3339Nano), string(s.By),
		s.Method, s.InputsHash, s.FiguresHash, s.Previous,
	})
	return hashOf(text)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

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
	now, err := s.compute()
	if err != nil {
		return append(faults, SnapshotFault{Part: FaultInputs, Path: err.Error()})
	}
	if string(now) == string(s.Figures) {
		return faults
	}
	return append(faults, differences(s.Figures, now)...)
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
