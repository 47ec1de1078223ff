package importers

import (
	"context"
	"time"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// freeLayout reads workbooks that people made by hand or took from another
// system. It knows no template: tables are found by their headings, and what
// each number is follows from the words around it, the formulas and the
// arithmetic.
type freeLayout struct{}

// Name is the name when nothing more exact is known.
func (freeLayout) Name() string { return "free" }

// Recognise is low, so that any layout that knows its own mark comes first.
func (freeLayout) Recognise(book *workbook.Book) float64 {
	for _, sheet := range book.Sheets {
		if len(sheet.Rows) > 0 {
			return 0.1
		}
	}
	return 0
}

// Read hands over what readBook made of the book.
func (freeLayout) Read(ctx context.Context, book *workbook.Book, answers Answers, asOf time.Time) Reading {
	return readBook(ctx, book, answers, asOf).reading()
}

// readBook takes the book through its stages. Each fills in what it knows, asks
// what it cannot know, and leaves the rest to the next.
func readBook(ctx context.Context, book *workbook.Book, answers Answers, asOf time.Time) *reader {
	r := understand(ctx, book, answers, asOf)
	r.assemble()
	r.describeBenefits()
	r.reconcile()
	r.tellOnlyDerived()
	r.checkNet()
	r.readStatedSums()
	r.readStated()
	r.convertStated()
	r.compareStated()
	r.askAboutDoubles()
	r.settleVAT()
	r.tellBrokenAxes()
	r.tellYearsAsAmounts()
	r.tellMixedPercents()
	r.readAgain()
	r.tellCountedTwice()
	r.accountForNumbers()
	r.tellComments()
	r.lint()
	r.findPersonalNumbers()
	r.handOver()
	return r
}

// understand finds the amounts of the book, and what each of them is.
func understand(ctx context.Context, book *workbook.Book, answers Answers, asOf time.Time) *reader {
	r := &reader{dialogue: newDialogue(answers), book: book, words: newLexicon(ctx), asOf: asOf, facts: factList{in: newFacts()}}
	r.survey()
	r.doubtStoredResults()
	r.collect()
	r.askAboutExamples()
	r.askAboutDropped()
	r.collectUndated()
	r.collectForms()
	r.collectBareCases()
	r.tellPivots()
	r.known = nil
	r.dropLinkedRows()
	r.dropCopies()
	r.askAboutSummaries()
	r.askVersions()
	r.askLonelyTotals()
	r.assignCases()
	r.askScenarios()
	r.askRowOptions()
	r.askEstimateRows()
	r.askAlternatives()
	r.askPriceGuises()
	r.askPriceTables()
	r.askAboutHidden()
	r.askAboutStruck()
	r.readNumbers()
	r.settleUnits()
	r.settlePeriods()
	r.settlePerPeriod()
	r.settleSigns()
	r.settleLevels()
	r.settleRecurrence()
	r.settlePrices()
	r.tellRepeatedLines()
	r.tellOnwards()
	return r
}

// reading is what a reader that is done hands over.
func (r *reader) reading() Reading {
	return Reading{Layout: r.layout(), Cases: r.cases(), Questions: r.questions, Findings: r.findings, Settled: r.settled, Yearly: r.yearly}
}

// survey looks at every sheet: its tables, its master data, its texts. Hidden
// sheets are reported and left alone.
func (r *reader) survey() {
	for _, sheet := range r.book.Sheets {
		if sheet.Visibility != workbook.Visible {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "hidden-sheet", Cell: reference(sheet.Name, 1, 1), Args: map[string]any{"sheet": sheet.Name}})
			continue
		}
		if ref := pivotAt(sheet); ref != "" {
			v := newView(sheet, r.words)
			r.pivots, v.tables = append(r.pivots, ref), nil
			r.views = append(r.views, v)
			continue
		}
		r.views = append(r.views, viewsOf(sheet, r.words)...)
	}
	for _, link := range r.book.Links {
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "external-link", Raw: link, Cell: r.linkedCell(), Args: map[string]any{"link": link}})
	}
}

func newView(sheet *workbook.Sheet, words *lexicon) *view {
	v := &view{sheet: sheet, grid: newGrid(sheet, words)}
	v.tables = tablesIn(v.grid)
	if !holdsMoney(v.tables) {
		turned := v.grid.turn()
		if tables := blocksOf(transposed(turned)); len(tables) > 0 {
			v.grid, v.tables = turned, tables
		}
	}
	taken := map[int]bool{}
	for _, t := range v.tables {
		for row := t.head; row <= t.last; row++ {
			taken[row] = true
		}
	}
	plain := v.grid
	if plain.turned {
		v.texts = longTexts(plain)
	} else {
		v.master = readMaster(plain, func(row int) bool { return taken[row] })
		for row := 1; row <= plain.last(); row++ {
			if !taken[row] {
				v.texts = append(v.texts, textsBetween(plain, row, row)...)
			}
		}
	}
	return v
}

