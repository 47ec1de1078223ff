package portfolio

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func enteredOrg() Organisation {
	org := Organisation{ID: "x", Strategy: strategy()}
	org.Strategy.Goals = []StrategicGoal{{Number: 1, Text: "Råderum"}, {Number: 2, Text: "Service"}}
	org.Strategy.FocusAreas = []FocusArea{{ID: "esdh", Name: "ESDH"}}
	org.Governance.GateChecklist = []string{"Forklæde"}
	return org
}

// The time basis of TestTimeSaving in calc: 336.000 kr. a year. From July of
// 2014 six months of the first year, 168.000 kr.
const timeBasis = `{"assumptions":[{"input":"times","value":12000,"unit":"gange/år","source":"tælling uge 12"},
	{"input":"minutes","value":6,"unit":"minutter","source":"tidsmåling"},{"input":"share","value":0.8,"unit":"andel","source":"leverandør"},
	{"input":"fte-hours","value":1924,"unit":"timer/år","source":"bevillingsårsværk"},{"input":"hour-rate","value":350,"unit":"kr./time","source":"løn 2014"}],
	"from":"2014-07-01T00:00:00Z","throughYear":2016}`

func TestEnter(t *testing.T) {
	org := enteredOrg()
	bc := BusinessCase{ID: "A", Title: "A", Phase: PhaseIdea}
	after, done, err := Enter(org, bc, []Entry{
		{Field: "goal-1", Value: " Giver råderum "}, {Field: "phase", Value: "analysis", Reason: "mødet sagde ja"},
		{Field: "system-owner", Value: "Borgerservice"}, {Field: "obligatory", Value: "true"}, {Field: EntryGoLive, Value: "2014-07-01"},
		{Field: DocumentField("Forklæde"), Value: `{"name":"Forklæde","record":"85.00.00-P23-1-19","date":"2014-01-02T00:00:00Z","by":"Jura"}`},
		{Field: EntryDispense, Value: `{"ground":"strategic","reason":"lovkrav","by":"Rådet","date":"2014-02-01T00:00:00Z"}`},
		{Benefit: NewBenefit, Field: EntryAdded, Value: "Frigjort tid"}, {Benefit: NewBenefit, Field: EntryTimeBasis, Value: timeBasis},
		{Benefit: NewBenefit, Field: EntryBaseline, Value: `{"value":1200,"unit":"timer","date":"2014-01-31T00:00:00Z","method":"tidsmåling"}`},
	})
	if err != nil || len(done) != 10 || done[1].Before != "idea" {
		t.Fatalf("%v, %+v", err, done)
	}
	if bc.Goals != nil || len(bc.Benefits) != 0 {
		t.Error("the case itself changed")
	}
	if after.Goals[1] != "Giver råderum" || after.Phase != PhaseAnalysis || !after.Obligatory || after.Dispensation.Ground != GroundStrategic || after.Documents[0].By != "Jura" {
		t.Errorf("%+v", after)
	}
	benefit := after.Benefits[0]
	plan := []Amount{{Period: calc.YearOf(2014), Money: 168_000 * calc.Krone}, {Period: calc.YearOf(2015), Money: 336_000 * calc.Krone}, {Period: calc.YearOf(2016), Money: 336_000 * calc.Krone}}
	if diff := cmp.Diff(plan, benefit.Series[Plan], comparePeriod); diff != "" || *benefit.FullYear != 336_000*calc.Krone || benefit.Kind != ReleasedTime || !benefit.Baseline || benefit.State != BenefitIdentified {
		t.Errorf("%+v (-want +got):\n%s", benefit, diff)
	}
	// Other assumptions give other amounts, and none leaves none behind.
	other, _, err := Enter(org, after, []Entry{{Benefit: "h1", Field: EntryTimeBasis, Value: strings.Replace(timeBasis, "0.8", "0.4", 1), Reason: "halvt så meget"}})
	if err != nil || *other.Benefits[0].FullYear != 168_000*calc.Krone || other.Benefits[0].Series[Plan][0].Money != 84_000*calc.Krone {
		t.Errorf("%v: %+v", err, other.Benefits)
	}
	none, _, err := Enter(org, other, []Entry{{Benefit: "h1", Field: EntryTimeBasis, Reason: "trukket tilbage"}})
	if err != nil || none.Benefits[0].FullYear != nil || len(none.Benefits[0].Series[Plan]) != 0 {
		t.Errorf("%v: %+v", err, none.Benefits)
	}
}

var comparePeriod = cmp.Comparer(func(a, b calc.Period) bool { return a == b })

