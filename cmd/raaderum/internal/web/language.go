package web

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/i18n"
)

const (
	languageCookie = "raaderum_language"
	languageLife   = 365 * 24 * time.Hour
)

func (s *Server) languageRoutes(app fiber.Router) {
	app.Post("/language", s.chooseLanguage)
}

// printerOf speaks the language of the request: the one that was chosen, else
// Danish. The browser's own setting is not asked, since many Danish work
// places have browsers set to English.
func printerOf(c *fiber.Ctx) *i18n.Printer {
	if printer, ok := c.Locals(printerKey).(*i18n.Printer); ok {
		return printer
	}
	language := c.Cookies(languageCookie)
	if isAPI(c) && language == "" {
		language = c.AcceptsLanguages(i18n.Languages...)
	}
	printer := i18n.New(language)
	c.Locals(printerKey, printer)
	return printer
}

func (s *Server) chooseLanguage(c *fiber.Ctx) error {
	language := c.FormValue("language")
	if !slices.Contains(i18n.Languages, language) {
		return fiber.ErrBadRequest
	}
	c.Cookie(&fiber.Cookie{
		Name: languageCookie, Value: language, Path: "/", MaxAge: int(languageLife.Seconds()),
		HTTPOnly: true, Secure: s.TLS, SameSite: fiber.CookieSameSiteLaxMode,
	})
	return c.Redirect(localPath(c.FormValue("back")), fiber.StatusSeeOther)
}
