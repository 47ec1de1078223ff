package importers

import "regexp"

// The words of headings between the rows that say a kind and are no names of
// lines: "Hvad koster det?", "Det får vi ud af det".
var (
	costSection    = says(`\bkoster\b|\bressourceforbrug|\bnegative? (?:paavirkning|konsekvens|virkning)|\bbruger vi\b`)
	benefitSection = says(`\bsparer\b|\b(?:faar|vinder) vi\b|\bfrigjorte?\b|\bpositive? (?:paavirkning|konsekvens|virkning)|\budbytte\b`)
)

// sectionHeading is the heading of a row that holds nothing but words. Where the
// words that lines share say no kind, those of questions and prose may.
func (t *table) sectionHeading(label string, h heading) heading {
	if h.kind != "" {
		return h
	}
	folded := fold(label)
	switch costs, benefits := costSection.MatchString(folded), benefitSection.MatchString(folded); {
	case costs && !benefits:
		h.kind = cost
	case benefits && !costs:
		h.kind = benefit
	}
	return h
}

// numberedText begins with a number and a bracket, as footnotes and headings do.
var numberedText = regexp.MustCompile(`^\d{1,2}\)\s`)

// remarks tells whether a row that holds nothing but words is a remark, and no
// heading. What is numbered is a heading where a line follows it.
func (l *lineReader) remarks(row int, label string) bool {
	if !saysAside.MatchString(fold(label)) {
		return false
	}
	if !numberedText.MatchString(clean(label)) || row == l.table.last {
		return true
	}
	below, _ := l.table.label(row + 1)
	return below == "" || l.table.filled(row+1, l.columns) == 0
}
