package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// The part of the page between the marks is the command's; the rest is not
// touched.
const (
	markFrom  = "<!-- bench-peers: written by make bench-peers -->"
	markUntil = "<!-- bench-peers: end -->"
)

// met tells whether the target is reached; a result without one always is.
func (r result) met() bool { return !r.wrong && (r.target == 0 || r.ratio <= r.target) }

// verdict is what a reader looks for first.
func (r result) verdict() string {
	switch {
	case r.skipped != "":
		return "skipped"
	case r.wrong:
		return "answers differ"
	case r.target == 0:
		return "–"
	case r.met():
		return "reached"
	}
	return "missed"
}

// line is the result on the terminal.
func (r result) line() string {
	if r.skipped != "" {
		return fmt.Sprintf("%-22s skipped: %s", r.peer, r.skipped)
	}
	return fmt.Sprintf("%-22s %9s against %9s %-18s %7s  target %-7s %-8s %s", r.peer, figure(r.ours), figure(r.theirs),
		r.unit, share(r.ratio), share(r.target), r.verdict(), r.answers)
}

// tally is the last line.
func tally(results []result) string {
	reached, missed, wrong, skipped := 0, 0, 0, 0
	for _, r := range results {
		switch {
		case r.skipped != "":
			skipped++
		case r.wrong:
			wrong++
		case !r.met():
			missed++
		case r.target > 0:
			reached++
		}
	}
	return fmt.Sprintf("%d targets reached, %d missed, %d comparisons with other answers, %d skipped", reached, missed, wrong, skipped)
}

// figure has three digits.
func figure(x float64) string {
	digits := max(0, 2-int(math.Floor(math.Log10(math.Max(math.Abs(x), 1e-9)))))
	return strconv.FormatFloat(x, 'f', digits, 64)
}

// share is a ratio as people say it: 1/12, or 1.4 ×.
func share(x float64) string {
	switch {
	case x == 0:
		return "–"
	case x < 1:
		return "1/" + strings.TrimSuffix(strconv.FormatFloat(1/x, 'f', 1, 64), ".0")
	}
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 2, 64), ".00") + " ×"
}

// section is the page's part for the results.
func section(results []result, circumstances string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n%s\n\n%s.\n\n", markFrom, circumstances, tally(results))
	fmt.Fprintln(&out, "| work | against | ours | theirs | in | ours : theirs | target | | answers |")
	fmt.Fprintln(&out, "|---|---|---:|---:|---|---:|---:|---|---|")
	for _, r := range results {
		if r.skipped != "" {
			fmt.Fprintf(&out, "| %s | %s | | | | | %s | skipped | |\n", r.title, r.peer, share(r.target))
			continue
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", r.title, r.version, figure(r.ours), figure(r.theirs),
			r.unit, share(r.ratio), share(r.target), r.verdict(), r.answers)
	}
	fmt.Fprintln(&out, markUntil)
	return out.String()
}

// writePage puts the results between the marks.
func writePage(path string, results []result, circumstances string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	replaced, err := between(string(text), section(results, circumstances))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(replaced), 0o644)
}

// between puts a section where the marks are.
func between(text, section string) (string, error) {
	before, rest, found := strings.Cut(text, markFrom)
	_, after, ended := strings.Cut(rest, markUntil+"\n")
	if !found || !ended {
		return "", errors.New("the marks for the figures are missing")
	}
	return before + section + after, nil
}

// describe says when and on what the figures were taken.
func describe(ctx context.Context, now time.Time) string {
	system := runtime.GOOS
	if out, err := command(ctx, ".", "uname", "-sr"); err == nil {
		system = strings.TrimSpace(string(out))
	}
	return fmt.Sprintf("Taken %s on %s, %d cores, %s, %s.", now.UTC().Format(time.DateOnly), processor(), runtime.NumCPU(), system, runtime.Version())
}

// processor is the model of the machine's processor, where the system tells.
func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, model, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return runtime.GOARCH
}

// moduleVersion names a Go module this program is built with.
func moduleVersion(module, name string) string {
	if info, known := debug.ReadBuildInfo(); known {
		for _, dependency := range info.Deps {
			if dependency.Path == module {
				return name + " " + strings.TrimPrefix(dependency.Version, "v")
			}
		}
	}
	return name
}
