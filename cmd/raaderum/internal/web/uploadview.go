package web

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/importers"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// uploadView is an upload as its page shows it.
type uploadView struct {
	judged
	Questions []questionView
	Answered  []answered
	Findings  []findingView
	Cases     []casePreview
	Earlier   *remembered // an import whose answers may be used; nil: none
	Yearly    []yearlyPreview
	Wrong     string // why what was typed is not kept
}

// HasReceipt tells whether the file can carry comments and has any to carry.
func (v uploadView) HasReceipt() bool {
	extension := strings.ToLower(filepath.Ext(v.Upload.File.Name))
	return (extension == ".xlsx" || extension == ".xlsm" || intake.IsText(extension)) && len(v.Questions)+len(v.Findings) > 0
}

// answered is an answer that has been given, and the question, in words.
type answered struct{ Question, Answer string }

// questionView is a question with its words and the cells it is about.
type questionView struct {
	importers.Question
	Evidence []cellView
	Typed    string // an answer that could not be kept
}

// ownWords is a typed answer that is none of the options.
func (q questionView) ownWords() string {
	if slices.Contains(q.Options, q.Typed) {
		return ""
	}
	return q.Typed
}

// findingView is a finding with its words and its cell.
type findingView struct {
	Severity portfolio.Severity
	Code     string // "" for a rule of the portfolio
	Message  string
	Raw      string
	Cell     cellView
}

// cellView is a cell as people write it, with the page that shows it: "" when
// there is none.
type cellView struct{ Text, URL string }

// casePreview is what one case would be if the upload were accepted.
type casePreview struct {
	importers.Case
	Title  cellView
	Facts  []factView
	Blocks []blockPreview
	Known  *knownCase // nil: a new case
}

// factView is one piece of master data with its cell.
type factView struct {
	Name, Value string
	Cell        cellView
}

// blockPreview is the costs, or one series of the benefits, over the periods.
type blockPreview struct {
	Kind    string // "cost" or "benefit"
	Series  portfolio.Series
	Periods []calc.Period
	Sheet   string // the sheet of every amount; "" when there are several
	In      column // how the amounts are written
	Lines   []linePreview
	Sums    []*calc.Money // per period; nil where no line has an amount
	Total   *calc.Money
}

type linePreview struct {
	Label      cellView
	Category   string
	Recurrence portfolio.Recurrence
	Amounts    [][]amountPreview // per period, all that stand in it; none is missing
	Total      *calc.Money
}

type amountPreview struct {
	importers.Amount
	At cellView
}

// knownCase is the newest version of a case that is in the portfolio already:
// what accepting would change, in kroner.
type knownCase struct {
	ID             portfolio.CaseID
	Version        int
	Costs, NewCost *calc.Money // planned, over all years
	Gains, NewGain *calc.Money
}

func newUploadView(page Page, j judged, known []portfolio.BusinessCase) uploadView {
	upload, file := j.Upload, j.File
	cell := func(ref string) cellView { return cellAt(ref, page.URL("uploads", upload.ID, "cells")) }
	speak(page.Print, &file)
	view := uploadView{judged: j, Yearly: yearlyPreviews(page.Print, file.Yearly, cell)}
	for _, broken := range separate(j.Broken) { // what stands in the way comes first
		view.Findings = append(view.Findings, brokenView(page.Print, broken, cell))
	}
	view.Findings = append(view.Findings, findingViews(file.Findings, cell)...)
	if file.IsReturn() {
		known = nil // it makes no new version of a case: the page of changes says what it changes
	}
	for _, q := range file.Questions {
		one := questionView{Question: q}
		for _, ref := range q.Cells {
			one.Evidence = append(one.Evidence, cell(ref))
		}
		view.Questions = append(view.Questions, one)
	}
	for _, key := range slices.Sorted(maps.Keys(upload.Answers)) {
		view.Answered = append(view.Answered, answeredIn(page, j, key))
	}
	for _, one := range file.Cases {
		view.Cases = append(view.Cases, newCasePreview(page, one, cell, known))
	}
	return view
}

