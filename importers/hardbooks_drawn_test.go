package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// Hard to read in ways that were found by drawing workbooks at random.
func TestHardBooksThatWereDrawn(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a sum above its lines that takes the income off",
			sheets: []hardSheet{{name: "Økonomi", text: `
*Fælles vagtplan*
Beløb i kr., 2025-pl
Post | 2026 | 2027
*UDGIFTER:* | 501500 | 498500
Licenser | 519000 | 519000
Hosting | 20000 |
Salg af gammelt udstyr | 37500 | 20500
*Besparelser* | |
Kørsel | 0 | 20500`}},
			answers: map[string]string{"kind@Økonomi!A7": "reversal"},
			want: `cost B5 2026 519000, C5 2027 519000, B6 2026 20000, B7 2026 -37500, C7 2027 -20500
				benefit B9 2026 0, C9 2027 20500`,
		},
		{
			name: "a sum above its lines that it is not, and another that counts no estimates",
			sheets: []hardSheet{{name: "Forslag", text: `
*Digital byggesag*
kr., 2025-pl
Post | 2025 | 2026
*Udgifter* | 24000 | 81500
Konsulentbistand | 22000 | 81500
Tablets | 1000 |
*GEVINSTER:* | 0 | 58000
Kørsel | 0 | 26500
Kørsel (lavt skøn) | | 17500
Kørsel (højt skøn) | | 35000
Vikarer | | 31500`}},
			answers: map[string]string{"subtotal@Forslag!A4": "sum", "scenario@Forslag!A8": "Kørsel"},
			want: `cost B5 2025 22000, C5 2026 81500, B6 2025 1000
				benefit B8 2025 0, C8 2026 26500, C11 2026 31500`,
			finds: []string{"total-mismatch Forslag!B4"},
		},
		{
			name: "cases without names beside each other, that begin in different rows",
			sheets: []hardSheet{{name: "Ark1", text: `
kr., 2025-pl | | | | | kr., 2025-pl
Type | Aktivitet | 2028 | 2029 | | Type | Beskrivelse | 2028 | 2029
Udgift | Integrationer | 1403000 | 1403000 | | Udgift | Superbrugere | 2227000 | 2227000
Gevinst | Udfasede systemer | 0 | 32500 | | Gevinst | Overtid | 0 | 20000`}, {name: "Ark2", text: `
kr., 2025-pl | | | | | kr., 2025-pl
Type | Aktivitet | 2028 | 2029
Udgift | Tablets | 1703000 | 1603000 | | Type | Beskrivelse | 2028 | 2029
Gevinst | Porto | 0 | 42500 | | Udgift | Servere | 2327000 | 2427000
 | | | | | Gevinst | Rejser | 0 | 50000`}},
			answers: map[string]string{"title@Ark1!A1": "Et", "title@Ark1!F1": "To", "title@Ark2!A1": "Tre", "title@Ark2!F1": "Fire"},
			names:   []string{"Et", "To", "Tre", "Fire"},
			want: `cost C3 2028 1403000, D3 2029 1403000, H3 2028 2227000, I3 2029 2227000, Ark2!C3 2028 1703000, Ark2!D3 2029 1603000, Ark2!H4 2028 2327000, Ark2!I4 2029 2427000
				benefit C4 2028 0, D4 2029 32500, H4 2028 0, I4 2029 20000, Ark2!C4 2028 0, Ark2!D4 2029 42500, Ark2!H5 2028 0, Ark2!I5 2029 50000`,
		},
		{
			name: "years that fall, two of them, and again beside",
			sheets: []hardSheet{{name: "Ark1", text: `
*Sensorer i skraldespande (kr., 2025-pl)*

Udgifter | 2029 | 2028 | | Besparelser | 2029 | 2028
Support | 64000 | 64000 | | Papir og print | | 1696500
Hosting | 2000 | 3000 | | Porto | 700 | 800`}},
			want: `cost B4 2029 64000, C4 2028 64000, B5 2029 2000, C5 2028 3000
				benefit G4 2028 1696500, F5 2029 700, G5 2028 800`,
		},
		{
			name: "a profile whose columns say no kind, one called as an owner and one as a saving may be",
			sheets: []hardSheet{{name: "Profil", text: `
*Selvbetjening for borgere*
t.kr., 2025-pl; udgifter og gevinster er uden fortegn
Budgetår | Projektleder | Licenser | Telefonudgifter | Årsværk
2027 | 17 | 1155 | | 1.5
2028 | 17 | 27 | 22 | 0.5
2029 | 17 | 17 | 109 | 0.9`}},
			in:      1000,
			answers: map[string]string{"kind@Profil!B3": "cost", "kind@Profil!C3": "cost", "kind@Profil!D3": "benefit"},
			want: `cost B4 2027 17, B5 2028 17, B6 2029 17, C4 2027 1155, C5 2028 27, C6 2029 17
				benefit D5 2028 22, D6 2029 109`,
		},
		{
			name: "a profile whose signs tell the kinds of its columns, zeros among them",
			sheets: []hardSheet{{name: "Profil", text: `
*LED i gadelys (mio. kr., 2025-pl)*
+ = merudgift, - = mindreudgift
År | Konsulentbistand | Papir og print
2025 | 1.07 | 0
2026 | 1.07 | -0.03
2027 | 1.07 | 0`}},
			in:      1e6,
			answers: map[string]string{"kind@Profil!B3": "cost"},
			want: `cost B4 2025 1.07, B5 2026 1.07, B6 2027 1.07
				benefit C4 2025 0, C5 2026 0.03, C6 2027 0`,
		},
		{
			name: "a start date beside years under kinds",
			sheets: []hardSheet{{name: "Katalog", text: `
*Effektiviseringskatalog*
kr., 2025-pl
Projekt | | Udgifter | < | Gevinst | <
^ | Startdato | B2027 | B2028 | B2027 | B2028
Booking af lokaler | @2026-03-01 | 40000 | 40000 | | 237000
Fælles vagtplan | @2027-03-01 | 26000 | | | 195000`}},
			names: []string{"Booking af lokaler", "Fælles vagtplan"},
			want: `cost C5 2027 40000, D5 2028 40000, C6 2027 26000
				benefit F5 2028 237000, F6 2028 195000`,
		},
		{
			name: "a form with amounts in words, halves and a range",
			sheets: []hardSheet{{name: "Skema", text: `
*INVESTERINGSSKEMA*

Projektets navn | Elektronisk nøglehåndtering
Prisniveau | 2020-priser
Anskaffelse (engangsudgift 2020) | 1.250 t.kr.
Implementering (engangsudgift 2020) | ½ mio. kr.
Årlig driftsudgift 2021 | 80 t.kr.
Årlig besparelse 2021 | kr. 975.000,-
Besparelse på kørsel 2021 | 3-400.000 kr.`}},
			answers: map[string]string{"range@Skema": middle},
			want: `cost B5 2020 1250000, B6 2020 500000, B7 2021 80000
				benefit B8 2021 975000, B9 2021 350000`,
		},
		{
			name: "lines under letters, a result that says B-A, and one whose formula tells the kinds",
			sheets: []hardSheet{{name: "Skema", text: `
*Fjernaflæste varmemålere*
tkr., 2015-pl
 | | '2015 | '2016 | '2017
 | Udgift til måler | 4000 | 2000 |
 | Udgift til aftale | 50 | |
A | Investeringsbehov | =C4+C5 -> 4050 | =D4+D5 -> 2000 |
 | Besparelse, aflæsere | | 600 | 1250
 | Besparelse, kort | | 90 | 180
B | Årlig virkning | | =SUM(D7:D8) -> 690 | =SUM(E7:E8) -> 1430
B-A | Virkning på kassen | -4050 | -1310 | 1430`}, {name: "Beregning", text: `
*Velfærdsteknologi på plejecentre*
tkr., 2015-pl
Post | '2015 | '2016
Investering i senge | 3200 | 1600
Service på senge | 10 | 150
Nedbragt vikarforbrug | | 900
Nettoeffekt | =B6-B5-B4 -> -3210 | =C6-C5-C4 -> -850`}},
			in: 1000,
			want: `cost C4 2015 4000, D4 2016 2000, C5 2015 50, Beregning!B4 2015 3200, Beregning!C4 2016 1600, Beregning!B5 2015 10, Beregning!C5 2016 150
				benefit D7 2016 600, E7 2017 1250, D8 2016 90, E8 2017 180, Beregning!C6 2016 900`,
		},
		{
			name: "financial years of amounts in kroner",
			sheets: []hardSheet{{name: "Business case", text: `
*Smart water meters*
DKK thousand, 2021 prices
Post | FY2021 | FY2022
Cost of meters | 5200 | 4800
Savings on reading | | 700`}},
			in: 1000,
			want: `cost B4 2021 5200, C4 2022 4800
				benefit C5 2022 700`,
			finds: []string{"financial-year Business case!B3"},
		},
	})
}

