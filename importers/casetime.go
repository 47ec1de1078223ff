package importers

import (
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// oldForecasts is rule W13: benefits whose forecast is older than a quarter.
// A workbook seldom says when a forecast was written. It is no younger than the
// last quarter its case has realised amounts for, when there are any, and never
// younger than the last quarter it tells of.
func oldForecasts(cases []Case, now time.Time) []Finding {
	if now.IsZero() {
		return nil
	}
	var found []Finding
	for _, c := range cases {
		written, known := lastQuarter(c.Lines, portfolio.Realised)
		for _, line := range c.Lines {
			first, told := line.Amounts.First()
			if line.Series != portfolio.Forecast || !told {
				continue
			}
			from, dated := written, known
			if !dated {
				from, dated = lastQuarter([]Line{line}, portfolio.Forecast)
			}
			if !dated || calc.QuarterOf(now).Index()-from.Index() < 2 {
				continue
			}
			if len(found) > 0 {
				found[0].Args["n"] = found[0].Args["n"].(int) + 1
				continue
			}
			cell := first.Cell()
			found = append(found, Finding{Severity: portfolio.SeverityWarning, Code: "rule-forecast-old", Cell: cell, Raw: first.Raw(),
				Args: map[string]any{"n": 1, "label": firstWord(line.Label, cell), "quarter": from.String()}})
		}
	}
	return found
}

// lastQuarter is the last quarter that a series has amounts for; a year ends in
// its fourth. false when no time is known.
func lastQuarter(lines []Line, series portfolio.Series) (last calc.Quarter, known bool) {
	for _, line := range lines {
		if line.Series != series {
			continue
		}
		for amount := range line.Amounts.All {
			q, ok := amount.Period.Quarter()
			if year, dated := amount.Period.Year(); !ok && dated {
				q, ok = calc.Quarter{Year: year, Q: 4}, true
			}
			if ok && (!known || last.Before(q)) {
				last, known = q, true
			}
		}
	}
	return last, known
}

// rankedObligatory is rule W19: obligatory cases with a place in an order.
func rankedObligatory(cases []Case) []Finding {
	var found []Finding
	for _, c := range cases {
		obligatory, _ := fieldOf(c.Fields, "obligatory")
		rank, ranked := fieldOf(c.Fields, "rank")
		if obligatory.Value != "true" || !ranked || !looksLikeNumber(rank.Value) {
			continue
		}
		if len(found) > 0 {
			found[0].Args["n"] = found[0].Args["n"].(int) + 1
			continue
		}
		found = append(found, Finding{Severity: portfolio.SeverityWarning, Code: "rule-obligatory-ranked", Cell: rank.Cell, Raw: rank.Raw,
			Args: map[string]any{"n": 1, "label": firstWord(c.Title, c.Number, rank.Cell), "rank": rank.Value}})
	}
	return found
}

// papersDays is how soon a council's date must be for missing papers to be told
// of (domain handbook W15).
const papersDays = 14

// checkPapers is rule W15: a case that is soon in the council while papers of
// the gate checklist are not known.
func (a *accepting) checkPapers(c Case, figures portfolio.CaseFigures) {
	date, cell := a.councilDate(c, figures.Case)
	if date.IsZero() {
		return
	}
	missing := portfolio.RouteOf(a.org, figures, a.now).MissingPapers()
	if len(missing) == 0 {
		return
	}
	label, title := ruled(c, nil)
	a.findings = append(a.findings, findingAt(portfolio.SeverityWarning, "rule-papers-missing", firstWord(cell, title), "",
		map[string]any{"title": label, "date": date, "n": len(missing), "papers": strings.Join(missing, ", ")}))
}

// councilDate is the day within papersDays on which a case is decided, and the
// cell that says so: its own decision date, or the next meeting when it has been
// submitted without one. Zero when there is none so soon.
func (a *accepting) councilDate(c Case, bc portfolio.BusinessCase) (date time.Time, cell string) {
	today := time.Date(a.now.Year(), a.now.Month(), a.now.Day(), 0, 0, 0, 0, time.UTC)
	last := today.AddDate(0, 0, papersDays-1)
	if decision := bc.DecisionDate; !decision.IsZero() {
		if decision.Before(today) || decision.After(last) {
			return time.Time{}, ""
		}
		stated, _ := fieldOf(c.Fields, "decision-date")
		return decision, stated.Cell
	}
	if bc.Status != portfolio.StatusSubmitted {
		return time.Time{}, ""
	}
	if soon := a.org.Governance.Meetings(today, last); len(soon) > 0 {
		return soon[0].Date, ""
	}
	return time.Time{}, ""
}
