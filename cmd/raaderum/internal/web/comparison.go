package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// comparisonView is a quarter beside an earlier one: the one before, or the one
// that the address asks for.
type comparisonView struct {
	portfolio.Comparison
	Later   portfolio.QuarterReport
	Earlier portfolio.QuarterReport
	// EarlierWhole is the earlier quarter with all its cases, where the page is of some.
	EarlierWhole portfolio.QuarterReport
	Frozen       *portfolio.Snapshot // of the earlier quarter; nil: it is shown as it is known now
	Chosen       bool                // by the address
	Refused      string              // why what the address asks for cannot be compared with
	Choices      []calc.Quarter      // the earlier quarters of the strategy, the newest first
	In           column
}

// newComparison compares a report with the quarter that ?compare names, else
// with the quarter before.
func (s *Server) newComparison(c *fiber.Ctx, page Page, report portfolio.QuarterReport, method portfolio.CountMethod) (comparisonView, error) {
	view := comparisonView{Later: report, Choices: earlier(report.Organisation.Strategy, report.Quarter)}
	from, refused := comparedQuarter(page, c.Query("compare"), report.Quarter)
	view.Refused, view.Chosen = refused, refused == "" && c.Query("compare") != ""
	return view, s.compareWith(c.UserContext(), page, &view, from, method)
}

// comparedQuarter is the quarter that an address asks to compare another with, or,
// where it asks for none that can be, the one before, and why.
func comparedQuarter(page Page, asked string, with calc.Quarter) (from calc.Quarter, refused string) {
	before := with.Add(-1)
	if asked == "" {
		return before, ""
	}
	quarter, err := quarterIn(asked)
	switch {
	case err != nil:
		return before, page.T("comparison.no-quarter", "asked", asked, "quarter", before)
	case !quarter.Before(with):
		return before, page.T("comparison.not-earlier", "asked", quarter, "of", with, "quarter", before)
	}
	return quarter, ""
}

// earlier are the quarters of a strategy before one, the newest first.
func earlier(strategy portfolio.Strategy, than calc.Quarter) (quarters []calc.Quarter) {
	for _, one := range newPicker(strategy, than).Choices {
		if one.Before(than) {
			quarters = append([]calc.Quarter{one}, quarters...)
		}
	}
	return quarters
}

func (s *Server) compareWith(ctx context.Context, page Page, view *comparisonView, from calc.Quarter, method portfolio.CountMethod) error {
	earlier, seen, err := s.reportAsSeen(ctx, *page.Organisation, from, false)
	if err != nil {
		return err
	}
	if seen != nil {
		view.Frozen = &seen.Snapshot
	}
	view.EarlierWhole, view.Earlier = earlier, page.partOf(earlier)
	view.Comparison = portfolio.Compare(view.Earlier, view.Later, method)
	view.In = columnFor(page.Print, view.amounts())
	return nil
}

// known tells whether there is something to compare with: the earlier quarter
// is frozen, or something was reported for it.
func (v comparisonView) known() bool { return v.Frozen != nil || v.Known() }

// seen says what is shown of the earlier quarter: what was frozen, with its hash, or
// what is known now.
func (v comparisonView) seen(page Page) string {
	if v.Frozen == nil {
		return page.T("comparison.as-known", "quarter", v.From)
	}
	return page.T("comparison.as-frozen", "quarter", v.From, "date", v.Frozen.At, "hash", v.Frozen.Hash[:min(12, len(v.Frozen.Hash))])
}

// answered is what a page answers with that is narrowed and compared: one that asks
// for what there is none of cannot be answered as asked.
func (v comparisonView) answered(filter caseFilter) int {
	if v.Refused != "" {
		return fiber.StatusUnprocessableEntity
	}
	return filter.status()
}

// figure is a figure of the later quarter's year.
func (v comparisonView) figure(quantity portfolio.BridgeQuantity, layer portfolio.Layer) portfolio.ComparedFigure {
	for _, one := range v.Years[0].Figures {
		if one.Quantity == quantity && one.Layer == layer {
			return one
		}
	}
	return portfolio.ComparedFigure{}
}

