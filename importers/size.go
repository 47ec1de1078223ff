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
		facts    factList
		all, top calc.Money
	}
	sheets := map[string]*size{}
	var order []string
	for f := range u.facts.all {
		if f.measure().abroad() {
			continue
		}
		s := sheets[f.sheet()]
		if s == nil {
			s = &size{}
			sheets[f.sheet()] = s
			order = append(order, f.sheet())
		}
		s.facts.add(f)
		own := max(f.ore(), -f.ore())
		if own < math.MaxInt64-s.all {
			s.all += own
		}
		s.top = max(s.top, own)
	}
	for _, name := range order {
		s := sheets[name]
		first := s.facts.first()
		if s.all == 0 || u.answers["unit@"+name] != "" || s.top <= largestUsual && s.all >= smallestUsual {
			continue
		}
		for f := range s.facts.all {
			if own := max(f.ore(), -f.ore()); own == s.top {
				first = f
			}
		}
		answer, ok := u.ask(Question{
			Key: "unit-size@" + name, Code: "unit-size", Cells: append(u.headRefs(first.table()), first.ref()), Options: units,
			Confidence: 0.5, Args: map[string]any{"sheet": name, "unit": first.measure().String()},
		})
		if !ok || unitNamed(answer) == unmeasured {
			continue
		}
		for f := range s.facts.all {
			ore, err := f.decimal().Ore(danish.Unit(answer))
			if err == nil {
				ore, err = shared(ore, f.rare().share)
			}
			if err == nil {
				f.setOre(ore)
				f.setMeasure(unitNamed(answer))
			}
		}
	}
}
