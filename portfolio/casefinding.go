package portfolio

import (
	"math"
	"regexp"
	"slices"

	"raaderum/calc"
)

// Codes of the rules a case may break (domain handbook §11); the words are in
// the catalogue under "case-finding.<code>".
const (
	FindingNoPriceLevel     = "price-level-missing"     // E1
	FindingNominalRealRate  = "nominal-flows-real-rate" // E6
	FindingNoProfile        = "benefit-without-profile" // E7
	FindingPeriodsDiffer    = "year-and-parts-differ"   // E8
	FindingNoOwner          = "no-owner"                // W1
	FindingNoBaseline       = "no-baseline"             // W2
	FindingNoRunningCost    = "no-running-cost"         // W3
	FindingOnlyTechnology   = "no-organisational-cost"  // W4
	FindingPaybackOverLimit = "payback-over-limit"      // W5
	FindingPaybackNever     = "payback-never"           // W6
	FindingNoBenefits       = "benefits-not-stated"     // W5 and W6 cannot be judged
	FindingShortHorizon     = "horizon-short"           // W7
	FindingReleasedTime     = "released-time-in-kroner" // W8
	FindingBeforeGoLive     = "benefit-before-go-live"  // W9
	FindingLargestItem      = "largest-item"            // W10
	FindingNoHarvestPlan    = "no-harvest-plan"         // W11
	FindingStatedPayback    = "stated-payback-differs"  // W12
	FindingStatedNever      = "stated-payback-never"    // W12
	FindingStatedNPV        = "stated-npv-differs"      // W12
	FindingCountedTwice     = "counted-twice"           // W14
	FindingRateVintage      = "rate-vintage"            // W16
	FindingSignChanges      = "several-sign-changes"    // W18
	FindingPersonalData     = "personal-data"           // W20
	FindingLightDiffers     = "light-differs"           // I1
	FindingOnlyQualitative  = "only-qualitative"        // I2
	FindingLongHorizon      = "long-horizon"            // I3
	FindingGoalMissing      = "goal-missing"            // the strategy's demand on every case
	FindingOriginUnknown    = "origin-unknown"          // counts nowhere until it is known
	FindingKindUnknown      = "benefit-kind-unknown"    // counts nowhere until it is known
)

// CaseFindings are the rules of the field that a case breaks, as far as they
// can be told from its figures.
func CaseFindings(org Organisation, figures CaseFigures) []CaseFinding {
	f := &caseFindings{org: org, figures: figures}
	f.terms(figures.Case)
	f.costs(figures.Case)
	for _, benefit := range figures.Case.Benefits {
		f.benefit(figures.Case, benefit)
	}
	f.payback(figures.Case)
	f.harvest(figures.Case)
	f.statedFigures(figures.Case.Stated)
	f.horizon(figures.Case)
	f.goals(figures.Case)
	f.words(figures.Case)
	f.light()
	return f.found
}

type caseFindings struct {
	org     Organisation
	figures CaseFigures
	found   []CaseFinding
}

func (f *caseFindings) add(severity Severity, code string, pairs ...any) {
	var args map[string]any
	for i := 0; i+1 < len(pairs); i += 2 {
		if args == nil {
			args = map[string]any{}
		}
		args[pairs[i].(string)] = pairs[i+1]
	}
	f.found = append(f.found, CaseFinding{Severity: severity, Code: code, Args: args})
}

