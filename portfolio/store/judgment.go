package store

import (
	"context"
	"strings"

	"raaderum/portfolio"
)

// JudgeOverlap stores what a person says of two benefits that look alike. The
// same money is counted in Other from now on; what is not the same is counted
// in both, whatever was said before. The reason is kept either way. seen is the
// last judgment that the person knew of, 0 for none: when somebody has said
// something else of the two since, it is a conflict. AnySeen says it whatever
// was said before.
func (s *Store) JudgeOverlap(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, judgment portfolio.OverlapJudgment, seen int64) error {
	return s.write(ctx, func(t *tx) error {
		if err := mayLink(ctx, t, org, by); err != nil {
			return err
		}
		judgment.Reason = strings.TrimSpace(judgment.Reason)
		if judgment.Reason == "" {
			return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "overlap.no-reason"}
		}
		if err := portfolio.CheckTexts(judgment); err != nil {
			return err
		}
		if judgment.Benefit == judgment.Other {
			return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "overlap.chain"}
		}
		if err := knowsBenefits(ctx, t, org, judgment.Benefit, judgment.Other); err != nil {
			return err
		}
		if err := unjudgedSince(ctx, t, org, judgment, seen); err != nil {
			return err
		}
		if err := keepsCountingToArea(ctx, t, org, by, judgment); err != nil {
			return err
		}
		if err := unlink(ctx, t, org, judgment); err != nil {
			return err
		}
		action := "overlap.different"
		if judgment.Same {
			action = "overlap.same"
			if err := link(ctx, t, org, by, judgment.Benefit, judgment.Other); err != nil {
				return err
			}
		}
		_, err := t.keep(ctx, `INSERT INTO overlap_judgments (organisation_id, sequence, case_id, benefit_id, other_case_id, other_benefit_id, same, reason, user_id, judged_at)
			VALUES ($1, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM overlap_judgments WHERE organisation_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)`,
			org, judgment.Benefit.Case, judgment.Benefit.Benefit, judgment.Other.Case, judgment.Other.Benefit, judgment.Same, judgment.Reason, by, stamp(t.now))
		if err != nil {
			return err
		}
		return record(ctx, t, org, by, action, refText(judgment.Benefit), refText(judgment.Other)+": "+judgment.Reason)
	})
}

// unjudgedSince refuses to judge two benefits over what somebody said of them, in
// either order, that the writer has not seen.
func unjudgedSince(ctx context.Context, t *tx, org portfolio.OrganisationID, judgment portfolio.OverlapJudgment, seen int64) error {
	if seen == AnySeen {
		return nil
	}
	var last int64
	err := t.QueryRowContext(ctx, `SELECT COALESCE(MAX(sequence), 0) FROM overlap_judgments WHERE organisation_id = $1
		AND (case_id = $2 AND benefit_id = $3 AND other_case_id = $4 AND other_benefit_id = $5
			OR case_id = $4 AND benefit_id = $5 AND other_case_id = $2 AND other_benefit_id = $3)`,
		org, judgment.Benefit.Case, judgment.Benefit.Benefit, judgment.Other.Case, judgment.Other.Benefit).Scan(&last)
	if err == nil && last > seen {
		err = &portfolio.Error{Code: portfolio.CodeConflict, Key: "overlap.meanwhile", Args: map[string]any{"last": last}}
	}
	return err
}

// unlink takes back that one of two benefits is counted in the other.
func unlink(ctx context.Context, t *tx, org portfolio.OrganisationID, judgment portfolio.OverlapJudgment) error {
	for _, pair := range [][2]portfolio.BenefitRef{{judgment.Benefit, judgment.Other}, {judgment.Other, judgment.Benefit}} {
		_, err := t.change(ctx, "benefit_overlaps", `DELETE FROM benefit_overlaps WHERE organisation_id = $1 AND case_id = $2 AND benefit_id = $3
			AND counted_in_case_id = $4 AND counted_in_benefit_id = $5`, org, pair[0].Case, pair[0].Benefit, pair[1].Case, pair[1].Benefit)
		if err != nil {
			return err
		}
	}
	return nil
}

// Judgments are what people said of benefits that look alike, in the order it
// was said.
func (s *Store) Judgments(ctx context.Context, org portfolio.OrganisationID) (all []portfolio.OverlapJudgment, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err = findJudgments(ctx, t, org)
		return err
	})
	return all, err
}

func findJudgments(ctx context.Context, t *tx, org portfolio.OrganisationID) (all []portfolio.OverlapJudgment, err error) {
	err = t.each(ctx, `SELECT sequence, case_id, benefit_id, other_case_id, other_benefit_id, same, reason, user_id, judged_at
		FROM overlap_judgments WHERE organisation_id = $1 ORDER BY sequence`, []any{org}, func(scan func(...any) error) error {
		var one portfolio.OverlapJudgment
		err := scan(&one.Sequence, &one.Benefit.Case, &one.Benefit.Benefit, &one.Other.Case, &one.Other.Benefit, &one.Same, &one.Reason, &one.By, instant{&one.At})
		all = append(all, one)
		return err
	})
	return all, err
}

// overlayJudgments tells benefits which others they were judged not to be: the
// latest word about a pair stands.
func (l *loader) overlayJudgments(judgments []portfolio.OverlapJudgment) {
	type pair [2]portfolio.BenefitRef
	said := map[pair]portfolio.OverlapJudgment{}
	var order []pair
	for _, one := range judgments {
		key := pair{one.Benefit, one.Other}
		if refText(key[1]) < refText(key[0]) {
			key = pair{one.Other, one.Benefit}
		}
		if _, again := said[key]; !again {
			order = append(order, key)
		}
		said[key] = one
	}
	latest := l.latest()
	for _, key := range order {
		if said[key].Same {
			continue
		}
		for i, ref := range key {
			if one := latest[ref.Case]; one != nil {
				if at, ok := one.benefits[ref.Benefit]; ok {
					one.Benefits[at].NotSame = append(one.Benefits[at].NotSame, key[1-i])
				}
			}
		}
	}
}
