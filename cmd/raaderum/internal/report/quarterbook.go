package report

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// WriteQuarterWorkbook writes a quarter as a workbook that computes itself: a sheet for
// each view with Excel's own charts, and the inputs on sheets of their own with
// the cell each was read from. Totals, gaps, present values and paybacks are
// formulas over the inputs; beside them stand Råderum's own figures.
func WriteQuarterWorkbook(out io.Writer, p Pack) error {
	w := newQuarterBook(p)
	defer w.book.close()
	w.writeLines()
	w.writeCounting()
	w.writeContributions()
	w.writeReported()
	w.writeYears()
	w.writeAccounts()
	w.writeQuarters()
	w.writeAreas()
	w.writeAreaYears()
	w.writeEconomy()
	w.writeCases()
	w.writeMap()
	w.writeChanges()
	w.writeBridge()
	w.writeOutlook()
	w.writeLights()
	w.writeJoint()
	w.writeQuality()
	w.writeRoundSheet()
	w.writeDecisionsSheet()
	w.writeTerms()
	for _, sheet := range w.book.streams {
		sheet.end()
	}
	w.book.do(func() error { return w.book.file.SetDocProps(w.properties()) })
	if err := w.book.write(out, p.At); err != nil {
		return fmt.Errorf("report: writing a quarter's workbook: %w", err)
	}
	return nil
}

// quarterBook is the workbook under way. The sheets of inputs are written
// first: the views' formulas name their columns.
type quarterBook struct {
	Pack
	book *book

	account, quarters, areas, areaYears, economies, cases, terms         string // the views' sheets
	portfolioMap, changes, bridge, outlook, lights, flow, joint, quality string
	round, decisions                                                     string
	contributions, reported, lines, years, inputs                        *stream
	contributionsName, reportedName, linesName, yearsName, puts          string
	gains, gainYears, stated, running                                    *stream // how the account comes to be; see gainCase
	gainsName, gainYearsName, statedName, runningName                    string
	gainCases                                                            []*gainCase
	gainOf                                                               map[portfolio.BenefitRef]*gain
	lineOf                                                               map[portfolio.Source]string // where the first amount read from a cell stands

	order map[portfolio.CaseID]int // a case's number in the workbook, from 1
	steps []caseSteps

	casePuts []casePut // inputs of the case under way
	economy  economyRows
}

func newQuarterBook(p Pack) *quarterBook {
	name := func(of string) string { return p.Print.T("pack.sheet-" + of) }
	w := &quarterBook{
		Pack: p, book: newBook(), order: map[portfolio.CaseID]int{},
		account: name("account"), quarters: name("quarters"), areas: name("areas"), areaYears: name("area-years"), economies: name("economy"), cases: name("cases"), terms: name("terms"),
		portfolioMap: name("map"), changes: name("changes"), bridge: name("bridge"), outlook: name("outlook"), lights: name("lights"), flow: name("flow"), joint: name("joint"),
		quality: name("quality"), round: name("round"), decisions: name("decisions"),
		gainsName: name("gains"), gainYearsName: name("gain-years"), statedName: name("stated"), runningName: name("running"),
		gainOf: map[portfolio.BenefitRef]*gain{}, lineOf: map[portfolio.Source]string{}, contributionsName: name("contributions"), reportedName: name("reported"), linesName: name("lines"), yearsName: name("years"), puts: name("inputs"),
	}
	w.book.sheets(w.account, w.quarters, w.areas, w.areaYears, w.economies, w.portfolioMap, w.changes, w.bridge, w.outlook, w.lights, w.flow, w.joint, w.quality, w.round, w.decisions, w.cases, w.contributionsName, w.reportedName, w.linesName, w.gainsName, w.statedName, w.gainYearsName, w.runningName, w.yearsName, w.puts, w.terms)
	w.book.footer(p.Standing() + " · " + p.Report.Organisation.Name + " · " + p.Print.Quarter(p.Report.Quarter) + " · " + p.Which())
	for i, figures := range p.Report.Cases {
		w.order[figures.Case.ID] = i + 1
	}
	w.gainCases = newGains(p, w.order)
	for _, of := range w.gainCases {
		for _, one := range of.gains {
			w.gainOf[portfolio.BenefitRef{Case: of.bc.ID, Benefit: one.Benefit.ID}] = one
		}
	}
	return w
}

