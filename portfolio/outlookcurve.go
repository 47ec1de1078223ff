package portfolio

import (
	"slices"

	"raaderum/calc"
)

// OutlookCurve (udviklingskurve) is a target account added up over the strategy's
// years, with its uncertainty: what the years up to and with each come to. It is
// drawn of the same numbers as the Outlook of the same report and assumptions.
type OutlookCurve struct {
	Years []CurveYear `json:"years"`
	Draws int         `json:"draws"`
}

// CurveYear (kurvens år) is the sum of the years up to and with one. Nil is not
// known: a target where a year has none.
type CurveYear struct {
	Year     int         `json:"year"`
	Target   *calc.Money `json:"targetOre"`
	Account  calc.Money  `json:"accountOre"`  // realised, budgeted and decided
	Realised *calc.Money `json:"realisedOre"` // nil while nothing is
	P10      float64     `json:"p10"`         // kroner
	P50      float64     `json:"p50"`
	P90      float64     `json:"p90"`
	Chance   *float64    `json:"chance"`  // of Target
	Certain  bool        `json:"certain"` // whatever comes: Chance is 0 or 1, and no draw was needed to tell
}

// NewOutlookCurve draws the sums of the years: each stake counts in a year what it
// gives in it and in those before. Errors as NewOutlook.
func NewOutlookCurve(report QuarterReport, u Uncertainty, draws, workers int) (OutlookCurve, error) {
	if u.Method == "" {
		u.Method = calc.PERT
	}
	f := calc.Forecast{
		Snapshot: string(report.Organisation.ID) + " " + report.Quarter.String(),
		Stakes:   outlookStakes(report, u), Targets: map[int]float64{}, Draws: draws, Correlation: u.Correlation,
	}
	if len(f.Stakes) == 0 {
		return OutlookCurve{}, &Error{Code: CodeInvalid, Key: "outlook.nothing"}
	}
	for i := range f.Stakes {
		f.Stakes[i].Weights = slices.Clone(f.Stakes[i].Weights)
		for j := 1; j < len(f.Stakes[i].Weights); j++ {
			f.Stakes[i].Weights[j] += f.Stakes[i].Weights[j-1]
		}
	}
	curve := newCurveYears(report.Account)
	for _, year := range curve {
		f.Years = append(f.Years, year.Year)
		if year.Target != nil {
			f.Targets[year.Year] = year.Target.Kroner()
		}
	}
	answer, err := f.Run(workers)
	if err != nil {
		return OutlookCurve{}, &Error{Code: CodeInvalid, Key: "outlook.assumptions", Err: err}
	}
	for j, measure := range answer.Years {
		curve[j].Certain = certain(f, j)
		curve[j].P10, curve[j].P50, curve[j].P90, curve[j].Chance = measure.P10.Value, measure.P50.Value, measure.P90.Value, measure.Chance
	}
	return OutlookCurve{Years: curve, Draws: answer.Method.Draws}, nil
}

// GatheredAccount is the account added up, without its uncertainty.
func GatheredAccount(account TargetAccount) OutlookCurve {
	return OutlookCurve{Years: newCurveYears(account)}
}

// newCurveYears adds the account up.
func newCurveYears(account TargetAccount) []CurveYear {
	curve := make([]CurveYear, len(account.Years))
	var before CurveYear
	for j, year := range account.Years {
		one := CurveYear{Year: year.Year, Account: before.Account, Realised: before.Realised}
		for _, layer := range []Layer{LayerRealised, LayerBudgeted, LayerDecided} {
			one.Account += year.Layers[layer]
		}
		if money, some := year.Layers[LayerRealised]; some {
			addKnown(&one.Realised, &money)
		}
		if year.Target != nil && (j == 0 || before.Target != nil) {
			target := *year.Target
			if j > 0 {
				target += *before.Target
			}
			one.Target = &target
		}
		curve[j], before = one, one
	}
	return curve
}
