package portfolio

import (
	"maps"
	"regexp"
	"slices"
	"strings"
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
	// Waits are documents that must be approved first and are not; or were approved
	// later than this one, which then rests on what nobody had said yes to.
	Waits []string `json:"waits,omitempty"`
}

// Missing tells whether the council still lacks it.
func (p RoutePaper) Missing() bool { return p.Document == nil || len(p.Waits) > 0 }

// checklist is what the council wants of a case of a class: the class's own
// list, else the organisation's.
func (g Governance) checklist(class *AmountClass) []string {
	if class != nil && class.GateChecklist != nil {
		return class.GateChecklist
	}
	return g.GateChecklist
}

// papers sets a checklist against what has been handed in.
func (g Governance) papers(checklist []string, documents []GateDocument) []RoutePaper {
	all := make([]RoutePaper, 0, len(checklist))
	for _, name := range checklist {
		paper := RoutePaper{Name: name, Document: documentNamed(documents, name)}
		for _, first := range g.GateAfter[name] {
			before := documentNamed(documents, first)
			if slices.Contains(checklist, first) && (before == nil || paper.Document != nil && paper.Document.Date.Before(before.Date)) {
				paper.Waits = append(paper.Waits, first)
			}
		}
		all = append(all, paper)
	}
	return all
}

func documentNamed(documents []GateDocument, name string) *GateDocument {
	at := slices.IndexFunc(documents, func(d GateDocument) bool { return d.Name == name })
	if at < 0 {
		return nil
	}
	return &documents[at]
}

// mayHandIn tells what stands in the way of a document: it is on no checklist, or
// one that comes first is not approved, or was approved later than it.
func (bc BusinessCase) mayHandIn(rules Governance, name string, entry Entry) error {
	if !slices.Contains(rules.documents(), name) {
		return entryError("document.unknown", entry.Field, "document", name)
	}
	if entry.Value == "" {
		return nil
	}
	after := bc.clone()
	if err := after.enterDocument(entry.Field, entry.Value); err != nil {
		return nil //nolint:nilerr // what is wrong with the document itself is told when it is entered
	}
	class, ok := rules.ClassOf(bc)
	checklist := rules.checklist(nil)
	if ok {
		checklist = rules.checklist(&class)
	}
	for _, paper := range rules.papers(checklist, after.Documents) {
		if paper.Name == name && len(paper.Waits) > 0 {
			return entryError("document.too-early", entry.Field, "document", name, "first", strings.Join(paper.Waits, ", "))
		}
	}
	return nil
}

// checkGateOrder tells whether each document that waits, and each that it waits
// for, is on a checklist, and no document waits for itself in the end.
func (g Governance) checkGateOrder(f *faults) {
	names := g.documents()
	for _, name := range slices.Sorted(maps.Keys(g.GateAfter)) {
		for _, one := range append([]string{name}, g.GateAfter[name]...) {
			if !slices.Contains(names, one) {
				f.add("governance.gateAfter["+name+"]", "profile.gate-unknown", "document", one)
			}
		}
		if g.waitsFor(name, name, map[string]bool{}) {
			f.add("governance.gateAfter["+name+"]", "profile.gate-circle", "document", name)
		}
	}
}

// waitsFor tells whether a document waits for another, maybe through others.
func (g Governance) waitsFor(name, other string, seen map[string]bool) bool {
	for _, first := range g.GateAfter[name] {
		if first == other {
			return true
		}
		if !seen[first] {
			seen[first] = true
			if g.waitsFor(first, other, seen) {
				return true
			}
		}
	}
	return false
}

// recordNumber is a case number of the municipalities' ESDH systems: KLE subject,
// facet of action, running number and year, "85.00.00-P23-1-19".
var recordNumber = regexp.MustCompile(`^\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}$`)

// RecordNumberLooksRight tells whether an ESDH number has the usual form. Other
// forms are taken: it is a warning, not a rule.
func RecordNumberLooksRight(number string) bool { return recordNumber.MatchString(number) }
