package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/importers"
	"raaderum/portfolio"
)

// changesView is what differs between two versions of a case, in words.
type changesView struct {
	portfolio.CaseChanges
	NPV     npvChange
	Fields  []fieldChange
	Lines   []lineChange
	Amounts []amountChange
	In      column // how the amounts are written
}

// npvChange is the net present value of both versions and their difference; a
// value that does not exist is in words.
type npvChange struct {
	Before, After, Difference string
}

type fieldChange struct {
	Of            string // the line's label; "" of the case itself
	Name          string
	Before, After string
}

type lineChange struct {
	Label, Kind string
	Added       bool
}

type amountChange struct {
	portfolio.AmountChange
	Of string // what it is an amount of, and in which series
	At cellView
}

// newChangesView writes changes for a page; cell finds the way to a cell.
func newChangesView(page Page, c portfolio.CaseChanges, cell func(portfolio.Source) cellView) changesView {
	view := changesView{CaseChanges: c, NPV: newNPVChange(page, c)}
	for _, f := range c.Fields {
		of := ""
		if f.Line != nil {
			of = f.Line.Label
		}
		view.Fields = append(view.Fields, fieldChange{of, fieldName(page, f.Field), fieldText(page, f.Field, f.Before), fieldText(page, f.Field, f.After)})
	}
	for _, l := range c.Lines {
		kind := "cost"
		if l.Line.Benefit {
			kind = "benefit"
		}
		view.Lines = append(view.Lines, lineChange{l.Line.Label, page.T("change.line-" + kind), l.Added})
	}
	amounts := []calc.Money{c.Costs, c.Benefits}
	for _, a := range c.Amounts {
		of := a.Line.Label
		if a.Line.Benefit {
			of += ", " + page.T("series."+string(a.Series))
		}
		view.Amounts = append(view.Amounts, amountChange{a, of, cell(a.Source)})
		amounts = append(amounts, a.Difference)
	}
	view.In = columnFor(page.Print, amounts)
	return view
}

func newNPVChange(page Page, c portfolio.CaseChanges) npvChange {
	text := func(npv *calc.Figure) string {
		switch {
		case npv == nil:
			return page.T("change.not-there")
		case !npv.Exists():
			return page.Print.T("reason." + string(npv.Why))
		}
		return page.Print.Number(npv.Value, 0)
	}
	if c.NPVBefore == nil && c.NPVAfter == nil {
		return npvChange{}
	}
	change := npvChange{Before: text(c.NPVBefore), After: text(c.NPVAfter)}
	if c.NPVBefore != nil && c.NPVAfter != nil && c.NPVBefore.Exists() && c.NPVAfter.Exists() {
		change.Difference = withSign(page, c.NPVAfter.Value-c.NPVBefore.Value)
	}
	return change
}

// withSign writes a difference with its sign, which says more than its color.
func withSign(page Page, kroner float64) string {
	text := page.Print.Number(kroner, 0)
	if kroner > 0 {
		return "+" + text
	}
	return text
}

// fieldName is a field's name; "goal-2" is a goal with its number.
func fieldName(page Page, field string) string {
	if number, ok := strings.CutPrefix(field, "goal-"); ok {
		return page.T("change.field-goal", "number", number)
	}
	return page.T("change.field-" + field)
}

// fieldText is a value in words where the catalogue has them.
func fieldText(page Page, field, value string) string {
	if value == "" {
		return page.T("upload.none")
	}
	prefixes := map[string]string{"phase": "phase.", "origin": "origin.", "recurrence": "recurrence.", "accrues-to": "accrues."}
	if key := prefixes[field] + value; prefixes[field] != "" && page.Print.Has(key) {
		return page.T(key)
	}
	if number, err := strconv.ParseFloat(value, 64); err == nil {
		switch field {
		case "stated-payback":
			return page.T("upload.years", "n", page.Print.Number(number, 1))
		case "stated-npv":
			return page.T("change.kroner", "amount", page.Print.Number(number, 0))
		case "stated-irr":
			return page.Print.Percent(number, 1)
		case "full-year":
			return page.T("change.kroner", "amount", page.Print.Number(number/float64(calc.Krone), 0))
		}
	}
	if value == "true" || value == "false" {
		return page.T("change." + value)
	}
	return value
}

// uploadChanges shows what accepting an upload would change, case by case and
// cell by cell, before anybody accepts.
func (s *Server) uploadChanges(c *fiber.Ctx) error {
	j, err := s.judge(c)
	if err != nil {
		return err
	}
	if j.Preview == nil {
		return c.Redirect(path(string(j.Upload.Organisation), "uploads", j.Upload.ID), fiber.StatusSeeOther)
	}
	page := s.page(c, SectionUpload, "change.title", "file", j.Upload.File.Name)
	all := make([]changesView, len(j.Preview.Cases))
	for i, one := range j.Preview.Cases {
		all[i] = newChangesView(page, one, func(source portfolio.Source) cellView {
			if source.SHA256 != j.File.SHA256 { // the amount is gone: it stands in the file before
				return cellView{cellName(source), page.CellURL(source)}
			}
			return cellAt(cellName(source), page.URL("uploads", j.Upload.ID, "cells"))
		})
	}
	return render(c, fiber.StatusOK, uploadChangesPage(page, j, all))
}

// identityQuestions are the questions about which known case an imported one
// is; rest is what else is wrong.
func identityQuestions(broken error) (questions []importers.Question, rest []error) {
	for _, one := range separate(broken) {
		if question, ok := importers.AskIdentity(one); ok {
			questions = append(questions, question)
		} else {
			rest = append(rest, one)
		}
	}
	return questions, rest
}
