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
	Unreported   []BenefitRef  // what is missing of Counting and Beside, case by case
	Counting     Reporting     // of the benefits that count towards the target
	Beside       Reporting     // of the others: joint, released time, what a unit keeps
	Prices       *PriceMix     // nil when all is in the same prices
	Latest       calc.Quarter  // the newest quarter anything is known of; zero when nothing is
	Cases        []CaseFigures
	Round        StatusRound // who has reported and confirmed, and what deviates
}

// BenefitRef points at a benefit of a case.
type BenefitRef struct {
	Case    CaseID    `json:"case"`
	Benefit BenefitID `json:"benefit"`
}

// AreaFigures are a focus area's own benefits in the headline's year, by the
// headline method: the part of the account that comes from its cases.
type AreaFigures struct {
	Area   FocusAreaID          `json:"area"` // "" for cases without one
	Cases  int                  `json:"cases"`
	Layers map[Layer]calc.Money `json:"layersOre"` // a layer nothing is in is absent
}

// Headline answers "are we reaching the target this year?".
type Headline struct {
	Year      int         `json:"year"`
	Verdict   Verdict     `json:"verdict"`
	Target    *calc.Money `json:"targetOre"`
	Achieved  calc.Money  `json:"achievedOre"` // realised + budgeted + decided, own benefits
	Realised  calc.Money  `json:"realisedOre"`
	Share     *float64    `json:"share"`              // Achieved/Target; nil without a target
	OfBudget  *float64    `json:"ofEfficiencyBudget"` // Achieved / whole efficiency budget
	OtherView Verdict     `json:"otherView"`          // by the other method
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
	VerdictPart      Verdict = "part"       // figures of some cases: the target is the whole municipality's
)

// QuarterPoint is planned against realised in one quarter. Nil is not reported,
// which is not zero.
type QuarterPoint struct {
	Quarter  calc.Quarter `json:"quarter"`
	Planned  *calc.Money  `json:"plannedOre"`
	Realised *calc.Money  `json:"realisedOre"`
	Forecast *calc.Money  `json:"forecastOre"`
	Reported int          `json:"reported"` // benefits with a realised figure
	Due      int          `json:"due"`      // benefits with a plan for the quarter

	// Parts are what Planned, Realised and Forecast are the sums of, each with
	// its cells, so that a reader can walk from the sum to the workbook.
	Parts map[Series][]Contribution `json:"parts"`

	// Stale are the parts of Forecast that rest on figures older than a quarter:
	// of benefits that somebody reported once, and not for a quarter or more.
	Stale []Contribution `json:"-"`
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
	// Computed is the light by the figures, whatever anybody chose, and why.
	Computed    TrafficLight
	ComputedWhy string
	Findings    []CaseFinding
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
	Period     calc.Period `json:"period"`
	Costs      *calc.Money `json:"costsOre"`
	Benefits   *calc.Money `json:"benefitsOre"`
	Net        *calc.Money `json:"netOre"`
	Factor     float64     `json:"factor"`
	Discounted float64     `json:"discounted"` // kroner
	Cumulative *calc.Money `json:"cumulativeOre"`
}

// TrafficLight (trafiklys) is a computed or chosen light.
type TrafficLight string

// Lit tells whether it is a colour: what a case that was judged has. Between two
// of them alone there is a better and a worse.
func (l TrafficLight) Lit() bool { return l == LightGreen || l == LightYellow || l == LightRed }

// The lights. A case that is over or not begun gets none. LightNotDue is only
// ever computed; nobody reports it.
const (
	LightGreen   TrafficLight = "green"
	LightYellow  TrafficLight = "yellow"
	LightRed     TrafficLight = "red"
	LightNone    TrafficLight = "none"    // not started, closed or stopped
	LightMissing TrafficLight = "missing" // should have one, nothing reported
	LightNotDue  TrafficLight = "not-due" // nothing is due yet, so there is nothing to report
)

// CaseFinding is a rule of the field that a case breaks, such as "no-owner" or
// "payback-over-limit". Nothing is blocked by a finding.
type CaseFinding struct {
	Severity Severity       `json:"severity"`
	Code     string         `json:"code"`
	Args     map[string]any `json:"args"`
}

// Severity tells how much a finding matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)
