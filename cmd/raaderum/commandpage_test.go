package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"raaderum/testdata"
)

var writeCommandPage = flag.Bool("commandpage", false, "write docs/commands.md anew")

const commandPage = "../../docs/commands.md"

// The page of the command line has every command and every flag as --help tells
// of them, and no other.
func TestCommandPageIsTheCommandLine(t *testing.T) {
	page := readCommandPage(t)
	before, rest, begun := strings.Cut(page, "<!-- commands -->\n")
	said, after, ended := strings.Cut(rest, "<!-- /commands -->\n")
	if !begun || !ended {
		t.Fatal("the page has no place for the commands")
	}
	told := tellCommands(t)
	if *writeCommandPage {
		keepCommandPage(t, before+"<!-- commands -->\n"+told+"<!-- /commands -->\n"+after)
		return
	}
	if diff := cmp.Diff(strings.Split(said, "\n"), strings.Split(told, "\n")); diff != "" {
		t.Errorf("docs/commands.md is not what the command line is; make commandpage writes it anew:\n%s", diff)
	}
}

var exampleOnPage = regexp.MustCompile("(?s)```console\n\\$ raaderum ([^\n]+)\n```\n\n```json\n(.*?)```\n")

// Each example is run, one after the other, on the figures of the demo's first
// municipality, and answers with the fields the page shows: no more, no fewer.
// Values may be others: an id is drawn.
func TestCommandPageExamplesAnswer(t *testing.T) {
	url, command := frozenDatabase(t)
	manifest, _ := testdata.Demo()
	for _, name := range manifest.Organisations[0].Files {
		if code, stdout, stderr := command("import", "--database", url, "--by", "u1", "../../testdata/demo/"+name); code != exitDone {
			t.Fatalf("import of %s: %d %s%s", name, code, stdout, stderr)
		}
	}
	for _, quarter := range []string{"2013K4", "2014K1"} {
		if code, _, errs := command("snapshot", "freeze", quarter, "--database", url); code != exitDone {
			t.Fatalf("freeze: %d %s", code, errs)
		}
	}
	page := readCommandPage(t)
	examples := exampleOnPage.FindAllStringSubmatch(page, -1)
	if len(examples) < 15 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, example := range examples {
		args := append(shellWords(strings.ReplaceAll(example[1], " testdata/", " ../../testdata/")), "--database", url)
		code, out, errs := command(args...)
		if code == exitUsage || code == exitFailed || out == "" {
			t.Errorf("raaderum %s: exit %d %s", example[1], code, errs)
			continue
		}
		answer := shorten(t, out)
		if *writeCommandPage {
			page = strings.Replace(page, example[0], strings.Replace(example[0], "```json\n"+example[2], "```json\n"+answer, 1), 1)
			continue
		}
		if diff := cmp.Diff(fieldsOf(example[2]), fieldsOf(answer)); diff != "" {
			t.Errorf("raaderum %s answers with other fields than docs/commands.md shows; make commandpage writes it anew:\n%s", example[1], diff)
		}
	}
	if *writeCommandPage {
		keepCommandPage(t, page)
	}
}

func readCommandPage(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(commandPage)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func keepCommandPage(t *testing.T, page string) {
	t.Helper()
	if err := os.WriteFile(commandPage, []byte(page), 0o644); err != nil { //nolint:gosec // a page for everybody to read
		t.Fatal(err)
	}
}

// tellCommands is the page's part about each command.
func tellCommands(t *testing.T) string {
	t.Helper()
	env := environment{language: "da", getenv: func(string) string { return "" }, stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, now: systemClock}
	root := newRootCommand(&env)
	root.InitDefaultHelpCmd()
	var b strings.Builder
	b.WriteString("\n## Flag, som alle kommandoer har\n\n")
	tellFlags(&b, &env, root.PersistentFlags())
	tellCommand(&b, &env, root)
	return b.String()
}

// tellCommand tells of the commands below one, each with its own flags.
func tellCommand(b *strings.Builder, env *environment, cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		if !sub.IsAvailableCommand() && sub.Name() != "help" {
			continue
		}
		level := "##"
		if cmd.HasParent() {
			level = "###"
		}
		fmt.Fprintf(b, "\n%s `%s`\n\n%s.\n", level, useLine(sub), strings.TrimSuffix(inText(sub.Short), "."))
		if sub.Long != "" {
			fmt.Fprintf(b, "\n```text\n%s\n```\n", strings.TrimSpace(sub.Long)) // columns are kept
		}
		if sub.LocalNonPersistentFlags().HasAvailableFlags() {
			b.WriteString("\n")
			tellFlags(b, env, sub.LocalNonPersistentFlags())
		}
		tellCommand(b, env, sub)
	}
}

