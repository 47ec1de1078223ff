package importers

import (
	"slices"
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// Hard to read because the years stand in short, in no order, or only once for
// many.
func TestHardBooksOfAxes(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "kinds and years of two digits as headings",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | Udgift 25 | Udgift 26 | Gevinst 26 | Gevinst 27
Licenser | 100 | 50
Sparet tid | | | 200 | 300`}},
			in: 1000,
			want: `cost B4 2025 100, C4 2026 50
				benefit D5 2026 200, E5 2027 300`,
		},
		{
			name: "the first school year is hidden, and both answers are given at once",
			sheets: []hardSheet{{name: "Ø", hidden: "B", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2024/25 | 2025/26 | 2026/27
Udgift, licenser | 100 | 50 | 50
Gevinst, sparet tid | 0 | 200 | 300`}},
			in:      1000,
			answers: map[string]string{"hidden@Ø": "include", "year-axis@Ø": "2024"},
			want: `cost B4 2024 100, C4 2025 50, D4 2026 50
				benefit B5 2024 0, C5 2025 200, D5 2026 300`,
		},
		{
			name: "the year that the count begins with is hidden",
			sheets: []hardSheet{{name: "Ø", hidden: "B", text: `
*Udrulning*
t.kr., 2025-pl
Post | År 0 | År 1 | År 2
Udgift, licenser | 100 | 50 | 50
Gevinst, sparet tid | 0 | 200 | 300`}},
			in:      1000,
			answers: map[string]string{"hidden@Ø": "include", "year-axis@Ø": "2025"},
			want: `cost B4 2025 100, C4 2026 50, D4 2027 50
				benefit B5 2025 0, C5 2026 200, D5 2027 300`,
		},
		{
			name: "years of two digits in a register",
			sheets: []hardSheet{{name: "Ø", text: `
t.kr., 2025-pl
Projekt | Udgift 25 | Udgift 26 | Gevinst 26 | Gevinst 27
Robot | 400 | 50 | 200 | 300
Chat | 100 | 20 | 50 | 80`}},
			in: 1000,
			want: `cost B3 2025 400, C3 2026 50, B4 2025 100, C4 2026 20
				benefit D3 2026 200, E3 2027 300, D4 2026 50, E4 2027 80`,
		},
		{
			name: "parts that are numbered are no years",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning 2025*
t.kr., 2025-pl
Post | Udgift 01 | Udgift 02 | Gevinst 01
Licenser | 100 | 50
Sparet tid | | | 200`}},
			in:      1000,
			answers: map[string]string{"year-axis@Ø": "2025"},
			want: `cost B4 2025 100, C4 2025 50
				benefit D5 2025 200`,
		},
		{
			name: "years in no order and their total",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
t.kr., 2025-pl
Post | 2027 | 2025 | 2026 | I alt 2025-26
Udgift, system | 10 | 400 | 100 | 500
Gevinst, leje | 300 | 0 | 150 | 150`}},
			in: 1000,
			want: `cost B4 2027 10, C4 2025 400, D4 2026 100
				benefit B5 2027 300, C5 2025 0, D5 2026 150`,
		},
		{
			name: "years in no order and a total of some that is wrong",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
t.kr., 2025-pl
Post | 2027 | 2025 | 2026 | I alt 2025-26
Udgift, system | 10 | 400 | 100 | 500
Gevinst, leje | 300 | 0 | 150 | 450`}},
			in: 1000,
			want: `cost B4 2027 10, C4 2025 400, D4 2026 100
				benefit B5 2027 300, C5 2025 0, D5 2026 150`,
			finds: []string{"total-mismatch Ø!E5"},
		},
		{
			name: "the year after the last, and all after that",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | Årligt derefter
Engangsudgift | 500
Gevinst | | 200 | 300`}},
			in: 1000,
			want: `cost B4 2025 500
				benefit C5 2026 200, D5 2027 300`,
			finds: []string{"onwards Ø!D3"},
		},
	})
}

