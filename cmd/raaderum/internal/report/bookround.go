package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// writeRoundSheet writes the status round: who has confirmed what, and plan less
// realised of each case that deviates, shared on its causes.
func (w *quarterBook) writeRoundSheet() {
	t, round := w.Print.T, w.Report.Round
	v := w.beginView(w.round, t("round.title", "quarter", w.Report.Quarter), t("gains.made", "words", t("round.answer", "quarter", w.Report.Quarter, "confirmed", round.Confirmed, "awaited", round.Awaited))+" "+t("views.round-fixed"),
		[]float64{58, 44, 34, 26, 20, 20}, t("pack.case"), t("pack.benefit"), t("benefit.owner"), t("round.state"), t("round.planned"), t("round.realised"))
	first := v.row + 1
	var planned, realised calc.Money
	for _, one := range w.roundByOwner() {
		planned += one.Planned
		if one.Realised != nil {
			realised += *one.Realised
		}
		v.add(w.caseLink(one.Case), benefitLabel(w.Pack.caseOf(one.Case), one.Benefit), cmp.Or(one.Owner, t("round.no-owner")), t("round.state-"+string(one.State)), kroner{one.Planned.Kroner()}, amountCell(one.Realised))
	}
	if v.row < first {
		v.end(t("round.nothing"))
		return
	}
	v.add(t("pack.sum"), nil, nil, nil, live{"SUM(" + v.stretch(5, first) + ")", formatKroner, planned.Kroner()}, live{"SUM(" + v.stretch(6, first) + ")", formatKroner, realised.Kroner()})
	v.say("")
	v.heads(t("pack.case"), t("deviation.cause"), t("deviation.owner"), t("deviation.when"), t("deviation.amount"), t("cases.column-light"))
	top := v.row + 1
	var sum calc.Money
	for _, one := range round.Cases {
		if one.Deviation == nil {
			continue
		}
		light := t("light." + string(one.Computed))
		for _, cause := range one.Deviation.Causes {
			when, said := t("deviation.never"), t("deviation.cause-"+string(cause.Cause))
			if cause.Recovery != nil {
				when = w.Print.Quarter(*cause.Recovery)
			}
			if cause.Explanation != "" {
				said += ": " + cause.Explanation
			}
			sum += cause.Amount
			v.add(w.caseLink(one.Case), said, cause.Owner, when, kroner{cause.Amount.Kroner()}, light)
			v.beside(6)
		}
		if one.Deviation.Unexplained != 0 {
			sum += one.Deviation.Unexplained
			v.add(w.caseLink(one.Case), t("deviation.unexplained"), nil, nil, kroner{one.Deviation.Unexplained.Kroner()}, light)
			v.beside(6)
		}
	}
	if v.row < top {
		v.say(t("round.paper-none"))
	} else {
		v.add(t("pack.sum"), nil, nil, nil, live{"SUM(" + v.stretch(5, top) + ")", formatKroner, sum.Kroner()})
		v.say(t("deviation.sign"))
	}
	v.end("")
}

// writeDecisionsSheet writes what the cases ask the council to decide, and what has
// been put before its meetings.
func (w *quarterBook) writeDecisionsSheet() {
	t := w.Print.T
	v := w.beginView(w.decisions, t("pack.decisions"), t("decisions.on-paper"), []float64{62, 24, 14, 70}, t("pack.case"), t("pack.record"), t("cases.column-light"), t("pack.decision"))
	any := false
	for _, figures := range w.Report.Cases {
		if figures.Status != nil && figures.Status.DecisionNeeded != "" {
			any = true
			v.add(w.caseLink(figures.Case.ID), figures.Case.RecordNumber, t("light."+string(figures.Light)), figures.Status.DecisionNeeded)
			v.beside(4)
		}
	}
	if !any {
		v.say(t("pack.no-decisions"))
	}
	v.say("")
	v.heads(t("agenda.item-title"), t("round.paper-meeting"), t("views.outcome"), t("agenda.recommendation"))
	for _, item := range w.Agenda {
		outcome := t("agenda.undecided")
		if standing := item.Standing(); standing != nil {
			outcome = t("agenda.outcome-" + string(standing.Outcome))
		}
		v.add(item.Title, w.Print.Date(item.Meeting), outcome, item.Recommendation)
		v.beside(4)
	}
	if len(w.Agenda) == 0 {
		v.say(t("round.paper-no-meetings"))
	}
	v.end("")
}

