package portfolio

import "raaderum/calc"

// QuarterReport (kvartalsrapport) is what the council sees for one quarter:
// everything the quarter page, the charts and the papers need, computed once.
type QuarterReport struct {
	Organisation Organisation
	Quarter      calc.Quarter
	Headline     Headline
	Account      TargetAccount // by the organisation's headline method
	Other        TargetAccount // by the other method
	Quarters     []QuarterPoint
	Areas        []AreaFigures // in the strategy's order; last the cases without an area, if any
	Unreported   []BenefitRef  // benefits with a plan for Quarter and no realised figure for it
	Cases        []CaseFigures
}

// BenefitRef points at a benefit of a case.
type BenefitRef struct {
	Case    CaseID
	Benefit BenefitID
}

// AreaFigures are a focus area's own benefits in the headline's year, by the
// headline method: the part of the account that comes from its cases.
type AreaFigures struct {
	Area   FocusAreaID // "" for cases without one
	Cases  int
	Layers map[Layer]calc.Money // a layer nothing is in is absent
}

// Headline answers "are we reaching the target this year?".
type Headline struct {
	Year      int
	Verdict   Verdict
	Target    *calc.Money
	Achieved  calc.Money // realised + budgeted + decided, own benefits
	Realised  calc.Money
	Share     *float64 // Achieved/Target; nil without a target
	OfBudget  *float64 // Achieved / whole efficiency budget
	OtherView Verdict  // by the other method
}

// Verdict is the answer in one word.
type Verdict string

// The verdicts.
const (
	VerdictReached   Verdict = "reached"  // realised and budgeted cover the target
	VerdictOnTrack   Verdict = "on-track" // decided benefits cover it, if they come
	VerdictShort     Verdict = "short"    // even with what is decided there is a gap
	VerdictNoTarget  Verdict = "no-target"
	VerdictNoFigures Verdict = "no-figures" // nothing has been reported
)

// QuarterPoint is planned against realised in one quarter. Nil is not reported,
// which is not zero.
type QuarterPoint struct {
	Quarter  calc.Quarter
	Planned  *calc.Money
	Realised *calc.Money
	Forecast *calc.Money
	Reported int // benefits with a realised figure
	Due      int // benefits with a plan for the quarter

	// Parts are what Planned, Realised and Forecast are the sums of, each with
	// its cells, so that a reader can walk from the sum to the workbook.
	Parts map[Series][]Contribution
}

// CaseFigures is a case with everything computed from it as of a quarter.
type CaseFigures struct {
	Case       BusinessCase
	Evaluation calc.Evaluation
	Terms      Terms
	Table      []YearRow
	Light      TrafficLight
	LightWhy   string           // code: "behind-plan", "lapsed", "no-report", …
	Status     *QuarterlyStatus // as reported for the quarter; nil: nothing was
	Findings   []CaseFinding
}

// Terms are what an Evaluation was computed under; every figure is printed
// with them.
type Terms struct {
	RateSet    string // "fm-2013", or "flat"
	RateWhy    string // code: RateByDecision, RateByDate or RateChosen
	Rates      calc.Rates
	Timing     calc.Timing
	BaseYear   int // 0 when the case counts t0, t1, …
	PriceLevel PriceLevel
	Method     string // version of the method, "1"
}

// YearRow is one year of a case: sums of its lines, nil where nothing is stated.
type YearRow struct {
	Period     calc.Period
	Costs      *calc.Money
	Benefits   *calc.Money
	Net        *calc.Money
	Factor     float64
	Discounted float64 // kroner
	Cumulative *calc.Money
}

// TrafficLight (trafiklys) is a computed or chosen light.
type TrafficLight string

// The lights. A case that is over or not begun gets none.
const (
	LightGreen   TrafficLight = "green"
	LightYellow  TrafficLight = "yellow"
	LightRed     TrafficLight = "red"
	LightNone    TrafficLight = "none"    // not started, closed or stopped
	LightMissing TrafficLight = "missing" // should have one, nothing reported
)

// CaseFinding is a rule of the field that a case breaks, such as "no-owner" or
// "payback-over-limit". Nothing is blocked by a finding.
type CaseFinding struct {
	Severity Severity
	Code     string
	Args     map[string]any
}

// Severity tells how much a finding matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)
