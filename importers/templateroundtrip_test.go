package importers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// roundTripOrganisation has what the drawn cases refer to.
var roundTripOrganisation = portfolio.Organisation{
	ID: "eksempel", Name: "Eksempel Kommune",
	Strategy: portfolio.Strategy{
		Goals:      []portfolio.StrategicGoal{{Number: 1, Text: "a"}, {Number: 2, Text: "b"}, {Number: 3, Text: "c"}},
		FocusAreas: []portfolio.FocusArea{{ID: "esdh", Name: "ESDH"}, {ID: "boern-og-unge", Name: "Børn og Unge"}},
	},
}

// drawText is text as people write it: no space at the ends, and single spaces.
func drawText(t *rapid.T, label string, least int) string {
	words := rapid.SliceOfN(rapid.StringMatching(`[A-Za-zÆØÅæøå0-9=+\-@'"<>&.,%()/]{1,12}`), least, 5).Draw(t, label)
	return strings.Join(words, " ")
}

func drawDay(t *rapid.T, label string) time.Time {
	if !rapid.Bool().Draw(t, label+" known") {
		return time.Time{}
	}
	return time.Date(rapid.IntRange(1990, 2099).Draw(t, label), 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 364).Draw(t, label+" day"))
}

func drawChoice[T ~string](t *rapid.T, label string, values []T) T {
	return rapid.SampledFrom(values).Draw(t, label)
}

// drawAmounts leaves some years out: what is not known must stay unknown.
func drawAmounts(t *rapid.T, label string, baseYear, years int) []portfolio.Amount {
	var amounts []portfolio.Amount
	for year := range years {
		if rapid.Bool().Draw(t, fmt.Sprintf("%s %d known", label, year)) {
			ore := calc.Money(rapid.Int64Range(-1e11, 1e12).Draw(t, fmt.Sprintf("%s %d", label, year)))
			amounts = append(amounts, portfolio.Amount{Period: calc.YearOf(baseYear + year), Money: ore})
		}
	}
	return amounts
}

