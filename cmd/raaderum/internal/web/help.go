package web

import (
	"embed"
	"errors"
	"io/fs"
	"mime"
	slash "path"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"raaderum/docs"
	"raaderum/importers/example"
	"raaderum/portfolio"
)

// helpRoutes answer with the help pages. They say nothing about anybody, so
// whoever got a link in a mail may read them.
func (s *Server) helpRoutes(app fiber.Router) {
	app.Get(helpIndex, func(c *fiber.Ctx) error { return s.help(c, indexPage) })
	app.Get(helpIndex+"/eksempler/:file", sendExample)
	app.Get(helpIndex+"/:page", func(c *fiber.Ctx) error { return s.help(c, c.Params("page")) })
}

func (s *Server) help(c *fiber.Ctx, name string) error {
	pages, err := helpPages()
	if err != nil {
		return err
	}
	help, ok := pages[name]
	if !ok {
		return portfolio.NotFound("page", name)
	}
	page := s.page(c, "", "help.title")
	page.Title = help.Title
	return render(c, fiber.StatusOK, helpPage(page, help))
}

// sendExample sends the workbook that a page explains.
func sendExample(c *fiber.Ctx) error {
	one, ok := example.Of(c.Params("file"))
	if !ok {
		return portfolio.NotFound("page", c.Params("file"))
	}
	data, err := one.Bytes()
	if err != nil {
		return err
	}
	c.Attachment(one.File)
	c.Set(fiber.HeaderContentType, exampleTypes[slash.Ext(one.File)])
	return c.Send(data)
}

// exampleTypes are the media types of the examples by the ends of their names.
var exampleTypes = map[string]string{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".csv":  mime.FormatMediaType("text/csv", map[string]string{"charset": "utf-8"}),
}

const (
	helpIndex     = "/hjaelp"
	indexPage     = "README"
	findingsPage  = "fund"
	questionsPage = "spoergsmaal"
)

// helpAddress is where a page is read.
func helpAddress(name string) string {
	if name == indexPage {
		return helpIndex
	}
	return helpIndex + "/" + name
}

// findingHelp is where a finding is explained; "" when it is not.
func findingHelp(code string) string { return explained(findingsPage, code) }

// questionHelp is where a question is explained; "" when it is not.
func questionHelp(code string) string { return explained(questionsPage, code) }

func explained(name, anchor string) string {
	pages, err := helpPages()
	if err != nil || !pages[name].Anchors[anchor] {
		return ""
	}
	return helpAddress(name) + "#" + anchor
}

// layoutHelp is where a layout is explained; "" when it is not.
func layoutHelp(layout string) string {
	pages, err := helpPages()
	name := example.PageOf(layout)
	if _, ok := pages[name]; err != nil || !ok {
		return ""
	}
	return helpAddress(name)
}

// help is one page of help.
type help struct {
	Name           string
	Title          string
	HTML           string        // to the end of its picture, where it has one
	Rest           string        // what comes after
	Example        string        // the name of its example, where it has one
	Contents       []helpSection // its sections, for the list at the top
	Anchors        map[string]bool
	Links          []string // the pages it links to, in order
	Previous, Next helpNeighbor
}

type helpSection struct{ Anchor, Title string }

// helpNeighbor is the page before or after, as the first page orders them; the
// zero one is none.
type helpNeighbor struct{ Address, Title string }

// helpPages are all pages, made from their Markdown the first time they are
// asked for.
var helpPages = sync.OnceValues(func() (map[string]help, error) {
	pages := map[string]help{}
	if err := errors.Join(readHelp(pages, docs.Import), readHelp(pages, docs.Use)); err != nil {
		return nil, err
	}
	for _, e := range example.All() {
		one := pages[e.Page]
		one.Example = e.File
		pages[e.Page] = one
	}
	orderHelp(pages)
	return pages, nil
})

// readHelp makes a page of each file in a folder.
func readHelp(pages map[string]help, from embed.FS) error {
	files, err := fs.Glob(from, "*/*.md")
	if err != nil {
		return err
	}
	for _, file := range files {
		source, err := from.ReadFile(file)
		if err != nil {
			return err
		}
		one, err := newHelp(source)
		if err != nil {
			return err
		}
		one.Name = strings.TrimSuffix(slash.Base(file), ".md")
		pages[one.Name] = one
	}
	return nil
}

// orderHelp tells each page that the first page links to which ones stand
// before and after it there.
func orderHelp(pages map[string]help) {
	order := pages[indexPage].Links
	neighbor := func(i int) helpNeighbor {
		if i < 0 || i >= len(order) {
			return helpNeighbor{}
		}
		return helpNeighbor{helpAddress(order[i]), pages[order[i]].Title}
	}
	for i, name := range order {
		one := pages[name]
		one.Previous, one.Next = neighbor(i-1), neighbor(i+1)
		pages[name] = one
	}
}
