package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"

	"raaderum/portfolio"
)

// Failed logins from one address in one minute before it has to wait. A login
// token has 256 bits, so the limit guards the server, not the token.
const failedLogins = 20

func (s *Server) loginRoutes(app fiber.Router) {
	slowly := limiter.New(limiter.Config{
		Max:                    failedLogins,
		Expiration:             time.Minute,
		SkipSuccessfulRequests: true,
		LimitReached: func(c *fiber.Ctx) error {
			return s.fail(c, fiber.ErrTooManyRequests)
		},
	})
	app.Get("/login", s.loginPage)
	app.Get("/login/:token", slowly, s.catch, s.openLink)
	app.Post("/login/:token", slowly, s.catch, s.redeemLink)
	app.Post("/logout", s.logout)
}

func (s *Server) loginPage(c *fiber.Ctx) error {
	return render(c, fiber.StatusOK, loginPage(s.page(c, "", "login.title"), c.Cookies(nextCookie) != ""))
}

// openLink answers the link itself. Mail scanners and previews open links, and
// must not use up one that works once: opening shows a button, and the button
// logs in. Where every link works again and again, opening is enough.
func (s *Server) openLink(c *fiber.Ctx) error {
	if s.OpenLinks {
		return s.redeemLink(c)
	}
	return render(c, fiber.StatusOK, confirmLoginPage(s.page(c, "", "login.title")))
}

func (s *Server) redeemLink(c *fiber.Ctx) error {
	session, user, err := s.Store.RedeemLoginLink(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	s.setSession(c, session)
	s.Log.InfoContext(c.UserContext(), "login", "request", requestID(c), "user", user.ID)
	return c.Redirect(s.next(c), fiber.StatusSeeOther)
}

func (s *Server) logout(c *fiber.Ctx) error {
	if token := c.Cookies(s.sessionCookie()); token != "" {
		if err := s.Store.EndSession(c.UserContext(), token); err != nil && portfolio.ErrorCode(err) != portfolio.CodeNoSession {
			return err
		}
	}
	s.dropSession(c)
	return c.Redirect("/login", fiber.StatusSeeOther)
}

// localPath is a path to go back to, if it leads within this site: "/" when
// it does not.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return "/"
	}
	return path
}
