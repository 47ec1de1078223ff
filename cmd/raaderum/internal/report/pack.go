package report

import (
	"strings"
	"time"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Pack (kvartalspakke) is what the papers of a quarter are made of: one
// snapshot, frozen or taken now, and nothing beside it. The same snapshot, clock
// and language give the same papers.
type Pack struct {
	Report   portfolio.QuarterReport
	Snapshot portfolio.Snapshot        // without its Inputs and Figures, which are sealed
	Frozen   bool                      // the snapshot is in the organisation's chain; else the figures are live
	Faults   []portfolio.SnapshotFault // what of a frozen snapshot is not as it was frozen
	Agenda   []portfolio.AgendaItem    // of the quarter's meetings; see See
	At       time.Time
	Print    *i18n.Printer
	Filter   portfolio.CaseFilter // which cases the report is of; see Narrowed
	all      int                  // how many it was narrowed from
	open     portfolio.OpenSnapshot
	sealed   sealedSnapshot

	// Assumed is how sure somebody takes the benefits to come to be; nil assumes
	// nothing, and the papers say nothing of chance.
	Assumed *portfolio.Uncertainty

	// Cell is the address of a source cell's page; nil where there is no server
	// to lead to.
	Cell func(portfolio.Source) string
}

// NewPack computes the report of a snapshot. An unreadable snapshot is an error.
func NewPack(snapshot portfolio.Snapshot, frozen bool, at time.Time, print *i18n.Printer) (Pack, error) {
	pack := Pack{Snapshot: snapshot, Frozen: frozen, At: at, Print: print}
	var err error
	if pack.open, err = snapshot.Open(); err != nil {
		return pack, err
	}
	if pack.sealed, err = sealSnapshot(snapshot); err != nil {
		return pack, err
	}
	pack.Snapshot.Inputs, pack.Snapshot.Figures = nil, nil
	if !frozen {
		pack.Report = pack.open.Report()
		return pack, nil
	}
	shown := snapshot.ShowOpen(pack.open)
	pack.Report, pack.Faults = shown.Report, shown.Faults
	return pack, nil
}

// Name is the papers' name without its ending: "greve-2014K2", "greve-2014K2-velfaerd".
func (p Pack) Name() string {
	return strings.ReplaceAll(string(p.Report.Organisation.ID), "/", "-") + "-" + p.Report.Quarter.String() + p.suffix()
}

// Title is whose quarter it is and which: "Greve Kommune, 2. kvartal 2014".
func (p Pack) Title() string {
	return p.Report.Organisation.Name + ", " + p.Print.Quarter(p.Report.Quarter)
}

// Standing says whether the figures are frozen, with the hash, or live.
func (p Pack) Standing() string {
	if p.Frozen {
		return frozenText(p.Print, p.Snapshot.Hash, len(p.Faults))
	}
	return p.Print.T("pack.live", "date", p.At)
}

// frozenText says that figures are frozen, with the hash. A snapshot that was
// changed afterwards cannot vouch for them, and the text says so.
func frozenText(print *i18n.Printer, hash string, faults int) string {
	if faults > 0 {
		return print.T("pack.frozen", "hash", hash) + " · " + print.N("paper.faults", faults)
	}
	return print.T("pack.frozen", "hash", hash)
}

// headline answers in one sentence, as the quarter's page does.
func (p Pack) headline() string { return HeadlineText(p.Print, p.Report) }

// HeadlineText answers in one sentence whether the year's target is reached; of a
// part of the cases, what they come to.
func HeadlineText(print *i18n.Printer, report portfolio.QuarterReport) string {
	head := report.Headline
	pairs := []any{"year", yearText(head.Year), "achieved", head.Achieved, "realised", head.Realised}
	if head.Target != nil {
		pairs = append(pairs, "target", *head.Target)
	}
	for _, year := range report.Account.Years {
		if year.Year != head.Year {
			continue
		}
		_, realised := year.Layers[portfolio.LayerRealised]
		if all := year.Uncountable(); len(all) > 0 && !year.Counts() {
			return print.T("headline.uncountable", "year", yearText(head.Year), "what", uncountable(print, all[0]))
		}
		switch {
		case head.Verdict == portfolio.VerdictPart && !year.Counts():
			return print.T("headline.part-nothing", "year", yearText(head.Year))
		case head.Verdict == portfolio.VerdictPart && !realised:
			return print.T("headline.part-unrealised", pairs...)
		case head.Target == nil && !year.Counts():
			return print.T("headline.nothing", "year", yearText(head.Year))
		case year.Gap != nil:
			pairs = append(pairs, "gap", *year.Gap)
		}
	}
	return print.T("headline."+string(head.Verdict), pairs...)
}

// UncountableText says how much of a year's benefits cannot be counted, and why,
// fact by fact; "" when all can.
func UncountableText(print *i18n.Printer, year portfolio.TargetYear) string {
	var parts []string
	for _, one := range year.Uncountable() {
		parts = append(parts, uncountable(print, one))
	}
	if len(parts) == 0 {
		return ""
	}
	return print.T("answer.uncountable", "year", yearText(year.Year), "what", strings.Join(parts, "; "))
}

func uncountable(print *i18n.Printer, one portfolio.Uncountable) string {
	return print.N("uncountable.what", one.Benefits, "amount", one.Amount, "why", print.T("not-counted."+one.Why))
}
