package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// newCaseCommand is what people do about a case beside its workbooks.
func newCaseCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "case",
		Short: env.say("command.case"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newCaseIdeaCommand(env), newCaseListCommand(env), newCaseShowCommand(env), newCaseSetCommand(env), newCaseBenefitCommand(env),
		newCaseTestCommand(env), newCaseDocumentCommand(env), newCaseDispenseCommand(env), newCaseAmountCommand(env), newCaseRecommendCommand(env), newCaseTimeCommand(env),
		newCaseBaselineCommand(env), newCaseOverlapsCommand(env), newCaseJudgeCommand(env))
	return cmd
}

// caseWork is what a command about one case works with.
type caseWork struct {
	desk
	bc   portfolio.BusinessCase
	all  []portfolio.BusinessCase
	seen int64 // the last entry about the case that is taken as seen
}

// caseFlags are the flags that every command about cases has.
type caseFlags struct {
	operator
	reason string
	seen   int64 // -1 where the command line says nothing
}

func (f *caseFlags) add(cmd *cobra.Command, env *environment, writes bool) {
	f.json(cmd, env)
	if !writes {
		f.reads(cmd, env)
		return
	}
	f.writes(cmd, env)
	cmd.Flags().StringVar(&f.reason, "reason", "", env.say("flag.case-reason"))
	seenFlag(cmd, env, &f.seen)
}

// seenFlag is the number of the last thing of its kind that whoever writes has
// seen. Who says nothing has seen what there is when the command begins.
func seenFlag(cmd *cobra.Command, env *environment, seen *int64) {
	cmd.Flags().Int64Var(seen, "seen", -1, env.say("flag.seen"))
	cmd.Flags().Lookup("seen").DefValue = ""
}

// with runs a command about a case that is named by its number, id or title; ""
// names none.
func (f *caseFlags) with(cmd *cobra.Command, env *environment, name string, do func(caseWork) error) error {
	open := f.at
	if cmd.Flags().Lookup("by") != nil {
		open = f.acting
	}
	return open(cmd, env, func(d desk) (err error) {
		w := caseWork{desk: d, seen: f.seen}
		var written []portfolio.Entry
		if name != "" && w.seen < 0 {
			if written, err = d.database.Entries(d, d.home.ID, ""); err != nil { // before the cases: whatever comes in between is not seen
				return err
			}
		}
		if w.all, err = d.database.Cases(d, d.home.ID); err != nil {
			return err
		}
		if name != "" {
			if w.bc, err = caseNamed(w.all, name); err != nil {
				return err
			}
		}
		if w.seen < 0 {
			w.seen = lastEntry(written, w.bc.ID)
		}
		return do(w)
	})
}

// lastEntry is the number of the last entry about a case; 0 for none.
func lastEntry(written []portfolio.Entry, id portfolio.CaseID) (last int64) {
	for _, one := range written {
		if one.Case == id {
			last = max(last, one.Sequence)
		}
	}
	return last
}

// caseNamed finds a case by its number or id, else by a title only one has.
func caseNamed(cases []portfolio.BusinessCase, name string) (portfolio.BusinessCase, error) {
	var titled []portfolio.BusinessCase
	for _, bc := range cases {
		if string(bc.ID) == name || bc.Number != "" && portfolio.FoldNumber(bc.Number) == portfolio.FoldNumber(name) {
			return bc, nil
		}
		if portfolio.FoldNumber(bc.Title) == portfolio.FoldNumber(name) {
			titled = append(titled, bc)
		}
	}
	if len(titled) == 1 {
		return titled[0], nil
	}
	return portfolio.BusinessCase{}, portfolio.NotFound("case", name)
}

