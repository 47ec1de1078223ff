package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"raaderum/importers"
	"raaderum/portfolio"
)

// errFileUnread ends a command that could not read a file it was given, which
// has been said, and answered the others: exit code 2.
var errFileUnread = errors.New("a file could not be read")

// each reads the files that are named and hands them to take, which gives back
// the file with its words. Errors in a file go to standard error as they are
// found. What the files come to is nil, errNeedsPerson or errFileUnread; err is
// what kept the rest from being read at all.
func (run *importRun) each(ctx context.Context, names []string, take func(importers.File, []byte, importers.Answers) (importers.File, error)) (outcome, err error) {
	answers, err := run.givenAnswers()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(run.env.stderr, run.env.say("usage.file-unreadable", "file", name))
			outcome = errFileUnread
			continue
		}
		file, err := take(importers.Import(ctx, filepath.Base(name), data, importers.Options{Answers: answers, Now: run.env.now()}), data, answers)
		if err != nil {
			return nil, err
		}
		run.complain(file)
		if outcome == nil && file.Status != importers.Ready {
			outcome = errNeedsPerson
		}
	}
	return outcome, nil
}

// complain writes the errors in a file to standard error, a line each: file,
// sheet and cell, and what is wrong.
func (run *importRun) complain(file importers.File) {
	for _, f := range file.Findings {
		if f.Severity == portfolio.SeverityError {
			fmt.Fprintln(run.env.stderr, findingText(strings.TrimSpace(file.File+" "+f.Cell), strings.Join(strings.Fields(f.Message), " ")))
		}
	}
}

// findingText is a text with the place it is about, where there is one.
func findingText(place, text string) string {
	if place == "" {
		return text
	}
	return place + ": " + text
}
