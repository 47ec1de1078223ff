package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// entries is what writing about cases needs of the store.
type entries interface {
	// Case is a case as it is now; CodeNotFound when there is none.
	Case(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) (portfolio.BusinessCase, error)
	// Entries are what people wrote about a case, the first first.
	Entries(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) ([]portfolio.Entry, error)
	// Enter stores entries by somebody who has seen those up to seen.
	Enter(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.CaseID, seen int64, entries []portfolio.Entry) ([]portfolio.Entry, error)
	// BeginCase stores a case that somebody wrote.
	BeginCase(ctx context.Context, accepted portfolio.Acceptance, entries []portfolio.Entry) (portfolio.CaseID, error)
}

// entryRoutes are the forms in which people write about cases. /cases/new comes
// before /cases/{id}.
func (s *Server) entryRoutes(org fiber.Router) {
	org.Get("/cases/new", s.newIdea)
	org.Post("/cases/new", s.beginIdea)
	org.Get("/entries/:entry", s.typedAmount)
	for name, form := range map[string]func(*entryPage){
		"facts": factsForm, "test": testForm, "documents": documentsForm, "dispensation": dispensationForm, "time": timeForm,
		"benefits/:benefit": benefitForm, "commitments": commitmentsForm, "recommendation": recommendationForm, "cost": costForm, "promise": promiseForm,
	} {
		org.Get("/cases/:case/"+name, s.entryForm(form))
		org.Post("/cases/:case/"+name, s.enter(form))
	}
}

// entryPage is a form about a case: what it says now, what was typed, and how
// the one becomes entries.
type entryPage struct {
	Page    Page
	Case    portfolio.BusinessCase
	Benefit portfolio.Benefit // the zero Benefit of a form about the case itself
	Line    string            // the cost line a form of amounts is about; "" for a new one
	Now     time.Time
	Seen    int64
	Lead    string
	Groups  []entryGroup
	Notes   []string // what is known beside the fields
	Reason  string
	Wrong   []string
	Theirs  []string // what others wrote about the case meanwhile
	written []portfolio.Entry
	made    []portfolio.Entry                // what the typed comes to
	typed   func(name string) (string, bool) // nil before anything was
}

// entryGroup is fields that belong together.
type entryGroup struct {
	Legend string
	Hint   string
	Fields []entryInput
	Row    bool // short fields, side by side
}

// entryInput is one field of a form.
type entryInput struct {
	Name, Label, Hint, Value string
	Kind                     inputKind
	Options                  []entryOption
}

type entryOption struct{ Value, Text string }

// inputKind is how a field is typed.
type inputKind string

const (
	inputText   inputKind = "text"
	inputArea   inputKind = "area"
	inputDate   inputKind = "date"
	inputMonth  inputKind = "month"
	inputSelect inputKind = "select"
)

// group adds a group of fields.
func (p *entryPage) group(legend, hint string) {
	p.Groups = append(p.Groups, entryGroup{Legend: legend, Hint: hint})
}

// field adds a field with what it says now, or with what was typed, and gives
// that.
func (p *entryPage) field(input entryInput) string {
	if p.typed != nil {
		if value, sent := p.typed(input.Name); sent {
			input.Value = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
		}
	}
	last := &p.Groups[len(p.Groups)-1]
	last.Fields = append(last.Fields, input)
	return input.Value
}

// plain adds a field whose text is the entry's value itself.
func (p *entryPage) plain(benefit portfolio.BenefitID, field portfolio.EntryField, input entryInput) {
	input.Name, input.Label = string(field), cmp.Or(input.Label, p.Page.Print.EntryName(field))
	if now := p.field(input); now != input.Value {
		p.made = append(p.made, portfolio.Entry{Benefit: benefit, Field: field, Value: now})
	}
}

// whole makes one entry of several fields: nothing typed in any of them takes
// it back. current is what it says now.
func (p *entryPage) whole(benefit portfolio.BenefitID, field portfolio.EntryField, current, value any, empty bool) {
	now := ""
	if !empty {
		now = document(value)
	}
	if now != document(current) {
		p.made = append(p.made, portfolio.Entry{Benefit: benefit, Field: field, Value: now})
	}
}

// document is a value as an entry has it; nil is nothing.
func document(value any) string {
	data, err := json.Marshal(value)
	if err != nil || string(data) == "null" {
		return ""
	}
	return string(data)
}

// day reads a date; what is none is told.
func (p *entryPage) day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		p.Wrong = append(p.Wrong, p.Page.T("error.entry.no-date", "value", text))
	}
	return day
}

