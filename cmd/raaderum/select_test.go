package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

func selectRun(t *testing.T, input string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), append([]string{"select"}, args...), environment{
		stdin: strings.NewReader(input), stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2014, 8, 1, 9, 0, 0, 0, time.UTC) },
	})
	return code, out.String(), errs.String()
}

// plans are the results as the command wrote them, each number as a number.
func plans(t *testing.T, stdout string) []selectResult {
	t.Helper()
	var document struct{ Results []selectResult }
	decoder := json.NewDecoder(strings.NewReader(stdout))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		t.Fatalf("%v in %q", err, stdout)
	}
	return document.Results
}

// twoFrames is computed by hand. With 90 in 2014: portal and network, 80. With
// 60: the archive, 50, and the portal is barred by its need.
const twoFrames = `{"id":"handleplan 2014","firstYear":2014,"years":2,
	"frames":[{"name":"vedtaget","budgets":[90,null]},{"name":"skåret","budgets":[60,null]}],
	"proposals":[
		{"id":"portal","starts":[{"year":2014,"value":90,"costs":[60,0]}]},
		{"id":"net","starts":[{"year":2014,"value":-10,"costs":[30,0],"hours":[20,0]}]},
		{"id":"arkiv","starts":[{"year":2014,"value":50.5,"costs":[40,0],"savings":[0,10]}]}],
	"needs":[{"proposal":"portal","needs":"net"}],
	"alternatives":[["portal","arkiv"]],
	"seconds":60,"remedies":true,"increments":true,"step":1}`

func TestSelectAnswersFramesSideBySide(t *testing.T) {
	code, out, errs := selectRun(t, `{"plans":[`+twoFrames+`]}`)
	if code != exitDone || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	result := plans(t, out)[0]
	if string(result.ID) != `"handleplan 2014"` || len(result.Frames) != 2 {
		t.Fatalf("%+v", result)
	}
	decided, cut := result.Frames[0], result.Frames[1]
	if decided.Status != calc.SelectionOptimal || *decided.Value != 80 || *decided.Bound != 80 || *decided.Gap != 0 || !decided.First {
		t.Errorf("%+v", decided)
	}
	if diff := cmp.Diff([]chosenResult{{"portal", 2014}, {"net", 2014}}, decided.Chosen); diff != "" {
		t.Error(diff)
	}
	if used := decided.Used[0]; used.Kind != calc.PlanBudget || used.Year != 2014 || used.Used != 90 || *used.Limit != 90 || decided.Used[1].Limit != nil || decided.Used[2].Used != 20 {
		t.Errorf("%+v", decided.Used)
	}
	// 80 − 50.50 and one øre more.
	archive := decided.Reasons[2]
	if archive.Reason != calc.ChoiceExcluded || archive.Start != nil || *archive.Loss.AtMost != 29.5 || *archive.Remedies[0].Change != 29.51 ||
		archive.Text != "arkiv er ikke med: portal er valgt i stedet, og højst ét af dem kan vælges." ||
		archive.Remedies[0].Text != "arkiv kommer med fra 2014, hvis det er 29,51 kr. mere værd." {
		t.Errorf("%+v", archive)
	}
	if *cut.Value != 50.5 || cut.Reasons[0].Reason != calc.ChoiceBarred || len(cut.Reasons[0].Limits) != 2 {
		t.Errorf("%+v", cut)
	}
	// 30 more make room for portal and net: 80 − 50.50.
	if next := cut.Worth[0].Next; next.More != 30 || *next.Gain.AtMost != 29.5 || *cut.Worth[0].Gain.AtMost != 0 {
		t.Errorf("%+v", cut.Worth[0])
	}
	y := 2014
	if diff := cmp.Diff(standingResult{"arkiv", []*int{nil, &y}, 1, "Med i 1 af 2 rammer"}, result.Standings[2]); diff != "" {
		t.Error(diff)
	}
}

// A frame that cannot be kept is an answer with its conflict.
func TestSelectSaysWhyAFrameCannotBeKept(t *testing.T) {
	code, out, _ := selectRun(t, `{"plans":[{"firstYear":2014,"years":1,"frames":[{"name":"a","budgets":[10]}],
		"proposals":[{"id":"lov","mandatory":true,"starts":[{"year":2014,"value":0,"costs":[10.01]}]}]}]}`, "--lang", "en")
	frame := plans(t, out)[0].Frames[0]
	want := "There is no solution: these cannot be kept together: lov is mandatory; the budget of 2014 at most 10 DKK. Easing any one of them is enough."
	if code != exitDone || frame.Status != calc.SelectionInfeasible || frame.Value != nil || frame.Bound != nil || frame.Text != want ||
		len(frame.Conflict.Limits) != 2 || !frame.Conflict.Minimal {
		t.Errorf("exit %d: %+v", code, frame)
	}
}

