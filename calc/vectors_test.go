package calc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"raaderum/calc"
)

// A vector is a call of a spreadsheet function with the value some other
// program gave; see the README beside the file.
type vector struct {
	ID        string
	Function  string
	Args      []any
	Expected  *float64
	Tol       float64
	Semantics string
}

// wrongVectors are those whose expected value is not the function's value,
// each with the reason.
var wrongVectors = map[string]string{
	"effect-0005": "spreadsheets refuse a nominal rate below 0; (1−1/4)^4−1 is a number, and rates have been negative",
	"rate-0016": "x²−2.5x+1.5625 = (x−1.25)² has the one zero x = 1.25, so the rate is 0.25; 0.2500000929 is where an " +
		"iteration stopped on the way there",
	"rate-0028": "10^(1/70000)−1 is 3.28946137730e-5; the expected value is off by 4e-7 of it, again an early stop",
	"xirr-0062": noiseOfZero,
	"xirr-0064": noiseOfZero,
	"xirr-0066": noiseOfZero,
	"xirr-0068": noiseOfZero,
	"xirr-0070": noiseOfZero,
}

const (
	noiseOfZero  = "the flows sum to 0, so the rate is 0 exactly; the expected 4e-9 is where an iteration stopped"
	notTheirsYet = "the error the file holds is that of a program without RRI; rri-0001 has the value of the same call"
)

func init() {
	for number := 9; number <= 30; number++ {
		wrongVectors[fmt.Sprintf("rri-%04d", number)] = notTheirsYet
	}
}

// errArgument marks arguments a spreadsheet refuses before it computes.
var errArgument = errors.New("not a number")

func TestVectorsOfOtherPrograms(t *testing.T) {
	data, err := os.ReadFile("../../shared/vectors/financial.json")
	if err != nil {
		t.Skip("missing component: shared vectors")
	}
	var vectors []vector
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	passed, wrong := map[string]int{}, 0
	for _, v := range vectors {
		got, err := call(v)
		agrees := err != nil == (v.Expected == nil)
		if agrees && err == nil {
			agrees = math.Abs(got-*v.Expected) <= v.Tol*math.Max(math.Abs(*v.Expected), 1e-3)
		}
		_, known := wrongVectors[v.ID]
		switch {
		case agrees && known:
			t.Errorf("%s agrees: strike it from the list", v.ID)
		case known:
			wrong++
		case agrees:
			passed[v.Function]++
		case v.Expected == nil:
			t.Errorf("%s %s%v = %v, want an error", v.ID, v.Function, v.Args, got)
		default:
			t.Errorf("%s %s%v = %.15g, %v, want %.15g ± %g", v.ID, v.Function, v.Args, got, err, *v.Expected, v.Tol)
		}
	}
	total := 0
	for _, function := range slices.Sorted(maps.Keys(passed)) {
		t.Logf("%-9s %3d", function, passed[function])
		total += passed[function]
	}
	t.Logf("%d of %d calls agree; %d are listed as wrong", total, len(vectors), wrong)
}

