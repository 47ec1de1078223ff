package calc

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// The sizes a question may have. Whole numbers up to largestSum are exact in
// float64, in which bounds are computed.
const (
	mostCandidates = 100_000
	mostOptions    = 1_000
	largestSum     = 1 << 53
)

func (q Selection) check() error {
	for _, list := range []struct {
		name string
		size int
	}{{"candidates", len(q.Candidates)}, {"requires", len(q.Requires)}, {"exclusive", len(q.Exclusive)}} {
		if list.size > mostCandidates {
			return &Error{ErrTooMany, list.name}
		}
	}
	if err := q.checkNames(); err != nil {
		return err
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
	if k := q.circle(); k >= 0 {
		return &Error{ErrRuleCircle, fmt.Sprintf("requires[%d]", k)}
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

// checkNames finds the second of two candidates or resources of one name.
func (q Selection) checkNames() error {
	ids, names := make(map[string]bool, len(q.Candidates)), make(map[string]bool, len(q.Resources))
	for i, candidate := range q.Candidates {
		if candidate.ID != "" && ids[candidate.ID] {
			return &Error{ErrDuplicate, fmt.Sprintf("candidates[%d].id", i)}
		}
		ids[candidate.ID] = true
	}
	for r, resource := range q.Resources {
		if resource.Name != "" && names[resource.Name] {
			return &Error{ErrDuplicate, fmt.Sprintf("resources[%d].name", r)}
		}
		names[resource.Name] = true
	}
	return nil
}

// circle is a requirement that is part of a circle, −1 when there is none. The
// requirements of candidates that rest on nothing are taken away as long as
// there are any (Kahn 1962); what stays leads into a circle, and walking along
// it ends inside.
func (q Selection) circle() int {
	rests, dependants := make([]int, len(q.Candidates)), make([][]int, len(q.Candidates))
	for _, r := range q.Requires {
		rests[r.Candidate]++
		dependants[r.Needs] = append(dependants[r.Needs], r.Candidate)
	}
	var free []int
	for i, n := range rests {
		if n == 0 {
			free = append(free, i)
		}
	}
	for len(free) > 0 {
		i := free[len(free)-1]
		free = free[:len(free)-1]
		for _, above := range dependants[i] {
			if rests[above]--; rests[above] == 0 {
				free = append(free, above)
			}
		}
	}
	onward := map[int]int{} // of a candidate that stays: a requirement on another that does
	for k, r := range q.Requires {
		if _, known := onward[r.Candidate]; !known && rests[r.Candidate] > 0 && rests[r.Needs] > 0 {
			onward[r.Candidate] = k
		}
	}
	if len(onward) == 0 {
		return -1
	}
	at := slices.Min(slices.Collect(maps.Keys(onward)))
	for range onward {
		at = q.Requires[onward[at]].Needs
	}
	return onward[at]
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
