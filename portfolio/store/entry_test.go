package store_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func oneCase(t *testing.T, s *store.Store) portfolio.BusinessCase {
	t.Helper()
	cases, err := s.Cases(t.Context(), greve)
	must(t, err)
	if len(cases) != 1 {
		t.Fatalf("%d cases", len(cases))
	}
	return cases[0]
}

// What people write stands over what was imported, with who, when, why and what
// was there before; a workbook that repeats itself changes nothing, one that
// says something new does, and nobody writes over what they have not seen.
func TestEntries(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		id, by := oneCase(t, s).ID, analystOf(greve)
		write := func(seen int64, entries ...portfolio.Entry) error {
			_, err := s.Enter(t.Context(), greve, by, id, seen, entries)
			return err
		}
		must(t, write(0, portfolio.Entry{Field: "system-owner", Value: "Skranken", Reason: "bruger det mest"},
			portfolio.Entry{Field: "project-owner", Value: "", Reason: "fjernes"},
			portfolio.Entry{Benefit: "G1", Field: "owner", Value: "Ny chef", Reason: "skift"}))
		wantError(t, write(0, portfolio.Entry{Field: "summary", Value: "x", Reason: "x"}), portfolio.CodeConflict, "entry.meanwhile", "")
		wantError(t, write(3, portfolio.Entry{Field: "summary", Value: "x"}), portfolio.CodeInvalid, "entry.no-reason", "summary")
		wantError(t, write(3, portfolio.Entry{Field: "goal-2", Value: "x"}), portfolio.CodeInvalid, "entry.unknown-field", "goal-2")
		bc := oneCase(t, s)
		if bc.SystemOwner != "Skranken" || bc.ProjectOwner != "" || bc.Benefits[0].Owner != "Ny chef" || bc.Version != 1 {
			t.Errorf("%+v", bc)
		}
		all, err := s.Entries(t.Context(), greve, id)
		must(t, err)
		if len(all) != 3 || all[0].Before != "Borgerservice" || all[0].By != by || !all[0].At.Equal(now) || all[2].Benefit != "G1" {
			t.Errorf("%+v", all)
		}
		log, err := s.AuditLog(t.Context(), greve)
		must(t, err)
		last := log[len(log)-1]
		var said map[string]string
		must(t, json.Unmarshal([]byte(last.Detail), &said))
		if last.Action != "case.enter" || said["before"] != "Chef" || said["after"] != "Ny chef" || said["reason"] != "skift" {
			t.Errorf("%+v", last)
		}
		again := digitalPost()
		again.Summary = "Andre ord om det samme"
		accept(t, s, acceptance(greve, file("sag", "v2"), again))
		if bc := oneCase(t, s); bc.SystemOwner != "Skranken" || bc.Version != 2 {
			t.Errorf("the workbook that repeats itself took it back: %+v", bc)
		}
		again.SystemOwner = "Jura"
		accept(t, s, acceptance(greve, file("sag", "v3"), again))
		if bc := oneCase(t, s); bc.SystemOwner != "Jura" || bc.Benefits[0].Owner != "Ny chef" {
			t.Errorf("the workbook that says something new is not heard: %+v", bc)
		}
	})
}

// A roleless reader writes nothing.
// A text that one of the databases has no place for is refused by both, and not
// as a failure of the program.
func TestUnreadableTextIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		id := k4Known(t, s)
		before := everything(t, s, greve)
		for _, one := range []struct{ text, key, entry, status, item string }{
			{"a\x00b", "text.unseen", "summary", "comment", "recommendation"},
			{"a\xffb", "text.unreadable", "", "", ""},
		} {
			_, err := s.Enter(t.Context(), greve, analystOf(greve), id, 0, []portfolio.Entry{{Field: "summary", Value: one.text, Reason: "r"}})
			wantError(t, err, portfolio.CodeInvalid, one.key, one.entry)
			_, err = s.ReportStatus(t.Context(), greve, analystOf(greve), portfolio.StatusReport{Case: id, Quarter: calc.Quarter{Year: 2013, Q: 4}, Comment: one.text}, 0)
			wantError(t, err, portfolio.CodeInvalid, one.key, one.status)
			_, err = s.AddAgendaItem(t.Context(), greve, analystOf(greve), portfolio.AgendaItem{Meeting: now, Title: "Digital post", Recommendation: one.text})
			wantError(t, err, portfolio.CodeInvalid, one.key, one.item)
		}
		if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
			t.Errorf("the refused text left something:\n%s", diff)
		}
	})
}

func TestEntriesAreForWhoMayImport(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: "læser", Name: "L", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}}))
		_, err := s.Enter(t.Context(), greve, "læser", oneCase(t, s).ID, 0, []portfolio.Entry{{Field: "summary", Value: "x", Reason: "x"}})
		wantError(t, err, portfolio.CodeForbidden, "user.may-not-write", "")
	})
}

