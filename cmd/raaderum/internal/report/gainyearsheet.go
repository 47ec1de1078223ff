package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The columns of the stated amounts: what was realised, budgeted and forecast of a
// benefit's year, by quarter. Their rows are those of the benefits' years.
const (
	statedYear     = 4
	statedRealised = 5
	statedBudgeted = statedRealised + 4
	statedForecast = statedBudgeted + 4
)

// The columns of the benefits' years.
const (
	gainYearYear     = 4
	gainYearArea     = 5
	gainYearDest     = 6
	gainYearPoints   = 7 // its sign where it is among the quarters' figures, else 0
	gainYearEnded    = 8
	gainYearWhole    = 9
	gainYearOwn      = 10
	gainYearOff      = gainYearOwn + 4
	gainYearRest     = gainYearOff + 1
	gainYearWeight   = gainYearRest + 1
	gainYearKeys     = gainYearWeight + 1
	gainYearPlan     = gainYearKeys + 4
	gainYearExpected = gainYearPlan + 4
	gainYearFirsts   = gainYearExpected + 4
	gainYearPlanned  = gainYearFirsts + 5
	gainYearForecast = gainYearPlanned + 1
	gainYearLater    = gainYearForecast + 1
	gainYearGiven    = gainYearLater + 1
	gainYearHoped    = gainYearGiven + 1
	gainYearBudget   = gainYearHoped + 1
	gainYearGross    = gainYearBudget + 1
	gainYearEntry    = gainYearGross + 3
	gainYearShare    = gainYearEntry + 3
	gainYearNet      = gainYearShare + 3
	gainYearColumns  = gainYearNet + 2
)

// places fills the {names} of a formula.
type places map[string]string

func (p places) in(formula string) string { return p.ofQuarter(formula, 0) }

