// Command benchpeers runs raaderum and other programs side by side over the
// same work in one run, compares their answers, and prints how much processor
// time each takes. With -write it puts the figures into docs/performance.md.
//
//	go run ./cmd/benchpeers            # everything, five rounds
//	go run ./cmd/benchpeers -only IRR  # what has IRR in its name
//
// The other programs are packages of Debian and npm, named and pinned in
// packages.go. They are unpacked into a folder outside the repository and kept
// there for the next run. What the machine has no package for is skipped, and
// the skips are counted.
//
// Each contender is a process of its own, and takes turns with the others: a
// ratio is the median over the rounds of ours to theirs in the same round, so
// that a busy machine slows both.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"
)

func main() {
	if len(os.Args) == 4 && os.Args[1] == "drive" {
		exit(drive(os.Stdout, os.Args[2], os.Args[3]))
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	var s settings
	flag.StringVar(&s.folder, "folder", filepath.Join(cache, "raaderum-peers"), "where the other programs are unpacked")
	flag.StringVar(&s.only, "only", "", "run only what has this in its name")
	flag.IntVar(&s.rounds, "rounds", 5, "how often each contender runs")
	flag.StringVar(&s.page, "write", "", "the page to write the figures into")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(run(ctx, os.Stdout, s, time.Now()))
}

// settings are what a run may be told.
type settings struct {
	folder, only, page string
	rounds             int
}

// run is the whole command.
func run(ctx context.Context, out io.Writer, s settings, now time.Time) error {
	bench, err := prepare(ctx, out, s)
	if err != nil {
		return err
	}
	defer os.RemoveAll(bench.work)
	comparisons := slices.Concat(bench.calculator(), bench.simulation(), bench.selection(), bench.importing(), bench.papers())
	var results []result
	for _, c := range comparisons {
		if !c.matches(s.only) {
			continue
		}
		fmt.Fprintln(out, c.title)
		rows := c.run(ctx, s.rounds)
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, row := range rows {
			fmt.Fprintln(out, "  "+row.line())
		}
		results = append(results, rows...)
	}
	fmt.Fprintln(out, tally(results))
	if s.page == "" {
		return nil
	}
	return writePage(s.page, results, describe(ctx, now))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchpeers:", err)
		os.Exit(1)
	}
	os.Exit(0)
}
