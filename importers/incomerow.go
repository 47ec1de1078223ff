package importers

import (
	"math"
	"strings"

	"raaderum/importers/workbook"
)

// tableRow is a row of a table.
type tableRow struct {
	table *table
	row   int
}

// Words that say where money comes from, at the beginning of a line: "Refusion
// fra staten", "Rabat", "Salg af gammelt udstyr". "Tilskud til foreninger" is
// paid.
var (
	saysIncome = says(`^(?:stats|kommune|regions|pulje|eu|fonds|projekt|drifts|anlaegs|loen|barsels|sygedagpenge|dagpenge|energi)?[- ]?(?:refusion|tilskud|stoette|midler)\w*|^\w*rabat(?:ter)?\b|^bonus\b|^salg(?:sindtaegt\w*|ssum|sprovenu|svaerdi)?\b|^skrotvaerdi|^provenu|^(?:bruger|egen|for(?:ae|a)ldre|borger|med)[- ]?betaling|^\w*gebyr(?:er|indtaegt\w*)\b|^\w*indtaegt(?:er)?\b|^(?:forsikrings)?erstatning|^kompensat\w+|^godtgoerelse|^bidrag\b|^donation|^sponsor\w*|^(?:dags)?bod(?:er)?\b|^(?:tilbagebetaling|returkommission|kreditnota)\w*|^bloktilskud|^dut\b|^(?:discount|rebate|grant|refund|subsid|sales? of|proceeds|reimbursement|salvage|trade[- ]in|income|revenue)`)
	paidOut    = says(`\b(?:til|for|ved|paa|to)\b|^salgs(?:konsulent|materiale|fremstoed|arbejde|afdeling)`)
	comesIn    = says(`\bfra\b|\b(?:af|ved) (?:salg|gammel|gamle|gammelt|brugt|udtjent|afskaff)|\bfrom\b`)
	// Words for what a project buys, which nobody saves by doing it.
	saysOutlay = says(`^(?:implementering|ibrugtagning|idriftsaettelse|etablering|projektledelse|projektstyring|opstart\w*|anskaffelse|installation|datamigrering|tilslutning)\b|^(?:ind)?koeb af (?:det |den |de )?ny|^(?:licens\w*|drift|abonnement\w*|support|hosting|vedligehold\w*|service\w*) (?:til|paa|af|for|i) (?:det |den |de )?(?:ny|nyt|nye)\b|^(?:nyt|nye|ny) (?:system|loesning|udstyr|licens|maskine|server|platform)\w*`)
)

// bringsIn tells whether the words of a line say that it is money coming in.
func bringsIn(label string) bool {
	folded := fold(label)
	return saysIncome.MatchString(folded) && !lostBenefit.MatchString(folded) && (comesIn.MatchString(folded) || !paidOut.MatchString(folded))
}

// doubtDirections asks about lines whose words speak against the heading that
// they stand under, though they do not name the other kind: income with a plus
// among the costs is read as one more cost, and what is bought among the
// benefits as one more benefit.
func (b *signBlock) doubtDirections() {
	settled := map[tableRow]direction{}
	b.turned = map[tableRow]bool{}
	var last, kind string // what the fact before this one was called, mostly of the same row
	doubt := false
	for f := range b.facts.all {
		if f.blockKind() || f.label() == "" {
			continue
		}
		if f.label() != last || f.kind() != kind {
			last, kind = f.label(), f.kind()
			doubt = kind == cost && bringsIn(last) || kind == benefit && f.ownKind() != benefit && saysOutlay.MatchString(fold(last))
		}
		k := tableRow{f.table(), f.row()}
		if deducted := len(b.deductions) > 0 && b.deductions[k]; !doubt && !deducted || f.ore() == 0 || b.signed(f) {
			continue
		}
		said, known := settled[k]
		if !known {
			said = b.askDirection(f)
			settled[k] = said
		}
		b.takenOff[f.cell()] = said.total < 0
		switch said.answer {
		case "", f.kind():
		case reversal:
			f.setOre(-f.ore())
			b.turned[k] = true
		default:
			f.sayKind(said.answer)
		}
	}
}

