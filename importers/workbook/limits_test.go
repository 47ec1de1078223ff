package workbook

import (
	"testing"
	"time"
)

// The defaults are a promise of the documentation and of the words a refused
// file gets ("Grænsen er 50 MB"), so they are written out here a second time.
func TestDefaultLimits(t *testing.T) {
	want := Limits{
		Bytes:    52_428_800,  // 50 MB
		Unzipped: 536_870_912, // 512 MB
		Ratio:    200,
		Cells:    2_000_000,
		Rows:     1_048_576, // Excel's own
		Columns:  16_384,    // XFD
		Sheets:   500,
		Memory:   536_870_912, // 512 MB
		Time:     30 * time.Second,
	}
	if DefaultLimits != want {
		t.Errorf("the defaults are %+v\n want %+v", DefaultLimits, want)
	}
	if got := (Limits{}).OrDefaults(); got != want {
		t.Errorf("no limits mean %+v\n want %+v", got, want)
	}
	given := Limits{Bytes: 1, Unzipped: 2, Ratio: 3, Cells: 4, Rows: 5, Columns: 6, Sheets: 7, Memory: 8, Time: 9}
	if got := given.OrDefaults(); got != given {
		t.Errorf("given limits become %+v\n want %+v", got, given)
	}
}

// A file one byte over the default is refused before anything reads it, and
// told in whole megabytes, rounded up.
func TestDefaultBytes(t *testing.T) {
	data := make([]byte, 52_428_801)
	_, err := Read(t.Context(), "stor.xlsx", data, Limits{})
	if codeOf(err) != CodeTooLarge || err.Error() != "workbook: too-large limit=50 megabytes=51" {
		t.Errorf("refused with %v", err)
	}
	if _, err := Read(t.Context(), "stor.xlsx", data[1:], Limits{}); codeOf(err) != CodeEmptyFile {
		t.Errorf("a file of the default size, all zeros, gives %v", err)
	}
}
