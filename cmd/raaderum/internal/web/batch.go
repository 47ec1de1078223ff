package web

import (
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/importers"
	"raaderum/portfolio"
)

// batches is what taking in many files needs of the store.
type batches interface {
	BeginBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, name string, left portfolio.LeftFiles) (portfolio.BatchID, error)
	AddToBatch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID, file portfolio.BatchFile, data []byte) error
	SealBatch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID) error
	Batch(ctx context.Context, org portfolio.OrganisationID, id portfolio.BatchID) (portfolio.Batch, error)
	Batches(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.Batch, error)
	CancelBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error
	ResumeBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error
	AcceptBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error
	DiscardBatch(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, id portfolio.BatchID) error
	ClaimBatchFile(ctx context.Context, lease time.Duration) (portfolio.BatchClaim, bool, error)
	FinishBatchFile(ctx context.Context, claim portfolio.BatchClaim, progress portfolio.BatchProgress, result portfolio.BatchResult) (bool, error)
	StoreBatchFile(ctx context.Context, claim portfolio.BatchClaim, accepted portfolio.Acceptance, result portfolio.BatchResult) (bool, error)
	ReleaseBatchFile(ctx context.Context, claim portfolio.BatchClaim, failed bool) error
	HoldsBatchFile(ctx context.Context, claim portfolio.BatchClaim) (bool, error)
}

// DefaultUploadBytes and DefaultUploadFiles are what one request may hold when
// nothing else is said.
const (
	DefaultUploadBytes = 200 << 20
	DefaultUploadFiles = 500
)

// batchPatience is what a file of a batch may take beside being read: to be
// held against the portfolio, and to be stored.
const batchPatience = 30 * time.Second

func (s *Server) uploadBytes() int64 {
	if s.UploadBytes > 0 {
		return s.UploadBytes
	}
	return DefaultUploadBytes
}

func (s *Server) uploadMegabytes() int { return int(s.uploadBytes() >> 20) }

func (s *Server) files() int {
	if s.UploadFiles > 0 {
		return s.UploadFiles
	}
	return DefaultUploadFiles
}

func (s *Server) batchRoutes(org fiber.Router) {
	org.Get("/batches/:batch", s.mayImport, s.batch)
	org.Post("/batches/:batch/cancel", s.mayImport, s.steerBatch(Store.CancelBatch))
	org.Post("/batches/:batch/resume", s.mayImport, s.steerBatch(Store.ResumeBatch))
	org.Post("/batches/:batch/accept", s.mayImport, s.steerBatch(Store.AcceptBatch))
	org.Post("/batches/:batch/discard", s.mayImport, s.discardBatch)
}

// receiveBatch keeps each file and leaves the reading to the runner. One file is
// unpacked at a time; one that cannot be is told of at its place.
func (s *Server) receiveBatch(c *fiber.Ctx, headers []*multipart.FileHeader, found intake.Found) error {
	sent := found.Sources
	ctx, v := c.UserContext(), visitOf(c)
	name := fileName(headers[0].Filename)
	if more := len(headers) - 1; more > 0 {
		name = fmt.Sprintf("%s + %d", name, more)
	}
	id, err := s.Store.BeginBatch(ctx, v.Organisation.ID, v.User.ID, name, found.Left)
	if err != nil {
		return err
	}
	slices.SortStableFunc(sent, func(a, b intake.Source) int { return strings.Compare(a.Name, b.Name) })
	for i, source := range sent {
		file := portfolio.BatchFile{Position: i + 1, Name: folderAndName(source.Name)}
		data, err := source.Read()
		var unread *portfolio.Error
		if errors.As(err, &unread) {
			file.Result.Refusal = &portfolio.BatchRefusal{Key: "error." + unread.Key, Args: unread.Args}
		} else if err != nil {
			return err
		}
		if err := s.Store.AddToBatch(ctx, v.Organisation.ID, id, file, data); err != nil {
			return err
		}
	}
	if err := s.Store.SealBatch(ctx, v.Organisation.ID, id); err != nil {
		return err
	}
	s.runner.Wake()
	return c.Redirect(path(string(v.Organisation.ID), "batches", string(id)), fiber.StatusSeeOther)
}

