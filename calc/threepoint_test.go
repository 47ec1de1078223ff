package calc_test

import (
	"errors"
	"math"
	"testing"

	"raaderum/calc"
)

func TestThreePointEstimates(t *testing.T) {
	// By hand from the formulas, for 80, 100 and 150: PERT (80+400+150)/6 = 105,
	// 70/6; successive (80+300+150)/5 = 106, 70/5; triangular 330/3 = 110,
	// √((20²+50²+20·50)/18) = √216.67.
	for _, c := range []struct {
		method   calc.EstimateMethod
		mean, sd float64
	}{
		{calc.PERT, 105, 70.0 / 6}, {calc.Successive, 106, 14}, {calc.Triangular, 110, math.Sqrt(3900.0 / 18)},
	} {
		e := calc.ThreePoint{Low: 80, Likely: 100, High: 150, Method: c.method}
		if err := e.Check(); err != nil {
			t.Fatal(err)
		}
		wantNear(t, string(c.method)+" mean", e.Mean(), c.mean, 1e-12)
		wantNear(t, string(c.method)+" deviation", e.SD(), c.sd, 1e-12)
	}
	for name, c := range map[string]struct {
		estimate calc.ThreePoint
		code     calc.ErrorCode
	}{
		"order":  {calc.ThreePoint{Low: 2, Likely: 1, High: 3, Method: calc.PERT}, calc.ErrPointOrder},
		"order2": {calc.ThreePoint{Low: 1, Likely: 4, High: 3, Method: calc.PERT}, calc.ErrPointOrder},
		"method": {calc.ThreePoint{Low: 1, Likely: 2, High: 3}, calc.ErrMethodUnknown},
		"NaN":    {calc.ThreePoint{Low: math.NaN(), Likely: 2, High: 3, Method: calc.PERT}, calc.ErrNotFinite},
	} {
		var fault *calc.Error
		if err := c.estimate.Check(); !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTotalEstimateAndRisks(t *testing.T) {
	total, err := calc.TotalEstimate([]calc.ThreePoint{
		{Low: 80, Likely: 100, High: 150, Method: calc.Successive}, // 106 ± 14
		{Low: 10, Likely: 25, High: 40, Method: calc.Successive},   // 25 ± 6
		{Low: 7, Likely: 7, High: 7, Method: calc.PERT},            // 7 ± 0
	})
	if err != nil || total.Mean != 138 {
		t.Errorf("total %+v, %v", total, err)
	}
	wantNear(t, "deviation", total.SD, math.Sqrt(14*14+6*6), 1e-12)

	// By hand: 0.2·500,000 + 0.5·80,000 = 140,000; variance 0.16·25e10 + 0.25·64e8.
	reserve, err := calc.RiskReserve([]calc.Risk{{0.2, 500_000}, {0.5, 80_000}})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "reserve", reserve.Mean, 140_000, 1e-9)
	wantNear(t, "its deviation", reserve.SD, math.Sqrt(0.16*25e10+0.25*64e8), 1e-6)
	if _, err := calc.RiskReserve([]calc.Risk{{1.2, 1}}); !errors.As(err, new(*calc.Error)) {
		t.Errorf("a probability of 120 %%: %v", err)
	}

	if got, err := calc.RiskAdjusted(250_000*calc.Krone, 0.8); err != nil || got != 200_000*calc.Krone {
		t.Errorf("80 %% of 250,000 kr.: %d, %v", got, err)
	}
	if _, err := calc.RiskAdjusted(1, math.NaN()); !errors.As(err, new(*calc.Error)) {
		t.Errorf("a probability that is none: %v", err)
	}
}
