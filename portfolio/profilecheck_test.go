package portfolio

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// faultsOf are the fields and keys of all that is wrong with an organisation's
// rules.
func faultsOf(t *testing.T, org Organisation) (found []string) {
	t.Helper()
	err := org.Check()
	if err == nil {
		return nil
	}
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() { //nolint:errorlint,forcetypeassert // Check joins
		var wrong *Error
		if !errors.As(one, &wrong) || wrong.Code != CodeInvalid {
			t.Fatalf("%v", one)
		}
		found = append(found, wrong.Place.Field+" "+strings.TrimPrefix(wrong.Key, "profile."))
	}
	return found
}

// Each rule that does not hold together is told at its field; the profiles the
// program ships hold.
func TestEachFaultOfAProfileHasItsField(t *testing.T) {
	below := func(kroner calc.Money) *calc.Money { kroner *= calc.Krone; return &kroner }
	years := func(n float64) *float64 { return &n }
	for name, test := range map[string]struct {
		spoil func(*Organisation)
		want  string // "" is no fault
	}{
		"as shipped":                 {func(*Organisation) {}, ""},
		"no name":                    {func(o *Organisation) { o.Name = " " }, "name no-name"},
		"no council":                 {func(o *Organisation) { o.Governance.CouncilName = "" }, "governance.councilName no-name"},
		"strategy ends before":       {func(o *Organisation) { o.Strategy.FromYear, o.Strategy.ToYear, o.Strategy.Targets = 2015, 2012, nil }, "strategy.toYear strategy-period"},
		"strategy of a typo":         {func(o *Organisation) { o.Strategy.FromYear, o.Strategy.ToYear = 2012, 2051 }, "strategy.toYear strategy-period"},
		"strategy of no year":        {func(o *Organisation) { o.Strategy.FromYear, o.Strategy.ToYear, o.Strategy.Targets = 212, 215, nil }, "strategy.toYear strategy-period"},
		"strategy of one year":       {func(o *Organisation) { o.Strategy.FromYear, o.Strategy.ToYear, o.Strategy.Targets = 2012, 2012, nil }, ""},
		"no payback limit":           {func(o *Organisation) { o.Governance.PaybackLimit = nil }, ""},
		"payback limit of nothing":   {func(o *Organisation) { o.Governance.PaybackLimit = years(0) }, "governance.paybackLimit payback-limit"},
		"payback limit of ages":      {func(o *Organisation) { o.Governance.PaybackLimit = years(51) }, "governance.paybackLimit payback-limit"},
		"deadline after the meeting": {func(o *Organisation) { o.Governance.DeadlineDays = -1 }, "governance.deadlineDays deadline-days"},
		"deadline of ages":           {func(o *Organisation) { o.Governance.DeadlineDays = 366 }, "governance.deadlineDays deadline-days"},
		"lights the wrong way round": {func(o *Organisation) { o.Governance.Lights = &LightLimits{0.2, 0.1} }, "governance.lights lights"},
		"lights in percent":          {func(o *Organisation) { o.Governance.Lights = &LightLimits{1, 10} }, "governance.lights lights"},
		"lights below nothing":       {func(o *Organisation) { o.Governance.Lights = &LightLimits{-0.1, 0.1} }, "governance.lights lights"},
		"class of no name":           {func(o *Organisation) { o.Governance.AmountClasses[1].Name = "" }, "governance.amountClasses[1].name class-name"},
		"two classes of a name":      {func(o *Organisation) { o.Governance.AmountClasses[2].Name = o.Governance.AmountClasses[0].Name }, "governance.amountClasses[2].name class-name"},
		"class from 1 øre":           {func(o *Organisation) { o.Governance.AmountClasses[0].From = 1 }, "governance.amountClasses[0].fromOre class-first"},
		"hole":                       {func(o *Organisation) { o.Governance.AmountClasses[0].Below = below(99_999) }, "governance.amountClasses[0].belowOre class-gap"},
		"overlap":                    {func(o *Organisation) { o.Governance.AmountClasses[1].Below = below(500_001) }, "governance.amountClasses[1].belowOre class-gap"},
		"last class ends":            {func(o *Organisation) { o.Governance.AmountClasses[2].Below = below(900_000) }, "governance.amountClasses[2].belowOre class-open"},
		"keeper unknown":             {func(o *Organisation) { o.Governance.AmountClasses[0].AccruesTo = "staten" }, "governance.amountClasses[0].accruesTo class-accrues"},
		"the same paper twice":       {func(o *Organisation) { o.Governance.GateChecklist = []string{"Kontrakt", " kontrakt"} }, "governance.gateChecklist[1] gate-name"},
		"moved meeting":              {func(o *Organisation) { o.Governance.Meeting.Moved = map[string]string{"2026-01-01": "2026-01-08"} }, ""},
		"cancelled meeting":          {func(o *Organisation) { o.Governance.Meeting.Moved = map[string]string{"2026-01-01": ""} }, ""},
		"moved from no meeting":      {func(o *Organisation) { o.Governance.Meeting.Moved = map[string]string{"2026-01-02": "2026-01-08"} }, "governance.meeting.moved[2026-01-02] meeting-moved"},
		"moved to another's day": {func(o *Organisation) {
			o.Governance.Meeting.Moved = map[string]string{"2026-01-01": "2026-01-15", "2026-02-05": "2026-01-15"}
		}, "governance.meeting.moved[2026-02-05] meeting-twice"},
		"moved to no day":             {func(o *Organisation) { o.Governance.Meeting.Moved = map[string]string{"2026-01-01": "8. januar"} }, "governance.meeting.moved[2026-01-01] meeting-date"},
		"moved out of time":           {func(o *Organisation) { o.Governance.Meeting.Moved = map[string]string{"2026-01-01": "0206-01-08"} }, "governance.meeting.moved[2026-01-01] meeting-date"},
		"fifth Thursday":              {func(o *Organisation) { o.Governance.Meeting.Nth = 5 }, "governance.meeting.weekday meeting-rule"},
		"target outside the strategy": {func(o *Organisation) { o.Strategy.Targets[0].Year = 1999 }, "strategy.targets[0].year target"},
		"goal 0":                      {func(o *Organisation) { o.Strategy.Goals[0].Number = 0 }, "strategy.goals[0] goal"},
	} {
		org, err := LoadProfile("albertslund")
		if err != nil {
			t.Fatal(err)
		}
		org.Governance.GateAfter = nil
		if len(org.Strategy.Targets) == 0 {
			greve, err := LoadProfile("greve")
			if err != nil {
				t.Fatal(err)
			}
			org.Strategy = greve.Strategy
		}
		test.spoil(&org)
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if diff := cmp.Diff(want, faultsOf(t, org)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// All that is wrong with a profile is told at once, each with the file.
func TestAllFaultsOfAProfileAtOnce(t *testing.T) {
	_, err := ReadProfile("k", []byte(`{"name":"","governance":{"councilName":"R","headlineMethod":"x","paybackLimit":-1,"deadlineDays":1000,"lights":{"yellow":2,"red":1},
		"calibration":{"minimum":0,"coverage":2},"sensitivity":{"benefits":2,"costs":3}},"strategy":{"fromYear":2015,"toYear":2012,"goals":[{"number":1,"text":""}]}}`))
	var all []string
	for _, one := range strings.Split(err.Error(), "\n") {
		if !strings.Contains(one, "k.json") {
			t.Errorf("%q does not say which file", one)
		}
		all = append(all, one)
	}
	if len(all) != 10 {
		t.Errorf("told %d things, want 10:\n%v", len(all), err)
	}
}

// A meeting that was moved further than a season is held on its new day, and not
// on its old one.
func TestMeetingMovedFar(t *testing.T) {
	rules := Governance{Meeting: &MeetingCalendar{Weekday: "thursday", Nth: 1, EveryMonths: 1, Moved: map[string]string{"2014-01-02": "2014-10-09", "2014-11-06": "2014-03-20"}}}
	days := func(from, to time.Time) (days []string) {
		for _, m := range rules.Meetings(from, to) {
			days = append(days, m.Planned.Format(time.DateOnly)+" "+m.Date.Format(time.DateOnly))
		}
		return days
	}
	for _, span := range []struct {
		from, to time.Time
		want     []string
	}{
		{date(2014, 1, 1), date(2014, 1, 31), nil},
		{date(2014, 10, 1), date(2014, 10, 31), []string{"2014-10-02 2014-10-02", "2014-01-02 2014-10-09"}},
		{date(2014, 3, 1), date(2014, 3, 31), []string{"2014-03-06 2014-03-06", "2014-11-06 2014-03-20"}},
		{date(2014, 11, 1), date(2014, 11, 30), nil},
	} {
		if got := days(span.from, span.to); !slices.Equal(got, span.want) {
			t.Errorf("%v to %v: %v, want %v", span.from, span.to, got, span.want)
		}
	}
}
