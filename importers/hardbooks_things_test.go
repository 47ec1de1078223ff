package importers

import "testing"

// Rows that count things stand among the kroner of a case: their unit is behind
// their name, or their name is that of things. They are asked about, or left out
// with a word about it.
func TestHardBooksOfThings(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "units behind names",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles kørselsplan*
t.kr., 2026-pl
Post | 2026 | 2027
Udgifter
System | 380 | 150
Gevinster
Sparet diesel, liter | 333 | 1350
Sparet papir, stk. | 200 | 1550
Sparet strøm (MWh) | 20 | 30
Lager, kvm | 4 | 5
Licenser, antal | 4 | 6
Færre sager | 20 | 30
Sparet brændstof | 210 | 1600`}},
			in: 1000,
			answers: map[string]string{
				"unit@Økonomi!A7": "antal", "unit@Økonomi!A8": "antal", "unit@Økonomi!A10": "antal", "unit@Økonomi!A11": "antal", "unit@Økonomi!A12": "antal",
			},
			finds: []string{"not-money-hours Økonomi!B9"},
			want: `cost B5 2026 380, C5 2027 150
				benefit B13 2026 210, C13 2027 1600`,
		},
		{
			name: "things that the sum counts with the kroner are kroner",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles kørselsplan*
t.kr., 2026-pl
Post | 2026 | 2027
Udgifter
System | 380 | 150
Gevinster
Færre sager | 20 | 30
Sparet brændstof | 210 | 1600
Gevinster i alt | 230 | 1630`}},
			in: 1000,
			want: `cost B5 2026 380, C5 2027 150
				benefit B7 2026 20, C7 2027 30, B8 2026 210, C8 2027 1600`,
		},
		{
			name: "hours that a formula adds to kroner",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ny vagtplan*
1.000 kr., 2026-priser
 | 2026 | 2027 | 2028
Licens | 450 | 450 | 450
Oplæring | 300 | 100 |
Udgift | =B4+B5 -> 750 | =C4+C5 -> 550 | =D4+D5 -> 450
Færre vikartimer | 0 | 1100 | 1900
Kortere plantid | 0 | 350 | 500
Gevinst | =SUM(B7:B8) -> 0 | =SUM(C7:C8) -> 1450 | =SUM(D7:D8) -> 2400`}},
			in: 1000, answers: map[string]string{"unit@Økonomi!A7": "beløb"},
			want: `cost B4 2026 450, C4 2027 450, D4 2028 450, B5 2026 300, C5 2027 100
				benefit B7 2026 0, C7 2027 1100, D7 2028 1900, B8 2026 0, C8 2027 350, D8 2028 500`,
		},
		{
			name: "hours in the sum of the last lines",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Ny vagtplan*
t.kr., 2026-pl
 | 2026 | 2027
Udgift til system | 380 | 150
Færre vikartimer | 40 | 1100
Kortere plantid | 10 | 350
Gevinst i alt | 50 | 1450`}},
			in: 1000, answers: map[string]string{"unit@Økonomi!A5": "beløb"},
			want: `cost B4 2026 380, C4 2027 150
				benefit B5 2026 40, C5 2027 1100, B6 2026 10, C6 2027 350`,
		},
		{
			name: "a sum of lines in two units leaves no line out",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Styring af varme*
2026-pl
Post | Enhed | 2026 | 2027
Det skal vi betale
Følere | t.kr. | 1200 | 800
Ledelse | kr. | 275000 | 275000
Startpakken | t.kr. | =C5+C6/1000 -> 1475 | =D5+D6/1000 -> 1075
Det får vi igen
Varme | t.kr. | 150 | 900
Varme | MWh | 21 | 126`}},
			answers: map[string]string{"kind@Økonomi!A5": "cost", "kind@Økonomi!A6": "cost"},
			finds:   []string{"not-money-hours Økonomi!C10"},
			want: `cost C5 2026 1200000, D5 2027 800000, C6 2026 275000, D6 2027 275000
				benefit C9 2026 150000, D9 2027 900000`,
		},
	})
}

// Discount factors are no amounts, whatever they are called.
func TestHardBooksOfDiscountFactors(t *testing.T) {
	// 1/1,035 = 0,966184, 0,933511 and 0,901943; computed by hand.
	readHardBooks(t, []hardBook{
		{
			name: "multiplied into present values",
			sheets: []hardSheet{{name: "CF", text: `
*Gadelys*
mio. kr., 2026-pl
 | 2026 | 2027 | 2028
Udgift til armaturer | 6,2 | 4,8 | 0,1
Gevinst på strøm | 0,4 | 1,62 | 2,43
Nettovirkning | =B5-B4 -> -5.8 | =C5-C4 -> -3.18 | =D5-D4 -> 2.33
DF @3.5% | 1 | =B7/1.035 -> 0.966184 | =C7/1.035 -> 0.933511
PV | =B6*B7 -> -5.8 | =C6*C7 -> -3.072465 | =D6*D7 -> 2.175081`}},
			in: 1_000_000, finds: []string{"not-money-hours CF!B7"},
			want: `cost B4 2026 6.2, C4 2027 4.8, D4 2028 0.1
				benefit B5 2026 0.4, C5 2027 1.62, D5 2028 2.43`,
		},
		{
			name: "told by nothing but their numbers",
			sheets: []hardSheet{{name: "CF", text: `
*Gadelys*
mio. kr., 2026-pl
 | 2026 | 2027 | 2028
Udgift til armaturer | 6,2 | 4,8 | 0,1
Gevinst på strøm | 0,4 | 1,62 | 2,43
Vægt 3,5 | 0,966 | 0,934 | 0,902`}},
			in: 1_000_000, answers: map[string]string{"unit@CF!A6": "antal"},
			want: `cost B4 2026 6.2, C4 2027 4.8, D4 2028 0.1
				benefit B5 2026 0.4, C5 2027 1.62, D5 2028 2.43`,
		},
	})
}

// A row that the one above it includes is counted with that one.
func TestHardBooksOfIncludedRows(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "inkl. below hvoraf, and an amount per week",
		sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles kørselsplan*
t.kr., 2026-pl
Post | 2026 | 2027
Udgifter
System | 380 | 150
Leje pr. uge | 2 | 3
Gevinster
Løn | 200 | 550
hvoraf skoler | 120 | 300
inkl. SFO | 20 | 30`}},
		in: 1000, answers: map[string]string{"per-period@Økonomi!A6": "all-year"},
		finds: []string{"part-of-total Økonomi!A10"},
		// 2 × 52 = 104 and 3 × 52 = 156
		want: `cost B5 2026 380, C5 2027 150, B6 2026 104, C6 2027 156
			benefit B8 2026 200, C8 2027 550`,
	}})
}
