package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// receiveCells takes in cells that were copied in a spreadsheet. They become a
// file of their own, and go the way of every file.
func (s *Server) receiveCells(c *fiber.Ctx) error {
	cells := c.FormValue("cells")
	if strings.TrimSpace(cells) == "" {
		return s.renderUploadForm(c, uploadForm{NoCells: printerOf(c).T("cells.none")})
	}
	name := printerOf(c).T("cells.name") + "-" + s.Now().Format("2006-01-02-150405") + ".tsv"
	return s.receiveOne(c, name, []byte(strings.ToValidUTF8(cells, "")))
}
