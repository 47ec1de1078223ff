package web

import (
	"bytes"
	"cmp"
	"context"
	stdhtml "html"
	"io/fs"
	"regexp"
	"strings"

	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// QuarterPaper is the quarter's page of a pack as a site that can be printed,
// and its charts: the same page readers see, with the pack's figures. Origin is
// where the paper's links lead; "" leaves them out.
func (s *Server) QuarterPaper(ctx context.Context, pack papers.Pack, origin string) (papers.Site, []papers.Picture, error) {
	report := pack.Report
	page := Page{
		Title: pack.Title(), Section: SectionQuarter, Organisation: &report.Organisation,
		Charts: true, Paper: true, Statement: "/accessibility", Print: pack.Print, Assets: s.assets,
	}
	page.Path = page.quarterURL(report.Quarter)
	view, err := s.newQuarterView(page, report, caseChoice{caseFilter: caseFilter{CaseFilter: pack.Filter}})
	if err != nil {
		return papers.Site{}, nil, err
	}
	if view.Agenda = pack.Agenda; pack.Filter.Any() {
		view.Part = pack.Which()
	}
	beside, err := pack.Beside()
	if err != nil {
		return papers.Site{}, nil, err
	}
	if view.Beside, err = s.drawnAll(page, beside...); err != nil {
		return papers.Site{}, nil, err
	}
	for i := range view.Beside {
		view.Beside[i].Basis = page.Path + "#cases" // where its numbers have no page of their own
	}
	view.Since = pack.Changes().HTML()
	var b bytes.Buffer
	if err := quarterPage(page, view).Render(ctx, &b); err != nil {
		return papers.Site{}, nil, err
	}
	html := bytes.Replace(b.Bytes(), []byte("</head>"), []byte(paperStyle+"</head>"), 1)
	if pack.Filter.Any() {
		html = narrowLinks(html, page.Path, pack.Filter)
	}
	if origin == "" {
		html = siteLink.ReplaceAll(html, []byte("<a$1"))
	}
	pictures, err := papers.Pictures(pack, s.renderer)
	return papers.Site{Origin: cmp.Or(origin, papers.NoOrigin), Page: page.Path, Answer: func(path string) (string, []byte, bool) {
		if path == page.Path {
			return "text/html; charset=utf-8", html, true
		}
		name, ours := strings.CutPrefix(path, s.assets.URL(""))
		if !ours || !fs.ValidPath(name) {
			return "", nil, false
		}
		data, err := fs.ReadFile(s.assets.files, name)
		return contentType(name), data, err == nil
	}}, pictures, err
}

// paperStyle leaves the page's number to the paper's own footer.
const paperStyle = `<style>@page { @bottom-right { content: ""; } }</style>`

// narrowLinks lets the numbers of a part lead to sums of the same cases: the
// account's pages and the quarters'.
func narrowLinks(html []byte, below string, filter portfolio.CaseFilter) []byte {
	return sumLink.ReplaceAllFunc(html, func(link []byte) []byte {
		to := stdhtml.UnescapeString(string(sumLink.FindSubmatch(link)[1]))
		if !strings.HasPrefix(to, below+"/account") && !strings.HasPrefix(to, below+"/series") {
			return link
		}
		to, at, _ := strings.Cut(to, "#")
		if to = withQuery(to, filter.Pairs()...); at != "" {
			to += "#" + at
		}
		return []byte(`href="` + stdhtml.EscapeString(to) + `"`)
	})
}

var sumLink = regexp.MustCompile(`href="(/[^"]*)"`)

// siteLink is a link to a page of ours.
var siteLink = regexp.MustCompile(`<a( [^>]*?)? href="/[^"]*"`)
