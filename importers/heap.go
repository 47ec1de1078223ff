package importers

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// heap (hukommelse) lets the memory of the process grow to what the imports
// under way are expected to need, and not, as Go does by itself, to twice what
// they hold. Nearly all that an import of a large register makes it keeps until
// it is done: collecting on the way there finds nothing, and room for as much
// again is never used. Above what was expected, the heap grows by a tenth of
// what lives at a time, or by leastGrowth.
//
// It steers by the percentage that GOGC sets, which is one for the process, so
// all imports share it; when the last one ends it is what it was before. Who has
// switched the collector off, or given the process a limit of its own, keeps
// what they chose.
type heap struct {
	lock     sync.Mutex
	imports  int
	expected uint64 // bytes that the imports under way need together
	percent  int    // as it was before the first of them
	watched  bool   // each collection steers again
}

var theHeap heap

// leastExpected is what an import must need for the heap to be steered: smaller
// ones come and go within what Go sets aside.
const leastExpected = 16 << 20

// expect lets the heap grow by that many bytes, until the import that needs them
// calls done.
func (h *heap) expect(bytes uint64) (done func()) {
	if bytes < leastExpected {
		return func() {}
	}
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.imports == 0 {
		h.percent = debug.SetGCPercent(-1)
		if h.percent < 0 || debug.SetMemoryLimit(-1) != math.MaxInt64 {
			debug.SetGCPercent(h.percent)
			return func() {}
		}
		h.expected = living()
		h.watch()
	}
	h.imports++
	h.expected += bytes
	h.steer()
	return func() {
		h.lock.Lock()
		defer h.lock.Unlock()
		h.expected -= bytes
		if h.imports--; h.imports == 0 {
			debug.SetGCPercent(h.percent)
		}
	}
}

// steer sets how far the heap may grow before it is collected next.
func (h *heap) steer() {
	live := max(living(), 1)
	debug.SetGCPercent(growth(live, h.expected))
}

// growth is the percentage by which a heap of that many living bytes may grow:
// to what is expected, and at least by a tenth and by leastGrowth.
func growth(live, expected uint64) int {
	room := max(live/10, leastGrowth)
	if expected > live {
		room = max(room, expected-live)
	}
	return int(min(100*room/live, math.MaxInt32))
}

// leastGrowth is how far the heap may grow before it is collected again, however
// little lives: what is collected often costs more than what it takes.
const leastGrowth = 6 << 20

// collect collects what was let go of, while the memory of a large import is
// steered: where much is replaced by as much, by itself the heap would grow by
// what is made in the meantime.
func (h *heap) collect() {
	h.lock.Lock()
	under := h.imports > 0
	h.lock.Unlock()
	if under {
		runtime.GC()
	}
}

// watch steers again after each collection, while imports are under way.
func (h *heap) watch() {
	if h.watched {
		return
	}
	h.watched = true
	mark := new(*heap) // that the next collection finds dead
	runtime.AddCleanup(mark, func(h *heap) {
		h.lock.Lock()
		defer h.lock.Unlock()
		if h.watched = false; h.imports > 0 {
			h.steer()
			h.watch()
		}
	}, h)
}

// living is what the last collection left, in bytes.
func living() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}
