package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers"
)

// The server answers what is chosen and what cases are worth with the command's own
// documents, to the byte.
func TestTheServerAnswersAsTheCommands(t *testing.T) {
	env := environment{language: "da", getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2014, 8, 1, 9, 0, 0, 0, time.UTC) }}
	const document = `{"plans":[` + twoFrames + `]}`
	_, want, _ := selectRun(t, document)
	got, err := selector(&env)(t.Context(), "da", []byte(document))
	if err != nil || string(got) != want {
		t.Errorf("%v: chose\n%s, want\n%s", err, got, want)
	}
	if _, err := selector(&env)(t.Context(), "da", []byte(`{"plans":7}`)); err == nil || !strings.Contains(i18n.New("da").Error(err), "plans") {
		t.Errorf("a document of no plans: %v", err)
	}
	over, end := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer end()
	if _, err := selector(&env)(over, "da", []byte(document)); err != nil {
		t.Errorf("without time left: %v", err)
	}

	name := workbookOf(t, vectorA())
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	code, out, _ := evaluateCommand("--json", "--rate", "3,5 %", name)
	var command struct {
		Files []struct{ Cases []json.RawMessage }
	}
	if err := json.Unmarshal([]byte(out), &command); err != nil || code != exitDone || len(command.Files) != 1 || len(command.Files[0].Cases) == 0 {
		t.Fatalf("%d %v: %s", code, err, out)
	}
	read := importers.Import(t.Context(), name, data, importers.Options{Now: env.now()})
	answer, err := evaluator(&env)("da", web.EvaluationTerms{Rate: "3,5 %"}, []importers.File{read})
	if err != nil {
		t.Fatal(err)
	}
	cases, err := json.Marshal(answer.([]evaluatedFile)[0].Cases[0])
	if err != nil || string(cases) != string(command.Files[0].Cases[0]) {
		t.Errorf("%v: told\n%s, want\n%s", err, cases, command.Files[0].Cases[0])
	}
	for _, terms := range []web.EvaluationTerms{{Rate: "3,5"}, {RateSet: "fm-1066"}, {Timing: "nu"}, {Rate: "3 %", RateSet: "fm-2021"}} {
		if _, err := evaluator(&env)("da", terms, nil); err == nil || strings.Contains(i18n.New("da").Error(err), "{") {
			t.Errorf("%+v: %v", terms, err)
		}
	}
}
