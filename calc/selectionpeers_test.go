package calc_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
)

// peers are independent solvers, from the Debian packages coinor-cbc and
// glpk-utils. Each gives the value of the best choice within the gap, false
// when there is none.
var peers = map[string]func(t testing.TB, lp string, gap float64) (value float64, found bool){
	"cbc": func(t testing.TB, lp string, gap float64) (float64, bool) {
		out := runPeer(t, "cbc", lp, "sec", "60", "ratio", fmt.Sprint(gap), "solve", "quit")
		for line := range strings.Lines(out) {
			if number, is := strings.CutPrefix(line, "Objective value:"); is {
				return parse(t, number), true
			}
		}
		if strings.Contains(out, "nfeasible") {
			return 0, false
		}
		t.Fatal(out)
		return 0, false
	},
	"glpsol": func(t testing.TB, lp string, gap float64) (float64, bool) {
		raw := lp + ".solution"
		out := runPeer(t, "glpsol", "--lp", lp, "--mipgap", fmt.Sprint(gap), "--tmlim", "60", "--write", raw)
		solution, err := os.ReadFile(raw)
		if err != nil {
			t.Fatal(err, out)
		}
		for line := range strings.Lines(string(solution)) {
			// "s mip rows columns status value", status o is optimal, n none.
			if f := strings.Fields(line); len(f) == 6 && f[0] == "s" && f[1] == "mip" {
				return parse(t, f[5]), f[4] == "o"
			}
		}
		return 0, false
	},
}

