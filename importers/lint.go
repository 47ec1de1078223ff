package importers

import (
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// maxLintPerSheet keeps a broken sheet from drowning the rest.
const maxLintPerSheet = 25

// lint reports what is wrong with the workbook itself beside the amounts:
// error values, numbers typed over formulas, swapped headings, a book without
// a case.
func (r *reader) lint() {
	reported := map[string]bool{}
	for _, f := range r.findings {
		reported[f.Cell] = true
	}
	for _, v := range r.views {
		errors := 0
		for i := range v.sheet.Rows {
			for j := range v.sheet.Rows[i].Cells {
				c := &v.sheet.Rows[i].Cells[j]
				if c.Kind() != workbook.Error {
					continue
				}
				if ref := reference(v.sheet.Name, c.Row(), c.Col()); !reported[ref] {
					if errors++; errors <= maxLintPerSheet {
						r.find(Finding{Severity: portfolio.SeverityWarning, Code: "error-value-beside", Cell: ref, Raw: c.Raw(), Args: map[string]any{"text": c.Raw()}})
					}
				}
			}
		}
		r.findPatternBreaks(v)
	}
	r.checkCover()
	r.checkLifetime()
	r.checkOwners()
	r.findMixedVAT()
	r.findSwapped()
	switch {
	case slices.ContainsFunc(r.findings, func(f Finding) bool { return f.Code == "year-axis-broken" }): // which says why there is no case
	case len(r.yearly) > 0: // targets may come without a case
	case !slices.ContainsFunc(r.subjects, func(s *subject) bool { return !s.dropped }):
		r.find(Finding{Severity: portfolio.SeverityError, Code: "no-case", Cell: firstCell(r.book)})
	case r.facts.len() == 0 && len(r.questions) == 0 && len(r.findings) == 0:
		r.find(Finding{Severity: portfolio.SeverityError, Code: "no-amounts", Cell: firstCell(r.book)})
	}
}

// doubtStoredResults finds out whether the workbook was ever calculated: a
// book whose formulas almost all give 0, while cells they use do not hold 0,
// was written by a program and never opened. Reading on would import a case of
// zeros.
func (r *reader) doubtStoredResults() {
	zeros, results, inputs := 0, 0, 0
	first := ""
	for _, v := range r.views {
		for i := range v.sheet.Rows {
			for j := range v.sheet.Rows[i].Cells {
				c := &v.sheet.Rows[i].Cells[j]
				switch {
				case c.Kind() != workbook.Number || c.Uncached():
				case c.Formula() == "":
					if c.Number() != 0 {
						inputs++
					}
				default:
					results++
					if c.Number() == 0 {
						zeros++
						if first == "" {
							first = reference(v.sheet.Name, c.Row(), c.Col())
						}
					}
				}
			}
		}
	}
	if results < 12 || inputs < 5 || zeros*100 < results*95 {
		return
	}
	r.stale = true
	r.find(Finding{Severity: portfolio.SeverityError, Code: "stale-cache", Cell: first, Raw: "0", Args: map[string]any{"n": zeros}})
}

func firstCell(book *workbook.Book) string {
	if len(book.Sheets) == 0 {
		return ""
	}
	return reference(book.Sheets[0].Name, 1, 1)
}

// findMixedVAT asks when some cases are with VAT and others without.
func (r *reader) findMixedVAT() {
	for _, v := range r.views {
		for _, t := range v.tables {
			c := t.column(roleVAT)
			if c == nil {
				continue
			}
			seen := map[bool]string{}
			for row := t.first; row <= t.last; row++ {
				switch text := fold(t.grid.text(row, c.at)); {
				case strings.HasPrefix(text, "inkl"), strings.HasPrefix(text, "med"), strings.HasPrefix(text, "incl"):
					seen[true] = t.grid.ref(row, c.at)
				case strings.HasPrefix(text, "eks"), strings.HasPrefix(text, "uden"), strings.HasPrefix(text, "excl"):
					seen[false] = t.grid.ref(row, c.at)
				}
			}
			if len(seen) == 2 {
				r.find(Finding{Severity: portfolio.SeverityWarning, Code: "vat-mixed", Cell: seen[true], Args: map[string]any{"sheet": t.key()}})
			}
		}
	}
}
