package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// observe gives every request an id and an end, logs it and counts it.
func (s *Server) observe(c *fiber.Ctx) error {
	id := uuid.NewString()
	c.Locals(requestKey, id)
	c.Set(fiber.HeaderXRequestID, id)
	ctx, cancel := context.WithTimeout(c.UserContext(), requestTime)
	defer cancel()
	c.SetUserContext(ctx)
	began := time.Now() //nolint:forbidigo // how long an answer took is measured, not an input
	err := c.Next()
	took, status := time.Since(began), c.Response().StatusCode()
	s.metrics.observe(c.Method(), c.Route().Path, status, took)
	// The route, not the path: a path may hold a login token.
	s.Log.InfoContext(c.UserContext(), "request", "request", id, "method", c.Method(),
		"route", c.Route().Path, "status", status, "ms", took.Milliseconds(), "bytes", len(c.Response().Body()))
	return err
}

func requestID(c *fiber.Ctx) string { id, _ := c.Locals(requestKey).(string); return id }

// policy is the Content-Security-Policy: everything from this server, nothing
// inline, no frames.
const policy = "default-src 'self'; base-uri 'none'; object-src 'none'; " +
	"form-action 'self'; frame-ancestors 'none'; img-src 'self' data:"

// protect sets what browsers must hold to, and turns away forms that another
// site sent.
func (s *Server) protect(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	if s.TLS {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	if err := crossOrigin.Check(standardRequest(c)); err != nil {
		s.Log.WarnContext(c.UserContext(), "a form from another site", "request", requestID(c), "error", err)
		return s.fail(c, fiber.ErrForbidden)
	}
	return c.Next()
}

// finishBody reads what is left of a body that nobody wanted. Bodies are
// streamed, and a connection whose last body was not read to its end would take
// the rest of it for the next request: a way to smuggle one in.
func (s *Server) finishBody(c *fiber.Ctx) error {
	err := c.Next()
	rest := c.Context().RequestBodyStream()
	if rest == nil || c.Response().ConnectionClose() {
		return err
	}
	length := c.Request().Header.ContentLength()
	if length == 0 || length < -1 {
		return err
	}
	if length == -1 || length > s.bodyLimit() {
		c.Context().SetConnectionClose() // too much to read, or no telling how much
		return err
	}
	if _, broken := io.Copy(io.Discard, rest); broken != nil {
		c.Context().SetConnectionClose()
	}
	return err
}

// holdBody refuses a body that is too large or does not say how large it is.
func (s *Server) holdBody(c *fiber.Ctx) error {
	switch length := c.Request().Header.ContentLength(); {
	case c.Get(fiber.HeaderContentEncoding) != "": // packed, so its length says nothing
		c.Context().SetConnectionClose()
		return s.fail(c, fiber.ErrUnsupportedMediaType)
	case length == -1: // in chunks
		c.Context().SetConnectionClose()
		return s.fail(c, fiber.ErrLengthRequired)
	case length > s.bodyLimit():
		_, err := io.CopyN(io.Discard, c.Context().RequestBodyStream(), min(int64(length), refusedLimit))
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		c.Context().SetConnectionClose()
		return s.fail(c, fiber.ErrRequestEntityTooLarge)
	}
	return c.Next()
}

var crossOrigin = http.NewCrossOriginProtection()

// standardRequest is as much of a request as the standard library's check
// reads: method, host and the two headers that browsers vouch for.
func standardRequest(c *fiber.Ctx) *http.Request {
	header := http.Header{}
	header.Set("Sec-Fetch-Site", c.Get("Sec-Fetch-Site"))
	header.Set(fiber.HeaderOrigin, c.Get(fiber.HeaderOrigin))
	return &http.Request{Method: c.Method(), Host: string(c.Request().Host()), Header: header}
}

// catch answers errors and panics where they surface, so that whatever stands
// outside of it sees the status that was sent.
func (s *Server) catch(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = s.fail(c, fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
		}
	}()
	if err := c.Next(); err != nil {
		return s.fail(c, err)
	}
	return nil
}
