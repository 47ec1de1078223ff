package main

import (
	"bytes"
	"encoding/json"
	"os"

	"raaderum/calc"
	"raaderum/portfolio"
)

// planInput is a plan's settings as people write them: money in kroner, null is
// no limit or not known.
type planInput struct {
	Frames   []selectFrame   `json:"frames"`
	Criteria []planCriterion `json:"criteria"`
	Overview string          `json:"overview"`
	Cases    []planCase      `json:"cases"`
}

type planCriterion struct {
	Measure portfolio.PlanMeasure `json:"measure"`
	Weight  float64               `json:"weight"`
	Full    *float64              `json:"full"`
}

type planCase struct {
	Case       string   `json:"case"`
	Hours      []*int64 `json:"hours"`
	Start      *int     `json:"start"`
	Reconsider bool     `json:"reconsider"`
}

// readPlanSettings reads a file of settings strictly: a misspelt field would be
// a frame that silently does not hold. No file is no frames.
func readPlanSettings(env *environment, name string) (settings portfolio.PlanSettings, err error) {
	if name == "" {
		return settings, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return settings, &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	var input planInput
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&input); err != nil {
		return settings, &usageError{key: "plan-frames", args: map[string]any{"file": name, "line": 1 + bytes.Count(data[:decoder.InputOffset()], []byte("\n"))}, err: err}
	}
	settings, malformed := input.settings()
	if malformed != nil {
		return settings, &usageError{key: "plan-amount", args: map[string]any{"file": name, "problem": env.say("calc.error."+string(malformed.Code), "field", malformed.Field)}, err: malformed}
	}
	return settings, nil
}

func (in planInput) settings() (settings portfolio.PlanSettings, malformed *calc.Error) {
	settings.Overview = in.Overview
	for i, frame := range in.Frames {
		one, malformed := frame.frame(entry("frames", i))
		if malformed != nil {
			return settings, malformed
		}
		settings.Frames = append(settings.Frames, portfolio.PlanFrame(one))
	}
	for i, criterion := range in.Criteria {
		one := portfolio.PlanCriterion{Measure: criterion.Measure, Weight: criterion.Weight}
		if criterion.Full != nil {
			full, malformed := ore(entry("criteria", i)+".full", criterion.Full)
			if malformed != nil {
				return settings, malformed
			}
			one.Full = &full
		}
		settings.Criteria = append(settings.Criteria, one)
	}
	for _, one := range in.Cases {
		settings.Cases = append(settings.Cases, portfolio.PlanCase(one))
	}
	return settings, nil
}