// told are the figures of the first screen.
func (v comparisonView) told() []portfolio.ComparedFigure {
	return v.rows([]portfolio.ComparedFigure{v.figure(portfolio.BridgeAchieved, ""), v.figure(portfolio.BridgeLayer, portfolio.LayerRealised), v.figure(portfolio.BridgeGap, "")})
}

// rows are the figures that can be said: of a part of the cases, which has no
// target of its own, those that either quarter has.
func (v comparisonView) rows(figures []portfolio.ComparedFigure) (rows []portfolio.ComparedFigure) {
	for _, one := range figures {
		if one.Before != nil || one.After != nil || v.Later.Headline.Verdict != portfolio.VerdictPart {
			rows = append(rows, one)
		}
	}
	return rows
}

// moved are the cases whose part of the answer is another; turned those that
// have another light, or are in another phase, or were not known.
func (v comparisonView) moved() (cases []portfolio.ComparedCase) {
	for _, one := range v.Cases {
		if one.Difference != 0 {
			cases = append(cases, one)
		}
	}
	return cases
}

func (v comparisonView) turned() (cases []portfolio.ComparedCase) {
	for _, one := range v.Cases {
		if one.LightBefore != one.LightAfter {
			cases = append(cases, one)
		}
	}
	return cases
}

// longestTold is how many cases of a kind the first screen names.
const longestTold = 3

func firstOf(cases []portfolio.ComparedCase) []portfolio.ComparedCase {
	return cases[:min(len(cases), longestTold)]
}

func (v comparisonView) amounts() (all []calc.Money) {
	put := func(amount *calc.Money) {
		if amount != nil {
			all = append(all, *amount)
		}
	}
	for _, year := range v.Years {
		for _, one := range year.Figures {
			put(one.Before)
			put(one.After)
		}
	}
	for _, one := range v.Cases {
		put(one.Before)
		put(one.After)
	}
	return all
}

// comparedURL is what a compared figure consists of, as one of the quarters saw
// it; a target and a gap are on the page of the whole account.
func (p Page) comparedURL(report portfolio.QuarterReport, one portfolio.ComparedFigure) string {
	if one.Quantity == portfolio.BridgeTarget || one.Quantity == portfolio.BridgeGap {
		return withQuery(p.quarterURL(report.Quarter, "account"), "method", string(one.Method)) + "#years"
	}
	return p.accountURL(report, one.Year, one.Layer, one.Method)
}

// comparedName names a compared figure within its year.
func comparedName(page Page, one portfolio.ComparedFigure) string {
	if one.Quantity == portfolio.BridgeLayer {
		return page.T("layer." + string(one.Layer))
	}
	return page.T("comparison.figure-" + string(one.Quantity))
}

// signedMoney and signed write a difference with its sign.
func signedMoney(page Page, money calc.Money) string {
	if money > 0 {
		return "+" + page.Print.ShortMoney(money)
	}
	return page.Print.ShortMoney(money)
}

func (c column) signed(money calc.Money) string {
	if money > 0 {
		return "+" + c.text(money)
	}
	return c.text(money)
}

// heading says what has become of the answer.
func (v comparisonView) heading(page Page) string {
	achieved := v.figure(portfolio.BridgeAchieved, "")
	pairs := []any{"quarter", v.From, "year", yearText(achieved.Year)}
	switch {
	case !v.known():
		return page.T("comparison.title-unknown", pairs...)
	case achieved.Before == nil && achieved.After == nil:
		return page.T("comparison.title-nothing", pairs...)
	case achieved.Difference == nil || *achieved.Difference == 0:
		return page.T("comparison.title-same", pairs...)
	case *achieved.Difference < 0:
		return page.T("comparison.title-less", append(pairs, "difference", page.Print.ShortMoney(-*achieved.Difference))...)
	}
	return page.T("comparison.title-more", append(pairs, "difference", page.Print.ShortMoney(*achieved.Difference))...)
}

// phaseText is a phase in words.
func phaseText(page Page, phase portfolio.Phase) string {
	if phase == portfolio.PhaseUnknown {
		return page.T("pipeline.phase-unknown")
	}
	return page.T("phase." + string(phase))
}
