package web_test

import (
	"net/http"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"raaderum/portfolio"
)

// The page with the experience: every group leads to its benefits, which add up
// to it and lead to their cells, and few benefits are said to be few.
func TestCalibrationPage(t *testing.T) {
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	const path = "/greve/quarters/2014K2/calibration"
	page := council.get(path).wants(t, http.StatusOK)
	if council.get("/greve/quarters/2014K2").wants(t, http.StatusOK).page.Find("a[href='"+path+"']").Length() != 1 {
		t.Error("the quarter does not lead to it")
	}
	few, groups := 0, 0
	page.page.Find(".calibration tbody tr").Each(func(_ int, tr *goquery.Selection) {
		groups++
		cells := tr.Find("td")
		n, link := danishNumber(t, cells.Eq(0).Text()), cells.Eq(0).Find("a").AttrOr("href", "")
		promised, realised := danishNumber(t, cells.Eq(1).Text()), danishNumber(t, cells.Eq(2).Text())
		if n < 6 {
			few++
			if text := cells.Eq(5).Text(); text != "for få: et interval kræver 6 gevinster" {
				t.Errorf("%v benefits: %q", n, text)
			}
		}
		open := council.get(link).wants(t, http.StatusOK)
		rows := open.page.Find(".calibration-benefits tbody tr")
		sums := [2]float64{}
		rows.Each(func(_ int, row *goquery.Selection) {
			for i := range sums {
				sums[i] += danishNumber(t, row.Find("td").Eq(2+i).Text())
			}
			if row.Find("a.cell").Length() == 0 {
				t.Errorf("%s: a benefit without a cell", link)
			}
		})
		if float64(rows.Length()) != n || sums != [2]float64{promised, realised} {
			t.Errorf("%s: %d benefits with %v, and the group says %v with %v and %v", link, rows.Length(), sums, n, promised, realised)
		}
	})
	if groups < 10 || few == 0 {
		t.Errorf("%d groups, %d of them small", groups, few)
	}
	council.get(path+"?by=area&key=findes-ikke").wants(t, http.StatusNotFound)
	council.get(path+"?by=weather").wants(t, http.StatusNotFound)
	council.get("/greve/quarters/2014K9/calibration").wants(t, http.StatusNotFound)
	council.get("/albertslund/quarters/2014K2/calibration").wants(t, http.StatusNotFound)
	empty := council.get("/greve/quarters/2010K1/calibration").wants(t, http.StatusOK)
	if empty.page.Find(".calibration").Length() != 0 || empty.text(".lead") == "" {
		t.Error("nothing to compare is not said")
	}
}
