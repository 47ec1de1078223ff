package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// apiWriting are what the command line writes, with the same rights: the store
// asks what the user may.
func (s *Server) apiWriting(org fiber.Router) {
	org.Put("/", s.apiChange)
	org.Post("/cases/:case/entries", s.apiEnter)
	org.Post("/overlaps", s.apiJudge)
	org.Post("/quarters/:quarter/statuses", s.apiReport)
	org.Post("/quarters/:quarter/confirmations", s.apiConfirm)
	org.Post("/snapshots/:quarter", s.apiFreeze)
	org.Post("/corrections", s.apiCorrect)
	org.Post("/meetings", s.apiAddItem)
	org.Post("/meetings/items/:item/decisions", s.apiDecide)
	org.Post("/plans/:year", s.apiMakePlan)
	org.Post("/plans/:year/steps", s.apiDecidePlan)
}

// unreadField names the field of a document that does not hold what it should; ""
// where the document itself cannot be read.
func unreadField(document []byte, into any) string {
	var sent map[string]json.RawMessage
	if json.Unmarshal(document, &sent) != nil {
		return ""
	}
	body := reflect.TypeOf(into).Elem()
	for i := range body.NumField() {
		name, _, _ := strings.Cut(body.Field(i).Tag.Get("json"), ",")
		if value, given := sent[name]; given && json.Unmarshal(value, reflect.New(body.Field(i).Type).Interface()) != nil {
			return name
		}
	}
	return ""
}

// unreadable says what is wrong with a field: a date that does not exist, a quarter
// that is none, or something else than belongs there.
func unreadable(field string, err error) error {
	wrong := &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.field", Args: map[string]any{"name": field}, Place: portfolio.Place{Field: field}, Err: err}
	var date *time.ParseError
	switch {
	case errors.As(err, &date):
		wrong.Key, wrong.Args["value"] = "api.date", date.Value
	case errors.Is(err, calc.ErrPeriod):
		wrong.Key = "api.quarter"
	}
	return wrong
}

// created answers what was written.
func created(c *fiber.Ctx, made any, err error) error {
	if err != nil {
		return err
	}
	return c.Status(fiber.StatusCreated).JSON(made)
}

// apiChange takes an edited profile in, as `organisation change` does.
func (s *Server) apiChange(c *fiber.Ctx) error {
	visit := visitOf(c)
	if !visit.Role.MayGovern() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-govern"}
	}
	if at, twice := repeatedField(c.Body()); twice != "" {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.repeated", Args: map[string]any{"at": at, "name": twice}}
	}
	changed, err := portfolio.ReadProfile(visit.Organisation.ID, c.Body())
	if err != nil {
		return err
	}
	if changed.Revision == 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "profile.no-revision"}
	}
	changed.Example = visit.Organisation.Example
	if err := s.Store.ChangeOrganisation(c.UserContext(), visit.User.ID, changed); err != nil {
		return err
	}
	visit.Organisation, err = s.Store.Organisation(c.UserContext(), visit.Organisation.ID)
	if err != nil {
		return err
	}
	return s.apiProfile(c)
}

// apiEnter writes facts about a case, as `case set` and its like do.
func (s *Server) apiEnter(c *fiber.Ctx) error {
	var body struct {
		Seen    int64 `json:"seen"` // the last entry that was known; 0 none
		Entries []struct {
			Benefit portfolio.BenefitID  `json:"benefit"`
			Field   portfolio.EntryField `json:"field"`
			Value   *string              `json:"value"` // "" takes back what was written
			Reason  string               `json:"reason"`
		} `json:"entries"`
	}
	if err := readJSON(c, &body, "seen", "entries"); err != nil {
		return err
	}
	var entries []portfolio.Entry
	for i, one := range body.Entries {
		if one.Value == nil {
			return missingField(fmt.Sprintf("entries[%d].value", i))
		}
		entries = append(entries, portfolio.Entry{Benefit: one.Benefit, Field: one.Field, Value: *one.Value, Reason: one.Reason})
	}
	visit := visitOf(c)
	done, err := s.Store.Enter(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.CaseID(param(c, "case")), body.Seen, entries)
	var meanwhile *portfolio.Error
	if errors.As(err, &meanwhile) && meanwhile.Key == "entry.meanwhile" { // those words are about a form
		asked := *meanwhile
		asked.Key = "entry.meanwhile-api"
		err = &asked
	}
	return created(c, fiber.Map{"entries": listed(done)}, err)
}

