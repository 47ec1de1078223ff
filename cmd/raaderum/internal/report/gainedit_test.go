package report_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// stated are amounts by period.
type stated map[calc.Period]calc.Money

func (s stated) amounts() (all []portfolio.Amount) {
	periods := slices.Collect(maps.Keys(s))
	slices.SortFunc(periods, func(a, b calc.Period) int { return compareText(a.String(), b.String()) })
	for _, period := range periods {
		all = append(all, portfolio.Amount{Period: period, Money: s[period], Source: portfolio.Source{File: "sag.xlsx", Sheet: "Ark", Cell: "B2"}})
	}
	return all
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// promise is what somebody can change of a benefit.
type promise struct {
	kind                         portfolio.BenefitKind
	recurrence                   portfolio.Recurrence
	state                        portfolio.BenefitState
	full                         *calc.Money
	plan                         stated
	forecast, budgeted, realised stated // by quarter
	costs                        stated // of the case's running costs
}

// The years that are drawn are those of the account and a few more, which every
// case has amounts in, so that an edit falls in a year the workbook has a row of.
const drawnFrom, drawnTo = 2013, 2018

func drawnAmount(t *rapid.T) calc.Money {
	return rapid.OneOf(rapid.Just(calc.Money(0)), rapid.Map(rapid.IntRange(100, 50_000_000), func(ore int) calc.Money { return calc.Money(ore) }),
		rapid.Map(rapid.IntRange(1, 5000), func(n int) calc.Money { return calc.Money(n) * 10_000 }),
		rapid.Map(rapid.IntRange(-20_000, -100), func(ore int) calc.Money { return calc.Money(ore) })).Draw(t, "amount")
}

func drawnYears(t *rapid.T, quarters bool) stated {
	all := stated{}
	for year := drawnFrom; year <= drawnTo; year++ {
		if rapid.IntRange(0, 9).Draw(t, "year") < 7 {
			all[calc.YearOf(year)] = drawnAmount(t)
		}
		for q := 1; quarters && q <= 4; q++ {
			if rapid.IntRange(0, 3).Draw(t, "quarter") == 0 {
				all[calc.Quarter{Year: year, Q: q}.Period()] = drawnAmount(t)
			}
		}
	}
	return all
}

func drawnQuarters(t *rapid.T, from, to calc.Quarter, often int) stated {
	all := stated{}
	for at := from; !to.Before(at); at = at.Next() {
		if rapid.IntRange(0, 9).Draw(t, "stated") < often {
			all[at.Period()] = drawnAmount(t)
		}
	}
	return all
}

func drawnPromise(t *rapid.T) promise {
	first, now, last := calc.Quarter{Year: drawnFrom, Q: 1}, calc.Quarter{Year: 2014, Q: 2}, calc.Quarter{Year: drawnTo, Q: 4}
	p := promise{
		kind:       rapid.SampledFrom([]portfolio.BenefitKind{portfolio.Cashable, portfolio.Cashable, portfolio.Cashable, portfolio.Revenue, portfolio.ReleasedTime, portfolio.BenefitUnknown}).Draw(t, "kind"),
		recurrence: rapid.SampledFrom([]portfolio.Recurrence{portfolio.Running, portfolio.Running, portfolio.Running, portfolio.OneOff, portfolio.RecurrenceUnknown}).Draw(t, "recurrence"),
		state:      rapid.SampledFrom([]portfolio.BenefitState{portfolio.BenefitDecided, portfolio.BenefitDecided, portfolio.BenefitBudgeted, portfolio.BenefitEstimated, portfolio.BenefitRealised, portfolio.BenefitDelayed}).Draw(t, "state"),
		plan:       drawnYears(t, rapid.IntRange(0, 3).Draw(t, "quarters") == 0),
		forecast:   stated{}, budgeted: stated{}, realised: stated{}, costs: stated{},
	}
	if rapid.IntRange(0, 2).Draw(t, "full") == 0 {
		money := drawnAmount(t)
		p.full = &money
	}
	if rapid.Bool().Draw(t, "reported") {
		p.realised = drawnQuarters(t, first, now, 6)
	}
	if rapid.IntRange(0, 2).Draw(t, "forecasts") == 0 {
		p.forecast = drawnQuarters(t, now.Next(), last, 8)
	}
	if rapid.IntRange(0, 2).Draw(t, "budgets") == 0 {
		p.budgeted = drawnQuarters(t, first, last, 8)
	}
	if rapid.Bool().Draw(t, "costs") {
		p.costs = drawnYears(t, false)
	}
	return p
}

// frame is what stays of a case when its promise is edited.
type frame struct {
	live         time.Time
	joint, ended bool
	slides       bool
	disbenefit   bool
}

func drawnFrame(t *rapid.T) frame {
	f := frame{joint: rapid.IntRange(0, 5).Draw(t, "joint") == 0, ended: rapid.IntRange(0, 7).Draw(t, "ended") == 0, slides: rapid.IntRange(0, 5).Draw(t, "slides") == 0,
		disbenefit: rapid.IntRange(0, 5).Draw(t, "disbenefit") == 0}
	if rapid.Bool().Draw(t, "dated") {
		f.live = time.Date(2012+rapid.IntRange(0, 4).Draw(t, "live year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	}
	return f
}

// of is a case with two benefits: the edited one, and one beside it that shares
// the running costs.
func (p promise) of(f frame, beside promise, id string) portfolio.BusinessCase {
	one := func(p promise, id string) portfolio.Benefit {
		b := portfolio.Benefit{ID: portfolio.BenefitID(id), Label: id, Kind: p.kind, Recurrence: p.recurrence, State: p.state, FullYear: p.full, Slides: f.slides,
			Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: p.plan.amounts(), portfolio.Forecast: p.forecast.amounts(), portfolio.Budgeted: p.budgeted.amounts(), portfolio.Realised: p.realised.amounts()}}
		return b
	}
	other := one(beside, "beside")
	if f.disbenefit {
		other.Kind = portfolio.Disbenefit
	}
	bc := portfolio.BusinessCase{ID: portfolio.CaseID(id), Title: id, Number: id, Origin: portfolio.Own, Status: portfolio.StatusApproved, Phase: portfolio.PhaseOperation, GoLive: f.live,
		DecisionDate: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC), FocusArea: "esdh",
		Costs:    []portfolio.CostLine{{ID: "k", Label: "Køb", Recurrence: portfolio.OneOff, Amounts: stated{calc.YearOf(drawnFrom): 1000_00, calc.YearOf(drawnTo): 0}.amounts()}},
		Benefits: []portfolio.Benefit{one(p, "edited"), other}}
	if len(p.costs) > 0 {
		bc.Costs = append(bc.Costs, portfolio.CostLine{ID: "d", Label: "Drift", Recurrence: portfolio.Running, Amounts: p.costs.amounts()})
	}
	if f.joint {
		bc.Origin = portfolio.JointMunicipal
	}
	if f.ended {
		bc.Benefits[0].Ended = time.Date(2014, 3, 1, 0, 0, 0, 0, time.UTC)
		bc.Benefits[0].State = portfolio.BenefitLapsed
	}
	return bc
}

type drawnEdit struct {
	frame                 frame
	before, after, beside promise
}

// drawnEdits are edits of a promise, the same every time: the plan's amounts and
// years, its kind and how long it lasts, whether it is decided, what was reported,
// budgeted and forecast, and the case's running costs.
func drawnEdits(n int) (all []drawnEdit) {
	frames, promises := rapid.Custom(drawnFrame), rapid.Custom(drawnPromise)
	for i := range n {
		edit := drawnEdit{frame: frames.Example(4 * i), before: promises.Example(4*i + 1), after: promises.Example(4*i + 2), beside: promises.Example(4*i + 3)}
		edit.before.plan[calc.YearOf(drawnFrom)], edit.before.plan[calc.YearOf(drawnTo)] = 123_45, 5_000_00
		if len(edit.before.costs) == 0 { // a line that is not there cannot be edited
			edit.after.costs = stated{}
		}
		switch i % 5 { // what somebody does is mostly one thing
		case 0: // the amounts and the years of the plan alone
			plan := edit.after.plan
			edit.after = edit.before
			edit.after.plan = plan
		case 1: // the kind
			kind, recurrence := edit.after.kind, edit.after.recurrence
			edit.after = edit.before
			edit.after.kind, edit.after.recurrence = kind, recurrence
		case 2: // the running costs
			costs := edit.after.costs
			edit.after = edit.before
			edit.after.costs = costs
		}
		all = append(all, edit)
	}
	return all
}

// pen types into a workbook.
type pen struct {
	*testing.T
	book *excelize.File
	next int // the row under the last line
}

func (p *pen) set(sheet string, x, y int, value any) {
	p.Helper()
	cell, _ := excelize.CoordinatesToCellName(x, y)
	if err := p.book.SetCellValue(sheet, cell, value); err != nil {
		p.Fatal(err)
	}
}

func (p *pen) rows(sheet string) [][]string {
	p.Helper()
	rows, err := p.book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		p.Fatal(err)
	}
	return rows
}

func cellOf(row []string, x int) string {
	if x > len(row) {
		return ""
	}
	return row[x-1]
}

// line types what a line states over the rows that it has, and the rest below.
func (p *pen) line(rows [][]string, of, number int, kind string, before, after stated) {
	counts := func(period calc.Period) int {
		amounts := after.amounts()
		quarters, whole := map[int]int{}, map[int]bool{}
		for _, one := range amounts {
			if at, ok := one.Period.Quarter(); ok {
				quarters[at.Year]++
			} else if year, ok := one.Period.Year(); ok {
				whole[year] = true
			}
		}
		year, _ := period.Year()
		if _, ok := period.Quarter(); ok == (whole[year] && quarters[year] < 4) && ok || !ok && quarters[year] == 4 {
			return 0
		}
		return 1
	}
	left := maps.Clone(after)
	i := 0
	was := before.amounts()
	for y, row := range rows {
		mine := cellOf(row, 10) == strconv.Itoa(number)
		if number == 0 {
			mine = cellOf(row, 12) == "1"
		}
		if cellOf(row, 1) != strconv.Itoa(of) || !mine || y < 3 {
			continue
		}
		period := was[i].Period
		i++
		if amount, stays := left[period]; stays {
			p.set("Linjer", 6, y+1, amount.Kroner())
			p.set("Linjer", 7, y+1, counts(period))
			delete(left, period)
		} else {
			p.set("Linjer", 6, y+1, nil)
		}
	}
	if i != len(was) {
		p.Fatalf("case %d, benefit %d: %d of %d rows found", of, number, i, len(was))
	}
	for _, one := range left.amounts() {
		year, _ := one.Period.Year()
		p.set("Linjer", 1, p.next, of)
		p.set("Linjer", 3, p.next, kind)
		p.set("Linjer", 5, p.next, year)
		p.set("Linjer", 6, p.next, one.Money.Kroner())
		p.set("Linjer", 7, p.next, counts(one.Period))
		if number > 0 {
			p.set("Linjer", 10, p.next, number)
		} else {
			p.set("Linjer", 12, p.next, 1)
		}
		if quarter, ok := one.Period.Quarter(); ok {
			p.set("Linjer", 11, p.next, quarter.Q)
		}
		p.next++
	}
}

func number01(is bool) int {
	if is {
		return 1
	}
	return 0
}

// benefit types what is stated of a benefit, other than its plan.
func (p *pen) benefit(words *i18n.Printer, number int, after promise) {
	y := 3 + number
	kind, recurrence := "ikke oplyst", "ikke oplyst"
	if after.kind != "" {
		kind = words.T("benefit-kind." + string(after.kind))
	}
	if after.recurrence != "" {
		recurrence = words.T("recurrence." + string(after.recurrence))
	}
	p.set("Gevinster", 5, y, kind)
	p.set("Gevinster", 6, y, recurrence)
	p.set("Gevinster", 7, y, number01(after.state != portfolio.BenefitEstimated))
	p.set("Gevinster", 11, y, number01(after.state == portfolio.BenefitRealised))
	p.set("Gevinster", 12, y, number01(after.state == portfolio.BenefitDelayed))
	p.set("Gevinster", 13, y, nil)
	if after.full != nil {
		p.set("Gevinster", 13, y, after.full.Kroner())
	}
}

// Whatever somebody makes of the plans, the kinds and the reports of 150 cases, the
// workbook gives the target account under both methods, layer by layer, and the
// quarters, that Råderum computes anew of the same: to the øre, and nothing where
// nothing is known. Case by case, so that no two faults make up for each other.
func TestAnEditedAccountSaysWhatRaaderumSays(t *testing.T) {
	const n, at = 150, 3
	edits, words := drawnEdits(n), i18n.New("da")
	org := demoPacks(t)["greve"].Report.Organisation
	var before, after []portfolio.BusinessCase
	for i, edit := range edits {
		id := fmt.Sprintf("c%03d", i)
		before = append(before, edit.before.of(edit.frame, edit.beside, id))
		changed := edit.after
		if edit.frame.ended { // said in Råderum alone
			changed.state = portfolio.BenefitLapsed
		}
		edits[i].after = changed
		after = append(after, changed.of(edit.frame, edit.beside, id))
	}
	made, want := packOf(t, org, before, words), packOf(t, org, after, words)
	book, _ := openQuarterWorkbook(t, made)
	p := &pen{T: t, book: book}
	rows := p.rows("Linjer")
	p.next = len(rows) + 1
	numbers := map[string]int{} // a benefit's number, by its case's and its name
	for y, row := range p.rows("Gevinster") {
		if y >= at {
			number, _ := strconv.Atoi(row[0])
			numbers[row[1]+" "+row[3]] = number
		}
	}
	order := map[portfolio.CaseID]int{}
	for i, figures := range made.Report.Cases {
		order[figures.Case.ID] = i + 1
	}
	statedRows := map[string]int{}
	for y, row := range p.rows("Indberetninger") {
		statedRows[cellOf(row, 2)+" "+cellOf(row, 4)] = y + 1
	}
	for i, edit := range edits {
		of := order[before[i].ID]
		number := numbers[fmt.Sprint(of, " edited")]
		p.line(rows, of, number, "gevinst", edit.before.plan, edit.after.plan)
		if len(edit.before.costs) > 0 {
			p.line(rows, of, 0, "udgift", edit.before.costs, edit.after.costs)
		}
		p.benefit(words, number, edit.after)
		for s, series := range [][2]stated{{edit.before.realised, edit.after.realised}, {edit.before.budgeted, edit.after.budgeted}, {edit.before.forecast, edit.after.forecast}} {
			for period := range series[0] {
				quarter, _ := period.Quarter()
				p.set("Indberetninger", 4+4*s+quarter.Q, statedRows[fmt.Sprint(number, " ", quarter.Year)], nil)
			}
			for period, money := range series[1] {
				quarter, _ := period.Quarter()
				p.set("Indberetninger", 4+4*s+quarter.Q, statedRows[fmt.Sprint(number, " ", quarter.Year)], money.Kroner())
			}
		}
		// Whether a forecast goes on from what was realised is found in Råderum.
		p.set("Gevinster", 15, 3+number, number01(goesOn(edit.after)))
	}
	if p.next-len(rows) > 500 {
		t.Fatalf("%d lines are added", p.next-len(rows))
	}
	var typed bytes.Buffer
	if err := book.Write(&typed); err != nil {
		t.Fatal(err)
	}
	c := &checker{T: t, book: recomputed(t, typed.Bytes())}
	c.eachCase(want, order)
	c.accounts(want)
	c.quarters(want)
	c.areas(want)
	bridge := portfolio.NewTargetBridge(want.Report)
	c.money("bridge: planned", "Målbro", 2, c.rowOf("Målbro", "Besluttet for året"), bridge.Planned)
	c.money("bridge: realised", "Målbro", 2, c.rowOf("Målbro", "Realiseret"), bridge.Realised)
	t.Logf("%d edits, %d lines added, %d figures", n, p.next-len(rows)-1, c.compared)
}

func goesOn(p promise) bool {
	began, begins := calc.Quarter{}, calc.Quarter{}
	for period, money := range p.realised {
		if at, _ := period.Quarter(); money != 0 && (began.IsZero() || at.Before(began)) {
			began = at
		}
	}
	for period := range p.forecast {
		if at, _ := period.Quarter(); begins.IsZero() || at.Before(begins) {
			begins = at
		}
	}
	return !began.IsZero() && !begins.IsZero() && began.Before(begins)
}

func packOf(t *testing.T, org portfolio.Organisation, cases []portfolio.BusinessCase, words *i18n.Printer) report.Pack {
	t.Helper()
	snapshot, err := portfolio.Freeze(org, cases, nil, calc.Quarter{Year: 2014, Q: 2}, "", clock(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := report.NewPack(snapshot, false, clock(), words)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// eachCase holds the sums of each case's rows against its own part of the account.
func (c *checker) eachCase(want report.Pack, order map[portfolio.CaseID]int) {
	c.Helper()
	for sheet, account := range map[string]portfolio.TargetAccount{"Gevinster": accountBy(want, portfolio.NewPermanent), "Gevinst pr. år": accountBy(want, portfolio.InYear)} {
		heads, err := c.book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			c.Fatal(err)
		}
		column := func(name string) int { return slices.Index(heads[2], name) }
		caseAt, yearAt, destAt, netAt := column("Løbenr."), column("Tæller i år"), column("Hører til (1 besluttet, 2 forventet, 3 fælles)"), column("Efter drift: Realiseret")
		if sheet == "Gevinst pr. år" {
			yearAt = column("År")
		}
		if caseAt < 0 || yearAt < 0 || destAt < 0 || netAt < 0 {
			c.Fatalf("%s has the headings %q", sheet, heads[2])
		}
		got := map[string]calc.Money{}
		for _, row := range heads[3:] {
			for layer := range 3 {
				value := cellOf(row, netAt+layer+1)
				if value == "" {
					continue
				}
				kroner, err := strconv.ParseFloat(value, 64)
				if err != nil {
					c.Errorf("%s: case %s in %s is %q", sheet, row[caseAt], row[yearAt], value)
					continue
				}
				into := string(layers[layer])
				if dest := row[destAt]; dest != "1" {
					into = map[string]string{"2": string(portfolio.LayerPipeline), "3": string(portfolio.LayerJoint)}[dest]
				}
				money, _ := calc.FromKroner(kroner)
				got[fmt.Sprint(row[caseAt], " ", row[yearAt], " ", into)] += money
			}
		}
		wanted := map[string]calc.Money{}
		years := map[string]bool{}
		for _, year := range account.Years {
			years[strconv.Itoa(year.Year)] = true
			for _, one := range year.Contributions {
				wanted[fmt.Sprint(order[one.Case], " ", year.Year, " ", one.Layer)] += one.Amount
			}
		}
		for key, money := range got {
			c.compared++
			if is, has := wanted[key]; years[yearIn(key)] && (!has || is != money) {
				c.Errorf("%s: %s is %v øre, want %v (%v)", sheet, key, int64(money), int64(is), has)
			}
		}
		for key, money := range wanted {
			if _, has := got[key]; !has {
				c.Errorf("%s: %s is nothing, want %v", sheet, key, int64(money))
			}
		}
	}
}

func yearIn(key string) (year string) {
	_, _ = fmt.Sscanf(key, "%s %s", new(string), &year)
	return year
}

func accountBy(p report.Pack, method portfolio.CountMethod) portfolio.TargetAccount {
	if p.Report.Account.Method == method {
		return p.Report.Account
	}
	return p.Report.Other
}
