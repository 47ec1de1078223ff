package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/calc"
)

func newCalcCommand(env *environment) *cobra.Command {
	var asks calcFlags
	cmd := &cobra.Command{
		Use:   "calc [" + env.say("argument.calc-file") + "]",
		Short: env.say("command.calc"),
		Long:  env.say("command.calc.long"),
		Args:  atMostOneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			name, data, err := readCalcInput(env, args)
			if err != nil {
				return err
			}
			problems, err := splitProblems(name, data)
			if err != nil {
				return err
			}
			return answerProblems(env, problems, asks)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asks.explain, "explain", false, env.say("flag.calc-explain"))
	flags.BoolVar(&asks.lens, "lens", false, env.say("flag.calc-lens"))
	flags.BoolVar(&asks.sensitivity, "sensitivity", false, env.say("flag.calc-sensitivity"))
	flags.BoolVar(&asks.scenarios, "scenarios", false, env.say("flag.calc-scenarios"))
	return cmd
}

// calcFlags ask, for every problem that does not say itself, for more than its
// figures.
type calcFlags struct{ explain, lens, sensitivity, scenarios bool }

func atMostOneArg(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return noArgs(cmd, args[1:])
	}
	return nil
}

// readCalcInput reads the file, or standard input when none is named or its
// name is "-".
func readCalcInput(env *environment, args []string) (name string, data []byte, err error) {
	if len(args) == 0 || args[0] == "-" {
		name = env.say("calc.standard-input")
		data, err = io.ReadAll(env.stdin)
	} else {
		name = args[0]
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return name, nil, &usageError{key: "calc-file", args: map[string]any{"file": name}, err: err}
	}
	return name, data, nil
}

