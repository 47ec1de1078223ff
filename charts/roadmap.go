package charts

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/portfolio"
)

// mostRoadmapCases is how many cases a Roadmap draws one by one; more are drawn
// as how many go live in each quarter of each focus area.
const mostRoadmapCases = 40

// Roadmap (køreplan pr. indsatsområde) draws a plan's proposal over its years:
// each case from its first costs to its go-live, area by area. A case whose
// go-live nobody has stated has no bar and says so.
func Roadmap(plan portfolio.ActionPlan, strategy portfolio.Strategy, w Words, links Links) (Chart, error) {
	r := roadmap{plan: plan, strategy: strategy, words: w, links: links}
	for _, line := range plan.Lines {
		if plan.In(line) {
			r.lines = append(r.lines, line)
		}
	}
	r.lay()
	c := Chart{ID: "roadmap", Title: r.title(), Summary: r.summary(), Table: r.table(), Help: w.T("chart.help")}
	c.rowSizes(len(r.rows), 76, 86)
	if len(r.rows) > 0 {
		c.Height = 76 + 28*len(r.rows)
	}
	var err error
	c.Option, err = compose(r.draw(Size{c.Width, c.Height}, false), r.draw(c.Narrow, true))
	return c, err
}

type roadmap struct {
	plan     portfolio.ActionPlan
	strategy portfolio.Strategy
	lines    []portfolio.PlanLine // of the proposal
	rows     []roadmapRow
	words    Words
	links    Links
}

// roadmapRow is an area's heading, a case, or all cases of an area.
type roadmapRow struct {
	name  string
	area  bool
	lines []portfolio.PlanLine
}

func (r roadmap) crowded() bool { return len(r.lines) > mostRoadmapCases }

func (r *roadmap) lay() {
	var area portfolio.FocusAreaID
	for i, line := range r.lines {
		if i == 0 || line.Area != area {
			area = line.Area
			r.rows = append(r.rows, roadmapRow{name: r.area(area), area: true})
		}
		if r.crowded() {
			last := &r.rows[len(r.rows)-1]
			last.lines = append(last.lines, line)
			continue
		}
		r.rows = append(r.rows, roadmapRow{name: strings.TrimSpace(line.Number + " " + line.Title), lines: []portfolio.PlanLine{line}})
	}
}

func (r roadmap) area(id portfolio.FocusAreaID) string {
	if area, ok := r.strategy.FocusArea(id); ok {
		return area.Name
	}
	return r.words.T("chart.area.none")
}

// at is a day on the axis, in years from the plan's beginning.
func (r roadmap) at(day time.Time) float64 {
	start := time.Date(day.Year(), 1, 1, 0, 0, 0, 0, day.Location())
	days := start.AddDate(1, 0, 0).Sub(start).Hours() / 24
	return float64(day.Year()-r.plan.Year) + float64(day.YearDay()-1)/days
}

// begins is the year of a line's first costs within the plan; false when none
// are stated.
func (r roadmap) begins(line portfolio.PlanLine) (float64, bool) {
	for y, cost := range line.Costs {
		if cost != nil && *cost > 0 {
			return float64(y), true
		}
	}
	return 0, false
}

var roadmapLooks = map[portfolio.PlanGroup]*style{
	portfolio.PlanObligatory: &budgetedStyle, portfolio.PlanContinued: &decidedStyle, portfolio.PlanNew: &pipelineStyle,
}

func (r roadmap) draw(size Size, narrow bool) *canvas {
	if len(r.rows) == 0 {
		return blank(size, narrow, r.title())
	}
	c := newCanvas(size, narrow)
	names := r.names()
	left, right := pick(c, roadmapLeft(names, c.fontSize()), 8), 16
	for i, name := range names {
		names[i] = cut(name, pick(c, left-14, size.Width-20), c.fontSize())
	}
	part := c.rowPart(0, 1)
	var entries []keyEntry
	if r.crowded() {
		c.series = append(c.series, r.crowds(c))
	} else {
		for _, group := range portfolio.PlanGroups[:3] {
			s := rowBars(string(group), r.words.T("chart.roadmap."+string(group)), *roadmapLooks[group], part, r.bars(group))
			if len(s.Data.([]point)) > 0 {
				entries = append(entries, keyEntry{Name: s.Name})
			}
			c.series = append(c.series, s)
		}
		live, texts := r.marks(c, part)
		c.series = append(c.series, live, texts)
		entries = append(entries, keyEntry{live.Name, "diamond"})
	}
	c.series = append(c.series, c.rowNames(names, 0))
	if r.crowded() {
		entries = append(entries, keyEntry{r.words.T("chart.roadmap.crowds"), "circle"})
	}
	c.grid(left, 38+c.key(entries...), right, 4, 0)
	t := ticks{}
	for y := range portfolio.PlanYears + 1 {
		t.values = append(t.values, float64(y))
	}
	across := c.values(t, 0)
	across.Position = "top"
	across.SplitLine["customValues"] = t.values
	across.AxisLabel = axisLabel{Show: true, Color: color(ink), FontSize: c.fontSize()}
	for y := range portfolio.PlanYears {
		across.AxisLabel.CustomValues = append(across.AxisLabel.CustomValues, float64(y)+0.5)
		across.AxisLabel.Texts = append(across.AxisLabel.Texts, yearText(r.plan.Year+y))
	}
	c.xAxes, c.yAxes = []axis{across}, []axis{c.rows(names, left)}
	return c
}

