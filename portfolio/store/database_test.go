package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"raaderum/portfolio/store"
	"raaderum/portfolio/store/storetest"
)

// now is the time in all tests; nothing here may depend on the real one.
var now = time.Date(2014, 7, 1, 9, 30, 0, 0, time.UTC)

func fixedClock() time.Time { return now }

// onBoth runs a test on both databases, each time in an empty one of its own.
func onBoth(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	onBothURLs(t, func(t *testing.T, url string) { test(t, open(t, url, fixedClock)) })
}

func onBothURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "raaderum.db")) })
	t.Run("postgresql", func(t *testing.T) { test(t, newPostgres(t, migrated)) })
}

// onBothEmptyURLs is onBothURLs with databases that have no tables yet.
func onBothEmptyURLs(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "raaderum.db")) })
	t.Run("postgresql", func(t *testing.T) { test(t, newPostgres(t, storetest.Empty)) })
}

func open(t *testing.T, url string, clock func() time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestMain(m *testing.M) {
	code := m.Run()
	if running != nil {
		if err := running.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

var (
	running      *storetest.Cluster
	errStart     error
	startOnce    sync.Once
	databaseName atomic.Int64
)

// migrated is a database with all tables, made once and copied for each test.
const migrated = "migrated"

// newPostgres is the URL of a new database in the test run's cluster.
func newPostgres(t *testing.T, template string) string {
	t.Helper()
	startOnce.Do(func() { errStart = startPostgres(t.Context()) })
	if errors.Is(errStart, storetest.ErrMissing) {
		t.Skip(errStart)
	}
	must(t, errStart)
	url, err := running.Create(t.Context(), fmt.Sprintf("test_%d", databaseName.Add(1)), template)
	must(t, err)
	return url
}

// startPostgres starts the cluster with the database that the tests' own are
// copies of.
func startPostgres(ctx context.Context) (err error) {
	if running, err = storetest.Start(); err != nil {
		return err
	}
	url, err := running.Create(ctx, migrated, storetest.Empty)
	if err != nil {
		return err
	}
	_, err = store.Migrate(ctx, url, fixedClock)
	return err
}
