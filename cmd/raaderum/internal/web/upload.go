package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/importers"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// uploads is what taking in a workbook needs of the store.
type uploads interface {
	StageUpload(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, name string, data []byte) (string, error)
	Upload(ctx context.Context, org portfolio.OrganisationID, id string) (portfolio.Upload, error)
	Uploads(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Upload, error)
	// SaveUploadAnswers replaces answers by somebody who has seen a revision of
	// them; CodeConflict when they are others by now.
	SaveUploadAnswers(ctx context.Context, org portfolio.OrganisationID, id, seen string, answers map[string]string) error
	DiscardUpload(ctx context.Context, org portfolio.OrganisationID, id string) error
	Preview(ctx context.Context, accepted portfolio.Acceptance) (portfolio.ImportPreview, error)
	Accept(ctx context.Context, accepted portfolio.Acceptance) (portfolio.Import, error)
}

// Letters kept of a file's name, and workbooks that are read at the same time.
const (
	readAtOnce    = 4
	fileNameRunes = 150
)

func (s *Server) uploadRoutes(org fiber.Router) {
	org.Get("/template.xlsx", s.template)
	org.Get("/imports/new", s.mayImport, s.uploadForm)
	org.Post("/imports/new", s.mayImport, s.receive)
	org.Post("/imports/cells", s.mayImport, s.receiveCells)
	org.Get("/uploads/:upload", s.mayImport, s.upload)
	org.Get("/uploads/:upload/changes", s.mayImport, s.uploadChanges)
	org.Get("/uploads/:upload/receipt", s.mayImport, s.uploadReceipt)
	org.Post("/uploads/:upload/answers", s.mayImport, s.answer)
	org.Post("/uploads/:upload/accept", s.mayImport, s.accept)
	org.Post("/uploads/:upload/discard", s.mayImport, s.discard)
	org.Get("/uploads/:upload/cells/:sheet/:cell", s.mayImport, s.uploadCell)
}

// mayImport lets only the roles go on that may bring workbooks in.
func (s *Server) mayImport(c *fiber.Ctx) error {
	if !visitOf(c).Role.MayImport() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "upload.forbidden"}
	}
	return c.Next()
}

func (s *Server) uploadForm(c *fiber.Ctx) error {
	return s.showUploadForm(c, "")
}

// showUploadForm shows the form, with what was wrong with what was sent.
func (s *Server) showUploadForm(c *fiber.Ctx, problem string) error {
	return s.renderUploadForm(c, uploadForm{Problem: problem})
}

