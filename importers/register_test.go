package importers

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// A catalogue: one proposal per row, sections between, savings negative.
func TestRegister(t *testing.T) {
	sheet := sheetOf("Katalog",
		row("Effektiviseringskatalog"),
		row("Kr. 1.000, 2015 p/l. Mindreudgifter er negative."),
		row("Nr.", "Forslag", "Engangsudgift 2015", 2015, 2016, "Bemærkninger"),
		row("Socialudvalget"),
		row("S-01", "Digital kørsel", 250, 100, -405, "fra 1/7"),
		row("S-02", "Samlet booking", "-", nil, -180),
		row(nil, "Socialudvalget i alt", formula{"SUM(C5:C6)", 250}, formula{"SUM(D5:D6)", 100}, formula{"SUM(E5:E6)", -585}),
		row(nil, "I alt", 250, 100, -500),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Katalog!C5 2015 cost 250000", "Katalog!D5 2015 benefit -100000", "Katalog!E5 2016 benefit 405000",
		"Katalog!E6 2016 benefit 180000")
	wantFinding(t, file, "missing-dash", "Katalog!C6")
	wantFinding(t, file, "reversal", "Katalog!D5")
	wantFinding(t, file, "total-mismatch", "Katalog!E8") // −500 stated, −585 in the rows
	if len(file.Cases) != 2 || file.Cases[1].Title != "Samlet booking" || file.Cases[1].Organisation != "Socialudvalget" {
		t.Errorf("cases %+v", file.Cases)
	}
}

// Two levels of headings, the upper one merged over the lower.
func TestRegisterWithGroupedHeadings(t *testing.T) {
	sheet := sheetOf("Pulje",
		row("Mio. kr. 2020 p/l"),
		row("NR", "Forslag", "Investeringer", nil, "Effektivisering ved fuld indfasning", "Tilbagebetalingstid (år)"),
		row(nil, nil, "Service", "Anlæg", "Service"),
		row("BC1", "Sensorer", 1.4, 0, 0.7, 6),
	)
	sheet.Merged = []workbook.Range{{FirstRow: 2, FirstCol: 3, LastRow: 2, LastCol: 4}, {FirstRow: 2, FirstCol: 1, LastRow: 3, LastCol: 1}, {FirstRow: 2, FirstCol: 2, LastRow: 3, LastCol: 2}}
	file := read(t, []*workbook.Sheet{sheet})
	if q := wantQuestion(t, file, "year-axis@Pulje"); q.Proposed != "" || file.Status != Questions {
		t.Errorf("status %s with %q proposed: a year cannot be proposed where none is stated", file.Status, q.Proposed)
	}
	file = read(t, []*workbook.Sheet{sheet}, "year-axis@Pulje", "none")
	wantAmounts(t, file, "Pulje!C4  cost 1.4e+06", "Pulje!D4  cost 0", "Pulje!E4  benefit 700000")
	wantFinding(t, file, "amounts-without-period", "Pulje!C2")
	wantQuestion(t, file, "year-axis@Pulje")
	given := Answers{"year-axis@Pulje": "none"}
	if Interpret(&workbook.Book{Sheets: []*workbook.Sheet{sheet}}, Options{Answers: given}); given["year-axis@Pulje"] != "none" {
		t.Error("reading a file takes an answer from the caller")
	}
	if text, err := json.Marshal(file); err != nil || file.Status != Errors || strings.Contains(string(text), `"period"`) {
		t.Errorf("status %s, %v: amounts without a year can neither be stored nor have a period in %s", file.Status, err, text)
	}
	wantFinding(t, file, "stated-payback-differs", "Pulje!F4") // 1,4/0,7 = 2 years, not 6
	for _, year := range []string{"2021", "t0"} {
		file = read(t, []*workbook.Sheet{sheet}, "year-axis@Pulje", year)
		wantAmounts(t, file, "Pulje!C4 "+year+" cost 1.4e+06", "Pulje!D4 "+year+" cost 0", "Pulje!E4 "+year+" benefit 700000")
		if _, findings := file.Acceptance(roundTripOrganisation, portfolio.OriginalFile{SHA256: "x", Bytes: []byte("x")}, Accepted{}); file.Status != Ready || len(findings) > 0 {
			t.Errorf("status %s, not accepted: %v", file.Status, findings)
		}
	}
}

