//go:build unix

package charts

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkEveryDrawing draws every example wide and narrow, cold: in a runtime that
// has drawn before, as a server's have, but never this drawing. It tells the
// processor time of a drawing, with what the collector needs, so that other work on
// the machine matters little, and the clock of one taken from memory instead.
// cmd/benchpeers reads it.
func BenchmarkEveryDrawing(b *testing.B) {
	all := examples(b)
	names := sortedNames(all)
	r := NewRenderer()
	if err := r.Warm(); err != nil {
		b.Skip("missing component: front end, run make build")
	}
	var cold, kept []time.Duration
	for b.Loop() {
		cold, kept = nil, nil
		for _, name := range names {
			c := all[name]
			for _, size := range []Size{c.Narrow, {c.Width, c.Height}} {
				start := processorTime(b)
				drawn(b, r, c, ThemeLight, size)
				cold = append(cold, processorTime(b)-start)
				from := time.Now()
				drawn(b, r, c, ThemeLight, size)
				kept = append(kept, time.Since(from))
			}
		}
		r.cache.init(cacheBytes)
	}
	slices.Sort(cold)
	slices.Sort(kept)
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	n := len(cold)
	b.ReportMetric(float64(n), "drawings")
	b.ReportMetric(ms(cold[n/2]), "median-ms")
	b.ReportMetric(ms(cold[n*95/100]), "p95-ms")
	b.ReportMetric(ms(cold[n-1]), "slowest-ms")
	b.ReportMetric(ms(kept[n*95/100]), "kept-p95-ms")
}
