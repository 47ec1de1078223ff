package portfolio

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// BridgeCause (årsag) is a kind of reason why a figure is another than it was.
type BridgeCause string

// The causes, in the order they are reckoned. Each is reckoned with those before
// it done and those after it not, so the order decides who gets what two causes
// do together; docs/decisions/0050-bridge.md tells why it is this one.
const (
	CauseMethod     BridgeCause = "method"      // the program computes in another way
	CauseRules      BridgeCause = "rules"       // governance, strategy and targets
	CauseUndone     BridgeCause = "undone"      // a case is gone: the import that brought it was undone
	CauseStopped    BridgeCause = "stopped"     // a case was ended
	CausePriceLevel BridgeCause = "price-level" // the same amount is stated in other prices
	CauseTiming     BridgeCause = "timing"      // another go-live, or the same sum in other periods
	CauseRate       BridgeCause = "rate"        // another discount rate
	CauseDecision   BridgeCause = "decision"    // status, phase or a benefit's state
	CauseEdited     BridgeCause = "edited"      // a cell has another value
	CauseCorrection BridgeCause = "correction"  // realised of a quarter that was already over
	CauseQuarter    BridgeCause = "quarter"     // it is seen from a later quarter
	CauseRealised   BridgeCause = "realised"    // realised in place of what was expected
	CauseNew        BridgeCause = "new"         // a case nobody knew before
)

// BridgeCauses are all causes in their order.
var BridgeCauses = []BridgeCause{CauseMethod, CauseRules, CauseUndone, CauseStopped, CausePriceLevel, CauseTiming, CauseRate,
	CauseDecision, CauseEdited, CauseCorrection, CauseQuarter, CauseRealised, CauseNew}

// BridgeQuantity is what a bridged figure is.
type BridgeQuantity string

// The quantities.
const (
	BridgeAchieved BridgeQuantity = "achieved" // the headline's: realised, budgeted and decided of its year
	BridgeRealised BridgeQuantity = "realised" // the headline's
	BridgeTarget   BridgeQuantity = "target"   // the headline's
	BridgeLayer    BridgeQuantity = "layer"    // of a year, by a method
	BridgeGap      BridgeQuantity = "gap"      // of a year, by a method
	BridgeNPV      BridgeQuantity = "npv"      // of a case
)

// BridgeKey names a figure; the fields that do not belong to its quantity are empty.
type BridgeKey struct {
	Quantity BridgeQuantity `json:"quantity"`
	Method   CountMethod    `json:"method,omitempty"`
	Year     int            `json:"year,omitempty"`
	Layer    Layer          `json:"layer,omitempty"`
	Case     CaseID         `json:"case,omitempty"`
}

// BridgePart is what one change did to one figure. Amounts are kroner in øre;
// the sign is the figure's own.
type BridgePart struct {
	Cause  BridgeCause  `json:"cause"`
	Amount calc.Money   `json:"ore"`
	Case   CaseID       `json:"case,omitempty"`
	Line   *LineRef     `json:"line,omitempty"`
	Series Series       `json:"series,omitempty"` // of a changed amount
	Period *calc.Period `json:"period,omitempty"` // of a changed amount
	Field  string       `json:"field,omitempty"`  // of a changed field
	Before string       `json:"before,omitempty"` // in machine form; "" is not stated
	After  string       `json:"after,omitempty"`
	Source Source       `json:"source,omitzero"` // the cell of After; of Before when After is gone
}

// BridgedFigure is one figure before and after, with what lies between. Nil does
// not exist, which is not 0; then nothing can be told in kroner.
type BridgedFigure struct {
	BridgeKey
	Before     *calc.Money `json:"beforeOre"`
	After      *calc.Money `json:"afterOre"`
	Difference *calc.Money `json:"differenceOre"` // After − Before, and the sum of Parts, to the øre
	// NothingBefore and NothingAfter tell that nothing was counted there: Before or
	// After is then a sum of nothing, which is no figure and written as missing.
	NothingBefore bool         `json:"nothingBefore,omitempty"`
	NothingAfter  bool         `json:"nothingAfter,omitempty"`
	Parts         []BridgePart `json:"parts"` // those that moved it
}

