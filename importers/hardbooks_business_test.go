package importers

import "testing"

// Hard to read because people explain a table to each other in rows and columns
// of it that hold no case, no line and no year.
func TestHardBooksOfBusinessCases(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "numbered columns, parts in columns, groups of one",
			sheets: []hardSheet{{name: "Katalog", text: `
Sparekatalog, t.kr., 2026-pl
Lb.nr. | Center | Tiltag | 2026 | < | < | 2027 | < | <
 | | | Bruttogevinst | heraf lønkroner | Udgift | Bruttogevinst | heraf lønkroner | Udgift
'1 | '2 | '3 | '4 | '5 | '6 | '7 | '8 | '9
1.1 | Teknik | Fælles værksted | 210 | 150 | 30 | 420 | 300 | 30
1.2 | Teknik | Måleraflæsning | 90 | | 15 | 130 | | 15
Teknik | | | =D5+D6 -> 300 | 150 | =F5+F6 -> 45 | =G5+G6 -> 550 | 300 | =I5+I6 -> 45
2.1 | Kultur | Åben svømmehal | 75 | 75 | 60 | 80 | 80 | 10
Kultur | | | =D8 -> 75 | =E8 -> 75 | =F8 -> 60 | =G8 -> 80 | =H8 -> 80 | =I8 -> 10
Begge centre | | | =D7+D9 -> 375 | 225 | =F7+F9 -> 105 | =G7+G9 -> 630 | 380 | =I7+I9 -> 55`}},
			in:    1000,
			names: []string{"Fælles værksted", "Måleraflæsning", "Åben svømmehal"},
			want: `benefit D5 2026 210, G5 2027 420, D6 2026 90, G6 2027 130, D8 2026 75, G8 2027 80
cost F5 2026 30, I5 2027 30, F6 2026 15, I6 2027 15, F8 2026 60, I8 2027 10`,
			finds: []string{"column-part Katalog!E3", "column-part Katalog!H3"},
		},
		{
			name: "an older version beneath, and a tab that is dropped",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Skærmtolkning*
Beløb i kr., 2026-pl

Omkostninger | 2026 | 2027
Skærme | 120000 | 40000
Drift | 30000 | 60000
I alt | =B5+B6 -> 150000 | =C5+C6 -> 100000
Besparelser | 2026 | 2027
Mindre tolkekørsel | 90000 | 210000
Færre aflysninger | 10000 | 25000

Sådan så tallene ud ved første udkast:
Omkostninger | 2026 | 2027
Skærme | 100000 | 40000
Drift | 30000 | 50000
Besparelser | 2026 | 2027
Mindre tolkekørsel | 120000 | 260000`}, {name: "Tablets (droppet)", text: `
*Tablets til vagten*
Beløb i kr., 2026-pl

Omkostninger | 2026 | 2027
Tablets | 80000 | 20000
Besparelser | 2026 | 2027
Papir | 15000 | 45000`}},
			in:      1,
			names:   []string{"Skærmtolkning"},
			answers: map[string]string{"version@Økonomi": "Skærmtolkning", "dropped@Tablets (droppet)": exclude},
			want: `cost B5 2026 120000, C5 2027 40000, B6 2026 30000, C6 2027 60000
benefit B9 2026 90000, C9 2027 210000, B10 2026 10000, C10 2027 25000`,
			finds: []string{"version-left-out Økonomi!A12"},
		},
		{
			name: "a summary that takes its rows from the sheets",
			sheets: []hardSheet{{name: "Alle", text: `
Samlet puljetræk, t.kr., 2026-pl

Projekt | 2026 | 2027
Lån af værktøj | =Værktøj!C8 -> -310 | =Værktøj!D8 -> 55
Døgnbemanding | =Døgn!C8/1000 -> -75 | =Døgn!D8/1000 -> 140
Begge | =SUM(B4:B5) -> -385 | =SUM(C4:C5) -> 195`}, {name: "Værktøj", text: `
Projekt: Lån af værktøj på biblioteket
t.kr., 2026-pl

 | Type | 2026 | 2027
Reoler | Udgift | 350
Abonnement | Udgift | 40 | 40
Mindre køb | Gevinst | 80 | 95
Netto | | =C7-C5-C6 -> -310 | =D7-D5-D6 -> 55`}, {name: "Døgn", text: `
Projekt: Døgnbemanding på skærm
kr., 2026-pl

 | Type | 2026 | 2027
Skærme | Udgift | 90000
Vagter | Udgift | 35000 | 60000
Færre overtimer | Gevinst | 50000 | 200000
Netto | | =C7-C5-C6 -> -75000 | =D7-D5-D6 -> 140000`}},
			in:      1,
			names:   []string{"Lån af værktøj på biblioteket", "Døgnbemanding på skærm"},
			answers: map[string]string{"unit@Døgn!A7": "beløb"},
			want: `cost Værktøj!C5 2026 350000, Værktøj!C6 2026 40000, Værktøj!D6 2027 40000, Døgn!C5 2026 90000, Døgn!C6 2026 35000, Døgn!D6 2027 60000
benefit Værktøj!C7 2026 80000, Værktøj!D7 2027 95000, Døgn!C7 2026 50000, Døgn!D7 2027 200000`,
			finds: []string{"rows-from-sheets Alle!A4"},
		},
		{
			name: "sums beneath their lines that are called by their kind",
			sheets: []hardSheet{{name: "Ø", text: `
*Nøglefri adgang, t.kr., 2026-pl*

 | 2026 | 2027
Låse | 210 | 40
Montering | 90 | 15
Omkostninger | =SUM(B4:B5) -> 300 | =SUM(C4:C5) -> 55
Vagternes kørsel | 70 | 160
Besparelser | 70 | 160`}},
			in:      1000,
			answers: map[string]string{"subtotal@Ø!A8": asSum},
			want: `cost B4 2026 210, C4 2027 40, B5 2026 90, C5 2027 15
benefit B7 2026 70, C7 2027 160`,
		},
		{
			name: "an older version on a sheet of its own, with a longer title",
			sheets: []hardSheet{{name: "Gældende", text: `
*Lydbøger til skoler - revideret udgave, marts 2026*
t.kr., 2026-pl

Udgifter | 2026 | 2027
Licens | 80 | 80
Højttalere | 40
Gevinster | 2026 | 2027
Færre bogindkøb | 60 | 190`}, {name: "Til udvalget", text: `
*Lydbøger til skoler*
t.kr., 2026-pl

Udgifter | 2026 | 2027
Licens | 70 | 70
Højttalere | 40
Gevinster | 2026 | 2027
Færre bogindkøb | 90 | 240`}},
			in:      1000,
			answers: map[string]string{"duplicate-case@Til udvalget!A1": "Lydbøger til skoler - revideret udgave, marts 2026"},
			want: `cost B5 2026 80, C5 2027 80, B6 2026 40
benefit B8 2026 60, C8 2027 190`,
			finds: []string{"case-left-out Til udvalget!A1"},
		},
		{
			name: "halves of a year under the year",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital byggesag, t.kr., 2026-pl*

 | '2026 | < | '2027 | <
 | 1. halvår | 2. halvår | 1. halvår | 2. halvår
Udgift til licens | 25 | 50 | 50 | 50
Gevinst ved færre scanninger | | 80 | 120 | 120`}},
			in: 1000,
			want: `cost B5 2026 25, C5 2026 50, D5 2027 50, E5 2027 50
benefit C6 2026 80, D6 2027 120, E6 2027 120`,
		},
	})
}
