package web

import (
	"bytes"
	"html"
	slash "path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"raaderum/docs"
)

// newHelp makes a page of Markdown. HTML in it is left out, as goldmark does by
// itself: the pages' policy forbids what it could do anyway.
func newHelp(source []byte) (help, error) {
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(pictures{}, 100))),
	)
	tree := markdown.Parser().Parse(text.NewReader(source))
	page := help{Anchors: map[string]bool{}}
	err := ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch node := node.(type) {
		case *ast.Heading:
			page.addHeading(node, source)
		case *ast.Link:
			page.addLink(node)
		}
		return ast.WalkContinue, nil
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
	var out bytes.Buffer
	if err := markdown.Renderer().Render(&out, source, tree); err != nil {
		return help{}, err
	}
	page.HTML, page.Rest = afterPicture(strings.ReplaceAll(out.String(), "<pre>", `<pre tabindex="0">`)) // it may scroll
	return page, nil
}

// addHeading takes the title, a section or an anchor from a heading.
func (page *help) addHeading(heading *ast.Heading, source []byte) {
	id, _ := heading.AttributeString("id")
	anchor, _ := id.([]byte)
	page.Anchors[string(anchor)] = true
	switch heading.Level {
	case 1:
		page.Title = innerText(heading, source)
	case 2:
		page.Contents = append(page.Contents, helpSection{string(anchor), innerText(heading, source)})
	}
}

// addLink turns a link between files into one between pages.
func (page *help) addLink(link *ast.Link) {
	file, anchor, _ := strings.Cut(string(link.Destination), "#")
	name, ok := strings.CutSuffix(file, ".md")
	if !ok {
		return
	}
	name = slash.Base(name) // pages of every folder have names of their own
	page.Links = append(page.Links, name)
	address := helpAddress(name)
	if anchor != "" {
		address += "#" + anchor
	}
	link.Destination = []byte(address)
}

func innerText(of ast.Node, source []byte) string {
	var words strings.Builder
	for node := of.FirstChild(); node != nil; node = node.NextSibling() {
		if t, ok := node.(*ast.Text); ok {
			words.Write(t.Segment.Value(source))
		}
	}
	return words.String()
}

// pictures renders images with the drawing itself in the page, so that it
// takes its colors from there: a sheet is dark on a dark screen.
type pictures struct{}

func (pictures) RegisterFuncs(register renderer.NodeRendererFuncRegisterer) {
	register.Register(ast.KindImage, func(out util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkSkipChildren, nil
		}
		drawing, err := docs.Import.ReadFile(slash.Join("import", string(node.(*ast.Image).Destination)))
		if err != nil {
			return ast.WalkStop, err
		}
		_, _ = out.WriteString(pictureMark + html.EscapeString(innerText(node, source)) + `">`)         // the writer keeps its error
		_, _ = out.WriteString(strings.Replace(string(drawing), `role="img"`, `aria-hidden="true"`, 1)) // it is named above
		_, _ = out.WriteString("</span>")
		return ast.WalkSkipChildren, nil
	})
}

// pictureMark begins a picture. It can be scrolled, so it can be reached with
// the keyboard.
const pictureMark = `<span class="sheet-picture" tabindex="0" role="img" aria-label="`

// afterPicture parts a page after the paragraph with its picture.
func afterPicture(page string) (before, after string) {
	const end = "</p>"
	at := strings.Index(page, pictureMark)
	if at < 0 {
		return page, ""
	}
	at += strings.Index(page[at:], end) + len(end)
	return page[:at], page[at:]
}
