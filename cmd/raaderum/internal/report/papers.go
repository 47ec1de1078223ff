package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// File is one paper of a pack.
type File struct {
	Name string
	Data []byte
}

// Papers are all papers of a pack that this program can make.
func Papers(p Pack) ([]File, error) {
	book, err := QuarterWorkbook(p)
	if err != nil {
		return nil, err
	}
	return []File{{p.Name() + ".xlsx", book}}, nil
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
		name, err := writeWaiting(folder, file.Data)
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
func writeWaiting(folder string, data []byte) (name string, err error) {
	file, err := os.CreateTemp(folder, ".raaderum-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	return file.Name(), errors.Join(err, file.Chmod(0o640), file.Close())
}
