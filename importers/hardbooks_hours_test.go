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