// longTexts are the texts of a turned grid that are long enough to tell something.
func longTexts(g *grid) []note {
	var notes []note
	for row := 1; row <= g.last(); row++ {
		for i, cell := range g.row(row) {
			if cell != nil && cell.Kind() == workbook.Text && len(cell.Raw()) > 25 {
				notes = append(notes, note{clean(cell.Raw()), g.ref(row, i+1), row, i + 1})
			}
		}
	}
	return notes
}

// holdsMoney tells whether any of the tables can give amounts.
func holdsMoney(tables []*table) bool {
	for _, t := range tables {
		if t.readable() {
			return true
		}
	}
	return false
}

// readable tells whether the table has amounts and something to call them.
func (t *table) readable() bool {
	if t.column(roleYear) != nil && (t.column(roleAmount) != nil || len(t.amounts()) > 0) {
		return true
	}
	return len(t.amounts()) > 0
}

// collect reads the facts of every table, by the kind of table it is.
func (r *reader) collect() {
	for _, v := range r.views {
		for _, t := range v.tables {
			r.settleYearTotals(t)
			r.settleBaselines(t)
			r.settleWithWithout(t)
			r.tellChanges(t)
			r.chooseVATColumns(v, t)
			r.settleOtherUnits(t)
			r.settleDerivedColumns(t)
			r.settleThirdColumns(t)
			r.settlePartColumns(t)
			r.settleSoFarColumns(t)
			r.settleAddedColumns(t)
			r.askSumColumns(t)
			switch {
			case !t.readable():
				continue
			case t.registers() && t.ofDifferences():
				r.leaveTable(t)
			case r.ledgerWithoutCase(t):
				v.layout = "long-table"
			case t.column(roleYear) != nil:
				before := r.facts.len()
				r.postingsOfTable(v, t)
				r.assignCaseColumns(t, before)
				v.layout = "long-table"
			case t.registers():
				r.casesOfRegister(v, t)
				v.layout = registerName(t)
			default:
				before := r.facts.len()
				r.linesOfTable(v, t)
				if r.facts.len() > before {
					v.layout = "case-sheets"
				}
			}
			r.takeDifferences(t)
		}
	}
}

// collectUndated reads tables of posts and amounts without any year, where the
// book has nothing else: the year is asked for.
func (r *reader) collectUndated() {
	if r.facts.len() > 0 {
		return
	}
	undated := false
	for _, v := range r.views {
		for _, t := range v.tables {
			if c := t.column(roleAmount); c != nil && t.column(roleYear) == nil && saysAmount.MatchString(fold(c.text)) {
				t.undated, undated = true, true
				t.settleGroups()
			}
		}
	}
	if undated {
		r.collect()
	}
}

var saysAmount = says(`^(?:beloeb|kr\b|kroner|amount)`)

// collectBareCases lists the cases of registers without amounts, where the
// book has no amounts at all: an export that counts hours.
func (r *reader) collectBareCases() {
	if r.facts.len() > 0 || len(r.subjects) > 0 {
		return
	}
	for _, v := range r.views {
		for _, t := range v.tables {
			if t.registers() && !aboutOtherThings(t) {
				r.casesOfRegister(v, t)
				v.layout = "register"
			}
		}
	}
}

func registerName(t *table) string {
	switch {
	case t.grid.turned:
		return "transposed"
	case t.column(roleBenefit) != nil && t.column(roleTitle) != nil:
		return "benefit-register"
	}
	return "register"
}

// layout is the name of how most of the book is laid out.
func (r *reader) layout() string {
	count := map[string]int{}
	best := ""
	for _, v := range r.views {
		if v.layout == "" {
			continue
		}
		count[v.layout]++
		if count[v.layout] > count[best] {
			best = v.layout
		}
	}
	if best == "case-sheets" && len(r.subjects) == 1 && count[best] > 1 {
		return "case-workbook"
	}
	return best
}

// view is the sheet a table stands on.
func (r *reader) view(t *table) *view {
	r.words.spend()
	for _, v := range r.views {
		if v.sheet == t.grid.sheet {
			return v
		}
	}
	return nil
}

// linkedCell is the first cell whose formula reaches into another workbook.
func (r *reader) linkedCell() string {
	for _, sheet := range r.book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if c := &sheet.Rows[i].Cells[j]; c.Formula() != "" && externalRef.MatchString(c.Formula()) {
					return reference(sheet.Name, c.Row(), c.Col())
				}
			}
		}
	}
	return ""
}
