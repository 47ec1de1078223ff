package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The two sizes of the performance targets: a register of 10,000 cases with 40
// columns, and a workbook of a million cells. Each is read by Read and by a
// bare loop over excelize's rows, in one run, so that the ratio can be seen.
var (
	register = sync.OnceValue(func() []byte { return generate(10_000, 40) })
	million  = sync.OnceValue(func() []byte { return generate(20_000, 50) })
)

// generate writes a register with a text, a date and a formula column among
// its numbers.
func generate(rows, cols int) []byte {
	file := excelize.NewFile()
	defer file.Close()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		panic(err)
	}
	day, err := file.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		panic(err)
	}
	for row := 1; row <= rows; row++ {
		cells := make([]any, cols)
		for col := range cells {
			switch {
			case row == 1:
				cells[col] = fmt.Sprintf("Kolonne %d", col+1)
			case col == 0:
				cells[col] = fmt.Sprintf("Sag %d: fælles digital løsning", row)
			case col == 1:
				cells[col] = excelize.Cell{StyleID: day, Value: 40_000 + row%2_000}
			case col == 2:
				cells[col] = excelize.Cell{Formula: fmt.Sprintf("SUM(D%d:H%d)", row, row), Value: row * 5}
			default:
				cells[col] = float64(row*col) / 4
			}
		}
		if err := stream.SetRow(Ref(row, 1), cells); err != nil {
			panic(err)
		}
	}
	if err := stream.Flush(); err != nil {
		panic(err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func BenchmarkRead(b *testing.B) {
	for name, data := range map[string]func() []byte{"register": register, "million": million} {
		b.Run(name, func(b *testing.B) {
			in := data()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), "", in, Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkExcelizeRows(b *testing.B) {
	for name, data := range map[string]func() []byte{"register": register, "million": million} {
		b.Run(name, func(b *testing.B) {
			in := data()
			b.ReportAllocs()
			for b.Loop() {
				if err := excelizeRows(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func excelizeRows(in []byte) error {
	file, err := excelize.OpenReader(bytes.NewReader(in), excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := file.Rows(file.GetSheetName(0))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return rows.Error()
}
