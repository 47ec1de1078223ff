package portfolio

import (
	"slices"

	"raaderum/calc"
)

// bridgeWalk is a portfolio on its way from one end of a bridge to the other,
// with its figures kept up to date case by case.
type bridgeWalk struct {
	before, after *bridgeInputs
	keys          []BridgeKey

	org   Organisation
	rates map[CaseID]caseTerms
	asOf  calc.Quarter
	cases []*BusinessCase
	known map[BenefitRef]bool

	years  []int
	given  map[CaseID]map[BridgeKey]calc.Money // each case's part of each layer
	layers map[BridgeKey]calc.Money            // their sums
	npv    map[CaseID]*calc.Money

	at    map[BridgeKey]*calc.Money // the figures as of the last step that knew them
	parts map[BridgeKey][]BridgePart
}

// caseTerms are what a case is discounted by.
type caseTerms struct {
	sets []calc.RateSet
	asOf calc.Quarter
}

func newBridgeWalk(before, after *bridgeInputs) *bridgeWalk {
	w := &bridgeWalk{before: before, after: after, keys: bridgedKeys(before, after), org: before.organisation(), asOf: before.quarter,
		rates: map[CaseID]caseTerms{}, given: map[CaseID]map[BridgeKey]calc.Money{}, layers: map[BridgeKey]calc.Money{},
		npv: map[CaseID]*calc.Money{}, at: map[BridgeKey]*calc.Money{}, parts: map[BridgeKey][]BridgePart{}}
	terms := caseTerms{before.rateSets(), before.quarter}
	for i := range before.Cases {
		w.cases = append(w.cases, &before.Cases[i])
		w.rates[before.Cases[i].ID] = terms
	}
	return w
}

// start sets out from the figures as they were frozen; what this program
// computes otherwise from the same inputs is the method's.
func (w *bridgeWalk) start() {
	for _, key := range w.keys {
		w.at[key] = w.before.shown[key]
	}
	w.countAll()
	w.record(BridgePart{Cause: CauseMethod})
}

func (w *bridgeWalk) rules() {
	w.org = w.after.organisation()
	w.countAll()
	w.record(BridgePart{Cause: CauseRules})
}

// undone takes out the cases that are gone: only the undoing of the import that
// brought a case takes it away.
func (w *bridgeWalk) undone() {
	for _, one := range slices.Clone(w.cases) {
		if w.later(one.ID) != nil {
			continue
		}
		w.cases = slices.DeleteFunc(w.cases, func(other *BusinessCase) bool { return other.ID == one.ID })
		w.drop(one.ID)
		w.structureChanged()
		w.record(BridgePart{Cause: CauseUndone, Case: one.ID})
	}
}

// stopped ends the cases that were ended.
func (w *bridgeWalk) stopped() {
	for _, one := range w.cases {
		if now := w.later(one.ID); now.Over() && !one.Over() {
			was := string(one.Status)
			one.Status, one.Phase, one.Ended = now.Status, now.Phase, now.Ended
			w.count(one)
			w.record(BridgePart{Cause: CauseStopped, Case: one.ID, Field: "status", Before: was, After: string(now.Status), Source: now.Source})
		}
	}
}

// later is a case as the other end knows it; nil when it does not.
func (w *bridgeWalk) later(id CaseID) *BusinessCase {
	at := slices.IndexFunc(w.after.Cases, func(bc BusinessCase) bool { return bc.ID == id })
	if at < 0 {
		return nil
	}
	return &w.after.Cases[at]
}

// eachCase takes one step with every case that both ends know.
func (w *bridgeWalk) eachCase(step func(*caseEdit)) {
	for _, one := range w.cases {
		step(&caseEdit{w: w, was: one, now: w.later(one.ID)})
	}
}

// quarter looks at the same inputs from the later quarter: at another year's
// figures first, where the headline has moved on to one, then case by case.
func (w *bridgeWalk) quarter() {
	seen := BridgePart{Cause: CauseQuarter, Before: w.before.quarter.String(), After: w.after.quarter.String()}
	w.asOf = w.after.quarter
	w.learn()
	w.years = accountYears(w.org.Strategy, w.claims(), w.asOf)
	w.record(seen)
	for _, one := range w.cases {
		w.countOne(one)
		seen.Case = one.ID
		w.record(seen)
	}
}

// fresh brings in the cases that are new, in their order.
func (w *bridgeWalk) fresh() {
	terms := caseTerms{w.after.rateSets(), w.after.quarter}
	for i := range w.after.Cases {
		one := &w.after.Cases[i]
		if _, ours := w.rates[one.ID]; ours {
			continue
		}
		w.cases, w.rates[one.ID] = append(w.cases, one), terms
		w.structureChanged()
		w.count(one)
		w.record(BridgePart{Cause: CauseNew, Case: one.ID, Source: one.Source})
	}
}

// finish arrives at the figures as they were frozen; what this program computes
// otherwise is the method's.
func (w *bridgeWalk) finish() {
	for _, key := range w.keys {
		w.move(key, w.after.shown[key], BridgePart{Cause: CauseMethod})
	}
}

// figures are what the walk found: a figure that one end does not have is told
// without parts.
func (w *bridgeWalk) figures() []BridgedFigure {
	all := make([]BridgedFigure, 0, len(w.keys))
	for _, key := range w.keys {
		figure := BridgedFigure{BridgeKey: key, Before: w.before.shown[key], After: w.after.shown[key], Parts: []BridgePart{},
			NothingBefore: w.before.nothing[key], NothingAfter: w.after.nothing[key]}
		if figure.Before != nil && figure.After != nil {
			difference := *figure.After - *figure.Before
			figure.Difference = &difference
			figure.Parts = append(figure.Parts, w.parts[key]...)
		}
		all = append(all, figure)
	}
	return all
}

