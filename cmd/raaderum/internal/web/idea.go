package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// ideaView is the form that begins a case.
type ideaView struct {
	Mail   string
	Groups []entryGroup
	Wrong  []string
	Read   string // what reading the mail came to; "" when none was read
}

// newIdeaView holds what was typed, or nothing.
func newIdeaView(page Page, typed func(string) string, answers map[portfolio.IdeaQuestion]string) ideaView {
	view := ideaView{Mail: typed("mail")}
	about := entryGroup{Legend: page.T("idea.about")}
	field := func(to *entryGroup, input entryInput) { to.Fields = append(to.Fields, input) }
	field(&about, entryInput{Name: "title", Label: page.T("idea.title"), Kind: inputText, Value: typed("title")})
	field(&about, entryInput{Name: "origin", Label: page.T("idea.origin"), Kind: inputSelect, Value: typed("origin"), Options: options(page, "origin.", portfolio.Origins)})
	if areas := page.Organisation.Strategy.FocusAreas; len(areas) > 0 {
		all := []entryOption{{"", page.T("entry.not-stated")}}
		for _, area := range areas {
			all = append(all, entryOption{string(area.ID), area.Name})
		}
		field(&about, entryInput{Name: "focus-area", Label: page.T("idea.focus-area"), Kind: inputSelect, Value: typed("focus-area"), Options: all})
	}
	field(&about, entryInput{Name: "number", Label: page.T("idea.number"), Kind: inputText, Value: typed("number"), Hint: page.T("entry.number-hint")})
	field(&about, entryInput{Name: "record", Label: page.T("idea.record-number"), Kind: inputText, Value: typed("record"), Hint: page.T("entry.record-hint")})
	six := entryGroup{Legend: page.T("idea.six"), Hint: page.T("idea.six-hint")}
	for _, question := range portfolio.IdeaQuestions {
		field(&six, entryInput{Name: string(question), Label: page.T("idea.ask-" + string(question)), Kind: inputArea, Value: answers[question]})
	}
	view.Groups = []entryGroup{about, six}
	return view
}

func (s *Server) newIdea(c *fiber.Ctx) error {
	if !visitOf(c).Role.MayImport() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-write"}
	}
	page := s.page(c, SectionCases, "idea.page")
	return render(c, fiber.StatusOK, ideaPage(page, newIdeaView(page, func(string) string { return "" }, nil)))
}

// beginIdea reads the mail into the form, or begins the case.
func (s *Server) beginIdea(c *fiber.Ctx) error {
	visit := visitOf(c)
	if !visit.Role.MayImport() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-write"}
	}
	page := s.page(c, SectionCases, "idea.page")
	typed := func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(c.FormValue(name), "\r\n", "\n"))
	}
	answers := map[portfolio.IdeaQuestion]string{}
	for _, question := range portfolio.IdeaQuestions {
		answers[question] = typed(string(question))
	}
	if c.FormValue("do") == "read" {
		return s.readIdea(c, page, typed, answers)
	}
	idea := portfolio.IdeaCase{Idea: portfolio.Idea{Answers: answers, Mail: typed("mail")}, Title: typed("title"), Number: typed("number"),
		Origin: portfolio.Origin(typed("origin")), FocusArea: portfolio.FocusAreaID(typed("focus-area")), RecordNo: typed("record"),
		Label: func(key string) string { return page.T(key) }}
	accepted, entries := idea.Acceptance(visit.Organisation.ID, visit.User.ID)
	accepted.At = s.Now()
	id, err := s.Store.BeginCase(c.UserContext(), accepted, entries)
	if err == nil {
		return c.Redirect(page.URL("cases", string(id)), fiber.StatusSeeOther)
	}
	view := newIdeaView(page, typed, answers)
	status := http.StatusUnprocessableEntity
	for _, one := range separate(err) {
		switch portfolio.ErrorCode(one) {
		case portfolio.CodeConflict:
			status = http.StatusConflict
		case portfolio.CodeInvalid:
		default:
			return err
		}
		view.Wrong = append(view.Wrong, page.Print.Error(one))
	}
	return render(c, status, ideaPage(page, view))
}

// readIdea fills in what a pasted mail answers, beside what was typed already.
func (s *Server) readIdea(c *fiber.Ctx, page Page, typed func(string) string, answers map[portfolio.IdeaQuestion]string) error {
	idea, twice := portfolio.ReadIdeaMail(typed("mail"), i18n.IdeaWords())
	found := 0
	for question, answer := range idea.Answers {
		found++
		if answers[question] == "" {
			answers[question] = answer
		}
	}
	view := newIdeaView(page, typed, answers)
	view.Read = page.Print.N("idea.read", found)
	for _, question := range twice {
		view.Wrong = append(view.Wrong, page.T("idea.twice-here", "question", page.T("idea."+string(question))))
	}
	return render(c, fiber.StatusOK, ideaPage(page, view))
}
