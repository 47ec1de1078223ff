package report

import (
	"fmt"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The columns of the benefits: what is stated, and from gainCounts on what follows.
const (
	gainNumber       = 1
	gainCaseNumber   = 2
	gainKind         = 5
	gainRecurrence   = 6
	gainDecided      = 7
	gainJoint        = 8
	gainOther        = 9
	gainEnded        = 10
	gainDone         = 11
	gainDelayed      = 12
	gainFullYear     = 13
	gainSlides       = 14
	gainGoesOn       = 15
	gainGoLive       = 16
	gainArea         = 17
	gainCounts       = 18
	gainSign         = 19
	gainDest         = 20
	gainPoints       = 21
	gainHasQuarters  = 22
	gainLive         = 23
	gainFirsts       = 24
	gainStart        = gainFirsts + 5
	gainFullYearOf   = gainStart + 1
	gainForecastYear = gainFullYearOf + 1
	gainFull         = gainForecastYear + 1
	gainReported     = gainFull + 1
	gainBudgetYear   = gainReported + 1
	gainBudget       = gainBudgetYear + 1
	gainStartYear    = gainBudget + 1
	gainGross        = gainStartYear + 1
	gainEntry        = gainGross + 3
	gainShare        = gainEntry + 3
	gainNet          = gainShare + 3
	gainOutside      = gainNet + 3
	gainColumns      = gainOutside
)

// writeGains writes the benefits: the rules that speak for and against each, and
// what it gives as new permanent effect.
func (w *quarterBook) writeGains() {
	for _, of := range w.gainCases {
		for _, one := range of.gains {
			w.writeGain(one)
		}
	}
}

func (w *quarterBook) kindName(kind portfolio.BenefitKind) string {
	if kind == portfolio.BenefitUnknown {
		return w.Print.T("benefit-kind.unknown")
	}
	return w.Print.T("benefit-kind." + string(kind))
}

func (w *quarterBook) recurrenceName(recurrence portfolio.Recurrence) string {
	if recurrence == portfolio.RecurrenceUnknown {
		return w.Print.T("benefit-kind.unknown")
	}
	return w.Print.T("recurrence." + string(recurrence))
}

// list are the cells of a column in a benefit's years.
func (w *quarterBook) list(one *gain, column int) string {
	var cells []string
	for _, y := range one.years {
		cells = append(cells, prefixed(w.gainYearsName, relative(column, y.row)))
	}
	return strings.Join(cells, ",")
}

// ofYear is a column's cell of the year that a formula gives, among a benefit's.
func (w *quarterBook) ofYear(sheet string, one *gain, column int, year string) string {
	last := one.years[len(one.years)-1].row
	return fmt.Sprintf("INDEX(%s:%s,1+(%s-%d)*%d)", absolute(sheet, column, one.years[0].row), absolute("", column, last), year, one.of.from, len(one.of.gains))
}

func (w *quarterBook) writeGain(one *gain) {
	r := one.row
	at := func(column int) string { return relative(column, r) }
	flag := func(is bool) any { return entered{float64(boolNumber(is))} }
	p := places{}
	for name, column := range map[string]int{"kind": gainKind, "rec": gainRecurrence, "decided": gainDecided, "joint": gainJoint, "other": gainOther, "ended": gainEnded, "done": gainDone,
		"delayed": gainDelayed, "stated": gainFullYear, "slides": gainSlides, "goeson": gainGoesOn, "golive": gainGoLive, "counts": gainCounts, "sign": gainSign, "dest": gainDest,
		"real": gainFirsts, "fc": gainFirsts + 1, "exp": gainFirsts + 2, "plan": gainFirsts + 3, "budg": gainFirsts + 4, "start": gainStart, "fy": gainFullYearOf,
		"fcyear": gainForecastYear, "full": gainFull, "rep": gainReported, "byear": gainBudgetYear, "budget": gainBudget, "startyear": gainStartYear, "number": gainNumber,
		"annual": gainGross, "budgeted": gainGross + 1} {
		p[name] = at(column)
	}
	for name, column := range map[string]int{"LA": lineAmount, "LB": lineGain, "LY": lineYear, "LQ": lineQuarter} {
		p[name] = w.lines.column(column)
	}
	other := any(entered{})
	if one.Excluded != "" {
		other = entered{w.Print.T("not-counted." + one.Excluded)}
	}
	whole, date := any(entered{}), any(entered{})
	if one.Benefit.FullYear != nil {
		whole = entered{kroner{one.Benefit.FullYear.Kroner()}}
	}
	if !one.PlanGoLive.IsZero() {
		date = entered{one.PlanGoLive}
	}
	cells := []any{one.number, one.of.order, one.BusinessCase.Title, one.Benefit.Label, entered{w.kindName(one.Benefit.Kind)}, entered{w.recurrenceName(one.Benefit.Recurrence)},
		flag(one.Decided), flag(one.BusinessCase.Origin.Joint()), other, flag(one.Ended != ""), flag(one.Benefit.State == portfolio.BenefitRealised), flag(one.Benefit.State == portfolio.BenefitDelayed),
		whole, flag(one.Benefit.Slides), flag(one.GoesOn), date, w.areaCode(one.BusinessCase)}
	cells = append(cells, w.ruleCells(one, p)...)
	cells = append(cells, w.startCells(one, p)...)
	cells = append(cells, w.permanentCells(one, p)...)
	w.gains.add(cells...)
}

// ruleCells tell whether a benefit counts, and where.
func (w *quarterBook) ruleCells(one *gain, p places) []any {
	kinds := ""
	for _, kind := range countingKinds {
		kinds += "," + p["kind"] + "=" + quoted(w.kindName(kind))
	}
	var live1 any = ""
	if one.liveMonth != nil {
		live1 = float64(*one.liveMonth)
	}
	return []any{
		live{p.in(`IF(AND(OR(` + kinds[1:] + `),{other}="",{dest}>0),1,0)`), "0", float64(boolNumber(one.counts))},
		live{p.in("IF({kind}=" + quoted(w.kindName(portfolio.Disbenefit)) + ",-1,1)"), "0", float64(one.sign)},
		live{p.in("IF({joint}=1,IF({decided}=1,3,0),IF({decided}=1,1,2))"), "0", float64(one.dest)},
		live{p.in("IF({dest}=1,{counts}*{sign},0)"), "0", one.points()},
		live{p.in(`IF(COUNTIFS({LB},{number},{LQ},">0",{LA},"<>")>0,1,0)`), "0", float64(boolNumber(one.hasQuarters))},
		live{p.in(`IF({golive}="","",YEAR({golive})*12+MONTH({golive})-1)`), "0", live1},
	}
}

// startCells tell when a benefit begins and what a whole year of it is.
func (w *quarterBook) startCells(one *gain, p places) (cells []any) {
	for i := range one.firsts {
		cells = append(cells, live{"MIN(" + w.list(one, gainYearFirsts+i) + ")", "0", float64(one.firsts[i])})
	}
	first := "INT(" + p["plan"] + "/4)"
	planned := func(year string) string { return w.ofYear(w.gainYearsName, one, gainYearPlanned, year) }
	begins := p.in(`OR(IF({golive}="",FALSE,{golive}<DATE(` + first + `,2,1)),AND({golive}="",COUNTIFS({LB},{number},{LY},` + first + `,{LQ},"=",{LA},"<>")=0))`)
	wholeYear := fmt.Sprintf(`IF(AND(MOD(%s,4)=0,%s),%s,IF(%[3]s+1>%[4]d,%[3]s,IF(%[5]s="",%[3]s,%[3]s+1)))`, p["plan"], begins, first, one.of.to, planned(first+"+1"))
	forecast := w.ofYear(w.statedName, one, statedForecast, p["fcyear"]) + ":" + w.ofYear(w.statedName, one, statedForecast+3, p["fcyear"])
	budget := w.ofYear(w.statedName, one, statedBudgeted, p["byear"]) + ":" + w.ofYear(w.statedName, one, statedBudgeted+3, p["byear"])
	budgets := w.list(one, gainYearBudget)
	return append(cells,
		live{p.in(`IF({real}>0,{real},IF(AND({goeson}=0,{delayed}=1,{fc}>0),{fc},IF(AND({goeson}=0,{exp}>0),{exp},IF({plan}>0,{plan},IF({budg}>0,{budg},{fc})))))`), "0", float64(one.start)},
		live{p.in("IF({plan}=0,0," + wholeYear + ")"), "0", float64(one.fullYearOf)},
		live{p.in("IF({slides}=1,0,MIN(" + w.list(one, gainYearForecast) + "))"), "0", float64(one.wholeForecast)},
		live{p.in("IF({fcyear}>0,ROUND(SUM(" + forecast + `),2),IF({stated}<>"",{stated},IF({fy}=0,"",` + planned(p["fy"]) + `)))`), formatKroner, amountOr(one.full)},
		live{prefixed(w.gainYearsName, relative(gainYearLater, one.years[0].row)) + "+COUNT(" + prefixed(w.statedName, relative(statedRealised, one.years[0].row)) + ":" + relative(statedRealised+3, one.years[0].row) + ")", "0", float64(one.reported)},
		live{"IF(MIN(" + budgets + ")>10000,MAX(" + budgets + ")-10000,MIN(" + budgets + "))", "0", float64(one.budgetYear)},
		live{p.in(`IF({byear}=0,"",ROUND(SUM(` + budget + `),2))`), formatKroner, amountOr(one.budget)},
		live{p.in(`IF(AND({rec}=` + quoted(w.recurrenceName(portfolio.Running)) + `,{start}>0,{full}<>"",COUNTIF(` + w.accountYears() + `,INT({start}/4))>0),INT({start}/4),0)`), "0", float64(one.startYear)})
}

// accountYears are the cells of the headline's account with its years.
func (w *quarterBook) accountYears() string {
	return absolute(w.account, accountYear, accountTop+2) + ":" + absolute("", accountYear, accountTop+1+max(1, len(w.Report.Account.Years)))
}

// permanentCells are the layers of a benefit's full-year effect.
func (w *quarterBook) permanentCells(one *gain, p places) []any {
	var given, hoped []string
	for _, y := range one.years {
		given = append(given, prefixed(w.gainYearsName, relative(gainYearGiven, y.row)))
		hoped = append(hoped, prefixed(w.gainYearsName, relative(gainYearHoped, y.row)))
	}
	p["given"], p["hoped"] = strings.Join(given, ","), strings.Join(hoped, ",")
	cells := []any{
		live{p.in(`IF(OR({rep}=0,{full}=""),"",{sign}*IF(SUM({hoped})>0,ROUND({full}*SUM({given})/SUM({hoped}),2),ROUND(SUM({given}),2)))`), formatKroner, amountOr(one.layers.gross[0])},
		live{p.in(`IF(OR({budget}="",{full}=""),"",{sign}*MAX(0,ROUND({budget}-MAX(0,{sign}*N({annual})),2)))`), formatKroner, amountOr(one.layers.gross[1])},
		live{p.in(`IF({full}="","",{sign}*MAX(0,ROUND({full}-MAX(0,{sign}*N({annual}))-{sign}*N({budgeted}),2)))`), formatKroner, amountOr(one.layers.gross[2])},
	}
	for layer := range 3 {
		gross := relative(gainGross+layer, one.row)
		counts := fmt.Sprintf(`{startyear}>0,{counts}=1,{ended}=0,%s<>""`, gross)
		if layer > 0 {
			counts += fmt.Sprintf(`,N(%s)<>0,OR({rep}=0,{done}=0)`, gross)
		}
		cells = append(cells, live{p.in("IF(AND(" + counts + ")," + gross + `,"")`), formatKroner, amountOr(one.layers.entry[layer])})
	}
	block := relative(gainShare, one.of.gains[0].row) + ":" + relative(gainShare+2, one.of.gains[len(one.of.gains)-1].row)
	row := one.of.costs
	cells = append(cells, w.netCells(one.layers, one.row, gainEntry, one.nth, block,
		absolute(w.runningName, runningWhole, row), absolute(w.runningName, runningWholeSize, row), absolute(w.runningName, runningWholeExcess, row))...)
	outside := fmt.Sprintf(`COUNTIFS({LB},{number},{LA},"<>",{LY},"<%d")+COUNTIFS({LB},{number},{LA},"<>",{LY},">%d")`, one.of.from, one.of.to)
	return append(cells, live{p.in(outside), "0", float64(undated(one.Benefit))})
}

// undated counts the amounts of a plan that counts its years without saying which.
func undated(benefit portfolio.Benefit) (n int) {
	for _, amount := range benefit.Series[portfolio.Plan] {
		if _, dated := amount.Period.Year(); !dated {
			n++
		}
	}
	return n
}

// The columns of the running costs.
const (
	runningCase        = 1
	runningYearColumn  = 2
	runningCost        = 3
	runningSize        = 4
	runningExcess      = 5
	runningInFirst     = 6
	runningFirst       = 7
	runningWhole       = 8 // of the case's first row alone, as the next two
	runningWholeSize   = 9
	runningWholeExcess = 10
	runningColumns     = 10
)

// writeRunning writes the running costs of each case by year, and what they are
// shared among.
func (w *quarterBook) writeRunning() {
	net := !w.Report.Organisation.Governance.CountsGross
	for _, of := range w.gainCases {
		for i, one := range of.running {
			w.running.add(w.runningCells(of, i, one, net)...)
		}
	}
}

func (w *quarterBook) runningCells(of *gainCase, i int, one *runningYear, net bool) []any {
	row := of.costs + i
	p := places{"y": relative(runningYearColumn, row), "case": relative(runningCase, row), "cost": relative(runningCost, row)}
	for name, column := range map[string]int{"LA": lineAmount, "LK": lineCase, "LR": lineRunning, "LY": lineYear, "LQ": lineQuarter, "LC": lineCounts} {
		p[name] = w.lines.column(column)
	}
	where := `{LK},{case},{LR},1,{LY},{y},{LC},1,{LA},"<>"`
	cost, inFirst := `IF(COUNTIFS(`+where+`)=0,"",ROUND(SUMIFS({LA},`+where+`),2))`, "0"
	if !net {
		cost = `""`
	} else {
		works := "1=1"
		if live := of.bc.GoLive; !live.IsZero() {
			month := live.Year()*12 + int(live.Month()) - 1
			works = fmt.Sprintf("OR(%d-12*{y}<3,%[1]d-12*{y}>=12)", month)
		}
		inFirst = `IF(OR(SUMIFS({LA},{LK},{case},{LR},1,{LY},{y},{LQ},1)<>0,AND(COUNTIFS({LK},{case},{LR},1,{LY},{y},{LQ},"=",{LA},"<>")>0,` + works + `)),1,0)`
	}
	entries := prefixed(w.gainYearsName, yearBlock(of, one.year, gainYearEntry))
	keys := prefixed(w.gainYearsName, yearBlock(of, one.year, gainYearShare))
	var first any = ""
	if one.cost != nil && *one.cost != 0 {
		first = float64(one.year)
	}
	cells := []any{of.order, one.year, live{p.in(cost), formatKroner, amountOr(one.cost)},
		live{"SUMIF(" + entries + `,">0")`, formatKroner, one.size.Kroner()},
		live{"IF(COUNT(" + keys + ")=0,0,ROUND(SUM(" + keys + "),0))", "0", float64(one.excess)},
		live{p.in(inFirst), "0", float64(boolNumber(one.inQ1))},
		live{p.in(`IF(N({cost})<>0,{y},"")`), "0", first}}
	if i > 0 {
		return cells
	}
	last := of.costs + len(of.running) - 1
	column := func(x int) string { return relative(x, row) + ":" + relative(x, last) }
	year := "MIN(" + column(runningFirst) + ")"
	nth := func(x int, more string) string {
		return fmt.Sprintf("INDEX(%s,%s-%d%s)", column(x), year, of.from-1, more)
	}
	golive := absolute(w.gainsName, gainGoLive, of.gains[0].row)
	byYear := p.in(`COUNTIFS({LK},{case},{LR},1,{LY},` + year + `,{LQ},"=",{LA},"<>")`)
	whole := fmt.Sprintf(`AND(%s=1,OR(IF(%s="",FALSE,%[2]s<DATE(%s,2,1)),AND(%[2]s="",%[4]s=0)))`, nth(runningInFirst, ""), golive, year, byYear)
	next := fmt.Sprintf(`IF(%s>=%d,%s,IF(%s="",%[3]s,%[4]s))`, year, of.to, nth(runningCost, ""), nth(runningCost, "+1"))
	g0, g1 := of.gains[0].row, of.gains[len(of.gains)-1].row
	wholeEntries := absolute(w.gainsName, gainEntry, g0) + ":" + absolute("", gainEntry+2, g1)
	wholeKeys := absolute(w.gainsName, gainShare, g0) + ":" + absolute("", gainShare+2, g1)
	return append(cells,
		live{fmt.Sprintf(`IF(%s=0,"",IF(%s,%s,%s))`, year, whole, nth(runningCost, ""), next), formatKroner, amountOr(of.costs1)},
		live{"SUMIF(" + wholeEntries + `,">0")`, formatKroner, of.size.Kroner()},
		live{"IF(COUNT(" + wholeKeys + ")=0,0,ROUND(SUM(" + wholeKeys + "),0))", "0", float64(of.excess)})
}

// layerSum is the formula of layers of the account in a year, and of an area when
// one is given: the sum of what counts; nothing where nothing does, since what is
// missing is not 0.
func (w *quarterBook) layerSum(method portfolio.CountMethod, layers []portfolio.Layer, year, area string) string {
	counts, sums := "", ""
	for _, layer := range layers {
		n, sum := w.layerParts(method, layer, year, area)
		counts, sums = counts+n, sums+sum
	}
	return `IF(` + counts[1:] + `=0,"",ROUND(` + sums[1:] + `,2))`
}

func (w *quarterBook) layerParts(method portfolio.CountMethod, layer portfolio.Layer, year, area string) (counts, sums string) {
	for i, piece := range accountLayers[:3] {
		dest := map[portfolio.Layer]int{portfolio.LayerPipeline: destPipeline, portfolio.LayerJoint: destJoint}[layer]
		if dest == 0 {
			if piece != layer {
				continue
			}
			dest = destOwn
		}
		sheet, net, years, dests, areas := w.gainYears, gainYearNet, gainYearYear, gainYearDest, gainYearArea
		if method == portfolio.NewPermanent {
			sheet, net, years, dests, areas = w.gains, gainNet, gainStartYear, gainDest, gainArea
		}
		where := fmt.Sprintf("%s,%s,%s,%d", sheet.column(years), year, sheet.column(dests), dest)
		if area != "" {
			where += "," + sheet.column(areas) + "," + area
		}
		counts += "+COUNTIFS(" + sheet.column(net+i) + `,">-1E+300",` + where + ")"
		sums += "+SUMIFS(" + sheet.column(net+i) + "," + where + ")"
	}
	return counts, sums
}

func (w *quarterBook) writeLayer(sheet string, x, y int, method portfolio.CountMethod, layer portfolio.Layer, year, area string, is *calc.Money) {
	w.book.formula(sheet, x, y, w.layerSum(method, []portfolio.Layer{layer}, year, area), formatKroner, kronerOf(is))
}
