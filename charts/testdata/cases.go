package testdata

import (
	"fmt"

	"raaderum/calc"
	"raaderum/portfolio"
)

// flows are a case's amounts in thousands of kroner, one a year; nil is not stated.
type flows []*calc.Money

// economy is a case whose table sums its lines, year by year from the first period.
func economy(c portfolio.BusinessCase, periods []calc.Period, benefits, oneOff, running flows) portfolio.CaseFigures {
	line := func(id string, recurrence portfolio.Recurrence, amounts flows) portfolio.CostLine {
		l := portfolio.CostLine{ID: id, Label: id, Recurrence: recurrence}
		for i, m := range amounts {
			if m != nil {
				l.Amounts = append(l.Amounts, portfolio.Amount{Period: periods[i], Money: *m})
			}
		}
		return l
	}
	c.Costs = []portfolio.CostLine{line("one-off", portfolio.OneOff, oneOff), line("running", portfolio.Running, running)}
	figures := portfolio.CaseFigures{Case: c}
	figures.Terms.BaseYear, _ = periods[0].Year()
	var gathered calc.Money
	for i, period := range periods {
		row := portfolio.YearRow{Period: period, Benefits: benefits[i], Costs: sum(oneOff[i], running[i])}
		net := value(row.Benefits) - value(row.Costs)
		gathered += net
		soFar := gathered
		row.Net, row.Cumulative = &net, &soFar
		figures.Table = append(figures.Table, row)
	}
	return figures
}

func sum(a, b *calc.Money) *calc.Money {
	if a == nil && b == nil {
		return nil
	}
	m := value(a) + value(b)
	return &m
}

func value(m *calc.Money) calc.Money {
	if m == nil {
		return 0
	}
	return *m
}

func years(from, count int) (all []calc.Period) {
	for i := range count {
		all = append(all, calc.YearOf(from+i))
	}
	return all
}

// judged adds what the calculator says of a case; a nil net present value has no rate.
func judged(figures portfolio.CaseFigures, payback calc.Payback, npv, cost *float64, light portfolio.TrafficLight) portfolio.CaseFigures {
	figures.Evaluation.Payback = payback
	figures.Evaluation.NPV = calc.Figure{Why: "no-rate"}
	if npv != nil {
		figures.Evaluation.NPV = calc.Figure{Value: *npv}
	}
	figures.Evaluation.PresentValueCosts = calc.Figure{Why: "no-costs"}
	if cost != nil {
		figures.Evaluation.PresentValueCosts = calc.Figure{Value: *cost}
	}
	figures.Light = light
	return figures
}

func paidBack(years float64) calc.Payback {
	return calc.Payback{Status: calc.PaybackValue, Years: years}
}

func kroner(k float64) *float64 { return &k }

// Economies are examples of a case's economy. The flows of "paid" are those of
// problem A in the contract of the machine interface, −1,000,000 and five times
// 300,000 at 4 percent: NPV 335,546.7, payback 3⅓ years.
var Economies = func() map[string]portfolio.CaseFigures {
	all := map[string]portfolio.CaseFigures{
		"paid": judged(economy(portfolio.BusinessCase{ID: "bc01", Number: "BC01", Title: "Digital post"}, years(2013, 6),
			flows{nil, thousand(300), thousand(400), thousand(400), thousand(400), thousand(400)},
			flows{thousand(900), thousand(0), nil, nil, nil, nil},
			flows{thousand(100), thousand(0), thousand(100), thousand(100), thousand(100), thousand(100)}),
			paidBack(3.333333), kroner(335546.7), kroner(1340000), portfolio.LightGreen),
		"never": judged(economy(portfolio.BusinessCase{ID: "bc07", Number: "BC07", Title: "Ny planlægning"}, years(2013, 4),
			flows{nil, thousand(50), thousand(50), thousand(50)},
			flows{thousand(400), nil, nil, nil},
			flows{thousand(0), thousand(20), thousand(20), thousand(20)}),
			calc.Payback{Status: calc.PaybackNever}, kroner(-319000), kroner(450000), portfolio.LightRed),
		"offset": judged(economy(portfolio.BusinessCase{ID: "Talegenkendelse", Number: "", Title: "Talegenkendelse"}, []calc.Period{calc.OffsetOf(0), calc.OffsetOf(1), calc.OffsetOf(2)},
			flows{nil, thousand(600), thousand(600)},
			flows{thousand(1000), nil, nil},
			flows{nil, nil, nil}),
			paidBack(1.6666667), kroner(131656.8), kroner(1000000), portfolio.LightGreen),
		"long": judged(economy(portfolio.BusinessCase{ID: "bc19", Number: "BC19", Title: "Fælles sagssystem"}, years(2013, 13),
			flows{nil, nil, thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900), thousand(900)},
			flows{thousand(4000), thousand(1500), nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil},
			flows{nil, thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200), thousand(200)}),
			paidBack(9.142857), kroner(912345.6), kroner(7300000), portfolio.LightYellow),
		"unsplit": judged(economy(portfolio.BusinessCase{ID: "bc03", Number: "BC03", Title: "Uden opdeling"}, years(2013, 3),
			flows{nil, thousand(120), thousand(120)},
			flows{thousand(100), nil, nil},
			flows{nil, thousand(5), thousand(5)}),
			paidBack(0.91), kroner(100000), kroner(110000), portfolio.LightGreen),
		"no-npv": judged(economy(portfolio.BusinessCase{ID: "bc05", Number: "BC05", Title: "Uden rente"}, years(2013, 2),
			flows{nil, thousand(120)},
			flows{thousand(100), nil},
			flows{nil, nil}),
			calc.Payback{Status: calc.PaybackUndefined}, nil, nil, portfolio.LightGreen),
		"empty": judged(portfolio.CaseFigures{Case: portfolio.BusinessCase{ID: "x", Title: "Tom"}},
			calc.Payback{Status: calc.PaybackUndefined}, nil, nil, portfolio.LightNone),
	}
	all["unsplit"].Case.Costs[1].Recurrence = portfolio.RecurrenceUnknown
	return all
}()

