package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"raaderum/portfolio"
)

// classRows is how many rows of amount classes the form has.
func (v rulesView) classRows() int {
	for _, section := range v.Form.Sections {
		if section.ID == "classes" {
			return len(section.Groups)
		}
	}
	return 0
}

// wrongIn tells whether a part has a field that cannot be used.
func (v rulesView) wrongIn(section rulesSection) bool {
	for _, group := range section.Groups {
		for _, input := range group.Fields {
			if len(v.Form.wrong[input.Name]) > 0 {
				return true
			}
		}
	}
	return false
}

// namedBy names fields without a legend of their own by their part.
func namedBy(group entryGroup, section rulesSection) templ.Attributes {
	if group.Legend != "" {
		return nil
	}
	return templ.Attributes{"aria-labelledby": "rules-" + section.ID}
}

// ruleTold ties a field to its hint and to what is wrong with it.
func ruleTold(input entryInput, wrong []string) templ.Attributes {
	var by []string
	told := templ.Attributes{}
	if input.Hint != "" {
		by = append(by, input.Name+"-hint")
	}
	if len(wrong) > 0 {
		by = append(by, input.Name+"-wrong")
		told["aria-invalid"] = "true"
	}
	if len(by) > 0 {
		told["aria-describedby"] = strings.Join(by, " ")
	}
	return told
}

// areaRows is room for what is written, and a line more.
func areaRows(text string) int { return min(max(2, strings.Count(text, "\n")+2), 12) }

// saidIn are the groups of a part in which something is stated, with the fields that
// say something: a class that nobody has described is none.
func saidIn(section rulesSection) (said []entryGroup) {
	for _, group := range section.Groups {
		if !slices.ContainsFunc(group.Fields, func(input entryInput) bool { return input.Value != "" }) {
			continue
		}
		group.Fields = slices.DeleteFunc(slices.Clone(group.Fields), func(input entryInput) bool { return shownValue(input) == "" })
		said = append(said, group)
	}
	return said
}

// notSaid is what holds where a part states nothing.
func notSaid(page Page, section rulesSection) string {
	if section.ID == "limits" {
		return page.T("rules.no-limits")
	}
	return page.T("rules.nothing")
}

// shownValue is what a field says, in words.
func shownValue(input entryInput) string {
	for _, option := range input.Options {
		if option.Value == input.Value {
			return option.Text
		}
	}
	return input.Value
}

func movedWord(page Page, word func(string) string, value string) string {
	if said := word(value); said != "" {
		return said
	}
	return page.T("rules.no-class")
}

// meetingNote is what is to be known of a meeting beside its day.
func meetingNote(page Page, meeting portfolio.Meeting) string {
	switch {
	case meeting.Holiday != "":
		return page.T("rules.on-holiday", "holiday", page.T("holiday."+string(meeting.Holiday)))
	case !meeting.Planned.IsZero() && !meeting.Planned.Equal(meeting.Date):
		return page.T("rules.moved-from", "date", meeting.Planned)
	case meeting.Planned.IsZero():
		return page.T("rules.is-extra")
	}
	return ""
}
