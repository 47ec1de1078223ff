package machine

import "raaderum/portfolio"

// Part (udsnit) is which of a quarter's cases figures are of, and how many of how
// many they are.
type Part struct {
	Area   string `json:"area"` // "": any
	Phase  string `json:"phase"`
	Class  string `json:"class"`
	Origin string `json:"origin"`
	Cases  int    `json:"cases"`
	Of     int    `json:"of"`

	keep map[portfolio.CaseID]bool
}

// PartOf reads which of a report's cases are asked for, field by field; nil are all
// of them. A value that there is none of is refused: figures of something else than
// was asked for would be taken for what was.
func PartOf(report portfolio.QuarterReport, asked func(field string) string) (*Part, error) {
	filter, unknown := portfolio.NewCaseFilter(report, asked)
	if len(unknown) > 0 {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.query", Args: map[string]any{"name": unknown[0].Field, "value": unknown[0].Value},
			Place: portfolio.Place{Field: unknown[0].Field}}
	}
	if !filter.Any() {
		return nil, nil
	}
	part := &Part{Area: filter.Area, Phase: filter.Phase, Class: filter.Class, Origin: filter.Origin, Of: len(report.Cases), keep: map[portfolio.CaseID]bool{}}
	for _, one := range report.Cases {
		if filter.Keeps(report.Organisation.Governance, one.Case) {
			part.keep[one.Case.ID] = true
		}
	}
	part.Cases = len(part.keep)
	return part, nil
}

// Keeps tells whether a case is among those asked for.
func (p *Part) Keeps(id portfolio.CaseID) bool { return p == nil || p.keep[id] }
