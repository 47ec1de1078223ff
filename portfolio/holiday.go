package portfolio

import "time"

// Holiday (helligdag) is a day on which Danish municipalities are closed. The
// words are in the catalogue under "holiday.<code>".
type Holiday string

// The holidays, in the order of the year.
const (
	NewYearsDay     Holiday = "new-years-day"
	MaundyThursday  Holiday = "maundy-thursday"
	GoodFriday      Holiday = "good-friday"
	EasterSunday    Holiday = "easter-sunday"
	EasterMonday    Holiday = "easter-monday"
	PrayerDay       Holiday = "prayer-day" // store bededag, until 2023
	AscensionDay    Holiday = "ascension-day"
	Whitsunday      Holiday = "whitsunday"
	WhitMonday      Holiday = "whit-monday"
	ConstitutionDay Holiday = "constitution-day" // grundlovsdag: closed, though no church holiday
	ChristmasEve    Holiday = "christmas-eve"
	ChristmasDay    Holiday = "christmas-day"
	BoxingDay       Holiday = "boxing-day"
	NewYearsEve     Holiday = "new-years-eve"
)

// lastPrayerDay is the last year of store bededag (lov nr. 214 af 6. marts 2023).
const lastPrayerDay = 2023

// HolidayOn is the holiday of a day, "" for an ordinary one.
func HolidayOn(day time.Time) Holiday {
	switch fixed := [2]int{int(day.Month()), day.Day()}; fixed {
	case [2]int{1, 1}:
		return NewYearsDay
	case [2]int{6, 5}:
		return ConstitutionDay
	case [2]int{12, 24}:
		return ChristmasEve
	case [2]int{12, 25}:
		return ChristmasDay
	case [2]int{12, 26}:
		return BoxingDay
	case [2]int{12, 31}:
		return NewYearsEve
	}
	switch after := int(dayOf(day).Sub(easter(day.Year())) / (24 * time.Hour)); after {
	case -3:
		return MaundyThursday
	case -2:
		return GoodFriday
	case 0:
		return EasterSunday
	case 1:
		return EasterMonday
	case 26:
		if day.Year() <= lastPrayerDay {
			return PrayerDay
		}
	case 39:
		return AscensionDay
	case 49:
		return Whitsunday
	case 50:
		return WhitMonday
	}
	return ""
}

// dayOf is the day itself, in Denmark, without its time.
func dayOf(t time.Time) time.Time {
	t = InDenmark(t)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// easter is Easter Sunday of a year of the Gregorian calendar, by the anonymous
// algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
