package importers

import "testing"

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
		ofCosts("words for any case", "Business case (t.kr., 2025-pl)"),
	})
}
