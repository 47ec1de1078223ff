package main

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestWorkIsReadAsWritten(t *testing.T) {
	work := flowWork{"xnpv", 0.3, 0.04, 0.05, 0.03, ordinaryRows(20)}
	var text bytes.Buffer
	if err := work.write(&text); err != nil {
		t.Fatal(err)
	}
	if got, err := readFlowWork(&text); err != nil || !reflect.DeepEqual(got, work) {
		t.Errorf("read %v, %v", got, err)
	}
	draws := portfolioOf("pert")
	if err := draws.write(&text); err != nil {
		t.Fatal(err)
	}
	if got, err := readDrawWork(&text); err != nil || !reflect.DeepEqual(got, draws) {
		t.Errorf("read %v, %v", got, err)
	}
}

// A ratio is that of the same round: here 2 and 2 and 4, though the machine
// grew slower.
func TestRatioIsOfTheSameRound(t *testing.T) {
	runs := func(costs ...float64) (all []measurement) {
		for _, cost := range costs {
			all = append(all, measurement{cost: cost})
		}
		return all
	}
	_, _, ratio := medians(runs(2, 20, 40), runs(1, 10, 10), func(m measurement) float64 { return m.cost })
	if ratio != 2 {
		t.Errorf("ratio %v, want 2", ratio)
	}
}

func TestAnswersThatDifferAreNoRatio(t *testing.T) {
	if said, ok := alike([]float64{1, 2, 3}, []float64{1, math.NaN(), 3}, 1e-9); !ok || !strings.Contains(said, "1 it has none for") {
		t.Errorf("%q, %v", said, ok)
	}
	if said, ok := alike([]float64{1, 2}, []float64{1, 2.1}, 1e-9); ok || !strings.Contains(said, "1 differ") {
		t.Errorf("%q, %v", said, ok)
	}
	if _, ok := alike([]float64{1}, []float64{math.NaN()}, 1e-9); ok {
		t.Error("no answers at all agree")
	}
	r := result{ratio: 0.1, target: 0.5, wrong: true}
	if r.met() || r.verdict() != "answers differ" {
		t.Errorf("verdict %q", r.verdict())
	}
}

func TestOnlyThePartBetweenTheMarksIsWritten(t *testing.T) {
	page := "before\n" + markFrom + "\nold\n" + markUntil + "\nafter\n"
	got, err := between(page, section([]result{{title: "IRR", version: "peer 1", ours: 1, theirs: 4, ratio: 0.25, target: 0.5}}, "Taken."))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(got, "before\n") || !strings.HasSuffix(got, "\nafter\n") || strings.Contains(got, "old") ||
		!strings.Contains(got, "| IRR | peer 1 | 1.00 | 4.00 |  | 1/4 | 1/2 | reached |") {
		t.Errorf("page:\n%s", got)
	}
	if again, err := between(got, section(nil, "Later.")); err != nil || strings.Contains(again, "peer 1") {
		t.Errorf("%v, page:\n%s", err, again)
	}
	if _, err := between("no marks", ""); err == nil {
		t.Error("a page without marks was written")
	}
}

func TestFiguresForPeople(t *testing.T) {
	for x, want := range map[float64]string{1. / 12: "1/12", 1 / 2.5: "1/2.5", 2: "2 ×", 1.437: "1.44 ×", 0: "–"} {
		if got := share(x); got != want {
			t.Errorf("share of %v = %q, want %q", x, got, want)
		}
	}
	for x, want := range map[float64]string{1234.5: "1234", 12.34: "12.3", 0.123: "0.123"} {
		if got := figure(x); got != want {
			t.Errorf("figure of %v = %q, want %q", x, got, want)
		}
	}
}

// Figures stand before their units, in a benchmark's line and in a test's log.
func TestMetricsAreReadByTheirUnits(t *testing.T) {
	got := readMetrics("BenchmarkQuarterPack/cases=200-2 \t 1\t 15600000000 ns/op\t 36.1 live-MB\nbeside_test.go:80: 1234 br-bytes: the page takes 45.5 br-page-us, the file")
	want := metrics{"ns/op": 15.6e9, "s/op": 15.6, "live-MB": 36.1, "br-bytes": 1234, "br-page-us": 45.5}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %v", got)
	}
}
