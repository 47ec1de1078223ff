package web

import (
	"bytes"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Page is what surrounds every page's own content. A page's component takes it
// first and wraps itself in Layout:
//
//	templ CasePage(page Page, view CaseView) {
//		@Layout(page) { … }
//	}
type Page struct {
	Title        string
	Section      Section                  // the entry of the navigation that is current
	User         *portfolio.User          // nil when nobody is logged in
	Role         portfolio.Role           // the user's role in Organisation
	Organisation *portfolio.Organisation  // nil outside an organisation
	Others       []portfolio.Organisation // other organisations the user belongs to
	Charts       bool                     // the page has charts and wants their script
	Paper        bool                     // the page is only printed: charts are drawn for that, and have no script
	Path         string                   // of this page, with its query
	Standing     *standing                // of a quarter that is frozen: what its figures are; nil for one that is not
	Live         bool                     // the figures are those of a quarter that is not frozen
	Part         portfolio.CaseFilter     // which cases the sums are of, and those their links lead to; none: all
	Statement    string                   // address of the accessibility statement
	Print        *i18n.Printer
	Assets       assets
}

// Section is an entry of the navigation.
type Section string

// The sections.
const (
	SectionQuarter Section = "quarter"
	SectionCases   Section = "cases"
	SectionPlan    Section = "plan"
	SectionUpload  Section = "upload"
	SectionImports Section = "imports"
	SectionSides   Section = "organisations"
)

// T is the text for a key in the reader's language.
func (p Page) T(key string, pairs ...any) string { return p.Print.T(key, pairs...) }

// URL is a path within the page's organisation: URL("cases", id) is
// /greve/cases/…, each part escaped.
func (p Page) URL(parts ...string) string {
	if p.Organisation == nil {
		return path(parts...)
	}
	return path(append([]string{string(p.Organisation.ID)}, parts...)...)
}

// page fills a Page for a request. The title is a catalogue key with its pairs.
func (s *Server) page(c *fiber.Ctx, section Section, title string, pairs ...any) Page {
	print := printerOf(c)
	p := Page{
		Title:     print.T(title, pairs...),
		Section:   section,
		Path:      c.OriginalURL(),
		Statement: s.AccessibilityStatement,
		Print:     print,
		Assets:    s.assets,
	}
	if p.Statement == "" {
		p.Statement = "/accessibility"
	}
	if v, ok := c.Locals(visitKey).(*Visit); ok {
		p.User, p.Role, p.Others = &v.User, v.Role, v.Others
		if v.Organisation.ID != "" {
			p.Organisation = &v.Organisation
		}
	}
	return p
}

// render sends a component as a page. It is rendered whole first, so that a
// page that fails never sends half of itself.
func render(c *fiber.Ctx, status int, component templ.Component) error {
	var b bytes.Buffer
	if err := component.Render(c.UserContext(), &b); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(status).Send(b.Bytes())
}
