package calc

import (
	"math"
	"strconv"
)

// derivation makes the steps of an Explanation.
type derivation struct {
	problem    Problem
	stream     *stream
	evaluation Evaluation
}

// Excel formulas of the sums that several figures are made of.
const (
	excelPresentCosts    = "SUMPRODUCT([Cost],[CostFactor])"
	excelPresentBenefits = "SUMPRODUCT([Benefit],[BenefitFactor])"
)

// step is the way to a figure; its warnings are those of the evaluation among
// the ones that concern it.
func (d derivation) step(measure Measure, formula string, excel ExcelFormula, figure Figure, inputs ...Input) Step {
	s := Step{Measure: measure, Formula: formula, Inputs: inputs, Value: figure.Value, Why: figure.Why}
	if figure.Exists() {
		s.Excel = excel
	}
	for _, warning := range d.evaluation.Warnings {
		if warning.concerns(measure) {
			s.Warnings = append(s.Warnings, warning)
		}
	}
	return s
}

// concerns tells whether a warning is about a measure.
func (w Warning) concerns(measure Measure) bool {
	switch w {
	case WarnDipsAgain:
		return measure == MeasurePayback || measure == MeasurePaybackFromGoLive
	case WarnDiscountedDips:
		return measure == MeasureDiscountedPayback || measure == MeasureDiscountedFromGoLive
	}
	return measure == MeasureIRR
}

// discounting explains the figures that are sums of present values.
func (d derivation) discounting() []Step {
	e := d.evaluation
	costs := Input{Name: "PV(C)", Value: e.PresentValueCosts.Value}
	benefits := Input{Name: "PV(G)", Value: e.PresentValueBenefits.Value}
	return []Step{
		d.step(MeasurePresentCosts, "PV(C) = Σ Cost·CostFactor", excelPresentCosts, e.PresentValueCosts).alive(excelPresentCosts),
		d.step(MeasurePresentBenefits, "PV(G) = Σ Benefit·BenefitFactor", excelPresentBenefits, e.PresentValueBenefits).alive(excelPresentBenefits),
		d.step(MeasureNPV, "PV(G) − PV(C)", excelPresentBenefits+"-"+excelPresentCosts, e.NPV, benefits, costs).
			alive(excelPresentBenefits + "-" + excelPresentCosts),
		d.step(MeasureBenefitCostRatio, "PV(G) / PV(C)", excelPresentBenefits+"/"+excelPresentCosts, e.BenefitCostRatio, benefits, costs).
			alive(unless(excelPresentCosts+"=0", ReasonNoCosts, excelPresentBenefits+"/"+excelPresentCosts)),
		d.step(MeasureSwitchingValue, "PV(C) / PV(G)", excelPresentCosts+"/"+excelPresentBenefits, e.SwitchingValue, costs, benefits).
			alive(unless(excelPresentBenefits+"=0", ReasonNoBenefits, excelPresentCosts+"/"+excelPresentBenefits)),
	}
}

// undiscounted explains ROI.
func (d derivation) undiscounted() Step {
	var spent, gained total
	for i := range d.stream.net {
		spent.add(d.stream.costs[i])
		gained.add(d.stream.benefits[i])
	}
	const excel = "(SUM([Benefit])-SUM([Cost]))/SUM([Cost])"
	return d.step(MeasureROI, "(ΣG − ΣC) / ΣC", excel, d.evaluation.ROI, Input{Name: "ΣG", Value: gained.value()}, Input{Name: "ΣC", Value: spent.value()}).
		alive(unless("SUM([Cost])=0", ReasonNoCosts, excel))
}

// equivalentAnnual explains the equal yearly amount by the annuity factor of
// the horizon: of each band, the annuity of its years, discounted to the start.
func (d derivation) equivalentAnnual() Step {
	figure, span := d.evaluation.EquivalentAnnual, d.stream.span()
	inputs := []Input{{Name: "NPV", Value: d.evaluation.NPV.Value}, {Name: "n", Value: span}}
	horizon := span > 0 // the table keeps its years
	if rate, flat := d.problem.Rates.FlatRate(); flat {
		inputs = append(inputs, Input{Name: "r", Value: rate})
		const excel = "-PMT([r],MAX([Years]),SUM([Present]))"
		s := d.step(MeasureEquivalent, "NPV / A(n), A(n) = (1 − (1 + r)^−n)/r", excel, figure, inputs...)
		if horizon {
			s = s.alive(excel, givenInputs(inputs)...)
		}
		return s
	}
	inputs = append(inputs, Input{Name: "A(n)", Value: d.problem.Rates.Annuity(span)})
	excel, discounted, band := "SUM([Present])/(", "", 0
	d.problem.Rates.walk(span, func(rate, years, _ float64) {
		band++
		number := strconv.Itoa(band)
		inputs = append(inputs, Input{Name: "r" + number, Value: rate}, Input{Name: "n" + number, Value: years})
		excel += "-" + discounted + "PV([r" + number + "],[n" + number + "],1)"
		discounted += "(1+[r" + number + "])^-[n" + number + "]*"
	})
	s := d.step(MeasureEquivalent, "NPV / A(n), A(n) = Σₖ₌₁..ₙ DF(k)", ExcelFormula(excel+")"), figure, inputs...)
	if horizon {
		s = s.alive(ExcelFormula(excel+")"), givenInputs(inputs)...)
	}
	return s
}