// enter writes entries about the case and tells what changed.
func (w caseWork) enter(asJSON bool, entries ...portfolio.Entry) error {
	done, err := w.database.Enter(w, w.home.ID, w.by, w.bc.ID, w.seen, entries)
	var refused *portfolio.Error
	if errors.As(err, &refused) && refused.Key == "entry.meanwhile" { // the store's words are about a page
		return &portfolio.Error{Code: refused.Code, Key: "entry.meanwhile-command", Err: err,
			Args: map[string]any{"case": cmp.Or(w.bc.Number, string(w.bc.ID)), "seen": refused.Args["seen"], "last": refused.Args["last"]}}
	}
	if err != nil {
		return err
	}
	alike, err := w.alike(done)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(w.env, map[string]any{"entries": done, "overlaps": append([]portfolio.Likeness{}, alike...)})
	}
	bc, err := w.database.Case(w, w.home.ID, w.bc.ID) // with the lines that were added
	if err != nil {
		return err
	}
	print := i18n.New(w.env.language)
	for _, one := range done {
		fmt.Fprintln(w.env.stdout, w.env.say("case.entered", "field", print.EntryNameOf(bc, one.Field), "before", w.text(one.Field, one.Before), "after", w.text(one.Field, one.Value)))
	}
	if len(alike) > 0 {
		fmt.Fprintln(w.env.stdout, w.env.say("likeness.entered"))
		w.printOverlaps(alike)
	}
	return nil
}

// alike are the benefits nobody has judged that may be the same money as one that
// was just written about.
func (w *caseWork) alike(done []portfolio.Entry) (alike []portfolio.Likeness, err error) {
	if !slices.ContainsFunc(done, func(one portfolio.Entry) bool { return one.Benefit != "" }) {
		return nil, nil
	}
	if w.all, err = w.database.Cases(w, w.home.ID); err != nil {
		return nil, err
	}
	said, err := w.database.Judgments(w, w.home.ID)
	if err != nil {
		return nil, err
	}
	for _, one := range portfolio.LikenessesOf(w.bc.ID, w.all, said) {
		written := slices.ContainsFunc(done, func(entry portfolio.Entry) bool {
			ref := portfolio.BenefitRef{Case: w.bc.ID, Benefit: entry.Benefit}
			return ref == one.A || ref == one.B
		})
		if written && one.Judgment == nil {
			alike = append(alike, one)
		}
	}
	return alike, nil
}

// text is what an entry says, on one line.
func (w caseWork) text(field portfolio.EntryField, value string) string {
	return strings.Join(i18n.New(w.env.language).EntryLines(w.home.Strategy, field, value), " · ")
}

// routeDocument is a case's way to a decision, to be printed.
type routeDocument machine.Route

// route is the case's way as it is today.
func (w caseWork) route(bc portfolio.BusinessCase) routeDocument {
	return routeDocument(machine.RouteOf(w.home, bc, w.env.now(), i18n.New(w.env.language)))
}

// print writes the way for people.
func (d routeDocument) print(env *environment, out io.Writer) {
	fmt.Fprintf(out, "%s: %s\n", env.say("route.title"), env.say("route.step-"+string(d.Step)))
	if d.Class != "" {
		fmt.Fprintf(out, "  %s: %s\n", env.say("route.class"), d.Class)
	}
	for _, need := range d.Needs {
		fmt.Fprintf(out, "  %s: %s\n", env.say("route.needs"), env.say("route.need-"+string(need)))
	}
	for _, paper := range d.Papers {
		if d.Step != portfolio.StepComplete && d.Step != portfolio.StepSubmit {
			break // the council has the case, or is done with it
		}
		switch {
		case len(paper.Waits) > 0:
			fmt.Fprintf(out, "  %s\n", env.say("document.waits", "name", paper.Name, "first", strings.Join(paper.Waits, "; ")))
		case paper.Document == nil:
			fmt.Fprintf(out, "  %s\n", env.say("document.missing", "name", paper.Name))
		default:
			fmt.Fprintf(out, "  %s\n", env.say("document.there", "name", paper.Name, "record", paper.Document.Record, "date", paper.Document.Date, "by", paper.Document.By))
		}
	}
	if d.Deadline != "" {
		deadline := d.Deadline
		if day, err := time.Parse(time.DateOnly, deadline); err == nil {
			deadline = i18n.New(env.language).Date(day)
		}
		fmt.Fprintf(out, "  %s: %s\n", env.say("route.deadline"), deadline)
	}
	for _, date := range []string{d.Deadline, d.ProposalBy} {
		if day, err := time.Parse(time.DateOnly, date); err == nil && portfolio.ClosedOn(day) != "" {
			print := i18n.New(env.language)
			fmt.Fprintf(out, "  %s: %s\n", print.Date(day), print.Closed(day))
		}
	}
	for _, question := range d.Unanswered {
		fmt.Fprintf(out, "  %s\n", env.say("idea.unanswered", "question", env.say("idea.ask-"+string(question))))
	}
}

