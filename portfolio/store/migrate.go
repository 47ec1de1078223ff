package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"path"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"raaderum/portfolio"
)

// The tables of both databases. A number means the same step in both.
//
//go:embed migrations
var migrations embed.FS

// Migrate brings the tables of the database at url up to date and gives the
// names of the steps it took, none when it was so already.
func Migrate(ctx context.Context, url string, now func() time.Time) ([]string, error) {
	s, err := connect(url, now)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.reach(ctx); err != nil {
		return nil, err
	}
	return s.migrate(ctx)
}

func (s *Store) migrate(ctx context.Context) ([]string, error) {
	provider, err := s.provider(s.writer)
	if err != nil {
		return nil, databaseError(err)
	}
	known := provider.ListSources()
	have, err := provider.GetDBVersion(ctx)
	if err != nil {
		return nil, databaseError(err)
	}
	if have > known[len(known)-1].Version {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "database.newer"}
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return nil, databaseError(err)
	}
	var steps []string
	for _, step := range done {
		steps = append(steps, path.Base(step.Source.Path))
	}
	return steps, s.followAll(ctx)
}

// provider runs the steps of this store's dialect. Several servers that start
// at once take turns. A step with a lower number may come later than one with a
// higher: they do not build on one another unless they say so.
func (s *Store) provider(db *sql.DB) (*goose.Provider, error) {
	steps, err := fs.Sub(migrations, "migrations/"+string(s.dialect))
	if err != nil {
		return nil, err
	}
	if s.dialect == sqlite {
		return goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithAllowOutofOrder(true))
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, steps, goose.WithSessionLocker(locker), goose.WithAllowOutofOrder(true))
}
