package main

import (
	"fmt"

	"raaderum/calc"
)

// plan is the input as the calculator takes it.
func (in selectPlan) plan() (p calc.Plan, frames []calc.Frame, terms calc.PlanTerms, malformed *calc.Error) {
	if p.FirstYear, malformed = needed("firstYear", in.FirstYear); malformed != nil {
		return p, frames, terms, malformed
	}
	if p.Years, malformed = needed("years", in.Years); malformed != nil {
		return p, frames, terms, malformed
	}
	for i, proposal := range in.Proposals {
		out := calc.Proposal{ID: proposal.ID, Mandatory: proposal.Mandatory}
		for j, start := range proposal.Starts {
			s, malformed := start.start(fmt.Sprintf("proposals[%d].starts[%d]", i, j))
			if malformed != nil {
				return p, frames, terms, malformed
			}
			out.Starts = append(out.Starts, s)
		}
		p.Proposals = append(p.Proposals, out)
	}
	for _, need := range in.Needs {
		p.Needs = append(p.Needs, calc.Need(need))
	}
	p.Alternatives = in.Alternatives
	if len(in.Frames) == 0 {
		return p, frames, terms, &calc.Error{Code: errNoFrames, Field: "frames"}
	}
	for f, frame := range in.Frames {
		out, malformed := frame.frame(entry("frames", f))
		if malformed != nil {
			return p, frames, terms, malformed
		}
		frames = append(frames, out)
	}
	terms, malformed = in.terms()
	return p, frames, terms, malformed
}

func (in selectPlan) terms() (terms calc.PlanTerms, malformed *calc.Error) {
	terms = calc.PlanTerms{Reasons: in.Reasons || in.Remedies || in.Increments, Remedies: in.Remedies, Increments: in.Increments}
	if in.Gap != nil {
		if *in.Gap < 0 {
			return terms, &calc.Error{Code: errGapRange, Field: "gap"}
		}
		terms.Gap = *in.Gap
	}
	if in.Seconds != nil && !(*in.Seconds > 0 && *in.Seconds <= 86400) {
		return terms, &calc.Error{Code: errSecondsRange, Field: "seconds"}
	}
	if in.Step != nil {
		if terms.Step, malformed = ore("step", in.Step); malformed != nil {
			return terms, malformed
		}
		terms.Reasons = true
	}
	return terms, nil
}

func (in selectStart) start(place string) (s calc.Start, malformed *calc.Error) {
	if s.Year, malformed = needed(place+".year", in.Year); malformed != nil {
		return s, malformed
	}
	if s.Value, malformed = ore(place+".value", in.Value); malformed != nil {
		return s, malformed
	}
	for _, list := range []struct {
		name string
		from []*float64
		to   *[]calc.Money
	}{{"costs", in.Costs, &s.Costs}, {"savings", in.Savings, &s.Savings}} {
		for y, kroner := range list.from {
			amount, malformed := ore(entry(place+"."+list.name, y), kroner)
			if malformed != nil {
				return s, malformed
			}
			*list.to = append(*list.to, amount)
		}
	}
	for y, hours := range in.Hours {
		n, malformed := needed(entry(place+".hours", y), hours)
		if malformed != nil {
			return s, malformed
		}
		s.Hours = append(s.Hours, n)
	}
	return s, nil
}

func (in selectFrame) frame(place string) (calc.Frame, *calc.Error) {
	out := calc.Frame{Name: in.Name, Hours: in.Hours}
	for _, list := range []struct {
		name string
		from []*float64
		to   *[]*calc.Money
	}{{"budgets", in.Budgets, &out.Budgets}, {"targets", in.Targets, &out.Targets}} {
		for y, kroner := range list.from {
			if kroner == nil {
				*list.to = append(*list.to, nil)
				continue
			}
			amount, malformed := ore(entry(place+"."+list.name, y), kroner)
			if malformed != nil {
				return out, malformed
			}
			*list.to = append(*list.to, &amount)
		}
	}
	return out, nil
}

// needed is a value that must be there.
func needed[T any](field string, value *T) (T, *calc.Error) {
	if value == nil {
		var none T
		return none, &calc.Error{Code: errMissingValue, Field: field}
	}
	return *value, nil
}

// ore is an amount given in kroner that must be there.
func ore(field string, kroner *float64) (calc.Money, *calc.Error) {
	value, malformed := needed(field, kroner)
	if malformed != nil {
		return 0, malformed
	}
	amount, err := calc.FromKroner(value)
	if err != nil {
		return 0, &calc.Error{Code: calc.ErrNotFinite, Field: field}
	}
	return amount, nil
}
