package main

import (
	"encoding/json"
	"math"
	"time"

	"raaderum/calc"
)

// calcAnswers are the answers to calcQuestions, each only when it was asked.
type calcAnswers struct {
	Explanation *explanationAnswer `json:"explanation,omitempty"`
	Lens        *lensAnswer        `json:"lens,omitempty"`
	Sensitivity *sensitivityAnswer `json:"sensitivity,omitempty"`
	Scenarios   []scenarioAnswer   `json:"scenarios,omitempty"`
}

// number is a float64 whose infinities, which sums too large come to, are null.
type number float64

// MarshalJSON writes the shortest form that reads back the same.
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// figureOf is a figure as a number or null, with the reason.
func figureOf(figure calc.Figure) (*number, calc.Reason) {
	if !figure.Exists() {
		return nil, figure.Why
	}
	value := number(figure.Value)
	return &value, ""
}

type bandAnswer struct {
	Through *int   `json:"through"` // null: the last band is open-ended
	Rate    number `json:"rate"`
}

func bandsOf(rates calc.Rates) []bandAnswer {
	bands := make([]bandAnswer, len(rates.Bands))
	for i, band := range rates.Bands {
		bands[i].Rate = number(band.Rate)
		if i < len(bands)-1 {
			bands[i].Through = &band.Through
		}
	}
	return bands
}

// explanationAnswer is a calc.Explanation.
type explanationAnswer struct {
	Timing  calc.Timing    `json:"timing"`
	PerYear int            `json:"periodsPerYear,omitempty"`
	Rates   []bandAnswer   `json:"rates"`
	Columns []columnAnswer `json:"columns"`
	Rows    []rowAnswer    `json:"rows"`
	Steps   []stepAnswer   `json:"steps"`
}

type columnAnswer struct {
	Name    string            `json:"name"` // as in rows, with a capital
	Formula string            `json:"formula,omitempty"`
	Excel   calc.ExcelFormula `json:"excel,omitempty"`
	Inputs  []inputAnswer     `json:"inputs,omitempty"`
}

type rowAnswer struct {
	Years          number `json:"years"`
	Date           string `json:"date,omitempty"`
	Cost           number `json:"cost"`
	Benefit        number `json:"benefit"`
	Net            number `json:"net"`
	CostFactor     number `json:"costFactor"`
	BenefitFactor  number `json:"benefitFactor"`
	PresentCost    number `json:"presentCost"`
	PresentBenefit number `json:"presentBenefit"`
	Present        number `json:"present"`
	Sum            number `json:"sum"`
	PresentSum     number `json:"presentSum"`
}

type stepAnswer struct {
	Measure  calc.Measure      `json:"measure"`
	Value    *number           `json:"value"`
	Why      calc.Reason       `json:"why,omitempty"`
	Formula  string            `json:"formula"`
	Excel    calc.ExcelFormula `json:"excel,omitempty"`
	Inputs   []inputAnswer     `json:"inputs,omitempty"`
	Warnings []calc.Warning    `json:"warnings,omitempty"`
}

type inputAnswer struct {
	Name   string   `json:"name"`
	Value  *number  `json:"value,omitempty"`
	Values []number `json:"values,omitempty"`
}

func inputsOf(inputs []calc.Input) []inputAnswer {
	var answers []inputAnswer
	for _, in := range inputs {
		answer := inputAnswer{Name: in.Name}
		if in.Values == nil {
			value := number(in.Value)
			answer.Value = &value
		}
		for _, value := range in.Values {
			answer.Values = append(answer.Values, number(value))
		}
		answers = append(answers, answer)
	}
	return answers
}

func newExplanationAnswer(x calc.Explanation) *explanationAnswer {
	answer := &explanationAnswer{Timing: x.Timing, PerYear: x.PeriodsPerYear, Rates: bandsOf(x.Rates)}
	for _, column := range x.Columns {
		answer.Columns = append(answer.Columns, columnAnswer{column.Name, column.Formula, column.Excel, inputsOf(column.Inputs)})
	}
	for _, row := range x.Rows {
		answer.Rows = append(answer.Rows, rowAnswer{
			number(row.Years), dayText(row.Date), number(row.Cost), number(row.Benefit), number(row.Net), number(row.CostFactor),
			number(row.BenefitFactor), number(row.PresentCost), number(row.PresentBenefit), number(row.Present), number(row.Sum), number(row.PresentSum),
		})
	}
	for _, step := range x.Steps {
		value, why := figureOf(step.Figure())
		answer.Steps = append(answer.Steps, stepAnswer{step.Measure, value, why, step.Formula, step.Excel, inputsOf(step.Inputs), step.Warnings})
	}
	return answer
}