// answeredIn is an answer beside the question it was given to.
func answeredIn(page Page, j judged, key string) answered {
	code, _, _ := strings.Cut(key, "@")
	question := key // the workbook is read differently now and asks no more
	for _, q := range j.Asked {
		if q.Key == key {
			code, question = q.Code, page.Print.Args("question."+q.Code, q.Args)
		}
	}
	for _, one := range j.File.Cases { // what the portfolio asked, not the workbook
		if key == portfolio.IdentityKey(one.Number) || key == portfolio.IdentityKey(one.Title) {
			question = page.Print.Args("upload.same-case-answered", map[string]any{"title": one.Title})
		}
	}
	return answered{question, optionText(page, code, j.Upload.Answers[key])}
}

// speak gives a file's questions and findings their words.
func speak(print *i18n.Printer, file *importers.File) {
	for i := range file.Questions {
		q := &file.Questions[i]
		q.Why = print.Args("question."+q.Code, q.Args)
	}
	for i := range file.Findings {
		f := &file.Findings[i]
		f.Message = print.Args("finding."+f.Code, f.Args)
	}
}

// findingViews are the findings, errors first, each with its cell.
func findingViews(findings []importers.Finding, cell func(string) cellView) []findingView {
	weight := map[portfolio.Severity]int{portfolio.SeverityError: 0, portfolio.SeverityWarning: 1, portfolio.SeverityInfo: 2}
	var views []findingView
	for _, f := range findings {
		views = append(views, findingView{f.Severity, f.Code, f.Message, f.Raw, cell(f.Cell)})
	}
	slices.SortStableFunc(views, func(a, b findingView) int { return weight[a.Severity] - weight[b.Severity] })
	return views
}

// brokenView is a broken rule as a finding, with its cell where it has one.
func brokenView(print *i18n.Printer, broken error, cell func(string) cellView) findingView {
	view := findingView{Severity: portfolio.SeverityError, Message: print.Error(broken)}
	var domain *portfolio.Error
	if errors.As(broken, &domain) && domain.Code != portfolio.CodeInternal && domain.Place.Cell != "" {
		view.Message = print.Args("error."+domain.Key, domain.Args)
		view.Cell = cell(domain.Place.Sheet + "!" + domain.Place.Cell)
	}
	return view
}

// cellAt is a cell of a file, "Økonomi!D14", and its page under base.
func cellAt(ref, base string) cellView {
	i := strings.LastIndex(ref, "!")
	if i < 0 {
		return cellView{Text: ref}
	}
	sheet, cell := ref[:i], ref[i+1:]
	first, _, _ := strings.Cut(cell, ":") // a range is shown at its first cell
	if _, _, ok := workbook.ParseRef(first); !ok {
		return cellView{Text: ref}
	}
	return cellView{ref, base + path(sheet, first)}
}

func newCasePreview(page Page, one importers.Case, cell func(string) cellView, known []portfolio.BusinessCase) casePreview {
	p := casePreview{Case: one, Title: cellView{one.Title, cell(one.TitleCell).URL}}
	fact := func(name, value, ref string) {
		if value != "" {
			p.Facts = append(p.Facts, factView{page.T("upload.fact-" + name), value, cell(ref)})
		}
	}
	fact("number", one.Number, "")
	fact("organisation", one.Organisation, "")
	fact("focus-area", one.FocusArea, "")
	fact("unit", one.Unit, "")
	if one.PriceLevel != nil {
		fact("price-level", priceText(page.Print, portfolio.PriceLevel{Basis: portfolio.PriceBasis(one.PriceLevel.Basis), Year: one.PriceLevel.Year}), "")
	}
	if one.Sign != "" {
		fact("sign", page.T("upload.sign-"+one.Sign), "")
	}
	if s := one.Stated.Payback; s != nil {
		fact("payback", page.T("upload.years", "n", s.Years), s.Cell)
	}
	if s := one.Stated.NPV; s != nil {
		fact("npv", page.Print.ShortMoney(s.Ore), s.Cell)
	}
	if s := one.Stated.IRR; s != nil {
		fact("irr", page.Print.Percent(s.Rate, 1), s.Cell)
	}
	for _, kind := range []string{"cost", "benefit"} {
		for _, series := range []portfolio.Series{portfolio.Plan, portfolio.Forecast, portfolio.Budgeted, portfolio.Realised} {
			if block, ok := newBlock(page.Print, one, kind, series, cell); ok {
				p.Blocks = append(p.Blocks, block)
			}
		}
	}
	p.Known = knownOf(one, p.Blocks, known)
	return p
}