// PortfolioEconomies are cases whose years add up: "five" are the examples above
// with dated years, "offset" one that has none, and "twohundred" the first of them
// with its years moved by i mod 7.
var PortfolioEconomies = func() map[string][]portfolio.CaseFigures {
	all := map[string][]portfolio.CaseFigures{
		"five":    {Economies["paid"], Economies["never"], Economies["long"], Economies["no-npv"], Economies["offset"]},
		"unsplit": {Economies["paid"], Economies["unsplit"]},
		"offset":  {Economies["offset"]},
		"empty":   {},
	}
	for i := range 200 {
		all["twohundred"] = append(all["twohundred"], economy(portfolio.BusinessCase{ID: caseID(i)}, years(2013+i%7, 6),
			flows{nil, thousand(300), thousand(400), thousand(400), thousand(400), thousand(400)},
			flows{thousand(900), thousand(0), nil, nil, nil, nil},
			flows{thousand(100), thousand(0), thousand(100), thousand(100), thousand(100), thousand(100)}))
	}
	return all
}()

func mapped(id portfolio.CaseID, number, title string, payback calc.Payback, npv, cost *float64, light portfolio.TrafficLight) portfolio.CaseFigures {
	return judged(portfolio.CaseFigures{Case: portfolio.BusinessCase{ID: id, Number: number, Title: title}}, payback, npv, cost, light)
}

// Portfolios are examples of cases on the map.
var Portfolios = func() map[string][]portfolio.CaseFigures {
	all := []portfolio.CaseFigures{
		mapped("c00", "BC01", "Digital post", paidBack(2.15), kroner(847304.3), kroner(246563.2), portfolio.LightRed),
		mapped("c01", "BC02", "ESDH", paidBack(3.68), kroner(927874.59), kroner(587434.23), portfolio.LightMissing),
		mapped("c02", "BC03", "Selvbetjening", paidBack(3.65), kroner(861726.21), kroner(127876.45), portfolio.LightNone),
		mapped("c03", "BC04", "Velfærdsteknologi", paidBack(3.66), kroner(1490215.19), kroner(364892.67), portfolio.LightNone),
		mapped("c04", "BC05", "Telefoni", paidBack(6.2), kroner(160228.41), kroner(110305.15), portfolio.LightRed),
		mapped("c05", "BC06", "Skolernes netværk", paidBack(3.13), kroner(-316677.18), kroner(1105542.62), portfolio.LightGreen),
		mapped("c06", "BC07", "Digital post", calc.Payback{Status: calc.PaybackNever}, kroner(-340000), kroner(191438.05), portfolio.LightGreen),
		mapped("c07", "BC08", "ESDH", paidBack(5.95), kroner(242749.67), kroner(564415.88), portfolio.LightYellow),
		mapped("c08", "BC09", "Selvbetjening", paidBack(5.24), kroner(1676417.07), kroner(270359.38), portfolio.LightMissing),
		mapped("c09", "BC10", "Velfærdsteknologi", paidBack(4.35), kroner(1771006.25), kroner(103428.11), portfolio.LightGreen),
		mapped("c10", "BC11", "Telefoni", paidBack(1.23), kroner(-50868.51), kroner(140339.24), portfolio.LightNone),
		mapped("c11", "BC12", "Skolernes netværk", calc.Payback{Status: calc.PaybackNever}, kroner(-120000.0), kroner(191267.82), portfolio.LightRed),
		mapped("c12", "BC13", "Digital post", paidBack(6.02), kroner(912850.02), kroner(451403.51), portfolio.LightYellow),
		mapped("c13", "BC14", "ESDH", paidBack(4.4), kroner(1639243.9), kroner(778343.71), portfolio.LightGreen),
		mapped("c14", "BC15", "Selvbetjening", paidBack(6.17), kroner(1830177.22), kroner(748234.39), portfolio.LightGreen),
		mapped("c15", "BC16", "Velfærdsteknologi", calc.Payback{Status: calc.PaybackNotApplicable}, kroner(410000.0), kroner(464328.68), portfolio.LightRed),
		mapped("c16", "BC17", "Telefoni", paidBack(4.3), kroner(1220397.44), kroner(137340.93), portfolio.LightMissing),
		mapped("c17", "BC18", "Skolernes netværk", calc.Payback{Status: calc.PaybackImmediate}, kroner(650000.0), kroner(99792.0), portfolio.LightYellow),
		mapped("c18", "BC19", "Digital post", paidBack(6.15), kroner(1827573.23), kroner(87423.65), portfolio.LightMissing),
		mapped("c19", "BC20", "ESDH", paidBack(1.03), kroner(1623611.55), kroner(67951.74), portfolio.LightYellow),
		mapped("c20", "BC21", "Selvbetjening", paidBack(5.6), nil, kroner(74251.31), portfolio.LightRed),
		mapped("c21", "BC22", "Velfærdsteknologi", paidBack(5.55), kroner(481170.49), kroner(547268.13), portfolio.LightRed),
		mapped("c22", "BC23", "Telefoni", paidBack(6.33), kroner(1807398.67), kroner(406137.04), portfolio.LightGreen),
		mapped("c23", "BC24", "Skolernes netværk", paidBack(2.61), kroner(-180664.45), kroner(574937.31), portfolio.LightGreen),
	}
	all[2].Case.Phase = portfolio.PhaseStopped
	return map[string][]portfolio.CaseFigures{
		"twenty-four": all,
		"five":        {all[0], all[1], all[2], all[6], all[17]},
		"twohundred":  manyMapped(200),
		"empty":       {},
	}
}()