// Hard to read because one amount stands for several, or several for one.
func TestHardBooksOfRepetition(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a yearly benefit in one year",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027 | 2028
Engangsudgift | 500
Årlig gevinst | | 200`}},
			in:      1000,
			answers: map[string]string{"recurrence@Ø!C5": "yearly"},
			want: `cost B4 2025 500
				benefit C5 2026 200, C5 2027 200, C5 2028 200`,
		},
		{
			name: "a benefit from a year on, in that year",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Engangsudgift | 500
Gevinst, lokaler (fra 2026 og frem) | | 90`}},
			in:      1000,
			answers: map[string]string{"recurrence@Ø!C5": "once"},
			want: `cost B4 2025 500
				benefit C5 2026 90`,
		},
		{
			name: "the same line twice",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026 | 2027
Engangsudgift | 500
Gevinst, færre breve | | 200 | 300
Udgift til licens | 30 | 40 | 50
Gevinst, færre breve | 0 | 200 | 300`}},
			in: 1000,
			want: `cost B4 2025 500, B6 2025 30, C6 2026 40, D6 2027 50
				benefit C5 2026 200, D5 2027 300, B7 2025 0, C7 2026 200, D7 2027 300`,
			finds: []string{"line-repeated Ø!A7"},
		},
		{
			name: "two lines of one name are two",
			sheets: []hardSheet{{name: "Ø", text: `
*Udrulning*
t.kr., 2025-pl
Post | 2025 | 2026
Udgift til licens | 30 | 40
Udgift til licens | 30 | 45
Gevinst | 0 | 200`}},
			in: 1000,
			want: `cost B4 2025 30, C4 2026 40, B5 2025 30, C5 2026 45
				benefit B6 2025 0, C6 2026 200`,
		},
		{
			name: "the ends of an estimate and what is expected, in columns",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 min | 2025 forventet | 2025 max | 2026 min | 2026 forventet | 2026 max
Udgift system | 400000 | 410000 | 420000 | 50000 | 60000 | 70000
Gevinst leje | 0 | 150000 | 200000 | 300000 | 350000 | 400000`}},
			answers: map[string]string{"scenario@Ø": "2025 forventet, 2026 forventet"},
			want: `cost C4 2025 410000, F4 2026 60000
				benefit C5 2025 150000, F5 2026 350000`,
		},
		{
			name: "the ends of an estimate below the years",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 | < | < | 2026 | < | <
 | Lav | Forventet | Høj | Lav | Forventet | Høj
Udgift system | 400000 | 410000 | 420000 | 50000 | 60000 | 70000
Gevinst leje | 0 | 150000 | 200000 | 300000 | 350000 | 400000`}},
			answers: map[string]string{"scenario@Ø": "Forventet"},
			want: `cost C5 2025 410000, F5 2026 60000
				benefit C6 2025 150000, F6 2026 350000`,
		},
		{
			name: "a line and its optimistic estimate",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 | 2026
Udgift system | 400000 | 100000
Gevinst | 0 | 150000
Gevinst, optimistisk | 0 | 250000`}},
			answers: map[string]string{"scenario@Ø!A5": "Gevinst"},
			want: `cost B4 2025 400000, C4 2026 100000
				benefit B5 2025 0, C5 2026 150000`,
		},
		{
			name: "people below a line of kroner",
			sheets: []hardSheet{{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgifter
System | 400000 | 100000 | 100000
Gevinster
Materiel | 0 | 50000 | 60000
Personale | 0 | 150000 | 300000`}},
			answers: map[string]string{"unit@Ø!A8": "beløb"},
			want: `cost B5 2025 400000, C5 2026 100000, D5 2027 100000
				benefit B7 2025 0, C7 2026 50000, D7 2027 60000, B8 2025 0, C8 2026 150000, D8 2027 300000`,
		},
	})
}

// The proposal is the answer that the numbers speak for: kroner for people whose
// numbers are as large as the kroner around them, a count for those that are few.
func TestPeopleAmongKroner(t *testing.T) {
	for numbers, want := range map[string]string{"0 | 150000 | 300000": asMoney, "2 | 3 | 3": asCount} {
		sheet := hardSheet{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgifter
System | 400000 | 100000 | 100000
Gevinster
Materiel | 0 | 50000 | 60000
Personale | ` + numbers}
		var proposed string
		book := &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet.sheet()}}
		for _, q := range Interpret(book, Options{}).Questions {
			if q.Key == "unit@Ø!A8" {
				proposed = q.Proposed
			}
		}
		if proposed != want {
			t.Errorf("%s: proposed %q, want %q", numbers, proposed, want)
		}
	}
}

