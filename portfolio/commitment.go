package portfolio

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Commitment (hensigt, indholdsmål eller obligatorisk område) is something the
// strategy wants of its cases beside the goals and the target, in its own words.
// A case answers it in words of its own; whether the answer is good is the
// council's to say.
type Commitment struct {
	ID        string         `json:"id"`
	Kind      CommitmentKind `json:"kind"`
	FocusArea FocusAreaID    `json:"focusArea,omitempty"` // "" for the whole strategy
	Text      string         `json:"text"`
	Measure   string         `json:"measure,omitempty"` // how it is seen that it is reached; "" when nobody has said
	Source    string         `json:"source,omitempty"`  // the document it stands in; an obligation has one
	From      string         `json:"from,omitempty"`    // "2014-11-01": the day an obligation begins; "" when not known
}

// CommitmentKind is what sort of commitment it is; the words are in the catalogue
// under "commitment.kind-<code>".
type CommitmentKind string

// The kinds.
const (
	Intention   CommitmentKind = "intention"  // hensigt: what every case is to respect
	Content     CommitmentKind = "content"    // indholdsmål: what a focus area is to reach beside money
	Obligatory  CommitmentKind = "obligatory" // obligatorisk område: decided by KL and the government
	commitments                = "commitment:"
)

// CommitmentKinds are the kinds in the order people should meet them.
var CommitmentKinds = []CommitmentKind{Intention, Content, Obligatory}

// CommitmentField is the field of a case's answer to a commitment.
func CommitmentField(id string) EntryField { return EntryField(commitments + id) }

// Commitment finds a commitment by its id.
func (s Strategy) Commitment(id string) (Commitment, bool) {
	at := slices.IndexFunc(s.Commitments, func(c Commitment) bool { return c.ID == id })
	if at < 0 {
		return Commitment{}, false
	}
	return s.Commitments[at], true
}

// CommitmentStanding (dækning) is a commitment with the cases that answer it.
// A case that was ended answers nothing any more.
type CommitmentStanding struct {
	Commitment
	Cases []BusinessCase
}

// CommitmentsIn are the strategy's commitments with the cases that answer each,
// in the strategy's order.
func CommitmentsIn(strategy Strategy, cases []BusinessCase) []CommitmentStanding {
	all := make([]CommitmentStanding, 0, len(strategy.Commitments))
	for _, one := range strategy.Commitments {
		standing := CommitmentStanding{Commitment: one}
		for _, bc := range cases {
			if bc.Commitments[one.ID] != "" && !bc.Over() {
				standing.Cases = append(standing.Cases, bc)
			}
		}
		all = append(all, standing)
	}
	return all
}

// checkCommitments tells whether each commitment can be told from the others, is
// of a known kind and area, and an obligation says who decided it.
func (s Strategy) checkCommitments(f *faults) {
	seen := map[string]bool{}
	for i, one := range s.Commitments {
		at := fmt.Sprintf("strategy.commitments[%d]", i)
		_, area := s.FocusArea(one.FocusArea)
		switch {
		case one.ID == "" || seen[one.ID] || strings.TrimSpace(one.Text) == "":
			f.add(at+".id", "profile.commitment", "id", one.ID)
		case !slices.Contains(CommitmentKinds, one.Kind):
			f.add(at+".kind", "profile.commitment-kind", "text", one.Text, "kind", string(one.Kind))
		case one.FocusArea != "" && !area:
			f.add(at+".focusArea", "profile.commitment-area", "text", one.Text, "area", string(one.FocusArea))
		case one.Kind == Obligatory && strings.TrimSpace(one.Source) == "":
			f.add(at+".source", "profile.commitment-source", "text", one.Text)
		case badDay(one.From):
			f.add(at+".from", "profile.date", "date", one.From, "field", one.Text)
		}
		seen[one.ID] = true
	}
}

// badDay tells whether a text that should be a day or nothing is neither.
func badDay(text string) bool {
	day, err := time.Parse(time.DateOnly, text)
	return text != "" && (err != nil || !plausibleYear(day.Year()))
}
