package web

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"raaderum/portfolio"
)

// sessions is what logging in and out needs of the store. Tokens are secret;
// the store keeps only their checksums, and knows when they end.
type sessions interface {
	// Session is who a session's token belongs to; CodeNoSession when it has ended.
	Session(ctx context.Context, token string) (portfolio.User, error)
	// RedeemLoginLink opens a session and gives its token.
	RedeemLoginLink(ctx context.Context, link string) (session string, user portfolio.User, err error)
	EndSession(ctx context.Context, token string) error
}

// Visit is who asks, and for which organisation.
type Visit struct {
	User         portfolio.User
	Organisation portfolio.Organisation // zero outside an organisation
	Role         portfolio.Role         // the user's role in it
	Others       []portfolio.Organisation
}

// Keys of what a request carries.
const (
	visitKey   = "visit"
	printerKey = "printer"
	requestKey = "request-id"
)

// The page that was asked for before logging in is kept this long: a link may
// have to be sent for.
const (
	nextCookie = "raaderum_next"
	nextLife   = time.Hour
)

// visitOf is who asks. It is there in every handler behind visit.
func visitOf(c *fiber.Ctx) *Visit { return c.Locals(visitKey).(*Visit) }

// visit lets only people who are logged in go on; others are sent to log in
// and come back to the page they asked for.
func (s *Server) visit(c *fiber.Ctx) error {
	token := c.Cookies(s.sessionCookie())
	if token == "" {
		return s.sendToLogin(c)
	}
	user, err := s.Store.Session(c.UserContext(), token)
	switch {
	case portfolio.ErrorCode(err) == portfolio.CodeNoSession:
		return s.sendToLogin(c)
	case err != nil:
		return err
	}
	c.Locals(visitKey, &Visit{User: user})
	return c.Next()
}

func (s *Server) sendToLogin(c *fiber.Ctx) error {
	if isAPI(c) || c.Method() != fiber.MethodGet {
		return &portfolio.Error{Code: portfolio.CodeNoSession, Key: "session.ended"}
	}
	if strings.Contains(c.Get(fiber.HeaderAccept), "text/html") { // a person's, not an icon's
		s.setNext(c, c.OriginalURL(), int(nextLife.Seconds()))
	}
	return c.Redirect("/login", fiber.StatusSeeOther)
}

// next is the page that was asked for before logging in. It is told once.
func (s *Server) next(c *fiber.Ctx) string {
	asked, err := url.QueryUnescape(c.Cookies(nextCookie))
	if err != nil || asked == "" {
		return "/"
	}
	s.setNext(c, "", 0)
	return localPath(asked)
}

func (s *Server) setNext(c *fiber.Ctx, asked string, seconds int) {
	cookie := &fiber.Cookie{
		Name: nextCookie, Value: url.QueryEscape(asked), Path: "/login", MaxAge: seconds,
		HTTPOnly: true, Secure: s.TLS, SameSite: fiber.CookieSameSiteLaxMode,
	}
	if seconds == 0 {
		cookie.Expires = fasthttp.CookieExpireDelete
	}
	c.Cookie(cookie)
}

// sessionCookie is the cookie's name. The __Host- prefix makes browsers hold
// it to this host and to https.
func (s *Server) sessionCookie() string {
	if s.TLS {
		return "__Host-raaderum"
	}
	return "raaderum"
}

// setSession gives the browser a session for as long as the browser is open;
// the store decides when it really ends.
func (s *Server) setSession(c *fiber.Ctx, token string) {
	c.Cookie(&fiber.Cookie{
		Name: s.sessionCookie(), Value: token, Path: "/",
		HTTPOnly: true, Secure: s.TLS, SameSite: fiber.CookieSameSiteLaxMode,
	})
}

func (s *Server) dropSession(c *fiber.Ctx) {
	c.Cookie(&fiber.Cookie{
		Name: s.sessionCookie(), Path: "/", Expires: fasthttp.CookieExpireDelete,
		HTTPOnly: true, Secure: s.TLS, SameSite: fiber.CookieSameSiteLaxMode,
	})
}
