package charts

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
	"raaderum/charts/testdata"
	"raaderum/portfolio"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// drawnOption is what the tests read of an option.
type drawnOption struct {
	Media []struct {
		Query  *struct{ MaxWidth int }
		Option struct {
			Series []struct {
				ID         string `json:"id"`
				Type       string `json:"type"`
				Stack      string `json:"stack"`
				RenderItem string `json:"renderItem"`
				Data       []struct {
					Value json.RawMessage `json:"value"`
					Link  string          `json:"link"`
				}
			}
			XAxis, YAxis []struct {
				AxisLabel struct {
					CustomValues []float64
					Texts        []string
				}
			}
		}
	}
}

func parse(t *testing.T, c Chart) drawnOption {
	t.Helper()
	var option drawnOption
	if err := json.Unmarshal(c.Option, &option); err != nil {
		t.Fatal(err)
	}
	if len(option.Media) != 2 || option.Media[0].Query == nil || option.Media[1].Query != nil {
		t.Fatalf("the option must have a narrow part with a query and a wide one without: %+v", option.Media)
	}
	return option
}

// numbers are the values of each series, in compact JSON.
func numbers(t *testing.T, c Chart, part int) map[string]string {
	all := map[string]string{}
	for _, s := range parse(t, c).Media[part].Option.Series {
		if strings.HasPrefix(s.ID, "names") || s.ID == "leaders" {
			continue // where a name stands is no number
		}
		values := []json.RawMessage{}
		for _, p := range s.Data {
			var compact bytes.Buffer
			if err := json.Compact(&compact, p.Value); err != nil {
				t.Fatal(err)
			}
			values = append(values, compact.Bytes())
		}
		text, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		all[s.ID] = string(text)
	}
	return all
}

