package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A list of yearly values is shown before it is accepted, each with its cell;
// afterwards the target of the account leads to the cell it came from.
func TestYearlyValuesLeadToTheirCells(t *testing.T) {
	s := openDemo(t)
	analyst := s.as(portfolio.RoleAnalyst)
	const list = "Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde\nMål;2014;3,25;mio. kr.;løbende;;\nP/L løn;2014;1,61;%;;31-03-2013;KL\n"
	page := analyst.upload("/greve/imports/new", file{"maal.csv", []byte(list)}).wants(t, http.StatusOK)
	section := page.page.Find("section[aria-labelledby=yearly]")
	if text := strings.Join(strings.Fields(section.Find("tbody").Text()), " "); !strings.Contains(text, "Mål20143.250.000 kr.") || !strings.Contains(text, "P/L løn20141,61") || section.Find("a").Length() != 2 {
		t.Fatalf("the values are shown as %q with %d cells", text, section.Find("a").Length())
	}
	where := page.Request.URL.Path
	analyst.post(where+"/accept", url.Values{}).wants(t, http.StatusOK)
	account := analyst.get("/greve/quarters/2014K2").wants(t, http.StatusOK)
	target := account.page.Find("table a.amount[href*=maal]").First()
	if target.Length() == 0 || !strings.Contains(target.Text(), "3.250.000") {
		t.Fatalf("no target leads to the list: %q", target.Text())
	}
	cell := analyst.get(target.AttrOr("href", "")).wants(t, http.StatusOK)
	if raw := cell.text("#raw"); raw != "3,25" {
		t.Errorf("the cell holds %q", raw)
	}
}
