package calc_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"testing"

	"raaderum/calc"
)

// The calls of testdata/oracle, answered by LibreOffice; its README says how
// they came about. LibreOffice writes 15 digits.
func TestAgainstLibreOffice(t *testing.T) {
	data, err := os.ReadFile("../testdata/oracle/libreoffice.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle struct {
		Program string
		Calls   []vector
	}
	if err := json.Unmarshal(data, &oracle); err != nil {
		t.Fatal(err)
	}
	agree, failed, astray := map[string]int{}, 0, 0
	for _, v := range oracle.Calls {
		v.Semantics = "excel"
		got, err := call(v)
		switch {
		case err == nil && v.Expected == nil && v.Function == "MIRR" && got == -1:
			// Nothing comes back: the formula says −100 %, and so does Excel in
			// Apache POI's test data (mirr-0029 of the shared vectors).
			agree[v.Function]++
		case err != nil && v.Function == "RATE" && v.Expected != nil && *v.Expected == -1:
			// The limit an iteration runs into where no rate above −100 % is one.
			agree[v.Function]++
		case err == nil && v.Expected == nil:
			// LibreOffice gives up on rates that exist: the equation decides.
			if !solvesItsEquation(v) {
				t.Errorf("%s %s%v = %v, where %s has an error", v.ID, v.Function, v.Args, got, oracle.Program)
			}
			failed++
		case err != nil && v.Expected == nil:
			agree[v.Function]++
		case err != nil:
			t.Errorf("%s %s%v: %v, %s has %v", v.ID, v.Function, v.Args, err, oracle.Program, *v.Expected)
		case near(got, *v.Expected, tolerances[v.Function]) || amongRoots(v):
			agree[v.Function]++
		case solvesItsEquation(v):
			astray++
		default:
			t.Errorf("%s %s%v = %.15g, %s has %.15g", v.ID, v.Function, v.Args, got, oracle.Program, *v.Expected)
		}
	}
	t.Logf("%s: %v agree; it fails on %d rates that exist and misses %d", oracle.Program, agree, failed, astray)
	for function := range tolerances {
		if agree[function] < 40 {
			t.Errorf("only %d calls of %s agree: the test tests little", agree[function], function)
		}
	}
}

// tolerances are relative. Closed forms differ in the last of 15 digits, and
// where terms cancel in a few before; iterations stop early.
var tolerances = map[string]float64{
	"NPV": 1e-11, "XNPV": 1e-11, "MIRR": 1e-11, "PV": 1e-11, "FV": 1e-11, "PMT": 1e-11, "NPER": 1e-10,
	"EFFECT": 1e-11, "NOMINAL": 1e-11, "RRI": 1e-9, "PDURATION": 1e-11,
	"IRR": 1e-7, "XIRR": 1e-7, "RATE": 1e-7,
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*math.Max(math.Abs(want), 1e-6)
}

// amongRoots tells whether LibreOffice's rate is one of several.
func amongRoots(v vector) bool {
	if v.Function != "IRR" {
		return false
	}
	irr, err := calc.FindIRR(row(v.Args[0]))
	if err != nil {
		return false
	}
	for _, root := range irr.Roots {
		if near(root, *v.Expected, tolerances["IRR"]) {
			return true
		}
	}
	return false
}

// solvesItsEquation tells whether each of our rates of return makes the NPV 0:
// the NPV changes sign within a few units of the rate's last place.
func solvesItsEquation(v vector) bool {
	if v.Function != "IRR" {
		return false
	}
	flows := row(v.Args[0])
	irr, err := calc.FindIRR(flows)
	if err != nil || len(irr.Roots) == 0 {
		return false
	}
	npvSign := func(rate float64) int {
		x := new(big.Float).SetPrec(300).SetFloat64(1)
		x.Add(x, new(big.Float).SetFloat64(rate))
		sum := new(big.Float).SetPrec(300)
		for _, flow := range flows {
			sum.Mul(sum, x)
			sum.Add(sum, new(big.Float).SetFloat64(flow))
		}
		return sum.Sign()
	}
	for _, root := range irr.Roots {
		step := 4e-16 * (1 + math.Abs(root))
		if low, high := npvSign(root-step), npvSign(root+step); low == high && low != 0 && npvSign(root) == low {
			return false
		}
	}
	return true
}
