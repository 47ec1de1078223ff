package machine

import (
	"encoding/json"
	"testing"
	"time"

	"raaderum/calc"
)

// A list that is nil is written as one without anything in it, at every depth; what
// is missing stays missing, and what writes itself is not touched.
func TestListsAreNeverNull(t *testing.T) {
	type inner struct {
		List []int  `json:"list"`
		Left []int  `json:"left,omitempty"`
		None *int   `json:"none"`
		Own  string `json:"own"`
		kept []int
	}
	at := time.Date(2014, 9, 1, 9, 0, 0, 0, time.UTC)
	one := inner{Own: "x", kept: []int{1}}
	document := map[string]any{
		"at": at, "quarter": calc.Quarter{Year: 2014, Q: 2}, "sealed": json.RawMessage(`{"list":null}`),
		"deep": []inner{one}, "by": map[string][]inner{"a": nil}, "to": &one, "in": struct {
			Inner inner `json:"inner"`
		}{one}, "nothing": nil,
	}
	got, err := JSON(document)
	const want = `{"at":"2014-09-01T09:00:00Z","by":{"a":[]},"deep":[{"list":[],"none":null,"own":"x"}],"in":{"inner":{"list":[],"none":null,"own":"x"}},` +
		`"nothing":null,"quarter":"2014K2","sealed":{"list":null},"to":{"list":[],"none":null,"own":"x"}}`
	if string(got) != want || err != nil {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	if document["deep"].([]inner)[0].List != nil {
		t.Error("the document itself was changed")
	}
}