// terms: E1, E6, W16, W18 and what the account must know.
func (f *caseFindings) terms(bc BusinessCase) {
	terms := f.figures.Terms
	set, published := calc.RateSetByName(terms.RateSet)
	switch {
	case bc.PriceLevel.Basis == PricesUnknown:
		f.add(SeverityError, FindingNoPriceLevel)
	case bc.PriceLevel.Basis == PricesCurrent && published && set.Kind == calc.Real:
		f.add(SeverityError, FindingNominalRealRate, "rate", terms.RateSet)
	}
	decided, known := calc.RateSetFor(bc.DecisionDate)
	if !bc.DecisionDate.IsZero() && known && decided.Name != terms.RateSet {
		f.add(SeverityWarning, FindingRateVintage, "rate", terms.RateSet, "decided", decided.Name)
	}
	if slices.Contains(f.figures.Evaluation.Warnings, calc.WarnSeveralSignChanges) {
		f.add(SeverityWarning, FindingSignChanges)
	}
	if bc.Origin == "" {
		f.add(SeverityWarning, FindingOriginUnknown)
	}
}

// organisational are the cost categories that are not technology: Albertslund
// says that it is 20 percent of a digitalisation project and the rest is organisation.
var organisational = []string{"training", "change", "internal-funded", "internal-within-frame", "project-management"}

// costs: W3, W4, W10 and E8 of the cost lines.
func (f *caseFindings) costs(bc BusinessCase) {
	running, organisation, categories := false, false, false
	var total, largest calc.Money
	var largestLabel string
	for _, line := range bc.Costs {
		running = running || line.Recurrence == Running
		organisation = organisation || slices.Contains(organisational, line.Category)
		categories = categories || line.Category != ""
		f.periods(line.Label, line.Amounts)
		var sum calc.Money
		for _, money := range yearly(line.Amounts, bc.GoLive) {
			sum += money
		}
		total += sum
		if sum > largest {
			largest, largestLabel = sum, line.Label
		}
	}
	if len(bc.Benefits) > 0 && !running {
		f.add(SeverityWarning, FindingNoRunningCost)
	}
	if categories && !organisation {
		f.add(SeverityWarning, FindingOnlyTechnology)
	}
	if len(bc.Costs) > 1 && total > 0 && float64(largest) > 0.5*float64(total) {
		f.add(SeverityWarning, FindingLargestItem, "label", largestLabel, "percent", math.Round(100*float64(largest)/float64(total)))
	}
}

// periods: E8, a year stated beside all of its quarters with another sum.
func (f *caseFindings) periods(label string, amounts []Amount) {
	if wholeYears(amounts) {
		return
	}
	line := newTimeline(amounts, f.figures.Case.GoLive)
	for _, amount := range amounts {
		year, dated := amount.Period.Year()
		if !dated || amount.Period.Kind() != calc.YearPeriod {
			continue
		}
		if sum, _ := line.year(year); sum.Money != amount.Money {
			f.add(SeverityError, FindingPeriodsDiffer, "label", label, "year", amount.Period, "stated", amount.Money, "sum", sum.Money)
		}
	}
}

// benefit: E7, E8, W1, W2, W8, W9 of one benefit.
func (f *caseFindings) benefit(bc BusinessCase, benefit Benefit) {
	plan := benefit.Series[Plan]
	money := len(plan) > 0 || benefit.FullYear != nil
	if benefit.Kind != Qualitative && len(plan) == 0 {
		f.add(SeverityError, FindingNoProfile, "benefit", benefit.Label)
	}
	if benefit.Owner == "" {
		f.add(SeverityWarning, FindingNoOwner, "benefit", benefit.Label)
	}
	if benefit.Kind == BenefitUnknown {
		f.add(SeverityWarning, FindingKindUnknown, "benefit", benefit.Label)
	}
	if !benefit.Baseline && len(benefit.Series[Realised]) > 0 {
		f.add(SeverityWarning, FindingNoBaseline, "benefit", benefit.Label)
	}
	if benefit.Kind == ReleasedTime && money && len(benefit.Series[Budgeted]) == 0 {
		f.add(SeverityWarning, FindingReleasedTime, "benefit", benefit.Label)
	}
	for _, series := range AllSeries {
		f.periods(benefit.Label, benefit.Series[series])
	}
	if first, ok := firstPeriodEnd(plan); ok && !bc.GoLive.IsZero() && first.Before(calc.QuarterOf(bc.GoLive)) {
		f.add(SeverityWarning, FindingBeforeGoLive, "benefit", benefit.Label, "go-live", bc.GoLive)
	}
}