// newBlock gathers the lines of one kind and series over all their periods.
func newBlock(print *i18n.Printer, one importers.Case, kind string, series portfolio.Series, cell func(string) cellView) (blockPreview, bool) {
	block := blockPreview{Kind: kind, Series: series}
	var lines []importers.Line
	var amounts []importers.Amount
	for _, line := range one.Lines {
		if line.Kind == kind && (line.Series == series || line.Series == "" && series == portfolio.Plan) {
			lines = append(lines, line)
			amounts = slices.AppendSeq(amounts, line.Amounts.All)
			for amount := range line.Amounts.All {
				if !slices.Contains(block.Periods, amount.Period) {
					block.Periods = append(block.Periods, amount.Period)
				}
			}
		}
	}
	slices.SortFunc(block.Periods, calc.Period.Compare)
	block.Sheet, block.In = sheetOf(amounts), columnOf(print, amounts)
	block.Sums = make([]*calc.Money, len(block.Periods))
	for _, line := range lines {
		preview := linePreview{
			Label:    cellView{line.Label, cell(line.LabelCell).URL},
			Category: line.Category, Recurrence: line.Recurrence,
			Amounts: make([][]amountPreview, len(block.Periods)),
		}
		for amount := range line.Amounts.All {
			i := slices.Index(block.Periods, amount.Period)
			at := cell(amount.Cell())
			if block.Sheet != "" { // it stands in the heading
				at.Text = strings.TrimPrefix(at.Text, block.Sheet+"!")
			}
			preview.Amounts[i] = append(preview.Amounts[i], amountPreview{amount, at})
			block.Sums[i] = added(block.Sums[i], amount.Ore)
			preview.Total = added(preview.Total, amount.Ore)
			block.Total = added(block.Total, amount.Ore)
		}
		block.Lines = append(block.Lines, preview)
	}
	return block, len(lines) > 0
}

// sheetOf is the one sheet that all amounts stand in, "" when there are several.
func sheetOf(amounts []importers.Amount) string {
	var sheet string
	for i, amount := range amounts {
		at := strings.LastIndex(amount.Cell(), "!")
		if at < 0 || i > 0 && amount.Cell()[:at] != sheet {
			return ""
		}
		sheet = amount.Cell()[:at]
	}
	return sheet
}

func columnOf(print *i18n.Printer, amounts []importers.Amount) column {
	money := make([]calc.Money, len(amounts))
	for i, amount := range amounts {
		money[i] = amount.Ore
	}
	return columnFor(print, money)
}

// added adds to a sum that does not exist before its first amount. A sum beyond
// the range of money does not exist either.
func added(sum *calc.Money, amount calc.Money) *calc.Money {
	if sum == nil {
		return &amount
	}
	total, err := sum.Add(amount)
	if err != nil {
		return nil
	}
	return &total
}

// knownOf finds the case in the portfolio with the same number, and sets its
// planned sums against those of the upload.
func knownOf(one importers.Case, blocks []blockPreview, known []portfolio.BusinessCase) *knownCase {
	number := portfolio.FoldNumber(one.Number)
	i := slices.IndexFunc(known, func(k portfolio.BusinessCase) bool {
		return number != "" && portfolio.FoldNumber(k.Number) == number
	})
	if i < 0 {
		return nil
	}
	k := &knownCase{ID: known[i].ID, Version: known[i].Version}
	for _, cost := range known[i].Costs {
		for _, amount := range cost.Amounts {
			k.Costs = added(k.Costs, amount.Money)
		}
	}
	for _, benefit := range known[i].Benefits {
		for _, amount := range benefit.Series[portfolio.Plan] {
			k.Gains = added(k.Gains, amount.Money)
		}
	}
	for _, block := range blocks {
		switch {
		case block.Series != portfolio.Plan:
		case block.Kind == "cost":
			k.NewCost = block.Total
		default:
			k.NewGain = block.Total
		}
	}
	return k
}
