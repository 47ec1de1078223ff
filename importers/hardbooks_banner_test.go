package importers

import "testing"

// What a line over one of several tables of a sheet says is about that table.
func TestHardBooksOfBanners(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the quarters of each table are of the year over it",
			sheets: []hardSheet{{name: "Kvartaler", text: `
Beløb i t.kr., 2026-pl
Besparelser 2026
Projekt | 1. kvt. | 2. kvt.
GIS | 10 | 20
Arkiv | 30 | 40
I alt | 40 | 60

Besparelser 2027
Projekt | 1. kvt. | 2. kvt.
GIS | 50 | 60
Arkiv | 70 | 80`}},
			names: []string{"GIS", "Arkiv"}, in: 1000,
			want:   `benefit B4 2026K1 10, C4 2026K2 20, B5 2026K1 30, C5 2026K2 40, B10 2027K1 50, C10 2027K2 60, B11 2027K1 70, C11 2027K2 80`,
			leaves: []string{"B6", "C6"},
		},
		{
			name: "a bare year over each table of quarters",
			sheets: []hardSheet{{name: "Besparelser", text: `
Besparelser i t.kr., 2026-pl
2026
Projekt | 1. kvt. | 2. kvt.
GIS | 10 | 20

2027
Projekt | 1. kvt. | 2. kvt.
GIS | 50 | 60`}},
			names: []string{"GIS"}, in: 1000,
			want: `benefit B4 2026K1 10, C4 2026K2 20, B8 2027K1 50, C8 2027K2 60`,
		},
		{
			name: "each table is asked about where its headings say no time",
			sheets: []hardSheet{{name: "Puljer", text: `
Beløb i t.kr., 2026-pl
Tiltag i 2026
Projekt | Engangsudgift | Gevinst
GIS | 10 | 20

Tiltag i 2027
Projekt | Engangsudgift | Gevinst
Arkiv | 50 | 60`}},
			names: []string{"GIS", "Arkiv"}, in: 1000,
			answers: map[string]string{"year-axis@Puljer!B3": "2026", "year-axis@Puljer!B7": "2027"},
			want: `cost B4 2026 10, B8 2027 50
				benefit C4 2026 20, C8 2027 60`,
		},
	})
}
