package report

import (
	"cmp"
	"strings"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Narrowed is the pack of the cases that a filter keeps: every paper has their
// figures alone and says so under each page. The snapshot stays whole, so that it
// can be verified.
func (p Pack) Narrowed(filter portfolio.CaseFilter) Pack {
	if !filter.Any() {
		return p
	}
	rules := p.Report.Organisation.Governance
	p.Filter, p.all = filter, len(p.Report.Cases)
	p.Report = p.Report.Of(func(bc portfolio.BusinessCase) bool { return filter.Keeps(rules, bc) })
	kept := map[portfolio.CaseID]bool{"": true} // what is about no case is about all
	for _, figures := range p.Report.Cases {
		kept[figures.Case.ID] = true
	}
	var agenda []portfolio.AgendaItem
	for _, item := range p.Agenda {
		if kept[item.Case] {
			agenda = append(agenda, item)
		}
	}
	p.Agenda = agenda
	return p
}

// Which says which cases a pack is of: "alle sager", or "Indsatsområde: Velfærd
// (3 af 30 sager)".
func (p Pack) Which() string {
	if !p.Filter.Any() {
		return p.Print.T("pack.all-cases")
	}
	return SomeCases(p.Print, p.Report, p.Filter, p.all)
}

// SomeCases says which cases a part of a quarter is of, and how many of all.
func SomeCases(print *i18n.Printer, part portfolio.QuarterReport, filter portfolio.CaseFilter, all int) string {
	var words []string
	for _, word := range FilterWords(print, part.Organisation.Strategy, filter) {
		words = append(words, word.Name+": "+word.Value)
	}
	return print.N("pack.some-cases", all, "filter", strings.Join(words, ", "), "shown", len(part.Cases))
}

// FilterWord is one thing that cases are narrowed to, in words.
type FilterWord struct{ Field, Name, Value string }

// FilterWords are a filter in words, field by field.
func FilterWords(print *i18n.Printer, strategy portfolio.Strategy, f portfolio.CaseFilter) (words []FilterWord) {
	put := func(field, value, text string) {
		if value != "" {
			words = append(words, FilterWord{field, print.T("filter." + field), text})
		}
	}
	area, found := strategy.FocusArea(portfolio.FocusAreaID(f.Area))
	name := cmp.Or(area.Name, f.Area)
	if !found && f.Area == portfolio.NoFocusArea {
		name = print.T("book.no-area")
	}
	phase := print.T("pipeline.phase-unknown")
	if f.Phase != string(portfolio.PhaseUnknown) {
		phase = print.T("phase." + f.Phase)
	}
	put("area", f.Area, name)
	put("phase", f.Phase, phase)
	put("class", f.Class, f.Class)
	put("origin", f.Origin, print.T("origin."+cmp.Or(f.Origin, string(portfolio.Own))))
	return words
}

// suffix tells the files of a part from those of the whole: "-velfaerd-drift".
func (p Pack) suffix() string {
	name := ""
	for i, value := range p.Filter.Pairs() {
		if i%2 == 0 || value == "" {
			continue
		}
		if value == portfolio.NoFocusArea {
			value = p.Print.T("pack.no-area-name")
		}
		name += "-" + fileWord(value)
	}
	return name
}

// fileWord is a text as a part of a file's name on any system.
func fileWord(s string) string {
	s = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa").Replace(strings.ToLower(s))
	word := strings.FieldsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(word, "-")
}

// ofPart titles a chart of the account of a part: the whole's target is not
// missing, it is another's.
func (p Pack) ofPart(chart charts.Chart) charts.Chart {
	if p.Filter.Any() {
		chart.Title = p.headline()
		chart.Table.Caption = chart.Title
	}
	return chart
}

// NarrowedBy is the pack narrowed to what somebody asked for, field by field.
// CodeInvalid is for a value that there is none of: a paper of all cases would
// not be what was asked for.
func (p Pack) NarrowedBy(value func(field string) string) (Pack, error) {
	filter, unknown := portfolio.NewCaseFilter(p.Report, value)
	if len(unknown) > 0 {
		one := unknown[0]
		return p, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "pack.unknown-filter", Args: map[string]any{"name": p.Print.T("filter." + one.Field), "value": one.Value}}
	}
	return p.Narrowed(filter), nil
}