// writeJoint writes what joint cases were to give and have given, apart from the
// target.
func (w *quarterBook) writeJoint() {
	t := w.Print.T
	v := w.beginView(w.joint, t("views.joint-title", "title", w.title()), t("chart.joint.note")+" "+t("views.joint-fixed"), []float64{12, 20, 20, 24, 22},
		t("report.year"), t("chart.joint.promised"), t("chart.joint.harvested"), t("chart.joint.left"), t("chart.joint.missing"))
	cases := make([]portfolio.BusinessCase, len(w.Report.Cases))
	for i, figures := range w.Report.Cases {
		cases[i] = figures.Case
	}
	years := portfolio.JointYears(w.Report.Organisation, cases, w.Report.Quarter)
	if !slices.ContainsFunc(years, func(one portfolio.JointYear) bool { return one.Promised != nil || one.Harvested != nil }) {
		v.end(t("chart.joint.none"))
		return
	}
	first := v.row + 1
	var sums [2]calc.Money
	for _, one := range years {
		var left any = ""
		for i, money := range []*calc.Money{one.Promised, one.Harvested} {
			if money != nil {
				sums[i] += *money
			}
		}
		if one.Promised != nil && one.Harvested != nil {
			left = (*one.Promised - *one.Harvested).Kroner()
		}
		v.add(one.Year, amountCell(one.Promised), amountCell(one.Harvested),
			live{fmt.Sprintf(`IF(COUNT(%s:%s)<2,"",%[1]s-%[2]s)`, v.next(2), v.next(3)), formatKroner, left}, one.Missing)
	}
	last := v.row
	v.add(t("pack.sum"), live{"SUM(" + v.stretch(2, first) + ")", formatKroner, sums[0].Kroner()}, live{"SUM(" + v.stretch(3, first) + ")", formatKroner, sums[1].Kroner()})
	bars := w.chart(excelize.Col, t("views.joint-title", "title", w.title()))
	for i, color := range []string{"A9C9D1", "173F4F"} {
		bars.Series = append(bars.Series, series(w.joint, viewTop, 1, 2+i, first, last, color))
	}
	v.end("", bars)
}

// writeQuality writes how many cases lack what, and which.
func (w *quarterBook) writeQuality() {
	t := w.Print.T
	chart, err := charts.DataQuality(w.Report, w.Print, w.trail().links())
	w.book.do(func() error { return err })
	v := w.beginView(w.quality, t("views.quality-title", "title", w.title()), chart.Table.Note+" "+t("views.quality-fixed"), []float64{44, 14, 14, 90},
		t("chart.quality.head"), t("chart.cases"), t("views.quality-share"), t("chart.flow.which"))
	all := 0
	for _, figures := range w.Report.Cases {
		all += boolNumber(!figures.Case.Over())
	}
	first := v.row + 1
	for _, row := range chart.Table.Rows {
		n := len(row[3].Parts)
		v.add(row[0].Text, float64(n), live{fmt.Sprintf("%s/%d", v.next(2), max(1, all)), formatShare, float64(n) / float64(max(1, all))}, row[3].Text)
		v.beside(4)
	}
	bars := w.chart(excelize.Bar, t("views.quality-title", "title", w.title()))
	bars.Series = []excelize.ChartSeries{series(w.quality, viewTop, 1, 2, first, v.row, "4F8A9B")}
	bars.XAxis.ReverseOrder, bars.Legend = true, excelize.ChartLegend{Position: "none"}
	v.end(t("views.quality-none"), bars)
}
