package importers

import (
	"strings"

	"raaderum/importers/workbook"
)

// giveKindsByResults gives lines that no word gave a kind the one that a result
// tells: "=B9-B8-B7" has a benefit in row 9 and costs in 8 and 7. Which of them are
// the costs is known when a kind of one is, and speaks for it; amounts below 0
// have said it already.
func (b *signBlock) giveKindsByResults() {
	if !b.facts.any(func(f fact) bool { return f.kind() == "" }) || b.facts.any(func(f fact) bool { return f.ore() < 0 }) {
		return
	}
	kinds := map[tableRow]string{}
	for f := range b.facts.all {
		if !f.blockKind() {
			kinds[tableRow{f.table(), f.row()}] = f.kind()
		}
	}
	told := map[tableRow]string{}
	for _, s := range b.sums {
		if s.role != roleNet || s.table.grid.turned {
			continue
		}
		for _, c := range s.table.amounts() {
			cell := s.table.grid.at(s.row, c.at)
			if cell == nil || !strings.Contains(cell.Formula(), "-") {
				continue
			}
			b.words.spendOn(len(cell.Formula()))
			for row, kind := range kindsInResult(s.table, cell, kinds) {
				if before, known := told[row]; known && before != kind {
					return // the years do not agree
				}
				told[row] = kind
			}
		}
	}
	for f := range b.facts.all {
		if kind := told[tableRow{f.table(), f.row()}]; kind != "" && f.kind() == "" {
			f.sayKind(kind)
		}
	}
}

// kindsInResult are the kinds of the rows that a result adds and subtracts; none
// where the kinds that are known do not tell which is which, or contradict it.
func kindsInResult(t *table, cell *workbook.Cell, kinds map[tableRow]string) map[tableRow]string {
	parts, ok := adding(cell.Formula())
	if !ok {
		return nil
	}
	added, taken := "", ""
	signs := map[tableRow]bool{}
	for _, o := range parts {
		if o.sheet != "" || o.area.FirstCol != cell.Col() || o.area.LastCol != cell.Col() || o.area.LastRow-o.area.FirstRow > farthestPart {
			return nil
		}
		for row := o.area.FirstRow; row <= o.area.LastRow; row++ {
			at := tableRow{t, row}
			kind, line := kinds[at]
			if !line {
				continue
			}
			if signs[at] = o.minus; kind == "" {
				continue
			}
			side := &added
			if o.minus {
				side = &taken
			}
			if *side != "" && *side != kind {
				return nil
			}
			*side = kind
		}
	}
	opposite := map[string]string{cost: benefit, benefit: cost}
	switch {
	case added == "" && taken == "", added == taken:
		return nil
	case added == "":
		added = opposite[taken]
	case taken == "":
		taken = opposite[added]
	}
	told := map[tableRow]string{}
	for at, minus := range signs {
		told[at] = map[bool]string{false: added, true: taken}[minus]
	}
	return told
}
