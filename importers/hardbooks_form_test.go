package importers

import "testing"

// Hard because there is no table: labels, each with its value beside it, and no
// year but the one that is asked for.
func TestHardBooksOfForms(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a form whose title has no label",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ny telefoni*
Anskaffelse: | 450000
Årlig drift: | 60000
Årlig besparelse: | 210000
Prisniveau: | 2020
Enhed: | kr.`}},
			names:   []string{"Ny telefoni"},
			answers: map[string]string{"year-axis@Økonomi": "2022"},
			want: `cost B2 2022 450000, B3 2022 60000
				benefit B4 2022 210000`,
		},
		{
			name: "a form with remarks, counts and a year of start",
			sheets: []hardSheet{{name: "Ark1", text: `
*Ny telefoni*
Økonomi i 2022-priser
Anskaffelse (kr.) | 450.000 kr. | tilbud fra leverandør
Årlig besparelse (kr.) | 210000 | skønnet
I alt første år | 240000
Startår | 2022
Antal brugere | 400`}},
			names:   []string{"Ny telefoni"},
			answers: map[string]string{"year-axis@Ark1": startYear},
			want: `cost B3 2022 450000
				benefit B4 2022 210000`,
		},
		{
			name: "a form beside a table is what the table rests on",
			sheets: []hardSheet{{name: "Forudsætninger", text: `
Årlig besparelse | 300
Licens pr. år | 100`}, {name: "Økonomi", text: `
*Digital byggesag*
t.kr. 2021 p/l
Post | 2021 | 2022
Udgifter
Licens | 100 | 100
Gevinster
Sparet tid | 0 | 300`}},
			in: 1000, names: []string{"Digital byggesag"},
			want: `cost Økonomi!B5 2021 100, Økonomi!C5 2022 100
				benefit Økonomi!B7 2021 0, Økonomi!C7 2022 300`,
		},
	})
}
