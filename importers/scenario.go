package importers

import (
	"slices"
	"strings"
)

const every = "all"

// askScenarios asks which alternative counts, where a register has several
// for each project: rows "Pessimistisk, Basis, Optimistisk", or one column per
// scenario. Alternatives must never be added together, so without an answer
// none of their amounts is taken.
func (r *reader) askScenarios() {
	chosen := map[*table]string{}
	r.drop(func(f fact) bool {
		if f.subject() == nil || f.subject().scenario == "" || f.table().column(roleTitle) == nil {
			return false
		}
		answer, known := chosen[f.table()]
		if !known {
			answer = r.askScenario(f.table())
			chosen[f.table()] = answer
		}
		return answer != every && answer != f.subject().scenario
	})
}

func (r *reader) askScenario(t *table) string {
	var names, cells []string
	for _, s := range r.subjects {
		if s.sheets[t.key()] && s.scenario != "" && !slices.Contains(names, s.scenario) {
			names = append(names, s.scenario)
			if s.TitleCell != "" {
				cells = append(cells, s.TitleCell)
			}
		}
	}
	answer, _ := r.ask(Question{
		Key: "scenario@" + t.key(), Code: "scenario", Cells: cells, Options: append(names, every),
		Proposed: likelyScenario(names), Confidence: 0.4, Args: map[string]any{"sheet": t.key(), "names": strings.Join(names, ", ")},
	})
	return answer
}

// likelyScenario is the alternative that is most often the case itself; "" when
// no name says so.
func likelyScenario(names []string) string {
	for _, name := range names {
		if saysBaseline.MatchString(strings.TrimLeft(fold(name), "(123456789abc.): ")) || saysBaseline.MatchString(fold(name)) {
			return name
		}
	}
	return ""
}

var (
	saysBaseline = says(`^(basis|base|base case|forventet|sandsynlig|middel|realistisk|anbefalet)`)
	saysScenario = says(`\bscenari|\balternativ|pessimis|optimis|worst|best case|\bbase case|^basis$|\blav\b|\bhoej\b|minimum|maksimum`)
)

// askSheetScenarios asks which sheet is the case, where complete sheets carry
// names of scenarios.
func (r *reader) askSheetScenarios(sheets []*view) []*view {
	var names, cells []string
	for _, v := range sheets {
		if saysScenario.MatchString(fold(v.sheet.Name)) {
			names = append(names, v.sheet.Name)
			cells = append(cells, reference(v.sheet.Name, 1, 1))
		}
	}
	if len(names) == 0 || len(sheets)-len(names) > 1 {
		return sheets
	}
	for _, v := range sheets {
		if !slices.Contains(names, v.sheet.Name) {
			names = append([]string{v.sheet.Name}, names...)
		}
	}
	if len(names) < 2 {
		return sheets
	}
	answer, ok := r.ask(Question{
		Key: "scenario@" + names[0], Code: "scenario", Cells: cells, Options: append(names, every),
		Proposed: likelyScenario(names), Confidence: 0.5, Args: map[string]any{"sheet": names[0], "names": strings.Join(names, ", ")},
	})
	if !ok || answer == every {
		return sheets
	}
	r.drop(func(f fact) bool {
		return f.subject() == nil && f.sheet() != answer && slices.Contains(names, f.sheet())
	})
	return slices.DeleteFunc(slices.Clone(sheets), func(v *view) bool { return v.sheet.Name != answer })
}