// The limit is of letters, and "æ" is one.
func TestLongestEntryIsCountedInLetters(t *testing.T) {
	_, done, err := Enter(enteredOrg(), BusinessCase{ID: "A", Title: "A"}, []Entry{{Field: "summary", Value: strings.Repeat("æ", MaxText)}})
	if err != nil || len(done) != 1 {
		t.Errorf("%d taken, %v", len(done), err)
	}
}

// Everything that is wrong is told at once, each at its field.
func TestEnterRefuses(t *testing.T) {
	org := enteredOrg()
	bc := BusinessCase{ID: "A", Title: "A", Number: "BC1", Phase: PhaseIdea, Benefits: []Benefit{{ID: "g", Label: "Tid", TimeBasis: &TimeBasis{}, Kind: ReleasedTime}}}
	wrong := []struct {
		entry Entry
		key   string
	}{
		{Entry{Field: "phase", Value: "analysis"}, "entry.no-reason"},
		{Entry{Field: "phase", Value: "idea", Reason: "x"}, "entry.same"},
		{Entry{Field: "phase", Value: "ide", Reason: "x"}, "field.not-one-of"},
		{Entry{Field: "number", Value: "BC2", Reason: "x"}, "entry.number-stands"},
		{Entry{Field: "title", Value: " ", Reason: "x"}, "entry.title-missing"},
		{Entry{Field: "focus-area", Value: "vej"}, "focus-area.unknown"},
		{Entry{Field: "goal-9", Value: "x"}, "entry.unknown-field"},
		{Entry{Field: "farve", Value: "rød"}, "entry.unknown-field"},
		{Entry{Field: "document:Slips", Value: "x"}, "document.unknown"},
		{Entry{Field: "document:Forklæde", Value: `{"name":"Forklæde"}`}, "document.incomplete"},
		{Entry{Field: "go-live", Value: "1. juli"}, "entry.no-date"},
		{Entry{Field: "dispensation", Value: `{"ground":"fordi","reason":"x","by":"y","date":"2014-01-01T00:00:00Z"}`}, "dispensation.ground"},
		{Entry{Field: "dispensation", Value: `{"ground":"other","reason":"","by":"y","date":"2014-01-01T00:00:00Z"}`}, "dispensation.incomplete"},
		{Entry{Field: "summary", Value: strings.Repeat("x", MaxText+1)}, "text.too-long"},
		{Entry{Benefit: "g", Field: "benefit-kind", Value: "cashable", Reason: "x"}, "time.not-budgeted"},
		{Entry{Benefit: "g", Field: "state", Value: "budgeted"}, "benefit-state.no-way"},
		{Entry{Benefit: "g", Field: "state", Value: "decided"}, "benefit-state.not-decided"},
		{Entry{Benefit: "g", Field: EntryTimeBasis, Value: `{"assumptions":[{"input":"times","value":1}]}`, Reason: "x"}, "time.no-source"},
		{Entry{Benefit: "g", Field: EntryTimeBasis, Value: `{"assumptions":[{"input":"times","value":1,"source":"s"}]}`, Reason: "x"}, "time.missing"},
		{Entry{Benefit: "g", Field: EntryTimeBasis, Value: `[]`, Reason: "x"}, "entry.unreadable"},
		{Entry{Benefit: "ukendt", Field: "owner", Value: "x"}, "benefit.not-found"},
	}
	entries := make([]Entry, len(wrong))
	for i, one := range wrong {
		entries[i] = one.entry
	}
	_, done, err := Enter(org, bc, entries)
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) || len(all.Unwrap()) != len(wrong) || len(done) != 0 {
		t.Fatalf("%d entries taken, %v", len(done), err)
	}
	for i, one := range all.Unwrap() {
		var e *Error
		if !errors.As(one, &e) || e.Key != wrong[i].key {
			t.Errorf("%+v: %v, want %s", wrong[i].entry, one, wrong[i].key)
		}
	}
}

// Yes and no are written in either language, and a word that is none of a field's
// is told which are.
func TestWordsOfAField(t *testing.T) {
	org, bc := enteredOrg(), BusinessCase{ID: "A", Title: "A", Obligatory: true}
	for _, no := range []string{"nej", "Nej", "no", "false", ""} {
		changed, done, err := Enter(org, bc, []Entry{{Field: "obligatory", Value: no, Reason: "aftalen faldt"}})
		if err != nil || changed.Obligatory || done[0].Before != "true" || done[0].Value != "" {
			t.Errorf("%q: %+v, %v", no, done, err)
		}
	}
	bc.Obligatory = false
	for _, yes := range []string{"ja", "JA", "yes", "true"} {
		if changed, _, err := Enter(org, bc, []Entry{{Field: "obligatory", Value: yes}}); err != nil || !changed.Obligatory {
			t.Errorf("%q: %v", yes, err)
		}
	}
	var e *Error
	for field, values := range map[EntryField]string{"obligatory": "true, false", "status": "draft, submitted, approved, rejected, waiting, running, dropped"} {
		if _, _, err := Enter(org, bc, []Entry{{Field: field, Value: "måske"}}); !errors.As(err, &e) || e.Args["values"] != values {
			t.Errorf("%s: %v, %v", field, err, e.Args)
		}
	}
}

