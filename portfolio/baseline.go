package portfolio

import (
	"strings"
	"time"
)

// BaselineMeasure (nulpunktsmåling) is what was measured before a benefit began,
// so that there is something to hold the realised against.
type BaselineMeasure struct {
	Value  float64   `json:"value"`
	Unit   string    `json:"unit"` // kr., timer, stk., …
	Date   time.Time `json:"date,omitzero"`
	Method string    `json:"method"` // how it was measured
}

// Check gives what a baseline lacks: a value without a unit, a day or a method
// cannot be measured again.
func (m BaselineMeasure) Check() error {
	if strings.TrimSpace(m.Unit) == "" || strings.TrimSpace(m.Method) == "" || m.Date.IsZero() {
		return entryError("baseline.incomplete", "baseline")
	}
	return nil
}
