package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"raaderum/portfolio"
)

// AddPlan stores a plan as the version after the latest of its year, which the
// maker had seen: after is its number, 0 for none. When somebody else has made
// one meanwhile it is a conflict, and nothing is stored.
func (s *Store) AddPlan(ctx context.Context, by portfolio.UserID, plan portfolio.ActionPlan, after int) (portfolio.ActionPlan, error) {
	plan.By, plan.Steps = by, nil
	err := s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, plan.Organisation); err != nil {
			return err
		}
		if err := mayPlan(ctx, t, plan.Organisation, by, portfolio.PlanDraft); err != nil {
			return err
		}
		latest, err := latestPlan(ctx, t, plan.Organisation, plan.Year)
		if err != nil {
			return err
		}
		if latest != after {
			return planConflict(plan.Year, latest)
		}
		plan.Version, plan.MadeAt = latest+1, t.now
		content, err := json.Marshal(plan)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:])
		_, err = t.keep(ctx, `INSERT INTO action_plans (organisation_id, year, version, made_at, user_id, content, content_hash)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, plan.Organisation, plan.Year, plan.Version, stamp(t.now), by, content, hash)
		if err != nil {
			return err
		}
		return record(ctx, t, plan.Organisation, by, "plan.make", planSubject(plan), hash)
	})
	if err != nil {
		return portfolio.ActionPlan{}, err
	}
	return plan, nil
}

// DecidePlan brings the latest version of a year's plan one step further: version
// is what the user had seen. Another one, or a step that has been taken, is a
// conflict.
func (s *Store) DecidePlan(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, year, version int, step portfolio.PlanStep) (plan portfolio.ActionPlan, err error) {
	err = s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		latest, err := latestPlan(ctx, t, org, year)
		if err != nil {
			return err
		}
		if plan, err = findPlan(ctx, t, org, year, latest); err != nil {
			return err
		}
		if err := mayPlan(ctx, t, org, by, step.Status); err != nil {
			return err
		}
		if latest != version {
			return planConflict(year, latest)
		}
		step.At, step.By = t.now, by
		if err := plan.CheckStep(step); err != nil {
			return err
		}
		_, err = t.keep(ctx, `INSERT INTO action_plan_steps (organisation_id, year, version, plan_status, at, user_id, decided, body, decision)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, org, year, version, step.Status, stamp(t.now), by, day(step.Decided), step.Body, step.Text)
		if err != nil {
			return err
		}
		plan.Steps = append(plan.Steps, step)
		return record(ctx, t, org, by, "plan."+string(step.Status), planSubject(plan), step.Decided.Format("2006-01-02")+" "+step.Body+": "+step.Text)
	})
	if err != nil {
		return portfolio.ActionPlan{}, err
	}
	return plan, nil
}

// Plan is a version of a year's plan with its steps; version 0 is the latest.
func (s *Store) Plan(ctx context.Context, org portfolio.OrganisationID, year, version int) (plan portfolio.ActionPlan, err error) {
	err = s.read(ctx, func(t *tx) error {
		if version == 0 {
			if version, err = latestPlan(ctx, t, org, year); err != nil {
				return err
			}
		}
		plan, err = findPlan(ctx, t, org, year, version)
		return err
	})
	return plan, err
}

// StandingPlan is the plan of a year that stands: the latest version that the
// executive board has approved. CodeNotFound when none has been.
func (s *Store) StandingPlan(ctx context.Context, org portfolio.OrganisationID, year int) (plan portfolio.ActionPlan, err error) {
	err = s.read(ctx, func(t *tx) error {
		var version sql.NullInt64
		err := t.QueryRowContext(ctx, `SELECT max(version) FROM action_plan_steps
			WHERE organisation_id = $1 AND year = $2 AND plan_status = $3`, org, year, portfolio.PlanApproved).Scan(&version)
		if err != nil {
			return err
		}
		plan, err = findPlan(ctx, t, org, year, int(version.Int64))
		return err
	})
	return plan, err
}

func mayPlan(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, to portfolio.PlanStatus) error {
	if !slices.Contains(portfolio.PlanStatuses, to) {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "plan.status-unknown", Args: map[string]any{"status": string(to)}, Place: portfolio.Place{Field: "status"}}
	}
	role, err := requireMember(ctx, t, org, by)
	if err == nil && !role.MayPlan(to) {
		err = &portfolio.Error{Code: portfolio.CodeForbidden, Key: "plan.forbidden"}
	}
	return err
}

// planConflict says that somebody else came first.
func planConflict(year, latest int) error {
	return &portfolio.Error{Code: portfolio.CodeConflict, Key: "plan.conflict", Args: map[string]any{"year": fmt.Sprint(year), "latest": latest}}
}

func planSubject(plan portfolio.ActionPlan) string {
	return fmt.Sprintf("%d/%d", plan.Year, plan.Version)
}

// latestPlan is the number of the latest version; 0 when there is none.
func latestPlan(ctx context.Context, t *tx, org portfolio.OrganisationID, year int) (version int, err error) {
	err = t.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM action_plans WHERE organisation_id = $1 AND year = $2`, org, year).Scan(&version)
	return version, err
}

func findPlan(ctx context.Context, t *tx, org portfolio.OrganisationID, year, version int) (plan portfolio.ActionPlan, err error) {
	err = t.QueryRowContext(ctx, `SELECT content FROM action_plans WHERE organisation_id = $1 AND year = $2 AND version = $3`,
		org, year, version).Scan(documentOf{&plan})
	if errors.Is(err, sql.ErrNoRows) {
		return plan, portfolio.NotFound("plan", fmt.Sprint(year))
	}
	if err != nil {
		return plan, err
	}
	err = t.each(ctx, `SELECT plan_status, at, user_id, decided, body, decision FROM action_plan_steps
		WHERE organisation_id = $1 AND year = $2 AND version = $3 ORDER BY at, CASE plan_status WHEN 'council' THEN 1 WHEN 'approved' THEN 2 ELSE 3 END`,
		[]any{org, year, version}, func(scan func(...any) error) error {
			var step portfolio.PlanStep
			err := scan(&step.Status, instant{&step.At}, &step.By, instant{&step.Decided}, &step.Body, &step.Text)
			plan.Steps = append(plan.Steps, step)
			return err
		})
	return plan, err
}