func (w *quarterBook) properties() *excelize.DocProperties {
	at := w.At.UTC().Format("2006-01-02T15:04:05Z")
	return &excelize.DocProperties{
		Title: w.title(), Creator: "Råderum", Created: at, Modified: at, Description: w.Standing(), Language: w.Print.Language(),
	}
}

func (w *quarterBook) title() string {
	return w.Report.Organisation.Name + ", " + w.Print.Quarter(w.Report.Quarter)
}

// accountLayers are the layers of the account in the order of its columns; the
// first three count as achieved.
var accountLayers = []portfolio.Layer{
	portfolio.LayerRealised, portfolio.LayerBudgeted, portfolio.LayerDecided, portfolio.LayerPipeline, portfolio.LayerJoint,
}

// The columns of an account.
const (
	accountYear     = 1
	accountTarget   = 2
	accountFirst    = 3 // of accountLayers
	accountAchieved = accountFirst + 5
	accountGap      = accountAchieved + 1
	accountShare    = accountGap + 1
	accountBudget   = accountShare + 1
	accountOfBudget = accountBudget + 1
	accountOurs     = accountOfBudget + 1
	accountDiffers  = accountOurs + 1
)

// accountTop is the row of the first account's heading.
const accountTop = 4

func (w *quarterBook) writeAccounts() {
	b := w.book
	b.title(w.account, w.Print.T("pack.account-title", "title", w.title()), w.Print.T("gains.made", "words", w.headline()))
	w.writeUnplaced()
	b.onePage(w.account)
	bottom := w.writeAccount(w.Report.Account, accountTop)
	w.writeAccount(w.Report.Other, bottom+2)
	b.widths(w.account, 8, 18, 18, 18, 18, 18, 18, 18, 18, 12, 18, 14, 18, 14)
	for i, account := range []portfolio.TargetAccount{w.Report.Account, w.Report.Other} {
		top := accountTop
		if i == 1 {
			top = bottom + 2
		}
		w.accountChart(account, top, bottom+2+len(w.Report.Other.Years)+4+i*chartRows)
	}
}

// writeUnplaced says so when an amount of a benefit, typed among the lines, is in no
// benefit or no year that the account has.
func (w *quarterBook) writeUnplaced() {
	n := fmt.Sprintf(`COUNTIFS(%s,%s,%s,"=",%s,"<>")`, w.lines.column(lineArt), quoted(w.Print.T("report.kind-"+string(benefitLine))), w.lines.column(lineGain), w.lines.column(lineAmount)) +
		"+SUM(" + w.gains.column(gainOutside) + ")"
	unplaced := 0
	for _, of := range w.gainCases {
		for _, one := range of.gains {
			unplaced += undated(one.Benefit)
		}
	}
	words := w.Print.T("gains.unplaced")
	var said any = ""
	if unplaced > 0 {
		said = fmt.Sprint(unplaced) + words
	}
	w.book.formula(w.account, 1, 3, fmt.Sprintf(`IF(%s=0,"",%[1]s&%s)`, "("+n+")", quoted(words)), "General", said)
}

