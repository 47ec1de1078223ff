package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"raaderum/portfolio"
)

// resolution is an acceptance with every name in it found: cases have their ids
// and versions, lines their ids, reports and statuses the case they speak of.
type resolution struct {
	cases    []resolvedCase
	reports  []resolvedReport
	statuses []portfolio.QuarterlyStatus
}

type resolvedCase struct {
	portfolio.BusinessCase
	ordinal int  // of a new case; 0 for a new version
	back    bool // its number was known before everything about it was undone
}

type resolvedReport struct {
	portfolio.BenefitReport
	caseID portfolio.CaseID
}

// resolve finds every name in an acceptance, or tells all that were not found.
func resolve(ctx context.Context, t *tx, accepted portfolio.Acceptance) (resolution, error) {
	known, err := findDirectory(ctx, t, accepted.Organisation)
	if err != nil {
		return resolution{}, err
	}
	if err := known.findLines(ctx, t, known.meant(accepted)); err != nil {
		return resolution{}, err
	}
	var plan resolution
	var errs []error
	for _, one := range accepted.Cases {
		resolved, err := known.resolveCase(one, accepted)
		plan.cases = append(plan.cases, resolved)
		errs = append(errs, err)
	}
	for _, report := range accepted.Reports {
		resolved, err := known.resolveReport(report, accepted.File.Name)
		plan.reports = append(plan.reports, resolved)
		errs = append(errs, err)
	}
	for _, status := range accepted.Statuses {
		resolved, err := known.resolveStatus(status, accepted.File.Name)
		plan.statuses = append(plan.statuses, resolved)
		errs = append(errs, err)
	}
	return plan, errors.Join(errs...)
}

// touched are the cases that this resolution speaks of, new ones among them.
func (r resolution) touched() caseSet {
	var ids []portfolio.CaseID
	for _, one := range r.cases {
		ids = append(ids, one.ID)
	}
	for _, report := range r.reports {
		ids = append(ids, report.caseID)
	}
	for _, status := range r.statuses {
		ids = append(ids, status.Case)
	}
	return caseSetOf(ids)
}

// summary is the Import that this resolution becomes.
func (r resolution) summary(accepted portfolio.Acceptance, sequence int64, now time.Time) portfolio.Import {
	made := portfolio.Import{ID: importID(sequence), Organisation: accepted.Organisation, By: accepted.By, At: accepted.At,
		File: accepted.File.Name, SHA256: accepted.File.SHA256, Layout: accepted.Layout, Answers: accepted.Answers,
		Reports: len(r.reports), Statuses: len(r.statuses)}
	if made.At.IsZero() {
		made.At = now
	}
	made.At = made.At.UTC().Truncate(time.Microsecond)
	if made.Answers == nil {
		made.Answers = map[string]string{}
	}
	for _, one := range r.cases {
		if one.ordinal > 0 || one.back {
			made.NewCases++
		} else {
			made.NewVersions++
		}
		for _, line := range one.Costs {
			made.Amounts += len(line.Amounts)
		}
		for _, benefit := range one.Benefits {
			for _, amounts := range benefit.Series {
				made.Amounts += len(amounts)
			}
		}
	}
	for _, report := range r.reports {
		made.Amounts += len(report.Amounts)
	}
	return made
}

// caseNamespace makes case ids the same wherever the same imports are made in
// the same order.
var caseNamespace = uuid.MustParse("6f0b5b0e-6a52-5d0a-9d2f-3c1c8a3f7b11")

