package example

// The rest are workbooks such as people have them already.

var register = Example{
	Page: "register", Layout: "register", File: "register.xlsx",
	Title: "Arket Katalog: én sag i hver række med nummer, navn, engangsudgift i 2025 og gevinst i 2025, 2026 og 2027, og nederst rækken I alt.",
	write: writing(sheet{"Katalog", `
*Digitaliseringskatalog. Beløb i 1.000 kr., 2025-priser*

*Nr.* | *Projekt* | *Forvaltning* | *Engangsudgift 2025* | *Gevinst 2025* | *Gevinst 2026* | *Gevinst 2027*
D1 | Digital byggesag | Teknik | 900 | 150 | 400 | 600
D2 | Ruteplanlægning | Ældre | 450 | - | 300 | 300
D3 | Fælles booking | Kultur | 200 | 40 | 80 | 80
 | *I alt* | | =SUM(D4:D6) -> 1.550 | =SUM(E4:E6) -> 190 | =SUM(F4:F6) -> 780 | =SUM(G4:G6) -> 980`}),
}

var groupedRegister = Example{
	Page: "register-to-overskrifter", Layout: "register", File: "register-to-overskrifter.xlsx",
	Title:   "Arket Pulje: øverst overskrifterne Investeringer og Effektivisering, under dem Service, Anlæg og Overførsler; der står intet årstal.",
	Answers: map[string]string{"year-axis@Pulje": "2025"},
	write: writing(sheet{"Pulje", `
*Mio. kr. 2025 p/l*
*Nr.* | *Forslag* | *Investeringer* | < | *Effektivisering ved fuld indfasning* | <
^ | ^ | *Service* | *Anlæg* | *Service* | *Overførsler*
BC1 | Sensorer i skraldespande | 1,4 | 0 | 0,7 | 0
BC2 | Digital byggesag | 0,9 | 0,3 | 0,6 | 0,2`}),
}

var benefitRegister = Example{
	Page: "gevinstregister", Layout: "benefit-register", File: "gevinstregister.xlsx",
	Title: "Arket Gevinster: én gevinst i hver række, og under hvert kvartal en kolonne Plan og en kolonne Realiseret.",
	write: writing(sheet{"Gevinster", `
*t.kr., 2025 p/l. Beløb er for det enkelte kvartal.*
*ID* | *Projekt* | *Gevinst* | *Enhed* | *1. kvt. 2025* | < | *2. kvt. 2025* | <
 | | | | *Plan* | *Realiseret* | *Plan* | *Realiseret*
G1 | Digital post | Porto | t.kr. | 60 | 55 | 60 |
G2 | Digital post | Papir | t.kr. | 10 | 9 | 10 | 0
G3 | Kontaktcenter | Frigjort tid | timer | 100 | 80 | 100 |`}),
}

var longTable = Example{
	Page: "lang-liste", Layout: "long-table", File: "lang-liste.xlsx",
	Title: "Arket Udtræk: ét beløb i hver række med projekt, post, type, år og beløb.",
	write: writing(sheet{"Udtræk", `
*Projekt* | *Post* | *Type* | *År* | *Beløb (t.kr., 2025 p/l)*
Digital post | Licens | Udgift | 2025 | 100
Digital post | Licens | Udgift | 2026 | 50
Digital post | Porto | Gevinst | 2026 | 90
Digital post i alt | | | | 240
Fælles vagt | System | Udgift | 2025 | 70
Fælles vagt | Overtid | Gevinst | 2026 | 30
Fælles vagt i alt | | | | 100`}),
}

var transposed = Example{
	Page: "sag-pr-kolonne", Layout: "transposed", File: "sag-pr-kolonne.xlsx",
	Title: "Arket Sammenligning: tre projekter ved siden af hinanden, ét i hver kolonne, med udgifter og gevinster nedad.",
	write: writing(sheet{"Sammenligning", `
*Sammenligning af projekter, t.kr., 2025 p/l*
*Projekt* | *Digital post* | *Fælles vagt* | *Sensorer*
Projektnr. | P1 | P2 | P3
Forvaltning | Social | Børn | Teknik
Engangsudgift 2025 | 100 | 250 | 80
Driftsudgift 2026 | 20 | 30 | 10
Gevinst 2026 | 90 | 120 | 30
Gevinst 2027 | 95 | 130 | 35`}),
}

