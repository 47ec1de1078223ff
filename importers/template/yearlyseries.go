package template

import (
	"io"

	"raaderum/portfolio"
)

// YearlyQuantities are the words for what a yearly value states.
var YearlyQuantities = Choices{
	{"Mål", string(portfolio.YearlyTarget)}, {"Effektiviseringsbudget", string(portfolio.YearlyBudget)},
	{"P/L løn", string(portfolio.YearlyWages)}, {"P/L øvrig drift", string(portfolio.YearlyOtherOperating)},
	{"P/L anlæg", string(portfolio.YearlyCapitalWorks)},
}

// YearlyColumns are the headings of the list of yearly values, one value a row.
var YearlyColumns = []Column{
	{Name: "quantity", Heading: "Række", Choices: YearlyQuantities, width: 26},
	{Name: "year", Heading: "År", width: 9},
	{Name: "value", Heading: "Værdi", width: 16},
	{Name: "unit", Heading: "Enhed", width: 12},
	{Name: "prices", Heading: "Prisniveau", width: 16},
	{Name: "published", Heading: "Offentliggjort", width: 16},
	{Name: "publication", Heading: "Kilde", width: 44},
}

const (
	sheetYearly = "Årstal"
	yearlyHead  = 6
)

// WriteYearly writes the empty list of yearly values with its years: targets
// and budgets of each, and the price indices to be filled in. Nothing is
// proposed: P/L figures are the user's own.
func WriteYearly(w io.Writer, organisation string, from, to int) error {
	b := newBook(false, false)
	b.mark = "Råderum årstal 1"
	widths := make([]float64, len(YearlyColumns))
	for i, column := range YearlyColumns {
		widths[i] = column.width
	}
	s := b.sheet(sheetYearly, widths...)
	s.banner("Mål, budgetrammer og P/L", "Én værdi pr. række. En tom værdi er ikke oplyst; skriv 0, når den er nul.")
	s.words(4, 1, "Kommune", lookLabelLine)
	s.text(4, 2, organisation, lookLabelLine)
	for col, column := range YearlyColumns {
		s.words(yearlyHead, col+1, column.Heading, lookHeading)
	}
	s.heights[yearlyHead] = 22
	row := yearlyHead + 1
	for _, quantity := range YearlyQuantities {
		_, index := portfolio.YearlyQuantity(quantity.Code).Index()
		for year := from; year <= to; year++ {
			unit := "kr."
			if index {
				unit = "%"
			}
			s.words(row, 1, quantity.Label, lookInput)
			s.number(row, 2, numberOf(year), lookInput)
			s.number(row, 3, nil, lookAmount)
			s.words(row, 4, unit, lookInput)
			for col := 5; col <= len(YearlyColumns); col++ {
				s.words(row, col, "", lookInput)
			}
			row++
		}
	}
	drawYearlyGuide(b)
	s.page = page{landscape: true, freeze: at(yearlyHead+1, 1), titleRows: "$6:$6"}
	return b.write(w)
}

// drawYearlyGuide says how the list is filled in.
func drawYearlyGuide(b *book) {
	s := b.sheet("Vejledning", 24, 92)
	s.banner("Vejledning", "Sådan udfyldes listen.")
	for i, pair := range [][2]string{
		{"Række", "Mål er strategiens bidrag i året. Effektiviseringsbudget er hele effektiviseringsbudgettet. P/L er stigningen fra året før."},
		{"Enhed", "kr., t.kr. eller mio. kr. for mål og budget; % for P/L."},
		{"Prisniveau", "For mål og budget: »løbende« eller for eksempel »2016-pl«."},
		{"Offentliggjort", "For P/L: datoen for skønnet. Et nyt skøn er en ny serie; det gamle bliver stående."},
		{"Kilde", "For P/L: hvor skønnet er offentliggjort, for eksempel KL's budgetvejledning."},
		{"Rettelser", "Den senest indlæste værdi for et år gælder. Fortrydes indlæsningen, gælder den forrige igen."},
	} {
		s.words(5+i, 1, pair[0], lookGuideTerm)
		s.words(5+i, 2, pair[1], lookGuideText)
		s.heights[5+i] = 34
	}
	s.page = page{landscape: true}
}
