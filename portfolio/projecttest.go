package portfolio

// ProjectTest (projekttype) is the test of what a measure is: whether it changes
// how the municipality works, or only what it works with. A question without an
// answer is nil. Who answered, and when, is in the entry that stored it.
type ProjectTest struct {
	Work        *bool       `json:"work"`        // new technology changes the way we work
	Services    *bool       `json:"services"`    // … the services we deliver
	Delivery    *bool       `json:"delivery"`    // … the way we deliver them
	Thing       ProjectItem `json:"thing"`       // what it is as technology; "" when not answered
	Significant *bool       `json:"significant"` // significant changes in workflows, processes, products or services
}

// ProjectItem (hvad der anskaffes) is what a measure is as technology.
type ProjectItem string

// The things that fall outside digitalisation unless they bring significant
// changes, and the rest.
const (
	ItemVersion  ProjectItem = "version" // a new version
	ItemUpdate   ProjectItem = "update"
	ItemHardware ProjectItem = "hardware"
	ItemSystem   ProjectItem = "system"
	ItemOther    ProjectItem = "other" // none of them
)

// ProjectItems are all of them.
var ProjectItems = []ProjectItem{ItemVersion, ItemUpdate, ItemHardware, ItemSystem, ItemOther}

// ProjectKind is what the test comes to; the words and why are in the catalogue
// under "project-test.<code>".
type ProjectKind string

// The outcomes.
const (
	ProjectUnknown ProjectKind = ""            // an answer is missing that decides it
	ProjectDigital ProjectKind = "digital"     // digitaliseringsprojekt
	ProjectIT      ProjectKind = "it"          // it-projekt, which also wants planning and steering
	ProjectBuy     ProjectKind = "acquisition" // anskaffelse: neither
)

// ProjectKinds are the outcomes that can be told.
var ProjectKinds = []ProjectKind{ProjectDigital, ProjectIT, ProjectBuy}

// Outcome is what the answers make of a measure, and the codes of the answers
// that decided it; of ProjectUnknown the questions that are missing. A new
// version, an update, hardware or a system is outside digitalisation, unless it
// brings significant changes: then it may be an it project. What is none of
// them is a digitalisation project when new technology changes one of three
// things: the way of working, the services, or the way they are delivered.
func (t ProjectTest) Outcome() (kind ProjectKind, because []string) {
	switch t.Thing {
	case "":
		return ProjectUnknown, []string{"thing"}
	case ItemOther:
		if changes, missing := t.changes(); len(changes) > 0 {
			return ProjectDigital, changes
		} else if len(missing) > 0 {
			return ProjectUnknown, missing
		}
	}
	switch {
	case t.Significant == nil:
		return ProjectUnknown, []string{"significant"}
	case *t.Significant:
		return ProjectIT, []string{"significant"}
	}
	return ProjectBuy, []string{"insignificant"}
}

// changes are the things that new technology changes, and those not answered.
func (t ProjectTest) changes() (yes, missing []string) {
	for _, one := range []struct {
		name   string
		answer *bool
	}{{"work", t.Work}, {"services", t.Services}, {"delivery", t.Delivery}} {
		switch {
		case one.answer == nil:
			missing = append(missing, one.name)
		case *one.answer:
			yes = append(yes, one.name)
		}
	}
	return yes, missing
}
