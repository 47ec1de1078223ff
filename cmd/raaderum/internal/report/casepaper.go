package report

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// CasePack (sagens grundlag) is what a case's papers are made of: the case with
// its figures as seen from a quarter, and when.
type CasePack struct {
	Report  portfolio.QuarterReport
	Figures portfolio.CaseFigures
	Economy *Picture // nil: not drawn
	At      time.Time
	Print   *i18n.Printer

	Frozen string // hash of the snapshot the figures are of; "" for live ones
	Faults int    // how much of that snapshot is not as it was frozen
}

// NewCasePack is a case of a report. CodeNotFound when the report has no such case.
func NewCasePack(report portfolio.QuarterReport, id portfolio.CaseID, renderer *charts.Renderer, at time.Time, print *i18n.Printer) (CasePack, error) {
	i := slices.IndexFunc(report.Cases, func(f portfolio.CaseFigures) bool { return f.Case.ID == id })
	if i < 0 {
		return CasePack{}, portfolio.NotFound("case", string(id))
	}
	pack := CasePack{Report: report, Figures: report.Cases[i], At: at, Print: print}
	if len(pack.Figures.Table) == 0 {
		return pack, nil
	}
	chart, err := charts.CaseEconomy(pack.Figures, print)
	if err != nil {
		return pack, err
	}
	svg, err := renderer.PaperSVG(chart)
	if err != nil && !errors.Is(err, charts.ErrNoBundle) {
		return pack, err
	}
	pack.Economy = &Picture{chart, svg}
	return pack, nil
}

// Case is a case of the pack, frozen where the pack is.
func (p Pack) Case(id portfolio.CaseID, renderer *charts.Renderer) (CasePack, error) {
	pack, err := NewCasePack(p.Report, id, renderer, p.At, p.Print)
	if p.Frozen {
		pack.Frozen, pack.Faults = p.Snapshot.Hash, len(p.Faults)
	}
	return pack, err
}

// caseWriter is a case's paper under way.
type caseWriter struct {
	CasePack
	bc    portfolio.BusinessCase
	paper Paper
	trail trail
}

func (p CasePack) writer(kind string) *caseWriter {
	w := &caseWriter{CasePack: p, bc: p.Figures.Case, trail: trail{org: p.Report.Organisation.ID, at: p.Report.Quarter}}
	w.paper = Paper{
		Name:  strings.ToLower(p.Print.T("paper."+kind+"-name")) + "-" + fileName(w.bc),
		Title: p.Print.T("paper."+kind) + ": " + caseName(w.bc), At: p.At, Print: p.Print,
	}
	w.paper.Footer = p.Report.Organisation.Name + " · " + p.Print.T("paper."+kind) + " · " + shortened(caseName(w.bc), longestFooter) + " · " +
		p.Print.T("case.version", "n", w.bc.Version) + " · " + p.Print.T("paper.seen-from", "quarter", p.Report.Quarter) + " · " + p.standing()
	return w
}

// standing says whether the figures are frozen, with the hash, or live.
func (p CasePack) standing() string {
	if p.Frozen != "" {
		return frozenText(p.Print, p.Frozen, p.Faults)
	}
	return p.Print.T("paper.live")
}

// longestFooter is how much of a case's name the footer holds.
const longestFooter = 40

// everything is more letters than any text has.
const everything = 1 << 20

// fileName is a case's number, or its title, fit for a file's name.
func fileName(bc portfolio.BusinessCase) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
			return r
		}
		return '-'
	}, cmp.Or(bc.Number, bc.Title))
	runes := []rune(strings.Trim(name, "-"))
	return string(runes[:min(len(runes), longestFooter)])
}

// shortened is a text of so many letters at most; what was cut off is a dot of
// three, at the end of a word.
func shortened(s string, most int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most-1])
	if space := strings.LastIndexByte(cut, ' '); space > most/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,.;:") + "…"
}

func (w *caseWriter) t(key string, pairs ...any) string { return w.Print.T(key, pairs...) }

// Paper is the whole business case on paper: what it promises year by year and
// line by line with the cell of each amount, what it can bear, and what is
// missing.
func (p CasePack) Paper() Paper {
	w := p.writer("business-case")
	w.head()
	w.keyFigures(9)
	w.paper.heading(2, "economy", w.t("case.years"))
	if w.Economy != nil {
		w.paper.say(w.Economy.Title)
		w.paper.add(pictureBlock{*w.Economy, nil, w.t("pack.no-picture"), w.trail.calculation(w.bc.ID)})
	}
	w.years()
	w.goals(0)
	w.lines()
	w.benefits()
	w.bears()
	w.route()
	w.findings()
	w.stated()
	w.terms()
	w.sources()
	return w.paper
}

