package web

import (
	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// apiMore begins cases, tells whether the frozen quarters still hold, and sends the
// papers that the pages lead to.
func (s *Server) apiMore(org fiber.Router) {
	org.Post("/cases", s.apiBegin)
	org.Get("/verification", s.apiVerify)
	org.Get("/quarters/:quarter/papers/:paper", s.paper)
	org.Get("/plans/:year/papers/:format", s.planPaper)
	org.Get("/cases/:case/papers/:paper/:format", s.casePaper)
}

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
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-import"}
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

// apiVerify tells of each frozen quarter whether it holds, as `verify` does: what
// is not as it was frozen, by name.
func (s *Server) apiVerify(c *fiber.Ctx) error {
	chain, err := s.Store.Snapshots(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	type verified struct {
		Quarter calc.Quarter `json:"quarter"`
		Holds   bool         `json:"holds"`
		Faults  []string     `json:"faults"`
	}
	faults, list, print := portfolio.VerifyChain(chain), []verified{}, printerOf(c)
	for _, one := range chain {
		said := verified{Quarter: one.Quarter, Holds: len(faults[one.Quarter]) == 0, Faults: []string{}}
		for _, fault := range faults[one.Quarter] {
			said.Faults = append(said.Faults, print.T("verify."+fault.Part, "path", fault.Path, "frozen", fault.Frozen, "now", fault.Now))
		}
		list = append(list, said)
	}
	return c.JSON(fiber.Map{"snapshots": list})
}
