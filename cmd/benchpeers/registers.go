package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"raaderum/importers"
)

// registerColumns are the number, title and owner of a case, what it costs
// once, and gains of 36 years.
const registerColumns = 40

// registerAnswers answers what has to be asked about the register.
var registerAnswers = importers.Options{Answers: importers.Answers{"price-level@Katalog": "2016-pl"}}

// writeRegister writes a catalogue with a case on each row, as many rows as the
// file's name says.
func writeRegister(path string) error {
	rows, err := strconv.Atoi(strings.TrimSuffix(filepath.Base(path), ".xlsx"))
	if err != nil {
		return err
	}
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing is lost: it was read, or saved
	if err := file.SetSheetName(file.GetSheetName(0), "Katalog"); err != nil {
		return err
	}
	stream, err := file.NewStreamWriter("Katalog")
	if err != nil {
		return err
	}
	heads := []any{"Nr.", "Forslag", "Center", "Engangsudgift 2016 (t.kr.)"}
	for year := 2016; len(heads) < registerColumns; year++ {
		heads = append(heads, "Gevinst "+strconv.Itoa(year)+" (t.kr.)")
	}
	if err := stream.SetRow("A1", heads); err != nil {
		return err
	}
	for i := 1; i < rows; i++ {
		n := strconv.Itoa(i)
		cells := []any{"P-" + n, "Projekt om noget " + n, "Center for Borgere"}
		for c := len(cells); c < registerColumns; c++ {
			cells = append(cells, 100+(i*7+c*13)%900)
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return file.SaveAs(path)
}

// smallBooks is how many workbooks there are in the folder of small ones, and
// smallSheets how many sheets, each with one case, a workbook has.
const smallBooks, smallSheets = 200, 4

// smallSheet is one case: two costs and two gains over four years, in t.kr.
func smallSheet(book, sheet int) (rows [][]any, sum float64) {
	value := func(line, year int) int {
		amount := 10 + (book*31+sheet*17+line*7+year*3)%400
		sum += float64(amount)
		return amount
	}
	line := func(name string, number int) []any {
		cells := []any{name}
		for year := range 4 {
			cells = append(cells, value(number, year))
		}
		return cells
	}
	rows = [][]any{
		{fmt.Sprintf("Projekt %d.%d", book, sheet)},
		{"Beløb i 1.000 kr., 2014-priser. Udgifter og gevinster er begge positive tal"},
		{"Post", 2014, 2015, 2016, 2017},
		{"Engangsudgifter"},
		line("Licens", 1),
		line("Projektleder", 2),
		{"Gevinster"},
		line("Porto", 3),
		line("Papir", 4),
	}
	return rows, sum
}

// smallSum is what all amounts of the small workbooks come to.
func smallSum() float64 {
	all := 0.0
	for book := range smallBooks {
		for sheet := range smallSheets {
			_, sum := smallSheet(book, sheet)
			all += sum
		}
	}
	return all
}

func writeSmallBooks(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for book := range smallBooks {
		if err := writeSmallBook(filepath.Join(folder, fmt.Sprintf("sag-%03d.xlsx", book)), book); err != nil {
			return err
		}
	}
	return nil
}

func writeSmallBook(path string, book int) error {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing is lost: it was read, or saved
	for sheet := range smallSheets {
		name := fmt.Sprintf("Sag %d", sheet+1)
		if sheet == 0 {
			if err := file.SetSheetName(file.GetSheetName(0), name); err != nil {
				return err
			}
		} else if _, err := file.NewSheet(name); err != nil {
			return err
		}
		rows, _ := smallSheet(book, sheet)
		for i := range rows {
			if err := file.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &rows[i]); err != nil {
				return err
			}
		}
	}
	return file.SaveAs(path)
}

// amountsOf are the amounts an import understood, in thousands as the workbooks
// write them.
func amountsOf(file importers.File) tallied {
	var counted tallied
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			for amount := range line.Amounts.All {
				counted.cells++
				counted.sum += amount.Ore.Kroner() / 1000
			}
		}
	}
	return counted
}
