package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// selection are the comparisons of choosing cases. The gap and the time limit
// are the same for all.
func (b *bench) selection() []comparison {
	return []comparison{
		b.selecting("Selection, 200 cases, proven", portfolioWork{candidates: 200, questions: 7, seconds: 20}),
		b.selecting("Selection, 200 cases, gap 1e-4", portfolioWork{candidates: 200, staff: true, gap: 1e-4, questions: 7, seconds: 20}),
		b.selecting("Selection, 500 cases, gap 1e-4", portfolioWork{candidates: 500, staff: true, gap: 1e-4, questions: 7, seconds: 20}),
		b.selecting("Selection, 1,000 cases, gap 1e-4", portfolioWork{candidates: 1000, staff: true, gap: 1e-4, questions: 5, seconds: 20}),
		b.selecting("Selection, 2,000 cases, gap 1e-4", portfolioWork{candidates: 2000, staff: true, gap: 1e-4, questions: 5, seconds: 20}),
		b.selecting("Selection, 200 correlated cases, gap 1e-4", portfolioWork{candidates: 200, hard: true, gap: 1e-4, questions: 3, seconds: 5}),
		b.selecting("Selection, 1,000 correlated cases, gap 1e-4", portfolioWork{candidates: 1000, hard: true, gap: 1e-4, questions: 3, seconds: 5}),
	}
}

// patience is what a user has for a proof.
const patience = "a second's patience"

// selecting compares the median over the questions, and the worst of them with
// cbc. The others take too long for more than one round; where nobody may be
// expected to finish there are no targets but that.
func (b *bench) selecting(title string, p portfolioWork) comparison {
	cbc, highs := peer{contender: b.cbc(p), target: 1}, peer{contender: b.highs(p), target: 1. / 3}
	if p.hard {
		cbc.target, highs.target = 0, 0
	}
	c := comparison{
		title: title, unit: "s of processor time",
		ours:  b.ourSelection(p),
		peers: []peer{cbc, highs},
		worst: map[string]float64{"cbc": 2.5, patience: 1},
		agree: func(ours, theirs []float64) (string, bool) { return sameSelections(ours, theirs, p.gap) },
	}
	c.ours.once = p.hard
	if p.gap == 0 {
		second := contender{name: patience, once: true, run: func(context.Context) (measurement, error) {
			m := measurement{cost: 1, version: patience}
			for range p.questions {
				m.each = append(m.each, 1)
			}
			return m, nil
		}}
		c.peers = append(c.peers, peer{contender: second, target: 1})
	}
	return c
}

// selections are what a contender answered to n questions: the first n numbers
// are the seconds each took, then n values, n bounds, and n times 1 where that
// was proven.
type selections struct{ seconds, values, bounds, proven []float64 }

func selectionsOf(answers []float64) selections {
	n := len(answers) / 4
	return selections{answers[:n], answers[n : 2*n], answers[2*n : 3*n], answers[3*n:]}
}

func (s selections) answers() []float64 {
	return slices.Concat(s.seconds, s.values, s.bounds, s.proven)
}

func (s selections) count() (proven int) {
	for _, p := range s.proven {
		proven += int(p)
	}
	return proven
}

// sameSelections compares values: nobody's may be above what another has proven
// to be the most, but for the rounding of those who compute in fractions.
func sameSelections(ours, theirs []float64, gap float64) (string, bool) {
	a, b := selectionsOf(ours), selectionsOf(theirs)
	if len(b.values) == 0 { // no contender that selects
		return fmt.Sprintf("%d of %d proven", a.count(), len(a.values)), true
	}
	if len(a.values) != len(b.values) {
		return fmt.Sprintf("%d answers against %d", len(a.values), len(b.values)), false
	}
	best, ok := 0.0, true
	for i := range a.values {
		size := math.Abs(a.values[i])
		off := (a.values[i] - b.values[i]) / size
		if math.Abs(off) > math.Abs(best) {
			best = off
		}
		ok = ok && b.values[i] <= a.bounds[i]+1e-6*size && a.values[i] <= b.bounds[i]+1e-6*size
		ok = ok && (a.proven[i] == 0 || a.bounds[i]-a.values[i] <= gap*size+1e-6*size)
	}
	said := fmt.Sprintf("%d of %d proven, by it %d; values differ by at most %.0e", a.count(), len(a.values), b.count(), math.Abs(best))
	if best < -1e-9 {
		said += ", its is the better"
	}
	return said, ok
}

// ourSelection reads the questions and measures itself.
func (b *bench) ourSelection(p portfolioWork) contender {
	return contender{name: "raaderum", run: func(ctx context.Context) (measurement, error) {
		path := filepath.Join(b.work, p.name()+".selection")
		file, err := os.Create(path)
		if err != nil {
			return measurement{}, err
		}
		if err := p.work().write(file); err != nil {
			return measurement{}, err
		}
		if err := file.Close(); err != nil {
			return measurement{}, err
		}
		return timedSelection(ctx, process{name: b.self, arguments: []string{"drive", "selection", path}, folder: b.peers})
	}}
}