func (s *Server) renderUploadForm(c *fiber.Ctx, view uploadForm) error {
	pending, settled, err := s.pending(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	status := fiber.StatusOK
	if view.Problem+view.NoCells != "" {
		status = fiber.StatusUnprocessableEntity
	}
	view.Megabytes, view.Files, view.Pending, view.Settled = s.uploadMegabytes(), s.files(), pending, settled
	return render(c, status, uploadFormPage(s.page(c, SectionUpload, "upload.title"), view))
}

// uploadForm is where files are sent from.
type uploadForm struct {
	Problem   string // with the files that were sent
	NoCells   string // or with the cells that were not
	Megabytes int
	Files     int
	Pending   []pendingView     // sent before and not decided, newest first
	Settled   []portfolio.Batch // decided, newest first
}

// template is an empty workbook to fill in, with the organisation's own focus
// areas and goals.
func (s *Server) template(c *fiber.Ctx) error {
	organisation := visitOf(c).Organisation
	form := template.Form{Organisation: organisation.Name, Goals: organisation.Strategy.Goals}
	for _, area := range organisation.Strategy.FocusAreas {
		form.FocusAreas = append(form.FocusAreas, area.Name)
	}
	data, err := template.Bytes(form)
	if err != nil {
		return err
	}
	name := printerOf(c).T("upload.template-name", "organisation", organisation.Name) + ".xlsx"
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Send(data)
}

// receive reads a file and keeps it until the user has decided, or shows why it
// cannot be read. Several files become a batch, which is read in the background.
// The portfolio is not touched.
func (s *Server) receive(c *fiber.Ctx) error {
	page := s.page(c, SectionUpload, "upload.title")
	form, err := c.MultipartForm()
	if err != nil || len(form.File["files"]) == 0 {
		return s.showUploadForm(c, page.T("upload.no-file"))
	}
	sent, err := s.sentFiles(form.File["files"])
	switch {
	case err != nil:
		return err
	case len(sent.Sources) == 0:
		return s.showUploadForm(c, page.T("intake.zip-empty"))
	case len(sent.Sources) > s.files():
		return s.showUploadForm(c, page.T("upload.too-many", "n", s.files()))
	case len(sent.Sources) > 1 || sent.Left.N > 0: // whose page says what was left
		return s.receiveBatch(c, form.File["files"], sent)
	}
	name := fileName(sent.Sources[0].Name)
	data, err := sent.Sources[0].Read()
	var unread *portfolio.Error
	if errors.As(err, &unread) {
		return render(c, fiber.StatusUnprocessableEntity, refusedPage(page, importers.File{File: name}, err))
	}
	if err != nil {
		return err
	}
	return s.receiveOne(c, name, data)
}

// receiveOne reads a single file there and then.
func (s *Server) receiveOne(c *fiber.Ctx, name string, data []byte) error {
	v := visitOf(c)
	read := s.interpret(c.UserContext(), name, data, nil)
	if read.Status == importers.Rejected {
		return render(c, fiber.StatusUnprocessableEntity, refusedPage(s.page(c, SectionUpload, "upload.title"), read, nil))
	}
	id, err := s.Store.StageUpload(c.UserContext(), v.Organisation.ID, v.User.ID, name, data)
	if err != nil {
		return err
	}
	return c.Redirect(path(string(v.Organisation.ID), "uploads", id), fiber.StatusSeeOther)
}

// sentFiles are the files of a form: those themselves, and what a zip file holds
// in the order of its names.
func (s *Server) sentFiles(headers []*multipart.FileHeader) (sent intake.Found, err error) {
	for _, header := range headers {
		name := fileName(header.Filename)
		if !strings.EqualFold(filepath.Ext(name), ".zip") {
			sent.Sources = append(sent.Sources, intake.Source{Name: name, Read: func() ([]byte, error) {
				_, data, err := readPart(header)
				return data, err
			}})
			continue
		}
		part, err := header.Open() // a file beside us when it is large; it goes with the request
		if err != nil {
			return intake.Found{}, err
		}
		packed, err := intake.OpenZip(name, part, header.Size)
		if err != nil {
			return intake.Found{}, err
		}
		sent.Join(packed)
	}
	return sent, nil
}

// interpret reads a workbook with the answers given so far. A workbook may take
// much memory while it is read, so only a few are read at once.
func (s *Server) interpret(ctx context.Context, name string, data []byte, answers map[string]string) importers.File {
	select {
	case s.readers <- struct{}{}:
	case <-ctx.Done():
		return importers.File{File: name, Status: importers.Rejected}
	}
	defer func() { <-s.readers }()
	return importers.Import(ctx, name, data, importers.Options{Answers: answers, Limits: s.Limits, Now: s.Now()})
}

// judged is an upload with what would be stored if it were accepted now, and
// what the organisation's rules have against it.
type judged struct {
	Upload   portfolio.Upload
	File     importers.File
	Asked    []importers.Question     // that Upload.Answers answer, where known
	Accepted portfolio.Acceptance     // when File is ready
	Preview  *portfolio.ImportPreview // what it would change; nil while something is open
	Broken   error                    // rules that Accepted breaks, joined
}

// Acceptable tells whether the upload may be stored as it is.
func (j judged) Acceptable() bool { return j.File.Status == importers.Ready && j.Broken == nil }

// Status is the file's, where broken rules are errors too.
func (j judged) Status() importers.Status {
	if j.Broken != nil {
		return importers.Errors
	}
	return j.File.Status
}

// storedBefore is shown of a file that is in the portfolio already: nothing in it
// has to be mended.
const storedBefore importers.Status = "stored"

// Shown is the status as the page says it.
func (j judged) Shown() importers.Status {
	var known *portfolio.Error
	if errors.As(j.Broken, &known) && known.Key == "import.already" {
		return storedBefore
	}
	return j.Status()
}

// judge reads the upload in the path and holds it against the organisation.
func (s *Server) judge(c *fiber.Ctx) (judged, error) {
	v := visitOf(c)
	upload, err := s.Store.Upload(c.UserContext(), v.Organisation.ID, c.Params("upload"))
	if err != nil {
		return judged{}, err
	}
	j, err := s.judgeUpload(c.UserContext(), v.Organisation, v.User.ID, upload)
	if err != nil || len(j.File.Questions) == 0 {
		return j, err
	}
	err = s.askNothingOfKnown(c.UserContext(), &j)
	return j, err
}

// askNothingOfKnown says at once that a file is in the portfolio already, to the
// byte: its questions would be answered in vain.
func (s *Server) askNothingOfKnown(ctx context.Context, j *judged) error {
	imports, err := s.Store.Imports(ctx, j.Upload.Organisation)
	if err != nil {
		return err
	}
	for _, one := range imports {
		if one.SHA256 == j.Upload.File.SHA256 && one.Undone == nil {
			j.File.Questions, j.Broken = nil, one.Already(j.Upload.File.Name)
		}
	}
	return nil
}

// judgeUpload reads an upload and holds it against the organisation, for a user
// who might accept it.
func (s *Server) judgeUpload(ctx context.Context, org portfolio.Organisation, by portfolio.UserID, upload portfolio.Upload) (judged, error) {
	j := s.readUpload(ctx, org, by, upload)
	if !j.Acceptable() {
		return j, nil
	}
	preview, err := s.Store.Preview(ctx, j.Accepted)
	if err == nil {
		j.Preview = &preview
	}
	return j, j.refuse(err)
}

// readUpload reads an upload and holds it against the organisation's rules.
func (s *Server) readUpload(ctx context.Context, org portfolio.Organisation, by portfolio.UserID, upload portfolio.Upload) judged {
	j := judged{Upload: upload, File: s.interpret(ctx, upload.File.Name, upload.File.Bytes, upload.Answers)}
	if j.File.Status != importers.Ready {
		return j
	}
	accepted, findings := j.File.Acceptance(org, upload.File, importers.Accepted{By: by, At: s.Now(), Answers: upload.Answers})
	j.File.Findings = append(j.File.Findings, findings...)
	for _, finding := range findings {
		if finding.Severity == portfolio.SeverityError {
			j.File.Status = importers.Errors
			return j
		}
	}
	j.Accepted, j.Broken = accepted, accepted.Check(org)
	return j
}

// refuse takes in what the portfolio has against an upload: what stands in its
// way, or which known case only the user can tell it is. An error that is ours
// is given back.
func (j *judged) refuse(err error) error {
	switch portfolio.ErrorCode(err) {
	case "":
		return nil
	case portfolio.CodeInternal:
		return err
	}
	questions, rest := identityQuestions(err)
	j.Broken = errors.Join(rest...)
	if len(questions) > 0 {
		j.File.Questions, j.File.Status = append(j.File.Questions, questions...), importers.Questions
	}
	return nil
}

// asked is every question that was answered. An answer may bring a question of
// its own, so the workbook is read again with what is known until no answer is
// left over: as many times as the user pressed the button, at most.
func (s *Server) asked(ctx context.Context, upload portfolio.Upload) []importers.Question {
	var asked []importers.Question
	given := map[string]string{}
	for len(given) < len(upload.Answers) {
		before := len(given)
		for _, question := range s.interpret(ctx, upload.File.Name, upload.File.Bytes, given).Questions {
			if answer, ok := upload.Answers[question.Key]; ok {
				if _, known := given[question.Key]; !known {
					asked = append(asked, question)
				}
				given[question.Key] = answer
			}
		}
		if len(given) == before {
			break
		}
	}
	return asked
}

// upload shows one upload: its questions, findings and cases.
func (s *Server) upload(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	return s.showUpload(c, j, typedAnswers{})
}

// typedAnswers is what was typed about an upload and could not be kept: by
// question, and why.
type typedAnswers struct {
	Texts map[string]string
	Wrong string
}

// showUpload shows an upload as it is now, with what was typed.
func (s *Server) showUpload(c *fiber.Ctx, j judged, typed typedAnswers) error {
	j.Asked = s.asked(c.UserContext(), j.Upload)
	page := s.page(c, SectionUpload, "upload.of", "file", j.Upload.File.Name)
	earlier, err := s.recall(c.UserContext(), page, j)
	if err != nil {
		return err
	}
	known, err := s.Store.Cases(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	view := newUploadView(page, j, known)
	view.Earlier, view.Wrong = earlier, typed.Wrong
	for i, question := range view.Questions {
		view.Questions[i].Typed = typed.Texts[question.Key]
	}
	status := fiber.StatusOK
	if typed.Wrong != "" {
		status = fiber.StatusConflict
	}
	return render(c, status, uploadPage(page, view))
}

// answeredMeanwhile shows an upload again whose answers are not those that the
// user saw; what was typed to questions that are still open is kept.
func (s *Server) answeredMeanwhile(c *fiber.Ctx, refused error) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	typed := typedAnswers{Texts: map[string]string{}, Wrong: printerOf(c).Error(refused)}
	for _, question := range j.File.Questions {
		typed.Texts[question.Key] = answerTyped(c, question)
	}
	return s.showUpload(c, j, typed)
}

// answerTyped is what a form answers to a question; "" leaves it open.
func answerTyped(c *fiber.Ctx, question importers.Question) string {
	value := strings.TrimSpace(c.FormValue("answer:" + question.Key))
	if text := strings.TrimSpace(c.FormValue("text:" + question.Key)); text != "" && question.Free {
		value = text // somebody wrote it, whatever was chosen before
	}
	return value
}

// answer keeps the answers of the form, or forgets all of them. A question
// that was left open stays open.
func (s *Server) answer(c *fiber.Ctx) error {
	org, id := visitOf(c).Organisation.ID, c.Params("upload")
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	answers := map[string]string{}
	if c.FormValue("action") != "restart" {
		for key, value := range j.Upload.Answers {
			answers[key] = value
		}
		for i, question := range j.File.Questions {
			value := answerTyped(c, question)
			if value == "" && c.FormValue("action") == "proposed" && i < shownQuestions {
				value = question.Proposed
			}
			if value != "" && question.Takes(value) {
				answers[question.Key] = value
			}
		}
	}
	err = s.Store.SaveUploadAnswers(c.UserContext(), org, id, c.FormValue("seen"), answers)
	if portfolio.ErrorCode(err) == portfolio.CodeConflict {
		return s.answeredMeanwhile(c, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(org), "uploads", id), fiber.StatusSeeOther)
}

// accept stores what the upload holds, all of it or nothing.
func (s *Server) accept(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	// Other answers make other figures than those that were seen. What could not
	// be accepted had no button, and so says nothing of what was seen.
	if seen := c.FormValue("seen"); j.Upload.Revision() != seen && (seen != "" || j.Acceptable()) {
		return s.answeredMeanwhile(c, &portfolio.Error{Code: portfolio.CodeConflict, Key: "upload.answered-meanwhile"})
	}
	if j.Broken != nil {
		return j.Broken
	}
	if !j.Acceptable() {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "upload.not-ready", Place: portfolio.Place{File: j.Upload.File.Name}}
	}
	done, err := s.Store.Accept(c.UserContext(), j.Accepted)
	if err != nil {
		return err
	}
	if err := s.Store.DiscardUpload(c.UserContext(), j.Upload.Organisation, j.Upload.ID); err != nil {
		return err
	}
	return c.Redirect(path(string(j.Upload.Organisation), "imports")+"#import-"+string(done.ID), fiber.StatusSeeOther)
}

