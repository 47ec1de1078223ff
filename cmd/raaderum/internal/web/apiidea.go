package web

import (
	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// apiBegin begins a case with the six questions, as `case idea` does: what is
// answered one by one stands over what the mail answers.
func (s *Server) apiBegin(c *fiber.Ctx) error {
	var body struct {
		Title     string                            `json:"title"`
		Number    string                            `json:"number"`
		Origin    portfolio.Origin                  `json:"origin"`
		FocusArea portfolio.FocusAreaID             `json:"focusArea"`
		RecordNo  string                            `json:"record"`
		Mail      string                            `json:"mail"`
		Answers   map[portfolio.IdeaQuestion]string `json:"answers"`
	}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	visit, print := visitOf(c), printerOf(c)
	if !visit.Role.MayImport() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-write"}
	}
	idea := portfolio.IdeaCase{Title: body.Title, Number: body.Number, Origin: body.Origin, FocusArea: body.FocusArea, RecordNo: body.RecordNo,
		Label: func(key string) string { return print.T(key) }}
	idea.Idea = portfolio.Idea{Answers: map[portfolio.IdeaQuestion]string{}}
	if body.Mail != "" {
		idea.Idea, _ = portfolio.ReadIdeaMail(body.Mail, i18n.IdeaWords())
	}
	for question, answer := range body.Answers {
		idea.Idea.Answers[question] = answer
	}
	accepted, entries := idea.Acceptance(visit.Organisation.ID, visit.User.ID)
	accepted.At = s.Now()
	id, err := s.Store.BeginCase(c.UserContext(), accepted, entries)
	if err != nil {
		return err
	}
	bc, err := s.Store.Case(c.UserContext(), visit.Organisation.ID, id)
	if err != nil {
		return err
	}
	route := machine.RouteOf(visit.Organisation, bc, s.Now(), print)
	return created(c, fiber.Map{"id": id, "number": bc.Number, "title": bc.Title, "missing": listed(route.Unanswered), "route": route}, nil)
}
