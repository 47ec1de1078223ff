package charts

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A script that never ends, takes all memory, calls itself for ever or throws is
// stopped and told, and the renderer draws on with a runtime that is whole.
func TestRunawayScriptsAreStopped(t *testing.T) {
	good := examples(t)["target-account/short"]
	r := NewRenderer()
	r.limits = limits{time: 2 * time.Second, bytes: 64 << 20}
	want := drawn(t, NewRenderer(), good, ThemeLight, good.Narrow)
	for name, script := range map[string]struct{ body, says string }{
		"endless": {"for (;;);", "interrupted"},
		"hungry":  {"const all = []; for (;;) all.push(new Array(1e5).fill(all.length))", "out of memory"},
		"deep":    {"return (function f() { return f() + 1 })()", "stack overflow"},
		"thrown":  {"throw new Error('nothing to draw')", "nothing to draw"},
		"wrong":   {"return 7", "int instead of a drawing"},
	} {
		for range cap(r.engines) {
			e, err := r.take()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.vm.Eval("raaderumCharts = { svg() { "+script.body+" } }", 0); err != nil {
				t.Fatal(err)
			}
			r.engines <- e
		}
		for range cap(r.engines) {
			if _, err := r.draw(good, good.Narrow.Width, good.Narrow.Height); err == nil || !strings.Contains(err.Error(), script.says) {
				t.Errorf("%s: %v, want %q", name, err, script.says)
			}
		}
		if svg, err := r.draw(good, good.Narrow.Width, good.Narrow.Height); err != nil || !bytes.Equal(svg, want) {
			t.Errorf("%s: the next drawing is not what it was (%v)", name, err)
		}
	}
}

// No time passes in a drawing: ECharts looks at the clock while it measures
// letters, and measures them otherwise on a busy machine.
func TestDrawingsKnowNoTime(t *testing.T) {
	if bundle() == nil {
		t.Skip("missing component: front end, run make build")
	}
	e, err := newEngine(drawingLimits)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	if passed, err := e.vm.Eval("+new Date() + Date.now() + +new Date(7)", 0); err != nil || passed != 7 {
		t.Errorf("the clock says %v (%v)", passed, err)
	}
}

// A panic of the engine is an error of the drawing.
func TestBrokenEngineIsAnError(t *testing.T) {
	if _, err := (&engine{}).draw("{}", 1, 1); err == nil || !strings.HasPrefix(err.Error(), "the engine broke: ") {
		t.Errorf("an engine without a runtime: %v", err)
	}
}

// Runtimes that are closed, or that nobody holds, give their memory back.
func TestRuntimesGiveTheirMemoryBack(t *testing.T) {
	if bundle() == nil {
		t.Skip("missing component: front end, run make build")
	}
	c := examples(t)["focus-areas/none"]
	work := func(closing bool) {
		for range 20 {
			e, err := newEngine(drawingLimits)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.draw(string(c.Option), c.Width, c.Height); err != nil {
				t.Fatal(err)
			}
			if closing {
				e.close()
			} else {
				runtime.GC() // cleanups follow in a goroutine of their own
				time.Sleep(5 * time.Millisecond)
			}
		}
	}
	work(true)
	before := resident(t)
	work(true)
	closed := resident(t)
	work(false)
	forgotten := resident(t)
	t.Logf("%d MB, after 20 that were closed %d MB, after 20 that were forgotten %d MB", before>>20, closed>>20, forgotten>>20)
	for name, after := range map[string]int{"closed": closed, "forgotten": forgotten} {
		if grown := after - before; grown > 40<<20 {
			t.Errorf("20 runtimes that were %s leave %d MB", name, grown>>20)
		}
	}
}

// resident is the memory the process has, as Linux says it.
func resident(t *testing.T) int {
	t.Helper()
	debug.FreeOSMemory()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("missing component: /proc/self/statm, which only Linux has")
	}
	pages, err := strconv.Atoi(strings.Fields(string(data))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
