package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// comparedTable is a table of a page's comparison by the head of its first column:
// for each row its name, what the earlier quarter said, and what this one says.
func comparedTable(page *reply, head string) (rows [][3]string) {
	page.page.Find("#compared").Closest("section").Find("table").Each(func(_ int, table *goquery.Selection) {
		if strings.TrimSpace(table.Find("thead th").First().Text()) != head {
			return
		}
		table.Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
			row := [3]string{strings.TrimSpace(tr.Find("th").Text())}
			for i := range 2 {
				row[1+i] = strings.TrimSpace(tr.Find("td").Eq(i).Find("a").Text())
			}
			rows = append(rows, row)
		})
	})
	return rows
}

// Every page of a quarter is held up against any earlier one where it stands: the
// choice is in the address, a frozen quarter is marked with its hash and another as
// what is known today, and a quarter that cannot be compared with is refused.
func TestPagesCompareWithAnEarlierQuarter(t *testing.T) {
	s := openDemo(t)
	frozen, err := s.store.Freeze(t.Context(), "greve", "analyst", quarterOf(t, "2013K4"))
	if err != nil {
		t.Fatal(err)
	}
	b := s.as(portfolio.RoleCouncil)
	for name, own := range map[string]string{
		"account": "Indsatsområde", "pipeline": "Fase", "development": "Mangel", "calibration": "Gevinstejer", "outlook": "Tal",
	} {
		t.Run(name, func(t *testing.T) {
			at := "/greve/quarters/2014K2/" + name
			page := b.get(at+"?compare=2013K4").wants(t, http.StatusOK)
			section := page.page.Find("#compared").Closest("section")
			if title := section.Find("h2").Text(); title != "2. kvartal 2014 ved siden af 4. kvartal 2013" {
				t.Errorf("its title is %q", title)
			}
			if note := section.Find(".note").First().Text(); !strings.Contains(note, frozen.Hash[:12]) {
				t.Errorf("the frozen quarter is not marked: %q", note)
			}
			if _, open := section.Find("details").Attr("open"); !open || section.Find("#compare option[selected]").AttrOr("value", "") != "2013K4" {
				t.Error("what was chosen is not in sight")
			}
			if rows := comparedTable(page, own); len(rows) == 0 {
				t.Errorf("nothing under %q", own)
			}
			if kept := page.page.Find(`form input[name=compare][value="2013K4"]`); kept.Length() == 0 {
				t.Error("a choice of cases loses the quarter")
			}
			live := b.get(at+"?compare=2013K3").wants(t, http.StatusOK)
			if note := live.text("section:has(#compared) .note"); !strings.Contains(note, "3. kvartal 2013 er ikke frosset") {
				t.Errorf("the live quarter is not marked: %q", note)
			}
			for asked, says := range map[string]string{"2014K2": "ligger ikke før", "i-gaar": "er ikke et kvartal"} {
				if refused := b.get(at+"?compare="+asked).wants(t, http.StatusUnprocessableEntity); !strings.Contains(refused.text("[role=alert]"), says) {
					t.Errorf("%s is refused with %q", asked, refused.text("[role=alert]"))
				}
			}
		})
	}
}

// What a page says of the earlier quarter is what that quarter's own page says.
func TestComparedFiguresAreTheEarlierPagesOwn(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleCouncil)
	const at, before = "/greve/quarters/2014K2/", "/greve/quarters/2013K4/"
	const with = "?compare=2013K4"
	// own is the figure of each row of an earlier page's table.
	own := func(name, table string, figure func(*goquery.Selection) string) map[string]string {
		all := map[string]string{}
		b.get(before+name).wants(t, http.StatusOK).page.Find(table + " tbody tr").Each(func(_ int, tr *goquery.Selection) {
			all[strings.TrimSpace(tr.Find("th").Text())] = strings.TrimSpace(figure(tr))
		})
		return all
	}
	check := func(rows [][3]string, want map[string]string, apart ...string) {
		t.Helper()
		known := 0
		for _, row := range rows {
			if _, there := want[row[0]]; !there && len(apart) > 0 && row[0] == apart[0] {
				continue
			}
			if row[1] != want[row[0]] {
				t.Errorf("%s: %q, and the quarter's own page says %q", row[0], row[1], want[row[0]])
			}
			if row[1] != "" {
				known++
			}
		}
		if known == 0 || known != len(want) {
			t.Errorf("%d rows, %d on the quarter's own page", known, len(want))
		}
	}
	check(comparedTable(b.get(at+"development"+with), "Mangel"), own("development", "#data-quality table", func(tr *goquery.Selection) string { return tr.Find("td").First().Text() }), "Mangler mindst én ting")
	check(comparedTable(b.get(at+"calibration"+with), "Gevinstejer"), own("calibration", "section:contains('Pr. gevinstejer') table.calibration", func(tr *goquery.Selection) string { return tr.Find("td").Eq(3).Text() }))
	sections := map[string]string{}
	b.get(before+"pipeline").wants(t, http.StatusOK).page.Find("table.steps").Each(func(_ int, table *goquery.Selection) {
		sections[strings.TrimSpace(table.Find("caption").Text())] = strconv.Itoa(table.Find("tbody tr").Length())
	})
	check(comparedTable(b.get(at+"pipeline"+with), "Fase"), sections)
	// The areas add up to what is achieved.
	page := b.get(at + "account" + with)
	for side := 1; side <= 2; side++ {
		var sum, achieved float64
		for _, row := range comparedTable(page, "Indsatsområde") {
			if row[side] != "" {
				sum += danishNumber(t, row[side])
			}
		}
		if rows := comparedTable(page, "Tal"); len(rows) > 0 && rows[0][side] != "" {
			achieved = danishNumber(t, rows[0][side])
		}
		if sum != achieved || sum == 0 {
			t.Errorf("the areas come to %v, and the year to %v", sum, achieved)
		}
	}
}

// The target account has its chart, of the cases and by the method that are chosen,
// and each column leads to its year under the same choice.
func TestTargetAccountIsDrawn(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleCouncil)
	const at = "/greve/quarters/2014K2/account"
	page := b.get(at).wants(t, http.StatusOK)
	if chart := page.page.Find("figure#target-account-in-year, figure#target-account-new-permanent"); chart.Length() != 1 || chart.Find("details").Length() < 2 {
		t.Errorf("%d charts, with %d folds", chart.Length(), chart.Find("details").Length())
	}
	if page.page.Find(".narrowing select#filter-area").Length() != 1 {
		t.Error("there is no choice of cases")
	}
	whole := s.report("greve", "2014K2")
	area := countingArea(t, whole)
	part := b.get(at+"?area="+string(area)+"&method="+string(whole.Other.Method)).wants(t, http.StatusOK)
	if part.page.Find("figure#target-account-"+string(whole.Other.Method)).Length() != 1 {
		t.Error("it is not drawn by the chosen method")
	}
	if table := part.text("figure table"); strings.Contains(table, "2.500.000") || strings.Contains(table, "2,5") {
		t.Errorf("a part has the whole's target: %s", table)
	}
	links := part.page.Find("figure a[href*='/account/2014']")
	links.Each(func(_ int, a *goquery.Selection) {
		if to := a.AttrOr("href", ""); !strings.Contains(to, "area="+string(area)) || !strings.Contains(to, "method=") {
			t.Errorf("a column leads to %s", to)
		}
	})
}
