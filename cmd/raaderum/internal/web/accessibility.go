package web

import "github.com/gofiber/fiber/v2"

// accessibilityRoutes answer where the organisation has not yet said where its
// own statement is: the law wants the statement from whoever runs the site.
func (s *Server) accessibilityRoutes(app fiber.Router) {
	app.Get("/accessibility", func(c *fiber.Ctx) error {
		return render(c, fiber.StatusOK, accessibilityPage(s.page(c, "", "accessibility.title")))
	})
}
