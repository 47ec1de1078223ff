package calc

import "math"

// Convention (beregningskonvention) is one way to discount a case.
type Convention struct {
	Timing  Timing
	RateSet string // the rate set's machine name; "" for the problem's own rate
	Rates   Rates
}

// Conventions are all ways to discount a problem: each timing with the
// problem's own rate first and then with each rate set. Dated flows know their
// timing, so only the rates differ.
func Conventions(p Problem, sets []RateSet) []Convention {
	rates := []Convention{{Rates: p.Rates}}
	for _, set := range sets {
		rates = append(rates, Convention{RateSet: set.Name, Rates: set.Rates})
	}
	timings := Timings
	if len(p.Dates) > 0 {
		timings = []Timing{BaseYear}
	}
	var all []Convention
	for _, convention := range rates {
		for _, timing := range timings {
			convention.Timing = timing
			all = append(all, convention)
		}
	}
	return all
}

// Verdict is what a case's NPV says of it.
type Verdict string

// The verdicts.
const (
	Worthwhile    Verdict = "worthwhile"     // NPV ≥ 0
	NotWorthwhile Verdict = "not-worthwhile" // NPV < 0
	Undecided     Verdict = "undecided"      // there is no NPV
)

// Verdict is what the NPV says. An NPV within rounding of 0, a billionth of
// the costs and benefits it is made of, is 0.
func (e Evaluation) Verdict() Verdict {
	switch {
	case !e.NPV.Exists():
		return Undecided
	case e.NPV.Value >= -1e-9*(e.PresentValueCosts.Value+e.PresentValueBenefits.Value):
		return Worthwhile
	}
	return NotWorthwhile
}

// View is a case seen under one convention.
type View struct {
	Convention Convention
	Evaluation Evaluation
	Verdict    Verdict
}

// Lens (konventionslinse) is a case under several conventions side by side, in
// the order they were given.
type Lens struct {
	Views     []View
	Unanimous bool // the verdict is the same under all
}

// LookThrough evaluates a problem under each convention. *Error for a
// malformed problem or no conventions.
func LookThrough(p Problem, conventions []Convention) (Lens, error) {
	if len(conventions) == 0 {
		return Lens{}, &Error{ErrEmpty, "conventions"}
	}
	lens := Lens{Unanimous: true}
	for _, convention := range conventions {
		p.Timing, p.Rates = convention.Timing, convention.Rates
		evaluation, err := Evaluate(p)
		if err != nil {
			return Lens{}, err
		}
		view := View{convention, evaluation, evaluation.Verdict()}
		lens.Views = append(lens.Views, view)
		lens.Unanimous = lens.Unanimous && view.Verdict == lens.Views[0].Verdict
	}
	return lens, nil
}

// Measure names one of the figures a case is stated with.
type Measure string

// The measures people state.
const (
	MeasureNPV               Measure = "npv"
	MeasureIRR               Measure = "irr"
	MeasurePayback           Measure = "payback"
	MeasureWholeYearPayback  Measure = "whole-year-payback"
	MeasureDiscountedPayback Measure = "discounted-payback"
	MeasureBenefitCostRatio  Measure = "benefit-cost-ratio"
)

// Stated is a figure that stands in a document, as precise as it is written:
// an NPV of 335 in t.kr. has the Value 335,000 and the Tolerance 500.
type Stated struct {
	Measure   Measure
	Value     float64 // kroner, years, or a fraction
	Tolerance float64 // how far from Value the figure may lie, ≥ 0
}

// Reproducing are the views whose figure is the stated one, within its
// tolerance: the conventions that explain where it came from. None is an
// answer too. IRR matches when any of several rates does.
func (l Lens) Reproducing(stated Stated) []View {
	var views []View
	for _, view := range l.Views {
		for _, value := range view.Evaluation.values(stated.Measure) {
			if math.Abs(value-stated.Value) <= stated.Tolerance {
				views = append(views, view)
				break
			}
		}
	}
	return views
}

// values are the numbers a measure has: none, one, or for IRR several.
func (e Evaluation) values(measure Measure) []float64 {
	figure := func(f Figure) []float64 {
		if !f.Exists() {
			return nil
		}
		return []float64{f.Value}
	}
	years := func(p Payback, years float64) []float64 {
		if p.Status != PaybackValue {
			return nil
		}
		return []float64{years}
	}
	switch measure {
	case MeasureNPV:
		return figure(e.NPV)
	case MeasureIRR:
		return e.IRR.Roots
	case MeasurePayback:
		return years(e.Payback, e.Payback.Years)
	case MeasureWholeYearPayback:
		return years(e.Payback, float64(e.Payback.WholeYears))
	case MeasureDiscountedPayback:
		return years(e.DiscountedPayback, e.DiscountedPayback.Years)
	case MeasureBenefitCostRatio:
		return figure(e.BenefitCostRatio)
	}
	return nil
}
