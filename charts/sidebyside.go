package charts

import (
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// SideBySide (organisationer side om side) draws the year of several organisations
// twice, each time on one scale: in kroner, with the target as an upright line in
// the row, and as a share of the organisation's own target, so that a small one can
// be held up against a large one. One without a target has no bar in the second.
func SideBySide(side portfolio.SideBySide, w Words, links Links) (Chart, error) {
	s := sideChart{side: side, words: w, links: links}
	var amounts []*calc.Money
	for _, one := range side.Organisations {
		sum := s.stacked(one)
		amounts = append(amounts, &sum, one.Year.Target)
	}
	s.scale = scaleFor(w, amounts...)
	c := Chart{ID: "side-by-side", Title: s.title(), Summary: s.summary(), Table: s.table(), Help: w.T("chart.help")}
	rows := len(side.Organisations)
	c.Width, c.Height = 760, 92+sideRow*rows
	c.Narrow = Size{288, 168 + 2*narrowRowHeight*rows}
	if rows == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(s.draw(Size{c.Width, c.Height}, false), s.draw(c.Narrow, true))
	return c, err
}

// sideRow is the height of an organisation's row in a wide drawing.
const sideRow = 44

// widestSide is where the axis of shares ends: what reaches beyond twice the target
// is cut there, and its share is written beside it.
const widestSide = 2.0

type sideChart struct {
	side  portfolio.SideBySide
	words Words
	links Links
	scale scale
}

// stacked is what the bar of an organisation adds up to: amounts below 0 stand in
// the table alone.
func (s sideChart) stacked(one portfolio.OrganisationSide) (sum calc.Money) {
	for _, layer := range stackLayers {
		sum += max(0, one.Year.Layers[layer])
	}
	return sum
}

func (s sideChart) layerName(layer portfolio.Layer) string {
	return s.words.T("chart.layer." + string(layer))
}

func (s sideChart) draw(size Size, narrow bool) *canvas {
	if len(s.side.Organisations) == 0 {
		return blank(size, narrow, s.title())
	}
	c := newCanvas(size, narrow)
	var entries []keyEntry
	for _, layer := range stackLayers {
		for _, one := range s.side.Organisations {
			if one.Year.Layers[layer] > 0 {
				entries = append(entries, keyEntry{Name: s.layerName(layer)})
				break
			}
		}
	}
	if s.hasTarget() {
		entries = append(entries, keyEntry{s.words.T("chart.side.target"), "path://M10,0h2v13h-2z"})
	}
	top := 46 + c.key(entries...)
	rows := len(s.side.Organisations)
	left, between, ahead := pick(c, 172, 8), 92, 52 // with room for the words behind the bars
	width := (size.Width - left - between - 40) / 2
	if narrow {
		height := narrowRowHeight * rows
		c.grid(left, top, between, 0, height)
		c.grid(left, top+height+58, between, 0, height)
	} else {
		c.grid(left, top, size.Width-left-width, 4, 0)
		c.grid(left+width+between, top, ahead, 4, 0)
	}
	names := make([]string, rows)
	for i, one := range s.side.Organisations {
		names[i] = one.Name
	}
	s.panel(c, 0, s.amountTicks(pick(c, 4, 2)), s.words.T("chart.unit.per-year", "unit", s.scale.name()), names, left,
		func(m calc.Money, _ portfolio.OrganisationSide) (float64, bool) { return s.scale.value(m), true })
	s.panel(c, 1, s.shareTicks(c), s.words.T("chart.side.of-target"), names, left,
		func(m calc.Money, one portfolio.OrganisationSide) (float64, bool) {
			if one.Year.Target == nil || *one.Year.Target <= 0 {
				return 0, false
			}
			return min(widestSide, float64(m)/float64(*one.Year.Target)), true
		})
	return c
}

func (s sideChart) hasTarget() bool {
	for _, one := range s.side.Organisations {
		if one.Year.Target != nil {
			return true
		}
	}
	return false
}

func (s sideChart) amountTicks(steps int) ticks {
	var high float64
	for _, one := range s.side.Organisations {
		high = max(high, s.scale.value(s.stacked(one)), s.scale.value(value(one.Year.Target)))
	}
	return s.scale.ticks(0, high, steps)
}

// shareTicks reach to the target, to twice the target where something reaches
// beyond it, and never further.
func (s sideChart) shareTicks(c *canvas) ticks {
	t, widest := ticks{values: pick(c, []float64{0, 0.5, 1}, []float64{0, 1})}, 0.0
	for _, one := range s.side.Organisations {
		if one.Year.Target != nil && *one.Year.Target > 0 {
			widest = max(widest, float64(s.stacked(one))/float64(*one.Year.Target))
		}
	}
	if widest > 1 {
		t.values = append(t.values, pick(c, []float64{1.5, widestSide}, []float64{widestSide})...)
	}
	for _, v := range t.values {
		t.texts = append(t.texts, s.words.Percent(v, 0))
	}
	if widest > widestSide {
		t.texts[len(t.texts)-1] = "≥ " + t.texts[len(t.texts)-1]
	}
	return t
}

// panel draws all organisations in one measure; measured is false where there is
// none for an organisation.
func (s sideChart) panel(c *canvas, grid int, t ticks, unit string, names []string, left int, measured func(calc.Money, portfolio.OrganisationSide) (float64, bool)) {
	across := c.across(t, "").headed(unit, pick(c, headingOver, headingFlush))
	across.GridIndex = grid
	rows := c.rows(names, left)
	rows.GridIndex = grid
	rows.AxisLabel.Show = rows.AxisLabel.Show && grid == 0
	part := rowPart{Top: pick(c, 0.2, 0.44), Bottom: pick(c, 0.8, 0.94)}
	mark := rowPart{Top: pick(c, 0.06, 0.38), Bottom: pick(c, 0.94, 1.0)}
	layers := make([][]point, len(stackLayers))
	targets, texts := []point{}, []point{}
	for i, one := range s.side.Organisations {
		var sum calc.Money
		end := 0.0
		for l, layer := range stackLayers {
			m, known := one.Year.Layers[layer]
			from, _ := measured(sum, one)
			to, can := measured(sum+m, one)
			if !known || !can || m <= 0 {
				continue
			}
			sum, end = sum+m, to
			layers[l] = append(layers[l], point{Value: rounded6(from, float64(i), to), Link: s.links.toOrganisation(one.Organisation),
				Say: s.words.T("chart.say", "where", one.Name, "what", lowerFirst(s.layerName(layer)), "value", m)})
		}
		if one.Year.Target != nil {
			if at, can := measured(*one.Year.Target, one); can {
				targets = append(targets, point{Value: rounded6(at, float64(i), at), Link: s.links.toOrganisation(one.Organisation),
					Say: s.words.T("chart.say", "where", one.Name, "what", lowerFirst(s.words.T("chart.side.target")), "value", *one.Year.Target)})
				end = max(end, at)
			}
		}
		texts = append(texts, point{Value: rounded6(end, float64(i)+part.middle()), Label: &label{Show: true, Formatter: s.beside(one, grid)}})
	}
	for l, data := range layers {
		if len(data) == 0 {
			continue // a series takes time to draw, also one without marks
		}
		bars := rowBars(string(stackLayers[l])+panelID(grid), s.layerName(stackLayers[l]), layerStyles[stackLayers[l]], part, data)
		bars.XAxisIndex, bars.YAxisIndex = grid, grid
		c.series = append(c.series, bars)
	}
	if len(targets) > 0 {
		line := rowBars("target"+panelID(grid), s.words.T("chart.side.target"), style{Color: color(ink), BorderColor: color(ink), BorderWidth: 1}, mark, targets)
		line.XAxisIndex, line.YAxisIndex, line.Z = grid, grid, 5
		c.series = append(c.series, line)
	}
	written := []series{words("beside"+panelID(grid), texts, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 3}.onPaper())}
	if c.narrow {
		named := c.rowNames(names, 0)
		named.Id = "names" + panelID(grid)
		written = append(written, named)
	}
	for i := range written {
		written[i].XAxisIndex, written[i].YAxisIndex = grid, grid
	}
	c.series = append(c.series, written...)
	c.xAxes, c.yAxes = append(c.xAxes, across), append(c.yAxes, rows)
}

