package importers

import (
	"strings"

	"raaderum/portfolio"
)

// rowFacts are the facts of a row, one for each amount column with something
// in it; kind and the rest are what the column says. The list is good until the
// next row's.
func (r *reader) rowFacts(t *table, row int, columns []column) []fact {
	facts := r.row[:0]
	for i := range columns {
		c := &columns[i]
		cell := t.grid.at(row, c.at)
		if blank(cell) {
			continue
		}
		if c.base == nil {
			c.base = &saying{table: t, kind: c.kind, recurrence: c.recurrence, series: c.series, time: c.time, price: c.price, rare: plain}
		}
		facts = append(facts, r.facts.in.add(cell, readValueIn(cell, t.grid.locale).held(c.measure), c.base))
	}
	r.row = facts
	return r.phaseIn(t, row, facts)
}

// rowWords is what the cells of a row beside its label say about the line.
type rowWords struct {
	kind       string
	recurrence portfolio.Recurrence
	series     portfolio.Series
	*rowNotes
}

// rowNotes are those of them that stay with the line.
type rowNotes struct {
	category            string
	id                  string // the line's own id
	negative            bool   // the line is said to be negative ("Negativ gevinst")
	remarks, remarksRef string
}

func (t *table) rowWords(row, labelCol int) rowWords {
	w := rowWords{rowNotes: &rowNotes{}}
	directed := false
	for i := range t.columns {
		c := &t.columns[i]
		switch c.role {
		case roleType, roleSeries, roleLineID, roleRemarks, roleLasting:
		default:
			continue
		}
		text := t.grid.text(row, c.at)
		if text == "" || c.at == labelCol {
			continue
		}
		folded := fold(text)
		switch c.role {
		case roleType:
			h := t.grid.heading(text)
			if kind := typeKind(folded, h.kind); kind != "" && (w.kind == "" || !directed && directs.MatchString(folded)) {
				w.kind, directed = kind, directs.MatchString(folded) // "Indtægt" says more than "Drift"
			}
			w.recurrence = firstKnown(w.recurrence, typeRecurrence(folded, h.recurrence))
			w.category = firstWord(w.category, text)
			w.negative = w.negative || strings.Contains(folded, "negativ")
			w.series = firstSeries(w.series, h.series)
		case roleLasting:
			w.recurrence = firstKnown(w.recurrence, lasting(folded))
		case roleSeries:
			w.series = firstSeries(w.series, seriesIn(folded))
		case roleLineID:
			w.id = text
		case roleRemarks:
			w.remarks, w.remarksRef = text, t.grid.ref(row, c.at)
		}
	}
	if *w.rowNotes == *noNotes {
		w.rowNotes = noNotes
	}
	return w
}

// directs says outright whether money goes out or comes in.
var directs = says(`udgift|omkostning|indtaegt|gevinst|besparelse|effektivisering|investering|\bcosts?\b|benefit|saving|income`)

// typeKind is the kind that a type column's word names. A column that says
// "Engang" or "Varig" tells only how long.
func typeKind(folded, said string) string {
	switch folded {
	case "engang", "engangs", "varig":
		return ""
	case "intern tid", "datamigrering", "uddannelse", "afledt drift":
		return cost
	}
	return said
}

func typeRecurrence(folded string, said portfolio.Recurrence) portfolio.Recurrence {
	switch {
	case strings.HasPrefix(folded, "engang"):
		return portfolio.OneOff
	case strings.HasPrefix(folded, "varig"), strings.Contains(folded, "drift"):
		return portfolio.Running
	}
	return said
}

// filled counts the amount columns of a row that hold something.
func (t *table) filled(row int, columns []column) int {
	n := 0
	for i := range columns {
		if !blank(t.grid.at(row, columns[i].at)) {
			n++
		}
	}
	return n
}

// percentages tells whether the numbers of a row are shown as per cent.
func (t *table) percentages(row int, columns []column) bool {
	numbers, percent := 0, 0
	for _, c := range columns {
		if cell := t.grid.at(row, c.at); numeric(cell) {
			numbers++
			if strings.Contains(cell.Format(), "%") {
				percent++
			}
		}
	}
	return numbers > 0 && percent == numbers && t.column(roleFullYear) == nil
}
