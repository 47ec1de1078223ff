package workbook_test

import (
	"testing"
	"time"

	"raaderum/importers/workbook"
)

// A limit under a second is not told as none.
func TestSecondsAreNeverToldAsNone(t *testing.T) {
	for limit, want := range map[time.Duration]float64{time.Millisecond: 0.1, 250 * time.Millisecond: 0.3, 2 * time.Second: 2, 30 * time.Second: 30, 10400 * time.Millisecond: 10} {
		if got := workbook.Seconds(limit); got != want {
			t.Errorf("%v is told as %v s, want %v", limit, got, want)
		}
	}
}
