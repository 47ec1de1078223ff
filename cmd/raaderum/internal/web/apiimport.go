package web

import (
	"encoding/json"
	"errors"
	"maps"
	"mime/multipart"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers"
	"raaderum/portfolio"
)

// apiImporting takes workbooks in over the machine interface: whole, as `import`
// does, or one that waits for its answers, as the pages do.
func (s *Server) apiImporting(org fiber.Router) {
	org.Get("/imports", s.apiImports)
	org.Post("/imports", s.mayImport, s.apiImport)
	org.Get("/imports/:import/undo", s.mayImport, s.apiPreviewUndo)
	org.Post("/imports/:import/undo", s.mayImport, s.apiUndo)
	org.Get("/uploads", s.mayImport, s.apiUploads)
	org.Post("/uploads", s.mayImport, s.apiStage)
	org.Get("/uploads/:upload", s.mayImport, s.apiUpload)
	org.Post("/uploads/:upload/answers", s.mayImport, s.apiAnswer)
	org.Post("/uploads/:upload/accept", s.mayImport, s.apiAccept)
	org.Delete("/uploads/:upload", s.mayImport, s.apiDiscard)
}

// importDocument is an import: which file, who, when, and what came of it.
type importDocument struct {
	ID          portfolio.ImportID `json:"id"`
	By          portfolio.UserID   `json:"by"`
	At          time.Time          `json:"at"`
	File        string             `json:"file"`
	SHA256      string             `json:"sha256"`
	Layout      string             `json:"layout"`
	Answers     map[string]string  `json:"answers"`
	NewCases    int                `json:"newCases"`
	NewVersions int                `json:"newVersions"`
	Reports     int                `json:"reports"`
	Statuses    int                `json:"statuses"`
	Amounts     int                `json:"amounts"`
	UndoneBy    portfolio.UserID   `json:"undoneBy,omitempty"`
	UndoneAt    *time.Time         `json:"undoneAt,omitempty"`
}

func importDocumentOf(one portfolio.Import) *importDocument {
	d := &importDocument{ID: one.ID, By: one.By, At: one.At, File: one.File, SHA256: one.SHA256, Layout: one.Layout, Answers: map[string]string{},
		NewCases: one.NewCases, NewVersions: one.NewVersions, Reports: one.Reports, Statuses: one.Statuses, Amounts: one.Amounts}
	maps.Copy(d.Answers, one.Answers)
	if one.Undone != nil {
		d.UndoneBy, d.UndoneAt = one.Undone.By, &one.Undone.At
	}
	return d
}

// changedCase is what a case would be or was changed by, in øre.
type changedCase struct {
	Number   string     `json:"number"`
	Title    string     `json:"title"`
	New      bool       `json:"new"`
	Costs    calc.Money `json:"costsOre"`
	Benefits calc.Money `json:"benefitsOre"`
	Amounts  int        `json:"amounts"` // that differ
}

func changedCases(all []portfolio.CaseChanges) []changedCase {
	list := []changedCase{}
	for _, one := range all {
		list = append(list, changedCase{one.Number, one.Title, one.New, one.Costs, one.Benefits, len(one.Amounts)})
	}
	return list
}

// importedFile is a file as `import --json` tells it, with what was stored.
type importedFile struct {
	importers.File
	Import  *importDocument `json:"import"`            // null: nothing of it is stored
	Changes []changedCase   `json:"changes,omitempty"` // that storing it makes, or would make
}

// told is the file in words, with the rules it breaks among its findings.
func (j judged) told(print *i18n.Printer) importers.File {
	file := j.File
	file.Status = j.Status()
	file.Findings = slices.Clone(file.Findings)
	speak(print, &file)
	for _, broken := range separate(j.Broken) {
		finding := importers.Finding{Severity: portfolio.SeverityError, Message: print.Error(broken)}
		var domain *portfolio.Error
		if errors.As(broken, &domain) {
			finding.Code = domain.Key
			if domain.Place.Cell != "" {
				finding.Cell = domain.Place.Sheet + "!" + domain.Place.Cell
			}
		}
		file.Findings = append(file.Findings, finding)
	}
	return file
}

