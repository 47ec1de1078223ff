package importers

import (
	"testing"

	"raaderum/portfolio"
)

// Headings as they stand in workbooks, and what each must be read as. The
// synonyms are those of the domain handbook §10.2.
func TestReadHeading(t *testing.T) {
	tests := []struct {
		text       string
		role       role
		kind       string
		recurrence portfolio.Recurrence
		series     portfolio.Series
		time       timeLabel
		measure    measure
	}{
		{"Projekt", roleTitle, "", "", "", timeLabel{}, unmeasured},
		{"Effektiviseringstiltag", roleTitle, benefit, "", "", timeLabel{}, unmeasured},
		{"Projekt-ID", roleNumber, "", "", "", timeLabel{}, unmeasured},
		{"Gevinst-id", roleLineID, "", "", "", timeLabel{}, unmeasured},
		{"Gevinstejer", roleBenefitOwner, "", "", "", timeLabel{}, unmeasured},
		{"Engangsudgift 2017", roleMoney, cost, portfolio.OneOff, "", timeLabel{form: inYear, year: 2017}, unmeasured},
		{"Årlig drift 2018", roleMoney, cost, portfolio.Running, "", timeLabel{form: inYear, year: 2018}, unmeasured},
		{"Gevinst 2018 (plan)", roleMoney, benefit, "", portfolio.Plan, timeLabel{form: inYear, year: 2018}, unmeasured},
		{"Sparet porto 2018 (kr.)", roleMoney, benefit, "", "", timeLabel{form: inYear, year: 2018}, kroner},
		{"Realiseret 2. kvt.", noRole, "", "", portfolio.Realised, timeLabel{form: quarterOnly, part: 2}, unmeasured},
		{"Realiseret til dato 1. kvt. 2013", noRole, "", "", portfolio.Realised, timeLabel{form: inQuarter, year: 2013, part: 1}, unmeasured},
		{"FR2014", noRole, "", "", portfolio.Forecast, timeLabel{form: inYear, year: 2014}, unmeasured},
		{"2013/14", noRole, "", "", "", timeLabel{form: inSplitYear, year: 2013}, unmeasured},
		{"2017 og frem", noRole, "", "", "", timeLabel{form: inYear, year: 2017, onwards: true}, unmeasured},
		{"2012-2015", roleTotal, "", "", "", timeLabel{form: manyYears, year: 2012, part: 2015}, unmeasured},
		{"1.000 kr. 2020 p/l", noRole, "", "", "", timeLabel{}, thousands},
		{"Mio. kr. 2020 p/l", noRole, "", "", "", timeLabel{}, millions},
		{"Beløb i kr.", roleAmount, "", "", "", timeLabel{}, kroner},
		{"Udgifter i alt", roleTotal, cost, "", "", timeLabel{}, unmeasured},
		{"Nettogevinst", roleNet, benefit, "", "", timeLabel{}, unmeasured},
		{"Akkumuleret", roleAccumulated, "", "", "", timeLabel{}, unmeasured},
		{"Tilbage-\nbetalingstid (År)", rolePayback, "", "", "", timeLabel{}, notMoney},
		{"Restbudget", roleDifference, "", "", portfolio.Plan, timeLabel{}, unmeasured},
		{"Antal enheder pr. år", roleQuantity, "", portfolio.Running, "", timeLabel{}, unmeasured},
		{"Robotlicenser (3 stk.)", roleMoney, cost, "", "", timeLabel{}, unmeasured},
		{"Samling af kørsel", noRole, "", "", "", timeLabel{}, unmeasured},
	}
	for _, test := range tests {
		h := readHeading(test.text)
		if h.role != test.role || h.kind != test.kind || h.recurrence != test.recurrence || h.series != test.series || h.time != test.time || h.measure != test.measure {
			t.Errorf("%q: role %d kind %q recurrence %q series %q time %+v measure %d, want %d %q %q %q %+v %d", test.text,
				h.role, h.kind, h.recurrence, h.series, h.time, h.measure, test.role, test.kind, test.recurrence, test.series, test.time, test.measure)
		}
	}
}

// A price level is no year of amounts.
func TestPriceLevelIsNoYear(t *testing.T) {
	h := readHeading("Gevinst (t.kr., 2020 p/l)")
	if h.time.known() || h.price == nil || h.price.Year != 2020 {
		t.Errorf("time %+v, price %v", h.time, h.price)
	}
}

// Sign rules as workbooks state them.
func TestStatedSign(t *testing.T) {
	for text, want := range map[string]string{
		"Tabel 1 (+ = merudgift, - = mindreudgift/merindtægt)":        benefitNegative,
		"Mindreudgifter er negative.":                                 benefitNegative,
		"+ = indtægter/besparelser, - = udgifter":                     costNegative,
		"2. Udgifter angives med minus, gevinster med plus.":          costNegative,
		"Udgifter og gevinster er begge anført som positive tal":      bothPositive,
		"Besparelser og investeringer er positive tal":                bothPositive,
		"Digitale løsninger giver færre udgifter og bedre gevinster.": "",
	} {
		if got := statedSign(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
