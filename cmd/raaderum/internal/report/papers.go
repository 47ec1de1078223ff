package report

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// File is one paper of a pack.
type File struct {
	Name  string
	Write func(io.Writer) error
}

func fileOf(name string, data []byte) File {
	return File{name, func(w io.Writer) error { _, err := w.Write(data); return err }}
}

// Sources are what the papers need beside the snapshot.
type Sources struct {
	Site     Site
	Pictures []Picture
	Files    originals

	Progress func(step string, done int) // told before each of PackSteps; may be nil
}

// PackSteps is how many steps a pack takes: the page, the workbook, the print, the
// Word document, the package.
const PackSteps = 5

// next tells which step begins, and whether to go on.
func (s Sources) next(ctx context.Context, step string, done int) error {
	if s.Progress != nil {
		s.Progress(step, done)
	}
	return ctx.Err()
}

// QuarterExcel is QuarterWorkbook as one of the papers.
func QuarterExcel(p Pack) (File, error) {
	book, err := QuarterWorkbook(p)
	return fileOf(p.Name()+".xlsx", book), err
}

// Papers are all papers of a pack that this machine can make. What it cannot
// make is named in missing: the rest is whole.
func Papers(ctx context.Context, p Pack, from Sources) (files []File, missing []error, err error) {
	if err := from.next(ctx, "excel", 1); err != nil {
		return nil, nil, err
	}
	book, err := QuarterExcel(p)
	if err != nil {
		return nil, nil, err
	}
	files = append(files, book)
	if err := from.next(ctx, "pdf", 2); err != nil {
		return nil, nil, err
	}
	var out printed
	if HasBrowser() {
		if out, err = printSite(ctx, from.Site, pageFooter(p.footerText(), p.At, p.Print), from.Pictures, p.At); err != nil {
			return nil, nil, err
		}
		files = append(files, fileOf(p.Name()+".pdf", out.pdf))
	} else {
		missing = append(missing, errNoBrowser())
	}
	if err := from.next(ctx, "word", 3); err != nil {
		return nil, nil, err
	}
	word, err := QuarterDocument(p, from.Pictures, out.pictures, from.Site.linkOrigin())
	if err != nil {
		return nil, nil, err
	}
	files = append(files, fileOf(p.Name()+".docx", word))
	papers := files
	if err := from.next(ctx, "evidence", 4); err != nil {
		return nil, nil, err
	}
	return append(files, File{p.Name() + ".zip", func(w io.Writer) error { return writeEvidence(ctx, w, p, papers, from.Files) }}), missing, nil
}

// quarters is what a pack needs of the store.
type quarters interface {
	Cases(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.BusinessCase, error)
	Statuses(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.QuarterlyStatus, error)
	Snapshot(ctx context.Context, org portfolio.OrganisationID, quarter calc.Quarter) (portfolio.Snapshot, error)
}

// SnapshotOf is a quarter as it was frozen; where it was not, or when live
// figures are asked for, what a freeze would seal now, outside any chain.
func SnapshotOf(ctx context.Context, store quarters, org portfolio.Organisation, quarter calc.Quarter, now time.Time, live bool) (s portfolio.Snapshot, frozen bool, err error) {
	if !live {
		s, err := store.Snapshot(ctx, org.ID, quarter)
		if err == nil || portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return s, true, err
		}
	}
	cases, err := store.Cases(ctx, org.ID)
	if err != nil {
		return s, false, err
	}
	statuses, err := store.Statuses(ctx, org.ID)
	if err != nil {
		return s, false, err
	}
	s, err = portfolio.Freeze(org, cases, statuses, quarter, "", now, nil)
	return s, false, err
}

// WriteAll puts files into a folder, which is made when it is not there: all of
// them under temporary names first, so that a failure leaves what was there
// before.
func WriteAll(folder string, files []File) (err error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	var waiting []string
	defer func() {
		for _, name := range waiting {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for _, file := range files {
		name, err := writeWaiting(folder, file.Write)
		if name != "" {
			waiting = append(waiting, name)
		}
		if err != nil {
			return err
		}
	}
	for i := range files {
		if err := os.Rename(waiting[0], filepath.Join(folder, files[i].Name)); err != nil {
			return err
		}
		waiting = waiting[1:]
	}
	return nil
}

// writeWaiting writes a file under a name of its own.
func writeWaiting(folder string, write func(io.Writer) error) (name string, err error) {
	file, err := os.CreateTemp(folder, ".raaderum-*")
	if err != nil {
		return "", err
	}
	err = write(file)
	return file.Name(), errors.Join(err, file.Chmod(0o640), file.Close())
}
