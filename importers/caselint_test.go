package importers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// withoutRules are the findings about how a file was read, without the rules of
// the field that its cases break.
func withoutRules(file File) []Finding {
	return slices.DeleteFunc(slices.Clone(file.Findings), func(f Finding) bool { return strings.HasPrefix(f.Code, "rule-") })
}

// ruleCodes are the broken rules, as code@cell.
func ruleCodes(file File) []string {
	var found []string
	for _, f := range file.Findings {
		if strings.HasPrefix(f.Code, "rule-") {
			found = append(found, f.Code+"@"+f.Cell)
		}
	}
	slices.Sort(found)
	return found
}

// ruledCase is a case that breaks no rule that can be told from its figures.
func ruledCase() Case {
	years := func(kroner ...int64) (amounts Amounts) {
		for i, k := range kroner {
			amounts.made = append(amounts.made, amountIn(2016+i, k))
		}
		return amounts
	}
	return Case{
		Title: "Digital post", TitleCell: "Sag!A1", PriceLevel: &PriceLevel{2016, "pl"},
		Fields: []Field{{Name: "go-live", Value: "2016-12-31", Cell: "Sag!B3"}},
		Lines: []Line{
			{&LineHead{Label: "Licenser", LabelCell: "Sag!A5", Kind: cost, Category: "licence", Recurrence: portfolio.OneOff}, nil, years(100_000)},
			{&LineHead{Label: "Oplæring", LabelCell: "Sag!A6", Kind: cost, Category: "training", Recurrence: portfolio.OneOff}, nil, years(90_000)},
			{&LineHead{Label: "Drift", LabelCell: "Sag!A7", Kind: cost, Category: "licence", Recurrence: portfolio.Running}, nil, years(0, 10_000, 10_000)},
			{&LineHead{Label: "Porto", LabelCell: "Sag!A9", Kind: benefit, Recurrence: portfolio.Running}, []Field{
				{Name: "owner", Value: "Borgerservice"}, {Name: "benefit-kind", Value: string(portfolio.Cashable)}, {Name: "baseline", Value: "true"},
			}, years(0, 300_000, 300_000)},
		},
	}
}

