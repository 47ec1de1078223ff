package charts

import (
	"slices"
	"strings"
	"testing"
)

// Of the 55 cases of "undue" 50 have nothing due. They are no missing report, they
// come last, and where not all can be drawn, those that were judged are.
func TestNothingDueIsNotMissing(t *testing.T) {
	c := examples(t)["light-matrix/undue"]
	for _, want := range []string{"n=55", "red=1", "yellow=2", "title.missing missing=1", "title.not-due undue=50"} {
		if !strings.Contains(c.Title, want) {
			t.Errorf("the title has no %q: %s", want, c.Title)
		}
	}
	drawn := map[string][]string{} // a row's latest light, in the order of the rows
	for _, s := range parse(t, c).Media[1].Option.Series {
		for _, p := range s.Data {
			if strings.HasPrefix(string(p.Value), "[3.5,") && s.ID != "unreported" {
				drawn[s.ID] = append(drawn[s.ID], p.Link)
			}
		}
	}
	for id, want := range map[string]int{"red": 1, "missing": 1, "yellow": 2, "green": 1, "not-due": 1} {
		if len(drawn[id]) != want {
			t.Errorf("%s: %d drawn in the last quarter, want %d", id, len(drawn[id]), want)
		}
	}
	var column []string
	for _, row := range c.Table.Rows {
		column = append(column, row[len(row)-1].Text)
	}
	first := slices.Compact(slices.Clone(column))
	if got := strings.Join(first, ", "); got != "light.red, light.missing, light.yellow, light.green, light.not-due" {
		t.Errorf("the table has %s", got)
	}
	if !strings.Contains(c.Table.Note, "lights.hidden n=49 lights=part what=light.not-due value=49") {
		t.Errorf("what is not drawn: %s", c.Table.Note)
	}
}

// Between the last two quarters of "undue" one case got red from yellow; one got a
// light that had none, one has none any more, one lacks its report, and the rest
// stay: three of them, and the red one, have a light in both.
func TestBetterAndWorseAreBetweenLights(t *testing.T) {
	c := examples(t)["light-flow/undue"]
	for _, want := range []string{"title n=3 ", "forward=0 back=1", "title.lit n=1", "title.unlit n=1"} {
		if !strings.Contains(c.Title, want) {
			t.Errorf("the title has no %q: %s", want, c.Title)
		}
	}
	moved := map[string]int{}
	for _, s := range parse(t, c).Media[0].Option.Series {
		moved[s.ID] = len(s.Data)
	}
	// Two bands without a light at the end: green to not due, and not due to missing.
	for id, want := range map[string]int{"same": 3, "forward": 0, "back": 1, "lit": 1, "unlit": 2} {
		if moved[id] != want {
			t.Errorf("%s: %d bands, want %d", id, moved[id], want)
		}
	}
	if !strings.Contains(c.Summary, "flow.more n=43") {
		t.Errorf("49 cases move together, six of them named, and nothing says so: %s", c.Summary)
	}
}
