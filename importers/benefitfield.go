package importers

import (
	"slices"
	"strings"

	"raaderum/importers/template"
	"raaderum/portfolio"
)

// benefitField (gevinstfelt) is what a column of a register says of the benefit
// on its row, beside its amounts.
type benefitField struct {
	name string // of the domain: "owner", "benefit-kind", "state", "accrues-to"
	at   int
}

// The headings over what is said of a benefit. The plain words say it only where
// the rows are benefits: a "Status" beside a project is the project's.
var (
	headsBenefitKind = says(`^gevinst(?:type|art|kategori)$|^type (?:af )?gevinst$|^benefit (?:type|kind|category)$`)
	headsState       = says(`^gevinst(?:ens )?status$|^benefit status$`)
	headsRecipient   = says(`^(?:gevinst(?:en)? )?tilfalder$|^accrues to$`)
	plainOwner       = says(`^(?:ejer|ansvarlig|owner)$`)
	plainKind        = says(`^(?:type|art|kategori)$`)
	plainState       = says(`^status$`)
)

// benefitFields are the columns of a table that say something of its benefits;
// the first of each.
func (t *table) benefitFields() []benefitField {
	var fields []benefitField
	benefits := t.column(roleBenefit) != nil
	owned := t.column(roleBenefitOwner) != nil
	for i := range t.columns {
		c := &t.columns[i]
		name := ""
		switch words := fold(c.text); {
		case c.time.known():
		case c.role == roleBenefitOwner, benefits && !owned && plainOwner.MatchString(words):
			name = "owner"
		case headsBenefitKind.MatchString(words), benefits && plainKind.MatchString(words) && t.says(c, isBenefitKind):
			name = "benefit-kind"
		case headsState.MatchString(words), benefits && plainState.MatchString(words) && t.says(c, isBenefitState):
			name = "state"
		case headsRecipient.MatchString(words):
			name = "accrues-to"
		}
		if name != "" && !slices.ContainsFunc(fields, func(f benefitField) bool { return f.name == name }) {
			fields = append(fields, benefitField{name, c.at})
		}
	}
	return fields
}

// describeBenefits fills in who owns a benefit, what kind it is and how far it
// has come where its row says so. Words that are none of the domain's leave the
// field empty, and are told of once for each column.
func (r *reader) describeBenefits() {
	known := map[*table][]benefitField{}
	unread := map[string]*Finding{} // by the column's heading
	for _, s := range r.subjects {
		for i := range s.Lines {
			first := s.facts[i].first()
			t := first.table()
			fields, ok := known[t]
			if !ok {
				fields = t.benefitFields()
				known[t] = fields
			}
			if s.Lines[i].Kind == benefit {
				for _, field := range fields {
					row := first.row()
					if r.topSums[t][int(s.from)] && blank(t.grid.at(row, field.at)) {
						row = int(s.from) // said of all lines of the case
					}
					r.describe(&s.Lines[i], t, row, field, unread)
				}
			}
			r.compareLasting(&s.Lines[i], t, first.row())
		}
	}
}

// describe reads a field of a benefit on its row.
func (r *reader) describe(line *Line, t *table, row int, field benefitField, unread map[string]*Finding) {
	cell := t.grid.at(row, field.at)
	if blank(cell) {
		return
	}
	ref := t.grid.ref(row, field.at)
	value, ok := benefitValue(field.name, clean(cell.Raw()))
	if ok {
		line.Fields = append(line.Fields, Field{Name: field.name, Value: value, Cell: ref, Raw: cell.Raw()})
		return
	}
	head := t.headRef(field.at)
	if known := unread[head]; known != nil {
		known.Args["n"] = known.Args["n"].(int) + 1
		return
	}
	found := Finding{Severity: portfolio.SeverityWarning, Code: "benefit-field-unread", Cell: ref, Raw: cell.Raw(), Args: map[string]any{
		"label": t.columnName(field.at), "text": clean(cell.Raw()), "choices": strings.Join(benefitChoices(field.name).Labels(), ", "), "n": 1,
	}}
	unread[head] = &found
	r.find(found) // its arguments are shared, so the count goes on
}