func dayText(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// lensAnswer is a calc.Lens, with the views that give each stated figure by
// their place in the list.
type lensAnswer struct {
	Unanimous bool           `json:"unanimous"`
	Views     []viewAnswer   `json:"views"`
	Stated    []statedAnswer `json:"stated,omitempty"`
}

type viewAnswer struct {
	Timing       calc.Timing  `json:"timing"`
	RateSet      string       `json:"rateSet,omitempty"` // absent: the problem's own rate
	Rates        []bandAnswer `json:"rates"`
	Start        string       `json:"start,omitempty"`
	StartAssumed bool         `json:"startAssumed,omitempty"`
	Verdict      calc.Verdict `json:"verdict"`
	calc.Figures
}

type statedAnswer struct {
	statedForm
	Views []int `json:"views"` // places in the list of views, from 0
}

func newLensAnswer(lens calc.Lens, stated []statedForm) *lensAnswer {
	answer := &lensAnswer{Unanimous: lens.Unanimous}
	for _, view := range lens.Views {
		c := view.Convention
		answer.Views = append(answer.Views, viewAnswer{c.Timing, c.RateSet, bandsOf(c.Rates), dayText(c.Start), c.StartAssumed,
			view.Verdict, view.Evaluation.Figures()})
	}
	for _, form := range stated {
		found := statedAnswer{form, []int{}}
		for i, view := range lens.Views {
			if view.Gives(calc.Stated(form)) {
				found.Views = append(found.Views, i)
			}
		}
		answer.Stated = append(answer.Stated, found)
	}
	return answer
}

// sensitivityAnswer is the tornado, the two-way table and the switching values.
type sensitivityAnswer struct {
	Tornado         []barAnswer    `json:"tornado"`
	TwoWay          twoWayAnswer   `json:"twoWay"`
	SwitchingValues []marginAnswer `json:"switchingValues"`
}

type barAnswer struct {
	Name string    `json:"name"`
	Low  endAnswer `json:"low"`
	High endAnswer `json:"high"`
}

type endAnswer struct {
	scenarioForm
	npvAnswer
}

type npvAnswer struct {
	NPV *number     `json:"npv"`
	Why calc.Reason `json:"npvWhy,omitempty"`
}

func newNPVAnswer(figure calc.Figure) npvAnswer {
	value, why := figureOf(figure)
	return npvAnswer{value, why}
}

type twoWayAnswer struct {
	Rows    []scenarioForm `json:"rows"`
	Columns []scenarioForm `json:"columns"`
	Cells   [][]npvAnswer  `json:"cells"` // a list for each row
}

type marginAnswer struct {
	criterionForm
	BenefitFall    *number     `json:"benefitFall"`
	BenefitFallWhy calc.Reason `json:"benefitFallWhy,omitempty"`
	CostRise       *number     `json:"costRise"`
	CostRiseWhy    calc.Reason `json:"costRiseWhy,omitempty"`
	Delay          *number     `json:"delay"`
	DelayWhy       calc.Reason `json:"delayWhy,omitempty"`
	RateRise       *number     `json:"rateRise"`
	RateRiseWhy    calc.Reason `json:"rateRiseWhy,omitempty"`
}

func newSensitivityAnswer(p calc.Problem, q sensitivityQuestion) (*sensitivityAnswer, error) {
	answer := &sensitivityAnswer{Tornado: []barAnswer{}, SwitchingValues: []marginAnswer{}}
	levers := make([]calc.Lever, len(q.Levers))
	for i, lever := range q.Levers {
		levers[i] = calc.Lever{Name: lever.Name, Low: lever.Low.scenario(), High: lever.High.scenario()}
	}
	bars, err := calc.Tornado(p, levers)
	if err != nil {
		return nil, err
	}
	for _, bar := range bars {
		answer.Tornado = append(answer.Tornado, barAnswer{bar.Lever.Name,
			endAnswer{newScenarioForm(bar.Lever.Low), newNPVAnswer(bar.Low)},
			endAnswer{newScenarioForm(bar.Lever.High), newNPVAnswer(bar.High)}})
	}
	table, err := calc.TwoWay(p, scenariosOf(q.Rows), scenariosOf(q.Columns))
	if err != nil {
		return nil, err
	}
	answer.TwoWay = twoWayAnswer{q.Rows, q.Columns, make([][]npvAnswer, len(table))}
	for i, row := range table {
		answer.TwoWay.Cells[i] = []npvAnswer{}
		for _, figure := range row {
			answer.TwoWay.Cells[i] = append(answer.TwoWay.Cells[i], newNPVAnswer(figure))
		}
	}
	for i, form := range q.Criteria {
		criterion := calc.Criterion{Measure: form.Measure}
		if form.Years != nil {
			criterion.Years = *form.Years
		}
		margins, err := calc.FindMargins(p, criterion)
		if err != nil {
			return nil, inField(entry("sensitivity.criteria", i), err)
		}
		m := marginAnswer{criterionForm: form}
		m.BenefitFall, m.BenefitFallWhy = figureOf(margins.BenefitFall)
		m.CostRise, m.CostRiseWhy = figureOf(margins.CostRise)
		m.Delay, m.DelayWhy = figureOf(margins.Delay)
		m.RateRise, m.RateRiseWhy = figureOf(margins.RateRise)
		answer.SwitchingValues = append(answer.SwitchingValues, m)
	}
	return answer, nil
}

// scenarioAnswer is a calc.ScenarioView.
type scenarioAnswer struct {
	scenarioForm
	Verdict calc.Verdict `json:"verdict"`
	Why     calc.Reason  `json:"why,omitempty"` // there are no figures
	*calc.Figures
}

func newScenarioAnswers(views []calc.ScenarioView) []scenarioAnswer {
	answers := make([]scenarioAnswer, len(views))
	for i, view := range views {
		answers[i] = scenarioAnswer{scenarioForm: newScenarioForm(view.Scenario), Verdict: view.Verdict, Why: view.Why}
		if view.Why == "" {
			figures := view.Evaluation.Figures()
			answers[i].Figures = &figures
		}
	}
	return answers
}
