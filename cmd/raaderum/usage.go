package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a command line that cannot be understood: exit code 2. Its
// words are in the catalogue under "usage.<key>".
type usageError struct {
	key     string
	args    map[string]any
	command string // whose --help may help
	err     error
}

func (e *usageError) Error() string { return fmt.Sprintf("usage: %s %v: %v", e.key, e.args, e.err) }

func (e *usageError) Unwrap() error { return e.err }

// flagError names what is wrong with a flag in our own words.
func flagError(cmd *cobra.Command, err error) error {
	e := &usageError{command: cmd.CommandPath(), err: err, key: "flags", args: map[string]any{}}
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		e.key, e.args["flag"] = "flag-unknown", flagName(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames())
	case errors.As(err, &valueless):
		e.key, e.args["flag"] = "flag-value-missing", flagName(valueless.GetSpecifiedName(), valueless.GetSpecifiedShortnames())
	case errors.As(err, &invalid):
		e.key, e.args["flag"], e.args["value"] = "flag-value", "--"+invalid.GetFlag().Name, invalid.GetValue()
	}
	return e
}

func flagName(name, short string) string {
	if short != "" {
		return "-" + name
	}
	return "--" + name
}

// noArgs, someArgs and exactArgs are how many arguments a command takes, with
// our own words when it gets others.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{key: "argument-unknown", args: map[string]any{"argument": args[0]}, command: cmd.CommandPath()}
	}
	return nil
}

func someArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &usageError{key: "argument-missing", command: cmd.CommandPath()}
	}
	return nil
}

func exactArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := leastArgs(n)(cmd, args); err != nil {
			return err
		}
		return noArgs(cmd, args[n:])
	}
}

func leastArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return someArgs(cmd, nil)
		}
		return nil
	}
}

// oneCommand answers a command that only has commands under it.
func oneCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &usageError{key: "command-missing", command: cmd.CommandPath()}
	}
	e := &usageError{key: "command-unknown", args: map[string]any{"command": args[0]}, command: cmd.CommandPath()}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		e.key, e.args["near"] = "command-unknown-near", near[0]
	}
	return e
}

// help writes what a command does, in the user's language: what it is for, its
// commands, and its flags with their environment variables.
func help(env *environment, cmd *cobra.Command, out io.Writer) {
	fmt.Fprintf(out, "%s\n\n%s\n  %s\n", cmd.Short, env.say("help.usage"), useLine(cmd))
	if cmd.Long != "" {
		fmt.Fprintf(out, "\n%s\n", cmd.Long)
	}
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(table, "\n%s\n", env.say("help.commands"))
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(table, "  %s\t%s\n", sub.Name(), sub.Short)
			}
		}
	}
	fmt.Fprintf(table, "\n%s\n", env.say("help.flags"))
	for _, flags := range []*pflag.FlagSet{cmd.LocalFlags(), cmd.InheritedFlags()} {
		flags.VisitAll(func(flag *pflag.Flag) { helpFlag(table, env, flag) })
	}
	table.Flush()
}

// useLine is how a command is written; that it has flags is told below it.
func useLine(cmd *cobra.Command) string { return strings.TrimSuffix(cmd.UseLine(), " [flags]") }

func helpFlag(out io.Writer, env *environment, flag *pflag.Flag) {
	if flag.Hidden {
		return
	}
	placeholder, usage := flagWords(env, flag)
	name := "--" + flag.Name
	if flag.Shorthand != "" {
		name = "-" + flag.Shorthand + ", " + name
	}
	if placeholder != "" {
		name += " " + placeholder
	}
	if flag.Name != "help" {
		usage += " [" + variableOf(flag) + "]"
	}
	if flag.DefValue != "" && flag.DefValue != "false" && flag.DefValue != "[]" {
		usage += " (" + env.say("help.default") + " " + flag.DefValue + ")"
	}
	fmt.Fprintf(out, "  %s\t%s\n", name, usage)
}

// flagWords are what stands for a flag's value, and what the flag does. A flag
// whose text names no value has that of its type, in the user's language: pflag
// writes Go's.
func flagWords(env *environment, flag *pflag.Flag) (placeholder, usage string) {
	placeholder, usage = pflag.UnquoteUsage(flag)
	if strings.Contains(flag.Usage, "`") {
		return placeholder, usage
	}
	switch flag.Value.Type() {
	case "bool":
		return "", usage
	case "int", "int64", "uint", "uint64", "float64":
		return env.say("help.number"), usage
	case "duration":
		return env.say("help.duration"), usage
	}
	return env.say("help.text"), usage
}
