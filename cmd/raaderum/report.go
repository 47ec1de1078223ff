package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func newReportCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: env.say("command.report"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newQuarterReportCommand(env), newPlanReportCommand(env), newCaseReportCommand(env))
	return cmd
}

// paperFlags are what every command that writes papers is asked for.
type paperFlags struct {
	who            operator
	out, publicURL string
}

func (o *paperFlags) flags(cmd *cobra.Command, env *environment) {
	o.who.reads(cmd, env)
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", ".", env.say("flag.out"))
	flags.StringVar(&o.publicURL, "public-url", "", env.say("flag.paper-url"))
}

// origin is where the links of a paper lead; "" leaves them out.
func (o paperFlags) origin() string { return strings.TrimSuffix(o.publicURL, "/") }

// with does something with the database and the organisation that were named.
func (o paperFlags) with(cmd *cobra.Command, env *environment, do func(context.Context, *store.Store, portfolio.Organisation) error) error {
	if u, err := url.Parse(o.publicURL); o.publicURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return &usageError{key: "flag-value", args: map[string]any{"flag": "--public-url", "value": o.publicURL}, command: cmd.CommandPath(), err: err}
	}
	return o.who.at(cmd, env, func(d desk) error { return do(d, d.database, d.home) })
}

// put writes the papers into the folder together and tells of them.
func (o paperFlags) put(env *environment, files []papers.File, missing []error, more ...string) error {
	if err := papers.WriteAll(o.out, files); err != nil {
		return o.unwritable(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, file.Name)
	}
	return o.told(env, names, missing, more...)
}

// unwritable says where papers could not be written, when that is what failed.
func (o paperFlags) unwritable(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) || errors.As(err, &link) {
		return &usageError{key: "file-unwritable", args: map[string]any{"file": o.out}, err: err}
	}
	return err
}

// told names what was written, and says what is missing and how to get it.
func (o paperFlags) told(env *environment, names []string, missing []error, more ...string) error {
	var lines []string
	for _, name := range names {
		lines = append(lines, filepath.Join(o.out, name))
	}
	for _, line := range append(lines, more...) {
		if _, err := fmt.Fprintln(env.stdout, line); err != nil {
			return err
		}
	}
	for _, one := range missing {
		fmt.Fprintln(env.stderr, i18n.New(env.language).Error(one))
	}
	if len(missing) > 0 {
		return errNeedsPerson
	}
	return nil
}

// quarterPapers is what `report quarter` was asked for.
type quarterPapers struct {
	paperFlags
	live   bool
	filter map[string]*string // by field
	assume []string
}

func newQuarterReportCommand(env *environment) *cobra.Command {
	var o quarterPapers
	cmd := &cobra.Command{
		Use:   "quarter " + env.say("argument.quarter"),
		Short: env.say("command.report.quarter"),
		Long:  env.say("command.report.quarter.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			return o.with(cmd, env, func(ctx context.Context, database *store.Store, home portfolio.Organisation) error {
				return o.write(ctx, env, database, home, quarter)
			})
		}),
	}
	o.flags(cmd, env)
	cmd.Flags().BoolVar(&o.live, "live", false, env.say("flag.live"))
	cmd.Flags().StringArrayVar(&o.assume, "assume", nil, env.say("flag.assume"))
	o.filter = map[string]*string{}
	for _, field := range portfolio.CaseFilterFields {
		o.filter[field] = cmd.Flags().String(field, "", env.say("flag.pack-"+field))
	}
	return cmd
}

// write makes every paper of the pack and puts them in the folder together.
func (o quarterPapers) write(ctx context.Context, env *environment, database *store.Store, home portfolio.Organisation, quarter calc.Quarter) error {
	began := env.now()
	pack, err := o.pack(ctx, env, database, home, quarter)
	if err != nil {
		return err
	}
	site := func(ctx context.Context) (papers.Site, []papers.Picture, error) {
		return o.site(ctx, env, database, pack)
	}
	names, missing, err := papers.Papers(ctx, pack, papers.Sources{Site: site, Files: database}, o.out)
	if err != nil {
		return o.unwritable(err)
	}
	return o.told(env, names, missing, env.say("pack.written", "standing", pack.Standing(), "seconds", i18n.New(env.language).Number(env.now().Sub(began).Seconds(), 1)))
}

// site is the server's own page of the quarter, to be printed.
func (o quarterPapers) site(ctx context.Context, env *environment, database *store.Store, pack papers.Pack) (papers.Site, []papers.Picture, error) {
	server, err := web.New(web.Config{Store: database, Now: env.now, Log: env.log(slog.LevelError)})
	if err != nil {
		return papers.Site{}, nil, err
	}
	return server.QuarterPaper(ctx, pack, o.origin())
}

// pack is the quarter as it was frozen; where it was not, or when live figures
// are asked for, as a freeze would be now.
func (o quarterPapers) pack(ctx context.Context, env *environment, database *store.Store, home portfolio.Organisation, quarter calc.Quarter) (papers.Pack, error) {
	snapshot, frozen, err := papers.SnapshotOf(ctx, database, home, quarter, env.now(), o.live)
	if err != nil {
		return papers.Pack{}, err
	}
	pack, err := papers.NewPack(snapshot, frozen, env.now(), i18n.New(env.language))
	if err != nil {
		return papers.Pack{}, err
	}
	if pack.Assumed, err = papers.ReadAssumptions(o.assume); err != nil {
		return papers.Pack{}, err
	}
	agenda, err := database.Agenda(ctx, home.ID)
	if err != nil {
		return pack, err
	}
	pack, err = pack.See(agenda).NarrowedBy(func(field string) string { return *o.filter[field] })
	if err == nil && o.publicURL != "" {
		base := o.origin() + "/" + url.PathEscape(string(home.ID))
		pack.Cell = func(source portfolio.Source) string {
			return base + "/files/" + source.SHA256 + "/cells/" + url.PathEscape(source.Sheet) + "/" + source.Cell
		}
	}
	return pack, err
}
