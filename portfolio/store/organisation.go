package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"raaderum/portfolio"
)

const organisationColumns = `SELECT id, name, example, governance, strategy, revision FROM organisations`

// Organisations are all organisations, by name in Danish order.
func (s *Store) Organisations(ctx context.Context) (all []portfolio.Organisation, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, organisationColumns+` ORDER BY id`, nil, func(scan func(...any) error) error {
			one, err := scanOrganisation(scan)
			all = append(all, one)
			return err
		})
	})
	for i := range all {
		if err == nil {
			all[i], err = s.Organisation(ctx, all[i].ID)
		}
	}
	inDanishOrder(all)
	return all, err
}

func inDanishOrder(all []portfolio.Organisation) {
	danish := collate.New(language.Danish)
	slices.SortStableFunc(all, func(a, b portfolio.Organisation) int { return danish.CompareString(a.Name, b.Name) })
}

// OrganisationNames are all organisations with their ID and name only, by name in
// Danish order: whoever verifies must not depend on what he verifies. One whose own
// row is gone is still known by its audit log, and is called by its ID.
func (s *Store) OrganisationNames(ctx context.Context) (all []portfolio.Organisation, err error) {
	err = s.read(ctx, func(t *tx) error {
		known := map[portfolio.OrganisationID]bool{}
		err := t.each(ctx, `SELECT id, name FROM organisations ORDER BY id`, nil, func(scan func(...any) error) error {
			var one portfolio.Organisation
			err := scan(&one.ID, &one.Name)
			all, known[one.ID] = append(all, one), true
			return err
		})
		for logged := portfolio.OrganisationID(""); err == nil; {
			err = t.QueryRowContext(ctx, `SELECT organisation_id FROM audit_log WHERE organisation_id > $1 ORDER BY organisation_id LIMIT 1`, logged).Scan(&logged)
			if err == nil && !known[logged] {
				all = append(all, portfolio.Organisation{ID: logged, Name: string(logged)})
			}
		}
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	inDanishOrder(all)
	return all, err
}

// Organisation is one organisation with its rules and strategy.
func (s *Store) Organisation(ctx context.Context, id portfolio.OrganisationID) (one portfolio.Organisation, err error) {
	err = s.read(ctx, func(t *tx) error {
		one, err = findOrganisation(ctx, t, id)
		return err
	})
	return one, err
}

// SaveOrganisation stores a new organisation (Revision 0) or a new state of a
// known one. It is a conflict when somebody else saved it since it was read.
func (s *Store) SaveOrganisation(ctx context.Context, one portfolio.Organisation) error {
	one.Strategy.Imported = nil // belongs to the imports
	governance, err := document(one.Governance)
	if err != nil {
		return err
	}
	strategy, err := document(one.Strategy)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if one.Revision == 0 {
			_, err = t.change(ctx, "organisations", `INSERT INTO organisations (id, name, example, governance, strategy, revision, followed)
				VALUES ($1, $2, $3, $4, $5, 1, $6)`, one.ID, one.Name, one.Example, governance, strategy, true)
		} else {
			err = updateOrganisation(ctx, t, one, governance, strategy)
		}
		if isUniqueViolation(err) {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "organisation.exists", Args: map[string]any{"id": string(one.ID)}}
		}
		if err != nil {
			return err
		}
		return record(ctx, t, one.ID, "", "organisation.save", string(one.ID), strategy+governance)
	})
}

// ChangeOrganisation stores new rules or another strategy for a known
// organisation, in the name of a user who may govern it. It is a conflict when
// somebody else changed it since it was read, and CodeInvalid when the rules do
// not hold together. The log has the rules before and after. What was frozen
// keeps the rules it was frozen under.
func (s *Store) ChangeOrganisation(ctx context.Context, by portfolio.UserID, one portfolio.Organisation) error {
	one.Strategy.Imported = nil // belongs to the imports
	governance, err := document(one.Governance)
	if err != nil {
		return err
	}
	strategy, err := document(one.Strategy)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, one.ID); err != nil { // so that the log has the rules that were changed
			return err
		}
		role, err := requireMember(ctx, t, one.ID, by)
		if err != nil {
			return err
		}
		if !role.MayGovern() {
			return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "user.may-not-govern"}
		}
		if err := one.Check(); err != nil {
			return err
		}
		before, err := findOrganisation(ctx, t, one.ID)
		if err != nil {
			return err
		}
		if err := updateOrganisation(ctx, t, one, governance, strategy); err != nil {
			return err
		}
		old, err := portfolio.WriteProfile(before)
		if err != nil {
			return err
		}
		changed, err := portfolio.WriteProfile(one)
		if err != nil {
			return err
		}
		detail, err := document(map[string]json.RawMessage{"before": old, "after": changed})
		if err != nil {
			return err
		}
		return record(ctx, t, one.ID, by, "organisation.change", string(one.ID), detail)
	})
}

func updateOrganisation(ctx context.Context, t *tx, one portfolio.Organisation, governance, strategy string) error {
	changed, err := t.change(ctx, "organisations", `UPDATE organisations
		SET name = $3, example = $4, governance = $5, strategy = $6, revision = revision + 1
		WHERE id = $1 AND revision = $2`, one.ID, one.Revision, one.Name, one.Example, governance, strategy)
	if err != nil || changed == 1 {
		return err
	}
	if _, err := findOrganisation(ctx, t, one.ID); err != nil {
		return err
	}
	return &portfolio.Error{Code: portfolio.CodeConflict, Key: "organisation.changed", Args: map[string]any{"name": one.Name}}
}

func findOrganisation(ctx context.Context, t *tx, id portfolio.OrganisationID) (portfolio.Organisation, error) {
	one, err := scanOrganisation(t.QueryRowContext(ctx, organisationColumns+` WHERE id = $1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = portfolio.NotFound("organisation", string(id))
	}
	if err == nil {
		one.Strategy.Imported, err = findYearly(ctx, t, id)
	}
	return one, err
}

func scanOrganisation(scan func(...any) error) (one portfolio.Organisation, err error) {
	err = scan(&one.ID, &one.Name, &one.Example, documentOf{&one.Governance}, documentOf{&one.Strategy}, &one.Revision)
	return one, err
}
