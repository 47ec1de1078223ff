package importers

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The Danish workbooks with known answers. Each *.json says what a careful
// reader would find; score.py beside them judges the program as a whole, this
// test the engine, with the same answers to the same questions.
const danishSamples = "../../shared/samples/danish"

type sampleAnswer struct {
	File  string `json:"file"`
	Cases []struct {
		Lines []struct {
			Kind    string `json:"kind"`
			Amounts []struct {
				Period   *string  `json:"period"`
				Also     []string `json:"periodAlso"`
				Ore      int64    `json:"ore"`
				Cell     string   `json:"cell"`
				Optional bool     `json:"optional"`
			} `json:"amounts"`
		} `json:"lines"`
	} `json:"cases"`
	MustAsk []sampleQuestion `json:"mustAsk"`
	MayAsk  []sampleQuestion `json:"mayAsk"`
	MustNot []struct {
		Kind  string   `json:"kind"`
		Cells []string `json:"cells"`
		What  string   `json:"what"`
	} `json:"mustNot"`
}

type sampleQuestion struct {
	Topic string   `json:"topic"`
	Cells []string `json:"cells"`
	Right string   `json:"right"`
}

func TestDanishSamples(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(danishSamples, "dk*.json"))
	if len(names) == 0 {
		t.Skip("missing component: shared samples (danish)")
	}
	expected, right := 0, 0
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".json"), func(t *testing.T) {
			var answer sampleAnswer
			readJSON(t, name, &answer)
			file := importAnswered(t, filepath.Join(danishSamples, answer.File), answer)
			n, ok := compareAmounts(t, answer, file)
			expected, right = expected+n, right+ok
			checkForbidden(t, answer, file)
		})
	}
	t.Logf("%d workbooks: %d of %d amounts right", len(names), right, expected)
	if right*100 < expected*98 {
		t.Errorf("%d of %d amounts right, want 98 %%", right, expected)
	}
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// importAnswered imports a file, answering what it asks, up to five rounds.
func importAnswered(t *testing.T, name string, answer sampleAnswer) File {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	answers := Answers{}
	var file File
	for range 5 {
		file = Import(context.Background(), filepath.Base(name), data, Options{Answers: answers, Now: time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)})
		asked := false
		for _, q := range file.Questions {
			if value := rightAnswer(q, answer); value != "" && answers[q.Key] != value {
				answers[q.Key], asked = value, true
			}
		}
		if !asked {
			break
		}
	}
	return file
}

// rightAnswer is the answer to a question that the sample's author gives.
func rightAnswer(q Question, answer sampleAnswer) string {
	topic, _, _ := strings.Cut(q.Key, "@")
	var sheetwide string
	for _, e := range append(slices.Clone(answer.MustAsk), answer.MayAsk...) {
		if e.Topic != topic || e.Right == "" {
			continue
		}
		value := optionFor(q, e.Right)
		if value == "" {
			continue
		}
		if slices.ContainsFunc(e.Cells, func(c string) bool { return slices.Contains(q.Cells, c) }) {
			return value
		}
		sheetwide = firstWord(sheetwide, value)
	}
	return sheetwide
}

// meanings are what the samples' words for answers are called here.
var meanings = map[string]string{"budget": benefitNegative, "cash-flow": costNegative}

func optionFor(q Question, right string) string {
	if len(q.Options) == 0 {
		return right
	}
	for _, wanted := range []string{right, meanings[right], danishNumber(right)} {
		if slices.Contains(q.Options, wanted) {
			return wanted
		}
	}
	return ""
}

func compareAmounts(t *testing.T, answer sampleAnswer, file File) (expected, right int) {
	t.Helper()
	type got struct {
		ore    int64
		period string
		kind   string
	}
	byCell := map[string][]got{}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				cell := a.Cell()
				if strings.HasSuffix(answer.File, ".csv") {
					cell = cell[strings.LastIndexByte(cell, '!')+1:]
				}
				byCell[cell] = append(byCell[cell], got{int64(a.Ore), a.Period.String(), line.Kind})
			}
		}
	}
	for _, c := range answer.Cases {
		for _, line := range c.Lines {
			for _, a := range line.Amounts {
				if a.Optional || a.Ore == 0 {
					continue
				}
				expected++
				if slices.ContainsFunc(byCell[a.Cell], func(g got) bool {
					return g.ore == a.Ore && g.kind == line.Kind && (a.Period == nil || g.period == *a.Period || slices.Contains(a.Also, g.period))
				}) {
					right++
				} else {
					t.Errorf("%s: want %d øre as %s, got %v", a.Cell, a.Ore, line.Kind, byCell[a.Cell])
				}
			}
		}
	}
	return expected, right
}

var area = regexp.MustCompile(`^(.*?)!?\$?([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$`)

// checkForbidden fails when an amount comes from a cell that means none.
func checkForbidden(t *testing.T, answer sampleAnswer, file File) {
	t.Helper()
	for _, e := range answer.MustNot {
		if e.Kind != "amount-from" {
			continue
		}
		for _, c := range file.Cases {
			for _, line := range c.Lines {
				for a := range line.Amounts.All {
					for _, forbidden := range e.Cells {
						if within(forbidden, a.Cell()) {
							t.Errorf("%s: an amount from %s", e.What, a.Cell())
						}
					}
				}
			}
		}
	}
}

func within(where, cell string) bool {
	w, c := area.FindStringSubmatch(where), area.FindStringSubmatch(cell)
	if w == nil || c == nil || w[1] != "" && w[1] != c[1] {
		return false
	}
	lastCol, lastRow := firstWord(w[4], w[2]), firstWord(w[5], w[3])
	col, row := columnNumber(c[2]), number(c[3])
	return columnNumber(w[2]) <= col && col <= columnNumber(lastCol) && number(w[3]) <= row && row <= number(lastRow)
}