// resolveCase gives a case its id and version: the next of a known number, or
// the first of a new case. A number that was known before it was undone gets
// the id it had, and a version number that was never given out.
func (d *directory) resolveCase(one portfolio.BusinessCase, accepted portfolio.Acceptance) (resolvedCase, error) {
	file := accepted.File.Name
	number := portfolio.FoldNumber(one.Number)
	earlier, err := d.identify(one, accepted)
	resolved := resolvedCase{BusinessCase: one}
	resolved.Organisation = d.org
	if err != nil {
		return resolved, err
	}
	switch {
	case earlier != nil:
	case number != "" && d.gone[number] != nil:
		earlier = d.gone[number]
		resolved.back = true
		delete(d.gone, number)
	default:
		d.count++
		resolved.ordinal = d.count
		earlier = &knownCase{id: portfolio.CaseID(uuid.NewSHA1(caseNamespace, []byte(string(d.org)+"/"+strconv.Itoa(d.count))).String())}
	}
	resolved.ID, resolved.Version = earlier.id, earlier.last+1
	resolved.Benefits = nameBenefits(one.Benefits, slices.Concat(earlier.benefits, earlier.added))
	resolved.Costs = nameCosts(one.Costs, earlier.costs)

	latest := &knownCase{id: resolved.ID, title: one.Title, last: resolved.Version, benefits: resolved.Benefits, costs: resolved.Costs, reported: earlier.reported}
	latest.added = slices.DeleteFunc(slices.Clone(earlier.added), func(b portfolio.Benefit) bool { return latest.benefit(b.ID) })
	d.byID[latest.id] = latest
	if number != "" {
		d.byNumber[number] = latest
	}
	return resolved, latest.keepsReported(earlier, one, file)
}

// identify finds the known case that a case is. Where its number and title
// point different ways, only a person can tell.
func (d *directory) identify(one portfolio.BusinessCase, accepted portfolio.Acceptance) (*knownCase, error) {
	number := portfolio.FoldNumber(one.Number)
	known, named := d.byNumber[number], one.Number
	asked := known != nil && portfolio.OtherTitle(one.Title, known.title)
	if number == "" {
		known, named = nil, one.Title
		if alike := d.byTitle[portfolio.FoldNumber(one.Title)]; len(alike) == 1 {
			known, asked = alike[0], true
		}
	}
	if !asked {
		return known, nil
	}
	problem := &portfolio.Error{Code: portfolio.CodeConflict, Key: "case.same-number",
		Args:  map[string]any{"number": one.Number, "title": one.Title, "known": known.title},
		Place: portfolio.Place{File: accepted.File.Name, Sheet: one.Source.Sheet, Cell: one.Source.Cell}}
	key := portfolio.IdentityKey(named)
	switch answer := accepted.Answers[key]; {
	case answer == portfolio.SameCase:
		return known, nil
	case answer == portfolio.OtherCase && number == "":
		return nil, nil
	case answer == portfolio.OtherCase:
		problem.Code, problem.Key = portfolio.CodeInvalid, "case.number-taken"
	default:
		problem.Err = &portfolio.IdentityError{Key: key, Options: []string{portfolio.SameCase, portfolio.OtherCase}}
		if number == "" {
			problem.Key = "case.same-title"
		}
	}
	return nil, problem
}

// keepsReported refuses a version that leaves out a benefit with reported
// figures: money that was reported must not vanish from the account.
func (k *knownCase) keepsReported(earlier *knownCase, one portfolio.BusinessCase, file string) error {
	var errs []error
	for _, before := range earlier.benefits {
		if k.benefit(before.ID) || !earlier.reported[before.ID] {
			continue
		}
		errs = append(errs, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "case.reported-benefit-missing",
			Args:  map[string]any{"number": one.Number, "benefit": before.Label},
			Place: portfolio.Place{File: file, Sheet: one.Source.Sheet}})
	}
	return errors.Join(errs...)
}

func (k *knownCase) benefit(id portfolio.BenefitID) bool {
	for _, benefit := range slices.Concat(k.benefits, k.added) {
		if benefit.ID == id {
			return true
		}
	}
	return false
}

// nameBenefits gives benefits without an id the one their label had in the
// version before, else a new one.
func nameBenefits(benefits, before []portfolio.Benefit) []portfolio.Benefit {
	ids := newLineIDs("b")
	for _, benefit := range before {
		ids.remember(string(benefit.ID), benefit.Label)
	}
	for _, benefit := range benefits {
		ids.claim(string(benefit.ID))
	}
	named := make([]portfolio.Benefit, len(benefits))
	for i, benefit := range benefits {
		benefit.ID = portfolio.BenefitID(ids.of(string(benefit.ID), benefit.Label))
		named[i] = benefit
	}
	return named
}

