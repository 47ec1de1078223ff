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
	})
}
