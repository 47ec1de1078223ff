package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// newAccountCommand shows the target account, with out-years and in one price level.
func newAccountCommand(env *environment) *cobra.Command {
	var who operator
	var ask machine.AccountQuestion
	cmd := &cobra.Command{
		Use:   "account " + env.say("argument.quarter"),
		Short: env.say("command.account"),
		Long:  env.say("command.account.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			if m := portfolio.CountMethod(ask.Method); m != "" && m != portfolio.NewPermanent && m != portfolio.InYear {
				return &usageError{key: "flag-value", args: map[string]any{"flag": "--method", "value": ask.Method}, command: cmd.CommandPath()}
			}
			return who.at(cmd, env, func(d desk) error {
				answer, report, err := ask.Of(d, d.database, d.home, quarter)
				if err != nil {
					return err
				}
				if who.asJSON {
					encoder := machine.NewEncoder(env.stdout)
					encoder.SetIndent("", "  ")
					return encoder.Encode(answer)
				}
				return printAccount(env, report, answer)
			})
		}),
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	flags := cmd.Flags()
	flags.StringVar(&ask.Method, "method", "", env.say("flag.account-method"))
	flags.IntVar(&ask.Prices, "prices", 0, env.say("flag.account-prices"))
	flags.StringVar(&ask.Index, "index", "", env.say("flag.account-index"))
	flags.IntVar(&ask.Through, "through", 0, env.say("flag.account-through"))
	flags.BoolVar(&ask.Live, "live", false, env.say("flag.live"))
	flags.Lookup("prices").DefValue, flags.Lookup("through").DefValue = "", ""
	return cmd
}

// printFrozen says what figures of a frozen quarter are; nil are live figures.
func printFrozen(env *environment, print *i18n.Printer, frozen *machine.FrozenAs) {
	if frozen != nil {
		fmt.Fprintf(env.stdout, "%s\n\n", print.T("frozen.as", "date", frozen.At, "hash", frozen.Hash))
	}
}

// printAccount writes a line for each year and, with a price level, what it was
// turned with.
func printAccount(env *environment, report portfolio.QuarterReport, answer machine.Account) error {
	print := i18n.New(env.language)
	printFrozen(env, print, answer.Frozen)
	table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', tabwriter.AlignRight)
	head := []string{print.T("target.year")}
	for _, layer := range portfolio.Layers {
		head = append(head, print.T("layer."+string(layer)))
	}
	head = append(head, print.T("layer.target"), print.T("target.gap"))
	fmt.Fprintln(table, strings.Join(head, "\t")+"\t")
	nothing := false
	optional := func(amount *calc.Money) string {
		if amount == nil {
			nothing = true
			return "–"
		}
		return print.Money(*amount)
	}
	for _, year := range answer.Years {
		row := []string{strconv.Itoa(year.Year)}
		if year.Year > answer.LastTargetYear {
			row[0] += " (" + print.T("book.out-year") + ")"
		}
		for _, layer := range portfolio.Layers {
			var known *calc.Money
			if amount, counted := year.Layers[layer]; counted {
				known = &amount
			}
			row = append(row, optional(known))
		}
		fmt.Fprintln(table, strings.Join(append(row, optional(year.Target), optional(year.Gap)), "\t")+"\t")
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if nothing {
		fmt.Fprintf(env.stdout, "\n%s\n", print.T("account.nothing"))
	}
	for _, year := range answer.Years {
		if year.Missing > 0 {
			fmt.Fprintf(env.stdout, "%d: %s\n", year.Year, print.N("book.missing", year.Missing))
		}
	}
	return printPrices(env, print, report, answer.Prices)
}

func printPrices(env *environment, print *i18n.Printer, report portfolio.QuarterReport, prices *machine.AccountPrices) error {
	if prices == nil {
		key := "book.not-converted"
		if len(report.Organisation.Strategy.Indices()) == 0 {
			key = "book.no-index"
		}
		_, err := fmt.Fprintf(env.stdout, "\n%s\n", print.T(key))
		return err
	}
	fmt.Fprintf(env.stdout, "\n%s (%s, %s, %s)\n", print.T("book.converted", "year", strconv.Itoa(prices.Year)),
		print.T("yearly.index-"+string(prices.Index)), prices.Published, prices.Source)
	for _, factor := range prices.Factors {
		fmt.Fprintf(env.stdout, "  %s: %s\n", print.T("book.prices-of", "year", strconv.Itoa(factor.From)), print.Number(factor.Factor, 6))
	}
	for _, one := range prices.LeftOut {
		name := print.T("book.target", "year", strconv.Itoa(one.Target))
		if at := slices.IndexFunc(report.Cases, func(of portfolio.CaseFigures) bool { return of.Case.ID == one.Case }); at >= 0 {
			name = strings.TrimSpace(report.Cases[at].Case.Number + " " + report.Cases[at].Case.Title)
		}
		fmt.Fprintf(env.stdout, "  %s: %s\n", name, print.T("prices.left-"+one.Why, "year", strconv.Itoa(one.Missing)))
	}
	return nil
}
