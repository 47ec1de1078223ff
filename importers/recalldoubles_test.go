package importers_test

import (
	"fmt"
	"strings"
	"testing"

	"raaderum/importers"
)

// repeating is a register in which n cases stand twice, with the same number and
// another title.
func repeating(year, n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Nr.;Projekt;Engangsudgift %d (kr.);Gevinst %d (kr.);Prisniveau\n", year, year+1)
	for _, version := range []string{"foreløbig", "som vedtaget"} {
		for i := range n {
			fmt.Fprintf(&b, "P%d;Sag %c %s;%d;%d;%d-pl\n", i, 'A'+i, version, 1000*(i+3), 500*(i+3), year)
		}
	}
	return []byte(b.String())
}

// One answer for many cases that look alike is kept in the mapping, and is used
// on the next file of the same kind, however many it has; it is told how many
// cases it leaves out.
func TestOneAnswerForManyIsRecalled(t *testing.T) {
	const name, key = "puljen.csv", "duplicate-number@puljen"
	first := importers.Import(t.Context(), name, repeating(2024, 8), importers.Options{})
	if len(first.Questions) != 1 || first.Questions[0].Key != key {
		t.Fatalf("asked: %v", keysOf(first))
	}
	answers := importers.Answers{key: "last"}
	mapping, err := importers.NewMapping(t.Context(), name, repeating(2024, 8), first.Layout, answers)
	if err != nil {
		t.Fatal(err)
	}
	if mapping.Answers[key] != "last" {
		t.Fatalf("the mapping keeps %v", mapping.Answers)
	}
	for _, n := range []int{9, 3} {
		file := importers.Import(t.Context(), name, repeating(2024, n), importers.Options{Mapping: &mapping})
		if len(file.Questions) > 0 || len(file.Cases) != n {
			t.Errorf("%d that stand twice: %d cases, asked %v", n, len(file.Cases), keysOf(file))
		}
		told := 0
		for _, f := range file.Findings {
			if f.Code == "doubles-left-out" {
				told = f.Args["n"].(int)
			}
		}
		if told != n {
			t.Errorf("%d that stand twice: %d are told of", n, told)
		}
		for _, c := range file.Cases {
			if !strings.HasSuffix(c.Title, "som vedtaget") {
				t.Errorf("%q counts", c.Title)
			}
		}
	}
}
