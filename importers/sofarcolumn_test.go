package importers

import (
	"slices"
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// A column that sums a year up to a quarter, beside the quarters themselves. In
// t.kr.: 12 + 15 = 27 and 8 + 3 = 11; 25 is no such sum.
func TestHardBooksOfSumsSoFar(t *testing.T) {
	head := `
Gevinster i t.kr., løbende priser. Beløb pr. kvartal.
 | | K1 2026 | < | K2 2026 | < | Hele året 2026 | <
Projekt | Gevinst | Plan | Realiseret | Plan | Realiseret | Plan | Realiseret t.o.m. K2
GIS | Tryk | 10 | 12 | 14 | 15 | 24 | `
	rest := `
Arkiv | Leje | 9 | 8 | 9 | 3 | 18 | 11`
	want := `benefit C4 2026K1 10, D4 2026K1 12, E4 2026K2 14, F4 2026K2 15, C5 2026K1 9, D5 2026K1 8, E5 2026K2 9, F5 2026K2 3`
	readHardBooks(t, []hardBook{
		{
			name:   "the sum of its quarters in every row",
			sheets: []hardSheet{{name: "Status", text: head + "27" + rest}}, in: 1000,
			names: []string{"GIS", "Arkiv"}, finds: []string{"column-so-far Status!H3"}, want: want, leaves: []string{"H4", "H5"},
		},
		{
			name:   "no sum of them in one row",
			sheets: []hardSheet{{name: "Status", text: head + "25" + rest}}, in: 1000,
			names: []string{"GIS", "Arkiv"}, answers: map[string]string{"row@Status!H3": "leave"}, want: want, leaves: []string{"H4", "H5"},
		},
	})
}

// Realised amounts of a long table are each of its own period, unless every line
// goes up through its quarters, as sums from January do.
func TestRealisedRowsOfLongTablesAreNotAskedAbout(t *testing.T) {
	head := `
Beløb i kr., løbende priser
Projekt | Type | Budget/Faktisk | Periode | Beløb
GIS | Gevinst | Faktisk | 2026K1 | 100
GIS | Gevinst | Faktisk | 2026K2 | 180
`
	for _, c := range []struct {
		name, rows string
		asked      bool
	}{
		{"falls", "GIS | Gevinst | Faktisk | 2026K3 | 90", false},
		{"two quarters", "GIS | Gevinst | Faktisk | 2027K1 | 190", false},
		{"goes up", "GIS | Gevinst | Faktisk | 2026K3 | 260", true},
		{"another line falls", "GIS | Gevinst | Faktisk | 2026K3 | 260\nGIS | Udgift | Faktisk | 2026K1 | 50\nGIS | Udgift | Faktisk | 2026K2 | 40", false},
	} {
		file := read(t, []*workbook.Sheet{hardSheet{name: "Udtræk", text: head + c.rows}.sheet()})
		asked := slices.ContainsFunc(file.Questions, func(q Question) bool { return strings.HasPrefix(q.Key, "level-or-increment@") })
		if asked != c.asked {
			t.Errorf("%s: asked %v, want %v", c.name, asked, c.asked)
		}
	}

	// One series is enough where the heading names both: all are realised.
	file := read(t, []*workbook.Sheet{hardSheet{name: "Udtræk", text: head}.sheet()})
	if got := seriesList(file); got != "E3 realised, E4 realised" {
		t.Errorf("series below »Budget/Faktisk«: %s", got)
	}
}
