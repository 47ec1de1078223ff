package danish

import (
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// The expected values are those of the domain handbook §10.3, M1 to M3, read
// by hand.
func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text    string
		reading Reading
		value   string
		other   string
		unit    Unit
		measure Measure
	}{
		{"1234", Plain, "1234", "0", "", ""},
		{"12,5", Plain, "12.5", "0", "", ""},
		{"0,5", Plain, "0.5", "0", "", ""},
		{"0", Plain, "0", "0", "", ""},
		{"-500", Plain, "-500", "0", "", ""},
		{"+500", Plain, "500", "0", "", ""},
		{"−500", Plain, "-500", "0", "", ""},
		{"1.234.567", Interpreted, "1234567", "0", "", ""},
		{"1.234", Interpreted, "1234", "0", "", ""},
		{"1.234,50 kr.", Interpreted, "1234.5", "0", Kroner, ""},
		{"kr. 1.234,50", Interpreted, "1234.5", "0", Kroner, ""},
		{"2,5 mio.", Interpreted, "2.5", "0", MillionKroner, ""},
		{"½ mio. kr.", Interpreted, "0.5", "0", MillionKroner, ""},
		{"1½ mio.", Interpreted, "1.5", "0", MillionKroner, ""},
		{"-¼ mio.", Interpreted, "-0.25", "0", MillionKroner, ""},
		{"ca. ¾ mio.", Approximate, "0.75", "0", MillionKroner, ""},
		{"kr. 975.000,-", Interpreted, "975000", "0", Kroner, ""},
		{"3-400.000 kr.", Interval, "300000", "400000", Kroner, ""},
		{"50-100.000", Interval, "50000", "100000", "", ""},
		{"8-10.000", Interval, "8000", "10000", "", ""},
		{"2,5 mio. kr.", Interpreted, "2.5", "0", MillionKroner, ""},
		{"2,5 mill. kr", Interpreted, "2.5", "0", MillionKroner, ""},
		{"3 mia. kr.", Interpreted, "3", "0", BillionKroner, ""},
		{"300 t.kr.", Interpreted, "300", "0", ThousandKroner, ""},
		{"300 tkr", Interpreted, "300", "0", ThousandKroner, ""},
		{"300 T.kr.", Interpreted, "300", "0", ThousandKroner, ""},
		{"1.000,-", Interpreted, "1000", "0", Kroner, ""},
		{"-1.000,-", Interpreted, "-1000", "0", Kroner, ""},
		{"1.000-", Interpreted, "-1000", "0", "", ""},
		{"1.234,50-", Interpreted, "-1234.5", "0", "", ""},
		{"(500)", Interpreted, "-500", "0", "", ""},
		{"(1.500) t.kr.", Interpreted, "-1500", "0", ThousandKroner, ""},
		{"1\u00a0234\u00a0567", Interpreted, "1234567", "0", "", ""},
		{"1\u2009234,5", Interpreted, "1234.5", "0", "", ""},
		{"1 234 567,50", Interpreted, "1234567.5", "0", "", ""},
		{"'1234", Plain, "1234", "0", "", ""},
		{"1,500", Ambiguous, "1.5", "1500", "", ""},
		{"-1,500", Ambiguous, "-1.5", "-1500", "", ""},
		{"0,500", Plain, "0.5", "0", "", ""},
		{"1,50", Plain, "1.5", "0", "", ""},
		{"1.5", Ambiguous, "1.5", "1.5", "", ""},
		{"1,234.50", Interpreted, "1234.5", "0", "", ""},
		{"1,234,567", Interpreted, "1234567", "0", "", ""},
		{"£1,403.00", Interpreted, "1403", "0", "", ""},
		{"$ 500", Interpreted, "500", "0", "", ""},
		{"ca. 100.000", Approximate, "100000", "0", "", ""},
		{"ca 2,5 mio. kr.", Approximate, "2.5", "0", MillionKroner, ""},
		{"op til 5 mio.", Approximate, "5", "0", MillionKroner, ""},
		{"> 100", Approximate, "100", "0", "", ""},
		{"500 (skøn)", Approximate, "500", "0", "", ""},
		{"100-150.000", Interval, "100000", "150000", "", ""},
		{"100.000-150.000", Interval, "100000", "150000", "", ""},
		{"1,5 - 2 mio. kr.", Interval, "1.5", "2", MillionKroner, ""},
		{"mellem 100 og 150 t.kr.", Interval, "100", "150", ThousandKroner, ""},
		{"0,5 årsværk", Interpreted, "0.5", "0", "", FTE},
		{"300 timer", Interpreted, "300", "0", "", Hours},
		{"50 %", Interpreted, "50", "0", "", Percent},
		{"3 år", Interpreted, "3", "0", "", Years},
		{"300 t.kr. pr. år", Interpreted, "300", "0", ThousandKroner, ""},
		{"-", Unknown, "0", "0", "", ""},
		{"–", Unknown, "0", "0", "", ""},
		{"?", Unknown, "0", "0", "", ""},
		{"n/a", Unknown, "0", "0", "", ""},
		{"ukendt", Unknown, "0", "0", "", ""},
		{"TBD", Unknown, "0", "0", "", ""},
		{"Afventer", Unknown, "0", "0", "", ""},
		{"ikke opgjort", Unknown, "0", "0", "", ""},
		{"indgår i BC04", Unknown, "0", "0", "", ""},
		{"Exempt under Section 43 of the Freedom of Information Act 2000", Unknown, "0", "0", "", ""},
		{"2013-2016", NotNumber, "0", "0", "", ""},
		{"2013-16", NotNumber, "0", "0", "", ""},
		{"31.12.13", NotNumber, "0", "0", "", ""},
		{"31-12-2013", NotNumber, "0", "0", "", ""},
		{"85.02.02", NotNumber, "0", "0", "", ""},
		{"1.23.456", NotNumber, "0", "0", "", ""},
		{"12 345 67", NotNumber, "0", "0", "", ""},
		{"00123", NotNumber, "0", "0", "", ""},
		{"Digital post", NotNumber, "0", "0", "", ""},
		{"500 stykker brænde", NotNumber, "0", "0", "", ""},
		{"BC04", NotNumber, "0", "0", "", ""},
		{"", NotNumber, "0", "0", "", ""},
		{"99999999999999999999", NotNumber, "0", "0", "", ""},
	} {
		n := ParseNumber(c.text)
		if n.Reading != c.reading || n.Value.String() != c.value || n.Other.String() != c.other || n.Unit != c.unit || n.Measure != c.measure {
			t.Errorf("ParseNumber(%q) = reading %d, %s or %s, unit %q, measure %q; want %d, %s or %s, %q, %q", c.text,
				n.Reading, n.Value, n.Other, n.Unit, n.Measure, c.reading, c.value, c.other, c.unit, c.measure)
		}
	}
}

