package importers

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// messBook is a workbook as Excel would store it, written by excelize.
type messBook struct {
	t    *testing.T
	file *excelize.File
	name string
}

func newMess(t *testing.T, sheet string) *messBook {
	t.Helper()
	f := excelize.NewFile()
	b := &messBook{t, f, sheet}
	b.must(f.SetSheetName("Sheet1", sheet))
	t.Cleanup(func() { _ = f.Close() })
	return b
}

func (b *messBook) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// rows writes rows from row 1 on; nil is an empty cell.
func (b *messBook) rows(rows ...[]any) *messBook {
	b.t.Helper()
	for i, values := range rows {
		for j, v := range values {
			if v == nil {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			b.must(err)
			if f, ok := v.(formula); ok {
				if f.value != nil {
					b.must(b.file.SetCellValue(b.name, cell, f.value))
				}
				b.must(b.file.SetCellFormula(b.name, cell, f.text))
				continue
			}
			b.must(b.file.SetCellValue(b.name, cell, v))
		}
	}
	return b
}

// sheet adds a sheet and makes it the one that rows go to.
func (b *messBook) sheet(name string) *messBook {
	_, err := b.file.NewSheet(name)
	b.must(err)
	b.name = name
	return b
}

func (b *messBook) styled(cells string, style *excelize.Style) *messBook {
	id, err := b.file.NewStyle(style)
	b.must(err)
	first, last, _ := strings.Cut(cells, ":")
	if last == "" {
		last = first
	}
	b.must(b.file.SetCellStyle(b.name, first, last, id))
	return b
}

func (b *messBook) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	b.must(b.file.Write(&out))
	return out.Bytes()
}

// read imports the workbook with answers in pairs.
func (b *messBook) read(answers ...string) File {
	b.t.Helper()
	return importMess(b.t, "sag.xlsx", b.bytes(), answers...)
}

func importMess(t *testing.T, name string, data []byte, answers ...string) File {
	t.Helper()
	given := Answers{}
	for i := 0; i+1 < len(answers); i += 2 {
		given[answers[i]] = answers[i+1]
	}
	return Import(context.Background(), name, data, Options{Answers: given})
}

// withPart is a zip with a part replaced or added.
func withPart(t *testing.T, data []byte, change func(name, text string) string, added map[string]string) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name, text string) {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range old.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		put(part.Name, change(part.Name, string(text)))
	}
	for name, text := range added {
		put(name, text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zipOfParts is a zip of named parts, in order.
func zipOfParts(t *testing.T, parts [][2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range parts {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(entry, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
