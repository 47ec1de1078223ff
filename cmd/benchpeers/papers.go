package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// papers are the speeds of charts and papers. No other program makes them, so they
// are held against what a reader is promised, and a page against a file of its size.
// What is run are measurements of the rooms themselves, each in a process of its
// own: they know how their work is done.
func (b *bench) papers() []comparison {
	all := b.drawings()
	page := b.measuring("cmd/raaderum/internal/web", "-test.run", "^TestQuarterPageBesideAFile$", "-test.v", "-beside", "500")
	for _, sent := range [][2]string{{"as it is", "identity"}, {"packed", "br"}} {
		all = append(all, comparison{
			title: "The quarter page, sent again " + sent[0], unit: "µs by the clock",
			ours:  metric(page, sent[1]+"-page-us", ""),
			peers: []peer{{contender: metric(page, sent[1]+"-file-us", "a static file of its size"), target: 3}},
			agree: noted(page, func(m metrics) string { return plainly(m[sent[1]+"-bytes"]) + " bytes" }),
		})
	}
	return append(all, b.packs()...)
}

// drawings are what a chart takes, cold and from memory.
func (b *bench) drawings() (all []comparison) {
	drawing := b.measuring("charts", "-test.bench", "^BenchmarkEveryDrawing$", "-test.benchtime", "3x")
	for _, one := range []struct {
		title, metric, unit string
		most                float64
	}{
		{"cold, median", "median-ms", "ms of processor time", 150},
		{"cold, 95 in 100", "p95-ms", "ms of processor time", 150},
		{"cold, slowest", "slowest-ms", "ms of processor time", 150},
		{"from memory, 95 in 100", "kept-p95-ms", "ms by the clock", 1},
	} {
		all = append(all, comparison{
			title: "A chart to SVG, " + one.title, unit: one.unit,
			ours: metric(drawing, one.metric, ""), peers: []peer{promise(one.most, "ms")},
			agree: noted(drawing, func(m metrics) string { return plainly(m["drawings"]) + " drawings, wide and narrow" }),
		})
	}
	return all
}

// packs are what all papers of a quarter take, by the number of cases.
func (b *bench) packs() (all []comparison) {
	made := map[int]func() (metrics, error){}
	for _, n := range []int{50, 200, 400} {
		made[n] = b.measuring("cmd/raaderum", "-test.bench", fmt.Sprintf("^BenchmarkQuarterPack$/^cases=%d$", n), "-test.benchtime", "1x")
	}
	all = append(all, comparison{
		title: "A quarter's papers, 200 cases", unit: "s by the clock",
		ours: metric(made[200], "s/op", ""), peers: []peer{promise(15, "s")},
		agree: noted(made[200], func(m metrics) string {
			return fmt.Sprintf("%s s of processor time in the program, %s in the browser; a package of %s MB",
				figure(m["own-cpu-s/op"]), figure(m["browser-cpu-s/op"]), figure(m["zip-MB"]))
		}),
	})
	for _, n := range []int{200, 400} {
		all = append(all, comparison{
			title: fmt.Sprintf("A quarter's papers, %d cases", n), unit: "MB in use at the most",
			ours:  metric(made[n], "live-MB", ""),
			peers: []peer{{contender: metric(made[50], "live-MB", "50 cases")}},
			agree: noted(made[n], func(m metrics) string {
				return "the browser's largest process " + figure(m["browser-MB"]) + " MB"
			}),
		})
	}
	return all
}

// metrics are the figures of a measurement, by their unit.
type metrics map[string]float64

// measuring builds the tests of a room and runs one measurement of them, once,
// when it is first asked for.
func (b *bench) measuring(room string, arguments ...string) func() (metrics, error) {
	return sync.OnceValues(func() (metrics, error) {
		ctx := context.Background()
		built := filepath.Join(b.work, strings.ReplaceAll(room, "/", "-")+".test")
		if _, err := command(ctx, ".", "go", "test", "-c", "-o", built, "./"+room); err != nil {
			return nil, err
		}
		if !strings.Contains(strings.Join(arguments, " "), "-test.run") {
			arguments = append(arguments, "-test.run", "^$")
		}
		out, err := command(ctx, room, built, arguments...)
		if err != nil {
			return nil, err
		}
		return readMetrics(string(out)), nil
	})
}

// readMetrics reads each number that stands before a unit, as benchmarks write
// them: "5.07 own-cpu-s/op".
func readMetrics(text string) metrics {
	m := metrics{}
	words := strings.Fields(text)
	for i, word := range words[:max(0, len(words)-1)] {
		value, err := strconv.ParseFloat(word, 64)
		unit := strings.TrimRight(words[i+1], ":,")
		if _, number := strconv.ParseFloat(unit, 64); err == nil && number != nil {
			m[unit] = value
		}
	}
	if ns, timed := m["ns/op"]; timed {
		m["s/op"] = ns / 1e9
	}
	return m
}

// metric is a contender that is one figure of a measurement.
func metric(run func() (metrics, error), unit, name string) contender {
	return contender{name: name, once: true, run: func(context.Context) (measurement, error) {
		m, err := run()
		if err != nil {
			return measurement{}, err
		}
		value, known := m[unit]
		if !known {
			return measurement{}, fmt.Errorf("no %s was measured", unit)
		}
		return measurement{cost: value, version: name}, nil
	}}
}

// promise is what a reader is promised, in the unit of the comparison.
func promise(most float64, unit string) peer {
	said := "the promise, " + plainly(most) + " " + unit
	return peer{contender: contender{name: said, once: true, run: func(context.Context) (measurement, error) {
		return measurement{cost: most, version: said}, nil
	}}, target: 1}
}

// noted says something of a measurement where other comparisons say how answers
// differ.
func noted(run func() (metrics, error), say func(metrics) string) func(_, _ []float64) (string, bool) {
	return func(_, _ []float64) (string, bool) {
		m, err := run()
		if err != nil {
			return err.Error(), false
		}
		return say(m), true
	}
}

func plainly(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
