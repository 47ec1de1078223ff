package calc

import (
	"fmt"
	"math"
	"strconv"
)

// LiveFormula is a figure's formula in a workbook that somebody goes on editing:
// it gives the figure where there is one and the words of the Reason where there is
// none, whatever amounts and rates come to stand in the table. Beside the references
// of an ExcelFormula it has "?no-costs" for the words of a reason.
type LiveFormula struct {
	Excel  ExcelFormula // "" where no amount or rate changes why there is no figure
	Inputs []LiveInput  // each follows from the table, and from those before it
}

// LiveInput is an input of a LiveFormula.
type LiveInput struct {
	Input
	Excel   []ExcelFormula // one for each value; nil for what is given
	Missing bool           // the formula comes to a dash: there is no such number now
}

// givenInputs are inputs that follow from nothing.
func givenInputs(inputs []Input) []LiveInput {
	var all []LiveInput
	for _, one := range inputs {
		all = append(all, LiveInput{Input: one})
	}
	return all
}

// derived is an input that follows from the table; NaN where it does not exist.
func derived(name string, value float64, excel ExcelFormula) LiveInput {
	if math.IsNaN(value) {
		return LiveInput{Input: Input{Name: name}, Excel: []ExcelFormula{excel}, Missing: true}
	}
	return LiveInput{Input: Input{Name: name, Value: value}, Excel: []ExcelFormula{excel}}
}

// unless is a formula, or the words of a reason while a condition holds.
func unless(condition ExcelFormula, why Reason, formula ExcelFormula) ExcelFormula {
	return "IF(" + condition + ",[?" + ExcelFormula(why) + "]," + formula + ")"
}

// alive gives a step a formula that an edit cannot leave behind.
func (s Step) alive(excel ExcelFormula, inputs ...LiveInput) Step {
	s.Live = LiveFormula{excel, inputs}
	return s
}

// What a workbook takes for more and less than 0: less than any øre, and more than
// what adding leaves.
const (
	excelBelow = `"<-0.000001"`
	excelAbove = `">0.000001"`
)

// livePayback is a payback that finds its own moments: core counts from the moment
// years0, after which the running sum stays at 0 or above, to years1, the one after.
func (d derivation) livePayback(core, column ExcelFormula, amounts []float64, goLive bool, round func(ExcelFormula) ExcelFormula) LiveFormula {
	sum := "[" + map[ExcelFormula]ExcelFormula{"Net": "Sum", "Present": "PresentSum"}[column] + "]"
	moments, sums, ok := runningSums(d.stream.years, amounts)
	if !ok {
		return LiveFormula{}
	}
	before, after := 0.0, math.NaN()
	for i, one := range sums {
		if one < 0 {
			before = math.Max(before, moments[i])
		}
	}
	for _, moment := range moments {
		if moment > before {
			after = moment
			break
		}
	}
	from := derived("from", d.stream.investmentStart(),
		"IF(SUM([Cost])+SUM([Benefit])=0,0,SUMPRODUCT(MIN([Years]+1000000000*([Cost]=0)*([Benefit]=0))))")
	formula := round(core)
	if goLive {
		from = LiveInput{Input: Input{Name: "from", Value: *d.problem.GoLive}}
		formula = unless(core+"<=0.0000000005", ReasonBeforeGoLive, formula)
	}
	formula = unless("INDEX("+sum+",ROWS("+sum+"))<-0.000001", ReasonNotInHorizon, formula)
	formula = unless("COUNTIF("+sum+","+excelBelow+")=0", ReasonNeverNegative, formula)
	formula = unless("SUM([Cost])=0", ReasonNoInvestment, formula)
	return LiveFormula{formula, []LiveInput{
		derived("years0", before, "SUMPRODUCT(MAX(("+sum+"<-0.000001)*[Years]))"),
		derived("years1", after, `IFERROR(SMALL([Years],COUNTIF([Years],"<="&[years0])+1),"–")`),
		from,
	}}
}

// rateGrid is where a workbook looks for internal rates: the NPV at gridPoints
// continuous rates s = ln(1+r), close to each other around 0 and reaching far. Where
// it changes sign between two of them there is a rate, found from there by IRR.
type rateGrid struct {
	reach    float64                 // the largest s
	excelNPV func(at string) string  // the NPV at a row of rates
	npv      func(s float64) float64 // the same
}

const (
	gridPoints = 400
	gridMiddle = 200.37 // off the middle: no ordinary rate, 0 least of all, is a point
)

// scale is s at point c: scale·(c − gridMiddle)·|c − gridMiddle|.
func (g rateGrid) scale() float64 { return g.reach / 40_000 }

func (g rateGrid) at(point float64) float64 {
	from := point - gridMiddle
	return float64(g.scale()*from) * math.Abs(from)
}

