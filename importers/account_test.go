package importers

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"raaderum/importers/workbook"
)

// The words that may stand over a column or beside a row of numbers: all roles,
// and words that say nothing.
var wordsOverNumbers = []string{
	"Helårseffekt", "Helårseffekt 2027", "Fuld effekt", "Rest", "Rest 2025", "Restbudget", "Afvigelse", "Afvigelse 2025", "Forskel", "Vækst",
	"Vedtaget", "Vedtaget 2027", "Besluttet 2027", "Konsekvens", "Konsekvens 2027", "Økonomi", "Status 2027", "Bemærkning 2027", "Note",
	"I alt", "Sum", "2025-2026", "Samlet", "Netto", "Netto 2025", "Akkumuleret", "Akkumuleret 2026", "Andel", "Indeks", "Procent", "Faktor",
	"Antal", "Timer", "Prioritet", "Score", "Nuværende udgift", "Leverandør", "Risiko", "Formål", "Ejer", "Kommentar", "Moms", "Enhed 2027",
	"Udvalg 2027", "Program 2027", "Fase 2027", "Serie 2027", "Type 2027", "Ditten", "Ditten 2027", "Beløb", "Værdi", "Udgift", "Gevinst",
	"Årlig udgift", "Jan-apr 2027", "1.-3. kvartal 2027", "1. halvår 2027", "Før 2025", "Efter 2026", "Uge 7", "Reference", "Skøn", "Pris", "XYZ",
}

// Whatever stands over a column of kroner, its numbers are stored, or something
// is said of them at their place: nothing vanishes for its name alone.
func TestNoColumnVanishes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom(wordsOverNumbers).Draw(t, "heading")
		at := rapid.IntRange(1, 3).Draw(t, "place")
		numbers := rapid.SliceOfN(rapid.IntRange(20_011, 987_654), 3, 3).Draw(t, "numbers")
		rows := [][]string{{"*Chatbot*"}, {"kr., 2025-pl"}, {"Post", "2025", "2026"}, {"Udgift til licens", "61003", "52007"}, {"Udgift til konsulent", "93011", "17013"}, {"Besparelse på telefontid", "94019", "141023"}}
		for i, extra := range []string{word, fmt.Sprint(numbers[0]), fmt.Sprint(numbers[1]), fmt.Sprint(numbers[2])} {
			row := rows[i+2]
			rows[i+2] = append(append(append([]string{}, row[:at]...), extra), row[at:]...)
		}
		accountedFor(t, rows, at+1, 4)
	})
}

// Whatever a row of kroner is called, its numbers are stored, or something is
// said of them at their place.
func TestNoRowVanishes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom(wordsOverNumbers).Draw(t, "label")
		at := rapid.IntRange(3, 6).Draw(t, "place")
		first, second := rapid.IntRange(20_011, 987_654).Draw(t, "first"), rapid.IntRange(20_011, 987_654).Draw(t, "second")
		rows := [][]string{{"*Chatbot*"}, {"kr., 2025-pl"}, {"Post", "2025", "2026"}, {"Udgift til licens", "61003", "52007"}, {"Udgift til konsulent", "93011", "17013"}, {"Besparelse på telefontid", "94019", "141023"}}
		extra := []string{word, fmt.Sprint(first), fmt.Sprint(second)}
		rows = append(append(append([][]string{}, rows[:at]...), extra), rows[at:]...)
		accountedFor(t, rows, 0, at+1)
	})
}

// accountedFor fails when a number in a column, or in a row, of a sheet is
// neither an amount nor near a question or finding.
func accountedFor(t *rapid.T, rows [][]string, col, row int) {
	var text []string
	for _, cells := range rows {
		text = append(text, strings.Join(cells, " | "))
	}
	sheet := hardSheet{name: "Ø", text: strings.Join(text, "\n")}.sheet()
	file := Interpret(&workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet}}, Options{})
	if file.Status == Errors && len(file.Cases) == 0 {
		return // an error says that nothing is read
	}
	said := reportedPlaces(file)
	stored := map[string]bool{}
	for _, a := range gotten(file) {
		stored[a.cell] = true
	}
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			c := &sheet.Rows[i].Cells[j]
			if c.Kind() != workbook.Number || c.Row() < 4 || col > 0 && c.Col() != col || col == 0 && c.Row() != row {
				continue
			}
			if ref := reference("Ø", c.Row(), c.Col()); !stored[ref] && !said.near(ref) {
				t.Fatalf("%s (%s) is neither stored nor told of:\n%s", ref, c.Raw(), strings.Join(text, "\n"))
			}
		}
	}
}
