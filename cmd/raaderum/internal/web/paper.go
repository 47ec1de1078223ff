package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
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
	body, err := papers.PackPage(func(w io.Writer) error {
		if origin != "" {
			return quarterPage(page, view).Render(ctx, w)
		}
		within := withinWriter{out: w}
		return errors.Join(quarterPage(page, view).Render(ctx, &within), within.end())
	})
	if err != nil {
		return papers.Site{}, nil, err
	}
	pictures, err := papers.Pictures(pack, s.renderer)
	return papers.Site{Origin: cmp.Or(origin, papers.NoOrigin), Page: page.Path, Body: body, Answer: func(path string) (string, []byte, bool) {
		name, ours := strings.CutPrefix(path, s.assets.URL(""))
		if !ours || !fs.ValidPath(name) {
			return "", nil, false
		}
		data, err := fs.ReadFile(s.assets.files, name)
		return contentType(name), data, err == nil
	}}, pictures, err
}

// siteLink is a link to a page of ours.
var siteLink = regexp.MustCompile(`<a( [^>]*?)? href="/[^"]*"`)

// withinWriter leaves out what links of a page lead to outside it, tag by tag.
type withinWriter struct {
	out  io.Writer
	rest []byte // of a tag whose end has not come
}

func (w *withinWriter) Write(p []byte) (int, error) {
	end := bytes.LastIndexByte(p, '>') + 1
	if end == 0 {
		w.rest = append(w.rest, p...)
		return len(p), nil
	}
	_, err := w.out.Write(siteLink.ReplaceAll(append(w.rest, p[:end]...), []byte("<a$1")))
	w.rest = append(w.rest[:0], p[end:]...)
	return len(p), err
}

func (w *withinWriter) end() error {
	_, err := w.out.Write(w.rest)
	return err
}