// A second version in which two lines have the numbers of one line of the first
// is no copy of it: which of the two counts is asked.
func TestTwoLinesAreNotCopiedFromOne(t *testing.T) {
	file := read(t, []*workbook.Sheet{
		hardSheet{name: "Beregning", text: `
*Fælles vagtplan (kr.)*
2025-pl
Post | 2027 | 2028
Udgift: projektleder | 38500 |
Gevinst: vikarer | 0 | 20500
Gevinst: kørsel | | 20500`}.sheet(),
		hardSheet{name: "Beregning v2", text: `
*Fælles vagtplan endelig (kr.)*
2025-pl
Post | 2027 | 2028
Udgift: projektleder | 20500 |
Gevinst: vikarer | 0 | 20500
Gevinst: kørsel | | 20500`}.sheet(),
	})
	if len(file.Questions) != 1 || file.Questions[0].Code != "duplicate-case" {
		t.Errorf("asked %+v, found %+v", file.Questions, file.Findings)
	}
}

// Two sheets with one title and the same lines of the same years are two versions,
// also where the kinds of their lines only follow from their signs, and where the
// title says which version it is.
func TestVersionsWhoseKindsFollowFromSigns(t *testing.T) {
	version := func(name, title, system, travel, archive string) *workbook.Sheet {
		return hardSheet{name: name, text: `
*` + title + `*
Prisniveau: løbende priser, mio. kr.
Merudgift (+) / mindreudgift (-)
Poster | 2024 | 2025 | 2026
*Projektudgifter*
Udgift: Tablets | ` + system + `
*Gevinster i alt* | 0 | -4.63 | -2.86
Besparelse: Rejser | 0 | ` + travel + `
Besparelse: Arkivplads | 0 | ` + archive}.sheet()
	}
	for _, title := range []string{"Digitale elevplaner", "Digitale elevplaner (rettet)", "Digitale elevplaner v2"} {
		file := read(t, []*workbook.Sheet{
			version("Udkast", "Digitale elevplaner", "0.07 | 3.7 | 0.48", "-0.13 | -0.13", "-4.5 | -2.73"),
			version("Beregning", title, "1.2 | 1.25 | 4.1", "-2.91 | -0.05", "-4.5 | -2.73"),
		})
		asked := false
		for _, q := range file.Questions {
			asked = asked || q.Code == "duplicate-case"
		}
		if !asked {
			t.Errorf("%s: asked %+v of %d cases", title, file.Questions, len(file.Cases))
		}
	}
}
