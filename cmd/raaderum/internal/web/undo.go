package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// undos is what taking an import back needs of the store.
type undos interface {
	Import(ctx context.Context, org portfolio.OrganisationID, id portfolio.ImportID) (portfolio.Import, error)
	PreviewUndo(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.ImportID) (portfolio.UndoPreview, error)
	Undo(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.ImportID) (portfolio.UndoPreview, error)
}

// undoView is what an undo does, in words.
type undoView struct {
	portfolio.UndoPreview
	Gone, Restored []changesView
	Kept, Blocking []string
	Locked         []string // what is frozen of it, the first of them
	MoreLocked     int
}

// shownLocked is how many of the frozen figures of an import are told one by one.
const shownLocked = 10

func (s *Server) undoRoutes(org fiber.Router) {
	org.Get("/imports/:import/undo", s.mayImport, s.askUndo)
	org.Post("/imports/:import/undo", s.mayImport, s.undo)
}

// askUndo says what the undo will do, and asks.
func (s *Server) askUndo(c *fiber.Ctx) error {
	v := visitOf(c)
	preview, err := s.Store.PreviewUndo(c.UserContext(), v.Organisation.ID, v.User.ID, portfolio.ImportID(c.Params("import")))
	if portfolio.ErrorCode(err) == portfolio.CodeLocked {
		return s.tellLocked(c, err)
	}
	if err != nil {
		return err
	}
	page := s.page(c, SectionImports, "undo.title", "id", string(preview.Import.ID))
	view := undoView{UndoPreview: preview, Kept: laterEdits(page, preview.Kept), Blocking: laterEdits(page, preview.Blocking)}
	cell := func(source portfolio.Source) cellView { return cellView{cellName(source), page.CellURL(source)} }
	for _, one := range preview.Gone {
		view.Gone = append(view.Gone, newChangesView(page, one, cell))
	}
	for _, one := range preview.Restored {
		view.Restored = append(view.Restored, newChangesView(page, one, cell))
	}
	return render(c, fiber.StatusOK, undoPage(page, view))
}

// tellLocked says which frozen figures keep an import from being taken back, and
// what to do instead.
func (s *Server) tellLocked(c *fiber.Ctx, locked error) error {
	one, err := s.Store.Import(c.UserContext(), visitOf(c).Organisation.ID, portfolio.ImportID(c.Params("import")))
	if err != nil {
		return err
	}
	page := s.page(c, SectionImports, "undo.title", "id", string(one.ID))
	view := undoView{UndoPreview: portfolio.UndoPreview{Import: one}}
	all := separate(locked)
	for _, reason := range all[:min(shownLocked, len(all))] {
		view.Locked = append(view.Locked, page.Print.Error(reason))
	}
	view.MoreLocked = len(all) - len(view.Locked)
	return render(c, fiber.StatusOK, undoPage(page, view))
}

func (s *Server) undo(c *fiber.Ctx) error {
	v := visitOf(c)
	done, err := s.Store.Undo(c.UserContext(), v.Organisation.ID, v.User.ID, portfolio.ImportID(c.Params("import")))
	if err != nil {
		return err
	}
	return c.Redirect(path(string(v.Organisation.ID), "imports")+"#import-"+string(done.Import.ID), fiber.StatusSeeOther)
}

// laterEdits are later edits in words.
func laterEdits(page Page, edits []portfolio.LaterEdit) []string {
	var all []string
	for _, edit := range edits {
		name := edit.Title
		if edit.Number != "" {
			name = edit.Number + " " + name
		}
		all = append(all, page.T("undo.later-"+string(edit.Kind), "case", name, "import", string(edit.Import), "file", edit.File, "quarter", edit.Quarter))
	}
	return all
}
