package portfolio

import (
	"math"
	"slices"
	"testing"

	"raaderum/calc"
)

func likeCase(id CaseID, origin Origin, benefit Benefit) BusinessCase {
	benefit.ID = "g"
	return BusinessCase{ID: id, Title: string(id), Origin: origin, Benefits: []Benefit{benefit}}
}

func TestLikenesses(t *testing.T) {
	full := func(kroner float64) *calc.Money {
		money, _ := calc.FromKroner(kroner)
		return &money
	}
	basis := func(times float64) *TimeBasis {
		return &TimeBasis{Assumptions: []TimeAssumption{{calc.TimesAYear, times, "", ""}, {calc.MinutesEach, 6, "", ""}, {calc.ShareSaved, 0.8, "", ""}}}
	}
	for name, test := range map[string]struct {
		a, b   Benefit
		origin Origin
		fields []string // nil: no warning
		score  float64
		joint  bool
	}{
		// By hand: account 3·1 of 3 + name, "porto" and "budget" share no triple, 0 of 1: 3/4.
		"same account": {Benefit{Label: "Porto", Account: "5.22 10"}, Benefit{Label: "Budget", Account: "52210"}, Own, []string{"account"}, 0.75, false},
		// Licence 4 of 4, name 0 of 1, amount: 100 and 50 are 1 − 2·50/100 = 0 alike, 0 of 2: 4/7.
		"same licence": {Benefit{Label: "Porto", Licence: "KMD Nova", FullYear: full(100)}, Benefit{Label: "Budget", Licence: "kmd nova ", FullYear: full(50)}, JointPublic, []string{"licence"}, 4. / 7, true},
		"same hours":   {Benefit{Label: "Porto", TimeBasis: basis(12000)}, Benefit{Label: "Budget", TimeBasis: basis(12000)}, Own, []string{"hours"}, 0.8, false},
		"same money":   {Benefit{Label: "Porto", FullYear: full(100)}, Benefit{Label: "porto", FullYear: full(100)}, JointMunicipal, []string{"amount", "name"}, 1, true},
		// By hand: the name 1 of 1, nothing else is stated.
		"in the joint ledger": {Benefit{Label: "Mindre porto"}, Benefit{Label: "mindre  porto"}, JointPublic, []string{"name"}, 1, true},
		// Exactly 5 % more hours, 960 and 1008: 1 − 2·48/1008 = 0.904… of 4, the name 0 of 1.
		"nearly the same hours": {Benefit{Label: "Porto", TimeBasis: basis(12000)}, Benefit{Label: "Budget", TimeBasis: basis(12600)}, Own, []string{"hours"}, 4 * (1 - 96./1008) / 5, false},
		// 350 and 420 are 1 − 2·70/420 = 2/3 alike, too little beside a name that is.
		"a name within a name": {Benefit{Label: "Skrivetid", FullYear: full(350)}, Benefit{Label: "Kørsel og skrivetid", FullYear: full(420)}, Own, nil, 0, false},
		"only the name":        {Benefit{Label: "Porto"}, Benefit{Label: "Porto"}, Own, nil, 0, false},
		"only the sum":         {Benefit{Label: "Porto", FullYear: full(100)}, Benefit{Label: "Budget", FullYear: full(100)}, Own, nil, 0, false},
		"nothing shared":       {Benefit{Label: "Porto", Account: "1"}, Benefit{Label: "Budget", Account: "2"}, Own, nil, 0, false},
	} {
		all := Likenesses([]BusinessCase{likeCase("A", Own, test.a), likeCase("B", test.origin, test.b)}, nil)
		if test.fields == nil {
			if len(all) != 0 {
				t.Errorf("%s: warned %+v", name, all)
			}
			continue
		}
		if len(all) != 1 || math.Abs(all[0].Score-test.score) > 1e-12 || all[0].Joint != test.joint || len(all[0].Matches) != len(test.fields) {
			t.Errorf("%s: %+v", name, all)
			continue
		}
		for i, match := range all[0].Matches {
			if match.Field != test.fields[i] || match.Degree < 0.9 {
				t.Errorf("%s: %+v", name, match)
			}
		}
	}
}

