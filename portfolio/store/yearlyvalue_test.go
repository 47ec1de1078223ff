package store_test

import (
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

func yearly(name, bytes string, values ...portfolio.YearlyValue) portfolio.Acceptance {
	a := acceptance(greve, file(name, bytes))
	a.Yearly = values
	return a
}

func target(year int, kroner calc.Money, cell string) portfolio.YearlyValue {
	return portfolio.YearlyValue{Quantity: portfolio.YearlyTarget, Year: year, Money: kroner * calc.Krone,
		PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesCurrent}, Source: portfolio.Source{Sheet: "Årstal", Cell: cell, Raw: "raw"}}
}

// An imported target stands before the strategy's own and names its cell; the
// latest stands; an undone import gives the earlier word back; and saving the
// organisation does not make it the organisation's own.
func TestYearlyTargetsFollowTheirImports(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		before, err := s.Organisation(t.Context(), greve)
		must(t, err)
		own, had := before.Strategy.TargetFor(2014)
		accept(t, s, yearly("a.xlsx", "one", target(2014, 3_000_000, "C7")))
		later := accept(t, s, yearly("b.xlsx", "two", target(2014, 4_000_000, "C8")))

		org, err := s.Organisation(t.Context(), greve)
		must(t, err)
		got, ok := org.Strategy.TargetFor(2014)
		if !ok || got.Amount != 4_000_000*calc.Krone || got.Source.Cell != "C8" || got.Source.File != "b.xlsx" || got.Source.Import != string(later.ID) {
			t.Errorf("%+v", got)
		}
		must(t, s.SaveOrganisation(t.Context(), org))
		_, err = s.Undo(t.Context(), greve, analystOf(greve), later.ID)
		must(t, err)
		all, err := s.Organisations(t.Context())
		must(t, err)
		for _, one := range all {
			got, ok := one.Strategy.TargetFor(2014)
			switch {
			case one.ID == greve && (!ok || got.Amount != 3_000_000*calc.Krone || got.Source.Cell != "C7"):
				t.Errorf("after undo: %+v", got)
			case one.ID != greve && got.Source.File != "":
				t.Errorf("%s has greve's target", one.ID)
			}
		}
		_, err = s.Undo(t.Context(), greve, analystOf(greve), "1")
		must(t, err)
		org, err = s.Organisation(t.Context(), greve)
		must(t, err)
		if got, ok := org.Strategy.TargetFor(2014); ok != had || got.Amount != own.Amount || len(org.Strategy.Imported) > 0 {
			t.Errorf("after both undone: %+v, had %+v", got, own)
		}
	})
}

func TestIndicesAreSeriesByTheirDate(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		day := time.Date(2013, 6, 1, 0, 0, 0, 0, time.UTC)
		rise := func(year int, growth float64, published time.Time) portfolio.YearlyValue {
			return portfolio.YearlyValue{Quantity: portfolio.YearlyWages, Year: year, Growth: growth, Published: published, Publication: "KL"}
		}
		accept(t, s, yearly("pl.csv", "pl", rise(2014, 0.01, day), rise(2015, 0.02, day), rise(2014, 0.015, day.AddDate(1, 0, 0))))
		org, err := s.Organisation(t.Context(), greve)
		must(t, err)
		indices := org.Strategy.Indices()
		if len(indices) != 2 || len(indices[0].Growth) != 2 {
			t.Fatalf("%+v", indices)
		}
		latest, ok := calc.LatestIndex(indices, calc.Wages, day.AddDate(0, 1, 0))
		if !ok || !latest.Published.Equal(day) || latest.Source != "KL" {
			t.Errorf("%+v", latest)
		}
		// 100 kr. at 2013 prices: × 1,01 × 1,02 = 103,02 kr.
		if got, err := latest.Convert(100*calc.Krone, 2013, 2015); err != nil || got != 10302 {
			t.Errorf("%v %v", got, err)
		}
	})
}