// names are the names of the rows; an area's is marked among those of its cases.
func (r roadmap) names() []string {
	names := make([]string, len(r.rows))
	for i, row := range r.rows {
		names[i] = row.name
		if row.area && !r.crowded() {
			names[i] = "▸ " + row.name
		}
	}
	return names
}

// roadmapLeft is how much room the names take beside the years: as much as the
// longest needs, and no more than leaves the years room for a date.
func roadmapLeft(names []string, fontSize int) int {
	left := 290
	for _, name := range names {
		left = max(left, int(math.Ceil(textWidth(name, fontSize)))+14)
	}
	return min(left, 440)
}

// bars are the cases of a group from their first costs to their go-live, as far
// as the plan's years reach.
func (r roadmap) bars(group portfolio.PlanGroup) []point {
	data := []point{}
	for i, row := range r.rows {
		if row.area || row.lines[0].Group != group || row.lines[0].GoLive.IsZero() {
			continue
		}
		line := row.lines[0]
		from, some := r.begins(line)
		to := min(r.at(line.GoLive), portfolio.PlanYears)
		if !some || to <= from {
			continue
		}
		data = append(data, point{Value: rounded6(from, float64(i), to), Say: r.say(line), Link: r.links.toCase(line.Case)})
	}
	return data
}

// marks are the go-lives within the plan's years, and words where there is none.
func (r roadmap) marks(c *canvas, part rowPart) (live, texts series) {
	marks, said := []point{}, []point{}
	for i, row := range r.rows {
		if row.area {
			continue
		}
		line := row.lines[0]
		at := r.at(line.GoLive)
		y := float64(i) + part.middle()
		text := ""
		switch {
		case line.GoLive.IsZero():
			text, at = r.words.T("chart.roadmap.no-date"), 0
		case at < 0:
			text, at = r.date(line), 0
		case at > portfolio.PlanYears:
			text, at = r.words.T("chart.roadmap.later"), portfolio.PlanYears
		default:
			marks = append(marks, c.inRow(at, i, point{Say: r.say(line), Link: r.links.toCase(line.Case)}))
		}
		if text != "" {
			position := "right"
			if at > portfolio.PlanYears/2 {
				position = "left"
			}
			said = append(said, point{Value: rounded6(at, y), Label: &label{Show: true, Formatter: text, Position: position}})
		}
	}
	live = series{SingleSeries: echarts.SingleSeries{Type: "scatter", Id: "go-live", Name: r.words.T("chart.roadmap.go-live"), Data: marks, Symbol: "diamond", SymbolSize: 14}}
	look := opaque(outlined(surface, 1, realised))
	live.ItemStyle, live.Z = &look, 6
	paper := label{Color: color(ink), FontSize: 12, Distance: 6}.onPaper()
	return live, words("beside", said, paper)
}

