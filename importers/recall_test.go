package importers_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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

// Next year's workbook of the same make is known, and is asked only its title and
// what hangs on the year, with the earlier answer proposed; with its headings
// moved it is asked all again, with proposals; another kind of workbook is not
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
	if got := keysOf(file); !slices.Equal(got, []string{"price-level@Gevinster 2017", "title@Gevinster 2017"}) || said(file, "mapping-moved") || said(file, "mapping-other-layout") || !said(file, "mapping-used") || !said(file, "mapping-years") {
		t.Errorf("next year's asks %v and says %+v", keysOf(file), file.Findings)
	}
	if i := slices.IndexFunc(file.Questions, func(q importers.Question) bool { return q.Code == "price-level" }); i < 0 || file.Questions[i].Proposed != "2016-pl" {
		t.Errorf("the earlier price level is not proposed: %+v", file.Questions)
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
	if got := keysOf(file); len(got) < 3 || !said(file, "mapping-headings") || said(file, "mapping-moved") || said(file, "mapping-lost") {
		t.Errorf("four rows lower it asks %v and says %+v", keysOf(file), file.Findings)
	}
	for _, q := range file.Questions {
		if was := answers[q.Code+"@Gevinster 2016"]; q.Code != "title" && q.Proposed != was {
			t.Errorf("%s is proposed %q and not %q as before", q.Key, q.Proposed, was)
		}
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

// What an answer hangs on: the same workbook in another unit is asked its unit
// again, and only that.
func TestMappingAsksAgainWhereTheScaleIsAnother(t *testing.T) {
	first := yearly(t, "Gevinster", 2016, 0, 280)
	mapping, err := importers.NewMapping(t.Context(), "2016.xlsx", first, "case-sheets", answersTo(t, "2016.xlsx", first))
	if err != nil {
		t.Fatal(err)
	}
	if file := importers.Import(t.Context(), "igen.xlsx", first, importers.Options{Mapping: &mapping}); !slices.Equal(keysOf(file), []string{"title@Gevinster"}) || said(file, "mapping-scale") {
		t.Errorf("the same file asks %v and says %+v", keysOf(file), file.Findings)
	}
	inKroner := scaled(t, first, 1000)
	file := importers.Import(t.Context(), "kroner.xlsx", inKroner, importers.Options{Mapping: &mapping})
	if !slices.Equal(keysOf(file), []string{"title@Gevinster", "unit@Gevinster"}) || !said(file, "mapping-scale") {
		t.Errorf("in kroner it asks %v and says %+v", keysOf(file), file.Findings)
	}
	turned := scaled(t, first, -1)
	if file := importers.Import(t.Context(), "minus.xlsx", turned, importers.Options{Mapping: &mapping}); slices.Contains(keysOf(file), "sign@Gevinster") != said(file, "mapping-sign") {
		t.Errorf("with minus it asks %v and says %+v", keysOf(file), file.Findings)
	}
}

// scaled is a workbook with all amounts multiplied.
func scaled(t *testing.T, data []byte, by int) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet := book.GetSheetName(0)
	for _, cell := range []string{"D4", "E4", "D5", "E5", "D6", "E6"} {
		text, err := book.GetCellValue(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellValue(sheet, cell, n*by); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A mapping of answers alone is used by address, and each use is said at the
// cell that the answer is about; one that nothing asks for is said too.
func TestMappingOfAnswersAloneIsSaid(t *testing.T) {
	data := yearly(t, "Gevinster", 2016, 0, 280)
	mapping := importers.Mapping{Answers: importers.Answers{"unit@Gevinster": "t.kr.", "unit@Ark9": "kr."}}
	file := importers.Import(t.Context(), "2016.xlsx", data, importers.Options{Mapping: &mapping})
	i := slices.IndexFunc(file.Findings, func(f importers.Finding) bool { return f.Code == "mapping-unchecked" })
	if i < 0 || file.Findings[i].Cell == "" || file.Findings[i].Args["key"] != "unit@Gevinster" {
		t.Errorf("said %+v", file.Findings)
	}
	if !said(file, "mapping-lost") {
		t.Errorf("the answer about a sheet that is not there is not told of: %+v", file.Findings)
	}
	answers := answersTo(t, "2016.xlsx", data)
	mapping.Answers["price-level@Gevinster"] = "2016-pl"
	if file := importers.Import(t.Context(), "2016.xlsx", data, importers.Options{Mapping: &mapping, Answers: answers}); said(file, "mapping-unchecked") || !said(file, "mapping-lost") {
		t.Errorf("with answers of one's own: %+v", file.Findings)
	}
}

// Answers that nothing asks for are told apart: of a sheet or a question that
// cannot be, and of one that is settled otherwise.
func TestAnswersThatNothingAsksForAreHeardOf(t *testing.T) {
	data := yearly(t, "Gevinster", 2016, 0, 280)
	given := importers.Answers{"unit@Gevinster": "t.kr.", "unit@Gevinst": "kr.", "unti@Gevinster": "kr.", "vat@Gevinster": "incl", "same-case@7": "same"}
	file := importers.Import(t.Context(), "2016.xlsx", data, importers.Options{Answers: given})
	want := []importers.Unheard{{Key: "unit@Gevinst", Answer: "kr.", Wrong: true}, {Key: "unti@Gevinster", Answer: "kr.", Wrong: true}, {Key: "vat@Gevinster", Answer: "incl"}}
	if diff := cmp.Diff(want, file.Unheard); diff != "" {
		t.Error(diff)
	}
}

// Every question that the importers put has a code that an answer may have.
func TestQuestionCodesAreKnown(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`Key: *"([a-z-]+)@`)
	found := 0
	for _, name := range sources {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keys.FindAllStringSubmatch(string(text), -1) {
			if found++; !importers.KnownQuestion(m[1]) && !strings.HasSuffix(name, "_test.go") {
				t.Errorf("%s asks %q, which no answer may begin with", name, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d questions found", found)
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