// apiJudge says of two benefits that they are the same money or are not, as `case
// judge` does.
func (s *Server) apiJudge(c *fiber.Ctx) error {
	var body struct {
		Benefit portfolio.BenefitRef `json:"benefit"`
		Other   portfolio.BenefitRef `json:"other"`
		Same    bool                 `json:"same"`
		Reason  string               `json:"reason"`
		Seen    int64                `json:"seen"` // number of the last judgment of the two that was known; 0 none
	}
	if err := readJSON(c, &body, "benefit", "other", "same", "reason", "seen"); err != nil {
		return err
	}
	visit := visitOf(c)
	judgment := portfolio.OverlapJudgment{Benefit: body.Benefit, Other: body.Other, Same: body.Same, Reason: body.Reason}
	return created(c, body, s.Store.JudgeOverlap(c.UserContext(), visit.Organisation.ID, visit.User.ID, judgment, body.Seen))
}

// apiReport reports the status of a case, as `status report` does.
func (s *Server) apiReport(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	var body struct {
		Case           portfolio.CaseID       `json:"case"`
		Light          portfolio.TrafficLight `json:"light"`
		Reason         string                 `json:"reason"`
		Comment        string                 `json:"comment"`
		DecisionNeeded string                 `json:"decisionNeeded"`
		Deviations     []portfolio.Deviation  `json:"deviations"`
		After          int64                  `json:"after"` // number of the last report that was known; 0 none
	}
	if err := readJSON(c, &body, "case", "after"); err != nil {
		return err
	}
	visit := visitOf(c)
	made, err := s.Store.ReportStatus(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.StatusReport{Case: body.Case, Quarter: quarter, Light: body.Light, Reason: body.Reason,
		Comment: body.Comment, DecisionNeeded: body.DecisionNeeded, Deviations: body.Deviations}, body.After)
	return created(c, made, err)
}

// apiConfirm stands for what a benefit realised, as `status confirm` does.
func (s *Server) apiConfirm(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	var body struct {
		Case    portfolio.CaseID    `json:"case"`
		Benefit portfolio.BenefitID `json:"benefit"`
		Amount  calc.Money          `json:"ore"`
		Note    string              `json:"note"`
	}
	if err := readJSON(c, &body, "case", "benefit", "ore"); err != nil {
		return err
	}
	visit := visitOf(c)
	made, err := s.Store.Confirm(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.Confirmation{Case: body.Case, Benefit: body.Benefit, Quarter: quarter, Amount: body.Amount, Note: body.Note})
	return created(c, made, err)
}

// apiFreeze freezes a quarter, as `snapshot freeze` does: not while something is
// open, unless the document says "anyway".
func (s *Server) apiFreeze(c *fiber.Ctx) error {
	var body struct {
		Anyway bool `json:"anyway"`
	}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	if _, err := apiQuarterOf(c); err != nil {
		return err
	}
	view, err := s.newFreezeView(c)
	if err != nil {
		return err
	}
	if view.Refused == "" && view.unfinished() && !body.Anyway {
		return &portfolio.Error{Code: portfolio.CodeConflict, Key: "api.freeze-open", Args: map[string]any{"quarter": view.Report.Quarter}}
	}
	visit := visitOf(c)
	made, err := s.Store.FreezeAsSeen(c.UserContext(), visit.Organisation.ID, visit.User.ID, view.Report.Quarter, view.Seen)
	return created(c, machine.FrozenAsOf(made), err)
}

// apiCorrect writes a correction of a frozen quarter, as `snapshot correct` does.
func (s *Server) apiCorrect(c *fiber.Ctx) error {
	var body struct {
		Case    portfolio.CaseID    `json:"case"`
		Benefit portfolio.BenefitID `json:"benefit"`
		Quarter calc.Quarter        `json:"quarter"`
		Amount  calc.Money          `json:"ore"`
		Reason  string              `json:"reason"`
		Source  string              `json:"source"`
		Seen    int64               `json:"seen"` // number of the last correction that was known; 0 none
	}
	if err := readJSON(c, &body, "case", "benefit", "quarter", "ore", "reason", "seen"); err != nil {
		return err
	}
	if err := sensibleYear("quarter", body.Quarter.Year); err != nil {
		return err
	}
	visit := visitOf(c)
	made, err := s.Store.Correct(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.Correction{Case: body.Case, Benefit: body.Benefit, Quarter: body.Quarter, Amount: body.Amount, Reason: body.Reason, Source: body.Source}, body.Seen)
	return created(c, made, err)
}