// What the workbook states is compared with what is known, not with proposals.
func TestStatedFiguresWaitForAnswers(t *testing.T) {
	book := &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{hardSheet{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 2025 | 2026 | 2027
Udgift, system | 400000 | 100000 | 10000
Gevinst, leje | 0 | 150000 | 150000
Årlig gevinst | | 100000 |
Tilbagebetalingstid | 9`}.sheet()}}
	compared := func(answers Answers) bool {
		return slices.ContainsFunc(Interpret(book, Options{Answers: answers}).Findings, func(f Finding) bool { return strings.HasPrefix(f.Code, "stated-") })
	}
	if compared(Answers{}) {
		t.Error("compared while it is not known whether the benefit comes every year")
	}
	if !compared(Answers{"recurrence@Ø!C6": once}) {
		t.Error("not compared when it is known")
	}
}

// A total whose column and row both say that it is wrong is told of once.
func TestTotalIsToldOfOnce(t *testing.T) {
	book := &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{hardSheet{name: "Ø", text: `
*Udlejning*
kr., 2025-pl
Post | 1. halvår 2025 | 2. halvår 2025 | 2025
Udgift, system | 400000 | 100000 | 500000
Udgift, drift | 10000 | 10000 | 30000
Udgifter i alt | 410000 | 110000 | 530000`}.sheet()}}
	times := 0
	for _, f := range Interpret(book, Options{}).Findings {
		if f.Code == "total-mismatch" && f.Cell == "Ø!D5" {
			times++
		}
	}
	if times != 1 {
		t.Errorf("total-mismatch at Ø!D5 %d times, want once", times)
	}
}

// The question about a year asks about the same year before and after a hidden
// column is taken in: both are answered at once.
func TestHiddenYearsMoveNoQuestion(t *testing.T) {
	for name, years := range map[string]string{"school years": "2024/25 | 2025/26 | 2026/27", "counted years": "År 0 | År 1 | År 2"} {
		sheet := hardSheet{name: "Ø", hidden: "B", text: `
*Udrulning*
t.kr., 2025-pl
Post | ` + years + `
Udgift, licenser | 100 | 50 | 50
Gevinst, sparet tid | 0 | 200 | 300`}
		asked := func(answers ...string) Question {
			file := read(t, []*workbook.Sheet{sheet.sheet()}, answers...)
			i := slices.IndexFunc(file.Questions, func(q Question) bool { return q.Key == "year-axis@Ø" })
			if i < 0 {
				t.Fatalf("%s: not asked: %v", name, file.Questions)
			}
			return file.Questions[i]
		}
		before, after := asked(), asked("hidden@Ø", "include")
		if before.Args["label"] != after.Args["label"] || !slices.Equal(before.Options, after.Options) {
			t.Errorf("%s: asks about %v %v, and then about %v %v", name, before.Args["label"], before.Options, after.Args["label"], after.Options)
		}
	}
}

// A stated first year is that of the first column, whether it is hidden or not.
func TestHiddenYearsMoveNoFirstYear(t *testing.T) {
	sheet := hardSheet{name: "Ø", hidden: "B", text: `
*Udrulning*
Startår | 2026
t.kr., 2025-pl
Post | 1. år | 2. år | 3. år
Udgift, licenser | 100 | 50 | 50
Gevinst, sparet tid | 0 | 200 | 300`}
	seen := amountList(read(t, []*workbook.Sheet{sheet.sheet()}))
	all := amountList(read(t, []*workbook.Sheet{sheet.sheet()}, "hidden@Ø", "include"))
	for _, one := range seen {
		if !slices.Contains(all, one) {
			t.Errorf("%s is not among %s", one, all)
		}
	}
	if len(seen) != 4 || len(all) != 6 {
		t.Errorf("read %s, and with the hidden year %s", seen, all)
	}
}
