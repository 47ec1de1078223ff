package portfolio

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

func typedAmount(kroner float64, source string) string {
	return amountText(EnteredAmount{calc.Money(kroner * 100), source})
}

// typedCase is the entries of a case that no workbook states: a licence of 40.000
// kr. a year from 2014, 25.000 kr. of training in 2014, and a benefit of 60.000 kr.
func typedCase() []Entry {
	return []Entry{
		{Field: CostField(NewCost), Value: `{"label":"Licens","category":"licence","recurrence":"running"}`},
		{Field: CostAmountField(NewCost, 2014), Value: typedAmount(40_000, "tilbud af 3. marts")},
		{Field: CostAmountField(NewCost, 2015), Value: typedAmount(40_000, "tilbud af 3. marts")},
		{Benefit: NewBenefit, Field: EntryAdded, Value: "Mindre porto"},
		{Benefit: NewBenefit, Field: PlanField(2015), Value: typedAmount(60_000.50, "portoregnskab 2013")},
	}
}

// Amounts that are typed are plan amounts like those of a workbook, and each
// knows the entry that says it and where it is known from.
func TestTypedAmounts(t *testing.T) {
	org := enteredOrg()
	after, done, err := Enter(org, BusinessCase{ID: "A", Title: "A"}, typedCase())
	if err != nil || len(done) != 5 {
		t.Fatalf("%v, %+v", err, done)
	}
	if done[1].Field != "cost-amount:k1:2014" || done[4].Benefit != "h1" {
		t.Errorf("the new line and the new benefit have no ids of their own: %+v", done)
	}
	if sum, known := after.ProjectSum(); known {
		t.Errorf("a running licence is no project sum: %d", sum)
	}
	// A second line is another line.
	after, more, err := Enter(org, after, []Entry{
		{Field: CostField(NewCost), Value: `{"label":"Uddannelse","category":"training","recurrence":"one-off"}`},
		{Field: CostAmountField(NewCost, 2014), Value: typedAmount(25_000, "skøn, it-afdelingen")},
	})
	if err != nil || len(after.Costs) != 2 || after.Costs[1].ID != "k2" {
		t.Fatalf("%v %+v", err, after.Costs)
	}
	if sum, _ := after.ProjectSum(); sum != 25_000*calc.Krone {
		t.Errorf("project sum %d", sum)
	}
	// Read back from the store, each amount is traced to its entry.
	laid := BusinessCase{ID: "A", Title: "A", Benefits: []Benefit{{ID: "h1", Label: "Mindre porto"}}}
	var chain []LaidEntry
	for i, entry := range append(done, more...) {
		entry.Sequence = int64(100 + i)
		chain = append(chain, LaidEntry{entry, true})
	}
	laid.Overlay(chain)
	want := []Amount{{Period: calc.YearOf(2014), Money: 40_000 * calc.Krone, Source: Source{Raw: "tilbud af 3. marts", Entry: 101}},
		{Period: calc.YearOf(2015), Money: 40_000 * calc.Krone, Source: Source{Raw: "tilbud af 3. marts", Entry: 102}}}
	if diff := cmp.Diff(want, laid.Costs[0].Amounts, comparePeriod); diff != "" {
		t.Errorf("licence (-want +got):\n%s", diff)
	}
	if plan := laid.Benefits[0].Series[Plan]; len(plan) != 1 || plan[0].Money != 6_000_050 || plan[0].Source.Entry != 104 {
		t.Errorf("the benefit's plan: %+v", plan)
	}
	// A changed amount needs a reason, is traced to the later entry, and the first stays in the log.
	if _, _, err := Enter(org, laid, []Entry{{Field: "cost-amount:k1:2014", Value: typedAmount(45_000, "kontrakt")}}); !hasKey(err, "entry.no-reason") {
		t.Errorf("changed without a reason: %v", err)
	}
	_, changed, err := Enter(org, laid, []Entry{{Field: "cost-amount:k1:2014", Value: typedAmount(45_000, "kontrakt"), Reason: "kontrakten blev dyrere"}})
	if err != nil || changed[0].Before != typedAmount(40_000, "tilbud af 3. marts") {
		t.Errorf("%v %+v", err, changed)
	}
	// Taken back, a line is gone with what it came to.
	gone, _, err := Enter(org, laid, []Entry{{Field: "cost:k1", Value: "", Reason: "står i en anden sag"}})
	if err != nil || len(gone.Costs) != 1 || len(laid.Costs) != 2 {
		t.Errorf("%v %+v %+v", err, gone.Costs, laid.Costs)
	}
}

