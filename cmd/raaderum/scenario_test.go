package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/portfolio/store/storetest"
)

// Two municipalities, four quarters each, from the idea mails to an action plan
// that the politicians have been told of: testdata/scenario/*.txt, step by step
// through the real command line, on both databases. README.md beside them says how
// to read them; the figures they end with are worked out by hand in the .md files.
func TestScenarios(t *testing.T) {
	scripts, err := filepath.Glob("../../testdata/scenario/*.txt")
	if err != nil || len(scripts) < 2 {
		t.Fatalf("%d scripts (%v)", len(scripts), err)
	}
	for _, script := range scripts {
		name := strings.TrimSuffix(filepath.Base(script), ".txt")
		t.Run(name+" sqlite", func(t *testing.T) {
			folder := t.TempDir()
			playScenario(t, script, folder, "sqlite:"+filepath.Join(folder, "raaderum.db"))
		})
		t.Run(name+" postgresql", func(t *testing.T) {
			cluster, err := storetest.Start()
			if errors.Is(err, storetest.ErrMissing) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := cluster.Stop(); err != nil {
					t.Error(err)
				}
			})
			url, err := cluster.Create(t.Context(), name, storetest.Empty)
			if err != nil {
				t.Fatal(err)
			}
			playScenario(t, script, t.TempDir(), url)
		})
	}
}

// scene is a script on its way through the program.
type scene struct {
	t      *testing.T
	place  string // "greve.txt:12"
	folder string // where its files are
	url    string
	day    time.Time
	names  map[string]string // what was kept, by its name

	args []string
	last outcome // of the command that was run last
	ran  bool    // its exit code has been looked at
}

func playScenario(t *testing.T, script, folder, url string) {
	t.Helper()
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	s := &scene{t: t, folder: folder, url: url, names: map[string]string{}, ran: true}
	lines := strings.Split(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		s.place = filepath.Base(script) + ":" + strconv.Itoa(i+1)
		word, rest, _ := strings.Cut(strings.TrimSpace(lines[i]), " ")
		var block []string
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "| ") {
			i++
			block = append(block, s.known(strings.TrimPrefix(lines[i], "| ")))
		}
		s.step(word, s.known(strings.TrimSpace(rest)), block)
	}
	s.ended()
}

