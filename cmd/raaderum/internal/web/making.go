package web

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// making (dannelse af papirer) is papers under way, or made: the reader's page
// follows it and can be left meanwhile. Papers come out of what is stored, so
// nothing is lost with them: a server that starts anew forgets them, and they are
// made again.
type making struct {
	ID    string
	Org   portfolio.OrganisationID
	Title string
	Back  string // the page they were asked for on
	Again string // where they are asked for anew

	mu      sync.Mutex
	state   makingState
	step    string // key of what is done now
	done    int
	steps   int
	files   []string // names, in the folder
	missing []error
	err     error
	folder  string
	cancel  context.CancelFunc
}

type makingState string

const (
	makingWaits     makingState = "waiting"
	makingWorks     makingState = "working"
	makingDone      makingState = "done"
	makingCancelled makingState = "cancelled"
	makingFailed    makingState = "failed"
)

// makingView is how far papers are, as their page shows it.
type makingView struct {
	*making
	State   makingState
	Step    string
	Done    int
	Steps   int
	Files   []string
	Missing []error
	Err     error
}

// Open tells whether there is more to come.
func (v makingView) Open() bool { return v.State == makingWaits || v.State == makingWorks }

func (m *making) view() makingView {
	m.mu.Lock()
	defer m.mu.Unlock()
	return makingView{m, m.state, m.step, m.done, m.steps, m.files, m.missing, m.err}
}

// progress is told by whoever makes the papers.
func (m *making) progress(step string, done, steps int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state, m.step, m.done, m.steps = makingWorks, step, done, steps
}

func (m *making) end(files []string, missing []error, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files, m.missing, m.err, m.done = files, missing, err, m.steps
	switch {
	case errors.Is(err, context.Canceled):
		m.state = makingCancelled
	case err != nil:
		m.state = makingFailed
	default:
		m.state = makingDone
	}
}

// makings are the papers a server has made lately.
type makings struct {
	mu  sync.Mutex
	all []*making // the oldest first
}

// mostMakings is how many a server keeps; the oldest that is done goes first.
const mostMakings = 32

var errUnmade = errors.New("web: papers were not made")

// makingTime is how long a making may take when its turn has come.
const makingTime = 10 * time.Minute

// makePaper makes papers into a folder, telling how far it is.
type makePaper func(ctx context.Context, folder string, progress func(step string, done, steps int)) (names []string, missing []error, err error)

// makePapers begins to make papers and leads to their making. It goes on when the
// request is over, until it is done or cancelled.
func (s *Server) makePapers(c *fiber.Ctx, title, back string, makeAll makePaper) error {
	org := visitOf(c).Organisation.ID
	folder, err := os.MkdirTemp("", "raaderum-papers-")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	m := &making{ID: rand.Text(), Org: org, Title: title, Back: back, Again: c.OriginalURL(), state: makingWaits, folder: folder, cancel: cancel}
	s.makings.add(m)
	go func() {
		defer cancel()
		select {
		case printing <- struct{}{}:
			defer func() { <-printing }()
		case <-ctx.Done():
			m.end(nil, nil, ctx.Err())
			return
		}
		defer func() { // a paper that fails takes nothing else with it
			if failed := recover(); failed != nil {
				s.Log.Error("papers", "title", title, "panic", failed, "stack", string(debug.Stack()))
				m.end(nil, nil, errUnmade)
			}
		}()
		ctx, stop := context.WithTimeout(ctx, makingTime)
		defer stop()
		files, missing, err := makeAll(ctx, folder, m.progress)
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			err = errors.Join(papers.ErrBusy(), err)
		case ctx.Err() != nil:
			err = ctx.Err() // what was broken off is no result
		}
		if err != nil {
			files = nil
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			s.Log.Error("papers", "title", title, "error", err)
		}
		m.end(files, missing, err)
	}()
	return c.Redirect(path(string(org), "papers", m.ID), fiber.StatusSeeOther)
}

func (a *makings) add(m *making) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, m)
	for i := 0; i < len(a.all) && len(a.all) > mostMakings; {
		if one := a.all[i]; !one.view().Open() {
			_ = os.RemoveAll(one.folder) // what stays is the system's own to clear
			a.all = append(a.all[:i], a.all[i+1:]...)
			continue
		}
		i++
	}
}

// close ends what is under way and removes the files.
func (a *makings) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, one := range a.all {
		one.cancel()
		_ = os.RemoveAll(one.folder)
	}
}

func (a *makings) find(org portfolio.OrganisationID, id string) (*making, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, one := range a.all {
		if one.ID == id && one.Org == org {
			return one, nil
		}
	}
	return nil, &portfolio.Error{Code: portfolio.CodeNotFound, Key: "making.gone"}
}

func (s *Server) makingRoutes(org fiber.Router) {
	org.Get("/papers/:making", s.making)
	org.Post("/papers/:making/cancel", s.cancelMaking)
	org.Get("/papers/:making/:file", s.madePaper)
}

func (s *Server) making(c *fiber.Ctx) error {
	m, err := s.makings.find(visitOf(c).Organisation.ID, c.Params("making"))
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, makingPage(s.page(c, SectionQuarter, "making.title", "title", m.Title), m.view()))
}

func (s *Server) cancelMaking(c *fiber.Ctx) error {
	org := visitOf(c).Organisation.ID
	m, err := s.makings.find(org, c.Params("making"))
	if err != nil {
		return err
	}
	m.cancel()
	return c.Redirect(path(string(org), "papers", m.ID), fiber.StatusSeeOther)
}

// madePaper sends a paper that was made.
func (s *Server) madePaper(c *fiber.Ctx) error {
	m, err := s.makings.find(visitOf(c).Organisation.ID, c.Params("making"))
	if err != nil {
		return err
	}
	for _, name := range m.view().Files {
		if name == c.Params("file") {
			c.Set(fiber.HeaderCacheControl, "no-store")
			return c.Download(filepath.Join(m.folder, name), name)
		}
	}
	return portfolio.NotFound("page", c.Params("file"))
}

// makePack begins to make a quarter's papers.
func (s *Server) makePack(c *fiber.Ctx) error {
	pack, err := s.packOf(c)
	if err != nil {
		return err
	}
	origin := s.origin(c)
	only, err := endingOf(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "pack.title", "quarter", pack.Report.Quarter)
	back := withQuery(page.quarterURL(pack.Report.Quarter, "pack"), packPairs(c)...)
	if wantsLive(c) {
		back = withQuery(back, "figures", figuresLive)
	}
	return s.makePapers(c, page.Title, back, func(ctx context.Context, folder string, progress func(string, int, int)) ([]string, []error, error) {
		from := s.sources(pack, origin, only)
		from.Progress = func(step string, done int) { progress(step, done, papers.PackSteps) }
		return papers.Papers(ctx, pack, from, folder)
	})
}

// missingText says what could not be made, and how to get it.
func missingText(print *i18n.Printer, err error) string { return print.Error(err) }
