package store_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

var comparePeriods = cmp.Comparer(func(a, b calc.Period) bool { return a == b })

// known is all that an organisation can see of itself.
type known struct {
	Organisation portfolio.Organisation
	Users        []portfolio.User
	Cases        []portfolio.BusinessCase
	Statuses     []portfolio.QuarterlyStatus
	Imports      []portfolio.Import
	Snapshots    []portfolio.Snapshot
	Plan         portfolio.ActionPlan // of 2014; zero when there is none
	Log          []portfolio.AuditEntry
	Batches      []portfolio.Batch
	Entries      []portfolio.Entry
	Judgments    []portfolio.OverlapJudgment
	Agenda       []portfolio.AgendaItem
	Corrections  []portfolio.Correction
}

func everything(t *testing.T, s *store.Store, org portfolio.OrganisationID) (k known) {
	t.Helper()
	var errs [12]error
	k.Organisation, errs[0] = s.Organisation(t.Context(), org)
	k.Users, errs[1] = s.Users(t.Context(), org)
	k.Cases, errs[2] = s.Cases(t.Context(), org)
	k.Statuses, errs[3] = s.Statuses(t.Context(), org)
	k.Imports, errs[4] = s.Imports(t.Context(), org)
	k.Log, errs[5] = s.AuditLog(t.Context(), org)
	k.Snapshots, errs[6] = s.Snapshots(t.Context(), org)
	k.Batches, errs[7] = s.Batches(t.Context(), org)
	k.Entries, errs[8] = s.Entries(t.Context(), org, "")
	k.Judgments, errs[9] = s.Judgments(t.Context(), org)
	k.Agenda, errs[10] = s.Agenda(t.Context(), org)
	k.Corrections, errs[11] = s.Corrections(t.Context(), org)
	for i, batch := range k.Batches {
		var err error
		k.Batches[i], err = s.Batch(t.Context(), org, batch.ID)
		must(t, err)
	}
	for _, err := range errs {
		must(t, err)
	}
	var err error
	if k.Plan, err = s.Plan(t.Context(), org, 2014, 0); portfolio.ErrorCode(err) != portfolio.CodeNotFound {
		must(t, err)
	}
	return k
}

