package importers

import (
	"slices"

	"raaderum/portfolio"
)

// The words of a ledger for the side that a posting stands on.
var (
	creditHead = says(`^(?:d ?/ ?k|k ?/ ?d|d ?/ ?cr?|deb(?:et|it)?\.? ?(?:/|eller|og|or) ?(?:kred(?:it)?|credit)\.?|dk[- ]?kode|posteringsside)$`)
	debitWord  = says(`^(?:d|dr|deb\.?|debet|debit)$`)
	creditWord = says(`^(?:k|c|cr|kred\.?|kredit|credit)$`)
	debitHead  = says(`^(?:debet|debit)(?:beloeb)?\b`)
	creditSide = says(`^(?:kredit|credit)(?:beloeb)?\b`)
)

// The answers about what a credit is.
const (
	creditTaken   = reversal        // taken off the costs: a credit note, a grant
	creditBenefit = benefit         // a benefit of its own
	debitBenefit  = "debit-benefit" // the other way round: debit is the benefit
)

// hearCredits takes amounts out of a block whose row or column says that they are
// debit or credit, after asking what a credit is. They are postings, so what says
// no series is realised.
func (b *signBlock) hearCredits() {
	sides := map[*table]func(fact) string{}
	rest := factList{in: b.facts.in}
	var heard []fact
	for f := range b.facts.all {
		side, known := sides[f.table()]
		if !known {
			side = f.table().sides()
			sides[f.table()] = side
		}
		if side == nil || side(f) == "" {
			rest.add(f)
			continue
		}
		heard = append(heard, f)
	}
	if len(heard) == 0 {
		return
	}
	b.facts = rest
	for t, side := range sides {
		if side != nil {
			if b.posted == nil {
				b.posted = map[*table]bool{}
			}
			b.posted[t] = true
			b.settleSides(t, side, slices.DeleteFunc(slices.Clone(heard), func(f fact) bool { return f.table() != t }))
		}
	}
}

// settleSides gives a table's debits and credits their kind and sign.
func (b *signBlock) settleSides(t *table, side func(fact) string, facts []fact) {
	var debits, credits []fact
	for _, f := range facts {
		if side(f) == "credit" {
			credits = append(credits, f)
		} else {
			debits = append(debits, f)
		}
	}
	answer := creditTaken
	if t.posted && len(credits) == 0 && len(debits) > 0 && t.sideColumn() == 0 {
		answer = b.askPosted(t, debits[0])
	}
	if len(credits) > 0 {
		place := t.sidePlace(credits[0])
		cells := []string{place}
		proposed, confidence := creditTaken, 0.5
		for _, f := range credits {
			if len(cells) < 8 {
				cells = append(cells, f.ref())
			}
			if slices.ContainsFunc(debits, func(d fact) bool { return d.label() == f.label() && d.subject() == f.subject() }) {
				confidence = 0.7 // a post has both: the one is taken off the other
			}
		}
		given, ok := b.ask(Question{
			Key: "sign@" + place, Code: "debit-credit", Cells: cells, Options: []string{creditTaken, creditBenefit, debitBenefit},
			Proposed: proposed, Confidence: confidence, Args: map[string]any{"sheet": t.key(), "debits": len(debits), "credits": len(credits), "label": credits[0].name()},
		})
		if answer = proposed; ok {
			answer = given
		}
	}
	minus := func(facts []fact) bool { // a minus that says what the side says
		return !slices.ContainsFunc(facts, func(f fact) bool { return f.ore() > 0 })
	}
	b.saySide(debits, map[bool]string{true: benefit, false: cost}[answer == debitBenefit], minus(debits))
	b.saySide(credits, map[bool]string{true: benefit, false: cost}[answer == creditBenefit], minus(credits) != (answer == creditTaken))
}

// saySide gives postings of one side their kind, turned around where asked.
func (b *signBlock) saySide(facts []fact, kind string, turn bool) {
	for _, f := range facts {
		f.sayKind(kind)
		if turn {
			f.setOre(-f.ore())
		}
		if f.subject() != nil && f.subject().Sign == "" {
			f.subject().Sign = bothPositive
		}
	}
}

// tellPosted makes postings realised figures, where they say no series. Each is an
// amount of its own, so nobody need be asked whether they are of the year so far.
func (r *reader) tellPosted() {
	if len(r.posted) == 0 {
		return
	}
	for f := range r.facts.all {
		if f.series() == "" && r.posted[f.table()] {
			f.saySeries(portfolio.Realised)
		}
	}
}

// sides tells on which side a table's facts stand, by a column "D/K" or by columns
// "Debet" and "Kredit"; nil where nothing says it.
func (t *table) sides() func(fact) string {
	if col := t.sideColumn(); col > 0 {
		return func(f fact) string { return sideOf(t.grid.text(f.row(), col)) }
	}
	named := map[int]string{}
	both := map[string]bool{}
	for _, c := range t.columns {
		word := fold(t.lowestWord(c.at))
		switch {
		case debitHead.MatchString(word):
			named[c.at], both["debit"] = "debit", true
		case creditSide.MatchString(word):
			named[c.at], both["credit"] = "credit", true
		}
	}
	if len(both) < 2 {
		return t.sidesBySign()
	}
	return func(f fact) string { return named[f.col()] }
}

// sidePlace is the heading that says on which side a fact stands.
func (t *table) sidePlace(f fact) string {
	if col := t.sideColumn(); col > 0 {
		return t.headRef(col)
	}
	return t.headRef(f.col())
}

// sideColumn is the column that holds nothing but the words for debit and credit:
// both of them, or one under a heading that says so; 0 when there is none.
func (t *table) sideColumn() int {
	for _, c := range t.columns {
		found := map[string]bool{}
		for row := t.first; row <= t.last; row++ {
			if text := t.grid.text(row, c.at); text != "" {
				found[sideOf(text)] = true
			}
		}
		if len(found) > 0 && !found[""] && (len(found) == 2 || creditHead.MatchString(fold(c.text))) {
			return c.at
		}
	}
	return 0
}

func sideOf(text string) string {
	switch folded := fold(text); {
	case debitWord.MatchString(folded):
		return "debit"
	case creditWord.MatchString(folded):
		return "credit"
	}
	return ""
}
