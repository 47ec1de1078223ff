package report_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// Each view of the papers has a sheet, by a name that a workbook takes, in both
// languages.
func TestEachViewHasASheet(t *testing.T) {
	want := map[string][]string{
		"da": {"Målregnskab", "Kvartaler", "Indsatsområder", "Områder pr. år", "Økonomi pr. år", "Porteføljekort", "Ændringer", "Målbro", "Udfaldsrum", "Lysmatrix", "Lysskift", "Fælles", "Datakvalitet",
			"Statusrunde", "Beslutninger", "Sager", "Bidrag", "Kvartalsbidrag", "Linjer", "Gevinster", "Indberetninger", "Gevinst pr. år", "Afledt drift", "År for år", "Forudsætninger", "Vilkår"},
		"en": {"Target account", "Quarters", "Focus areas", "Areas per year", "Economy per year", "Portfolio map", "Changes", "Target bridge", "Outlook", "Light matrix", "Light flow", "Joint", "Data quality",
			"Status round", "Decisions", "Cases", "Contributions", "Quarter contributions", "Lines", "Benefits", "Reported amounts", "Benefit per year", "Running costs", "Year by year", "Inputs", "Terms"},
	}
	for language, names := range want {
		p := demoPacks(t)["greve"]
		p.Print = i18n.New(language)
		book, _ := openQuarterWorkbook(t, p)
		got := book.GetSheetList()
		if !slices.Equal(got, names) {
			t.Errorf("%s: the sheets are %q", language, got)
		}
		for _, name := range got {
			if n := utf8.RuneCountInString(name); n > 31 {
				t.Errorf("%s has %d letters", name, n)
			}
			area := false
			for _, one := range book.GetDefinedName() {
				area = area || one.Scope == name && one.Name == "_xlnm.Print_Area"
			}
			if i := slices.Index(got, name); i >= 5 && i < 25 && !area {
				t.Errorf("%s does not say what of it is printed", name)
			}
		}
	}
}

// rowOf is the row of a sheet whose first cell says something.
func (c *checker) rowOf(sheet, says string) int {
	c.Helper()
	rows, err := c.book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		c.Fatal(err)
	}
	for y, row := range rows {
		if len(row) > 0 && row[0] == says {
			return y + 1
		}
	}
	c.Errorf("%s has no row %q", sheet, says)
	return 1
}

// views: what the sheets of the views show, as the report has it.
func (c *checker) views(p report.Pack) {
	c.Helper()
	bridge := portfolio.NewTargetBridge(p.Report)
	c.money("bridge: planned", "Målbro", 2, c.rowOf("Målbro", "Besluttet for året"), bridge.Planned)
	c.money("bridge: realised", "Målbro", 2, c.rowOf("Målbro", "Realiseret"), bridge.Realised)
	if bridge.Left != nil {
		c.money("bridge: left", "Målbro", 2, c.rowOf("Målbro", "Mål mindre realiseret"), bridge.Left)
	}
	for _, year := range p.Report.Account.Years {
		if year.Year != p.Report.Headline.Year || year.Gap == nil {
			continue
		}
		c.money("changes: gap", "Ændringer", 3, c.rowOf("Ændringer", "Mangler"), year.Gap)
	}
	for _, figures := range p.Report.Cases {
		if figures.Case.Origin.Joint() {
			continue
		}
		y := c.rowOf("Porteføljekort", strings.TrimSpace(figures.Case.Number+" "+figures.Case.Title))
		if npv := figures.Evaluation.NPV; npv.Exists() {
			c.near("map", "Porteføljekort", 4, y, npv.Value)
		}
	}
	lights := map[portfolio.TrafficLight]int{}
	for _, figures := range p.Report.Cases {
		lights[figures.Light]++
	}
	rows, err := c.book.GetRows("Lysmatrix", excelize.Options{RawCellValue: true})
	if err != nil {
		c.Fatal(err)
	}
	counts := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == "Antal sager" })
	for i, light := range []portfolio.TrafficLight{portfolio.LightRed, portfolio.LightYellow, portfolio.LightGreen, portfolio.LightMissing, portfolio.LightNotDue, portfolio.LightNone} {
		row := rows[counts+1+i]
		c.compared++
		if n, err := strconv.Atoi(row[len(row)-1]); err != nil || n != lights[light] {
			c.Errorf("%s: %q, want %d", light, row[len(row)-1], lights[light])
		}
		c.near("flow to "+string(light), "Lysskift", 2+i, 11, float64(lights[light]))
	}
	decisions := 0
	for _, figures := range p.Report.Cases {
		if figures.Status != nil && figures.Status.DecisionNeeded != "" {
			decisions++
			c.rowOf("Beslutninger", strings.TrimSpace(figures.Case.Number+" "+figures.Case.Title))
		}
	}
	c.rowOf("Statusrunde", "Lagt sammen")
}

// On every sheet of rows the title and the line under it stand whole on the first
// page: over the columns that are printed there, in rows high enough for them.
func TestTitlesStandOnTheFirstPage(t *testing.T) {
	p := demoPacks(t)["greve"]
	book, _ := openQuarterWorkbook(t, p)
	for _, sheet := range []string{"Bidrag", "Kvartalsbidrag", "Linjer", "År for år", "Forudsætninger", "Udfaldsrum"} {
		merged, err := book.GetMergeCells(sheet)
		if err != nil {
			t.Fatal(err)
		}
		over := map[string]float64{} // the row's place to the width of its words, in letters
		for _, one := range merged {
			last, _, err := excelize.CellNameToCoordinates(one.GetEndAxis())
			if err != nil {
				t.Fatal(err)
			}
			for column := 1; column <= last; column++ {
				name, err := excelize.ColumnNumberToName(column)
				if err != nil {
					t.Fatal(err)
				}
				width, err := book.GetColWidth(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				over[one.GetStartAxis()] += width
			}
		}
		for row, place := range []string{"A1", "A2"} {
			// Across, at the least scale of 0.56, a page has 150/0.56 = 267 letters.
			if over[place] == 0 || over[place] > 268 {
				t.Errorf("%s!%s stands over %.0f letters", sheet, place, over[place])
				continue
			}
			words, err := book.GetCellValue(sheet, place)
			if err != nil {
				t.Fatal(err)
			}
			height, err := book.GetRowHeight(sheet, row+1)
			if err != nil {
				t.Fatal(err)
			}
			// A line is 15 points at the least, and no letter of the type is wider than its own.
			if lines := math.Ceil(float64(len([]rune(words))) / over[place]); height < 15*lines {
				t.Errorf("%s!%s: %.0f lines in %.1f points", sheet, place, lines, height)
			}
		}
	}
}
