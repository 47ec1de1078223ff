package web

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/importers"
	"raaderum/portfolio"
)

// uploadDocument is a file that waits: what it is, the answers so far with the
// revision of them, and what it is read as.
type uploadDocument struct {
	ID      string            `json:"id"`
	File    string            `json:"file"`
	SHA256  string            `json:"sha256"`
	By      portfolio.UserID  `json:"by"`
	At      time.Time         `json:"at"`
	Expires time.Time         `json:"expires"`
	Seen    string            `json:"seen"` // the revision of the answers, to be sent with the next ones
	Answers map[string]string `json:"answers"`
	Reading *importers.File   `json:"reading,omitempty"`
	Changes []changedCase     `json:"changes,omitempty"` // that accepting it would make
}

func uploadDocumentOf(one portfolio.Upload) uploadDocument {
	d := uploadDocument{ID: one.ID, File: one.File.Name, SHA256: one.File.SHA256, By: one.By, At: one.At, Expires: one.Expires, Seen: one.Revision(), Answers: map[string]string{}}
	maps.Copy(d.Answers, one.Answers)
	return d
}

// apiUploads lists the files that wait for somebody.
func (s *Server) apiUploads(c *fiber.Ctx) error {
	all, err := s.Store.Uploads(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	list := []uploadDocument{}
	for _, one := range all {
		list = append(list, uploadDocumentOf(one))
	}
	return c.JSON(fiber.Map{"uploads": list})
}

// apiStage keeps the file of a form until it is accepted or thrown away. A file
// that cannot be read is refused with what was found.
func (s *Server) apiStage(c *fiber.Ctx) error {
	form, err := c.MultipartForm()
	if err != nil || len(form.File["file"]) != 1 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "upload.files", Args: map[string]any{"n": 1}}
	}
	name, data, err := readPart(form.File["file"][0])
	if err != nil {
		return err
	}
	v := visitOf(c)
	id, err := s.Store.StageUpload(c.UserContext(), v.Organisation.ID, v.User.ID, name, data)
	if err != nil {
		return err
	}
	upload, err := s.Store.Upload(c.UserContext(), v.Organisation.ID, id)
	if err != nil {
		return err
	}
	document, err := s.readingOf(c, upload)
	return created(c, document, err)
}

// apiUpload is a file that waits, read with the answers so far.
func (s *Server) apiUpload(c *fiber.Ctx) error {
	upload, err := s.Store.Upload(c.UserContext(), visitOf(c).Organisation.ID, param(c, "upload"))
	if err != nil {
		return err
	}
	document, err := s.readingOf(c, upload)
	if err != nil {
		return err
	}
	return c.JSON(document)
}

func (s *Server) readingOf(c *fiber.Ctx, upload portfolio.Upload) (uploadDocument, error) {
	v := visitOf(c)
	j, err := s.judgeUpload(c.UserContext(), v.Organisation, v.User.ID, upload)
	if err != nil {
		return uploadDocument{}, err
	}
	document, file := uploadDocumentOf(upload), j.told(printerOf(c))
	document.Reading = &file
	if j.Preview != nil {
		document.Changes = changedCases(j.Preview.Cases)
	}
	return document, nil
}

// apiAnswer replaces the answers of a file by somebody who has seen a revision of
// them.
func (s *Server) apiAnswer(c *fiber.Ctx) error {
	var body struct {
		Seen    string            `json:"seen"`
		Answers map[string]string `json:"answers"`
	}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	home := visitOf(c).Organisation.ID
	if err := s.Store.SaveUploadAnswers(c.UserContext(), home, param(c, "upload"), body.Seen, body.Answers); err != nil {
		return err
	}
	upload, err := s.Store.Upload(c.UserContext(), home, param(c, "upload"))
	if err != nil {
		return err
	}
	document, err := s.readingOf(c, upload)
	return created(c, document, err)
}

// apiAccept stores what a file holds, as it was seen.
func (s *Server) apiAccept(c *fiber.Ctx) error {
	var body struct {
		Seen string `json:"seen"`
	}
	if err := readJSON(c, &body); err != nil {
		return err
	}
	j, err := s.judge(c)
	switch {
	case err != nil:
		return err
	case j.Upload.Revision() != body.Seen:
		return &portfolio.Error{Code: portfolio.CodeConflict, Key: "upload.answered-meanwhile"}
	case j.Broken != nil:
		return j.Broken
	case !j.Acceptable():
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "upload.not-ready", Place: portfolio.Place{File: j.Upload.File.Name}}
	}
	done, err := s.Store.Accept(c.UserContext(), j.Accepted)
	if err != nil {
		return err
	}
	err = s.Store.DiscardUpload(c.UserContext(), j.Upload.Organisation, j.Upload.ID)
	return created(c, importDocumentOf(done), err)
}

// apiDiscard forgets a file that waits.
func (s *Server) apiDiscard(c *fiber.Ctx) error {
	if err := s.Store.DiscardUpload(c.UserContext(), visitOf(c).Organisation.ID, param(c, "upload")); err != nil {
		return err
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// hashOf is the checksum that a file is known by.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
