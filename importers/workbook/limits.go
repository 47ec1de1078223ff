package workbook

import (
	"math"
	"time"
)

// Limits are what a file may cost before it is refused. A zero field means
// the default, so Limits{} is the ordinary choice.
type Limits struct {
	Bytes    int64         // of the file as it is uploaded; 50 MB
	Unzipped int64         // of all parts that are read; 512 MB
	Ratio    int64         // unzipped to zipped of one part, once 16 MB came out of it; 200
	Cells    int           // cells with content, merged ranges and shared strings; 2,000,000 of each
	Rows     int           // rows with content in one sheet; 1,048,576
	Columns  int           // the highest column in use; 16,384 (XFD)
	Sheets   int           // 500
	Memory   int64         // of cells, their texts and formulas, and the shared strings; 512 MB
	Time     time.Duration // from first byte to last cell; 30 s
}

// DefaultLimits are the limits of Limits{}: generous for the largest register
// of a municipality, and below 1 GiB of memory at their worst.
var DefaultLimits = Limits{
	Bytes:    50 << 20,
	Unzipped: 512 << 20,
	Ratio:    200,
	Cells:    2_000_000,
	Rows:     maxRow,
	Columns:  maxCol,
	Sheets:   500,
	Memory:   512 << 20,
	Time:     30 * time.Second,
}

// The edges of an Excel sheet: XFD1048576.
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

// ratioFloor is how much a part may unfold before its ratio is looked at: small
// parts compress far better than any bomb needs.
const ratioFloor = 16 << 20

// OrDefaults are the limits with the default for each that is not set.
func (l Limits) OrDefaults() Limits {
	d := DefaultLimits
	return Limits{
		Bytes:    positive(l.Bytes, d.Bytes),
		Unzipped: positive(l.Unzipped, d.Unzipped),
		Ratio:    positive(l.Ratio, d.Ratio),
		Cells:    positive(l.Cells, d.Cells),
		Rows:     positive(l.Rows, d.Rows),
		Columns:  positive(l.Columns, d.Columns),
		Sheets:   positive(l.Sheets, d.Sheets),
		Memory:   positive(l.Memory, d.Memory),
		Time:     positive(l.Time, d.Time),
	}
}

// held counts what a book holds in memory against a limit.
type held struct{ bytes, limit int64 }

// keep counts a cell, or a text of that length that is not a cell's.
func (h *held) keep(bytes int) error {
	if h.bytes += int64(bytes); h.bytes > h.limit {
		return refuse(CodeTooMuchMemory, "limit", megabytes(h.limit))
	}
	return nil
}

func positive[T ~int | ~int64](value, otherwise T) T {
	if value > 0 {
		return value
	}
	return otherwise
}

// Seconds is a time limit as it is told: tenths of a second where it is less
// than ten, so that half a second is not told as none.
func Seconds(limit time.Duration) float64 {
	tenths := math.Ceil(limit.Seconds() * 10)
	if tenths >= 100 {
		return math.Round(limit.Seconds())
	}
	return tenths / 10
}
