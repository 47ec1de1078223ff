package i18n_test

import (
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Each light and each thing that went wrong has words, and what was reported stands
// as it was written; a case that has no light says nothing of it.
func TestNewsHasWords(t *testing.T) {
	for _, language := range i18n.Languages {
		print := i18n.New(language)
		for _, light := range []portfolio.TrafficLight{portfolio.LightGreen, portfolio.LightYellow, portfolio.LightRed, portfolio.LightMissing, portfolio.LightNotDue, portfolio.LightNone} {
			news := portfolio.PlanNews{Quarter: calc.Quarter{Year: 2014, Q: 2}, Light: light, Comment: "Flyttet til oktober.",
				Benefits: []portfolio.BenefitState{portfolio.BenefitDelayed, portfolio.BenefitReduced, portfolio.BenefitLapsed}}
			said := print.News(news)
			if strings.Contains(said, "news.") || !strings.Contains(said, "Flyttet til oktober.") {
				t.Errorf("%s, %s: %q", language, light, said)
			}
			news.Comment, news.Benefits = "", nil
			if (print.News(news) == "") != (light == portfolio.LightNone) {
				t.Errorf("%s, %s alone: %q", language, light, print.News(news))
			}
		}
	}
}
