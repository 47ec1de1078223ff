package calc

import "time"

// Explanation (udregning) is how the figures of a problem came about, as data:
// the table every figure rests on, and for each figure its formula with the
// numbers that went into it. A page shows it; a workbook computes it again.
type Explanation struct {
	Rates      Rates
	Timing     Timing // BaseYear where the problem named none
	Rows       []ExplainedRow
	Steps      []Step
	Evaluation Evaluation
}

// ExplainedRow is one entry of the table, in order of time. Sums run from the
// first row to this one.
type ExplainedRow struct {
	Years          float64   // from the first entry
	Date           time.Time // of dated flows; else zero
	Cost, Benefit  float64   // kroner, ≥ 0
	Net            float64   // Benefit − Cost
	CostFactor     float64   // DF at the time the cost falls
	BenefitFactor  float64   // DF at the time the benefit falls
	PresentCost    float64   // Cost · CostFactor
	PresentBenefit float64   // Benefit · BenefitFactor
	Present        float64   // PresentBenefit − PresentCost
	Sum            float64   // Σ Net
	PresentSum     float64   // Σ Present
}

// Step is the way to one figure.
type Step struct {
	Measure Measure
	Formula string // in mathematical notation, with the names of Inputs and the table's columns
	Excel   string // the same for a workbook; names in brackets are columns and inputs
	Inputs  []Input
	Value   float64 // when Why is ""
	Why     Reason
}

// Input is a number a formula uses, under the name it has there.
type Input struct {
	Name  string
	Value float64
}

// Explain evaluates a problem and shows the way to each figure. *Error for a
// malformed problem.
func Explain(p Problem) (Explanation, error) {
	evaluation, err := Evaluate(p)
	if err != nil {
		return Explanation{}, err
	}
	s, err := newStream(p)
	if err != nil {
		return Explanation{}, err
	}
	x := Explanation{Rates: p.Rates, Timing: p.Timing, Evaluation: evaluation, Rows: s.explained()}
	if x.Timing == "" {
		x.Timing = BaseYear
	}
	x.Steps = append(x.Steps, x.discounting(p, s)...)
	x.Steps = append(x.Steps, mirrStep(p, s, evaluation))
	x.Steps = append(x.Steps, x.irrSteps()...)
	x.Steps = append(x.Steps,
		paybackStep(MeasurePayback, evaluation.Payback, s.years, s.net),
		paybackStep(MeasureDiscountedPayback, evaluation.DiscountedPayback, s.years, s.discounted()))
	return x, nil
}

// explained is the table.
func (s *stream) explained() []ExplainedRow {
	rows := make([]ExplainedRow, len(s.net))
	var sum, presentSum total
	for i := range rows {
		r := ExplainedRow{
			Years: s.years[i], Cost: s.costs[i], Benefit: s.benefits[i], Net: s.net[i],
			CostFactor: s.costFactors[i], BenefitFactor: s.benefitFactors[i],
		}
		if len(s.dates) > 0 {
			r.Date = s.dates[i]
		}
		r.PresentCost, r.PresentBenefit = float64(r.Cost*r.CostFactor), float64(r.Benefit*r.BenefitFactor)
		r.Present = r.PresentBenefit - r.PresentCost
		sum.add(r.Net)
		presentSum.add(r.PresentBenefit)
		presentSum.add(-r.PresentCost)
		r.Sum, r.PresentSum = sum.value(), presentSum.value()
		rows[i] = r
	}
	return rows
}

func step(measure Measure, formula, excel string, figure Figure, inputs ...Input) Step {
	return Step{Measure: measure, Formula: formula, Excel: excel, Inputs: inputs, Value: figure.Value, Why: figure.Why}
}

