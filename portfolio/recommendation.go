package portfolio

import (
	"slices"
	"strings"
	"time"
)

// Recommendation (indstilling) is what a focus area's working group recommends
// the council about a case, with who said it and when.
type Recommendation struct {
	Advice Advice    `json:"advice"`
	Text   string    `json:"text"`
	By     string    `json:"by"`
	Date   time.Time `json:"date,omitzero"`
}

// Advice is what is recommended; the words are in the catalogue under
// "recommendation.<code>".
type Advice string

// What may be recommended.
const (
	AdviceCarryOut Advice = "carry-out"
	AdviceWait     Advice = "wait"
	AdviceReject   Advice = "reject"
)

// Advices are what may be recommended, in order.
var Advices = []Advice{AdviceCarryOut, AdviceWait, AdviceReject}

// check is what a recommendation must say.
func (r Recommendation) check() error {
	switch {
	case !slices.Contains(Advices, r.Advice):
		return entryError("recommendation.advice", EntryRecommendation, "value", string(r.Advice))
	case strings.TrimSpace(r.By) == "" || r.Date.IsZero():
		return entryError("recommendation.incomplete", EntryRecommendation)
	}
	return nil
}
