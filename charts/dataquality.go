package charts

import (
	"cmp"
	"slices"
	"strings"

	"raaderum/portfolio"
)

// qualityRules are the findings about data, not about the case's economy.
var qualityRules = []string{
	portfolio.FindingNoOwner, portfolio.FindingNoBaseline, portfolio.FindingNoProfile, portfolio.FindingKindUnknown,
	portfolio.FindingOriginUnknown, portfolio.FindingNoPriceLevel, portfolio.FindingGoalMissing, portfolio.FindingNoRunningCost,
	portfolio.FindingPeriodsDiffer, portfolio.FindingCountedTwice,
}

// unreportedDefect and the like are what is lacking and no rule of a case.
const (
	unreportedDefect = "unreported"
	goLiveDefect     = "go-live"
	staleDefect      = "stale"
)

const qualityID = "data-quality"

// DataQuality (datakvalitet) draws how many cases lack what, the most frequent
// first. Cases that were ended are not counted.
func DataQuality(report portfolio.QuarterReport, w Words, links Links) (Chart, error) {
	d := qualityChart{words: w, links: links}
	d.count(report)
	c := Chart{ID: qualityID, Title: d.title(), Summary: d.summary(), Table: d.table(), Help: w.T("chart.help")}
	c.rowSizes(len(d.defects), 44, 44)
	var err error
	c.Option, err = compose(d.draw(Size{c.Width, c.Height}, false), d.draw(c.Narrow, true))
	return c, err
}

type qualityChart struct {
	all     int
	lacking int // cases with any defect
	defects []defect
	words   Words
	links   Links
}

type defect struct {
	code  string
	cases []portfolio.BusinessCase
}

func (d *qualityChart) count(report portfolio.QuarterReport) {
	unreported := map[portfolio.CaseID]bool{}
	for _, ref := range report.Unreported {
		unreported[ref.Case] = true
	}
	at := map[string]int{}
	add := func(code string, bc portfolio.BusinessCase) {
		i, known := at[code]
		if !known {
			i = len(d.defects)
			at[code] = i
			d.defects = append(d.defects, defect{code: code})
		}
		if list := d.defects[i].cases; len(list) == 0 || list[len(list)-1].ID != bc.ID {
			d.defects[i].cases = append(list, bc)
		}
	}
	for _, figures := range report.Cases {
		bc := figures.Case
		if bc.Over() {
			continue
		}
		d.all++
		any := false
		for _, finding := range figures.Findings {
			if slices.Contains(qualityRules, finding.Code) {
				add(finding.Code, bc)
				any = true
			}
		}
		if unreported[bc.ID] {
			add(unreportedDefect, bc)
			any = true
		}
		if _, stale := report.Round.StaleSince(bc.ID); stale {
			add(staleDefect, bc)
			any = true
		}
		if bc.Status.Decided() && bc.GoLive.IsZero() {
			add(goLiveDefect, bc)
			any = true
		}
		if any {
			d.lacking++
		}
	}
	slices.SortStableFunc(d.defects, func(a, b defect) int {
		return cmp.Or(cmp.Compare(len(b.cases), len(a.cases)), cmp.Compare(a.code, b.code))
	})
}

// share is how many of the cases lack something.
func (d qualityChart) share(one defect) string {
	return d.words.T("chart.of", "part", len(one.cases), "whole", d.all)
}

func (d qualityChart) name(one defect) string { return d.words.T("chart.quality." + one.code) }

func (d qualityChart) draw(size Size, narrow bool) *canvas {
	if len(d.defects) == 0 {
		return blank(size, narrow, d.title())
	}
	c := newCanvas(size, narrow)
	left, right := pick(c, 300, 8), 64
	for _, one := range d.defects { // what stands after the longest bar
		right = max(right, int(textWidth(d.share(one), c.fontSize()))+16)
	}
	part := c.rowPart(0, 1)
	data, texts := []point{}, []point{}
	names := make([]string, len(d.defects))
	for i, one := range d.defects {
		names[i] = d.name(one)
		n := float64(len(one.cases))
		data = append(data, point{Value: []float64{0, float64(i), n}, Link: d.link(i), Say: d.words.T("chart.quality.say", "what", names[i], "n", len(one.cases), "all", d.all)})
		texts = append(texts, point{Value: []float64{n, float64(i) + part.middle()}, Label: &label{Show: true, Formatter: d.share(one)}})
	}
	c.series = append(c.series, rowBars("cases", "", costStyle, part, data),
		words("beside", texts, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), Distance: 6}.onPaper()), c.rowNames(names, 0))
	c.grid(left, pick(c, 40, 46), right, 4, 0)
	t := roundTicks(d.words, 0, float64(len(d.defects[0].cases)), pick(c, 5, 3), true)
	c.xAxes, c.yAxes = []axis{c.across(t, lowerFirst(d.words.T("chart.cases")))}, []axis{c.rows(names, left)}
	return c
}

// link leads to the case when there is only one, and else to the list of them.
func (d qualityChart) link(row int) string {
	if one := d.defects[row]; len(one.cases) == 1 {
		return d.links.toCase(one.cases[0].ID)
	}
	return toRow(qualityID, row)
}

func (d qualityChart) title() string {
	switch {
	case d.all == 0:
		return d.words.T("chart.quality.none")
	case len(d.defects) == 0:
		return d.words.N("chart.quality.title.clean", d.all)
	}
	return d.words.N("chart.quality.title", d.all, "lacking", d.lacking, "what", lowerFirst(d.name(d.defects[0])), "most", len(d.defects[0].cases))
}

func (d qualityChart) summary() string {
	if len(d.defects) == 0 {
		return d.title()
	}
	var parts []string
	for _, one := range d.defects {
		parts = append(parts, d.words.T("chart.part", "what", lowerFirst(d.name(one)), "value", len(one.cases)))
	}
	return d.words.N("chart.quality.kind", len(d.defects)) + " " + sentence(upperFirst(strings.Join(parts, ", ")))
}

// table is the defects with their number and share of the cases.
func (d qualityChart) table() Table {
	w := d.words
	t := Table{Caption: d.title(), Note: w.T("chart.quality.note"), Anchor: rowAnchor(qualityID), Head: []string{w.T("chart.quality.head"), w.T("chart.cases"), w.T("chart.quality.of"), w.T("chart.flow.which")}}
	for _, one := range d.defects {
		t.Rows = append(t.Rows, []Cell{{Text: d.name(one)}, {Text: w.Number(float64(len(one.cases)), 0)}, {Text: w.Percent(float64(len(one.cases))/float64(d.all), 0)}, inParts(d.named(one))})
	}
	return t
}

// named are the cases' numbers, or titles where they have none.
func (d qualityChart) named(one defect) []Cell {
	var cells []Cell
	for _, bc := range one.cases {
		cells = append(cells, Cell{Text: firstOf(bc.Number, bc.Title), Link: d.links.toCase(bc.ID)})
	}
	return cells
}