// discounting explains the figures that are sums of present values.
func (x Explanation) discounting(p Problem, s *stream) []Step {
	e := x.Evaluation
	costs := Input{"PV(C)", e.PresentValueCosts.Value}
	benefits := Input{"PV(G)", e.PresentValueBenefits.Value}
	steps := []Step{
		step(MeasurePresentCosts, "PV(C) = Σ Cost·CostFactor", "SUM([PresentCost])", e.PresentValueCosts),
		step(MeasurePresentBenefits, "PV(G) = Σ Benefit·BenefitFactor", "SUM([PresentBenefit])", e.PresentValueBenefits),
		step(MeasureNPV, "NPV = PV(G) − PV(C)", "SUM([PresentBenefit])-SUM([PresentCost])", e.NPV, benefits, costs),
		step(MeasureBenefitCostRatio, "PV(G) / PV(C)", "[PV(G)]/[PV(C)]", e.BenefitCostRatio, benefits, costs),
		step(MeasureSwitchingValue, "PV(C) / PV(G)", "[PV(C)]/[PV(G)]", e.SwitchingValue, costs, benefits),
	}
	spent, gained := Input{"ΣC", 0}, Input{"ΣG", 0}
	for _, row := range x.Rows {
		spent.Value += row.Cost
		gained.Value += row.Benefit
	}
	steps = append(steps, step(MeasureROI, "(ΣG − ΣC) / ΣC", "(SUM([Benefit])-SUM([Cost]))/SUM([Cost])", e.ROI, gained, spent))
	npv, span := Input{"NPV", e.NPV.Value}, Input{"n", s.span()}
	if rate, flat := p.Rates.FlatRate(); flat {
		return append(steps, step(MeasureEquivalent, "NPV / A(n), A(n) = (1 − (1+r)^−n)/r", "-PMT([r],[n],[NPV])",
			e.EquivalentAnnual, npv, Input{"r", rate}, span))
	}
	return append(steps, step(MeasureEquivalent, "NPV / A(n), A(n) = Σ_{k=1..n} DF(k)", "[NPV]/[A(n)]",
		e.EquivalentAnnual, npv, span, Input{"A(n)", p.Rates.Annuity(s.span())}))
}

// mirrStep explains MIRR by the two sums it is made of.
func mirrStep(p Problem, s *stream, e Evaluation) Step {
	const formula = "(FV(G) / PV(C))^(1/n) − 1, PV(C) = Σ⁻ |Net|·(1+finance)^−t, FV(G) = Σ⁺ Net·(1+reinvest)^(n−t)"
	finance, reinvest, named := s.mirrRates(p)
	if !named {
		return step(MeasureMIRR, formula, "", e.MIRR)
	}
	sums := s.modifiedSums(finance, reinvest)
	return step(MeasureMIRR, formula, "([FV(G)]/[PV(C)])^(1/[n])-1", e.MIRR,
		Input{"FV(G)", sums.benefits}, Input{"PV(C)", sums.costs}, Input{"n", sums.years},
		Input{"finance", finance}, Input{"reinvest", reinvest})
}

// irrSteps explain each internal rate by what the NPV is at it, or why there
// is none.
func (x Explanation) irrSteps() []Step {
	const formula = "NPV(r) = 0, r > −1"
	if len(x.Evaluation.IRR.Roots) == 0 {
		return []Step{step(MeasureIRR, formula, "", Figure{Why: x.Evaluation.IRR.Why})}
	}
	var steps []Step
	for _, root := range x.Evaluation.IRR.Roots {
		steps = append(steps, step(MeasureIRR, formula, "IRR([Net])", Figure{Value: root}))
	}
	return steps
}

// paybackStep explains a payback by the two rows between which the sum comes
// to stay at 0 or above.
func paybackStep(measure Measure, p Payback, years, amounts []float64) Step {
	const formula = "years0 + (years1 − years0)·(−sum0)/(sum1 − sum0)"
	if p.Status != PaybackValue {
		return step(measure, formula, "", Figure{Why: p.Reason()})
	}
	moments, sums, _ := runningSums(years, amounts)
	last := 0
	for i, sum := range sums {
		if sum < 0 {
			last = i
		}
	}
	return step(measure, formula, "[years0]+([years1]-[years0])*-[sum0]/([sum1]-[sum0])", Figure{Value: p.Years},
		Input{"years0", moments[last]}, Input{"sum0", sums[last]},
		Input{"years1", moments[last+1]}, Input{"sum1", sums[last+1]})
}
