package importers

import "testing"

// Hard to read because income stands among the costs with a plus, or costs among
// the benefits: the heading says one thing and the words of the line another.
func TestHardBooksOfIncomeAmongCosts(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "refunds, rebates and sales under the costs, and a total that subtracts them",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital visitation*
t.kr., 2025-pl
Post | 2025 | 2026
Udgifter
System | 900 | 100
Refusion fra staten | 200 | 40
Rabat | 50 |
Salg af gammelt udstyr | 30 |
Udgifter i alt | =B5-B6-B7-B8 -> 620 | =C5-C6 -> 60
Gevinster
Færre visitationer | | 400`}},
			in:      1000,
			answers: map[string]string{"kind@Ø!A6": reversal, "kind@Ø!A7": reversal, "kind@Ø!A8": benefit},
			want: `cost B5 2025 900, C5 2026 100, B6 2025 -200, C6 2026 -40, B7 2025 -50
				benefit B8 2025 30, C11 2026 400`,
		},
		{
			name: "a grant under the costs, pasted totals that subtract it",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital visitation*
t.kr., 2025-pl
Post | 2025 | 2026
Udgifter
System | 900 | 100
Tilskud fra fonden | 200 | 40
Udgifter i alt | 700 | 60
Gevinster
Færre visitationer | | 400`}},
			in:      1000,
			answers: map[string]string{"kind@Ø!A6": reversal},
			want: `cost B5 2025 900, C5 2026 100, B6 2025 -200, C6 2026 -40
				benefit C9 2026 400`,
		},
		{
			name: "income on the sheet of costs",
			sheets: []hardSheet{{name: "Udgifter", text: `
t.kr., 2025-pl
Post | 2025 | 2026
System | 900 | 100
Medfinansiering fra regionen | 300 | 
Rabat | 20 | 5
Tilskud til foreninger | 60 | 60
Køb af timer fra leverandøren | 80 |`}, {name: "Gevinster", text: `
t.kr., 2025-pl
Post | 2025 | 2026
Færre visitationer | | 400`}, {name: "Stamdata", text: `
Projekt | Digital visitation`}},
			in:      1000,
			answers: map[string]string{"kind@Udgifter!A5": cost},
			want: `cost Udgifter!B3 2025 900, Udgifter!C3 2026 100, Udgifter!B5 2025 20, Udgifter!C5 2026 5, Udgifter!B6 2025 60, Udgifter!C6 2026 60, Udgifter!B7 2025 80
				benefit Gevinster!C3 2026 400`,
			finds: []string{"financing Udgifter!A4"},
		},
		{
			name: "income with its own minus under the costs is not asked about",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital visitation*
t.kr., 2025-pl
Post | 2025 | 2026
Udgifter
System | 900 | 100
Refusion fra staten | -200 | -40
Gevinster
Færre visitationer | | 400`}},
			in: 1000,
			want: `cost B5 2025 900, C5 2026 100, B6 2025 -200, C6 2026 -40
				benefit C8 2026 400`,
			finds: []string{"reversal Ø!B6"},
		},
		{
			name: "what the benefits cost stands among them",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital visitation*
t.kr., 2025-pl
Post | 2025 | 2026
Gevinster
Færre visitationer | | 400
Implementering | 120 |
Køb af nyt system | 300 |
Licenser, gammelt system | | 90`}},
			in:      1000,
			answers: map[string]string{"kind@Ø!A6": cost, "kind@Ø!A7": cost},
			want: `cost B6 2025 120, B7 2025 300
				benefit C5 2026 400, C8 2026 90`,
		},
	})
}

// Income among the costs with the sign that costs do not have: words and signs agree,
// and nothing is asked. A line whose words say nothing is asked about still.
func TestHardBooksOfIncomeWithItsSign(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "costs below nothing, a grant above it",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital visitation*
t.kr., 2025-pl
Udgifter er angivet med minus
Post | 2025 | 2026
Udgifter
System | -900 | -100
Uddannelse | -50 | -20
Tilskud fra fonden | 200 | 40
Licens | 30 | 10
Gevinster
Færre visitationer | | 400`}},
			in: 1000, answers: map[string]string{"sign@Ø!B9": cost},
			want: `cost B6 2025 900, C6 2026 100, B7 2025 50, C7 2026 20, B8 2025 -200, C8 2026 -40, B9 2025 30, C9 2026 10
				benefit C11 2026 400`,
		},
	})
}