func runPeer(t testing.TB, name string, arguments ...string) string {
	t.Helper()
	out, err := exec.Command(name, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func parse(t testing.TB, number string) float64 {
	t.Helper()
	value, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// writeLP writes a question in CPLEX's LP format, one 0–1 variable per option.
func writeLP(t testing.TB, q calc.Selection) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "question.lp")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	each := func(i int, sign string) {
		for j := range q.Candidates[i].Options {
			fmt.Fprintf(w, " %s x%d_%d\n", sign, i, j)
		}
	}
	weighted := func(of func(calc.Option) int64) {
		fmt.Fprint(w, " 0 nothing\n") // a sum must not be empty
		for i, c := range q.Candidates {
			for j, o := range c.Options {
				if factor := of(o); factor != 0 {
					fmt.Fprintf(w, " %+d x%d_%d\n", factor, i, j)
				}
			}
		}
	}
	fmt.Fprint(w, "Maximize\n value:")
	weighted(func(o calc.Option) int64 { return o.Value })
	fmt.Fprint(w, "Subject To\n")
	for r, resource := range q.Resources {
		use := func(o calc.Option) int64 { return o.Uses[r] }
		if resource.AtMost != nil {
			weighted(use)
			fmt.Fprintf(w, " <= %d\n", *resource.AtMost)
		}
		if resource.AtLeast != nil {
			weighted(use)
			fmt.Fprintf(w, " >= %d\n", *resource.AtLeast)
		}
	}
	for i, c := range q.Candidates {
		each(i, "+")
		fmt.Fprintln(w, map[bool]string{true: " = 1", false: " <= 1"}[c.Mandatory])
	}
	for _, r := range q.Requires {
		if r.Candidate != r.Needs {
			each(r.Candidate, "+")
			each(r.Needs, "-")
			fmt.Fprint(w, " <= 0\n")
			for j, o := range q.Candidates[r.Candidate].Options { // no option before what it needs
				fmt.Fprintf(w, " x%d_%d\n", r.Candidate, j)
				for k, needed := range q.Candidates[r.Needs].Options {
					if needed.Start <= o.Start {
						fmt.Fprintf(w, " - x%d_%d\n", r.Needs, k)
					}
				}
				fmt.Fprint(w, " <= 0\n")
			}
		}
	}
	for _, group := range q.Exclusive {
		group = slices.Clone(group)
		slices.Sort(group)
		if group = slices.Compact(group); len(group) < 2 {
			continue
		}
		for _, i := range group {
			each(i, "+")
		}
		fmt.Fprint(w, " <= 1\n")
	}
	fmt.Fprint(w, "Bounds\n nothing = 0\nBinary\n")
	for i := range q.Candidates {
		each(i, "")
	}
	fmt.Fprint(w, "End\n")
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Solvers that share no line with this one find the same value. They work with
// tolerances of their own, about 1e-6 of a unit on sums of 1e10: their values
// are held to 1e-9 relative, or the gap.
func TestSelectionEqualsPeers(t *testing.T) {
	for name, cases := range map[string][]struct {
		family
		gap   float64
		seeds uint64
	}{
		"cbc":    {{family{40, true, 3, 20}, 0, 4}, {family{120, false, 2, 20}, 0, 2}, {family{400, true, 3, 20}, 1e-3, 2}, {family{30, true, 1, 95}, 0, 2}},
		"glpsol": {{family{25, false, 2, 20}, 0, 4}, {family{30, true, 1, 95}, 0, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(name); err != nil {
				t.Skip("missing component: " + name + ", from the Debian packages coinor-cbc and glpk-utils")
			}
			for _, c := range cases {
				for seed := range c.seeds {
					q := c.question(seed)
					if seed%2 == 1 {
						startApart(q, seed)
					}
					want, found := peers[name](t, writeLP(t, q), c.gap)
					got, err := calc.Select(context.Background(), q, calc.SelectOptions{Gap: c.gap})
					if err != nil {
						t.Fatal(err)
					}
					if !found || got.Chosen == nil {
						if found || got.Status != calc.SelectionInfeasible {
							t.Errorf("%+v seed %d: %s, but found %v", c, seed, got.Status, found)
						}
						continue
					}
					slack := (c.gap + 1e-9) * want
					if _, value, ok := q.Permits(got.Chosen); !ok || got.Status != calc.SelectionOptimal ||
						float64(value) < want-slack || got.Bound < want-1e-9*want || want < float64(value)-slack {
						t.Errorf("%+v seed %d: %d, %s: %.0f", c, seed, got.Value, name, want)
					}
				}
			}
		})
	}
}

// A bound holds where the choice is not the best one, too.
func TestSelectionBoundHolds(t *testing.T) {
	below := map[string]int{}
	for seed := range uint64(15) {
		q := family{40, true, 3, 20}.question(seed)
		best, err := calc.Select(context.Background(), q, calc.SelectOptions{})
		if err != nil || best.Status != calc.SelectionOptimal {
			t.Fatal(best.Status, err)
		}
		for name, terms := range map[string]calc.SelectOptions{"gap": {Gap: 0.01}, "nodes": {Nodes: 2}} {
			got, err := calc.Select(context.Background(), q, terms)
			if err != nil {
				t.Fatal(err)
			}
			if got.Bound < float64(best.Value) {
				t.Errorf("seed %d, %s: bound %.0f below the best, %d", seed, name, got.Bound, best.Value)
			}
			if got.Chosen != nil && got.Value < best.Value {
				below[name]++
			}
		}
	}
	if below["gap"] == 0 || below["nodes"] == 0 {
		t.Errorf("every choice was the best one, so this shows nothing: %v", below)
	}
}

// BenchmarkSelectionPeers runs cbc on the same questions and prints the ratio of
// the times, ours to theirs; theirs are whole runs of a program, with its start
// and the reading of a file. Run it with -benchtime 1x.
func BenchmarkSelectionPeers(b *testing.B) {
	if _, err := exec.LookPath("cbc"); err != nil {
		b.Skip("missing component: cbc, from the Debian package coinor-cbc")
	}
	for _, size := range []struct {
		family
		gap float64
	}{
		{family{100, false, 3, 20}, 0},
		{family{200, false, 3, 20}, 0},
		{family{200, true, 3, 20}, 1e-4},
		{family{500, true, 3, 20}, 1e-4},
		{family{1000, true, 3, 20}, 1e-4},
		{family{2000, true, 3, 20}, 1e-4},
	} {
		b.Run(fmt.Sprintf("%d staff %t gap %g", size.candidates, size.staff, size.gap), func(b *testing.B) {
			for b.Loop() {
				var ours, theirs, ratios []float64
				for seed := range uint64(7) {
					q := size.question(seed)
					start := time.Now()
					got, err := calc.Select(context.Background(), q, calc.SelectOptions{Gap: size.gap})
					if err != nil {
						b.Fatal(err)
					}
					us := time.Since(start)
					path := writeLP(b, q)
					start = time.Now()
					value, _ := peers["cbc"](b, path, size.gap)
					them := time.Since(start)
					b.Logf("seed %d: %s %d in %v, %d nodes; cbc %.0f in %v", seed, got.Status, got.Value, us, got.Nodes, value, them)
					ours, theirs = append(ours, us.Seconds()), append(theirs, them.Seconds())
					ratios = append(ratios, us.Seconds()/them.Seconds())
				}
				b.ReportMetric(1000*median(ours), "ms/ours")
				b.ReportMetric(1000*median(theirs), "ms/cbc")
				b.ReportMetric(median(ratios), "ratio")
				b.ReportMetric(slices.Max(ratios), "worst-ratio")
			}
		})
	}
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}
