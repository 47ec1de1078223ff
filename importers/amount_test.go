package importers

import (
	"encoding/json"
	"testing"
	"unsafe"

	"raaderum/calc"
	"raaderum/importers/workbook"
)

// A register has hundreds of thousands of amounts.
func TestAmountIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Amount{}); size > 24 {
		t.Errorf("an amount takes %d bytes", size)
	}
	if size := unsafe.Sizeof(heldFact{}); size > 12 {
		t.Errorf("a fact takes %d bytes", size)
	}
}

// An amount is written as the contract has it: the place, the text and the
// formula of its cell.
func TestAmountAsJSON(t *testing.T) {
	cell, sheet := workbook.CellAt(14, 4, workbook.Number, "123.456"), &workbook.Sheet{Name: "Økonomi"}
	amount := amountAt(&cell, sheet, calc.YearOf(2016), 12_345_600)
	for want, formula := range map[string]string{
		`{"period":"2016","ore":12345600,"cell":"Økonomi!D14","raw":"123.456"}`:                     "",
		`{"period":"2016","ore":12345600,"cell":"Økonomi!D14","raw":"123.456","formula":"D12*1.2"}`: "D12*1.2",
	} {
		if formula != "" {
			cell.SetFormula(formula)
		} else {
			cell = workbook.CellAt(14, 4, workbook.Number, "123.456")
			cell.StandOn(sheet)
		}
		got, err := json.Marshal(amount)
		if err != nil || string(got) != want {
			t.Errorf("%s (%v), want %s", got, err, want)
		}
	}
	other := amount
	other.Ore++
	if amount.Equal(other) || !amount.Equal(amount) {
		t.Error("amounts are not told apart")
	}
}
