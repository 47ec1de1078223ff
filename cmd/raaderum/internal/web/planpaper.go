package web

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// paperView is a paper as a page, with the files it can be fetched as.
type paperView struct {
	Paper  papers.Paper
	Back   string
	Links  []paperLink
	Prints bool // there is a browser to print with
}

type paperFormat struct{ name, ending string }

// paperFormats are what a paper can be fetched as, by its name in the address.
var paperFormats = []paperFormat{{"pdf", papers.FormatPDF}, {"word", papers.FormatWord}}

// paperRoutes are the papers of a plan and of a case.
func (s *Server) paperRoutes(org fiber.Router) {
	org.Get("/plans/:year/paper", s.planPaper)
	org.Get("/plans/:year/paper/:format", s.planPaper)
	org.Get("/cases/:case/:paper<regex(business-case|cover-note)>", s.casePaper)
	org.Get("/cases/:case/:paper<regex(business-case|cover-note)>/:format", s.casePaper)
	org.Post("/plans/:year/paper/:format", s.planPaper)
	org.Post("/cases/:case/:paper<regex(business-case|cover-note)>/:format", s.casePaper)
}

// planPaper is a year's plan as a paper: the version that was asked for, else
// the latest.
func (s *Server) planPaper(c *fiber.Ctx) error {
	if err := knownFormat(c); err != nil {
		return err
	}
	year, err := planYear(c)
	if err != nil {
		return err
	}
	version := c.QueryInt("version")
	pack, err := papers.PlanPackOf(c.UserContext(), s.Store, visitOf(c).Organisation, year, version, s.renderer, s.Now(), printerOf(c))
	if err != nil {
		return err
	}
	page := s.page(c, SectionPlan, "plan.title", "year", yearText(year))
	query := ""
	if version != 0 {
		query = strconv.Itoa(version)
	}
	return s.sendPaper(c, page, pack.Paper(), withQuery(page.planURL(year), "version", query), func(format string) string {
		return withQuery(page.planURL(year, "paper", format), "version", query)
	})
}

// casePaper is the business case, or the page about it for the council.
func (s *Server) casePaper(c *fiber.Ctx) error {
	if err := knownFormat(c); err != nil {
		return err
	}
	if paper := c.Params("paper"); paper != "business-case" && paper != "cover-note" {
		return portfolio.NotFound("page", paper)
	}
	report, figures, standing, err := s.caseReport(c)
	if err != nil {
		return err
	}
	pack, err := papers.NewCasePack(report, figures.Case.ID, s.renderer, s.Now(), printerOf(c))
	if err != nil {
		return err
	}
	if standing != nil && !standing.Live {
		pack.Frozen, pack.Faults = standing.Snapshot.Hash, len(standing.Faults)
	}
	kind := c.Params("paper")
	paper := pack.Paper()
	if kind == "cover-note" {
		paper = pack.CoverNote()
	}
	page := s.page(c, SectionCases, "case.title", "title", paper.Title)
	page.Standing = standing
	return s.sendPaper(c, page, paper, page.caseURL(figures.Case.ID, report.Quarter), func(format string) string {
		return page.asSeen(report.Quarter, withQuery(page.URL("cases", string(figures.Case.ID), kind, format), "quarter", report.Quarter.String()))
	})
}

// sendPaper shows a paper, or sends it as the file that was asked for.
func (s *Server) sendPaper(c *fiber.Ctx, page Page, paper papers.Paper, back string, link func(format string) string) error {
	view := paperView{Paper: paper, Back: back, Prints: papers.HasBrowser()}
	for _, format := range paperFormats {
		if format.name == c.Params("format") {
			if c.Method() == fiber.MethodPost {
				return s.makePaper(c, paper, format)
			}
			return s.sendPaperAs(c, paper, format.ending)
		}
		if format.name != "pdf" || view.Prints {
			view.Links = append(view.Links, paperLink{format.name, link(format.name)})
		}
	}
	return render(c, fiber.StatusOK, paperPage(page, view))
}

// knownFormat tells that a paper cannot be fetched as what the address says, before
// anything is asked of what the paper is about.
func knownFormat(c *fiber.Ctx) error {
	format := param(c, "format")
	if format == "" || slices.ContainsFunc(paperFormats, func(one paperFormat) bool { return one.name == format }) {
		return nil
	}
	return portfolio.NotFound("paper-format", format)
}

// makePaper begins to make one paper.
func (s *Server) makePaper(c *fiber.Ctx, paper papers.Paper, format paperFormat) error {
	origin := s.origin(c)
	at, query, _ := strings.Cut(c.OriginalURL(), "?")
	back := strings.TrimSuffix(at, "/"+format.name) + "?" + query
	return s.makePapers(c, paper.Title, strings.TrimSuffix(back, "?"), func(ctx context.Context, folder string, progress func(string, int, int)) ([]string, []error, error) {
		progress(format.name, 0, 1)
		files, missing, err := paper.Write(ctx, origin, format.ending)
		if err != nil {
			return nil, nil, err
		}
		var names []string
		for _, file := range files {
			names = append(names, file.Name)
		}
		return names, missing, papers.WriteAll(folder, files)
	})
}

func (s *Server) sendPaperAs(c *fiber.Ctx, paper papers.Paper, ending string) error {
	letGo, err := takePrinter(c.UserContext())
	if err != nil {
		return err
	}
	defer letGo()
	files, missing, err := paper.Write(c.UserContext(), s.origin(c), ending)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return missing[0]
	}
	var b bytes.Buffer
	if err := files[0].Write(&b); err != nil {
		return err
	}
	c.Attachment(files[0].Name)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Send(b.Bytes())
}

// planVersionQuery names a stored version in an address; "" for what is not stored.
func planVersionQuery(plan portfolio.ActionPlan) string {
	if plan.Version == 0 {
		return ""
	}
	return strconv.Itoa(plan.Version)
}
