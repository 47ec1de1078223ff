package importers

import (
	"slices"
	"strings"
	"testing"
)

// Hard to read because a coordinator tells one amount several times over: what was
// the goal, what has come up to a day, what is left and what is expected.
func TestHardBooksOfReturns(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "days without a year, and the goal as the plan",
			sheets: []hardSheet{{name: "Retur", text: `
Status, beløb i 1.000 kr., 2026-pl
Projekt | Mål 2026 | Realiseret pr. 31.3. | Realiseret pr. 30.6. | Rest 2. halvår | Forventet hele 2026 | Afvigelse
RPA | 400 | 60 | 170 | 230 | 400 | 0
Indkøb | 900 | 100 | 250 | 350 | 600 | -300`}},
			names: []string{"RPA", "Indkøb"}, in: 1000,
			answers: map[string]string{"kind@Retur!B2": benefit, "level-or-increment@Retur": asYearToDate},
			want: `benefit B3 2026 400, C3 2026K1 60, D3 2026K2 110, F3 2026 400
				benefit B4 2026 900, C4 2026K1 100, D4 2026K2 150, F4 2026 600`,
			finds: []string{"unread-number Retur!E3"},
		},
		{
			name: "one day alone",
			sheets: []hardSheet{{name: "Status", text: `
kr., 2026-pl
Projekt | Plan gevinst 2026 | Realiseret gevinst pr. 30. juni 2026
RPA | 400000 | 170000`}},
			names: []string{"RPA"},
			want:  `benefit B3 2026 400000, C3 2026K2 170000`,
			finds: []string{"to-date-in-quarter Status!C2"},
		},
		{
			name: "days of a short year, and months that end no quarter",
			sheets: []hardSheet{{name: "Status", text: `
kr., 2026-pl
Projekt | Plan gevinst 2026 | Realiseret gevinst pr. 31.8.26
RPA | 400000 | 170000`}},
			names: []string{"RPA"},
			want:  `benefit B3 2026 400000, C3 2026 170000`,
		},
		{
			name: "expected beside realised and no plan",
			sheets: []hardSheet{{name: "Status", text: `
kr., 2026-pl
Projekt | Realiseret gevinst 2025 | Forventet gevinst 2026
RPA | 170000 | 200000`}},
			names: []string{"RPA"},
			want:  `benefit B3 2025 170000, C3 2026 200000`,
			finds: []string{"forecast-as-plan Status!C2"},
		},
	})
}

// seriesOf are the series of a book's amounts, by cell: "B3 plan".
func seriesOf(file File) (all []string) {
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for a := range line.Amounts.All {
				all = append(all, afterBang(a.Cell())+" "+string(line.Series))
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestForecastBesidesPlan(t *testing.T) {
	for _, c := range []struct{ headings, want string }{
		{"Gevinst mål 2026 | Forventet gevinst 2026", "B3 plan, C3 forecast"},
		{"Oprindelig gevinst 2026 | Forventet gevinst 2026", "B3 plan, C3 forecast"},
		{"Gevinst ved beslutning 2026 | Gevinst, prognose 2026", "B3 plan, C3 forecast"},
		{"Forventet gevinst 2026 | Forventet gevinst 2027", "B3 plan, C3 plan"},
		{"Udgift 2026 | Forventet gevinst 2026", "B3 , C3 plan"},
		{"Gevinst 2025 | Forventet gevinst 2026", "B3 , C3 plan"},
	} {
		b := hardBook{sheets: []hardSheet{{name: "S", text: "kr., 2026-pl\nProjekt | " + c.headings + "\nRPA | 400000 | 170000"}}}
		if got := strings.Join(seriesOf(b.read(t)), ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.headings, got, c.want)
		}
	}
}