var sheetPerCase = Example{
	Page: "ark-pr-sag", Layout: "case-sheets", File: "ark-pr-sag.xlsx",
	Title: "To ark, ét for hver sag. På hvert ark står linjerne nedad og årene henad, udgifter for sig og gevinster for sig.",
	write: writing(
		sheet{"Digital post", `
Projekt: | Digital post
*t.kr., 2025-priser* | *2025* | *2026* | *2027*
*Udgifter*
Indførelse | 300 | |
Licens | 40 | 40 | 40
*Gevinster*
Mindre porto | | 150 | 200`},
		sheet{"Fælles vagt", `
Projekt: | Fælles vagt
*t.kr., 2025-priser* | *2025* | *2026* | *2027*
*Udgifter*
Alarmcentral | 500 | |
*Gevinster*
Mindre overtid | | 200 | 250`},
	),
}

var caseInSheets = Example{
	Page: "sag-i-flere-ark", Layout: "case-workbook", File: "sag-i-flere-ark.xlsx",
	Title: "Tre ark i én projektmappe: Forside med sagens navn, Udgifter og Gevinster.",
	write: writing(
		sheet{"Forside", `
*Business case*
Projekttitel: | Digital byggesag
Projektnr.: | BC07
Projektejer: | Byggesagschefen
Prisniveau: | 2025-pl`},
		sheet{"Udgifter", `
*Udgifter, t.kr.* | *2025* | *2026* | *2027*
Indførelse | 900 | |
Licens | 60 | 120 | 120`},
		sheet{"Gevinster", `
*Gevinster, t.kr.* | *2025* | *2026* | *2027*
Færre papirsager | | 400 | 600`},
	),
}

var stackedCases = Example{
	Page: "sager-under-hinanden", Layout: "case-sheets", File: "sager-under-hinanden.xlsx",
	Title: "Arket Forslag med to sager under hinanden. Hver har sit navn, sine overskrifter og sine linjer.",
	write: writing(sheet{"Forslag", `
*Sensorer i skraldespande*
t.kr., 2025-priser
*Post* | *2025* | *2026*
Udgift: sensorer | 200 | 50
Besparelse: kørsel | 0 | 300

*Digital parkering*
t.kr., 2025-priser
*Post* | *2025* | *2026*
Udgift: app | 400 | 60
Besparelse: vagter | | 500`}),
}

var systemExport = Example{
	Page: "systemudtraek", Layout: "register", File: "systemudtraek.xlsx",
	Title: "Arket Udtræk fra et system: én arbejdsgang i hver række med navn, fase, antal gange om året og minutter; ingen kroner.",
	write: writing(sheet{"Udtræk", `
*Procesnummer* | *Titel* | *Organisation* | *Fase* | *Antal gange processen foretages årligt* | *Tidsforbrug pr. gang i minutter*
12 | Flytning af borgere | Eksempel Kommune | Drift | 4000 | 12
15 | Bestilling af nøgler | Eksempel Kommune | Udvikling | 600 | 8`}),
}

const separatedText = `Projekt;Investering 2025;Gevinst 2026;Gevinst 2027;Enhed;Prisniveau
Digital post;1.250,50;600;"2.000";t.kr.;2025-pl
Fælles vagt;400;;"150,25";t.kr.;2025-pl
`

var separated = Example{
	Page: "csv", Layout: "register", File: "csv.csv",
	Title: "En CSV-fil, vist som regneark: to projekter med investering i 2025 og gevinst i 2026 og 2027, og kolonnerne Enhed og Prisniveau.",
	write: func() ([]byte, error) { return []byte(separatedText), nil },
}

var unknown = Example{
	Page: "ikke-genkendt", Layout: "free", File: "ikke-genkendt.xlsx",
	Title: "Arket Referat med tre linjer tekst og ingen tabel med beløb.",
	write: writing(sheet{"Referat", `
*Referat af møde i styregruppen*
Sagen er drøftet. Styregruppen afventer tilbud fra leverandøren.
Næste møde er i maj.`}),
}
