package portfolio

import "raaderum/calc"

// RuleEffects (følge af nye regler) is what other rules change in what is known:
// cases that move to another amount class, get another light, or come to need or
// no longer need a dispensation from the payback limit, each in the order of the
// cases.
type RuleEffects struct {
	Quarter    calc.Quarter
	Classes    []CaseMove
	Lights     []CaseMove
	Dispensing []CaseMove // To is "" where the demand falls away
}

// CaseMove (flyttet sag) is a case with what it had and what it gets: the name of
// an amount class, or the code of a light; "" for none.
type CaseMove struct {
	Case     BusinessCase
	From, To string
}

// EffectsOf compares two sets of rules on the same cases, as of a quarter.
func EffectsOf(before, after Organisation, cases []BusinessCase, statuses []QuarterlyStatus, quarter calc.Quarter) RuleEffects {
	effects := RuleEffects{Quarter: quarter}
	for _, bc := range cases {
		was, _ := before.Governance.ClassOf(bc)
		is, _ := after.Governance.ClassOf(bc)
		effects.Classes = addMove(effects.Classes, bc, was.Name, is.Name)
	}
	was := NewQuarterReport(before, cases, statuses, quarter)
	is := NewQuarterReport(after, cases, statuses, quarter)
	for i, figures := range is.Cases {
		effects.Lights = addMove(effects.Lights, figures.Case, string(was.Cases[i].Light), string(figures.Light))
		effects.Dispensing = addMove(effects.Dispensing, figures.Case, was.Cases[i].demand(), figures.demand())
	}
	return effects
}

// demand is the code of the finding that a dispensation is missing; "" for none.
func (f CaseFigures) demand() string {
	for _, finding := range f.Findings {
		if finding.Code == FindingPaybackOverLimit {
			return FindingPaybackOverLimit
		}
	}
	return ""
}

func addMove(moves []CaseMove, bc BusinessCase, from, to string) []CaseMove {
	if from == to {
		return moves
	}
	return append(moves, CaseMove{bc, from, to})
}
