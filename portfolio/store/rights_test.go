package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// deed is a writing action about one case, and whose it is: the roles that may do
// it anywhere, and whether a coordinator may in their own focus area.
type deed struct {
	method, what string
	roles        []portfolio.Role
	own          bool
	do           func(s *store.Store, by portfolio.UserID, bc, twin portfolio.BusinessCase, n int) error
}

var (
	office = []portfolio.Role{portfolio.RoleAnalyst, portfolio.RoleAdmin}
	admins = []portfolio.Role{portfolio.RoleAdmin}
)

// deeds are the actions of the store that somebody is named for.
func deeds(ctx context.Context) []deed {
	k2 := calc.Quarter{Year: 2014, Q: 2}
	enter := func(benefit portfolio.BenefitID, field portfolio.EntryField, value string) func(*store.Store, portfolio.UserID, portfolio.BusinessCase, portfolio.BusinessCase, int) error {
		return func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.Enter(ctx, greve, by, bc.ID, store.AnySeen, []portfolio.Entry{{Benefit: benefit, Field: field, Value: fmt.Sprintf(value, n), Reason: "x"}})
			return err
		}
	}
	judge := func(same bool) func(*store.Store, portfolio.UserID, portfolio.BusinessCase, portfolio.BusinessCase, int) error {
		return func(s *store.Store, by portfolio.UserID, bc, twin portfolio.BusinessCase, _ int) error {
			return s.JudgeOverlap(ctx, greve, by, portfolio.OverlapJudgment{Benefit: ref(bc), Other: ref(twin), Same: same, Reason: "x"}, store.AnySeen)
		}
	}
	as := func(by portfolio.UserID, name string, cases ...portfolio.BusinessCase) portfolio.Acceptance {
		a := acceptance(greve, file(name, name), cases...)
		a.By = by
		return a
	}
	version := func(bc portfolio.BusinessCase) portfolio.BusinessCase {
		again := digitalPost()
		again.Number, again.FocusArea = bc.Number, bc.FocusArea
		return again
	}
	return []deed{
		{"AddMember", "", admins, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, n int) error {
			one := portfolio.User{ID: portfolio.UserID(fmt.Sprint("ny", n)), Name: "Ny", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}}
			return s.AddMember(ctx, greve, by, one)
		}},
		{"ChangeRole", "", admins, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			return s.ChangeRole(ctx, greve, by, "u-reader", portfolio.RoleReader, portfolio.RoleReader)
		}},
		{"LinkMember", "", admins, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.LinkMember(ctx, greve, by, "u-reader", now.Add(time.Hour))
			return err
		}},
		{"Enter", "a fact", office, true, enter("", "summary", "Nu %d")},
		{"Enter", "a fact of a benefit", office, true, enter("G1", "owner", "Chef %d")},
		{"Enter", "a typed amount", office, true, enter("G1", portfolio.PlanField(2020), "%d")},
		{"JudgeOverlap", "the same", office, true, judge(true)},
		{"JudgeOverlap", "different", office, true, judge(false)},
		{"LinkOverlap", "", office, true, func(s *store.Store, by portfolio.UserID, bc, twin portfolio.BusinessCase, _ int) error {
			return s.LinkOverlap(ctx, greve, by, ref(bc), ref(twin))
		}},
		{"UnlinkOverlap", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, _ int) error {
			return s.UnlinkOverlap(ctx, greve, by, ref(bc))
		}},
		{"Preview", "a version", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.Preview(ctx, as(by, fmt.Sprint("p", n), version(bc)))
			return err
		}},
		{"Accept", "a version", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.Accept(ctx, as(by, fmt.Sprint("a", n), version(bc)))
			return err
		}},
		{"Accept", "a realised figure", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			a := as(by, fmt.Sprint("r", n))
			a.Reports = []portfolio.BenefitReport{report(bc.Number, "G1", portfolio.Realised, amount("2014K2", calc.Money(n), "G2"))}
			_, err := s.Accept(ctx, a)
			return err
		}},
		{"BeginCase", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.BeginCase(ctx, as(by, fmt.Sprint("b", n), portfolio.BusinessCase{Title: fmt.Sprint("Ny ", n), FocusArea: bc.FocusArea}), nil)
			return err
		}},
		{"PreviewUndo", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, _ int) error {
			_, err := s.PreviewUndo(ctx, greve, by, portfolio.ImportID(bc.Source.Import))
			return err
		}},
		{"ReportStatus", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.ReportStatus(ctx, greve, by, portfolio.StatusReport{Case: bc.ID, Quarter: k2, Comment: fmt.Sprint(n)}, 0)
			return err
		}},
		{"Confirm", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, _ int) error {
			_, err := s.Confirm(ctx, greve, by, portfolio.Confirmation{Case: bc.ID, Benefit: "G1", Quarter: k2, Amount: 1})
			return err
		}},
		{"Correct", "", office, false, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.Correct(ctx, greve, by, portfolio.Correction{Case: bc.ID, Benefit: "G1", Quarter: calc.Quarter{Year: 2013, Q: 4}, Amount: calc.Money(n), Reason: "x", Source: "x"}, store.AnySeen)
			return err
		}},
		{"Freeze", "", office, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.Freeze(ctx, greve, by, calc.Quarter{Year: 2013, Q: 4})
			return err
		}},
		{"FreezeAsSeen", "", office, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.FreezeAsSeen(ctx, greve, by, calc.Quarter{Year: 2013, Q: 4}, "x")
			return err
		}},
		{"AddAgendaItem", "", office, false, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, _ int) error {
			_, err := s.AddAgendaItem(ctx, greve, by, portfolio.AgendaItem{Meeting: now.Truncate(24 * time.Hour), Case: bc.ID, Title: "x", Recommendation: "x"})
			return err
		}},
		{"Decide", "", append([]portfolio.Role{portfolio.RoleCouncil}, office...), false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.Decide(ctx, greve, by, 1, portfolio.CouncilDecision{Outcome: portfolio.OutcomeNoted, Text: "x"}, 99)
			return err
		}},
		{"AddPlan", "", office, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.AddPlan(ctx, by, portfolio.ActionPlan{Organisation: greve, Year: 2014}, 99)
			return err
		}},
		{"DecidePlan", "to the council", append([]portfolio.Role{portfolio.RoleCouncil}, office...), false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.DecidePlan(ctx, greve, by, 2014, 99, stepTo(portfolio.PlanCouncil))
			return err
		}},
		{"DecidePlan", "approval", []portfolio.Role{portfolio.RoleBoard}, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			_, err := s.DecidePlan(ctx, greve, by, 2014, 99, stepTo(portfolio.PlanApproved))
			return err
		}},
		{"ChangeOrganisation", "", office, false, func(s *store.Store, by portfolio.UserID, _, _ portfolio.BusinessCase, _ int) error {
			home, err := s.Organisation(ctx, greve)
			if err != nil {
				return err
			}
			home.Revision = 99
			return s.ChangeOrganisation(ctx, by, home)
		}},
		{"Undo", "", office, true, func(s *store.Store, by portfolio.UserID, bc, _ portfolio.BusinessCase, n int) error {
			_, err := s.Undo(ctx, greve, by, portfolio.ImportID(bc.Source.Import))
			return err
		}},
	}
}