// folderAndName is the name of a file in a zip file, with its folders, of
// letters that can be seen.
func folderAndName(sent string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(sent, `\`, "/"), "/") {
		if part != "" && part != "." && part != ".." {
			parts = append(parts, fileName(part))
		}
	}
	if len(parts) == 0 {
		return fileName(sent)
	}
	const folders = 4 // the innermost
	return strings.Join(parts[max(0, len(parts)-folders):], "/")
}

// batch shows how far a batch is, and what became of each file.
func (s *Server) batch(c *fiber.Ctx) error {
	batch, err := s.Store.Batch(c.UserContext(), visitOf(c).Organisation.ID, portfolio.BatchID(c.Params("batch")))
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, batchPage(s.page(c, SectionUpload, "batch.title", "name", batch.Name), batchView{batch}))
}

// steerBatch does one thing with a whole batch, and shows it again. What is
// worked on and no longer to be ends at once.
func (s *Server) steerBatch(steer func(Store, context.Context, portfolio.OrganisationID, portfolio.UserID, portfolio.BatchID) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, id := visitOf(c), portfolio.BatchID(c.Params("batch"))
		if err := steer(s.Store, c.UserContext(), v.Organisation.ID, v.User.ID, id); err != nil {
			return err
		}
		s.runner.Recheck(v.Organisation.ID, id)
		s.runner.Wake()
		return c.Redirect(path(string(v.Organisation.ID), "batches", string(id)), fiber.StatusSeeOther)
	}
}

// discardBatch forgets a batch and what waits of it.
func (s *Server) discardBatch(c *fiber.Ctx) error {
	v, id := visitOf(c), portfolio.BatchID(c.Params("batch"))
	if err := s.Store.DiscardBatch(c.UserContext(), v.Organisation.ID, v.User.ID, id); err != nil {
		return err
	}
	s.runner.Recheck(v.Organisation.ID, id)
	return c.Redirect(path(string(v.Organisation.ID), "imports", "new"), fiber.StatusSeeOther)
}

// workOn reads a file of a batch as its upload's page would, or stores it when
// somebody has said so.
func (s *Server) workOn(ctx context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
	organisation, err := s.Store.Organisation(ctx, claim.Organisation)
	if err != nil {
		return "", portfolio.BatchResult{}, err
	}
	if claim.Accept != "" {
		return s.storeFile(ctx, organisation, claim)
	}
	j, err := s.judgeUpload(ctx, organisation, claim.Upload.By, claim.Upload)
	if err == nil {
		err = ctx.Err() // what was broken off is no result
	}
	if err != nil {
		return "", portfolio.BatchResult{}, err
	}
	return progressOf(j), resultOf(j), nil
}

// storeFile stores a file of a batch, or tells what is open about it. It was
// shown when it was read, so nothing is previewed again: whatever stands in its
// way now, storing it says.
func (s *Server) storeFile(ctx context.Context, organisation portfolio.Organisation, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
	j := s.readUpload(ctx, organisation, claim.Accept, claim.Upload)
	if err := ctx.Err(); err != nil {
		return "", portfolio.BatchResult{}, err
	}
	if progressOf(j) != portfolio.BatchReady {
		return progressOf(j), resultOf(j), nil
	}
	_, err := s.Store.StoreBatchFile(ctx, claim, j.Accepted, resultOf(j))
	if err == nil { // handed in with it, or no longer ours
		return "", portfolio.BatchResult{}, nil
	}
	if err := j.refuse(err); err != nil {
		return "", portfolio.BatchResult{}, err
	}
	return progressOf(j), resultOf(j), nil
}

// progressOf is how far a file is that was read.
func progressOf(j judged) portfolio.BatchProgress {
	var broken *portfolio.Error
	if errors.As(j.Broken, &broken) && broken.Key == "import.already" {
		return portfolio.BatchImported
	}
	switch j.Status() {
	case importers.Ready:
		if j.File.NeedsEyes() {
			return portfolio.BatchQuestions // saved from its own page, by somebody who has seen why
		}
		return portfolio.BatchReady
	case importers.Questions:
		return portfolio.BatchQuestions
	case importers.Errors:
		return portfolio.BatchErrors
	}
	return portfolio.BatchRejected
}

func resultOf(j judged) portfolio.BatchResult {
	result := portfolio.BatchResult{Cases: len(j.File.Cases), Questions: len(j.File.Questions), Findings: len(j.File.Findings) + len(separate(j.Broken))}
	if j.File.Status == importers.Rejected && len(j.File.Findings) > 0 {
		first := j.File.Findings[0]
		result.Refusal = &portfolio.BatchRefusal{Key: "finding." + first.Code, Args: first.Args}
	}
	return result
}

// batchView is a batch as its page shows it.
type batchView struct{ portfolio.Batch }

// Open are the files that nobody is done with.
func (v batchView) Open() int { return v.Count(portfolio.BatchWaiting, portfolio.BatchWorking) }

// Done are the files with a result, whatever it is.
func (v batchView) Done() int { return len(v.Files) - v.Open() - v.Count(portfolio.BatchCancelled) }

// Tally is how many files there are of each progress, those there are, with
// what the user can do something about first.
func (v batchView) Tally() []portfolio.BatchProgress {
	var tally []portfolio.BatchProgress
	for _, progress := range []portfolio.BatchProgress{
		portfolio.BatchReady, portfolio.BatchQuestions, portfolio.BatchErrors, portfolio.BatchRejected,
		portfolio.BatchImported, portfolio.BatchDiscarded, portfolio.BatchCancelled,
	} {
		if v.Count(progress) > 0 {
			tally = append(tally, progress)
		}
	}
	return tally
}