func TestRulesOfTheField(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Case)
		want   []string
	}{
		"none": {func(*Case) {}, nil},
		"W2 no baseline": {func(c *Case) {
			other := c.Lines[3]
			other.LineHead = &LineHead{Label: "Papir", LabelCell: "Sag!A10", Kind: other.Kind, Recurrence: other.Recurrence}
			c.Lines[3].Fields = c.Lines[3].Fields[:2]
			c.Lines = append(c.Lines, realised(c.Lines[3]), other)
		}, []string{"rule-no-baseline@Sag!A9"}},
		"W3 no running costs": {func(c *Case) { c.Lines[2].Recurrence = portfolio.OneOff }, []string{"rule-no-running-cost@Sag!A1"}},
		"W3 not known":        {func(c *Case) { c.Lines[2].Recurrence = portfolio.RecurrenceUnknown }, nil},
		"W3 no costs at all":  {func(c *Case) { c.Lines = c.Lines[3:] }, nil},
		"W4 only technology":  {func(c *Case) { c.Lines[1].Category = "hardware" }, []string{"rule-no-organisational-cost@Sag!A1"}},
		"W6 never paid back": {func(c *Case) {
			c.Lines[3].Amounts.made = c.Lines[3].Amounts.made[:1]
			c.Lines[3].Amounts.made[0].Ore = 100
		}, []string{"rule-payback-never@Sag!A1"}},
		"W7 horizon": {func(c *Case) {
			c.Lines[2].Amounts.made = c.Lines[2].Amounts.made[:2]
			c.Lines[3].Amounts.made = c.Lines[3].Amounts.made[:2]
		}, []string{"rule-horizon-short@Sag!A1"}},
		"W8 released time":  {func(c *Case) { c.Lines[3].Fields[1].Value = string(portfolio.ReleasedTime) }, []string{"rule-released-time@Sag!A9"}},
		"W9 before go-live": {func(c *Case) { c.Fields[0].Value = "2018-03-01" }, []string{"rule-before-go-live@Sag!A9"}},
		"W10 largest item":  {func(c *Case) { c.Lines[0].Amounts.made[0].Ore *= 2 }, []string{"rule-largest-item@Sag!A5"}},
		"W18 sign changes": {func(c *Case) {
			c.Lines[2].Amounts.made[2].Ore = 31_000_000
			c.Lines[0].Amounts.made = append(c.Lines[0].Amounts.made, amountIn(2019, 150_000))
			c.Lines[3].Amounts.made = append(c.Lines[3].Amounts.made, amountIn(2019, 400_000))
		}, []string{"rule-several-sign-changes@Sag!A1"}},
		"a report has no rules": {func(c *Case) { c.Lines = nil }, nil},
		"I3 a very long case":   {func(c *Case) { c.Lines[3].Amounts.made = append(c.Lines[3].Amounts.made, amountIn(2060, 1000)) }, []string{"rule-long-horizon@Sag!A1"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := ruledCase()
			test.change(&c)
			file := File{Cases: []Case{c}, Layout: "raaderum-template"}
			file.Findings = ruleFindings(file, time.Date(2016, 6, 1, 0, 0, 0, 0, time.UTC))
			if got := ruleCodes(file); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func amountIn(year int, kroner int64) Amount {
	cell := workbook.CellAt(5, 3, workbook.Number, "")
	return amountAt(&cell, &workbook.Sheet{Name: "Sag"}, periodAt(year, 0), calc.Money(kroner)*calc.Krone)
}

func realised(line Line) Line {
	head := *line.LineHead
	head.Series = portfolio.Realised
	line.LineHead = &head
	return line
}

// Rules are counted, not repeated: one finding for each in a file.
func TestRulesAreCounted(t *testing.T) {
	c := ruledCase()
	c.Fields[0].Value = "2018-03-01"
	other := c
	other.Title = "En anden"
	findings := ruleFindings(File{Cases: []Case{c, other}}, time.Time{})
	if len(findings) != 1 {
		t.Errorf("%d findings", len(findings))
	}
	for _, f := range findings {
		if f.Code != "rule-before-go-live" || f.Args["n"] != 2 {
			t.Errorf("%+v", f)
		}
	}
}

// W5 and W11 need the municipality's own limits.
func TestGovernedRules(t *testing.T) {
	limit := 0.5
	org := portfolio.Organisation{Governance: portfolio.Governance{
		PaybackLimit:  &limit,
		AmountClasses: []portfolio.AmountClass{{Name: "500.000 kr. og derover", From: 500_000 * calc.Krone}},
	}}
	c := ruledCase()
	c.Lines[0].Amounts.made[0].Ore = 450_000 * calc.Krone
	c.Lines[3].Fields = c.Lines[3].Fields[1:]
	file := File{Status: Ready, Layout: "case-sheets", Cases: []Case{c}}
	_, findings := file.Acceptance(org, portfolio.OriginalFile{}, Accepted{At: time.Date(2016, 6, 1, 0, 0, 0, 0, time.UTC)})
	for _, code := range []string{"rule-payback-over-limit", "rule-no-harvest-plan"} {
		if !slices.ContainsFunc(findings, func(f Finding) bool {
			return f.Code == code && f.Cell == "Sag!A1" && f.Severity == portfolio.SeverityWarning
		}) {
			t.Errorf("%s is missing in %+v", code, findings)
		}
	}
}

func TestBenefitsAfterLifetime(t *testing.T) {
	sheet := func(lifetime int) *workbook.Sheet {
		return sheetOf("Sag",
			row("Digital post (kr., 2016 p/l)"), row("Levetid (år)", lifetime),
			row("Udgifter", 2016, 2017, 2018, 2019), row("Licenser", 100000, nil, nil, nil),
			row("Gevinster"), row("Gevinst på porto", nil, 60000, 60000, 60000),
		)
	}
	wantFinding(t, read(t, []*workbook.Sheet{sheet(2)}), "rule-after-lifetime", "Sag!B2")
	for _, f := range read(t, []*workbook.Sheet{sheet(3)}).Findings {
		if f.Code == "rule-after-lifetime" {
			t.Errorf("three years reach 2019: %+v", f)
		}
	}
}

// On the sample workbooks the rules are few and each is true of its file; the
// numbers are counted so that a new alarm is looked at.
func TestRulesOnSamples(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(danishSamples, "dk*.json"))
	if len(names) == 0 {
		t.Skip("missing component: shared samples (danish)")
	}
	count := map[string]int{}
	for _, name := range names {
		var answer sampleAnswer
		readJSON(t, name, &answer)
		if _, err := os.Stat(filepath.Join(danishSamples, answer.File)); err != nil {
			t.Fatal(err)
		}
		for _, code := range ruleCodes(importAnswered(t, filepath.Join(danishSamples, answer.File), answer)) {
			t.Log(answer.File, code)
			count[strings.Split(code, "@")[0]]++
		}
	}
	t.Log(count)
}

func TestOwners(t *testing.T) {
	sheet := func(heading string, owner any) *workbook.Sheet {
		return sheetOf("Gevinster",
			row("Gevinster (t.kr., 2016 p/l)"), row("Projekt", "Gevinst", heading, "2016", "2017"),
			row("Digital post", "Porto", "Borgerservice", 10, 20), row("ESDH", "Papir", owner, 5, 6),
		)
	}
	for _, test := range []struct {
		heading string
		owner   any
		want    []string
	}{
		{"Gevinstejer", "Center for HR", nil},
		{"Gevinstejer", nil, []string{"rule-no-owner@Gevinster!C4"}},
		{"Bemærkning", nil, []string{"rule-no-owner@Gevinster!B3"}},
	} {
		file := read(t, []*workbook.Sheet{sheet(test.heading, test.owner)})
		if got := slices.DeleteFunc(ruleCodes(file), func(c string) bool { return !strings.HasPrefix(c, "rule-no-owner") }); !slices.Equal(got, test.want) {
			t.Errorf("%s, %v: %v, want %v", test.heading, test.owner, got, test.want)
		}
	}
}