// record gives what every figure moved by since the step before to a part.
func (w *bridgeWalk) record(part BridgePart) {
	for _, key := range w.keys {
		w.move(key, w.value(key), part)
	}
}

func (w *bridgeWalk) move(key BridgeKey, now *calc.Money, part BridgePart) {
	if now == nil {
		return
	}
	if was := w.at[key]; was != nil && *was != *now {
		part.Amount = *now - *was
		w.parts[key] = append(w.parts[key], part)
	}
	w.at[key] = now
}

// value is a figure as of this step; nil when it does not exist.
func (w *bridgeWalk) value(key BridgeKey) *calc.Money {
	headline, _ := methods(w.org.Governance)
	sum := func(method CountMethod, year int, layers ...Layer) *calc.Money {
		if !slices.Contains(w.years, year) {
			return nil
		}
		var total calc.Money
		for _, layer := range layers {
			total += w.layers[BridgeKey{Quantity: BridgeLayer, Method: method, Year: year, Layer: layer}]
		}
		return &total
	}
	switch key.Quantity {
	case BridgeAchieved:
		return sum(headline, w.asOf.Year, LayerRealised, LayerBudgeted, LayerDecided)
	case BridgeRealised:
		return sum(headline, w.asOf.Year, LayerRealised)
	case BridgeTarget:
		return w.target(w.asOf.Year)
	case BridgeLayer:
		return sum(key.Method, key.Year, key.Layer)
	case BridgeGap:
		target, achieved := w.target(key.Year), sum(key.Method, key.Year, LayerRealised, LayerBudgeted, LayerDecided)
		if target == nil || achieved == nil {
			return nil
		}
		gap := max(0, *target-*achieved)
		return &gap
	}
	return w.npv[key.Case]
}

func (w *bridgeWalk) target(year int) *calc.Money {
	target, ok := w.org.Strategy.TargetFor(year)
	if !ok {
		return nil
	}
	return &target.Amount
}

// countAll counts every case again: under other rules, or from another quarter.
func (w *bridgeWalk) countAll() {
	w.learn()
	w.years = accountYears(w.org.Strategy, w.claims(), w.asOf)
	for _, one := range w.cases {
		w.countOne(one)
	}
}

// claims are those of all cases where the account's years depend on them: where
// the strategy has none.
func (w *bridgeWalk) claims() []claim {
	if w.org.Strategy.hasPeriod() {
		return nil
	}
	var all []claim
	for _, one := range w.cases {
		all = append(all, caseClaims(w.org, *one, w.asOf, w.known)...)
	}
	return all
}

// count counts one case again after a change of it. Without a strategy a change
// may add years to the account, and then all are counted.
func (w *bridgeWalk) count(one *BusinessCase) {
	if !w.org.Strategy.hasPeriod() && !slices.Equal(w.years, accountYears(w.org.Strategy, w.claims(), w.asOf)) {
		w.countAll()
		return
	}
	w.countOne(one)
}

func (w *bridgeWalk) countOne(one *BusinessCase) {
	w.drop(one.ID)
	given := map[BridgeKey]calc.Money{}
	if own := caseClaims(w.org, *one, w.asOf, w.known); len(own) > 0 {
		for _, method := range []CountMethod{NewPermanent, InYear} {
			books := map[int]*TargetYear{}
			for _, year := range w.years {
				books[year] = &TargetYear{Year: year, Layers: map[Layer]calc.Money{}, Gross: map[Layer]calc.Money{}}
			}
			bookCase(w.org.Governance, own, books, method)
			for year, book := range books {
				for layer, money := range book.Layers {
					given[BridgeKey{Quantity: BridgeLayer, Method: method, Year: year, Layer: layer}] = money
				}
			}
		}
	}
	for key, money := range given {
		w.layers[key] += money
	}
	w.given[one.ID] = given
	w.npv[one.ID] = w.presentValue(one)
}

// presentValue is a case's net present value on the terms of this step.
func (w *bridgeWalk) presentValue(one *BusinessCase) *calc.Money {
	terms := w.rates[one.ID]
	return roundedNPV(Evaluate(*one, termsAmong(terms.sets, *one, terms.asOf.End())).Evaluation.Figures().NPV)
}

// drop takes a case's part out of the sums.
func (w *bridgeWalk) drop(id CaseID) {
	for key, money := range w.given[id] {
		w.layers[key] -= money
	}
	delete(w.given, id)
	delete(w.npv, id)
}

// learn finds which benefits there are, so that an overlap with one that is not
// there does not keep another out.
func (w *bridgeWalk) learn() {
	w.known = map[BenefitRef]bool{}
	for _, one := range w.cases {
		for _, benefit := range one.Benefits {
			w.known[BenefitRef{one.ID, benefit.ID}] = true
		}
	}
}

// structureChanged counts the cases again whose benefits may overlap with one
// that came or went, and all of them where the account's years follow the cases.
func (w *bridgeWalk) structureChanged() {
	if !w.org.Strategy.hasPeriod() {
		w.countAll()
		return
	}
	w.learn()
	for _, one := range w.cases {
		if slices.ContainsFunc(one.Benefits, func(b Benefit) bool { return b.CountedIn != nil }) {
			w.countOne(one)
		}
	}
}
