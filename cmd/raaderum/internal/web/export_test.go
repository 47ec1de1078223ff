package web

import (
	"context"
	"net/http"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// APIRoutes are the server's routes of the machine interface, "POST /api/v1/calc".
func (s *Server) APIRoutes() []string {
	var routes []string
	for _, route := range s.app.GetRoutes(true) {
		if strings.HasPrefix(route.Path, "/api/v1/") && route.Method != http.MethodHead {
			routes = append(routes, route.Method+" "+route.Path)
		}
	}
	return routes
}

// Addresses are the patterns of what answers GET, but for the machine interface:
// "/:org/cases/:case".
func (s *Server) Addresses() []string {
	var patterns []string
	for _, route := range s.app.GetRoutes(true) {
		if route.Method == http.MethodGet && !strings.HasPrefix(route.Path, "/api/v1/") {
			patterns = append(patterns, route.Path)
		}
	}
	return patterns
}

// HoldPrinting keeps the place of the browser that prints until it is let go, so
// that papers stay under way as long as a test looks at them.
func HoldPrinting() (letGo func()) {
	printing <- struct{}{}
	return func() { <-printing }
}

// ShortPrinterWait makes a request wait for the printer no longer than a moment.
func ShortPrinterWait() (undo func()) {
	before := printerWait
	printerWait = time.Millisecond
	return func() { printerWait = before }
}

// NoRequestTime gives requests no time at all, as on a machine where all of it is
// gone before anything is done.
func NoRequestTime() (undo func()) {
	before := requestTime
	requestTime = 0
	return func() { requestTime = before }
}

// TakePrinter waits for the place of the browser that prints.
func TakePrinter(ctx context.Context) (letGo func(), err error) { return takePrinter(ctx) }

// ForgetPages forgets the pages that are kept.
func (s *Server) ForgetPages() { s.pages = newKeptPages(keptBytes) }

// KeptRoutes are the patterns of the pages that may be kept.
func (s *Server) KeptRoutes() []string {
	var patterns []string
	for _, route := range s.app.GetRoutes(true) {
		if route.Method == http.MethodGet && len(route.Handlers) > 1 && strings.HasSuffix(runtime.FuncForPC(reflect.ValueOf(route.Handlers[0]).Pointer()).Name(), ".kept-fm") {
			patterns = append(patterns, route.Path)
		}
	}
	return patterns
}

// KeepPages keeps pages of so many bytes in turn and gives what is left of them,
// by number, and the bytes they take.
func KeepPages(most int, sizes ...int) (left []int, size int) {
	pages := newKeptPages(most)
	for i, n := range sizes {
		pages.keep(&keptPage{key: strconv.Itoa(i), body: make([]byte, n-keptOverhead-len(strconv.Itoa(i)))})
		pages.find("0") // is asked for all the time
	}
	for i := range sizes {
		if pages.find(strconv.Itoa(i)) != nil {
			left = append(left, i)
		}
	}
	return left, pages.size
}
