package main

import (
	"encoding/json"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// Two organisations side by side: one with cases, whose gap is that of its own
// account by either method, and one that has none, and no target.
func TestOrganisationCompare(t *testing.T) {
	url, command := frozenDatabase(t)
	if code, stdout, stderr := command("organisation", "add", "albertslund", "--database", url); code != exitDone {
		t.Fatalf("%d %s%s", code, stdout, stderr)
	}
	for _, method := range []portfolio.CountMethod{portfolio.NewPermanent, portfolio.InYear} {
		code, stdout, stderr := command("organisation", "compare", "2014K2", "--json", "--live", "--method", string(method), "--database", url)
		var side portfolio.SideBySide
		if err := json.Unmarshal([]byte(stdout), &side); code != exitDone || err != nil {
			t.Fatalf("%d %v %s", code, err, stderr)
		}
		if len(side.Organisations) != 2 || side.Method != method || len(side.Differences) == 0 {
			t.Fatalf("%+v", side)
		}
		code, stdout, stderr = command("account", "2014K2", "--json", "--org", "greve", "--method", string(method), "--database", url)
		var account machine.Account
		if err := json.Unmarshal([]byte(stdout), &account); code != exitDone || err != nil {
			t.Fatalf("%d %v %s", code, err, stderr)
		}
		for _, one := range side.Organisations {
			if one.Organisation != "greve" {
				if one.Year.Target != nil || one.Achieved != nil || one.Cases != 0 {
					t.Errorf("%s has nothing, yet %+v", one.Organisation, one)
				}
				continue
			}
			for _, year := range account.Years {
				if year.Year == 2014 && (one.Year.Gap == nil || year.Gap == nil || *one.Year.Gap != *year.Gap || *one.Year.Target != *year.Target) {
					t.Errorf("%s: %v beside %v", method, one.Year.Gap, year.Gap)
				}
			}
		}
	}
	code, stdout, stderr := command("organisation", "compare", "2014K2", "--database", url)
	if code != exitDone || !strings.Contains(stdout, "Greve Kommune") || !strings.Contains(stdout, "Albertslund Kommune") || !strings.Contains(stdout, "Ikke alle har et mål for 2014") {
		t.Errorf("%d %s%s", code, stdout, stderr)
	}
	if code, _, _ := command("organisation", "compare", "2014K2", "--method", "other", "--database", url); code != exitUsage {
		t.Errorf("a method that is none: %d", code)
	}
}