// call makes the call a vector stands for.
func call(v vector) (float64, error) {
	switch v.Function {
	case "NPV":
		return callNPV(v)
	case "XNPV":
		rate, err := scalars(v.Args[:1], 1)
		if err != nil {
			return 0, err
		}
		dates, err := datesIn(v.Args[2])
		if err != nil {
			return 0, err
		}
		return calc.XNPV(rate[0], dates, row(v.Args[1]))
	case "IRR":
		irr, err := calc.FindIRR(row(v.Args[0]))
		return nearest(irr, err, v.Args[1:])
	case "XIRR":
		dates, err := datesIn(v.Args[1])
		if err != nil {
			return 0, err
		}
		irr, err := calc.FindXIRR(dates, row(v.Args[0]))
		return nearest(irr, err, v.Args[2:])
	case "MIRR":
		rates, err := scalars(v.Args[1:], 2)
		if err != nil {
			return 0, err
		}
		return calc.MIRR(row(v.Args[0]), rates[0], rates[1])
	case "RATE":
		a, err := scalars(v.Args, 6)
		if err != nil {
			return 0, err
		}
		irr, err := calc.Annuity{Periods: a[0], Payment: a[1], Present: a[2], Future: a[3], Due: a[4] != 0}.PeriodRate()
		var guess []any
		if len(v.Args) == 6 && v.Args[5] != nil {
			guess = []any{a[5]}
		}
		return nearest(irr, err, guess)
	}
	a, err := scalars(v.Args, 5)
	if err != nil {
		return 0, err
	}
	switch v.Function {
	case "PV":
		return calc.Annuity{Rate: a[0], Periods: a[1], Payment: a[2], Future: a[3], Due: a[4] != 0}.PresentValue()
	case "FV":
		return calc.Annuity{Rate: a[0], Periods: a[1], Payment: a[2], Present: a[3], Due: a[4] != 0}.FutureValue()
	case "PMT":
		return calc.Annuity{Rate: a[0], Periods: a[1], Present: a[2], Future: a[3], Due: a[4] != 0}.EqualPayment()
	case "NPER":
		return calc.Annuity{Rate: a[0], Payment: a[1], Present: a[2], Future: a[3], Due: a[4] != 0}.NumberOfPeriods()
	case "EFFECT":
		return calc.EffectiveRate(a[0], int(a[1]))
	case "NOMINAL":
		return calc.NominalRate(a[0], int(a[1]))
	case "RRI":
		return calc.GrowthRate(a[1], a[2], a[0])
	case "PDURATION":
		return calc.GrowthPeriods(a[0], a[1], a[2])
	}
	return 0, fmt.Errorf("no function %s", v.Function)
}

func callNPV(v vector) (float64, error) {
	rate, err := scalars(v.Args[:1], 1)
	if err != nil {
		return 0, err
	}
	var flows []float64
	for _, arg := range v.Args[1:] {
		flows = append(flows, row(arg)...)
	}
	if v.Semantics == "t0" {
		return calc.NPV(rate[0], flows)
	}
	npv, err := calc.NPVExcel(rate[0], flows)
	var empty *calc.Error
	if errors.As(err, &empty) && empty.Code == calc.ErrEmpty {
		return 0, nil // a spreadsheet's NPV of empty cells is 0
	}
	return npv, err
}

// nearest is the root a spreadsheet's iteration finds from its guess.
func nearest(irr calc.IRR, err error, guess []any) (float64, error) {
	if err != nil {
		return 0, err
	}
	if len(irr.Roots) == 0 {
		return 0, errors.New(string(irr.Why))
	}
	from := 0.1
	if len(guess) > 0 && guess[0] != nil {
		from = guess[0].(float64)
	}
	best := irr.Roots[0]
	for _, root := range irr.Roots {
		if math.Abs(root-from) <= math.Abs(best-from)+1e-9 {
			best = root
		}
	}
	return best, nil
}

// row is a range of cells as financial functions see it: numbers only.
func row(arg any) []float64 {
	cells, ok := arg.([]any)
	if !ok {
		cells = []any{arg}
	}
	var numbers []float64
	for _, cell := range cells {
		if number, ok := cell.(float64); ok {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// scalars are arguments in the places of single numbers, padded with 0: an
// empty one is 0, a truth value 1 or 0, a text what it reads as.
func scalars(args []any, n int) ([]float64, error) {
	numbers := make([]float64, max(n, len(args)))
	for i, arg := range args {
		if list, ok := arg.([]any); ok {
			arg = list[0] // a range outside an array formula
		}
		switch value := arg.(type) {
		case nil:
		case float64:
			numbers[i] = value
		case bool:
			if value {
				numbers[i] = 1
			}
		case string:
			number, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return nil, errArgument
			}
			numbers[i] = number
		default:
			return nil, errArgument
		}
	}
	return numbers, nil
}

func datesIn(arg any) ([]time.Time, error) {
	var dates []time.Time
	for _, cell := range arg.([]any) {
		text, ok := cell.(string)
		if !ok {
			return nil, errArgument
		}
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil, err
		}
		dates = append(dates, day)
	}
	return dates, nil
}