// benefitValue is the domain's value for the words in a field of a benefit; not
// ok when it has none.
func benefitValue(name, text string) (value string, ok bool) {
	if name == "owner" {
		return text, !looksLikeNumber(text)
	}
	if value, ok = benefitChoices(name).Code(text); ok {
		return value, true
	}
	if name == "benefit-kind" {
		for _, kind := range benefitKindWords {
			if kind.pattern.MatchString(fold(text)) {
				return string(kind.kind), true
			}
		}
	}
	return "", false
}

// benefitChoices are the values that a field of a benefit can have.
func benefitChoices(name string) template.Choices {
	switch name {
	case "benefit-kind":
		return template.Kinds
	case "state":
		return template.States
	case "accrues-to":
		return template.Recipients
	}
	return nil
}

// benefitKindWords are what the kinds are called besides the template's words. A
// "økonomisk gevinst" may be any of the first three, and a "tidsbesparelse" may
// have been cashed.
var benefitKindWords = []struct {
	kind    portfolio.BenefitKind
	pattern *phrase
}{
	{portfolio.Cashable, says(`^(?:budgetgevinst\w*|budgetreduktion|budgetbesparelse|cashable(?: benefit)?)$`)},
	{portfolio.Revenue, says(`^(?:merindtaegt\w*|oegede indtaegter|revenue)$`)},
	{portfolio.CostAvoidance, says(`^(?:undgaae?(?:t|de) (?:udgift|omkostning)\w*|cost avoidance)$`)},
	{portfolio.ReleasedTime, says(`^(?:frigivet|frigjort) (?:arbejds)?tid$|^released time$`)},
	{portfolio.Societal, says(`^samfunds(?:maessig |oekonomisk )?gevinst$|^societal(?: benefit)?$`)},
	{portfolio.Qualitative, says(`^kvalitativ\w*(?: gevinst\w*)?$|^qualitative(?: benefit)?$`)},
	{portfolio.Disbenefit, says(`^negativ gevinst$|^disbenefit$`)},
}

func isBenefitKind(folded string) bool { _, ok := benefitValue("benefit-kind", folded); return ok }

func isBenefitState(folded string) bool {
	return slices.ContainsFunc(template.States, func(c template.Choice) bool { return fold(c.Label) == folded })
}

// lasting is how long the word in a column "Varig/engangs" says that an amount
// lasts. "3 år" and "midlertidig" are neither.
func lasting(folded string) portfolio.Recurrence {
	switch {
	case saysPermanent.MatchString(folded):
		return portfolio.Running
	case saysOneOff.MatchString(folded):
		return portfolio.OneOff
	}
	return portfolio.RecurrenceUnknown
}

var (
	saysPermanent = says(`^(?:varigt?|varige|permanent|loebende|running|recurring)(?: (?:gevinst|besparelse|effekt|udgift|drift))?$`)
	saysOneOff    = says(`^(?:engangs?|one-off|one off)(?: ?(?:gevinst|besparelse|effekt|udgift|beloeb))?$`)
)

// compareLasting tells of a row whose word for how long it lasts is not
// understood, or says the opposite of what its amounts were read as.
func (r *reader) compareLasting(line *Line, t *table, row int) {
	c := t.column(roleLasting)
	if c == nil {
		return
	}
	cell := t.grid.at(row, c.at)
	if blank(cell) || lasting(fold(clean(cell.Raw()))) == line.Recurrence && line.Recurrence != portfolio.RecurrenceUnknown {
		return
	}
	r.find(Finding{Severity: portfolio.SeverityWarning, Code: "lasting-unread", Cell: t.grid.ref(row, c.at), Raw: cell.Raw(),
		Args: map[string]any{"label": line.Label, "text": clean(cell.Raw())}})
}