func TestParseNumberInEnglish(t *testing.T) {
	for _, c := range []struct {
		text    string
		reading Reading
		value   string
	}{
		{"1,500", Interpreted, "1500"},
		{"1.5", Plain, "1.5"},
		{"12,5", Ambiguous, "12.5"},
		{"1.234", Ambiguous, "1.234"},
		{"1,234.50", Interpreted, "1234.5"},
		{"1.234,50", Interpreted, "1234.5"},
		{"$2.5m", Interpreted, "2.5"},
		{"300k", Interpreted, "300"},
		{"(1,000)", Interpreted, "-1000"},
	} {
		if n := ParseNumberIn(c.text, English); n.Reading != c.reading || n.Value.String() != c.value {
			t.Errorf("ParseNumberIn(%q, English) = %d, %s; want %d, %s", c.text, n.Reading, n.Value, c.reading, c.value)
		}
	}
}

func TestEvidenceOf(t *testing.T) {
	for text, want := range map[string]Locale{
		"1.234,50": Danish, "1,234.50": English, "1,5": Danish, "1.5": English, "1,500": AnyLocale, "1.500": AnyLocale,
		"1.234.567": Danish, "1,234,567": English, "1234": AnyLocale, "ukendt": AnyLocale,
	} {
		if got := EvidenceOf(text); got != want {
			t.Errorf("EvidenceOf(%q) = %d, want %d", text, got, want)
		}
	}
}

