package report

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// planLine is a cost or a benefit that counts in the case's own economy.
type planLine struct {
	label   string
	kind    lineKind
	sign    int // −1 for a disbenefit
	amounts []portfolio.Amount
	benefit portfolio.BenefitID // "" for a cost
	running bool                // a cost that keeps running
}

type lineKind string

const (
	costLine    lineKind = "cost"
	benefitLine lineKind = "benefit"
)

// countedLines are the plan of a case: all costs, and the benefits that fall in
// the municipality itself, as portfolio.Evaluate counts them.
func countedLines(bc portfolio.BusinessCase) []planLine {
	var lines []planLine
	for _, cost := range bc.Costs {
		lines = append(lines, planLine{label: cost.Label, kind: costLine, sign: 1, amounts: cost.Amounts, running: cost.Recurrence == portfolio.Running})
	}
	for _, benefit := range bc.Benefits {
		sign := 1
		switch benefit.Kind {
		case portfolio.OtherPublic, portfolio.Societal:
			continue
		case portfolio.Disbenefit:
			sign = -1
		}
		lines = append(lines, planLine{label: benefit.Label, kind: benefitLine, sign: sign, amounts: benefit.Series[portfolio.Plan], benefit: benefit.ID})
	}
	return lines
}

// countedAmounts tells which amounts of a line make its yearly sums, so that
// nothing counts twice: where a year is stated beside its quarters, the year
// counts, unless all four quarters are known.
func countedAmounts(amounts []portfolio.Amount) []bool {
	wholeYears, quarters := map[int]bool{}, map[int]map[int]bool{}
	for _, amount := range amounts {
		year, known := amount.Period.Year()
		if quarter, ok := amount.Period.Quarter(); ok {
			if quarters[quarter.Year] == nil {
				quarters[quarter.Year] = map[int]bool{}
			}
			quarters[quarter.Year][quarter.Q] = true
		} else if known {
			wholeYears[year] = true
		}
	}
	counts := make([]bool, len(amounts))
	for i, amount := range amounts {
		year, _ := amount.Period.Year()
		if quarter, ok := amount.Period.Quarter(); ok {
			counts[i] = !wholeYears[quarter.Year] || len(quarters[quarter.Year]) == 4
		} else {
			counts[i] = len(quarters[year]) < 4
		}
	}
	return counts
}

// yearNumber is a period's year, or its t when the case counts years from 0.
func yearNumber(period calc.Period) int {
	if t, ok := period.Offset(); ok {
		return t
	}
	year, _ := period.Year()
	return year
}

// yearText is a year as text: never with a thousands separator.
func yearText(year int) string { return strconv.Itoa(year) }
