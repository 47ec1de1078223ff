package template

import (
	"strings"
)

// drawGuide draws Vejledning: how the workbook is filled in, and by which
// rules it computes.
func drawGuide(b *book) {
	s := b.sheet(SheetGuide, 30, 92)
	s.banner("Vejledning", "Sådan udfyldes skabelonen, og sådan regner den.")
	row := 5
	for _, part := range []struct {
		title string
		lines [][2]string
	}{
		{"Sådan gør du", [][2]string{
			{"1. Stamdata", "Udfyld de gule felter. Basisår, enhed, prisgrundlag og kalkulationsrente skal være udfyldt, før tallene kan læses ind."},
			{"2. Omkostninger", "Én linje pr. udgift. Husk uddannelse, forandring, egen tid og nedlukning af det gamle system: it er ofte den mindste del."},
			{"3. Gevinster", "Én linje pr. gevinst. Hver gevinst har én gevinstejer i linjen. Mål nulpunktet, før projektet går i gang."},
			{"4. Risici", "Skriv de væsentligste risici og modtræk."},
			{"5. Resultat", "Se nøgletallene. Her skal intet udfyldes."},
			{"6. Indlæs", "Læs arbejdsbogen ind i Råderum. Du får vist alle spørgsmål og fund, før noget gemmes."},
		}},
		{"Regler", [][2]string{
			{"Tomt er ikke 0", "Skriv 0, når beløbet er nul. Lad cellen være tom, når det ikke kendes. Skriv aldrig ord som »ukendt« i en talcelle."},
			{"Fortegn", "Udgifter og gevinster er positive tal i hvert sit ark. En tilbageførsel eller en negativ gevinst skrives med minus."},
			{"Prisniveau", "Alle beløb i arbejdsbogen er i samme enhed og samme prisniveau."},
			{"Basisår", "År 0 er basisåret. Det diskonteres ikke; år 1 diskonteres én gang og så fremdeles."},
			{"Tilbagebetalingstid", "Første gang det akkumulerede netto er mindst 0 og forbliver det til årrækkens slutning. »Aldrig« betyder: ikke inden for de viste år."},
			{"Moms", "Beløb er uden moms, som kommunen får refunderet."},
			{"Nye linjer", "Indsæt rækker mellem de gule rækker; så følger summerne med. Kolonner kan flyttes, og ark kan omdøbes, men overskrifterne skal stå."},
		}},
		{"Gevinsttyper", [][2]string{
			{"Budgetgevinst, merindtægt", "Tæller med i målet: budgettet bliver mindre, eller indtægten større."},
			{"Undgået udgift, frigivet tid", "Vises for sig og tæller ikke med i målet, før budgettet er ændret."},
			{"Kvalitativ", "Har ingen beløb, men følges med trafiklys."},
		}},
	} {
		s.words(row, 1, part.title, lookSection)
		s.heights[row] = 24
		row++
		for _, pair := range part.lines {
			s.words(row, 1, pair[0], lookGuideTerm)
			s.words(row, 2, pair[1], lookGuideText)
			s.heights[row] = 5 + 13*float64(1+len([]rune(pair[1]))/120)
			row++
		}
		row++
	}
	s.words(row, 1, "Som følge af afrunding kan tal i tabellen ikke altid summere til totalen.", lookSubtitle)
	s.page = page{}
}

// The lists in Lister, by the column they stand in.
var lists = []struct {
	title   string
	choices Choices // nil: the focus areas
}{
	{"Indsatsområde", nil}, {"Gevinstkilde", Origins}, {"Ja/nej", YesNo}, {"Fase", Phases}, {"Status", Statuses},
	{"Enhed", Units}, {"Prisgrundlag", PriceBases}, {"Dispensation", Grounds}, {"Kategori", Categories},
	{"Engangs/varig", Recurrences}, {"Gevinsttype", Kinds}, {"Tilfalder", Recipients},
	{"Gevinststatus", States}, {"Niveau", Levels},
}

const (
	listHead = 4
	listRoom = 20 // focus areas a municipality may write in
)

// listAreas is where the focus areas stand.
var listAreas = listRef(1, listRoom)

func listRef(col, rows int) string {
	return SheetLists + "!" + absolute(down(col, listHead+1, listHead+rows))
}

// listOf is where a list of choices stands, or the list itself in a workbook
// that has it nowhere.
func (b *book) listOf(choices Choices) string {
	for i, list := range lists {
		if b.hasLists && len(list.choices) > 0 && &list.choices[0] == &choices[0] {
			return listRef(i+1, len(choices))
		}
	}
	return `"` + strings.Join(choices.Labels(), ",") + `"`
}

// drawLists draws Lister: the values the other sheets choose from.
func drawLists(b *book, form Form) {
	widths := make([]float64, len(lists))
	for i, list := range lists {
		widths[i] = 14
		for _, label := range list.choices.Labels() {
			widths[i] = max(widths[i], float64(len([]rune(label))+3))
		}
	}
	widths[0] = 34
	s := b.sheet(SheetLists, widths...)
	s.banner("Lister", "Værdierne, der kan vælges i de andre ark. Indsatsområderne kan rettes; de andre lister er faste.")
	for i, list := range lists {
		s.words(listHead, i+1, list.title, lookHeading)
		for j, label := range list.choices.Labels() {
			s.words(listHead+1+j, i+1, label, lookComputed)
		}
	}
	for j := range listRoom {
		area := ""
		if j < len(form.FocusAreas) {
			area = form.FocusAreas[j]
		}
		s.text(listHead+1+j, 1, area, lookInput)
	}
	s.page = page{landscape: true, freeze: at(listHead+1, 1)}

}
