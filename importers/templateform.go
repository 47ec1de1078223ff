package importers

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// templateForm reads our own template, however it has been edited: sheets may
// be renamed, columns moved and rows inserted, as long as the headings stand.
type templateForm struct{}

// Name is the layout's name in the contract.
func (templateForm) Name() string { return "raaderum-template" }

// formMark is the mark in the version cell.
var formMark = regexp.MustCompile(`^Råderum skabelon ([1-9][0-9]*)$`)

// formVersion is the newest version this program can read.
const formVersion = 1

// Recognise is sure when the mark is there.
func (templateForm) Recognise(book *workbook.Book) float64 {
	if _, _, found := findMark(book, formMark); found {
		return 1
	}
	return 0
}

// findMark looks for a mark near the top of the sheets and gives its cell and
// version.
func findMark(book *workbook.Book, mark *regexp.Regexp) (cell string, version int, found bool) {
	const near = 20 // rows; people write lines above what we made, not pages
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows {
			if sheet.Rows[i].Number > near {
				break
			}
			for _, c := range sheet.Rows[i].Cells {
				if m := mark.FindStringSubmatch(clean(c.Raw())); c.Kind() == workbook.Text && m != nil {
					version, err := strconv.Atoi(m[1])
					return reference(sheet.Name, c.Row(), c.Col()), version, err == nil
				}
			}
		}
	}
	return "", 0, false
}

// Read reads the case of the workbook.
func (t templateForm) Read(ctx context.Context, book *workbook.Book, answers Answers, _ time.Time) Reading {
	r := &formReader{book: book, words: newLexicon(ctx), dialogue: newDialogue(answers)}
	if cell, version, _ := findMark(book, formMark); version > formVersion {
		r.fault("form-version-unknown", cell, "", map[string]any{"version": strconv.Itoa(version)})
		return r.reading(nil)
	}
	master := r.master(template.MasterFields(), template.SheetMaster)
	if master == nil {
		return r.reading(nil)
	}
	if master.value("title") == "" {
		r.fault("form-title-missing", master.places["title"], "", nil)
	}
	c := master.asCase()
	terms := r.terms(master)
	c.Unit, c.PriceLevel, c.Sign = terms.unit.String(), terms.prices, "both-positive"
	if costs, ok := r.table(template.CostColumns, template.TotalCosts); ok {
		c.Lines = append(c.Lines, r.lines(costs, "cost", terms)...)
	}
	if benefits, ok := r.table(template.BenefitColumns, template.TotalBenefits); ok {
		lines := r.lines(benefits, "benefit", terms)
		r.checkBenefits(lines, master.value("phase"), terms)
		c.Lines = append(c.Lines, lines...)
	}
	c.Stated = r.stated(terms)
	r.checkSize(c, master)
	r.checkBaseYear(c, master, terms)
	r.riskNotice()
	return r.reading([]Case{c})
}

// formReader is one reading of a workbook of ours under way.
type formReader struct {
	*dialogue
	book  *workbook.Book
	words *lexicon
}

func (r *formReader) reading(cases []Case) Reading {
	return Reading{Cases: cases, Questions: r.questions, Findings: r.findings, Settled: r.settled}
}

func (r *formReader) fault(code, cell, raw string, args map[string]any) {
	r.find(findingAt(portfolio.SeverityError, code, cell, raw, args))
}

func (r *formReader) warn(code, cell, raw string, args map[string]any) {
	r.find(findingAt(portfolio.SeverityWarning, code, cell, raw, args))
}

// findingAt is a finding whose words may quote what stands in the cell.
func findingAt(severity portfolio.Severity, code, cell, raw string, args map[string]any) Finding {
	quoted := map[string]any{"raw": raw}
	maps.Copy(quoted, args)
	return Finding{Severity: severity, Code: code, Cell: cell, Raw: raw, Args: quoted}
}

// formTerms (regnegrundlag) are what a workbook's amounts are stated in.
type formTerms struct {
	unit     measure
	prices   *PriceLevel
	baseYear int // 0: not stated
}

