package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every flag has an environment variable, and the flag wins. A variable that
// holds a secret has a twin with _FILE that names a file to read it from, as
// container platforms hand secrets out.
//
//	--addr            RAADERUM_ADDR
//	--database        RAADERUM_DATABASE_URL (or _FILE)
//	--lang            RAADERUM_LANG
//	--log-level       RAADERUM_LOG_LEVEL
//	--public-url      RAADERUM_PUBLIC_URL
//	--accessibility-statement  RAADERUM_ACCESSIBILITY_STATEMENT
//
// and so on: RAADERUM_ and the flag's name in capitals, unless the flag says
// otherwise with variable.
const variablePrefix = "RAADERUM_"

// Annotations of a flag.
const (
	variableAnnotation = "variable" // its environment variable, when not by the rule
	secretAnnotation   = "secret"   // its variable has a _FILE twin
)

// databaseFlag is --database of the commands that use one.
func databaseFlag(cmd *cobra.Command, env *environment, url *string) {
	cmd.Flags().StringVar(url, "database", "sqlite:raaderum.db", env.say("flag.database"))
	annotate(cmd.Flags(), "database", variableAnnotation, variablePrefix+"DATABASE_URL")
	annotate(cmd.Flags(), "database", secretAnnotation, "yes")
}

func annotate(flags *pflag.FlagSet, flag, annotation, value string) {
	if err := flags.SetAnnotation(flag, annotation, []string{value}); err != nil {
		panic(err) // the flag is defined on the line above
	}
}

// variableOf is the environment variable of a flag.
func variableOf(flag *pflag.Flag) string {
	if named := flag.Annotations[variableAnnotation]; len(named) > 0 {
		return named[0]
	}
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
}

// fromEnvironment gives the flags that were not on the command line the values
// of their variables.
func fromEnvironment(flags *pflag.FlagSet, env *environment) error {
	var first error
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Changed || flag.Name == "help" || first != nil {
			return
		}
		value, variable, err := variableValue(flag, env)
		if err != nil {
			first = &usageError{key: "variable-file", args: map[string]any{"variable": variable}, err: err}
			return
		}
		if value == "" {
			return
		}
		if err := flags.Set(flag.Name, value); err != nil {
			first = &usageError{key: "variable-value", args: map[string]any{"variable": variable}, err: err}
		}
	})
	return first
}

func variableValue(flag *pflag.Flag, env *environment) (value, variable string, err error) {
	variable = variableOf(flag)
	if value := env.getenv(variable); value != "" || len(flag.Annotations[secretAnnotation]) == 0 {
		return value, variable, nil
	}
	variable += "_FILE"
	name := env.getenv(variable)
	if name == "" {
		return "", variable, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", variable, fmt.Errorf("config: %w", err)
	}
	return strings.TrimSpace(string(data)), variable, nil
}
