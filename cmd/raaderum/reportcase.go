package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newCaseReportCommand writes a case's papers: the business case, the council's
// page about it and the workbook that computes it.
func newCaseReportCommand(env *environment) *cobra.Command {
	var o casePapers
	var quarter string
	cmd := &cobra.Command{
		Use:   "case " + env.say("argument.case"),
		Short: env.say("command.report.case"),
		Long:  env.say("command.report.case.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if quarter != "" {
				var err error
				if o.quarter, err = quarterArg(cmd, quarter); err != nil {
					return err
				}
			}
			return o.with(cmd, env, func(ctx context.Context, database *store.Store, home portfolio.Organisation) error {
				return o.write(ctx, env, database, home, args[0])
			})
		},
	}
	o.flags(cmd, env)
	cmd.Flags().StringVar(&quarter, "quarter", "", env.say("flag.paper-quarter"))
	cmd.Flags().BoolVar(&o.live, "live", false, env.say("flag.live"))
	return cmd
}

// casePapers is what `report case` was asked for.
type casePapers struct {
	paperFlags
	quarter calc.Quarter // zero: the newest that anything was reported for, as it is known now
	live    bool
}

// write writes the papers of a case, named by its number or id.
func (o casePapers) write(ctx context.Context, env *environment, database *store.Store, home portfolio.Organisation, name string) error {
	pack, err := o.pack(ctx, env, database, home, name)
	if err != nil {
		return err
	}
	files, missing, err := pack.Paper().Write(ctx, o.origin())
	if err != nil {
		return err
	}
	note, _, err := pack.CoverNote().Write(ctx, o.origin()) // what is missing is the same
	if err != nil {
		return err
	}
	files = append(files, note...)
	bc := pack.Figures.Case
	calculation := portfolio.Calculate(pack.Report.Organisation.Governance, bc, pack.Figures.Terms)
	if calculation.Why == "" {
		book, err := papers.CalculationWorkbook(pack.Print, bc, calculation, pack.At)
		if err != nil {
			return err
		}
		files = append(files, papers.File{Name: strings.TrimSuffix(files[0].Name, files[0].Ending()) + ".xlsx", Write: func(w io.Writer) error { _, err := w.Write(book); return err }})
	}
	return o.put(env, files, missing)
}

// pack is the case as the frozen quarter has it. Where the quarter is not frozen,
// was not named, or had no such case, and where live figures are asked for, it is
// the case as it is known now: the same as the case's page shows.
func (o casePapers) pack(ctx context.Context, env *environment, database *store.Store, home portfolio.Organisation, name string) (papers.CasePack, error) {
	quarter, live := o.quarter, o.live
	if quarter.IsZero() {
		live = true
		var err error
		if quarter, err = newestQuarter(ctx, env, database, home.ID); err != nil {
			return papers.CasePack{}, err
		}
	}
	now, print, renderer := env.now(), i18n.New(env.language), charts.NewRenderer()
	for {
		snapshot, frozen, err := papers.SnapshotOf(ctx, database, home, quarter, now, live)
		if err != nil {
			return papers.CasePack{}, err
		}
		seen, err := papers.NewPack(snapshot, frozen, now, print)
		if err != nil {
			return papers.CasePack{}, err
		}
		pack, err := seen.Case(caseIn(seen.Report, name), renderer)
		if frozen && portfolio.ErrorCode(err) == portfolio.CodeNotFound {
			live = true // the case came after the freeze
			continue
		}
		if portfolio.ErrorCode(err) == portfolio.CodeNotFound {
			err = portfolio.NotFound("case", name)
		}
		return pack, err
	}
}

// newestQuarter is the newest that anything was reported for, else the one that
// ended last.
func newestQuarter(ctx context.Context, env *environment, database *store.Store, org portfolio.OrganisationID) (calc.Quarter, error) {
	cases, err := database.Cases(ctx, org)
	if err != nil {
		return calc.Quarter{}, err
	}
	statuses, err := database.Statuses(ctx, org)
	if err != nil {
		return calc.Quarter{}, err
	}
	if newest := portfolio.NewestReported(cases, statuses); !newest.IsZero() {
		return newest, nil
	}
	return calc.QuarterOf(env.now()).Add(-1), nil
}

// caseIn is the case of a report with a number or id; "" when there is none.
func caseIn(report portfolio.QuarterReport, name string) portfolio.CaseID {
	for _, figures := range report.Cases {
		if bc := figures.Case; string(bc.ID) == name || bc.Number != "" && strings.EqualFold(bc.Number, name) {
			return bc.ID
		}
	}
	return ""
}