// What somebody typed beside a workbook's own benefit of the same case is told
// when it is on the same account, about the same licence or of the same hours, and
// what the workbook itself shares on one account is not.
func TestLikenessesOfTypedAmounts(t *testing.T) {
	full := func(kroner calc.Money) *calc.Money { kroner *= calc.Krone; return &kroner }
	typed := func(money calc.Money) map[Series][]Amount {
		return map[Series][]Amount{Plan: {{Period: calc.YearOf(2014), Money: money, Source: Source{Entry: 3, Raw: "mail"}}}}
	}
	read := func(money calc.Money) map[Series][]Amount {
		return map[Series][]Amount{Plan: {{Period: calc.YearOf(2014), Money: money, Source: Source{Sheet: "Økonomi", Cell: "D4"}}}}
	}
	hours := &TimeBasis{Assumptions: []TimeAssumption{{calc.TimesAYear, 12000, "", ""}, {calc.MinutesEach, 6, "", ""}, {calc.ShareSaved, 0.8, "", ""}}}
	for name, test := range map[string]struct {
		a, b Benefit
		told []string
	}{
		"typed on the workbook's account": {Benefit{Label: "Porto", Account: "5.22.10", Series: read(100_00)}, Benefit{Label: "Breve", Account: "5 22 10", Series: typed(70_00)}, []string{"account"}},
		"typed of the same licence":       {Benefit{Label: "Porto", Licence: "Nova Print", Series: read(100_00)}, Benefit{Label: "Breve", Licence: "Nova Print 4", Series: typed(10_00)}, []string{"licence"}},
		"typed of the same hours":         {Benefit{Label: "Porto", TimeBasis: hours, Series: read(100_00)}, Benefit{Label: "Breve", TimeBasis: hours, Series: typed(10_00)}, []string{"hours"}},
		"typed again under its name":      {Benefit{Label: "Mindre porto", Series: read(100_00)}, Benefit{Label: "Porto, mindre", Series: typed(100_00)}, []string{"planned", "name"}},
		"two of a workbook on an account": {Benefit{Label: "Porto", Account: "52210", Series: read(100_00)}, Benefit{Label: "Breve", Account: "52210", Series: read(70_00)}, nil},
		"two of a workbook, the same sum": {Benefit{Label: "Porto", Account: "52210", Series: read(100_00)}, Benefit{Label: "Breve", Account: "52210", Series: read(100_00)}, []string{"account", "planned"}},
		"a year and all years":            {Benefit{Label: "Porto", Account: "52210", Series: read(100_00), FullYear: full(50)}, Benefit{Label: "Breve", Account: "52210", Series: typed(100_00)}, []string{"account", "planned"}},
		"a year before all years":         {Benefit{Label: "Porto", Account: "52210", Series: read(300_00), FullYear: full(100)}, Benefit{Label: "Breve", Account: "52210", Series: typed(310_00), FullYear: full(100)}, []string{"account", "amount"}},
		"a year beside all years":         {Benefit{Label: "Porto", Account: "52210", FullYear: full(100_00)}, Benefit{Label: "Breve", Account: "52210", Series: typed(100_00)}, []string{"account"}},
		"typed, and something else":       {Benefit{Label: "Porto", Account: "52210", Series: read(100_00)}, Benefit{Label: "Breve", Account: "52211", Series: typed(100_00)}, nil},
	} {
		test.a.ID, test.b.ID = "G1", "h1"
		all := Likenesses([]BusinessCase{{ID: "A", Benefits: []Benefit{test.a, test.b}}}, nil)
		var fields []string
		for _, one := range all {
			for _, match := range one.Matches {
				fields = append(fields, match.Field)
			}
		}
		if !slices.Equal(fields, test.told) || len(all) > 1 {
			t.Errorf("%s: told %v, want %v", name, fields, test.told)
		}
	}
}

// A warning leaves nothing out; a judgment stands beside it whichever way round.
func TestLikenessesWarnOnly(t *testing.T) {
	a, b := likeCase("A", Own, Benefit{Label: "Porto", Account: "1"}), likeCase("B", Own, Benefit{Label: "Breve", Account: "1"})
	all := Likenesses([]BusinessCase{a, b}, []OverlapJudgment{{Benefit: BenefitRef{"B", "g"}, Other: BenefitRef{"A", "g"}, Reason: "hver sin halvdel"}})
	if len(all) != 1 || all[0].Judgment == nil || all[0].Judgment.Reason != "hver sin halvdel" {
		t.Fatalf("%+v", all)
	}
	same := Benefit{Label: "Porto", Kind: Cashable, Series: map[Series][]Amount{Plan: series("2013", 5)}}
	cases := []BusinessCase{likeCase("A", Own, same), likeCase("B", Own, same)}
	if len(countedTwice(cases)) != 2 {
		t.Fatal("two of the same name and plan are not told")
	}
	cases[1].Benefits[0].NotSame = []BenefitRef{{"A", "g"}}
	if found := countedTwice(cases); len(found) != 0 {
		t.Errorf("judged not to be the same, and told: %+v", found)
	}
}
