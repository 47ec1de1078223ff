package report_test

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// plan is a case's costs and benefits in kroner by year.
type plan struct{ costs, benefits map[int]float64 }

// row is a plan with costs and benefits from 2013 on; math.NaN() is a year in which
// nothing is stated.
func row(costs, benefits []float64) plan {
	byYear := func(amounts []float64) map[int]float64 {
		all := map[int]float64{}
		for i, amount := range amounts {
			if !math.IsNaN(amount) {
				all[2013+i] = amount
			}
		}
		return all
	}
	return plan{byYear(costs), byYear(benefits)}
}

func (p plan) of(t *testing.T, id, title string) portfolio.BusinessCase {
	line := func(byYear map[int]float64) []portfolio.Amount {
		var pairs []any
		for year := 2000; year < 2050; year++ {
			if amount, stated := byYear[year]; stated {
				pairs = append(pairs, strconv.Itoa(year), amount)
			}
		}
		return amounts(t, pairs...)
	}
	return portfolio.BusinessCase{ID: portfolio.CaseID(id), Title: title, DecisionDate: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC), Phase: portfolio.PhaseOperation,
		Costs: []portfolio.CostLine{{Label: "Udgift", Amounts: line(p.costs)}}, Benefits: []portfolio.Benefit{benefit("g-"+id, portfolio.Cashable, line(p.benefits))}}
}

type planEdit struct {
	name          string
	before, after plan
}

// planEdits are what somebody does to a case in its workbook: by hand what turns
// one kind of answer into another, and by chance what nobody thought of.
func planEdits() []planEdit {
	no := math.NaN()
	edits := []planEdit{
		{"never → years", row([]float64{1000, 0, 0, 0}, []float64{0, 100, 100, 100}), row([]float64{1000, 0, 0, 0}, []float64{0, 600, 600, 100})},
		{"years → never", row([]float64{1000, 0, 0}, []float64{0, 600, 600}), row([]float64{1000, 0, 0}, []float64{0, 600, 300})},
		{"at once → years", row([]float64{100, 0, 0}, []float64{200, 50, 50}), row([]float64{500, 0, 0}, []float64{200, 250, 250})},
		{"years → at once", row([]float64{500, 0, 0}, []float64{200, 250, 250}), row([]float64{100, 0, 0}, []float64{200, 50, 50})},
		{"no investment → some", row([]float64{0, 0, 0}, []float64{0, 100, 100}), row([]float64{150, 0, 0}, []float64{0, 100, 100})},
		{"no costs at all → a line of them", row(nil, []float64{0, 100, 100}), row([]float64{150}, []float64{0, 100, 100})},
		{"investment → none", row([]float64{150, 0, 0}, []float64{0, 100, 100}), row([]float64{0, 0, 0}, []float64{0, 100, 100})},
		{"benefits not stated → stated", row([]float64{300, 10, 10, 10}, nil), row([]float64{300, 10, 10, 10}, []float64{no, 200, 200, 200})},
		{"benefits stated → not stated", row([]float64{300, 10, 10}, []float64{no, 200, 200}), row([]float64{300, 10, 10}, nil)},
		{"nothing → amounts", row(nil, nil), row([]float64{400, 20, 20}, []float64{no, 300, 300})},
		{"nothing → nothing", row(nil, nil), row(nil, nil)},
		{"amounts → nothing", row([]float64{400, 20}, []float64{no, 500}), row(nil, nil)},
		{"one rate → two", row([]float64{100, 0, 0}, []float64{0, 230, 0}), row([]float64{100, 0, 132}, []float64{0, 230, 0})},
		{"two rates → one", row([]float64{100, 0, 132}, []float64{0, 230, 0}), row([]float64{100, 0, 0}, []float64{0, 230, 0})},
		{"signs change and no rate → a rate", row([]float64{100, 0, 200}, []float64{0, 230, 0}), row([]float64{100, 0, 20}, []float64{0, 230, 0})},
		{"a rate → signs change and no rate", row([]float64{100, 0, 20}, []float64{0, 230, 0}), row([]float64{100, 0, 200}, []float64{0, 230, 0})},
		{"all zero → a case", row([]float64{0, 0}, []float64{0, 0}), row([]float64{100, 0}, []float64{0, 130})},
		{"a case → all zero", row([]float64{100, 0}, []float64{0, 130}), row([]float64{0, 0}, []float64{0, 0})},
		{"a rate of 0", row([]float64{100, 0, 0}, []float64{0, 90, 90}), row([]float64{100, 0, 0}, []float64{0, 50, 50})},
		{"nearly all lost", row([]float64{100_000, 0, 0}, []float64{0, 60_000, 60_000}), row([]float64{100_000, 0, 0}, []float64{0, 30, 5})},
		{"a hundredfold", row([]float64{100, 0, 0}, []float64{0, 60, 60}), row([]float64{100, 0, 0}, []float64{0, 30_000, 60})},
		{"the first year is taken out", row([]float64{50, 400, 0, 0}, []float64{no, 0, 300, 300}), row([]float64{no, 400, 0, 0}, []float64{no, 0, 300, 300})},
		{"an amount outside its years", row([]float64{400, 0}, []float64{0, 500}), row([]float64{400, 0}, []float64{0, 500, 500})},
	}
	amounts := func(least, most int) *rapid.Generator[[]float64] {
		amount := rapid.OneOf(rapid.Just(no), rapid.Just(0.0), rapid.Map(rapid.IntRange(least, most), func(ore int) float64 { return float64(ore) / 100 }))
		return rapid.SliceOfN(amount, 1, 8)
	}
	random := rapid.Custom(func(t *rapid.T) plan {
		return row(amounts(-500_00, 5_000_00).Draw(t, "costs"), amounts(-200_00, 4_000_00).Draw(t, "benefits"))
	})
	for i := range 150 { // the same every time
		edits = append(edits, planEdit{fmt.Sprint("by chance ", i), random.Example(2 * i), random.Example(2*i + 1)})
	}
	return edits
}

