package portfolio

import (
	"strings"
	"time"

	"raaderum/calc"
)

// TimeBasis (tidsberegning) is what a benefit in time rests on: each assumption
// with its unit and source, so that the amount can be computed again and
// followed to what it was computed from instead of to a cell. It is released
// time and no money in hand until a budget has been reduced by it.
type TimeBasis struct {
	Assumptions []TimeAssumption `json:"assumptions"`
	From        time.Time        `json:"from,omitzero"` // the first month it is saved in; zero: not known, and no years are planned
	ThroughYear int              `json:"throughYear,omitempty"`
}

// TimeAssumption (forudsætning) is one assumption of a TimeBasis.
type TimeAssumption struct {
	Input  calc.TimeInput `json:"input"`
	Value  float64        `json:"value"`
	Unit   string         `json:"unit"`
	Source string         `json:"source"` // where it was measured or read
}

// Compute is what the assumptions come to: hours, full-time equivalents and kroner.
func (b TimeBasis) Compute() (calc.TimeSaving, error) {
	inputs := map[calc.TimeInput]float64{}
	for _, one := range b.Assumptions {
		inputs[one.Input] = one.Value
	}
	return calc.NewTimeSaving(inputs)
}

// Check gives what is wrong with a basis: an assumption that is missing, not
// plausible, stated twice or without a source.
func (b TimeBasis) Check() error {
	seen := map[calc.TimeInput]bool{}
	for _, one := range b.Assumptions {
		if seen[one.Input] {
			return entryError("time.twice", "time-basis", "input", string(one.Input))
		}
		if strings.TrimSpace(one.Source) == "" {
			return entryError("time.no-source", "time-basis", "input", string(one.Input))
		}
		seen[one.Input] = true
	}
	saving, err := b.Compute()
	if err != nil {
		return timeError(err)
	}
	if saving.Money != nil && *saving.Money > MaxAmount {
		return entryError("amount.implausible", "time-basis", "amount", *saving.Money)
	}
	if b.From.IsZero() != (b.ThroughYear == 0) || !b.From.IsZero() && (!plausibleYear(b.From.Year()) || !plausibleYear(b.ThroughYear) || b.ThroughYear < b.From.Year()) {
		return entryError("time.years", "time-basis")
	}
	return nil
}

// timeError says which assumption is wrong.
func timeError(err error) error {
	wrong, ok := err.(*calc.TimeInputError) //nolint:errorlint // the calculator's own, unwrapped
	switch {
	case !ok:
		return entryError("time.too-much", "time-basis")
	case wrong.Value == nil:
		return entryError("time.missing", "time-basis", "input", string(wrong.Input))
	}
	return entryError("time.implausible", "time-basis", "input", string(wrong.Input), "value", *wrong.Value)
}

// plan is the saving by year: the whole of it in each year, in the first from
// the month it begins, to the øre. Nothing when the years or the kroner are not
// known.
func (b TimeBasis) plan() []Amount {
	saving, err := b.Compute()
	if err != nil || saving.Money == nil || b.From.IsZero() {
		return nil
	}
	var plan []Amount
	for year := b.From.Year(); year <= b.ThroughYear; year++ {
		money := *saving.Money
		if year == b.From.Year() {
			before := int64(b.From.Month()) - 1
			money = distribute(money, []int64{before, 12 - before})[1]
		}
		plan = append(plan, Amount{Period: calc.YearOf(year), Money: money})
	}
	return plan
}

// rest lets a benefit rest on its basis: released time with the full-year effect
// and the plan that the assumptions give, where it states none itself.
func (b *Benefit) rest(basis TimeBasis) {
	b.TimeBasis = &basis
	if b.Kind == BenefitUnknown {
		b.Kind = ReleasedTime
	}
	saving, err := basis.Compute()
	if err == nil && b.FullYear == nil {
		b.FullYear = saving.Money
	}
	if plan := basis.plan(); len(b.Series[Plan]) == 0 && plan != nil {
		b.put(Plan, plan)
	}
}
