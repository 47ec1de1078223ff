package workbook

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Text files have the limits of workbooks.
func TestTextLimits(t *testing.T) {
	data := []byte("a;b\n" + strings.Repeat("x;y\n", 20)) // 42 cells of 17 bytes
	for _, c := range []struct {
		limits Limits
		want   string
	}{
		{Limits{}, ""}, {Limits{Memory: 42 * 17}, ""}, {Limits{Memory: 42*17 - 1}, CodeTooMuchMemory},
		{Limits{Cells: 41}, CodeTooManyCells}, {Limits{Rows: 20}, CodeTooManyRows}, {Limits{Columns: 1}, CodeTooManyCols}, {Limits{Bytes: 83}, CodeTooLarge},
	} {
		if _, err := Read(t.Context(), "liste.csv", data, c.limits); codeOf(err) != c.want {
			t.Errorf("%+v: %v, want %q", c.limits, err, c.want)
		}
	}
}

func TestReadText(t *testing.T) {
	const rows = "Projekt;2013;2014\nDigital post;1.234,50;\"2,5; mio.\"\n\n\"Fælles\nlinje\";;#I/T\n"
	const want = "A1=Projekt B1=2013 C1=2014 A2=Digital post B2=1.234,50 C2=2,5; mio. A4=Fælles\nlinje C4=#I/T"
	windows, err := charmap.Windows1252.NewEncoder().String(rows)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(rows)
	if err != nil {
		t.Fatal(err)
	}
	bare := func(order unicode.Endianness) string { // as some systems write it, without a mark
		text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(rows)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for name, c := range map[string]struct{ text, want string }{
		"UTF-16LE bare": {bare(unicode.LittleEndian), want},
		"UTF-16BE bare": {bare(unicode.BigEndian), want},
		"UTF-8":         {rows, want},
		"byte mark":     {"\ufeff" + rows, want},
		"Windows-1252":  {windows, want},
		"UTF-16":        {utf16, want},
		"sep line":      {"sep=;\r\n" + rows, want},
		"CRLF":          {"a;b\r\n\r\n\r\nc;d\r\n", "A1=a B1=b A4=c B4=d"},
		"comma":         {"Project,2013\n\"a, b\",\"1,234.50\"\n", "A1=Project B1=2013 A2=a, b B2=1,234.50"},
		"clipboard":     {"Projekt\t2013\nDigital post\t1.234,50\n", "A1=Projekt B1=2013 A2=Digital post B2=1.234,50"},
		"decimal comma": {"a;1,5;2,5\nb;1,5;2,5\n", "A1=a B1=1,5 C1=2,5 A2=b B2=1,5 C2=2,5"},
		"stray quotes":  {"a;5\" skærm\nb;c\n", "A1=a B1=5\" skærm A2=b B2=c"},
		"title lines":   {"Forslag til budget, 2013\n\na;b;c\nd;e;f\n", "A1=Forslag til budget, 2013 A3=a B3=b C3=c A4=d B4=e C4=f"},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := Read(context.Background(), "mappe/katalog.csv", []byte(c.text), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := listed(book.Sheets[0]); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if book.Format != CSV || book.Sheets[0].Name != "katalog" {
				t.Errorf("format %s, sheet %s", book.Format, book.Sheets[0].Name)
			}
		})
	}
	book, err := Read(context.Background(), "", []byte(rows), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if cell := book.Sheets[0].At(4, 3); cell.Kind() != Error {
		t.Errorf("#I/T is of kind %d", cell.Kind())
	}
	if cell := book.Sheets[0].At(1, 2); cell.Kind() != Text {
		t.Errorf("a number of a text file is of kind %d, want Text", cell.Kind())
	}
}

// Text is a table by its content and no workbook by its name.
func TestTextIsRefused(t *testing.T) {
	const rows = "Post;2015;2016\nPorto;10;20\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"a table called .csv":  {"liste.csv", rows, ""},
		"a table called .txt":  {"liste.txt", rows, ""},
		"a table without name": {"", rows, ""},
		"a table called .xlsx": {"liste.xlsx", rows, CodeNotAWorkbook},
		"a table called .XLSM": {`C:\Sager\LISTE.XLSM`, rows, CodeNotAWorkbook},
		"prose called .csv":    {"brev.csv", "Kære byråd\n\nVedlagt er handleplanen.\n", CodeNotAWorkbook},
		"columns without end":  {"liste.csv", "a,b\n" + strings.Repeat("x,", 20_000), CodeTooManyCols},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read(context.Background(), c.file, []byte(c.text), Limits{}); codeOf(err) != c.want {
				t.Errorf("refused with %q, want %q", codeOf(err), c.want)
			}
		})
	}
}
