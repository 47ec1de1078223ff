package report

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// writeChanges writes what is new since the quarter before: the year's figures, the
// later of them the account's own cells, and each case that is another.
func (w *quarterBook) writeChanges() {
	t, before := w.Print.T, w.open.Before()
	if w.Filter.Any() {
		rules := w.Report.Organisation.Governance
		before = before.Of(func(bc portfolio.BusinessCase) bool { return w.Filter.Keeps(rules, bc) })
	}
	compared := portfolio.Compare(before, w.Report, w.Report.Account.Method)
	from, to := w.Print.Quarter(compared.From), w.Print.Quarter(compared.To)
	v := w.beginView(w.changes, t("pack.changes", "quarter", compared.From), t("views.changes-lead", "quarter", compared.From), []float64{62, 20, 20, 20, 28, 28},
		t("comparison.head-figure"), from, to, t("comparison.head-difference"))
	if !compared.Known() {
		v.say(t("pack.changes-unknown", "quarter", compared.From, "due", compared.Due))
		v.end("")
		return
	}
	for _, one := range compared.Years[0].Figures {
		if one.Before != nil || one.After != nil {
			v.addChange(one)
		}
	}
	v.say("")
	v.heads(t("pack.case"), from, to, t("comparison.head-difference"), t("cases.column-light"), t("cases.column-phase"))
	for _, one := range compared.Cases {
		v.add(w.caseLink(one.Case), amountCell(one.Before), amountCell(one.After), v.differs(one.Change()),
			w.turned("light.", string(one.LightBefore), string(one.LightAfter)), w.turned("phase.", string(one.PhaseBefore), string(one.PhaseAfter)))
		v.beside(5)
	}
	if len(compared.Cases) == 0 {
		v.say(t("comparison.no-cases"))
	}
	v.end("")
}

func amountCell(money *calc.Money) any {
	if money == nil {
		return nil
	}
	return kroner{money.Kroner()}
}

// differs is the later less the earlier of the row that is written next.
func (v *view) differs(is *calc.Money) live {
	return live{fmt.Sprintf(`IF(COUNT(%s:%s)=0,"",N(%[2]s)-N(%[1]s))`, v.next(2), v.next(3)), formatKroner, amountOr(is)}
}

func (v *view) addChange(one portfolio.ComparedFigure) {
	name, column := v.Print.T("layer."+string(one.Layer)), 0
	switch one.Quantity {
	case portfolio.BridgeLayer:
		column = accountFirst + slices.Index(accountLayers, one.Layer)
	case portfolio.BridgeGap:
		column = accountGap
	case portfolio.BridgeTarget:
		column = accountTarget
	case portfolio.BridgeAchieved:
		column = accountAchieved
	}
	if one.Quantity != portfolio.BridgeLayer {
		name = v.Print.T("comparison.figure-" + string(one.Quantity))
	}
	after := amountCell(one.After)
	if cell := v.accountCell(column, v.Report.Headline.Year); cell != "" && column > 0 {
		after = live{orNothing(cell), formatKroner, amountOr(one.After)}
	}
	difference := v.differs(one.Difference)
	if one.Difference == nil { // a target or a gap that is not known in both
		difference = live{fmt.Sprintf(`IF(COUNT(%s:%s)<2,"",%[2]s-%[1]s)`, v.next(2), v.next(3)), formatKroner, ""}
	}
	v.add(name, amountCell(one.Before), after, difference)
}

// writeBridge writes the way from a year's target over what was decided to what was
// realised. The causes are found in Råderum; the ends are sums of the quarters.
func (w *quarterBook) writeBridge() {
	t, bridge := w.Print.T, portfolio.NewTargetBridge(w.Report)
	v := w.beginView(w.bridge, t("views.bridge-title", "year", yearText(bridge.Year)), t("chart.target-bridge.note")+" "+t("views.bridge-fixed"), []float64{44, 20, 20, 20},
		t("chart.waterfall.step"), t("chart.waterfall.amount"), t("views.bridge-under"), t("views.bridge-height"))
	if bridge.Planned == nil && bridge.Realised == nil || w.Filter.Any() {
		v.end(t("views.no-bridge"))
		return
	}
	ofYear := func(column int) string {
		var cells []string
		for i, point := range w.Report.Quarters {
			if point.Quarter.Year == bridge.Year {
				cells = append(cells, absolute(w.quarters, column, viewTop+1+i))
			}
		}
		if len(cells) == 0 {
			return `""`
		}
		stretch := cells[0] + ":" + cells[len(cells)-1][len("'"+w.quarters+"'!"):]
		return fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%[1]s))`, stretch)
	}
	first := v.row + 1
	var at calc.Money // how high the steps have come
	level := func(key, formula string, is *calc.Money) {
		if is != nil {
			at = *is
		}
		v.add(t(key), live{formula, formatKroner, amountOr(is)}, 0.0, live{"N(" + v.next(2) + ")", formatKroner, at.Kroner()})
	}
	if bridge.Target != nil {
		level("chart.target", orNothing(w.accountCell(accountTarget, bridge.Year)), bridge.Target)
	}
	level("chart.target-bridge.decided", ofYear(quarterFirst), bridge.Planned)
	decided := v.row
	for _, step := range bridge.Steps {
		below := min(at, at+step.Sum)
		sums := fmt.Sprintf("N(%s)+SUM(%s:%s)", absolute("", 2, decided), absolute("", 2, decided+1), v.next(2))
		if v.row == decided {
			sums = fmt.Sprintf("N(%s)+%s", absolute("", 2, decided), v.next(2))
		}
		height := max(step.Sum, -step.Sum)
		v.add(t("chart.target-bridge."+string(step.Cause)), kroner{step.Sum.Kroner()},
			live{fmt.Sprintf("MIN(%s,%[1]s-%s)", sums, v.next(2)), formatKroner, below.Kroner()}, live{"ABS(" + v.next(2) + ")", formatKroner, height.Kroner()})
		at += step.Sum
	}
	level("chart.series.realised", ofYear(quarterFirst+1), bridge.Realised)
	last := v.row
	if bridge.Left != nil {
		v.add(t("views.bridge-left"), live{fmt.Sprintf(`IF(COUNT(%s,%s)<2,"",%[1]s-%[2]s)`, absolute("", 2, first), absolute("", 2, last)), formatKroner, amountOr(bridge.Left)})
	}
	if bridge.Planned != nil && bridge.Realised != nil {
		v.add(t("report.difference"), live{fmt.Sprintf("ROUND(SUM(%s:%s)-%s,2)", absolute("", 2, decided), absolute("", 2, last-1), absolute("", 2, last)), formatKroner, 0.0})
	}
	bars := w.chart(excelize.ColStacked, t("views.bridge-title", "year", yearText(bridge.Year)))
	under := series(w.bridge, viewTop, 1, 3, first, last, "FFFFFF")
	under.Fill = excelize.Fill{Type: "pattern", Pattern: 0}
	under.Line = excelize.LineOptions{Type: excelize.LineNone}
	bars.Series = []excelize.ChartSeries{under, series(w.bridge, viewTop, 1, 4, first, last, "4F8A9B")}
	bars.Legend = excelize.ChartLegend{Position: "none"}
	v.end("", bars)
}