// splitProblems takes the document apart without looking into the problems, so
// that a malformed one does not keep the others from being answered.
func splitProblems(name string, data []byte) ([]json.RawMessage, error) {
	var document struct {
		Problems *[]json.RawMessage `json:"problems"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		return nil, documentError(name, data, decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, placed("calc-trailing", name, data, decoder.InputOffset(), err)
	}
	if fault := wrongList(data, "problems"); fault != nil {
		key := "calc-unknown-field"
		if fault.Code == errDuplicateField {
			key = "calc-duplicate-field"
		}
		return nil, &usageError{key: key, args: map[string]any{"file": name, "field": fault.Field}, err: fault}
	}
	if document.Problems == nil {
		return nil, &usageError{key: "calc-problems", args: map[string]any{"file": name}}
	}
	return *document.Problems, nil
}

// documentError says what keeps a document from being read, and where.
func documentError(name string, data []byte, offset int64, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return placed("calc-json", name, data, syntax.Offset, err)
	case errors.As(err, &kind):
		return &usageError{key: "calc-problems", args: map[string]any{"file": name}, err: err}
	}
	if field, ok := unknownField(err); ok {
		return &usageError{key: "calc-unknown-field", args: map[string]any{"file": name, "field": field}, err: err}
	}
	return placed("calc-json", name, data, max(offset, int64(len(data))), err)
}

// placed is a usage error at a byte of the document, told as line and column.
func placed(key, name string, data []byte, offset int64, err error) error {
	before := data[:min(max(offset, 0), int64(len(data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - (bytes.LastIndexByte(before, '\n') + 1)
	return &usageError{key: key, err: err, args: map[string]any{
		"file": name, "line": strconv.Itoa(line), "column": strconv.Itoa(max(column, 1)),
	}}
}

// unknownField is the field that a strict decoder refused. encoding/json tells
// it in the text of its error only; a test holds the form.
func unknownField(err error) (string, bool) {
	field, ok := strings.CutPrefix(err.Error(), "json: unknown field ")
	return strings.Trim(field, `"`), ok
}

// calcProblem is a calc.Problem as the machine interface writes it. Entries
// are pointers so that null is seen as missing and not as 0.
type calcProblem struct {
	ID           json.RawMessage `json:"id"`
	Flows        []*float64      `json:"flows"`
	Costs        []*float64      `json:"costs"`
	Benefits     []*float64      `json:"benefits"`
	Dates        []*string       `json:"dates"`
	PerYear      *int            `json:"periodsPerYear"`
	Rate         *float64        `json:"rate"`
	RateSet      *string         `json:"rateSet"`
	Timing       *calc.Timing    `json:"timing"`
	FinanceRate  *float64        `json:"financeRate"`
	ReinvestRate *float64        `json:"reinvestRate"`
	Start        *string         `json:"start"`
	GoLive       json.RawMessage `json:"goLive"` // years, or a day
	calcQuestions
}

// calcResult is the answer to one problem: its figures and the terms they
// rest on, or what is wrong with the problem.
type calcResult struct {
	ID json.RawMessage `json:"id"`
	*calc.Figures
	Rate    *float64    `json:"rate,omitempty"`
	RateSet string      `json:"rateSet,omitempty"`
	Timing  calc.Timing `json:"timing,omitempty"`
	PerYear *int        `json:"periodsPerYear,omitempty"`
	calcAnswers
	Error *calcError `json:"error,omitempty"`
}

type calcError struct {
	Code    calc.ErrorCode `json:"code"`
	Field   string         `json:"field,omitempty"`
	Message string         `json:"message"`
}

// The codes of what only the form of a problem can have wrong.
const (
	errNotAProblem    calc.ErrorCode = "not-a-problem"    // no JSON object
	errUnknownField   calc.ErrorCode = "unknown-field"    // a field the interface does not have
	errWrongType      calc.ErrorCode = "wrong-type"       // text for a number, or the like
	errMissingValue   calc.ErrorCode = "missing-value"    // null where a value belongs
	errDateForm       calc.ErrorCode = "date-form"        // not YYYY-MM-DD
	errRateAndSet     calc.ErrorCode = "rate-and-set"     // both rate and rateSet
	errRateSetUnknown calc.ErrorCode = "rate-set-unknown" // no such rate set
	errKindUnknown    calc.ErrorCode = "kind-unknown"     // an estimate that is neither cost nor benefit
)

// answerProblems writes an answer for each problem, in their order.
func answerProblems(env *environment, problems []json.RawMessage, asks calcFlags) error {
	answers := struct {
		Results []calcResult `json:"results"`
	}{make([]calcResult, len(problems))}
	var needsPerson error
	for i, raw := range problems {
		result, err := answerProblem(raw, asks)
		if err != nil {
			needsPerson = errNeedsPerson
			result.Error = explain(env, err)
		}
		answers.Results[i] = result
	}
	encoder := json.NewEncoder(env.stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answers); err != nil {
		return err
	}
	return needsPerson
}

func explain(env *environment, err *calc.Error) *calcError {
	key := "calc.error." + string(err.Code)
	if err.Code == calc.ErrNegative && err.Field == "goLive" {
		key = "calc.error.negative-golive" // a time, and not an amount
	}
	return &calcError{err.Code, err.Field, env.say(key, "field", err.Field)}
}

// answerProblem evaluates one problem. Even where it fails the result carries
// the problem's id, when that can be read.
func answerProblem(raw json.RawMessage, asks calcFlags) (calcResult, *calc.Error) {
	input, malformed := decodeProblem(raw)
	result := calcResult{ID: input.ID}
	if malformed != nil {
		return result, malformed
	}
	problem, malformed := input.problem()
	if malformed != nil {
		return result, malformed
	}
	if malformed := input.check(); malformed != nil {
		return result, malformed
	}
	lines, malformed := input.lines()
	if malformed != nil {
		return result, malformed
	}
	answered, err := input.answer(problem, lines, asks)
	if err != nil {
		return result, inField("", err)
	}
	answered.ID, answered.Timing, answered.Rate, answered.PerYear = input.ID, problem.Timing, input.Rate, input.PerYear
	if input.RateSet != nil {
		answered.RateSet = *input.RateSet
	}
	return answered, nil
}

// answer is what a well-formed problem comes to, its estimates at their likely
// points, with what was asked for beside its figures.
func (in calcProblem) answer(certain calc.Problem, lines []calc.EstimatedLine, asks calcFlags) (result calcResult, err error) {
	plan, err := calc.InOutlook(certain, lines, calc.Likely)
	if len(lines) == 0 {
		plan, err = certain, nil // as it was written: flows stay flows
	}
	if err != nil {
		return result, err
	}
	var evaluation calc.Evaluation
	if explain := in.Explain; (explain != nil && *explain) || (explain == nil && asks.explain) {
		x, err := calc.Explain(plan)
		if err != nil {
			return result, err
		}
		evaluation, result.Explanation = x.Evaluation, newExplanationAnswer(x)
	} else if evaluation, err = calc.Evaluate(plan); err != nil {
		return result, err
	}
	figures := evaluation.Figures()
	result.Figures = &figures
	if in.Lens.or(asks.lens) {
		sets, malformed := in.Lens.settings.rateSets()
		if malformed != nil {
			return result, malformed
		}
		lens, err := calc.LookThrough(plan, calc.Conventions(plan, sets))
		if err != nil {
			return result, err
		}
		result.Lens = newLensAnswer(lens, in.Lens.settings.Stated)
	}
	if in.Sensitivity.or(asks.sensitivity) {
		if result.Sensitivity, err = newSensitivityAnswer(plan, in.Sensitivity.settings.usual()); err != nil {
			return result, err
		}
	}
	if in.Scenarios.or(asks.scenarios) {
		scenarios := scenariosOf(in.Scenarios.settings)
		if in.Scenarios.settings == nil && len(lines) == 0 {
			scenarios = calc.StandardScenarios()
		}
		views, err := calc.InOutlooks(certain, lines, scenarios)
		if err != nil {
			return result, err
		}
		result.Scenarios = newScenarioAnswers(views)
	}
	return result, nil
}

// inField is the calculator's error, at the field of the document where what it
// calls the criterion stands.
func inField(criterion string, err error) *calc.Error {
	var malformed *calc.Error
	if !errors.As(err, &malformed) {
		return &calc.Error{Code: errNotAProblem}
	}
	if rest, ok := strings.CutPrefix(malformed.Field, "criterion"); ok && criterion != "" {
		return &calc.Error{Code: malformed.Code, Field: criterion + rest}
	}
	return malformed
}

func decodeProblem(raw json.RawMessage) (calcProblem, *calc.Error) {
	return decodeDocument(raw, errNotAProblem, func(p *calcProblem) *json.RawMessage { return &p.ID })
}

// problem is the input as the calculator takes it.
func (in calcProblem) problem() (p calc.Problem, malformed *calc.Error) {
	for _, list := range []struct {
		name string
		from []*float64
		to   *[]float64
	}{{"flows", in.Flows, &p.Flows}, {"costs", in.Costs, &p.Costs}, {"benefits", in.Benefits, &p.Benefits}} {
		if *list.to, malformed = present(list.name, list.from); malformed != nil {
			return p, malformed
		}
	}
	if p.Dates, malformed = datesOf(in.Dates); malformed != nil {
		return p, malformed
	}
	if p.Rates, malformed = in.rates(); malformed != nil {
		return p, malformed
	}
	p.Timing = calc.BaseYear
	if in.Timing != nil {
		p.Timing = *in.Timing
		if p.Timing == "" {
			return p, &calc.Error{Code: calc.ErrTimingUnknown, Field: "timing"}
		}
	}
	if in.PerYear != nil {
		if p.PeriodsPerYear = *in.PerYear; p.PeriodsPerYear == 0 { // the calculator's word for not given
			return p, &calc.Error{Code: calc.ErrCountRange, Field: "periodsPerYear"}
		}
	}
	p.FinanceRate, p.ReinvestRate = in.FinanceRate, in.ReinvestRate
	if in.Start != nil {
		start, err := time.Parse(time.DateOnly, *in.Start)
		if err != nil {
			return p, &calc.Error{Code: errDateForm, Field: "start"}
		}
		p.Start = start
	}
	p.GoLive, malformed = goLiveOf(in.GoLive, p)
	return p, malformed
}

func present(name string, values []*float64) ([]float64, *calc.Error) {
	amounts := make([]float64, len(values))
	for i, value := range values {
		if value == nil {
			return nil, &calc.Error{Code: errMissingValue, Field: entry(name, i)}
		}
		amounts[i] = *value
	}
	return amounts, nil
}

func datesOf(texts []*string) ([]time.Time, *calc.Error) {
	var dates []time.Time
	for i, text := range texts {
		if text == nil {
			return nil, &calc.Error{Code: errMissingValue, Field: entry("dates", i)}
		}
		date, err := time.Parse(time.DateOnly, *text)
		if err != nil {
			return nil, &calc.Error{Code: errDateForm, Field: entry("dates", i)}
		}
		dates = append(dates, date)
	}
	return dates, nil
}

func entry(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }

func (in calcProblem) rates() (calc.Rates, *calc.Error) {
	switch {
	case in.Rate != nil && in.RateSet != nil:
		return calc.Rates{}, &calc.Error{Code: errRateAndSet, Field: "rateSet"}
	case in.Rate != nil:
		return calc.Flat(*in.Rate), nil
	case in.RateSet == nil:
		return calc.Rates{}, &calc.Error{Code: calc.ErrRateMissing, Field: "rate"}
	}
	set, ok := calc.RateSetByName(*in.RateSet)
	if !ok {
		return calc.Rates{}, &calc.Error{Code: errRateSetUnknown, Field: "rateSet"}
	}
	return set.Rates, nil
}