func (w *caseWriter) head() {
	p := &w.paper
	p.add(wordsBlock{style: eyebrowWords, text: w.Report.Organisation.Name + " · " + w.t("paper.business-case")})
	p.heading(1, "", caseName(w.bc))
	if w.bc.Summary != "" {
		p.add(wordsBlock{style: leadWords, text: w.bc.Summary})
	}
	if w.Report.Organisation.Example {
		p.note(w.t("pack.example"))
	}
	p.facts(w.caseFacts()...)
	for _, text := range w.lately(everything) {
		p.say(text)
	}
}

// lately is what the newest report says, and of a stopped case that it is over:
// what lapsed, and that its figures are those that were decided. What people wrote
// is at most so many letters.
func (w *caseWriter) lately(most int) (texts []string) {
	if w.bc.Over() {
		sentences := []string{w.t("paper.stopped-state")}
		if !w.bc.Ended.IsZero() {
			sentences[0] = w.t("paper.stopped-state-day", "date", w.bc.Ended)
		}
		var names []string
		for _, benefit := range w.bc.Benefits {
			names = append(names, benefit.Label)
		}
		if len(names) > 0 {
			sentences = append(sentences, w.t("paper.stopped-lapsed", "names", shortened(strings.Join(names, "; "), most/2)))
		}
		texts = append(texts, strings.Join(append(sentences, w.t("paper.stopped-decided")), " "))
	}
	if news := portfolio.NewPlanNews(w.Figures, w.Report.Quarter); news != nil {
		news.Comment = shortened(news.Comment, most)
		if text := w.Print.News(*news); text != "" {
			texts = append(texts, w.t("news.title", "quarter", w.Report.Quarter)+": "+text)
		}
	}
	return texts
}

// caseFacts are what is known of the case; what is not stated is said so where
// the council needs it.
func (w *caseWriter) caseFacts() [][2]entry {
	bc, t := w.bc, w.t
	area := t("areas.none")
	if known, ok := w.Report.Organisation.Strategy.FocusArea(bc.FocusArea); ok {
		area = known.Name
	}
	or := func(text string) string { return cmp.Or(text, t("case.not-stated")) }
	date := func(day time.Time) string {
		if day.IsZero() {
			return t("case.not-stated")
		}
		return w.Print.Date(day)
	}
	word := func(prefix, code string) string {
		if code == "" {
			return t("case.not-stated")
		}
		return t(prefix + code)
	}
	origin := word("origin.", string(bc.Origin))
	if bc.Obligatory {
		origin += ", " + strings.ToLower(t("case.obligatory"))
	}
	live, when := w.Print.GoLiveOf(bc)
	return [][2]entry{
		fact(t("areas.area"), area), fact(t("pack.record"), or(bc.RecordNumber)), fact(t("case.owner"), or(bc.ProjectOwner)), fact(t("case.system-owner"), or(bc.SystemOwner)),
		fact(t("cases.column-phase"), word("phase.", string(bc.Phase))), fact(t("paper.case-status"), word("case-status.", string(bc.Status))), fact(t("pack.origin"), origin),
		fact(t("case.decided"), date(bc.DecisionDate)), fact(live, when), fact(t("case.prices"), w.Print.Prices(bc.PriceLevel)),
	}
}

// goLiveFact is where caseFacts has the go-live date.
const goLiveFact = 8

