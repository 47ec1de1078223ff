package store_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

var large = flag.Bool("large", false, "explain the queries on 98 organisations × 500 cases × 40 quarters (minutes)")

// scanned is a table, by its name or the name a query gives it, that a plan
// reads from end to end.
var scanned = regexp.MustCompile(`^(?:->\s*)?(?:SCAN|(?:Parallel )?Seq Scan on) (\w+)`)

// small tables may be read whole: they have a row for each organisation or user.
var small = []string{"organisations", "users", "memberships"}

// onlyOpen is the end of a plan that reads an index of only those files that wait
// to be read: all of it is what is asked for.
const onlyOpen = "USING INDEX batch_files_open"

// grown tables have a row for each case or more, so here they are large enough
// for PostgreSQL to have a choice.
var grown = []string{"cases", "case_versions", "stated_figures", "cost_lines", "cost_amounts", "benefits", "benefit_amounts",
	"benefit_reports", "report_amounts", "quarterly_statuses", "confirmations", "status_reports", "deviations", "case_entries", "audit_log"}

// Every statement of every method of the store goes through an index, on as many
// organisations as there are municipalities: none reads a table that grows with
// the cases from end to end, on either database, and every other table but the
// small ones has an index for what is asked of it.
func TestEveryQueryUsesAnIndex(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		size := country{98, 20, 8}
		if *large {
			size = country{98, 500, 40}
		}
		began := time.Now() //nolint:forbidigo // only shown, and only on the large country
		reads, lite := strings.CutPrefix(url, "sqlite:")
		n := size.fill(t, store.Writer(s), lite)
		filled := time.Since(began)
		writes := reads
		if lite {
			reads, writes = "file:"+reads+"?_pragma=query_only(1)", "file:"+reads+"?_pragma=foreign_keys(1)&_txlock=immediate"
		}
		asked := map[string][]any{}
		plain, err := store.Record(s, reads, writes, func(statement string, args []any) { asked[statement] = args })
		must(t, err)
		defer plain.Close()
		slowest := askAll(t, s)
		answered := time.Since(began) - filled
		if len(asked) < 100 {
			t.Errorf("only %d statements were seen", len(asked))
		}
		for statement, args := range asked {
			for _, read := range readsWhole(t, s, plain, statement, args) {
				t.Error(read)
			}
		}
		if len(readsWhole(t, s, plain, `SELECT c.id FROM cases c WHERE c.latest_version = $1`, []any{7})) == 0 {
			t.Error("a query without an index is not seen")
		}
		if *large {
			t.Logf("%d rows filled in %s; %d statements, run in %s, the slowest method %s", n, filled.Round(time.Second), len(asked), answered.Round(time.Millisecond), slowest)
		}
	})
}

// readsWhole are the tables that a statement reads from end to end, each with the
// plan that says so: of its own choice, and where it only does so without an index.
func readsWhole(t *testing.T, s *store.Store, plain *sql.DB, statement string, args []any) (found []string) {
	t.Helper()
	if word, _, _ := strings.Cut(statement, " "); !slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}, word) {
		return nil // begins or ends a transaction
	}
	for _, reluctant := range []bool{false, true} {
		plan, err := store.Explain(t.Context(), s, plain, reluctant, statement, args)
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		for _, line := range plan {
			table := scanned.FindStringSubmatch(line)
			if table == nil || slices.Contains(small, table[1]) || table[1] == "CONSTANT" || strings.HasSuffix(line, onlyOpen) {
				continue
			}
			if reluctant || slices.Contains(grown, table[1]) {
				found = append(found, fmt.Sprintf("reads all of %s:\n%s\n%s", table[1], statement, strings.Join(plan, "\n")))
			}
		}
	}
	return found
}

