package importers_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raaderum/importers"
)

// yearly is a workbook as somebody makes it every year: a sheet with benefits,
// skip rows above it.
func yearly(t *testing.T, sheet string, year, skip int, odd any) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	rows := [][]any{{"Gevinst", "Gevinsttype", "Ansvarlig", year, year + 1}, {"Mindre porto", "Budget", "NN", 600, 700}, {"Færre timer", "Budget", "NN", odd, 300}, {"Færre fejl", "Budget", "NN", 400, 500}}
	for i, row := range rows {
		if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", 3+skip+i), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func keysOf(file importers.File) (keys []string) {
	for _, q := range file.Questions {
		keys = append(keys, q.Key)
	}
	slices.Sort(keys)
	return keys
}

// answersTo answers everything a workbook asks, with what is proposed or the
// first option.
func answersTo(t *testing.T, name string, data []byte) importers.Answers {
	t.Helper()
	answers := importers.Answers{}
	for range 10 {
		file := importers.Import(t.Context(), name, data, importers.Options{Answers: answers})
		if len(file.Questions) == 0 {
			return answers
		}
		for _, q := range file.Questions {
			answers[q.Key] = q.Proposed
			switch {
			case q.Proposed == "" && len(q.Options) > 0:
				answers[q.Key] = q.Options[0]
			case q.Proposed == "":
				answers[q.Key] = "2016-pl"
			}
		}
	}
	t.Fatalf("%s never stops asking", name)
	return nil
}

// Next year's workbook of the same make is known and is asked its title only; with rows
// moved the answers move along, and it is said; another kind of workbook is not
// answered for.
func TestMappingIsRecalled(t *testing.T) {
	first := yearly(t, "Gevinster 2016", 2016, 0, 280_000)
	answers := answersTo(t, "2016.xlsx", first)
	if len(answers) < 3 {
		t.Fatalf("the workbook asks too little to test anything: %v", answers)
	}
	answers["number-format@Gevinster 2016!D5"] = "kr." // about one cell, as some answers are
	mapping, err := importers.NewMapping(t.Context(), "2016.xlsx", first, "case-sheets", answers)
	if err != nil {
		t.Fatal(err)
	}
	data, err := mapping.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if mapping, err = importers.ReadMapping(data); err != nil {
		t.Fatalf("%v in %s", err, data)
	}

	next := yearly(t, "Gevinster 2017", 2017, 0, 290_000)
	file := importers.Import(t.Context(), "2017.xlsx", next, importers.Options{Mapping: &mapping})
	if got := keysOf(file); !slices.Equal(got, []string{"title@Gevinster 2017"}) || said(file, "mapping-moved") || said(file, "mapping-other-layout") || !said(file, "mapping-used") {
		t.Errorf("next year's asks %v and says %+v", keysOf(file), file.Findings)
	}
	again, err := importers.NewMapping(t.Context(), "2017.xlsx", next, "case-sheets", answersTo(t, "2017.xlsx", next))
	if err != nil || again.Fingerprint() != mapping.Fingerprint() || mapping.Fingerprint() == "" {
		t.Errorf("fingerprints %q and %q, %v", mapping.Fingerprint(), again.Fingerprint(), err)
	}

	lower := yearly(t, "Gevinster 2018", 2018, 4, 310_000)
	recall, err := mapping.RecallFor(t.Context(), "2018.xlsx", lower)
	if err != nil || !recall.Known || !recall.Moved || recall.Renamed["number-format@Gevinster 2016!D5"] != "number-format@Gevinster 2018!D9" || len(recall.Lost) != 0 {
		t.Errorf("four rows lower: %+v, %v", recall, err)
	}
	file = importers.Import(t.Context(), "2018.xlsx", lower, importers.Options{Mapping: &mapping})
	if got := keysOf(file); !slices.Equal(got, []string{"title@Gevinster 2018"}) || !said(file, "mapping-moved") {
		t.Errorf("four rows lower it asks %v and says %+v", keysOf(file), file.Findings)
	}

	other := []byte("Medarbejder;Telefon\nNN;12345678\n")
	file = importers.Import(t.Context(), "telefon.csv", other, importers.Options{Mapping: &mapping})
	if !said(file, "mapping-other-layout") {
		t.Errorf("another layout: %+v", file.Findings)
	}

	// An answer on the command line overrules the mapping's.
	own := importers.Answers{"unit@Gevinster 2017": "mio. kr."}
	if file := importers.Import(t.Context(), "2017.xlsx", next, importers.Options{Mapping: &mapping, Answers: own}); len(file.Cases) == 0 || file.Cases[0].Unit != "mio. kr." {
		t.Errorf("the answer was overruled: %+v", file.Cases)
	}
}

func said(file importers.File, code string) bool {
	return slices.ContainsFunc(file.Findings, func(f importers.Finding) bool { return f.Code == code })
}

// The danish samples that ask: their own mapping answers them.
func TestSamplesAreRecalledByTheirMapping(t *testing.T) {
	names, _ := filepath.Glob("../../shared/samples/danish/*.xlsx")
	if len(names) == 0 {
		t.Skip("missing component: ../shared/samples")
	}
	asked, known := 0, 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := importers.Import(t.Context(), filepath.Base(name), data, importers.Options{})
		if len(file.Questions) == 0 {
			continue
		}
		asked++
		answers := importers.Answers{}
		for _, q := range file.Questions {
			if q.Proposed != "" {
				answers[q.Key] = q.Proposed
			}
		}
		mapping, err := importers.NewMapping(t.Context(), filepath.Base(name), data, file.Layout, answers)
		if err != nil {
			t.Fatal(err)
		}
		recall, err := mapping.RecallFor(t.Context(), filepath.Base(name), data)
		if err != nil {
			t.Fatal(err)
		}
		if recall.Known && !recall.Moved && cmp.Equal(recall.Answers, mapping.Answers) {
			known++
		} else if len(mapping.Sheets) > 0 {
			t.Errorf("%s: %+v instead of %v", name, recall, answers)
		}
	}
	t.Logf("%d of %d workbooks with questions are known again", known, asked)
	if known*10 < asked*8 {
		t.Errorf("only %d of %d are known again", known, asked)
	}
}

// What is no mapping is refused, and what is read can be written and read again.
func FuzzReadMapping(f *testing.F) {
	for _, seed := range []string{
		`{"answers":{"unit@Økonomi":"t.kr."}}`, `{}`, `[]`, `{"answers":null}`, `{"svar":{}}`, `{"answers":{}}{}`, `{"answers":{"":"x"}}`, "\xef\xbb\xbf{}",
		`{"layout":"register","sheets":[{"name":"Ark1","headings":["A1 sag","B1 gevinst ####"]}],"rows":{"percent@Ark1!B4":"alfa"},"answers":{"percent@Ark1!B4":"50 %"}}`,
		`{"answers":{"a":{"b":1}}}`, strings.Repeat(`{"answers":`, 200),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := importers.ReadMapping(data)
		if err != nil {
			return
		}
		out, err := m.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := importers.ReadMapping(out)
		if err != nil || again.Fingerprint() != m.Fingerprint() || len(again.Answers) != len(m.Answers) {
			t.Errorf("%q came back as %q, %v", data, out, err)
		}
		if _, err := m.RecallFor(t.Context(), "a.csv", []byte("Sag;Gevinst 2014\nAlfa;100\n")); err != nil {
			t.Error(err)
		}
	})
}
