package machine

import (
	"context"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Calibration is the experience as of a quarter as JSON: of the cases as they were
// frozen with the quarter, or as they are known now.
type Calibration struct {
	portfolio.Calibration
	Frozen *FrozenAs `json:"frozen"` // null: live figures
}

// NewCalibration is the experience as of a quarter: as it was frozen; where it was
// not, or when live figures are asked for, as it is known now.
func NewCalibration(ctx context.Context, from Source, home portfolio.Organisation, quarter calc.Quarter, live bool) (Calibration, error) {
	report, frozen, err := reportAs(ctx, from, home, quarter, live)
	if err != nil {
		return Calibration{}, err
	}
	return Calibration{portfolio.NewCalibration(report.Organisation, casesOf(report), quarter), frozen}, nil
}

func casesOf(report portfolio.QuarterReport) []portfolio.BusinessCase {
	cases := make([]portfolio.BusinessCase, len(report.Cases))
	for i, figures := range report.Cases {
		cases[i] = figures.Case
	}
	return cases
}
