package calc

import (
	"slices"
	"time"
)

// RateKind says whether a discount rate is in constant or in current prices.
type RateKind string

// The kinds of rate. A real rate belongs to flows in constant prices (faste
// priser), a nominal one to flows in current prices (løbende priser).
const (
	Real    RateKind = "real"
	Nominal RateKind = "nominal"
)

// RateSet (rentesæt) is a published discount rate: one vintage of it, which
// later ones do not change. A calculation names the set it used.
type RateSet struct {
	Name      string    // "fm-2021"; the machine form
	ValidFrom time.Time // first day decisions use it
	Rates     Rates
	Kind      RateKind
	Source    string // where the figures were published
	Note      string // what is not certain about them; may be empty
}

// RateSets are the discount rates the Danish Ministry of Finance
// (Finansministeriet, FM) has set for socio-economic analyses, oldest first.
// They are data: a municipality may use its own. Bands count from the base
// year: "year 0–35" discounts years 1 to 35.
func RateSets() []RateSet {
	return []RateSet{
		{
			Name: "fm-1999", ValidFrom: day(1999, time.January, 1), Rates: Flat(0.06), Kind: Real,
			Source: "Finansministeriet, Vejledning i udarbejdelse af samfundsøkonomiske konsekvensvurderinger, 1999",
			Note:   "Only the year of publication is known; valid from 1 January.",
		},
		{
			Name: "fm-2011", ValidFrom: day(2011, time.January, 1), Rates: Flat(0.05), Kind: Real,
			Source: "Finansministeriet, press release of 31 May 2013, which names 5 % as the rate it replaces",
			Note:   "The day the rate changed from 6 % is not known; some planning areas used 5 % from 2009. Valid from 1 January 2011.",
		},
		{
			Name: "fm-2013", ValidFrom: day(2013, time.May, 31),
			Rates: Rates{[]Band{{35, 0.04}, {70, 0.03}, {0, 0.02}}}, Kind: Real,
			Source: "Finansministeriet, press release of 31 May 2013; confirmed in the note of 3 September 2018",
		},
		{
			Name: "fm-2021", ValidFrom: day(2021, time.January, 7),
			Rates: Rates{[]Band{{35, 0.035}, {70, 0.025}, {0, 0.015}}}, Kind: Real,
			Source: "Finansministeriet, Dokumentationsnotat om den samfundsøkonomiske diskonteringsrente, 7 January 2021; confirmed in the guide of 22 June 2023",
		},
	}
}

// RateSetByName is the set with that machine name.
func RateSetByName(name string) (RateSet, bool) {
	for _, set := range RateSets() {
		if set.Name == name {
			return set, true
		}
	}
	return RateSet{}, false
}

// RateSetFor is the set in force on the day a case was decided: a case of 2012
// belongs to 5 %, one of 2014 to 4 %. The day is the one the date shows where it
// is, whatever the clock and the zone: a decision at midnight in Copenhagen on a
// set's first day is under that set, although it is the day before in UTC. False
// before the first set, for which no rate is guessed.
func RateSetFor(decision time.Time) (RateSet, bool) {
	return RateSetAmong(RateSets(), decision)
}

// RateSetAmong is RateSetFor among sets that are given, oldest first: those that
// were known when a calculation was kept.
func RateSetAmong(sets []RateSet, decision time.Time) (RateSet, bool) {
	for _, set := range slices.Backward(sets) {
		if dayNumber(decision) >= dayNumber(set.ValidFrom) {
			return set, true
		}
	}
	return RateSet{}, false
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}