func timedSelection(ctx context.Context, p process) (measurement, error) {
	m, err := p.timed(ctx)
	m.each = selectionsOf(m.answers).seconds
	return m, err
}

func (b *bench) highs(p portfolioWork) contender {
	return contender{name: "highs", missing: b.absent["npm"], once: true, run: func(ctx context.Context) (measurement, error) {
		files, err := b.lpFiles(p)
		if err != nil {
			return measurement{}, err
		}
		arguments := append([]string{"selection.cjs", fmt.Sprint(p.gap), fmt.Sprint(p.seconds)}, files...)
		return timedSelection(ctx, process{name: "node", arguments: arguments, folder: b.peers})
	}}
}

// cbc is a process for each question; its cost is the whole process less one
// that only reads the same file.
func (b *bench) cbc(p portfolioWork) contender {
	program := b.debian("usr/bin/cbc")
	if _, err := os.Stat(program); err != nil {
		program = "cbc" // where it is installed, nothing is unpacked
	}
	c := contender{name: "cbc", once: true, run: func(ctx context.Context) (measurement, error) {
		files, err := b.lpFiles(p)
		if err != nil {
			return measurement{}, err
		}
		var all selections
		version := ""
		for _, file := range files {
			_, reading, err := b.runCBC(ctx, program, file, "quit")
			if err != nil {
				return measurement{}, err
			}
			out, seconds, err := b.runCBC(ctx, program, file, "timeMode", "elapsed", "sec", fmt.Sprint(p.seconds), "ratio", fmt.Sprint(p.gap), "solve", "quit")
			if err != nil {
				return measurement{}, err
			}
			if err := all.add(out, p.gap, max(1e-3, seconds-reading)); err != nil {
				return measurement{}, err
			}
			version = "cbc " + afterPrefix(out, "Version:")
		}
		return measurement{cost: median(slices.Clone(all.seconds)), version: version, answers: all.answers(), each: all.seconds}, nil
	}}
	if _, err := exec.LookPath(program); err != nil {
		c.missing = err.Error()
	}
	return c
}

func (b *bench) runCBC(ctx context.Context, program, file string, arguments ...string) (out string, seconds float64, err error) {
	text, seconds, _, err := process{
		name: program, arguments: append([]string{file}, arguments...), folder: b.work,
		with: []string{"LD_LIBRARY_PATH=" + b.debian("usr/lib") + ":" + b.debian("usr/lib/x86_64-linux-gnu")},
	}.run(ctx)
	return string(text), seconds, err
}

// add reads what cbc says of a question.
func (s *selections) add(out string, gap, seconds float64) error {
	value, err := strconv.ParseFloat(afterPrefix(out, "Objective value:"), 64)
	if err != nil {
		return fmt.Errorf("cbc tells no value: %w", err)
	}
	proven, bound := 0.0, math.Inf(1)
	if strings.Contains(out, "Optimal solution found") {
		proven, bound = 1, value*(1+gap)
	}
	s.seconds, s.values = append(s.seconds, seconds), append(s.values, value)
	s.bounds, s.proven = append(s.bounds, bound), append(s.proven, proven)
	return nil
}

// afterPrefix is the rest of the first line that begins so.
func afterPrefix(text, prefix string) string {
	for line := range strings.Lines(text) {
		if rest, found := strings.CutPrefix(line, prefix); found {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// lpFiles writes the questions once.
func (b *bench) lpFiles(p portfolioWork) ([]string, error) {
	var files []string
	for seed := range p.questions {
		path := filepath.Join(b.work, fmt.Sprintf("%s-%d.lp", p.name(), seed))
		files = append(files, path)
		if _, err := os.Stat(path); err == nil {
			continue
		}
		file, err := os.Create(path)
		if err != nil {
			return nil, err
		}
		if err := writeLP(file, p.question(uint64(seed))); err != nil {
			return nil, err
		}
		if err := file.Close(); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// driveSelection answers the questions one after the other.
func driveSelection(out io.Writer, w selectionWork) error {
	var all selections
	for _, question := range w.Questions {
		ctx, end := context.WithTimeout(context.Background(), time.Duration(w.Seconds*float64(time.Second)))
		from := processorTime()
		answer, err := calc.Select(ctx, question, calc.SelectOptions{Gap: w.Gap})
		spent := processorTime() - from
		end()
		if err != nil {
			return err
		}
		proven := 0.0
		if answer.Status == calc.SelectionOptimal {
			proven = 1
		}
		all.seconds, all.values = append(all.seconds, spent.Seconds()), append(all.values, float64(answer.Value)/thousand)
		all.bounds, all.proven = append(all.bounds, answer.Bound/thousand), append(all.proven, proven)
	}
	return report(out, median(slices.Clone(all.seconds)), "raaderum", all.answers())
}
