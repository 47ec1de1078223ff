package portfolio

import (
	"slices"
	"strconv"

	"raaderum/calc"
)

// caseEdit makes one case what it is at the later end, cause by cause. A line is
// the same when its id is.
type caseEdit struct {
	w   *bridgeWalk
	was *BusinessCase // as it is on the way; changed by the steps
	now *BusinessCase
}

// record counts the case again and gives what moved to a part.
func (e *caseEdit) record(part BridgePart) {
	part.Case = e.was.ID
	e.w.count(e.was)
	e.w.record(part)
}

// row is the amounts of a cost line, or of one series of a benefit.
type row struct {
	ref      LineRef
	series   Series
	was, now []Amount
	set      func([]Amount)
}

// rows are what both ends state of the lines they both have. Realised amounts
// are apart: they have causes of their own.
func (e *caseEdit) rows(realised bool) []row {
	var all []row
	for i := range e.was.Costs {
		line := &e.was.Costs[i]
		at := slices.IndexFunc(e.now.Costs, func(now CostLine) bool { return now.ID == line.ID })
		if at >= 0 && !realised {
			all = append(all, row{LineRef{ID: line.ID, Label: line.Label}, Plan, line.Amounts, e.now.Costs[at].Amounts,
				func(amounts []Amount) { line.Amounts = amounts }})
		}
	}
	for i := range e.was.Benefits {
		benefit := &e.was.Benefits[i]
		now := e.laterBenefit(benefit.ID)
		if now == nil {
			continue
		}
		for _, series := range AllSeries {
			if (series == Realised) == realised {
				all = append(all, row{e.ref(*benefit), series, benefit.Series[series], now.Series[series],
					func(amounts []Amount) { benefit.put(series, amounts) }})
			}
		}
	}
	return all
}

func (e *caseEdit) ref(b Benefit) LineRef {
	return LineRef{Benefit: true, ID: string(b.ID), Label: b.Label}
}

func (e *caseEdit) laterBenefit(id BenefitID) *Benefit {
	at := slices.IndexFunc(e.now.Benefits, func(b Benefit) bool { return b.ID == id })
	if at < 0 {
		return nil
	}
	return &e.now.Benefits[at]
}

// put replaces a series; a benefit that was read may have none.
func (b *Benefit) put(series Series, amounts []Amount) {
	if b.Series == nil {
		b.Series = map[Series][]Amount{}
	}
	b.Series[series] = amounts
}

// priceLevel takes over the amounts of a case that is stated in other prices
// than before. Two amounts in different prices cannot be held up against each
// other, so their difference is not an edit. A price level that was not known
// before says nothing of the amounts.
func (e *caseEdit) priceLevel() {
	before, after := e.was.PriceLevel, e.now.PriceLevel
	e.was.PriceLevel = after
	if before == after || before.Basis == PricesUnknown || after.Basis == PricesUnknown {
		return
	}
	for _, r := range e.rows(false) {
		amounts := slices.Clone(r.was)
		for i, was := range amounts {
			if now := amountIn(r.now, was.Period); now != nil && now.Money != was.Money {
				amounts[i] = *now
				r.set(slices.Clone(amounts))
				e.record(r.part(CausePriceLevel, &was, now))
			}
		}
	}
	e.fullYears(CausePriceLevel)
}

// timing moves the go-live date, and the rows whose sum is the same in other
// periods.
func (e *caseEdit) timing() {
	if before, after := dayText(e.was.GoLive), dayText(e.now.GoLive); before != after {
		e.was.GoLive, e.was.PlannedGoLive = e.now.GoLive, e.now.PlannedGoLive
		e.slide()
		e.record(BridgePart{Cause: CauseTiming, Field: "go-live", Before: before, After: after, Source: e.now.Source})
	}
	for _, r := range e.rows(false) {
		if sumOf(r.was) != 0 && sumOf(r.was) == sumOf(r.now) && !sameMoney(r.was, r.now) {
			r.set(slices.Clone(r.now))
			part := BridgePart{Cause: CauseTiming, Line: &r.ref, Series: r.series, Before: periodsText(r.was), After: periodsText(r.now)}
			if len(r.now) > 0 {
				part.Source = r.now[0].Source
			}
			e.record(part)
		}
	}
}

