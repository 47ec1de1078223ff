package web

import (
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Benefits that are stated and cannot be counted are no lack of benefits: the first
// screen says how much and why, in its sentence where nothing else counts.
func TestAnswerTellsWhatCannotBeCounted(t *testing.T) {
	year := portfolio.TargetYear{Year: 2014, Layers: map[portfolio.Layer]calc.Money{}, NotCounted: []portfolio.Contribution{
		{Case: "a", Benefit: "1", Amount: 300_000 * calc.Krone, Why: portfolio.WhyKindUnknown},
		{Case: "b", Benefit: "1", Amount: 100_000 * calc.Krone, Why: portfolio.WhyKindUnknown},
		{Case: "c", Benefit: "1", Amount: 50_000 * calc.Krone, Why: portfolio.WhyOneOff},
	}}
	report := portfolio.QuarterReport{Headline: portfolio.Headline{Year: 2014, Verdict: portfolio.VerdictNoFigures},
		Account: portfolio.TargetAccount{Years: []portfolio.TargetYear{year}}}
	page := Page{Print: i18n.New("da")}
	plain := strings.NewReplacer(i18n.NoBreak, " ")
	answer := newAnswer(page, report)
	const what = "400.000 kr. i 2 gevinster kan ikke tælles med, for gevinsttypen er ikke angivet."
	if got := plain.Replace(answer.Sentence); got != "Det kan ikke siges endnu: "+what || !answer.Lacks || answer.Lacking != "" {
		t.Errorf("%s (%t, %s)", got, answer.Lacks, answer.Lacking)
	}
	year.Layers[portfolio.LayerDecided] = 900_000 * calc.Krone
	answer = newAnswer(page, report)
	if got := plain.Replace(answer.Lacking); got != "For 2014 gælder: "+what || strings.Contains(answer.Sentence, "tælles") {
		t.Errorf("%s, %s", got, answer.Sentence)
	}
}