// crowds are how many cases of an area go live in each quarter.
func (r roadmap) crowds(c *canvas) series {
	data := []point{}
	for i, row := range r.rows {
		for y := range portfolio.PlanYears {
			for q := 1; q <= 4; q++ {
				var cases []string
				for _, line := range row.lines {
					if !line.GoLive.IsZero() && line.GoLive.Year() == r.plan.Year+y && (int(line.GoLive.Month())+2)/3 == q {
						cases = append(cases, firstOf(line.Number, line.Title))
					}
				}
				if n := len(cases); n > 0 {
					data = append(data, c.inRow(float64(y)+(float64(q)-0.5)/4, i, point{
						Label: &label{Show: true, Formatter: strconv.Itoa(n)},
						Say: r.words.N("chart.roadmap.crowd", n, "area", row.name, "q", strconv.Itoa(q), "year", yearText(r.plan.Year+y),
							"cases", strings.Join(cases[:min(n, 6)], ", ")),
						Link: r.links.toArea(row.lines[0].Area),
					}))
				}
			}
		}
	}
	s := series{SingleSeries: echarts.SingleSeries{Type: "scatter", Id: "crowds", Name: r.words.T("chart.roadmap.crowds"), Data: data, Symbol: "circle", SymbolSize: pick(c, 22, 17)}}
	look := opaque(budgetedStyle)
	s.ItemStyle, s.Z = &look, 5
	s.Label = &label{Show: true, Position: "inside", Color: color(ink), FontSize: 12, FontWeight: 600}
	return s
}

func (r roadmap) group(line portfolio.PlanLine) string {
	return r.words.T("chart.roadmap." + string(line.Group))
}

func (r roadmap) date(line portfolio.PlanLine) string {
	if line.GoLive.IsZero() {
		return r.words.T("chart.roadmap.no-date")
	}
	if !line.Planned.IsZero() {
		return r.words.T("chart.roadmap.moved", "planned", line.Planned, "date", line.GoLive)
	}
	return r.words.T("chart.roadmap.date", "date", line.GoLive)
}

func (r roadmap) say(line portfolio.PlanLine) string {
	text := r.words.T("chart.roadmap.say", "case", strings.TrimSpace(line.Number+" "+line.Title), "group", lowerFirst(r.group(line)), "date", r.date(line))
	if said := r.said(line); said != "" {
		text += "; " + r.words.T("chart.roadmap.news", "quarter", line.News.Quarter, "text", strings.TrimSuffix(said, "."))
	}
	return text
}

// said is what the newest report said of a case, word for word: a new date may
// stand there and in no field.
func (r roadmap) said(line portfolio.PlanLine) string {
	if line.News == nil {
		return ""
	}
	return strings.TrimSpace(line.News.Comment)
}

// title says how many cases there are, how many go live in the plan's first
// year, and how many have no date.
func (r roadmap) title() string {
	if len(r.lines) == 0 {
		return r.words.T("chart.roadmap.none")
	}
	first, undated := 0, 0
	for _, line := range r.lines {
		switch {
		case line.GoLive.IsZero():
			undated++
		case line.GoLive.Year() == r.plan.Year:
			first++
		}
	}
	text := r.words.N("chart.roadmap.title", len(r.lines), "first", first, "year", yearText(r.plan.Year))
	if undated > 0 {
		text += r.words.N("chart.roadmap.title.undated", undated)
	}
	return text
}

func (r roadmap) summary() string {
	if len(r.lines) == 0 {
		return r.title()
	}
	sentences := []string{r.words.N("chart.roadmap.kind", len(r.lines))}
	if r.crowded() {
		sentences = append(sentences, r.words.T("chart.roadmap.crowded"))
	}
	for _, line := range r.lines[:min(len(r.lines), mostRoadmapCases)] {
		sentences = append(sentences, sentence(r.say(line)))
	}
	return strings.Join(sentences, " ")
}

func (r roadmap) table() Table {
	w := r.words
	t := Table{Caption: r.title(), Note: w.T("chart.roadmap.note"),
		Head: []string{w.T("chart.case"), w.T("chart.area.head"), w.T("chart.roadmap.group"), w.T("chart.roadmap.from"), w.T("chart.roadmap.go-live")}}
	heard := slices.ContainsFunc(r.lines, func(line portfolio.PlanLine) bool { return r.said(line) != "" })
	if heard {
		t.Head = append(t.Head, w.T("chart.roadmap.news-head"))
	}
	for _, line := range r.lines {
		from := Cell{Text: w.T("chart.not-stated"), Missing: true}
		if y, some := r.begins(line); some {
			from = Cell{Text: yearText(r.plan.Year + int(y))}
		}
		date := Cell{Text: r.date(line), Missing: line.GoLive.IsZero()}
		t.Rows = append(t.Rows, []Cell{{Text: strings.TrimSpace(line.Number + " " + line.Title), Link: r.links.toCase(line.Case)},
			{Text: r.area(line.Area)}, {Text: r.group(line)}, from, date})
		if heard {
			last := &t.Rows[len(t.Rows)-1]
			*last = append(*last, Cell{Text: r.said(line), Missing: r.said(line) == ""})
		}
	}
	return t
}