func ref(bc portfolio.BusinessCase) portfolio.BenefitRef {
	return portfolio.BenefitRef{Case: bc.ID, Benefit: "G1"}
}

// Whoever may not is refused, role by role, action by action, in their own focus
// area and in another's: a coordinator writes about the cases of their own.
func TestEveryWritingActionKnowsRoleAndArea(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		twoOrganisations(t, s)
		home, err := s.Organisation(ctx, greve)
		must(t, err)
		home.Strategy.FocusAreas = []portfolio.FocusArea{{ID: "esdh", Name: "ESDH", Coordinator: "Person coordinator"},
			{ID: "folkeskole", Name: "Folkeskolen", Coordinator: "En Anden"}, {ID: "tom", Name: "Uden koordinator"}}
		must(t, s.SaveOrganisation(ctx, home))
		for _, role := range portfolio.Roles {
			must(t, s.SaveUser(ctx, portfolio.User{ID: portfolio.UserID("u-" + role), Name: "Person " + string(role),
				Memberships: []portfolio.Membership{{Organisation: greve, Role: role}}}))
		}
		for i, area := range []portfolio.FocusAreaID{"esdh", "esdh", "folkeskole", "folkeskole", "tom", "tom", "", ""} {
			bc := digitalPost()
			bc.Number, bc.FocusArea = fmt.Sprintf("BC%d", i), area
			accept(t, s, acceptance(greve, file(bc.Number, bc.Number), bc))
		}
		_, err = s.AddPlan(ctx, analystOf(greve), planOf(t, s, greve, "x"), 0)
		must(t, err)
		cases, err := s.Cases(ctx, greve)
		must(t, err)
		walked, n := map[string]bool{}, 0
		for _, deed := range deeds(ctx) {
			walked[deed.method] = true
			for _, allowed := range []bool{false, true} { // who may not goes first, while there is something to do
				for _, role := range portfolio.Roles {
					for area := 0; area < len(cases); area += 2 {
						if may := slices.Contains(deed.roles, role) || deed.own && role == portfolio.RoleCoordinator && area == 0; may != allowed {
							continue
						}
						n++
						err := deed.do(s, portfolio.UserID("u-"+role), cases[area], cases[area+1], n)
						var told *portfolio.Error
						refused := errors.As(err, &told) && told.Code == portfolio.CodeForbidden
						if refused == allowed || err != nil && told == nil {
							t.Errorf("%s %s by %s in »%s«: %v; may: %v", deed.method, deed.what, role, cases[area].FocusArea, err, allowed)
						}
					}
				}
			}
		}
		// Uploads and batches hold no fact until they are accepted, which is asked again.
		apart := []string{"StageUpload", "BeginBatch", "CancelBatch", "ResumeBatch", "DiscardBatch", "AcceptBatch", "CreateLoginLink", "User"}
		methods := reflect.TypeOf(s)
		for i := range methods.NumMethod() {
			method := methods.Method(i)
			for at := range method.Type.NumIn() {
				if method.Type.In(at) == reflect.TypeFor[portfolio.UserID]() && !walked[method.Name] && !slices.Contains(apart, method.Name) {
					t.Errorf("%s is new: say here who may", method.Name)
				}
			}
		}
	})
}