// slide moves what moved with the go-live date: forecasts that are the plan and
// nothing else.
func (e *caseEdit) slide() {
	for i := range e.was.Benefits {
		benefit := &e.was.Benefits[i]
		now := e.laterBenefit(benefit.ID)
		if now == nil || !benefit.Slides && (!now.Slides || len(benefit.Series[Forecast]) > 0) || !sameMoney(benefit.Series[Plan], now.Series[Plan]) {
			continue
		}
		benefit.Slides = now.Slides
		benefit.put(Forecast, slices.Clone(now.Series[Forecast]))
	}
}

// sameMoney tells whether two rows state the same of the same periods.
func sameMoney(was, now []Amount) bool {
	return slices.EqualFunc(was, now, func(a, b Amount) bool { return a.Period == b.Period && a.Money == b.Money })
}

// periodsText is the span of a row: "2013–2015", or "2013" of one period.
func periodsText(amounts []Amount) string {
	if len(amounts) == 0 {
		return ""
	}
	least := func(a, b Amount) int { return a.Period.Compare(b.Period) }
	first, last := slices.MinFunc(amounts, least).Period, slices.MaxFunc(amounts, least).Period
	if first == last {
		return first.String()
	}
	return first.String() + "–" + last.String()
}

// rate takes over the day of the decision, the vintages of rates and the day
// that a case without a decision is judged on.
func (e *caseEdit) rate() {
	terms := caseTerms{e.w.after.rateSets(), e.w.after.quarter}
	was := e.w.rates[e.was.ID]
	part := BridgePart{Cause: CauseRate, Before: termsAmong(was.sets, *e.was, was.asOf.End()).RateSet, After: termsAmong(terms.sets, *e.now, terms.asOf.End()).RateSet, Source: e.now.Source}
	e.was.DecisionDate = e.now.DecisionDate
	e.w.rates[e.was.ID] = terms
	e.record(part)
}

// decision takes over how far the case and its benefits have come.
func (e *caseEdit) decision() {
	if e.was.Status != e.now.Status || e.was.Phase != e.now.Phase {
		part := BridgePart{Cause: CauseDecision, Field: "status", Before: string(e.was.Status), After: string(e.now.Status), Source: e.now.Source}
		if e.was.Status == e.now.Status {
			part.Field, part.Before, part.After = "phase", string(e.was.Phase), string(e.now.Phase)
		}
		e.was.Status, e.was.Phase, e.was.Ended = e.now.Status, e.now.Phase, e.now.Ended
		e.record(part)
	}
	if before, after := dayText(e.was.Ended), dayText(e.now.Ended); before != after {
		e.was.Ended = e.now.Ended
		e.record(BridgePart{Cause: CauseDecision, Field: string(EntryEnded), Before: before, After: after, Source: e.now.Source})
	}
	for i := range e.was.Benefits {
		benefit := &e.was.Benefits[i]
		now := e.laterBenefit(benefit.ID)
		if now == nil {
			continue
		}
		ref := e.ref(*benefit)
		part := BridgePart{Cause: CauseDecision, Line: &ref, Field: "state", Before: string(benefit.State), After: string(now.State), Source: e.now.Source}
		if part.Before == part.After {
			part.Field, part.Before, part.After = string(EntryEnded), dayText(benefit.Ended), dayText(now.Ended)
		}
		if benefit.State, benefit.Ended = now.State, now.Ended; part.Before != part.After {
			e.record(part)
		}
	}
}

// edited takes over everything else of a case but its realised amounts: what a
// case and its lines are said to be, each amount by itself, and the lines that
// came and went.
func (e *caseEdit) edited() {
	if e.was.Origin != e.now.Origin {
		part := BridgePart{Cause: CauseEdited, Field: "origin", Before: string(e.was.Origin), After: string(e.now.Origin), Source: e.now.Source}
		e.was.Origin = e.now.Origin
		e.record(part)
	}
	e.editedFields()
	e.fullYears(CauseEdited)
	for _, r := range e.rows(false) {
		e.replace(r, CauseEdited, func(Amount) bool { return true })
	}
	e.lines()
}

