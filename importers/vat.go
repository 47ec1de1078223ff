package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// The answers about value-added tax. Municipal cases are without it as a rule,
// for it is refunded; which a case is, is a field of it.
const (
	withVAT    = "inkl. moms"
	withoutVAT = "ekskl. moms"
	mixedVAT   = "blandet"
)

var (
	saysWithVAT    = says(`\b(?:inkl\.?|inklusive|incl\.?|med|including) ?(?:moms|vat)\b`)
	saysWithoutVAT = says(`\b(?:ekskl\.?|eksklusiv[et]?|excl\.?|eks\.?|uden|excluding|ex\.?) ?(?:moms|vat)\b`)
)

func vatIn(text string) string {
	folded := fold(text)
	switch with, without := saysWithVAT.MatchString(folded), saysWithoutVAT.MatchString(folded); {
	case with && !without:
		return withVAT
	case without && !with:
		return withoutVAT
	}
	return ""
}

// chooseVATColumns leaves out one of two columns of amounts that differ only in
// value-added tax, "Beløb ekskl. moms" and "Beløb inkl. moms": the sheet's
// question about it says which.
func (r *reader) chooseVATColumns(v *view, t *table) {
	for i := range t.columns {
		without := &t.columns[i]
		if r.words.vats.of(without.text) != withoutVAT {
			continue
		}
		for j := range t.columns {
			with := &t.columns[j]
			if r.words.vats.of(with.text) != withVAT || cutVAT(without.text) != cutVAT(with.text) || with.numbers == 0 || with.role.derived() || without.role.derived() {
				continue
			}
			left := with
			if answer, _ := r.askVAT(v, t.headRef(without.at), t.headRef(with.at), without.text, with.text); answer == withVAT {
				left = without
			}
			left.role = roleTotal
		}
	}
}

// cutVAT is a heading without what it says of value-added tax.
func cutVAT(text string) string {
	folded := saysWithVAT.ReplaceAllString(saysWithoutVAT.ReplaceAllString(fold(text), ""), "")
	return strings.Trim(folded, " ,()-")
}

func (r *reader) askVAT(v *view, first, second, firstText, secondText string) (string, bool) {
	return r.ask(Question{
		Key: "vat@" + v.sheet.Name, Code: "vat", Cells: []string{first, second}, Options: []string{withoutVAT, withVAT, mixedVAT},
		Proposed: withoutVAT, Confidence: 0.4, Args: map[string]any{"sheet": v.sheet.Name, "first": firstText, "second": secondText},
	})
}

// settleVAT gives each case what its sheets say about value-added tax, and asks
// where they say both.
func (r *reader) settleVAT() {
	for _, v := range r.views {
		said := map[string]noted{}
		var order []string
		for i := range v.sheet.Rows {
			for j := range v.sheet.Rows[i].Cells {
				c := &v.sheet.Rows[i].Cells[j]
				if c.Kind() != workbook.Text || len(c.Raw()) > longestWording || v.inVATColumn(c) {
					continue
				}
				if word := r.words.vats.of(c.Raw()); word != "" && !said[word].found() {
					said[word] = noted{word, c, reference(v.sheet.Name, c.Row(), c.Col())}
					order = append(order, word)
				}
			}
		}
		switch len(order) {
		case 1:
			r.flagVAT(v, said[order[0]])
		case 2:
			first, second := said[order[0]], said[order[1]]
			if answer, ok := r.askVAT(v, first.ref, second.ref, clean(first.cell.Raw()), clean(second.cell.Raw())); ok {
				r.flagVAT(v, noted{answer, first.cell, first.ref})
			}
		}
	}
}

// inVATColumn tells whether a cell is the answer of a register's own column.
func (v *view) inVATColumn(c *workbook.Cell) bool {
	at := v.grid.seen(c.Row(), c.Col())
	for _, t := range v.tables {
		if column := t.columnAt(at.col); column != nil && column.role == roleVAT && at.row > t.foot {
			return true
		}
	}
	return false
}

func (r *reader) flagVAT(v *view, said noted) {
	for _, s := range r.subjects {
		if s.sheets[v.grid.key()] && !slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Name == "vat" }) {
			s.Fields = append(s.Fields, Field{Name: "vat", Value: said.text, Cell: said.ref, Raw: said.cell.Raw()})
		}
	}
}
