package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// rulesView is the page of a municipality's rules and limits.
type rulesView struct {
	Form     *rulesForm
	Meetings []portfolio.Meeting // of the year to come, by the rules as they are saved
	Saved    bool
	Conflict string                 // somebody else changed the rules meanwhile
	Effects  *portfolio.RuleEffects // what the typed rules would change; nil when nobody asked
}

func (s *Server) rulesRoutes(org fiber.Router) {
	org.Get("/rules", s.rules)
	org.Post("/rules", s.changeRules)
}

func (s *Server) rules(c *fiber.Ctx) error {
	org := visitOf(c).Organisation
	form := newRulesForm(s.rulesPage(c), org, nil)
	return s.showRules(c, fiber.StatusOK, rulesView{Form: form, Saved: c.Query("saved") != ""})
}

func (s *Server) rulesPage(c *fiber.Ctx) Page { return s.page(c, "", "rules.title") }

func (s *Server) showRules(c *fiber.Ctx, status int, view rulesView) error {
	now := s.Now()
	view.Meetings = visitOf(c).Organisation.Governance.Meetings(now, now.AddDate(1, 0, 0))
	return render(c, status, rulesPage(view.Form.Page, view))
}

// changeRules stores the rules as they were typed, or shows them again: with what
// is wrong at each field, with what somebody else did meanwhile, or, when that was
// asked for, with what they would change.
func (s *Server) changeRules(c *fiber.Ctx) error {
	visit := visitOf(c)
	if !visit.Role.MayGovern() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-govern"}
	}
	revision, err := strconv.Atoi(c.FormValue("revision"))
	if err != nil || revision < 1 {
		return portfolio.NotFound("page", c.FormValue("revision"))
	}
	arguments := c.Request().PostArgs()
	form := newRulesForm(s.rulesPage(c), visit.Organisation, func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(string(arguments.Peek(name)), "\r\n", "\n"))
	})
	form.Org.Revision = revision
	if !form.Wrong() {
		form.place(form.Org.Check())
	}
	if form.Wrong() {
		return s.showRules(c, fiber.StatusUnprocessableEntity, rulesView{Form: form})
	}
	if c.FormValue("do") == "preview" {
		effects, err := s.ruleEffects(c, visit.Organisation, form.Org)
		if err != nil {
			return err
		}
		return s.showRules(c, fiber.StatusOK, rulesView{Form: form, Effects: &effects})
	}
	err = s.Store.ChangeOrganisation(c.UserContext(), visit.User.ID, form.Org)
	switch portfolio.ErrorCode(err) {
	case portfolio.CodeConflict:
		return s.showRules(c, fiber.StatusConflict, rulesView{Form: form, Conflict: printerOf(c).Error(err)})
	case portfolio.CodeInvalid:
		form.place(err)
		return s.showRules(c, fiber.StatusUnprocessableEntity, rulesView{Form: form})
	}
	if err != nil {
		return err
	}
	return c.Redirect(withQuery(form.Page.URL("rules"), "saved", "1"), fiber.StatusSeeOther)
}

func (s *Server) ruleEffects(c *fiber.Ctx, before, after portfolio.Organisation) (portfolio.RuleEffects, error) {
	cases, err := s.Store.Cases(c.UserContext(), before.ID)
	if err != nil {
		return portfolio.RuleEffects{}, err
	}
	statuses, err := s.Store.Statuses(c.UserContext(), before.ID)
	if err != nil {
		return portfolio.RuleEffects{}, err
	}
	return portfolio.EffectsOf(before, after, cases, statuses, newestReported(cases, statuses, s.Now())), nil
}

// rulesForm is the rules as fields: it shows what stands, or takes what was typed
// into the organisation and keeps it in the fields.
type rulesForm struct {
	Page     Page
	Org      portfolio.Organisation // as it stands, or with what was typed
	Sections []rulesSection
	Unplaced []string // wrong, and of no field of the page

	typed func(name string) string // nil: nothing was typed
	at    map[string]string        // the field of each place of a profile
	wrong map[string][]string      // by field
}

// rulesSection is the fields of one part of the rules.
type rulesSection struct {
	ID, Title, Lead string
	Groups          []entryGroup
	Folded          bool
}