// firstPeriodEnd is the last quarter of the first period with an amount.
func firstPeriodEnd(amounts []Amount) (first calc.Quarter, found bool) {
	for _, amount := range amounts {
		quarter, ok := amount.Period.Quarter()
		if year, dated := amount.Period.Year(); !ok && dated {
			quarter, ok = calc.Quarter{Year: year, Q: 4}, true
		}
		if ok && amount.Money != 0 && (!found || quarter.Before(first)) {
			first, found = quarter, true
		}
	}
	return first, found
}

// payback: W5 and W6. A payback over the limit never blocks; it demands a
// dispensation. What is missing breaks no rule: then the finding is what.
func (f *caseFindings) payback(bc BusinessCase) {
	payback, limit := f.figures.Evaluation.Payback, f.org.Governance.PaybackLimit
	switch {
	case payback.Why == ReasonBenefitsNotStated:
		f.add(SeverityWarning, FindingNoBenefits)
	case payback.Status == calc.PaybackNever:
		f.add(SeverityWarning, FindingPaybackNever)
		if limit != nil && bc.Dispensation == nil {
			f.add(SeverityWarning, FindingPaybackOverLimit, "limit", *limit)
		}
	case payback.Status == calc.PaybackValue && limit != nil && payback.Years > *limit && bc.Dispensation == nil:
		f.add(SeverityWarning, FindingPaybackOverLimit, "limit", *limit, "years", payback.Years)
	}
}

// harvestedFrom is where a case is so large that it must say how its benefits
// are harvested.
const harvestedFrom = 500_000 * calc.Krone

// harvest: W11, a case of the largest amount class whose benefits lack what
// makes a plan for their harvest: somebody who answers for each, and the years.
func (f *caseFindings) harvest(bc BusinessCase) {
	class, ok := f.org.Governance.ClassOf(bc)
	if !ok || class.From < harvestedFrom {
		return
	}
	without := 0
	for _, benefit := range bc.Benefits {
		if benefit.Kind != Qualitative && (benefit.Owner == "" || len(benefit.Series[Plan]) == 0) {
			without++
		}
	}
	if without > 0 {
		f.add(SeverityWarning, FindingNoHarvestPlan, "class", class.Name, "n", without, "of", len(bc.Benefits))
	}
}

// statedFigures: W12, a workbook's own key figures against the computed ones:
// half a year for the payback, 5 % for the NPV.
func (f *caseFindings) statedFigures(stated StatedFigures) {
	evaluation := f.figures.Evaluation
	if s, p := stated.Payback, evaluation.Payback; s != nil {
		switch {
		case p.Status == calc.PaybackValue && math.Abs(s.Value-p.Years) > 0.5:
			f.add(SeverityWarning, FindingStatedPayback, "stated", s.Value, "computed", p.Years)
		case p.Status == calc.PaybackNever:
			f.add(SeverityWarning, FindingStatedNever, "stated", s.Value)
		}
	}
	if s, npv := stated.NPV, evaluation.NPV; s != nil && npv.Exists() && math.Abs(s.Value-npv.Value) > 0.05*math.Abs(npv.Value) {
		f.add(SeverityWarning, FindingStatedNPV, "stated", kroner(s.Value), "computed", kroner(npv.Value))
	}
}

// kroner is a computed amount as money, for words about it.
func kroner(value float64) any {
	money, err := calc.FromKroner(value)
	if err != nil {
		return value
	}
	return money
}

