package web

import (
	"cmp"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// lineTable is lines of amounts over periods, each with its cells.
type lineTable struct {
	ID      string
	Periods []calc.Period
	Lines   []amountLine
}

type amountLine struct {
	Label, Note string
	Amounts     map[calc.Period][]portfolio.Amount
}

func (t *lineTable) add(label, note string, amounts []portfolio.Amount) {
	line := amountLine{label, note, map[calc.Period][]portfolio.Amount{}}
	for _, amount := range amounts {
		line.Amounts[amount.Period] = append(line.Amounts[amount.Period], amount)
		if !slices.Contains(t.Periods, amount.Period) {
			t.Periods = append(t.Periods, amount.Period)
		}
	}
	t.Lines = append(t.Lines, line)
	slices.SortFunc(t.Periods, inTime)
}

// inTime orders periods by when they begin; a year comes before its quarters.
func inTime(a, b calc.Period) int {
	return cmp.Or(cmp.Compare(beginning(a), beginning(b)), a.Compare(b))
}

func beginning(p calc.Period) int {
	if t, ok := p.Offset(); ok {
		return 12 * t
	}
	year, _ := p.Year()
	month := 1
	if m, ok := p.Month(); ok {
		month = m
	} else if q, ok := p.Quarter(); ok {
		month = 3*q.Q - 2
	}
	return 12*year + month - 1
}

// anchor leads from a year's sum to the column it was summed from; "" when the
// lines have nothing for the year.
func (t lineTable) anchor(year calc.Period) string {
	for _, period := range t.Periods {
		y, dated := period.Year()
		if period == year || (dated && calc.YearOf(y) == year) {
			return "#" + t.columnID(period)
		}
	}
	return ""
}

func (t lineTable) columnID(period calc.Period) string { return t.ID + "-" + period.String() }

func (t lineTable) amounts() []calc.Money {
	var amounts []calc.Money
	for _, line := range t.Lines {
		for _, stated := range line.Amounts {
			for _, amount := range stated {
				amounts = append(amounts, amount.Money)
			}
		}
	}
	return amounts
}