// keyFigures are the case's figures, each with why there is none; at most n.
func (w *caseWriter) keyFigures(n int) {
	e, see := w.Figures.Evaluation, w.trail.calculation(w.bc.ID)
	why := func(reason calc.Reason) string {
		if reason == "" {
			return ""
		}
		return w.t("reason." + string(reason))
	}
	figure := func(name string, f calc.Figure, write func(float64) string) []entry {
		return []entry{said(w.t(name)), counted(w.Print.Figure(f, write), see), said(why(f.Why))}
	}
	limit := w.t("case.payback-no-limit")
	if most := w.Report.Organisation.Governance.PaybackLimit; most != nil {
		limit = w.t("case.payback-limit", "years", *most)
	}
	rows := [][]entry{
		figure("case.npv", e.NPV, w.Print.KronerOf),
		{said(w.t("case.payback")), counted(w.Print.Payback(e.Payback), see), said(cmp.Or(why(e.Payback.Why), limit))},
		{said(w.t("case.discounted-payback")), counted(w.Print.Payback(e.DiscountedPayback), see), said(why(e.DiscountedPayback.Why))},
		{said(w.t("case.irr")), counted(w.Print.IRR(e.IRR), see), said(why(e.IRR.Why))},
		figure("case.switching", e.SwitchingValue, func(f float64) string { return w.Print.Percent(f, 1) }),
		figure("measure.benefit-cost-ratio", e.BenefitCostRatio, func(f float64) string { return w.Print.Number(f, 2) }),
		figure("measure.present-value-costs", e.PresentValueCosts, w.Print.KronerOf),
		figure("measure.present-value-benefits", e.PresentValueBenefits, w.Print.KronerOf),
	}
	if e.SwitchingValue.Exists() {
		rows[4][2] = said(w.t("case.switching-note"))
	}
	if sum, known := w.bc.ProjectSum(); known {
		rows = slices.Insert(rows, 2, []entry{said(w.t("paper.project-sum")), counted(w.Print.Kroner(sum)+i18n.NoBreak+w.t("unit.kroner"), w.trail.caseAt(w.bc.ID)), said(w.className())})
	}
	w.paper.heading(2, "figures", w.t("paper.key-figures"))
	w.paper.grid(gridBlock{caption: w.t("paper.key-figures"), head: append(heads(1, w.t("case.figure"), w.t("report.value")), said(w.t("report.remark"))), rows: rows[:min(n, len(rows))], shares: []int{5, 4, 8}}, "")
}

// className is the case's amount class; "" when there is none.
func (w *caseWriter) className() string {
	if class, ok := w.Report.Organisation.Governance.ClassOf(w.bc); ok {
		return class.Name
	}
	return ""
}

func (w *caseWriter) amount(m *calc.Money, see string) entry {
	if m == nil {
		return unknown
	}
	return counted(w.Print.Kroner(*m), see)
}

// years is the case year by year, with its sums.
func (w *caseWriter) years() {
	see := w.trail.calculation(w.bc.ID)
	grid := gridBlock{caption: w.t("case.years") + ", " + w.t("unit.kroner"), total: true,
		head: heads(1, w.t("case.year"), w.t("case.cost"), w.t("case.benefit"), w.t("case.net"), w.t("case.factor"), w.t("case.discounted"), w.t("case.cumulative"))}
	var costs, benefits, total *calc.Money
	discounted := 0.0
	for _, row := range w.Figures.Table {
		costs, benefits, total = plusKnown(costs, row.Costs), plusKnown(benefits, row.Benefits), plusKnown(total, row.Net)
		present := unknown
		if row.Net != nil {
			discounted += row.Discounted
			present = counted(w.Print.Number(row.Discounted, 0), see)
		}
		grid.rows = append(grid.rows, []entry{said(w.Print.Period(row.Period)), w.amount(row.Costs, "#lines"), w.amount(row.Benefits, "#lines"), w.amount(row.Net, see),
			counted(w.Print.Number(row.Factor, 4), see), present, w.amount(row.Cumulative, see)})
	}
	if len(grid.rows) > 0 {
		grid.rows = append(grid.rows, []entry{said(w.t("case.total")), w.amount(costs, "#lines"), w.amount(benefits, "#lines"), w.amount(total, see), said(""), counted(w.Print.Number(discounted, 0), see), said("")})
	}
	w.paper.grid(grid, w.t("case.no-years"))
	if len(grid.rows) > 0 {
		w.paper.note(w.t("case.years-note"))
	}
}

// goals are the case's accounts for the strategy's goals, of at most so many
// letters each; 0 is all.
func (w *caseWriter) goals(most int) {
	var items []string
	for _, goal := range w.Report.Organisation.Strategy.Goals {
		text := cmp.Or(w.bc.Goals[goal.Number], w.t("case.not-stated"))
		if most > 0 {
			text = shortened(text, most)
		}
		items = append(items, w.t("paper.goal-of-case", "goal", goal.Number, "means", goal.Text, "text", text))
	}
	if len(items) > 0 {
		w.paper.heading(2, "goals", w.t("case.goals"))
		w.paper.list(items...)
	}
}