// apiImports lists the imports, the first first.
func (s *Server) apiImports(c *fiber.Ctx) error {
	all, err := s.Store.Imports(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	list := []*importDocument{}
	for _, one := range all {
		list = append(list, importDocumentOf(one))
	}
	return c.JSON(fiber.Map{"imports": list})
}

// apiImport stores the files of a form, as `import --json` does: each that has no
// open questions and no errors. "answers" is a document of question and answer,
// "map" a mapping file, and "preview" stores nothing and tells what would change.
func (s *Server) apiImport(c *fiber.Ctx) error {
	form, err := c.MultipartForm()
	if err != nil || len(form.File["files"]) == 0 || len(form.File["files"]) > dryRunFiles {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "upload.files", Args: map[string]any{"n": dryRunFiles}}
	}
	given := map[string]string{}
	if text := c.FormValue("answers"); text != "" {
		if err := json.Unmarshal([]byte(text), &given); err != nil {
			return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.document", Args: map[string]any{"at": 0}, Place: portfolio.Place{Field: "answers"}, Err: err}
		}
	}
	mapping, err := mappingIn(form)
	if err != nil {
		return err
	}
	answer := struct {
		Files []importedFile `json:"files"`
	}{}
	for _, header := range form.File["files"] {
		name, data, err := readPart(header)
		if err != nil {
			return err
		}
		answers := map[string]string{}
		if mapping != nil {
			recall, err := mapping.RecallFor(c.UserContext(), name, data)
			if err != nil {
				return err
			}
			maps.Copy(answers, recall.Answers)
		}
		maps.Copy(answers, given)
		one, err := s.importOne(c, portfolio.OriginalFile{Name: name, SHA256: hashOf(data), Bytes: data}, answers)
		if err != nil {
			return err
		}
		answer.Files = append(answer.Files, one)
	}
	return c.JSON(answer)
}

// mappingIn is the mapping file of a form; nil when there is none.
func mappingIn(form *multipart.Form) (*importers.Mapping, error) {
	if len(form.File["map"]) == 0 {
		return nil, nil //nolint:nilnil // no mapping is no error
	}
	name, data, err := readPart(form.File["map"][0])
	if err != nil {
		return nil, err
	}
	mapping, err := importers.ReadMapping(data)
	if err != nil {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "mapping.unreadable", Place: portfolio.Place{File: name}, Err: err}
	}
	return &mapping, nil
}

// importOne reads a file and stores it when nothing is open.
func (s *Server) importOne(c *fiber.Ctx, file portfolio.OriginalFile, answers map[string]string) (importedFile, error) {
	v := visitOf(c)
	j := s.readUpload(c.UserContext(), v.Organisation, v.User.ID, portfolio.Upload{Organisation: v.Organisation.ID, By: v.User.ID, File: file, Answers: answers})
	one := importedFile{}
	if j.Acceptable() && c.FormValue("preview") == "" {
		done, err := s.Store.Accept(c.UserContext(), j.Accepted)
		if err == nil {
			one.Import = importDocumentOf(done)
		} else if err := j.refuse(err); err != nil {
			return one, err
		}
	} else if j.Acceptable() {
		preview, err := s.Store.Preview(c.UserContext(), j.Accepted)
		if err := j.refuse(err); err != nil {
			return one, err
		}
		one.Changes = changedCases(preview.Cases)
	}
	one.File = j.told(printerOf(c))
	return one, nil
}

// apiPreviewUndo tells what undoing an import does, apiUndo does it, as `import
// undo`.
func (s *Server) apiPreviewUndo(c *fiber.Ctx) error {
	v := visitOf(c)
	preview, err := s.Store.PreviewUndo(c.UserContext(), v.Organisation.ID, v.User.ID, portfolio.ImportID(param(c, "import")))
	if err != nil {
		return err
	}
	return c.JSON(undoDocumentOf(preview))
}

func (s *Server) apiUndo(c *fiber.Ctx) error {
	if err := readJSON(c, &struct{}{}); err != nil {
		return err
	}
	v := visitOf(c)
	done, err := s.Store.Undo(c.UserContext(), v.Organisation.ID, v.User.ID, portfolio.ImportID(param(c, "import")))
	return created(c, undoDocumentOf(done), err)
}

// undoDocument is what an undo does: the cases that go, those that go back to what
// they were, and what came later, which stays or stands in the way.
type undoDocument struct {
	Import   *importDocument `json:"import"`
	Gone     []changedCase   `json:"gone"`
	Restored []changedCase   `json:"restored"`
	Kept     []laterEdit     `json:"kept"`
	Blocking []laterEdit     `json:"blocking"`
}

type laterEdit struct {
	Kind   portfolio.LaterEditKind `json:"kind"`
	Case   portfolio.CaseID        `json:"case"`
	Number string                  `json:"number"`
	Title  string                  `json:"title"`
	Import portfolio.ImportID      `json:"import"`
}

func undoDocumentOf(one portfolio.UndoPreview) undoDocument {
	edits := func(all []portfolio.LaterEdit) []laterEdit {
		list := []laterEdit{}
		for _, edit := range all {
			list = append(list, laterEdit{edit.Kind, edit.Case, edit.Number, edit.Title, edit.Import})
		}
		return list
	}
	return undoDocument{importDocumentOf(one.Import), changedCases(one.Gone), changedCases(one.Restored), edits(one.Kept), edits(one.Blocking)}
}
