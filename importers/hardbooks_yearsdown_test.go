package importers

import "testing"

// Hard to read because the years stand down the side and the columns beside them
// say in words of their own what they hold.
func TestHardBooksOfYearsDown(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "without the project and with it",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
kr., 2021-priser
År | Uden projekt | Med projekt
2021 | 500000 | 700000
2022 | 500000 | 300000
2023 | 510000 | 300000`}},
			answers: map[string]string{"row@Ark1!B3": asDifference},
			finds:   []string{"difference-of-columns Ark1!C3"},
			want: `cost C4 2021 200000
				benefit C5 2022 200000, C6 2023 210000`, // what is spent without less what is spent with
		},
		{
			name: "without the project and with it, with a minus",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
kr., 2021-priser
År | Uden projekt | Med projekt
2021 | -500000 | -700000
2022 | -500000 | -300000.5`}},
			answers: map[string]string{"row@Ark1!B3": asDifference},
			want: `cost C4 2021 200000
				benefit C5 2022 199999.5`,
		},
		{
			name: "without the project and with it, and neither counts",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
kr., 2021-priser
År | Udgift til licens | Uden projekt | Med projekt
2021 | 90000 | 500000 | 700000
2022 | 80000 | 500000 | 300000`}},
			answers: map[string]string{"row@Ark1!C3": asNothing},
			want:    `cost B4 2021 90000, B5 2022 80000`,
		},
		{
			name: "without the project, with it, and a year that has only one of them",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
kr., 2021-priser
År | Før | Efter
2021 | 500000 | 400000
2022 | | 300000
2023 | 500000 | afventer`}},
			answers: map[string]string{"row@Ark1!B3": asDifference},
			finds:   []string{"difference-missing Ark1!C5", "difference-missing Ark1!C6"},
			want:    `benefit C4 2021 100000`,
		},
		{
			name: "without the project, with it, and the difference",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
kr., 2021-priser
År | Uden projekt | Med projekt | Forskel
2021 | 500000 | 300000 | 200000
2022 | 500000 | 250000 | 250000`}},
			want:  `benefit D4 2021 200000, D5 2022 250000`,
			finds: []string{"before-after Ark1!B3", "before-after Ark1!C3"},
		},
		{
			name: "no heading says that the first column is years",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., 2021-priser
Tidspunkt | Porto | Papir | Sum
2021 | 900 | 80 | 980
2022 | 910 | 81 | 991
2023 | 920 | 82 | 1002`}},
			in:   1000,
			want: `benefit B4 2021 900, B5 2022 910, B6 2023 920, C4 2021 80, C5 2022 81, C6 2023 82`,
		},
		{
			name: "years with a series below each, before them and after",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
mio. kr., 2021-priser

Periode og version | Kontant | Ikke kontant | Hele
Før 2021 budget | 0.2 | 0 | 0.2
Forventet | 0.2 | 0 | 0.2
2021 budget | 0.9 | 0.1 | 1.0
Forventet | 0.8 | 0.1 | 0.9
2022 budget | 0.9 | 0.1 | 1.0
Forventet | 0.8 | 0.1 | 0.9
Resten | 1 | 0 | 1
Forventet | 2 | 0 | 2`}},
			in: 1000000,
			answers: map[string]string{
				"year-axis@Gevinster!A5": "2020", "year-axis@Gevinster!A11": leaveOut, "subtotal@Gevinster!D4": asSum,
			},
			want: `benefit B5 2020 0.2, B6 2020 0.2, B7 2021 0.9, B8 2021 0.8, B9 2022 0.9, B10 2022 0.8
				benefit C5 2020 0, C6 2020 0, C7 2021 0.1, C8 2021 0.1, C9 2022 0.1, C10 2022 0.1`,
			finds: []string{"row-without-period Gevinster!B11", "row-without-period Gevinster!B12"},
		},
		{
			name: "a text far to the right says nothing of the table",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post* | | | | | Omkostninger og drift
t.kr., 2021-priser
Post | 2021 | 2022
Porto | 900 | 910`}},
			in:   1000,
			want: `benefit B4 2021 900, C4 2022 910`,
		},
	})
}