// A workbook's figures are corrected in the workbook, and one that comes later
// takes the place of what was typed.
func TestTypedAmountsGiveWayToAWorkbook(t *testing.T) {
	org := enteredOrg()
	cell := Source{SHA256: "f", File: "sag.xlsx", Sheet: "Økonomi", Cell: "D4", Import: "I1"}
	read := BusinessCase{ID: "A", Title: "A",
		Costs:    []CostLine{{ID: "c1", Label: "Licens", Recurrence: Running, Amounts: []Amount{{Period: calc.YearOf(2014), Money: 100, Source: cell}}}},
		Benefits: []Benefit{{ID: "g1", Label: "Porto", Series: map[Series][]Amount{Plan: {{Period: calc.YearOf(2014), Money: 100, Source: cell}}}}}}
	for key, entry := range map[string]Entry{
		"amount.costs-are-read": {Field: CostField(NewCost), Value: `{"label":"Mere","recurrence":"running"}`},
		"amount.plan-is-read":   {Benefit: "g1", Field: PlanField(2015), Value: typedAmount(5, "skøn")},
		"amount.no-source":      {Benefit: NewBenefit, Field: PlanField(2015), Value: typedAmount(5, " ")},
	} {
		entries := []Entry{entry}
		if entry.Benefit == NewBenefit {
			entries = append([]Entry{{Benefit: NewBenefit, Field: EntryAdded, Value: "Ny"}}, entry)
		}
		if _, _, err := Enter(org, read, entries); !hasKey(err, key) {
			t.Errorf("%s: %v", key, err)
		}
	}
	for key, entry := range map[string]Entry{
		"amount.unnamed":      {Field: CostField(NewCost), Value: `{"label":" ","recurrence":"running"}`},
		"amount.recurrence":   {Field: CostField(NewCost), Value: `{"label":"Licens","recurrence":""}`},
		"amount.no-line":      {Field: CostAmountField("k7", 2014), Value: typedAmount(5, "skøn")},
		"amount.implausible":  {Benefit: "g2", Field: PlanField(2014), Value: `{"ore":9000000000000000000,"source":"skøn"}`},
		"entry.unknown-field": {Field: CostAmountField("k1", 1066), Value: typedAmount(5, "skøn")},
		"entry.unreadable":    {Benefit: "g2", Field: PlanField(2014), Value: `{"kroner":5}`},
	} {
		bc := BusinessCase{ID: "A", Title: "A", Benefits: []Benefit{{ID: "g2", Label: "Tom"}}}
		if _, _, err := Enter(org, bc, []Entry{entry}); !hasKey(err, key) {
			t.Errorf("%s: %v", key, err)
		}
	}
	decided := BusinessCase{ID: "A", Title: "A", Status: StatusApproved}
	if _, _, err := Enter(org, decided, []Entry{{Field: CostField(NewCost), Value: `{"label":"Licens","recurrence":"running"}`}}); !hasKey(err, "amount.decided") {
		t.Errorf("a decided plan changed without a reason: %v", err)
	}
	// The entries were written before the workbook came.
	var chain []LaidEntry
	_, done, err := Enter(org, BusinessCase{ID: "A", Title: "A"}, typedCase())
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range done[:3] {
		chain = append(chain, LaidEntry{entry, false})
	}
	later := read.clone()
	later.Overlay(chain)
	if diff := cmp.Diff(read.Costs, later.Costs, comparePeriod); diff != "" {
		t.Errorf("the workbook's costs (-want +got):\n%s", diff)
	}
}

// Whatever is typed, in whatever order, the case says the latest of each year and
// nothing else, and typing never changes the case it was laid over.
func TestTypedAmountsLatestStands(t *testing.T) {
	org := enteredOrg()
	rapid.Check(t, func(t *rapid.T) {
		bc, _, err := Enter(org, BusinessCase{ID: "A", Title: "A"}, typedCase()[:1])
		if err != nil {
			t.Fatal(err)
		}
		want := map[int]calc.Money{}
		for range rapid.IntRange(1, 20).Draw(t, "entries") {
			year := rapid.IntRange(2012, 2016).Draw(t, "year")
			money := calc.Money(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "øre"))
			value := amountText(EnteredAmount{money, "skøn"})
			if rapid.Bool().Draw(t, "taken back") {
				value = ""
			}
			before := len(bc.Costs[0].Amounts)
			next, _, err := Enter(org, bc, []Entry{{Field: CostAmountField("k1", year), Value: value, Reason: "r"}})
			was, known := want[year]
			if same := known && value != "" && was == money || !known && value == ""; err != nil && !same {
				t.Fatalf("%d: %v", year, err)
			}
			if len(bc.Costs[0].Amounts) != before {
				t.Fatal("the case itself changed")
			}
			if err != nil {
				continue
			}
			bc = next
			if want[year] = money; value == "" {
				delete(want, year)
			}
		}
		got := map[int]calc.Money{}
		for _, amount := range bc.Costs[0].Amounts {
			year, _ := amount.Period.Year()
			if _, twice := got[year]; twice {
				t.Fatalf("%d twice", year)
			}
			got[year] = amount.Money
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func TestReadPriceLevel(t *testing.T) {
	for text, want := range map[string]PriceLevel{"": {}, "current": {Basis: PricesCurrent}, "2014-pl": {PricesFixed, 2014}} {
		if level, ok := ReadPriceLevel(text); !ok || level != want || priceText(level) != text {
			t.Errorf("%q: %+v %v", text, level, ok)
		}
	}
	for _, text := range []string{"pl", "2014", "1066-pl", "-pl", "2014-current", "løbende", strconv.Itoa(time.Now().Year())} {
		if level, ok := ReadPriceLevel(text); ok {
			t.Errorf("%q: %+v", text, level)
		}
	}
}

// hasKey tells whether one of the joined errors has a key.
func hasKey(err error, key string) bool {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.ContainsFunc(joined.Unwrap(), func(one error) bool { return hasKey(one, key) })
	}
	var e *Error
	return errors.As(err, &e) && e.Key == key
}
