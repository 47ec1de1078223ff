package main

import "raaderum/portfolio"

// albertslund is a made-up handful of cases under Albertslund's real project
// model of 2019: one or two in each amount class, on the borders where the
// classes meet, decided on first Thursdays.
func albertslund() municipality {
	return municipality{
		profile: "albertslund", quarter: "2019K4", from: "2019K1", to: "2020K4",
		prices:       portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2019},
		coordinators: map[string]string{"": "Mona Eksempel"},
		projects: []project{
			{
				number: "AK-2019-01", slug: "ak-2019-01-lokaler", title: "Digital booking af lokaler",
				summary: "Foreninger booker selv lokaler. Et dagligt effektiviseringsprojekt under 100.000 kr.: enheden betaler og beholder gevinsten.",
				origin:  own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning, decided: "2019-02-07", goLive: "2019-04-01",
				owner: "Kultur & Fritid", system: "Leder af Kultur & Fritid", record: "85.00.00-P23-2-19", unit: "kr.", baseYear: 2019, years: 4,
				costs: []cost{{"Bookingmodul", "licence", once, []float64{38}}, {"Undervisning", "training", once, []float64{7.5}}, {"Drift", "licence", lasting, []float64{4.5, 6, 6, 6}}},
				benefits: []benefit{{label: "Telefontid", kind: cash, owner: "Leder af Kultur & Fritid", to: unit, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 44, start: "2019K2", realised: "2019K2 9.2 11.4 11.1"}},
				lights: "2019K1 GGGG",
			},
			{
				number: "AK-2019-02", slug: "ak-2019-02-bilag", title: "Tekstgenkendelse af indscannede bilag",
				summary: "Bilag læses af et program og lægges på sagen. Samlet udgift er lige under 100.000 kr.",
				origin:  own, phase: portfolio.PhaseExecution, status: portfolio.StatusApproved, decided: "2019-09-05", goLive: "2020-01-01",
				owner: "Økonomi & Stab", system: "Regnskabschef", record: "85.00.00-P23-9-19", unit: "kr.", baseYear: 2019, years: 4,
				costs: []cost{{"Licens og opsætning", "licence", once, []float64{81.9}}, {"Drift", "licence", lasting, []float64{none, 6, 6, 6}}},
				benefits: []benefit{{label: "Indtastning", kind: released, owner: "Regnskabschef", to: unit, recurrence: lasting, state: decided,
					fullYear: 70, start: "2020K1"}},
				lights: "2019K3 GG",
			},
			{
				number: "AK-2019-03", slug: "ak-2019-03-refusion", title: "Automatisk hjemtagning af refusion",
				summary: "Et program finder sager med ret til refusion og gør anmodningen klar. Indgår i det samlede Digitaliseringsforslag.",
				origin:  own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning, decided: "2019-03-07", goLive: "2019-07-01",
				owner: "Borger & Ydelse", system: "Ydelseschef", record: "85.00.00-P23-3-19", baseYear: 2019, years: 5,
				costs: []cost{{"Udvikling", "development", once, []float64{165}}, {"Ny arbejdsgang og undervisning", "change", once, []float64{45}}, {"Drift", "licence", lasting, []float64{10, 20, 20, 20, 20}}},
				benefits: []benefit{{label: "Hjemtagen refusion", kind: portfolio.Revenue, owner: "Ydelseschef", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 210, start: "2019K3", realised: "2019K3 41.7 55.2", forecast: "2020K1 52.5 52.5 52.5 52.5", budgeted: "2019 105 210"}},
				lights: "2019K1 GGYG", notes: map[string]string{"2019K3": "En måned forsinket af databehandleraftalen."},
			},
			{
				number: "AK-2019-04", slug: "ak-2019-04-affald", title: "Følere i affaldsbeholdere",
				summary: "Beholdere tømmes efter behov. Samlet udgift er 499.500 kr., som projektmodellens egne ord ikke nævner.",
				origin:  cross, phase: portfolio.PhaseAnalysis, status: portfolio.StatusSubmitted,
				owner: "By, Miljø & Beskæftigelse", system: "Driftschef", record: "07.18.00-P20-4-19", baseYear: 2020, years: 5,
				costs: []cost{{"Følere", "hardware", once, []float64{319.5}}, {"Drift", "licence", lasting, []float64{36, 36, 36, 36, 36}}},
				benefits: []benefit{{label: "Kørsel", kind: cash, owner: "Driftschef", to: town, recurrence: lasting, state: estimated,
					fullYear: 160, start: "2020K3"}},
			},
			{
				number: "AK-2019-05", slug: "ak-2019-05-saarpleje", title: "Digital sårpleje med fjernvejledning",
				summary: "Billeder af sår vurderes af hospitalet på afstand. Samlet udgift er præcis 500.000 kr.: selvstændigt budgetforslag.",
				origin:  joint, phase: portfolio.PhaseProcurement, status: portfolio.StatusApproved, decided: "2019-06-06",
				owner: "Sundhed, Pleje & Omsorg", system: "Sygeplejechef", record: "27.36.00-P20-7-19", baseYear: 2020, years: 5,
				costs: []cost{{"Enheder og licenser", "licence", once, []float64{240}}, {"Uddannelse", "training", once, []float64{110}}, {"Drift", "licence", lasting, []float64{30, 30, 30, 30, 30}}},
				benefits: []benefit{{label: "Færre ambulante besøg", kind: cash, owner: "Sygeplejechef", to: town, recurrence: lasting, state: decided, baseline: true,
					fullYear: 240, start: "2020K2", forecast: "2020K2 45 60 60"}},
				lights: "2019K3 GG",
			},
			{
				number: "AK-2019-06", slug: "ak-2019-06-pladsanvisning", title: "Digital pladsanvisning",
				summary: "Opskrivning, anvisning og opsigelse klares digitalt. Selvstændigt budgetforslag med plan for høst af gevinster.",
				origin:  own, phase: portfolio.PhaseExecution, status: portfolio.StatusRunning, decided: "2019-05-02", goLive: "2020-01-01",
				owner: "Dagtilbud", system: "Dagtilbudschef", record: "28.06.00-P20-1-19", baseYear: 2019, years: 6,
				costs: []cost{
					{"System og opsætning", "licence", once, []float64{540, 120}}, {"Konvertering", "migration", once, []float64{90}},
					{"Undervisning og ny arbejdsgang", "change", once, []float64{60, 110}}, {"Drift", "licence", lasting, []float64{none, 66, 66, 66, 66, 66}},
				},
				benefits: []benefit{{label: "Sagsbehandling i pladsanvisningen", kind: cash, owner: "Dagtilbudschef", to: town, recurrence: lasting, state: decided, now: budgeted, baseline: true,
					fullYear: 420, start: "2020K1", forecast: "2020K1 95 105 105 105", budgeted: "2020 400"}},
				lights: "2019K2 GYG", notes: map[string]string{"2019K3": "Konverteringen kræver en ekstra prøve."},
			},
		},
	}
}
