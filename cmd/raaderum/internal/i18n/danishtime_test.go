package i18n

import (
	"testing"
	"time"

	"raaderum/portfolio"
)

// A moment is written as the day it was in Denmark, and a day as itself.
func TestDatesAreDanishDays(t *testing.T) {
	danish := New("da")
	for moment, want := range map[time.Time]string{
		time.Date(2018, 12, 31, 22, 59, 0, 0, time.UTC): "31. december 2018",
		time.Date(2018, 12, 31, 23, 0, 0, 0, time.UTC):  "1. januar 2019",
		time.Date(2019, 6, 30, 22, 0, 0, 0, time.UTC):   "1. juli 2019",
		time.Date(2019, 7, 1, 0, 0, 0, 0, time.UTC):     "1. juli 2019",
	} {
		if got := danish.Date(moment); got != want {
			t.Errorf("%s is %q, want %q", moment, got, want)
		}
	}
}

// What is said of a closed day, in both languages; nothing of an open one.
func TestClosedDaysInWords(t *testing.T) {
	eve := time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
	for language, want := range map[string]string{
		"da": "juleaftensdag: kommunen har lukket; sidste åbne dag før er 23. december 2026",
		"en": "Christmas Eve: the municipality is closed; the last open day before is 23 December 2026",
	} {
		if got := New(language).Closed(eve); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := New(language).Closed(eve.AddDate(0, 0, -1)); got != "" {
			t.Errorf("the 23rd is open: %q", got)
		}
		for _, day := range []portfolio.Holiday{portfolio.Saturday, portfolio.Sunday} {
			if key := "holiday." + string(day); !New(language).Has(key) {
				t.Errorf("%s: no word for %s", language, key)
			}
		}
	}
}

// A frame that no choice keeps says neither that a case is in nor that it is out;
// a plan without finished projects does not call what they give unknown.
func TestAPlanSaysWhatItHasAndNoMore(t *testing.T) {
	at := 0
	line := portfolio.PlanLine{Case: "A", Number: "A", Title: "Sag", Group: portfolio.PlanObligatory, Candidate: &at}
	sum := portfolio.Target{Amount: 100_000_00}.Amount
	plan := portfolio.ActionPlan{
		Year: 2027, Lines: []portfolio.PlanLine{line},
		Settings: portfolio.PlanSettings{Frames: []portfolio.PlanFrame{{Name: "stram"}, {Name: "umulig"}}},
		Choices:  []portfolio.PlanChoice{{Chosen: []int{0}, Reasons: []portfolio.PlanReason{{}}}, {}},
		Years:    []portfolio.PlanYear{{Year: 2027, Costs: &sum, Contribution: &sum, Target: &sum}},
	}
	words := New("da").ActionPlan(plan)
	if in, none := words.Standing(line, 0), words.Standing(line, 1); in != "Med" || none != "intet valg" {
		t.Errorf("%q and %q", in, none)
	}
	if got, want := words.Gives(), "I 2027 koster de 100.000\u00a0kr. og bidrager med 100.000\u00a0kr. til målet på 100.000\u00a0kr.; der mangler 0\u00a0kr."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
