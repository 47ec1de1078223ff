package web

import (
	"context"
	"mime"
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// imports is what the history of imports needs of the store.
type imports interface {
	Imports(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Import, error)
	OriginalFile(ctx context.Context, org portfolio.OrganisationID, sha256 string) (portfolio.OriginalFile, error)
	User(ctx context.Context, id portfolio.UserID) (portfolio.User, error)
}

// importView is an import with the name of who made it.
type importView struct {
	portfolio.Import
	Who string
}

func (s *Server) importRoutes(org fiber.Router) {
	org.Get("/imports", s.history)
	org.Get("/files/:sha256", s.originalFile)
	org.Get("/files/:sha256/cells/:sheet/:cell", s.sourceCell)
}

// history is every import, newest first.
func (s *Server) history(c *fiber.Ctx) error {
	views, err := s.importViews(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, importsPage(s.page(c, SectionImports, "imports.title"), views))
}

func (s *Server) importViews(ctx context.Context, org portfolio.OrganisationID) ([]importView, error) {
	all, err := s.Store.Imports(ctx, org)
	if err != nil {
		return nil, err
	}
	names := map[portfolio.UserID]string{}
	views := make([]importView, 0, len(all))
	for _, one := range all {
		if _, known := names[one.By]; !known {
			user, err := s.Store.User(ctx, one.By)
			if err != nil && portfolio.ErrorCode(err) != portfolio.CodeNotFound {
				return nil, err
			}
			names[one.By] = user.Name
		}
		views = append(views, importView{one, names[one.By]})
	}
	slices.SortStableFunc(views, func(a, b importView) int { return b.At.Compare(a.At) })
	return views, nil
}

// originalFile sends the workbook as it was uploaded, to be saved and never
// shown by the browser.
func (s *Server) originalFile(c *fiber.Ctx) error {
	file, err := s.Store.OriginalFile(c.UserContext(), visitOf(c).Organisation.ID, param(c, "sha256"))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEOctetStream)
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": fileName(file.Name)}))
	c.Set(fiber.HeaderContentSecurityPolicy, "sandbox; default-src 'none'")
	c.Set(fiber.HeaderCacheControl, "private, max-age=86400, immutable")
	return c.Send(file.Bytes)
}
