package charts

import (
	"math"
	"strings"

	"raaderum/calc"
)

// Switching (balanceværdier) draws how much each assumption may turn out worse,
// alone, before a case no longer meets its criterion. The assumptions have units
// of their own, so each is measured against the usual test of it: 1 is the test.
// A margin that does not exist has no bar and says why. Link is where the page
// says how the margins are found.
func Switching(margins calc.Margins, levers []calc.Lever, w Words, link string) (Chart, error) {
	s := switchingChart{words: w, link: link}
	for _, lever := range levers {
		if row, known := s.row(margins, lever); known {
			s.rows = append(s.rows, row)
		}
	}
	c := Chart{ID: "switching", Title: s.title(), Summary: s.summary(), Table: s.table(), Help: w.T("chart.help")}
	rows := len(s.rows)
	if !s.some() {
		rows = 0
	}
	c.rowSizes(rows, 58, 52)
	var err error
	c.Option, err = compose(s.draw(Size{c.Width, c.Height}, false), s.draw(c.Narrow, true))
	return c, err
}

type switchingChart struct {
	rows  []switchingRow
	words Words
	link  string
}

type switchingRow struct {
	name   string
	margin calc.Figure
	times  float64 // the margin in tests
	text   string  // the margin in its own unit
	test   string
}

// longestSwitch is how many tests the axis reaches; a longer bar goes to its end.
const longestSwitch = 4.0

func (s switchingChart) row(m calc.Margins, lever calc.Lever) (switchingRow, bool) {
	w := s.words
	row := switchingRow{name: w.T("chart.switching." + lever.Name)}
	var test float64
	switch lever.Name {
	case "benefits":
		row.margin, test = m.BenefitFall, -lever.Low.BenefitChange
		row.text, row.test = w.Percent(row.margin.Value, 0), w.Percent(test, 0)
	case "costs":
		row.margin, test = m.CostRise, lever.Low.CostChange
		row.text, row.test = w.Percent(row.margin.Value, 0), w.Percent(test, 0)
	case "delay":
		row.margin, test = m.Delay, lever.Low.Delay
		row.text, row.test = w.T("chart.switching.years", "n", w.Number(row.margin.Value, 1)), w.T("chart.switching.years", "n", w.Number(test, 1))
	case "rate":
		row.margin, test = m.RateRise, lever.Low.RateChange
		row.text, row.test = w.T("chart.switching.points", "n", w.Number(100*row.margin.Value, 1)), w.T("chart.switching.points", "n", w.Number(100*test, 1))
	default:
		return row, false // a horizon has no margin
	}
	if !row.margin.Exists() {
		row.text = w.T("reason." + string(row.margin.Why))
		return row, true
	}
	row.times = row.margin.Value / test
	return row, test > 0
}

func (s switchingChart) some() bool {
	for _, row := range s.rows {
		if row.margin.Exists() {
			return true
		}
	}
	return false
}

func (s switchingChart) draw(size Size, narrow bool) *canvas {
	if !s.some() {
		return blank(size, narrow, s.title())
	}
	c := newCanvas(size, narrow)
	left, right, top := pick(c, 200, 8), pick(c, 176, 8), pick(c, 54, 48)
	part := c.rowPart(0, 1)
	enough, short, texts := []point{}, []point{}, []point{}
	names := make([]string, len(s.rows))
	for i, row := range s.rows {
		names[i] = row.name
		at := 0.0
		if row.margin.Exists() {
			at = math.Min(row.times, longestSwitch)
			p := point{Value: rounded6(0, float64(i), at), Say: s.words.T("chart.switching.say", "what", row.name, "margin", row.text, "test", row.test), Link: s.link}
			if row.times >= 1 {
				enough = append(enough, p)
			} else {
				short = append(short, p)
			}
		}
		text := row.text
		if !row.margin.Exists() {
			text = s.words.T("chart.switching.why." + string(row.margin.Why))
		}
		if row.times > longestSwitch {
			text = "→ " + text
		}
		perTest := float64(size.Width-left-right) / longestSwitch
		if at < 1 && at*perTest+textWidth(text, c.fontSize())+16 > perTest { // clear of the line
			at = 1
		}
		l := &label{Show: true, Formatter: text, Position: "right"}
		if narrow && at > longestSwitch/2 { // no room after it
			l.Position = "left"
		}
		texts = append(texts, point{Value: rounded6(at, float64(i)+part.middle()), Label: l})
	}
	t := roundTicks(s.words, 0, longestSwitch, 4, true)
	c.series = append(c.series, rowBars("enough", "", benefitStyle, part, enough), rowBars("short", "", decreaseStyle, part, short),
		c.level("test", 1, len(s.rows)),
		words("beside", texts, label{Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 6}.onPaper()), c.rowNames(names, 0))
	c.grid(left, top, right, 4, 0)
	across := c.values(t, 0)
	across.Position = "top"
	across.AxisLabel.Texts = nil
	for _, v := range t.values {
		text := s.words.T("chart.switching.times", "n", s.words.Number(v, 0))
		if v == 0 {
			text = "0"
		}
		across.AxisLabel.Texts = append(across.AxisLabel.Texts, text)
	}
	c.xAxes, c.yAxes = []axis{across.headed(s.words.T("chart.switching.axis"), headingFlush)}, []axis{c.rows(names, left)}
	return c
}

// title says which assumption can bear least.
func (s switchingChart) title() string {
	var weakest *switchingRow
	for i, row := range s.rows {
		if row.margin.Exists() && (weakest == nil || row.times < weakest.times) {
			weakest = &s.rows[i]
		}
	}
	switch {
	case weakest != nil && weakest.times < 1:
		return s.words.T("chart.switching.title.weak", "what", lowerFirst(weakest.name), "margin", weakest.text, "test", weakest.test)
	case weakest != nil:
		return s.words.T("chart.switching.title.holds", "what", lowerFirst(weakest.name), "margin", weakest.text)
	case len(s.rows) > 0:
		return s.words.T("chart.switching.title.none", "why", strings.TrimSuffix(lowerFirst(s.rows[0].text), "."))
	}
	return s.words.T("chart.switching.title.none", "why", s.words.T("chart.unknown"))
}

func (s switchingChart) summary() string {
	if !s.some() {
		return s.title()
	}
	var parts []string
	for _, row := range s.rows {
		parts = append(parts, sentence(s.words.T("chart.switching.say", "what", row.name, "margin", strings.TrimSuffix(row.text, "."), "test", row.test)))
	}
	return s.words.N("chart.switching.kind", len(s.rows)) + " " + strings.Join(parts, " ")
}

func (s switchingChart) table() Table {
	w := s.words
	t := Table{Caption: s.title(), Note: w.T("chart.switching.note"),
		Head: []string{w.T("chart.tornado.assumption"), w.T("chart.switching.margin"), w.T("chart.switching.test"), w.T("chart.switching.in-tests")}}
	for _, row := range s.rows {
		times := Cell{Text: w.T("chart.unknown"), Missing: true}
		if row.margin.Exists() {
			times = Cell{Text: w.Number(row.times, 1)}
		}
		t.Rows = append(t.Rows, []Cell{{Text: row.name, Link: s.link}, {Text: row.text}, {Text: row.test}, times})
	}
	return t
}