func newCaseListCommand(env *environment) *cobra.Command {
	var flags caseFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: env.say("command.case.list"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.with(cmd, env, "", func(w caseWork) error {
				if flags.asJSON {
					return writeJSON(env, map[string]any{"cases": append([]portfolio.BusinessCase{}, w.all...)})
				}
				table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', 0)
				for _, bc := range w.all {
					fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", cmp.Or(bc.Number, string(bc.ID)), bc.Title, phaseText(env, bc.Phase), statusText(env, bc.Status))
				}
				return table.Flush()
			})
		},
	}
	flags.add(cmd, env, false)
	return cmd
}

func phaseText(env *environment, phase portfolio.Phase) string {
	if phase == "" {
		return "–"
	}
	return env.say("phase." + string(phase))
}

func statusText(env *environment, status portfolio.CaseStatus) string {
	if status == "" {
		return "–"
	}
	return env.say("case-status." + string(status))
}

func newCaseShowCommand(env *environment) *cobra.Command {
	var flags caseFlags
	cmd := &cobra.Command{
		Use:   "show " + env.say("argument.case"),
		Short: env.say("command.case.show"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				entries, err := w.database.Entries(w, w.home.ID, w.bc.ID)
				if err != nil {
					return err
				}
				names, err := w.database.Names(w, w.home.ID)
				if err != nil {
					return err
				}
				route := w.route(w.bc)
				if flags.asJSON {
					return writeJSON(env, map[string]any{"case": w.bc, "route": route, "entries": append([]portfolio.Entry{}, entries...), "seen": lastEntry(entries, w.bc.ID)})
				}
				out := env.stdout
				fmt.Fprintf(out, "%s %s\n%s · %s\n", w.bc.Number, w.bc.Title, phaseText(env, w.bc.Phase), statusText(env, w.bc.Status))
				if t := w.bc.ProjectTest; t != nil {
					printProjectTest(env, *t)
				}
				route.print(env, out)
				for _, benefit := range w.bc.Benefits {
					fmt.Fprintf(out, "%s %s: %s\n", benefit.ID, benefit.Label, stateText(env, benefit.State))
				}
				for _, entry := range entries {
					fmt.Fprintln(out, env.say("case.entry-line", "date", entry.At, "user", cmp.Or(names[entry.By], string(entry.By)), "field", strings.TrimSpace(string(entry.Benefit)+" "+i18n.New(env.language).EntryNameOf(w.bc, entry.Field)),
						"before", w.text(entry.Field, entry.Before), "after", w.text(entry.Field, entry.Value), "reason", cmp.Or(entry.Reason, "–")))
				}
				if len(entries) > 0 {
					fmt.Fprintln(out, env.say("case.seen", "last", lastEntry(entries, w.bc.ID)))
				}
				return nil
			})
		},
	}
	flags.add(cmd, env, false)
	return cmd
}

func stateText(env *environment, state portfolio.BenefitState) string {
	if state == "" {
		return "–"
	}
	return env.say("benefit-state." + string(state))
}
