package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// measurement is what one run of a contender took and answered.
type measurement struct {
	cost    float64 // in the unit of its comparison
	memory  float64 // peak, MB; 0 when it is not compared
	version string
	answers []float64
	each    []float64 // the cost of each part, where the worst is compared
}

// contender is somebody who can do the work of a comparison.
type contender struct {
	name    string
	missing string // why it cannot run; empty when it can
	once    bool   // too slow for every round: runs in the first only
	run     func(ctx context.Context) (measurement, error)
}

// peer is a contender with what we want to be compared with it.
type peer struct {
	contender
	target       float64 // ours to theirs, at most; 0 when there is no target
	memoryTarget float64
}

// comparison is one piece of work and who does it.
type comparison struct {
	title string
	unit  string
	ours  contender
	peers []peer
	// agree says in a few words how the answers differ, and whether that is
	// within what the work allows.
	agree func(ours, theirs []float64) (said string, ok bool)
	// worst is ours to theirs in every part, at most, by the peer's name.
	worst map[string]float64
}

func (c comparison) matches(only string) bool {
	return strings.Contains(strings.ToLower(c.title), strings.ToLower(only))
}

// result is how we stand to one peer in one comparison.
type result struct {
	title, unit, peer, version string
	ours, theirs, ratio        float64
	target                     float64
	answers                    string
	wrong                      bool
	skipped                    string
}

// run lets all take turns and compares.
func (c comparison) run(ctx context.Context, rounds int) []result {
	taken := make([][]measurement, len(c.peers)+1)
	failed := make([]error, len(c.peers)+1)
	for round := range rounds {
		for i := range taken {
			who := c.ours
			if i > 0 {
				who = c.peers[i-1].contender
			}
			if failed[i] != nil || who.once && round > 0 {
				continue
			}
			if who.missing != "" {
				failed[i] = errors.New(who.missing)
				continue
			}
			m, err := who.run(ctx)
			if err != nil {
				failed[i] = err
				continue
			}
			taken[i] = append(taken[i], m)
		}
	}
	var results []result
	for i, p := range c.peers {
		results = append(results, c.compare(p, taken[0], taken[i+1], errors.Join(failed[0], failed[i+1]))...)
	}
	return results
}

// compare is the result against one peer, and a second one for memory where
// that is compared.
func (c comparison) compare(p peer, ours, theirs []measurement, failed error) []result {
	r := result{title: c.title, unit: c.unit, peer: p.name, target: p.target}
	if failed != nil || len(ours) == 0 || len(theirs) == 0 {
		r.skipped = fmt.Sprint(failed)
		return []result{r}
	}
	cost := func(m measurement) float64 { return m.cost }
	r.version = theirs[0].version
	r.ours, r.theirs, r.ratio = medians(ours, theirs, cost)
	said, ok := c.agree(ours[0].answers, theirs[0].answers)
	r.answers, r.wrong = said, !ok
	if worst := c.worst[p.name]; worst > 0 && len(ours[0].each) == len(theirs[0].each) {
		results := []result{r, r}
		results[1].worstOf(ours[0].each, theirs[0].each, worst)
		return results
	}
	if theirs[0].memory == 0 {
		return []result{r}
	}
	m := r
	m.unit, m.target = "MB at the peak", p.memoryTarget
	m.ours, m.theirs, m.ratio = medians(ours, theirs, func(m measurement) float64 { return m.memory })
	return []result{r, m}
}

// worstOf makes the result that of the part where we stand worst.
func (r *result) worstOf(ours, theirs []float64, target float64) {
	r.title, r.target, r.ratio = r.title+", worst of "+strconv.Itoa(len(ours)), target, 0
	for i := range ours {
		if ratio := ours[i] / theirs[i]; ratio > r.ratio {
			r.ours, r.theirs, r.ratio = ours[i], theirs[i], ratio
		}
	}
}

// medians are those of ours and of theirs, and of their ratio in the same
// round.
func medians(ours, theirs []measurement, of func(measurement) float64) (a, b, ratio float64) {
	var as, bs, ratios []float64
	for _, m := range ours {
		as = append(as, of(m))
	}
	for i, m := range theirs {
		bs = append(bs, of(m))
		if i < len(as) {
			ratios = append(ratios, as[i]/of(m))
		}
	}
	return median(as), median(bs), median(ratios)
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n == 0 {
		return math.NaN()
	}
	return (values[(n-1)/2] + values[n/2]) / 2
}

// process is a program that is run with its own folder and surroundings.
type process struct {
	name      string
	arguments []string
	folder    string
	with      []string // environment beside PATH and HOME
}

// run gives what it wrote with the processor time in seconds and the peak
// memory in MB of it and its children.
func (p process) run(ctx context.Context) (out []byte, seconds, megabytes float64, err error) {
	c := exec.CommandContext(ctx, p.name, p.arguments...)
	c.Dir = p.folder
	c.Env = append(os.Environ(), append(p.with, "TZ=UTC", "OMP_NUM_THREADS=1")...)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err = c.Output()
	if err != nil {
		return nil, 0, 0, fmt.Errorf("%w: %s", err, strings.TrimSpace(complaint.String()))
	}
	spent := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	usage, known := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !known {
		return nil, 0, 0, errors.New("this system does not say how much memory a process used")
	}
	return out, spent.Seconds(), float64(usage.Maxrss) / 1024, nil
}

// timed is a contender that measures itself: it writes its cost, its version
// and its answers, one on a line.
func (p process) timed(ctx context.Context) (measurement, error) {
	out, _, _, err := p.run(ctx)
	if err != nil {
		return measurement{}, err
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 3 {
		return measurement{}, fmt.Errorf("%d lines of output", len(lines))
	}
	m := measurement{version: lines[1]}
	if m.cost, err = strconv.ParseFloat(lines[0], 64); err != nil {
		return measurement{}, err
	}
	for _, line := range lines[2:] {
		value, err := strconv.ParseFloat(line, 64)
		if err != nil {
			return measurement{}, err
		}
		m.answers = append(m.answers, value)
	}
	return m, nil
}

// whole is a contender whose process is measured from start to end: it writes
// its answers and its version last.
func (p process) whole(ctx context.Context) (measurement, error) {
	out, seconds, megabytes, err := p.run(ctx)
	if err != nil {
		return measurement{}, err
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	m := measurement{cost: seconds, memory: megabytes, version: lines[len(lines)-1]}
	for _, line := range lines[:len(lines)-1] {
		value, err := strconv.ParseFloat(line, 64)
		if err != nil {
			return measurement{}, err
		}
		m.answers = append(m.answers, value)
	}
	return m, nil
}

// processorTime is what this process has used so far.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0 // cannot happen for the process itself
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// report writes what timed reads.
func report(out io.Writer, cost float64, version string, answers []float64) error {
	lines := []string{strconv.FormatFloat(cost, 'g', -1, 64), version}
	for _, answer := range answers {
		lines = append(lines, strconv.FormatFloat(answer, 'g', -1, 64))
	}
	_, err := io.WriteString(out, strings.Join(lines, "\n")+"\n")
	return err
}