// terms asks for what the workbook does not say: the unit and the price level
// cannot be guessed, and without a base year the years are only counted.
func (r *formReader) terms(m *masterData) formTerms {
	terms := formTerms{unit: r.unit(m)}
	terms.baseYear = r.year(m, "base-year")
	if terms.baseYear == 0 {
		if answer, ok := r.ask(Question{Key: "base-year@" + m.sheet.Name, Code: "form-base-year", Cells: m.cells("base-year")}); ok {
			terms.baseYear = plausible(answer)
		}
	}
	terms.prices = r.prices(m, terms.baseYear)
	return terms
}

// unit is the unit of the amounts, or a question for it.
func (r *formReader) unit(m *masterData) measure {
	if unit := unitNamed(m.value("unit")); unit != unmeasured {
		return unit
	}
	answer, ok := r.ask(Question{Key: "unit@" + m.sheet.Name, Code: "form-unit", Cells: m.cells("unit"), Options: units})
	if !ok {
		return unmeasured
	}
	return unitNamed(answer)
}

// prices is the price level, or a question for it.
func (r *formReader) prices(m *masterData, baseYear int) *PriceLevel {
	basis, priceYear := m.value("price-basis"), r.year(m, "price-year")
	switch {
	case basis == string(portfolio.PricesCurrent):
		return &PriceLevel{Basis: basis}
	case basis == string(portfolio.PricesFixed) && priceYear != 0:
		return &PriceLevel{Basis: basis, Year: priceYear}
	}
	options := []string{"løbende priser"}
	for _, year := range []int{priceYear, baseYear} {
		if option := strconv.Itoa(year) + " p/l"; year != 0 && !slices.Contains(options, option) {
			options = append(options, option)
		}
	}
	if len(options) == 1 {
		options = nil // any year may be written
	}
	answer, ok := r.ask(Question{
		Key: "price-level@" + m.sheet.Name, Code: "form-price-level", Cells: m.cells("price-basis", "price-year"), Options: options,
	})
	if !ok {
		return nil
	}
	return priceAnswer(answer)
}

// year is a year of Stamdata; 0 when the cell is empty or holds no year.
func (r *formReader) year(m *masterData, name string) int {
	field, ok := m.fields[name]
	if !ok {
		return 0
	}
	year := plausible(field.Value)
	if year == 0 {
		r.fault("form-not-a-year", field.Cell, field.Raw, nil)
	}
	return year
}

// plausible is a year business cases live in; 0 for anything else.
func plausible(text string) int {
	year, err := strconv.Atoi(text)
	if err != nil || year < 1990 || year > 2100 {
		return 0
	}
	return year
}

// checkBenefits says what the field's rules miss in the benefits: an owner, a
// profile over the years, and the kind that decides whether they count.
func (r *formReader) checkBenefits(lines []Line, phase string, terms formTerms) {
	early := phase == "" || phase == string(portfolio.PhaseIdea) || phase == string(portfolio.PhaseAnalysis)
	for _, line := range lines {
		kind, _ := fieldOf(line.Fields, "benefit-kind")
		args := map[string]any{"label": line.Label}
		if _, ok := fieldOf(line.Fields, "owner"); !ok {
			r.warn("form-benefit-without-owner", line.LabelCell, "", args)
		}
		if kind.Value == "" {
			r.warn("form-benefit-without-kind", line.LabelCell, "", args)
		}
		counts := kind.Value == string(portfolio.Cashable) || kind.Value == string(portfolio.Revenue)
		switch {
		case line.Amounts.Len() > 0 || !counts || !terms.unit.money(): // amounts wait for their unit
		case early:
			r.warn("form-benefit-without-years", line.LabelCell, "", args)
		default:
			r.fault("form-benefit-without-years", line.LabelCell, "", args)
		}
	}
}

