package importers

import "testing"

// Hard because a sheet holds budget against accounts of the case on another: it
// is no case of its own, and its budget is the case's plan once more.
func TestHardBooksThatFollowUp(t *testing.T) {
	plan := hardSheet{name: "Business case", text: `
*Digital byggesag*
t.kr. 2021 p/l
Post | 2021 | 2022 | 2023
Udgifter
Licens | 400 | 100 | 100
Rådgivning | 200 | 0 | 0
Gevinster
Sparet tid | 0 | 300 | 300`}
	const own = `cost B5 2021 400, C5 2022 100, D5 2023 100, B6 2021 200, C6 2022 0, D6 2023 0
		benefit B8 2021 0, C8 2022 300, D8 2023 300
		`
	const realised = `cost Opfølgning!C3 2021 410, Opfølgning!E3 2022 95, Opfølgning!C4 2021 180
		benefit Opfølgning!C5 2021 0, Opfølgning!E5 2022 250`
	readHardBooks(t, []hardBook{
		{
			name: "budget against accounts",
			sheets: []hardSheet{plan, {name: "Opfølgning", text: `
t.kr. 2021 p/l
Post | Budget 2021 | Regnskab 2021 | Budget 2022 | Regnskab 2022
Licens | 400 | 410 | 100 | 95
Rådgivning | 200 | 180 | 0 |
Sparet tid | 0 | 0 | 300 | 250`}},
			in: 1000, names: []string{"Digital byggesag"},
			want:  own + realised,
			finds: []string{"sheet-follows-up Opfølgning!B3"},
		},
		{
			name: "another budget against accounts",
			sheets: []hardSheet{plan, {name: "Opfølgning", text: `
t.kr. 2021 p/l
Post | Budget 2021 | Regnskab 2021 | Budget 2022 | Regnskab 2022
Licens | 420 | 410 | 100 | 95
Rådgivning | 200 | 180 | 0 |
Sparet tid | 0 | 0 | 300 | 250`}},
			in: 1000, names: []string{"Digital byggesag"},
			answers: map[string]string{"scenario@Opfølgning": "Business case"},
			want:    own + realised,
		},
		{
			name: "another budget against accounts, which counts",
			sheets: []hardSheet{plan, {name: "Opfølgning", text: `
t.kr. 2021 p/l
Post | Budget 2021 | Regnskab 2021 | Budget 2022 | Regnskab 2022
Licens | 420 | 410 | 100 | 95
Rådgivning | 200 | 180 | 0 |
Sparet tid | 0 | 0 | 300 | 250`}},
			in: 1000, names: []string{"Digital byggesag"},
			answers: map[string]string{"scenario@Opfølgning": "Opfølgning"},
			want: `cost Opfølgning!B3 2021 420, Opfølgning!D3 2022 100, D5 2023 100, Opfølgning!B4 2021 200, Opfølgning!D4 2022 0, D6 2023 0
				benefit Opfølgning!B5 2021 0, Opfølgning!D5 2022 300, D8 2023 300
				` + realised,
		},
		{
			name: "a case of its own, by its title",
			sheets: []hardSheet{plan, {name: "Ark2", text: `
Projekt | Ny telefoni
t.kr. 2021 p/l
Post | Budget 2021 | Regnskab 2021
Udgifter
Licens | 400 | 410
Gevinster
Sparet tid | 0 | 0`}},
			in: 1000, names: []string{"Digital byggesag", "Ny telefoni"},
			want: own + `cost Ark2!B5 2021 400, Ark2!C5 2021 410
				benefit Ark2!B7 2021 0, Ark2!C7 2021 0`,
		},
	})
}
