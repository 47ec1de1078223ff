package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
)

// calcRun is one run of `raaderum calc` on standard input.
func calcRun(t *testing.T, input string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), append([]string{"calc"}, args...), environment{
		stdin: strings.NewReader(input), stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2014, 8, 1, 9, 0, 0, 0, time.UTC) },
	})
	return code, out.String(), errs.String()
}

func results(t *testing.T, stdout string) []map[string]any {
	t.Helper()
	var document struct{ Results []map[string]any }
	if err := json.Unmarshal([]byte(stdout), &document); err != nil {
		t.Fatalf("%v in %q", err, stdout)
	}
	return document.Results
}

// The problems and the answer printed in the machine interface's description,
// to the digits printed there.
func TestCalcAnswersTheContractsExample(t *testing.T) {
	code, out, errs := calcRun(t, `{"problems":[
		{"id":"A","flows":[-1000000,300000,300000,300000,300000,300000],"rate":0.04},
		{"id":"B","flows":[-100,150,120,-180],"rate":0.04,"financeRate":0.05,"reinvestRate":0.03},
		{"id":"C","dates":["2013-01-01","2013-07-01"],"flows":[-100,110],"rate":0.05},
		{"id":"D","costs":[1000000,0,0],"benefits":[0,600000,600000],"rateSet":"fm-2021","timing":"mid-year"}]}`)
	if code != exitDone || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	all := results(t, out)
	if len(all) != 4 {
		t.Fatalf("%d results", len(all))
	}
	for i, id := range []string{"A", "B", "C", "D"} {
		if all[i]["id"] != id {
			t.Errorf("result %d is %v, want %s", i, all[i]["id"], id)
		}
	}
	a := all[0]
	for field, want := range map[string]float64{
		"npv": 335546.70, "presentValueCosts": 1000000, "presentValueBenefits": 1335546.70,
		"benefitCostRatio": 1.34, "mirr": 0.10, "switchingValue": 0.75, "equivalentAnnual": 75372.89,
	} {
		got, ok := a[field].(float64)
		if !ok || got-want > 0.005 || want-got > 0.005 {
			t.Errorf("%s = %v, want %v", field, a[field], want)
		}
	}
	if payback := a["payback"].(map[string]any); payback["status"] != "value" || payback["wholeYears"] != 4.0 {
		t.Errorf("payback = %v", payback)
	}
	if irr := a["irr"].(map[string]any); irr["status"] != "unique" || len(irr["roots"].([]any)) != 1 {
		t.Errorf("irr = %v", irr)
	}
	if a["conventional"] != true || a["timing"] != "base-year" || a["rate"] != 0.04 {
		t.Errorf("A = %v", a)
	}
	if all[3]["rateSet"] != "fm-2021" || all[3]["timing"] != "mid-year" {
		t.Errorf("D = %v", all[3])
	}
}

func TestCalcSaysWhyAFigureDoesNotExist(t *testing.T) {
	code, out, _ := calcRun(t, `{"problems":[{"id":"C","flows":[-100,0,0],"rateSet":"fm-2013"}]}`)
	if code != exitDone {
		t.Fatalf("exit %d", code)
	}
	got := results(t, out)[0]
	for field, why := range map[string]string{"switchingValue": "no-benefits", "mirr": "rate-in-bands"} {
		if value, there := got[field]; !there || value != nil || got[field+"Why"] != why {
			t.Errorf("%s = %v because %v", field, value, got[field+"Why"])
		}
	}
	want := map[string]any{"status": "never", "years": nil, "wholeYears": nil, "why": "not-in-horizon"}
	if diff := cmp.Diff(want, got["payback"]); diff != "" {
		t.Error(diff)
	}
	want = map[string]any{"status": "none", "roots": []any{}, "why": "no-sign-change"}
	if diff := cmp.Diff(want, got["irr"]); diff != "" {
		t.Error(diff)
	}
	if got["npv"] != -100.0 {
		t.Errorf("npv = %v", got["npv"])
	}
	if _, there := got["npvWhy"]; there {
		t.Error("a figure that exists needs no reason")
	}
}

