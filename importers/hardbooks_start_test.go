package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
)

// Hard to read because the years stand elsewhere: in the title, in each row, or
// nowhere.
func TestHardBooksOfYearsElsewhere(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "months under a title with the year",
			sheets: []hardSheet{{name: "Ø", text: `
Gevinster i 2020
kr., 2020-p/l
Gevinst | jan | feb | mar
Porto | 9000 | 9100 | 9200
Papir | 800 | 810 | 820`}},
			want: `benefit B4 2020-01 9000, C4 2020-02 9100, D4 2020-03 9200, B5 2020-01 800, C5 2020-02 810, D5 2020-03 820`,
		},
		{
			name: "months and their sum, with small numbers below them",
			sheets: []hardSheet{{name: "2021", text: `
*Kørsel*
t.kr., 2020-p/l
Gevinst | Januar | Februar | Marts | I alt
Diesel | 10 | 11 | 12 | 33
Service | 1 | 2 | 3 | 6`}},
			in:   1000,
			want: `benefit B4 2021-01 10, C4 2021-02 11, D4 2021-03 12, B5 2021-01 1, C5 2021-02 2, D5 2021-03 3`,
		},
		{
			name: "months that pass a New Year",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni 2020
kr., 2020-p/l
Gevinst | okt | nov | dec | jan
Porto | 9000 | 9000 | 9000 | 8000`}},
			answers: map[string]string{"year-axis@Ø": "2020"},
			want:    `benefit B4 2020-10 9000, C4 2020-11 9000, D4 2020-12 9000, E4 2021-01 8000`,
		},
		{
			name: "each row's own start year",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Startår | Investering | Årlig besparelse
Porto | 2020 | 90000 | 20000
Lys | 2021 | 80000 | 30000`}},
			names:   []string{"Porto", "Lys"},
			answers: map[string]string{"year-axis@Ø": startYear},
			want: `cost C3 2020 90000, C4 2021 80000
				benefit D3 2020 20000, D4 2021 30000`,
		},
		{
			name: "one year for all rows, whatever they say they start",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Startår | Investering | Årlig besparelse
Porto | 2020 | 90000 | 20000
Lys | 2021 | 80000 | 30000`}},
			names:   []string{"Porto", "Lys"},
			answers: map[string]string{"year-axis@Ø": "2022"},
			want: `cost C3 2022 90000, C4 2022 80000
				benefit D3 2022 20000, D4 2022 30000`,
		},
		{
			name: "a row without a start year",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Opstartsår | Investering
Porto | '2020 | 90000
Lys | | 80000
Vand | senere | 70000`}},
			names:   []string{"Porto", "Lys", "Vand"},
			answers: map[string]string{"year-axis@Ø": startYear, "year-axis@Ø!B4": "2023", "year-axis@Ø!B5": "2024"},
			want:    `cost C3 2020 90000, C4 2023 80000, C5 2024 70000`,
		},
		{
			name: "months with a start year in each row",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Startår | Besparelse nov | Besparelse dec | Besparelse jan
Porto | 2020 | 9000 | 9100 | 100
Lys | 2021 | 8000 | 8100 | 200`}},
			names:   []string{"Porto", "Lys"},
			answers: map[string]string{"year-axis@Ø": startYear},
			want:    `benefit C3 2020-11 9000, D3 2020-12 9100, E3 2021-01 100, C4 2021-11 8000, D4 2021-12 8100, E4 2022-01 200`,
		},
		{
			name: "an amount of a month, and a start year",
			sheets: []hardSheet{{name: "Ø", text: `
kr., 2020-p/l
Projekt | Startår | Investering | Besparelse pr. måned
Porto | 2020 | 50000 | 9000
Lys | 2021 | 40000 | 8000`}},
			names:   []string{"Porto", "Lys"},
			answers: map[string]string{"year-axis@Ø": startYear, "per-period@Ø!D2": wholePeriods},
			want: `cost C3 2020 50000, C4 2021 40000
				benefit D3 2020 108000, D4 2021 96000`, // 12 times 9,000 and 8,000
		},
		{
			name: "an amount of a quarter that the year has once",
			sheets: []hardSheet{{name: "Ø", text: `
Digital post
kr., 2020-p/l
 | 2020 | 2021
Gevinst på porto pr. kvartal | 9000 | 9500
Udgift til licens | 20000 | 5000`}},
			answers: map[string]string{"per-period@Ø!A4": asItStands},
			want: `cost B5 2020 20000, C5 2021 5000
				benefit B4 2020 9000, C4 2021 9500`,
		},
		{
			name: "two years that fall",
			sheets: []hardSheet{{name: "Ø", text: `
Ny telefoni
kr., 2020-p/l
Post | 2017 | 2016
Udgifter
Licens | 100000 | 200000
Gevinster
Porto | 90000 | 0`}},
			want: `cost B5 2017 100000, C5 2016 200000
				benefit B7 2017 90000, C7 2016 0`,
		},
	})
}

// An answer that is none of the options is said to be none, with the options,
// and the question stays open.
func TestAnswersThatAreNoOption(t *testing.T) {
	sheet := hardSheet{name: "Ø", text: `
Ny telefoni (2020-p/l)
Post | 2020 | 2021
Udgifter | 450 | 120
Gevinster | 0 | 300`}
	file := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet.sheet()}}, Options{Answers: Answers{"unit@Ø": "tkr"}})
	wantQuestion(t, file, "unit@Ø")
	i := slices.IndexFunc(file.Findings, func(f Finding) bool { return f.Code == "answer-no-option" })
	if i < 0 || file.Status != Errors {
		t.Fatalf("status %s, findings %+v", file.Status, file.Findings)
	}
	if args := file.Findings[i].Args; args["answer"] != "tkr" || args["options"] != "kr., t.kr., mio. kr." || args["key"] != "unit@Ø" {
		t.Errorf("args %v", args)
	}
}