// manyMapped are so many cases, spread in a fixed way: case i pays back after
// 0.5 + (i·37 mod 97)/10 years and has an NPV of (i·53 mod 151) − 40 tens of
// thousands of kroner; every twentieth never pays back.
func manyMapped(n int) (all []portfolio.CaseFigures) {
	lights := []portfolio.TrafficLight{portfolio.LightGreen, portfolio.LightYellow, portfolio.LightRed, portfolio.LightMissing, portfolio.LightGreen}
	for i := range n {
		payback := paidBack(0.5 + float64(i*37%97)/10)
		if i%20 == 7 {
			payback = calc.Payback{Status: calc.PaybackNever}
		}
		all = append(all, mapped(caseID(i), fmt.Sprintf("BC%03d", i+1), "Selvbetjening", payback,
			kroner(float64(i*53%151-40)*10_000), kroner(float64(50+i*29%700)*1000), lights[i%5]))
	}
	return all
}

// Areas are examples of a report's focus areas.
var Areas = map[string]portfolio.QuarterReport{
	"twelve": report([]portfolio.FocusArea{
		{ID: "esdh", Name: "ESDH og journalisering"},
		{ID: "post", Name: "Digital post"},
		{ID: "selv", Name: "Digital kommunikation og selvbetjening"},
		{ID: "velf", Name: "Velfærdsteknologi"},
		{ID: "skole", Name: "Skoler og dagtilbud"},
		{ID: "tele", Name: "Telefoni"},
		{ID: "plan", Name: "Digital planlægning"},
		{ID: "led", Name: "Ledelsesinformation"},
		{ID: "drift", Name: "It-drift og infrastruktur"},
		{ID: "sikk", Name: "Informationssikkerhed"},
		{ID: "geo", Name: "Geodata"},
		{ID: "komp", Name: "Kompetencer"},
	},
		area("esdh", 0, layers{realised: 180, budgeted: 120}),
		area("post", 1, layers{realised: 320, budgeted: 300, decided: 30}),
		area("selv", 2, layers{decided: 250, pipeline: 200}),
		area("velf", 3, layers{budgeted: 150}),
		area("skole", 0, layers{realised: 90, pipeline: 40}),
		area("tele", 1, layers{}),
		area("plan", 2, layers{decided: 120}),
		area("led", 3, layers{}),
		area("drift", 0, layers{realised: 30}),
		area("sikk", 1, layers{}),
		area("geo", 2, layers{pipeline: 110}),
		area("komp", 3, layers{}),
		area("", 2, layers{realised: 15}),
	),
	"none":  report([]portfolio.FocusArea{{ID: "esdh", Name: "ESDH"}}, area("esdh", 0, layers{})),
	"empty": report(nil),
}

func report(areas []portfolio.FocusArea, figures ...portfolio.AreaFigures) portfolio.QuarterReport {
	var r portfolio.QuarterReport
	r.Organisation.Strategy.FocusAreas = areas
	r.Quarter = calc.Quarter{Year: 2014, Q: 2}
	r.Headline.Year = 2014
	r.Areas = figures
	return r
}

func area(id portfolio.FocusAreaID, cases int, in layers) portfolio.AreaFigures {
	return portfolio.AreaFigures{Area: id, Cases: cases, Layers: year(0, nil, nil, 0, in).Layers}
}
