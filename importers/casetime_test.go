package importers

import (
	"testing"
	"time"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// W13: realised through the second quarter of 2013, the forecast is at most as
// young as that; it is older than a quarter from the fourth.
func TestOldForecast(t *testing.T) {
	sheet := func(realised any) *workbook.Sheet {
		return sheetOf("Register",
			row("Gevinstregister, t.kr., løbende priser"),
			row("Projekt", "Gevinst", "Plan 2013", "Realiseret 2. kvartal 2013", "Forventet 2013"),
			row("Digital post", "Porto", 60, realised, 55),
		)
	}
	day := func(month time.Month, year int) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		realised any
		now      time.Time
		want     bool
	}{
		{30, day(time.July, 2013), false}, {30, day(time.September, 2013), false}, {30, day(time.October, 2013), true},
		{nil, day(time.October, 2013), false}, {nil, day(time.March, 2014), false}, {nil, day(time.April, 2014), true}, // nothing realised: the year's end
		{30, time.Time{}, false},
	} {
		file := Interpret(&workbook.Book{Sheets: []*workbook.Sheet{sheet(test.realised)}}, Options{Now: test.now, Answers: Answers{"level-or-increment@Register": "level"}})
		if file.Status != Ready {
			t.Fatalf("status %s: %+v %+v", file.Status, file.Questions, file.Findings)
		}
		if got := findingWith(file.Findings, "rule-forecast-old"); (got != nil) != test.want || got != nil && got.Cell != "Register!E3" {
			t.Errorf("realised %v on %v: %+v", test.realised, test.now, got)
		}
	}
}

// W19: an obligatory case with a number in an order, and not one with "høj".
func TestObligatoryIsNotRanked(t *testing.T) {
	sheet := func(obligatory, rank any) *workbook.Sheet {
		return sheetOf("Katalog",
			row("Katalog, t.kr., 2016 p/l"),
			row("Projekt", "Obligatorisk", "Prioritet", "Udgift 2016", "Gevinst 2017", "Gevinst 2018"),
			row("Digital post", obligatory, rank, 60, 55, 60), row("ESDH", "Nej", 2, 60, 55, 70),
		)
	}
	for _, test := range []struct {
		obligatory, rank any
		want             bool
	}{{"Ja", 1, true}, {"x", 1, true}, {"Nej", 1, false}, {"Ja", "høj", false}, {"Ja", nil, false}, {nil, 1, false}} {
		file := read(t, []*workbook.Sheet{sheet(test.obligatory, test.rank)})
		if got := findingWith(file.Findings, "rule-obligatory-ranked"); (got != nil) != test.want || got != nil && (got.Cell != "Katalog!C3" || got.Args["n"] != 1) {
			t.Errorf("%v, %v: %+v, %s", test.obligatory, test.rank, got, file.Status)
		}
	}
}

func findingWith(findings []Finding, code string) *Finding {
	for i := range findings {
		if findings[i].Code == code {
			return &findings[i]
		}
	}
	return nil
}

// W15: papers of the checklist, less than 14 days before the case's own date or,
// when it has been submitted, the council's next meeting. The first Thursday of
// May 2014 is the 1st.
func TestPapersBeforeTheCouncil(t *testing.T) {
	org := portfolio.Organisation{Governance: portfolio.Governance{
		GateChecklist: []string{"business case", "risikoliste"},
		Meeting:       &portfolio.MeetingCalendar{Weekday: "thursday", Nth: 1, EveryMonths: 1},
	}}
	const april = 4
	for _, test := range []struct {
		fields []Field
		day    int
		cell   string // "" none
	}{
		{[]Field{{Name: "decision-date", Value: "2014-04-30", Cell: "Sag!B4"}}, 16, ""},
		{[]Field{{Name: "decision-date", Value: "2014-04-30", Cell: "Sag!B4"}}, 17, "Sag!B4"},
		{[]Field{{Name: "decision-date", Value: "2014-04-30", Cell: "Sag!B4"}}, 30, "Sag!B4"},
		{[]Field{{Name: "decision-date", Value: "2014-04-16", Cell: "Sag!B4"}}, 17, ""},
		{[]Field{{Name: "status", Value: string(portfolio.StatusSubmitted)}}, 17, ""}, // 14 days to 1 May
		{[]Field{{Name: "status", Value: string(portfolio.StatusSubmitted)}}, 18, "Sag!A1"},
		{nil, 18, ""},
	} {
		c := ruledCase()
		c.Fields = append(c.Fields, test.fields...)
		file := File{Status: Ready, Layout: (templateForm{}).Name(), Cases: []Case{c}}
		accepted := Accepted{At: time.Date(2014, april, test.day, 9, 0, 0, 0, time.UTC)}
		_, findings := file.Acceptance(org, portfolio.OriginalFile{}, accepted)
		got := findingWith(findings, "rule-papers-missing")
		if (got != nil) != (test.cell != "") || got != nil && (got.Cell != test.cell || got.Args["n"] != 2) {
			t.Errorf("%v on the %dth: %+v", test.fields, test.day, got)
		}
		org := org
		org.Governance.GateChecklist = nil
		if _, findings := file.Acceptance(org, portfolio.OriginalFile{}, accepted); findingWith(findings, "rule-papers-missing") != nil {
			t.Error("papers are missing where none are wanted")
		}
	}
}
