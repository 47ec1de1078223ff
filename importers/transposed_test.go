package importers

import "testing"

// A list of where numbers stand holds none, and a register whose headings are
// roles is no sheet of cases beside each other: neither may become cases. Both
// were read as ready cases without an amount, or as a question for every row.
func TestNoCasesAcross(t *testing.T) {
	for name, text := range map[string]string{
		"where numbers stand": "cell_key,template_sheet,cellreference,type\n" +
			"Projekt,Forside,C11,TEXT\nUdgifter 2019,9 - Costs,H28,TEXT\nUdgifter 2020,9 - Costs,I28,TEXT\nUdgifter 2021,9 - Costs,L28,TEXT\nUdgifter 2022,9 - Costs,M28,TEXT\n",
		"a register": "year;project_number;project_name;department;start_date;end_date;yearly_forecast;comment\n" +
			"2021;MOD_0106_1617-Q1;Fly;MOD;2014-07-08;2024-04-01;£654.11;x\n2021;BIS_0014_1415-Q3;Skib;BEIS;2014-07-08;2024-04-01;£54.11;y\n" +
			"2021;DECC_0010_1112-Q1;Vind;BEIS;2014-07-08;2024-04-01;£4.11;z\n2021;DECC_0005_1112-Q1;Sol;BEIS;2014-07-08;2024-04-01;£7.11;z\n",
	} {
		t.Run(name, func(t *testing.T) {
			file := importCSV(text)
			if len(file.Cases) > 0 || len(file.Questions) > 0 {
				t.Fatalf("%d cases and %d questions", len(file.Cases), len(file.Questions))
			}
			if file.Status != Errors {
				t.Errorf("status %s", file.Status)
			}
		})
	}
}