// One organisation never reads or changes what another owns: each method that
// names an organisation is called for Albertslund with everything that Greve
// has. A method that is new here has to say what it does first.
func TestOneOrganisationNeverReachesAnother(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		ctx := t.Context()
		made := accept(t, s, acceptance(greve, file("sag.xlsx", "greves"), digitalPost()))
		a := acceptance(greve, file("status.xlsx", "status"))
		a.Statuses = []portfolio.QuarterlyStatus{{CaseNumber: "BC01", Quarter: calc.Quarter{Year: 2013, Q: 1}, Light: portfolio.LightRed}}
		accept(t, s, a)
		upload, err := s.StageUpload(ctx, greve, analystOf(greve), "ny.xlsx", []byte("greves nye"))
		must(t, err)
		_, err = s.Freeze(ctx, greve, analystOf(greve), calc.Quarter{Year: 2014, Q: 1})
		must(t, err)
		batch, err := s.BeginBatch(ctx, greve, analystOf(greve), "alle.zip", portfolio.LeftFiles{})
		must(t, err)
		must(t, s.AddToBatch(ctx, greve, batch, portfolio.BatchFile{Position: 1, Name: "en.csv"}, []byte("greves i en samling")))
		must(t, s.SealBatch(ctx, greve, batch))
		_, err = s.AddPlan(ctx, analystOf(greve), planOf(t, s, greve, "Set under ét."), 0)
		must(t, err)
		cases, err := s.Cases(ctx, greve)
		must(t, err)
		mine, theirs := cases[0].ID, albertslund
		_, err = s.Enter(ctx, greve, analystOf(greve), mine, 0, []portfolio.Entry{{Benefit: portfolio.NewBenefit, Field: portfolio.EntryAdded, Value: "Tid"}})
		must(t, err)
		must(t, s.JudgeOverlap(ctx, greve, analystOf(greve), portfolio.OverlapJudgment{Benefit: portfolio.BenefitRef{Case: mine, Benefit: "h1"}, Other: portfolio.BenefitRef{Case: mine, Benefit: "G1"}, Reason: "hver sit"}, store.AnySeen))
		_, err = s.Correct(ctx, greve, analystOf(greve), portfolio.Correction{Case: mine, Benefit: "G1", Quarter: calc.Quarter{Year: 2013, Q: 4}, Amount: 1, Reason: "x", Source: "x"}, store.AnySeen)
		must(t, err)
		_, err = s.AddAgendaItem(ctx, greve, analystOf(greve), portfolio.AgendaItem{Meeting: now.Truncate(24 * time.Hour), Case: mine, Title: "x", Recommendation: "x"})
		must(t, err)
		before := everything(t, s, greve)
		if len(before.Agenda) != 1 || len(before.Corrections) != 1 || len(before.Entries) == 0 || len(before.Snapshots) != 1 {
			t.Fatalf("Greve has nothing that others could reach: %+v", before)
		}

		notFound := func(key string, err error) {
			t.Helper()
			wantError(t, err, portfolio.CodeNotFound, key, "")
		}
		none := func(n int, err error) {
			t.Helper()
			if err != nil || n != 0 {
				t.Errorf("got %d and %v, want nothing", n, err)
			}
		}
		walk := map[string]func(){
			"Case":         func() { _, err := s.Case(ctx, theirs, mine); notFound("case.not-found", err) },
			"CaseVersions": func() { _, err := s.CaseVersions(ctx, theirs, mine); notFound("case.not-found", err) },
			"Cases":        func() { found, err := s.Cases(ctx, theirs); none(len(found), err) },
			"Statuses":     func() { found, err := s.Statuses(ctx, theirs); none(len(found), err) },
			"Imports":      func() { found, err := s.Imports(ctx, theirs); none(len(found), err) },
			"Import":       func() { _, err := s.Import(ctx, theirs, made.ID); notFound("import.not-found", err) },
			"OriginalFile": func() { _, err := s.OriginalFile(ctx, theirs, made.SHA256); notFound("file.not-found", err) },
			"Upload":       func() { _, err := s.Upload(ctx, theirs, upload); notFound("upload.not-found", err) },
			"SaveUploadAnswers": func() {
				notFound("upload.not-found", s.SaveUploadAnswers(ctx, theirs, upload, portfolio.Upload{}.Revision(), map[string]string{"x": "y"}))
			},
			"Uploads":       func() { found, err := s.Uploads(ctx, theirs); none(len(found), err) },
			"DiscardUpload": func() { notFound("upload.not-found", s.DiscardUpload(ctx, theirs, upload)) },
			"StageUpload": func() {
				_, err := s.StageUpload(ctx, theirs, analystOf(greve), "x", []byte("x"))
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"BeginBatch": func() {
				_, err := s.BeginBatch(ctx, theirs, analystOf(greve), "x", portfolio.LeftFiles{})
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"AddToBatch": func() {
				notFound("batch.not-found", s.AddToBatch(ctx, theirs, batch, portfolio.BatchFile{Position: 2, Name: "x"}, []byte("x")))
			},
			"SealBatch":    func() { notFound("batch.not-found", s.SealBatch(ctx, theirs, batch)) },
			"Batch":        func() { _, err := s.Batch(ctx, theirs, batch); notFound("batch.not-found", err) },
			"Batches":      func() { found, err := s.Batches(ctx, theirs); none(len(found), err) },
			"CancelBatch":  func() { notFound("batch.not-found", s.CancelBatch(ctx, theirs, analystOf(theirs), batch)) },
			"ResumeBatch":  func() { notFound("batch.not-found", s.ResumeBatch(ctx, theirs, analystOf(theirs), batch)) },
			"AcceptBatch":  func() { notFound("batch.not-found", s.AcceptBatch(ctx, theirs, analystOf(theirs), batch)) },
			"DiscardBatch": func() { notFound("batch.not-found", s.DiscardBatch(ctx, theirs, analystOf(theirs), batch)) },
			"HoldsBatchFile": func() {
				if held, err := s.HoldsBatchFile(ctx, portfolio.BatchClaim{Organisation: theirs, Batch: batch, Position: 1, Lease: "x"}); held || err != nil {
					t.Errorf("holds %v, %v", held, err)
				}
			},
			"StoreBatchFile": func() {
				foreign := portfolio.BatchClaim{Organisation: theirs, Batch: batch, Position: 1, Lease: "x"}
				if held, err := s.StoreBatchFile(ctx, foreign, acceptance(theirs, file("x", "x")), portfolio.BatchResult{}); held || err != nil {
					t.Errorf("stored %v, %v", held, err)
				}
			},
			"FinishBatchFile": func() {
				foreign := portfolio.BatchClaim{Organisation: theirs, Batch: batch, Position: 1, Lease: "x"}
				if held, err := s.FinishBatchFile(ctx, foreign, portfolio.BatchReady, portfolio.BatchResult{}); held || err != nil {
					t.Errorf("handed in another's file: %v, %v", held, err)
				}
			},
			"ReleaseBatchFile": func() {
				must(t, s.ReleaseBatchFile(ctx, portfolio.BatchClaim{Organisation: theirs, Batch: batch, Position: 1, Lease: "x"}, true))
			},
			"Snapshot": func() {
				_, err := s.Snapshot(ctx, theirs, calc.Quarter{Year: 2014, Q: 1})
				notFound("snapshot.not-found", err)
			},
			"Plan":         func() { _, err := s.Plan(ctx, theirs, 2014, 1); notFound("plan.not-found", err) },
			"StandingPlan": func() { _, err := s.StandingPlan(ctx, theirs, 2014); notFound("plan.not-found", err) },
			"DecidePlan": func() {
				_, err := s.DecidePlan(ctx, theirs, analystOf(theirs), 2014, 1, stepTo(portfolio.PlanCouncil))
				notFound("plan.not-found", err)
			},
			"AddPlan": func() {
				_, err := s.AddPlan(ctx, analystOf(theirs), portfolio.ActionPlan{Organisation: greve, Year: 2014}, 1)
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"Snapshots": func() { chain, err := s.Snapshots(ctx, theirs); none(len(chain), err) },
			"FreezeAsSeen": func() {
				_, err := s.FreezeAsSeen(ctx, theirs, analystOf(greve), calc.Quarter{Year: 2014, Q: 2}, "")
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"Freeze": func() {
				_, err := s.Freeze(ctx, theirs, analystOf(greve), calc.Quarter{Year: 2014, Q: 2})
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"Corrections": func() { found, err := s.Corrections(ctx, theirs); none(len(found), err) },
			"Correct": func() {
				_, err := s.Correct(ctx, theirs, analystOf(theirs), portfolio.Correction{Case: mine, Benefit: "G1", Quarter: calc.Quarter{Year: 2013, Q: 4}, Amount: 1, Reason: "x"}, store.AnySeen)
				notFound("case.not-found", err)
			},
			"Entries": func() {
				for _, id := range []portfolio.CaseID{"", mine} {
					found, err := s.Entries(ctx, theirs, id)
					none(len(found), err)
				}
			},
			"Enter": func() {
				_, err := s.Enter(ctx, theirs, analystOf(theirs), mine, 0, []portfolio.Entry{{Field: "summary", Value: "x", Reason: "x"}})
				notFound("case.not-found", err)
				_, err = s.Enter(ctx, greve, analystOf(theirs), mine, store.AnySeen, []portfolio.Entry{{Field: "summary", Value: "x", Reason: "x"}})
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"BeginCase": func() {
				idea := portfolio.IdeaCase{Title: "x", Label: func(key string) string { return key }}
				accepted, entries := idea.Acceptance(theirs, analystOf(greve))
				_, err := s.BeginCase(ctx, accepted, entries)
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"Judgments": func() { found, err := s.Judgments(ctx, theirs); none(len(found), err) },
			"JudgeOverlap": func() {
				err := s.JudgeOverlap(ctx, theirs, analystOf(theirs), portfolio.OverlapJudgment{Benefit: portfolio.BenefitRef{Case: mine, Benefit: "G1"}, Other: portfolio.BenefitRef{Case: mine, Benefit: "h1"}, Reason: "x"}, store.AnySeen)
				notFound("benefit.not-found", err)
			},
			"LinkOverlap": func() {
				ref := portfolio.BenefitRef{Case: mine, Benefit: "G1"}
				err := s.LinkOverlap(ctx, theirs, analystOf(theirs), ref, portfolio.BenefitRef{Case: mine, Benefit: "G2"})
				notFound("benefit.not-found", err)
			},
			"UnlinkOverlap": func() {
				notFound("overlap.not-found", s.UnlinkOverlap(ctx, theirs, analystOf(theirs), portfolio.BenefitRef{Case: mine, Benefit: "G1"}))
			},
			"Undo": func() {
				_, err := s.Undo(ctx, theirs, analystOf(theirs), made.ID)
				notFound("import.not-found", err)
			},
			"PreviewUndo": func() {
				_, err := s.PreviewUndo(ctx, theirs, analystOf(theirs), made.ID)
				notFound("import.not-found", err)
			},
			"Preview": func() {
				a := acceptance(theirs, file("p", "p"))
				a.Statuses = []portfolio.QuarterlyStatus{{Case: mine, Quarter: calc.Quarter{Year: 2013, Q: 1}}}
				_, err := s.Preview(ctx, a)
				wantError(t, err, portfolio.CodeInvalid, "report.unknown-case", "p")
				preview, err := s.Preview(ctx, acceptance(theirs, file("sag.xlsx", "greves"), digitalPost()))
				if err != nil || len(preview.Cases) != 1 || !preview.Cases[0].New || preview.Cases[0].Case == mine {
					t.Errorf("got %+v, %v; want a case that is new to them", preview, err)
				}
			},
			"Accept": func() {
				// A status that names Greve's case by its id, and a case with Greve's number.
				a := acceptance(theirs, file("a", "a"))
				a.Statuses = []portfolio.QuarterlyStatus{{Case: mine, Quarter: calc.Quarter{Year: 2013, Q: 1}}}
				_, err := s.Accept(ctx, a)
				wantError(t, err, portfolio.CodeInvalid, "report.unknown-case", "a")
				own := digitalPost()
				own.ID = mine
				accept(t, s, acceptance(theirs, file("b", "b"), own))
				found, err := s.Cases(ctx, theirs)
				must(t, err)
				if len(found) != 1 || found[0].ID == mine || found[0].Version != 1 {
					t.Errorf("got %+v, want a case of their own in version 1", found)
				}
			},
			"AuditLog": func() {
				log, err := s.AuditLog(ctx, theirs)
				must(t, err)
				for _, row := range log {
					if row.Organisation != theirs {
						t.Errorf("read %+v", row)
					}
				}
			},
			"VerifyRows": func() {
				check, err := s.VerifyRows(ctx, theirs)
				must(t, err)
				if check.Rows != 3 || check.Loose != 0 || len(check.Faults) != 0 { // itself, its user and the user's role
					t.Errorf("got %+v, want none of Greve's rows", check)
				}
			},
			"VerifyFiles": func() {
				if check, err := s.VerifyFiles(ctx, theirs); err != nil || check.Files != 0 {
					t.Errorf("got %+v, %v, want none of Greve's files", check, err)
				}
			},
			"VerifyAuditLog": func() { _, err := s.VerifyAuditLog(ctx, theirs); must(t, err) },
			"Users": func() {
				users, err := s.Users(ctx, theirs)
				must(t, err)
				if len(users) != 1 || users[0].ID != analystOf(theirs) {
					t.Errorf("got %+v, want their own analyst only", users)
				}
			},
			"AddMember": func() {
				one := portfolio.User{ID: "ny", Name: "Ny", Memberships: []portfolio.Membership{{Organisation: theirs, Role: portfolio.RoleAdmin}}}
				wantError(t, s.AddMember(ctx, theirs, analystOf(greve), one), portfolio.CodeForbidden, "user.not-member", "")
				wantError(t, s.AddMember(ctx, greve, analystOf(greve), one), portfolio.CodeInvalid, "user.incomplete", "")
			},
			"ChangeRole": func() {
				err := s.ChangeRole(ctx, theirs, analystOf(greve), analystOf(theirs), portfolio.RoleAnalyst, portfolio.RoleReader)
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"LinkMember": func() {
				_, err := s.LinkMember(ctx, theirs, analystOf(greve), analystOf(theirs), now.Add(time.Hour))
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
			},
			"ReportStatus": func() {
				_, err := s.ReportStatus(ctx, theirs, analystOf(theirs), portfolio.StatusReport{Case: mine, Quarter: calc.Quarter{Year: 2014, Q: 3}}, 0)
				notFound("case.not-found", err)
			},
			"Confirm": func() {
				_, err := s.Confirm(ctx, theirs, analystOf(theirs), portfolio.Confirmation{Case: mine, Benefit: "G1", Quarter: calc.Quarter{Year: 2014, Q: 3}})
				notFound("case.not-found", err)
			},
			"AddAgendaItem": func() {
				item := portfolio.AgendaItem{Meeting: now.Truncate(24 * time.Hour), Case: mine, Title: "x", Recommendation: "x"}
				_, err := s.AddAgendaItem(ctx, theirs, analystOf(greve), item)
				wantError(t, err, portfolio.CodeForbidden, "user.not-member", "")
				_, err = s.AddAgendaItem(ctx, theirs, analystOf(theirs), item)
				notFound("case.not-found", err)
				item.Case, item.Quarter = "", calc.Quarter{Year: 2014, Q: 1}
				_, err = s.AddAgendaItem(ctx, theirs, analystOf(theirs), item)
				notFound("snapshot.not-found", err)
			},
			"Decide": func() {
				_, err := s.Decide(ctx, theirs, analystOf(theirs), 1, portfolio.CouncilDecision{}, 0)
				notFound("agenda.not-found", err)
			},
			"Agenda": func() { found, err := s.Agenda(ctx, theirs); none(len(found), err) },
			"Names": func() {
				names, err := s.Names(ctx, theirs)
				must(t, err)
				if _, mine := names[analystOf(greve)]; mine || names[analystOf(theirs)] == "" {
					t.Errorf("got %v, want their own people only", names)
				}
			},
			"ChangeOrganisation": func() {
				mine, err := s.Organisation(ctx, theirs)
				must(t, err)
				wantError(t, s.ChangeOrganisation(ctx, analystOf(greve), mine), portfolio.CodeForbidden, "user.not-member", "")
			},
			"DataVersion": func() {
				mine, err := s.DataVersion(ctx, greve)
				must(t, err)
				if version, err := s.DataVersion(ctx, theirs); err != nil || version == mine {
					t.Errorf("got %s, %v; want a version of their own", version, err)
				}
			},
			"Organisation": func() {
				org, err := s.Organisation(ctx, theirs)
				must(t, err)
				if org.ID != theirs {
					t.Errorf("got %s", org.ID)
				}
			},
		}
		// What does not name an organisation: everybody's own, by token or id.
		// ClaimBatchFile is the runner's, who works for all; a claim names whose it is.
		apart := map[string]bool{"Close": true, "TypedClock": true, "ClaimBatchFile": true, "Ready": true, "Organisations": true, "OrganisationNames": true, "SaveOrganisation": true, "SaveUser": true, "User": true,
			"CreateLoginLink": true, "RedeemLoginLink": true, "Session": true, "EndSession": true}
		methods := reflect.TypeOf(s)
		for i := range methods.NumMethod() {
			name := methods.Method(i).Name
			try, walked := walk[name]
			if !walked && !apart[name] {
				t.Errorf("%s is new: say here how it keeps organisations apart", name)
			}
			if walked && name != "Accept" {
				try()
			}
		}
		walk["Accept"]() // last: it gives them a portfolio of their own
		if diff := cmp.Diff(before, everything(t, s, greve), comparePeriods); diff != "" {
			t.Errorf("Greve's portfolio changed (-before +after):\n%s", diff)
		}
		if still, err := s.Upload(ctx, greve, upload); err != nil || len(still.Answers) != 0 {
			t.Errorf("Greve's upload changed: %+v, %v", still, err)
		}
	})
}