// lines are every amount of the plan, with the cell it was read from.
func (w *caseWriter) lines() {
	w.paper.heading(2, "lines", w.t("case.lines"))
	grid := gridBlock{caption: w.t("case.lines") + ", " + w.t("unit.kroner"), head: append(heads(9, w.t("case.line"), w.t("report.kind"), w.t("report.period")), entry{text: w.t("report.amount"), number: true}, said(w.t("pack.source"))), shares: []int{7, 4, 3, 4, 8}}
	add := func(label, kind string, amounts []portfolio.Amount) {
		for _, amount := range amounts {
			grid.rows = append(grid.rows, []entry{said(label), said(kind), said(w.Print.Period(amount.Period)),
				counted(w.Print.Money(amount.Money), cmp.Or(w.trail.cell(amount.Source), "#sources")), {text: sourceText(amount.Source, w.Print), see: w.trail.cell(amount.Source)}})
		}
	}
	for _, cost := range w.bc.Costs {
		kind := w.t("report.kind-cost")
		if cost.Recurrence != portfolio.RecurrenceUnknown {
			kind += ", " + w.t("recurrence."+string(cost.Recurrence))
		}
		add(cost.Label, kind, cost.Amounts)
	}
	for _, benefit := range w.bc.Benefits {
		add(benefit.Label, w.t("benefit-kind."+cmp.Or(string(benefit.Kind), "unknown")), benefit.Series[portfolio.Plan])
	}
	w.paper.grid(grid, w.t("reason.no-amounts"))
}

// benefits are the benefits' profiles.
func (w *caseWriter) benefits() {
	w.paper.heading(2, "benefits", w.t("case.benefits"))
	grid := gridBlock{caption: w.t("case.benefits"), head: append(heads(9, w.t("pack.benefit"), w.t("benefit.kind"), w.t("benefit.owner"), w.t("benefit.accrues"), w.t("benefit.state"), w.t("benefit.baseline")), entry{text: w.t("benefit.full-year") + ", " + w.t("unit.kroner"), number: true}),
		shares: []int{6, 5, 5, 6, 4, 6, 5}}
	for _, benefit := range w.bc.Benefits {
		word := func(prefix, code string) entry {
			if code == "" {
				return said(w.t("case.not-stated"))
			}
			return said(w.t(prefix + code))
		}
		baseline := w.t("benefit.baseline-no")
		if benefit.Baseline {
			baseline = w.t("benefit.baseline-yes")
		}
		grid.rows = append(grid.rows, []entry{said(benefit.Label), said(w.t("benefit-kind." + cmp.Or(string(benefit.Kind), "unknown"))), said(cmp.Or(benefit.Owner, w.t("case.not-stated"))),
			word("accrues.", string(benefit.AccruesTo)), word("benefit-state.", string(benefit.State)), said(baseline), w.amount(benefit.FullYear, cmp.Or(w.trail.cell(benefit.FullYearSource), w.trail.caseAt(w.bc.ID)))})
	}
	w.paper.grid(grid, w.t("case.no-benefits"))
}

// bears is how far each assumption may slip.
func (w *caseWriter) bears() {
	c := portfolio.Calculate(w.Report.Organisation.Governance, w.bc, w.Figures.Terms)
	if c.Why != "" {
		return
	}
	see := w.trail.calculation(w.bc.ID)
	w.paper.heading(2, "bears", w.t("calculation.margins"))
	head := []string{w.t("calculation.assumption"), w.t("calculation.until-npv")}
	if c.LimitBy != nil {
		head = append(head, w.t("calculation.until-limit", "years", *w.Report.Organisation.Governance.PaybackLimit))
	}
	grid := gridBlock{caption: w.t("calculation.margins"), head: heads(1, head...)}
	for _, one := range []struct {
		name  string
		of    func(calc.Margins) calc.Figure
		write func(float64) string
	}{
		{"benefits", func(m calc.Margins) calc.Figure { return m.BenefitFall }, func(f float64) string { return w.Print.Percent(f, 1) }},
		{"costs", func(m calc.Margins) calc.Figure { return m.CostRise }, func(f float64) string { return w.Print.Percent(f, 1) }},
		{"delay", func(m calc.Margins) calc.Figure { return m.Delay }, func(f float64) string { return w.Print.Number(12*f, 0) + i18n.NoBreak + w.t("unit.months") }},
		{"rate", func(m calc.Margins) calc.Figure { return m.RateRise }, func(f float64) string { return w.Print.Number(100*f, 1) + i18n.NoBreak + w.t("unit.points") }},
	} {
		cell := func(m calc.Margins) entry {
			if f := one.of(m); !f.Exists() {
				return counted(w.t("margin."+string(f.Why)), see)
			}
			return counted(one.write(one.of(m).Value), see)
		}
		row := []entry{said(w.t("margin." + one.name)), cell(c.Margins)}
		if c.LimitBy != nil {
			row = append(row, cell(*c.LimitBy))
		}
		grid.rows = append(grid.rows, row)
	}
	w.paper.grid(grid, "")
	w.paper.note(w.t("calculation.margins-lead"))
}

