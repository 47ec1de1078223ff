package importers

import (
	"strings"
	"testing"
)

// Hard to read because the years of a municipal budget are counted, not named.
func TestHardBooksOfOutYears(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "overslagsår behind a budget year, and two estimates of the accounts",
			sheets: []hardSheet{{name: "Ø", text: `
1.000 kr., løbende priser
Projektnr. | Projekt | Post | R2024 | KB2025 | FR1 | FR2 | B2026 | BO1 | BO2 | BO3
P-1 | Skærmbesøg | Udgift | 210 | 300 | 320 | 310 | 150 | 151 | 152 | 153
P-1 | Skærmbesøg | Besparelse | 0 | 120 | 100 | 80 | 400 | 600 | 610 | 620`}},
			names: []string{"Skærmbesøg"}, in: 1000,
			answers: map[string]string{"year-axis@Ø!I2": "2027", "year-axis@Ø!F2": "2025"},
			want: `cost D3 2024 210, E3 2025 300, G3 2025 310, H3 2026 150, I3 2027 151, J3 2028 152, K3 2029 153
				benefit D4 2024 0, E4 2025 120, G4 2025 80, H4 2026 400, I4 2027 600, J4 2028 610, K4 2029 620`,
			finds: []string{"estimate-superseded Ø!F2"},
		},
		{
			name: "no year at all",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
1.000 kr., 2026-pl
Post | R | B | BO1 | BO2 | BO3
Udgift til licens | 20 | 100 | 90 | 80 | 80
Besparelse på print | | 0 | 120 | 140 | 150`}},
			in:      1000,
			answers: map[string]string{"year-axis@Ø!C3": "2026", "year-axis@Ø!B3": "2024"},
			want: `cost B4 2024 20, C4 2026 100, D4 2027 90, E4 2028 80, F4 2029 80
				benefit C5 2026 0, D5 2027 120, E5 2028 140, F5 2029 150`,
		},
		{
			name: "overslag written out behind the budget's year",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
1.000 kr., 2026-pl
Post | Budget 2026 | Overslag 1 | Overslag 2 | 3. overslagsår
Udgift til licens | 100 | 90 | 80 | 80
Besparelse på print | 0 | 120 | 140 | 150`}},
			in: 1000,
			want: `cost B4 2026 100, C4 2027 90, D4 2028 80, E4 2029 80
				benefit B5 2026 0, C5 2027 120, D5 2028 140, E5 2029 150`,
		},
		{
			name: "budgetopfølgninger, which do not count",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
1.000 kr., 2026-pl
Post | B2026 | BO1 | BO2
Udgift til licens | 100 | 90 | 80
Besparelse på print | 0 | 120 | 140`}},
			in:      1000,
			answers: map[string]string{"year-axis@Ø!C3": leaveOut},
			want: `cost B4 2026 100
				benefit B5 2026 0`,
			finds: []string{"year-left-out Ø!C3", "year-left-out Ø!D3"},
		},
	})
}

func TestOutYearsAreProposedFromTheBudgetYear(t *testing.T) {
	for _, c := range []struct{ above, headings, want string }{
		{"", "Post | B2026 | BO1 | BO2", "2027"},
		{"Budget 2026-2029", "Post | Budget | BO 1 | BO 2", "2026"},
		{"", "Post | B | BO1 | BO2", ""},
	} {
		b := hardBook{sheets: []hardSheet{{name: "Ø", text: "*Digital post*\nkr., 2026-pl\n" + c.above + "\n" + c.headings + "\nUdgift til licens | 100 | 90 | 80\nBesparelse på print | 0 | 120 | 140"}}}
		file := Interpret(b.book(), Options{})
		found := false
		for _, q := range file.Questions {
			if strings.HasPrefix(q.Code, "year-axis-out") {
				found = true
				if q.Proposed != c.want {
					t.Errorf("%s: proposed %q, want %q", c.headings, q.Proposed, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: not asked", c.headings)
		}
	}
}
