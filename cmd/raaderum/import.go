package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/importers"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// importRun is one run of the import command: its flags, and the database it
// stores in; nil when it only looks.
type importRun struct {
	env          *environment
	database     *store.Store
	operator     operator
	organisation portfolio.Organisation
	by           portfolio.UserID
	limits       limits
	dryRun       bool
	preview      bool
	changes      map[string][]portfolio.CaseChanges // by the file's checksum, for a preview
	mapping      string
	savedMapping string               // where the mapping of what was answered is written
	imported     map[string]*imported // by checksum, when many files are taken in
	receipt      string               // where the workbook with comments is written
	answers      []string
	unheard      map[string]int // answers that were given, and how many files did not ask for them
	of           int            // files there are
	stored       int            // files that are stored
}

func newImportCommand(env *environment) *cobra.Command {
	run := &importRun{env: env}
	cmd := &cobra.Command{
		Use:   "import " + env.say("argument.files"),
		Short: env.say("command.import"),
		Long:  env.say("command.import.long"),
		Args:  someArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if run.dryRun {
				return run.all(cmd.Context(), args)
			}
			return run.operator.acting(cmd, env, func(d desk) error {
				run.database, run.organisation, run.by = d.database, d.home, d.by
				return run.all(d, args)
			})
		},
	}
	run.operator.writes(cmd, env)
	run.operator.json(cmd, env)
	flags := cmd.Flags()
	run.limits.flags(cmd, env)
	flags.BoolVar(&run.dryRun, "dry-run", false, env.say("flag.dry-run"))
	flags.BoolVar(&run.preview, "preview", false, env.say("flag.preview"))
	flags.StringVar(&run.mapping, "map", "", env.say("flag.map"))
	flags.StringVar(&run.savedMapping, "save-map", "", env.say("flag.save-map"))
	flags.StringVar(&run.receipt, "kvittering", "", env.say("flag.receipt"))
	flags.StringArrayVar(&run.answers, "answer", nil, env.say("flag.answer"))
	cmd.AddCommand(newUndoCommand(env))
	return cmd
}

// all reads every file, stores what is ready, and prints what was found.
func (run *importRun) all(ctx context.Context, names []string) error {
	if err := run.remember(ctx, names); err != nil {
		return err
	}
	files := make([]importers.File, 0, len(names))
	outcome, err := run.each(ctx, names, func(file importers.File, data []byte, answers importers.Answers) (importers.File, error) {
		run.hear(&file)
		if err := run.keep(ctx, &file, data, answers); err != nil {
			return file, err
		}
		speak(i18n.New(run.env.language), &file)
		files = append(files, file)
		return file, errors.Join(run.giveBack(file, data), run.saveMapping(ctx, file, data))
	})
	if err != nil && ctx.Err() == nil {
		return err
	}
	if printed := run.print(files); printed != nil {
		return printed
	}
	if err != nil { // somebody broke it off: what was done by then is told
		fmt.Fprintln(run.env.stderr, run.env.say("import.broken-off", "read", len(files), "of", run.of, "stored", run.stored))
		return errNeedsPerson
	}
	return cmp.Or(run.tellUnheard(), outcome)
}

// giveBack writes the workbook with what was found in it. A file that cannot
// carry comments is told of, and keeps no others back.
func (run *importRun) giveBack(file importers.File, data []byte) error {
	if run.receipt == "" || file.Status == importers.Rejected {
		return nil
	}
	printer := i18n.New(run.env.language)
	out, err := intake.Receipt(printer, file, data)
	if portfolio.ErrorCode(err) == portfolio.CodeInvalid {
		_, err = fmt.Fprintln(run.env.stderr, printer.Error(err))
		return err
	}
	if err != nil {
		return err
	}
	name := run.receipt
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, intake.ReceiptName(printer, file.File))
	}
	if err := os.WriteFile(name, out, 0o600); err != nil {
		return &usageError{key: "file-unwritable", args: map[string]any{"file": name}, err: err}
	}
	return nil
}

// keep stores a file that is ready. What keeps it from being stored after all
// is a finding of the file.
func (run *importRun) keep(ctx context.Context, file *importers.File, data []byte, answers importers.Answers) error {
	if run.database == nil || file.Status != importers.Ready || run.imported[file.SHA256] != nil {
		return nil
	}
	original := portfolio.OriginalFile{SHA256: file.SHA256, Name: file.File, Bytes: data}
	acceptance, findings := file.Acceptance(run.organisation, original, importers.Accepted{By: run.by, At: run.env.now(), Answers: answers})
	file.Findings = append(file.Findings, findings...)
	if slices.ContainsFunc(findings, func(f importers.Finding) bool { return f.Severity == portfolio.SeverityError }) {
		file.Status = importers.Errors
		return nil
	}
	return run.refusals(file, run.store(ctx, acceptance))
}

// store accepts, or only tells what accepting would change.
func (run *importRun) store(ctx context.Context, acceptance portfolio.Acceptance) error {
	if !run.preview {
		// What is begun is stored whole, also when the run is broken off.
		_, err := run.database.Accept(context.WithoutCancel(ctx), acceptance)
		if err == nil {
			run.stored++
		}
		return err
	}
	preview, err := run.database.Preview(ctx, acceptance)
	if run.changes == nil {
		run.changes = map[string][]portfolio.CaseChanges{}
	}
	run.changes[acceptance.File.SHA256] = preview.Cases
	return err
}

