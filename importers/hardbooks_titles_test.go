package importers

import (
	"testing"

	"raaderum/importers/workbook"
)

// Hard to name because the title stands in one cell with something else: a
// number, the unit, the price level.
func TestHardBooksOfTitles(t *testing.T) {
	const table = `
Post | 2025 | 2026
Udgift til licens | 400 | 50
Besparelse på porto | | 300`
	const want = `cost B3 2025 400, C3 2026 50
		benefit C4 2026 300`
	titled := func(name, a1, title, number string) hardBook {
		return hardBook{name: name, sheets: []hardSheet{{name: "Ark1", text: a1 + table}}, in: 1000, want: want, names: []string{title}, numbers: []string{number}}
	}
	ofCosts := func(name, a1 string) hardBook { // no name of a case: asked for
		b := titled(name, a1, "Robot", "")
		b.answers = map[string]string{"title@Ark1": "Robot"}
		return b
	}
	readHardBooks(t, []hardBook{
		titled("number, title, unit and price level", "Sag 7: Digital kø (t.kr., 2025-pl)", "Digital kø", "7"),
		titled("a number with letters", "Projekt BC-07: Digital kø – t.kr., 2025-pl", "Digital kø", "BC-07"),
		titled("number and title around a dash", "Forslag nr. 12 - Digital kø, beløb i 1.000 kr. (2025 p/l)", "Digital kø", "12"),
		titled("number and title without a mark between", "Projekt 114 Fælles indgang, 1.000 kr. i 2025-pl", "Fælles indgang", "114"),
		titled("how many, and no number", "Forslag 3 skoler får sensorer (t.kr., 2025-pl)", "Forslag 3 skoler får sensorer", ""),
		titled("title, unit and price level", "Genbrugsplads uden betjening (t.kr., 2025-pl)", "Genbrugsplads uden betjening", ""),
		titled("title and unit in words", "Digital nøgle, beløb i t.kr., 2025-pl", "Digital nøgle", ""),
		titled("title and unit after a preposition", "Digital nøgle i t.kr. (2025-priser)", "Digital nøgle", ""),
		titled("label, title and unit", "Projekt: Digital nøgle (t.kr., 2025-pl)", "Digital nøgle", ""),
		titled("label, number and title", "Projekt: 2025-portalen (t.kr., 2025-pl)", "2025-portalen", ""),
		titled("a title with a dash of its own", "Digital nøgle – hele hjemmeplejen (t.kr., 2025-pl)", "Digital nøgle – hele hjemmeplejen", ""),
		titled("a title that mentions a year", "Projekt 2025: Digital kø (t.kr., 2025-pl)", "Projekt 2025: Digital kø", ""),
		ofCosts("words for a table", "Udgifter og gevinster (t.kr., 2025-pl)"),
		ofCosts("words for the unit only", "Alle beløb i t.kr., 2025-pl"),
		ofCosts("a line of dashes", "Alle beløb i t.kr., 2025-pl | ----------------"),
		ofCosts("words for any case", "Business case (t.kr., 2025-pl)"),
	})
}

// A schedule beside the assumptions has a title of its own, which is not the
// case's; that stands nowhere.
func TestTitleOfASchedule(t *testing.T) {
	beside := func(name, rows string) hardBook {
		return hardBook{
			name: name,
			sheets: []hardSheet{{name: "Ark1", text: rows + `
| | | Andel | {0 %}0.2 | {0 %}0.8

Post (t.kr., 2025-pl) | 2025 | 2026
Udgift til licens | 400 | 50
Besparelse på porto | | 300`}},
			answers: map[string]string{"title@Ark1": "Robot"},
			names:   []string{"Robot"},
			in:      1000,
			want: `cost B7 2025 400, C7 2026 50
				benefit C8 2026 300`,
		}
	}
	readHardBooks(t, []hardBook{
		beside("beside assumptions in its own rows", `
| | | *Slid på udstyret*
Rente | 0.03
Levetid | 5 | | Sats | 2025 | 2026`),
		beside("beside texts", `
| | | *Slid på udstyret*
Rente | 3 %
Levetid | fem år | | Sats | 2025 | 2026`),
		beside("a schedule of those that every workbook may have", `
*Afskrivningsplan*
Rente | 0.03
Levetid | fem år | | Sats | 2025 | 2026`),
	})
}

// Where the sheet says no title and has no name of its own, the file's is proposed,
// unless every file may be called that.
func TestFileNameIsProposedAsTitle(t *testing.T) {
	sheet := hardSheet{name: "Ark1", text: `
Post (t.kr., 2025-pl) | 2025 | 2026
Udgift til licens | 400 | 50
Besparelse på porto | | 300`}
	for file, want := range map[string]string{
		"Digital_nøgle.xlsx":               "Digital nøgle",
		"digital-nøgle (2).xlsx":           "Digital nøgle",
		`C:\Sager\Robot i løn - Kopi.xlsx`: "Robot i løn",
		"business case 2025.xlsx":          "Ark1",
		"Kopi af budget v3.xlsx":           "Ark1",
		"":                                 "Ark1",
	} {
		book := &workbook.Book{Format: workbook.XLSX, Name: file, Sheets: []*workbook.Sheet{sheet.sheet()}}
		for _, q := range Interpret(book, Options{}).Questions {
			if q.Key == "title@Ark1" && (q.Proposed != want || q.Confidence > 0.3) {
				t.Errorf("of %q %q is proposed with %v, want %q", file, q.Proposed, q.Confidence, want)
			}
		}
		if file := Interpret(book, Options{}); len(file.Questions) != 1 || file.Questions[0].Key != "title@Ark1" {
			t.Errorf("asked %v, want the title alone", file.Questions)
		}
	}
}