// The numbers of each option, as they follow from the amounts beside them in
// testdata: øre divided by the chart's unit, which is 1e8 for millions and 1e5
// for thousands of kroner.
func TestNumbers(t *testing.T) {
	got := map[string]map[string]string{}
	all := examples(t)
	for name, c := range all {
		got[name] = numbers(t, c, 1)
	}
	golden := filepath.Join("testdata", "numbers.golden.json")
	if *update {
		data, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, append(data, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers differ from %s (−want +got); -update writes it anew:\n%s", golden, diff)
	}
}

// The narrow drawing shows the same numbers as the wide one.
func TestNarrowNumbers(t *testing.T) {
	// These write words at points, and may leave some out where room is short.
	wordsOnly := map[string]bool{"target-label": true, "verdict": true, "net": true, "beside": true, "beside-kroner": true, "beside-share": true}
	for name, c := range examples(t) {
		wide, narrow := numbers(t, c, 1), numbers(t, c, 0)
		if strings.HasPrefix(name, "multiples/") {
			wide, narrow = throughRows(t, wide), throughRows(t, narrow)
		}
		for id := range wordsOnly {
			delete(wide, id)
			delete(narrow, id)
		}
		for _, all := range []map[string]string{wide, narrow} {
			for id, values := range all {
				all[id] = ordered(t, values) // which lies over which differs with the size
			}
		}
		if diff := cmp.Diff(wide, narrow); diff != "" {
			t.Errorf("%s (−wide +narrow):\n%s", name, diff)
		}
	}
}

// throughRows are the numbers of a layer through all rows of small drawings, of which
// there are more in the narrow one; what is empty between two areas is left out.
func throughRows(t *testing.T, rows map[string]string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for i := range len(rows) {
		for _, layer := range stackLayers {
			var values []any
			text, known := rows[string(layer)+"-"+strconv.Itoa(i)]
			if !known {
				continue
			}
			if err := json.Unmarshal([]byte(text), &values); err != nil {
				t.Fatal(err)
			}
			for _, value := range values {
				if value != missing {
					all[string(layer)] += fmt.Sprint(value, " ")
				}
			}
		}
	}
	for layer, values := range all {
		each := strings.Fields(values)
		slices.Sort(each)
		all[layer] = "[" + strings.Join(each, ",") + "]"
	}
	return all
}

// ordered are the values of a series in the order of their text.
func ordered(t *testing.T, values string) string {
	t.Helper()
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(values), &all); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Missing is never zero: a layer, quarter or amount that is not known is
// ECharts' "-", and a known zero is 0.
func TestMissingIsNotZero(t *testing.T) {
	all := examples(t)
	for _, want := range []struct{ chart, series, values string }{
		// 2012 knows realised 1.8 and budgeted 0.3 million; 2015 has nothing realised.
		{"target-account/short", "realised", `[1.8,2.05,0.62,"-"]`},
		{"target-account/short", "budgeted", `[0.3,0.55,0.84,0.2]`},
		// The gaps are outlined whole, from what is secured to the target of 2.5,
		// whatever the pipeline may fill: 0.4 in 2012, 0.61 in 2014, 1.58 in 2015.
		{"target-account/short", "gap", `[[0,2.1,2.5],[2,1.89,2.5],[3,0.92,2.5]]`},
		{"target-account/no-figures", "gap", `[[0,0,2.5]]`},
		// Nobody reported for 1st quarter 2013, in thousands.
		{"planned-realised/four", "realised", `["-",230,300,352]`},
		{"planned-realised/unreported", "realised", `["-","-"]`},
		// One-off costs of 0 in year 1 are known, and none are stated after it.
		{"case-economy/paid", "cost.one-off", `[-0.9,0,"-","-","-","-"]`},
		{"focus-areas/none", "realised", `["-"]`},
	} {
		if got := numbers(t, all[want.chart], 1)[want.series]; got != want.values {
			t.Errorf("%s, %s: %s, want %s", want.chart, want.series, got, want.values)
		}
	}
}

// A case without a payback period is in the strip, and one without a present
// value is in the table only.
func TestPortfolioMapPlaces(t *testing.T) {
	cases := testdata.Portfolios["twenty-four"]
	var placed, aside int
	for _, s := range parse(t, examples(t)["portfolio-map/twenty-four"]).Media[1].Option.Series {
		switch {
		case strings.HasSuffix(s.ID, "-strip"):
			aside += len(s.Data)
		case !strings.HasPrefix(s.ID, "limit") && s.ID != "names" && s.ID != "leaders":
			placed += len(s.Data)
		}
	}
	// In testdata: two cases never pay back, one has nothing to pay back, and one has no rate.
	if aside != 3 || placed != len(cases)-3-1 {
		t.Errorf("%d placed and %d in the strip, want %d and 3", placed, aside, len(cases)-4)
	}
}

// The payback mark stands where the gathered net crosses zero: the flows
// −1,000, 300, 300… (thousand kroner) are paid back at 3⅓ years, by hand
// 3 + 100/300.
func TestPaybackMark(t *testing.T) {
	got := numbers(t, examples(t)["case-economy/paid"], 1)
	if got["payback"] != "[[3.3333,0]]" {
		t.Errorf("mark at %s", got["payback"])
	}
	if want := "[[0,-1],[1,-0.7],[2,-0.4],[3,-0.1],[4,0.2],[5,0.5]]"; got["cumulative"] != want {
		t.Errorf("gathered %s, want %s", got["cumulative"], want)
	}
	if _, marked := numbers(t, examples(t)["case-economy/never"], 1)["payback"]; marked {
		t.Error("a case that never pays back has a mark")
	}
}

// Costs are split only where the lines say what they are.
func TestCostsAreSplitOnlyWhenTheyAddUp(t *testing.T) {
	all := examples(t)
	if _, split := numbers(t, all["case-economy/unsplit"], 1)["cost.one-off"]; split {
		t.Error("a line of unknown recurrence was called one-off")
	}
	if got := numbers(t, all["case-economy/unsplit"], 1)["cost"]; got != "[-100,-5,-5]" {
		t.Errorf("costs %s", got)
	}
}

// A value axis brings a word for each of its ticks.
func TestAxesHaveWords(t *testing.T) {
	for name, c := range examples(t) {
		for _, media := range parse(t, c).Media {
			for _, axis := range append(media.Option.XAxis, media.Option.YAxis...) {
				if len(axis.AxisLabel.CustomValues) != len(axis.AxisLabel.Texts) {
					t.Errorf("%s: %d ticks and %d words", name, len(axis.AxisLabel.CustomValues), len(axis.AxisLabel.Texts))
				}
			}
		}
	}
}

// Options are plain JSON: go-echarts marks functions with __f__.
func TestOptionsHoldNoFunctions(t *testing.T) {
	for name, c := range examples(t) {
		for _, code := range []string{"__f__", "function", "=\\u003e"} {
			if bytes.Contains(c.Option, []byte(code)) {
				t.Errorf("%s: the option holds %q", name, code)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	for _, want := range []struct{ chart, link string }{
		{"target-account/short", "#year-2014"},
		{"planned-realised/four", "?quarter=2013K2"},
		{"portfolio-map/five", "/case/c00"},
		{"focus-areas/twelve", "/area/post"},
	} {
		c := examples(t)[want.chart]
		var points, cells bool
		for _, s := range parse(t, c).Media[1].Option.Series {
			for _, p := range s.Data {
				points = points || p.Link == want.link
			}
		}
		for _, row := range c.Table.Rows {
			cells = cells || row[0].Link == want.link
		}
		if !points || !cells {
			t.Errorf("%s: %s leads from a point: %t, from the table: %t", want.chart, want.link, points, cells)
		}
	}
}

// A point about several cases leads to the row of the table that lists them, and
// that row is there and leads on to each case.
func TestPointsLeadToTheirRows(t *testing.T) {
	all := examples(t)
	for _, kind := range []string{"data-quality", "light-flow", "phase-flow", "frontier"} {
		leading, onwards := 0, 0
		for name, c := range all {
			if !strings.HasPrefix(name, kind+"/") {
				continue
			}
			rows := map[string][]Cell{}
			for i, row := range c.Table.Rows {
				rows["#"+c.Table.RowID(i)] = row
			}
			for _, media := range parse(t, c).Media {
				for _, s := range media.Option.Series {
					for _, p := range s.Data {
						if !strings.HasPrefix(p.Link, "#") {
							continue
						}
						leading++
						row, there := rows[p.Link]
						if !there {
							t.Errorf("%s: %s is no row of the table", name, p.Link)
							continue
						}
						for _, part := range row[len(row)-1].Parts {
							if !strings.HasPrefix(part.Link, "/case/") {
								t.Errorf("%s: %s leads to %q", name, part.Text, part.Link)
							}
							onwards++
						}
					}
				}
			}
		}
		if leading == 0 || onwards == 0 {
			t.Errorf("%s: %d points lead to rows, which lead to %d cases", kind, leading, onwards)
		}
	}
}

// Every table is whole, and says what is not known instead of showing a number.
func TestTables(t *testing.T) {
	for name, c := range examples(t) {
		if c.Title == "" || c.Summary == "" || c.Table.Caption != c.Title || c.Table.Note == "" {
			t.Errorf("%s: without title, summary, caption or note: %+v", name, c)
		}
		for _, row := range c.Table.Rows {
			if len(row) != len(c.Table.Head) {
				t.Errorf("%s: a row of %d cells under %d headings", name, len(row), len(c.Table.Head))
			}
		}
	}
	row := examples(t)["planned-realised/four"].Table.Rows[0]
	if want := (Cell{Text: "unknown", Missing: true}); !reflect.DeepEqual(row[2], want) || !reflect.DeepEqual(row[3], want) {
		t.Errorf("an unreported quarter: %+v", row)
	}
}

// Where there is nothing to draw there are no empty axes: the drawing says so.
func TestNothingIsSaid(t *testing.T) {
	all, seen := examples(t), 0
	for name, c := range all {
		if _, example, _ := strings.Cut(name, "/"); example != "empty" && example != "bare" {
			continue
		}
		seen++
		if got := numbers(t, c, 1); len(got) != 1 || got["blank"] == "" || c.Height != blankHeight {
			t.Errorf("%s: %v in %d pixels, want only words in %d", name, got, c.Height, blankHeight)
		}
	}
	if seen < 15 {
		t.Errorf("%d examples without anything", seen)
	}
}

// Every case is told of in the map's title: also those whose payback cannot be
// computed, and those that invest nothing.
func TestPortfolioMapTellsOfEveryCase(t *testing.T) {
	var cases []portfolio.CaseFigures
	for _, status := range []calc.PaybackStatus{
		calc.PaybackValue, calc.PaybackImmediate, calc.PaybackNever,
		calc.PaybackUndefined, calc.PaybackUndefined, calc.PaybackNotApplicable,
	} {
		var one portfolio.CaseFigures
		one.Evaluation.Payback.Status = status
		cases = append(cases, one)
	}
	c, err := PortfolioMap(cases, nil, plain{}, Links{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "map.title n=6 paid=2map.title.never n=1map.title.nothing n=1map.title.unknown n=2"
	if c.Title != want {
		t.Errorf("title %q, want %q", c.Title, want)
	}
}