// known puts what was kept in the place of its {name}.
func (s *scene) known(text string) string {
	for name, value := range s.names {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

func (s *scene) step(word, rest string, block []string) {
	s.t.Helper()
	switch word {
	case "", "#":
	case "day":
		day, err := time.Parse(time.DateOnly, rest)
		s.must(err)
		s.day = day.Add(9 * time.Hour)
	case "write":
		s.must(os.WriteFile(rest, []byte(strings.Join(block, "\n")+"\n"), 0o600))
	case "fill":
		s.must(fillCells(rest, block))
	case "edit":
		s.must(editFile(rest, block))
	case "$":
		s.ended()
		s.runs(words(rest))
	case "exit":
		s.ran = true
		if want, err := strconv.Atoi(rest); err != nil || want != s.last.code {
			s.wrong("exit %d, want %s", s.last.code, rest)
		}
	case "says":
		if said := plainSpaces(s.last.stdout + s.last.stderr); !strings.Contains(said, rest) {
			s.wrong("nobody said %q", rest)
		}
	case "keep":
		s.names[rest] = strings.TrimSpace(s.last.stdout)
	case "save":
		s.must(os.WriteFile(rest, []byte(s.last.stdout), 0o600))
	case "is":
		s.is(rest)
	default:
		s.t.Fatalf("%s: %q is no step", s.place, word)
	}
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("%s: %v", s.place, err)
	}
}

func (s *scene) wrong(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("%s: %s\n%q\n%s%s", s.place, fmt.Sprintf(format, args...), s.args, s.last.stdout, s.last.stderr)
}

// ended looks at the exit code of a command whose script does not: it is 0.
func (s *scene) ended() {
	s.t.Helper()
	if !s.ran && s.last.code != exitDone {
		s.wrong("exit %d before this line", s.last.code)
	}
	s.ran = true
}

// offline are the commands that know no database.
var offline = map[string]bool{"template": true, "version": true}

func (s *scene) runs(args []string) {
	s.t.Helper()
	s.args = args
	database := !offline[args[0]] || args[1] == "return"
	if args[0] == "verify" && len(args) > 1 && strings.HasSuffix(args[1], ".json") {
		database = false
	}
	if database {
		args = append(args, "--database", s.url)
	}
	var stdout, stderr bytes.Buffer
	code := run(s.t.Context(), args, environment{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr,
		getenv: func(string) string { return "" }, now: func() time.Time { return s.day }})
	s.last, s.ran = outcome{code, stdout.String(), stderr.String()}, false
	if testing.Verbose() {
		s.t.Logf("%s: %q: exit %d\n%s%s", s.place, s.args, code, stdout.String(), stderr.String())
	}
}

// is compares a value of the JSON that was written: "years.0.targetOre = 1".
func (s *scene) is(rest string) {
	s.t.Helper()
	path, text, ok := strings.Cut(rest, " = ")
	var document, want any
	if !ok {
		s.t.Fatalf("%s: %q has no =", s.place, rest)
	}
	s.must(json.Unmarshal([]byte(text), &want))
	if err := json.Unmarshal([]byte(s.last.stdout), &document); err != nil {
		s.wrong("no JSON: %v", err)
		return
	}
	got, err := valueAt(document, path)
	if err != nil || !reflect.DeepEqual(got, want) {
		s.wrong("%s is %v (%v), want %v", path, got, err, want)
	}
}

// valueAt follows a path into a document: names of fields, numbers of entries, and
// "[field:value]" for the entry whose field says so.
func valueAt(document any, path string) (any, error) {
	for step := range strings.SplitSeq(path, ".") {
		switch here := document.(type) {
		case map[string]any:
			value, ok := here[step]
			if !ok {
				return nil, fmt.Errorf("no field %s", step)
			}
			document = value
		case []any:
			one, err := entryAt(here, step)
			if err != nil {
				return nil, err
			}
			document = one
		default:
			return nil, fmt.Errorf("nothing has a %s", step)
		}
	}
	return document, nil
}

func entryAt(list []any, step string) (any, error) {
	if step == "length" {
		return float64(len(list)), nil
	}
	if field, value, ok := strings.Cut(strings.Trim(step, "[]"), ":"); ok {
		for _, one := range list {
			if fields, ok := one.(map[string]any); ok && fmt.Sprint(fields[field]) == value {
				return one, nil
			}
		}
		return nil, fmt.Errorf("no entry with %s %s", field, value)
	}
	i, err := strconv.Atoi(step)
	if err != nil || i < 0 || i >= len(list) {
		return nil, fmt.Errorf("no entry %s of %d", step, len(list))
	}
	return list[i], nil
}

// fillCells writes into a workbook what somebody would type: "Sheet!B7 = text",
// or a row of cells from there on with " | " between them; an empty one is left
// as it is. Digits alone are a number, and 2014-01-31 is a date.
func fillCells(name string, lines []string) error {
	book, err := excelize.OpenFile(name)
	if err != nil {
		return err
	}
	defer book.Close()
	for _, line := range lines {
		place, text, _ := strings.Cut(line, " = ")
		sheet, axis, _ := strings.Cut(place, "!")
		column, row, err := excelize.CellNameToCoordinates(axis)
		if err != nil {
			return err
		}
		for i, cell := range strings.Split(text, "|") {
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			axis, err := excelize.CoordinatesToCellName(column+i, row)
			if err != nil {
				return err
			}
			if err := book.SetCellValue(sheet, axis, typed(cell)); err != nil {
				return err
			}
		}
	}
	return book.Save()
}

// typed is what a spreadsheet makes of what is typed into a cell.
func typed(text string) any {
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		return number
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day
	}
	return text
}

// editFile replaces the first place where each text stands: "old => new".
func editFile(name string, edits []string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for _, edit := range edits {
		from, to, _ := strings.Cut(edit, " => ")
		if !strings.Contains(string(data), from) {
			return fmt.Errorf("%q is not in %s", from, name)
		}
		data = []byte(strings.Replace(string(data), from, to, 1))
	}
	return os.WriteFile(name, data, 0o600)
}

// words splits a command line; double quotes keep words together.
func words(line string) (all []string) {
	quoted, begun := false, false
	var word strings.Builder
	for _, r := range line {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case r == ' ' && !quoted:
			if begun {
				all = append(all, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if begun {
		all = append(all, word.String())
	}
	return all
}

func plainSpaces(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
