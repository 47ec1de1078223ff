package portfolio

import (
	"cmp"
	"slices"
)

// CaseFilter (sagsudvalg) is what cases are narrowed to, on a page and on paper;
// "" does not narrow.
type CaseFilter struct {
	Area   string // a focus area's id; NoFocusArea for cases without one
	Phase  string
	Class  string // an amount class's name, which tells how a case is financed
	Origin string
}

// NoFocusArea stands for the cases without a focus area.
const NoFocusArea = "-"

// CaseFilterFields are the fields of a CaseFilter by their names in an address.
var CaseFilterFields = []string{"area", "phase", "class", "origin"}

// UnknownFilter is a value of a CaseFilter's field that there is none of.
type UnknownFilter struct{ Field, Value string }

// NewCaseFilter reads the fields, each by its name. A value that the report's
// organisation has none of narrows nothing and is given back.
func NewCaseFilter(report QuarterReport, value func(field string) string) (CaseFilter, []UnknownFilter) {
	var f CaseFilter
	var unknown []UnknownFilter
	read := func(to *string, field string, known func(string) bool) {
		switch asked := value(field); {
		case asked == "" || known(asked):
			*to = asked
		default:
			unknown = append(unknown, UnknownFilter{field, asked})
		}
	}
	org := report.Organisation
	read(&f.Area, "area", func(asked string) bool {
		_, found := org.Strategy.FocusArea(FocusAreaID(asked))
		return found || asked == NoFocusArea ||
			slices.ContainsFunc(report.Cases, func(one CaseFigures) bool { return areaField(one.Case) == asked })
	})
	read(&f.Phase, "phase", func(asked string) bool { return asked == string(PhaseUnknown) || slices.Contains(Phases, Phase(asked)) })
	read(&f.Class, "class", func(asked string) bool {
		return slices.ContainsFunc(org.Governance.AmountClasses, func(one AmountClass) bool { return one.Name == asked })
	})
	read(&f.Origin, "origin", func(asked string) bool { return slices.Contains(Origins, Origin(asked)) })
	return f, unknown
}

// Any tells whether the filter narrows at all.
func (f CaseFilter) Any() bool { return cmp.Or(f.Area, f.Phase, f.Class, f.Origin) != "" }

// Keeps tells whether a case is among those asked for, under an organisation's
// rules.
func (f CaseFilter) Keeps(rules Governance, bc BusinessCase) bool {
	class, _ := rules.ClassOf(bc)
	return (f.Area == "" || f.Area == areaField(bc)) &&
		(f.Phase == "" || f.Phase == string(bc.Stage())) &&
		(f.Class == "" || f.Class == class.Name) &&
		(f.Origin == "" || f.Origin == string(bc.Origin))
}

// Pairs are the fields' names and values in turn, as an address has them.
func (f CaseFilter) Pairs() []string {
	return []string{"area", f.Area, "phase", f.Phase, "class", f.Class, "origin", f.Origin}
}

func areaField(bc BusinessCase) string { return cmp.Or(string(bc.FocusArea), NoFocusArea) }
