package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// environment is what a command may know of the world it runs in. Tests give
// their own; nothing below reads the process's.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	clock          func() time.Time // the real one, where now is a time that the user typed; else nil
	language       string           // "da" or "en"
}

// systemClock is the time in Denmark, whatever zone the machine is set to: a
// quarter begins at midnight here.
func systemClock() time.Time { return portfolio.InDenmark(time.Now()) } //nolint:forbidigo // the one place where the clock is read

// say is the text for a key in the user's language.
func (env *environment) say(key string, pairs ...any) string {
	return i18n.New(env.language).T(key, pairs...)
}

// log writes to standard error, one JSON object per line.
func (env *environment) log(level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(env.stderr, &slog.HandlerOptions{Level: level}))
}

// The exit codes of the contract.
const (
	exitDone   = 0
	exitPerson = 1 // done, but something needs a person
	exitUsage  = 2
	exitFailed = 3
)

// errNeedsPerson ends a command that did its work and printed it, but found
// questions or errors in the input. Nothing more is printed.
var errNeedsPerson = errors.New("something needs a person")

// run executes one command line and answers with its exit code.
func run(ctx context.Context, args []string, env environment) int {
	env.language = languageOf(args, env.getenv)
	root := newRootCommand(&env)
	root.SetArgs(args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
	return report(err, &env)
}

func newRootCommand(env *environment) *cobra.Command {
	var now string
	root := &cobra.Command{
		Use:           "raaderum",
		Short:         env.say("command.raaderum"),
		Args:          cobra.ArbitraryArgs, // oneCommand says what is wrong with them
		RunE:          oneCommand,
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine:      true,
		SuggestionsMinimumDistance: 2,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := fromEnvironment(cmd.Flags(), env); err != nil {
				return err
			}
			if !slices.Contains(i18n.Languages, env.language) {
				return &usageError{key: "flag-value", args: map[string]any{"flag": "--lang", "value": env.language}, command: cmd.CommandPath()}
			}
			return env.setClock(cmd, now)
		},
	}
	root.PersistentFlags().StringVar(&now, "now", "", env.say("flag.now"))
	root.PersistentFlags().StringVar(&env.language, "lang", env.language, env.say("flag.lang"))
	root.PersistentFlags().Lookup("lang").DefValue = i18n.Languages[0]
	root.PersistentFlags().BoolP("help", "h", false, env.say("flag.help"))
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { help(env, cmd, env.stdout) })
	root.SetHelpCommand(newHelpCommand(env))
	root.AddCommand(
		newAccountCommand(env),
		newBackupCommand(env),
		newCalcCommand(env),
		newCalibrationCommand(env),
		newCaseCommand(env),
		newEvaluateCommand(env),
		newImportCommand(env),
		newMeetingCommand(env),
		newMigrateCommand(env),
		newReportCommand(env),
		newRestoreCommand(env),
		newSelectCommand(env),
		newServeCommand(env),
		newSnapshotCommand(env),
		newStatusCommand(env),
		newTemplateCommand(env),
		newOrganisationCommand(env),
		newPlanCommand(env),
		newUserCommand(env),
		newVerifyCommand(env),
		newVersionCommand(env),
	)
	return root
}

// languageOf finds the language before the command line is understood, since
// what is wrong with it is said in that language too.
func languageOf(args []string, getenv func(string) string) string {
	language := getenv(variablePrefix + "LANG")
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			language = value
		} else if arg == "--lang" && i+1 < len(args) {
			language = args[i+1]
		}
	}
	return i18n.New(language).Language()
}

// report writes an error to standard error, in the user's language, and gives
// the exit code it stands for. What went wrong inside goes to the log.
func report(err error, env *environment) int {
	printer := i18n.New(env.language)
	var usage *usageError
	var domain *portfolio.Error
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNeedsPerson):
		return exitPerson
	case errors.Is(err, errFileUnread):
		return exitUsage
	case errors.Is(err, context.Canceled): // somebody stopped it
		fmt.Fprintln(env.stderr, printer.T("program.stopped"))
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(env.stderr, printer.Args("usage."+usage.key, usage.args))
		if usage.command != "" {
			fmt.Fprintln(env.stderr, printer.T("usage.help", "command", usage.command))
		}
		return exitUsage
	case errors.As(err, &domain) && domain.Key == "database.bad-url":
		fmt.Fprintln(env.stderr, printer.Error(err))
		return exitUsage
	case errors.As(err, &domain) && domain.Code != portfolio.CodeInternal && domain.Key != "database.unreachable":
		fmt.Fprintln(env.stderr, printer.Error(err))
		return exitPerson
	}
	env.log(slog.LevelError).Error("the program failed", "error", err)
	fmt.Fprintln(env.stderr, printer.Error(err))
	return exitFailed
}

func newHelpCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "help",
		Short: env.say("command.help"),
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return oneCommand(cmd.Root(), args)
			}
			help(env, about, env.stdout)
			return nil
		},
	}
}

func newVersionCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: env.say("command.version"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(env.stdout, version())
			return err
		},
	}
}
