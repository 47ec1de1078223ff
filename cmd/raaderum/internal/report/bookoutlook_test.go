package report_test

import (
	"bytes"
	"math"
	"strconv"
	"testing"

	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// The outlook's mean is a formula over the contributions and what is assumed. Expected
// are, of the account's own contributions, the shares by hand: of a decided benefit
// 80 % of (0,6 + 1 + 1,2)/3 (triangular), of its running costs 80 %, of the pipeline
// 50 %, of what is budgeted or realised all. LibreOffice computes it to Råderum's own,
// also after the chance was changed to 40 %; to the øre.
func TestOutlookOfTheWorkbook(t *testing.T) {
	p := demoPacks(t)["greve"]
	var err error
	if p.Assumed, err = report.ReadAssumptions([]string{"decided-low=60", "decided-high=120", "decided-chance=80", "pipeline-chance=50", "method=triangular"}); err != nil {
		t.Fatal(err)
	}
	const sheet, first = "Udfaldsrum", 5
	years := p.Report.Account.Years
	means := func(chance float64) (all []float64) {
		sum := 0.0
		for _, year := range years {
			for _, one := range year.Contributions {
				switch {
				case one.Layer == portfolio.LayerJoint:
				case one.Layer == portfolio.LayerPipeline:
					sum += one.Amount.Kroner() * 0.5
				case one.Layer == portfolio.LayerDecided && one.Benefit == "":
					sum += one.Amount.Kroner() * chance
				case one.Layer == portfolio.LayerDecided:
					sum += one.Amount.Kroner() * chance * (0.6 + 1 + 1.2) / 3
				default:
					sum += one.Amount.Kroner()
				}
			}
			all = append(all, sum)
		}
		return all
	}
	book, data := openQuarterWorkbook(t, p)
	c := &checker{T: t, book: recomputed(t, data)}
	for i, want := range means(0.8) {
		c.near("mean", sheet, 5, first+i, want)
		c.near("difference", sheet, 7, first+i, 0)
	}
	if last := means(0.8)[len(years)-1]; math.Abs(last-means(1)[len(years)-1]) < 1 {
		t.Fatal("nothing is uncertain")
	}
	chance := ""
	for row := first; chance == ""; row++ {
		if name, err := book.GetCellValue(sheet, "A"+strconv.Itoa(row)); err != nil || row > 40 {
			t.Fatal("no assumptions", err)
		} else if name == p.Print.T("layer.decided") {
			chance = "D" + strconv.Itoa(row)
		}
	}
	if err := book.SetCellValue(sheet, chance, 0.4); err != nil {
		t.Fatal(err)
	}
	var changed bytes.Buffer
	if err := book.Write(&changed); err != nil {
		t.Fatal(err)
	}
	c = &checker{T: t, book: recomputed(t, changed.Bytes())}
	for i, want := range means(0.4) {
		c.near("changed", sheet, 5, first+i, want)
	}
}
