package importers

import (
	"regexp"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// maxCommentsPerSheet keeps a much discussed sheet readable.
const maxCommentsPerSheet = 25

// tellComments shows what people have written in comments on the cells that
// became amounts, or that name or head them: they often say what the cell does
// not (domain handbook M22). What they mean is for the user to judge.
func (r *reader) tellComments() {
	for _, v := range r.views {
		told := 0
		for i := range v.sheet.Rows {
			for j := range v.sheet.Rows[i].Cells {
				c := &v.sheet.Rows[i].Cells[j]
				if c.Comment() == "" || !v.inside(c) {
					continue
				}
				if told++; told <= maxCommentsPerSheet {
					severity := portfolio.SeverityInfo
					if counts(c) && corrects.MatchString(fold(c.Comment())) {
						severity = portfolio.SeverityWarning
					}
					r.find(Finding{
						Severity: severity, Code: "comment", Cell: reference(v.sheet.Name, c.Row(), c.Col()), Raw: withoutPersonalNumbers(c.Raw()),
						Args: map[string]any{"text": withoutPersonalNumbers(clean(c.Comment()))},
					})
				}
			}
		}
	}
}

// corrects says that a number is another than the one that stands there: "Skal
// være 450.000", "rettes til 140".
var corrects = says(`\b(?:skal|skulle|boer|burde) (?:vaere|staa|rettes|aendres|have vaeret)\b|\brette[st]? til\b|\baendre[st]? til\b|\bkorrigere[st]? til\b|\bforkert\b|\b\w*fejl\b|\bikke \d[\d.]*(?:,\d+)?$|\bikke \d[\d. ]* ?[-,(]|\bshould be\b|\bwrong\b|\bincorrect\b`)

// commented is the first comment on a heading of the table, or on a text above
// it, that says something: it speaks for an answer, and is none.
func (t *table) commented(says func(string) bool) (text, ref string) {
	for row := max(1, t.head-mostTitles); row <= t.foot; row++ {
		for i, cell := range t.grid.row(row) {
			if cell != nil && cell.Comment() != "" && says(cell.Comment()) {
				return cell.Comment(), t.grid.ref(row, i+1)
			}
		}
	}
	return "", ""
}

// printed is the first text above or below the sheet's printed pages that says
// something: it speaks for an answer, and is none, for nobody sees it in the
// sheet.
func printed(t *table, says func(string) bool) string {
	for _, text := range t.grid.sheet.Printed {
		if says(text) {
			return text
		}
	}
	return ""
}

// mostTitles is how many rows above its headings speak of a table.
const mostTitles = 5

// inside tells whether a cell belongs to a table that may give amounts.
func (v *view) inside(c *workbook.Cell) bool {
	at := v.grid.seen(c.Row(), c.Col())
	for _, t := range v.tables {
		if t.head <= at.row && at.row <= t.last && t.readable() {
			return true
		}
	}
	return false
}

// personalNumber is the shape of a CPR number: a day, a month, a year and four
// digits more, with a hyphen, a blank or nothing between.
var personalNumber = regexp.MustCompile(`\b(?:0[1-9]|[12]\d|3[01]|[4-6]\d|7[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}\b`)

// hasDigitRun tells whether six digits stand together in a text, without which
// it holds no CPR number. Long texts without are let go soon.
func hasDigitRun(text string) bool {
	run := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			run = 0
		} else if run++; run == 6 {
			return true
		}
	}
	return false
}

// withoutPersonalNumbers is a text in which what looks like a CPR number is
// crossed out.
func withoutPersonalNumbers(text string) string {
	return personalNumber.ReplaceAllString(text, "******-****")
}

// findPersonalNumbers reports texts and comments that hold what looks like a
// CPR number (domain handbook W20), and takes the numbers out of everything
// that the reading keeps. Numbers that are stored as numbers are amounts.
func (r *reader) findPersonalNumbers() {
	found := false
	for _, sheet := range r.book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				c := &sheet.Rows[i].Cells[j]
				r.words.spendOn(len(c.Raw()))
				text := c.Kind() == workbook.Text && hasDigitRun(c.Raw())
				inText := text && personalNumber.MatchString(c.Raw()) && !looksLikeNumber(c.Raw())
				hyphened := text && personalHyphen.MatchString(c.Raw())
				if inText || hyphened || c.Comment() != "" && personalNumber.MatchString(c.Comment()) {
					found = true
					r.find(Finding{Severity: portfolio.SeverityWarning, Code: "personal-number", Cell: reference(sheet.Name, c.Row(), c.Col())})
				}
			}
		}
	}
	if found {
		r.hidePersonalNumbers()
	}
}

// personalHyphen is a CPR number alone in its cell, written as such.
var personalHyphen = regexp.MustCompile(`^\s*(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}\s*$`)

// hidePersonalNumbers crosses CPR numbers out of all texts that leave the
// reading.
func (r *reader) hidePersonalNumbers() {
	hide := func(texts ...*string) {
		for _, text := range texts {
			*text = withoutPersonalNumbers(*text)
		}
	}
	hideArgs := func(args map[string]any) {
		for name, value := range args {
			if text, ok := value.(string); ok {
				args[name] = withoutPersonalNumbers(text)
			}
		}
	}
	for _, s := range r.subjects {
		hide(&s.Title, &s.Number, &s.FocusArea, &s.Organisation)
		for i := range s.Fields {
			hide(&s.Fields[i].Value, &s.Fields[i].Raw)
		}
		for i := range s.Lines {
			line := &s.Lines[i]
			hide(&line.Label, &line.Category, &line.ID)
			for j := range line.Fields {
				hide(&line.Fields[j].Value, &line.Fields[j].Raw)
			}
		}
	}
	for i := range r.findings {
		f := &r.findings[i]
		hide(&f.Raw)
		hideArgs(f.Args)
	}
	for i := range r.questions {
		q := &r.questions[i]
		hide(&q.Proposed)
		for j := range q.Options {
			hide(&q.Options[j])
		}
		hideArgs(q.Args)
	}
}
