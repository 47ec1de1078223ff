package main

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"raaderum/docs"
)

// The help page says the limit that each setting has when nobody sets it.
func TestLimitsAreDocumented(t *testing.T) {
	page, err := docs.Import.ReadFile("import/mange-filer.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := newServeCommand(&environment{getenv: func(string) string { return "" }})
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if !strings.HasPrefix(flag.Name, "limit-") {
			return
		}
		_, row, found := strings.Cut(string(page), "| `--"+flag.Name+"`")
		row, _, _ = strings.Cut(row, "\n")
		usual := strings.TrimSuffix(flag.DefValue, "s")
		if !found || !strings.Contains(strings.ReplaceAll(row, ".", ""), " "+usual+" ") {
			t.Errorf("--%s is %s: the page says %q", flag.Name, usual, row)
		}
	})
}

// A limit is a flag or a variable of every command that reads files, and a file
// above it is refused with the limit in words.
func TestLimitsAreSettings(t *testing.T) {
	name := writeCSV(t, "Projekt;2016;2017\nAlfa;1;2\n")
	for _, c := range []struct{ flag, want string }{
		{"--limit-cells=5", "over 5 udfyldte celler"},
		{"--limit-rows=1", "over 1 udfyldte rækker"},
		{"--limit-columns=2", "flere end 2 kolonner"},
	} {
		code, out, _ := importRunOf(t, "--dry-run", c.flag, name)
		if code != 1 || !strings.Contains(out, c.want) {
			t.Errorf("%s: exit code %d and %q, want %q", c.flag, code, out, c.want)
		}
	}
	if code, _, stderr := commandOf(t, "evaluate", "--limit-cells=5", name); code != 1 || !strings.Contains(stderr, "over 5 udfyldte celler") {
		t.Errorf("evaluate: exit code %d and %q", code, stderr)
	}
	large := writeCSV(t, "Projekt;2016\n"+strings.Repeat("Alfa "+strings.Repeat("x", 1000)+";1\n", 1100))
	for flag, want := range map[string]string{"--limit-megabytes=1": "Grænsen er 1 MB", "--limit-memory=1": "over 1 MB i hukommelsen"} {
		if code, out, _ := importRunOf(t, "--dry-run", flag, large); code != 1 || !strings.Contains(out, want) {
			t.Errorf("%s: exit code %d and %q, want %q", flag, code, out[:min(len(out), 200)], want)
		}
	}
	answered := command(t, map[string]string{"RAADERUM_LIMIT_CELLS": "5"}, "import", "--dry-run", name)
	if !strings.Contains(answered.stdout, "over 5 udfyldte celler") {
		t.Errorf("the variable gives %q", answered.stdout)
	}
}
