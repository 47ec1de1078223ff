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
	Who      string
	UndoneBy string
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
		view := importView{Import: one}
		if view.Who, err = s.nameOf(ctx, names, one.By); err != nil {
			return nil, err
		}
		if one.Undone != nil {
			if view.UndoneBy, err = s.nameOf(ctx, names, one.Undone.By); err != nil {
				return nil, err
			}
		}
		views = append(views, view)
	}
	slices.SortStableFunc(views, func(a, b importView) int { return b.At.Compare(a.At) })
	return views, nil
}

// nameOf is a user's name, "" of one who is no longer there; names are those
// that were looked up before.
func (s *Server) nameOf(ctx context.Context, names map[portfolio.UserID]string, id portfolio.UserID) (string, error) {
	if name, known := names[id]; known {
		return name, nil
	}
	user, err := s.Store.User(ctx, id)
	if err != nil && portfolio.ErrorCode(err) != portfolio.CodeNotFound {
		return "", err
	}
	names[id] = user.Name
	return user.Name, nil
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
