package main

import (
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/testdata"
)

// Whoever is named with --by may do what they may on the pages: a reader writes
// nothing, a coordinator reports for their own focus areas, and nobody acts in an
// organisation they do not belong to. What was refused left nothing behind.
func TestByHasTheRightsOfThePages(t *testing.T) {
	url, command := frozenDatabase(t)
	manifest, _ := testdata.Demo()
	for _, name := range manifest.Organisations[0].Files {
		if code, stdout, stderr := command("import", "--database", url, "--by", "u1", "../../testdata/demo/"+name); code != exitDone {
			t.Fatalf("import of %s: %d %s%s", name, code, stdout, stderr)
		}
	}
	database, err := store.Open(t.Context(), url, systemClock)
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	ctx := t.Context()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	albertslund, err := portfolio.LoadProfile("albertslund")
	do(err)
	do(database.SaveOrganisation(ctx, albertslund))
	for id, membership := range map[portfolio.UserID]portfolio.Membership{
		"reader":   {Organisation: "greve", Role: portfolio.RoleReader},
		"ida":      {Organisation: "greve", Role: portfolio.RoleCoordinator},
		"stranger": {Organisation: "albertslund", Role: portfolio.RoleAnalyst},
	} {
		do(database.SaveUser(ctx, portfolio.User{ID: id, Name: "Navn " + string(id), Memberships: []portfolio.Membership{membership}}))
	}
	cases, err := database.Cases(ctx, "greve")
	do(err)
	home, err := database.Organisation(ctx, "greve")
	do(err)
	var own, other portfolio.BusinessCase // in Ida's area, and in another
	for _, bc := range cases {
		switch _, known := home.Strategy.FocusArea(bc.FocusArea); {
		case !known:
		case own.ID == "":
			own = bc
		case bc.FocusArea != own.FocusArea && other.ID == "":
			other = bc
		}
	}
	for i, area := range home.Strategy.FocusAreas {
		home.Strategy.FocusAreas[i].Coordinator = "En anden"
		if area.ID == own.FocusArea {
			home.Strategy.FocusAreas[i].Coordinator = "Navn ida"
		}
	}
	do(database.ChangeOrganisation(ctx, "u1", home))
	before, err := database.AuditLog(ctx, "greve")
	do(err)

	try := func(wantCode int, wantText, by string, args ...string) {
		t.Helper()
		code, stdout, stderr := command(append(args, "--org", "greve", "--by", by, "--database", url)...)
		if code != wantCode || !strings.Contains(stdout+stderr, wantText) {
			t.Errorf("%v by %s: exit code %d, want %d with %q:\n%s%s", args, by, code, wantCode, wantText, stdout, stderr)
		}
	}
	id := string(own.ID)
	writing := map[string][]string{
		"status report":    {"status", "report", "2014K2", id, "--comment", "x"},
		"status confirm":   {"status", "confirm", "2014K2", id, string(own.Benefits[0].ID), "1"},
		"snapshot freeze":  {"snapshot", "freeze", "2014K2"},
		"snapshot correct": {"snapshot", "correct", "2014K1", id, string(own.Benefits[0].ID), "1", "--reason", "x", "--source", "x"},
		"meeting add":      {"meeting", "add", "2014-06-26", "Sag", "--recommendation", "x"},
		"meeting decide":   {"meeting", "decide", "1", "--outcome", "noted", "--text", "x"},
		"case idea":        {"case", "idea", "--title", "Ny", "--what", "x"},
		"case set":         {"case", "set", id, "summary=x", "--reason", "x"},
		"case benefit":     {"case", "benefit", id, "Ny", "--add"},
		"case judge":       {"case", "judge", id + "/" + string(own.Benefits[0].ID), "different", string(other.ID) + "/" + string(other.Benefits[0].ID), "--reason", "x"},
		"plan make":        {"plan", "make", "2015"},
		"import undo":      {"import", "undo", "1"},
		"import":           {"import", workbookOf(t, vectorA())},
	}
	for _, by := range []string{"reader", "stranger", "findes-ikke"} {
		for name, args := range writing {
			code, stdout, stderr := command(append(args, "--org", "greve", "--by", by, "--database", url)...)
			if code != exitPerson || stdout != "" && name != "import" || !strings.Contains(stderr, "rolle") && !strings.Contains(stderr, "adgang") && !strings.Contains(stderr, "hører ikke til") && !strings.Contains(stderr, "kan kun") && !strings.Contains(stderr, "ikke medlem") {
				t.Errorf("%s by %s: exit code %d:\n%s%s", name, by, code, stdout, stderr)
			}
		}
	}
	try(exitPerson, "Du kan kun indberette for dine egne indsatsområder", "ida", "status", "report", "2014K2", string(other.ID), "--comment", "x")
	foreign, benefit := string(other.ID), string(other.Benefits[0].ID)
	const notYours = "Du kan kun skrive om sager i dine egne indsatsområder"
	try(exitPerson, notYours, "ida", "case", "set", foreign, "summary=x", "--reason", "x")
	try(exitPerson, notYours, "ida", "case", "benefit", foreign, "Ny", "--add")
	try(exitPerson, notYours, "ida", "case", "judge", foreign+"/"+benefit, "same", id+"/"+string(own.Benefits[0].ID), "--reason", "x")
	try(exitPerson, "indsatsområde", "ida", "import", "undo", "1")
	try(exitPerson, "adgang", "ida", "snapshot", "freeze", "2014K2")
	after, err := database.AuditLog(ctx, "greve")
	do(err)
	if len(after) != len(before) {
		t.Errorf("the log has %+v", after[len(before):])
	}
	try(exitDone, "Indberetning nr. 1", "ida", "status", "report", "2014K2", id, "--comment", "Som ventet")
}
