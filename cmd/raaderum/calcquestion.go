package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"raaderum/calc"
)

// calcQuestions are what a problem may ask for beside its figures. Each is
// true, for the usual settings, or an object or list with settings of its own.
type calcQuestions struct {
	Explain     *bool                      `json:"explain"`
	Lens        asked[lensQuestion]        `json:"lens"`
	Sensitivity asked[sensitivityQuestion] `json:"sensitivity"`
	Scenarios   asked[[]scenarioForm]      `json:"scenarios"`
	Estimates   []estimateForm             `json:"estimates"`
}

// asked is a question that is put or not: true, false, or its settings.
type asked[T any] struct {
	given    bool
	on       bool
	settings T
}

// UnmarshalJSON reads a truth value or settings, which may have no other fields
// than T.
func (a *asked[T]) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		return nil
	}
	a.given = true
	if json.Unmarshal(text, &a.on) == nil {
		return nil
	}
	a.on = true
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(&a.settings)
}

// or is whether the question is put, when the flag of its name is too.
func (a asked[T]) or(flag bool) bool { return a.on || (flag && !a.given) }

// lensQuestion is which rate sets a lens shows beside the problem's own rate,
// all when it names none, and which stated figures to look for.
type lensQuestion struct {
	RateSets []string     `json:"rateSets"`
	Stated   []statedForm `json:"stated"`
}

// statedForm is a calc.Stated in the form of the machine interface.
type statedForm struct {
	Measure   calc.Measure `json:"measure"`
	Value     float64      `json:"value"`
	Tolerance float64      `json:"tolerance"`
}

// sensitivityQuestion is what to turn; what is left out is as usual.
type sensitivityQuestion struct {
	Levers   []leverForm     `json:"levers"`   // of the tornado
	Rows     []scenarioForm  `json:"rows"`     // of the two-way table
	Columns  []scenarioForm  `json:"columns"`  // of the two-way table
	Criteria []criterionForm `json:"criteria"` // of the switching values
}

// leverForm is a calc.Lever in the form of the machine interface.
type leverForm struct {
	Name string       `json:"name"`
	Low  scenarioForm `json:"low"`
	High scenarioForm `json:"high"`
}

// scenarioForm is a calc.Scenario in the form of the machine interface.
type scenarioForm struct {
	Name          string  `json:"name,omitempty"`
	CostChange    float64 `json:"costChange"`
	BenefitChange float64 `json:"benefitChange"`
	Delay         float64 `json:"delay"`
	RateChange    float64 `json:"rateChange"`
	HorizonChange int     `json:"horizonChange"`
}

// criterionForm is a calc.Criterion in the form of the machine interface.
type criterionForm struct {
	Measure calc.Measure `json:"measure"`
	Years   *float64     `json:"years,omitempty"` // of a payback
}

// estimateForm is a calc.EstimatedLine in the form of the machine interface.
type estimateForm struct {
	Name    string              `json:"name"`
	Kind    string              `json:"kind"` // cost or benefit
	Method  calc.EstimateMethod `json:"method"`
	Low     *float64            `json:"low"`
	Likely  *float64            `json:"likely"`
	High    *float64            `json:"high"`
	Weights []*float64          `json:"weights"`
}

// mostAsked bounds each list of settings: one document is not to hold a server.
const mostAsked = 50

// check is nil for questions that can be answered.
func (q calcQuestions) check() *calc.Error {
	for _, list := range []struct {
		field  string
		length int
	}{
		{"lens.rateSets", len(q.Lens.settings.RateSets)}, {"lens.stated", len(q.Lens.settings.Stated)},
		{"sensitivity.levers", len(q.Sensitivity.settings.Levers)}, {"sensitivity.rows", len(q.Sensitivity.settings.Rows)},
		{"sensitivity.columns", len(q.Sensitivity.settings.Columns)}, {"sensitivity.criteria", len(q.Sensitivity.settings.Criteria)},
		{"scenarios", len(q.Scenarios.settings)}, {"estimates", len(q.Estimates)},
	} {
		if list.length > mostAsked {
			return &calc.Error{Code: calc.ErrTooMany, Field: list.field}
		}
	}
	for i, stated := range q.Lens.settings.Stated {
		switch {
		case !slices.Contains(calc.Measures, stated.Measure):
			return &calc.Error{Code: calc.ErrMeasureUnknown, Field: entry("lens.stated", i) + ".measure"}
		case stated.Tolerance < 0:
			return &calc.Error{Code: calc.ErrNegative, Field: entry("lens.stated", i) + ".tolerance"}
		}
	}
	for i, criterion := range q.Sensitivity.settings.Criteria {
		if criterion.Measure != calc.MeasureNPV && criterion.Years == nil {
			return &calc.Error{Code: errMissingValue, Field: entry("sensitivity.criteria", i) + ".years"}
		}
	}
	return nil
}

