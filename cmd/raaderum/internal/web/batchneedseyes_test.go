package web

import (
	"testing"

	"raaderum/importers"
	"raaderum/portfolio"
)

// A file is saved together with others only when nothing about it says that its
// money may be counted twice or be in another unit.
func TestDoubtsHoldAFileBack(t *testing.T) {
	for code, want := range map[string]portfolio.BatchProgress{
		"":                    portfolio.BatchReady,
		"comment":             portfolio.BatchReady,
		"total-mismatch":      portfolio.BatchReady,
		"total-without-parts": portfolio.BatchQuestions,
		"shown-scaled":        portfolio.BatchQuestions,
		"form-unit-doubtful":  portfolio.BatchQuestions,
	} {
		j := judged{File: importers.File{Status: importers.Ready}}
		if code != "" {
			j.File.Findings = []importers.Finding{{Severity: portfolio.SeverityWarning, Code: code}}
		}
		if got := progressOf(j); got != want {
			t.Errorf("with %q a file is %q, want %q", code, got, want)
		}
	}
}
