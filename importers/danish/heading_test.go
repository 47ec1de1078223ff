package danish

import (
	"testing"
)

// The headings are those of the domain handbook §10.2, read by hand.
func TestParseHeading(t *testing.T) {
	for _, c := range []struct {
		text   string
		kind   HeadingKind
		period string
		last   string
		rest   string
	}{
		{"2013", YearHead, "2013", "", ""},
		{"Budget 2013", YearHead, "2013", "", "budget"},
		{"B2013", YearHead, "2013", "", ""},
		{"R2012", YearHead, "2012", "", ""},
		{"BO2014", YearHead, "2014", "", ""},
		{"BO 2014", YearHead, "2014", "", ""},
		{"B13", YearHead, "2013", "", ""},
		{"R12", YearHead, "2012", "", ""},
		{"FR2014", YearHead, "2014", "", ""},
		{"Gevinst 2014 (t.kr.)", YearHead, "2014", "", "gevinst"},
		{"2013 (1.000 kr.)", YearHead, "2013", "", ""},
		{"2013 realiseret", YearHead, "2013", "", "realiseret"},
		{"År 2013", YearHead, "2013", "", ""},
		{"2017 og frem", YearHead, "2017", "", ""},
		{"2017 ff.", YearHead, "2017", "", ""},
		{"2017-", YearHead, "2017", "", ""},
		{"fra 2017", YearHead, "2017", "", ""},
		{"2017 and onwards", YearHead, "2017", "", ""},
		{"FY22", YearHead, "2022", "", ""},
		{"År 0", OffsetHead, "t0", "", ""},
		{"År 1", OffsetHead, "t1", "", ""},
		{"1. år", OffsetHead, "t1", "", ""},
		{"Year 1", OffsetHead, "t1", "", ""},
		{"Year1", OffsetHead, "t1", "", ""},
		{"t0", OffsetHead, "t0", "", ""},
		{"t+2", OffsetHead, "t2", "", ""},
		{"2013/14", SchoolYear, "2013", "2014", ""},
		{"2013/2014", SchoolYear, "2013", "2014", ""},
		{"FY 2022/23", SchoolYear, "2022", "2023", ""},
		{"2013-2016", YearSpan, "2013", "2016", ""},
		{"2013-16", YearSpan, "2013", "2016", ""},
		{"2013–2016", YearSpan, "2013", "2016", ""},
		{"I alt 2013-2016", TotalHead, "2013", "2016", ""},
		{"I alt", TotalHead, "", "", ""},
		{"Sum", TotalHead, "", "", ""},
		{"Total", TotalHead, "", "", ""},
		{"Gns.", AverageHead, "", "", ""},
		{"Akkumuleret", RunningHead, "", "", ""},
		{"Efterfølgende år", OnwardsHead, "", "", ""},
		{"Varigt", OnwardsHead, "", "", ""},
		{"BO3", FollowUp, "", "", ""},
		{"1. kvartal 2013", QuarterHead, "2013K1", "", ""},
		{"1. kvt. 2013", QuarterHead, "2013K1", "", ""},
		{"1. kvt.", QuarterHead, "", "", ""},
		{"1. kv. 13", QuarterHead, "2013K1", "", ""},
		{"K1 2013", QuarterHead, "2013K1", "", ""},
		{"2013K1", QuarterHead, "2013K1", "", ""},
		{"2013 K4", QuarterHead, "2013K4", "", ""},
		{"Q1 2013", QuarterHead, "2013K1", "", ""},
		{"Q3", QuarterHead, "", "", ""},
		{"3Q13", QuarterHead, "2013K3", "", ""},
		{"jan-mar", QuarterHead, "", "", ""},
		{"apr.-jun. 2013", QuarterHead, "2013K2", "", ""},
		{"januar-marts 2013", QuarterHead, "2013K1", "", ""},
		{"FY22 Q1", QuarterHead, "2022K1", "", ""},
		{"1. kvartal 2013 plan", QuarterHead, "2013K1", "", "plan"},
		{"pr. 31. marts 2013", DateHead, "2013K1", "", ""},
		{"31-03-2013", DateHead, "2013K1", "", ""},
		{"15-03-2013", DateHead, "", "", ""},
		{"marts 2013", MonthHead, "2013-03", "", ""},
		{"2013-03", MonthHead, "2013-03", "", ""},
		{"maj", MonthHead, "", "", ""},
		{"Budget 2015-2018", YearSpan, "2015", "2018", ""},
		{"Handleplan 2013-2016", YearSpan, "2013", "2016", "handleplan"},
		{"2020 p/l", NoTime, "", "", ""},
		{"2013-priser", NoTime, "", "", ""},
		{"(1.000 kr., 2016 pl)", NoTime, "", "", ""},
		{"Mio. kr. 2020 p/l", NoTime, "", "", ""},
		{"Besparelse 2014 (2013-priser)", YearHead, "2014", "", "besparelse"},
		{"Indsatsområde", NoTime, "", "", "indsatsomraade"},
		{"Beløb i 1.000 kr.", NoTime, "", "", ""},
		{"2016-118", NoTime, "", "", "2016-118"},
		{"1.01.10", NoTime, "", "", "1.01.10"},
		{"31.12.13", DateHead, "2013K4", "", ""},
		{"2016/17 og frem", SchoolYear, "2016", "2017", ""},
		{"1819 Q2", QuarterHead, "2018K2", "", ""},
		{"16-17 Q1", QuarterHead, "2016K1", "", ""},
		{"19-20 Forecast", SchoolYear, "2019", "2020", "forecast"},
		{"Forbrug pr. 31. marts 2013", DateHead, "2013K1", "", "forbrug"},
		{"Forbrug pr. 30-06-2013", DateHead, "2013K2", "", "forbrug"},
		{"2018/2019 Baseline (£million)", SchoolYear, "2018", "2019", "baseline"},
		{"Bemærkninger", NoTime, "", "", "bemaerkninger"},
	} {
		h := ParseHeading(c.text)
		if h.Kind != c.kind || h.Period.String() != c.period || h.Last.String() != c.last || h.Rest != c.rest {
			t.Errorf("ParseHeading(%q) = kind %d, %s to %s, rest %q; want %d, %s to %s, %q", c.text, h.Kind, h.Period, h.Last, h.Rest, c.kind, c.period, c.last, c.rest)
		}
	}
}

