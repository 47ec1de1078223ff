package importers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Workbooks that nobody here made, each with its answer by careful reading.
const wildSamples = "../../shared/samples/wild"

type wildAnswer struct {
	File           string   `json:"file"`
	Verdict        string   `json:"verdict"`
	ExpectedStatus []string `json:"expected_status"`
	Unit           struct {
		Multiplier float64 `json:"multiplier"`
	} `json:"unit"`
	Cases []struct {
		Stated      map[string]any    `json:"stated"`
		Alternative []json.RawMessage `json:"alternative_series"`
		Lines       []struct {
			Kind    string `json:"kind"`
			Amounts []struct {
				Period       string   `json:"period"`
				Value        *float64 `json:"value"`
				Cell         string   `json:"cell"`
				Recalculated bool     `json:"recalculated"`
			} `json:"amounts"`
		} `json:"lines"`
	} `json:"cases"`
	KeepOut []struct {
		Cells string `json:"cells"`
	} `json:"keep_out"`
	Register struct {
		Rows int `json:"rows"`
	} `json:"register"`
}

func TestWildSamples(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(wildSamples, "o*.json"))
	if len(names) == 0 {
		t.Skip("missing component: shared samples (wild)")
	}
	right := 0
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".json"), func(t *testing.T) {
			var answer wildAnswer
			readJSON(t, name, &answer)
			data, err := os.ReadFile(filepath.Join(wildSamples, answer.File))
			if err != nil {
				t.Fatal(err)
			}
			first := Import(context.Background(), answer.File, data, Options{})
			if !slices.Contains(answer.ExpectedStatus, string(first.Status)) {
				t.Errorf("status %s, want one of %v", first.Status, answer.ExpectedStatus)
			}
			file := answerWild(answer, data)
			checkKeptOut(t, answer, file)
			if problem := wildProblem(answer, file); problem != "" {
				t.Log(problem)
			} else {
				right++
			}
		})
	}
	t.Logf("%d workbooks: %d with the right sums per kind and period, or an accepted refusal", len(names), right)
	if right < len(names) {
		t.Errorf("%d of %d workbooks right", right, len(names))
	}
}

// answerWild answers what a wild workbook leaves open: plain units, counted
// years, every scenario where rows are scenarios.
func answerWild(answer wildAnswer, data []byte) File {
	answers := Answers{}
	var file File
	for range 4 {
		file = Import(context.Background(), answer.File, data, Options{Answers: answers})
		for _, q := range file.Questions {
			topic, _, _ := strings.Cut(q.Key, "@")
			switch topic {
			case "unit":
				answers[q.Key] = map[bool]string{true: "mio. kr.", false: "kr."}[answer.Unit.Multiplier > 1]
			case "year-axis":
				answers[q.Key] = "none"
				switch {
				case q.Code == "year-axis-split":
					answers[q.Key] = q.Options[0]
				case q.Code == "year-axis-label" && strings.HasPrefix(fold(fmt.Sprint(q.Args["text"])), "pre"):
					answers[q.Key] = beforeYears
				case q.Code == "year-axis-label":
					answers[q.Key] = afterYears
				}
			case "price-level":
				answers[q.Key] = "current"
			case "title":
				answers[q.Key] = "Uden titel"
			case "scenario":
				if len(q.Options) < 6 && file.Layout == "register" {
					answers[q.Key] = every
				}
			}
		}
	}
	return file
}

// Where a workbook says "before 2019/2020" and "remaining", any year outside the
// others will do: the importer asks, and these are answered.
const (
	beforeYears = "1995"
	afterYears  = "2095"
)

// wildPeriod is the period of an answer as a reading writes it.
func wildPeriod(period string) string {
	switch {
	case period == "remaining":
		return afterYears
	case strings.HasPrefix(period, "pre"):
		return beforeYears
	case len(period) == len("2019/2020") && period[4] == '/':
		return period[:4]
	}
	return period
}

// wildProblem says what is wrong with the sums; "" when nothing is.
func wildProblem(answer wildAnswer, file File) string {
	want, uncomputed := wildSums(answer)
	got := map[string]float64{}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			if len(answer.Cases) == 1 && len(answer.Cases[0].Alternative) > 0 && line.Series != "" && line.Series != portfolio.Plan {
				continue // an alternative to the plan, which the answer lists apart
			}
			for a := range line.Amounts.All {
				got[line.Kind+" "+a.Period.String()] += a.Ore.Kroner()
			}
		}
	}
	refused := slices.ContainsFunc(file.Findings, func(f Finding) bool { return f.Code == "stale-cache" || f.Code == "no-cached-value" })
	switch {
	case answer.Verdict == "no-case":
		if len(got) > 0 || file.Status == Ready {
			return "amounts from a workbook that is no case"
		}
		return ""
	case uncomputed && refused && file.Status == Errors:
		return "" // no stored results: refused with the reason, which the answer accepts
	case answer.Register.Rows > 0:
		if len(file.Cases) != answer.Register.Rows {
			return fmt.Sprintf("%d cases, want %d", len(file.Cases), answer.Register.Rows)
		}
		return ""
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if math.Abs(got[key]-want[key]) > 0.05+1e-6*math.Abs(want[key]) {
			return fmt.Sprintf("%s: got %.2f, want %.2f", key, got[key], want[key])
		}
		delete(got, key)
	}
	for key, sum := range got {
		if sum != 0 {
			return fmt.Sprintf("%s: got %.2f, want nothing", key, sum)
		}
	}
	return ""
}

func wildSums(answer wildAnswer) (sums map[string]float64, uncomputed bool) {
	sums = map[string]float64{}
	for _, c := range answer.Cases {
		for _, line := range c.Lines {
			for _, a := range line.Amounts {
				uncomputed = uncomputed || a.Recalculated
				period := wildPeriod(a.Period)
				if period == "per-year" || len(answer.Cases) > 5 && period == "t0" {
					period = "" // no year is stated
				}
				if a.Value != nil {
					sums[line.Kind+" "+period] += *a.Value * max(answer.Unit.Multiplier, 1)
				}
			}
		}
	}
	return sums, uncomputed
}

// checkKeptOut fails when an amount comes from a cell that the answer names to
// be kept out. Only areas written as addresses can be checked this way.
func checkKeptOut(t *testing.T, answer wildAnswer, file File) {
	t.Helper()
	for _, k := range answer.KeepOut {
		for _, where := range strings.Split(k.Cells, ", ") {
			if area.FindStringSubmatch(where) == nil {
				continue
			}
			for _, c := range file.Cases {
				for _, line := range c.Lines {
					for a := range line.Amounts.All {
						if within(where, a.Cell()) {
							t.Errorf("an amount from %s, which is to be kept out (%s)", a.Cell(), where)
						}
					}
				}
			}
		}
	}
}
