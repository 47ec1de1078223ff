package importers

import (
	"slices"
	"strings"

	"raaderum/portfolio"
)

// saysOlder names what stands on a sheet as it was before: an older version of
// what stands above or below it.
var saysOlder = says(`\b(?:gammel|gamle|tidligere|forrige|foerste|oprindelig\w*|old|previous|earlier|former) (?:version|udgave|udkast|beregning|opgoerelse|business ?case|case|tal\b|bud\b|tabel|draft)|\bfoerste udkast|\bsom (?:det|den|de|sagen|tallene) saa ud\b|\bsaadan saa (?:det|den|sagen|tallene) ud\b|\budgaa(?:r|et|aaede?)\b|\bforaeldet|\berstattet (?:af|ved)\b|\bannulleret|\bbortfaldet|\bikke (?:laengere )?gaeldende|\b(?:version|udgave|udkast|beregning|tal) (?:fra|pr\.?) (?:\d+\. ?)?(?:` + monthsFolded + `)|\bfoer (?:revisionen|justeringen|genberegningen|rettelsen)\b|\bsuperseded\b|\bobsolete\b`)

const monthsFolded = `januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december`

// version is a run of tables of one sheet that stand below each other and say no
// line twice.
type version struct {
	tables []*table
	title  note
	lines  map[versionLine]bool
}

// versionLine is a line as another version of the case says it again.
type versionLine struct {
	label, kind string
	series      portfolio.Series
	time        timeLabel
}

// askVersions asks which of two versions of a case on one sheet counts, where
// tables say the lines of those above them again, in the same years, and a text
// above them says that one is older. Added together they count the money twice.
func (r *reader) askVersions() {
	for _, v := range r.views {
		if v.grid.turned || len(v.tables) < 2 {
			continue
		}
		versions := r.versionsOn(v)
		if len(versions) < 2 || !slices.ContainsFunc(versions, version.isOlder) {
			continue
		}
		r.askVersion(v, versions)
	}
}

// askVersion asks which of the versions of a sheet counts, and leaves the others.
func (r *reader) askVersion(v *view, versions []version) {
	var names, cells []string
	proposed := ""
	for i, version := range versions {
		name := version.title.text
		if i == 0 {
			name = firstWord(r.titleOf(v).text, version.title.text)
		}
		if name == "" || slices.Contains(names, name) {
			name = version.tables[0].headRef(version.tables[0].columns[0].at)
		}
		if proposed == "" && !version.isOlder() {
			proposed = name
		}
		place := version.title.ref
		if i == 0 {
			place = r.titleOf(v).ref
		}
		names, cells = append(names, name), append(cells, firstWord(place, version.tables[0].headRef(version.tables[0].columns[0].at)))
	}
	answer, ok := r.ask(Question{
		Key: "version@" + v.sheet.Name, Code: "version", Cells: cells, Options: append(slices.Clone(names), every),
		Proposed: proposed, Confidence: 0.7, Args: map[string]any{"sheet": v.sheet.Name, "names": strings.Join(names, ", ")},
	})
	if !ok {
		answer = proposed
	}
	if answer == every || answer == "" {
		return
	}
	for i, version := range versions {
		if names[i] == answer {
			continue
		}
		r.find(Finding{Severity: portfolio.SeverityInfo, Code: "version-left-out", Cell: cells[i], Raw: names[i], Args: map[string]any{"label": names[i], "counted": answer}})
		r.leaveVersion(version)
	}
}

// leaveVersion takes the amounts and sums of a version out again.
func (r *reader) leaveVersion(left version) {
	for _, t := range left.tables {
		for row := t.first; row <= t.last; row++ {
			r.setAside(t, row)
		}
	}
	r.drop(func(f fact) bool { return slices.Contains(left.tables, f.table()) })
	r.sums = slices.DeleteFunc(r.sums, func(s sumRow) bool { return slices.Contains(left.tables, s.table) })
}

// isOlder tells whether a text above a version says that it is an older one.
func (v version) isOlder() bool { return saysOlder.MatchString(fold(v.title.text)) }

// versionsOn are the runs of tables of a sheet, from the top, that give lines of
// no case of their own; fewer than two where they do not say the same lines.
func (r *reader) versionsOn(v *view) []version {
	var versions []version
	for _, t := range v.tables {
		lines := r.linesSaid(t)
		if len(lines) == 0 {
			continue
		}
		last := len(versions) - 1
		if last < 0 || t.head > versions[last].tables[0].head && versions[last].says(lines, 1) {
			if last >= 0 && !versions[0].says(lines, (len(lines)+1)/2) {
				return nil
			}
			versions = append(versions, version{tables: []*table{t}, title: t.olderTitle(), lines: lines})
			continue
		}
		versions[last].tables = append(versions[last].tables, t)
		for line := range lines {
			versions[last].lines[line] = true
		}
	}
	return versions
}

// says tells whether a version says at least so many of some lines.
func (v version) says(lines map[versionLine]bool, least int) bool {
	for line := range lines {
		if v.lines[line] {
			least--
		}
	}
	return least <= 0
}

// linesSaid are the lines of a table whose case is still to be found.
func (r *reader) linesSaid(t *table) map[versionLine]bool {
	lines := map[versionLine]bool{}
	for f := range r.facts.all {
		if f.table() == t && f.subject() == nil && !f.blockKind() && f.label() != "" {
			lines[versionLine{fold(f.label()), f.kind(), f.series(), f.time()}] = true
		}
	}
	return lines
}

// olderTitle is the text above a table that says that it is an older version, else
// the nearest.
func (t *table) olderTitle() note {
	for _, n := range t.titles {
		if saysOlder.MatchString(fold(n.text)) {
			return n
		}
	}
	if len(t.titles) > 0 {
		return t.titles[0]
	}
	return note{}
}
