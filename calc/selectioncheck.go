package calc

import (
	"fmt"
	"math"
)

// The sizes a question may have. Whole numbers up to largestSum are exact in
// float64, in which bounds are computed.
const (
	mostCandidates = 100_000
	mostOptions    = 1_000
	largestSum     = 1 << 53
)

func (q Selection) check() error {
	if len(q.Candidates) > mostCandidates {
		return &Error{ErrTooMany, "candidates"}
	}
	for i, candidate := range q.Candidates {
		if err := q.checkOptions(candidate); err != nil {
			return &Error{err.Code, fmt.Sprintf("candidates[%d].options", i) + err.Field}
		}
	}
	known := func(i int) bool { return i >= 0 && i < len(q.Candidates) }
	for i, r := range q.Requires {
		if !known(r.Candidate) || !known(r.Needs) {
			return &Error{ErrUnknownCandidate, fmt.Sprintf("requires[%d]", i)}
		}
	}
	for i, group := range q.Exclusive {
		for j, member := range group {
			if !known(member) {
				return &Error{ErrUnknownCandidate, fmt.Sprintf("exclusive[%d][%d]", i, j)}
			}
		}
	}
	return q.checkSums()
}

func (q Selection) checkOptions(candidate Candidate) *Error {
	switch {
	case len(candidate.Options) == 0 && candidate.Mandatory:
		return &Error{Code: ErrOptionMissing}
	case len(candidate.Options) > mostOptions:
		return &Error{Code: ErrTooMany}
	}
	for j, option := range candidate.Options {
		if len(option.Uses) != len(q.Resources) {
			return &Error{ErrLengthMismatch, fmt.Sprintf("[%d].uses", j)}
		}
	}
	return nil
}

// checkSums makes sure that no sum of values, and none of a resource's uses and
// limits, leaves the whole numbers that are exact.
func (q Selection) checkSums() error {
	sums := make([]float64, len(q.Resources))
	for r, resource := range q.Resources {
		for _, limit := range []*int64{resource.AtMost, resource.AtLeast} {
			if limit != nil {
				sums[r] += math.Abs(float64(*limit))
			}
		}
	}
	values := 0.0
	uses := make([]float64, len(q.Resources))
	for _, candidate := range q.Candidates {
		value := 0.0
		clear(uses)
		for _, option := range candidate.Options {
			value = max(value, math.Abs(float64(option.Value)))
			for r, use := range option.Uses {
				uses[r] = max(uses[r], math.Abs(float64(use)))
			}
		}
		values += value
		for r, use := range uses {
			sums[r] += use
		}
	}
	for r, sum := range sums {
		if sum > largestSum {
			return &Error{ErrOverflow, fmt.Sprintf("resources[%d]", r)}
		}
	}
	if values > largestSum {
		return &Error{ErrOverflow, "candidates"}
	}
	return nil
}
