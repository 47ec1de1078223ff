package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// project is one case of the demo with what was reported about it. Amounts are
// in thousands of kroner.
type project struct {
	number, slug, title, summary string
	area                         string // focus area id
	origin                       portfolio.Origin
	obligatory                   bool
	phase                        portfolio.Phase
	status                       portfolio.CaseStatus
	decided, goLive              string // "2012-03-14"; "" not known
	owner, system, record        string
	goals                        []string
	unit                         string // "t.kr." unless stated
	baseYear, years              int
	costs                        []cost
	benefits                     []benefit
	risks                        []template.Risk
	dispensation                 *portfolio.Dispensation
	lights                       string            // "2013K1 GGYR.G": one letter a quarter, a point is no report
	notes                        map[string]string // by quarter; the light's own words where there is none
	wishes                       map[string]string // decisions wished for, by quarter
}

// cost is one cost line; amounts run from the project's base year.
type cost struct {
	label, category string
	recurrence      portfolio.Recurrence
	amounts         []float64
}

// benefit is one benefit; plan runs from the base year, or follows from start
// and the full-year effect when it is not stated.
type benefit struct {
	label      string
	kind       portfolio.BenefitKind
	owner      string
	to         portfolio.AccruesTo
	recurrence portfolio.Recurrence
	state      portfolio.BenefitState // as planned; the return has the state now
	now        portfolio.BenefitState
	baseline   bool
	fullYear   float64
	start      string // first quarter of the plan
	plan       []float64
	realised   string // "2012K2 150 158 - 151": by quarter, a dash is not reported
	forecast   string
	budgeted   string // "2013 600 620": by year
}

const none = -1e9 // an amount nobody stated

// money is thousands of kroner as stored.
func money(thousands float64) calc.Money {
	return calc.Money(math.Round(thousands*1000)) * calc.Krone
}

// form is the project as it is written in the template.
func (p project) form(org portfolio.Organisation, prices portfolio.PriceLevel) template.Form {
	c := portfolio.BusinessCase{
		Number: p.number, Title: p.title, Summary: p.summary, Origin: p.origin, Obligatory: p.obligatory,
		Phase: p.phase, Status: p.status, DecisionDate: day(p.decided), GoLive: day(p.goLive), PriceLevel: prices,
		ProjectOwner: p.owner, SystemOwner: p.system, RecordNumber: p.record, Dispensation: p.dispensation,
		Goals: map[int]string{},
	}
	for i, account := range p.goals {
		c.Goals[i+1] = account
	}
	for i, line := range p.costs {
		c.Costs = append(c.Costs, portfolio.CostLine{
			ID: fmt.Sprintf("U%d", i+1), Label: line.label, Category: line.category, Recurrence: line.recurrence,
			Amounts: p.yearly(line.amounts),
		})
	}
	for i := range p.benefits {
		c.Benefits = append(c.Benefits, p.planned(i))
	}
	unit, rate := p.unit, p.rate()
	if unit == "" {
		unit = "t.kr."
	}
	areas := make([]string, len(org.Strategy.FocusAreas))
	for i, area := range org.Strategy.FocusAreas {
		areas[i] = area.Name
	}
	return template.Form{
		Organisation: org.Name, FocusAreas: areas, Goals: org.Strategy.Goals, Case: c, FocusArea: areaName(org, p.area),
		Unit: unit, BaseYear: p.baseYear, Years: p.years, Rate: &rate, Risks: p.risks, Example: true, SpareRows: 2,
	}
}

