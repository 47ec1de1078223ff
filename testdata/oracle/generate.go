//go:build ignore

// Generate asks LibreOffice for the values of financial functions over random
// and hard arguments and writes them to libreoffice.json beside it, for the
// tests of package calc. From the repository's root:
//
//	go run testdata/oracle/generate.go -date 2026-11-22
//
// The arguments are the same every time; the date is only noted down.
package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// call is a call of a spreadsheet function. Args are numbers, rows of numbers
// and rows of dates, in the function's order.
type call struct {
	ID       string   `json:"id"`
	Function string   `json:"function"`
	Args     []any    `json:"args"`
	Expected *float64 `json:"expected"` // null where the program gives an error
	Answer   string   `json:"answer"`   // as it wrote it
}

type oracle struct {
	Program string `json:"program"`
	Date    string `json:"date"`
	Calls   []call `json:"calls"`
}

func main() {
	date := flag.String("date", "", "the day of the run, YYYY-MM-DD")
	flag.Parse()
	if _, err := time.Parse(time.DateOnly, *date); err != nil {
		log.Fatal("-date: ", err)
	}
	calls := append(hardCalls(), randomCalls(rand.New(rand.NewPCG(2012, 2015)))...)
	for i := range calls {
		calls[i].ID = fmt.Sprintf("%s-%04d", strings.ToLower(calls[i].Function), i+1)
	}
	folder, err := os.MkdirTemp("", "oracle")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	version, err := ask(folder, calls)
	if err != nil {
		log.Fatal(err)
	}
	text, err := document(oracle{version, *date, calls})
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("testdata/oracle/libreoffice.json", text, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d calls of %s\n", len(calls), version)
}

// document is the JSON with one call on a line, so that a difference can be
// read.
func document(o oracle) ([]byte, error) {
	var text strings.Builder
	fmt.Fprintf(&text, "{\"program\":%q,\"date\":%q,\"calls\":[", o.Program, o.Date)
	for i, c := range o.Calls {
		line, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			text.WriteString(",")
		}
		text.WriteString("\n")
		text.Write(line)
	}
	text.WriteString("\n]}\n")
	return []byte(text.String()), nil
}

// ask lays the calls out as a sheet, has LibreOffice compute it and reads the
// answers. Each call takes two rows: its formula in column A and its first row
// of arguments from column B on; its second row of arguments below.
func ask(folder string, calls []call) (version string, err error) {
	out, err := exec.Command("soffice", "--version").Output()
	if err != nil {
		return "", err
	}
	version = strings.Join(strings.Fields(string(out))[:2], " ")

	input := filepath.Join(folder, "calls.csv")
	file, err := os.Create(input)
	if err != nil {
		return "", err
	}
	sheet := csv.NewWriter(file)
	for i, c := range calls {
		formula, first, second := layOut(c, 2*i+1)
		if err := sheet.WriteAll([][]string{append([]string{formula}, first...), append([]string{""}, second...)}); err != nil {
			return "", err
		}
	}
	if err := file.Close(); err != nil {
		return "", err
	}
	const (
		read  = "CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true" // formulas evaluated
		write = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false"
	)
	convert := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--infilter="+read, "--convert-to", write, "--outdir", filepath.Join(folder, "out"), input)
	if out, err := convert.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	answers, err := os.Open(filepath.Join(folder, "out", "calls.csv"))
	if err != nil {
		return "", err
	}
	defer answers.Close()
	reader := csv.NewReader(answers)
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		return "", err
	}
	if len(rows) < 2*len(calls)-1 {
		return "", fmt.Errorf("%d rows came back of %d", len(rows), 2*len(calls))
	}
	for i := range calls {
		answer := rows[2*i][0]
		calls[i].Answer = answer
		if value, err := strconv.ParseFloat(answer, 64); err == nil {
			calls[i].Expected = &value
		} else if !strings.HasPrefix(answer, "Err:") && !strings.HasPrefix(answer, "#") {
			return "", fmt.Errorf("%s: %q is neither a number nor an error", calls[i].Function, answer)
		}
	}
	return version, nil
}