// newRulesForm is the form of an organisation's rules.
func newRulesForm(page Page, org portfolio.Organisation, typed func(string) string) *rulesForm {
	f := &rulesForm{Page: page, Org: org, typed: typed, at: map[string]string{}, wrong: map[string][]string{}}
	f.council()
	f.classes()
	f.counting()
	f.limits()
	f.checklist()
	f.calendars()
	return f
}

// Wrong tells whether anything stands in the way of saving.
func (f *rulesForm) Wrong() bool { return len(f.wrong)+len(f.Unplaced) > 0 }

// place tells what is wrong with the rules at the field each is about.
func (f *rulesForm) place(err error) {
	for _, one := range separate(err) {
		var wrong *portfolio.Error
		if !errors.As(one, &wrong) {
			continue
		}
		plain, field := *wrong, wrong.Place.Field
		plain.Place = portfolio.Place{}
		name, known := f.at[field]
		for cut := strings.LastIndexAny(field, "[."); !known && cut > 0; cut = strings.LastIndexAny(field[:cut], "[.") {
			name, known = f.at[field[:cut]] // a list's own field
		}
		if said := f.Page.Print.Error(&plain); known {
			f.fail(name, said)
		} else if !slices.Contains(f.Unplaced, said) {
			f.Unplaced = append(f.Unplaced, said)
		}
	}
}

// fail says that what was typed in a field cannot be used.
func (f *rulesForm) fail(name, said string) {
	if !slices.Contains(f.wrong[name], said) {
		f.wrong[name] = append(f.wrong[name], said)
	}
}

// section begins a part of the form.
func (f *rulesForm) section(id string) {
	f.Sections = append(f.Sections, rulesSection{ID: id, Title: f.Page.T("rules." + id), Lead: f.Page.T("rules." + id + "-lead")})
}

// group begins fields that belong together.
func (f *rulesForm) group(legend string, row bool) {
	last := &f.Sections[len(f.Sections)-1]
	last.Groups = append(last.Groups, entryGroup{Legend: legend, Row: row})
}

// field adds a field for a place of the profile, and gives what it says.
func (f *rulesForm) field(place string, input entryInput) string {
	if f.typed != nil {
		input.Value = f.typed(input.Name)
	}
	input.Label = f.Page.T("rules." + input.Label)
	if input.Hint != "" {
		input.Hint = f.Page.T("rules." + input.Hint)
	}
	if input.Kind == "" {
		input.Kind = inputText
	}
	if place != "" {
		f.at[place] = input.Name
	}
	section := &f.Sections[len(f.Sections)-1]
	group := &section.Groups[len(section.Groups)-1]
	group.Fields = append(group.Fields, input)
	return input.Value
}

// yes adds a question that is answered by yes or no.
func (f *rulesForm) yes(place, name string, now bool) bool {
	value := ""
	if now {
		value = "yes"
	}
	return f.field(place, entryInput{Name: name, Label: name, Kind: inputSelect, Value: value,
		Options: []entryOption{{"", f.Page.T("entry.no")}, {"yes", f.Page.T("entry.yes")}}}) == "yes"
}

// list adds a list, one a line.
func (f *rulesForm) list(place, name, label, hint string, now []string) []string {
	return paragraphs(f.field(place, entryInput{Name: name, Label: label, Hint: hint, Kind: inputArea, Value: strings.Join(now, "\n")}))
}

// whole adds a whole number; an empty field is 0.
func (f *rulesForm) whole(place, name, label, hint string, now int) int {
	text := ""
	if now != 0 {
		text = strconv.Itoa(now)
	}
	text = f.field(place, entryInput{Name: name, Label: label, Hint: hint, Value: text})
	if text == "" {
		return 0
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		f.fail(name, f.Page.T("rules.not-whole", "typed", text))
	}
	return number
}

// decimal adds a number that may be left out.
func (f *rulesForm) decimal(place, name, label, hint string, now *float64) *float64 {
	text := ""
	if now != nil {
		text = strings.Replace(strconv.FormatFloat(*now, 'f', -1, 64), ".", f.Page.T("rules.comma"), 1)
	}
	text = f.field(place, entryInput{Name: name, Label: label, Hint: hint, Value: text})
	if text == "" {
		return nil
	}
	number, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		f.fail(name, f.Page.T("rules.not-number", "typed", text))
		return nil
	}
	return &number
}
