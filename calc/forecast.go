package calc

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Forecast (usikkerhedsberegning) asks what the uncertain amounts of a portfolio
// come to, year by year and in all, and how likely each year's target is. It is
// a Simulation with a measure for each year and one for the total.
type Forecast struct {
	Snapshot    string          // names the inputs: the same snapshot, the same numbers
	Years       []int           // ascending
	Stakes      []Stake         // with one weight for each year
	Discount    []float64       // what a krone of each year counts in the total; nil for 1 each
	Targets     map[int]float64 // kroner, of the years that have a target
	TotalTarget *float64        // kroner, of the total; nil for none
	Draws       int             // 0 for DefaultDraws
	Correlation float64         // between stakes of the same cause, 0 to 1
}

// DefaultDraws is how many draws a Forecast makes that names no number. The
// standard error of a chance is then half a percentage point at most.
const DefaultDraws = 10_000

// Forecasted is the answer to a Forecast, in the order a page shows it: what is
// assumed and the figures without chance first, what was drawn last.
type Forecasted struct {
	Assumptions []Assumption      `json:"assumptions"` // in order of name
	Years       []ForecastMeasure `json:"years"`
	Total       ForecastMeasure   `json:"total"`
	AllTargets  *float64          `json:"allTargets"` // the chance that every year with a target reaches it; null when none has one
	Method      ForecastMethod    `json:"method"`
	Result      SimulationResult  `json:"-"` // a measure for each year, then the total; to replay draws
}

// ForecastMeasure is what a year, or the total, comes to.
type ForecastMeasure struct {
	Year      int           `json:"year,omitempty"` // 0 for the total
	Likely    float64       `json:"likely"`         // Σ likely·weight: the plan, as if everything came and nothing varied
	Expected  Spread        `json:"expected"`       // in closed form: with probabilities and spread
	Drawn     Spread        `json:"drawn"`          // the same two of the draws, which differ by chance
	MeanError float64       `json:"meanError"`      // the standard error of the drawn mean, Expected.SD/√draws
	P10       DrawnQuantile `json:"p10"`
	P50       DrawnQuantile `json:"p50"`
	P90       DrawnQuantile `json:"p90"`
	Target    *float64      `json:"target"`  // null for none
	Chance    *float64      `json:"chance"`  // the share of draws that reach the target; null for none
	Drivers   []Driver      `json:"drivers"` // all cases by their part in the variance, widest first
}

// DrawnQuantile is a quantile and the draw that it is, for Replay.
type DrawnQuantile struct {
	Value float64 `json:"value"`
	Draw  int     `json:"draw"`
}

// Assumption is what a stake is assumed to be.
type Assumption struct {
	Case        string         `json:"case"`
	Line        string         `json:"line"`
	Low         float64        `json:"low"`
	Likely      float64        `json:"likely"`
	High        float64        `json:"high"`
	Method      EstimateMethod `json:"method"`
	Mean        float64        `json:"mean"` // when it comes
	SD          float64        `json:"sd"`   // of what is drawn, when it comes
	Probability float64        `json:"probability"`
	Cause       string         `json:"cause,omitempty"`
	Weights     []float64      `json:"weights"` // one for each year
}

// ForecastMethod is how the numbers were drawn, so that anybody can draw them
// again.
type ForecastMethod struct {
	Generator   string        `json:"generator"`
	Source      string        `json:"source"`
	Snapshot    string        `json:"snapshot"`
	Key         string        `json:"key"` // of the generator, 64 bits in hexadecimal, from the snapshot's name
	Draws       int           `json:"draws"`
	Correlation float64       `json:"correlation"`
	Causes      []SharedCause `json:"causes"`
	Formulas    []Formula     `json:"formulas"` // of the methods in use, in order of name
}

// SharedCause is a cause with the number of stakes that hang on it.
type SharedCause struct {
	Cause  string `json:"cause"`
	Stakes int    `json:"stakes"`
}