// askAll calls every method of the store for one organisation of the country, and
// tells which took longest; after each it says which it was. A method that is new
// here has to be asked, too.
func askAll(t *testing.T, s *store.Store, after ...func(method string)) (slowest string) {
	t.Helper()
	const org, by = portfolio.OrganisationID("o149"), portfolio.UserID("u149")
	ctx := t.Context()
	home, err := portfolio.LoadProfile("greve")
	must(t, err)
	home.ID, home.Revision, home.Strategy.FromYear = org, 1, 2005
	must(t, s.ChangeOrganisation(ctx, by, home))
	must(t, s.SaveUser(ctx, portfolio.User{ID: "direktion", Name: "Direktionen", Memberships: []portfolio.Membership{{Organisation: org, Role: portfolio.RoleBoard}}}))
	must(t, s.SaveUser(ctx, portfolio.User{ID: "admin", Name: "Administrator", Memberships: []portfolio.Membership{{Organisation: org, Role: portfolio.RoleAdmin}}}))
	cases, err := s.Cases(ctx, org)
	must(t, err)
	if len(cases) == 0 || len(cases[0].Benefits[0].Series[portfolio.Realised]) == 0 || cases[0].Summary == "" {
		t.Fatal("the country has no figures")
	}
	id, ref, other := cases[0].ID, portfolio.BenefitRef{Case: cases[0].ID, Benefit: "b"}, portfolio.BenefitRef{Case: cases[1].ID, Benefit: "b"}
	k1, k2 := calc.Quarter{Year: 2005, Q: 1}, calc.Quarter{Year: 2005, Q: 2}
	plan := planOf(t, s, org, "Set under ét.")

	// What one call makes and a later one needs.
	var upload, link, session string
	var batch portfolio.BatchID
	var claim portfolio.BatchClaim
	var made portfolio.Import
	all := []struct {
		method string
		ask    func() (any, error)
	}{
		{"Ready", func() (any, error) { return nil, s.Ready(ctx) }},
		{"Organisations", func() (any, error) { return s.Organisations(ctx) }},
		{"Organisation", func() (any, error) { return s.Organisation(ctx, org) }},
		{"DataVersion", func() (any, error) { return s.DataVersion(ctx, org) }},
		{"SaveOrganisation", func() (any, error) { return nil, s.SaveOrganisation(ctx, portfolio.Organisation{ID: "ny", Name: "Ny"}) }},
		{"ChangeOrganisation", func() (any, error) {
			home.Revision++
			return nil, s.ChangeOrganisation(ctx, by, home)
		}},
		{"SaveUser", func() (any, error) {
			return nil, s.SaveUser(ctx, portfolio.User{ID: "ny", Name: "Ny", Email: "ny@example.dk", Memberships: []portfolio.Membership{{Organisation: org, Role: portfolio.RoleOwner}}})
		}},
		{"User", func() (any, error) { return s.User(ctx, by) }},
		{"Users", func() (any, error) { return s.Users(ctx, org) }},
		{"Names", func() (any, error) { return s.Names(ctx, org) }},
		{"CreateLoginLink", func() (_ any, err error) {
			link, err = s.CreateLoginLink(ctx, by, now.Add(time.Hour), false)
			return nil, err
		}},
		{"AddMember", func() (any, error) {
			return nil, s.AddMember(ctx, org, "admin", portfolio.User{ID: "member", Name: "Ny", Memberships: []portfolio.Membership{{Organisation: org, Role: portfolio.RoleReader}}})
		}},
		{"ChangeRole", func() (any, error) {
			return nil, s.ChangeRole(ctx, org, "admin", "member", portfolio.RoleReader, portfolio.RoleOwner)
		}},
		{"LinkMember", func() (any, error) { return s.LinkMember(ctx, org, "admin", "member", now.Add(time.Hour)) }},
		{"RedeemLoginLink", func() (_ any, err error) { session, _, err = s.RedeemLoginLink(ctx, link); return nil, err }},
		{"Session", func() (any, error) { return s.Session(ctx, session) }},
		{"EndSession", func() (any, error) { return nil, s.EndSession(ctx, session) }},

		{"Cases", func() (any, error) { return s.Cases(ctx, org) }},
		{"Case", func() (any, error) { return s.Case(ctx, org, id) }},
		{"CaseVersions", func() (any, error) { return s.CaseVersions(ctx, org, id) }},
		{"Entries", func() (any, error) { return s.Entries(ctx, org, id) }},
		{"Enter", func() (any, error) {
			return s.Enter(ctx, org, by, id, int64(len(cases[0].Benefits[0].Series[portfolio.Plan])), []portfolio.Entry{{Field: "summary", Value: "Ny", Reason: "x"}})
		}},
		{"BeginCase", func() (any, error) {
			idea := portfolio.IdeaCase{Title: "En idé", Label: func(key string) string { return key }}
			accepted, entries := idea.Acceptance(org, by)
			accepted.At = now
			begun, err := s.BeginCase(ctx, accepted, entries)
			if err != nil {
				return nil, err
			}
			return s.Enter(ctx, org, by, begun, store.AnySeen, []portfolio.Entry{{Field: portfolio.EntryNumber, Value: "NY1", Reason: "x"}})
		}},
		{"Judgments", func() (any, error) { return s.Judgments(ctx, org) }},
		{"JudgeOverlap", func() (any, error) {
			return nil, s.JudgeOverlap(ctx, org, by, portfolio.OverlapJudgment{Benefit: ref, Other: other, Same: true, Reason: "x"}, 99)
		}},
		{"UnlinkOverlap", func() (any, error) { return nil, s.UnlinkOverlap(ctx, org, by, ref) }},
		{"LinkOverlap", func() (any, error) { return nil, s.LinkOverlap(ctx, org, by, ref, other) }},

		{"StageUpload", func() (_ any, err error) {
			upload, err = s.StageUpload(ctx, org, by, "ny.xlsx", []byte("ny"))
			return nil, err
		}},
		{"Upload", func() (any, error) { return s.Upload(ctx, org, upload) }},
		{"SaveUploadAnswers", func() (any, error) {
			return nil, s.SaveUploadAnswers(ctx, org, upload, portfolio.Upload{}.Revision(), map[string]string{"x": "y"})
		}},
		{"Uploads", func() (any, error) { return s.Uploads(ctx, org) }},
		{"DiscardUpload", func() (any, error) { return nil, s.DiscardUpload(ctx, org, upload) }},
		{"BeginBatch", func() (_ any, err error) {
			batch, err = s.BeginBatch(ctx, org, by, "alle.zip", portfolio.LeftFiles{})
			return nil, err
		}},
		{"AddToBatch", func() (any, error) {
			return nil, s.AddToBatch(ctx, org, batch, portfolio.BatchFile{Position: 1, Name: "en.csv"}, []byte("en"))
		}},
		{"SealBatch", func() (any, error) { return nil, s.SealBatch(ctx, org, batch) }},
		{"Batch", func() (any, error) { return s.Batch(ctx, org, batch) }},
		{"Batches", func() (any, error) { return s.Batches(ctx, org) }},
		{"CancelBatch", func() (any, error) { return nil, s.CancelBatch(ctx, org, by, batch) }},
		{"ResumeBatch", func() (any, error) { return nil, s.ResumeBatch(ctx, org, by, batch) }},
		{"ClaimBatchFile", func() (_ any, err error) { claim, _, err = s.ClaimBatchFile(ctx, time.Minute); return nil, err }},
		{"ReleaseBatchFile", func() (any, error) { return nil, s.ReleaseBatchFile(ctx, claim, false) }},
		{"FinishBatchFile", func() (_ any, err error) {
			if claim, _, err = s.ClaimBatchFile(ctx, time.Minute); err == nil {
				_, err = s.FinishBatchFile(ctx, claim, portfolio.BatchReady, portfolio.BatchResult{Cases: 1})
			}
			return nil, err
		}},
		{"AcceptBatch", func() (any, error) { return nil, s.AcceptBatch(ctx, org, by, batch) }},
		{"HoldsBatchFile", func() (_ any, err error) {
			if claim, _, err = s.ClaimBatchFile(ctx, time.Minute); err == nil {
				_, err = s.HoldsBatchFile(ctx, claim)
			}
			return nil, err
		}},
		{"StoreBatchFile", func() (any, error) {
			return s.StoreBatchFile(ctx, claim, portfolio.Acceptance{Organisation: org, By: by, File: file("en.csv", "en"), Cases: []portfolio.BusinessCase{cases[1]}}, portfolio.BatchResult{})
		}},
		{"DiscardBatch", func() (any, error) { return nil, s.DiscardBatch(ctx, org, by, batch) }},

		{"Preview", func() (any, error) {
			a := acceptance(org, file("p.xlsx", "p"), digitalPost())
			a.By = by
			return s.Preview(ctx, a)
		}},
		{"Accept", func() (_ any, err error) {
			a := acceptance(org, file("a.xlsx", "a"), digitalPost())
			a.By = by
			a.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: cases[1].Number, Quarter: k2, Light: portfolio.LightRed}}
			a.Reports = []portfolio.BenefitReport{report(cases[1].Number, "b", portfolio.Realised, amount("2005K2", 9_00, "G2"))}
			made, err = s.Accept(ctx, a)
			return nil, err
		}},
		{"Imports", func() (any, error) { return s.Imports(ctx, org) }},
		{"Import", func() (any, error) { return s.Import(ctx, org, made.ID) }},
		{"OriginalFile", func() (any, error) { return s.OriginalFile(ctx, org, made.SHA256) }},
		{"PreviewUndo", func() (any, error) { return s.PreviewUndo(ctx, org, by, made.ID) }},
		{"Undo", func() (any, error) { return s.Undo(ctx, org, by, made.ID) }},

		{"Statuses", func() (any, error) { return s.Statuses(ctx, org) }},
		{"ReportStatus", func() (any, error) {
			return s.ReportStatus(ctx, org, by, portfolio.StatusReport{Case: id, Quarter: k2}, 2)
		}},
		{"Confirm", func() (any, error) {
			return s.Confirm(ctx, org, by, portfolio.Confirmation{Case: id, Benefit: "b", Quarter: k2, Amount: 9_00})
		}},
		{"Freeze", func() (any, error) { return s.Freeze(ctx, org, by, k1) }},
		{"Snapshot", func() (any, error) { return s.Snapshot(ctx, org, k1) }},
		{"Snapshots", func() (any, error) { return s.Snapshots(ctx, org) }},
		{"Correct", func() (any, error) {
			return s.Correct(ctx, org, by, portfolio.Correction{Case: id, Benefit: "b", Quarter: k1, Amount: 8_00, Reason: "x", Source: "x"}, 99)
		}},
		{"Corrections", func() (any, error) { return s.Corrections(ctx, org) }},
		{"FreezeAsSeen", func() (any, error) { return s.FreezeAsSeen(ctx, org, by, k2, "") }},
		{"AddAgendaItem", func() (any, error) {
			return s.AddAgendaItem(ctx, org, by, portfolio.AgendaItem{Meeting: now.Truncate(24 * time.Hour), Case: id, Title: "x", Recommendation: "x"})
		}},
		{"Decide", func() (any, error) {
			return s.Decide(ctx, org, by, 1, portfolio.CouncilDecision{Outcome: portfolio.OutcomeNoted, Text: "x"}, 0)
		}},
		{"Agenda", func() (any, error) { return s.Agenda(ctx, org) }},
		{"AddPlan", func() (any, error) { return s.AddPlan(ctx, by, plan, 0) }},
		{"DecidePlan", func() (any, error) { return s.DecidePlan(ctx, org, by, 2014, 1, stepTo(portfolio.PlanCouncil)) }},
		{"Plan", func() (any, error) { return s.Plan(ctx, org, 2014, 1) }},
		{"StandingPlan", func() (any, error) {
			if _, err := s.DecidePlan(ctx, org, "direktion", 2014, 1, stepTo(portfolio.PlanApproved)); err != nil {
				return nil, err
			}
			return s.StandingPlan(ctx, org, 2014)
		}},
		{"AuditLog", func() (any, error) { return s.AuditLog(ctx, org) }},
		{"VerifyRows", func() (any, error) { return s.VerifyRows(ctx, org) }},
		{"VerifyFiles", func() (any, error) { return s.VerifyFiles(ctx, org) }},
		{"OrganisationNames", func() (any, error) { return s.OrganisationNames(ctx) }},
		{"VerifyAuditLog", func() (any, error) { return s.VerifyAuditLog(ctx, org) }},
	}
	known, longest := map[string]bool{"Close": true, "TypedClock": true}, time.Duration(0)
	for _, one := range all {
		known[one.method] = true
		began := time.Now() //nolint:forbidigo // only shown
		if _, err := one.ask(); err != nil {
			t.Errorf("%s: %v (%v)", one.method, err, errors.Unwrap(err))
		}
		if took := time.Since(began); took > longest {
			longest, slowest = took, fmt.Sprintf("%s %s", one.method, took.Round(time.Millisecond))
		}
		for _, f := range after {
			f(one.method)
		}
	}
	methods := reflect.TypeOf(s)
	for i := range methods.NumMethod() {
		if name := methods.Method(i).Name; !known[name] {
			t.Errorf("%s is new: ask it here", name)
		}
	}
	return slowest
}