func TestCalcAnswersTheOthersWhenOneIsMalformed(t *testing.T) {
	for _, c := range []struct{ problem, code, field string }{
		{`{"id":"x","flows":[1,null],"rate":0.04}`, "missing-value", "flows[1]"},
		{`{"id":"x","flows":[1,"2"],"rate":0.04}`, "wrong-type", "flows"},
		{`{"id":"x","flows":[1,1e999],"rate":0.04}`, "not-finite", "flows"},
		{`{"id":"x","flows":[],"rate":0.04}`, "empty", "flows"},
		{`{"id":"x","rate":0.04}`, "empty", "flows"},
		{`{"id":"x","flows":[1]}`, "rate-missing", "rate"},
		{`{"id":"x","flows":[1],"rate":-1}`, "rate-range", "rate"},
		{`{"id":"x","flows":[1],"rate":0.04,"rateSet":"fm-2021"}`, "rate-and-set", "rateSet"},
		{`{"id":"x","flows":[1],"rateSet":"fm-2020"}`, "rate-set-unknown", "rateSet"},
		{`{"id":"x","flows":[1],"rate":0.04,"timing":"end"}`, "timing-unknown", "timing"},
		{`{"id":"x","flows":[1],"rate":0.04,"timing":""}`, "timing-unknown", "timing"},
		{`{"id":"x","flows":[1,2],"dates":["2013-01-01","2013-13-01"],"rate":0.04}`, "date-form", "dates[1]"},
		{`{"id":"x","flows":[1,2],"dates":["2013-01-01",null],"rate":0.04}`, "missing-value", "dates[1]"},
		{`{"id":"x","flows":[1,2],"dates":["2013-01-02","2013-01-01"],"rate":0.04}`, "date-order", "dates[1]"},
		{`{"id":"x","costs":[1,2],"benefits":[1],"rate":0.04}`, "length-mismatch", "benefits"},
		{`{"id":"x","costs":[-1],"benefits":[1],"rate":0.04}`, "negative", "costs[0]"},
		{`{"id":"x","flows":[1],"rate":0.04,"periodsPerYear":0}`, "count-range", "periodsPerYear"},
		{`{"id":"x","flows":[1],"rate":0.04,"periodsPerYear":3}`, "count-range", "periodsPerYear"},
		{`{"flow":[1],"id":"x","rate":0.04}`, "unknown-field", "flow"},
		{`{"id":["x"],"flows":[1],"rate":0.04}`, "wrong-type", "id"},
		{`null`, "not-a-problem", ""},
		{`[1]`, "not-a-problem", ""},
	} {
		code, out, _ := calcRun(t, `{"problems":[`+c.problem+`,{"id":"good","flows":[-1,2],"rate":0}]}`)
		if code != exitPerson {
			t.Errorf("%s: exit %d", c.problem, code)
		}
		all := results(t, out)
		fault, _ := all[0]["error"].(map[string]any)
		field, _ := fault["field"].(string)
		if fault["code"] != c.code || field != c.field {
			t.Errorf("%s: %v", c.problem, fault)
		}
		if message, _ := fault["message"].(string); message == "" || strings.ContainsAny(message, "[{}") && !strings.Contains(message, c.field) {
			t.Errorf("%s: message %q", c.problem, message)
		}
		if _, there := all[0]["npv"]; there {
			t.Errorf("%s: figures beside an error", c.problem)
		}
		if strings.Contains(c.problem, `"x",`) && all[0]["id"] != "x" {
			t.Errorf("%s: id %v", c.problem, all[0]["id"])
		}
		if all[1]["npv"] != 1.0 {
			t.Errorf("%s: the other problem is answered with %v", c.problem, all[1])
		}
	}
}

func TestCalcRefusesWhatIsNotADocument(t *testing.T) {
	for _, c := range []struct{ input, says string }{
		{"", "linje 1"},
		{"{\n\"problems\": [1,]}", "linje 2"},
		{`{"problems":[]} {}`, "mere efter"},
		{`{"problem":[]}`, `"problem"`},
		{`{"problems":{}}`, `"problems"`},
		{`{}`, `"problems"`},
		{`[]`, `"problems"`},
		{`{"problems":[{"id":"A"`, "linje 1"},
	} {
		code, out, errs := calcRun(t, c.input)
		if code != exitUsage || out != "" || !strings.Contains(errs, c.says) || strings.Contains(errs, "json:") {
			t.Errorf("%q: exit %d, out %q, errors %q", c.input, code, out, errs)
		}
	}
	if code, _, errs := calcRun(t, "", "--lang", "en", filepath.Join(t.TempDir(), "none.json")); code != exitUsage || !strings.Contains(errs, "cannot be read") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if code, _, _ := calcRun(t, "", "one.json", "two.json"); code != exitUsage {
		t.Errorf("two files: exit %d", code)
	}
}

func TestCalcReadsAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "problems.json")
	if err := os.WriteFile(name, []byte(`{"problems":[{"id":7,"flows":[-1,2],"rate":0}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ := calcRun(t, "", name)
	if got := results(t, out); code != exitDone || got[0]["id"] != 7.0 || got[0]["npv"] != 1.0 {
		t.Errorf("exit %d, %v", code, got)
	}
	if _, out, _ := calcRun(t, `{"problems":[]}`); out != "{\"results\":[]}\n" {
		t.Errorf("no problems: %q", out)
	}
}

// Every code the calculator may give has words in every language.
func TestCalcCodesHaveWords(t *testing.T) {
	var keys []string
	for _, reason := range calc.Reasons {
		keys = append(keys, "reason."+string(reason))
	}
	for _, warning := range calc.Warnings {
		keys = append(keys, "warning."+string(warning))
	}
	for _, code := range append(calc.ErrorCodes, errNotAProblem, errUnknownField, errWrongType, errMissingValue,
		errDateForm, errRateAndSet, errRateSetUnknown, errKindUnknown, errDuplicateField) {
		keys = append(keys, "calc.error."+string(code))
	}
	for _, language := range i18n.Languages {
		printer := i18n.New(language)
		for _, key := range keys {
			if !printer.Has(key) {
				t.Errorf("%s: no words for %s", language, key)
			}
		}
	}
}
