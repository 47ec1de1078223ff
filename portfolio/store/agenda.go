package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"raaderum/portfolio"
)

// AddAgendaItem puts an item before the council. Without a quarter it is shown
// with the newest that is frozen; the snapshot's hash is found here.
func (s *Store) AddAgendaItem(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, item portfolio.AgendaItem) (portfolio.AgendaItem, error) {
	err := s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		if err := mayAgenda(ctx, t, org, by, portfolio.Role.MayKeepAgenda); err != nil {
			return err
		}
		rules, err := findOrganisation(ctx, t, org)
		if err != nil {
			return err
		}
		if err := item.Check(rules.Governance); err != nil {
			return err
		}
		if item.Case != "" {
			if found, err := findCases(ctx, t, org, caseSet{item.Case}); err != nil || len(found) == 0 {
				return errors.Join(err, portfolio.NotFound("case", string(item.Case)))
			}
		}
		if err := seenSnapshot(ctx, t, org, &item); err != nil {
			return err
		}
		item.By, item.At, item.Decisions = by, t.now, nil
		err = t.keepNumbered(ctx, &item.Number, "number", `INSERT INTO agenda_items (organisation_id, number, meeting, case_id, title, recommendation, quarter, snapshot_hash, user_id, added_at)
			VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM agenda_items WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)`,
			org, day(item.Meeting), sql.NullString{String: string(item.Case), Valid: item.Case != ""}, item.Title, item.Recommendation,
			quarterText(item), item.Snapshot, by, stamp(item.At))
		if err != nil {
			return err
		}
		return recordAgenda(ctx, t, org, by, "agenda.add", item.Number, item)
	})
	if err != nil {
		return portfolio.AgendaItem{}, err
	}
	return item, nil
}

func quarterText(item portfolio.AgendaItem) string {
	if item.Quarter.IsZero() {
		return ""
	}
	return item.Quarter.String()
}

// seenSnapshot finds the frozen quarter an item is shown with.
func seenSnapshot(ctx context.Context, t *tx, org portfolio.OrganisationID, item *portfolio.AgendaItem) error {
	if item.Quarter.IsZero() {
		locked, err := lastLocked(ctx, t, org)
		if err != nil || locked.IsZero() {
			return err
		}
		item.Quarter = locked
	}
	err := t.QueryRowContext(ctx, `SELECT hash FROM snapshots WHERE organisation_id = $1 AND quarter = $2`, org, item.Quarter.String()).Scan(&item.Snapshot)
	if errors.Is(err, sql.ErrNoRows) {
		return &portfolio.Error{Code: portfolio.CodeNotFound, Key: "snapshot.not-found", Args: map[string]any{"quarter": item.Quarter}}
	}
	return err
}

// Decide writes down what the council decided about an item. After is the number
// of the decision the writer saw, 0 for none: another one is a conflict.
func (s *Store) Decide(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, number int64, decision portfolio.CouncilDecision, after int64) (item portfolio.AgendaItem, err error) {
	err = s.write(ctx, func(t *tx) error {
		if err := t.queueUp(ctx, org); err != nil {
			return err
		}
		if err := mayAgenda(ctx, t, org, by, portfolio.Role.MayMinute); err != nil {
			return err
		}
		found, err := findAgenda(ctx, t, org, number)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return portfolio.NotFound("agenda", fmt.Sprint(number))
		}
		item = found[0]
		var latest int64
		if standing := item.Standing(); standing != nil {
			latest = standing.Number
		}
		if latest != after {
			return &portfolio.Error{Code: portfolio.CodeConflict, Key: "agenda.conflict", Args: map[string]any{"title": item.Title}}
		}
		if err := decision.Check(item, t.now); err != nil {
			return err
		}
		decision.By, decision.At = by, t.now
		err = t.keepNumbered(ctx, &decision.Number, "number", `INSERT INTO council_decisions (organisation_id, number, item, outcome, decision, conditions, user_id, decided_at)
			VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM council_decisions WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7)`,
			org, number, decision.Outcome, decision.Text, strings.Join(decision.Conditions, "\n"), by, stamp(decision.At))
		if err != nil {
			return err
		}
		before := item.Standing()
		item.Decisions = append(item.Decisions, decision)
		return recordAgenda(ctx, t, org, by, "agenda.decide", number, map[string]any{"before": before, "after": decision})
	})
	if err != nil {
		return portfolio.AgendaItem{}, err
	}
	return item, nil
}

func mayAgenda(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, may func(portfolio.Role) bool) error {
	role, err := requireMember(ctx, t, org, by)
	if err == nil && !may(role) {
		err = &portfolio.Error{Code: portfolio.CodeForbidden, Key: "agenda.forbidden"}
	}
	return err
}

func recordAgenda(ctx context.Context, t *tx, org portfolio.OrganisationID, by portfolio.UserID, action string, number int64, what any) error {
	detail, err := json.Marshal(what)
	if err != nil {
		return err
	}
	return record(ctx, t, org, by, action, fmt.Sprint(number), string(detail))
}

// Agenda is everything that was put before the council, meeting by meeting, the
// first first, with what was decided.
func (s *Store) Agenda(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.AgendaItem, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err = findAgenda(ctx, t, org, 0)
		return err
	})
	return all, err
}

// findAgenda is one item, or all for 0.
func findAgenda(ctx context.Context, t *tx, org portfolio.OrganisationID, number int64) (all []portfolio.AgendaItem, err error) {
	at := map[int64]int{}
	err = t.each(ctx, `SELECT number, meeting, COALESCE(case_id, ''), title, recommendation, quarter, snapshot_hash, user_id, added_at
		FROM agenda_items WHERE organisation_id = $1 AND ($2 = 0 OR number = $2) ORDER BY meeting, number`, []any{org, number}, func(scan func(...any) error) error {
		var one portfolio.AgendaItem
		var quarter string
		if err := scan(&one.Number, instant{&one.Meeting}, &one.Case, &one.Title, &one.Recommendation, &quarter, &one.Snapshot, &one.By, instant{&one.At}); err != nil {
			return err
		}
		at[one.Number] = len(all)
		all = append(all, one)
		if quarter == "" {
			return nil
		}
		return all[len(all)-1].Quarter.UnmarshalText([]byte(quarter))
	})
	if err != nil {
		return nil, err
	}
	err = t.each(ctx, `SELECT item, number, outcome, decision, conditions, user_id, decided_at FROM council_decisions
		WHERE organisation_id = $1 AND ($2 = 0 OR item = $2) ORDER BY number`, []any{org, number}, func(scan func(...any) error) error {
		var one portfolio.CouncilDecision
		var item int64
		var conditions string
		if err := scan(&item, &one.Number, &one.Outcome, &one.Text, &conditions, &one.By, instant{&one.At}); err != nil {
			return err
		}
		if conditions != "" {
			one.Conditions = strings.Split(conditions, "\n")
		}
		all[at[item]].Decisions = append(all[at[item]].Decisions, one)
		return nil
	})
	return all, err
}