// refusals turns what keeps a file from being stored into its findings, or its
// questions where a person can lift it. One such file does not keep the others
// out.
func (run *importRun) refusals(file *importers.File, err error) error {
	for _, one := range joined(err) {
		var broken *portfolio.Error
		if !errors.As(one, &broken) || broken.Code == portfolio.CodeInternal {
			return err
		}
		if question, ok := importers.AskIdentity(one); ok {
			file.Questions = append(file.Questions, question)
			if file.Status == importers.Ready {
				file.Status = importers.Questions
			}
			continue
		}
		file.Status = importers.Errors
		file.Findings = append(file.Findings, importers.Finding{
			Severity: portfolio.SeverityError, Code: broken.Key, Cell: cellOf(broken.Place),
			Message: i18n.New(run.env.language).Args("error."+broken.Key, broken.Args), Args: broken.Args,
		})
	}
	return nil
}

// joined are the errors that were joined into one.
func joined(err error) []error {
	if err == nil {
		return nil
	}
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		return all.Unwrap()
	}
	return []error{err}
}

func cellOf(place portfolio.Place) string {
	if place.Sheet == "" {
		return place.Cell
	}
	return place.Sheet + "!" + place.Cell
}

// givenMapping is the mapping file; nil when none is named.
func (run *importRun) givenMapping() (*importers.Mapping, error) {
	if run.mapping == "" {
		return nil, nil //nolint:nilnil // no mapping is no error
	}
	data, err := os.ReadFile(run.mapping)
	if err != nil {
		return nil, &usageError{key: "file-unreadable", args: map[string]any{"file": run.mapping}, err: err}
	}
	mapping, err := importers.ReadMapping(data)
	if err != nil {
		return nil, &usageError{key: "mapping", args: map[string]any{"file": run.mapping}, err: err}
	}
	return &mapping, nil
}

// saveMapping writes the answers that a file was read with, and how it is laid
// out, as a mapping for the next one of its kind.
func (run *importRun) saveMapping(ctx context.Context, file importers.File, data []byte) error {
	if run.savedMapping == "" || file.Status == importers.Rejected {
		return nil
	}
	mapping, err := importers.NewMapping(ctx, file.File, data, file.Layout, file.Answers)
	if err != nil {
		return err
	}
	text, err := mapping.Bytes()
	if err != nil {
		return err
	}
	if err := os.WriteFile(run.savedMapping, text, 0o600); err != nil {
		return &usageError{key: "file-unwritable", args: map[string]any{"file": run.savedMapping}, err: err}
	}
	return nil
}

// givenAnswers are the answers on the command line.
func (run *importRun) givenAnswers() (importers.Answers, error) {
	answers := importers.Answers{}
	for _, given := range run.answers {
		key, value, ok := cutAnswer(given)
		if !ok {
			return nil, &usageError{key: "answer", args: map[string]any{"answer": given}, command: "raaderum import"}
		}
		answers[key] = value
	}
	return answers, nil
}

// cutAnswer splits KEY=VALUE. Keys name cells, whose sheets may hold "=".
func cutAnswer(given string) (key, value string, ok bool) {
	at := strings.LastIndexByte(given, '=')
	if at <= 0 {
		return "", "", false
	}
	return given[:at], given[at+1:], true
}

// speak gives questions and findings their words.
func speak(printer *i18n.Printer, file *importers.File) {
	for i := range file.Questions {
		q := &file.Questions[i]
		q.Why = printer.Args("question."+q.Code, q.Args)
	}
	for i := range file.Findings {
		f := &file.Findings[i]
		if f.Message != "" {
			continue // a rule of the portfolio, with its own words
		}
		f.Message = printer.Args("finding."+f.Code, f.Args)
	}
}

func (run *importRun) print(files []importers.File) error {
	if run.operator.asJSON {
		encoder := machine.NewEncoder(run.env.stdout)
		return encoder.Encode(map[string]any{"files": files})
	}
	for _, file := range files {
		if err := run.printFile(run.env.stdout, file); err != nil {
			return err
		}
	}
	return nil
}

// printFile writes what was found in a file for people: what stands in the way
// first, each with its place.
func (run *importRun) printFile(out io.Writer, file importers.File) error {
	printer := i18n.New(run.env.language)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", file.File, printer.T("import.status."+string(file.Status)))
	for _, c := range file.Cases {
		amounts := 0
		for _, line := range c.Lines {
			amounts += line.Amounts.Len()
		}
		fmt.Fprintf(&b, "  %s: %s, %s\n", cmp.Or(c.Title, c.Number), printer.N("import.lines", len(c.Lines)), printer.N("import.amounts", amounts))
	}
	for _, q := range file.Questions {
		fmt.Fprintf(&b, "  ? %s: %s\n    --answer '%s=%s'", strings.Join(q.Cells, ", "), q.Why, q.Key, q.Proposed)
		if len(q.Options) > 0 {
			options := q.Options
			if q.Free {
				options = append(slices.Clone(options), printer.T("import.free-text"))
			}
			fmt.Fprintf(&b, "  (%s)", strings.Join(options, " | "))
		}
		b.WriteByte('\n')
	}
	for _, f := range file.Findings {
		mark := map[string]string{"error": "!", "warning": "-"}[string(f.Severity)]
		fmt.Fprintf(&b, "  %s %s [%s]\n", cmp.Or(mark, "."), findingText(f.Cell, f.Message), f.Code)
	}
	if len(file.Findings) > 0 {
		fmt.Fprintf(&b, "  %s\n", printer.T("import.findings-help"))
	}
	for _, one := range run.changes[file.SHA256] {
		printChanges(&b, printer, one)
	}
	_, err := io.WriteString(out, b.String())
	return err
}
