package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
	"raaderum/testdata"
)

// manyQuarter is the quarter that many cases are reported for.
var manyQuarter = calc.Quarter{Year: 2014, Q: 2}

func manyNow() time.Time { return time.Date(2014, 9, 1, 9, 0, 0, 0, time.UTC) }

// manyCases is a database of so many cases: the demo's own for Greve, and then
// copies of them, each with a number, a workbook and amounts of its own and the
// same statuses, accepted as a workbook's cases are.
func manyCases(t testing.TB, n int) (url string) {
	t.Helper()
	url = "sqlite:" + filepath.Join(t.TempDir(), "many.db")
	database, err := store.Open(t.Context(), url, manyNow)
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	manifest, files := testdata.Demo()
	var out bytes.Buffer
	env := environment{stdout: &out, stderr: &out, getenv: func(string) string { return "" }, now: manyNow}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, one := range manifest.Organisations {
		if one.Profile != "greve" {
			continue
		}
		id, err := addDemoOrganisation(t.Context(), database, one)
		must(err)
		_, err = demoLink(t.Context(), &env, database, "", portfolio.RoleAnalyst, []portfolio.OrganisationID{id})
		must(err)
		for _, name := range one.Files {
			must(importDemoFile(t.Context(), &env, database, id, files, name))
		}
		must(copyCases(t.Context(), database, id, n))
	}
	return url
}

func copyCases(ctx context.Context, database *store.Store, org portfolio.OrganisationID, n int) error {
	cases, err := database.Cases(ctx, org)
	if err != nil {
		return err
	}
	statuses, err := database.Statuses(ctx, org)
	if err != nil {
		return err
	}
	for i := len(cases); i < n; i++ {
		from := cases[i%len(cases)]
		original, err := database.OriginalFile(ctx, org, from.Source.SHA256)
		if err != nil {
			return err
		}
		accepted := copyOf(from, statuses, original, i)
		accepted.Organisation, accepted.By, accepted.At = org, demoImporter, manyNow()
		if _, err := database.Accept(ctx, accepted); err != nil {
			return fmt.Errorf("case %d: %w", i, err)
		}
	}
	return nil
}

// copyOf is a case as case number i, with its statuses, in a workbook of its own:
// the same bytes and a few more behind them.
func copyOf(from portfolio.BusinessCase, statuses []portfolio.QuarterlyStatus, original portfolio.OriginalFile, i int) portfolio.Acceptance {
	file := portfolio.OriginalFile{Name: fmt.Sprintf("sag-%03d.xlsx", i), Bytes: append(bytes.Clone(original.Bytes), strconv.Itoa(i)...)}
	sum := sha256.Sum256(file.Bytes)
	file.SHA256 = hex.EncodeToString(sum[:])
	source := func(at portfolio.Source) portfolio.Source {
		at.SHA256, at.File, at.Import = file.SHA256, file.Name, ""
		return at
	}
	amounts := func(all []portfolio.Amount) []portfolio.Amount {
		var copied []portfolio.Amount
		for _, one := range all {
			copied = append(copied, portfolio.Amount{Period: one.Period, Money: one.Money / 100 * calc.Money(60+i*7%80), Source: source(one.Source)})
		}
		return copied
	}
	bc := from
	bc.ID, bc.Version, bc.Number, bc.Title = "", 0, fmt.Sprintf("KOPI-%03d", i), fmt.Sprintf("%s, kopi %d", from.Title, i)
	bc.Source, bc.Costs, bc.Benefits = source(from.Source), nil, nil
	for _, cost := range from.Costs {
		cost.Amounts = amounts(cost.Amounts)
		bc.Costs = append(bc.Costs, cost)
	}
	for _, benefit := range from.Benefits {
		series := map[portfolio.Series][]portfolio.Amount{}
		for name, all := range benefit.Series {
			series[name] = amounts(all)
		}
		benefit.Series, benefit.FullYearSource, benefit.CountedIn = series, source(benefit.FullYearSource), nil
		bc.Benefits = append(bc.Benefits, benefit)
	}
	accepted := portfolio.Acceptance{File: file, Cases: []portfolio.BusinessCase{bc}}
	for _, status := range statuses {
		if status.Case == from.ID {
			status.Case, status.CaseNumber, status.Source = "", bc.Number, source(status.Source)
			accepted.Statuses = append(accepted.Statuses, status)
		}
	}
	return accepted
}