// A benefit that somebody added has reports, outlives a new version, and may be
// judged the same as another.
func TestAddedBenefit(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		id := oneCase(t, s).ID
		basis := `{"assumptions":[{"input":"times","value":12000,"unit":"gange","source":"s"},{"input":"minutes","value":6,"unit":"min","source":"s"},
			{"input":"share","value":0.8,"unit":"andel","source":"s"},{"input":"hour-rate","value":350,"unit":"kr.","source":"s"}],"from":"2014-01-01T00:00:00Z","throughYear":2015}`
		_, err := s.Enter(t.Context(), greve, analystOf(greve), id, 0, []portfolio.Entry{
			{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Frigjort tid"}, {Benefit: portfolio.NewBenefit, Field: portfolio.EntryTimeBasis, Value: basis}})
		must(t, err)
		labelled := report("BC01", "", portfolio.Realised, amount("2014K1", 80_000_00, "G2"))
		labelled.Label = "frigjort tid"
		acceptReports(t, s, "K1", labelled)
		if got := oneCase(t, s).Benefits; len(got) != 2 {
			t.Fatalf("%d benefits", len(got))
		}
		accept(t, s, acceptance(greve, file("sag", "v2"), digitalPost()))
		added := oneCase(t, s).Benefits[1]
		if added.ID != "h1" || added.Kind != portfolio.ReleasedTime || *added.FullYear != 336_000*calc.Krone || len(added.Series[portfolio.Plan]) != 2 ||
			len(added.Series[portfolio.Realised]) != 1 || added.Series[portfolio.Realised][0].Money != 80_000_00 {
			t.Errorf("%+v", added)
		}
		pair := [2]portfolio.BenefitRef{{Case: id, Benefit: "h1"}, {Case: id, Benefit: "G1"}}
		must(t, s.JudgeOverlap(t.Context(), greve, analystOf(greve), portfolio.OverlapJudgment{Benefit: pair[1], Other: pair[0], Same: true, Reason: "samme porto"}, store.AnySeen))
		if got := oneCase(t, s).Benefits[0].CountedIn; got == nil || *got != pair[0] {
			t.Errorf("counted in %v", got)
		}
	})
}

// An idea is a case with its file, its answers and a number that workbooks find
// it by later; the same sent twice is one case.
func TestBeginCase(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		idea := portfolio.IdeaCase{Title: "Booking", Origin: portfolio.Own, Label: func(key string) string { return key },
			Idea: portfolio.Idea{Answers: map[portfolio.IdeaQuestion]string{portfolio.IdeaWhat: "=et system", portfolio.IdeaWho: " "}, Mail: "Hvad: =et system"}}
		accepted, entries := idea.Acceptance(greve, analystOf(greve))
		id, err := s.BeginCase(t.Context(), accepted, entries)
		must(t, err)
		bc := oneCase(t, s)
		if bc.ID != id || bc.Phase != portfolio.PhaseIdea || bc.Origin != portfolio.Own || bc.Idea == nil || bc.Idea.Answers[portfolio.IdeaWhat] != "=et system" || len(bc.Idea.Missing()) != 5 {
			t.Errorf("%+v", bc)
		}
		kept, err := s.OriginalFile(t.Context(), greve, accepted.File.SHA256)
		if err != nil || !strings.Contains(string(kept.Bytes), "'=et system") {
			t.Errorf("%q, %v", kept.Bytes, err)
		}
		_, err = s.BeginCase(t.Context(), accepted, entries)
		wantError(t, err, portfolio.CodeConflict, "import.already", "ide.csv")

		_, err = s.Enter(t.Context(), greve, analystOf(greve), id, 1, []portfolio.Entry{{Field: "number", Value: "BC 7"}})
		must(t, err)
		written := digitalPost()
		written.Number, written.Title = "bc 7", "Booking af tider"
		accept(t, s, acceptance(greve, file("sag", "v1"), written))
		if bc := oneCase(t, s); bc.ID != id || bc.Version != 2 || bc.Idea == nil || len(bc.Benefits) != 1 {
			t.Errorf("the workbook is not about the idea: %+v", bc)
		}
		other := digitalPost()
		accept(t, s, acceptance(greve, file("anden", "anden"), other))
		accepted.File = file("ide.csv", "en til")
		accepted.Cases[0].Number = "BC 7"
		_, err = s.BeginCase(t.Context(), accepted, entries)
		if portfolio.ErrorCode(err) != portfolio.CodeConflict {
			t.Errorf("a number that is taken: %v", err)
		}
		accepted.Cases[0].Number = ""
		accepted.Cases[0].Title = "Noget helt tredje"
		third, err := s.BeginCase(t.Context(), accepted, entries)
		must(t, err)
		_, err = s.Enter(t.Context(), greve, analystOf(greve), third, store.AnySeen, []portfolio.Entry{{Field: "number", Value: "bc01"}})
		wantError(t, err, portfolio.CodeInvalid, "entry.number-taken", "number")
	})
}

