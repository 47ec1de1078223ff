package importers

import (
	"encoding/json"
	"slices"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// Amounts are those of a line, in the order in which they were read. A register
// has hundreds of thousands, so they are kept as the facts that they were read
// as, and each is made when somebody comes to it.
type Amounts struct {
	facts *factList
	made  []Amount // of a layout of ours, which has no facts
}

// All goes through the amounts.
func (a Amounts) All(yield func(Amount) bool) {
	for _, amount := range a.made {
		if !yield(amount) {
			return
		}
	}
	if a.facts == nil {
		return
	}
	for f := range a.facts.all {
		for period := range f.periods {
			if !yield(f.amount(period)) {
				return
			}
		}
	}
}

// Len is how many there are.
func (a Amounts) Len() int {
	n := 0
	for range a.All {
		n++
	}
	return n
}

// First is the first of them; false when there is none.
func (a Amounts) First() (first Amount, ok bool) {
	for amount := range a.All {
		return amount, true
	}
	return Amount{}, false
}

// Equal tells whether the amounts of two lines say the same, and say where they
// say it.
func (a Amounts) Equal(b Amounts) bool {
	return slices.EqualFunc(slices.Collect(a.All), slices.Collect(b.All), Amount.Equal)
}

// MarshalJSON writes the amounts as the contract has them: a list.
func (a Amounts) MarshalJSON() ([]byte, error) {
	return json.Marshal(slices.AppendSeq([]Amount{}, a.All))
}

// Amount is one amount: ≥ 0 in the normal direction of its line's kind. Where it
// was read is kept as the workbook's own cell, and written out when somebody
// asks.
type Amount struct {
	Period calc.Period // absent: no year is known, and the file is not ready
	Ore    calc.Money

	from *workbook.Cell
}

// amountAt is an amount that was read in a cell of a sheet.
func amountAt(cell *workbook.Cell, sheet *workbook.Sheet, period calc.Period, ore calc.Money) Amount {
	cell.StandOn(sheet)
	return Amount{Period: period, Ore: ore, from: cell}
}

// Cell is where the amount was read, "Økonomi!D14".
func (a Amount) Cell() string {
	if a.from == nil {
		return ""
	}
	return reference(a.from.Sheet().Name, a.from.Row(), a.from.Col())
}

// Raw is the cell's text as it is stored.
func (a Amount) Raw() string {
	if a.from == nil {
		return ""
	}
	return a.from.Raw()
}

// Formula is the cell's formula without "=", "" without one.
func (a Amount) Formula() string {
	if a.from == nil {
		return ""
	}
	return a.from.Formula()
}

// Equal tells whether two amounts say the same, and say where they say it.
func (a Amount) Equal(b Amount) bool {
	return a.Period == b.Period && a.Ore == b.Ore && a.Cell() == b.Cell() && a.Raw() == b.Raw() && a.Formula() == b.Formula()
}

// MarshalJSON writes the amount as the contract has it.
func (a Amount) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Period  calc.Period `json:"period,omitzero"`
		Ore     calc.Money  `json:"ore"`
		Cell    string      `json:"cell"`
		Raw     string      `json:"raw"`
		Formula string      `json:"formula,omitempty"`
	}{a.Period, a.Ore, a.Cell(), a.Raw(), a.Formula()})
}