func dayValue(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// number reads a number; what is none is told.
func (p *entryPage) number(text string) float64 {
	number, ok := readNumber(p.Page.Print, text)
	if !ok {
		p.Wrong = append(p.Wrong, p.Page.T("entry.no-number", "text", text))
	}
	return number
}

// numberValue is a number with all its decimals, as it is typed.
func numberValue(print *i18n.Printer, number float64) string {
	text := strconv.FormatFloat(number, 'f', -1, 64)
	if print.Language() == i18n.Languages[0] {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// options are the values of an enumeration with their words, and nothing first.
func options[T ~string](page Page, prefix string, values []T) []entryOption {
	all := []entryOption{{"", page.T("entry.not-stated")}}
	for _, value := range values {
		all = append(all, entryOption{string(value), page.T(prefix + string(value))})
	}
	return all
}

// openEntry loads what a form is about. The form is for whoever may write about
// the case.
func (s *Server) openEntry(c *fiber.Ctx) (*entryPage, error) {
	visit := visitOf(c)
	if !visit.Role.MayImport() {
		return nil, &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-write"}
	}
	id := portfolio.CaseID(c.Params("case"))
	bc, err := s.Store.Case(c.UserContext(), visit.Organisation.ID, id)
	if err != nil {
		return nil, err
	}
	if err := visit.Organisation.MayWrite(bc, visit.User.Name, visit.Role); err != nil {
		return nil, err
	}
	written, err := s.Store.Entries(c.UserContext(), visit.Organisation.ID, id)
	if err != nil {
		return nil, err
	}
	p := &entryPage{Case: bc, Now: s.Now(), Line: c.Query("line"), written: written}
	if p.Line != "" && !slices.ContainsFunc(bc.Costs, func(line portfolio.CostLine) bool { return line.ID == p.Line }) {
		return nil, portfolio.NotFound("cost", p.Line)
	}
	if len(written) > 0 {
		p.Seen = written[len(written)-1].Sequence
	}
	name := param(c, "benefit")
	if name == "" {
		name = c.Query("benefit")
	}
	if name != "" {
		at := slices.IndexFunc(bc.Benefits, func(b portfolio.Benefit) bool { return string(b.ID) == name })
		if at < 0 {
			return nil, portfolio.NotFound("benefit", name)
		}
		p.Benefit = bc.Benefits[at]
	}
	return p, nil
}

// entryForm shows a form.
func (s *Server) entryForm(form func(*entryPage)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := s.openEntry(c)
		if err != nil {
			return err
		}
		p.Page = s.page(c, SectionCases, "case.title", "title", p.Case.Title)
		form(p)
		return render(c, fiber.StatusOK, entryFormPage(p))
	}
}

// enter stores what was typed, or shows the form again with what is wrong.
func (s *Server) enter(form func(*entryPage)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := s.openEntry(c)
		if err != nil {
			return err
		}
		p.Page = s.page(c, SectionCases, "case.title", "title", p.Case.Title)
		seen, err := strconv.ParseInt(c.FormValue("seen"), 10, 64)
		if err != nil || seen < 0 {
			return fiber.ErrBadRequest
		}
		p.Reason = strings.TrimSpace(c.FormValue("reason"))
		p.typed = func(name string) (string, bool) {
			arguments := c.Request().PostArgs()
			value, sent := string(arguments.Peek(name)), arguments.Has(name)
			return value, sent && !p.untouched(seen, name, value)
		}
		form(p)
		for i := range p.made {
			p.made[i].Reason = p.Reason
		}
		if len(p.Wrong) > 0 {
			return render(c, fiber.StatusUnprocessableEntity, entryFormPage(p))
		}
		visit := visitOf(c)
		_, err = s.Store.Enter(c.UserContext(), visit.Organisation.ID, visit.User.ID, p.Case.ID, seen, p.made)
		if err != nil {
			return s.enteredWrong(c, p, seen, err)
		}
		return c.Redirect(p.Page.URL("cases", string(p.Case.ID))+"#written", fiber.StatusSeeOther)
	}
}

// later are the entries that were written after those the writer had seen.
func (p *entryPage) later(seen int64) (all []portfolio.Entry) {
	for _, one := range p.written {
		if one.Sequence > seen {
			all = append(all, one)
		}
	}
	return all
}

// untouched tells whether a field says what it said when the form was shown, while
// somebody else has written something else in it: it is theirs, not the writer's.
func (p *entryPage) untouched(seen int64, name, value string) bool {
	for _, one := range p.later(seen) {
		if string(one.Field) == name && one.Benefit == p.Benefit.ID {
			return one.Before == strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
		}
	}
	return false
}

// theirs tells what others wrote after what the writer had seen.
func (p *entryPage) theirs(seen int64, names map[portfolio.UserID]string) {
	print := p.Page.Print
	say := func(one portfolio.Entry, value string) string {
		return strings.Join(print.EntryLines(p.Page.Organisation.Strategy, one.Field, value), " · ")
	}
	for _, one := range p.later(seen) {
		p.Theirs = append(p.Theirs, print.T("case.entry-line", "date", one.At, "user", cmp.Or(names[one.By], string(one.By)), "field", strings.TrimSpace(p.labelOf(one.Benefit)+" "+print.EntryNameOf(p.Case, one.Field)),
			"before", say(one, one.Before), "after", say(one, one.Value), "reason", cmp.Or(one.Reason, "–")))
	}
}

// labelOf is what a benefit of the case is called; "" of the case itself.
func (p *entryPage) labelOf(id portfolio.BenefitID) string {
	for _, benefit := range p.Case.Benefits {
		if benefit.ID == id {
			return benefit.Label
		}
	}
	return string(id)
}

// enteredWrong shows the form again with all that stands in the way.
func (s *Server) enteredWrong(c *fiber.Ctx, p *entryPage, seen int64, err error) error {
	status := http.StatusUnprocessableEntity
	names, read := s.Store.Names(c.UserContext(), visitOf(c).Organisation.ID)
	if read != nil {
		return read
	}
	for _, one := range separate(err) {
		switch portfolio.ErrorCode(one) {
		case portfolio.CodeConflict:
			status = http.StatusConflict
			p.theirs(seen, names)
		case portfolio.CodeInvalid:
		default:
			return err
		}
		var e *portfolio.Error
		if errors.As(one, &e) && e.Place.Field != "" {
			plain := *e
			plain.Place = portfolio.Place{}
			one = &plain
		}
		p.Wrong = append(p.Wrong, p.Page.Print.Error(one))
	}
	return render(c, status, entryFormPage(p))
}
