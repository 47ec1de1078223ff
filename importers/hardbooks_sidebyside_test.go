package importers

import "testing"

// Hard to read because two cases stand beside each other on one sheet, each
// under texts of its own.
func TestHardBooksSideBySide(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "two cases, each under its own title and its own unit",
			sheets: []hardSheet{{name: "Sager", text: `
*Sag A: Digital nøgle* | | | | | *Sag B: Skærmbesøg*
(t.kr., 2025-pl) | | | | | (kr., 2025-pl)
Post | 2025 | 2026 | 2027 | | Post | 2025 | 2026 | 2027
Udgift: låse | 600 | | | | Udgift: skærme | 450000 | 20000 | 20000
Udgift: drift | 20 | 40 | 40 | | Udgift: support | 35000 | 35000 | 35000
Besparelse: kørsel | | 200 | 400 | | Besparelse: besøg | 100000 | 300000 | 300000`}},
			names: []string{"Sag A: Digital nøgle", "Sag B: Skærmbesøg"},
			want: `cost B4 2025 600000, B5 2025 20000, C5 2026 40000, D5 2027 40000
				benefit C6 2026 200000, D6 2027 400000
				cost G4 2025 450000, H4 2026 20000, I4 2027 20000, G5 2025 35000, H5 2026 35000, I5 2027 35000
				benefit G6 2025 100000, H6 2026 300000, I6 2027 300000`,
		},
		{
			name: "two cases that state their units in different rows and their own price levels",
			sheets: []hardSheet{{name: "Sager", text: `
*Digital nøgle* | | | | *Skærmbesøg (kr., 2024-pl)*
(t.kr., 2025-pl)
Post | 2025 | 2026 | | Post | 2025 | 2026
Udgift: låse | 600 | 20 | | Udgift: skærme | 450000 | 20000
Besparelse: kørsel | | 200 | | Besparelse: besøg | 100000 | 300000`}},
			names: []string{"Digital nøgle", "Skærmbesøg"},
			want: `cost B4 2025 600000, C4 2026 20000
				benefit C5 2026 200000
				cost F4 2025 450000, G4 2026 20000
				benefit F5 2025 100000, G5 2026 300000`,
		},
		{
			name: "two cases of which only the left one says its unit, below its title",
			sheets: []hardSheet{{name: "Sager", text: `
Digital nøgle | | | | Skærmbesøg
Beløb i t.kr., 2025-pl | | | | 2025-pl
Post | 2025 | 2026 | | Post | 2025 | 2026
Udgift: låse | 600 | 20 | | Udgift: skærme | 450000 | 20000
Besparelse: kørsel | | 200 | | Besparelse: besøg | 100000 | 300000`}},
			answers: map[string]string{"unit@Sager!E1": "kr."},
			names:   []string{"Digital nøgle", "Skærmbesøg"},
			want: `cost B4 2025 600000, C4 2026 20000
				benefit C5 2026 200000
				cost F4 2025 450000, G4 2026 20000
				benefit F5 2025 100000, G5 2026 300000`,
		},
		{
			name: "two cases under one line that says the unit of both",
			sheets: []hardSheet{{name: "Sager", text: `
Beløb i t.kr., 2025-pl
*Digital nøgle* | | | | *Skærmbesøg*
Post | 2025 | 2026 | | Post | 2025 | 2026
Udgift: låse | 600 | 20 | | Udgift: skærme | 450 | 20
Besparelse: kørsel | | 200 | | Besparelse: besøg | 100 | 300`}},
			in:    1000,
			names: []string{"Digital nøgle", "Skærmbesøg"},
			want: `cost B4 2025 600, C4 2026 20
				benefit C5 2026 200
				cost F4 2025 450, G4 2026 20
				benefit F5 2025 100, G5 2026 300`,
		},
		{
			name: "three cases with notes below that state the unit of each",
			sheets: []hardSheet{{name: "Sager", text: `
*Nøgle* | | | | *Skærm* | | | | *Robot*
Post | 2025 | 2026 | | Post | 2025 | 2026 | | Post | 2025 | 2026
Udgift: låse | 600 | 20 | | Udgift: skærme | 450000 | 20000 | | Udgift: licens | 1.2 | 0.1
Besparelse: kørsel | | 200 | | Besparelse: besøg | 100000 | 300000 | | Besparelse: løn | | 0.5

Beløb i t.kr., 2025-pl | | | | Beløb i kr., 2025-pl | | | | Beløb i mio. kr., 2025-pl`}},
			names: []string{"Nøgle", "Skærm", "Robot"},
			want: `cost B3 2025 600000, C3 2026 20000
				benefit C4 2026 200000
				cost F3 2025 450000, G3 2026 20000
				benefit F4 2025 100000, G4 2026 300000
				cost J3 2025 1200000, K3 2026 100000
				benefit K4 2026 500000`,
		},
		{
			name: "costs and benefits of one case beside each other in different units",
			sheets: []hardSheet{{name: "Sag", text: `
*Digital nøgle*
Udgifter | | | | Gevinster
(t.kr., 2025-pl) | | | | (kr., 2025-pl)
Post | 2025 | 2026 | | Post | 2025 | 2026
Låse | 600 | 20 | | Kørsel | 100000 | 300000
Oplæring | 50 | | | Nøgler | | 20000`}},
			names: []string{"Digital nøgle"},
			want: `cost B5 2025 600000, C5 2026 20000, B6 2025 50000
				benefit F5 2025 100000, G5 2026 300000, G6 2026 20000`,
		},
		{
			name: "costs and benefits of one case beside each other under one unit",
			sheets: []hardSheet{{name: "Sag", text: `
*Digital nøgle*
t.kr., 2025-pl
Udgifter | | | | Gevinster
Post | 2025 | 2026 | | Post | 2025 | 2026
Låse | 600 | 20 | | Kørsel | 100 | 300`}},
			in:    1000,
			names: []string{"Digital nøgle"},
			want: `cost B5 2025 600, C5 2026 20
				benefit F5 2025 100, G5 2026 300`,
		},
		{
			name: "two cases of which the right one begins lower",
			sheets: []hardSheet{{name: "Sager", text: `
*Digital nøgle (t.kr., 2025-pl)*
Post | 2025 | 2026
Udgift: låse | 600 | 20 | | *Skærmbesøg (kr., 2024-pl)*
Besparelse: kørsel | | 200 | | Post | 2025 | 2026
| | | | Udgift: skærme | 450000 | 20000
| | | | Besparelse: besøg | 100000 | 300000`}},
			names: []string{"Digital nøgle", "Skærmbesøg"},
			want: `cost B3 2025 600000, C3 2026 20000
				benefit C4 2026 200000
				cost F5 2025 450000, G5 2026 20000
				benefit F6 2025 100000, G6 2026 300000`,
		},
		{
			name: "two cases without a blank column between",
			sheets: []hardSheet{{name: "Sager", text: `
*Digital nøgle (t.kr., 2025-pl)* | | | *Skærmbesøg (kr., 2024-pl)*
Post | 2025 | 2026 | Post | 2025 | 2026
Udgift: låse | 600 | 20 | Udgift: skærme | 450000 | 20000
Besparelse: kørsel | | 200 | Besparelse: besøg | 100000 | 300000`}},
			names: []string{"Digital nøgle", "Skærmbesøg"},
			want: `cost B3 2025 600000, C3 2026 20000
				benefit C4 2026 200000
				cost E3 2025 450000, F3 2026 20000
				benefit E4 2025 100000, F4 2026 300000`,
		},
		{
			name: "costs and benefits of one case without a blank column between",
			sheets: []hardSheet{{name: "Sag", text: `
*Digital nøgle*
t.kr., 2025-pl
Udgifter | | | Gevinster
Post | 2025 | 2026 | Post | 2025 | 2026
Låse | 600 | 20 | Kørsel | 100 | 300`}},
			in:    1000,
			names: []string{"Digital nøgle"},
			want: `cost B5 2025 600, C5 2026 20
				benefit E5 2025 100, F5 2026 300`,
		},
	})
}
