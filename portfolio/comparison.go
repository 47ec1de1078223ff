package portfolio

import (
	"cmp"
	"slices"

	"raaderum/calc"
)

// Comparison (sammenligning) is a quarter held up against an earlier one by one
// method: the same years as both saw them, and the cases whose part of the
// answer, light or phase is another.
type Comparison struct {
	From   calc.Quarter   `json:"from"`
	To     calc.Quarter   `json:"to"`
	Method CountMethod    `json:"method"`
	Due    int            `json:"due"`      // benefits with a plan for From
	Came   int            `json:"reported"` // those of them with a realised figure
	Years  []ComparedYear `json:"years"`    // the later quarter's own; then the earlier one's, when it is another
	Cases  []ComparedCase `json:"cases"`    // those that differ, the largest difference first
}

// ComparedYear (sammenlignet år) is one year of the account as two quarters saw it.
type ComparedYear struct {
	Year    int              `json:"year"`
	Figures []ComparedFigure `json:"figures"`
}

// ComparedFigure (sammenlignet tal) is a figure as two quarters saw it. Nil is
// not known, or nothing is in it. Difference is After − Before; a sum that
// nothing is in adds nothing, but a target or a gap that is not known gives none.
type ComparedFigure struct {
	BridgeKey
	Before     *calc.Money `json:"beforeOre"`
	After      *calc.Money `json:"afterOre"`
	Difference *calc.Money `json:"differenceOre"`
}

// ComparedCase (sammenlignet sag) is a case's part of what is achieved in the
// later quarter's year, its light and its phase, as two quarters saw them. The
// differences of all cases add up to that of the year's achieved amount.
type ComparedCase struct {
	Case        CaseID       `json:"case"`
	Title       string       `json:"title"`
	Before      *calc.Money  `json:"beforeOre"` // nil: nothing of it counted
	After       *calc.Money  `json:"afterOre"`
	Difference  calc.Money   `json:"differenceOre"`
	LightBefore TrafficLight `json:"lightBefore"` // "" when the case was not known
	LightAfter  TrafficLight `json:"lightAfter"`  // "" when it no longer is
	PhaseBefore Phase        `json:"phaseBefore"` // PhaseUnknown when nobody has said
	PhaseAfter  Phase        `json:"phaseAfter"`
}

// Change (ændring) is the difference as it is shown: nil where nothing of the case
// counted in either quarter, since between two unknowns the difference is not 0.
func (c ComparedCase) Change() *calc.Money {
	if c.Before == nil && c.After == nil {
		return nil
	}
	return &c.Difference
}

// Known tells whether anything was reported for the earlier quarter: else there
// is nothing to hold the later one up against.
func (c Comparison) Known() bool { return c.Came > 0 }

// Compare holds a report up against an earlier one of the same organisation.
func Compare(earlier, later QuarterReport, method CountMethod) Comparison {
	c := Comparison{From: earlier.Quarter, To: later.Quarter, Method: method,
		Due: earlier.Counting.Due + earlier.Beside.Due, Came: earlier.Counting.Reported + earlier.Beside.Reported}
	before, after := earlier.by(method), later.by(method)
	years := []int{later.Quarter.Year}
	if earlier.Quarter.Year != later.Quarter.Year {
		years = append(years, earlier.Quarter.Year)
	}
	for _, year := range years {
		c.Years = append(c.Years, ComparedYear{year, compareYears(c.Method, before.year(year), after.year(year))})
	}
	c.Cases = compareCases(earlier, later, before.year(years[0]), after.year(years[0]))
	return c
}

// ComparedArea (sammenlignet indsatsområde) is a focus area's part of the later
// quarter's year, as two quarters saw it.
type ComparedArea struct {
	Area    FocusAreaID
	Figures []ComparedFigure
}

// Figure is a figure of the area.
func (a ComparedArea) Figure(quantity BridgeQuantity, layer Layer) ComparedFigure {
	for _, one := range a.Figures {
		if one.Quantity == quantity && one.Layer == layer {
			return one
		}
	}
	return ComparedFigure{}
}

// CompareAreas takes the later quarter's year of a comparison apart by focus area,
// in the strategy's order, last the cases without one. A case counts where each
// quarter had it, so the areas add up to the whole; one with no case in either is
// left out.
func CompareAreas(earlier, later QuarterReport, method CountMethod) []ComparedArea {
	keys := []FocusAreaID{}
	for _, area := range later.Organisation.Strategy.FocusAreas {
		keys = append(keys, area.ID)
	}
	var all []ComparedArea
	for _, key := range append(keys, "") {
		before, some := earlier.areaYear(key, method, later.Quarter.Year)
		after, more := later.areaYear(key, method, later.Quarter.Year)
		if some || more {
			all = append(all, ComparedArea{key, compareYears(method, before, after)})
		}
	}
	return all
}

