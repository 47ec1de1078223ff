package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// The plan on the command line: made within a frame, shown, and treated. By
// hand: P1 has 100 points and costs 1.250 kr., P2 50 points (its net present
// value is not asked about) and costs 900 kr.; the frame of 2.000 has room for
// one of them.
func TestPlanMakeShowStatus(t *testing.T) {
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "raaderum.db")
	in := func(args ...string) (int, string, string) {
		t.Helper()
		return commandOf(t, append(args, "--database", database)...)
	}
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if code, _, errs := in("organisation", "add", "greve"); code != exitDone {
		t.Fatal(errs)
	}
	list := write("liste.csv", "Nr.;Projekt;Investering 2016 (kr.);Gevinst 2017 (kr.)\nP1;Alfa;1.250;5.000\nP2;Beta;900;2.500\n")
	if code, out, errs := in("import", list, "--answer", "price-level@liste=2016-pl"); code != exitDone {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	frames := write("rammer.json", `{"frames":[{"name":"vedtaget","budgets":[2000,null,null,null]},{"name":"trang","budgets":[100,null,null,null]}],
		"criteria":[{"measure":"npv","weight":100,"full":10000}],"overview":"Set under ét."}`)
	code, out, errs := in("plan", "make", "2016", "--frames", frames, "--json")
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var plan machine.Plan
	if err := json.Unmarshal([]byte(out), &plan); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, line := range plan.Lines {
		got[line.Number] = plan.In(line)
	}
	if !got["P1"] || got["P2"] || *plan.Years[0].Costs != 125000 || plan.Version != 1 || plan.Status != portfolio.PlanDraft {
		t.Errorf("in %v, costs %v, version %d, %s", got, plan.Years[0].Costs, plan.Version, plan.Status)
	}
	code, out, _ = in("plan", "show", "2016")
	// Both together cost 2.150 kr., 150 more than the frame.
	for _, want := range []string{"Vi foreslår 1 projekt i 2016", "P2 Beta", "150 kr. højere", "Ingen har angivet timer"} {
		if code != exitDone || !strings.Contains(strings.ReplaceAll(out, "\u00a0", " "), want) {
			t.Errorf("exit %d, no %q in %s", code, want, out)
		}
	}
	// Side by side: within 2.000 kr. P1 is in for 1.250; within 100 neither is.
	spaced := regexp.MustCompile(` {2,}`).ReplaceAllString(strings.ReplaceAll(out, "\u00a0", " "), "|")
	for _, want := range []string{"|Post|vedtaget|trang\n", "|Budget 2016|2.000,00|100,00\n", "|Budget 2017|ingen grænse|ingen grænse\n", "2016|1.250,00|–\n", "|P1 Alfa|Med|Ikke med\n", "|P2 Beta|Ikke med|Ikke med\n"} {
		if !strings.Contains(spaced, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	if code, _, errs := in("plan", "make", "2016", "--frames", frames); code != exitPerson || !strings.Contains(errs, "version 1") {
		t.Errorf("a second plan after none: exit %d: %s", code, errs)
	}
	decided := []string{"--body", "It-udviklingsrådet", "--text", "Indstilles.", "--date", "2016-01-07"}
	if code, out, errs := in(append([]string{"plan", "status", "2016", "council"}, decided...)...); code != exitDone || !strings.Contains(out, "behandlet i rådet") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if code, _, errs := in(append([]string{"plan", "status", "2016", "approved"}, decided...)...); code != exitPerson || !strings.Contains(errs, "direktionen godkender") {
		t.Errorf("exit %d: %s", code, errs)
	}
	for _, usage := range [][]string{
		{"plan", "make", "abc"}, {"plan", "make", "2016", "--frames", write("x.json", `{"frame":[]}`)},
		{"plan", "make", "2016", "--frames", filepath.Join(folder, "no.json")}, {"plan", "status", "2016", "council", "--date", "i går"},
	} {
		if code, _, errs := in(usage...); code != exitUsage || errs == "" {
			t.Errorf("%v: exit %d: %s", usage, code, errs)
		}
	}
}
