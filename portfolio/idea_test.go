package portfolio

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ideaWords are the six questions as Albertslund's page asks them.
var ideaWords = []IdeaWords{
	{IdeaWho, []string{"hvem"}, []string{"kontaktperson, og brugere"}},
	{IdeaWhat, []string{"hvad"}, []string{"tilkøb, nyt system, program, app?"}},
	{IdeaWhere, []string{"hvor"}, []string{"hvilken organisatorisk enhed?"}},
	{IdeaWhen, []string{"hvornår"}, []string{"overordnet tidsplan/deadline"}},
	{IdeaWhy, []string{"hvorfor"}, []string{"projektet skal sættes i gang?"}},
	{IdeaHowMuch, []string{"hvor meget"}, []string{"hvad koster det?"}},
}

func TestReadIdeaMail(t *testing.T) {
	mail := `Kære alle
Hvorfor ikke gøre det digitalt?
 • Hvem - Lederen af borgerservice
   og alle i skranken
 • Hvad: et bookingsystem
Hvor – hvilken organisatorisk enhed?
HVORNÅR
foråret 2015
- Hvor meget: ca. 80.000 kr.
`
	idea, twice := ReadIdeaMail(mail, ideaWords)
	want := map[IdeaQuestion]string{IdeaWho: "Lederen af borgerservice\nog alle i skranken", IdeaWhat: "et bookingsystem",
		IdeaWhen: "foråret 2015", IdeaHowMuch: "ca. 80.000 kr."}
	if diff := cmp.Diff(want, idea.Answers); diff != "" || len(twice) != 0 || idea.Mail != mail {
		t.Errorf("twice %v (-want +got):\n%s", twice, diff)
	}
	// "Hvorfor ikke gøre …" is a sentence, and "hvilken organisatorisk enhed?" the guide's own words.
	if missing := idea.Missing(); !slices.Equal(missing, []IdeaQuestion{IdeaWhere, IdeaWhy}) {
		t.Errorf("missing %v", missing)
	}
	both, twice := ReadIdeaMail("Hvad: en app\nHvad: et system\nHvem: jeg", ideaWords)
	if !slices.Equal(twice, []IdeaQuestion{IdeaWhat}) || both.Answers[IdeaWhat] != "" || both.Answers[IdeaWho] != "jeg" {
		t.Errorf("%v, twice %v", both.Answers, twice)
	}
}

// Whatever a mail says, an answer is text that stands in it.
func TestReadIdeaMailInventsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.SampledFrom([]string{"Hvem: A", "Hvad - B", "hvor meget", "x", "", "Hvorfor?", "Hvornår: nu", "Hvor\tC"})).Draw(t, "lines")
		mail := ""
		for _, line := range lines {
			mail += line + "\n"
		}
		idea, _ := ReadIdeaMail(mail, ideaWords)
		if len(idea.Missing())+len(idea.Answers) != len(IdeaQuestions) {
			t.Fatalf("%v and missing %v", idea.Answers, idea.Missing())
		}
		for question, answer := range idea.Answers {
			if answer == "" {
				t.Fatalf("%s has an empty answer", question)
			}
		}
	})
}

func TestProjectTest(t *testing.T) {
	yes, no := new(bool), new(bool)
	*yes = true
	for name, test := range map[string]struct {
		answers ProjectTest
		want    ProjectKind
		because []string
	}{
		"nothing answered":          {ProjectTest{}, ProjectUnknown, []string{"thing"}},
		"changes the way of work":   {ProjectTest{Thing: ItemOther, Work: yes}, ProjectDigital, []string{"work"}},
		"changes all three":         {ProjectTest{Thing: ItemOther, Work: yes, Services: yes, Delivery: yes}, ProjectDigital, []string{"work", "services", "delivery"}},
		"two no and one unanswered": {ProjectTest{Thing: ItemOther, Work: no, Services: no}, ProjectUnknown, []string{"delivery"}},
		"changes nothing, unsaid":   {ProjectTest{Thing: ItemOther, Work: no, Services: no, Delivery: no}, ProjectUnknown, []string{"significant"}},
		"changes nothing":           {ProjectTest{Thing: ItemOther, Work: no, Services: no, Delivery: no, Significant: no}, ProjectBuy, []string{"insignificant"}},
		"an update":                 {ProjectTest{Thing: ItemUpdate, Significant: no}, ProjectBuy, []string{"insignificant"}},
		"an update that matters":    {ProjectTest{Thing: ItemUpdate, Work: yes, Significant: yes}, ProjectIT, []string{"significant"}},
		"a system, unsaid":          {ProjectTest{Thing: ItemSystem, Work: yes}, ProjectUnknown, []string{"significant"}},
	} {
		if kind, because := test.answers.Outcome(); kind != test.want || !slices.Equal(because, test.because) {
			t.Errorf("%s: %q by %v", name, kind, because)
		}
	}
}
