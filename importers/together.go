package importers

import (
	"regexp"
	"strings"
)

// completes tells whether two cases may be one that stands in two places: on sheets
// of their own under the same title, the one with nothing but costs and the other
// with nothing but benefits, or each with years that the other has not.
func (d double) completes() bool {
	if d.first.mainSheet() == d.second.mainSheet() {
		return false
	}
	if bareTitle(d.first.Title) == bareTitle(d.second.Title) {
		own, theirs := d.first.onlyKind(), d.second.onlyKind()
		return own != "" && theirs != "" && own != theirs
	}
	return d.by == byTitle && d.otherYears() && namesCase(withoutYear(d.first.Title))
}

// onlyKind is the kind of all lines of a case; "" where there are both, or none.
func (s *subject) onlyKind() string {
	kind := ""
	for i := range s.Lines {
		switch own := s.Lines[i].Kind; {
		case own == "" || kind != "" && own != kind:
			return ""
		default:
			kind = own
		}
	}
	return kind
}

// putTogether makes two cases one: the first gets the lines of the second.
func (r *reader) putTogether(d double) {
	d.first.joined = d.first.joined || d.first.Title != d.second.Title && d.otherYears()
	for i := range d.second.facts {
		for f := range d.second.facts[i].all {
			f.setSubject(d.first)
		}
	}
	d.first.Lines, d.first.facts = append(d.first.Lines, d.second.Lines...), append(d.first.facts, d.second.facts...)
	d.second.Lines, d.second.facts = nil, nil
	known := map[string]bool{}
	for _, f := range d.first.Fields {
		known[f.Name] = true
	}
	for _, f := range d.second.Fields {
		if !known[f.Name] {
			d.first.Fields = append(d.first.Fields, f)
		}
	}
	sheets := make(map[string]bool, len(d.first.sheets)+len(d.second.sheets)) // those of a register are shared by all its cases
	for _, s := range []*subject{d.first, d.second} {
		for sheet := range s.sheets {
			sheets[sheet] = true
		}
		d.first.Number = firstWord(d.first.Number, s.Number)
		d.first.FocusArea = firstWord(d.first.FocusArea, s.FocusArea)
		d.first.Organisation = firstWord(d.first.Organisation, s.Organisation)
	}
	d.first.sheets, d.second.dropped = sheets, true
}

// withoutYear is a title without the year at its end: "Digital kø – 2026".
func withoutYear(title string) string {
	return strings.TrimSpace(yearAtEnd.ReplaceAllString(title, ""))
}

var yearAtEnd = regexp.MustCompile(`[\s,;:–—(-]+(?:budget |regnskab |år )?(?:19|20)\d\d\)?$`)
