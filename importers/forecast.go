package importers

import (
	"raaderum/calc"
	"raaderum/portfolio"
)

// besides is what columns of one row have in common that tell the same amount in
// several series.
type besides struct {
	table  *table
	row    int
	kind   string
	period calc.Period
}

// tellForecastFromPlan settles "forventet": beside a plan it is a forecast, alone
// it is the plan. A column of the same amounts whose heading says no series,
// "Mål 2026" or "Oprindelig 2026", is the plan that it stands beside. Where only
// realised figures do, it is reported what became of it.
func (r *reader) tellForecastFromPlan() {
	planned, forecasts, realised := map[*table]bool{}, map[*table]fact{}, map[*table]bool{}
	beside := map[besides]bool{}
	for f := range r.facts.all {
		switch f.series() {
		case portfolio.Plan, portfolio.Budgeted:
			planned[f.table()] = true
		case portfolio.Realised:
			realised[f.table()] = true
		case portfolio.Forecast:
			if _, known := forecasts[f.table()]; !known {
				forecasts[f.table()] = f
			}
			if f.headedAs(portfolio.Forecast) {
				beside[f.besides()] = true
			}
		}
	}
	if len(forecasts) == 0 {
		return
	}
	for f := range r.facts.all {
		if f.series() == "" && beside[f.besides()] {
			planned[f.table()] = true
			f.saySeries(portfolio.Plan)
		}
	}
	for f := range r.facts.all {
		if f.series() == portfolio.Forecast && !planned[f.table()] {
			f.saySeries(portfolio.Plan)
		}
	}
	for t, f := range forecasts {
		if realised[t] && !planned[t] && f.headedAs(portfolio.Forecast) {
			head := t.headRef(f.col())
			r.find(Finding{Severity: portfolio.SeverityWarning, Code: "forecast-as-plan", Cell: head, Raw: t.columnText(f.col()), Args: map[string]any{"label": t.columnName(f.col())}})
		}
	}
}

// headedAs tells whether the heading over a fact says a series.
func (f fact) headedAs(series portfolio.Series) bool {
	c := f.table().columnAt(f.col())
	return c != nil && c.series == series
}

func (f fact) besides() besides { return besides{f.table(), f.row(), f.kind(), f.period()} }

// saySeries changes the series alone.
func (f fact) saySeries(series portfolio.Series) {
	said := *f.saying()
	said.series = series
	f.say(said)
}

// saysOnlySeries tells whether a column's name says a series and nothing else.
func saysOnlySeries(c *column) bool {
	return onlySeries.MatchString(fold(c.name))
}

var onlySeries = says(`^(?:(?:maal(?:tal|saetning|sat)?|target|plan|planned|planlagt|budget|budgetteret|budgetlagt|regnskab|realiseret|faktisk|actuals?|forventet|forventning|prognose|forecast|estimat|skoen|baseline|vedtaget|godkendt|oprindeligt?|korrigeret|revideret|hele|aaret|aarets|i|til|dato|pr|,)(?: |$))+$`)
