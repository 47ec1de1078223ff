package calc_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// Each row of a batch is answered as the function for one row answers it, to
// the last bit, also when the Batch has been used before.
func TestBatchIsTheFunctionsRowByRow(t *testing.T) {
	var batch calc.Batch
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(anyFlows, 0, 8).Draw(t, "rows")
		dates := make([][]time.Time, len(rows))
		for i, row := range rows {
			for range row {
				dates[i] = append(dates[i], date(2013, 1, 1).AddDate(0, 0, 200*rapid.IntRange(0, 9).Draw(t, "moment")))
			}
		}
		rate := anyRate.Draw(t, "rate")
		npvs, err := batch.NPVs(rate, rows)
		for i := range npvs {
			if want, _ := calc.NPV(rate, rows[i]); npvs[i] != (calc.Figure{Value: want}) {
				t.Fatalf("NPV of %v: %v, want %v", rows[i], npvs[i], want)
			}
		}
		if err != nil || len(npvs) != len(rows) {
			t.Fatal(len(npvs), err)
		}
		xnpvs, err := batch.XNPVs(rate, dates, rows)
		for i := range xnpvs {
			if want, _ := calc.XNPV(rate, dates[i], rows[i]); xnpvs[i] != (calc.Figure{Value: want}) {
				t.Fatalf("XNPV of %v: %v, want %v", rows[i], xnpvs[i], want)
			}
		}
		if err != nil || len(xnpvs) != len(rows) {
			t.Fatal(len(xnpvs), err)
		}
		mirrs, err := batch.MIRRs(rows, 0.05, 0.03)
		for i := range mirrs {
			if want, err := calc.MIRR(rows[i], 0.05, 0.03); mirrs[i].Value != want || mirrs[i].Exists() != (err == nil) {
				t.Fatalf("MIRR of %v: %v, want %v, %v", rows[i], mirrs[i], want, err)
			}
		}
		if err != nil || len(mirrs) != len(rows) {
			t.Fatal(len(mirrs), err)
		}
		irrs, err := batch.IRRs(rows)
		for i := range irrs {
			want, _ := calc.FindIRR(rows[i])
			if diff := cmp.Diff(want, irrs[i]); diff != "" {
				t.Fatalf("IRR of %v: %s", rows[i], diff)
			}
		}
		if err != nil || len(irrs) != len(rows) {
			t.Fatal(len(irrs), err)
		}
		xirrs, err := batch.XIRRs(dates, rows)
		for i := range xirrs {
			want, _ := calc.FindXIRR(dates[i], rows[i])
			if diff := cmp.Diff(want, xirrs[i]); diff != "" {
				t.Fatalf("XIRR of %v: %s", rows[i], diff)
			}
		}
		if err != nil || len(xirrs) != len(rows) {
			t.Fatal(len(xirrs), err)
		}
	})
}

func TestBatchNamesTheRowAtFault(t *testing.T) {
	var batch calc.Batch
	good, bad := []float64{-100, 110}, []float64{-100, math.NaN()}
	day := []time.Time{date(2013, 1, 1), date(2014, 1, 1)}
	for name, c := range map[string]struct {
		call  func() error
		code  calc.ErrorCode
		field string
	}{
		"NPV":      {func() error { _, err := batch.NPVs(0.1, [][]float64{good, bad}); return err }, calc.ErrNotFinite, "rows[1].flows[1]"},
		"NPV rate": {func() error { _, err := batch.NPVs(-1, [][]float64{good}); return err }, calc.ErrRateRange, "rate"},
		"XNPV": {func() error {
			_, err := batch.XNPVs(0.1, [][]time.Time{day, {day[0], {}}}, [][]float64{good, good})
			return err
		}, calc.ErrDateMissing, "rows[1].dates[1]"},
		"XNPV dates": {func() error { _, err := batch.XNPVs(0.1, nil, [][]float64{good}); return err }, calc.ErrLengthMismatch, "dates"},
		"XNPV rate":  {func() error { _, err := batch.XNPVs(-2, nil, nil); return err }, calc.ErrRateRange, "rate"},
		"MIRR":       {func() error { _, err := batch.MIRRs([][]float64{good, {}}, 0.1, 0.1); return err }, calc.ErrEmpty, "rows[1].flows"},
		"MIRR rate":  {func() error { _, err := batch.MIRRs(nil, 0.1, -1); return err }, calc.ErrRateRange, "reinvestRate"},
		"IRR":        {func() error { _, err := batch.IRRs([][]float64{bad}); return err }, calc.ErrNotFinite, "rows[0].flows[1]"},
		"XIRR":       {func() error { _, err := batch.XIRRs([][]time.Time{day[:1]}, [][]float64{good}); return err }, calc.ErrLengthMismatch, "rows[0].dates"},
		"XIRR dates": {func() error { _, err := batch.XIRRs(nil, [][]float64{good}); return err }, calc.ErrLengthMismatch, "dates"},
	} {
		var fault *calc.Error
		if err := c.call(); !errors.As(err, &fault) || fault.Code != c.code || fault.Field != c.field {
			t.Errorf("%s: %v, want %s of %s", name, err, c.code, c.field)
		}
	}
	npvs, err := batch.NPVs(-0.9, [][]float64{{1e308, 1e308}, good})
	if err != nil || npvs[0].Why != calc.ReasonOverflow || !npvs[1].Exists() {
		t.Errorf("too large a row among others: %v, %v", npvs, err)
	}
}

// Over as many rows again nothing is allocated.
func TestBatchAllocatesNothing(t *testing.T) {
	rows, dates := ordinaryCases(50)
	var batch calc.Batch
	for name, call := range map[string]func() error{
		"NPV":  func() error { _, err := batch.NPVs(0.04, rows); return err },
		"XNPV": func() error { _, err := batch.XNPVs(0.04, dates, rows); return err },
		"MIRR": func() error { _, err := batch.MIRRs(rows, 0.05, 0.03); return err },
		"IRR":  func() error { _, err := batch.IRRs(rows); return err },
		"XIRR": func() error { _, err := batch.XIRRs(dates, rows); return err },
	} {
		if err := call(); err != nil {
			t.Fatal(err)
		}
		if allocations := testing.AllocsPerRun(20, func() { _ = call() }); allocations != 0 {
			t.Errorf("%s: %v allocations", name, allocations)
		}
	}
}
