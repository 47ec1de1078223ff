package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// statuses are the HTTP statuses of the domain's codes.
var statuses = map[portfolio.Code]int{
	portfolio.CodeInvalid:   http.StatusUnprocessableEntity,
	portfolio.CodeNotFound:  http.StatusNotFound,
	portfolio.CodeConflict:  http.StatusConflict,
	portfolio.CodeForbidden: http.StatusForbidden,
	portfolio.CodeNoSession: http.StatusUnauthorized,
	portfolio.CodeLocked:    http.StatusLocked,
	portfolio.CodeTooLarge:  http.StatusRequestEntityTooLarge,
	portfolio.CodeBusy:      http.StatusServiceUnavailable,
	portfolio.CodeMissing:   http.StatusNotImplemented,
	portfolio.CodeInternal:  http.StatusInternalServerError,
}

// problem is an error as people and programs are told of it: RFC 9457 with the
// domain's code and place beside it.
type problem struct {
	Type     string           `json:"type"`
	Title    string           `json:"title"`
	Status   int              `json:"status"`
	Detail   string           `json:"detail,omitempty"`
	Instance string           `json:"instance,omitempty"` // the request, for whoever reads the log
	Code     portfolio.Code   `json:"code"`
	Place    *portfolio.Place `json:"place,omitempty"`
	Errors   []string         `json:"errors,omitempty"` // all of them, when several rules were broken
}

// problemOf is the one place where an error becomes what is said of it.
func problemOf(c *fiber.Ctx, err error) problem {
	print := printerOf(c)
	p := problem{Type: "about:blank", Instance: "urn:request:" + requestID(c)}
	var domain *portfolio.Error
	var routed *fiber.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded) && portfolio.ErrorCode(err) == portfolio.CodeInternal: // the request's time was not enough
		p.Code, p.Status = portfolio.CodeBusy, statuses[portfolio.CodeBusy]
	case errors.As(err, &domain):
		p.Code, p.Status = domain.Code, statuses[domain.Code]
		if domain.Code != portfolio.CodeInternal {
			p.Detail = print.Error(err)
			if domain.Place != (portfolio.Place{}) {
				p.Place = &domain.Place
			}
			if all := separate(err); len(all) > 1 {
				for _, one := range all {
					p.Errors = append(p.Errors, print.Error(one))
				}
			}
		}
	case errors.As(err, &routed):
		p.Status, p.Code = routed.Code, codeOf(routed.Code)
	default:
		p.Code = portfolio.CodeInternal
	}
	if p.Status == 0 {
		p.Status = http.StatusInternalServerError
	}
	key := "problem." + strconv.Itoa(p.Status)
	if !print.Has(key + ".title") {
		key = "problem.500"
		if p.Status < 500 {
			key = "problem.400"
		}
	}
	p.Title = print.T(key + ".title")
	if p.Detail == "" {
		p.Detail = print.T(key+".detail", "megabytes", (c.App().Config().BodyLimit-formRoom)>>20)
	}
	return p
}

// separate takes errors that were joined apart again; none for nil.
func separate(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // only the outermost error is a list
	if !ok {
		return []error{err}
	}
	var all []error
	for _, one := range joined.Unwrap() {
		all = append(all, separate(one)...)
	}
	return all
}

// codeOf is the domain's code for a status that the router gave.
func codeOf(status int) portfolio.Code {
	for code, s := range statuses {
		if s == status {
			return code
		}
	}
	if status < 500 {
		return portfolio.CodeInvalid
	}
	return portfolio.CodeInternal
}

// fail answers a request with an error, as a page or as a problem document.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	p := problemOf(c, err)
	if p.Status >= 500 && p.Code != portfolio.CodeMissing {
		s.Log.ErrorContext(c.UserContext(), "request failed", "request", requestID(c), "route", c.Route().Path, "error", err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.Code == portfolio.CodeBusy {
		c.Set(fiber.HeaderRetryAfter, "60")
	}
	if isAPI(c) {
		c.Status(p.Status)
		return c.JSON(p, "application/problem+json")
	}
	c.SetUserContext(context.WithoutCancel(c.UserContext())) // a page that says that the time is gone takes some
	page := s.page(c, "", "problem.page")
	page.Title = p.Title
	if renderErr := render(c, p.Status, problemPage(page, p)); renderErr != nil {
		s.Log.ErrorContext(c.UserContext(), "the error page failed", "request", requestID(c), "error", renderErr)
		return c.Status(p.Status).SendString(p.Title)
	}
	return nil
}

// isAPI tells whether a request is a program's.
func isAPI(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/api/") }
