package example

import (
	"time"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// filledTemplate is our own template with one case.
var filledTemplate = Example{
	Page: "skabelon", Layout: "raaderum-template", File: "skabelon.xlsx",
	Title: "Skabelonens ark Stamdata, udfyldt for sagen Digital byggesag, og arket Omkostninger med to linjer.",
	Shown: []Part{{"Stamdata", 26, 2}, {"Omkostninger", 8, 11}},
	write: func() ([]byte, error) { return template.Bytes(digitalPermits()) },
}

func digitalPermits() template.Form {
	rate := 0.035
	return template.Form{
		Organisation: "Eksempel Kommune", FocusAreas: []string{"Selvbetjening"}, FocusArea: "Selvbetjening",
		Unit: "t.kr.", BaseYear: 2024, Years: 4, Rate: &rate, Example: true, SpareRows: 2,
		Case: portfolio.BusinessCase{
			Number: "BC07", Title: "Digital byggesag", Origin: portfolio.Own, Phase: portfolio.PhaseExecution,
			Status: portfolio.StatusApproved, PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2024},
			DecisionDate: time.Date(2024, 2, 20, 0, 0, 0, 0, time.UTC),
			Costs: []portfolio.CostLine{
				{ID: "U1", Label: "Indførelse", Category: "change", Recurrence: portfolio.OneOff, Amounts: yearly(2024, 900)},
				{ID: "U2", Label: "Licens", Category: "licence", Recurrence: portfolio.Running, Amounts: yearly(2024, 60, 120, 120, 120)},
			},
			Benefits: []portfolio.Benefit{{
				ID: "G1", Label: "Færre papirsager", Kind: portfolio.Cashable, Owner: "Byggesagschefen", AccruesTo: portfolio.AccruesCentral,
				Recurrence: portfolio.Running, State: portfolio.BenefitDecided,
				Series: map[portfolio.Series][]portfolio.Amount{portfolio.Plan: yearly(2025, 400, 600, 600)},
			}},
		},
	}
}

// yearly are amounts of a thousand kroner, one a year.
func yearly(from int, thousands ...calc.Money) []portfolio.Amount {
	var amounts []portfolio.Amount
	for i, amount := range thousands {
		amounts = append(amounts, portfolio.Amount{Period: calc.YearOf(from + i), Money: amount * calc.ThousandKrone})
	}
	return amounts
}

// filledReturn is the workbook a coordinator reports in.
var filledReturn = Example{
	Page: "kvartalsindberetning", Layout: "raaderum-quarterly-return", File: "kvartalsindberetning.xlsx",
	Title: "Indberetningens ark Realiseret med en gevinst, hvor 1. kvartal er udfyldt, 2. kvartal er 0 og 3. kvartal er tomt.",
	Shown: []Part{{"Realiseret", 6, 9}},
	write: func() ([]byte, error) {
		return template.ReturnBytes(template.Return{
			Organisation: "Eksempel Kommune", FocusArea: "Selvbetjening", Coordinator: "Koordinatoren", Unit: "t.kr.",
			From: calc.Quarter{Year: 2025, Q: 1}, To: calc.Quarter{Year: 2025, Q: 4}, Example: true,
			Cases: []template.ReturnCase{{
				Number: "BC07", Title: "Digital byggesag",
				Benefits: []portfolio.Benefit{{
					ID: "G1", Label: "Færre papirsager", State: portfolio.BenefitReduced,
					Series: map[portfolio.Series][]portfolio.Amount{portfolio.Realised: {
						{Period: quarter(2025, 1), Money: 85 * calc.ThousandKrone}, {Period: quarter(2025, 2), Money: 0},
					}},
				}},
				Statuses: []portfolio.QuarterlyStatus{{
					CaseNumber: "BC07", Quarter: calc.Quarter{Year: 2025, Q: 1}, Light: portfolio.LightYellow,
					Comment: "Uddannelsen blev en måned forsinket", ReportedBy: "Koordinatoren",
					ReportedAt: time.Date(2025, 4, 10, 0, 0, 0, 0, time.UTC),
				}},
			}},
		})
	},
}

func quarter(year, q int) calc.Period { return calc.Quarter{Year: year, Q: q}.Period() }

// yearlyList is the list of targets, budget frames and price indices.
var yearlyList = Example{
	Page: "aarstal", Layout: "yearly-series", File: "aarstal.xlsx",
	Title: "Arket Årstal med mål for 2025 og 2026, et effektiviseringsbudget og en P/L-stigning, én værdi i hver række.",
	write: writing(sheet{"Årstal", `
*Række* | *År* | *Værdi* | *Enhed* | *Prisniveau* | *Offentliggjort* | *Kilde*
Mål | 2025 | 2,5 | mio. kr. | løbende
Mål | 2026 | 3 | mio. kr. | løbende
Effektiviseringsbudget | 2025 | 25.000 | t.kr. | 2025-pl
P/L løn | 2026 | 2,4 | % | | 30-06-2025 | Opdigtet kilde`}),
}
