package importers

import "testing"

// Lines called after hours in tables of money are asked about: what is saved on
// hours is often called so.
func TestHardBooksOfHoursByName(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "benefits under their own years, the unit beside the title",
			sheets: []hardSheet{{name: "Økonomi", text: `
Projekt | Nye tablets
Enhed | 1.000 kr. | Prisniveau | 2026-pl

Udgifter | 2026 | 2027 | 2028
Indkøb | 1200 | | 300
Abonnement | 110 | 220 | 220

Gevinster | 2026 | 2027 | 2028
Færre køretimer | 200 | 900 | 900`}},
			in: 1000, answers: map[string]string{"unit@Økonomi!A9": "beløb"},
			want: `cost B5 2026 1200, D5 2028 300, B6 2026 110, C6 2027 220, D6 2028 220
				benefit B9 2026 200, C9 2027 900, D9 2028 900`,
		},
		{
			name: "hours in the middle of a name, in kroner",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licens | 4000 | 4000
Gevinster
Sparede timer i hjemmeplejen | 3000 | 4500`}},
			answers: map[string]string{"unit@Økonomi!A7": "beløb"},
			want: `cost B5 2026 4000, C5 2027 4000
				benefit B7 2026 3000, C7 2027 4500`,
		},
		{
			name: "hours that amounts are computed from are hours",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licens | 4000 | 4000
Gevinster
Sparede timer | 30 | 45
Værdi af sparet tid | =B7*300 -> 9000 | =C7*300 -> 13500`}},
			want: `cost B5 2026 4000, C5 2027 4000
				benefit B8 2026 9000, C8 2027 13500`,
			leaves: []string{"B7", "C7"},
		},
	})
}

// The table itself says which rows that name hours are no money: its sums leave them
// out, or every line but them has a unit or a sum of its years. Nothing is asked of
// those. What nothing tells is asked about still.
func TestHardBooksOfHoursThatTheTableLeavesOut(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a total above its parts, whose group stands on the first of them",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
t.kr., 2026-pl
Gruppe | Post | 2026 | 2027
 | Udgifter i alt | 900 | 250
Udgifter | Licens | 700 | 200
 | Årsværk | 0,4 | 3
 | heraf intern tid | 90 | 60
 | Support | 200 | 50
Gevinster | Porto | 0 | 400`}},
			in: 1000,
			want: `cost C5 2026 700, D5 2027 200, C8 2026 200, D8 2027 50
				benefit C9 2026 0, D9 2027 400`,
			leaves: []string{"C6", "D6"},
		},
		{
			name: "a result that is what it is without them",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
mio. kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licens | 0,52 | 0,77
Timer | 793 | 50
Gevinster
Porto | 0,1 | 0,47
Netto | -0,42 | -0,3`}},
			in: 1_000_000,
			want: `cost B5 2026 0.52, C5 2027 0.77
				benefit B8 2026 0.1, C8 2027 0.47`,
			leaves: []string{"B6", "C6"},
		},
		{
			name: "every other line with its unit in the cell",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
2026-pl
Post | 2026 | 2027
Udgifter
Licens | 324 t.kr. | 324 t.kr.
Timer | 51 | 2500
Gevinster
Porto | 10 t.kr. | 679 t.kr.`}},
			in: 1000,
			want: `cost B5 2026 324, C5 2027 324
				benefit B8 2026 10, C8 2027 679`,
			leaves: []string{"B6", "C6"},
		},
		{
			name: "every other line with the sum of its years",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
mio. kr., 2026-pl
Post | 2026 | 2027 | I alt
Udgifter
Licens | 0,5 | 0,7 | 1,2
Årsværk | 0,4 | 3 |
Gevinster
Porto | 0,1 | 0,4 | 0,5`}},
			in: 1_000_000,
			want: `cost B5 2026 0.5, C5 2027 0.7
				benefit B8 2026 0.1, C8 2027 0.4`,
			leaves: []string{"B6", "C6"},
		},
		{
			name: "nothing tells, or the total counts them",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
mio. kr., 2026-pl
Post | 2026 | 2027 | I alt
Udgifter
Licens | 0,5 | 0,7 | 1,2
Årsværk | 0,4 | 3 | 3,4
Gevinster
Færre køretimer | 0,1 | 0,4 |
Porto | 0,2 | 0,3 | 0,5
Gevinster i alt | 0,3 | 0,7 | 1`}},
			in: 1_000_000, answers: map[string]string{"unit@Økonomi!A6": asCount, "unit@Økonomi!A8": asMoney},
			want: `cost B5 2026 0.5, C5 2027 0.7
				benefit B8 2026 0.1, C8 2027 0.4, B9 2026 0.2, C9 2027 0.3`,
			leaves: []string{"B6", "C6"},
		},
	})
}