// ofQuarter fills the names of a quarter's formula: {q} is its number, {3q} the
// months that have passed at its end, and {planq} is {plan1} in the first.
func (p places) ofQuarter(formula string, q int) string {
	var filled strings.Builder
	for {
		before, rest, found := strings.Cut(formula, "{")
		filled.WriteString(before)
		if !found {
			return filled.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		formula = after
		switch at, known := p[name]; {
		case known:
			filled.WriteString(at)
		case name == "q":
			filled.WriteString(strconv.Itoa(q))
		case name == "3q":
			filled.WriteString(strconv.Itoa(3 * q))
		default:
			filled.WriteString(p[strings.TrimSuffix(name, "q")+strconv.Itoa(q)])
		}
	}
}

// quarters names four columns' cells and of them together:
// "plan1" to "plan4", and "plan".
func (p places) quarters(name, sheet string, column, row int) {
	for q := range 4 {
		p[fmt.Sprint(name, q+1)] = prefixed(sheet, relative(column+q, row))
	}
	p[name] = prefixed(sheet, relative(column, row)) + ":" + relative(column+3, row)
}

func prefixed(sheet, cell string) string {
	if sheet == "" {
		return cell
	}
	return "'" + sheet + "'!" + cell
}

// amountOr is an amount in kroner as a formula comes to it; "" for none.
func amountOr(money *calc.Money) any {
	if money == nil {
		return ""
	}
	return money.Kroner()
}

func yearOr(year int) any {
	if year == 0 {
		return ""
	}
	return float64(year)
}

// writeGainYears writes what is stated of each benefit's years beside its plan, and
// what the account makes of the two.
func (w *quarterBook) writeGainYears() {
	for _, of := range w.gainCases {
		for i := range of.running {
			for _, one := range of.gains {
				w.writeStated(one, one.years[i])
				w.writeGainYear(one, i)
			}
		}
	}
}

func (w *quarterBook) writeStated(one *gain, y *gainYear) {
	cells := []any{one.of.order, one.number, one.Benefit.Label, y.year}
	for _, quarters := range [][4]*calc.Money{y.realised, y.budgeted, y.forecast} {
		for _, money := range quarters {
			if money == nil {
				cells = append(cells, entered{})
				continue
			}
			cells = append(cells, entered{kroner{money.Kroner()}})
		}
	}
	var from linked
	more := ""
	for _, source := range w.statedSources(one, y) {
		if from.text == "" {
			from = w.Pack.source(source)
		} else if len(more) < longestSources {
			more += sourceText(source, w.Print) + "; "
		}
	}
	w.stated.add(append(cells, from, more)...)
}

// statedSources are where a year's amounts beside the plan were read; other sheets
// lead here where there is no page to lead to.
func (w *quarterBook) statedSources(one *gain, y *gainYear) (sources []portfolio.Source) {
	for _, series := range []portfolio.Series{portfolio.Realised, portfolio.Budgeted, portfolio.Forecast} {
		for _, amount := range one.Benefit.Series[series] {
			if year, dated := amount.Period.Year(); !dated || year != y.year || slices.Contains(sources, amount.Source) {
				continue
			}
			sources = append(sources, amount.Source)
			if _, known := w.lineOf[amount.Source]; !known {
				w.lineOf[amount.Source] = absolute(w.statedName, 1, y.row)
			}
		}
	}
	return sources
}

// planned are the names that a benefit's year refers to.
func (w *quarterBook) gainPlaces(one *gain, y *gainYear) places {
	p, r := places{}, y.row
	gain := func(column int) string { return absolute(w.gainsName, column, one.row) }
	for name, column := range map[string]int{"sign": gainSign, "counts": gainCounts, "dest": gainDest, "ended": gainEnded, "hasq": gainHasQuarters,
		"live": gainLive, "fy": gainFullYearOf, "number": gainNumber, "points": gainPoints} {
		p[name] = gain(column)
	}
	p["y"] = relative(gainYearYear, r)
	for name, column := range map[string]int{"whole": gainYearWhole, "off": gainYearOff, "rest": gainYearRest, "weight": gainYearWeight, "later": gainYearLater} {
		p[name] = relative(column, r)
	}
	for name, column := range map[string]int{"own": gainYearOwn, "key": gainYearKeys, "plan": gainYearPlan, "exp": gainYearExpected} {
		p.quarters(name, "", column, r)
	}
	for name, column := range map[string]int{"real": statedRealised, "budg": statedBudgeted, "fc": statedForecast} {
		p.quarters(name, w.statedName, column, r)
	}
	for name, column := range map[string]int{"LA": lineAmount, "LB": lineGain, "LY": lineYear, "LQ": lineQuarter, "LC": lineCounts} {
		p[name] = w.lines.column(column)
	}
	if y.year < one.of.to {
		next := r + len(one.of.gains)
		p["laterYears"] = relative(gainYearLater, next) + "+COUNT(" + prefixed(w.statedName, relative(statedRealised, next)) + ":" + relative(statedRealised+3, next) + ")"
	} else {
		p["laterYears"] = "0"
	}
	return p
}

const (
	ownFormula   = `IF({hasq}=0,"",IF(COUNTIFS({LB},{number},{LY},{y},{LQ},{q},{LA},"<>",{LC},">="&IF({whole}="",1,0))=0,"",{sign}*ROUND(SUMIFS({LA},{LB},{number},{LY},{y},{LQ},{q},{LC},">="&IF({whole}="",1,0)),2)))`
	wholeFormula = `IF(COUNTIFS({LB},{number},{LY},{y},{LQ},"=",{LA},"<>",{LC},1)=0,"",{sign}*ROUND(SUMIFS({LA},{LB},{number},{LY},{y},{LQ},"=",{LC},1),2))`
	offFormula   = `IF({live}="",-99,IF(3*IF({own4}="",4,IF({own3}="",3,IF({own2}="",2,1)))<={live}-12*{y},-99,{live}-12*{y}))`
	monthFormula = `IF({ownq}="",MIN(3,MAX(0,{3q}-{off})),0)`
	keyFormula   = `IF({weight}=0,-{q},MOD({rest}*` + monthFormula + `,{weight})*10-{q})`
	planFormula  = `IF({ownq}<>"",{ownq},IF(OR({whole}="",` + monthFormula + `=0),"",SIGN({whole}-SUM({own}))*(({rest}*` + monthFormula +
		`-({keyq}+{q})/10)/{weight}+IF(SUM({key})+10>0,IF({keyq}>=LARGE({key},(SUM({key})+10)/10/{weight}),1,0),0))/100))`
	decidedPart = `IF({realq}<>"",0,IF({budgq}="",N({expq}),IF({expq}="",0,MAX(0,{expq}-MAX(0,{budgq})))))`
)

// each is a formula of a quarter, for the four.
func (p places) each(formula string) (all [4]string) {
	for q := range 4 {
		all[q] = p.ofQuarter(formula, q+1)
	}
	return all
}

// first is the formula of the first quarter with an amount other than 0.
func (p places) first(name string) string {
	formula := `""`
	for q := 3; q >= 0; q-- {
		formula = fmt.Sprintf("IF(N({%s%d})<>0,4*{y}+%d,%s)", name, q+1, q, formula)
	}
	return p.in(formula)
}

func (w *quarterBook) writeGainYear(one *gain, i int) {
	y := one.years[i]
	p := w.gainPlaces(one, y)
	cells := []any{one.of.order, one.number, one.Benefit.Label, y.year, w.areaCode(one.BusinessCase), live{p["dest"], "0", float64(one.dest)}, live{p["points"], "0", one.points()}, live{p["ended"], "0", float64(boolNumber(one.Ended != ""))},
		live{p.in(wholeFormula), formatKroner, amountOr(y.whole)}}
	amounts := func(formula string, values [4]*calc.Money) {
		for q, text := range p.each(formula) {
			cells = append(cells, live{text, formatKroner, amountOr(values[q])})
		}
	}
	amounts(ownFormula, y.own)
	month := p.each(monthFormula)
	cells = append(cells, live{p.in(offFormula), "0", float64(y.off)},
		live{p.in(`IF({whole}="",0,ROUND(ABS({whole}-SUM({own}))*100,0))`), "0", float64(y.rest)},
		live{strings.Join(month[:], "+"), "0", float64(y.weight)})
	for q, text := range p.each(keyFormula) {
		cells = append(cells, live{text, "0", float64(y.keys[q])})
	}
	amounts(planFormula, y.plan)
	amounts(`IF({fcq}<>"",{fcq},{planq})`, y.expected)
	for at, name := range []string{"real", "fc", "exp", "plan", "budg"} {
		cells = append(cells, live{p.first(name), "0", yearOr(y.firsts[at])})
	}
	given, hoped := "", ""
	for q := range 4 {
		from := fmt.Sprintf("IF({real%d}=\"\",0,IF({later}+COUNT({real%[1]d}:%s)>4,0,", q+1, relative(statedRealised+3, y.row))
		given += "+" + from + fmt.Sprintf("{real%d}))", q+1)
		hoped += "+" + from + fmt.Sprintf("N({exp%d})))", q+1)
	}
	decided := p.each(decidedPart)
	cells = append(cells,
		live{p.in(`IF(COUNT({plan})=0,"",ROUND(SUM({plan}),2))`), formatKroner, amountOr(y.planned)},
		live{p.in(`IF(AND(COUNT({fc})=4,{y}>={fy}),{y},"")`), "0", yearOr(y.wholeForecast)},
		live{p.in("{laterYears}"), "0", float64(y.later)},
		live{p.in("ROUND(" + given[1:] + ",2)"), formatKroner, y.given.Kroner()},
		live{p.in("ROUND(" + hoped[1:] + ",2)"), formatKroner, y.hoped.Kroner()},
		live{p.in(`IF(COUNT({budg})=4,{y},IF(COUNT({budg})>0,{y}+10000,""))`), "0", yearOr(y.budgetCode)},
		live{p.in(`IF(COUNT({real})=0,"",{sign}*ROUND(SUM({real}),2))`), formatKroner, amountOr(y.layers.gross[0])},
		live{p.in(`{sign}*ROUND(IF({real1}="",N({budg1}),0)+IF({real2}="",N({budg2}),0)+IF({real3}="",N({budg3}),0)+IF({real4}="",N({budg4}),0),2)`), formatKroner, amountOr(y.layers.gross[1])},
		live{"" + p["sign"] + "*ROUND(" + strings.Join(decided[:], "+") + ",2)", formatKroner, amountOr(y.layers.gross[2])})
	for layer := range 3 {
		gross := relative(gainYearGross+layer, y.row)
		formula := fmt.Sprintf(`IF(AND(%s<>0,{counts}=1,{ended}=0),%[1]s,"")`, gross)
		if layer == 0 {
			formula = fmt.Sprintf(`IF(AND(%s<>"",{counts}=1),%[1]s,"")`, gross)
		}
		cells = append(cells, live{p.in(formula), formatKroner, amountOr(y.layers.entry[layer])})
	}
	block := yearBlock(one.of, y.year, gainYearShare)
	row := one.of.costs + i
	cells = append(cells, w.netCells(y.layers, y.row, gainYearEntry, one.nth, block,
		absolute(w.runningName, runningCost, row), absolute(w.runningName, runningSize, row), absolute(w.runningName, runningExcess, row))...)
	w.gainYears.add(cells...)
}

// yearBlock are three columns of a case's benefits in a year.
func yearBlock(of *gainCase, year, column int) string {
	return relative(column, of.rowOf(year, 0)) + ":" + relative(column+2, of.rowOf(year, len(of.gains)-1))
}

// netCells are what shares a cost among the layers, and the layers net of it.
func (w *quarterBook) netCells(at layered, row, entry, nth int, block, cost, size, excess string) (cells []any) {
	share := func(layer int) string {
		return fmt.Sprintf("ROUND(ABS(%s)*100*%s/%s,6)", cost, relative(entry+layer, row), size)
	}
	for layer := range 3 {
		var value any = ""
		if at.key[layer] != nil {
			value = *at.key[layer]
		}
		formula := fmt.Sprintf(`IF(OR(N(%s)<=0,%s=""),"",ROUND(%s-INT(%[3]s),6)-%d/1000000000)`, relative(entry+layer, row), cost, share(layer), nth*3+layer)
		cells = append(cells, live{formula, "0.000000000", value})
	}
	for layer := range 3 {
		key := relative(entry+3+layer, row)
		formula := fmt.Sprintf(`IF(%s="","",ROUND(%[1]s-IF(%s="",0,SIGN(%s)*(INT(%s)+IF(%s>0,IF(%[2]s>=LARGE(%[6]s,%[5]s),1,0),0))/100),2))`,
			relative(entry+layer, row), key, cost, share(layer), excess, block)
		cells = append(cells, live{formula, formatKroner, amountOr(at.net[layer])})
	}
	return cells
}

// points is the benefit's sign where it is among the quarters' figures, else 0.
func (g *gain) points() float64 {
	if g.counts && g.dest == destOwn {
		return float64(g.sign)
	}
	return 0
}