// apiAddItem puts an item on the agenda, as `meeting add` does.
func (s *Server) apiAddItem(c *fiber.Ctx) error {
	var body struct {
		Date           day              `json:"date"`
		Case           portfolio.CaseID `json:"case"`
		Title          string           `json:"title"`
		Recommendation string           `json:"recommendation"`
		Quarter        calc.Quarter     `json:"quarter"` // none: the newest that is frozen
	}
	if err := readJSON(c, &body, "date", "title", "recommendation"); err != nil {
		return err
	}
	if body.Quarter != (calc.Quarter{}) {
		if err := sensibleYear("quarter", body.Quarter.Year); err != nil {
			return err
		}
	}
	visit := visitOf(c)
	made, err := s.Store.AddAgendaItem(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.AgendaItem{Meeting: body.Date.at, Case: body.Case, Title: body.Title, Recommendation: body.Recommendation, Quarter: body.Quarter})
	return created(c, made, err)
}

// apiDecide writes down what the council decided, as `meeting decide` does.
func (s *Server) apiDecide(c *fiber.Ctx) error {
	number, err := strconv.ParseInt(c.Params("item"), 10, 64)
	if err != nil {
		return portfolio.NotFound("agenda", c.Params("item"))
	}
	var body struct {
		Outcome    portfolio.CouncilOutcome `json:"outcome"`
		Text       string                   `json:"text"`
		Conditions []string                 `json:"conditions"`
		After      int64                    `json:"after"` // number of the decision that was known; 0 none
	}
	if err := readJSON(c, &body, "outcome", "text", "after"); err != nil {
		return err
	}
	visit := visitOf(c)
	made, err := s.Store.Decide(c.UserContext(), visit.Organisation.ID, visit.User.ID, number, portfolio.CouncilDecision{Outcome: body.Outcome, Text: body.Text, Conditions: body.Conditions}, body.After)
	return created(c, made, err)
}

// apiMakePlan makes a new version of a year's plan, as `plan make` does.
func (s *Server) apiMakePlan(c *fiber.Ctx) error {
	year, err := apiYearOf(c)
	if err != nil {
		return err
	}
	var body struct {
		Settings portfolio.PlanSettings `json:"settings"`
		After    int                    `json:"after"` // the latest version that was known; 0 none
	}
	if err := readJSON(c, &body, "after"); err != nil {
		return err
	}
	visit := visitOf(c)
	if !visit.Role.MayPlan(portfolio.PlanDraft) {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "plan.forbidden"}
	}
	plan, err := portfolio.MakePlan(c.UserContext(), s.Store, visit.Organisation, year, body.Settings, s.Now())
	if err != nil {
		return err
	}
	plan, err = s.Store.AddPlan(c.UserContext(), visit.User.ID, plan, body.After)
	return created(c, machine.PlanOf(plan), err)
}

// apiDecidePlan writes down what was decided of a plan, as `plan status` does.
func (s *Server) apiDecidePlan(c *fiber.Ctx) error {
	year, err := apiYearOf(c)
	if err != nil {
		return err
	}
	var body struct {
		Version int                  `json:"version"`
		Status  portfolio.PlanStatus `json:"status"`
		Decided day                  `json:"decided"`
		Body    string               `json:"body"`
		Text    string               `json:"text"`
	}
	if err := readJSON(c, &body, "version", "status", "decided", "body", "text"); err != nil {
		return err
	}
	visit := visitOf(c)
	plan, err := s.Store.DecidePlan(c.UserContext(), visit.Organisation.ID, visit.User.ID, year, body.Version, portfolio.PlanStep{Status: body.Status, Decided: body.Decided.at, Body: body.Body, Text: body.Text})
	return created(c, machine.PlanOf(plan), err)
}
