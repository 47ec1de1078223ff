package portfolio

import "raaderum/calc"

// ProjectSum is what a case costs to carry out: its cost lines that are not
// known to keep running. False when none of them has an amount.
func (bc BusinessCase) ProjectSum() (sum calc.Money, known bool) {
	for _, line := range bc.Costs {
		if line.Recurrence == Running {
			continue
		}
		for _, money := range yearly(line.Amounts, bc.GoLive) {
			sum, known = sum+money, true
		}
	}
	return sum, known
}

// ClassOf is the amount class a case falls in; false when there is none or its
// project sum is not known.
func (g Governance) ClassOf(bc BusinessCase) (AmountClass, bool) {
	sum, known := bc.ProjectSum()
	if !known {
		return AmountClass{}, false
	}
	for _, class := range g.AmountClasses {
		if sum >= class.From && (class.Below == nil || sum < *class.Below) {
			return class, true
		}
	}
	return AmountClass{}, false
}

// keeper tells who keeps a benefit: as stated, else as the case's class rules.
func (g Governance) keeper(bc BusinessCase, benefit Benefit) AccruesTo {
	if benefit.AccruesTo != AccruesUnknown {
		return benefit.AccruesTo
	}
	class, _ := g.ClassOf(bc)
	return class.AccruesTo
}
