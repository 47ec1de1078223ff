package portfolio

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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
	var err error
	if s.Inputs, err = frozenInputs(org, cases, statuses); err != nil {
		return Snapshot{}, err
	}
	if s.Figures, err = s.compute(); err != nil {
		return Snapshot{}, fmt.Errorf("portfolio: freezing figures: %w", err)
	}
	s.InputsHash, s.FiguresHash = hashOf(s.Inputs), hashOf(s.Figures)
	s.Hash = s.seal()
	return s, nil
}

// frozenInputs are what is known, as it is frozen.
func frozenInputs(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus) ([]byte, error) {
	inputs, err := json.Marshal(snapshotInputs{Organisation: org.ID, Name: org.Name, Example: org.Example, Governance: org.Governance, Strategy: org.Strategy,
		RateSets: frozenRateSets(), Cases: cases, Statuses: statuses})
	if err != nil {
		return nil, fmt.Errorf("portfolio: freezing inputs: %w", err)
	}
	return inputs, nil
}

// InputsHash is the hash that the inputs would be frozen with: what somebody saw
// before they froze it.
func InputsHash(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus) (string, error) {
	inputs, err := frozenInputs(org, cases, statuses)
	if err != nil {
		return "", err
	}
	return hashOf(inputs), nil
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
	report, err := s.Report()
	if err != nil {
		return nil, err
	}
	return frozenFigures(report, s.Method)
}

// FiguresOf are the figures of a part of the snapshot's report, in the form in which
// the whole is frozen.
func (s Snapshot) FiguresOf(part QuarterReport) (json.RawMessage, error) {
	return frozenFigures(part, s.Method)
}

// frozenFigures are a report's figures as a method freezes them.
func frozenFigures(report QuarterReport, method string) ([]byte, error) {
	figures := snapshotFigures{Headline: report.Headline, Account: report.Account, Other: report.Other, Quarters: report.Quarters,
		Areas: report.Areas, Unreported: report.Unreported, Cases: []frozenCase{}}
	for _, one := range report.Cases {
		figures.Cases = append(figures.Cases, frozenCase{
			Case: one.Case.ID, Version: one.Case.Version, Figures: one.Evaluation.Figures(), RateSet: one.Terms.RateSet, RateWhy: one.Terms.RateWhy,
			Timing: one.Terms.Timing, BaseYear: one.Terms.BaseYear, Table: one.Table, Light: one.Light.frozenBy(method), LightWhy: one.LightWhy, Findings: one.Findings,
		})
	}
	return json.Marshal(figures)
}

// frozenBy is what a method calls a light: before "4" a case with nothing due was
// frozen as one that lacks its report, with the reason that told them apart.
func (l TrafficLight) frozenBy(method string) TrafficLight {
	if l == LightNotDue && (method == "1" || method == "2" || method == "3") {
		return LightMissing
	}
	return l
}

// Report is the frozen quarter as a report again: the frozen inputs under the
// vintages of rates that were frozen with them, computed by this program.
func (s Snapshot) Report() (QuarterReport, error) {
	open, err := s.Open()
	if err != nil {
		return QuarterReport{}, err
	}
	return open.Report(), nil
}

// OpenSnapshot (åbnet kvartal) is a snapshot whose inputs are read, once for all
// that is asked of it.
type OpenSnapshot struct {
	quarter calc.Quarter
	inputs  snapshotInputs
}

// Open reads a snapshot's inputs, and keeps nothing of its text. What cannot be
// read is an error.
func (s Snapshot) Open() (OpenSnapshot, error) {
	inputs, err := s.inputs()
	return OpenSnapshot{s.Quarter, inputs}, err
}

// Report is the quarter as a report.
func (o OpenSnapshot) Report() QuarterReport { return o.at(o.quarter) }

// Before is the quarter before, as the snapshot knows it.
func (o OpenSnapshot) Before() QuarterReport { return o.at(o.quarter.Add(-1)) }

func (o OpenSnapshot) at(quarter calc.Quarter) QuarterReport {
	return newQuarterReport(o.inputs.rateSets(), o.inputs.organisation(), o.inputs.Cases, o.inputs.Statuses, quarter)
}

// Lights are the lights of so many quarters, the snapshot's own the last.
func (o OpenSnapshot) Lights(quarters int) LightHistory {
	return NewLightHistory(o.inputs.organisation(), o.inputs.Cases, o.inputs.Statuses, o.quarter, quarters)
}

func (s Snapshot) inputs() (inputs snapshotInputs, err error) {
	if err := json.Unmarshal(s.Inputs, &inputs); err != nil {
		return inputs, fmt.Errorf("portfolio: reading a snapshot: %w", err)
	}
	return inputs, nil
}

func (inputs snapshotInputs) organisation() Organisation {
	return Organisation{ID: inputs.Organisation, Name: inputs.Name, Example: inputs.Example, Governance: inputs.Governance, Strategy: inputs.Strategy}
}

// rateSets are the vintages of rates that were in force.
func (inputs snapshotInputs) rateSets() []calc.RateSet {
	sets := make([]calc.RateSet, 0, len(inputs.RateSets))
	for _, frozen := range inputs.RateSets {
		set := calc.RateSet{Name: frozen.Name, ValidFrom: frozen.ValidFrom}
		for _, band := range frozen.Bands {
			set.Rates.Bands = append(set.Rates.Bands, calc.Band{Through: band.Through, Rate: band.Rate})
		}
		sets = append(sets, set)
	}
	return sets
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
