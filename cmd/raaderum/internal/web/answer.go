package web

import (
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// countedLayers are the layers that count as achieved, from certain to
// uncertain; the pipeline follows them in the drawing but is not achieved.
var (
	countedLayers = []portfolio.Layer{portfolio.LayerRealised, portfolio.LayerBudgeted, portfolio.LayerDecided}
	drawnLayers   = append(append([]portfolio.Layer{}, countedLayers...), portfolio.LayerPipeline)
)

// answer is the first screen: do we reach the target this year?
type answer struct {
	Sentence string   // the headline's words
	Other    sentence // what the other way of counting says
	Lacking  string   // how much cannot be counted, and why; "" when all can, or the sentence says it
	Lacks    bool     // something cannot be counted
	Bar      bar
	Achieved *calc.Money // nil: nothing is in any layer that counts
	Realised *calc.Money // nil: nothing has been realised
	Joint    *calc.Money // supplementing benefits, never inside
	Gap      *calc.Money
	OfTarget string // "76 %"; "" without a target
	OfBudget string
}

// sentence is words about one figure, which leads on from where it stands.
type sentence struct{ Before, Figure, After string } // Figure: "" when there is none

// aboutFigure parts a sentence at its figure.
func aboutFigure(text, figure string) sentence {
	before, after, found := strings.Cut(text, figure)
	if !found {
		return sentence{Before: text}
	}
	return sentence{before, figure, after}
}

// bar is the year as one line: layers drawn to scale against the target.
type bar struct {
	Label    string
	Segments []segment
	Target   string // where the target's mark stands, "62.50%"; "" without a target
}

// segment is one layer of a bar.
type segment struct {
	Layer    portfolio.Layer
	X, Width string // percent, as SVG writes it
	Amount   calc.Money
}

func newAnswer(page Page, report portfolio.QuarterReport) answer {
	headline := report.Headline
	year := yearOf(report.Account, headline.Year)
	a := answer{
		Sentence: papers.HeadlineText(page.Print, report),
		Other:    otherText(page.Print, report),
		Bar:      newBar(page.Print, headline.Year, year),
		Gap:      year.Gap,
	}
	a.Realised, a.Joint = layerOf(year, portfolio.LayerRealised), layerOf(year, portfolio.LayerJoint)
	lacking := year.Uncountable()
	if a.Lacks = len(lacking) > 0; year.Counts() || len(lacking) > 1 {
		a.Lacking = papers.UncountableText(page.Print, year)
	}
	if year.Counts() {
		a.Achieved = &headline.Achieved
	}
	if a.Achieved != nil && headline.Share != nil {
		a.OfTarget = page.Print.Percent(*headline.Share, 0)
	}
	if a.Achieved != nil && headline.OfBudget != nil {
		a.OfBudget = page.Print.Percent(*headline.OfBudget, 1)
	}
	return a
}

// otherText says what the other way of counting gives, and whether it agrees.
func otherText(print *i18n.Printer, report portfolio.QuarterReport) sentence {
	year := yearOf(report.Other, report.Headline.Year)
	key := "headline.other-agrees"
	if !year.Counts() {
		key = "headline.other-nothing"
	} else if report.Headline.Verdict == portfolio.VerdictPart {
		key = "headline.other-part"
	} else if reaches(report.Headline.Verdict) != reaches(report.Headline.OtherView) {
		key = "headline.other-differs"
	}
	text := print.T(key,
		"method", print.T("method."+string(report.Account.Method)),
		"other", print.T("method."+string(report.Other.Method)),
		"achieved", achieved(year),
		"verdict", print.T("verdict."+string(report.Headline.OtherView)))
	return aboutFigure(text, print.ShortMoney(achieved(year)))
}

func reaches(verdict portfolio.Verdict) bool {
	return verdict == portfolio.VerdictReached || verdict == portfolio.VerdictOnTrack
}

func yearOf(account portfolio.TargetAccount, year int) portfolio.TargetYear {
	for _, y := range account.Years {
		if y.Year == year {
			return y
		}
	}
	return portfolio.TargetYear{Year: year}
}

// achieved is what counts as achieved of a year: realised, budgeted, decided.
func achieved(year portfolio.TargetYear) calc.Money {
	var total calc.Money
	for _, layer := range countedLayers {
		total += year.Layers[layer]
	}
	return total
}

func newBar(print *i18n.Printer, yearNumber int, year portfolio.TargetYear) bar {
	whole := 0.0
	for _, layer := range drawnLayers {
		whole += max(0, year.Layers[layer].Kroner())
	}
	if year.Target != nil {
		whole = max(whole, year.Target.Kroner())
	}
	// Room for the target's mark at the end of the line.
	whole *= 1.02
	b := bar{Label: print.T("answer.bar", "year", yearText(yearNumber))}
	at := 0.0
	for _, layer := range drawnLayers {
		amount, ok := year.Layers[layer]
		if !ok || amount <= 0 {
			continue
		}
		b.Segments = append(b.Segments, segment{layer, percentage(at, whole), percentage(amount.Kroner(), whole), amount})
		at += amount.Kroner()
	}
	if year.Target != nil {
		b.Target = percentage(year.Target.Kroner(), whole)
	}
	return b
}

// yearText is a year as text: never with a thousands separator.
func yearText(year int) string { return strconv.Itoa(year) }