// A benefit goes from promise to money step by step, each with what it takes.
func TestBenefitStates(t *testing.T) {
	decided, open := BusinessCase{Status: StatusApproved}, BusinessCase{Status: StatusDraft}
	budgeted := map[Series][]Amount{Budgeted: series("2014", 1)}
	realised := map[Series][]Amount{Realised: series("2014", 1)}
	for _, test := range []struct {
		bc     BusinessCase
		from   BenefitState
		series map[Series][]Amount
		to     BenefitState
		want   string
	}{
		{open, BenefitIdentified, nil, BenefitEstimated, ""}, {open, BenefitEstimated, nil, BenefitDecided, "benefit-state.not-decided"},
		{decided, BenefitEstimated, nil, BenefitDecided, ""}, {decided, BenefitEstimated, budgeted, BenefitBudgeted, "benefit-state.no-way"},
		{decided, BenefitDecided, nil, BenefitBudgeted, "benefit-state.not-budgeted"}, {decided, BenefitDecided, budgeted, BenefitBudgeted, ""},
		{decided, BenefitBudgeted, budgeted, BenefitRealised, "benefit-state.not-realised"}, {decided, BenefitBudgeted, realised, BenefitRealised, ""},
		{decided, BenefitBudgeted, nil, BenefitDelayed, ""}, {decided, BenefitDelayed, budgeted, BenefitBudgeted, ""},
		{decided, BenefitRealised, nil, BenefitDelayed, "benefit-state.no-way"}, {decided, BenefitLapsed, nil, BenefitEstimated, ""},
		{decided, BenefitDecided, nil, "høstet", "field.not-one-of"},
	} {
		err := Benefit{State: test.from, Series: test.series}.MayBecome(test.bc, test.to)
		var e *Error
		if got := ""; errors.As(err, &e) && e.Key != test.want || err == nil && test.want != got {
			t.Errorf("%s to %s: %v, want %q", test.from, test.to, err, test.want)
		}
	}
	for from, to := range nextStates {
		for _, state := range to {
			if state == from || !slices.Contains(BenefitStates, state) {
				t.Errorf("%q leads to %q", from, state)
			}
		}
	}
}

// A later workbook takes an entry back only by saying something new.
func TestOverlay(t *testing.T) {
	entry := func(newer bool) []LaidEntry {
		return []LaidEntry{{Entry{Field: "system-owner", Before: "IT", Value: "Borgerservice"}, newer}}
	}
	for _, test := range []struct {
		stated string
		newer  bool
		want   string
	}{{"IT", true, "Borgerservice"}, {"IT", false, "Borgerservice"}, {"", false, "Borgerservice"}, {"Jura", false, "Jura"}, {"Jura", true, "Borgerservice"}} {
		bc := BusinessCase{SystemOwner: test.stated}
		if bc.Overlay(entry(test.newer)); bc.SystemOwner != test.want {
			t.Errorf("%+v: %q", test, bc.SystemOwner)
		}
	}
}