func tellFlags(b *strings.Builder, env *environment, flags *pflag.FlagSet) {
	b.WriteString("| Flag | Miljøvariabel | Hvad det gør |\n| --- | --- | --- |\n") //nolint:misspell // Danish
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		placeholder, usage := flagWords(env, flag)
		name, variable := "`"+strings.TrimSpace("--"+flag.Name+" "+placeholder)+"`", "`"+variableOf(flag)+"`"
		if flag.Shorthand != "" {
			name += ", `-" + flag.Shorthand + "`"
		}
		if len(flag.Annotations[secretAnnotation]) > 0 {
			variable += " eller `" + variableOf(flag) + "_FILE`"
		}
		if flag.Name == "help" {
			variable = "–"
		}
		if flag.DefValue != "" && flag.DefValue != "false" && flag.DefValue != "[]" {
			usage += " (ellers `" + flag.DefValue + "`)"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, variable, inText(usage))
	})
}

// inText is text of --help as text of a page.
func inText(text string) string {
	return strings.NewReplacer("<", "&lt;", "|", `\|`, "*", `\*`).Replace(text)
}

// shellWords are the words of a line as a shell has them, with "…" around those
// that have spaces.
func shellWords(line string) (words []string) {
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// What an answer is shortened to.
const (
	shownText  = 60 // runes of a text
	shownDepth = 3  // levels that are spread over lines
)

// shorten shows an answer with the first element of each list.
func shorten(t *testing.T, document string) string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(document))
	decoder.UseNumber()
	var b strings.Builder
	var value func(depth int, show bool)
	next := func() json.Token {
		token, err := decoder.Token()
		if err != nil {
			t.Fatalf("%v in %s", err, document)
		}
		return token
	}
	value = func(depth int, show bool) {
		out := &b
		if !show {
			out = &strings.Builder{}
		}
		token := next()
		delim, nested := token.(json.Delim)
		if !nested {
			if text, is := token.(string); is && len([]rune(text)) > shownText {
				token = string([]rune(text)[:shownText]) + "…"
			}
			out.WriteString(plainJSON(t, token))
			return
		}
		out.WriteString(delim.String())
		for n := 0; decoder.More(); n++ {
			if delim == '[' {
				value(depth, show && n == 0)
				continue
			}
			switch {
			case depth < shownDepth && n > 0:
				out.WriteString(",\n" + strings.Repeat("  ", depth+1))
			case depth < shownDepth:
				out.WriteString("\n" + strings.Repeat("  ", depth+1))
			case n > 0:
				out.WriteString(", ")
			}
			out.WriteString(plainJSON(t, next()) + ": ")
			value(depth+1, show)
		}
		end := next().(json.Delim)
		if end == '}' && depth < shownDepth {
			out.WriteString("\n" + strings.Repeat("  ", depth))
		}
		out.WriteString(end.String())
	}
	value(0, true)
	return b.String() + "\n"
}

func plainJSON(t *testing.T, token json.Token) string {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(token); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

var fieldInAnswer = regexp.MustCompile(`"([^"\\]|\\.)*": `)

// fieldsOf are the names of a shortened answer's fields in the order they stand,
// without those that are values themselves: years, ids, cells.
func fieldsOf(answer string) (fields []string) {
	for _, field := range fieldInAnswer.FindAllString(answer, -1) {
		if name := strings.Trim(field, `": `); !strings.ContainsAny(name, "0123456789!/") {
			fields = append(fields, name)
		}
	}
	return fields
}

// What stands for a flag's value is a word of the user's language, not a type of
// the program's.
func TestFlagValuesAreWords(t *testing.T) {
	if types := regexp.MustCompile("`--[a-z-]+ (?:string|int|uint|float|bool|duration|strings)").FindAllString(tellCommands(t), -1); len(types) > 0 {
		t.Errorf("%d flags tell a type: %s", len(types), types[0])
	}
}

// The page says of each command where the interface does the same, or why it is the
// command line's alone; and the interface has what it says.
func TestCommandPageSaysWhereTheInterfaceDoesTheSame(t *testing.T) {
	_, section, _ := strings.Cut(readCommandPage(t), "## Det samme over /api/v1\n")
	section, _, _ = strings.Cut(section, "<!-- commands -->")
	described, err := os.ReadFile("internal/web/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var interfaces struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(described, &interfaces); err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*`) \\| (.*) \\|$").FindAllStringSubmatch(section, -1) {
		for _, name := range strings.Split(row[1], ", ") {
			said[strings.Trim(name, "`")] = true
		}
		for _, route := range regexp.MustCompile("`([A-Z]+) ([^`]+)`").FindAllStringSubmatch(row[2], -1) {
			path := "/api/v1" + strings.Replace(route[2], "…", "/organisations/{org}", 1)
			if interfaces.Paths[path][strings.ToLower(route[1])] == nil {
				t.Errorf("%s: the interface has no %s %s", row[1], route[1], path)
			}
		}
	}
	var walk func(cmd *cobra.Command, name string)
	walk = func(cmd *cobra.Command, name string) {
		for _, below := range cmd.Commands() {
			walk(below, strings.TrimSpace(name+" "+below.Name()))
		}
		if cmd.HasSubCommands() && !said[name] {
			return // a family
		}
		if name != "" && !said[name] {
			t.Errorf("%s is new: say where the interface does the same, or why not", name)
		}
		delete(said, name)
	}
	root := newRootCommand(&environment{language: "da", getenv: func(string) string { return "" }})
	root.InitDefaultHelpCmd()
	walk(root, "")
	for name := range said {
		t.Errorf("%s is no command", name)
	}
}
