package portfolio

import (
	"regexp"
	"slices"
	"time"
)

// GateDocument (bilag) is a document of the gate checklist as it was handed in
// for a case: where it is journalised, when it was approved and by whom. The
// document itself is in the ESDH system.
type GateDocument struct {
	Name   string    `json:"name"` // as the checklist calls it
	Record string    `json:"record"`
	Date   time.Time `json:"date,omitzero"`
	By     string    `json:"by"`
}

// RoutePaper (tjeklistepunkt) is a document the council wants, and what is known
// of it; nil when it is missing.
type RoutePaper struct {
	Name     string        `json:"name"`
	Document *GateDocument `json:"document"`
}

// checklist is what the council wants of a case of a class: the class's own
// list, else the organisation's.
func (g Governance) checklist(class *AmountClass) []string {
	if class != nil && class.GateChecklist != nil {
		return class.GateChecklist
	}
	return g.GateChecklist
}

// papers sets a checklist against what has been handed in.
func papers(checklist []string, documents []GateDocument) []RoutePaper {
	all := make([]RoutePaper, 0, len(checklist))
	for _, name := range checklist {
		paper := RoutePaper{Name: name}
		if at := slices.IndexFunc(documents, func(d GateDocument) bool { return d.Name == name }); at >= 0 {
			paper.Document = &documents[at]
		}
		all = append(all, paper)
	}
	return all
}

// recordNumber is a case number of the municipalities' ESDH systems: KLE subject,
// facet of action, running number and year, "85.00.00-P23-1-19".
var recordNumber = regexp.MustCompile(`^\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}$`)

// RecordNumberLooksRight tells whether an ESDH number has the usual form. Other
// forms are taken: it is a warning, not a rule.
func RecordNumberLooksRight(number string) bool { return recordNumber.MatchString(number) }