// Rounding is half away from zero, computed by hand.
func TestOre(t *testing.T) {
	for _, c := range []struct {
		text string
		unit Unit
		want calc.Money
	}{
		{"1,005", Kroner, 101},
		{"0,005", Kroner, 1},
		{"0,0049", Kroner, 0},
		{"-0,005", Kroner, -1},
		{"123,456", ThousandKroner, 12345600},
		{"2,5", MillionKroner, 250000000},
		{"1,0000000049", MillionKroner, 100000000},
		{"1,000000005", MillionKroner, 100000001},
		{"90071992547409,93", Kroner, 9007199254740993}, // 2^53 + 1: no float64 holds it
	} {
		var d Decimal
		n := ParseNumber(c.text)
		if d = n.Value; n.Reading == NotNumber {
			t.Fatalf("ParseNumber(%q) is no number", c.text)
		}
		if got, err := d.Ore(c.unit); got != c.want || err != nil {
			t.Errorf("%q in %s = %d øre, %v; want %d", c.text, c.unit, got, err, c.want)
		}
	}
	for _, c := range []struct {
		text string
		unit Unit
		want calc.Money
		ok   bool
	}{
		{"1.000.000,005", Kroner, 100_000_001, false},
		{"-0,001", Kroner, 0, false},
		{"1.000.000,05", Kroner, 100_000_005, true},
		{"12,34567", ThousandKroner, 1_234_567, true}, // 12.345,67 kr.
		{"12,345678", ThousandKroner, 1_234_568, false},
	} {
		if got, ok := ParseNumber(c.text).Value.WholeOre(c.unit); got != c.want || ok != c.ok {
			t.Errorf("%q in %s = %d whole øre, %t; want %d, %t", c.text, c.unit, got, ok, c.want, c.ok)
		}
	}
	if _, err := DecimalOf(1, -0).Ore(BillionKroner); err != nil {
		t.Error(err)
	}
	if _, err := DecimalOf(999999999999999999, 0).Ore(ThousandKroner); err == nil {
		t.Error("10^18 thousand kroner must not fit")
	}
}

// Excel 365 stores 1.005 as 1.0049999999999999 and shows 1.005.
func TestParseStored(t *testing.T) {
	for raw, want := range map[string]string{
		"1.0049999999999999": "1.005", "0.1": "0.1", "1E+3": "1000", "1.2E-5": "0.000012", "-12.50": "-12.5", "0": "0",
		"123456789012345678": "123456789012346000", "-0.30000000000000004": "-0.3", "999999999999999.9": "1000000000000000",
	} {
		if d, ok := ParseStored(raw); !ok || d.String() != want {
			t.Errorf("ParseStored(%q) = %s, %v; want %s", raw, d, ok, want)
		}
	}
	for _, raw := range []string{"", "abc", "1e999", "Inf", "0x10", "1.2.3", "--1", "1e", "."} {
		if d, ok := ParseStored(raw); ok {
			t.Errorf("ParseStored(%q) = %s, want nothing", raw, d)
		}
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		text    string
		value   string
		certain bool
	}{
		{"4 %", "0.04", true}, {"4 pct.", "0.04", true}, {"50", "0.5", true}, {"0,5", "0.5", false}, {"1", "1", false},
		{"1,5", "0.015", false}, {"3,5", "0.035", true}, {"0", "0", true}, {"0,04", "0.04", false}, {"-4%", "-0.04", true},
	} {
		if f, ok := ParsePercent(c.text, Danish); !ok || f.Value.String() != c.value || f.Certain != c.certain {
			t.Errorf("ParsePercent(%q) = %+v, %v; want %s, certain %v", c.text, f, ok, c.value, c.certain)
		}
	}
	if f, ok := PercentOf(DecimalOf(5, 1), "0.0%"); !ok || f.Value.String() != "0.5" || !f.Certain {
		t.Errorf("0.5 in a percent format = %+v", f)
	}
}

