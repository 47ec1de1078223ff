package importers

import (
	"errors"

	"raaderum/portfolio"
)

// AskIdentity is the question in a refusal that only a person can lift: whether
// a case of the file is one the portfolio knows. Other errors are none.
func AskIdentity(err error) (Question, bool) {
	var refusal *portfolio.Error
	var asked *portfolio.IdentityError
	if !errors.As(err, &refusal) || !errors.As(err, &asked) {
		return Question{}, false
	}
	q := Question{Key: asked.Key, Code: "same-case", Options: asked.Options, Args: refusal.Args, Cells: []string{}}
	if refusal.Args["number"] == "" {
		q.Code = "same-title"
	}
	if place := refusal.Place; place.Cell != "" {
		q.Cells = append(q.Cells, placeRef(place))
	}
	return q, true
}

func placeRef(place portfolio.Place) string {
	if place.Sheet == "" {
		return place.Cell
	}
	return place.Sheet + "!" + place.Cell
}
