package charts

import (
	"cmp"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Bridge (bro mellem øjebliksbilleder) leads a figure from one quarter to a
// later one, cause by cause. Name is what the figure is called, from and to
// what the two ends are.
func Bridge(figure portfolio.BridgedFigure, name, from, to string, w Words, link string) (Chart, error) {
	b := bridgeChart{figure: figure, name: name, waterfall: waterfall{words: w}}
	if b.known() {
		b.lay(from, to, link)
	}
	b.fit()
	c := Chart{ID: "bridge-" + string(figure.Quantity), Title: b.title(), Summary: b.title(), Table: b.table(), Help: w.T("chart.help")}
	if b.known() {
		kind := w.T("chart.bridge.kind.same")
		if causes := len(b.steps) - 2; causes > 0 {
			kind = w.N("chart.bridge.kind", causes)
		}
		c.Summary = kind + " " + b.inWords()
	}
	c.rowSizes(len(b.steps), 68, 90)
	var err error
	c.Option, err = compose(b.picture(Size{c.Width, c.Height}, false), b.picture(c.Narrow, true))
	return c, err
}

type bridgeChart struct {
	figure portfolio.BridgedFigure
	name   string
	waterfall
}

func (b bridgeChart) known() bool { return b.figure.Before != nil && b.figure.After != nil }

// lay is the one end, each cause that moved the figure, and the other end.
func (b *bridgeChart) lay(from, to, link string) {
	before, after := planStyle, realisedStyle
	b.steps = append(b.steps, waterfallStep{name: from, level: true, amount: b.figure.Before, look: &before, link: link})
	for _, cause := range portfolio.BridgeCauses {
		if sum, any := b.figure.Sum(cause); any && sum != 0 {
			b.steps = append(b.steps, waterfallStep{name: b.cause(cause), amount: &sum, link: link})
		}
	}
	b.steps = append(b.steps, waterfallStep{name: to, level: true, amount: b.figure.After, look: &after, link: link})
}

func (b bridgeChart) cause(cause portfolio.BridgeCause) string {
	return b.words.T("bridge.cause-" + string(cause))
}

func (b bridgeChart) picture(size Size, narrow bool) *canvas {
	if !b.known() {
		return blank(size, narrow, b.title())
	}
	c := newCanvas(size, narrow)
	b.draw(c)
	return c
}

// title says how much the figure moved and what moved it most.
func (b bridgeChart) title() string {
	if !b.known() {
		return b.words.T("chart.bridge.none", "figure", b.name)
	}
	difference := *b.figure.After - *b.figure.Before
	var causes []portfolio.BridgeCause
	sums := map[portfolio.BridgeCause]calc.Money{}
	for _, cause := range portfolio.BridgeCauses {
		if sum, any := b.figure.Sum(cause); any && sum != 0 {
			causes, sums[cause] = append(causes, cause), sum
		}
	}
	if len(causes) == 0 {
		return b.words.T("chart.bridge.title.same", "figure", b.name, "after", *b.figure.After)
	}
	largest := slices.MaxFunc(causes, func(x, y portfolio.BridgeCause) int { return cmp.Compare(abs(sums[x]), abs(sums[y])) })
	said := func(cause portfolio.BridgeCause) string {
		return lowerFirst(b.cause(cause)) + " (" + plusSign(float64(sums[cause])) + b.words.ShortMoney(sums[cause]) + ")"
	}
	var most []string // as large as the largest
	for _, cause := range causes {
		if abs(sums[cause]) == abs(sums[largest]) {
			most = append(most, said(cause))
		}
	}
	key := "chart.bridge.title.up"
	if difference < 0 {
		key = "chart.bridge.title.down"
	} else if difference == 0 {
		key = "chart.bridge.title.level"
	}
	switch {
	case len(most) > 2:
		return b.words.T(key+".many", "figure", b.name, "difference", abs(difference), "after", *b.figure.After, "n", len(most))
	case len(most) == 2:
		return b.words.T(key+".tied", "figure", b.name, "difference", abs(difference), "after", *b.figure.After, "causes", listed(b.words, most))
	}
	return b.words.T(key, "figure", b.name, "difference", abs(difference), "after", *b.figure.After,
		"cause", lowerFirst(b.cause(largest)), "amount", plusSign(float64(sums[largest]))+b.words.ShortMoney(sums[largest]))
}

func abs(m calc.Money) calc.Money { return max(m, -m) }

func (b bridgeChart) table() Table {
	w := b.words
	return Table{
		Caption: b.title(), Unit: w.T("chart.unit.amounts"), Head: []string{w.T("chart.waterfall.step"), w.T("chart.waterfall.amount")},
		Note: w.T("chart.bridge.note"), Rows: b.rows(),
	}
}