// Formula is what an estimation method computes, with a, m and b for low, likely
// and high, in mathematical notation.
type Formula struct {
	Method EstimateMethod `json:"method"`
	Stakes int            `json:"stakes"` // how many use it
	Mean   string         `json:"mean"`
	SD     string         `json:"sd"`
	Drawn  string         `json:"drawn"` // the distribution that is drawn from
	Excel  string         `json:"excel"` // an amount again from its share in a workbook; names in brackets are inputs
}

var formulas = []Formula{
	{PERT, 0, "(a + 4m + b)/6", "√((mean − a)(b − mean)/7)", "beta(1 + 4(m−a)/(b−a), 1 + 4(b−m)/(b−a)) on [a, b]",
		"BETA.INV([share],1+4*([m]-[a])/([b]-[a]),1+4*([b]-[m])/([b]-[a]),[a],[b])"},
	{Successive, 0, "(a + 3m + b)/5", "(b − a)/5", "normal(mean, SD)",
		"NORM.INV([share],([a]+3*[m]+[b])/5,([b]-[a])/5)"},
	{Triangular, 0, "(a + m + b)/3", "√((a² + b² + m² − ab − am − bm)/18)", "triangular(a, m, b)",
		"IF([share]<([m]-[a])/([b]-[a]),[a]+SQRT([share]*([b]-[a])*([m]-[a])),[b]-SQRT((1-[share])*([b]-[a])*([b]-[m])))"},
}

// Run draws with as many workers as given, at least one; the answer does not
// depend on how many. *Error as Simulation.Run, and for years out of order,
// weights or discount factors of another number than the years, targets that
// are no numbers or of a year there is not.
func (f Forecast) Run(workers int) (Forecasted, error) {
	s, err := f.simulation()
	if err != nil {
		return Forecasted{}, err
	}
	result, err := s.Run(workers)
	if err != nil {
		return Forecasted{}, err
	}
	answer := Forecasted{Result: result, Method: s.method()}
	for _, stake := range result.p.stakes {
		answer.Assumptions = append(answer.Assumptions, stake.assumption(len(f.Years)))
	}
	for j, year := range f.Years {
		var target *float64
		if kroner, named := f.Targets[year]; named {
			target = &kroner
		}
		answer.Years = append(answer.Years, result.measure(j, year, target))
	}
	answer.Total = result.measure(len(f.Years), 0, f.TotalTarget)
	for _, m := range append(slices.Clone(answer.Years), answer.Total) {
		if math.IsInf(m.Likely, 0) || math.IsNaN(m.Likely) {
			return Forecasted{}, &Error{ErrOverflow, "stakes"}
		}
	}
	answer.AllTargets = f.allTargets(result)
	return answer, nil
}

// simulation adds the total to the weights of each stake.
func (f Forecast) simulation() (Simulation, error) {
	if len(f.Years) == 0 {
		return Simulation{}, &Error{ErrEmpty, "years"}
	}
	if !slices.IsSortedFunc(f.Years, func(a, b int) int { return cmp.Or(cmp.Compare(a, b), -1) }) {
		return Simulation{}, &Error{ErrDateOrder, "years"}
	}
	if f.Discount != nil && len(f.Discount) != len(f.Years) {
		return Simulation{}, &Error{ErrLengthMismatch, "discount"}
	}
	if err := checkAmounts(f.Discount, "discount", false); err != nil {
		return Simulation{}, err
	}
	if err := f.checkTargets(); err != nil {
		return Simulation{}, err
	}
	s := Simulation{Snapshot: f.Snapshot, Stakes: slices.Clone(f.Stakes), Draws: f.Draws, Correlation: f.Correlation}
	if s.Draws == 0 {
		s.Draws = DefaultDraws
	}
	for i := range s.Stakes {
		weights := s.Stakes[i].Weights
		if len(weights) != len(f.Years) {
			return Simulation{}, &Error{ErrLengthMismatch, indexed("stakes", i)}
		}
		var sum total
		for j, weight := range weights {
			if f.Discount != nil {
				weight *= f.Discount[j]
			}
			sum.add(weight)
		}
		if math.IsInf(sum.value(), 0) || math.IsNaN(sum.value()) {
			return Simulation{}, &Error{ErrOverflow, indexed("stakes", i)}
		}
		s.Stakes[i].Weights = append(slices.Clone(weights), sum.value())
	}
	return s, nil
}

