package importers

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

const yearlyList = `Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde
Mål;2016;2,5;mio. kr.;løbende;;
Mål;2017;;mio. kr.;løbende;;
Effektiviseringsbudget;2016;25.000;t.kr.;2016-pl;;
P/L løn;2016;2,14;%;;31-03-2015;KL
P/L løn;2017;1,9;%;;31-03-2015;KL
`

func importCSV(text string) File {
	return Import(context.Background(), "mål.csv", []byte(text), Options{Now: time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)})
}

func TestYearlyValuesAreRead(t *testing.T) {
	file := importCSV(yearlyList)
	if file.Status != Ready || file.Layout != "yearly-series" || len(file.Findings) > 0 || len(file.Yearly) != 4 {
		t.Fatalf("%s %s %+v %+v", file.Status, file.Layout, file.Findings, file.Yearly)
	}
	target, budget, wages := file.Yearly[0], file.Yearly[1], file.Yearly[2]
	if target.Money != 2_500_000*calc.Krone || target.PriceLevel.Basis != portfolio.PricesCurrent || target.Cell != "mål!C2" || target.Raw != "2,5" {
		t.Errorf("%+v", target)
	}
	if budget.Money != 25_000_000*calc.Krone || budget.PriceLevel != (portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2016}) {
		t.Errorf("%+v", budget)
	}
	if wages.Growth < 0.02139 || wages.Growth > 0.02141 || !wages.Published.Equal(time.Date(2015, 3, 31, 0, 0, 0, 0, time.UTC)) || wages.Publication != "KL" {
		t.Errorf("%+v", wages)
	}
}

func TestYearlyFaults(t *testing.T) {
	const head = "Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde\n"
	for line, want := range map[string]string{
		"":                                                   "yearly-empty@mål!C1",
		"Mål;2016;2,5;%;løbende;;":                           "yearly-unit@mål!D2",
		"Mål;2016;2,5;;løbende;;":                            "yearly-unit@mål!D2",
		"Mål;2016;2,5;mio. kr.;;;":                           "yearly-prices@mål!E2",
		"Mål;16;2,5;mio. kr.;løbende;;":                      "form-not-a-year@mål!B2",
		"Måling;2016;2,5;mio. kr.;løbende;;":                 "form-choice-unknown@mål!A2",
		"Mål;2016;ukendt;mio. kr.;løbende;;":                 "not-a-number@mål!C2",
		"P/L løn;2016;2,1;%;;;KL":                            "yearly-published@mål!F2",
		"P/L løn;2016;214;%;;31-03-2015;KL":                  "yearly-growth-doubtful@mål!C2",
		"Mål;2016;1;kr.;løbende;;\nMål;2016;2;kr.;løbende;;": "yearly-twice@mål!C3",
	} {
		file := importCSV(head + line + "\n")
		if file.Status != Errors || len(file.Findings) != 1 || file.Findings[0].Code+"@"+file.Findings[0].Cell != want {
			t.Errorf("%q: %s %+v, want %s", line, file.Status, file.Findings, want)
		}
	}
}

// The template goes out empty, and comes back as it was filled in.
func TestYearlyTemplateComesBack(t *testing.T) {
	var out bytes.Buffer
	if err := template.WriteYearly(&out, "Greve Kommune", 2016, 2018); err != nil {
		t.Fatal(err)
	}
	if empty := Import(context.Background(), "årstal.xlsx", out.Bytes(), Options{}); empty.Layout != "yearly-series" || len(empty.Yearly) > 0 {
		t.Fatalf("%s %+v", empty.Layout, empty.Yearly)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, value := range map[string]any{"C7": 2_500_000, "E7": "løbende", "C13": 2.14, "F13": "31-03-2015", "G13": "KL"} {
		if err := f.SetCellValue("Årstal", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := f.Write(&filled); err != nil {
		t.Fatal(err)
	}
	file := Import(context.Background(), "årstal.xlsx", filled.Bytes(), Options{})
	if file.Status != Ready || len(file.Yearly) != 2 {
		t.Fatalf("%s %+v", file.Status, file.Findings)
	}
	if v := file.Yearly[0]; v.Quantity != portfolio.YearlyTarget || v.Year != 2016 || v.Money != 2_500_000*calc.Krone || v.Cell != "Årstal!C7" {
		t.Errorf("%+v", v)
	}
	if v := file.Yearly[1]; v.Quantity != portfolio.YearlyWages || v.Year != 2016 || v.Cell != "Årstal!C13" {
		t.Errorf("%+v", v)
	}
	acceptance, findings := file.Acceptance(portfolio.Organisation{ID: "greve"}, portfolio.OriginalFile{}, Accepted{})
	if len(findings) > 0 || len(acceptance.Yearly) != 2 || acceptance.Yearly[0].Source.Cell != "C7" || acceptance.Yearly[0].Source.Sheet != "Årstal" {
		t.Errorf("%+v %+v", findings, acceptance.Yearly)
	}
}
