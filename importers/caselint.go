package importers

import (
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// mostRuledCases is how many cases of one file the rules of the field are told
// for before anything is stored. A catalogue has more, and each of its cases
// shows its own afterwards.
const mostRuledCases = 500

// caseRules are the rules of the field (domain handbook §11) that a workbook can
// break and its owner can mend in it, by the portfolio's own code. Whatever
// needs to know the municipality is added by Acceptance, or shown on the case.
var caseRules = map[string]string{
	portfolio.FindingNoBaseline:     "rule-no-baseline",            // W2
	portfolio.FindingNoRunningCost:  "rule-no-running-cost",        // W3
	portfolio.FindingOnlyTechnology: "rule-no-organisational-cost", // W4
	portfolio.FindingPaybackNever:   "rule-payback-never",          // W6
	portfolio.FindingShortHorizon:   "rule-horizon-short",          // W7
	portfolio.FindingReleasedTime:   "rule-released-time",          // W8
	portfolio.FindingBeforeGoLive:   "rule-before-go-live",         // W9
	portfolio.FindingLargestItem:    "rule-largest-item",           // W10
	portfolio.FindingSignChanges:    "rule-several-sign-changes",   // W18
	portfolio.FindingLongHorizon:    "rule-long-horizon",           // I3
}

// ruleFindings tells which rules the cases of a file break: one finding a rule,
// at the first cell, with how many there are.
func ruleFindings(file File, now time.Time) []Finding {
	if len(file.Cases) > mostRuledCases || file.IsReturn() {
		return nil
	}
	var found []Finding
	at := map[string]int{}
	l := newLint(file)
	for _, c := range file.Cases {
		bc := (&accepting{file: file}).businessCase(c)
		figures := portfolio.Evaluate(bc, portfolio.TermsFor(bc, now))
		for _, broken := range portfolio.CaseFindings(portfolio.Organisation{}, figures) {
			code := caseRules[broken.Code]
			if code == "" || l.told(c, broken.Code) {
				continue
			}
			if i, again := at[code]; again {
				found[i].Args["n"] = found[i].Args["n"].(int) + 1
				continue
			}
			label, cell := ruled(c, broken.Args)
			args := map[string]any{"n": 1, "label": label}
			for name, value := range broken.Args {
				args[name] = value
			}
			at[code] = len(found)
			found = append(found, Finding{Severity: broken.Severity, Code: code, Cell: cell, Args: args})
		}
	}
	return found
}

// lint is what a whole file says about what its cases can be asked for.
type lint struct {
	layout    string
	baselines bool // some benefit states whether it was measured from the start
}

func newLint(file File) lint {
	l := lint{layout: file.Layout}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			if _, ok := fieldOf(line.Fields, "baseline"); ok {
				l.baselines = true
			}
		}
	}
	return l
}

// told tells whether a rule would judge what the file does not say: a list of
// benefits is not expected to have costs, nor a list of costs benefits; and
// where the workbook does not say which costs are running, or people did not
// choose what kind they are, nobody knows.
func (l lint) told(c Case, code string) bool {
	costs, benefits, uncertain, unsorted := 0, 0, 0, 0
	for _, line := range c.Lines {
		if line.Kind != cost {
			benefits++
			continue
		}
		costs++
		if line.Recurrence == portfolio.RecurrenceUnknown {
			uncertain++
		}
		if line.Category == "" {
			unsorted++
		}
	}
	switch code {
	case portfolio.FindingNoBaseline:
		return !l.baselines
	case portfolio.FindingNoRunningCost:
		return costs == 0 || uncertain > 0
	case portfolio.FindingOnlyTechnology:
		return l.layout != (templateForm{}).Name() || unsorted > 0
	case portfolio.FindingShortHorizon, portfolio.FindingPaybackNever:
		return costs == 0 || benefits == 0
	}
	return false
}

