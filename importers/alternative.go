package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// askAlternatives asks which column counts where a line table has several for
// the same time, kind and series: "Min.", "Sandsynlig" and "Maks." under 2016.
// All of them together would count the line more than once.
func (r *reader) askAlternatives() {
	leave := map[fact]bool{}
	for _, v := range r.views {
		for _, t := range v.tables {
			names := t.alternatives()
			if len(names) < 2 || !r.facts.any(func(f fact) bool { return f.table() == t }) {
				continue
			}
			order := alternativeNames(t, names)
			var cells []string
			for col := range t.width() {
				if names[col] != "" {
					cells = append(cells, t.headRef(col))
				}
			}
			answer, ok := r.ask(Question{
				Key: "scenario@" + t.key(), Code: "scenario-columns", Cells: cells, Options: append(order, every),
				Proposed: t.likelyAlternative(order, names), Confidence: 0.6, Args: map[string]any{"sheet": t.key(), "names": strings.Join(order, ", ")},
			})
			if !ok {
				answer = t.likelyAlternative(order, names)
			}
			t.leaveColumns(names, answer)
			for f := range r.facts.all {
				leave[f] = leave[f] || f.table() == t && names[f.col()] != "" && answer != every && names[f.col()] != answer
			}
		}
	}
	r.drop(func(f fact) bool { return leave[f] })
}

// leaveColumns notes the columns of the alternatives that were not chosen: that
// their numbers are not read has been said.
func (t *table) leaveColumns(names map[int]string, answer string) {
	t.unchosen = map[int]bool{}
	for col, name := range names {
		t.unchosen[col] = name != "" && answer != every && name != answer
	}
}

// alternatives are the amount columns that say the same time, kind and series
// as another one, with the words that tell them apart. In registers only words
// of scenarios make alternatives: there "Anlæg" and "Service" both count.
func (t *table) alternatives() map[int]string {
	type says struct {
		time   timeLabel
		kind   string
		series portfolio.Series
	}
	groups := map[says][]column{}
	register := t.column(roleTitle) != nil || t.column(roleYear) != nil || t.grid.turned // a form: each row is a post of its own
	for _, c := range t.amounts() {
		if !c.time.known() {
			continue
		}
		if word := fold(t.lowestWord(c.at)); saysHalf.MatchString(word) || halfOfYear.MatchString(word) {
			continue // the halves of a year both count
		}
		if own := t.lowestWord(c.at); !register || saysAlternative.MatchString(fold(own)) {
			groups[says{c.time, c.kind, c.series}] = append(groups[says{c.time, c.kind, c.series}], c)
		}
	}
	names, axes := map[int]string{}, map[int][]int{}
	for _, group := range t.alternativesToDate() {
		for _, c := range group {
			names[c.at] = t.ownWord(c.at)
			if names[c.at] == "" {
				names[c.at] = t.lowestWord(c.at)
			}
		}
	}
	for _, group := range groups {
		if len(group) < 2 {
			continue
		}
		words := map[string]int{}
		for _, c := range group {
			words[t.ownWord(c.at)]++
		}
		for nth, c := range group {
			names[c.at] = t.ownWord(c.at)
			if words[names[c.at]] > 1 { // nothing but the place tells them apart
				axes[nth] = append(axes[nth], c.at)
			}
		}
	}
	for _, columns := range axes {
		slices.Sort(columns)
		for _, col := range columns {
			names[col] = t.headRef(columns[0])
			if last := columns[len(columns)-1]; last > columns[0] {
				names[col] += ":" + strings.TrimPrefix(t.headRef(last), t.grid.sheet.Name+"!")
			}
		}
	}
	t.nameByYears(names)
	return names
}

// saysHalf names half of a year, or a third.
var (
	saysHalf  = says(`\b(?:[12]\. ?|foerste |andet )halvaar\b|\bh[12]\b|\b[1-3]\. ?tertial\b`)
	halfNamed = says(`\b(?:[12]\. ?|foerste |andet )halvaar\b|\bh[12]\b`)
)

// saysAlternative names one of several estimates of the same amount.
var saysAlternative = says(`^(?:min|maks|max|sandsynlig|mest sandsynlig|lav|hoej|middel|optimis|pessimis|realistisk|worst|best|low|high|likely|p\d\d)\b|minimum|maksimum|maximum|scenari|alternativ`)

// foldedName is foldedName with a memory.
func (t *table) foldedName(text string) string { return t.grid.words.names.of(text) }

// lowestWord is what the lowest heading cell of a column says.
func (t *table) lowestWord(col int) string {
	for row := t.foot; row >= t.head; row-- {
		if cell := t.grid.at(row, col); cell != nil {
			return clean(cell.Raw())
		}
	}
	return ""
}

// ownWord is what the lowest heading cell over a column says that says more
// than a time: "Alternativ A" over "2019".
func (t *table) ownWord(col int) string {
	for row := t.foot; row >= t.head; row-- {
		for left := col; left >= 1; left-- {
			cell := t.grid.at(row, left)
			if cell == nil {
				continue
			}
			if h := t.grid.heading(cell.Raw()); !h.time.known() && cell.Kind() == workbook.Text {
				return h.text
			}
			break
		}
	}
	return t.lowestWord(col)
}

// width is one more than the last column of a table.
func (t *table) width() int { return t.columns[len(t.columns)-1].at + 1 }

// alternativeNames are the names of alternatives from the left, each once.
func alternativeNames(t *table, names map[int]string) []string {
	var order []string
	for col := range t.width() {
		if name := names[col]; name != "" && !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	return order
}

// likelyColumn is the alternative that is most often the plan.
func likelyColumn(names []string) string {
	for _, name := range names {
		if folded := fold(name); saysBaseline.MatchString(fold(labelName(name))) || strings.Contains(folded, "sandsynlig") || strings.Contains(folded, "likely") {
			return name
		}
	}
	return names[0]
}
