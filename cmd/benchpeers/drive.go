package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"raaderum/calc"
)

// drive is one contender written in Go, or the writing of what they read, in a
// process of its own.
func drive(out io.Writer, who, input string) error {
	switch who {
	case "register":
		return writeRegister(input)
	case "small-books":
		return writeSmallBooks(input)
	case "import", "excelize":
		return driveFile(out, who, input)
	case "import-folder", "excelize-folder":
		return driveFolder(out, who, input)
	}
	file, err := os.Open(input)
	if err != nil {
		return err
	}
	defer file.Close()
	switch who {
	case "calc":
		work, err := readFlowWork(file)
		if err != nil {
			return err
		}
		return driveCalc(out, work)
	case "selection":
		work, err := readSelectionWork(file)
		if err != nil {
			return err
		}
		return driveSelection(out, work)
	case "simulation", "gonum":
		work, err := readDrawWork(file)
		if err != nil {
			return err
		}
		if who == "gonum" {
			return driveGonum(out, work)
		}
		return driveSimulation(out, work)
	}
	return fmt.Errorf("unknown contender %q", who)
}

// driveCalc calls a function of calc over rows of flows.
func driveCalc(out io.Writer, w flowWork) error {
	start := time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC)
	dates := make([][]time.Time, len(w.rows))
	for i, row := range w.rows {
		for _, day := range row.days {
			dates[i] = append(dates[i], start.AddDate(0, 0, day))
		}
	}
	first := func(irr calc.IRR, err error) (float64, error) {
		if err != nil || len(irr.Roots) == 0 {
			return math.NaN(), err
		}
		return irr.Roots[0], nil
	}
	var call func(i int) (float64, error)
	switch w.function {
	case "npv":
		call = func(i int) (float64, error) { return calc.NPV(w.rate, w.rows[i].flows) }
	case "xnpv":
		call = func(i int) (float64, error) { return calc.XNPV(w.rate, dates[i], w.rows[i].flows) }
	case "irr":
		call = func(i int) (float64, error) { return first(calc.FindIRR(w.rows[i].flows)) }
	case "xirr":
		call = func(i int) (float64, error) { return first(calc.FindXIRR(dates[i], w.rows[i].flows)) }
	case "mirr":
		call = func(i int) (float64, error) { return calc.MIRR(w.rows[i].flows, w.finance, w.reinvest) }
	default:
		return fmt.Errorf("unknown function %q", w.function)
	}
	answers := make([]float64, len(w.rows))
	passes, from, spent := 0, processorTime(), time.Duration(0)
	for spent.Seconds() < w.seconds {
		for i := range answers {
			answer, err := call(i)
			if err != nil {
				return err
			}
			answers[i] = answer
		}
		passes++
		spent = processorTime() - from
	}
	return report(out, float64(spent)/float64(passes*len(answers)), "raaderum, "+runtime.Version(), answers)
}

// driveSimulation draws the sum of many estimates with calc, quantiles and all.
func driveSimulation(out io.Writer, w drawWork) error {
	s := calc.Simulation{Snapshot: "side by side", Draws: w.draws}
	for i, e := range w.estimates {
		s.Stakes = append(s.Stakes, calc.Stake{
			Case: strconv.Itoa(i / 10), Line: strconv.Itoa(i % 10), Probability: 1, Weights: []float64{e.weight},
			Estimate: calc.ThreePoint{Low: e.low, Likely: e.likely, High: e.high, Method: calc.EstimateMethod(w.method)},
		})
	}
	from := processorTime()
	result, err := s.Run(1)
	if err != nil {
		return err
	}
	spent := processorTime() - from
	o := result.Outcomes[0]
	return report(out, float64(spent)/float64(len(s.Stakes)*w.draws), "raaderum, "+runtime.Version(),
		[]float64{o.Drawn.Mean, o.Drawn.SD, o.P10, o.P50, o.P90, o.Expected.Mean, o.Expected.SD})
}

// driveGonum draws the same with gonum's distributions and a seeded source.
func driveGonum(out io.Writer, w drawWork) error {
	source := rand.NewPCG(2012, 2017)
	drawers := make([]func() float64, len(w.estimates))
	for i, e := range w.estimates {
		if w.method == string(calc.Triangular) {
			drawers[i] = distuv.NewTriangle(e.low, e.high, e.likely, source).Rand
			continue
		}
		width := e.high - e.low
		mode := (e.likely - e.low) / width
		beta := distuv.Beta{Alpha: 1 + 4*mode, Beta: 5 - 4*mode, Src: source}
		drawers[i] = func() float64 { return e.low + width*beta.Rand() }
	}
	from := processorTime()
	totals := make([]float64, w.draws)
	for i, e := range w.estimates {
		rand := drawers[i]
		for draw := range totals {
			totals[draw] += e.weight * rand()
		}
	}
	slices.Sort(totals)
	at := func(q float64) float64 { return totals[int(math.Ceil(q*float64(w.draws)))-1] }
	spent := processorTime() - from
	sum, squares := 0.0, 0.0
	for _, total := range totals {
		sum += total
	}
	mean := sum / float64(w.draws)
	for _, total := range totals {
		squares += (total - mean) * (total - mean)
	}
	return report(out, float64(spent)/float64(len(drawers)*w.draws), moduleVersion("gonum.org/v1/gonum", "gonum"),
		[]float64{mean, math.Sqrt(squares / float64(w.draws-1)), at(0.1), at(0.5), at(0.9)})
}