// Sum adds a figure's parts up by cause.
func (f BridgedFigure) Sum(cause BridgeCause) (sum calc.Money, any bool) {
	for _, part := range f.Parts {
		if part.Cause == cause {
			sum, any = sum+part.Amount, true
		}
	}
	return sum, any
}

// BridgeEnd is one end of a bridge: a frozen quarter, or what is known now.
type BridgeEnd struct {
	Quarter calc.Quarter `json:"quarter"`
	At      time.Time    `json:"at"`
	Method  string       `json:"method"`
	Hash    string       `json:"hash"` // "" when it is not frozen
}

// Bridge (bro) says why the figures of one quarter are others in a later one:
// every difference as a sum of causes, exactly.
type Bridge struct {
	From    BridgeEnd       `json:"from"`
	To      BridgeEnd       `json:"to"`
	Cases   []BridgedCase   `json:"cases"`   // of either end, by their latest name
	Figures []BridgedFigure `json:"figures"` // those of both ends: the headline's first, then by year and layer, then by case
}

// BridgedCase is what a case is called.
type BridgedCase struct {
	ID     CaseID `json:"id"`
	Number string `json:"number"`
	Title  string `json:"title"`
}

// CaseName is a case's number and title.
func (b Bridge) CaseName(id CaseID) string {
	for _, one := range b.Cases {
		if one.ID == id {
			return strings.TrimSpace(one.Number + " " + one.Title)
		}
	}
	return string(id)
}

// bridgedCases are the later end's, then those that are gone.
func bridgedCases(before, after *bridgeInputs) []BridgedCase {
	all := []BridgedCase{}
	for _, bc := range slices.Concat(after.Cases, before.Cases) {
		if !slices.ContainsFunc(all, func(one BridgedCase) bool { return one.ID == bc.ID }) {
			all = append(all, BridgedCase{bc.ID, bc.Number, bc.Title})
		}
	}
	return all
}

// Figure finds a figure; false when the bridge has none of that name.
func (b Bridge) Figure(key BridgeKey) (BridgedFigure, bool) {
	for _, figure := range b.Figures {
		if figure.BridgeKey == key {
			return figure, true
		}
	}
	return BridgedFigure{}, false
}

// Live is the quarter as it is known now, in the form of a snapshot that is not
// sealed: one end of a bridge.
func Live(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus, quarter calc.Quarter, at time.Time) (Snapshot, error) {
	s, err := Freeze(org, cases, statuses, quarter, "", at, nil)
	s.Sequence, s.Hash = 0, ""
	return s, err
}

// NewBridge explains the figures of one snapshot from those of an earlier one,
// by sequential replacement: the earlier inputs are made the later ones step by
// step in the order of BridgeCauses, case by case and cell by cell, and what
// each step does to a figure is its part. So the parts are the whole, always.
//
// A figure that does not exist on the way (a present value while a case mixes
// t0 and years) gives its difference to the step that brings it back.
func NewBridge(from, to Snapshot) (Bridge, error) {
	if from.Organisation != to.Organisation || to.Quarter.Before(from.Quarter) {
		return Bridge{}, &Error{Code: CodeInvalid, Key: "bridge.order", Args: map[string]any{"from": from.Quarter, "to": to.Quarter}}
	}
	before, err := readBridgeEnd(from)
	if err != nil {
		return Bridge{}, err
	}
	after, err := readBridgeEnd(to)
	if err != nil {
		return Bridge{}, err
	}
	w := newBridgeWalk(before, after)
	w.start()
	w.rules()
	w.undone()
	w.stopped()
	for _, step := range []func(*caseEdit){(*caseEdit).priceLevel, (*caseEdit).timing, (*caseEdit).rate,
		(*caseEdit).decision, (*caseEdit).edited, (*caseEdit).correction} {
		w.eachCase(step)
	}
	w.quarter()
	w.eachCase((*caseEdit).realised)
	w.fresh()
	w.finish()
	return Bridge{From: bridgeEnd(from), To: bridgeEnd(to), Cases: bridgedCases(before, after), Figures: w.figures()}, nil
}

