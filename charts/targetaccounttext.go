package charts

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"raaderum/calc"
	"raaderum/portfolio"
)

// headline is the year the message is about: the one the account is known at,
// else the last before it, else the first.
func (t targetChart) headline() (portfolio.TargetYear, bool) {
	years := t.account.Years
	if len(years) == 0 {
		return portfolio.TargetYear{}, false
	}
	best := years[0]
	for _, year := range years {
		if year.Year <= t.account.AsOf.Year && year.Year > best.Year {
			best = year
		}
	}
	return best, true
}

// title is the message: is the target reached, on the way, or short?
func (t targetChart) title() string {
	year, some := t.headline()
	if !some {
		return t.words.T("chart.target.none")
	}
	sum, known := secured(year)
	certain := year.Layers[portfolio.LayerRealised] + year.Layers[portfolio.LayerBudgeted]
	say := func(key string, pairs ...any) string {
		text := t.words.T("chart.target."+key, append(pairs, "year", strconv.Itoa(year.Year), "secured", sum, "certain", certain)...)
		if year.Missing > 0 {
			text += t.words.N("chart.target.missing", year.Missing)
		}
		return text
	}
	switch {
	case !known && year.Target == nil:
		return say("no-figures-no-target")
	case !known:
		return say("no-figures", "target", *year.Target)
	case year.Target == nil:
		return say("no-target")
	case certain >= *year.Target:
		return say("reached", "target", *year.Target)
	case sum >= *year.Target:
		return say("on-track", "target", *year.Target)
	}
	return say("short", "target", *year.Target, "gap", *year.Target-sum)
}

// summary tells the drawing in words, year by year.
func (t targetChart) summary() string {
	if len(t.account.Years) == 0 {
		return t.title()
	}
	sentences := []string{
		t.words.N("chart.target.kind", len(t.account.Years)),
		t.words.T("chart.method." + string(t.account.Method)),
	}
	for _, year := range t.account.Years {
		sentences = append(sentences, t.yearInWords(year))
	}
	return strings.Join(sentences, " ")
}

func (t targetChart) yearInWords(year portfolio.TargetYear) string {
	var parts []string
	for _, layer := range append(append([]portfolio.Layer{}, stackLayers...), portfolio.LayerJoint) {
		if m, known := year.Layers[layer]; known {
			parts = append(parts, t.words.T("chart.part", "what", lowerFirst(t.layerName(layer)), "value", m))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, t.words.T("chart.nothing-known"))
	}
	if year.Target != nil {
		parts = append(parts, t.words.T("chart.part", "what", lowerFirst(t.words.T("chart.target")), "value", *year.Target))
	}
	if year.Gap != nil && *year.Gap > 0 {
		parts = append(parts, t.words.T("chart.part", "what", lowerFirst(t.words.T("chart.gap")), "value", *year.Gap))
	}
	if year.Missing > 0 {
		parts = append(parts, t.words.N("chart.missing", year.Missing))
	}
	return sentence(strconv.Itoa(year.Year) + ": " + strings.Join(parts, ", "))
}

// table holds the same amounts in whole kroner, a row a year.
func (t targetChart) table() Table {
	w := t.words
	layers := append(append([]portfolio.Layer{}, stackLayers...), portfolio.LayerJoint)
	table := Table{
		Caption: t.title(), Unit: w.T("chart.unit.amounts"),
		Head: []string{w.T("chart.year")},
		Note: w.T("chart.method."+string(t.account.Method)) + " " + w.T("chart.target.note"),
	}
	for _, layer := range layers[:3] {
		table.Head = append(table.Head, t.layerName(layer))
	}
	table.Head = append(table.Head, w.T("chart.target.secured"), w.T("chart.target"), w.T("chart.gap"),
		t.layerName(portfolio.LayerPipeline), t.layerName(portfolio.LayerJoint), w.T("chart.missing.head"))
	for _, year := range t.account.Years {
		link := t.links.toYear(year.Year)
		row := []Cell{{Text: strconv.Itoa(year.Year), Link: link}}
		for _, layer := range layers[:3] {
			row = append(row, known(w, year.Layers, layer))
		}
		counted, some := secured(year)
		row = append(row, sum(w, counted, some), asStated(w, year.Target), money(w, year.Gap, true),
			known(w, year.Layers, portfolio.LayerPipeline), known(w, year.Layers, portfolio.LayerJoint),
			Cell{Text: w.Number(float64(year.Missing), 0)})
		table.Rows = append(table.Rows, row)
	}
	return table
}

// known is a cell with a layer's amount; nothing adds up to a layer that is absent.
func known(w Words, layers map[portfolio.Layer]calc.Money, layer portfolio.Layer) Cell {
	m, has := layers[layer]
	return sum(w, m, has)
}

// sum is a cell with what some benefits add up to; with none of them there is no sum.
func sum(w Words, m calc.Money, some bool) Cell {
	if !some {
		return Cell{Text: w.T("chart.nothing"), Missing: true}
	}
	return Cell{Text: w.Kroner(m)}
}

// asStated is a cell with what somebody stated; nil is that nobody did.
func asStated(w Words, m *calc.Money) Cell {
	if m == nil {
		return Cell{Text: w.T("chart.not-stated"), Missing: true}
	}
	return Cell{Text: w.Kroner(*m)}
}

// money is a cell with an amount in whole kroner, or a cell that says it is not made up.
func money(w Words, m *calc.Money, known bool) Cell {
	if m == nil || !known {
		return Cell{Text: w.T("chart.unknown"), Missing: true}
	}
	return Cell{Text: w.Kroner(*m)}
}

// sentence ends a text with one full stop, also after an abbreviation.
func sentence(text string) string { return strings.TrimSuffix(text, ".") + "." }

// lowerFirst makes a label fit inside a sentence.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// upperFirst makes a label begin a sentence.
func upperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
