package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/importers/template"
)

// newTemplateCommand writes the empty template. Only what the program knows is
// filled in: this year as the base year, the rate in force today, and for
// --profile the municipality's goals and focus areas. Unit and price level are
// for the one who writes the amounts.
func newTemplateCommand(env *environment) *cobra.Command {
	var profile string
	var protect bool
	cmd := &cobra.Command{
		Use:   "template " + env.say("argument.template-file"),
		Short: env.say("command.template"),
		Long:  env.say("command.template.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			form, err := emptyForm(cmd, env, profile)
			if err != nil {
				return err
			}
			form.Protect = protect
			return writeNew(cmd, args[0], func(w io.Writer) error { return template.Write(w, form) })
		},
	}
	cmd.AddCommand(newReturnCommand(env), newSeriesCommand(env))
	cmd.Flags().StringVar(&profile, "profile", "", env.say("flag.template-profile"))
	cmd.Flags().BoolVar(&protect, "protect", false, env.say("flag.template-protect"))
	return cmd
}

// emptyForm is the template before anybody has written in it.
func emptyForm(cmd *cobra.Command, env *environment, profile string) (template.Form, error) {
	today := env.now()
	form := template.Form{BaseYear: today.Year()}
	if set, ok := calc.RateSetFor(today); ok {
		rate := set.Rates.Rate(1)
		form.Rate = &rate
	}
	if profile == "" {
		return form, nil
	}
	organisation, err := profileNamed(cmd, profile)
	if err != nil {
		return form, err
	}
	form.Organisation, form.Goals = organisation.Name, organisation.Strategy.Goals
	for _, area := range organisation.Strategy.FocusAreas {
		form.FocusAreas = append(form.FocusAreas, area.Name)
	}
	return form, nil
}

// writeNew writes a file that is not there yet: a template somebody has filled
// in must not be lost to the same command run twice. "-" is standard output.
func writeNew(cmd *cobra.Command, name string, write func(io.Writer) error) error {
	if name == "-" {
		return write(cmd.OutOrStdout())
	}
	if !strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return &usageError{key: "template-file-ending", args: map[string]any{"file": name}, command: cmd.CommandPath()}
	}
	var data bytes.Buffer
	if err := write(&data); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		key := "template-file-not-written"
		if errors.Is(err, fs.ErrExist) {
			key = "template-file-exists"
		}
		return &usageError{key: key, args: map[string]any{"file": name}, command: cmd.CommandPath(), err: err}
	}
	_, err = file.Write(data.Bytes())
	return errors.Join(err, file.Close())
}