// ruled is what a broken rule is about: the line it names, else the case.
func ruled(c Case, args map[string]any) (label, cell string) {
	for _, name := range []string{"benefit", "label"} {
		wanted, _ := args[name].(string)
		for _, line := range c.Lines {
			if wanted == "" || line.Label != wanted {
				continue
			}
			cell = line.LabelCell
			if cell == "" {
				cell = line.firstCell()
			}
			return firstWord(line.Label, cell), cell
		}
	}
	cell = c.TitleCell
	for i := 0; cell == "" && i < len(c.Lines); i++ {
		cell = c.Lines[i].firstCell()
	}
	return firstWord(c.Title, c.Number, cell), cell
}

// firstCell is where the line's first amount was read; "" when it has none.
func (line Line) firstCell() string {
	first, _ := line.Amounts.First()
	return first.Cell()
}

var lifetimeWords = says(`^(forventet |systemets |teknisk |oekonomisk )?levetid\b|^afskrivningsperiode|^expected lifetime|^lifetime`)

// checkLifetime reports benefits that go on after the lifetime a sheet states
// for what was bought, counted from the first year with a cost (the state
// model's quality questions).
func (r *reader) checkLifetime() {
	for _, v := range r.views {
		if v.grid.turned {
			continue
		}
		for row := 1; row <= v.grid.last(); row++ {
			for i, cell := range v.grid.row(row) {
				if cell == nil || cell.Kind() != workbook.Text || len(cell.Raw()) > 60 || !strings.Contains(strings.ToLower(cell.Raw()), "tid") || !lifetimeWords.MatchString(fold(cell.Raw())) {
					continue
				}
				if beside, at := valueBeside(v.grid, row, i+1); beside != nil {
					r.compareLifetime(v, row, beside, v.grid.ref(row, at))
				}
			}
		}
	}
}

func (r *reader) compareLifetime(v *view, row int, stated *workbook.Cell, place string) {
	years, ok := statedNumber(stated)
	s := r.statedCase(v, row)
	if !ok || s == nil || years < 1 || years > 50 {
		return
	}
	first, last, label := 0, 0, ""
	for i, line := range s.Lines {
		for period, ore := range s.amounts(i) {
			year, dated := period.Year()
			switch {
			case !dated || ore == 0:
			case line.Kind == cost && (first == 0 || year < first):
				first = year
			case line.Kind == benefit && year > last:
				last, label = year, line.Label
			}
		}
	}
	if end := first + int(years); first > 0 && last > end {
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "rule-after-lifetime", Cell: place, Raw: stated.Raw(),
			Args: map[string]any{"label": firstWord(label, place), "years": years, "end": calc.YearOf(end), "last": calc.YearOf(last)}})
	}
}

// checkOwners is rule W1: a benefit whose owner is not filled in where there is
// a column for owners, or a workbook that names no owner anywhere. Templates of
// ours report their own.
func (r *reader) checkOwners() {
	n, first, label := 0, "", ""
	tell := func(f fact, cell func() string) {
		if n++; n == 1 {
			first, label = cell(), f.name()
		}
	}
	owners := r.namesOwners()
	lines := newLineIndex(len(r.subjects))
	for f := range r.facts.all {
		if f.kind() != benefit || f.series() == portfolio.Budgeted {
			continue
		}
		if _, first := lines.of(f); !first {
			continue
		}
		c := f.table().column(roleBenefitOwner, roleOwner)
		switch {
		case c == nil && !owners:
			tell(f, func() string { return firstWord(f.labelRef(), f.ref()) })
		case c != nil && blank(f.table().grid.at(f.row(), c.at)):
			tell(f, func() string { return f.table().grid.ref(f.row(), c.at) })
		}
	}
	if n > 0 {
		r.find(Finding{Severity: portfolio.SeverityWarning, Code: "rule-no-owner", Cell: first, Args: map[string]any{"n": n, "label": label}})
	}
}

var ownerWords = says(`ejer\b|ansvarlig|tovholder|owner|kontaktperson|koordinator|leder\b`)

// namesOwners tells whether the workbook has a place for who is responsible.
func (r *reader) namesOwners() bool {
	for _, sheet := range r.book.Sheets {
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				if c := &sheet.Rows[i].Cells[j]; c.Kind() == workbook.Text && len(c.Raw()) < 40 && ownerWords.MatchString(fold(c.Raw())) {
					return true
				}
			}
		}
	}
	return false
}
