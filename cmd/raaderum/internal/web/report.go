package web

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// packs is what the quarterly pack needs of the store.
type packs interface {
	// Snapshot is a frozen quarter; CodeNotFound for one that is not frozen.
	Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (portfolio.Snapshot, error)
}

// packView is the quarterly pack: what can be fetched, and what it holds.
type packView struct {
	Pack   papers.Pack
	Papers []paperLink
	Pairs  []string // what its address narrows it to and assumes
	Prints bool     // there is a browser to print with
}

// paperLink is one paper, by its name in the address.
type paperLink struct {
	Name string
	URL  string
}

// paperEndings are the papers that can be fetched, in their order on the page.
var paperEndings = []struct{ name, ending string }{{"pdf", ".pdf"}, {"word", ".docx"}, {"excel", ".xlsx"}, {"evidence", ".zip"}}

// packRoutes are the page of a quarter's pack and its papers.
func (s *Server) packRoutes(org fiber.Router) {
	org.Get("/quarters/:quarter/pack", s.pack)
	org.Post("/quarters/:quarter/pack", s.makePack)
	org.Get("/quarters/:quarter/pack/:paper", s.paper)
	org.Post("/quarters/:quarter/pack/:paper", s.makePack)
}

// packOf is the pack of the quarter in the path: frozen where it is frozen.
func (s *Server) packOf(c *fiber.Ctx) (papers.Pack, error) {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return papers.Pack{}, err
	}
	org := visitOf(c).Organisation
	snapshot, frozen, err := papers.SnapshotOf(c.UserContext(), s.Store, org, quarter, s.Now(), wantsLive(c))
	if err != nil {
		return papers.Pack{}, err
	}
	pack, err := papers.NewPack(snapshot, frozen, s.Now(), printerOf(c))
	if err != nil {
		return papers.Pack{}, err
	}
	agenda, err := s.Store.Agenda(c.UserContext(), org.ID)
	if err != nil {
		return pack, err
	}
	if pack.Assumed, err = papers.ReadAssumptions(assumedIn(c)); err != nil {
		return pack, err
	}
	if pack, err = pack.See(agenda).NarrowedBy(func(field string) string { return c.Query(field) }); err != nil {
		return pack, err
	}
	origin := s.origin(c) // the request may be over when the papers are made
	pack.Cell = func(source portfolio.Source) string {
		return origin + path(string(org.ID), "files", source.SHA256, "cells", source.Sheet, source.Cell)
	}
	return pack, nil
}

// assumedIn is what an address assumes of the benefits to come, as the page of
// the outlook's does.
func assumedIn(c *fiber.Ctx) (stated []string) {
	for _, name := range assumedFields() {
		if value := c.Query(name); value != "" {
			stated = append(stated, name+"="+value)
		}
	}
	if method := c.Query("method"); len(stated) > 0 && method != "" {
		stated = append(stated, "method="+method)
	}
	return stated
}

func assumedFields() []string {
	names := []string{"together"}
	for _, layer := range portfolio.UncertainLayers {
		for _, side := range []string{"-low", "-high", "-chance"} {
			names = append(names, string(layer)+side)
		}
	}
	return names
}

// packPairs are what an address says of a pack, to be said by its links too.
func packPairs(c *fiber.Ctx) (pairs []string) {
	for _, name := range append(append(assumedFields(), "method"), filterNames...) {
		pairs = append(pairs, name, c.Query(name))
	}
	return pairs
}

// origin is the server as the reader knows it, for the links of a paper.
func (s *Server) origin(c *fiber.Ctx) string {
	if s.TLS {
		return "https://" + c.Hostname()
	}
	return "http://" + c.Hostname()
}

func (s *Server) pack(c *fiber.Ctx) error {
	pack, err := s.packOf(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "pack.title", "quarter", pack.Report.Quarter)
	if _, page.Standing, err = s.reportAsSeen(c.UserContext(), visitOf(c).Organisation, pack.Report.Quarter, !pack.Frozen); err != nil {
		return err
	}
	view := packView{Pack: pack, Pairs: packPairs(c), Prints: papers.HasBrowser()}
	for _, one := range paperEndings {
		if one.name != "pdf" || view.Prints {
			view.Papers = append(view.Papers, paperLink{one.name, withQuery(page.quarterURL(pack.Report.Quarter, "pack", one.name), packPairs(c)...)})
		}
	}
	return render(c, fiber.StatusOK, packPage(page, view))
}

// endingOf is the ending of the paper in the path; "" where it names none, and
// asks for all.
func endingOf(c *fiber.Ctx) (string, error) {
	name := param(c, "paper")
	for _, one := range paperEndings {
		if one.name == name {
			return one.ending, nil
		}
	}
	if name != "" {
		return "", portfolio.NotFound("page", name)
	}
	return "", nil
}

// paper sends one paper, made as it is asked for: whoever has its address can fetch
// it in one request. The pages have it made in the background.
func (s *Server) paper(c *fiber.Ctx) error {
	ending, err := endingOf(c)
	if err != nil {
		return err
	}
	pack, err := s.packOf(c)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "raaderum-paper-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	name, err := s.paperOf(c.UserContext(), pack, ending, s.origin(c), folder)
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(folder, name)) //nolint:gosec // a paper of ours, under a name of ours
	if err != nil {
		return err
	}
	c.Attachment(name)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.SendStream(file) // closed when it is sent; its name may go before
}

// paperOf makes the paper with an ending. One browser prints at a time: each
// takes a few hundred megabytes.
func (s *Server) paperOf(ctx context.Context, pack papers.Pack, ending, origin, folder string) (string, error) {
	if ending != papers.FormatExcel {
		letGo, err := takePrinter(ctx)
		if err != nil {
			return "", err
		}
		defer letGo()
	}
	names, missing, err := papers.Papers(ctx, pack, s.sources(pack, origin, ending), folder)
	switch {
	case err != nil:
		return "", err
	case len(names) == 0:
		return "", missing[0]
	}
	return names[0], nil
}

// sources are what a pack's papers are made of here.
func (s *Server) sources(pack papers.Pack, origin, only string) papers.Sources {
	site := func(ctx context.Context) (papers.Site, []papers.Picture, error) {
		return s.QuarterPaper(ctx, pack, origin)
	}
	return papers.Sources{Site: site, Files: s.Store, Only: only}
}

// printing is the place of the browser that prints.
var printing = make(chan struct{}, 1)

// printerWait is how long a request waits for that place.
var printerWait = 20 * time.Second

// takePrinter waits for the place of the browser that prints. CodeBusy when others
// keep it.
func takePrinter(ctx context.Context) (letGo func(), err error) {
	patience := time.NewTimer(printerWait)
	defer patience.Stop()
	select {
	case printing <- struct{}{}:
		return func() { <-printing }, nil
	case <-patience.C:
		return nil, papers.ErrBusy()
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, papers.ErrBusy()
		}
		return nil, ctx.Err()
	}
}

// busy tells whether papers were not made because there was too much else to do.
func busy(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) || portfolio.ErrorCode(err) == portfolio.CodeBusy
}
