package importers

import (
	"maps"
	"slices"
	"strings"

	"raaderum/portfolio"
)

// Answers are the user's answers, question key → one of the question's
// options, or free text where it takes that.
type Answers map[string]string

// Takes tells whether a text can be an answer to the question. What free text
// means is found out when it is used.
func (q Question) Takes(answer string) bool {
	return len(q.Options) == 0 || q.Free || slices.Contains(q.Options, answer)
}

// dialogue gathers what a reading has to say to the user. A layout asks it,
// and goes on with the answer when there is one.
type dialogue struct {
	answers   Answers
	questions []Question
	findings  []Finding
	asked     map[string]bool
	settled   map[string]Question // that the answers answered, by key
	told      map[toldAt]bool     // that findings stand at a cell
}

// toldAt is what is found where.
type toldAt struct{ code, cell, raw string }

// newDialogue begins a reading. The answers are the dialogue's own: one that is
// refused for this file may be the right one for the next.
func newDialogue(answers Answers) *dialogue {
	return &dialogue{answers: maps.Clone(answers), asked: map[string]bool{}, settled: map[string]Question{}, told: map[toldAt]bool{}}
}

// ask gives the user's answer to a question, or puts the question and says
// false. An answer that is none of the options is no answer, and said to be none.
func (d *dialogue) ask(q Question) (string, bool) {
	answer, given := d.answers[q.Key]
	if given && q.Takes(answer) {
		d.settled[q.Key] = q
		return answer, true
	}
	delete(d.settled, q.Key)
	if !d.asked[q.Key] {
		d.asked[q.Key] = true
		if given {
			d.find(noOption(q, answer))
		}
		if q.Options == nil {
			q.Options = []string{}
		}
		d.questions = append(d.questions, q)
	}
	return "", false
}

// noOption reports an answer that is none of a question's options, and names
// those.
func noOption(q Question, answer string) Finding {
	cell := ""
	if len(q.Cells) > 0 {
		cell = q.Cells[0]
	}
	return Finding{Severity: portfolio.SeverityError, Code: "answer-no-option", Cell: cell, Raw: answer,
		Args: map[string]any{"answer": answer, "key": q.Key, "options": strings.Join(q.Options, ", ")}}
}

// find reports a finding, once: a total may be checked from two sides.
func (d *dialogue) find(f Finding) {
	if at := (toldAt{f.Code, f.Cell, f.Raw}); f.Cell != "" {
		if d.told[at] {
			return
		}
		d.told[at] = true
	}
	d.findings = append(d.findings, f)
}