// Moving go-live moves the forecast and not the plan, in the store as in the
// domain, and an undone import says that entries rest.
func TestEntryMovesGoLive(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		made := accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		id := oneCase(t, s).ID
		_, err := s.Enter(t.Context(), greve, analystOf(greve), id, 0, []portfolio.Entry{{Field: portfolio.EntryGoLive, Value: "2013-01-01", Reason: "leverandøren er forsinket"}})
		must(t, err)
		bc := oneCase(t, s)
		if !bc.PlannedGoLive.Equal(time.Date(2012, 7, 1, 0, 0, 0, 0, time.UTC)) || bc.GoLive.Year() != 2013 || len(bc.Benefits[0].Series[portfolio.Plan]) != 2 {
			t.Errorf("%+v", bc)
		}
		var sum calc.Money
		for _, amount := range bc.Benefits[0].Series[portfolio.Forecast] {
			sum += amount.Money
		}
		if sum != 600_000*calc.Krone {
			t.Errorf("forecast %v", sum)
		}
		preview, err := s.PreviewUndo(t.Context(), greve, analystOf(greve), made.ID)
		must(t, err)
		if len(preview.Kept) != 1 || preview.Kept[0].Kind != portfolio.LaterEntry {
			t.Errorf("%+v", preview.Kept)
		}
	})
}

// An amount that was typed is read back with the number of the entry that says
// it, in its place among the case's plan; a workbook that states the costs later
// takes the place of typed ones, and undoing it gives them back.
func TestTypedAmountsAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		bare := portfolio.BusinessCase{Number: "T1", Title: "Uden regneark", Origin: portfolio.Own, Source: portfolio.Source{Sheet: "ide", Cell: "B1"}}
		accept(t, s, acceptance(greve, file("ide", "v1"), bare))
		id, by := oneCase(t, s).ID, analystOf(greve)
		done, err := s.Enter(t.Context(), greve, by, id, 0, []portfolio.Entry{
			{Field: portfolio.CostField(portfolio.NewCost), Value: `{"label":"Licens","category":"licence","recurrence":"one-off"}`},
			{Field: portfolio.CostAmountField(portfolio.NewCost, 2014), Value: `{"ore":4000000,"source":"tilbud"}`},
			{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Porto"},
			{Benefit: portfolio.NewBenefit, Field: portfolio.PlanField(2015), Value: `{"ore":6000050,"source":"regnskab"}`},
			{Field: portfolio.EntryPriceLevel, Value: "2014-pl"},
			{Field: "first-meeting", Value: "2014-02-28"},
		})
		must(t, err)
		bc := oneCase(t, s)
		cost, plan := bc.Costs[0].Amounts, bc.Benefits[0].Series[portfolio.Plan]
		if len(cost) != 1 || cost[0].Money != 4_000_000 || cost[0].Source.Entry != done[1].Sequence || cost[0].Source.Raw != "tilbud" ||
			len(plan) != 1 || plan[0].Money != 6_000_050 || plan[0].Source.Entry != done[3].Sequence {
			t.Errorf("%+v %+v", cost, plan)
		}
		if bc.PriceLevel.Year != 2014 || bc.FirstMeeting.IsZero() {
			t.Errorf("%+v", bc)
		}
		// The costs of a workbook that comes later stand alone, until it is taken back.
		read := bare
		read.Costs = []portfolio.CostLine{{Label: "Licenser", Recurrence: portfolio.OneOff, Amounts: []portfolio.Amount{
			{Period: calc.YearOf(2014), Money: 5_000_000, Source: portfolio.Source{Sheet: "Ark1", Cell: "B2", Raw: "50000"}}}}}
		imported := accept(t, s, acceptance(greve, file("sag", "v2"), read))
		if bc := oneCase(t, s); len(bc.Costs) != 1 || bc.Costs[0].Label != "Licenser" {
			t.Errorf("%+v", bc.Costs)
		}
		_, err = s.Enter(t.Context(), greve, by, id, store.AnySeen, []portfolio.Entry{{Field: portfolio.CostAmountField("k1", 2015), Value: `{"ore":1,"source":"skøn"}`, Reason: "r"}})
		wantError(t, err, portfolio.CodeInvalid, "amount.costs-are-read", "cost-amount:k1:2015")
		_, err = s.Undo(t.Context(), greve, by, imported.ID)
		must(t, err)
		if bc := oneCase(t, s); len(bc.Costs) != 1 || bc.Costs[0].Label != "Licens" || bc.Costs[0].Amounts[0].Money != 4_000_000 {
			t.Errorf("after the undo: %+v", bc.Costs)
		}
	})
}