// excelAt are the points as a row: the columns of a sheet count them.
func (g rateGrid) excelAt(columns, middle string) string {
	from := "(COLUMN(" + columns + ")-" + middle + ")"
	return strconv.FormatFloat(g.scale(), 'g', -1, 64) + "*" + from + "*ABS" + from
}

const (
	gridColumns = "$A$1:$OJ$1" // 400 of them
	gridNext    = "$B$1:$OK$1"
)

// changes is the formula that tells of each point whether the NPV changes sign
// after it.
func (g rateGrid) changes(relation string) string {
	return "((" + g.excelNPV(g.excelAt(gridColumns, "200.37")) + ">=0)" + relation + "(" + g.excelNPV(g.excelAt(gridNext, "200.37")) + ">=0))"
}

// guesses are the rates halfway between points with a change of sign.
func (g rateGrid) guesses() (rates []float64) {
	for c := 1.0; c <= gridPoints; c++ {
		if (g.npv(g.at(c)) >= 0) != (g.npv(g.at(c+1)) >= 0) {
			rates = append(rates, math.Exp(g.at(c+0.5))-1)
		}
	}
	return rates
}

// newRateGrid is the grid of a table of years; costs may fall before benefits.
func (d derivation) newRateGrid() rateGrid {
	s := d.stream
	g := rateGrid{reach: math.Min(12, 600/(s.span()+1))}
	add := func(matrix string) string {
		if len(s.years) == 1 {
			return matrix
		}
		return fmt.Sprintf("MMULT(COLUMN(%s)^0,%s)", firstColumns(len(s.years)), matrix)
	}
	g.npv = func(at float64) (sum float64) {
		for i, year := range s.years {
			sum += float64(s.benefits[i]*math.Exp(-at*(year+s.costsFirst))) - float64(s.costs[i]*math.Exp(-at*year))
		}
		return sum
	}
	g.excelNPV = func(at string) string { return add("[Net]*EXP(-[Years]*" + at + ")") }
	if s.costsFirst != 0 {
		later := strconv.FormatFloat(s.costsFirst, 'g', -1, 64)
		g.excelNPV = func(at string) string {
			return add("([Benefit]*EXP(-([Years]+" + later + ")*" + at + ")-[Cost]*EXP(-[Years]*" + at + "))")
		}
	}
	return g
}

// firstColumns is a row of so many cells, counted by their columns.
func firstColumns(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return "$A$1:$" + name + "$1"
}

// aliveRates gives the steps of the internal rates formulas that find their own
// start. The input roots is how many rates there are, guess where each is looked
// for. Where the grid sees other rates than there are (two within a hundredth of
// each other), and of dated flows, they have none.
func (d derivation) aliveRates(steps []Step) []Step {
	if d.stream.dates != nil || d.evaluation.IRR.Why == ReasonOverflow || d.evaluation.IRR.Why == ReasonTooManyTurns {
		return steps
	}
	grid := d.newRateGrid()
	guesses := grid.guesses()
	if len(guesses) != len(d.evaluation.IRR.Roots) && d.evaluation.IRR.Why != ReasonAllZero {
		return steps
	}
	if d.evaluation.IRR.Why == ReasonAllZero {
		guesses = nil
	}
	excel, inputs, _ := d.excelIRR()
	flows, given := ExcelFormula("[Net]"), givenInputs(inputs)
	for i, one := range given {
		if one.Name == "HalfNet" {
			flows = "[HalfNet]"
			for row := range d.stream.costs {
				at := ExcelFormula(strconv.Itoa(row + 1))
				given[i].Excel = append(given[i].Excel, "-INDEX([Cost],"+at+")", "INDEX([Benefit],"+at+")+0")
			}
		}
	}
	roots := derived("roots", float64(len(guesses)), ExcelFormula("SUMPRODUCT(--"+grid.changes("<>")+")"))
	for i := range steps {
		at := math.NaN()
		if i < len(guesses) {
			at = guesses[i]
		}
		guess := derived("guess", at, ExcelFormula(fmt.Sprintf(`IFERROR(EXP(SUMPRODUCT(SMALL(%s+1000*%s,%d)))-1,"–")`,
			grid.excelAt(gridColumns, "199.87"), grid.changes("="), i+1)))
		formula := unless(ExcelFormula("[roots]<"+strconv.Itoa(i+1)), ReasonNoRealRate, "IFERROR("+excel+",[?"+ExcelFormula(ReasonOutOfRange)+"])")
		out, in := "COUNTIF("+flows+","+excelBelow+")", "COUNTIF("+flows+","+excelAbove+")"
		formula = unless(out+"*"+in+"=0", ReasonNoSignChange, formula)
		formula = unless(out+"+"+in+"=0", ReasonAllZero, formula)
		steps[i] = steps[i].alive(formula, append(append([]LiveInput{}, given...), roots, guess)...)
	}
	return steps
}
