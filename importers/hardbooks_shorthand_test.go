package importers

import "testing"

// Hard to read because kind, sign and series are written in shorthand.
func TestHardBooksOfShorthand(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the sign rule as a sentence that names the direction",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ubemandet genbrugsplads*
t.kr., 2016-priser
+ angiver merudgift, - angiver mindreudgift
Post | 2016 | 2017
Adgangskontrol | 900 |
Abonnement | 60 | 80
Pladsfolk | | -350`}},
			in: 1000,
			want: `cost B5 2016 900, B6 2016 60, C6 2017 80
				benefit C7 2017 350`,
		},
		{
			name: "the cash rule as a sentence that names the direction",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ubemandet genbrugsplads*
t.kr., 2016-priser
+ angiver mindreudgift, - angiver merudgift
Post | 2016 | 2017
Adgangskontrol | -900 |
Pladsfolk | | 350`}},
			in: 1000,
			want: `cost B5 2016 900
				benefit C6 2017 350`,
		},
		{
			name: "lost income under income",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Selvbetjent svømmehal*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Porte | 950 |
Indtægter
Mindreindtægt, klippekort | 20 | 30
Tabt billetindtægt | 10 | 15
Merindtægt, aften | 50 | 150`}},
			in:      1000,
			answers: map[string]string{"kind@Økonomi!A7": cost, "kind@Økonomi!A8": cost},
			want: `cost B5 2016 950, B7 2016 20, C7 2017 30, B8 2016 10, C8 2017 15
				benefit B9 2016 50, C9 2017 150`,
		},
		{
			name: "realised written short beside the plan",
			sheets: []hardSheet{{name: "Gevinster", text: `
*Digital post*
t.kr., løbende priser
Gevinst | 2016K1 Plan | 2016K1 Real. | 2016K2 Plan | 2016K2 Real.
Færre breve | 50 | 40 | 60 | 55`}},
			in:      1000,
			answers: map[string]string{"level-or-increment@Gevinster": "level"},
			want:    `benefit B4 2016K1 50, C4 2016K1 40, D4 2016K2 60, E4 2016K2 55`,
		},
		{
			name: "the full-year effect in a year of its own",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Chatbot*
t.kr., 2016-priser
Post | 2016 | 2017 | Helårseffekt 2018
Udgift til licens | 60 | 120 | 130
Besparelse på telefontid | 90 | 140 | 300`}},
			in: 1000,
			want: `cost B4 2016 60, C4 2017 120, D4 2018 130
				benefit B5 2016 90, C5 2017 140, D5 2018 300`,
		},
		{
			name: "a phase-in beside the full-year effect of a year",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Chatbot*
t.kr., 2016-priser
Post | Helårseffekt 2019 | 2016 | 2017 | 2018
Besparelse på telefontid | 300 | 25 % | 50 % | 100 %
Besparelse på porto | 60 | 25 % | 50 % | 100 %`}},
			in:   1000,
			want: `benefit C4 2016 75, D4 2017 150, E4 2018 300, C5 2016 15, D5 2017 30, E5 2018 60`,
		},
		{
			name: "three estimates of one line, below each other",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Digital kø*
t.kr., 2016-priser
Post | 2016 | 2017
Udgift, system | 400 | 50
Gevinst, opkald, optimistisk | | 300
Gevinst, opkald, pessimistisk | | 100
Gevinst, opkald, forventet | | 200
Gevinst, lokaler | | 60`}},
			in:      1000,
			answers: map[string]string{"scenario@Økonomi!A5": "Gevinst, opkald, forventet"},
			want: `cost B4 2016 400, C4 2017 50
				benefit C7 2017 200, C8 2017 60`,
		},
		{
			name: "the sign rule is no title",
			sheets: []hardSheet{{name: "Økonomi", text: `
Genbrugsplads (t.kr., 2016-priser)
+ angiver merudgift, - angiver mindreudgift
Post | 2016 | 2017
Adgangskontrol | 900 |
Pladsfolk | | -350`}},
			in:    1000,
			names: []string{"Genbrugsplads"},
			want: `cost B4 2016 900
				benefit C5 2017 350`,
		},
	})
}

// TestShortSeriesNames: a column of realised amounts that is not told from the
// plan is added to it.
func TestShortSeriesNames(t *testing.T) {
	for words, want := range map[string]string{
		"Real.": "realised", "2016K1 Real.": "realised", "Real": "realised", "Real. 2016": "realised", "Plan": "plan",
		"Reale priser": "", "Real estate": "",
	} {
		if got := string(readHeading(words).series); got != want {
			t.Errorf("readHeading(%q).series = %q, want %q", words, got, want)
		}
	}
}
