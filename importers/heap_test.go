package importers

import (
	"runtime/debug"
	"testing"

	"pgregory.net/rapid"
)

// The heap may grow to what is expected, and by a tenth or 6 MB where it
// lives beyond that; never is it left without room.
func TestHeapGrowth(t *testing.T) {
	for _, c := range []struct {
		live, expected uint64
		want           int
	}{
		{20 << 20, 120 << 20, 500},
		{100 << 20, 120 << 20, 20},
		{119 << 20, 120 << 20, 9}, // 11.9 MB, of which what is expected is one
		{200 << 20, 120 << 20, 10},
		{30 << 20, 30 << 20, 20}, // 6 of 30 MB
		{1, 1 << 40, 1<<31 - 1},
	} {
		if got := growth(c.live, c.expected); got != c.want {
			t.Errorf("%d living of %d expected: %d %%, want %d", c.live, c.expected, got, c.want)
		}
	}
}

// Whatever imports come and go, in whatever order, and whether they are large or
// small: when the last is done the process has the percentage that it had.
func TestHeapIsGivenBack(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	rapid.Check(t, func(t *rapid.T) {
		var h heap
		var under []func()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			if len(under) > 0 && rapid.Bool().Draw(t, "ends") {
				i := rapid.IntRange(0, len(under)-1).Draw(t, "which")
				under[i]()
				under = append(under[:i], under[i+1:]...)
				continue
			}
			under = append(under, h.expect(rapid.Uint64Range(0, 4*leastExpected).Draw(t, "bytes")))
		}
		for _, done := range under {
			done()
		}
		if got := debug.SetGCPercent(77); got != 77 {
			t.Fatalf("%d %% are left of 77", got)
		}
		if h.imports != 0 {
			t.Fatalf("%d imports are left", h.imports)
		}
	})
}

// A process whose collector is off, or that has a limit of its own, keeps them.
func TestHeapKeepsWhatWasChosen(t *testing.T) {
	var h heap
	before := debug.SetGCPercent(-1)
	h.expect(4 * leastExpected)()
	if now := debug.SetGCPercent(before); now != -1 {
		t.Errorf("a collector that was off is at %d %%", now)
	}
	limit := debug.SetMemoryLimit(1 << 40)
	defer debug.SetMemoryLimit(limit)
	done := h.expect(4 * leastExpected)
	if now := debug.SetGCPercent(before); now != before {
		t.Errorf("under a limit of its own the process is at %d %%, not %d", now, before)
	}
	done()
}