// rateSets are those a lens is to show.
func (q lensQuestion) rateSets() ([]calc.RateSet, *calc.Error) {
	if q.RateSets == nil {
		return calc.RateSets(), nil
	}
	sets := make([]calc.RateSet, len(q.RateSets))
	for i, name := range q.RateSets {
		var known bool
		if sets[i], known = calc.RateSetByName(name); !known {
			return nil, &calc.Error{Code: errRateSetUnknown, Field: entry("lens.rateSets", i)}
		}
	}
	return sets, nil
}

// usualChanges are the steps of a two-way table; 0 is the plan itself.
var usualChanges = []float64{-0.5, -0.25, 0, 0.25, 0.5}

// usual fills in what is left out.
func (q sensitivityQuestion) usual() sensitivityQuestion {
	if q.Levers == nil {
		for _, lever := range calc.StandardLevers() {
			q.Levers = append(q.Levers, leverForm{lever.Name, newScenarioForm(lever.Low), newScenarioForm(lever.High)})
		}
	}
	if q.Rows == nil {
		for _, change := range usualChanges {
			q.Rows = append(q.Rows, scenarioForm{BenefitChange: change})
		}
	}
	if q.Columns == nil {
		for _, change := range usualChanges {
			q.Columns = append(q.Columns, scenarioForm{CostChange: change})
		}
	}
	if q.Criteria == nil {
		q.Criteria = []criterionForm{{Measure: calc.MeasureNPV}}
	}
	return q
}

// scenario is the form as the calculator takes it.
func (f scenarioForm) scenario() calc.Scenario { return calc.Scenario(f) }

func newScenarioForm(s calc.Scenario) scenarioForm { return scenarioForm(s) }

func scenariosOf(forms []scenarioForm) []calc.Scenario {
	scenarios := make([]calc.Scenario, len(forms))
	for i, form := range forms {
		scenarios[i] = form.scenario()
	}
	return scenarios
}

// lines are the estimates as the calculator takes them.
func (q calcQuestions) lines() ([]calc.EstimatedLine, *calc.Error) {
	lines := make([]calc.EstimatedLine, len(q.Estimates))
	for i, form := range q.Estimates {
		field := entry("estimates", i)
		for _, point := range []struct {
			name  string
			value *float64
		}{{".low", form.Low}, {".likely", form.Likely}, {".high", form.High}} {
			if point.value == nil {
				return nil, &calc.Error{Code: errMissingValue, Field: field + point.name}
			}
		}
		if form.Kind != "cost" && form.Kind != "benefit" {
			return nil, &calc.Error{Code: errKindUnknown, Field: field + ".kind"}
		}
		weights, malformed := present(field+".weights", form.Weights)
		if malformed != nil {
			return nil, malformed
		}
		lines[i] = calc.EstimatedLine{Name: form.Name, Benefit: form.Kind == "benefit", Weights: weights,
			Estimate: calc.ThreePoint{Low: *form.Low, Likely: *form.Likely, High: *form.High, Method: form.Method}}
	}
	return lines, nil
}

// goLiveOf reads when a problem goes live: years from the first entry, or a day
// when the first entry has one.
func goLiveOf(text json.RawMessage, p calc.Problem) (*float64, *calc.Error) {
	if len(text) == 0 || bytes.Equal(text, []byte("null")) {
		return nil, nil
	}
	var years float64
	if err := json.Unmarshal(text, &years); err == nil {
		return &years, nil
	}
	var day string
	if err := json.Unmarshal(text, &day); err != nil {
		return nil, &calc.Error{Code: errWrongType, Field: "goLive"}
	}
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, &calc.Error{Code: errDateForm, Field: "goLive"}
	}
	first := p.Start
	if len(p.Dates) > 0 {
		first = p.Dates[0]
	}
	if first.IsZero() {
		return nil, &calc.Error{Code: calc.ErrDateMissing, Field: "start"}
	}
	years = date.Sub(first).Hours() / 24 / 365
	return &years, nil
}
