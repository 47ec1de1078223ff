package store

import (
	"strconv"
	"strings"

	"raaderum/portfolio"
)

// caseSet narrows questions about an organisation's cases to those it names.
type caseSet []portfolio.CaseID

// everyCase is the set that leaves no case out.
var everyCase caseSet

// mostNamed is how many cases a question names: more are asked about by asking
// about all, which both databases answer faster than a list of thousands.
const mostNamed = 500

// caseSetOf is the set of these cases, each once.
func caseSetOf(ids []portfolio.CaseID) caseSet {
	set, seen := caseSet{}, map[portfolio.CaseID]bool{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			set = append(set, id)
		}
	}
	if len(set) > mostNamed {
		return everyCase
	}
	return set
}

// where narrows a table with a case_id to the set, after a condition on the
// organisation, which is $1. The arguments are those of args.
func (c caseSet) where(table string) string {
	switch {
	case c == nil:
		return ""
	case len(c) == 0:
		return ` AND 1 = 0`
	}
	places := make([]string, len(c))
	for i := range c {
		places[i] = "$" + strconv.Itoa(i+2)
	}
	return ` AND ` + table + `.case_id IN (` + strings.Join(places, ", ") + `)`
}

// args are the arguments of where.
func (c caseSet) args(org portfolio.OrganisationID) []any {
	args := []any{org}
	for _, id := range c {
		args = append(args, id)
	}
	return args
}

// only is the one case of a set, "" when there are others.
func (c caseSet) only() portfolio.CaseID {
	if len(c) == 1 {
		return c[0]
	}
	return ""
}