// Hours beside kroner: a unit column decides row by row.
func TestBenefitRegisterByQuarter(t *testing.T) {
	sheet := sheetOf("Gevinster",
		row("t.kr., 2013 p/l. Beløb er for det enkelte kvartal."),
		row("ID", "Projekt", "Gevinst", "Enhed", "1. kvt. 2013", nil, "2. kvt. 2013", nil),
		row(nil, nil, nil, nil, "Plan", "Realiseret", "Plan", "Realiseret"),
		row("G1", "Digital post", "Porto", "t.kr.", 60, 55, 60, nil),
		row("G2", "Digital post", "Papir", "t.kr.", 10, 9, 10, 0),
		row("G3", "Kontaktcenter", "Frigjort tid", "timer", 100, 80, 100, nil),
	)
	sheet.Merged = []workbook.Range{{FirstRow: 2, FirstCol: 5, LastRow: 2, LastCol: 6}, {FirstRow: 2, FirstCol: 7, LastRow: 2, LastCol: 8}}
	file := read(t, []*workbook.Sheet{sheet})
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Gevinster!E4 2013K1 benefit 60000", "Gevinster!G4 2013K2 benefit 60000", "Gevinster!F4 2013K1 benefit 55000",
		"Gevinster!E5 2013K1 benefit 10000", "Gevinster!G5 2013K2 benefit 10000", "Gevinster!F5 2013K1 benefit 9000", "Gevinster!H5 2013K2 benefit 0")
	wantFinding(t, file, "not-money-hours", "Gevinster!E6")
}

// Realised figures by quarter that do not say whether they are the quarter's
// or the year's so far: 65 then 90 is 65 and 25 when they run to date.
func TestYearToDate(t *testing.T) {
	sheet := sheetOf("Status",
		row("t.kr., løbende priser"),
		row("Projekt", "Gevinst", "Plan 2013", "Realiseret 1. kvt. 2013", "Realiseret 2. kvt. 2013"),
		row("E-handel", "Rabatter", 400, 65, 90),
		row("Faktura", "Timer", 180, 40, 85),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "level-or-increment@Status")
	file = read(t, []*workbook.Sheet{sheet}, "level-or-increment@Status", asYearToDate)
	wantAmounts(t, file,
		"Status!C3 2013 benefit 400000", "Status!D3 2013K1 benefit 65000", "Status!E3 2013K2 benefit 25000",
		"Status!C4 2013 benefit 180000", "Status!D4 2013K1 benefit 40000", "Status!E4 2013K2 benefit 45000")
}

// Yearly benefits that are called new are asked about; as increments they add
// up: 100, then 100 + 50.
func TestIncrements(t *testing.T) {
	sheet := sheetOf("Katalog",
		row("t.kr., 2015 p/l. Tallene viser nye besparelser i hvert år"),
		row("Forslag", "Besparelse 2015", "Besparelse 2016"),
		row("Digital kørsel", 100, 50),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "level-or-increment@Katalog")
	file = read(t, []*workbook.Sheet{sheet}, "level-or-increment@Katalog", asIncrement)
	wantAmounts(t, file, "Katalog!B3 2015 benefit 100000", "Katalog!C3 2016 benefit 150000")
}

// A figure typed in kroner among thousands is asked about at its cell.
func TestOutlier(t *testing.T) {
	sheet := sheetOf("Katalog",
		row("t.kr., 2015 p/l"),
		row("Forslag", "Udgift 2015", "Besparelse 2015", "Besparelse 2016"),
		row("Digital kørsel", 100, 50, 60),
		row("Booking", 120, 40000, 45),
		row("Video", 80, 30, 35),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "outlier@Katalog!C4")
	file = read(t, []*workbook.Sheet{sheet}, "outlier@Katalog!C4", "kr.")
	wantAmounts(t, file,
		"Katalog!B3 2015 cost 100000", "Katalog!C3 2015 benefit 50000", "Katalog!D3 2016 benefit 60000",
		"Katalog!B4 2015 cost 120000", "Katalog!C4 2015 benefit 40000", "Katalog!D4 2016 benefit 45000",
		"Katalog!B5 2015 cost 80000", "Katalog!C5 2015 benefit 30000", "Katalog!D5 2016 benefit 35000")
}

// A list of postings with a type column, amounts written as text with trailing
// minus, and a sum row.
func TestLongTable(t *testing.T) {
	sheet := sheetOf("Udtræk",
		row("Valuta: DKK"),
		row("Projekt", "Projekttekst", "Posttype", "Artstekst", "Regnskabsår", "Beløb"),
		row("10234", "Digital borger", "Engangsudgift", "Software", "2013", "412.500,00"),
		row("10234", "Digital borger", "Gevinst", "Løn", "2014", "225.000,50-"),
		row("* 10234", "Digital borger", "Sum", nil, nil, "187.499,50"),
	)
	file := read(t, []*workbook.Sheet{sheet}, "price-level@Udtræk", "løbende")
	wantNoQuestions(t, file)
	wantAmounts(t, file, "Udtræk!F3 2013 cost 412500", "Udtræk!F4 2014 benefit 225000.5")
	if len(file.Cases) != 1 || file.Cases[0].Number != "10234" || file.Cases[0].Title != "Digital borger" {
		t.Errorf("cases %+v", file.Cases)
	}
}

