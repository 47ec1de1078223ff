package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// selectTime is how long one request may choose; the best that was found by then is
// the answer, and says that it is not proven.
const selectTime = 45 * time.Second

// selectPlans answers as `raaderum select` does. Choosing takes a processor whole, so
// it waits for a place among those that read workbooks.
func (s *Server) selectPlans(c *fiber.Ctx) error {
	ctx, end := context.WithTimeout(c.UserContext(), selectTime)
	defer end()
	select {
	case s.readers <- struct{}{}:
	case <-ctx.Done():
		return fiber.ErrServiceUnavailable
	}
	defer func() { <-s.readers }()
	answer, err := s.Select(ctx, printerOf(c).Language(), c.Body())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(answer)
}

// EvaluationTerms are a rate or a set of rates, and a timing, as they were written;
// "" is the case's own.
type EvaluationTerms struct{ Rate, RateSet, Timing string }

// evaluateFiles answers as `raaderum evaluate --json` does, for the files of a form.
// Nothing is kept.
func (s *Server) evaluateFiles(c *fiber.Ctx) error {
	answers := map[string]string{}
	if form, err := c.MultipartForm(); err == nil {
		for _, given := range form.Value["answer"] {
			at := strings.LastIndexByte(given, '=') // keys name cells, whose sheets may hold "="
			if at <= 0 {
				return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.answer", Args: map[string]any{"answer": given}, Place: portfolio.Place{Field: "answer"}}
			}
			answers[given[:at]] = given[at+1:]
		}
	}
	files, err := s.formFiles(c, answers)
	if err != nil {
		return err
	}
	answer, err := s.Evaluate(printerOf(c).Language(), EvaluationTerms{Rate: c.FormValue("rate"), RateSet: c.FormValue("rateSet"), Timing: c.FormValue("timing")}, files)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"files": answer})
}
