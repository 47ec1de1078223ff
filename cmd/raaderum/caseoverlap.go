package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// newCaseOverlapsCommand shows the benefits that may be the same money.
func newCaseOverlapsCommand(env *environment) *cobra.Command {
	var flags caseFlags
	cmd := &cobra.Command{
		Use:   "overlaps",
		Short: env.say("command.case.overlaps"),
		Long:  env.say("command.case.overlaps.long"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.with(cmd, env, "", func(w caseWork) error { return w.overlaps(flags.asJSON) })
		},
	}
	flags.add(cmd, env, false)
	return cmd
}

func (w caseWork) overlaps(asJSON bool) error {
	judgments, err := w.database.Judgments(w, w.home.ID)
	if err != nil {
		return err
	}
	all := portfolio.Likenesses(w.all, judgments)
	open := 0
	for _, one := range all {
		if one.Judgment == nil {
			open++
		}
	}
	if asJSON {
		err = writeJSON(w.env, map[string]any{"overlaps": append([]portfolio.Likeness{}, all...)})
	} else {
		w.printOverlaps(all)
	}
	if err == nil && open > 0 {
		err = errNeedsPerson
	}
	return err
}

func (w caseWork) printOverlaps(all []portfolio.Likeness) {
	print := i18n.New(w.env.language)
	if len(all) == 0 {
		fmt.Fprintln(w.env.stdout, w.env.say("likeness.none"))
	}
	for _, one := range all {
		fmt.Fprintf(w.env.stdout, "%s\n%s\n  %s\n", w.benefitText(one.A), w.benefitText(one.B), w.env.say("likeness.score", "percent", print.Percent(one.Score, 0)))
		for _, match := range one.Matches {
			fmt.Fprintf(w.env.stdout, "  %s\n", print.LikenessMatch(match))
		}
		if one.Joint {
			fmt.Fprintf(w.env.stdout, "  %s\n", w.env.say("likeness.joint"))
		}
		if j := one.Judgment; j != nil {
			fmt.Fprintf(w.env.stdout, "  %s\n", print.OverlapJudgment(*j))
		}
	}
}

// benefitText is a benefit as a command takes it, with its names.
func (w caseWork) benefitText(ref portfolio.BenefitRef) string {
	for _, bc := range w.all {
		for _, benefit := range bc.Benefits {
			if bc.ID == ref.Case && benefit.ID == ref.Benefit {
				return cmp.Or(bc.Number, string(bc.ID)) + "/" + string(benefit.ID) + " " + bc.Title + ": " + benefit.Label
			}
		}
	}
	return string(ref.Case) + "/" + string(ref.Benefit)
}

// newCaseJudgeCommand says that two benefits are the same money or are not.
func newCaseJudgeCommand(env *environment) *cobra.Command {
	var flags caseFlags
	cmd := &cobra.Command{
		Use:   "judge " + env.say("argument.benefit-of-case") + " same|different " + env.say("argument.benefit-of-case"),
		Short: env.say("command.case.judge"),
		Long:  env.say("command.case.judge.long"),
		Args:  exactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[1] != "same" && args[1] != "different" {
				return &usageError{key: "argument-unknown", args: map[string]any{"argument": args[1]}, command: cmd.CommandPath()}
			}
			return flags.with(cmd, env, "", func(w caseWork) error {
				judgment := portfolio.OverlapJudgment{Same: args[1] == "same", Reason: flags.reason}
				said, err := w.database.Judgments(w, w.home.ID)
				if err != nil {
					return err
				}
				seen := max(flags.seen, 0)
				for _, one := range said {
					if flags.seen < 0 {
						seen = one.Sequence
					}
				}
				if judgment.Benefit, err = w.benefitRef(args[0]); err != nil {
					return err
				}
				if judgment.Other, err = w.benefitRef(args[2]); err != nil {
					return err
				}
				if err := w.database.JudgeOverlap(w, w.home.ID, w.by, judgment, seen); err != nil {
					return err
				}
				if flags.asJSON {
					return writeJSON(env, judgment)
				}
				_, err = fmt.Fprintln(env.stdout, env.say("likeness.judged-"+args[1], "benefit", w.benefitText(judgment.Benefit), "other", w.benefitText(judgment.Other)))
				return err
			})
		},
	}
	flags.add(cmd, env, true)
	return cmd
}

// benefitRef reads CASE/BENEFIT.
func (w caseWork) benefitRef(text string) (portfolio.BenefitRef, error) {
	at := strings.LastIndex(text, "/")
	if at < 0 {
		return portfolio.BenefitRef{}, portfolio.NotFound("benefit", text)
	}
	bc, err := caseNamed(w.all, text[:at])
	if err != nil {
		return portfolio.BenefitRef{}, err
	}
	return benefitArg([]portfolio.BusinessCase{bc}, string(bc.ID), text[at+1:])
}
