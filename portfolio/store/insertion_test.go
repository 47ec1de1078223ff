package store_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The rows of a file after the first of each table are told from the values they
// were given, and must be what the database then has: dates and amounts that the
// first one had and the next has not, and the other way, truth, empty and strange
// texts, and -0.0, which SQLite stores as 0.0.
func TestRowsToldFromTheirValuesAreAsStored(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		const perRound = 3
		var cases []portfolio.BusinessCase
		var statuses []portfolio.QuarterlyStatus
		for i := range 3 * perRound {
			one := digitalPost()
			one.Number, one.Title = fmt.Sprintf("BC%02d", i), fmt.Sprintf("Digital post %d <b>&\u2028\"\\' æøå 🙂 %s", i, "1e3")
			one.Costs[0].Label = fmt.Sprint(2012 + i) // a number as text
			status := portfolio.QuarterlyStatus{CaseNumber: one.Number, Quarter: calc.Quarter{Year: 2012, Q: 1 + i%4}, Comment: "  ", ReportedBy: "Chef",
				ReportedAt: time.Date(2012, 7, 1, 23, 59, 59, 999_999_000, time.UTC)}
			if i%2 == 1 {
				one.Obligatory, one.DecisionDate, one.GoLive, one.Dispensation, one.Goals = false, time.Time{}, time.Time{}, nil, nil
				one.Benefits[0].FullYear, one.Benefits[0].FullYearSource, one.Benefits[0].Baseline = nil, portfolio.Source{}, false
				one.Costs[0].Amounts[0].Money = -1
				status.Light, status.DecisionNeeded, status.ReportedAt = portfolio.LightRed, "Ja", time.Time{}
			}
			for j, value := range []float64{math.Copysign(0, -1), 1e21, 0.1} {
				figure := &portfolio.StatedFigure{Value: value, Source: portfolio.Source{Sheet: "Ark1", Cell: fmt.Sprint("K", j+1), Raw: "0"}}
				switch (i + j) % 3 {
				case 0:
					one.Stated.Payback = figure
				case 1:
					one.Stated.NPV = figure
				default:
					one.Stated.IRR = figure
				}
			}
			cases, statuses = append(cases, one), append(statuses, status)
		}
		for round := range 3 {
			name := fmt.Sprintf("fil%d.xlsx", round)
			a := acceptance(greve, file(name, name), cases[round*perRound:(round+1)*perRound]...)
			a.Statuses = statuses[round*perRound : (round+1)*perRound]
			accept(t, s, a)
		}
		db, stored := raw(t, url), 0
		for _, table := range appendOnlyTables(t, db, url) {
			if table == "audit_log" {
				continue // a chain of its own
			}
			var count int
			must(t, db.QueryRow(`SELECT COUNT(*) FROM `+table+` WHERE organisation_id = 'greve'`).Scan(&count))
			stored += count
		}
		stored += 3 + len(cases) // the organisation, its user, the user's role, and the cases
		check, err := s.VerifyRows(t.Context(), greve)
		must(t, err)
		if len(check.Faults) > 0 || check.Rows != stored || check.Unhashed+check.Loose > 0 {
			t.Errorf("%d rows are stored, %d are as they were told: %+v", stored, check.Rows, check.Faults)
		}
	})
}
