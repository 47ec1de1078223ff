package importers

import (
	"math"

	"raaderum/portfolio"
)

// runningRow (løbende sum) is a row that states, in each period, what another
// row gives up to it.
type runningRow struct {
	of   int  // the row it runs through
	said bool // it calls itself accumulated
}

// saysRunning names what has come together over time.
var saysRunning = says(`akkumuler|kumuler|\bakk\b|cumulative|accumulated|cumulated|siden start|til og med aaret`)

// runs tells whether a row is the running sum of a line above it, in three
// periods at least of which two add something.
func (l *lineReader) runs(row int) (of int, found bool) {
	if l.table.grid.turned {
		return 0, false
	}
	looked := map[int]bool{}
	for f := range l.upward {
		if looked[f.row()] || f.row() == row {
			continue
		}
		looked[f.row()] = true
		if l.runsThrough(row, f.row()) {
			return f.row(), true
		}
	}
	return 0, false
}

func (l *lineReader) runsThrough(row, line int) bool {
	sum, added, periods := 0.0, 0, 0
	last := timeLabel{}
	for _, c := range l.columns {
		if !c.time.known() || c.time.form != last.form && last.known() || c.time.year < last.year || c.time.year == last.year && c.time.part <= last.part && last.known() {
			return false
		}
		last = c.time
		stated, ok := quickNumber(l.table.grid.at(row, c.at))
		x, more := quickNumber(l.table.grid.at(line, c.at))
		if sum += x; !ok && !more && sum == 0 {
			continue
		}
		if !ok || math.Abs(stated-sum) > half(l.table.grid.at(row, c.at))*float64(periods+1) {
			return false
		}
		if periods++; periods > 1 && more && x != 0 {
			added++
		}
	}
	return periods >= leastRunning && added >= leastRunning-1
}

// leastRunning is how many periods a running sum must have.
const leastRunning = 3

// leavesRunning takes a running sum of a line out of the lines, after asking
// where its words do not say that it is one: whether its line tells what each
// period adds is for later.
func (l *lineReader) leavesRunning(row int, place, label string, h heading) bool {
	if h.role != noRole && h.role != roleMoney && h.role != roleTotal && h.role != roleAccumulated {
		return false
	}
	of, found := l.runs(row)
	if !found {
		return false
	}
	said := saysRunning.MatchString(fold(label))
	name, _ := l.table.label(of)
	if !said {
		answer, ok := l.ask(Question{
			Key: "row@" + place, Code: "running-row", Cells: []string{place, l.table.grid.ref(of, l.table.labelColumn(of))}, Options: []string{asNothing, asLine},
			Proposed: asNothing, Confidence: 0.8, Args: map[string]any{"label": label, "of": name},
		})
		if ok && answer == asLine {
			return false
		}
	}
	if l.running == nil {
		l.running = map[*table]map[int]runningRow{}
	}
	if l.running[l.table] == nil {
		l.running[l.table] = map[int]runningRow{}
	}
	l.running[l.table][row] = runningRow{of, said}
	l.find(Finding{Severity: portfolio.SeverityInfo, Code: "running-sum-left-out", Cell: place, Raw: label, Args: map[string]any{"label": label, "of": name}})
	l.sums = append(l.sums, sumRow{l.table, row, label, roleAccumulated, h.kind})
	return true
}

// settleIncrementLines asks about a line that a running sum stands beside and
// whose own words, or those of the sum, say that it tells what is new in each
// period: "Udgift til drift, ny i året" above "Udgift til drift, akkumuleret".
func (r *reader) settleIncrementLines(facts factList) {
	byRow := map[lineKey][]fact{}
	var order []lineKey
	for f := range facts.all {
		if f.blockKind() || f.table().grid.turned {
			continue
		}
		if k := f.line(); byRow[k] == nil {
			order = append(order, k)
			byRow[k] = append(byRow[k], f)
		} else {
			byRow[k] = append(byRow[k], f)
		}
	}
	for _, k := range order {
		line := byRow[k]
		f := line[0]
		if len(line) < 2 {
			continue
		}
		evidence, runs := r.runningAbove(f)
		new := saysNewIn.FindString(fold(f.label()))
		if !runs && new == "" || runs && evidence.said && new == "" {
			continue
		}
		if !runs && f.kind() == benefit && saysIncrement.MatchString(fold(f.label())) {
			continue // asked of the sheet
		}
		cells := []string{f.labelRef()}
		args := map[string]any{"label": f.name(), "text": new}
		code := "level-or-increment-line"
		if runs {
			label, col := f.table().label(evidence.row)
			cells = append(cells, f.table().grid.ref(evidence.row, col))
			args["sum"] = label
			code = "level-or-increment-running"
		}
		answer, ok := r.ask(Question{
			Key: "level-or-increment@" + f.labelRef(), Code: code, Cells: cells, Options: []string{asLevel, asIncrement},
			Proposed: asIncrement, Confidence: 0.8, Args: args,
		})
		if ok && answer == asIncrement {
			accumulate(inOrder(line))
		}
	}
}

// evidenceRow is the running sum of a line, with the row it stands in.
type evidenceRow struct {
	row  int
	said bool
}

func (r *reader) runningAbove(f fact) (evidenceRow, bool) {
	for row, running := range r.running[f.table()] {
		if running.of == f.row() {
			return evidenceRow{row, running.said}, true
		}
	}
	return evidenceRow{}, false
}

// saysNewIn says that amounts are what is new in each period.
var saysNewIn = says(`\bnye? i (?:aaret|det enkelte aar|hvert aar|perioden)\b|\btilvaekst\b|\btilgang i aaret\b|\bstigning i aaret\b|\baarets (?:nye|stigning|tilvaekst|tilgang|foroegelse)\b|\bnye? (?:pr\.? aar|hvert aar)\b|\bnew (?:this|in the|each) year\b|\bi forhold til aaret foer\b|\bift\.? aaret foer\b`)