// horizon: W7 and I3.
func (f *caseFindings) horizon(bc BusinessCase) {
	table := f.figures.Table
	for i, row := range table {
		if row.Benefits != nil && *row.Benefits > 0 {
			if len(table) < i+2 {
				f.add(SeverityWarning, FindingShortHorizon)
			}
			break
		}
	}
	if len(table) > 36 {
		f.add(SeverityInfo, FindingLongHorizon, "years", len(table)-1)
	}
	if len(bc.Benefits) > 0 && !slices.ContainsFunc(bc.Benefits, func(b Benefit) bool { return b.Kind != Qualitative }) {
		f.add(SeverityInfo, FindingOnlyQualitative)
	}
}

// goals: a case accounts for each of the strategy's goals.
func (f *caseFindings) goals(bc BusinessCase) {
	for _, goal := range f.org.Strategy.Goals {
		if bc.Goals[goal.Number] == "" {
			f.add(SeverityWarning, FindingGoalMissing, "goal", goal.Number, "text", goal.Text)
		}
	}
}

// cpr is the pattern of a Danish civil registration number.
var cpr = regexp.MustCompile(`\b\d{6}-?\d{4}\b`)

// words: W20, personal data suspected in free text. The number itself is not
// repeated.
func (f *caseFindings) words(bc BusinessCase) {
	texts := []string{bc.Title, bc.Summary, bc.ProjectOwner, bc.SystemOwner}
	for _, goal := range f.org.Strategy.Goals {
		texts = append(texts, bc.Goals[goal.Number])
	}
	if bc.Dispensation != nil {
		texts = append(texts, bc.Dispensation.Reason, bc.Dispensation.By)
	}
	for _, line := range bc.Costs {
		texts = append(texts, line.Label)
	}
	for _, benefit := range bc.Benefits {
		texts = append(texts, benefit.Label, benefit.Owner)
	}
	if f.figures.Status != nil {
		texts = append(texts, f.figures.Status.Comment, f.figures.Status.DecisionNeeded)
	}
	if slices.ContainsFunc(texts, cpr.MatchString) {
		f.add(SeverityWarning, FindingPersonalData)
	}
}

// light: I1, a chosen light that differs from the computed one asks for a reason.
func (f *caseFindings) light() {
	status := f.figures.Status
	if status != nil && status.Light != "" && status.Light != f.figures.Computed && status.Comment == "" && status.Reason == "" {
		f.add(SeverityInfo, FindingLightDiffers)
	}
}

// countedTwice: W14, benefits of different cases with the same name and the
// same plan, unless somebody has said already which of them counts.
func countedTwice(cases []BusinessCase) map[CaseID][]CaseFinding {
	type seen struct {
		bc      BusinessCase
		benefit Benefit
	}
	known := map[string][]seen{}
	found := map[CaseID][]CaseFinding{}
	for _, bc := range cases {
		for _, benefit := range bc.Benefits {
			name := FoldNumber(benefit.Label)
			for _, other := range known[name] {
				linked := benefit.CountedIn != nil || other.benefit.CountedIn != nil || slices.Contains(benefit.NotSame, BenefitRef{other.bc.ID, other.benefit.ID})
				if linked || other.bc.ID == bc.ID || !samePlan(other.benefit, benefit) {
					continue
				}
				found[bc.ID] = append(found[bc.ID], twiceFinding(benefit, other.bc))
				found[other.bc.ID] = append(found[other.bc.ID], twiceFinding(other.benefit, bc))
			}
			known[name] = append(known[name], seen{bc, benefit})
		}
	}
	return found
}

func twiceFinding(benefit Benefit, other BusinessCase) CaseFinding {
	return CaseFinding{Severity: SeverityWarning, Code: FindingCountedTwice,
		Args: map[string]any{"benefit": benefit.Label, "case": other.Title, "number": other.Number}}
}

func samePlan(a, b Benefit) bool {
	one, other := a.Series[Plan], b.Series[Plan]
	return len(one) > 0 && slices.EqualFunc(one, other, func(x, y Amount) bool {
		return x.Period == y.Period && x.Money == y.Money
	})
}
