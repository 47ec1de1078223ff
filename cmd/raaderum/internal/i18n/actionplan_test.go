package i18n

import (
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/portfolio"
)

// A plan of no projects costs nothing that somebody forgot to state.
func TestPlanOfNothing(t *testing.T) {
	target, earlier := calc.Money(250_000_000), calc.Money(60_000_000)
	for _, test := range []struct {
		year portfolio.PlanYear
		want string
	}{
		{portfolio.PlanYear{Year: 2014}, "Der er ingen projekter i forslaget. Strategien har intet mål for året."},
		{portfolio.PlanYear{Year: 2014, Target: &target}, "Der er ingen projekter i forslaget. Målet for 2014 er 2,5 mio. kr."},
		{portfolio.PlanYear{Year: 2014, Target: &target, Earlier: &earlier}, "Der er ingen projekter i forslaget. Målet for 2014 er 2,5 mio. kr.; færdige projekter giver 600.000 kr."},
	} {
		plan := portfolio.ActionPlan{Year: 2014, Years: []portfolio.PlanYear{test.year}, Choices: []portfolio.PlanChoice{{Chosen: []int{}}}}
		words := PlanWords{printer: New("da"), plan: plan}
		if got := strings.ReplaceAll(words.Gives(), "\u00a0", " "); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