// A case that no workbook states slides from the go-live date that stood when
// its plan was typed, or else was typed first after it.
func TestTypedPlanSlides(t *testing.T) {
	live := func(day string) LaidEntry { return LaidEntry{Entry{Field: EntryGoLive, Value: day}, true} }
	promise := LaidEntry{Entry{Benefit: "h1", Field: PlanField(2014), Value: "12000000"}, true}
	for name, test := range map[string]struct {
		entries []LaidEntry
		want    time.Time
	}{
		"moved after the promise":  {[]LaidEntry{live("2014-01-01"), promise, live("2014-04-01"), live("2014-07-01")}, date(2014, 1, 1)},
		"moved before the promise": {[]LaidEntry{live("2014-01-01"), live("2014-07-01"), promise}, date(2014, 7, 1)},
		"promised again":           {[]LaidEntry{live("2014-01-01"), promise, live("2014-07-01"), promise}, date(2014, 7, 1)},
		"first known afterwards":   {[]LaidEntry{promise, live("2014-04-01"), live("2014-07-01")}, date(2014, 4, 1)},
		"no promise":               {[]LaidEntry{live("2014-01-01"), live("2014-07-01")}, time.Time{}},
	} {
		if got := promisedLive(test.entries); !got.Equal(test.want) {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// A plan of 400.000 kr. a year from 1 July 2012 stands in 2012K3 and K4; seven
// months later, from 1 February 2013, its first quarter has two months of three.
// By hand: 2012 has 6 months of 66.666,67; K1 2013 two of them, 133.333,33 kr.
func TestSlide(t *testing.T) {
	plan := append(series("2012", 400_000), series("2013", 800_000)...)
	got := Slide(plan, date(2012, 7, 1), date(2013, 2, 1))
	if len(got) != 9 || got[0].Period.String() != "2012K3" || got[0].Money != 0 || got[1].Money != 0 || got[2].Period.String() != "2013K1" || sumOf(got) != 1_200_000*calc.Krone {
		t.Fatalf("%+v", got)
	}
	if k1 := got[2].Money; k1 != 133_333_33 && k1 != 133_333_34 {
		t.Errorf("2013K1 has %d øre", k1)
	}
	if Slide(series("t0", 1), date(2012, 7, 1), date(2013, 2, 1)) != nil || Slide(plan, date(2012, 7, 1), date(2012, 7, 15)) != nil {
		t.Error("what is not dated or not moved slides")
	}
}

// Sums stay to the øre wherever go-live moves, and back is where it began.
func TestSlideKeepsSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var plan []Amount
		for year := range rapid.IntRange(1, 5).Draw(t, "years") {
			plan = append(plan, Amount{Period: calc.YearOf(2012 + year), Money: calc.Money(rapid.Int64Range(-1_000_000_00, 1_000_000_00).Draw(t, "money"))})
		}
		from := date(2012, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1+rapid.IntRange(0, 27).Draw(t, "day"))
		to := from.AddDate(0, rapid.IntRange(-30, 40).Draw(t, "moved"), 0)
		got := Slide(plan, from, to)
		if got == nil {
			return
		}
		if sumOf(got) != sumOf(plan) {
			t.Fatalf("%v became %v", sumOf(plan), sumOf(got))
		}
		was, moved := newTimeline(plan, from).quarters(), newTimeline(got, to).quarters()
		if len(was) > len(moved) {
			t.Fatalf("%d quarters became %d", len(was), len(moved))
		}
	})
}

// Moving go-live moves the expectation and leaves the promise: the benefit that
// was to begin in 2012 counts as new in 2013, its full-year effect is the same,
// and both accounts add up as before.
func TestGoLiveMovesTheExpectation(t *testing.T) {
	org := Organisation{ID: "x", Strategy: strategy()}
	bc := BusinessCase{ID: "A", Title: "A", Origin: Own, Status: StatusApproved, Benefits: []Benefit{{ID: "g", Label: "Porto", Kind: Cashable, AccruesTo: AccruesCentral, Recurrence: Running,
		Series: map[Series][]Amount{Plan: append(append(series("2012", 200_000), series("2013", 400_000)...), series("2014", 400_000)...)}}}}
	bc.GoLive = date(2012, 7, 1)
	asOf := calc.Quarter{Year: 2012, Q: 1}
	in := func(bc BusinessCase, year int) calc.Money {
		return Account(org, []BusinessCase{bc}, asOf, NewPermanent).year(year).Layers[LayerDecided]
	}
	if in(bc, 2012) != 400_000*calc.Krone || in(bc, 2013) != 0 {
		t.Fatalf("before: %v in 2012 and %v in 2013", in(bc, 2012), in(bc, 2013))
	}
	moved := bc.clone()
	moved.Overlay([]LaidEntry{{Entry{Field: EntryGoLive, Before: "2012-07-01", Value: "2013-01-01"}, true}})
	if in(moved, 2012) != 0 || in(moved, 2013) != 400_000*calc.Krone {
		t.Errorf("after: %v in 2012 and %v in 2013", in(moved, 2012), in(moved, 2013))
	}
	if plan := moved.Benefits[0].Series[Plan]; sumOf(plan) != 1_000_000*calc.Krone || plan[0].Period != calc.YearOf(2012) {
		t.Errorf("the promise moved: %+v", plan)
	}
	if forecast := moved.Benefits[0].Series[Forecast]; sumOf(forecast) != 1_000_000*calc.Krone || !moved.Benefits[0].Slides {
		t.Errorf("forecast %+v", forecast)
	}
	own := moved.clone()
	own.Benefits[0].Series[Forecast] = series("2013", 5)
	own.Overlay([]LaidEntry{{Entry{Field: EntryGoLive, Before: "2012-07-01", Value: "2014-01-01"}, true}})
	if sumOf(own.Benefits[0].Series[Forecast]) != 5*calc.Krone {
		t.Error("a forecast that somebody stated was moved")
	}
}