func panelID(grid int) string { return []string{"-kroner", "-share"}[grid] }

// beside is what a row says: what is achieved, in the panel's measure.
func (s sideChart) beside(one portfolio.OrganisationSide, grid int) string {
	switch {
	case one.Achieved == nil:
		return s.words.T("chart.unreported.short")
	case grid == 0 && one.Year.Target != nil: // which stands between the bar and its words
		return s.words.T("chart.side.sum-of", "sum", s.scale.label(*one.Achieved), "target", s.scale.label(*one.Year.Target))
	case grid == 0:
		return s.scale.label(*one.Achieved)
	case one.OfTarget == nil:
		return s.words.T("chart.side.no-target.short")
	}
	return s.words.Percent(*one.OfTarget, 0)
}

// title says who is nearest to their own target, and who cannot be compared.
func (s sideChart) title() string {
	var first, last *portfolio.OrganisationSide
	compared, year := 0, yearText(s.side.Quarter.Year)
	for i, one := range s.side.Organisations {
		if one.OfTarget == nil {
			continue
		}
		compared++
		if first == nil || *one.OfTarget > *first.OfTarget {
			first = &s.side.Organisations[i]
		}
		if last == nil || *one.OfTarget < *last.OfTarget {
			last = &s.side.Organisations[i]
		}
	}
	without := len(s.side.Organisations) - compared
	var text string
	switch {
	case compared == 0:
		return s.words.T("chart.side.none", "year", year)
	case compared == 1:
		text = s.words.T("chart.side.title.one", "year", year, "name", first.Name, "share", s.words.Percent(*first.OfTarget, 0))
	case *first.OfTarget == *last.OfTarget:
		text = s.words.T("chart.side.title.even", "year", year, "share", s.words.Percent(*first.OfTarget, 0))
	default:
		text = s.words.T("chart.side.title", "year", year, "name", first.Name, "share", s.words.Percent(*first.OfTarget, 0),
			"other", last.Name, "least", s.words.Percent(*last.OfTarget, 0))
	}
	if without > 0 {
		text += s.words.N("chart.side.title.without", without)
	}
	return text
}