// A number written in Danish is read back exactly, with every sign and unit.
func TestNumberRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ore := rapid.Int64Range(-1e15, 1e15).Draw(t, "ore")
		text := danishMoney(ore)
		n := ParseNumber(text + " kr.")
		got, err := n.Value.Ore(Kroner)
		if err != nil || int64(got) != ore || n.Unit != Kroner || n.Reading != Interpreted {
			t.Fatalf("%q read as %+v = %d øre (%v), want %d", text, n, got, err, ore)
		}
	})
}

// danishMoney writes øre as Danes do: 1.234.567,89.
func danishMoney(ore int64) string {
	sign := ""
	if ore < 0 {
		sign, ore = "-", -ore
	}
	digits := DecimalOf(ore/100, 0).String()
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return sign + digits + "," + string([]byte{'0' + byte(ore%100/10), '0' + byte(ore%10)})
}

func FuzzParseNumber(f *testing.F) {
	for _, text := range []string{"1.234,50 kr.", "2,5 mio.", "1.000-", "(500)", "100-150.000", "ca. 1,500", "n/a", "1 234", "-$1,000.5m"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, locale := range []Locale{Danish, English} {
			n := ParseNumberIn(text, locale)
			if (n.Reading == NotNumber || n.Reading == Unknown) && (n.Value != Decimal{}) {
				t.Errorf("%q is no number and has the value %s", text, n.Value)
			}
			if n.Reading == Interval && n.Value.Cmp(n.Other) >= 0 {
				t.Errorf("%q is an interval from %s to %s", text, n.Value, n.Other)
			}
			_, _ = n.Value.Ore(Kroner)
		}
	})
}

// The ways of int64 and float64 give what exact arithmetic gives.
func TestSmallDecimalsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := DecimalOf(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1e6, 1e6)).Draw(t, "coefficient"), rapid.IntRange(0, maxScale).Draw(t, "scale"))
		e := DecimalOf(rapid.Int64Range(-1e6, 1e6).Draw(t, "other"), rapid.IntRange(0, 3).Draw(t, "other scale"))
		for _, unit := range []Unit{"", Kroner, ThousandKroner, MillionKroner, BillionKroner} {
			got, gotErr := d.Ore(unit)
			want, wantErr := d.anyOre(unit)
			if got != want || (gotErr == nil) != (wantErr == nil) {
				t.Fatalf("%v in %q is %v (%v), exactly %v (%v)", d, unit, got, gotErr, want, wantErr)
			}
		}
		want, _ := d.rat().Float64()
		if got := d.Float(); got != want {
			t.Fatalf("%v is %v, exactly %v", d, got, want)
		}
		if got, want := d.String(), d.rat().FloatString(d.scale); got != want {
			t.Fatalf("written %s, exactly %s", got, want)
		}
		if got, want := d.Cmp(e), d.rat().Cmp(e.rat()); got != want {
			t.Fatalf("%v beside %v: %d, exactly %d", d, e, got, want)
		}
	})
}

// A short whole number is read as the longer way reads it, which "+" takes.
func TestShortStoredNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[0-9]{1,20}`).Draw(t, "digits")
		long, known := ParseStored("+" + digits)
		if short, ok := ParseStored(digits); ok != known || short != long {
			t.Fatalf("%s: %v %v, beside %v %v", digits, short, ok, long, known)
		}
		if negative, ok := ParseStored("-" + digits); ok != known || negative != long.Negated() {
			t.Fatalf("-%s: %v %v, beside %v negated", digits, negative, ok, long)
		}
	})
	for _, raw := range []string{"", "-", "--1", "1-"} {
		if d, ok := ParseStored(raw); ok {
			t.Errorf("%q: %v", raw, d)
		}
	}
}
