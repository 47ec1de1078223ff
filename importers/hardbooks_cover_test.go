package importers

import "testing"

// Hard to read because the cover says the totals of the other sheets again, in
// another unit, by formulas or by numbers that were pasted.
func TestHardBooksOfCovers(t *testing.T) {
	costs := hardSheet{name: "Udgifter", text: `
Udgifter, t.kr.
Post | 2024 | 2025 | 2026
Udvikling | 1200 | 400
Uddannelse | 300 | 50
Licenser | | 250 | 250
I alt | =SUM(B3:B5) -> 1500 | =SUM(C3:C5) -> 700 | =SUM(D3:D5) -> 250`}
	benefits := hardSheet{name: "Gevinster", text: `
Gevinster, t.kr.
Gevinst | 2024 | 2025 | 2026
Færre tilsyn | | 300 | 600
Porto | | 100 | 300
I alt | =SUM(B3:B4) -> 0 | =SUM(C3:C4) -> 400 | =SUM(D3:D4) -> 900`}
	cover := func(rows string) hardSheet {
		return hardSheet{name: "Forside", text: `
Business case
Titel | Digital tilsynsplan
Prisniveau | 2024-pl

Hovedtal (mio. kr.) | 2024 | 2025 | 2026
` + rows}
	}
	const want = `cost Udgifter!B3 2024 1200, Udgifter!C3 2025 400, Udgifter!B4 2024 300, Udgifter!C4 2025 50, Udgifter!C5 2025 250, Udgifter!D5 2026 250
		benefit Gevinster!C3 2025 300, Gevinster!D3 2026 600, Gevinster!C4 2025 100, Gevinster!D4 2026 300`
	readHardBooks(t, []hardBook{
		{
			name: "by formulas in another unit",
			sheets: []hardSheet{cover(`Udgifter i alt | =Udgifter!B6/1000 -> 1.5 | =Udgifter!C6/1000 -> 0.7 | =Udgifter!D6/1000 -> 0.25
Gevinster i alt | =Gevinster!B5/1000 -> 0 | =Gevinster!C5/1000 -> 0.4 | =Gevinster!D5/1000 -> 0.9
Netto | =B7-B6 -> -1.5 | =C7-C6 -> -0.3 | =D7-D6 -> 0.65`), costs, benefits},
			in: 1000, want: want, names: []string{"Digital tilsynsplan"},
		},
		{
			name: "by numbers that were pasted",
			sheets: []hardSheet{cover(`Udgifter i alt | 1.5 | 0.7 | 0.25
Gevinster i alt | 0 | 0.4 | 0.9`), costs, benefits},
			in: 1000, want: want, names: []string{"Digital tilsynsplan"},
			answers: map[string]string{"subtotal@Forside!A6": asSum, "subtotal@Forside!A7": asSum},
		},
		{
			name: "by numbers that are out of date, after the sheets",
			sheets: []hardSheet{costs, benefits, cover(`Samlede udgifter | 1.4 | 0.7 | 0.25
Gevinster i alt | 0 | 0.4 | 1`)},
			in: 1000, want: want, names: []string{"Digital tilsynsplan"},
			answers: map[string]string{"subtotal@Forside!A6": asSum, "subtotal@Forside!A7": asSum},
		},
		{
			name: "totals are all there is",
			sheets: []hardSheet{cover(`Udgifter i alt | 1.5 | 0.7 | 0.25
Gevinster i alt | 0 | 0.4 | 0.9`)},
			in: 1e6, names: []string{"Digital tilsynsplan"},
			want: `cost B6 2024 1.5, C6 2025 0.7, D6 2026 0.25
				benefit B7 2024 0, C7 2025 0.4, D7 2026 0.9`,
			finds: []string{"total-without-parts Forside!A6"},
		},
	})
}
