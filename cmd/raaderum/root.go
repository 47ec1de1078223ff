package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
)

// environment is what a command may know of the world it runs in. Tests give
// their own; nothing below reads the process's.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	language       string // "da" or "en"
}

func systemClock() time.Time { return time.Now() }

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
	root := newRootCommand(&env)
	root.SetArgs(args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
	return report(err, &env)
}

func newRootCommand(env *environment) *cobra.Command {
	root := &cobra.Command{
		Use:           "raaderum",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&env.language, "lang", "da", "")
	root.AddCommand(
		newVersionCommand(env),
	)
	return root
}

// report writes an error to standard error, in the user's language, and gives
// the exit code it stands for.
func report(err error, env *environment) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNeedsPerson):
		return exitPerson
	}
	printer := i18n.New(env.language)
	fmt.Fprintln(env.stderr, printer.Error(err))
	return exitFailed
}

func newVersionCommand(env *environment) *cobra.Command {
	return &cobra.Command{
		Use:  "version",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(env.stdout, version())
			return err
		},
	}
}
