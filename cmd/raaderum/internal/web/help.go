package web

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"raaderum/docs"
	"raaderum/portfolio"
)

// helpRoutes answer with the help pages. They say nothing about anybody, so
// whoever got a link in a mail may read them.
func (s *Server) helpRoutes(app fiber.Router) {
	app.Get("/hjaelp/:page", func(c *fiber.Ctx) error {
		pages, err := helpPages()
		if err != nil {
			return err
		}
		help, ok := pages[c.Params("page")]
		if !ok {
			return portfolio.NotFound("page", c.Params("page"))
		}
		page := s.page(c, "", "help.title")
		page.Title = help.Title
		return render(c, fiber.StatusOK, helpPage(page, help))
	})
}

// findingsHelp is the page that explains findings, by their codes.
const findingsHelp = "/hjaelp/fund"

// findingHelp is where a finding is explained; "" when it is not.
func findingHelp(code string) string {
	pages, err := helpPages()
	if err != nil || !pages["fund"].Anchors[code] {
		return ""
	}
	return findingsHelp + "#" + code
}

// help is one page of help.
type help struct {
	Title    string
	HTML     string
	Contents []helpSection // its sections, for the list at the top
	Anchors  map[string]bool
}

type helpSection struct{ Anchor, Title string }

// helpPages are all pages, made from their Markdown the first time they are
// asked for.
var helpPages = sync.OnceValues(func() (map[string]help, error) {
	files, err := fs.Glob(docs.Import, "import/*.md")
	if err != nil {
		return nil, err
	}
	pages := map[string]help{}
	for _, file := range files {
		source, err := docs.Import.ReadFile(file)
		if err != nil {
			return nil, err
		}
		one, err := newHelp(source)
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(strings.TrimPrefix(file, "import/"), ".md")] = one
	}
	return pages, nil
})

// newHelp makes a page of Markdown. HTML in it is left out, as goldmark does by
// itself: the pages' policy forbids what it could do anyway.
func newHelp(source []byte) (help, error) {
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
	)
	tree := markdown.Parser().Parse(text.NewReader(source))
	page := help{Anchors: map[string]bool{}}
	err := ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		heading, ok := node.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		id, _ := heading.AttributeString("id")
		anchor, _ := id.([]byte)
		page.Anchors[string(anchor)] = true
		switch heading.Level {
		case 1:
			page.Title = headingText(heading, source)
		case 2:
			page.Contents = append(page.Contents, helpSection{string(anchor), headingText(heading, source)})
		}
		return ast.WalkSkipChildren, nil
	})
	if err != nil {
		return help{}, err
	}
	for node := tree.FirstChild(); node != nil; node = node.NextSibling() {
		if heading, ok := node.(*ast.Heading); ok && heading.Level == 1 {
			tree.RemoveChild(tree, heading) // the page writes its own title
			break
		}
	}
	var html bytes.Buffer
	if err := markdown.Renderer().Render(&html, source, tree); err != nil {
		return help{}, err
	}
	page.HTML = html.String()
	return page, nil
}

func headingText(heading *ast.Heading, source []byte) string {
	var words strings.Builder
	for node := heading.FirstChild(); node != nil; node = node.NextSibling() {
		if t, ok := node.(*ast.Text); ok {
			words.Write(t.Segment.Value(source))
		}
	}
	return words.String()
}
