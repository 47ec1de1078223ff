package main

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"raaderum/calc"
)

// The examples of the calculator's page are answered, and the page names every
// measure, timing and rate set.
func TestCalculatorPageIsRight(t *testing.T) {
	page, err := os.ReadFile("../../docs/calculator.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(examples) < 4 {
		t.Fatalf("%d examples", len(examples))
	}
	wanted := []string{`"explanation"`, `"unanimous":true`, `"switchingValues"`, `"pessimistic"`}
	for i, example := range examples {
		code, out, errs := calcRun(t, example[1])
		if code != exitDone || errs != "" || !strings.Contains(out, wanted[i]) {
			t.Errorf("exit %d, %s for %s", code, errs, example[1])
		}
	}
	for _, timing := range append(calc.Timings, calc.Actual365) {
		if !strings.Contains(string(page), "`"+string(timing)+"`") {
			t.Errorf("%s is not on the page", timing)
		}
	}
	for _, set := range calc.RateSets() {
		if !strings.Contains(string(page), "`"+set.Name+"`") {
			t.Errorf("%s is not on the page", set.Name)
		}
	}
	for _, measure := range calc.Measures {
		name := strings.TrimSuffix(strings.TrimPrefix(string(measure), "whole-year-"), "-from-go-live")
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("%s is not on the page", measure)
		}
	}
}

// The API's description and a problem have the same fields.
func TestOpenAPIDescribesAProblem(t *testing.T) {
	text, err := os.ReadFile("internal/web/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	for name, form := range map[string]reflect.Type{"Problem": reflect.TypeFor[calcProblem](), "Scenario": reflect.TypeFor[scenarioForm]()} {
		var fields []string
		for _, field := range reflect.VisibleFields(form) {
			if tag, _, _ := strings.Cut(field.Tag.Get("json"), ","); tag != "" {
				fields = append(fields, tag)
			}
		}
		slices.Sort(fields)
		if diff := cmp.Diff(fields, slices.Sorted(maps.Keys(document.Components.Schemas[name].Properties))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
