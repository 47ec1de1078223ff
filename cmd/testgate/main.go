// Command testgate reads `go test -json` from standard input and says in one
// line what ran. It exists because go test passes in silence when a test was
// skipped or a filter matched nothing, and both have hidden broken promises.
//
// It prints the output of what failed, every skipped test with its reason, and
// as its last line "N passed, N failed, N skipped". It exits 1 when a test
// failed or none ran. With -strict, as in CI, it also fails when a test was
// skipped because a component is missing from the machine.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"time"
)

// missing begins the message of every skip for want of an outside component.
// sharedFolder is the one component that may be absent in CI as well: real
// samples that do not belong to the repository.
const (
	missing      = "missing component: "
	sharedFolder = missing + "shared"
)

func main() {
	strict := flag.Bool("strict", false, "fail when a test was skipped for a missing component")
	flag.Parse()
	t, err := read(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testgate:", err)
		os.Exit(1)
	}
	if !t.write(os.Stdout, *strict) {
		os.Exit(1)
	}
}

// event is one line of `go test -json`.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

type name struct{ pkg, test string }

// tally is what a run came to.
type tally struct {
	output                  map[name]*strings.Builder
	passed, failed, skipped []name
	running                 map[name]bool // tests that have begun and not ended
	broken                  []string      // packages that failed outside any test
	slowest                 map[string]float64
}

func read(r io.Reader) (*tally, error) {
	t := &tally{output: map[name]*strings.Builder{}, slowest: map[string]float64{}, running: map[name]bool{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			// Not an event: the go command itself is speaking.
			fmt.Fprintln(os.Stderr, lines.Text())
			continue
		}
		t.add(e)
	}
	return t, lines.Err()
}

func (t *tally) add(e event) {
	key := name{e.Package, e.Test}
	if e.Package == "" {
		key.pkg = e.ImportPath
	}
	switch e.Action {
	case "output", "build-output":
		if t.output[key] == nil {
			t.output[key] = &strings.Builder{}
		}
		t.output[key].WriteString(e.Output)
	case "run":
		t.running[key] = true
	case "pass", "fail", "skip":
		delete(t.running, key)
		t.end(key, e)
	}
}

func (t *tally) end(key name, e event) {
	if key.test == "" {
		t.slowest[key.pkg] = e.Elapsed
		if e.Action == "fail" {
			t.broken = append(t.broken, key.pkg)
		}
		return
	}
	switch e.Action {
	case "pass":
		t.passed = append(t.passed, key)
		delete(t.output, key)
	case "fail":
		t.failed = append(t.failed, key)
	case "skip":
		t.skipped = append(t.skipped, key)
	}
}

// write prints the report and tells whether the run is good.
func (t *tally) write(w io.Writer, strict bool) bool {
	for _, key := range t.failed {
		fmt.Fprintf(w, "\nFAIL %s %s\n%s", key.pkg, key.test, t.said(key))
	}
	if len(t.failed) == 0 || len(t.broken) > 0 {
		t.writeBroken(w)
	}
	lacking := 0
	for _, key := range t.skipped {
		reason := t.reason(key)
		if strings.HasPrefix(reason, missing) && !strings.HasPrefix(reason, sharedFolder) {
			lacking++
		}
		fmt.Fprintf(w, "SKIP %s %s: %s\n", key.pkg, key.test, reason)
	}
	t.writeSlowest(w)
	failed := len(t.failed)
	if failed == 0 {
		failed = len(t.broken)
	}
	good := failed == 0 && len(t.passed) > 0
	if strict && lacking > 0 {
		fmt.Fprintf(w, "%d tests were skipped because a component is missing from this machine; here that is a failure\n", lacking)
		good = false
	}
	if len(t.passed) == 0 {
		fmt.Fprintln(w, "no test ran")
	}
	fmt.Fprintf(w, "%d passed, %d failed, %d skipped\n", len(t.passed), failed, len(t.skipped))
	return good
}

// writeBroken prints what packages said that failed without a failing test:
// they did not build, or a goroutine brought the process down.
func (t *tally) writeBroken(w io.Writer) {
	for _, pkg := range t.broken {
		said := t.said(name{pkg, ""})
		for key := range t.output {
			if strings.HasPrefix(key.pkg, pkg+" ") {
				said += t.said(key)
			}
		}
		fmt.Fprintf(w, "\nFAIL %s\n%s", pkg, said)
		t.writeUnended(w, pkg)
	}
}

// writeUnended prints what the tests said that were running when their package
// was brought down: a test that hangs never fails by itself.
func (t *tally) writeUnended(w io.Writer, pkg string) {
	var unended []name
	for key := range t.running {
		if key.pkg == pkg {
			unended = append(unended, key)
		}
	}
	sort.Slice(unended, func(i, j int) bool { return unended[i].test < unended[j].test })
	for _, key := range unended {
		said := t.said(key)
		fmt.Fprintf(w, "%s did not end\n%s", key.test, said[:min(len(said), 20000)])
	}
}

func (t *tally) writeSlowest(w io.Writer) {
	pkgs := make([]string, 0, len(t.slowest))
	for pkg := range t.slowest {
		pkgs = append(pkgs, pkg)
	}
	sort.Slice(pkgs, func(i, j int) bool { return t.slowest[pkgs[i]] > t.slowest[pkgs[j]] })
	for _, pkg := range pkgs[:min(5, len(pkgs))] {
		took := time.Duration(t.slowest[pkg] * float64(time.Second)).Round(100 * time.Millisecond)
		fmt.Fprintf(w, "%8s %s\n", took, pkg)
	}
}

func (t *tally) said(key name) string {
	if b := t.output[key]; b != nil {
		return b.String()
	}
	return ""
}

// reason is what a skipped test said: its output without the framing lines
// and without the file and line that testing puts before it.
func (t *tally) reason(key name) string {
	for line := range strings.Lines(t.said(key)) {
		line = strings.TrimSpace(line)
		if i := strings.Index(line, missing); i >= 0 {
			return line[i:]
		}
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			if _, text, ok := strings.Cut(line, ".go:"); ok {
				_, line, _ = strings.Cut(text, ": ")
			}
			return line
		}
	}
	return "no reason given"
}
