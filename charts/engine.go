package charts

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"modernc.org/quickjs"
)

// limits are how long one drawing may take, and how much memory a runtime may
// have. How deep a script may call itself is the engine's own limit, well within
// what a goroutine may have.
type limits struct {
	time  time.Duration
	bytes uintptr
}

// drawingLimits leave ample room: the slowest drawing we have takes less than a fifth of
// a second, and a runtime some tens of megabytes.
var drawingLimits = limits{20 * time.Second, 256 << 20}

// stillness is a world in which no time passes. ECharts asks for timers to
// animate: a drawing is over when it is drawn, so none ever fires. And it looks
// at the clock while it measures letters, and measures them otherwise where that
// takes long: lines would break elsewhere on a busy machine.
const stillness = `globalThis.setTimeout = globalThis.clearTimeout = () => 0;
globalThis.Date = class extends Date {
	constructor(...given) { given.length ? super(...given) : super(0); }
	static now() { return 0; }
};
`

// program is the bundle as the engine's own code, once for all runtimes.
var program = sync.OnceValues(func() ([]byte, error) {
	script := bundle()
	if script == nil {
		return nil, ErrNoBundle
	}
	return compile(stillness + string(script))
})

func compile(script string) ([]byte, error) {
	compiler, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("charts: start JavaScript: %w", err)
	}
	compiled, err := compiler.Compile(script, quickjs.EvalGlobal)
	if err = errors.Join(err, compiler.Close()); err != nil {
		return nil, fmt.Errorf("charts: compile the bundle: %w", err)
	}
	return compiled, nil
}

// engine is one JavaScript runtime with the bundle loaded, for one goroutine at
// a time. Its memory is not Go's: close gives it back, and so does the collector
// when nobody holds the engine any more.
type engine struct {
	vm      *quickjs.VM
	forgets runtime.Cleanup
}

func newEngine(within limits) (*engine, error) {
	compiled, err := program()
	if err != nil {
		return nil, err
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("charts: start JavaScript: %w", err)
	}
	e := &engine{vm: vm}
	e.forgets = runtime.AddCleanup(e, func(vm *quickjs.VM) { _ = vm.Close() }, vm)
	vm.SetMemoryLimit(within.bytes)
	if err := vm.SetEvalTimeout(within.time); err != nil {
		return nil, fmt.Errorf("charts: start JavaScript: %w", err)
	}
	if _, err := vm.EvalBytecode(compiled); err != nil {
		e.close()
		return nil, fmt.Errorf("charts: load the bundle: %w", err)
	}
	return e, nil
}

// draw runs the bundle on an option. What goes wrong in the engine itself is an
// error like any other: the runtime is not to be used again after one.
func (e *engine) draw(option string, width, height int) (svg string, err error) {
	defer runtime.KeepAlive(e)
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the engine broke: %v", broken)
		}
	}()
	drawn, err := e.vm.Call("raaderumCharts.svg", option, width, height)
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return "", errors.New(message) // the rest is the bundle's stack
	}
	svg, is := drawn.(string)
	if !is {
		return "", fmt.Errorf("%T instead of a drawing", drawn)
	}
	return svg, nil
}

func (e *engine) close() {
	e.forgets.Stop()
	_ = e.vm.Close()
}
