package web

import (
	"net/http"
	"strings"
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