func (f Forecast) checkTargets() error {
	named := 0
	for j, year := range f.Years {
		kroner, known := f.Targets[year]
		if known {
			named++
		}
		if err := checkAmounts([]float64{kroner}, "targets", false); err != nil {
			return moved(err, indexed("targets", j))
		}
	}
	if named != len(f.Targets) {
		return &Error{ErrLengthMismatch, "targets"}
	}
	if f.TotalTarget != nil {
		return checkAmounts([]float64{*f.TotalTarget}, "totalTarget", false)
	}
	return nil
}

// measure tells of one measure of a result.
func (r SimulationResult) measure(j, year int, target *float64) ForecastMeasure {
	o := r.Outcomes[j]
	quantileOf := func(q, value float64) DrawnQuantile {
		draw, _ := o.DrawOf(q)
		return DrawnQuantile{value, draw}
	}
	m := ForecastMeasure{
		Year: year, Expected: o.Expected, Drawn: o.Drawn, MeanError: o.Expected.SD / math.Sqrt(float64(o.Draws())),
		P10: quantileOf(0.1, o.P10), P50: quantileOf(0.5, o.P50), P90: quantileOf(0.9, o.P90),
		Target: target, Drivers: r.Drivers(j),
	}
	var likely total
	for i := range r.p.stakes {
		likely.add(r.p.stakes[i].Estimate.Likely * r.p.stakes[i].Weights[j])
	}
	m.Likely = likely.value()
	if target != nil {
		chance := o.Chance(*target)
		m.Chance = &chance
	}
	return m
}

// allTargets is the share of draws in which every year reaches its target.
func (f Forecast) allTargets(r SimulationResult) *float64 {
	if len(f.Targets) == 0 {
		return nil
	}
	draws, reached := r.p.draws, 0
	for draw := range draws {
		all := true
		for j, year := range f.Years {
			if kroner, named := f.Targets[year]; named && !reaches(r.Outcomes[j].draws[draw], kroner) {
				all = false
				break
			}
		}
		if all {
			reached++
		}
	}
	chance := float64(reached) / float64(draws)
	return &chance
}

func (s Stake) assumption(years int) Assumption {
	e := s.Estimate
	return Assumption{
		Case: s.Case, Line: s.Line, Low: e.Low, Likely: e.Likely, High: e.High, Method: e.Method, Mean: e.Mean(), SD: e.DrawnSD(),
		Probability: s.Probability, Cause: s.Cause, Weights: s.Weights[:years],
	}
}

// method is how a simulation draws.
func (s Simulation) method() ForecastMethod {
	m := ForecastMethod{
		Generator: "Philox2x64-10",
		Source:    "Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011",
		Snapshot:  s.Snapshot, Key: fmt.Sprintf("%016x", keyOf("simulation", s.Snapshot)), Draws: s.Draws, Correlation: s.Correlation,
	}
	causes, methods := map[string]int{}, map[EstimateMethod]int{}
	for _, stake := range s.Stakes {
		methods[stake.Estimate.Method]++
		if stake.Cause != "" {
			causes[stake.Cause]++
		}
	}
	for cause, stakes := range causes {
		m.Causes = append(m.Causes, SharedCause{cause, stakes})
	}
	slices.SortFunc(m.Causes, func(a, b SharedCause) int { return cmp.Compare(a.Cause, b.Cause) })
	for _, formula := range formulas {
		if formula.Stakes = methods[formula.Method]; formula.Stakes > 0 {
			m.Formulas = append(m.Formulas, formula)
		}
	}
	return m
}
