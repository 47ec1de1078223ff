package web

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// organisations is what the pages need to know of the organisations themselves.
type organisations interface {
	Organisation(ctx context.Context, id portfolio.OrganisationID) (portfolio.Organisation, error)
}

// scope holds a request to the organisation in its path: the one place where
// that is decided. An organisation the user does not belong to is not found,
// as one that does not exist.
func (s *Server) scope(c *fiber.Ctx) error {
	v := visitOf(c)
	id := portfolio.OrganisationID(c.Params("org"))
	at := slices.IndexFunc(v.User.Memberships, func(m portfolio.Membership) bool { return m.Organisation == id })
	if at < 0 {
		return portfolio.NotFound("page", string(id))
	}
	v.Role = v.User.Memberships[at].Role
	kept, err := s.findKept(c)
	if err != nil {
		return err
	}
	if kept { // it needs no more than the right to see it
		return c.Next()
	}
	for _, membership := range v.User.Memberships {
		organisation, err := s.Store.Organisation(c.UserContext(), membership.Organisation)
		if err != nil {
			return err
		}
		if membership.Organisation == id {
			v.Organisation = organisation
		} else {
			v.Others = append(v.Others, organisation)
		}
	}
	return c.Next()
}

// home sends the user to the first organisation they belong to.
func (s *Server) home(c *fiber.Ctx) error {
	v := visitOf(c)
	if len(v.User.Memberships) == 0 {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.no-organisation"}
	}
	return c.Redirect(path(string(v.User.Memberships[0].Organisation)), fiber.StatusSeeOther)
}

// path is an absolute path of escaped parts.
func path(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(part))
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}
