package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// lockCheck finds what an acceptance would change of quarters that are frozen.
type lockCheck struct {
	file      string
	locked    calc.Quarter
	imported  map[portfolio.CaseID]portfolio.BusinessCase // as they were imported
	corrected map[portfolio.CaseID]portfolio.BusinessCase // with the corrections
	errs      []error
}

// keepsLocked refuses realised amounts and statuses that differ from what is
// known of a frozen quarter, each at its cell. What says the same again passes,
// since returns repeat the quarters before; and so does the history of a case
// nobody knew, which a bridge tells as new.
func (r resolution) keepsLocked(ctx context.Context, t *tx, accepted portfolio.Acceptance) error {
	locked, err := lastLocked(ctx, t, accepted.Organisation)
	if err != nil || locked.IsZero() {
		return err
	}
	touched := r.touched()
	imported, err := findImported(ctx, t, accepted.Organisation, touched)
	if err != nil {
		return err
	}
	corrected, err := findCases(ctx, t, accepted.Organisation, touched)
	if err != nil {
		return err
	}
	c := &lockCheck{file: accepted.File.Name, locked: locked, imported: byID(imported), corrected: byID(corrected)}
	for _, one := range r.cases {
		c.version(one.BusinessCase)
	}
	for _, report := range r.reports {
		c.report(report)
	}
	known, err := findStatuses(ctx, t, accepted.Organisation)
	if err != nil {
		return err
	}
	for _, status := range r.statuses {
		c.status(status, known)
	}
	return errors.Join(c.errs...)
}

// version checks a new version of a known case: what it states of a benefit
// stands instead of what the version before stated, and what was reported apart
// stays.
func (c *lockCheck) version(one portfolio.BusinessCase) {
	earlier, known := c.imported[one.ID]
	if !known {
		return
	}
	for _, benefit := range one.Benefits {
		before := c.benefit(c.imported, one.ID, benefit.ID).Series[portfolio.Realised]
		reported := slices.DeleteFunc(slices.Clone(before), func(a portfolio.Amount) bool { return a.Source.Import == earlier.Source.Import })
		after := laidOver(reported, benefit.Series[portfolio.Realised])
		c.compare(one.ID, benefit, after, one)
	}
}

// report checks what is reported of a known benefit.
func (c *lockCheck) report(report resolvedReport) {
	earlier, known := c.imported[report.caseID]
	if !known || report.Series != portfolio.Realised {
		return
	}
	benefit := c.benefit(c.imported, report.caseID, report.Benefit)
	c.compare(report.caseID, benefit, laidOver(benefit.Series[portfolio.Realised], report.Amounts), earlier)
}

// compare refuses each frozen quarter that would be another, at its cell.
func (c *lockCheck) compare(id portfolio.CaseID, benefit portfolio.Benefit, after []portfolio.Amount, version portfolio.BusinessCase) {
	earlier := c.imported[id]
	before := c.benefit(c.imported, id, benefit.ID).Series[portfolio.Realised]
	corrected := c.benefit(c.corrected, id, benefit.ID).Series[portfolio.Realised]
	for _, change := range portfolio.LockedChanges(before, after, earlier.GoLive, version.GoLive, corrected, c.locked) {
		c.refuse("quarter.locked", change.Quarter, change.Source, map[string]any{"number": version.Number, "benefit": benefit.Label})
	}
}

// status refuses another word about a frozen quarter than the one it was frozen with.
func (c *lockCheck) status(status portfolio.QuarterlyStatus, known []portfolio.QuarterlyStatus) {
	if _, ours := c.imported[status.Case]; !ours || c.locked.Before(status.Quarter) {
		return
	}
	if !slices.ContainsFunc(known, sameWord(status)) {
		c.refuse("quarter.locked-status", status.Quarter, status.Source, map[string]any{"number": status.CaseNumber})
	}
}

// sameWord finds a status that says the same of the same case and quarter.
func sameWord(status portfolio.QuarterlyStatus) func(portfolio.QuarterlyStatus) bool {
	return func(was portfolio.QuarterlyStatus) bool {
		return was.Case == status.Case && was.Quarter == status.Quarter && was.Light == status.Light &&
			was.Comment == status.Comment && was.DecisionNeeded == status.DecisionNeeded
	}
}

func (c *lockCheck) refuse(key string, quarter calc.Quarter, at portfolio.Source, args map[string]any) {
	args["quarter"], args["next"] = quarter, c.locked.Next()
	c.errs = append(c.errs, &portfolio.Error{Code: portfolio.CodeLocked, Key: key, Args: args,
		Place: portfolio.Place{File: c.file, Sheet: at.Sheet, Cell: at.Cell}})
}

func (c *lockCheck) benefit(among map[portfolio.CaseID]portfolio.BusinessCase, id portfolio.CaseID, name portfolio.BenefitID) portfolio.Benefit {
	return benefitOf(among[id], name)
}

// benefitOf is a case's benefit, empty when it has none of that name.
func benefitOf(bc portfolio.BusinessCase, name portfolio.BenefitID) portfolio.Benefit {
	for _, benefit := range bc.Benefits {
		if benefit.ID == name {
			return benefit
		}
	}
	return portfolio.Benefit{ID: name}
}

// keepsLocked refuses an undo that would take back a realised amount or a status
// of a frozen quarter: the same file could not bring it again, so what was frozen
// could never be known again but by corrections.
func (u *undoing) keepsLocked(ctx context.Context) error {
	locked, err := lastLocked(ctx, u.tx, u.org)
	if err != nil || locked.IsZero() {
		return err
	}
	var errs []error
	refuse := func(key string, quarter calc.Quarter, args map[string]any) {
		args["id"], args["quarter"], args["next"] = string(u.made.ID), quarter, locked.Next()
		errs = append(errs, &portfolio.Error{Code: portfolio.CodeLocked, Key: key, Args: args})
	}
	for _, id := range u.touched {
		was, now := u.before[id], u.after[id]
		for _, benefit := range was.Benefits {
			before, after := benefit.Series[portfolio.Realised], benefitOf(now, benefit.ID).Series[portfolio.Realised]
			for _, change := range portfolio.LockedChanges(before, after, was.GoLive, now.GoLive, nil, locked) {
				refuse("quarter.locked-undo", change.Quarter, map[string]any{"number": cmp.Or(was.Number, was.Title), "benefit": benefit.Label})
			}
		}
	}
	left, err := findStatuses(ctx, u.tx, u.org)
	if err != nil {
		return err
	}
	for _, status := range u.said {
		if !locked.Before(status.Quarter) && !slices.ContainsFunc(left, sameWord(status)) {
			refuse("quarter.locked-undo-status", status.Quarter, map[string]any{"number": cmp.Or(status.CaseNumber, u.before[status.Case].Title)})
		}
	}
	return errors.Join(errs...)
}

// laidOver is a series with later amounts over it, period by period.
func laidOver(under, over []portfolio.Amount) []portfolio.Amount {
	laid := slices.DeleteFunc(slices.Clone(under), func(was portfolio.Amount) bool {
		return slices.ContainsFunc(over, func(now portfolio.Amount) bool { return now.Period == was.Period })
	})
	return append(laid, over...)
}