// One project per column, attributes down, a group heading with the unit.
func TestTransposed(t *testing.T) {
	sheet := sheetOf("Overblik",
		row("Projekt", "Ansøgning", "Sensorgulve"),
		row("Nr.", "P-1", "P-2"),
		row("Fase", "Analyse", "Idé"),
		row("Økonomi (t.kr., 2017 p/l)"),
		row("Engangsudgift 2017", 310, "afventer"),
		row("Gevinst 2018", 240, 75),
		row("Sparet porto 2018 (kr.)", 24000, nil),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantNoQuestions(t, file)
	wantAmounts(t, file,
		"Overblik!B5 2017 cost 310000", "Overblik!B6 2018 benefit 240000", "Overblik!B7 2018 benefit 24000",
		"Overblik!C6 2018 benefit 75000")
	if file.Layout != "transposed" {
		t.Errorf("layout %s", file.Layout)
	}
}

// Years that only count: a base year elsewhere settles them, else one question.
func TestCountedYears(t *testing.T) {
	table := []([]any){row("tkr., 2016-priser", "År 0", "År 1"), row("Udgifter"), row("Licens", 100, 50), row("Gevinster"), row("Porto", 0, 80)}
	file := read(t, []*workbook.Sheet{sheetOf("Økonomi", table...)})
	wantQuestion(t, file, "year-axis@Økonomi")
	file = read(t, []*workbook.Sheet{sheetOf("Økonomi", table...)}, "year-axis@Økonomi", "2017")
	wantAmounts(t, file, "Økonomi!B3 2017 cost 100000", "Økonomi!C3 2018 cost 50000", "Økonomi!B5 2017 benefit 0", "Økonomi!C5 2018 benefit 80000")
	file = read(t, []*workbook.Sheet{sheetOf("Stamdata", row("Projektnavn", "Ny portal"), row("År 0", 2018)), sheetOf("Økonomi", table...)})
	wantNoQuestions(t, file)
	file = read(t, []*workbook.Sheet{sheetOf("Økonomi", table...)}, "year-axis@Økonomi", "næste år")
	wantFinding(t, file, "answer-not-understood", "Økonomi!B1")
}

// A line against the direction of all others of its kind is asked about.
func TestSignOfOneLine(t *testing.T) {
	sheet := sheetOf("Økonomi",
		row("kr., 2017 p/l. Udgifter angives med minus, gevinster med plus"),
		row("Post", 2017, 2018),
		row("Udgifter"), row("Licens", -420, -60), row("Uddannelse", nil, 60),
		row("Gevinster"), row("Porto", 100, 200),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantQuestion(t, file, "sign@Økonomi!C5")
	file = read(t, []*workbook.Sheet{sheet}, "sign@Økonomi!C5", reversal)
	wantAmounts(t, file,
		"Økonomi!B4 2017 cost 420", "Økonomi!C4 2018 cost 60", "Økonomi!C5 2018 cost -60",
		"Økonomi!B7 2017 benefit 100", "Økonomi!C7 2018 benefit 200")
}

// "1. kvartal" is a time and no account for the first goal, in a heading over
// columns and in front of a value.
func TestQuartersAreNoGoals(t *testing.T) {
	sheet := sheetOf("Register",
		row("Gevinstregister, t.kr., 2013 p/l"),
		row("Projekt", "Gevinst", "Mål 1", "1. kvartal 2013", "2. kvartal 2013", "3. kvartal 2013"),
		row("Digital post", "Porto", "Færre breve", 60, 61, 80),
	)
	file := read(t, []*workbook.Sheet{sheet})
	wantAmounts(t, file, "Register!D3 2013K1 benefit 60000", "Register!E3 2013K2 benefit 61000", "Register!F3 2013K3 benefit 80000")
	want := []Field{{Name: "goal-1", Value: "Færre breve", Cell: "Register!C3", Raw: "Færre breve"}}
	if len(file.Cases) != 1 || !slices.Equal(file.Cases[0].Fields, want) {
		t.Errorf("cases %+v, want one with %v", file.Cases, want)
	}
	g := newGrid(sheetOf("Sag", row("1. kvartal", "opgøres senere"), row("1.", "Færre breve")), newLexicon(t.Context()))
	m := readMaster(g, func(int) bool { return false })
	if len(m.fields) != 1 || m.fields[0].Cell != "Sag!B2" {
		t.Errorf("fields %+v", m.fields)
	}
}

// A model that many fill in does not name a case by itself.
func TestModelIsNamedByItsServiceArea(t *testing.T) {
	sheets := func(area any) []*workbook.Sheet {
		return []*workbook.Sheet{
			sheetOf("Forside", row("Model til beregning af gevinster")),
			sheetOf("Input", row("Input"), row("Serviceområde", area)),
			sheetOf("Beregning", row("1.000 kr., 2013-priser"), row("Post", 2013, 2014), row("Gevinster"), row("Porto", 10, 20), row("Omkostninger"), row("Kampagne", 5, 0)),
		}
	}
	for area, want := range map[any]string{"Borgerservice": "Model til beregning af gevinster, Borgerservice", nil: "Model til beregning af gevinster"} {
		if file := read(t, sheets(area)); len(file.Cases) != 1 || file.Cases[0].Title != want {
			t.Errorf("area %v: %+v, want %q", area, file.Cases, want)
		}
	}
}
