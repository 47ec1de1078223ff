package importers

import "testing"

// A sheet of assumptions that others' formulas point to is no case, and a line that
// does nothing but point to it is a line.
func TestHardBooksOfAssumptions(t *testing.T) {
	const calculation = `
*Taleteknologi*
kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licenser | =Forudsætninger!B3*Forudsætninger!B4 -> 126000 | =B5 -> 126000
Implementering | =Forudsætninger!B5 -> 275000 |
Gevinster
Frigjort tid | =Forudsætninger!B2*320 -> 192000 | =B8*2 -> 384000`
	const calculated = `cost Beregning!B5 2026 126000, Beregning!C5 2027 126000, Beregning!B6 2026 275000
		benefit Beregning!B8 2026 192000, Beregning!C8 2027 384000`
	readHardBooks(t, []hardBook{
		{
			name: "label, value and unit",
			sheets: []hardSheet{{name: "Forudsætninger", text: `
Forudsætning | Værdi | Enhed
Timer sparet | 600 | timer
Brugere | 90 | stk.
Licens pr. bruger pr. år | 1400 | kr.
Implementering | 275000 | kr.`}, {name: "Beregning", text: calculation}},
			names: []string{"Taleteknologi"}, want: calculated,
		},
		{
			name: "label, value and source",
			sheets: []hardSheet{{name: "Forudsætninger", text: `
Forudsætning | Værdi | Kilde
Timer sparet | 600 | Måling
Brugere | 90 | IT
Licens pr. bruger pr. år | 1400 | Tilbud
Implementering | 275000 | Tilbud`}, {name: "Beregning", text: calculation}},
			names: []string{"Taleteknologi"}, want: calculated,
		},
		{
			name: "a sheet that points to the lines of another repeats them",
			sheets: []hardSheet{{name: "Beregning", text: `
*Taleteknologi*
kr., 2026-pl
Post | 2026 | 2027
Udgifter
Licenser | 126000 | 126000
Gevinster
Frigjort tid | 192000 | 384000`}, {name: "Oversigt", text: `
Oversigt
 | 2026 | 2027
Udgifter | =Beregning!B5 -> 126000 | =Beregning!C5 -> 126000
Gevinster | =Beregning!B7 -> 192000 | =Beregning!C7 -> 384000`}},
			names: []string{"Taleteknologi"},
			want: `cost Beregning!B5 2026 126000, Beregning!C5 2027 126000
				benefit Beregning!B7 2026 192000, Beregning!C7 2027 384000`,
		},
	})
}