func bridgeEnd(s Snapshot) BridgeEnd {
	return BridgeEnd{Quarter: s.Quarter, At: s.At, Method: s.Method, Hash: s.Hash}
}

// bridgeInputs are the inputs and the figures of one end.
type bridgeInputs struct {
	snapshotInputs
	quarter calc.Quarter
	shown   map[BridgeKey]*calc.Money
	nothing map[BridgeKey]bool // sums of nothing
	order   []BridgeKey
}

func readBridgeEnd(s Snapshot) (*bridgeInputs, error) {
	end := &bridgeInputs{quarter: s.Quarter, shown: map[BridgeKey]*calc.Money{}, nothing: map[BridgeKey]bool{}}
	if err := json.Unmarshal(s.Inputs, &end.snapshotInputs); err != nil {
		return nil, fmt.Errorf("portfolio: reading a snapshot: %w", err)
	}
	var figures snapshotFigures
	if err := json.Unmarshal(s.Figures, &figures); err != nil {
		return nil, fmt.Errorf("portfolio: reading a snapshot: %w", err)
	}
	end.show(figures)
	end.nameLines()
	return end, nil
}

// nameLines gives cost lines without an id their place as one: each line is
// followed by its id.
func (end *bridgeInputs) nameLines() {
	for _, bc := range end.Cases {
		for i := range bc.Costs {
			if bc.Costs[i].ID == "" {
				bc.Costs[i].ID = "#" + strconv.Itoa(i+1)
			}
		}
	}
}

// organisation is the municipality with its rules as they were.
func (end *bridgeInputs) organisation() Organisation {
	return Organisation{ID: end.Organisation, Name: end.Name, Example: end.Example, Governance: end.Governance, Strategy: end.Strategy}
}

// show names the figures of a snapshot as they were frozen.
func (end *bridgeInputs) show(figures snapshotFigures) {
	put := func(key BridgeKey, value *calc.Money) {
		end.shown[key] = value
		end.order = append(end.order, key)
	}
	put(BridgeKey{Quantity: BridgeAchieved}, &figures.Headline.Achieved)
	put(BridgeKey{Quantity: BridgeRealised}, &figures.Headline.Realised)
	put(BridgeKey{Quantity: BridgeTarget}, figures.Headline.Target)
	year := figures.Account.year(figures.Headline.Year)
	_, realised := year.Layers[LayerRealised]
	end.nothing[BridgeKey{Quantity: BridgeAchieved}] = !year.Counts()
	end.nothing[BridgeKey{Quantity: BridgeRealised}] = !realised
	for _, account := range []TargetAccount{figures.Account, figures.Other} {
		for _, year := range account.Years {
			for _, layer := range Layers {
				money, counted := year.Layers[layer]
				key := BridgeKey{Quantity: BridgeLayer, Method: account.Method, Year: year.Year, Layer: layer}
				put(key, &money)
				end.nothing[key] = !counted
			}
			put(BridgeKey{Quantity: BridgeGap, Method: account.Method, Year: year.Year}, year.Gap)
		}
	}
	for _, one := range figures.Cases {
		put(BridgeKey{Quantity: BridgeNPV, Case: one.Case}, roundedNPV(one.Figures.NPV))
	}
}

// roundedNPV is a net present value in whole øre; nil when it does not exist.
func roundedNPV(kroner *float64) *calc.Money {
	if kroner == nil {
		return nil
	}
	money, err := calc.FromKroner(*kroner)
	if err != nil {
		return nil
	}
	return &money
}

// bridgedKeys are the figures that both ends have a name for, in the later one's order.
func bridgedKeys(before, after *bridgeInputs) []BridgeKey {
	var keys []BridgeKey
	for _, key := range after.order {
		if _, ok := before.shown[key]; ok && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