// What counts in another's area is not moved by a coordinator, whichever way the
// two benefits are named; that two are not the same is said by either.
func TestCountingAcrossAreas(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		twoOrganisations(t, s)
		home, err := s.Organisation(ctx, greve)
		must(t, err)
		home.Strategy.FocusAreas = []portfolio.FocusArea{{ID: "esdh", Name: "ESDH", Coordinator: "Asta"}, {ID: "folkeskole", Name: "Folkeskolen", Coordinator: "En Anden"}}
		must(t, s.SaveOrganisation(ctx, home))
		must(t, s.SaveUser(ctx, portfolio.User{ID: "asta", Name: "Asta", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleCoordinator}}}))
		for i, area := range []portfolio.FocusAreaID{"esdh", "folkeskole"} {
			bc := digitalPost()
			bc.Number, bc.FocusArea = fmt.Sprintf("BC%d", i), area
			accept(t, s, acceptance(greve, file(bc.Number, bc.Number), bc))
		}
		cases, err := s.Cases(ctx, greve)
		must(t, err)
		mine, theirs := ref(cases[0]), ref(cases[1])
		say := func(by portfolio.UserID, benefit, other portfolio.BenefitRef, same bool) error {
			return s.JudgeOverlap(ctx, greve, by, portfolio.OverlapJudgment{Benefit: benefit, Other: other, Same: same, Reason: "x"}, store.AnySeen)
		}
		must(t, say("asta", mine, theirs, false))
		must(t, say("asta", theirs, mine, false)) // nothing is counted in another way
		wantError(t, say("asta", theirs, mine, true), portfolio.CodeForbidden, "area.not-coordinator", "")
		must(t, say("asta", mine, theirs, true))
		must(t, say(analystOf(greve), theirs, mine, true))
		wantError(t, say("asta", mine, theirs, true), portfolio.CodeForbidden, "area.not-coordinator", "")
		wantError(t, say("asta", mine, theirs, false), portfolio.CodeForbidden, "area.not-coordinator", "")
		wantError(t, s.UnlinkOverlap(ctx, greve, "asta", theirs), portfolio.CodeForbidden, "area.not-coordinator", "")
		// A case is not given away to another area, nor taken from it.
		_, err = s.Enter(ctx, greve, "asta", mine.Case, store.AnySeen, []portfolio.Entry{{Field: "focus-area", Value: "folkeskole", Reason: "x"}})
		wantError(t, err, portfolio.CodeForbidden, "area.not-coordinator", "")
		_, err = s.Enter(ctx, greve, "asta", theirs.Case, store.AnySeen, []portfolio.Entry{{Field: "focus-area", Value: "esdh", Reason: "x"}})
		wantError(t, err, portfolio.CodeForbidden, "area.not-coordinator", "")
		// Figures of the whole organisation stay.
		made := accept(t, s, yearly("mål.xlsx", "mål", target(2013, 2_500_000, "B2")))
		_, err = s.Undo(ctx, greve, "asta", made.ID)
		wantError(t, err, portfolio.CodeForbidden, "area.whole-organisation", "")
	})
}
