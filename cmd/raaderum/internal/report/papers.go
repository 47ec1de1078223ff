package report

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
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
	Site     func(context.Context) (Site, []Picture, error) // asked for when something is drawn or printed
	Files    originals
	Only     string                      // the ending of the one paper that is wanted; "" for all
	Progress func(step string, done int) // told before each of PackSteps; may be nil
}

// PackSteps is how many steps a pack takes: the workbook, the page, the print, the
// Word document, the package.
const PackSteps = 5

// next tells which step begins, and whether to go on.
func (s Sources) next(ctx context.Context, step string, done int) error {
	if s.Progress != nil {
		s.Progress(step, done)
	}
	return ctx.Err()
}

// wants tells whether a paper is made: what is asked for, and all of them for the
// package.
func (s Sources) wants(endings ...string) bool {
	return s.Only == "" || s.Only == FormatEvidence || slices.Contains(endings, s.Only)
}

// Papers writes all papers of a pack that this machine can make into a folder,
// which is made when it is not there, and gives their names. What it cannot make is
// named in missing: the rest is whole. Each paper goes to disk as it is made, so
// that memory does not follow the pack; a failure leaves the folder as it was.
func Papers(ctx context.Context, p Pack, from Sources, folder string) (names []string, missing []error, err error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, nil, err
	}
	waiting, err := os.MkdirTemp(folder, ".raaderum-")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(waiting)) }()
	w := packWriter{ctx: ctx, pack: p, from: from, folder: waiting}
	if err := w.write(); err != nil {
		return nil, nil, err
	}
	for _, name := range w.names {
		if from.Only != "" && filepath.Ext(name) != from.Only {
			continue
		}
		if err := os.Rename(filepath.Join(waiting, name), filepath.Join(folder, name)); err != nil {
			return nil, nil, err
		}
		names = append(names, name)
	}
	return names, w.missing, nil
}

// packWriter is the papers under way.
type packWriter struct {
	ctx     context.Context
	pack    Pack
	from    Sources
	folder  string
	names   []string
	missing []error
}

func (w *packWriter) write() error {
	p := w.pack
	if err := w.from.next(w.ctx, "excel", 0); err != nil {
		return err
	}
	if w.from.wants(FormatExcel) {
		if err := w.put(FormatExcel, func(out io.Writer) error { return WriteQuarterWorkbook(out, p) }); err != nil {
			return err
		}
	}
	if w.from.wants(FormatPDF, FormatWord) {
		if err := w.writePrinted(); err != nil {
			return err
		}
	}
	if err := w.from.next(w.ctx, "evidence", 4); err != nil {
		return err
	}
	if !w.from.wants() {
		return nil
	}
	papers := w.names
	return w.put(FormatEvidence, func(out io.Writer) error { return writeEvidence(w.ctx, out, p, w.folder, papers, w.from.Files) })
}

// writePrinted writes what is drawn: the page as PDF, and the Word document with
// the same charts as pictures.
func (w *packWriter) writePrinted() error {
	p := w.pack
	if err := w.from.next(w.ctx, "page", 1); err != nil {
		return err
	}
	site, pictures, err := w.from.Site(w.ctx)
	if err != nil {
		return err
	}
	if err := w.from.next(w.ctx, "pdf", 2); err != nil {
		return err
	}
	var drawn map[string][]byte
	if HasBrowser() {
		name := p.Name() + FormatPDF
		file, err := os.OpenFile(filepath.Join(w.folder, name), os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o640) //nolint:gosec // under a name of ours
		if err != nil {
			return err
		}
		drawn, err = printSite(w.ctx, file, site, pageFooter(p.footerText(), p.At, p.Print), pictures, p.At)
		if err := errors.Join(err, file.Close()); err != nil {
			return err
		}
		w.names = append(w.names, name)
	} else {
		w.missing = append(w.missing, errNoBrowser())
	}
	origin := site.linkOrigin()
	if err := w.from.next(w.ctx, "word", 3); err != nil {
		return err
	}
	return w.put(FormatWord, func(out io.Writer) error { return WriteQuarterDocument(out, p, pictures, drawn, origin) })
}

// put writes a paper into the folder.
func (w *packWriter) put(ending string, write func(io.Writer) error) error {
	name := w.pack.Name() + ending
	file, err := os.OpenFile(filepath.Join(w.folder, name), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o640) //nolint:gosec // under a name of ours
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	if err := errors.Join(write(out), out.Flush(), file.Close()); err != nil {
		return err
	}
	w.names = append(w.names, name)
	return nil
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
