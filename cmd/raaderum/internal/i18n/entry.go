package i18n

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"raaderum/portfolio"
)

// EntryLines is what an entry says, in words.
func (p *Printer) EntryLines(strategy portfolio.Strategy, field portfolio.EntryField, value string) []string {
	if value == "" {
		return []string{p.T("entry.nothing")}
	}
	read := func(into any) bool { return json.Unmarshal([]byte(value), into) == nil }
	switch {
	case field == portfolio.EntryIdea:
		var idea portfolio.Idea
		if read(&idea) {
			return p.ideaLines(idea)
		}
	case field == portfolio.EntryProjectTest:
		var test portfolio.ProjectTest
		if read(&test) {
			return p.ProjectTest(test)
		}
	case field == portfolio.EntryDispense:
		var d portfolio.Dispensation
		if read(&d) {
			return []string{p.T("dispensation." + string(d.Ground)), d.Reason, d.By + ", " + p.Date(d.Date)}
		}
	case field == portfolio.EntryBaseline:
		var m portfolio.BaselineMeasure
		if read(&m) {
			return []string{p.Baseline(m)}
		}
	case field == portfolio.EntryTimeBasis:
		var basis portfolio.TimeBasis
		if read(&basis) {
			return p.TimeFormula(basis)
		}
	case field == portfolio.EntryRecommendation:
		var r portfolio.Recommendation
		if read(&r) {
			return p.Recommendation(r)
		}
	case field == portfolio.EntryPriceLevel:
		if level, ok := portfolio.ReadPriceLevel(value); ok {
			return []string{p.Prices(level)}
		}
	case isTyped(field):
		if line := p.typedLine(field, value); line != "" {
			return []string{line}
		}
	case strings.HasPrefix(string(field), "document:"):
		var document portfolio.GateDocument
		if read(&document) {
			return []string{p.T("document.approved", "record", document.Record, "date", document.Date, "by", document.By)}
		}
	}
	return []string{p.entryWord(strategy, field, value)}
}

// entryWord is a value with the words of its enumeration.
func (p *Printer) entryWord(strategy portfolio.Strategy, field portfolio.EntryField, value string) string {
	if word, ok := p.word(string(field), value); ok {
		return word
	}
	switch field {
	case "obligatory":
		return p.T("entry.yes")
	case "focus-area":
		if area, ok := strategy.FocusArea(portfolio.FocusAreaID(value)); ok {
			return area.Name
		}
	case "decision-date", portfolio.EntryGoLive, portfolio.EntryEnded:
		if day, err := time.Parse(time.DateOnly, value); err == nil {
			return p.Date(day)
		}
	}
	return value
}

// enumerations are the fields that say one of a few words, and what the words'
// keys begin with.
var enumerations = map[string]string{
	"phase": "phase.", "origin": "origin.", "recurrence": "recurrence.", "accrues-to": "accrues.",
	"status": "case-status.", "state": "benefit-state.", "benefit-kind": "benefit-kind.",
}

// word is the word for a value of an enumeration; false for any other field.
func (p *Printer) word(field, value string) (string, bool) {
	if prefix := enumerations[field]; prefix != "" && p.Has(prefix+value) {
		return p.T(prefix + value), true
	}
	return "", false
}

// Baseline is what was measured before a benefit began.
func (p *Printer) Baseline(m portfolio.BaselineMeasure) string {
	return p.T("entry.baseline-text", "value", m.Value, "unit", m.Unit, "date", m.Date, "method", m.Method)
}

// ideaLines are the six questions with their answers.
func (p *Printer) ideaLines(idea portfolio.Idea) []string {
	var lines []string
	for _, question := range portfolio.IdeaQuestions {
		answer := idea.Answers[question]
		if answer == "" {
			answer = p.T("idea.no-answer")
		}
		lines = append(lines, p.T("idea."+string(question))+": "+answer)
	}
	return lines
}

// ProjectTest is what the test comes to, and why.
func (p *Printer) ProjectTest(test portfolio.ProjectTest) []string {
	kind, because := test.Outcome()
	lines := []string{p.T("project-test.outcome-" + cmp.Or(string(kind), "unknown"))}
	prefix := "project-test.because-"
	if kind == portfolio.ProjectUnknown {
		prefix = "project-test.ask-"
	}
	for _, code := range because {
		lines = append(lines, p.T(prefix+code))
	}
	return lines
}

// EntryName is what people call a field that they may write.
func (p *Printer) EntryName(field portfolio.EntryField) string { return p.fieldName(string(field)) }

// EntryNameOf is EntryName for a case, whose cost lines are called by their labels.
func (p *Printer) EntryNameOf(bc portfolio.BusinessCase, field portfolio.EntryField) string {
	return cmp.Or(p.typedName(field, bc.Costs...), p.EntryName(field))
}