// findings are what the rules of the field say of the case.
func (w *caseWriter) findings() {
	if n := len(w.Figures.Findings); n > 0 {
		w.paper.heading(2, "findings", w.Print.N("case.findings", n))
		var items []string
		for _, finding := range w.Figures.Findings {
			items = append(items, w.t("severity."+string(finding.Severity))+": "+w.Print.Args("case-finding."+finding.Code, finding.Args))
		}
		w.paper.list(items...)
	}
}

// stated are the workbook's own figures, beside the computed.
func (w *caseWriter) stated() {
	stated, e, see := w.bc.Stated, w.Figures.Evaluation, w.trail.calculation(w.bc.ID)
	grid := gridBlock{caption: w.t("case.stated-title"), head: append(heads(1, w.t("case.figure"), w.t("case.stated"), w.t("case.computed")), said(w.t("pack.source")))}
	add := func(name string, s *portfolio.StatedFigure, write func(float64) string, computed string) {
		if s != nil {
			grid.rows = append(grid.rows, []entry{said(w.t(name)), counted(write(s.Value), cmp.Or(w.trail.cell(s.Source), "#sources")), counted(computed, see), {text: sourceText(s.Source, w.Print), see: w.trail.cell(s.Source)}})
		}
	}
	add("case.npv", stated.NPV, w.Print.KronerOf, w.Print.Figure(e.NPV, w.Print.KronerOf))
	add("case.payback", stated.Payback, w.Print.Years, w.Print.Payback(e.Payback))
	add("case.irr", stated.IRR, func(f float64) string { return w.Print.Percent(f, 1) }, w.Print.IRR(e.IRR))
	if len(grid.rows) > 0 {
		w.paper.heading(2, "stated", w.t("case.stated-title"))
		w.paper.grid(grid, "")
	}
}

func (w *caseWriter) terms() {
	t, terms := w.t, w.Figures.Terms
	base := t("terms.base-offset")
	if terms.BaseYear != 0 {
		base = strconv.Itoa(terms.BaseYear)
	}
	w.paper.heading(2, "terms", t("terms.title"))
	w.paper.facts(
		fact(t("terms.rate"), w.Print.Rate(terms)+" ("+t("terms.rate-why-"+terms.RateWhy)+")"), fact(t("terms.timing"), t("terms.timing-"+string(terms.Timing))),
		fact(t("terms.base"), base), fact(t("terms.prices"), w.Print.Prices(terms.PriceLevel)), fact(t("terms.sign"), t("terms.sign-gain")),
		fact(t("terms.payback"), t("terms.payback-text")), fact(t("terms.method"), t("terms.method-text", "version", terms.Method)), fact(t("pack.made"), w.Print.Date(w.At)),
	)
	w.paper.add(wordsBlock{text: t("paper.workbook"), see: w.trail.path("cases", string(w.bc.ID), "calculation.xlsx") + "?quarter=" + w.Report.Quarter.String()})
}

// sources are the files the case was read from.
func (w *caseWriter) sources() {
	w.paper.heading(2, "sources", w.t("case.files"))
	grid := gridBlock{caption: w.t("case.files"), head: heads(9, w.t("report.file"), "SHA-256"), shares: []int{6, 9}}
	for _, source := range filesOf(w.bc) {
		grid.rows = append(grid.rows, []entry{{text: source.File, see: w.trail.cell(source)}, said(source.SHA256)})
	}
	w.paper.grid(grid, w.t("paper.no-files"))
}
