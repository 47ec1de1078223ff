package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// newReturnCommand writes the quarterly return of a focus area, filled in with
// what the portfolio knows.
func newReturnCommand(env *environment) *cobra.Command {
	var quarter string
	var who operator
	cmd := &cobra.Command{
		Use:   "return " + env.say("argument.return"),
		Short: env.say("command.template-return"),
		Long:  env.say("command.template-return.long"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			asked := calc.QuarterOf(env.now()).Add(-1)
			if quarter != "" {
				var err error
				if asked, err = calc.ParseQuarter(quarter); err != nil {
					return &usageError{key: "return-quarter", args: map[string]any{"quarter": quarter}, command: cmd.CommandPath(), err: err}
				}
			}
			return who.at(cmd, env, func(d desk) error {
				ret, err := d.returnOf(cmd, args[0], asked)
				if err != nil {
					return err
				}
				return writeNew(cmd, args[1], func(w io.Writer) error { return template.WriteReturn(w, ret) })
			})
		},
	}
	who.reads(cmd, env)
	cmd.Flags().StringVar(&quarter, "quarter", "", env.say("flag.return-quarter"))
	return cmd
}

// returnOf is the return of the focus area of that id or name.
func (d desk) returnOf(cmd *cobra.Command, area string, quarter calc.Quarter) (template.Return, error) {
	org := d.home
	cases, err := d.database.Cases(d, org.ID)
	if err != nil {
		return template.Return{}, err
	}
	statuses, err := d.database.Statuses(d, org.ID)
	if err != nil {
		return template.Return{}, err
	}
	var choices []string
	for _, one := range org.Strategy.FocusAreas {
		ret := template.ReturnFor(org, one, cases, statuses, quarter)
		if len(ret.Cases) == 0 {
			continue
		}
		if wanted := portfolio.FoldNumber(area); wanted == portfolio.FoldNumber(string(one.ID)) || wanted == portfolio.FoldNumber(one.Name) {
			return ret, nil
		}
		choices = append(choices, string(one.ID))
	}
	return template.Return{}, &usageError{key: "return-area", args: map[string]any{"area": area, "choices": strings.Join(choices, ", ")}, command: cmd.CommandPath()}
}