// uploadReceipt gives the user's own workbook back, with what was found in it.
func (s *Server) uploadReceipt(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	print := printerOf(c)
	data, err := intake.Receipt(print, j.told(print), j.Upload.File.Bytes)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEOctetStream)
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": intake.ReceiptName(print, fileName(j.Upload.File.Name))}))
	c.Set(fiber.HeaderContentSecurityPolicy, "sandbox; default-src 'none'")
	return c.Send(data)
}

func (s *Server) discard(c *fiber.Ctx) error {
	org := visitOf(c).Organisation.ID
	if err := s.Store.DiscardUpload(c.UserContext(), org, c.Params("upload")); err != nil {
		return err
	}
	return c.Redirect(path(string(org), "imports", "new"), fiber.StatusSeeOther)
}

// readPart is one file of a form.
func readPart(header *multipart.FileHeader) (name string, data []byte, err error) {
	part, err := header.Open()
	if err != nil {
		return "", nil, err
	}
	defer part.Close()
	data, err = io.ReadAll(part) // the body limit holds it
	return fileName(header.Filename), data, err
}

// fileName is a name that a browser sent, without its folder and without
// letters that cannot be seen.
func fileName(sent string) string {
	name := filepath.Base(strings.ReplaceAll(sent, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > fileNameRunes {
		name = string(runes[len(runes)-fileNameRunes:]) // keep the ending
	}
	if name == "" || name == "." || name == "/" {
		return "uden-navn"
	}
	return name
}