// mirr explains MIRR by the two sums it is made of. Costs and benefits of one
// moment are one flow, unless the timing has them fall at different times: then
// the horizon is half a period longer, and so is what benefits grow.
func (d derivation) mirr() Step {
	s := d.stream
	formula := "(FV(G) / PV(C))^(1/n) − 1, PV(C) = Σ⁻ |Net|·(1 + finance)^−Years, FV(G) = Σ⁺ Net·(1 + reinvest)^(n − Years)"
	benefits, costs := "([Net]>0)*[Net]", "([Net]<0)*-[Net]"
	switch {
	case s.dates != nil: // of a day with several entries each has its share of the day's net
		const ofDay = "SUMIF([Date],[Date],[Net])"
		benefits, costs = "("+ofDay+">0)*"+ofDay+"/COUNTIF([Date],[Date])", "("+ofDay+"<0)*-"+ofDay+"/COUNTIF([Date],[Date])"
	case s.costsFirst != 0:
		formula = "(FV(G) / PV(C))^(1/n) − 1, PV(C) = Σ Cost·(1 + finance)^−Years, FV(G) = Σ Benefit·(1 + reinvest)^(last Years − Years)"
		benefits, costs = "[Benefit]", "[Cost]"
	}
	finance, reinvest, named := s.mirrRates(d.problem)
	if !named {
		return d.step(MeasureMIRR, formula, "", d.evaluation.MIRR)
	}
	sums := s.modifiedSums(finance, reinvest)
	excel := ExcelFormula("(SUMPRODUCT(" + benefits + "*(1+[reinvest])^(MAX([Years])-[Years]))/SUMPRODUCT(" + costs +
		"*(1+[finance])^-[Years]))^(1/[n])-1")
	inputs := []Input{{Name: "FV(G)", Value: sums.benefits}, {Name: "PV(C)", Value: sums.costs}, {Name: "n", Value: sums.years},
		{Name: "finance", Value: finance}, {Name: "reinvest", Value: reinvest}}
	step := d.step(MeasureMIRR, formula, excel, d.evaluation.MIRR, inputs...)
	if sums.years > 0 {
		step = step.alive(unless(ExcelFormula("SUMPRODUCT("+costs+")<0.000001"), ReasonNoCosts, excel), givenInputs(inputs)...)
	}
	return step
}

// internalRates explain each internal rate, or why there is none. A workbook
// finds the rate nearest its guess, so each has a guess of its own.
func (d derivation) internalRates() []Step {
	const formula = "NPV(r) = 0, r > −1"
	irr := d.evaluation.IRR
	if len(irr.Roots) == 0 {
		return d.aliveRates([]Step{d.step(MeasureIRR, formula, "", Figure{Why: irr.Why})})
	}
	excel, inputs, perYear := d.excelIRR()
	steps := make([]Step, len(irr.Roots))
	for i := range irr.Roots {
		guess := Input{Name: "guess", Value: guessOf(irr.Roots, i, perYear)}
		steps[i] = d.step(MeasureIRR, formula, excel, Figure{Value: irr.Roots[i]}, append([]Input{guess}, inputs...)...)
	}
	return d.aliveRates(steps)
}