func drawForm(t *rapid.T) template.Form {
	years, baseYear := rapid.IntRange(1, 12).Draw(t, "years"), rapid.IntRange(1990, 2060).Draw(t, "base year")
	area := rapid.SampledFrom([]portfolio.FocusArea{{}, roundTripOrganisation.Strategy.FocusAreas[0], roundTripOrganisation.Strategy.FocusAreas[1]}).Draw(t, "area")
	c := portfolio.BusinessCase{
		Organisation: "eksempel", Number: drawText(t, "number", 0), Title: drawText(t, "title", 1), Summary: drawText(t, "summary", 0),
		FocusArea: area.ID, Origin: drawChoice(t, "origin", append(portfolio.Origins, "")), Obligatory: rapid.Bool().Draw(t, "obligatory"),
		Phase: drawChoice(t, "phase", append(portfolio.Phases, "")), Status: drawChoice(t, "status", append(portfolio.CaseStatuses, "")),
		DecisionDate: drawDay(t, "decided"), GoLive: drawDay(t, "live"), ProjectOwner: drawText(t, "owner", 0),
		SystemOwner: drawText(t, "system", 0), RecordNumber: drawText(t, "record", 0), Goals: map[int]string{},
		PriceLevel: rapid.SampledFrom([]portfolio.PriceLevel{{Basis: portfolio.PricesCurrent}, {Basis: portfolio.PricesFixed, Year: 2016}}).Draw(t, "prices"),
	}
	for goal := 1; goal <= 3; goal++ {
		if text := drawText(t, "goal", 0); text != "" {
			c.Goals[goal] = text
		}
	}
	if rapid.Bool().Draw(t, "dispensation") {
		c.Dispensation = &portfolio.Dispensation{Ground: drawChoice(t, "ground", portfolio.Grounds), Reason: drawText(t, "reason", 0), By: drawText(t, "by", 0), Date: drawDay(t, "given")}
	}
	for i := range rapid.IntRange(0, 15).Draw(t, "costs") {
		c.Costs = append(c.Costs, portfolio.CostLine{
			ID: fmt.Sprintf("U%d", i+1), Label: drawText(t, "cost", 1), Category: rapid.SampledFrom(template.Categories).Draw(t, "category").Code,
			Recurrence: drawChoice(t, "recurrence", append(portfolio.Recurrences, "")), Amounts: drawAmounts(t, "cost", baseYear, years),
		})
	}
	for i := range rapid.IntRange(0, 15).Draw(t, "benefits") {
		b := portfolio.Benefit{
			ID: portfolio.BenefitID(fmt.Sprintf("G%d", i+1)), Label: drawText(t, "benefit", 1), Kind: drawChoice(t, "kind", append(portfolio.BenefitKinds, "")),
			Owner: drawText(t, "benefit owner", 0), AccruesTo: drawChoice(t, "accrues", append(portfolio.Accruals, "")),
			Recurrence: drawChoice(t, "recurrence", append(portfolio.Recurrences, "")), State: drawChoice(t, "state", append(portfolio.BenefitStates, "")),
			Baseline: rapid.Bool().Draw(t, "baseline"),
		}
		if rapid.Bool().Draw(t, "full year known") {
			full := calc.Money(rapid.Int64Range(0, 1e12).Draw(t, "full year"))
			b.FullYear = &full
		}
		amounts := drawAmounts(t, "benefit", baseYear, years)
		if len(amounts) == 0 { // a benefit that counts must say when
			amounts = []portfolio.Amount{{Period: calc.YearOf(baseYear), Money: 1}}
		}
		b.Series = map[portfolio.Series][]portfolio.Amount{portfolio.Plan: amounts}
		c.Benefits = append(c.Benefits, b)
	}
	return template.Form{
		Organisation: "Eksempel Kommune", FocusAreas: []string{"ESDH", "Børn og Unge"}, FocusArea: area.Name, Case: c,
		Unit: rapid.SampledFrom(units).Draw(t, "unit"), BaseYear: baseYear, Years: years, Protect: rapid.Bool().Draw(t, "protect"),
		Goals: roundTripOrganisation.Strategy.Goals, Example: rapid.Bool().Draw(t, "example"),
	}
}

// Whatever case is written in the template comes back as the same case, to the
// last øre, with every amount's cell; what is not known stays unknown.
func TestTemplateRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		form := drawForm(rt)
		data, err := template.Bytes(form)
		if err != nil {
			rt.Fatal(err)
		}
		file := readForm(t, data, nil)
		if file.Status != Ready {
			rt.Fatalf("%s %+v %+v", file.Status, file.Questions, file.Findings)
		}
		accepted, findings := file.Acceptance(roundTripOrganisation, portfolio.OriginalFile{SHA256: file.SHA256, Bytes: data}, Accepted{})
		if len(findings) > 0 || len(accepted.Cases) != 1 {
			rt.Fatalf("%d cases, %+v", len(accepted.Cases), findings)
		}
		got := accepted.Cases[0]
		if diff := cmp.Diff(form.Case, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(calc.Period{}),
			cmpopts.IgnoreFields(portfolio.Amount{}, "Source"), cmpopts.IgnoreFields(portfolio.Benefit{}, "FullYearSource"),
			cmpopts.IgnoreFields(portfolio.BusinessCase{}, "Source", "Stated")); diff != "" {
			rt.Fatalf("written (-), read (+):\n%s", diff)
		}
		for _, benefit := range got.Benefits {
			if s := benefit.FullYearSource; (s.Cell != "") != (benefit.FullYear != nil) {
				rt.Fatalf("a full-year effect of %v has the cell %+v", benefit.FullYear, s)
			}
		}
		for _, line := range got.Costs {
			for _, amount := range line.Amounts {
				if s := amount.Source; s.Sheet != "Omkostninger" || s.Cell == "" || s.Raw == "" || s.SHA256 != file.SHA256 {
					rt.Fatalf("an amount without its cell: %+v", amount)
				}
			}
		}
	})
}
