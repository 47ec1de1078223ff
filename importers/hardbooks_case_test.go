package importers

import "testing"

// Hard to read because it is not said outright which amounts are whose case.
// Expected amounts are the cells' numbers times the unit that A2 says, by hand.
func TestHardBooksWhoseCase(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "everyday words over costs and benefits beside each other are no cases",
			sheets: []hardSheet{{name: "Regnestykke", text: `
*Ny nøgleordning i Fjordby Kommune*
t.kr., 2026-pl
*Det koster* | < | < | | *Det giver* | < | <
*t.kr.* | *2026* | *2027* | | *t.kr.* | *2026* | *2027*
Køb af bokse | 380 | | | Mindre kørsel | 90 | 240
Kurser | 48 | 24 | | Fælles indkøb | | 175`}},
			names: []string{"Ny nøgleordning"},
			in:    1000,
			want: `cost B5 2026 380, B6 2026 48, C6 2027 24
				benefit F5 2026 90, G5 2027 240, G6 2027 175`,
		},
		{
			name: "kinds over the first column of two tables beside each other, not merged",
			sheets: []hardSheet{{name: "Regnestykke", text: `
*Ny nøgleordning*
t.kr., 2026-pl
*Udgifter* | | | | *Gevinster*
*t.kr.* | *2026* | *2027* | | *t.kr.* | *2026* | *2027*
Køb af bokse | 380 | | | Mindre kørsel | 90 | 240
Kurser | 48 | 24 | | Fælles indkøb | | 175`}},
			names: []string{"Ny nøgleordning"},
			in:    1000,
			want: `cost B5 2026 380, B6 2026 48, C6 2027 24
				benefit F5 2026 90, G5 2027 240, G6 2027 175`,
		},
		{
			name: "projects that say themselves that they are sums, and a sum of all in plain values",
			sheets: []hardSheet{{name: "Gevinstoversigt", text: `
*Gevinstoversigt 2025-2027*
t.kr., 2025-pl

*Projekt / gevinst* | *2025* | *2026*
*Velfærdsalarmer i alt* | 20 | 345
Færre nattevagter | 0 | 300
Mindre vask | 20 | 45
*Digital byggesag i alt* | 145 | 285
Kortere behandling | 110 | 250
Mindre scanning | 35 | 35
*Kommunen* | 165 | 630`}},
			names: []string{"Velfærdsalarmer", "Digital byggesag"},
			in:    1000,
			want: `benefit B6 2025 0, C6 2026 300, B7 2025 20, C7 2026 45
				benefit B9 2025 110, C9 2026 250, B10 2025 35, C10 2026 35`,
		},
		{
			name: "a sheet for each year of one project, put together by the answers",
			sheets: []hardSheet{{name: "2025", text: `
*Digitalt havnekontor – 2025*
kr., 2025-priser

*Post* | *2025*
Udgift: automat | 210000
Besparelse: vagt | 85000`}, {name: "2026", text: `
*Digitalt havnekontor – 2026*
kr., 2025-priser

*Post* | *2026*
Udgift: automat | 195000
Besparelse: vagt | 240000`}, {name: "2027", text: `
*Digitalt havnekontor – 2027*
kr., 2025-priser

*Post* | *2027*
Udgift: afgift | 60000
Besparelse: vagt | 310000`}},
			names:   []string{"Digitalt havnekontor"},
			answers: map[string]string{"year-axis@2025": "2025", "year-axis@2026": "2026", "year-axis@2027": "2027", "duplicate-case@2026!A1": "together", "duplicate-case@2027!A1": "together"},
			in:      1,
			want: `cost 2025!B5 2025 210000, 2026!B5 2026 195000, 2027!B5 2027 60000
				benefit 2025!B6 2025 85000, 2026!B6 2026 240000, 2027!B6 2027 310000`,
		},
		{
			name: "numbered cards below each other, the number in one cell and the title in the next",
			sheets: []hardSheet{{name: "Ansøgninger", text: `
*Innovationspuljen 2026 – ansøgninger*
t.kr., 2026-pl

*Projekt 1* | *Digital vejviser*
Ansøger | Rådhuset
 | *2026* | *2027*
Engangsudgift | 180 | 20
Besparelse | | 45
*Netto* | =B8-B7 -> -180 | =C8-C7 -> 25

*Projekt 2* | *Fælles låse*
Ansøger | Klubberne
 | *2026* | *2027*
Engangsudgift | 95 |
Besparelse | 60 | 140
*Netto* | =B15-B14 -> -35 | =C15-C14 -> 140`}},
			names: []string{"Digital vejviser", "Fælles låse"},
			in:    1000,
			want: `cost B7 2026 180, C7 2027 20
				benefit C8 2027 45
				cost B14 2026 95
				benefit B15 2026 60, C15 2027 140`,
		},
		{
			name: "labels with their values below each other, once for each project",
			sheets: []hardSheet{{name: "Indberetning 2025", text: `
*Projekt* | *Lokale bokse*
Projektnr. | 14
Udgift 2025 | 81500
Gevinst 2025 | 40000
Bemærkning | Følger planen, kr. i løbende priser

*Projekt* | *Robotter på kontoret*
Projektnr. | 17
Udgift 2025 | 212300
Gevinst 2025 | 0
Bemærkning | Forsinket`}},
			names: []string{"Lokale bokse", "Robotter på kontoret"},
			quiet: []string{"text-other-case"},
			in:    1,
			want: `cost B3 2025 81500
				benefit B4 2025 40000
				cost B9 2025 212300
				benefit B10 2025 0`,
		},
		{
			name: "projects merged over the columns of their costs and gains, quarters down",
			sheets: []hardSheet{{name: "2024", text: `
*Regnskab for to projekter 2024*
t.kr., løbende priser

 | *Ny telefoni* | < | *Fælles vogne* | <
 | *Forbrug* | *Gevinst* | *Forbrug* | *Gevinst*
1. kvartal 2024 | 120 | 0 | 45 | 10
2. kvartal 2024 | 80 | 25 | 12 | 38
3. kvartal 2024 | 15 | 60 | 12 | 44`}},
			names: []string{"Ny telefoni", "Fælles vogne"},
			in:    1000,
			want: `cost B6 2024K1 120, B7 2024K2 80, B8 2024K3 15
				benefit C6 2024K1 0, C7 2024K2 25, C8 2024K3 60
				cost D6 2024K1 45, D7 2024K2 12, D8 2024K3 12
				benefit E6 2024K1 10, E7 2024K2 38, E8 2024K3 44`,
		},
		{
			name: "the same headings where nothing says that they are projects: asked",
			sheets: []hardSheet{{name: "2024", text: `
*Fælles nøglesystem*
t.kr., løbende priser

 | *Plejehjemmene* | < | *Biblioteket* | <
 | *Udgift* | *Gevinst* | *Udgift* | *Gevinst*
1. kvartal 2024 | 120 | 0 | 45 | 10
2. kvartal 2024 | 80 | 25 | 12 | 38
3. kvartal 2024 | 15 | 60 | 12 | 44`}},
			names:   []string{"Fælles nøglesystem"},
			answers: map[string]string{"cases@2024!B4": "one"},
			in:      1000,
			want: `cost B6 2024K1 120, B7 2024K2 80, B8 2024K3 15
				benefit C6 2024K1 0, C7 2024K2 25, C8 2024K3 60
				cost D6 2024K1 45, D7 2024K2 12, D8 2024K3 12
				benefit E6 2024K1 10, E7 2024K2 38, E8 2024K3 44`,
		},
		{
			name: "gains below the projects that are their sums",
			sheets: []hardSheet{{name: "Gevinstoversigt", text: `
*Gevinstoversigt 2025-2027*
t.kr., 2025-pl

*Projekt / gevinst* | *Gevinstejer* | *2025* | *2026*
*Velfærdsalarmer* | Plejechef | =SUM(C6:C7) -> 20 | =SUM(D6:D7) -> 345
Færre nattevagter | | 0 | 300
Mindre vask | | 20 | 45
*Digital byggesag* | Byggechef | =SUM(C9:C10) -> 145 | =SUM(D9:D10) -> 285
Kortere behandling | | 110 | 250
Mindre scanning | | 35 | 35
*Nyt økonomisystem* | Økonomichef | =SUM(C12:C12) -> 4 | =SUM(D12:D12) -> 8
Papir | | 4 | 8
*Kommunen* | | =C5+C8+C11 -> 169 | =D5+D8+D11 -> 638`}},
			names: []string{"Velfærdsalarmer", "Digital byggesag", "Nyt økonomisystem"},
			in:    1000,
			want: `benefit C6 2025 0, D6 2026 300, C7 2025 20, D7 2026 45
				benefit C9 2025 110, D9 2026 250, C10 2025 35, D10 2026 35
				benefit C12 2025 4, D12 2026 8`,
		},
		{
			name: "names over their parts with an owner each: asked, and cases by the answer",
			sheets: []hardSheet{{name: "Oversigt", text: `
*Oversigt over gevinster*
t.kr., 2025-pl

*Post* | *Gevinstejer* | *2025* | *2026*
*Velfærdsalarmer* | Plejechef | 20 | 345
Færre nattevagter | | 0 | 300
Mindre vask | | 20 | 45
*Digital byggesag* | Byggechef | 145 | 285
Kortere behandling | | 110 | 250
Mindre scanning | | 35 | 35`}},
			names:   []string{"Velfærdsalarmer", "Digital byggesag"},
			answers: map[string]string{"cases@Oversigt!A5": "cases"},
			in:      1000,
			want: `benefit C6 2025 0, D6 2026 300, C7 2025 20, D7 2026 45
				benefit C9 2025 110, D9 2026 250, C10 2025 35, D10 2026 35`,
		},
		{
			name: "costs on one sheet and gains on another, put together by the answers",
			sheets: []hardSheet{{name: "Udgifter", text: `
*Digitaliseringsprojekter – udgifter*
t.kr., 2026-pl

*Nr.* | *Projekt* | *2026* | *2027*
P1 | Digital post i dagtilbud | 140 | 20
P2 | Automatisk kontering | 320 | 80`}, {name: "Gevinster", text: `
*Digitaliseringsprojekter – gevinster*
t.kr., 2026-pl

*Nr.* | *Projekt* | *2026* | *2027*
P2 | Automatisk kontering | 0 | 210
P1 | Digital post i dagtilbud | 25 | 70`}},
			names:   []string{"Digital post i dagtilbud", "Automatisk kontering"},
			answers: map[string]string{"duplicate-case@Gevinster!B5": "together", "duplicate-case@Gevinster!B6": "together"},
			in:      1000,
			want: `cost Udgifter!C5 2026 140, Udgifter!D5 2027 20
				benefit Gevinster!C6 2026 25, Gevinster!D6 2027 70
				cost Udgifter!C6 2026 320, Udgifter!D6 2027 80
				benefit Gevinster!C5 2026 0, Gevinster!D5 2027 210`,
		},
		{
			name: "a sentence below the title is no title, nor is the sheet's name",
			sheets: []hardSheet{{name: "Opregning", text: `
*Automatisk bilagsmatch, Fjordby Kommune*
t.kr., 2025-pl
Styregruppen besluttede 4/2 at regne med de lave tal
 | *2025* | *2026*
Udgift: licens | 420 | 40
Besparelse: tid | 5 | 380`}},
			names: []string{"Automatisk bilagsmatch"},
			in:    1000,
			want: `cost B5 2025 420, C5 2026 40
				benefit B6 2025 5, C6 2026 380`,
		},
	})
}
