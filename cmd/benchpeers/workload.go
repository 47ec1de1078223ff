package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// flowRow is one case: what is paid and gained, and on which days after
// 1 January 2013.
type flowRow struct {
	flows []float64
	days  []int
}

// flowWork is a financial function over many rows, as a file that every driver
// reads: a line with the function, the seconds to spend, the rates and the
// number of rows; then a row on a line, its length, its flows and its days.
type flowWork struct {
	function                         string
	seconds, rate, finance, reinvest float64
	rows                             []flowRow
}

// ordinaryRows are cases as they mostly are: an outlay of one to three years,
// then 10 to 40 years with gains that differ, from a fixed seed.
func ordinaryRows(count int) []flowRow {
	random := rand.New(rand.NewPCG(2012, 2015))
	rows := make([]flowRow, count)
	for i := range rows {
		n := 10 + random.IntN(31)
		flows, days := make([]float64, n), make([]int, n)
		outlay := 1 + random.IntN(3)
		for t := range flows {
			flows[t] = float64(50_000 + random.IntN(900_000))
			if t < outlay {
				flows[t] = -float64(200_000 + random.IntN(1_000_000)*n/10)
			}
			days[t] = 365*t + t/4 + random.IntN(60)
		}
		days[0] = 0
		rows[i] = flowRow{flows, days}
	}
	return rows
}

func (w flowWork) write(out io.Writer) error {
	buffer := bufio.NewWriter(out)
	fmt.Fprintln(buffer, w.function, w.seconds, w.rate, w.finance, w.reinvest, len(w.rows))
	for _, row := range w.rows {
		words := []string{fmt.Sprint(len(row.flows))}
		for _, flow := range row.flows {
			words = append(words, fmt.Sprint(flow))
		}
		for _, day := range row.days {
			words = append(words, fmt.Sprint(day))
		}
		fmt.Fprintln(buffer, strings.Join(words, " "))
	}
	return buffer.Flush()
}

func readFlowWork(in io.Reader) (flowWork, error) {
	var w flowWork
	count := 0
	buffer := bufio.NewReader(in)
	if _, err := fmt.Fscan(buffer, &w.function, &w.seconds, &w.rate, &w.finance, &w.reinvest, &count); err != nil {
		return w, err
	}
	w.rows = make([]flowRow, count)
	for i := range w.rows {
		n := 0
		if _, err := fmt.Fscan(buffer, &n); err != nil {
			return w, err
		}
		row := flowRow{make([]float64, n), make([]int, n)}
		for t := range row.flows {
			if _, err := fmt.Fscan(buffer, &row.flows[t]); err != nil {
				return w, err
			}
		}
		for t := range row.days {
			if _, err := fmt.Fscan(buffer, &row.days[t]); err != nil {
				return w, err
			}
		}
		w.rows[i] = row
	}
	return w, nil
}

// estimate is one uncertain amount of the simulation.
type estimate struct{ low, likely, high, weight float64 }

// drawWork is a simulation: a line with the method, the number of draws and of
// estimates, then an estimate on a line.
type drawWork struct {
	method    string
	draws     int
	estimates []estimate
}

// portfolioOf are 200 cases with a gain in each of ten years, discounted at
// 4 %. The gains of a case have one shape.
func portfolioOf(method string) drawWork {
	random := rand.New(rand.NewPCG(2012, 2016))
	w := drawWork{method: method, draws: 10_000}
	for range 200 {
		low := float64(50 + random.IntN(100))
		likely := low + float64(10+random.IntN(60))
		high := likely + float64(20+random.IntN(200))
		weight := 1.0
		for range 10 {
			w.estimates = append(w.estimates, estimate{low, likely, high, weight})
			weight /= 1.04
		}
	}
	return w
}

func (w drawWork) write(out io.Writer) error {
	buffer := bufio.NewWriter(out)
	fmt.Fprintln(buffer, w.method, w.draws, len(w.estimates))
	for _, e := range w.estimates {
		fmt.Fprintln(buffer, e.low, e.likely, e.high, e.weight)
	}
	return buffer.Flush()
}

func readDrawWork(in io.Reader) (drawWork, error) {
	var w drawWork
	count := 0
	buffer := bufio.NewReader(in)
	if _, err := fmt.Fscan(buffer, &w.method, &w.draws, &count); err != nil {
		return w, err
	}
	w.estimates = make([]estimate, count)
	for i := range w.estimates {
		e := &w.estimates[i]
		if _, err := fmt.Fscan(buffer, &e.low, &e.likely, &e.high, &e.weight); err != nil {
			return w, err
		}
	}
	return w, nil
}
