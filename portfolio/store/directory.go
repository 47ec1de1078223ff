package store

import (
	"context"
	"slices"

	"raaderum/portfolio"
)

// knownCase is what resolving needs to know of a case.
type knownCase struct {
	id       portfolio.CaseID
	title    string
	last     int                 // version number given out, undone ones too
	benefits []portfolio.Benefit // id and label only
	added    []portfolio.Benefit // by people, and not in the version
	costs    []portfolio.CostLine
	reported map[portfolio.BenefitID]bool
}

// directory finds cases by id, by folded number and by title.
type directory struct {
	org      portfolio.OrganisationID
	byID     map[portfolio.CaseID]*knownCase
	byNumber map[string]*knownCase
	byTitle  map[string][]*knownCase // as it was before the acceptance
	gone     map[string]*knownCase   // by number: cases that were undone
	count    int
}

// findDirectory reads which cases an organisation has. What is in them is for
// findLines.
func findDirectory(ctx context.Context, t *tx, org portfolio.OrganisationID) (*directory, error) {
	known := &directory{org: org, byID: map[portfolio.CaseID]*knownCase{}, byNumber: map[string]*knownCase{}, byTitle: map[string][]*knownCase{}, gone: map[string]*knownCase{}}
	err := t.each(ctx, `SELECT c.id, c.number_folded, c.gone, v.title,
			(SELECT MAX(given.version) FROM case_versions given WHERE given.organisation_id = c.organisation_id AND given.case_id = c.id)
		FROM cases c
		JOIN case_versions v ON v.organisation_id = c.organisation_id AND v.case_id = c.id AND v.version = c.latest_version
		WHERE c.organisation_id = $1`, []any{org},
		func(scan func(...any) error) error {
			one := &knownCase{reported: map[portfolio.BenefitID]bool{}}
			var number *string
			var gone bool
			err := scan(&one.id, &number, &gone, &one.title, &one.last)
			byNumber := known.byNumber
			if gone {
				byNumber = known.gone
			} else {
				known.byID[one.id] = one
				title := portfolio.FoldNumber(one.title)
				known.byTitle[title] = append(known.byTitle[title], one)
			}
			if number != nil {
				byNumber[*number] = one
			}
			known.count++
			return err
		})
	return known, err
}

// meant are the known cases that an acceptance may speak of.
func (d *directory) meant(accepted portfolio.Acceptance) caseSet {
	var ids []portfolio.CaseID
	for _, one := range accepted.Cases {
		if known := d.byNumber[portfolio.FoldNumber(one.Number)]; known != nil {
			ids = append(ids, known.id)
		}
		for _, known := range d.byTitle[portfolio.FoldNumber(one.Title)] {
			ids = append(ids, known.id)
		}
	}
	for _, report := range accepted.Reports {
		if known := d.byNumber[portfolio.FoldNumber(report.CaseNumber)]; known != nil {
			ids = append(ids, known.id)
		}
	}
	return caseSetOf(ids)
}

// findLines reads the names of the benefits and cost lines of known cases, and
// which of the benefits have been reported.
func (d *directory) findLines(ctx context.Context, t *tx, which caseSet) error {
	args := which.args(d.org)
	err := t.each(ctx, `SELECT b.case_id, b.id, b.label FROM benefits b`+ofLatest("b")+which.where("b")+` ORDER BY b.position`, args,
		func(scan func(...any) error) error {
			var id portfolio.CaseID
			var benefit portfolio.Benefit
			err := scan(&id, &benefit.ID, &benefit.Label)
			d.byID[id].benefits = append(d.byID[id].benefits, benefit)
			return err
		})
	if err != nil {
		return err
	}
	err = t.each(ctx, `SELECT l.case_id, l.id, l.label FROM cost_lines l`+ofLatest("l")+which.where("l")+` ORDER BY l.position`, args,
		func(scan func(...any) error) error {
			var id portfolio.CaseID
			var line portfolio.CostLine
			err := scan(&id, &line.ID, &line.Label)
			d.byID[id].costs = append(d.byID[id].costs, line)
			return err
		})
	if err != nil {
		return err
	}
	added, err := addedBenefits(ctx, t, d.org)
	if err != nil {
		return err
	}
	for id, benefits := range added {
		if one := d.byID[id]; one != nil {
			one.added = slices.DeleteFunc(benefits, func(b portfolio.Benefit) bool { return one.benefit(b.ID) })
		}
	}
	return t.each(ctx, `SELECT DISTINCT r.case_id, r.benefit_id FROM benefit_reports r
		WHERE r.organisation_id = $1 AND `+ofLiveImport("r")+which.where("r"), args,
		func(scan func(...any) error) error {
			var id portfolio.CaseID
			var benefit portfolio.BenefitID
			err := scan(&id, &benefit)
			if one := d.byID[id]; one != nil {
				one.reported[benefit] = true
			}
			return err
		})
}
