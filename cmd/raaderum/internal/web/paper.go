package web

import (
	"bytes"
	"cmp"
	"context"
	"io/fs"
	"regexp"
	"strings"

	papers "raaderum/cmd/raaderum/internal/report"
)

// QuarterPaper is the quarter's page of a pack as a site that can be printed,
// and its charts: the same page readers see, with the pack's figures. Origin is
// where the paper's links lead; "" leaves them out.
func (s *Server) QuarterPaper(ctx context.Context, pack papers.Pack, origin string) (papers.Site, []papers.Picture, error) {
	report := pack.Report
	page := Page{
		Title: pack.Title(), Section: SectionQuarter, Organisation: &report.Organisation,
		Charts: true, Paper: true, Part: pack.Filter, Statement: "/accessibility", Print: pack.Print, Assets: s.assets,
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

// siteLink is a link to a page of ours.
var siteLink = regexp.MustCompile(`<a( [^>]*?)? href="/[^"]*"`)
