package main

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// callRows is how many cases the calculator's functions are called with.
const callRows = 1_000

// calculator are the comparisons of one financial function each.
func (b *bench) calculator() []comparison {
	npv := b.functionOf("NPV", "npv", 1e-9)
	npv.peers = []peer{
		{contender: b.timed("C loop, gcc -O3", b.absent["npv"], "./npv", "npv"), target: 2},
		{contender: b.npm("financial", "npv"), target: 1. / 15},
	}
	xnpv := b.functionOf("XNPV", "xnpv", 1e-9)
	xnpv.peers = []peer{{contender: b.timed("QuantLib", b.absent["xnpv"], "./xnpv", "xnpv"), target: 1. / 10}}
	irr := b.functionOf("IRR", "irr", 1e-6)
	irr.peers = []peer{
		{contender: b.npm("node-irr", "irr"), target: 1 / 2.5},
		{contender: b.npm("@formulajs/formulajs", "irr"), target: 1. / 20},
		{contender: b.npm("financial", "irr"), target: 1. / 20},
		{contender: b.spreadsheet("irr", "IRR"), target: 1. / 20},
	}
	xirr := b.functionOf("XIRR", "xirr", 1e-6)
	xirr.peers = []peer{
		{contender: b.npm("xirr", "xirr"), target: 1. / 8},
		{contender: b.spreadsheet("xirr", "XIRR"), target: 1. / 9},
	}
	mirr := b.functionOf("MIRR", "mirr", 1e-9)
	mirr.peers = []peer{{contender: b.spreadsheet("mirr", "MIRR"), target: 1. / 5}}
	return []comparison{npv, xnpv, irr, xirr, mirr}
}

// functionOf is a comparison without its peers.
func (b *bench) functionOf(title, function string, tolerance float64) comparison {
	return comparison{
		title: title, unit: "ns a call",
		ours:  b.timed("raaderum", "", b.self, function, "drive", "calc"),
		agree: func(ours, theirs []float64) (string, bool) { return alike(ours, theirs, tolerance) },
	}
}

// alike compares answer by answer. A peer that has no answer is counted, not
// held against us.
func alike(ours, theirs []float64, tolerance float64) (string, bool) {
	if len(ours) != len(theirs) {
		return fmt.Sprintf("%d answers against %d", len(ours), len(theirs)), false
	}
	worst, none, astray := 0.0, 0, 0
	for i := range ours {
		if math.IsNaN(theirs[i]) {
			none++
			continue
		}
		off := math.Abs(ours[i]-theirs[i]) / math.Max(math.Abs(ours[i]), 1e-3)
		if !(off <= tolerance) {
			astray++
			continue
		}
		worst = math.Max(worst, off)
	}
	said := fmt.Sprintf("%d the same within %.0e", len(ours)-none-astray, worst)
	if none > 0 {
		said += fmt.Sprintf(", %d it has none for", none)
	}
	if astray > 0 {
		said += fmt.Sprintf(", %d differ", astray)
	}
	return said, astray == 0 && none < len(ours)
}

// timed is a contender that reads a file of flows and measures itself.
func (b *bench) timed(name, missing, program, function string, arguments ...string) contender {
	return contender{name: name, missing: missing, run: func(ctx context.Context) (measurement, error) {
		input, err := b.flowFile(function)
		if err != nil {
			return measurement{}, err
		}
		return process{
			name: program, arguments: append(arguments, input), folder: b.peers,
			with: []string{"LD_LIBRARY_PATH=" + b.debian("usr/lib")},
		}.timed(ctx)
	}}
}

func (b *bench) npm(name, function string) contender {
	return b.timed(name, b.absent["npm"], "node", function, "calculator.cjs", name)
}

// flowFile writes the work of a function once.
func (b *bench) flowFile(function string) (string, error) {
	path := filepath.Join(b.work, function+".flows")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	w := flowWork{function: function, seconds: 0.3, rate: 0.04, finance: 0.05, reinvest: 0.03, rows: ordinaryRows(callRows)}
	if err := w.write(file); err != nil {
		return "", err
	}
	return path, file.Close()
}