// direction is which way a doubtful line goes: what was answered, and how the
// total below it counts it.
type direction struct {
	answer string
	total  int
}

// askDirection asks what a line is whose words speak against its heading; the
// answer is "" until there is one.
func (b *signBlock) askDirection(f fact) (said direction) {
	place := firstWord(f.labelRef(), f.ref())
	q := Question{Key: "kind@" + place, Cells: []string{place, f.ref()}, Args: map[string]any{"label": f.name()}}
	if b.deductions[tableRow{f.table(), f.row()}] {
		q.Code, q.Options, q.Proposed, q.Confidence = "deduction", []string{reversal, f.kind()}, reversal, 0.9
		said.total = -1
	} else if f.kind() == benefit {
		q.Code, q.Options, q.Proposed, q.Confidence = "outlay-among-benefits", []string{cost, benefit}, cost, 0.6
	} else {
		q.Code, q.Options, q.Proposed, q.Confidence = "income-among-costs", []string{reversal, benefit, cost}, reversal, 0.6
		total, sign := b.addedBy(f)
		said.total = sign
		switch {
		case sign < 0:
			q.Code, q.Confidence, q.Cells, q.Args["total"] = "income-subtracted", 0.9, append(q.Cells, total.table.grid.ref(total.row, f.col())), total.label
		case sign > 0: // the workbook itself adds it to the costs
			q.Code, q.Proposed, q.Confidence, q.Cells, q.Args["total"] = "income-added", cost, 0.5, append(q.Cells, total.table.grid.ref(total.row, f.col())), total.label
		}
	}
	said.answer, _ = b.ask(q)
	return said
}

// addedBy is the first sum below an amount, and how it counts it: 1 when it adds
// it, -1 when it subtracts it, 0 when neither its formula nor its number tells.
func (b *signBlock) addedBy(f fact) (sumRow, int) {
	var first *sumRow
	for i := range b.sums {
		if s := &b.sums[i]; s.table == f.table() && s.row > f.row() && (first == nil || s.row < first.row) && s.role != roleNet && s.role != roleAccumulated {
			first = s
		}
	}
	if first == nil || f.table().grid.turned {
		return sumRow{}, 0
	}
	cell := first.table.grid.at(first.row, f.col())
	stated, ok := plainNumber(cell)
	if !ok {
		return *first, 0
	}
	if parts, ok := adding(cell.Formula()); ok && cell.Formula() != "" {
		for _, o := range parts {
			own := o.sheet == "" || strings.EqualFold(o.sheet, f.sheet())
			if own && o.area.FirstRow <= f.cell().Row() && f.cell().Row() <= o.area.LastRow && o.area.FirstCol <= f.cell().Col() && f.cell().Col() <= o.area.LastCol {
				return *first, map[bool]int{true: -1, false: 1}[o.minus]
			}
		}
		return *first, 0
	}
	off := 0.5 * math.Pow10(-decimalsShown(cell))
	for _, parts := range b.partsOf(*first, cell, f.col()) {
		for _, sign := range []int{1, -1} {
			if sum, n := b.sumWith(parts, f, sign); n > 1 && math.Abs(sum-stated) <= off*float64(n)+1e-6 {
				return *first, sign
			}
		}
	}
	return *first, 0
}

// sumWith adds cells, those of lines that bring money in with a sign of their own.
func (b *signBlock) sumWith(cells []*workbook.Cell, f fact, sign int) (sum float64, n int) {
	for _, cell := range cells {
		x, ok := plainNumber(cell)
		if !ok {
			continue
		}
		if label, _ := f.table().label(f.table().grid.seen(cell.Row(), cell.Col()).row); bringsIn(label) {
			x *= float64(sign)
		}
		sum, n = sum+x, n+1
	}
	return sum, n
}