// BenchmarkQuarterPack makes every paper of a quarter of many cases, from the
// database to the files: `go test -run ^$ -bench QuarterPack -benchtime 1x
// ./cmd/raaderum`. Beside the time it tells the processor time of the program and
// of the browser, the most that the program had in use and had of the machine's
// memory, and the most that one process of the browser had.
func BenchmarkQuarterPack(b *testing.B) {
	for _, n := range []int{50, 200, 400} {
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			url := manyCases(b, n)
			folder := b.TempDir()
			env := environment{stdin: strings.NewReader(""), getenv: func(string) string { return "" }, now: manyNow}
			forgetMostResident(b)
			var most uint64
			own, children := usage(syscall.RUSAGE_SELF), usage(syscall.RUSAGE_CHILDREN)
			for b.Loop() {
				var out, errs bytes.Buffer
				env.stdout, env.stderr = &out, &errs
				most = max(most, mostLive(func() {
					if code := run(b.Context(), []string{"report", "quarter", manyQuarter.String(), "--database", url, "--out", folder, "--public-url", "https://raaderum.example.org"}, env); code != reportDone() {
						b.Fatal(code, out.String(), errs.String())
					}
				}))
			}
			times := float64(b.N)
			b.ReportMetric((usage(syscall.RUSAGE_SELF)-own).Seconds()/times, "own-cpu-s/op")
			b.ReportMetric((usage(syscall.RUSAGE_CHILDREN)-children).Seconds()/times, "browser-cpu-s/op")
			b.ReportMetric(float64(most)/(1<<20), "live-MB")
			b.ReportMetric(mostResident(b), "resident-MB")
			var ended syscall.Rusage
			if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &ended); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(ended.Maxrss)/1024, "browser-MB")
			entries, err := os.ReadDir(folder)
			if err != nil {
				b.Fatal(err)
			}
			for _, entry := range entries {
				if info, err := entry.Info(); err == nil {
					b.ReportMetric(float64(info.Size())/(1<<20), strings.TrimPrefix(filepath.Ext(entry.Name()), ".")+"-MB")
				}
			}
		})
	}
}

// forgetMostResident begins the count of mostResident anew, where the system can.
func forgetMostResident(b *testing.B) {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200); err != nil {
		b.Log("resident-MB is with the making of the cases: ", err)
	}
}

// mostResident is the most memory of the machine that this process had, in MB: its
// program, which is mapped, the heap, and what waited to be collected; 0 where the
// system does not tell.
func mostResident(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Log(err)
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(after + " -")[0], 64)
	if err != nil {
		b.Log(err)
		return 0
	}
	return kilobytes / 1024
}

// BenchmarkQuarterKept tells what a case of a quarter takes in memory for as long
// as its papers are made, which no writing to disk can take away: its lines with
// their sources and its figures, and its packed part of what is journalised.
func BenchmarkQuarterKept(b *testing.B) {
	for _, n := range []int{50, 200, 400} {
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			database, err := store.Open(b.Context(), manyCases(b, n), manyNow)
			if err != nil {
				b.Fatal(err)
			}
			defer database.Close()
			homes, err := database.Organisations(b.Context())
			if err != nil || len(homes) != 1 {
				b.Fatal(homes, err)
			}
			var kept float64
			for b.Loop() {
				before := inUse()
				snapshot, frozen, err := papers.SnapshotOf(b.Context(), database, homes[0], manyQuarter, manyNow(), true)
				if err != nil {
					b.Fatal(err)
				}
				pack, err := papers.NewPack(snapshot, frozen, manyNow(), i18n.New("da"))
				if err != nil {
					b.Fatal(err)
				}
				snapshot = portfolio.Snapshot{}
				kept = float64(inUse()-before) / float64(n)
				runtime.KeepAlive(pack)
				runtime.KeepAlive(snapshot)
			}
			b.ReportMetric(kept/1024, "kept-KB/case")
		})
	}
}

// inUse is what is in use when all that is not was collected.
func inUse() int64 {
	runtime.GC()
	runtime.GC() // what pools kept through the first
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc) //nolint:gosec // far below what an int64 takes
}

// usage is the processor time of this process, or of its children that ended.
func usage(who int) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(who, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// mostLive is the most bytes that were in use after any collection while work was
// done.
func mostLive(work func()) (most uint64) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	work()
	close(done)
	<-ended
	return most
}
