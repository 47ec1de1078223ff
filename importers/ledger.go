package importers

import (
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// The words of a ledger: when a posting was made, on which account, by which
// voucher. Two of them and an amount are an extract of postings.
var (
	ledgerDate    = says(`bogfoeringsdato|posteringsdato|bilagsdato|posting date|booking date`)
	ledgerVoucher = says(`^bilag|bilags(?:nr|nummer|id)|voucher|^document no|posteringsnr|transaktions(?:nr|id)|loebenr`)
	ledgerAccount = says(`^(?:finans|arts|drifts)?konto(?:nr|nummer|navn|tekst)?\b|^art(?:snr|skonto)?$|^psp|^omkostningssted|gl account|^account|cost cent(?:er|re)`)
)

// ledgerWithoutCase tells whether a table is an extract of postings that say no
// project, in a book that names none either: what they are spent on is not ours
// to guess. It is told once what is missing.
func (r *reader) ledgerWithoutCase(t *table) bool {
	if t.column(roleYear) == nil || t.column(roleTitle, roleNumber, roleBenefit) != nil {
		return false
	}
	marks := map[string]bool{}
	for _, c := range t.columns {
		words := fold(c.text)
		marks["date"] = marks["date"] || ledgerDate.MatchString(words)
		marks["voucher"] = marks["voucher"] || ledgerVoucher.MatchString(words)
		marks["account"] = marks["account"] || ledgerAccount.MatchString(words)
	}
	said := 0
	for _, marked := range marks {
		if marked {
			said++
		}
	}
	if m := r.master(); said < 2 || m.title.found() || m.number.found() {
		return false
	}
	rows := 0
	for row := t.first; row <= t.last; row++ {
		r.setAside(t, row)
		if t.column(roleAmount) != nil && t.grid.at(row, t.column(roleAmount).at) != nil || t.filled(row, t.amounts()) > 0 {
			rows++
		}
	}
	r.find(Finding{Severity: portfolio.SeverityError, Code: "postings-without-case", Cell: t.headRef(t.columns[0].at), Args: map[string]any{"sheet": t.key(), "n": rows}})
	return true
}

// The words that Excel writes in a pivot table.
var (
	pivotLabels = says(`^(?:raekkenavne|kolonnenavne|row labels|column labels)$`)
	pivotValues = says(`^(?:sum|antal|gennemsnit|middel|maks|min|count|average|max) (?:af|of) \S`)
	pivotTotal  = says(`^(?:hovedtotal|grand total)$`)
)

// pivotAt is the cell that begins a pivot table; "" where a sheet has none. It has
// the names that Excel gives its rows or values, and a grand total.
func pivotAt(sheet *workbook.Sheet) string {
	const near = 12 // rows
	first, labelled, total := "", false, false
	for i := range sheet.Rows {
		row := &sheet.Rows[i]
		if row.Number > near && !labelled {
			break
		}
		for j := range row.Cells {
			cell := &row.Cells[j]
			if cell.Kind() != workbook.Text || len(cell.Raw()) > longestHeading {
				continue
			}
			words := fold(cell.Raw())
			total = total || pivotTotal.MatchString(words)
			if label := pivotLabels.MatchString(words); row.Number <= near && (label || pivotValues.MatchString(words)) {
				first, labelled = firstWord(first, reference(sheet.Name, cell.Row(), cell.Col())), labelled || label
			}
		}
	}
	if !labelled || !total {
		return ""
	}
	return first
}

// tellPivots tells of the pivot tables that were not read: as an error where the
// book has nothing else.
func (r *reader) tellPivots() {
	severity := portfolio.SeverityWarning
	if r.facts.len() == 0 && len(r.subjects) == 0 {
		severity = portfolio.SeverityError
	}
	for _, ref := range r.pivots {
		_, sheet, _ := keyPlace("@" + ref)
		r.find(Finding{Severity: severity, Code: "pivot-table", Cell: ref, Args: map[string]any{"sheet": sheet}})
	}
}
