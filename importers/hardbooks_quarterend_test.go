package importers

import "testing"

// Quarters that are headed by the dates they end or begin on.
func TestHardBooksOfQuarterEnds(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the last days of quarters",
			sheets: []hardSheet{{name: "Gevinster", text: `
Realiserede gevinster pr. kvartal, kr., 2026-pl
Projekt | Gevinst | @2026-03-31 | @2026-06-30 | @2026-09-30 | @2026-12-31
Fjernundervisning | Kørsel | 25000 | 40000 | 15000 | 60000
E-signatur | Porto | 8000 | 9000 | 9000 | 9500`}},
			answers: map[string]string{"level-or-increment@Gevinster": "level"}, // realised, by its title
			want:    `benefit C3 2026K1 25000, D3 2026K2 40000, E3 2026K3 15000, F3 2026K4 60000, C4 2026K1 8000, D4 2026K2 9000, E4 2026K3 9000, F4 2026K4 9500`,
		},
		{
			name: "the first days, over the new year, in a sheet of quarters",
			sheets: []hardSheet{{name: "Kvartaler", text: `
Realiserede gevinster, kr., 2026-pl
Projekt | Gevinst | @2026-10-01 | @2027-01-01 | @2027-04-01
Fjernundervisning | Kørsel | 25000 | 40000 | 15000
E-signatur | Porto | 8000 | 9000 | 9000`}},
			answers: map[string]string{"level-or-increment@Kvartaler": "level"}, // realised, by its title
			want:    `benefit C3 2026K4 25000, D3 2027K1 40000, E3 2027K2 15000, C4 2026K4 8000, D4 2027K1 9000, E4 2027K2 9000`,
		},
		{
			name: "the last days, and nothing more",
			sheets: []hardSheet{{name: "Gevinster", text: `
Realiserede gevinster, kr., 2026-pl
Projekt | Gevinst | @2026-06-30 | @2026-09-30
Fjernundervisning | Kørsel | 25000 | 40000
E-signatur | Porto | 8000 | 9000`}},
			answers: map[string]string{"level-or-increment@Gevinster": "level"}, // realised, by its title
			want:    `benefit C3 2026K2 25000, D3 2026K3 40000, C4 2026K2 8000, D4 2026K3 9000`,
		},
		{
			name: "months after each other are months",
			sheets: []hardSheet{{name: "Gevinster", text: `
Realiserede gevinster i første kvartal, kr., 2026-pl
Projekt | Gevinst | @2026-01-31 | @2026-02-28 | @2026-03-31
Fjernundervisning | Kørsel | 25000 | 40000 | 15000
E-signatur | Porto | 8000 | 9000 | 9000`}},
			answers: map[string]string{"level-or-increment@Gevinster": "level"}, // realised, by its title
			want:    `benefit C3 2026-01 25000, D3 2026-02 40000, E3 2026-03 15000, C4 2026-01 8000, D4 2026-02 9000, E4 2026-03 9000`,
		},
		{
			name: "first days a quarter apart, of which nothing says that they are quarters, are months",
			sheets: []hardSheet{{name: "Gevinster", text: `
Realiserede gevinster, kr., 2026-pl
Projekt | Gevinst | @2026-01-01 | @2026-04-01
Fjernundervisning | Kørsel | 25000 | 40000
E-signatur | Porto | 8000 | 9000`}},
			answers: map[string]string{"level-or-increment@Gevinster": "level"}, // realised, by its title
			want:    `benefit C3 2026-01 25000, D3 2026-04 40000, C4 2026-01 8000, D4 2026-04 9000`,
		},
	})
}
