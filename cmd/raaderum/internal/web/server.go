// Package web is the pages and the HTTP interface: one file per noun with its
// routes, handlers and typed page structs, and a templ component beside it. It
// knows no database: each file declares the little it needs of the store as an
// interface.
//
// # Conventions
//
// Every page lives under its organisation, /{org}/…, and the organisation is
// checked in one place (scope). A page is rendered whole into a buffer before a
// byte is sent. A handler returns errors; errors.go turns them into a page or a
// problem document in the user's language. Every page works without JavaScript.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/batch"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/importers"
	"raaderum/importers/workbook"
)

// Limits of one request. What is above its limit is read and thrown away up to
// another one, since a browser shows no answer before it has sent everything.
const (
	formRoom     = 1 << 20 // what a form takes beside its files
	refusedLimit = 1 << 30
	readTimeout  = 60 * time.Second
	writeTimeout = 120 * time.Second
	idleTimeout  = 120 * time.Second
	drainTimeout = 15 * time.Second // how long a shutdown waits for open requests
)

// requestTime is for everything behind a request, an import too.
var requestTime = 90 * time.Second

// Config is what the server is wired with.
type Config struct {
	Store Store
	Now   func() time.Time
	Log   *slog.Logger

	// Calculate answers the calculator's document, in a language; the command
	// line's own engine.
	Calculate func(language string, document []byte) ([]byte, error)
	// Select answers the document of `raaderum select`, and Evaluate tells the figures
	// of the cases that were read, as `raaderum evaluate` does.
	Select   func(ctx context.Context, language string, document []byte) ([]byte, error)
	Evaluate func(language string, terms EvaluationTerms, files []importers.File) (any, error)

	// Limits are what a workbook may cost to be read; zero fields are the
	// reader's defaults.
	Limits workbook.Limits
	// UploadBytes is what one request may hold, and UploadFiles how many files,
	// unpacked; 0 is the default.
	UploadBytes int64
	UploadFiles int

	// TLS says that people reach the server over https, by a proxy in front of
	// it: cookies are then Secure and browsers are told to keep to https.
	TLS bool
	// OpenLinks says that opening a login link logs in, without a button to
	// press: for the demo, whose links work as often as they are opened.
	OpenLinks bool
	// AccessibilityStatement is the address of the organisation's statement
	// (tilgængelighedserklæring) made in WAS-Tool; "" leaves the server's own page.
	AccessibilityStatement string
}

// Store is everything the pages need of the store, gathered from the files
// that need it.
type Store interface {
	sessions
	organisations
	health
	uploads
	batches
	membership
	imports
	undos
	verifies
	portfolios
	corrections
	rounds
	freezing
	governing
	agendas
	packs
	caseVersions
	plans
	entries
	judgments
	versions
}

// Server answers over HTTP. It keeps nothing between requests that another
// server beside it would need.
type Server struct {
	Config
	app      *fiber.App
	assets   assets
	metrics  *metrics
	renderer *charts.Renderer // of the charts, with what it drew before
	readers  chan struct{}    // one place for each workbook that may be read at once
	pages    *keptPages       // as they were sent
	makings  makings          // papers under way, and made
	runner   *batch.Runner    // of the files that wait in batches
}

// New is a server with all its routes.
func New(config Config) (*Server, error) {
	bundle, err := loadAssets()
	if err != nil {
		return nil, err
	}
	s := &Server{Config: config, assets: bundle, metrics: newMetrics(), readers: make(chan struct{}, readAtOnce), renderer: charts.NewRenderer(), pages: newKeptPages(keptBytes)}
	s.runner = batch.NewRunner(config.Store, s.workOn, config.Log, config.Limits.OrDefaults().Time+batchPatience, batch.Idle)
	s.app = fiber.New(fiber.Config{
		AppName:               "raaderum",
		DisableStartupMessage: true,
		Immutable:             true, // strings from a request outlive the handler
		BodyLimit:             s.bodyLimit(),
		StreamRequestBody:     true, // so that a body above the limit reaches us, to be answered
		ReadTimeout:           readTimeout,
		WriteTimeout:          writeTimeout,
		IdleTimeout:           idleTimeout,
		ErrorHandler:          s.fail,
		JSONEncoder:           machine.JSON,

		DisablePreParseMultipartForm: true, // forms are read by those who may send them
	})
	s.routes()
	return s, nil
}

// bodyLimit is what a request may hold.
func (s *Server) bodyLimit() int { return int(s.uploadBytes()) + formRoom }

// Serve answers on the listener and works through batches until the context
// ends, then lets open requests and files that are begun finish.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	listener = &closedOnce{Listener: listener}
	go func() {
		// Without the bundle the pages say so themselves.
		if err := s.renderer.Warm(); err != nil && !errors.Is(err, charts.ErrNoBundle) {
			s.Log.Error("charts cannot be drawn", "error", err)
		}
	}()
	finish, cutOff := context.WithCancel(context.WithoutCancel(ctx))
	defer cutOff()
	defer s.makings.close()
	begin, stop := context.WithCancel(ctx)
	defer stop()
	worked := make(chan struct{})
	go func() { defer close(worked); s.runner.Run(begin, finish) }()
	served := make(chan error, 1)
	go func() { served <- s.app.Listener(listener) }()
	select {
	case err := <-served:
		stop()
		cutOff()
		<-worked
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	err := s.app.ShutdownWithContext(drain)
	// A shutdown that comes before the listener is taken finds nothing to
	// close, and the server would begin to wait for requests afterwards.
	err = errors.Join(err, listener.Close())
	select {
	case <-worked:
	case <-drain.Done():
		cutOff() // what is begun is given back, for another to take
		<-worked
	}
	if errors.Is(err, context.DeadlineExceeded) {
		s.Log.Warn("requests were cut off at shutdown", "after", drainTimeout)
		return nil
	}
	return errors.Join(err, <-served)
}

// closedOnce is a listener that may be closed again without an error.
type closedOnce struct {
	net.Listener
	once sync.Once
	err  error
}

func (l *closedOnce) Close() error {
	l.once.Do(func() { l.err = l.Listener.Close() })
	return l.err
}