// nameCosts does for cost lines what nameBenefits does for benefits.
func nameCosts(lines, before []portfolio.CostLine) []portfolio.CostLine {
	ids := newLineIDs("c")
	for _, line := range before {
		ids.remember(line.ID, line.Label)
	}
	for _, line := range lines {
		ids.claim(line.ID)
	}
	named := make([]portfolio.CostLine, len(lines))
	for i, line := range lines {
		line.ID = ids.of(line.ID, line.Label)
		named[i] = line
	}
	return named
}

// lineIDs hands out ids that stay with their labels from version to version.
type lineIDs struct {
	prefix  string
	byLabel map[string][]string // of the version before, in order
	taken   map[string]bool
	last    int
}

func newLineIDs(prefix string) *lineIDs {
	return &lineIDs{prefix: prefix, byLabel: map[string][]string{}, taken: map[string]bool{}}
}

func (l *lineIDs) remember(id, label string) {
	folded := portfolio.FoldNumber(label)
	l.byLabel[folded] = append(l.byLabel[folded], id)
}

func (l *lineIDs) claim(id string) {
	if id != "" {
		l.taken[id] = true
	}
}

func (l *lineIDs) of(id, label string) string {
	if id != "" {
		return id
	}
	folded := portfolio.FoldNumber(label)
	for _, before := range l.byLabel[folded] {
		if !l.taken[before] {
			l.taken[before] = true
			return before
		}
	}
	for {
		l.last++
		id := l.prefix + strconv.Itoa(l.last)
		if !l.taken[id] && !l.known(id) {
			l.taken[id] = true
			return id
		}
	}
}

// known tells whether an id belonged to a line of the version before: a new
// line must not inherit another's name.
func (l *lineIDs) known(id string) bool {
	for _, ids := range l.byLabel {
		for _, before := range ids {
			if before == id {
				return true
			}
		}
	}
	return false
}

func (d *directory) resolveReport(report portfolio.BenefitReport, file string) (resolvedReport, error) {
	place := portfolio.Place{File: file}
	if len(report.Amounts) > 0 {
		place.Sheet, place.Cell = report.Amounts[0].Source.Sheet, report.Amounts[0].Source.Cell
	}
	one := d.byNumber[portfolio.FoldNumber(report.CaseNumber)]
	if one == nil {
		return resolvedReport{}, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "report.unknown-case",
			Args: map[string]any{"number": report.CaseNumber}, Place: place}
	}
	var found []portfolio.BenefitID
	for _, benefit := range slices.Concat(one.benefits, one.added) {
		byLabel := report.Benefit == "" && portfolio.FoldNumber(benefit.Label) == portfolio.FoldNumber(report.Label)
		if benefit.ID == report.Benefit || byLabel {
			found = append(found, benefit.ID)
		}
	}
	if len(found) != 1 {
		key := "report.unknown-benefit"
		if len(found) > 1 {
			key = "report.ambiguous-benefit"
		}
		name := report.Label
		if report.Benefit != "" {
			name = string(report.Benefit)
		}
		return resolvedReport{}, &portfolio.Error{Code: portfolio.CodeInvalid, Key: key,
			Args: map[string]any{"number": report.CaseNumber, "benefit": name}, Place: place}
	}
	report.Benefit = found[0]
	return resolvedReport{report, one.id}, nil
}

func (d *directory) resolveStatus(status portfolio.QuarterlyStatus, file string) (portfolio.QuarterlyStatus, error) {
	one := d.byID[status.Case]
	if status.Case == "" {
		one = d.byNumber[portfolio.FoldNumber(status.CaseNumber)]
	}
	if one == nil {
		return status, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "report.unknown-case",
			Args:  map[string]any{"number": status.CaseNumber},
			Place: portfolio.Place{File: file, Sheet: status.Source.Sheet, Cell: status.Source.Cell}}
	}
	status.Case = one.id
	return status, nil
}
