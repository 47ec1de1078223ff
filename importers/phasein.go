package importers

import (
	"math"
	"strings"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// The answers about how a share is written.
const (
	asPercent  = "percent"  // 50 is one half
	asFraction = "fraction" // 0,5 is one half
	asAmount   = "amount"   // it is no share at all
)

// phaseIn (indfasning) is a row that states its full-year amount once and a
// share of it for each year: 500, 25 %, 75 %, 100 %.
func (r *reader) phaseIn(t *table, row int, facts []fact) []fact {
	full := t.column(roleFullYear)
	if full == nil {
		return facts
	}
	amount := readValueIn(t.grid.at(row, full.at), t.grid.locale)
	var yearly []fact
	shares := 0
	var others []fact // "Engangsudgift" beside "Helårseffekt" is no part of it
	for _, f := range facts {
		if f.col() == full.at {
			continue
		}
		if !t.yearOf(full, f.col()) {
			others = append(others, f)
			continue
		}
		yearly = append(yearly, f)
		if _, ok := shareOf(f.cell()); ok {
			shares++
		}
	}
	if len(yearly) == 0 {
		return facts // only the full-year amount is known
	}
	if shares < len(yearly) || amount.state != isNumber && amount.state != isTextNumber || !r.areShares(t, yearly, amount) {
		return append(yearly, others...) // amounts of their own: the full-year amount repeats them
	}
	percent := r.writtenAsPercent(t, yearly)
	for _, f := range yearly {
		share, _ := shareOf(f.cell())
		if percent(f.cell()) {
			share /= 100
		}
		f.sayRare(rare{share: &share})
		f.setValue(amount)
	}
	return append(yearly, others...)
}

// yearOf tells whether a column holds the years of a full-year amount: it names
// a time, and nothing of another kind.
func (t *table) yearOf(full *column, col int) bool {
	c := t.columnAt(col)
	return c != nil && c.time.known() && (c.kind == "" || c.kind == firstWord(full.kind, benefit))
}

// areShares tells whether the yearly numbers are shares of the full-year
// amount. Numbers up to 100 beside an amount of that size may be either; those
// that end at 100, where the amount is another, are asked about.
func (r *reader) areShares(t *table, yearly []fact, amount value) bool {
	full, largest, shown := math.Abs(amount.decimal().Float()), 0.0, false
	for _, f := range yearly {
		share, _ := shareOf(f.cell())
		if share < 0 || share > 100 {
			return false
		}
		largest, shown = math.Max(largest, share), shown || shownAsPercent(f.cell())
	}
	switch {
	case shown, largest <= 1 && full > 1:
		return true
	case largest != 100 || full == 100:
		return false
	}
	first := yearly[0]
	answer, ok := r.ask(Question{
		Key: "percent@" + first.ref(), Code: "percent-or-amount", Cells: []string{first.ref(), t.headRef(first.col())},
		Options: []string{asPercent, asAmount}, Proposed: asPercent, Confidence: 0.7, Args: map[string]any{"text": first.cell().Raw()},
	})
	return !ok || answer == asPercent
}

// shareOf is the number of a cell that may be a share: "25 %" is 25.
func shareOf(cell *workbook.Cell) (float64, bool) {
	if numeric(cell) {
		return cell.Number(), true
	}
	if cell.Kind() != workbook.Text {
		return 0, false
	}
	n := danish.ParseNumber(cell.Raw())
	return n.Value.Float(), n.Measure == danish.Percent || n.Reading == danish.Plain
}

// shownAsPercent tells whether a cell shows a per cent sign.
func shownAsPercent(cell *workbook.Cell) bool {
	return cell.Kind() == workbook.Text && strings.Contains(cell.Raw(), "%") || strings.Contains(cell.Format(), "%")
}

// writtenAsPercent tells for each share whether it counts in hundreds. What
// neither the cell nor the other shares settle is asked about.
func (r *reader) writtenAsPercent(t *table, yearly []fact) func(*workbook.Cell) bool {
	largest, open := 0.0, false
	for _, f := range yearly {
		if shownAsPercent(f.cell()) {
			continue
		}
		share, _ := shareOf(f.cell())
		largest, open = math.Max(largest, share), open || share != 0
	}
	hundreds := largest > 1
	if open && largest == 1 && len(yearly) == 1 {
		answer, ok := r.ask(Question{
			Key: "percent@" + yearly[0].ref(), Code: "percent", Cells: []string{yearly[0].ref(), t.headRef(yearly[0].col())},
			Options: []string{asPercent, asFraction}, Proposed: asFraction, Confidence: 0.7, Args: map[string]any{"text": yearly[0].cell().Raw()},
		})
		hundreds = ok && answer == asPercent
	}
	return func(cell *workbook.Cell) bool {
		if cell.Kind() == workbook.Text && strings.Contains(cell.Raw(), "%") {
			return true
		}
		if !hundreds || strings.Contains(cell.Format(), "%") {
			return false
		}
		share, _ := shareOf(cell)
		return share <= 0 || share >= 1 || r.fewHundredths(t, cell)
	}
}

// fewHundredths asks about a share below one among shares in hundreds: 0,8
// beside 50 is either eight tenths, or less than a hundredth.
func (r *reader) fewHundredths(t *table, cell *workbook.Cell) bool {
	ref := reference(t.grid.sheet.Name, cell.Row(), cell.Col())
	answer, ok := r.ask(Question{
		Key: "percent@" + ref, Code: "percent", Cells: []string{ref, t.headRef(t.grid.seen(cell.Row(), cell.Col()).col)},
		Options: []string{asPercent, asFraction}, Proposed: asFraction, Confidence: 0.6, Args: map[string]any{"text": cell.Raw()},
	})
	return ok && answer == asPercent
}

// shared is the part of an amount that a share takes, to the øre.
func shared(amount calc.Money, share *float64) (calc.Money, error) {
	if share == nil {
		return amount, nil
	}
	return amount.Times(int64(math.Round(*share*1e6)), 1_000_000)
}
