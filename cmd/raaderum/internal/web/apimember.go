package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"raaderum/portfolio"
)

// membership is who belongs to an organisation.
type membership interface {
	Users(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.User, error)
	AddMember(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, user portfolio.User) error
	ChangeRole(ctx context.Context, org portfolio.OrganisationID, by, id portfolio.UserID, before, role portfolio.Role) error
	LinkMember(ctx context.Context, org portfolio.OrganisationID, by, id portfolio.UserID, expires time.Time) (string, error)
}

// apiMembers are the organisation's users and their roles, for its administrators.
func (s *Server) apiMembers(org fiber.Router) {
	org.Get("/users", s.apiUsers)
	org.Post("/users", s.apiAddUser)
	org.Put("/users/:user/role", s.apiChangeRole)
	org.Delete("/users/:user/role", s.apiEndRole)
	org.Post("/users/:user/links", s.apiLinkUser)
}

// member is a user as the machine interface writes one.
type member struct {
	ID    portfolio.UserID `json:"id"`
	Name  string           `json:"name"`
	Email string           `json:"email"`
	Role  portfolio.Role   `json:"role"`
}

// apiUsers answers as `user list` does.
func (s *Server) apiUsers(c *fiber.Ctx) error {
	visit := visitOf(c)
	if !visit.Role.MayAdminister() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-administer"}
	}
	users, err := s.Store.Users(c.UserContext(), visit.Organisation.ID)
	if err != nil {
		return err
	}
	list := []member{}
	for _, user := range users {
		list = append(list, member{user.ID, user.Name, user.Email, user.Memberships[0].Role})
	}
	return c.JSON(fiber.Map{"users": list})
}

// apiAddUser makes an account, as `user add` does.
func (s *Server) apiAddUser(c *fiber.Ctx) error {
	var body struct {
		Name  string         `json:"name"`
		Email string         `json:"email"`
		Role  portfolio.Role `json:"role"`
	}
	if err := readJSON(c, &body, "name", "role"); err != nil {
		return err
	}
	visit := visitOf(c)
	user := portfolio.User{ID: portfolio.UserID(uuid.NewString()), Name: body.Name, Email: body.Email,
		Memberships: []portfolio.Membership{{Organisation: visit.Organisation.ID, Role: body.Role}}}
	err := s.Store.AddMember(c.UserContext(), visit.Organisation.ID, visit.User.ID, user)
	return created(c, member{user.ID, user.Name, user.Email, body.Role}, err)
}

// apiChangeRole gives a member another role.
func (s *Server) apiChangeRole(c *fiber.Ctx) error {
	var body struct {
		Role   portfolio.Role `json:"role"`
		Before portfolio.Role `json:"before"` // the role that was known: another by now is a conflict
	}
	if err := readJSON(c, &body, "role", "before"); err != nil {
		return err
	}
	if body.Role == "" {
		return missingField("role")
	}
	visit, id := visitOf(c), portfolio.UserID(param(c, "user"))
	if err := s.Store.ChangeRole(c.UserContext(), visit.Organisation.ID, visit.User.ID, id, body.Before, body.Role); err != nil {
		return err
	}
	return c.JSON(fiber.Map{"id": id, "role": body.Role})
}

// apiEndRole takes a membership away.
func (s *Server) apiEndRole(c *fiber.Ctx) error {
	visit := visitOf(c)
	err := s.Store.ChangeRole(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.UserID(param(c, "user")), portfolio.Role(c.Query("before")), "")
	if err != nil {
		return err
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// linkLife is how long a login link lasts when nobody says, and longestLink the
// longest.
const linkLife, longestLink = 24, 7 * 24

// apiLinkUser makes a login link that works once, as `user link` does.
func (s *Server) apiLinkUser(c *fiber.Ctx) error {
	body := struct {
		Hours int `json:"hours"`
	}{linkLife}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	if body.Hours < 1 || body.Hours > longestLink {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.link-hours", Args: map[string]any{"most": longestLink}, Place: portfolio.Place{Field: "hours"}}
	}
	visit := visitOf(c)
	expires := s.Now().Add(time.Duration(body.Hours) * time.Hour)
	token, err := s.Store.LinkMember(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.UserID(param(c, "user")), expires)
	return created(c, fiber.Map{"path": "/login/" + token, "expires": expires.UTC()}, err)
}