// checkBaseYear says when nothing stands in the base year: Råderum counts from
// the first year with an amount, the workbook's own formulas from the base year.
func (r *formReader) checkBaseYear(c Case, m *masterData, terms formTerms) {
	first := 0
	for _, line := range c.Lines {
		for amount := range line.Amounts.All {
			if year, ok := amount.Period.Year(); ok && (first == 0 || year < first) {
				first = year
			}
		}
	}
	if terms.baseYear != 0 && first > terms.baseYear {
		r.warn("form-base-year-empty", m.places["base-year"], m.value("base-year"), map[string]any{"first": strconv.Itoa(first)})
	}
}

// The sums between which a municipal case lies; outside, the unit is likelier
// to be wrong than the case to be of that size.
const (
	leastCase = 1_000 * calc.Krone
	mostCase  = 500 * calc.MillionKrone
)

// checkSize doubts the unit when the whole case is very small or very large.
func (r *formReader) checkSize(c Case, m *masterData) {
	sums := map[string]calc.Money{}
	for _, line := range c.Lines {
		for amount := range line.Amounts.All {
			sum, err := sums[line.Kind].Add(max(amount.Ore, -amount.Ore))
			if err != nil {
				sum = mostCase + 1 // beyond all doubt
			}
			sums[line.Kind] = sum
		}
	}
	if largest := max(sums["cost"], sums["benefit"]); largest > 0 && (largest < leastCase || largest > mostCase) {
		r.warn("form-unit-doubtful", m.places["unit"], c.Unit, map[string]any{"unit": c.Unit, "sum": largest})
	}
}

// fieldOf finds a field by its name.
func fieldOf(fields []Field, name string) (Field, bool) {
	for _, field := range fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// stated are the key figures the workbook's own formulas came to, as they were
// stored with it.
func (r *formReader) stated(terms formTerms) Stated {
	var stated Stated
	if sheet, cell := r.named(template.NameNPV); numeric(cell) && terms.unit.money() {
		decimal, _ := danish.ParseStored(cell.Raw())
		if ore, err := decimal.Ore(danish.Unit(terms.unit.String())); err == nil {
			stated.NPV = &StatedMoney{Ore: ore, Cell: reference(sheet.Name, cell.Row(), cell.Col()), Raw: cell.Raw()}
		}
	}
	if sheet, cell := r.named(template.NamePayback); numeric(cell) {
		stated.Payback = &StatedPayback{Years: cell.Number(), Cell: reference(sheet.Name, cell.Row(), cell.Col()), Raw: cell.Raw()}
	}
	return stated
}

// mostRisks is how many risks a case can have and still be governed by them
// (domain handbook W17).
const mostRisks = 12

// riskNotice says that risks stay in the workbook.
func (r *formReader) riskNotice() {
	table, ok := r.findTable(template.RiskColumns)
	if !ok {
		return
	}
	var first *workbook.Cell
	count := 0
	for row := table.head + 1; row <= table.grid.last(); row++ {
		if cell := table.grid.at(row, table.columns["label"]); !blank(cell) {
			count++
			if first == nil {
				first = cell
			}
		}
	}
	if count > mostRisks {
		r.warn("rule-many-risks", table.grid.ref(first.Row(), first.Col()), "", map[string]any{"n": count, "most": mostRisks})
	}
	if count > 0 {
		r.find(Finding{
			Severity: portfolio.SeverityInfo, Code: "form-risks-stay",
			Cell: table.grid.ref(first.Row(), first.Col()), Args: map[string]any{"n": count},
		})
	}
}

// asCase is the head of a case: what Stamdata says of it.
func (m *masterData) asCase() Case {
	return Case{
		Title: m.value("title"), TitleCell: m.fields["title"].Cell, Number: m.value("number"),
		FocusArea: m.value("focus-area"), Organisation: m.value("organisation"),
		Fields: m.list, Lines: []Line{},
	}
}

// periodAt is the period of a year column, known by its year or only by its
// number.
func periodAt(year, offset int) calc.Period {
	if year != 0 {
		return calc.YearOf(year)
	}
	return calc.OffsetOf(offset)
}
