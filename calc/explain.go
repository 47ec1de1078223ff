package calc

import (
	"strconv"
	"time"
)

// Explanation (udregning) is how the figures of a problem came about, as data:
// the table every figure rests on with the formula of each of its columns, and
// for each figure its formula, the numbers that went into it and what a reader
// must know of it. A page shows it; a workbook computes it again.
type Explanation struct {
	Rates          Rates
	Timing         Timing // BaseYear where the problem named none, Actual365 for dated flows
	PeriodsPerYear int    // 1 where the problem named none; 0 for dated flows
	Rows           []ExplainedRow
	Columns        []Column
	Steps          []Step
	Evaluation     Evaluation
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

// Column is a column of the table: a field of ExplainedRow by its name. Those
// that are given (Date or Years, Cost, Benefit) have no formula.
type Column struct {
	Name    string
	Formula string       // in mathematical notation
	Excel   ExcelFormula // of one row
	Inputs  []Input
}

// Step is the way to one figure. IRR has a step for each rate.
type Step struct {
	Measure  Measure
	Formula  string       // in mathematical notation, with the names of Inputs and the table's columns
	Excel    ExcelFormula // the same for a workbook; "" when there is no figure
	Live     LiveFormula  // the same for a workbook that is edited; dated flows have none of an internal rate
	Inputs   []Input
	Value    float64 // kroner, years or a fraction; when Why is ""
	Why      Reason
	Warnings []Warning // those of Evaluation.Warnings that concern this figure
}

// Figure is the step's figure.
func (s Step) Figure() Figure { return Figure{Value: s.Value, Why: s.Why} }

// Input is a number a formula uses, or a list of numbers, under the name it has
// there.
type Input struct {
	Name   string
	Value  float64
	Values []float64 // of a list; then Value is not used
}

// Explain evaluates a problem and shows the way to each figure. The Excel
// formulas give the figures in Excel and LibreOffice alike. *Error for a
// malformed problem.
func Explain(p Problem) (Explanation, error) {
	s, err := newStream(p)
	if err != nil {
		return Explanation{}, err
	}
	x := Explanation{
		Rates: p.Rates, Timing: p.Timing, PeriodsPerYear: max(p.PeriodsPerYear, 1),
		Rows: s.explained(), Columns: s.columns(p), Evaluation: s.evaluate(p, s.rates()),
	}
	switch {
	case s.dates != nil:
		x.Timing, x.PeriodsPerYear = Actual365, 0
	case x.Timing == "":
		x.Timing = BaseYear
	}
	e := derivation{problem: p, stream: s, evaluation: x.Evaluation}
	x.Steps = append(e.discounting(), e.undiscounted(), e.equivalentAnnual(), e.mirr())
	x.Steps = append(x.Steps, e.internalRates()...)
	x.Steps = append(x.Steps, e.paybacks()...)
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

// columns are how the table comes about.
func (s *stream) columns(p Problem) []Column {
	var columns []Column
	add := func(name, formula string, excel ExcelFormula, inputs ...Input) {
		columns = append(columns, Column{name, formula, excel, inputs})
	}
	var costShift, benefitShift float64
	if s.dates != nil {
		add("Date", "", "")
		add("Years", "(Date − Date₀)/365", "([@Date]-MIN([Date]))/365")
	} else {
		add("Years", "", "")
		periods, _ := periodsPerYear(p.PeriodsPerYear)
		costShift, benefitShift, _ = p.Timing.shifts()
		costShift, benefitShift = costShift/float64(periods), benefitShift/float64(periods)
	}
	add("Cost", "", "")
	add("Benefit", "", "")
	add("Net", "Benefit − Cost", "[@Benefit]-[@Cost]")
	for _, factor := range []struct {
		name  string
		shift float64
	}{{"CostFactor", costShift}, {"BenefitFactor", benefitShift}} {
		formula, excel, inputs := p.Rates.factorFormula(factor.shift)
		add(factor.name, formula, excel, inputs...)
	}
	add("PresentCost", "Cost·CostFactor", "[@Cost]*[@CostFactor]")
	add("PresentBenefit", "Benefit·BenefitFactor", "[@Benefit]*[@BenefitFactor]")
	add("Present", "PresentBenefit − PresentCost", "[@PresentBenefit]-[@PresentCost]")
	add("Sum", "Σ Net", "N([^Sum])+[@Net]")
	add("PresentSum", "Σ Present", "N([^PresentSum])+[@Present]")
	return columns
}

// factorFormula is DF(Years + shift) as a formula: the rate of each band for
// the years that lie in it.
func (r Rates) factorFormula(shift float64) (formula string, excel ExcelFormula, inputs []Input) {
	at := "[@Years]"
	formula = "DF(Years)"
	if shift != 0 {
		at, formula = "([@Years]+[shift])", "DF(Years + shift)"
		inputs = append(inputs, Input{Name: "shift", Value: shift})
	}
	if rate, flat := r.FlatRate(); flat {
		return formula + ", DF(t) = (1 + r)^−t", ExcelFormula("(1+[r])^-" + at), append(inputs, Input{Name: "r", Value: rate})
	}
	text, begins := "", ""
	for i, band := range r.Bands {
		number := strconv.Itoa(i + 1)
		rate, ends := "[r"+number+"]", "[end"+number+"]"
		if i > 0 {
			text += "*"
		}
		inputs = append(inputs, Input{Name: "r" + number, Value: band.Rate})
		switch last := i == len(r.Bands)-1; {
		case last:
			text += "(1+" + rate + ")^-MAX(0," + at + "-" + begins + ")"
		case i == 0:
			text += "(1+" + rate + ")^-MIN(" + at + "," + ends + ")"
		default:
			text += "(1+" + rate + ")^-MAX(0,MIN(" + at + "," + ends + ")-" + begins + ")"
		}
		if i < len(r.Bands)-1 {
			inputs = append(inputs, Input{Name: "end" + number, Value: float64(band.Through)})
		}
		begins = ends
	}
	return formula + ", DF(t) = ∏ₖ (1 + rₖ)^−(years of t in band k)", ExcelFormula(text), inputs
}
