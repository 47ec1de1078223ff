package web

import (
	"context"
	"maps"
	"mime"
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/importers"
	"raaderum/portfolio"
)

// rememberedImports is how many earlier imports are looked at for a layout that
// is known, the newest first.
const rememberedImports = 12

// remembered is an earlier import of the same layout, with the answers that were
// given then and what they say of this workbook. Earlier imports are the memory
// of mappings, and each is a version of it.
type remembered struct {
	Import  portfolio.Import
	Recall  importers.Recall
	Answers []answered // that hold, and may be used
	Again   []answered // that may not hold any more: shown beside the question they answered
}

func (s *Server) mappingRoutes(org fiber.Router) {
	org.Get("/imports/:import/mapping", s.mayImport, s.importMapping)
	org.Get("/uploads/:upload/mapping", s.mayImport, s.uploadMapping)
	org.Post("/uploads/:upload/mapping", s.mayImport, s.useMapping)
}

// recall finds the newest earlier import of the workbook's layout whose answers
// answer something that is open; nil when there is none.
func (s *Server) recall(ctx context.Context, page Page, j judged) (*remembered, error) {
	if len(j.File.Questions) == 0 {
		return nil, nil //nolint:nilnil // nothing is asked, so nothing is remembered
	}
	all, err := s.Store.Imports(ctx, j.Upload.Organisation)
	if err != nil {
		return nil, err
	}
	looked := 0
	for _, one := range all {
		if one.Undone != nil || len(one.Answers) == 0 || one.Layout != j.File.Layout {
			continue
		}
		if looked++; looked > rememberedImports {
			break
		}
		mapping, err := s.mappingOf(ctx, one)
		if err != nil {
			continue // a file that can no longer be read remembers nothing
		}
		found, err := mapping.RecallFor(ctx, j.Upload.File.Name, j.Upload.File.Bytes)
		if err != nil || !found.Known {
			continue
		}
		r := &remembered{Import: one, Recall: found}
		for _, q := range j.File.Questions {
			if answer, ok := found.Answers[q.Key]; ok && q.Takes(answer) {
				r.Answers = append(r.Answers, answered{page.Print.Args("question."+q.Code, q.Args), optionText(page, q.Code, answer)})
			}
			if answer, ok := found.Again[q.Key]; ok {
				r.Again = append(r.Again, answered{page.Print.Args("question."+q.Code, q.Args), optionText(page, q.Code, answer)})
			}
		}
		if len(r.Answers)+len(r.Again) > 0 {
			return r, nil
		}
	}
	return nil, nil //nolint:nilnil // nothing alike has been answered before
}

// mappingOf is the mapping that an import's answers make.
func (s *Server) mappingOf(ctx context.Context, one portfolio.Import) (importers.Mapping, error) {
	file, err := s.Store.OriginalFile(ctx, one.Organisation, one.SHA256)
	if err != nil {
		return importers.Mapping{}, err
	}
	s.readers <- struct{}{}
	defer func() { <-s.readers }()
	return importers.NewMapping(ctx, file.Name, file.Bytes, one.Layout, one.Answers)
}

// importMapping sends the mapping of an import as a file, to be kept, reviewed
// or given to the command line.
func (s *Server) importMapping(c *fiber.Ctx) error {
	org := visitOf(c).Organisation.ID
	all, err := s.Store.Imports(c.UserContext(), org)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(one portfolio.Import) bool { return string(one.ID) == c.Params("import") })
	if i < 0 {
		return portfolio.NotFound("import", c.Params("import"))
	}
	mapping, err := s.mappingOf(c.UserContext(), all[i])
	if err != nil {
		return err
	}
	return sendMapping(c, mapping, all[i].File)
}

// uploadMapping sends the mapping of the answers given so far.
func (s *Server) uploadMapping(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	mapping, err := importers.NewMapping(c.UserContext(), j.Upload.File.Name, j.Upload.File.Bytes, j.File.Layout, j.Upload.Answers)
	if err != nil {
		return err
	}
	return sendMapping(c, mapping, j.Upload.File.Name)
}

func sendMapping(c *fiber.Ctx, mapping importers.Mapping, file string) error {
	data, err := mapping.Bytes()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSONCharsetUTF8)
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": printerOf(c).T("mapping.name", "file", fileName(file)) + ".json"}))
	return c.Send(data)
}

// useMapping answers what is open with an earlier import's answers, or with a
// mapping file. What the user has answered stays.
func (s *Server) useMapping(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	mapping, err := s.chosenMapping(c)
	if err != nil {
		return err
	}
	recall, err := mapping.RecallFor(c.UserContext(), j.Upload.File.Name, j.Upload.File.Bytes)
	if err != nil {
		return err
	}
	if len(recall.Answers) == 0 && len(recall.Again) > 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "mapping.asks-again", Place: portfolio.Place{File: j.Upload.File.Name}}
	}
	if len(recall.Answers) == 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "mapping.other-layout", Place: portfolio.Place{File: j.Upload.File.Name}}
	}
	answers := recall.Answers
	maps.Copy(answers, j.Upload.Answers)
	err = s.Store.SaveUploadAnswers(c.UserContext(), j.Upload.Organisation, j.Upload.ID, c.FormValue("seen"), answers)
	if portfolio.ErrorCode(err) == portfolio.CodeConflict {
		return s.answeredMeanwhile(c, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(j.Upload.Organisation), "uploads", j.Upload.ID), fiber.StatusSeeOther)
}

// chosenMapping is the import or the file that the form names.
func (s *Server) chosenMapping(c *fiber.Ctx) (importers.Mapping, error) {
	unreadable := &portfolio.Error{Code: portfolio.CodeInvalid, Key: "mapping.unreadable"}
	if form, err := c.MultipartForm(); err == nil && len(form.File["mapping"]) == 1 {
		name, data, err := readPart(form.File["mapping"][0])
		if err != nil {
			return importers.Mapping{}, err
		}
		mapping, err := importers.ReadMapping(data)
		if err != nil {
			unreadable.Place.File, unreadable.Err = name, err
			return mapping, unreadable
		}
		return mapping, nil
	}
	id := c.FormValue("import")
	if id == "" {
		return importers.Mapping{}, unreadable
	}
	all, err := s.Store.Imports(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return importers.Mapping{}, err
	}
	for _, one := range all {
		if string(one.ID) == id {
			return s.mappingOf(c.UserContext(), one)
		}
	}
	return importers.Mapping{}, portfolio.NotFound("import", id)
}
