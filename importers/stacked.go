package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
)

// stack is one of several cases that stand below each other on a sheet.
type stack struct {
	tables   []*table
	master   master
	title    noted
	labelled bool // a label says that it is a title
	from, to int
}

// assignStacked gives the tables of a sheet a case each, where they stand below
// each other, every one under a name of its own and complete with costs and
// benefits. It tells whether it did.
func (r *reader) assignStacked(v *view) bool {
	stacks := r.stacksOn(v)
	if len(stacks) < 2 {
		return false
	}
	chosen := r.askStackedScenario(v, stacks)
	for _, st := range stacks {
		if chosen != "" && st.title.text != chosen {
			r.drop(func(f fact) bool { return f.subject() == nil && slices.Contains(st.tables, f.table()) })
			continue
		}
		s := &subject{Case: new(Case), sheets: map[string]bool{v.grid.key(): true}, from: int32(st.from), to: int32(st.to)}
		s.describe(st.master)
		title := st.title
		if of := r.titleOfEstimates(v); chosen != "" && of.found() && namesEstimate.MatchString(fold(title.text)) {
			title = of // "2. Forventet" is the name of no case
		}
		s.nameBy(title)
		r.subjects = append(r.subjects, s)
		r.onSheets(s)
		for f := range r.facts.all {
			if f.subject() == nil && slices.Contains(st.tables, f.table()) {
				f.setSubject(s)
			}
		}
	}
	return true
}

// stacksOn are the named cases of a sheet from the top; fewer than two when it
// is not laid out so.
func (r *reader) stacksOn(v *view) []stack {
	if v.grid.turned || len(v.tables) < 2 {
		return nil
	}
	var stacks []stack
	names := map[string]bool{}
	end, estimates := 0, r.estimatesOver(v)
	for _, t := range v.tables {
		if !r.facts.any(func(f fact) bool { return f.subject() == nil && f.table() == t }) {
			end = max(end, t.last)
			continue
		}
		from := end + 1
		m := readMaster(v.grid, func(row int) bool { return row < from || row >= t.head })
		title := estimates[t]
		title.keep(m.title)
		title.keep(cardTitle(v.grid, from, t.head-1))
		labelled := title.found() && !estimates[t].found()
		title.keep(r.scenarioBetween(v.grid, from, t.head-1))
		title.keep(titleBetween(v.grid, from, t.head-1))
		if h := v.grid.heading(title.text); h.series != "" && len(stacks) > 0 && !estimates[t].found() && !amongEstimates(title, stacks[0]) {
			title = noted{} // "Realiseret": the same case once more
		}
		last := len(stacks) - 1
		switch {
		case title.found() && !names[title.text]:
			names[title.text] = true
			if last >= 0 {
				stacks[last].to = from - 1
			}
			stacks = append(stacks, stack{tables: []*table{t}, master: m, title: title, labelled: labelled, from: from, to: v.grid.last()})
		case last < 0:
			return nil // the first has no name: nothing tells cases apart
		default:
			stacks[last].tables = append(stacks[last].tables, t)
		}
		end = max(end, t.last)
	}
	for _, st := range stacks {
		if !st.labelled && !r.bothKinds(st.tables) {
			return nil
		}
	}
	return stacks
}

// cardTitle is the last title in some rows that stands beside a numbered label:
// "Projekt 3 | Digital kø".
func cardTitle(g *grid, from, to int) (title noted) {
	for row := from; row <= min(to, g.last()); row++ {
		for i, cell := range g.row(row) {
			if cell == nil || cell.Kind() != workbook.Text || !cardLabel.MatchString(fold(cell.Raw())) {
				continue
			}
			value, at := valueBeside(g, row, i+1)
			if value != nil && value.Kind() == workbook.Text && couldBeTitle(clean(value.Raw()), g.heading(clean(value.Raw()))) {
				title = noted{clean(value.Raw()), value, g.ref(row, at)}
			}
		}
	}
	return title
}

// cardLabel is the label of one card of several: "Projekt 3", "Forslag nr. 2:".
var cardLabel = says(`^(?:projekt|forslag|sag|initiativ|tiltag|ansoegning|case|business case|investeringsforslag)(?:snr\.?|nr\.?| nr\.?| nummer)? ?[a-z]?\d{1,3}\.? ?:?$`)

// amongEstimates tells whether a title such as "Forventet" names an estimate
// beside others, of which the first stands above it.
func amongEstimates(title noted, first stack) bool {
	return saysBaseline.MatchString(fold(title.text)) && saysScenario.MatchString(fold(first.title.text))
}

// scenarioBetween is the text in some rows that names an alternative.
func (r *reader) scenarioBetween(g *grid, from, to int) noted {
	for _, n := range textsBetween(g, from, to) {
		if saysScenario.MatchString(fold(n.text)) && len(n.text) < longestHeading && g.words.measures.of(n.text) == unmeasured {
			return noted{n.text, g.at(n.row, n.col), n.ref}
		}
	}
	return noted{}
}

// bothKinds tells whether tables hold costs and benefits, as far as words tell.
func (r *reader) bothKinds(tables []*table) bool {
	costs, benefits, open := false, false, false
	for f := range r.facts.all {
		if slices.Contains(tables, f.table()) {
			costs, benefits, open = costs || f.kind() == cost, benefits || f.kind() == benefit, open || f.kind() == ""
		}
	}
	return costs && benefits || open
}

// askStackedScenario asks which of the cases of a sheet counts, where their
// names are those of alternatives; "" when all do.
func (r *reader) askStackedScenario(v *view, stacks []stack) string {
	var names, cells []string
	alternatives := 0
	for _, st := range stacks {
		names, cells = append(names, st.title.text), append(cells, st.title.ref)
		if saysScenario.MatchString(fold(st.title.text)) || namesEstimate.MatchString(fold(st.title.text)) {
			alternatives++
		}
	}
	if alternatives == 0 || alternatives < len(stacks)-1 {
		return ""
	}
	answer, ok := r.ask(Question{
		Key: "scenario@" + v.sheet.Name, Code: "scenario", Cells: cells, Options: append(names, every),
		Proposed: likelyScenario(names), Confidence: 0.5, Args: map[string]any{"sheet": v.sheet.Name, "names": strings.Join(names, ", ")},
	})
	if !ok || answer == every {
		return ""
	}
	return answer
}
