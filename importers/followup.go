package importers

import (
	"math"
	"slices"

	"raaderum/portfolio"
)

// followUps takes the sheets out of a book that follow up on another of its
// sheets, and gives the sheet that each follows: without a title of its own, its
// lines called as those of one sheet that tells only the plan, and realised
// amounts among them. It is no case of its own.
func (r *reader) followUps(sheets []*view) (rest []*view, follows map[*view]*view) {
	follows = map[*view]*view{}
	labels, realised := r.labelsBySheet()
	for _, v := range sheets {
		var of []*view
		for _, w := range sheets {
			if v != w && realised[v.sheet.Name] && !realised[w.sheet.Name] && sharesLabels(labels[v.sheet.Name], labels[w.sheet.Name]) {
				of = append(of, w)
			}
		}
		if len(of) == 1 && !v.master.title.found() && !v.master.number.found() {
			follows[v] = of[0]
			continue
		}
		rest = append(rest, v)
	}
	return rest, follows
}

// labelsBySheet are the names of the lines of each sheet, and whether it has
// realised amounts.
func (r *reader) labelsBySheet() (labels map[string]map[string]bool, realised map[string]bool) {
	labels, realised = map[string]map[string]bool{}, map[string]bool{}
	for f := range r.facts.all {
		if f.subject() != nil {
			continue
		}
		if labels[f.sheet()] == nil {
			labels[f.sheet()] = map[string]bool{}
		}
		labels[f.sheet()][fold(f.label())] = true
		realised[f.sheet()] = realised[f.sheet()] || f.series() == portfolio.Realised
	}
	return labels, realised
}

// sharesLabels tells whether most names of some lines, and two at least, are
// among those of others.
func sharesLabels(own, theirs map[string]bool) bool {
	shared := 0
	for label := range own {
		if label != "" && theirs[label] {
			shared++
		}
	}
	return shared >= 2 && 3*shared >= 2*len(own)
}

// join gives the lines of a sheet that follows up to the case of the sheet it
// follows. What it says of the plan stands there already.
func (r *reader) join(v, of *view) {
	s := r.subjectOn(of)
	if s == nil {
		return
	}
	s.sheets[v.grid.key()] = true
	kinds := map[string]string{}
	for f := range r.facts.all {
		if f.subject() == s && f.sheet() == of.sheet.Name && f.kind() != "" {
			kinds[fold(f.label())] = f.kind()
		}
	}
	first := ""
	for f := range r.facts.all {
		if f.subject() != nil || f.sheet() != v.sheet.Name {
			continue
		}
		first = firstWord(first, f.ref())
		f.setSubject(s)
		if f.kind() == "" {
			f.sayKind(kinds[fold(f.label())])
		}
	}
	r.find(Finding{Severity: portfolio.SeverityInfo, Code: "sheet-follows-up", Cell: first, Args: map[string]any{"sheet": v.sheet.Name, "original": of.sheet.Name}})
	r.leavePlan(v, of, s)
}

func (r *reader) subjectOn(v *view) *subject {
	for f := range r.facts.all {
		if f.sheet() == v.sheet.Name && f.subject() != nil {
			return f.subject()
		}
	}
	return nil
}

// leavePlan leaves out one of two plans for the same lines and times: that of
// the sheet that follows up where they are the same, else the one that the answer
// says.
func (r *reader) leavePlan(v, of *view, s *subject) {
	type at struct {
		label string
		time  timeLabel
	}
	place := func(f fact) at { return at{fold(f.label()), f.time()} }
	plan := func(f fact, of *view) bool {
		return f.subject() == s && f.sheet() == of.sheet.Name && f.series() != portfolio.Realised && f.series() != portfolio.Forecast
	}
	first := map[at]float64{}
	for f := range r.facts.all {
		if plan(f, of) {
			first[place(f)] += f.decimal().Float() * r.inKroner(f.table())
		}
	}
	var cells []string
	for f := range r.facts.all {
		if x, twice := first[place(f)]; plan(f, v) && twice && math.Abs(math.Abs(x)-math.Abs(f.decimal().Float()*r.inKroner(f.table()))) > 0.5*r.inKroner(f.table()) {
			cells = append(cells, f.ref())
		}
	}
	left := v
	if len(cells) > 0 {
		answer, ok := r.ask(Question{
			Key: "scenario@" + v.sheet.Name, Code: "plan-twice", Cells: cells[:min(len(cells), 8)], Options: []string{of.sheet.Name, v.sheet.Name},
			Proposed: of.sheet.Name, Confidence: 0.6, Args: map[string]any{"sheet": v.sheet.Name, "original": of.sheet.Name},
		})
		if ok && answer == v.sheet.Name {
			left = of
		}
	}
	both := map[at]bool{}
	for f := range r.facts.all {
		if _, twice := first[place(f)]; plan(f, v) && twice {
			both[place(f)] = true
		}
	}
	var rows []fact
	r.drop(func(f fact) bool {
		out := plan(f, left) && both[place(f)]
		if out && !slices.ContainsFunc(rows, func(g fact) bool { return g.table() == f.table() && g.col() == f.col() }) {
			rows = append(rows, f)
		}
		return out
	})
	for _, f := range rows {
		f.table().leaveColumn(f.col())
	}
}
