package importers

import (
	"math"

	"raaderum/calc"
	"raaderum/importers/danish"
)

// What a case is seldom outside of (domain handbook 10.2): one amount above
// 500 million kroner, or all amounts of a sheet below 1,000 kroner.
const (
	largestUsual  = calc.Money(500_000_000_00)
	smallestUsual = calc.Money(1_000_00)
)

// askAboutSize asks for the unit of sheets whose amounts are out of proportion
// to a business case in the unit they were read in.
func (u unitSettler) askAboutSize() {
	type size struct {
		facts    []*fact
		all, top calc.Money
	}
	sheets := map[string]*size{}
	var order []string
	for _, f := range u.facts {
		if f.measure.abroad() {
			continue
		}
		s := sheets[f.sheet()]
		if s == nil {
			s = &size{}
			sheets[f.sheet()] = s
			order = append(order, f.sheet())
		}
		s.facts = append(s.facts, f)
		own := max(f.ore, -f.ore)
		if own < math.MaxInt64-s.all {
			s.all += own
		}
		s.top = max(s.top, own)
	}
	for _, name := range order {
		s := sheets[name]
		first := s.facts[0]
		if s.all == 0 || u.answers["unit@"+name] != "" || s.top <= largestUsual && s.all >= smallestUsual {
			continue
		}
		for _, f := range s.facts {
			if own := max(f.ore, -f.ore); own == s.top {
				first = f
			}
		}
		answer, ok := u.ask(Question{
			Key: "unit-size@" + name, Code: "unit-size", Cells: append(u.headRefs(first.table), first.ref()), Options: units,
			Confidence: 0.5, Args: map[string]any{"sheet": name, "unit": first.measure.String()},
		})
		if !ok || unitNamed(answer) == unmeasured {
			continue
		}
		for _, f := range s.facts {
			ore, err := f.decimal().Ore(danish.Unit(answer))
			if err == nil {
				ore, err = shared(ore, f.share)
			}
			if err == nil {
				f.ore, f.measure = ore, unitNamed(answer)
			}
		}
	}
}