func TestHeadingTraps(t *testing.T) {
	for text, want := range map[string]Trap{
		"2020 p/l": PriceLevelTrap, "2013-priser": PriceLevelTrap, "Budget 2015-2018": TitleTrap, "BO3": FollowUpTrap,
		"Handleplan 2013-2016": TitleTrap, "2013": NoTrap, "I alt 2013-2016": NoTrap, "2013-2016": NoTrap, "BO2014": NoTrap,
		"Godkendt den 4. marts 2014":                              TitleTrap,
		"Projektet blev besluttet af byrådet i 2013 efter høring": TitleTrap,
	} {
		h := ParseHeading(text)
		if h.Trap != want {
			t.Errorf("ParseHeading(%q).Trap = %q, want %q", text, h.Trap, want)
		}
		if want != NoTrap && h.IsData() {
			t.Errorf("%q is no heading of data", text)
		}
	}
}

func TestHeadingSeries(t *testing.T) {
	for text, want := range map[string]YearSeries{
		"R2012": AccountsSeries, "B2013": BudgetSeries, "BO2014": OutYearSeries, "Budget 2013": BudgetSeries, "Regnskab 2012": AccountsSeries,
		"Forventet regnskab 2014": ForecastSeries, "2014 realiseret": AccountsSeries, "2014": NoSeries, "1. kvt. 2014 plan": PlanSeries,
	} {
		if got := ParseHeading(text).Series; got != want {
			t.Errorf("ParseHeading(%q).Series = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"2017 og frem": true, "2017 ff.": true, "2017-": true, "2017+": true, "fra 2017": true, "2017": false, "2017-2019": false} {
		if got := ParseHeading(text).Onwards; got != want {
			t.Errorf("ParseHeading(%q).Onwards = %v", text, got)
		}
	}
}

func TestUnits(t *testing.T) {
	for text, want := range map[string]Unit{
		"kr.": Kroner, "1.000 kr.": ThousandKroner, "1000 kr": ThousandKroner, "t.kr.": ThousandKroner, "tkr": ThousandKroner, "T.kr.": ThousandKroner,
		"(1.000 kr., 2016 pl)": ThousandKroner, "mio. kr.": MillionKroner, "Mio. kr. 2020 p/l": MillionKroner, "mill.": MillionKroner,
		"kr./år": Kroner, "Beløb i 1.000 kr.": ThousandKroner, "Alle beløb i hele kr.": Kroner, "Gevinst 2014 (t.kr.)": ThousandKroner,
		"2013 kr.": Kroner, "hele 1.000 kr.": ThousandKroner, "£m": MillionKroner, "$000": ThousandKroner, "DKK": Kroner, "mkr.": MillionKroner,
		"kr. 1.000": Kroner, "i tusinde kroner": ThousandKroner, "Beløb i mio. kr.": MillionKroner, "Udgift i kr": Kroner,
		"Sager over 500.000 kr.": "", "Mål 2,5 mio. kr. pr. år": "", "21.000 kr.": "", "Krav": "", "Antal": "", "timer": "", "år": "", "Program": "",
		"kr. og t.kr.": "", "Prisniveau": "", "Mikro": "",
	} {
		if got, _ := ParseUnit(text); got != want {
			t.Errorf("ParseUnit(%q) = %q (%v), want %q", text, got, Units(text), want)
		}
	}
}

func TestPriceLevel(t *testing.T) {
	for text, want := range map[string]PriceLevel{
		"2020 p/l": {2020, PLBasis}, "2013-priser": {2013, PLBasis}, "(1.000 kr., 2016 pl)": {2016, PLBasis}, "Mio. kr. 2020 p/l": {2020, PLBasis},
		"Prisniveau 2014": {2014, PLBasis}, "pris- og lønniveau 2016": {2016, PLBasis}, "løbende priser": {0, CurrentPrices}, "faste priser": {0, PLBasis},
		"faste 2014-priser": {2014, PLBasis}, "16-pl": {2016, PLBasis}, "i 2014-priser": {2014, PLBasis}, "PL 2016": {2016, PLBasis}, "p/l-niveau 2016": {2016, PLBasis},
		"2016-p/l": {2016, PLBasis}, "2016 prices": {2016, PLBasis}, "2013": {}, "Budget 2013": {}, "2019 p/l og 2020 p/l": {}, "Pris": {},
	} {
		if got, _ := ParsePriceLevel(text); got != want {
			t.Errorf("ParsePriceLevel(%q) = %v (%v), want %v", text, got, PriceLevels(text), want)
		}
	}
}

func TestMeasure(t *testing.T) {
	for text, want := range map[string]Measure{
		"Tilbagebetalingstid (år)": Years, "Årsværk": FTE, "Frigjort tid, timer": Hours, "ÅV": FTE, "Andel i pct.": Percent, "Tid (minutter)": Minutes,
		"År": "", "Licens pr. år": "", "Gevinst": "", "Varighed (mdr.)": Months,
	} {
		if got, _ := ParseMeasure(text); got != want {
			t.Errorf("ParseMeasure(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"31.12.13": "2013-12-31", "31-12-2013": "2013-12-31", "31. 12.13": "2013-12-31", "31/12/2013": "2013-12-31", "1.2.1990": "1990-02-01", "2013-12-31": "2013-12-31",
		"31. december 2013": "2013-12-31", "den 1. maj 2014": "2014-05-01", "1. maj 2014": "2014-05-01", "3. okt. 13": "2013-10-03", "12/31/2013": "2013-12-31", "March 31, 2013": "2013-03-31",
		"ultimo 2013": "ultimo 2013", "medio maj": "medio -----05", "primo maj 2014": "primo 2014-05", "uge 35": "-----W35", "uge 35 2013": "2013-W35", "uge 35/2013": "2013-W35",
		"Q3": "----K3", "3. kvartal 2013": "2013K3", "2. halvår 2014": "2014H2", "december 2013": "2013-12", "dec. 13": "2013-12", "12/2013": "2013-12",
		"2013": "2013", "forår 2014": "2014 spring", "29.02.2012": "2012-02-29", "11-01-2018 16:02": "2018-01-11", "1. maj 2014 kl. 9.30": "2014-05-01", "pr. 31. marts 2013": "2013-03-31",
	} {
		d, ok := ParseDate(text)
		if !ok || d.String() != want {
			t.Errorf("ParseDate(%q) = %s, %v; want %s", text, d, ok, want)
		}
	}
	for _, text := range []string{"", "29.02.2013", "32.01.2013", "uge 60", "1.234,50", "løbende", "13/2013", "ultimo 31.12.2013", "ca. 2013", "500"} {
		if d, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %s, want nothing", text, d)
		}
	}
	if d, _ := ParseDate("03/04/2013"); !d.Ambiguous || d.String() != "2013-04-03" {
		t.Errorf("03/04/2013 = %s, ambiguous %v", d, d.Ambiguous)
	}
}

// ISO 8601: week 1 of 2015 began on 29 December 2014, week 53 of 2015 on 28 December.
func TestDateBounds(t *testing.T) {
	for text, want := range map[string]string{
		"uge 1 2015": "2014-12-29 2015-01-04", "uge 53 2015": "2015-12-28 2016-01-03", "2. halvår 2014": "2014-07-01 2014-12-31",
		"februar 2012": "2012-02-01 2012-02-29", "Q4 2013": "2013-10-01 2013-12-31", "ultimo 2013": "2013-01-01 2013-12-31",
	} {
		d, _ := ParseDate(text)
		first, last := d.Bounds()
		if got := first.Format("2006-01-02 ") + last.Format("2006-01-02"); got != want {
			t.Errorf("%q lies in %s, want %s", text, got, want)
		}
	}
	d, _ := ParseDate("ultimo 2013")
	if q, ok := d.Quarter(); !ok || q.String() != "2013K4" {
		t.Errorf("ultimo 2013 lies in %s, %v", q, ok)
	}
}

func TestNormaliseAndLookup(t *testing.T) {
	for heading, want := range map[string]string{
		"  Tilbagebetalingstid  (år)*": "tilbagebetalingstid", "Løbende udgifter, t.kr.": "loebende udgifter", "Gevinster (1.000 kr., 2016 pl)": "gevinster",
		"PROJEKT:": "projekt", "Årlig drift\n(kr.)": "aarlig drift", "Nr.": "nr.", "Drift kr./år": "drift", "Besparelse 2016-priser": "besparelse",
	} {
		if got := Normalise(heading); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", heading, got, want)
		}
	}
	for heading, want := range map[string]Target{
		"Projektnavn": TitleTarget, "Nr": NumberTarget, "Udvalg": OrganisationTarget, "Indsatsområde": FocusAreaTarget, "Tovholder": OwnerTarget,
		"Engangsudgifter (t.kr.)": OneOffTarget, "Afledt drift": RunningTarget, "Gevinst 2014": GainTarget, "Netto": NetTarget, "HELÅRSEFFEKT": FullEffectTarget,
		"TBT": PaybackTarget, "Nettonutidsværdi (mio. kr.)": NPVTarget, "Intern rente": IRRTarget, "Kalkulationsrente": RateTarget, "Årsværk": FTETarget,
		"Status": StatusTarget, "Idriftsættelse": StartTarget, "Deadline": EndTarget, "Realiseret": RealisedTarget, "Bemærkninger": RemarksTarget, "Benefit owner": OwnerTarget, "Gevinst-id": NumberTarget,
	} {
		if got, match := Lookup(heading); got != want || match != Exact {
			t.Errorf("Lookup(%q) = %q, %d; want %q exactly", heading, got, match, want)
		}
	}
	if target, match := Lookup("Forventet gevinst ved projektet"); target != GainTarget || match != Contains {
		t.Errorf("a heading with a synonym in it = %q, %d", target, match)
	}
	if target, match := Lookup("Vejret"); match != NoMatch {
		t.Errorf("Lookup of nothing = %q", target)
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]bool{
		"I alt": true, "Udgifter i alt": true, "Sum": true, "Samlede gevinster": true, "Subtotal": true, "Licenser": false, "Summer school": false, "Total cost": true,
	} {
		if IsTotalLabel(label) != want {
			t.Errorf("IsTotalLabel(%q) = %v", label, !want)
		}
	}
	for code, want := range map[string]bool{"(1)": true, "(3)=(1)-(2)": true, "A": false, "c=a+b": true, "2013": false, "(500)": false} {
		if IsColumnCode(code) != want {
			t.Errorf("IsColumnCode(%q) = %v", code, !want)
		}
	}
}

func FuzzParseHeading(f *testing.F) {
	for _, text := range []string{"2013", "BO3", "1. kvt. 13", "Budget 2015-2018", "(1.000 kr., 2016 pl)", "FY22 Q1", "ultimo 2013", "uge 35"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h := ParseHeading(text)
		if h.Kind == YearHead && h.Period.IsZero() {
			t.Errorf("%q is a year without a year", text)
		}
		if d, ok := ParseDate(text); ok {
			d.Bounds()
			d.Quarter()
			_ = d.String()
		}
		Lookup(text)
		Units(text)
		PriceLevels(text)
	})
}
