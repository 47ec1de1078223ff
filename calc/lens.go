package calc

import (
	"math"
	"slices"
	"time"
)

// Convention (beregningskonvention) is one way to discount a case.
type Convention struct {
	Timing  Timing
	RateSet string // the rate set's machine name; "" for the problem's own rate
	Rates   Rates

	// Of Actual365 on entries of equal periods: the day of the first entry, and
	// whether the problem does not say and AssumedStart stands in for it.
	Start        time.Time
	StartAssumed bool
}

// AssumedStart is where a row without a date begins when its days are counted:
// the first day of a year none of whose first three years has a leap day. It
// is a convention like any other and a View says when it was used.
func AssumedStart() time.Time { return day(2001, time.January, 1) }

// Conventions are all ways to discount a problem: each timing with the
// problem's own rate first and then with each rate set, and last among the
// timings by actual days from the problem's Start. Dated flows know their
// timing, so only the rates differ.
func Conventions(p Problem, sets []RateSet) []Convention {
	timings := slices.Clone(Timings)
	dated := Convention{Timing: Actual365}
	if len(p.Dates) > 0 {
		timings = nil
	} else if dated.Start = p.Start; p.Start.IsZero() {
		dated.Start, dated.StartAssumed = AssumedStart(), true
	}
	var all []Convention
	each := func(set string, rates Rates) {
		for _, timing := range timings {
			all = append(all, Convention{Timing: timing, RateSet: set, Rates: rates})
		}
		by := dated
		by.RateSet, by.Rates = set, rates
		all = append(all, by)
	}
	each("", p.Rates)
	for _, set := range sets {
		each(set.Name, set.Rates)
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

// Verdict is what the NPV says. An NPV is 0 that is within what floating point
// can have lost, 64 units in the last place of the costs and benefits it is made
// of (2⁻⁴⁶ of their present values), and is 0.00 kr. to the øre.
func (e Evaluation) Verdict() Verdict {
	switch {
	case !e.NPV.Exists():
		return Undecided
	case e.NPV.Value >= 0 || isRounding(e.NPV.Value, e.PresentValueCosts.Value+e.PresentValueBenefits.Value):
		return Worthwhile
	}
	return NotWorthwhile
}

// isRounding tells whether a difference of amounts that add up to so much may
// be nothing but rounding: of the factors, which are as exact as the rate, and
// of the sums. Half an øre and more is none.
func isRounding(difference, magnitude float64) bool {
	size := math.Abs(difference)
	return size <= 0x1p-46*magnitude && size < 0.005
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
// malformed problem, no conventions, or one the problem cannot be seen under,
// such as another timing for dated flows.
func LookThrough(p Problem, conventions []Convention) (Lens, error) {
	if len(conventions) == 0 {
		return Lens{}, &Error{ErrEmpty, "conventions"}
	}
	// Internal rates depend on when flows fall and not on the discount rate.
	type layout struct {
		timing Timing
		start  time.Time
	}
	known := map[layout]internalRates{}
	lens := Lens{Unanimous: true}
	for _, convention := range conventions {
		p.Timing, p.Rates = convention.Timing, convention.Rates
		if !convention.Start.IsZero() {
			p.Start = convention.Start
		}
		s, err := newStream(p)
		if err != nil {
			return Lens{}, err
		}
		laid := layout{timing: BaseYear}
		if s.costsFirst != 0 || s.dates != nil { // else the shifts of a timing only scale the NPV
			laid = layout{p.Timing, p.Start}
		}
		rates, solved := known[laid]
		if !solved {
			rates = s.rates()
			known[laid] = rates
		}
		evaluation := s.evaluate(p, rates)
		view := View{convention, evaluation, evaluation.Verdict()}
		lens.Views = append(lens.Views, view)
		lens.Unanimous = lens.Unanimous && view.Verdict == lens.Views[0].Verdict
	}
	return lens, nil
}

// Measure names one of the figures a case is stated with.
type Measure string

// The measures. People state most of them in documents; each can be looked
// for in a Lens and is explained by Explain.
const (
	MeasureNPV                     Measure = "npv"
	MeasurePresentCosts            Measure = "present-value-costs"
	MeasurePresentBenefits         Measure = "present-value-benefits"
	MeasureBenefitCostRatio        Measure = "benefit-cost-ratio"
	MeasureSwitchingValue          Measure = "switching-value"
	MeasureROI                     Measure = "roi"
	MeasureEquivalent              Measure = "equivalent-annual"
	MeasureIRR                     Measure = "irr"
	MeasureMIRR                    Measure = "mirr"
	MeasurePayback                 Measure = "payback"
	MeasureWholeYearPayback        Measure = "whole-year-payback"
	MeasureDiscountedPayback       Measure = "discounted-payback"
	MeasureWholeYearDiscounted     Measure = "whole-year-discounted-payback"
	MeasurePaybackFromGoLive       Measure = "payback-from-go-live"
	MeasureWholeYearFromGoLive     Measure = "whole-year-payback-from-go-live"
	MeasureDiscountedFromGoLive    Measure = "discounted-payback-from-go-live"
	MeasureWholeDiscountedFromLive Measure = "whole-year-discounted-payback-from-go-live"
)

// Measures are all measures, for those who keep words for them.
var Measures = []Measure{
	MeasureNPV, MeasurePresentCosts, MeasurePresentBenefits, MeasureBenefitCostRatio, MeasureSwitchingValue, MeasureROI,
	MeasureEquivalent, MeasureIRR, MeasureMIRR, MeasurePayback, MeasureWholeYearPayback, MeasureDiscountedPayback,
	MeasureWholeYearDiscounted, MeasurePaybackFromGoLive, MeasureWholeYearFromGoLive, MeasureDiscountedFromGoLive,
	MeasureWholeDiscountedFromLive,
}

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
		if view.Gives(stated) {
			views = append(views, view)
		}
	}
	return views
}

// Gives tells whether the view has the stated figure, within its tolerance.
func (v View) Gives(stated Stated) bool {
	return slices.ContainsFunc(v.Evaluation.Values(stated.Measure), func(value float64) bool {
		return math.Abs(value-stated.Value) <= stated.Tolerance
	})
}

// Values are the numbers a measure has: none when it does not exist, one, or
// for IRR several.
func (e Evaluation) Values(measure Measure) []float64 {
	if measure == MeasureIRR {
		return slices.Clone(e.IRR.Roots)
	}
	if figure, known := e.figures()[measure]; known && figure.Exists() {
		return []float64{figure.Value}
	}
	return nil
}

// figures are the measures that are one number, or none with a reason.
func (e Evaluation) figures() map[Measure]Figure {
	figures := map[Measure]Figure{
		MeasureNPV: e.NPV, MeasurePresentCosts: e.PresentValueCosts, MeasurePresentBenefits: e.PresentValueBenefits,
		MeasureBenefitCostRatio: e.BenefitCostRatio, MeasureSwitchingValue: e.SwitchingValue, MeasureROI: e.ROI,
		MeasureEquivalent: e.EquivalentAnnual, MeasureMIRR: e.MIRR,
	}
	add := func(years, whole Measure, p *Payback) {
		switch {
		case p == nil:
		case p.Status == PaybackValue:
			figures[years], figures[whole] = Figure{Value: p.Years}, Figure{Value: float64(p.WholeYears)}
		default:
			none := Figure{Why: p.Reason()}
			figures[years], figures[whole] = none, none
		}
	}
	add(MeasurePayback, MeasureWholeYearPayback, &e.Payback)
	add(MeasureDiscountedPayback, MeasureWholeYearDiscounted, &e.DiscountedPayback)
	add(MeasurePaybackFromGoLive, MeasureWholeYearFromGoLive, e.PaybackFromGoLive)
	add(MeasureDiscountedFromGoLive, MeasureWholeDiscountedFromLive, e.DiscountedPaybackFromGoLive)
	return figures
}
