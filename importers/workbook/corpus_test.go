package workbook

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// A file of the corpus may take this much, whatever is in it. What is
// allocated in all bounds what is held at once.
const (
	corpusTime   = 10 * time.Second
	corpusMemory = 1 << 30
)

// Every file of the corpus of other spreadsheet readers gets the verdict that
// verdicts.json asks for its category.
func TestCorpus(t *testing.T) {
	file := samples(t, "corpus/verdicts.json")[0]
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var verdicts []struct{ File, Category string }
	if err := json.Unmarshal(data, &verdicts); err != nil {
		t.Fatal(err)
	}
	right, total := map[string]int{}, map[string]int{}
	for _, v := range verdicts {
		book, code := readCorpusFile(t, filepath.Join(filepath.Dir(file), v.File))
		total[v.Category]++
		if why := judge(v.File, v.Category, book, code); why != "" {
			t.Errorf("%s (%s): %s", v.File, v.Category, why)
			continue
		}
		right[v.Category]++
	}
	all := 0
	for _, category := range slices.Sorted(maps.Keys(total)) {
		t.Logf("%-24s %3d of %3d", category, right[category], total[category])
		all += right[category]
	}
	t.Logf("%-24s %3d of %3d", "all", all, len(verdicts))
}

func readCorpusFile(t *testing.T, file string) (*Book, string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	book, err := Read(context.Background(), file, data, Limits{Time: corpusTime})
	runtime.ReadMemStats(&after)
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > corpusMemory {
		t.Errorf("%s: %d MB were allocated", file, allocated>>20)
	}
	return book, codeOf(err)
}

// judge says what is wrong with how a file was read or refused; "" for nothing.
func judge(file, category string, book *Book, code string) string {
	if code == CodeTooSlow {
		return "took too long"
	}
	switch category {
	case "encrypted":
		return wanted(code, CodeEncrypted)
	case "corrupt-or-not-xlsx":
		if code == "" {
			return "was read"
		}
		return ""
	case "bomb-or-xxe":
		return "" // bounded time and memory are all that is asked
	}
	switch filepath.Ext(file) {
	case ".xls":
		return wanted(code, CodeOldFormat)
	case ".xlsb":
		return wanted(code, CodeBinaryFormat)
	case ".ods":
		return wanted(code, CodeOpenDocument)
	}
	if code != "" {
		return "was refused as " + code
	}
	return judgeContent(file, category, book)
}

func wanted(code, want string) string {
	if code == want {
		return ""
	}
	return "gave " + code + ", wanted " + want
}

// judgeContent looks at what matters in a category of readable files. The
// expected values were read in the files by hand.
func judgeContent(file, category string, book *Book) string {
	first := book.Sheets[0]
	switch category {
	case "dates-1904-iso":
		if cell := first.At(1, 1); cell == nil || cell.Kind() != DateTime || cell.Time().Format("2006-01-02") != "2021-01-01" {
			return "A1 is not 1 January 2021"
		}
	case "errors":
		for row := 1; row <= 7; row++ {
			if cell := first.At(row, 1); cell == nil || cell.Kind() != Error {
				return "an error value in A1:A7 was not seen"
			}
		}
	case "odd-xml-or-package", "strict-ooxml", "formulas", "tables-and-headers", "numbers-and-formats":
		if len(first.Rows) == 0 {
			return "no cells"
		}
	}
	switch filepath.Base(file) {
	case "TwoSheetsOneHidden.xlsx":
		if first.Visibility != Hidden || book.Sheets[1].Visibility != Visible {
			return "the hidden sheet was not seen"
		}
	case "ref-56737.xlsx":
		if len(book.Links) != 1 || first.At(3, 9).Number() != 142 {
			return "the link or its cached value 142 in I3 was not seen"
		}
	case "merged_range.xlsx":
		if len(first.Merged) == 0 {
			return "no merged range was seen"
		}
	case "57893-many-merges.xlsx":
		if len(first.Merged) != 50_000 {
			return "the merged ranges were not all seen"
		}
	}
	return ""
}