// editedFields takes over what decides how a line counts.
func (e *caseEdit) editedFields() {
	for i := range e.was.Benefits {
		benefit := &e.was.Benefits[i]
		now := e.laterBenefit(benefit.ID)
		if now == nil {
			continue
		}
		ref := e.ref(*benefit)
		take := func(field, before, after string, set func()) {
			if set(); before != after {
				e.record(BridgePart{Cause: CauseEdited, Line: &ref, Field: field, Before: before, After: after, Source: e.now.Source})
			}
		}
		take("benefit-kind", string(benefit.Kind), string(now.Kind), func() { benefit.Kind = now.Kind })
		take("accrues-to", string(benefit.AccruesTo), string(now.AccruesTo), func() { benefit.AccruesTo = now.AccruesTo })
		take("recurrence", string(benefit.Recurrence), string(now.Recurrence), func() { benefit.Recurrence = now.Recurrence })
		benefit.Slides = now.Slides
		take("counted-in", refText(benefit.CountedIn), refText(now.CountedIn), func() { benefit.CountedIn = now.CountedIn })
	}
	for i := range e.was.Costs {
		line := &e.was.Costs[i]
		at := slices.IndexFunc(e.now.Costs, func(now CostLine) bool { return now.ID == line.ID })
		if at >= 0 && e.now.Costs[at].Recurrence != line.Recurrence {
			ref := LineRef{ID: line.ID, Label: line.Label}
			part := BridgePart{Cause: CauseEdited, Line: &ref, Field: "recurrence", Before: string(line.Recurrence), After: string(e.now.Costs[at].Recurrence), Source: e.now.Source}
			line.Recurrence = e.now.Costs[at].Recurrence
			e.record(part)
		}
	}
}

func refText(ref *BenefitRef) string {
	if ref == nil {
		return ""
	}
	return string(ref.Case) + "/" + string(ref.Benefit)
}

// fullYears takes over the full-year effects; in another price level only those
// that both ends state.
func (e *caseEdit) fullYears(cause BridgeCause) {
	text := func(money *calc.Money) string {
		if money == nil {
			return ""
		}
		return strconv.FormatInt(int64(*money), 10)
	}
	for i := range e.was.Benefits {
		benefit := &e.was.Benefits[i]
		now := e.laterBenefit(benefit.ID)
		if now == nil || cause == CausePriceLevel && (now.FullYear == nil || benefit.FullYear == nil) {
			continue
		}
		ref := e.ref(*benefit)
		part := BridgePart{Cause: cause, Line: &ref, Field: "full-year", Before: text(benefit.FullYear), After: text(now.FullYear), Source: now.FullYearSource}
		if benefit.FullYear, benefit.FullYearSource = now.FullYear, now.FullYearSource; part.Before != part.After {
			e.record(part)
		}
	}
}

// lines brings in the lines that came, without what they realised, takes out
// those that went, and puts all in the later order.
func (e *caseEdit) lines() {
	costs, benefits := e.was.Costs, e.was.Benefits
	changed := func(ref LineRef, before, after string, source Source) {
		if ref.Benefit {
			e.w.structureChanged()
		}
		e.record(BridgePart{Cause: CauseEdited, Line: &ref, Field: "line", Before: before, After: after, Source: source})
	}
	for _, was := range costs {
		if !slices.ContainsFunc(e.now.Costs, func(now CostLine) bool { return now.ID == was.ID }) {
			e.was.Costs = slices.DeleteFunc(slices.Clone(e.was.Costs), func(one CostLine) bool { return one.ID == was.ID })
			changed(LineRef{ID: was.ID, Label: was.Label}, was.Label, "", firstSource(was.Amounts))
		}
	}
	for _, now := range e.now.Costs {
		if !slices.ContainsFunc(costs, func(was CostLine) bool { return was.ID == now.ID }) {
			e.was.Costs = append(slices.Clone(e.was.Costs), now)
			changed(LineRef{ID: now.ID, Label: now.Label}, "", now.Label, firstSource(now.Amounts))
		}
	}
	e.was.Costs = slices.Clone(e.now.Costs)
	for _, was := range benefits {
		if e.laterBenefit(was.ID) == nil {
			e.was.Benefits = slices.DeleteFunc(slices.Clone(e.was.Benefits), func(one Benefit) bool { return one.ID == was.ID })
			changed(e.ref(was), was.Label, "", firstSource(was.Series[Plan]))
		}
	}
	for _, now := range e.now.Benefits {
		if !slices.ContainsFunc(benefits, func(was Benefit) bool { return was.ID == now.ID }) {
			e.was.Benefits = append(slices.Clone(e.was.Benefits), now.without(Realised))
			changed(e.ref(now), "", now.Label, firstSource(now.Series[Plan]))
		}
	}
	e.reorder()
	e.record(BridgePart{Cause: CauseEdited, Field: "order", Source: e.now.Source})
}

