package workbook

import (
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Cells as Excel and LibreOffice copy them.
func TestReadClipboard(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":            {"Projekt\t2013\r\nDigital post\t1.234,50\r\n", "A1=Projekt B1=2013 A2=Digital post B2=1.234,50"},
		"one column":       {"Projekt\r\nDigital post\r\n", "A1=Projekt A2=Digital post"},
		"no line at end":   {"a\tb", "A1=a B1=b"},
		"line break":       {"a\t\"en\nto\"\tc\r\nd\t\"en\r\nto\"", "A1=a B1=en\nto C1=c A2=d B2=en\nto"},
		"tab in a cell":    {"\"a\tb\"\tc\n", "A1=a\tb B1=c"},
		"doubled quotes":   {"\"en \"\"stor\"\"\nsag\"\tc\n", "A1=en \"stor\"\nsag B1=c"},
		"begins quoted":    {"\"Sikker\" post\t100\r\nB\t\"200\r\nC\t\"\"\t300", "A1=\"Sikker\" post B1=100 A2=B B2=\"200 A3=C C3=300"},
		"inch":             {"5\" skærm\tx\n", "A1=5\" skærm B1=x"},
		"blank columns":    {"a\tb\t\t\t\r\nc\td\t\t\t\r\n", "A1=a B1=b A2=c B2=d"},
		"blank rows":       {"\r\n\r\na\tb\r\n\t\r\n\r\nc\td", "A3=a B3=b A6=c B6=d"},
		"decimal comma":    {"a\t1,5\t2,5\r\nb, c, d, e\t1,5\t\r\n", "A1=a B1=1,5 C1=2,5 A2=b, c, d, e B2=1,5"},
		"no-break space":   {"a\t2\u00a0000\t\u00a0\n", "A1=a B1=2\u00a0000"},
		"semicolons":       {"a;b\tc\n", "A1=a;b B1=c"},
		"nothing to close": {"\"a\tb\nc\td", "A1=\"a B1=b A2=c B2=d"},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := Read(context.Background(), "pasted-2014-09-01.tsv", []byte(c.text), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := listed(book.Sheets[0]); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// What a spreadsheet copies is what is read, whatever stands in the cells:
// quotes only where a cell holds a tab, a line break or a quote at its start.
func TestClipboardRoundTrip(t *testing.T) {
	cell := rapid.StringOfN(rapid.SampledFrom([]rune("ab\"\t\n;,1 æ")), 0, 8, -1)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 2), 1, 5).Draw(t, "rows")
		var text strings.Builder
		for _, row := range rows {
			for i, value := range row {
				if i > 0 {
					text.WriteByte('\t')
				}
				if strings.ContainsAny(value, "\t\n") || strings.HasPrefix(value, "\"") {
					value = `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
				}
				text.WriteString(value)
			}
			text.WriteString("\r\n")
		}
		records := clipboardRecords{text: []byte(text.String())}
		for i, row := range rows {
			got, err := records.Read()
			if err != nil || len(got) != 2 || got[0] != row[0] || got[1] != row[1] {
				t.Fatalf("row %d of %q is %q, %v; want %q", i, text.String(), got, err, row)
			}
		}
	})
}

// FuzzClipboard holds that every byte is read once and in time.
func FuzzClipboard(f *testing.F) {
	for _, seed := range []string{"a\tb\r\nc\td", "\"a\nb\"\t\"\"\"\"", strings.Repeat("\"\"\"b\t", 50), "\"", "\r\n\r\n\"\t\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		records := clipboardRecords{text: text}
		for before := int64(-1); ; {
			_, err := records.Read()
			if err != nil {
				break
			}
			if records.InputOffset() <= before {
				t.Fatalf("stands still at %d", before)
			}
			before = records.InputOffset()
		}
		if records.InputOffset() != int64(len(text)) {
			t.Fatalf("read to %d of %d", records.InputOffset(), len(text))
		}
	})
}
