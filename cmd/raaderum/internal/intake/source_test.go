package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/portfolio"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// packed is a zip file with the given entries, in their order.
func packed(t *testing.T, entries ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(entries); i += 2 {
		part, err := w.Create(entries[i])
		must(t, err)
		_, err = part.Write([]byte(entries[i+1]))
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

func names(all []intake.Source) (list []string) {
	for _, one := range all {
		list = append(list, one.Name)
	}
	return list
}

func TestFolderAndZipInFixedOrder(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b.xlsx", "a.csv", "under/c.xlsm", "under/gammel.xls", ".skjult/x.xlsx", "~$b.xlsx", "læs mig.txt"} {
		must(t, os.MkdirAll(filepath.Join(folder, filepath.Dir(name)), 0o700))
		must(t, os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600))
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(folder, "link.csv")); err != nil {
		t.Fatal(err)
	}
	want := []string{"a.csv", "b.xlsx", "under/c.xlsm", "under/gammel.xls"}
	all, err := intake.FromFolder(folder)
	must(t, err)
	if got := names(all.Sources); !slices.Equal(got, want) {
		t.Errorf("the folder gives %q, want %q", got, want)
	}
	if left := all.Left; left.N != 1 || !slices.Equal(left.Names, []string{"læs mig.txt"}) {
		t.Errorf("left without a word but for %+v", left)
	}
	data := packed(t, "under/gammel.xls", "", "b.xlsx", "B", "under/c.xlsm", "", "__MACOSX/b.xlsx", "", "a.csv", "A", "andet.txt", "")
	all, err = intake.FromZip("alle.zip", data)
	must(t, err)
	if left := all.Left; left.N != 1 || !slices.Equal(left.Names, []string{"andet.txt"}) {
		t.Errorf("left without a word but for %+v", left)
	}
	if got := names(all.Sources); !slices.Equal(got, want) {
		t.Errorf("the zip gives %q, want %q", got, want)
	}
	if text, err := all.Sources[1].Read(); err != nil || string(text) != "B" {
		t.Errorf("read %q, %v", text, err)
	}
}

// What is hostile in a zip file is refused where it stands, and the rest is read.
func TestHostileZip(t *testing.T) {
	bomb := string(make([]byte, 30<<20)) // 30 MB of nothing in 30 KB
	data := packed(t, "../ud.csv", "x", "/rod.csv", "x", `..\ud.csv`, "x", "C:/ud.csv", "x", "bombe.csv", bomb, "god.csv", "Projekt;2016\n")
	all, err := intake.FromZip("alle.zip", data)
	must(t, err)
	want := map[string]string{"../ud.csv": "zip.unsafe-name", "/rod.csv": "zip.unsafe-name", `..\ud.csv`: "zip.unsafe-name", "C:/ud.csv": "zip.unsafe-name",
		"bombe.csv": "zip.too-large", "god.csv": ""}
	if len(all.Sources) != len(want) {
		t.Errorf("got %q", names(all.Sources))
	}
	for _, one := range all.Sources {
		_, err := one.Read()
		var refused *portfolio.Error
		key := ""
		if errors.As(err, &refused) {
			key = refused.Key
		}
		if key != want[one.Name] {
			t.Errorf("%s: %v, want %q", one.Name, err, want[one.Name])
		}
	}
	if _, err := intake.FromZip("alle.zip", []byte("PK kort")); err == nil {
		t.Error("a broken zip file was read")
	}
	var pictures []string
	for i := range 60 {
		pictures = append(pictures, fmt.Sprintf("billede\x1b%02d.png", i), "")
	}
	crowd, err := intake.FromZip("alle.zip", packed(t, pictures...))
	must(t, err)
	if left := crowd.Left; left.N != 60 || len(left.Names) != 50 || left.More() != 10 || left.Names[0] != "billede\uFFFD00.png" {
		t.Errorf("%d left, %d named, the first %q", left.N, len(left.Names), left.Names[0])
	}
	var many []string
	for range intake.MaxFiles + 1 {
		many = append(many, "a.csv", "")
	}
	if _, err := intake.FromZip("alle.zip", packed(t, many...)); portfolio.ErrorCode(err) != portfolio.CodeTooLarge {
		t.Errorf("too many files: %v", err)
	}
}

// Results come in order whatever the work takes, no more wait than a few, and
// when the one who takes them stops, the work stops.
func TestInOrder(t *testing.T) {
	const n = 200
	var begun, waiting, most atomic.Int64
	next := 0
	err := intake.InOrder(t.Context(), n, func(i int) int {
		begun.Add(1)
		for {
			now, seen := waiting.Add(0)+1, most.Load()
			if now <= seen || most.CompareAndSwap(seen, now) {
				break
			}
		}
		waiting.Add(1)
		if i%7 == 0 {
			time.Sleep(time.Millisecond) // the slow ones hold up nobody's place
		}
		return i
	}, func(i, got int) error {
		waiting.Add(-1)
		if i != next || got != i {
			t.Fatalf("result %d of %d came when %d was next", got, i, next)
		}
		next++
		return nil
	})
	if err != nil || next != n || most.Load() > 64 {
		t.Errorf("%d results, %v, at most %d waited", next, err, most.Load())
	}
	enough := errors.New("enough")
	begun.Store(0)
	err = intake.InOrder(t.Context(), n, func(i int) int { begun.Add(1); return i }, func(i, _ int) error {
		if i == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || begun.Load() > 80 {
		t.Errorf("%v after %d", err, begun.Load())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := intake.InOrder(ctx, n, func(i int) int { return i }, func(int, int) error { return nil }); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
