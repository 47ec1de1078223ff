package portfolio

import (
	"slices"

	"raaderum/calc"
)

// LightHistory (lyshistorik) is each case's traffic light in the last quarters,
// each from what is known now of that quarter.
type LightHistory struct {
	Quarters []calc.Quarter `json:"quarters"` // ascending
	Rows     []LightRow     `json:"rows"`     // in the cases' order
}

// LightRow (lysrække) is one case through the quarters.
type LightRow struct {
	Case   CaseID      `json:"case"`
	Number string      `json:"number"`
	Title  string      `json:"title"`
	Area   FocusAreaID `json:"area"`
	Over   bool        `json:"over"`   // the case was ended
	Lights []LightAt   `json:"lights"` // one for each quarter
}

// LightAt (lys i kvartalet) is the light that stands with its reason, as the
// quarter's own report has it; beside it what the figures say, and the light
// the reporter chose: "" when nobody chose, and not Light when no reason was given.
type LightAt struct {
	Light    TrafficLight `json:"light"`
	Why      string       `json:"why"`
	Computed TrafficLight `json:"computed"`
	Chosen   TrafficLight `json:"chosen"`
}

// Unreported tells whether the light was chosen while no figures are reported.
func (at LightAt) Unreported() bool { return at.Light != LightMissing && at.Computed == LightMissing }

// NewLightHistory judges the cases as of each of the so many quarters up to and
// with the last, from the first that has anything to tell: none before the
// strategy, and none before a case had a light or lacked its report.
func NewLightHistory(org Organisation, cases []BusinessCase, statuses []QuarterlyStatus, last calc.Quarter, count int) LightHistory {
	history := LightHistory{Rows: make([]LightRow, len(cases))}
	for i, bc := range cases {
		history.Rows[i] = LightRow{Case: bc.ID, Number: bc.Number, Title: bc.Title, Area: bc.FocusArea, Over: bc.Over()}
	}
	for back := count - 1; back >= 0; back-- {
		history.Quarters = append(history.Quarters, last.Add(-back))
	}
	type at struct {
		bc      CaseID
		quarter calc.Quarter
	}
	said := map[at]*QuarterlyStatus{}
	for i := range statuses {
		said[at{statuses[i].Case, statuses[i].Quarter}] = &statuses[i]
	}
	limits, known := org.Governance.lightLimits(), benefitsOf(cases)
	for i, bc := range cases { // case by case: a case's lines are let go of before the next's are laid out
		for _, quarter := range history.Quarters {
			status := said[at{bc.ID, quarter}]
			light := LightAt{}
			light.Computed, light.Why = computeLight(limits, bc, caseClaims(org, bc, quarter, known), quarter, status)
			light.Light, light.Why = standing(light.Computed, light.Why, status)
			if status != nil {
				light.Chosen = status.Light
			}
			history.Rows[i].Lights = append(history.Rows[i].Lights, light)
		}
	}
	history.begin(org.Strategy.FromYear)
	return history
}

// Of is the part of a history that is of some cases, through the same quarters.
func (h LightHistory) Of(keep func(CaseID) bool) LightHistory {
	part := LightHistory{Quarters: h.Quarters}
	for _, row := range h.Rows {
		if keep(row.Case) {
			part.Rows = append(part.Rows, row)
		}
	}
	return part
}

// Last is the history's last quarters, so many of them or all there are.
func (h LightHistory) Last(count int) LightHistory {
	from := max(len(h.Quarters)-count, 0)
	return h.pick(func(i int) bool { return i >= from })
}

// Between is one quarter beside the last, and the last alone where the history
// does not hold the other.
func (h LightHistory) Between(from calc.Quarter) LightHistory {
	return h.pick(func(i int) bool { return i == len(h.Quarters)-1 || h.Quarters[i] == from })
}

// pick keeps some of the quarters, by their places.
func (h LightHistory) pick(keep func(int) bool) LightHistory {
	some := LightHistory{Rows: slices.Clone(h.Rows)}
	for i := range some.Rows {
		some.Rows[i].Lights = nil
	}
	for i, quarter := range h.Quarters {
		if !keep(i) {
			continue
		}
		some.Quarters = append(some.Quarters, quarter)
		for row := range some.Rows {
			some.Rows[row].Lights = append(some.Rows[row].Lights, h.Rows[row].Lights[i])
		}
	}
	return some
}

// begin leaves out the quarters before anything began; the last stays.
func (h *LightHistory) begin(year int) {
	from := 0
	for from < len(h.Quarters)-1 && (h.Quarters[from].Year < year || !h.judged(from)) {
		from++
	}
	h.Quarters = h.Quarters[from:]
	for i := range h.Rows {
		h.Rows[i].Lights = h.Rows[i].Lights[from:]
	}
}

// judged tells whether any case had a light in the quarter, or lacked its report.
func (h *LightHistory) judged(quarter int) bool {
	return slices.ContainsFunc(h.Rows, func(row LightRow) bool {
		light := row.Lights[quarter].Light
		return light.Lit() || light == LightMissing
	})
}
