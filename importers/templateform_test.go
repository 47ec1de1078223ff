package importers

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// read interprets bytes as Import does, without the edges.
func read(t testing.TB, data []byte, answers Answers) File {
	t.Helper()
	book, err := workbook.Read(context.Background(), "sag.xlsx", data, workbook.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return Interpret(book, Options{Answers: answers})
}

// vectorA is the first vector of the handbook's calculation reference: an
// investment of 1.000.000 kr. and five years of 300.000 kr.
func vectorA() template.Form {
	rate := 0.04
	form := template.Form{
		Organisation: "Eksempel Kommune", FocusArea: "ESDH", Unit: "t.kr.", BaseYear: 2013, Years: 6, Rate: &rate,
		Case: portfolio.BusinessCase{
			Number: "BC01", Title: "Opgradering af ESDH", Origin: portfolio.Own, Phase: portfolio.PhaseExecution,
			Status: portfolio.StatusApproved, PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2013},
			DecisionDate: time.Date(2013, 3, 14, 0, 0, 0, 0, time.UTC),
			Costs: []portfolio.CostLine{{ID: "U1", Label: "Licenser", Category: "licence", Recurrence: portfolio.OneOff,
				Amounts: []portfolio.Amount{{Period: calc.YearOf(2013), Money: 1_000_000 * calc.Krone}}}},
		},
	}
	gains := portfolio.Benefit{ID: "G1", Label: "Færre licenser", Kind: portfolio.Cashable, Owner: "Centerchef",
		AccruesTo: portfolio.AccruesCentral, Recurrence: portfolio.Running, State: portfolio.BenefitDecided,
		Series: map[portfolio.Series][]portfolio.Amount{}}
	for year := 2014; year <= 2018; year++ {
		gains.Series[portfolio.Plan] = append(gains.Series[portfolio.Plan],
			portfolio.Amount{Period: calc.YearOf(year), Money: 300_000 * calc.Krone})
	}
	form.Case.Benefits = []portfolio.Benefit{gains}
	return form
}

func templateBytes(t testing.TB, form template.Form) []byte {
	t.Helper()
	data, err := template.Bytes(form)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTemplateComesBack(t *testing.T) {
	file := read(t, templateBytes(t, vectorA()), nil)
	out, _ := json.MarshalIndent(file, "", " ")
	t.Logf("%s", out)
	if file.Status != Ready {
		t.Fatal(file.Status)
	}
}