// writeAccount writes an account from a row on and gives its last row.
func (w *quarterBook) writeAccount(account portfolio.TargetAccount, top int) int {
	b, t := w.book, w.Print.T
	b.set(w.account, 1, top, t("method."+string(account.Method)))
	b.paint(w.account, 1, top, b.leadStyle())
	heads := []string{t("report.year"), t("layer.target")}
	for _, layer := range accountLayers {
		heads = append(heads, t("layer."+string(layer)))
	}
	heads = append(heads, t("pack.achieved"), t("pack.gap"), t("pack.share"), t("pack.budget"), t("pack.of-budget"), t("report.ours"), t("report.difference"))
	b.head(w.account, top+1, heads...)
	for i, year := range account.Years {
		w.writeAccountYear(account.Method, year, top+2+i)
	}
	return top + 1 + len(account.Years)
}

func (w *quarterBook) writeAccountYear(method portfolio.CountMethod, year portfolio.TargetYear, row int) {
	b, at := w.book, func(x int) string { return relative(x, row) }
	b.set(w.account, accountYear, row, year.Year)
	if year.Target != nil {
		b.number(w.account, accountTarget, row, year.Target.Kroner())
	}
	for i, layer := range accountLayers {
		w.writeLayer(w.account, accountFirst+i, row, method, layer, at(accountYear), "", layerOf(year.Layers, layer))
	}
	counted := at(accountFirst) + ":" + at(accountFirst+2)
	achieved, known := achievedOf(year)
	var sum *calc.Money
	if known {
		sum = &achieved
	}
	b.formula(w.account, accountAchieved, row, fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%[1]s))`, counted), formatKroner, kronerOf(sum))
	b.formula(w.account, accountGap, row, fmt.Sprintf(`IF(%s="","",MAX(0,%[1]s-SUM(%s)))`, at(accountTarget), counted), formatKroner, kronerOf(year.Gap))
	b.formula(w.account, accountShare, row, fmt.Sprintf(`IF(N(%s)<=0,"",SUM(%s)/%[1]s)`, at(accountTarget), counted), formatShare, shareOf(achieved, year.Target))
	if year.Budget != nil {
		b.number(w.account, accountBudget, row, year.Budget.Kroner())
	}
	b.formula(w.account, accountOfBudget, row, fmt.Sprintf(`IF(N(%s)<=0,"",SUM(%s)/%[1]s)`, at(accountBudget), counted), formatShare, shareOf(achieved, year.Budget))
	if known {
		b.number(w.account, accountOurs, row, achieved.Kroner())
		b.formula(w.account, accountDiffers, row, at(accountAchieved)+"-"+at(accountOurs), formatKroner, 0.0)
	}
}

// achievedOf is what counts as achieved of a year; not known when nothing is in
// any layer that counts.
func achievedOf(year portfolio.TargetYear) (sum calc.Money, known bool) {
	for _, layer := range accountLayers[:3] {
		if amount, has := year.Layers[layer]; has {
			sum, known = sum+amount, true
		}
	}
	return sum, known
}

// kronerOf is what a formula of an amount comes to; nil where there is none.
func kronerOf(amount *calc.Money) any {
	if amount == nil {
		return nil
	}
	return amount.Kroner()
}

func layerOf(layers map[portfolio.Layer]calc.Money, layer portfolio.Layer) *calc.Money {
	if amount, has := layers[layer]; has {
		return &amount
	}
	return nil
}

// shareOf is an amount as a share of a whole above 0; nil without one.
func shareOf(amount calc.Money, whole *calc.Money) any {
	if whole == nil || *whole <= 0 {
		return nil
	}
	return amount.Kroner() / whole.Kroner()
}

// sum writes the sum of a column where pairs of a column and what it must be
// hold; nothing where no row does, since what is missing is not 0. What it comes
// to is the sum as Råderum has it.
func (w *quarterBook) sum(sheet string, x, y int, is *calc.Money, amounts string, pairs ...string) {
	where := ""
	for _, one := range pairs {
		where += "," + one
	}
	w.book.formula(sheet, x, y, fmt.Sprintf(`IF(COUNTIFS(%s)=0,"",ROUND(SUMIFS(%s%s),2))`, where[1:], amounts, where), formatKroner, kronerOf(is))
}
