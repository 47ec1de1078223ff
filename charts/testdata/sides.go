package testdata

import (
	"fmt"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Sides are organisations side by side: a large one short of its target and a small
// one beyond its own, one without a target, one without anything, and more than a
// page shows at once.
var Sides = map[string]portfolio.SideBySide{
	"two": sides(side("Greve Kommune", year(2014, thousand(2500), thousand(610), 0, layers{realised: 620, budgeted: 840, decided: 430, pipeline: 350, joint: 650})),
		side("Albertslund Kommune", year(2014, thousand(400), thousand(0), 0, layers{realised: 300, budgeted: 150}))),
	"uneven": sides(side("Greve Kommune", year(2014, thousand(2500), thousand(610), 0, layers{realised: 620, budgeted: 840, decided: 430, pipeline: 350})),
		side("Albertslund Kommune", year(2014, nil, nil, 0, layers{budgeted: 190})), side("Ny Kommune", year(2014, nil, nil, 0, layers{})),
		side("Vild Kommune", year(2014, thousand(100), thousand(0), 0, layers{realised: 350, decided: -40}))),
	"twelve": manySides(12),
	"empty":  sides(),
}

func sides(all ...portfolio.OrganisationSide) portfolio.SideBySide {
	return portfolio.SideBySide{Quarter: calc.Quarter{Year: 2014, Q: 2}, Method: portfolio.NewPermanent, Organisations: all}
}

// side is an organisation with a year; what is achieved is the sum of its layers.
func side(name string, y portfolio.TargetYear) portfolio.OrganisationSide {
	one := portfolio.OrganisationSide{Organisation: portfolio.OrganisationID(name[:3]), Name: name, Year: y}
	if y.Counts() {
		sum := y.Layers[realised] + y.Layers[budgeted] + y.Layers[decided]
		one.Achieved = &sum
		if y.Target != nil {
			share := sum.Kroner() / y.Target.Kroner()
			one.OfTarget = &share
		}
	}
	return one
}

func manySides(n int) portfolio.SideBySide {
	var all []portfolio.OrganisationSide
	for i := range n {
		amount := calc.Money(500 + 130*i)
		all = append(all, side(fmt.Sprintf("%02d Kommune", i+1), year(2014, thousand(1500), nil, 0, layers{realised: amount / 2, decided: amount / 2})))
	}
	return sides(all...)
}
