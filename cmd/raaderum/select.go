package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"raaderum/calc"
)

func newSelectCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "select [" + env.say("argument.calc-file") + "]",
		Short: env.say("command.select"),
		Long:  env.say("command.select.long"),
		Args:  atMostOneArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			name, data, err := readCalcInput(env, args)
			if err != nil {
				return err
			}
			plans, err := splitPlans(name, data)
			if err != nil {
				return err
			}
			return answerPlans(cmd.Context(), env, plans)
		},
	}
}

// splitPlans takes the document apart without looking into the plans, so that a
// malformed one does not keep the others from being answered.
func splitPlans(name string, data []byte) ([]json.RawMessage, error) {
	var document struct {
		Plans *[]json.RawMessage `json:"plans"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&document)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, placed("calc-json", name, data, syntax.Offset, err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, placed("calc-json", name, data, int64(len(data)), err)
	case err != nil, document.Plans == nil, wrongList(data, "plans") != nil:
		return nil, &usageError{key: "select-plans", args: map[string]any{"file": name}, err: err}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, placed("calc-trailing", name, data, decoder.InputOffset(), err)
	}
	return *document.Plans, nil
}

// selectPlan is a calc.Plan with its frames and terms as the machine interface
// writes it. Money is in kroner. In costs, hours and savings null is missing; in
// a frame it is no limit.
type selectPlan struct {
	ID           json.RawMessage  `json:"id"`
	FirstYear    *int             `json:"firstYear"`
	Years        *int             `json:"years"`
	Frames       []selectFrame    `json:"frames"`
	Proposals    []selectProposal `json:"proposals"`
	Needs        []selectNeed     `json:"needs"`
	Alternatives [][]string       `json:"alternatives"`
	Gap          *float64         `json:"gap"`
	Seconds      *float64         `json:"seconds"`
	Reasons      bool             `json:"reasons"`
	Remedies     bool             `json:"remedies"`
	Increments   bool             `json:"increments"`
	Step         *float64         `json:"step"`
}

type selectFrame struct {
	Name    string     `json:"name"`
	Budgets []*float64 `json:"budgets"`
	Hours   []*int64   `json:"hours"`
	Targets []*float64 `json:"targets"`
}

type selectProposal struct {
	ID        string        `json:"id"`
	Mandatory bool          `json:"mandatory"`
	Starts    []selectStart `json:"starts"`
}

type selectStart struct {
	Year    *int       `json:"year"`
	Value   *float64   `json:"value"`
	Costs   []*float64 `json:"costs"`
	Hours   []*int64   `json:"hours"`
	Savings []*float64 `json:"savings"`
}

type selectNeed struct {
	Proposal string `json:"proposal"`
	Needs    string `json:"needs"`
}

// answerPlans writes an answer for each plan, in their order.
func answerPlans(ctx context.Context, env *environment, plans []json.RawMessage) error {
	answers := struct {
		Results []selectResult `json:"results"`
	}{make([]selectResult, len(plans))}
	var needsPerson error
	for i, raw := range plans {
		result, malformed := answerPlan(ctx, env, raw)
		if malformed != nil {
			needsPerson = errNeedsPerson
			result.Error = explain(env, malformed)
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

// answerPlan answers one plan. Even where it fails the result carries the plan's
// id, when that can be read.
func answerPlan(ctx context.Context, env *environment, raw json.RawMessage) (selectResult, *calc.Error) {
	input, malformed := decodePlan(raw)
	result := selectResult{ID: input.ID}
	if malformed != nil {
		return result, malformed
	}
	plan, frames, terms, malformed := input.plan()
	if malformed != nil {
		return result, malformed
	}
	if input.Seconds != nil {
		limited, end := context.WithTimeout(ctx, time.Duration(*input.Seconds*float64(time.Second)))
		defer end()
		ctx = limited
	}
	answer, err := plan.Prioritise(ctx, frames, terms)
	if err != nil {
		if !errors.As(err, &malformed) {
			malformed = &calc.Error{Code: errNotAProblem}
		}
		return result, malformed
	}
	result.tell(env, answer)
	return result, nil
}

func decodePlan(raw json.RawMessage) (selectPlan, *calc.Error) {
	return decodeDocument(raw, errNotAPlan, func(p *selectPlan) *json.RawMessage { return &p.ID })
}

// The codes of what only the form of a plan can have wrong.
const (
	errNotAPlan     calc.ErrorCode = "not-a-plan"     // no JSON object
	errSecondsRange calc.ErrorCode = "seconds-range"  // no, or more than a day
	errGapRange     calc.ErrorCode = "gap-range"      // below 0
	errNoFrames     calc.ErrorCode = "frames-missing" // nothing to plan within
)
