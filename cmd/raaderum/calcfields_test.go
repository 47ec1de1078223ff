package main

import (
	"strings"
	"testing"
)

// A name twice, or in other letters than the interface has: a decoder would
// take the last of them, and the letters as they come.
func TestFieldsAreWrittenOnceAndAsTheyAre(t *testing.T) {
	for _, c := range []struct{ problem, code, field string }{
		{`{"id":"x","flows":[-1,2],"rate":0.04,"rate":0.9}`, "duplicate-field", "rate"},
		{`{"id":"x","flows":[-1,2],"FLOWS":[1],"rate":0.04}`, "unknown-field", "FLOWS"},
		{`{"id":"x","flows":[-1,2],"Rate":0.04}`, "unknown-field", "Rate"},
		{`{"id":"x","flows":[-1,2],"rate":0.04,"lens":{"RateSets":[]}}`, "unknown-field", "RateSets"},
		{`{"id":"x","flows":[-1,2],"rate":0.04,"sensitivity":{"levers":[{"name":"a","low":{"delay":1,"delay":2}}]}}`,
			"duplicate-field", "sensitivity.levers[0].low.delay"},
		{`{"id":"x","flows":[-1,2],"rate":0.04,"r\u0061te":0.9}`, "duplicate-field", "rate"},
	} {
		code, out, _ := calcRun(t, `{"problems":[`+c.problem+`,{"id":"good","flows":[-1,2],"rate":0}]}`)
		all := results(t, out)
		fault, _ := all[0]["error"].(map[string]any)
		if message, _ := fault["message"].(string); code != exitPerson || fault["code"] != c.code || fault["field"] != c.field || !strings.Contains(message, c.field) {
			t.Errorf("%s: exit %d, %v", c.problem, code, fault)
		}
		if all[0]["id"] != "x" || all[1]["npv"] != 1.0 {
			t.Errorf("%s: %v", c.problem, all)
		}
	}
	for _, c := range []struct{ plan, code, field string }{
		{`{"id":"x","firstYear":2014,"years":1,"years":2,"frames":[{"name":"a"}]}`, "duplicate-field", "years"},
		{`{"id":"x","FirstYear":2014,"years":1,"frames":[{"name":"a"}]}`, "unknown-field", "FirstYear"},
		{`{"id":"x","firstYear":2014,"years":1,"frames":[{"name":"a","name":"b"}]}`, "duplicate-field", "frames[0].name"},
	} {
		code, out, _ := selectRun(t, `{"plans":[`+c.plan+`]}`)
		if fault := plans(t, out)[0].Error; code != exitPerson || fault == nil || string(fault.Code) != c.code || fault.Field != c.field {
			t.Errorf("%s: exit %d, %+v", c.plan, code, fault)
		}
	}
	for _, c := range []struct{ command, document, says string }{
		{"calc", `{"problems":[],"problems":[]}`, `"problems"`},
		{"calc", `{"Problems":[]}`, `"Problems"`},
		{"select", `{"plans":[],"plans":[]}`, `"plans"`},
		{"select", `{"PLANS":[]}`, `"plans"`},
	} {
		run := calcRun
		if c.command == "select" {
			run = selectRun
		}
		if code, out, errs := run(t, c.document); code != exitUsage || out != "" || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q, %q", c.document, code, out, errs)
		}
	}
}

// A time before the first entry is no amount below 0, and a timing that does not
// exist is told all there are.
func TestCalcWordsFitTheField(t *testing.T) {
	for _, c := range []struct{ problem, says string }{
		{`{"flows":[-1,2],"rate":0,"goLive":-1}`, "goLive lies before the first entry"},
		{`{"costs":[-1],"benefits":[1],"rate":0}`, "costs[0]: the number is below 0"},
		{`{"flows":[-1,2],"rate":0,"timing":"end"}`, "actual-365"},
	} {
		_, out, _ := calcRun(t, `{"problems":[`+c.problem+`]}`, "--lang", "en")
		fault, _ := results(t, out)[0]["error"].(map[string]any)
		if message, _ := fault["message"].(string); !strings.Contains(message, c.says) {
			t.Errorf("%s: %q", c.problem, message)
		}
	}
}