// Whatever somebody makes of the amounts of a case, the workbook says of it what
// Råderum does: a figure (money to the øre, the rest within 1e-9), or the words for
// why there is none.
func TestAnEditedQuarterSaysWhatRaaderumSays(t *testing.T) {
	edits, print := planEdits(), i18n.New("da")
	org := demoPacks(t)["greve"].Report.Organisation
	var cases []portfolio.BusinessCase
	for i, edit := range edits {
		cases = append(cases, edit.before.of(t, fmt.Sprintf("c%03d", i), fmt.Sprintf("%03d %s", i, edit.name)))
	}
	quarter := calc.Quarter{Year: 2014, Q: 2}
	snapshot, err := portfolio.Freeze(org, cases, nil, quarter, "", clock(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := report.NewPack(snapshot, false, clock(), print)
	if err != nil {
		t.Fatal(err)
	}
	book, _ := openQuarterWorkbook(t, pack)
	number := map[portfolio.CaseID]int{} // a case's place in the workbook
	for i, figures := range pack.Report.Cases {
		number[figures.Case.ID] = i + 1
	}
	typeIn(t, book, cases, edits, number)
	var typed bytes.Buffer
	if err := book.Write(&typed); err != nil {
		t.Fatal(err)
	}
	c := &checker{T: t, book: recomputed(t, typed.Bytes())}
	for i, edit := range edits {
		y, name := 4+number[cases[i].ID], edit.name
		if got := c.text("Sager", 3, y); got != cases[i].Title {
			t.Fatalf("row %d is %q", y, got)
		}
		after := edit.after.of(t, string(cases[i].ID), cases[i].Title)
		want := portfolio.Evaluate(after, pack.Report.Cases[number[cases[i].ID]-1].Terms).Evaluation
		if outside(edit) {
			for x := 12; x <= 16; x++ {
				c.says(name, x, y, print.T("livebook.outside"))
			}
			continue
		}
		c.figure(name+" NPV", 12, y, want.NPV, print)
		c.payback(name+" payback", 13, y, want.Payback, print)
		c.payback(name+" discounted payback", 14, y, want.DiscountedPayback, print)
		switch irr := want.IRR; {
		case len(irr.Roots) > 1:
			c.says(name+" IRR", 15, y, print.T("pack.several-rates"))
		case len(irr.Roots) == 1:
			c.near(name+" IRR", "Sager", 15, y, irr.Roots[0])
		default:
			c.says(name+" IRR", 15, y, print.T("reason."+string(irr.Why)))
		}
		c.figure(name+" B/C", 16, y, want.BenefitCostRatio, print)
	}
	if c.compared < 5*len(edits) {
		t.Errorf("only %d figures", c.compared)
	}
	t.Logf("%d edits, %d figures", len(edits), c.compared)
}

// typeIn does what somebody does who makes the cases into the edited ones: writes
// amounts over, empties cells, fills in what was not stated and adds lines below.
func typeIn(t *testing.T, book *excelize.File, cases []portfolio.BusinessCase, edits []planEdit, number map[portfolio.CaseID]int) {
	t.Helper()
	rows, err := book.GetRows("Linjer", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	set := func(cell string, value any) {
		if err := book.SetCellValue("Linjer", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	const room = 500 // rows under the last that the sheet says count
	next := len(rows) + 1
	for i, edit := range edits {
		at := strconv.Itoa(number[cases[i].ID])
		for kind, byYear := range map[string]map[int]float64{"udgift": edit.after.costs, "gevinst": edit.after.benefits} {
			typed, free := map[int]bool{}, 0
			for y, row := range rows {
				if len(row) < 4 || row[0] != at || row[2] != kind {
					continue
				}
				if len(row) < 5 || row[4] == "" {
					free = y + 1
					continue
				}
				year, _ := strconv.Atoi(row[4])
				if amount, stated := byYear[year]; stated {
					set("F"+strconv.Itoa(y+1), amount)
				} else {
					set("F"+strconv.Itoa(y+1), nil)
				}
				typed[year] = true
			}
			for year := 2013; year < 2040; year++ {
				amount, stated := byYear[year]
				if !stated || typed[year] {
					continue
				}
				y := strconv.Itoa(next)
				if free != 0 {
					y, free = strconv.Itoa(free), 0
				} else {
					next++
					set("A"+y, number[cases[i].ID])
					set("C"+y, kind)
				}
				set("E"+y, year)
				set("F"+y, amount)
				set("G"+y, 1)
			}
		}
	}
	if next-len(rows) > room+1 {
		t.Fatalf("%d lines are added", next-len(rows)-1)
	}
}

// outside tells whether an edit has amounts in years that the case had no row of.
func outside(edit planEdit) bool {
	first, last := 9999, 0
	for _, byYear := range []map[int]float64{edit.before.costs, edit.before.benefits} {
		for year := range byYear {
			first, last = min(first, year), max(last, year)
		}
	}
	for _, byYear := range []map[int]float64{edit.after.costs, edit.after.benefits} {
		for year := range byYear {
			if last > 0 && (year < first || year > last) {
				return true
			}
		}
	}
	return false
}

func (c *checker) says(what string, x, y int, want string) {
	c.Helper()
	c.compared++
	if got := c.text("Sager", x, y); got != want {
		c.Errorf("%s: Sager(%d,%d) says %q, want %q", what, x, y, got, want)
	}
}

func (c *checker) figure(what string, x, y int, want calc.Figure, print *i18n.Printer) {
	c.Helper()
	if !want.Exists() {
		c.says(what, x, y, print.T("reason."+string(want.Why)))
		return
	}
	c.near(what, "Sager", x, y, want.Value)
}

func (c *checker) payback(what string, x, y int, want calc.Payback, print *i18n.Printer) {
	c.Helper()
	if want.Status != calc.PaybackValue {
		c.says(what, x, y, print.T("reason."+string(want.Reason())))
		return
	}
	c.near(what, "Sager", x, y, want.Years)
}

// What somebody wrote stands there as they wrote it, also where a workbook would
// read an escape, in each way a workbook keeps a text.
func TestTitlesAreNotRead(t *testing.T) {
	const title = "Sag _x0041_ & <b> \"to\""
	bc := row([]float64{100, 0}, []float64{0, 130}).of(t, "c", title)
	bc.Source = portfolio.Source{File: "_x0042_.xlsx", Sheet: "Ark", Cell: "A1", SHA256: "abc"}
	snapshot, err := portfolio.Freeze(demoPacks(t)["greve"].Report.Organisation, []portfolio.BusinessCase{bc}, nil, calc.Quarter{Year: 2014, Q: 2}, "", clock(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := report.NewPack(snapshot, false, clock(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	pack.Cell = func(portfolio.Source) string { return "https://raaderum.example.org/" }
	quarter, err := report.QuarterWorkbook(pack)
	if err != nil {
		t.Fatal(err)
	}
	figures := pack.Report.Cases[0]
	own, err := report.CalculationWorkbook(i18n.New("da"), bc, portfolio.Calculate(portfolio.Governance{}, bc, figures.Terms), clock())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"quarter": quarter, "case": own} {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for which, one := range map[string]*excelize.File{"excelize": book, "LibreOffice": recomputed(t, data)} {
			c := &checker{T: t, book: one}
			at := map[string][3]any{"quarter": {"Sager", 3, 5}, "case": {"Nøgletal", 1, 1}}[name]
			if got := c.text(at[0].(string), at[1].(int), at[2].(int)); got != title {
				t.Errorf("%s, %s: %q", name, which, got)
			}
			if name == "case" {
				continue
			}
			if got := c.text("Bidrag", 5, 4); got != title {
				t.Errorf("%s, %s: streamed %q", name, which, got)
			}
			// Excelize does not read what LibreOffice escapes beside a formula.
			if got := c.text("Sager", 23, 5); strings.Replace(got, "_x005F_x", "_x", 1) != "_x0042_.xlsx · Ark!A1" {
				t.Errorf("%s, %s: linked %q", name, which, got)
			}
		}
		_ = book.Close()
	}
}