func TestSelectAnswersTheOthersWhenOneIsMalformed(t *testing.T) {
	plan := func(fields string) string {
		return `{"id":"x","firstYear":2014,"years":1,"frames":[{"name":"a"}]` + fields + `}`
	}
	starts := func(start string) string { return plan(`,"proposals":[{"id":"a","starts":[` + start + `]}]`) }
	for _, c := range []struct{ plan, code, field string }{
		{`{"id":"x"}`, "missing-value", "firstYear"},
		{`{"id":"x","firstYear":2014,"years":1}`, "frames-missing", "frames"},
		{plan(`,"gap":-1`), "gap-range", "gap"},
		{plan(`,"seconds":0`), "seconds-range", "seconds"},
		{plan(`,"what":0`), "unknown-field", "what"},
		{plan(`,"proposals":[{"id":""}]`), "id-missing", "proposals[0].id"},
		{plan(`,"proposals":[{"id":"a"},{"id":"a"}]`), "duplicate", "proposals[1].id"},
		{plan(`,"needs":[{"proposal":"a","needs":"b"}]`), "unknown-candidate", "needs[0]"},
		{starts(`{"year":2014}`), "missing-value", "proposals[0].starts[0].value"},
		{starts(`{"value":1}`), "missing-value", "proposals[0].starts[0].year"},
		{starts(`{"year":2014,"value":1e999}`), "not-finite", "proposals.starts.value"},
		{starts(`{"year":2014,"value":1e300}`), "not-finite", "proposals[0].starts[0].value"},
		{starts(`{"year":2014,"value":1,"costs":[null]}`), "missing-value", "proposals[0].starts[0].costs[0]"},
		{starts(`{"year":2014,"value":1,"costs":[-1]}`), "negative", "proposals[0].starts[0].costs[0]"},
		{starts(`{"year":2014,"value":1,"hours":[0.5]}`), "wrong-type", "proposals.starts.hours"},
		{starts(`{"year":2014,"value":1,"hours":[null]}`), "missing-value", "proposals[0].starts[0].hours[0]"},
		{starts(`{"year":2015,"value":1}`), "year-range", "proposals[0].starts[0].year"},
		{starts(`{"year":2014,"value":900000000000000}`), "overflow", "candidates"},
		{`[]`, "not-a-plan", ""},
		{`null`, "not-a-plan", ""},
	} {
		code, out, _ := selectRun(t, `{"plans":[`+c.plan+`,`+twoFrames+`]}`)
		all := plans(t, out)
		if code != exitPerson || len(all) != 2 || all[0].Error == nil || all[1].Error != nil {
			t.Errorf("%s: exit %d, %s", c.plan, code, out)
			continue
		}
		if got := all[0].Error; string(got.Code) != c.code || got.Field != c.field || got.Message == "" || strings.Contains(got.Message, "[calc.") {
			t.Errorf("%s: %+v, want %s %s", c.plan, got, c.code, c.field)
		}
		if strings.HasPrefix(c.plan, `{"id"`) && string(all[0].ID) != `"x"` {
			t.Errorf("%s: id %s", c.plan, all[0].ID)
		}
	}
}

func TestSelectRefusesWhatIsNoDocument(t *testing.T) {
	for _, input := range []string{"", "{", "[]", `{"problems":[]}`, `{"plans":{}}`, `{"plans":[]} x`, `{"plans":[]}{}`} {
		if code, out, errs := selectRun(t, input); code != exitUsage || out != "" || errs == "" || strings.Contains(errs, "[usage.") {
			t.Errorf("%q: exit %d, %q, %q", input, code, out, errs)
		}
	}
	if code, out, _ := selectRun(t, `{"plans":[]}`); code != exitDone || out != "{\"results\":[]}\n" {
		t.Errorf("no plans: exit %d, %q", code, out)
	}
}

// Every code that a plan may be answered with has words in every language.
func TestSelectCodesHaveWords(t *testing.T) {
	for _, language := range i18n.Languages {
		for _, code := range []calc.ErrorCode{errNotAPlan, errSecondsRange, errGapRange, errNoFrames} {
			if !i18n.New(language).Has("calc.error." + string(code)) {
				t.Errorf("%s: no words for %s", language, code)
			}
		}
	}
}

// FuzzSelect: whatever the document, an answer is JSON and the exit code one of
// the contract's.
func FuzzSelect(f *testing.F) {
	f.Add(`{"plans":[` + twoFrames + `]}`)
	f.Add(`{"plans":[null,{"years":-1}]}`)
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 2000 || strings.Contains(input, "seconds") && !strings.Contains(input, `"seconds":60`) {
			return // longer is not odder
		}
		code, out, errs := selectRun(t, input)
		switch code {
		case exitDone, exitPerson:
			if !json.Valid([]byte(out)) {
				t.Errorf("%q", out)
			}
		case exitUsage:
			if errs == "" {
				t.Error("refused without a word")
			}
		default:
			t.Errorf("exit %d: %s", code, errs)
		}
	})
}