// reorder puts the benefits as they stand at the later end, each with what it
// has realised so far: the last øre of a shared cost goes by their order.
func (e *caseEdit) reorder() {
	ordered := make([]Benefit, len(e.now.Benefits))
	for i, now := range e.now.Benefits {
		ordered[i] = now.without(Realised)
		at := slices.IndexFunc(e.was.Benefits, func(was Benefit) bool { return was.ID == now.ID })
		if amounts := e.was.Benefits[at].Series[Realised]; amounts != nil {
			ordered[i].put(Realised, amounts)
		}
	}
	e.was.Benefits = ordered
}

// without is a benefit with a map of series of its own that lacks one.
func (b Benefit) without(series Series) Benefit {
	kept := map[Series][]Amount{}
	for name, amounts := range b.Series {
		if name != series {
			kept[name] = amounts
		}
	}
	b.Series = kept
	return b
}

func firstSource(amounts []Amount) Source {
	if len(amounts) == 0 {
		return Source{}
	}
	return amounts[0].Source
}

// correction takes over what was realised in the quarters that were over at the
// earlier end: it ought to have been known then.
func (e *caseEdit) correction() {
	over := e.w.before.quarter
	for _, r := range e.rows(true) {
		e.replace(r, CauseCorrection, func(one Amount) bool { return !over.Before(firstQuarter(one.Period)) })
	}
}

// realised takes over the rest of what was realised.
func (e *caseEdit) realised() {
	for _, r := range e.rows(true) {
		e.replace(r, CauseRealised, func(Amount) bool { return true })
		r.set(slices.Clone(r.now)) // a period that stands twice
		e.record(BridgePart{Cause: CauseRealised, Line: &r.ref, Series: r.series})
	}
}

// firstQuarter is the quarter a period begins in; the zero quarter of t0, t1, ….
func firstQuarter(period calc.Period) calc.Quarter {
	if quarter, ok := period.Quarter(); ok {
		return quarter
	}
	if year, ok := period.Year(); ok {
		return calc.Quarter{Year: year, Q: 1}
	}
	return calc.Quarter{}
}

// replace takes over the amounts of a row that are asked for, each as a part of
// its own with its cell, in the order they stand.
func (e *caseEdit) replace(r row, cause BridgeCause, asked func(Amount) bool) {
	amounts := slices.Clone(r.was)
	for _, was := range r.was {
		if !asked(was) {
			continue
		}
		at := slices.IndexFunc(amounts, func(one Amount) bool { return one.Period == was.Period })
		switch now := amountIn(r.now, was.Period); {
		case now == nil:
			amounts = slices.Delete(amounts, at, at+1)
			r.set(slices.Clone(amounts))
			e.record(r.part(cause, &was, nil))
		case now.Money != was.Money:
			amounts[at] = *now
			r.set(slices.Clone(amounts))
			e.record(r.part(cause, &was, now))
		}
	}
	for _, now := range r.now {
		if asked(now) && amountIn(amounts, now.Period) == nil {
			amounts = append(amounts, now)
			r.set(slices.Clone(amounts))
			e.record(r.part(cause, nil, &now))
		}
	}
	if len(amounts) == len(r.now) && !slices.ContainsFunc(r.now, func(now Amount) bool { return !asked(now) }) {
		r.set(slices.Clone(r.now)) // the same money, from the later cells
	}
}

// part is one amount that differs; nil is not stated.
func (r row) part(cause BridgeCause, was, now *Amount) BridgePart {
	part := BridgePart{Cause: cause, Line: &r.ref, Series: r.series}
	if was != nil {
		part.Period, part.Before, part.Source = &was.Period, strconv.FormatInt(int64(was.Money), 10), was.Source
	}
	if now != nil {
		part.Period, part.After, part.Source = &now.Period, strconv.FormatInt(int64(now.Money), 10), now.Source
	}
	return part
}

func amountIn(amounts []Amount, period calc.Period) *Amount {
	at := slices.IndexFunc(amounts, func(one Amount) bool { return one.Period == period })
	if at < 0 {
		return nil
	}
	return &amounts[at]
}