// rate is the ministry's rate of the day the case was decided, or of its base
// year when it has not been.
func (p project) rate() float64 {
	decided := day(p.decided)
	if decided.IsZero() {
		decided = time.Date(p.baseYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	set, ok := calc.RateSetFor(decided)
	if !ok {
		panic("demodata: no rate for " + p.number)
	}
	return set.Rates.Rate(1)
}

// yearly spreads amounts over the years from the base year.
func (p project) yearly(thousands []float64) []portfolio.Amount {
	var amounts []portfolio.Amount
	for t, value := range thousands {
		if value != none {
			amounts = append(amounts, portfolio.Amount{Period: calc.YearOf(p.baseYear + t), Money: money(value)})
		}
	}
	return amounts
}

// planned is a benefit as the case promises it.
func (p project) planned(i int) portfolio.Benefit {
	b := p.benefits[i]
	out := portfolio.Benefit{
		ID: portfolio.BenefitID(fmt.Sprintf("G%d", i+1)), Label: b.label, Kind: b.kind, Owner: b.owner, AccruesTo: b.to,
		Recurrence: b.recurrence, State: b.state, Baseline: b.baseline, Series: map[portfolio.Series][]portfolio.Amount{},
	}
	if b.fullYear != 0 {
		full := money(b.fullYear)
		out.FullYear = &full
	}
	plan := b.plan
	if plan == nil && b.start != "" {
		plan = p.fromStart(b)
	}
	out.Series[portfolio.Plan] = p.yearly(plan)
	return out
}

// fromStart is the full-year effect from the quarter it begins in to the end
// of the project's years.
func (p project) fromStart(b benefit) []float64 {
	start := quarter(b.start)
	plan := make([]float64, p.years)
	for t := range plan {
		switch year := p.baseYear + t; {
		case year < start.Year:
			plan[t] = none
		case year == start.Year:
			plan[t] = b.fullYear * float64(5-start.Q) / 4
		default:
			plan[t] = b.fullYear
		}
	}
	return plan
}

// reports tells whether anything was reported about the project.
func (p project) reports() bool {
	for _, b := range p.benefits {
		if b.realised+b.forecast+b.budgeted != "" || b.now != "" {
			return true
		}
	}
	return p.lights != ""
}

// returned is the project as its coordinator reported it.
func (p project) returned(coordinator string) template.ReturnCase {
	c := template.ReturnCase{Number: p.number, Title: p.title}
	for i, b := range p.benefits {
		out := p.planned(i)
		if b.now != "" {
			out.State = b.now
		}
		out.Series = map[portfolio.Series][]portfolio.Amount{
			portfolio.Realised: series(b.realised), portfolio.Forecast: series(b.forecast), portfolio.Budgeted: series(b.budgeted),
		}
		c.Benefits = append(c.Benefits, out)
	}
	c.Statuses = p.statuses(coordinator)
	return c
}

// series reads "2012K2 150 158 - 151" or "2013 600 620".
func series(text string) []portfolio.Amount {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	first, err := calc.ParsePeriod(words[0])
	if err != nil {
		panic(err)
	}
	var amounts []portfolio.Amount
	for i, word := range words[1:] {
		if word == "-" {
			continue
		}
		var value float64
		if _, err := fmt.Sscan(word, &value); err != nil {
			panic(err)
		}
		var period calc.Period
		if q, ok := first.Quarter(); ok {
			period = q.Add(i).Period()
		} else {
			year, _ := first.Year()
			period = calc.YearOf(year + i)
		}
		amounts = append(amounts, portfolio.Amount{Period: period, Money: money(value)})
	}
	return amounts
}

// lightWords are what a letter stands for and what is said when nothing else is.
var lightWords = map[rune]struct {
	light portfolio.TrafficLight
	words string
}{
	'G': {portfolio.LightGreen, "Følger planen."},
	'Y': {portfolio.LightYellow, "Mindre afvigelse. Følges tæt."},
	'R': {portfolio.LightRed, "Væsentlig afvigelse fra planen."},
	'N': {portfolio.LightNone, "Intet at rapportere i kvartalet."},
}

// statuses are the project's quarters as its lights say.
func (p project) statuses(coordinator string) []portfolio.QuarterlyStatus {
	first, letters, ok := strings.Cut(p.lights, " ")
	if !ok {
		return nil
	}
	var statuses []portfolio.QuarterlyStatus
	for i, letter := range letters {
		light, known := lightWords[letter]
		if !known {
			continue // a point: nothing was reported
		}
		q := quarter(first).Add(i)
		words := light.words
		if note := p.notes[q.String()]; note != "" {
			words = note
		}
		statuses = append(statuses, portfolio.QuarterlyStatus{
			CaseNumber: p.number, Quarter: q, Light: light.light, Comment: words, DecisionNeeded: p.wishes[q.String()],
			ReportedBy: coordinator, ReportedAt: q.End().AddDate(0, 0, 12),
		})
	}
	return statuses
}

// day reads "2012-03-14"; the zero time for "".
func day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return t
}