func (s sideChart) summary() string {
	if len(s.side.Organisations) == 0 {
		return s.title()
	}
	sentences := []string{s.words.N("chart.side.kind", len(s.side.Organisations)), s.words.T("chart.method." + string(s.side.Method))}
	for _, one := range s.side.Organisations {
		var parts []string
		for _, layer := range stackLayers {
			if m, known := one.Year.Layers[layer]; known {
				parts = append(parts, s.words.T("chart.part", "what", lowerFirst(s.layerName(layer)), "value", m))
			}
		}
		if len(parts) == 0 {
			parts = append(parts, s.words.T("chart.nothing-known"))
		}
		switch {
		case one.Year.Target == nil:
			parts = append(parts, s.words.T("chart.side.no-target"))
		case one.OfTarget == nil:
			parts = append(parts, s.words.T("chart.part", "what", lowerFirst(s.words.T("chart.side.target")), "value", *one.Year.Target))
		default:
			parts = append(parts, s.words.T("chart.side.say-share", "target", *one.Year.Target, "share", s.words.Percent(*one.OfTarget, 0)))
		}
		sentences = append(sentences, sentence(one.Name+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (s sideChart) table() Table {
	w := s.words
	t := Table{Caption: s.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.side.note"), Head: []string{w.T("chart.side.head")}}
	if len(s.side.Organisations) > 0 {
		t.Note = w.T("chart.method."+string(s.side.Method)) + " " + t.Note
	}
	for _, layer := range stackLayers[:3] {
		t.Head = append(t.Head, s.layerName(layer))
	}
	t.Head = append(t.Head, w.T("chart.target.secured"), s.layerName(portfolio.LayerPipeline), w.T("chart.side.target"), w.T("chart.side.of-target"))
	for _, one := range s.side.Organisations {
		row := []Cell{{Text: one.Name, Link: s.links.toOrganisation(one.Organisation)}}
		for _, layer := range stackLayers[:3] {
			row = append(row, known(w, one.Year.Layers, layer))
		}
		share := Cell{Text: w.T("chart.unknown"), Missing: true}
		if one.OfTarget != nil {
			share = Cell{Text: w.Percent(*one.OfTarget, 0)}
		}
		t.Rows = append(t.Rows, append(row, money(w, one.Achieved, true), known(w, one.Year.Layers, portfolio.LayerPipeline), money(w, one.Year.Target, true), share))
	}
	return t
}
