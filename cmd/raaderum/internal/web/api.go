package web

import (
	_ "embed"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/importers"
	"raaderum/portfolio"
)

// openAPI describes every route below; a test holds the two together.
//
//go:embed openapi.json
var openAPI []byte

// apiRoutes are the machine interface: the command line's answers over HTTP,
// for programs that have logged in.
func (s *Server) apiRoutes(app fiber.Router) {
	app.Get("/api/v1/openapi.json", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		return c.Send(openAPI)
	})
	app.Post("/api/v1/calc", s.visit, s.calculate)
	app.Post("/api/v1/select", s.visit, s.selectPlans)
	app.Post("/api/v1/evaluate", s.visit, s.evaluateFiles)
	app.Post("/api/v1/imports/dry-run", s.visit, s.dryRun)
	app.Get("/api/v1/organisations", s.visit, s.apiOrganisations)
	app.Get("/api/v1/quarters/:quarter/organisations", s.visit, s.apiSides)
	org := app.Group("/api/v1/organisations/:org", s.visit, s.scope)
	s.apiReading(org)
	s.apiWriting(org)
	s.apiImporting(org)
	s.apiPapers(org)
	s.apiMembers(org)
	org.Post("/cases", s.apiBegin)
	org.Get("/verification", s.apiVerify)
	app.Use("/api", func(*fiber.Ctx) error { return fiber.ErrNotFound })
}

// calculate answers as `raaderum calc` does.
func (s *Server) calculate(c *fiber.Ctx) error {
	answer, err := s.Calculate(printerOf(c).Language(), c.Body())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(answer)
}

// day is a date in a document, "2014-06-26"; "" is none.
type day struct{ at time.Time }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *day) UnmarshalText(text []byte) (err error) {
	if len(text) > 0 {
		d.at, err = time.Parse(time.DateOnly, string(text))
	}
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (d day) MarshalText() ([]byte, error) { return []byte(d.at.Format(time.DateOnly)), nil }

// apiOrganisations lists the organisations the user belongs to, and as what.
func (s *Server) apiOrganisations(c *fiber.Ctx) error {
	type membership struct {
		ID   portfolio.OrganisationID `json:"id"`
		Name string                   `json:"name"`
		Role portfolio.Role           `json:"role"`
	}
	list := []membership{}
	for _, one := range visitOf(c).User.Memberships {
		organisation, err := s.Store.Organisation(c.UserContext(), one.Organisation)
		if err != nil {
			return err
		}
		list = append(list, membership{organisation.ID, organisation.Name, one.Role})
	}
	return c.JSON(fiber.Map{"organisations": list})
}

// dryRunFiles are how many files one answer may be about.
const dryRunFiles = 40

// dryRun answers as `raaderum import --dry-run --json` does, for the files of a
// form. Nothing is kept.
func (s *Server) dryRun(c *fiber.Ctx) error {
	files, err := s.formFiles(c, nil)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"files": files})
}

// formFiles reads the files of a form, and keeps nothing.
func (s *Server) formFiles(c *fiber.Ctx, answers map[string]string) (files []importers.File, err error) {
	form, err := c.MultipartForm()
	if err != nil || len(form.File["files"]) == 0 || len(form.File["files"]) > dryRunFiles {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "upload.files", Args: map[string]any{"n": dryRunFiles}}
	}
	for _, header := range form.File["files"] {
		name, data, err := readPart(header)
		if err != nil {
			return nil, err
		}
		one := s.interpret(c.UserContext(), name, data, answers)
		speak(printerOf(c), &one)
		files = append(files, one)
	}
	return files, nil
}
