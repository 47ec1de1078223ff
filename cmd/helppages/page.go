package main

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"time"

	"raaderum/importers"
	"raaderum/importers/example"
)

// everything is each file the command makes: a picture for each example, and
// its page with the picture and the reading in it.
func everything(ctx context.Context, pages fs.FS) (map[string][]byte, error) {
	titles, err := titlesIn(pages, "fund.md", "spoergsmaal.md")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range example.All() {
		picture, err := e.Picture(ctx)
		if err != nil {
			return nil, err
		}
		files["billeder/"+e.Page+".svg"] = picture
		read, err := readingOf(ctx, e)
		if err != nil {
			return nil, err
		}
		source, err := fs.ReadFile(pages, e.Page+".md")
		if err != nil {
			return nil, err
		}
		page, err := withSection(string(source), sectionName, section(e, read, titles))
		if err != nil {
			return nil, fmt.Errorf("%s.md: %w", e.Page, err)
		}
		files[e.Page+".md"] = []byte(page)
	}
	return files, nil
}

// exampleDay is the day on which the examples are read: what is told of a case
// can depend on it.
var exampleDay = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

// reading is an example as the importer reads it: what it asks first, and what
// it makes of the right answers.
type reading struct {
	questions []importers.Question
	file      importers.File
}

func readingOf(ctx context.Context, e example.Example) (reading, error) {
	data, err := e.Bytes()
	if err != nil {
		return reading{}, err
	}
	read := func(answers importers.Answers) importers.File {
		return importers.Import(ctx, e.File, data, importers.Options{Answers: answers, Now: exampleDay})
	}
	return reading{questions: read(nil).Questions, file: read(e.Answers)}, nil
}

// sectionName is the heading of what is written into a page.
const sectionName = "Eksempel"

// withSection puts a text under a heading of a page, in place of what stands there.
func withSection(page, heading, text string) (string, error) {
	before, rest, found := strings.Cut(page, "\n## "+heading+"\n")
	if !found {
		return "", fmt.Errorf("has no heading %q", heading)
	}
	after := ""
	if at := strings.Index(rest, "\n## "); at >= 0 {
		after = rest[at:]
	}
	return before + "\n## " + heading + "\n\n" + text + after, nil
}

var anchored = regexp.MustCompile(`(?m)^### (.+) \{#([a-z0-9-]+)\}$`)

// titlesIn are the headings of explanations, by page and anchor:
// "fund.md#zip-bomb".
func titlesIn(pages fs.FS, names ...string) (map[string]string, error) {
	titles := map[string]string{}
	for _, name := range names {
		source, err := fs.ReadFile(pages, name)
		if err != nil {
			return nil, err
		}
		for _, m := range anchored.FindAllStringSubmatch(string(source), -1) {
			titles[name+"#"+m[2]] = m[1]
		}
	}
	return titles, nil
}
