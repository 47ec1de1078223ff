package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/intake"
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
	mapping, err := run.givenMapping()
	if err != nil {
		return nil, err
	}
	sources, outcome := run.sources(names)
	run.of = len(sources)
	now := run.env.now()
	err = intake.InOrder(ctx, len(sources), func(i int) reading {
		data, err := sources[i].Read()
		if err != nil {
			return reading{file: unread(sources[i].Name), err: err}
		}
		if known := run.imported[sum(data)]; known != nil {
			return reading{file: known.again(sources[i].Name, sum(data)), data: data}
		}
		options := importers.Options{Answers: answers, Mapping: mapping, Limits: run.limits.given(), Now: now}
		return reading{file: importers.Import(ctx, sources[i].Name, data, options), data: data}
	}, func(i int, read reading) error {
		if ctx.Err() != nil {
			return ctx.Err() // it may have been read by half
		}
		if len(sources) > len(names) { // a folder or a zip file: say how far it is
			fmt.Fprintln(run.env.stderr, run.env.say("import.progress", "n", i+1, "of", len(sources), "file", sources[i].Name))
		}
		file := read.file
		if read.err != nil {
			said := i18n.New(run.env.language).Error(read.err)
			file.Findings[0].Message = said
		}
		file, err := take(file, read.data, file.Answers)
		if err != nil {
			return err
		}
		run.complain(file)
		if outcome == nil && file.Status != importers.Ready {
			outcome = errNeedsPerson
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return outcome, nil
}

// reading is one file that was read, or why it was not.
type reading struct {
	file importers.File
	data []byte
	err  error
}

// sources are the workbooks that names stand for: files themselves, and all in
// a folder or a zip file. A name that stands for nothing is told of.
func (run *importRun) sources(names []string) (all []intake.Source, outcome error) {
	for _, name := range names {
		found, err := sourcesOf(name)
		if err == nil {
			all = append(all, found.Sources...)
			if found.Left.N > 0 {
				fmt.Fprintln(run.env.stderr, i18n.New(run.env.language).LeftFiles(found.Left))
			}
			continue
		}
		outcome = errFileUnread
		if portfolio.ErrorCode(err) != portfolio.CodeInternal {
			fmt.Fprintln(run.env.stderr, i18n.New(run.env.language).Error(err))
			continue
		}
		fmt.Fprintln(run.env.stderr, run.env.say("usage.file-unreadable", "file", name))
	}
	return all, outcome
}

func sourcesOf(name string) (intake.Found, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return intake.Found{}, err
	case info.IsDir():
		return intake.FromFolder(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return intake.Found{}, err
	}
	if intake.IsZip(name, data) {
		return intake.FromZip(name, data)
	}
	return intake.Found{Sources: []intake.Source{{Name: filepath.Base(name), Read: func() ([]byte, error) { return data, nil }}}}, nil
}

// unread is a file whose bytes could not be had; its one finding gets its words
// from the error.
func unread(name string) importers.File {
	return importers.File{File: name, Status: importers.Rejected, Cases: []importers.Case{}, Questions: []importers.Question{},
		Findings: []importers.Finding{{Severity: portfolio.SeverityError, Code: "file-unread"}}}
}

func sum(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:])
}

// imported is an import that a file of a folder or a zip file is known by.
type imported struct {
	portfolio.Import
	words string
}

// again is a file that was imported before: done, and not stored once more, so
// that a job that was broken off goes on where it was.
func (known *imported) again(name, hash string) importers.File {
	return importers.File{File: name, SHA256: hash, Status: importers.Ready, Layout: known.Layout, Cases: []importers.Case{}, Questions: []importers.Question{},
		Findings: []importers.Finding{{Severity: portfolio.SeverityInfo, Code: "import.already", Message: known.words}}}
}

// remember finds what was imported before, when a folder or a zip file is taken
// in: a single file that was imported before is an error of whoever names it.
func (run *importRun) remember(ctx context.Context, names []string) error {
	many := slices.ContainsFunc(names, func(name string) bool {
		info, err := os.Stat(name)
		return err == nil && info.IsDir() || strings.EqualFold(filepath.Ext(name), ".zip")
	})
	if run.database == nil || !many {
		return nil
	}
	all, err := run.database.Imports(ctx, run.organisation.ID)
	if err != nil {
		return err
	}
	run.imported = map[string]*imported{}
	for _, one := range all {
		if one.Undone == nil {
			words := run.env.say("import.known", "id", string(one.ID), "file", one.File, "date", one.At)
			run.imported[one.SHA256] = &imported{one, words}
		}
	}
	return nil
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
