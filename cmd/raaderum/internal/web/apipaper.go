package web

import "github.com/gofiber/fiber/v2"

// apiPapers sends the papers that the pages lead to.
func (s *Server) apiPapers(org fiber.Router) {
	org.Get("/quarters/:quarter/papers/:paper", s.paper)
	org.Get("/plans/:year/papers/:format", s.planPaper)
	org.Get("/cases/:case/papers/:paper/:format", s.casePaper)
}
