package importers

import (
	"maps"
	"slices"
)

// Answers are the user's answers, question key → one of the question's
// options, or free text where it has none.
type Answers map[string]string

// dialogue gathers what a reading has to say to the user. A layout asks it,
// and goes on with the answer when there is one.
type dialogue struct {
	answers   Answers
	questions []Question
	findings  []Finding
	asked     map[string]bool
	settled   map[string]Question // that the answers answered, by key
}

// newDialogue begins a reading. The answers are the dialogue's own: one that is
// refused for this file may be the right one for the next.
func newDialogue(answers Answers) *dialogue {
	return &dialogue{answers: maps.Clone(answers), asked: map[string]bool{}, settled: map[string]Question{}}
}

// ask gives the user's answer to a question, or puts the question and says
// false. An answer that is none of the options is no answer.
func (d *dialogue) ask(q Question) (string, bool) {
	if answer, ok := d.answers[q.Key]; ok && (len(q.Options) == 0 || slices.Contains(q.Options, answer)) {
		d.settled[q.Key] = q
		return answer, true
	}
	delete(d.settled, q.Key)
	if !d.asked[q.Key] {
		d.asked[q.Key] = true
		if q.Options == nil {
			q.Options = []string{}
		}
		d.questions = append(d.questions, q)
	}
	return "", false
}

// find reports a finding.
func (d *dialogue) find(f Finding) { d.findings = append(d.findings, f) }
