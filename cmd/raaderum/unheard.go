package main

import (
	"fmt"
	"maps"
	"slices"

	"raaderum/importers"
	"raaderum/portfolio"
)

// hear tells of answers that a file has no question for. A misspelled
// key given to one file is an error: it was meant for something. Given to several
// files, an answer is in place when one of them asks for it.
func (run *importRun) hear(file *importers.File) {
	if run.unheard == nil {
		run.unheard = map[string]int{}
	}
	for _, one := range file.Unheard {
		run.unheard[one.Key+"="+one.Answer]++
		if run.of > 1 {
			continue
		}
		finding := importers.Finding{
			Severity: portfolio.SeverityWarning, Code: "answer-unused", Raw: one.Answer,
			Args: map[string]any{"key": one.Key, "answer": one.Answer},
		}
		if one.Wrong {
			finding.Severity, finding.Code = portfolio.SeverityError, "answer-unknown"
			file.Status = importers.Errors
		}
		file.Findings = append(file.Findings, finding)
	}
}

// tellUnheard tells of answers that none of several files asked for.
func (run *importRun) tellUnheard() error {
	if run.of < 2 {
		return nil
	}
	var outcome error
	for _, answer := range slices.Sorted(maps.Keys(run.unheard)) {
		if run.unheard[answer] == run.of {
			fmt.Fprintln(run.env.stderr, run.env.say("import.answer-unused", "answer", answer))
			outcome = errNeedsPerson
		}
	}
	return outcome
}