// areaYear is a focus area's part of a year of the account, and whether the area
// has any case.
func (r QuarterReport) areaYear(area FocusAreaID, method CountMethod, year int) (part TargetYear, some bool) {
	has := map[CaseID]bool{}
	for _, figures := range r.Cases {
		if figures.Case.FocusArea == area {
			has[figures.Case.ID] = true
		}
	}
	of := partOfYears([]TargetYear{r.by(method).year(year)}, func(id CaseID) bool { return has[id] })
	return of[0], len(has) > 0
}

// by is the account by a method, whichever of the two was the headline's then.
func (r QuarterReport) by(method CountMethod) TargetAccount {
	if r.Account.Method == method {
		return r.Account
	}
	return r.Other
}

// compareYears are the achieved amount, its layers, what is expected, the target,
// the gap and the joint benefits of a year.
func compareYears(method CountMethod, before, after TargetYear) []ComparedFigure {
	key := func(quantity BridgeQuantity, layer Layer) BridgeKey {
		return BridgeKey{Quantity: quantity, Method: method, Year: after.Year, Layer: layer}
	}
	sum := func(layer Layer) ComparedFigure {
		return comparedSum(key(BridgeLayer, layer), before.layer(layer), after.layer(layer))
	}
	return []ComparedFigure{
		comparedSum(key(BridgeAchieved, ""), before.achievedOrNone(), after.achievedOrNone()),
		sum(LayerRealised), sum(LayerBudgeted), sum(LayerDecided), sum(LayerPipeline),
		comparedKnown(key(BridgeTarget, ""), before.Target, after.Target),
		comparedKnown(key(BridgeGap, ""), before.Gap, after.Gap),
		sum(LayerJoint),
	}
}

// comparedSum compares sums: one that nothing is in adds nothing.
func comparedSum(key BridgeKey, before, after *calc.Money) ComparedFigure {
	figure := ComparedFigure{BridgeKey: key, Before: before, After: after}
	if before == nil && after == nil {
		return figure
	}
	var difference calc.Money
	if after != nil {
		difference = *after
	}
	if before != nil {
		difference -= *before
	}
	figure.Difference = &difference
	return figure
}

// comparedKnown compares figures that must both be known.
func comparedKnown(key BridgeKey, before, after *calc.Money) ComparedFigure {
	if before == nil || after == nil {
		return ComparedFigure{BridgeKey: key, Before: before, After: after}
	}
	return comparedSum(key, before, after)
}

// layer is the sum of a layer; nil when nothing is in it.
func (y TargetYear) layer(layer Layer) *calc.Money {
	if amount, ok := y.Layers[layer]; ok {
		return &amount
	}
	return nil
}

// achievedOrNone is what counts as achieved; nil when nothing does.
func (y TargetYear) achievedOrNone() *calc.Money {
	var sum *calc.Money
	for _, one := range y.Contributions {
		sum = addAchieved(sum, one)
	}
	return sum
}

// addAchieved adds a contribution that counts as achieved to a sum.
func addAchieved(sum *calc.Money, one Contribution) *calc.Money {
	if one.Layer != LayerRealised && one.Layer != LayerBudgeted && one.Layer != LayerDecided {
		return sum
	}
	total := one.Amount
	if sum != nil {
		total += *sum
	}
	return &total
}

// compareCases are the cases of either report that differ.
func compareCases(earlier, later QuarterReport, before, after TargetYear) []ComparedCase {
	var all []ComparedCase
	at := map[CaseID]int{}
	see := func(bc BusinessCase) *ComparedCase {
		i, known := at[bc.ID]
		if !known {
			i = len(all)
			at[bc.ID], all = i, append(all, ComparedCase{Case: bc.ID, Title: bc.Title})
		}
		return &all[i]
	}
	for _, figures := range later.Cases {
		one := see(figures.Case)
		one.LightAfter, one.PhaseAfter = figures.Light, figures.Case.Stage()
	}
	for _, figures := range earlier.Cases {
		one := see(figures.Case)
		one.LightBefore, one.PhaseBefore = figures.Light, figures.Case.Stage()
	}
	for _, part := range before.Contributions {
		if i, known := at[part.Case]; known {
			all[i].Before = addAchieved(all[i].Before, part)
		}
	}
	for _, part := range after.Contributions {
		if i, known := at[part.Case]; known {
			all[i].After = addAchieved(all[i].After, part)
		}
	}
	all = slices.DeleteFunc(all, func(one ComparedCase) bool {
		return one.LightBefore == one.LightAfter && one.PhaseBefore == one.PhaseAfter && value(one.Before) == value(one.After)
	})
	for i := range all {
		all[i].Difference = value(all[i].After) - value(all[i].Before)
	}
	slices.SortStableFunc(all, func(a, b ComparedCase) int {
		return cmp.Compare(max(b.Difference, -b.Difference), max(a.Difference, -a.Difference))
	})
	return all
}

// value is what a sum adds: nothing where nothing is in it.
func value(sum *calc.Money) calc.Money {
	if sum == nil {
		return 0
	}
	return *sum
}
