package importers

import (
	"maps"
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// withMapping adds a mapping's answers to those that were given, which overrule
// them, and tells what had to be moved and what could not be used.
func (o Options) withMapping(book *workbook.Book) (Answers, []Finding) {
	if o.Mapping == nil {
		return o.Answers, nil
	}
	recall := o.Mapping.recall(book)
	answers := maps.Clone(recall.Answers)
	maps.Copy(answers, o.Answers)
	var findings []Finding
	tell := func(code string, args map[string]any) {
		findings = append(findings, findingAt(portfolio.SeverityWarning, code, "", "", args))
	}
	if len(recall.Renamed) > 0 {
		var used []string
		for _, key := range slices.Sorted(maps.Values(recall.Renamed)) {
			used = append(used, key+" = "+answers[key])
		}
		findings = append(findings, findingAt(portfolio.SeverityInfo, "mapping-used", "", "", map[string]any{"answers": strings.Join(used, "; ")}))
	}
	if len(o.Mapping.Sheets) > 0 && !recall.Known {
		tell("mapping-other-layout", nil)
	}
	if recall.Moved || len(recall.Renamed) > 0 && recall.movedRows() {
		var moves []string
		for _, key := range slices.Sorted(maps.Keys(recall.Renamed)) {
			moves = append(moves, key+" → "+recall.Renamed[key])
		}
		tell("mapping-moved", map[string]any{"n": len(moves), "moves": strings.Join(moves, "; ")})
	}
	if len(recall.Lost) > 0 && recall.Known {
		tell("mapping-lost", map[string]any{"keys": strings.Join(recall.Lost, "; ")})
	}
	return answers, findings
}

// movedRows tells whether an answer about a cell moved to another cell; a sheet
// of another name is what every new file has.
func (r Recall) movedRows() bool {
	for before, after := range r.Renamed {
		_, _, was := keyPlace(before)
		_, _, is := keyPlace(after)
		if was != is {
			return true
		}
	}
	return false
}