// copies is how many times LibreOffice computes each row, so that the computing
// stands out from the reading and writing of the sheet.
const copies = 100

// spreadsheet is LibreOffice computing a function in a sheet. The time is that
// of converting the sheet, less that of the same sheet with a function that only
// counts the columns.
func (b *bench) spreadsheet(function, formula string) contender {
	c := contender{name: "LibreOffice", run: func(ctx context.Context) (measurement, error) {
		_, _, idle, err := b.convertFormulas(ctx, function, "COLUMNS")
		if err != nil {
			return measurement{}, err
		}
		answers, version, busy, err := b.convertFormulas(ctx, function, formula)
		return measurement{cost: (busy - idle) * 1e9 / callRows / copies, version: version, answers: answers}, err
	}}
	if _, err := exec.LookPath("soffice"); err != nil {
		c.missing = err.Error()
	}
	return c
}

// convertFormulas has LibreOffice compute a sheet with the rows of a function
// and a formula for each.
func (b *bench) convertFormulas(ctx context.Context, function, formula string) (answers []float64, version string, seconds float64, err error) {
	path := filepath.Join(b.work, function+"-"+strings.ToLower(formula)+".csv")
	if err := writeFormulas(path, formula); err != nil {
		return nil, "", 0, err
	}
	const read = "CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true" // formulas evaluated
	seconds, _, err = b.convert(ctx, path, read)
	if err != nil {
		return nil, "", 0, err
	}
	file, err := os.Open(filepath.Join(b.work, "out", filepath.Base(path)))
	if err != nil {
		return nil, "", 0, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for len(answers) < callRows && lines.Scan() {
		word, _, _ := strings.Cut(lines.Text(), ",")
		value, err := strconv.ParseFloat(strings.Trim(word, `"`), 64)
		if err != nil {
			value = math.NaN()
		}
		answers = append(answers, value)
	}
	version, err = b.officeVersion(ctx)
	return answers, version, seconds, err
}

func (b *bench) officeVersion(ctx context.Context) (string, error) {
	out, err := command(ctx, b.work, "soffice", "--version")
	return strings.Join(strings.Fields(string(out))[:min(2, len(strings.Fields(string(out))))], " "), err
}

// convert has LibreOffice write a file as text into the folder out of the work.
func (b *bench) convert(ctx context.Context, path, read string) (seconds, megabytes float64, err error) {
	const write = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false"
	arguments := []string{"-env:UserInstallation=file://" + filepath.Join(b.work, "profile"), "--headless"}
	if read != "" {
		arguments = append(arguments, "--infilter="+read)
	}
	arguments = append(arguments, "--convert-to", write, "--outdir", filepath.Join(b.work, "out"), path)
	_, seconds, megabytes, err = process{name: "soffice", arguments: arguments, folder: b.work}.run(ctx)
	return seconds, megabytes, err
}

// writeFormulas lays the rows out: the copies of the formula first, then the
// flows, and where they are dated the days below.
func writeFormulas(path, formula string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	dated := strings.HasPrefix(filepath.Base(path), "x")
	at := 0
	for _, row := range ordinaryRows(callRows) {
		at++
		first, last := column(copies+1), column(copies+len(row.flows))
		call := fmt.Sprintf("=%s($%s%d:$%s%d", formula, first, at, last, at)
		switch formula {
		case "MIRR":
			call += ";0.05;0.03"
		case "XIRR":
			call += fmt.Sprintf(";$%s%d:$%s%d", first, callRows+at, last, callRows+at)
		}
		cells := make([]string, 0, copies+len(row.flows))
		for range copies {
			cells = append(cells, call+")")
		}
		for _, flow := range row.flows {
			cells = append(cells, fmt.Sprint(flow))
		}
		fmt.Fprintln(out, strings.Join(cells, ","))
	}
	if dated {
		for _, row := range ordinaryRows(callRows) {
			cells := make([]string, copies, copies+len(row.days))
			for _, day := range row.days {
				cells = append(cells, fmt.Sprint(41275+day)) // the serial number of 1 January 2013
			}
			fmt.Fprintln(out, strings.Join(cells, ","))
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// column is the name of a sheet's n-th column.
func column(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
