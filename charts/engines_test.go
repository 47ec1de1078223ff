//go:build unix

package charts

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// drawer is a JavaScript engine with the bundle in it.
type drawer interface {
	draw(option string, width, height int) (string, error)
}

// engines are the JavaScript engines in pure Go that are compared: ours, and the
// one that is its witness.
var engines = map[string]func() (drawer, error){
	"quickjs": func() (drawer, error) { return newEngine(drawingLimits) },
	"goja":    func() (drawer, error) { return newWitness() },
}

// witness draws with goja, an engine of other hands: what both draw alike is
// what ECharts means.
type witness struct {
	svg func(option string, width, height int) (string, error)
}

var witnessProgram = sync.OnceValues(func() (*goja.Program, error) {
	return goja.Compile("echarts.js", stillness+string(bundle()), false)
})

func newWitness() (*witness, error) {
	compiled, err := witnessProgram()
	if err != nil {
		return nil, err
	}
	vm, e := goja.New(), &witness{}
	if _, err := vm.RunProgram(compiled); err != nil {
		return nil, err
	}
	return e, vm.ExportTo(vm.Get("raaderumCharts").ToObject(vm).Get("svg"), &e.svg)
}

func (e *witness) draw(option string, width, height int) (string, error) {
	return e.svg(option, width, height)
}

// Both engines draw the same bytes: one example of each kind, and all with
// ENGINES=all.
func TestEnginesAgree(t *testing.T) {
	if bundle() == nil {
		t.Skip("missing component: front end, run make build")
	}
	ours, err := newEngine(drawingLimits)
	if err != nil {
		t.Fatal(err)
	}
	other, err := newWitness()
	if err != nil {
		t.Fatal(err)
	}
	all, seen := examples(t), map[string]bool{}
	for _, name := range sortedNames(all) {
		c := all[name]
		kind, _, _ := strings.Cut(name, "/")
		if seen[kind] && os.Getenv("ENGINES") != "all" || len(c.Table.Rows) < 2 && os.Getenv("ENGINES") != "all" {
			continue
		}
		seen[kind] = true
		for _, size := range []Size{c.Narrow, {c.Width, c.Height}} {
			want, err := other.draw(string(c.Option), size.Width, size.Height)
			if err != nil {
				t.Fatal(name, err)
			}
			if got, err := ours.draw(string(c.Option), size.Width, size.Height); err != nil || got != want {
				t.Errorf("%s in %d pixels is drawn differently (%v)", name, size.Width, err)
			}
		}
	}
	t.Logf("%d kinds", len(seen))
}

// One of the engines, or all, draws every example wide and narrow: ENGINES=quickjs
// or ENGINES=all. Those that draw must draw the same bytes, so that the choice
// between them is one of time and memory, which are logged: of the processor,
// with what the collector needs, so that other work on the machine matters
// little. Memory is the process's, and only says something of one engine alone.
func TestEngines(t *testing.T) {
	chosen := os.Getenv("ENGINES")
	if chosen == "" {
		t.Skip("no ENGINES chosen")
	}
	all, names := examples(t), []string{chosen}
	if chosen == "all" {
		names = slices.Sorted(maps.Keys(engines))
	}
	drawings := map[string]string{}
	for _, engine := range names {
		start := processorTime(t)
		d, err := engines[engine]()
		if err != nil {
			t.Fatal(engine, err)
		}
		first, times := processorTime(t)-start, []time.Duration{}
		start = processorTime(t)
		if _, err := engines[engine](); err != nil {
			t.Fatal(engine, err)
		}
		second := processorTime(t) - start
		for _, name := range sortedNames(all) {
			c := all[name]
			for i, size := range []Size{c.Narrow, {c.Width, c.Height}} {
				start := processorTime(t)
				raw, err := d.draw(string(c.Option), size.Width, size.Height)
				times = append(times, processorTime(t)-start)
				if err != nil {
					t.Fatal(engine, name, err)
				}
				key := fmt.Sprint(name, i)
				if other, known := drawings[key]; known && other != raw {
					t.Errorf("%s draws %s in %d pixels differently from %s", engine, name, size.Width, names[0])
				}
				drawings[key] = raw
			}
		}
		slices.Sort(times)
		t.Logf("%s: compiled and loaded in %v, loaded again in %v; %d drawings: median %v, 95 in 100 within %v, slowest %v; %s",
			engine, first, second, len(times), times[len(times)/2], times[len(times)*95/100], times[len(times)-1], largest(t))
	}
}

// processorTime is what the process has used so far, of all its threads.
func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// largest is the most memory the process has had, as Linux says it.
func largest(t *testing.T) string {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "memory not known here"
	}
	for line := range strings.Lines(string(status)) {
		if peak, is := strings.CutPrefix(line, "VmHWM:"); is {
			return "at most " + strings.TrimSpace(peak) + " of memory"
		}
	}
	return "memory not known here"
}
