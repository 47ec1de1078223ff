package charts

import (
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Joint (fællesoffentlige og fælleskommunale gevinster) draws what joint cases
// were to give each year against what was harvested of it, beside the target.
func Joint(years []portfolio.JointYear, asOf calc.Quarter, w Words, links Links) (Chart, error) {
	j := jointChart{asOf: asOf, words: w, links: links}
	var amounts []*calc.Money
	for _, year := range years {
		if year.Promised != nil || year.Harvested != nil {
			j.years = append(j.years, year)
			amounts = append(amounts, year.Promised, year.Harvested)
		}
	}
	j.scale = scaleFor(w, amounts...)
	c := Chart{ID: "joint-years", Title: j.title(), Summary: j.summary(), Table: j.table(), Help: w.T("chart.help")}
	c.rowSizes(len(j.years), 72, 94)
	if len(j.years) > 0 {
		c.Height, c.Narrow.Height = c.Height+16*len(j.years), c.Narrow.Height+14*len(j.years)
	}
	var err error
	c.Option, err = compose(j.draw(Size{c.Width, c.Height}, false), j.draw(c.Narrow, true))
	return c, err
}

type jointChart struct {
	years []portfolio.JointYear
	asOf  calc.Quarter
	words Words
	links Links
	scale scale
}

func (j jointChart) draw(size Size, narrow bool) *canvas {
	if len(j.years) == 0 {
		return blank(size, narrow, j.title())
	}
	c := newCanvas(size, narrow)
	left, right := pick(c, 90, 8), pick(c, 90, 70)
	promised, harvested, texts := []point{}, []point{}, []point{}
	parts := []rowPart{c.rowPart(0, 2), c.rowPart(1, 2)}
	var low, high float64
	names := make([]string, len(j.years))
	for i, year := range j.years {
		names[i] = yearText(year.Year)
		for n, m := range []*calc.Money{year.Promised, year.Harvested} {
			kind := []string{"chart.joint.promised", "chart.joint.harvested"}[n]
			text, at := j.words.T("chart.unknown"), 0.0
			if m != nil {
				at = j.scale.value(*m)
				low, high, text = min(low, at), max(high, at), j.scale.label(*m)
				p := point{Value: []float64{0, float64(i), at}, Link: j.links.toYear(year.Year),
					Say: j.words.T("chart.say", "where", yearText(year.Year), "what", j.words.T(kind), "value", *m)}
				if n == 0 {
					promised = append(promised, p)
				} else {
					harvested = append(harvested, p)
				}
			}
			if m == nil && n == 1 && year.Year > j.asOf.Year {
				continue // it has not begun
			}
			texts = append(texts, point{Value: []float64{max(0, at), float64(i) + parts[n].middle()}, Label: &label{Show: true, Formatter: text}})
		}
	}
	p, h := rowBars("promised", j.words.T("chart.joint.promised"), jointStyle, parts[0], promised),
		rowBars("harvested", j.words.T("chart.joint.harvested"), style{Color: color(joint), BorderColor: color(joint), BorderWidth: 1}, parts[1], harvested)
	c.series = append(c.series, p, h,
		words("beside", texts, label{Position: "right", Color: color(ink), FontSize: 12, Distance: 5}.onPaper()), c.rowNames(names, min(low, 0)))
	c.grid(left, 34+c.key(keyEntry{Name: p.Name}, keyEntry{Name: h.Name}), right, 4, 0)
	c.xAxes, c.yAxes = []axis{c.across(j.scale.ticks(low, high, pick(c, 6, 3)), j.scale.name())}, []axis{c.rows(names, left)}
	return c
}

// title is about the year the report is of, else the last before it.
func (j jointChart) title() string {
	var now *portfolio.JointYear
	for i, year := range j.years {
		if year.Year <= j.asOf.Year {
			now = &j.years[i]
		}
	}
	switch {
	case now == nil:
		return j.words.T("chart.joint.none")
	case now.Promised == nil:
		return j.words.T("chart.joint.title.unplanned", "year", yearText(now.Year), "harvested", *now.Harvested)
	case now.Harvested == nil:
		return j.words.T("chart.joint.title.unreported", "year", yearText(now.Year), "promised", *now.Promised)
	}
	text := j.words.T("chart.joint.title", "year", yearText(now.Year), "harvested", *now.Harvested, "promised", *now.Promised, "quarter", j.asOf)
	if now.Missing > 0 {
		text += j.words.N("chart.joint.title.missing", now.Missing)
	}
	return text
}

func (j jointChart) summary() string {
	if len(j.years) == 0 {
		return j.title()
	}
	sentences := []string{j.words.N("chart.joint.kind", len(j.years))}
	for _, year := range j.years {
		said := func(m *calc.Money) string {
			if m == nil {
				return j.words.T("chart.unknown")
			}
			return j.words.ShortMoney(*m)
		}
		sentences = append(sentences, sentence(yearText(year.Year)+": "+lowerFirst(j.words.T("chart.joint.promised"))+" "+said(year.Promised)+", "+
			lowerFirst(j.words.T("chart.joint.harvested"))+" "+said(year.Harvested)))
	}
	return strings.Join(sentences, " ")
}

func (j jointChart) table() Table {
	w := j.words
	t := Table{Caption: j.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.joint.note"),
		Head: []string{w.T("chart.year"), w.T("chart.joint.promised"), w.T("chart.joint.harvested"), w.T("chart.joint.left"), w.T("chart.joint.missing")}}
	for _, year := range j.years {
		left := Cell{Text: w.T("chart.unknown"), Missing: true}
		if year.Promised != nil && year.Harvested != nil {
			left = Cell{Text: w.Kroner(*year.Promised - *year.Harvested)}
		}
		t.Rows = append(t.Rows, []Cell{{Text: yearText(year.Year), Link: j.links.toYear(year.Year)}, money(w, year.Promised, true),
			money(w, year.Harvested, true), left, {Text: w.Number(float64(year.Missing), 0)}})
	}
	return t
}
