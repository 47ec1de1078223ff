package calc_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/calc"
)

func TestParsePeriodReadsTheMachineForms(t *testing.T) {
	for text, kind := range map[string]calc.PeriodKind{
		"2016": calc.YearPeriod, "2016K2": calc.QuarterPeriod, "2016-03": calc.MonthPeriod,
		"t0": calc.OffsetPeriod, "t12": calc.OffsetPeriod, "0001": calc.YearPeriod,
	} {
		p, err := calc.ParsePeriod(text)
		if err != nil || p.Kind() != kind || p.String() != text {
			t.Errorf("%q: %v (%d), %v", text, p, p.Kind(), err)
		}
	}
	for _, text := range []string{
		"", "16", "2016K0", "2016K5", "2016k2", "2016-00", "2016-13", "2016-3", "2016-+3", "t", "t-1", "t-0", "t+1",
		"t01", "t1.5", "+201", " 2016", "2016 ", "2016K", "2016Q2", "20163", "t99999999999999999999",
	} {
		if p, err := calc.ParsePeriod(text); !errors.Is(err, calc.ErrPeriod) {
			t.Errorf("%q was read as %v", text, p)
		}
	}
}

// What is read is written the same way, and every period has one form.
func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"2016", "2016K2", "2016-03", "t0", "t-0", "t007", "2016K9", "٢٠١٦", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := calc.ParsePeriod(text)
		if err != nil {
			if !p.IsZero() {
				t.Errorf("%q: %v beside an error", text, p)
			}
			return
		}
		if p.String() != text {
			t.Errorf("%q is written %q", text, p)
		}
		if _, isYear := p.Year(); isYear == (p.Kind() == calc.OffsetPeriod) {
			t.Errorf("%q: a year is known for all but offsets", text)
		}
	})
}

func TestQuarterArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := calc.Quarter{Year: rapid.IntRange(-20, 3000).Draw(t, "year"), Q: rapid.IntRange(1, 4).Draw(t, "q")}
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		r := q.Add(n)
		switch {
		case r.Q < 1 || r.Q > 4:
			t.Fatalf("%v + %d = %v", q, n, r)
		case r.Index()-q.Index() != n || r.Add(-n) != q:
			t.Fatalf("%v + %d = %v", q, n, r)
		case q.Before(r) != (n > 0):
			t.Fatalf("%v before %v", q, r)
		}
	})
}

// Every day lies in the quarter it should, and the quarter ends when it should.
func TestQuarterOfEveryDay(t *testing.T) {
	for d := date(2012, 1, 1); d.Year() < 2014; d = d.AddDate(0, 0, 1) {
		q := calc.QuarterOf(d)
		if d.After(q.End()) || !d.After(q.Add(-1).End()) {
			t.Errorf("%s: %v, which ends %s", d.Format(time.DateOnly), q, q.End().Format(time.DateOnly))
		}
	}
	if end := (calc.Quarter{Year: 2012, Q: 4}).End(); !end.Equal(date(2012, 12, 31)) {
		t.Errorf("2012K4 ends %v", end)
	}
}

func TestPeriodsAsText(t *testing.T) {
	type document struct {
		Period  calc.Period
		Quarter calc.Quarter
	}
	rapid.Check(t, func(t *rapid.T) {
		year, part := rapid.IntRange(1, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "part")
		quarter := calc.Quarter{Year: year, Q: (part-1)/3 + 1}
		want := document{
			Period: rapid.SampledFrom([]calc.Period{
				{}, calc.YearOf(year), calc.MonthOf(year, part), calc.OffsetOf(part), quarter.Period(),
			}).Draw(t, "period"),
			Quarter: rapid.SampledFrom([]calc.Quarter{{}, quarter}).Draw(t, "quarter"),
		}
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got document
		if err := json.Unmarshal(text, &got); err != nil || got != want {
			t.Fatalf("%s came back as %v, %v", text, got, err)
		}
		if q, ok := want.Period.Quarter(); ok && q != quarter {
			t.Fatalf("%v lies in %v", want.Period, q)
		}
	})
}

func TestPeriodsInOrder(t *testing.T) {
	// By kind, then by time.
	order := []string{"2015", "2016", "2015K4", "2016K1", "2015-12", "2016-01", "t0", "t1", "t10"}
	for i, a := range order {
		for j, b := range order {
			p, _ := calc.ParsePeriod(a)
			q, _ := calc.ParsePeriod(b)
			if got := p.Compare(q); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
}
