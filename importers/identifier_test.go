package importers

import "testing"

// Numbers that name a telephone, a company or an account are no money, whatever
// spans them; without a heading they are reported.
func TestHardBooksOfIdentifiers(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "telephones below a heading of benefits that reaches over them",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i kr., 2026-pl
Nr. | Projekt | Engangsudgift | < | Gevinst | < | < | <
 | | 2026 | 2027 | 2026 | 2027 | Telefon | Kontonr.
1 | GIS | 90000 | 10000 | 45000 | 50000 | 43680005 | 52210
2 | Arkiv | 70000 | 30000 | 20000 | 25000 | 43680017 | 52215`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, quiet: []string{"unread-number", "column-left-out"},
			want: `cost C4 2026 90, D4 2027 10, C5 2026 70, D5 2027 30
				benefit E4 2026 45, F4 2027 50, E5 2026 20, F5 2027 25`,
			leaves: []string{"G4", "G5", "H4", "H5"},
		},
		{
			name: "companies and their addressees beside years",
			sheets: []hardSheet{{name: "Liste", text: `
Gevinster i kr., 2026-pl
Projekt | 2026 | 2027 | CVR-nr. | EAN
GIS | 45000 | 50000 | 23456789 | 5798000012345
Arkiv | 20000 | 25000 | 45678901 | 5798000012352`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, quiet: []string{"unread-number", "column-left-out"},
			want:   `benefit B3 2026 45, C3 2027 50, B4 2026 20, C4 2027 25`,
			leaves: []string{"D3", "D4", "E3", "E4"},
		},
		{
			name: "no heading of their own",
			sheets: []hardSheet{{name: "Katalog", text: `
Beløb i kr., 2026-pl
Nr. | Projekt | Udgift | < | Gevinst | < | <
 | | 2026 | 2027 | 2026 | 2027 |
1 | GIS | 90000 | 5000 | 45000 | 50000 | 43680005
2 | Arkiv | 70000 | 6000 | 20000 | 25000 | 43680017`}},
			names: []string{"GIS", "Arkiv"}, in: 1000, finds: []string{"unread-number Katalog!G4", "unread-number Katalog!G5"},
			want: `cost C4 2026 90, D4 2027 5, C5 2026 70, D5 2027 6
				benefit E4 2026 45, F4 2027 50, E5 2026 20, F5 2027 25`,
			leaves: []string{"G4", "G5"},
		},
	})
}
