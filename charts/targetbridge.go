package charts

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// TargetBridge (bro fra mål til realiseret) leads from a year's target over
// what was decided for the year, and what came of it, to what is realised and
// what is left. What is not known has no bar.
func TargetBridge(bridge portfolio.TargetBridge, w Words, links Links) (Chart, error) {
	b := targetBridgeChart{bridge, waterfall{words: w}}
	b.lay(links)
	b.fit()
	c := Chart{ID: "target-bridge", Title: b.title(), Summary: b.summary(), Table: b.table(), Help: w.T("chart.help")}
	rows := len(b.steps)
	if b.empty() {
		rows = 0
	}
	c.rowSizes(rows, 68, 90)
	var err error
	c.Option, err = compose(b.picture(Size{c.Width, c.Height}, false), b.picture(c.Narrow, true))
	return c, err
}

type targetBridgeChart struct {
	bridge portfolio.TargetBridge
	waterfall
}

func (b targetBridgeChart) empty() bool {
	return b.bridge.Planned == nil && b.bridge.Realised == nil
}

// lay is the target, what of it was not decided, the plan, what happened to it,
// what is realised, and what is left.
func (b *targetBridgeChart) lay(links Links) {
	w, link := b.words, links.toYear(b.bridge.Year)
	level := func(key string, amount *calc.Money, look style) {
		b.steps = append(b.steps, waterfallStep{name: w.T(key), level: true, amount: amount, look: &look, link: link})
	}
	change := func(key string, amount calc.Money, open bool) {
		b.steps = append(b.steps, waterfallStep{name: w.T(key), amount: &amount, gap: open, link: link})
	}
	if target := b.bridge.Target; target != nil {
		level("chart.target", target, planStyle)
		if planned := b.bridge.Planned; planned != nil && *planned != *target {
			change(map[bool]string{true: "chart.target-bridge.more", false: "chart.target-bridge.undecided"}[*planned > *target], *planned-*target, false)
		}
	}
	level("chart.target-bridge.decided", b.bridge.Planned, decidedStyle)
	for _, step := range b.bridge.Steps {
		// What nobody has reported is not lost.
		change("chart.target-bridge."+string(step.Cause), step.Sum, step.Cause == portfolio.TargetUnreported || step.Cause == portfolio.TargetComing)
	}
	level("chart.series.realised", b.bridge.Realised, realisedStyle)
	if left := b.bridge.Left; left != nil && *left > 0 {
		change("chart.target-bridge.left", *left, true)
	}
}

func (b targetBridgeChart) picture(size Size, narrow bool) *canvas {
	if b.empty() {
		return blank(size, narrow, b.title())
	}
	c := newCanvas(size, narrow)
	b.draw(c)
	return c
}

func (b targetBridgeChart) title() string {
	year := strconv.Itoa(b.bridge.Year)
	switch {
	case b.empty():
		return b.words.T("chart.target-bridge.none", "year", year)
	case b.bridge.Realised == nil:
		return b.words.T("chart.target-bridge.title.unreported", "year", year, "planned", *b.bridge.Planned) + b.coming()
	}
	realised := *b.bridge.Realised
	var worst *portfolio.TargetStep
	for i, step := range b.bridge.Steps {
		if step.Sum < 0 && step.Cause != portfolio.TargetComing && (worst == nil || step.Sum < worst.Sum) {
			worst = &b.bridge.Steps[i]
		}
	}
	text := b.words.T("chart.target-bridge.title.plain", "year", year, "realised", realised)
	if b.bridge.Planned != nil {
		text = b.words.T("chart.target-bridge.title", "year", year, "realised", realised, "planned", *b.bridge.Planned)
	}
	if worst != nil {
		text += b.words.T("chart.target-bridge.title.worst", "amount", -worst.Sum, "cause", lowerFirst(b.words.T("chart.target-bridge."+string(worst.Cause))))
	}
	return text + b.coming()
}

// coming says how much belongs to quarters that are not over: no loss, but often
// the longest bar.
func (b targetBridgeChart) coming() string {
	for _, step := range b.bridge.Steps {
		if step.Cause == portfolio.TargetComing && step.Sum < 0 {
			return b.words.T("chart.target-bridge.title.coming", "amount", -step.Sum)
		}
	}
	return ""
}

func (b targetBridgeChart) summary() string {
	if b.empty() {
		return b.title()
	}
	return b.words.T("chart.target-bridge.kind", "year", strconv.Itoa(b.bridge.Year)) + " " + b.inWords()
}

func (b targetBridgeChart) table() Table {
	w := b.words
	t := Table{Caption: b.title(), Unit: w.T("chart.unit.amounts"), Head: []string{w.T("chart.waterfall.step"), w.T("chart.waterfall.amount")}, Note: w.T("chart.target-bridge.note")}
	if !b.empty() {
		t.Rows = b.rows()
	}
	return t
}
