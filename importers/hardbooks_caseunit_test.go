package importers

import (
	"strings"
	"testing"
)

// A unit for each case: the proposals of a comparison come from different people,
// who wrote their amounts in different units and said which.
func TestHardBooksOfAUnitForEachCase(t *testing.T) {
	const comparison = `
Sammenligning af forslag
 | Forslag A | Forslag B | Forslag C
Projektnavn | Digitale skilte | Sensorer | Lønsystem
HEADING | kr. | t.kr. | mio. kr.
Prisniveau | 2026 | 2026 | 2026
Anlægsudgift
2026 | 450000 | 300 | 2.1
2027 | 0 | 120 | 0.4
Besparelse
2027 | 110000 | 140 | 0.9
2028 | 160000 | 210 | 1.8`
	const compared = `
		cost B7 2026 450000, B8 2027 0, C7 2026 300000, C8 2027 120000, D7 2026 2100000, D8 2027 400000
		benefit B10 2027 110000, B11 2028 160000, C10 2027 140000, C11 2028 210000, D10 2027 900000, D11 2028 1800000`
	var books []hardBook
	for _, heading := range []string{"Beløb er angivet i", "Enhed", "Angivet i", "Beløb i", "Alle tal er i", "Tallene er opgjort i:"} {
		books = append(books, hardBook{
			name:   "across, below " + heading,
			sheets: []hardSheet{{name: "Sammenligning", text: strings.ReplaceAll(comparison, "HEADING", heading)}},
			names:  []string{"Digitale skilte", "Sensorer", "Lønsystem"}, want: compared,
		}, hardBook{
			name: "down, below " + heading,
			sheets: []hardSheet{{name: "Register", text: strings.ReplaceAll(`
Forslag | HEADING | Prisniveau | Udgift 2026 | Gevinst 2026 | Gevinst 2027
Droner | 1.000 kr. | 2026-pl | 400 | 0 | 300
Kundesystem | mio. kr. | 2026-pl | 1.5 | 0.5 | 2
Skilte | kr. | 2026-pl | 450000 | 110000 | 160000`, "HEADING", heading)}},
			names: []string{"Droner", "Kundesystem", "Skilte"},
			want: `cost D2 2026 400000, D3 2026 1500000, D4 2026 450000
				benefit E2 2026 0, F2 2027 300000, E3 2026 500000, F3 2027 2000000, E4 2026 110000, F4 2027 160000`,
		})
	}
	readHardBooks(t, append(books, []hardBook{
		{
			name: "scales without what they scale",
			sheets: []hardSheet{{name: "Register", text: `
Forslag | Angivet i | Prisniveau | Udgift 2026 | Gevinst 2026 | Gevinst 2027
Droner | '1.000 | 2026-pl | 400 | 0 | 300
Kundesystem | 'tusinde | 2026-pl | 1500 | 500 | 2000
Skilte | hele kr. | 2026-pl | 450000 | 110000 | 160000`}},
			want: `cost D2 2026 400000, D3 2026 1500000, D4 2026 450000
				benefit E2 2026 0, F2 2027 300000, E3 2026 500000, F3 2027 2000000, E4 2026 110000, F4 2027 160000`,
		},
		{
			name: "one case says no unit: it is asked for",
			sheets: []hardSheet{{name: "Register", text: `
Forslag | Enhed | Prisniveau | Udgift 2026 | Gevinst 2026 | Gevinst 2027
Droner | t.kr. | 2026-pl | 400 | 0 | 300
Kundesystem | mio. kr. | 2026-pl | 1.5 | 0.5 | 2
Skilte |  | 2026-pl | 450000 | 110000 | 160000`}},
			answers: map[string]string{"unit@Register": "kr."},
			want: `cost D2 2026 400000, D3 2026 1500000, D4 2026 450000
				benefit E2 2026 0, F2 2027 300000, E3 2026 500000, F3 2027 2000000, E4 2026 110000, F4 2027 160000`,
		},
		{
			name: "the unit stands after each case's name",
			sheets: []hardSheet{{name: "Sammenligning", text: `
Forslag | Prisniveau | Udgift 2026 | Gevinst 2026 | Gevinst 2027
Droner (t.kr.) | 2026-pl | 400 | 0 | 300
Kundesystem (mio. kr.) | 2026-pl | 1.5 | 0.5 | 2
Skilte (kr.) | 2026-pl | 450000 | 110000 | 160000`}},
			want: `cost C2 2026 400000, C3 2026 1500000, C4 2026 450000
				benefit D2 2026 0, E2 2027 300000, D3 2026 500000, E3 2027 2000000, D4 2026 110000, E4 2027 160000`,
		},
	}...))
}