// excelIRR is the formula of an internal rate: a rate per period raised to a
// year. A timing with costs before benefits has two entries a period, which the
// table does not show and the input HalfNet does.
func (d derivation) excelIRR() (excel ExcelFormula, inputs []Input, perYear float64) {
	periods, _ := periodsPerYear(d.problem.PeriodsPerYear)
	perYear = float64(periods)
	switch {
	case d.stream.dates != nil:
		return "XIRR([Net],[Date],[guess])", nil, 1
	case d.stream.costsFirst != 0:
		var halves []float64
		for i, cost := range d.stream.costs {
			halves = append(halves, -cost, d.stream.benefits[i])
		}
		perYear *= 2
		return "(1+IRR([HalfNet],[guess]))^[m]-1", []Input{{Name: "HalfNet", Values: halves}, {Name: "m", Value: perYear}}, perYear
	case perYear > 1:
		return "(1+IRR([Net],[guess]))^[m]-1", []Input{{Name: "m", Value: perYear}}, perYear
	}
	return "IRR([Net],[guess])", nil, 1
}

// guessOf is where a workbook begins to look for a rate: the rate per period to
// a hundredth of a percent, or to all its figures where another rate, or −100 %,
// is so near that rounding might lead there.
func guessOf(roots []float64, i int, perYear float64) float64 {
	perPeriod := func(root float64) float64 { return math.Expm1(math.Log1p(root) / perYear) }
	exact := perPeriod(roots[i])
	rounded := math.Round(exact*1e4) / 1e4
	room := 0.01 * (1 + exact)
	for j, other := range roots {
		if j != i {
			room = math.Min(room, 0.01*math.Abs(perPeriod(other)-exact))
		}
	}
	if math.Abs(rounded-exact) > room {
		return exact
	}
	return rounded
}

// paybacks explain each payback and its whole years.
func (d derivation) paybacks() []Step {
	e, s := d.evaluation, d.stream
	steps := d.payback(MeasurePayback, MeasureWholeYearPayback, "Net", e.Payback, s.net)
	steps = append(steps, d.payback(MeasureDiscountedPayback, MeasureWholeYearDiscounted, "Present", e.DiscountedPayback, s.discounted())...)
	if e.PaybackFromGoLive != nil && e.DiscountedPaybackFromGoLive != nil {
		steps = append(steps, d.payback(MeasurePaybackFromGoLive, MeasureWholeYearFromGoLive, "Net", *e.PaybackFromGoLive, s.net)...)
		steps = append(steps, d.payback(MeasureDiscountedFromGoLive, MeasureWholeDiscountedFromLive, "Present",
			*e.DiscountedPaybackFromGoLive, s.discounted())...)
	}
	return steps
}

// payback explains a payback by the two moments between which the sum comes to
// stay at 0 or above. The workbook adds up to those moments again.
func (d derivation) payback(years, whole Measure, column ExcelFormula, p Payback, amounts []float64) []Step {
	const formula = "years0 + (years1 − years0)·(−sum0)/(sum1 − sum0) − from"
	const rounded = "⌈years⌉"
	until := func(moment ExcelFormula) ExcelFormula { // a thousandth of a year is less than a day and more than rounding
		return "SUMPRODUCT(([Years]<[" + moment + "]+0.001)*[" + column + "])"
	}
	excel := "[years0]-([years1]-[years0])*" + until("years0") + "/(" + until("years1") + "-" + until("years0") + ")-[from]"
	steps := []Step{d.step(years, formula, "", Figure{Why: p.Reason()}), d.step(whole, rounded, "", Figure{Why: p.Reason()})}
	if p.Status == PaybackValue {
		inputs := d.crossing(p, amounts)
		steps = []Step{
			d.step(years, formula, excel, Figure{Value: p.Years}, inputs...),
			d.step(whole, rounded, inWholeYears(excel), Figure{Value: float64(p.WholeYears)}, inputs...),
		}
	}
	fromGoLive := years == MeasurePaybackFromGoLive || years == MeasureDiscountedFromGoLive
	steps[0].Live = d.livePayback(excel, column, amounts, fromGoLive, func(f ExcelFormula) ExcelFormula { return f })
	steps[1].Live = d.livePayback(excel, column, amounts, fromGoLive, inWholeYears)
	return steps
}

func inWholeYears(years ExcelFormula) ExcelFormula { return "ROUNDUP(ROUND(" + years + ",9),0)" }

// crossing are the two moments of a payback and the sums at them.
func (d derivation) crossing(p Payback, amounts []float64) []Input {
	moments, sums, _ := runningSums(d.stream.years, amounts)
	last := 0
	for i, sum := range sums {
		if sum < 0 {
			last = i
		}
	}
	return []Input{
		{Name: "years0", Value: moments[last]}, {Name: "sum0", Value: sums[last]},
		{Name: "years1", Value: moments[last+1]}, {Name: "sum1", Value: sums[last+1]}, {Name: "from", Value: p.From},
	}
}