func layOut(c call, row int) (formula string, first, second []string) {
	var args []string
	rows := 0
	for _, arg := range c.Args {
		var cells []string
		switch list := arg.(type) {
		case float64:
			args = append(args, decimal(list))
			continue
		case []float64:
			for _, number := range list {
				cells = append(cells, decimal(number))
			}
		case []string:
			cells = list
		}
		at := row + rows
		args = append(args, fmt.Sprintf("B%d:%s%d", at, column(len(cells)), at))
		if rows++; rows == 1 {
			first = cells
		} else {
			second = cells
		}
	}
	return "=" + c.Function + "(" + strings.Join(args, ";") + ")", first, second
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// column is the name of the n-th column after A.
func column(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func hardCalls() []call {
	long := make([]float64, 101) // a hundred years
	for t := range long {
		long[t] = 10
	}
	long[0] = -200
	rows := [][]float64{
		{-1_000_000, 300_000, 300_000, 300_000, 300_000, 300_000},
		{-500_000, -100_000, 200_000, 250_000, 250_000, 250_000},
		{-100, 0, 0}, {0, 0, 0}, {-1, -2, -3}, {1, 2, 3}, {-5},
		{-100, 230, -132},                  // 10 % and 20 %
		{-1, 2, -1},                        // 0 % twice
		{1, -2, 2},                         // none
		{-100, 30, 5},                      // below −50 %
		{0, 0, -100, 110},                  // leading zeros
		{100, -110},                        // gain first
		{-300, 100, 100, 100},              // 0 %
		{-1e12, 3e11, 3e11, 3e11, 3e11},    // huge
		{-1e-9, 3e-10, 3e-10, 3e-10, 1e-9}, // tiny
		{-100, 120, -50, 40},               // dips after payback
		long,
	}
	var calls []call
	for _, row := range rows {
		calls = append(calls, call{Function: "IRR", Args: []any{row}})
		calls = append(calls, call{Function: "MIRR", Args: []any{row, 0.05, 0.03}})
		for _, rate := range []float64{-0.9, -0.05, 0, 0.035, 0.04, 0.05, 1, 25} {
			calls = append(calls, call{Function: "NPV", Args: []any{rate, row}})
		}
	}
	dates := []string{"2012-02-29", "2012-02-29", "2013-01-01", "2016-02-29", "2049-12-31"}
	flows := []float64{-1000, 200, 300, 400, 500}
	calls = append(calls, call{Function: "XIRR", Args: []any{flows, dates}})
	for _, rate := range []float64{-0.5, 0.001, 0.035, 2} {
		calls = append(calls, call{Function: "XNPV", Args: []any{rate, flows, dates}})
	}
	return calls
}

func randomCalls(random *rand.Rand) []call {
	between := func(low, high float64, decimals int) float64 {
		scale := math.Pow(10, float64(decimals))
		return math.Round((low+(high-low)*random.Float64())*scale) / scale
	}
	var calls []call
	add := func(function string, args ...any) { calls = append(calls, call{Function: function, Args: args}) }
	for range 60 {
		row := make([]float64, 3+random.IntN(28))
		for t := range row {
			row[t] = between(1e4, 1e6, 2)
		}
		for t := range 1 + random.IntN(min(3, len(row)-1)) {
			row[t] = -between(1e5, 5e6, 2)
		}
		add("IRR", row)
		add("NPV", between(-0.05, 0.3, 4), row)
		add("MIRR", row, between(0, 0.12, 4), between(0, 0.12, 4))

		mixed := make([]float64, 4+random.IntN(10))
		for t := range mixed {
			mixed[t] = between(-1000, 1000, 0)
		}
		add("IRR", mixed)
		add("NPV", between(-0.05, 0.3, 4), mixed)

		dates := make([]string, min(len(row), 12))
		day := time.Date(2012, time.January, 1, 0, 0, 0, 0, time.UTC)
		for t := range dates {
			dates[t] = day.Format(time.DateOnly)
			day = day.AddDate(0, 0, 1+random.IntN(500))
		}
		add("XIRR", row[:len(dates)], dates)
		add("XNPV", between(0.001, 0.3, 4), row[:len(dates)], dates)

		rate, periods := between(-0.01, 0.02, 5), float64(1+random.IntN(240))
		due := float64(random.IntN(2))
		payment, present, future := between(-5000, 5000, 2), between(-1e6, 1e6, 2), between(-1e5, 1e5, 2)
		add("PV", rate, periods, payment, future, due)
		add("FV", rate, periods, payment, present, due)
		add("PMT", rate, periods, present, future, due)
		add("NPER", rate, -math.Abs(payment), math.Abs(present)/100, 0.0, due)
		add("RATE", periods, -math.Abs(payment), math.Abs(payment)*periods*between(0.3, 0.95, 3), 0.0, due)
		add("EFFECT", between(0.001, 0.5, 4), float64(1+random.IntN(12)))
		add("NOMINAL", between(0.001, 0.5, 4), float64(1+random.IntN(12)))
		add("RRI", periods, math.Abs(present)+1, math.Abs(future)+1)
		add("PDURATION", math.Abs(rate)+0.0001, math.Abs(present)+1, math.Abs(future)+1)
	}
	return calls
}
