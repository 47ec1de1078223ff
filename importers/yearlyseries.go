package importers

import (
	"context"
	"math"
	"strings"
	"time"

	"raaderum/importers/danish"
	"raaderum/importers/template"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// yearlySeries reads the list of yearly targets, efficiency budgets and rises
// in prices and wages: one value a row, with its unit beside it, as a workbook
// or a CSV file.
type yearlySeries struct{}

// Name is the layout's name in the contract.
func (yearlySeries) Name() string { return "yearly-series" }

// Recognise is sure when the list's own headings stand in one row.
func (yearlySeries) Recognise(book *workbook.Book) float64 {
	if sheet, _, _ := yearlyHeadings(book); sheet != nil {
		return 1
	}
	return 0
}

// yearlyHeadings finds the row of headings and the column of each.
func yearlyHeadings(book *workbook.Book) (sheet *workbook.Sheet, row int, columns map[string]int) {
	const near = 20 // rows
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows {
			if sheet.Rows[i].Number > near {
				break
			}
			columns := map[string]int{}
			for j := range sheet.Rows[i].Cells {
				cell := &sheet.Rows[i].Cells[j]
				if cell.Kind() != workbook.Text {
					continue
				}
				words := fold(template.Plain(cell.Raw()))
				for _, column := range template.YearlyColumns {
					if words == fold(column.Heading) {
						columns[column.Name] = cell.Col()
					}
				}
			}
			if columns["quantity"] > 0 && columns["year"] > 0 && columns["value"] > 0 && columns["unit"] > 0 {
				return sheet, sheet.Rows[i].Number, columns
			}
		}
	}
	return nil, 0, nil
}

// Read reads the values. A row that is not wholly understood is a fault: a
// target of the wrong size would turn the answer of the whole page.
func (yearlySeries) Read(_ context.Context, book *workbook.Book, answers Answers, _ time.Time) Reading {
	sheet, head, columns := yearlyHeadings(book)
	y := &yearlyReader{formReader: &formReader{book: book, dialogue: newDialogue(answers)}, sheet: sheet, columns: columns, seen: map[string]string{}}
	for i := range sheet.Rows {
		if sheet.Rows[i].Number > head {
			y.readRow(&sheet.Rows[i])
		}
	}
	if len(y.values) == 0 && len(y.findings) == 0 {
		y.fault("yearly-empty", reference(sheet.Name, head, columns["value"]), "", nil)
	}
	reading := y.reading(nil)
	reading.Yearly = y.values
	return reading
}

// yearlyReader is one reading of a list under way.
type yearlyReader struct {
	*formReader
	sheet   *workbook.Sheet
	columns map[string]int
	values  []YearlyValue
	seen    map[string]string // what and which year → where
}

// YearlyValue is one value of a list, with its cell.
type YearlyValue struct {
	portfolio.YearlyValue
	Cell string `json:"cell"`
	Raw  string `json:"raw"`
}

func (y *yearlyReader) readRow(row *workbook.Row) {
	cells := map[string]*workbook.Cell{}
	for i := range row.Cells {
		for name, col := range y.columns {
			if row.Cells[i].Col() == col && !blank(&row.Cells[i]) {
				cells[name] = &row.Cells[i]
			}
		}
	}
	ref := func(name string) string { return reference(y.sheet.Name, row.Number, max(y.columns[name], 1)) }
	words := func(name string) string {
		if cells[name] == nil {
			return ""
		}
		return clean(template.Plain(cells[name].Raw()))
	}
	if cells["value"] == nil {
		return // not filled in: missing, not 0
	}
	raw := cells["value"].Raw()
	code, ok := template.YearlyQuantities.Code(words("quantity"))
	if !ok {
		y.fault("form-choice-unknown", ref("quantity"), words("quantity"), map[string]any{"field": template.YearlyColumns[0].Heading, "choices": strings.Join(template.YearlyQuantities.Labels(), ", ")})
		return
	}
	value := YearlyValue{Cell: ref("value"), Raw: raw}
	value.Quantity, value.Year = portfolio.YearlyQuantity(code), plausible(words("year"))
	if value.Year == 0 {
		y.fault("form-not-a-year", ref("year"), words("year"), nil)
		return
	}
	if first, twice := y.seen[code+words("year")+words("published")+words("publication")]; twice {
		y.fault("yearly-twice", ref("value"), raw, map[string]any{"other": first})
		return
	}
	y.seen[code+words("year")+words("published")+words("publication")] = ref("value")
	value.Publication = words("publication")
	_, index := value.Quantity.Index()
	if !y.readValue(&value, readValue(cells["value"]), fold(words("unit")), index, ref("unit")) {
		return
	}
	if index {
		ok = y.readPublished(&value, cells["published"], ref("published"))
	} else {
		ok = y.readPrices(&value, words("prices"), ref("prices"))
	}
	if ok {
		y.values = append(y.values, value)
	}
}

// readValue reads the number in its unit: kroner, or percent for indices.
func (y *yearlyReader) readValue(value *YearlyValue, v value, unit string, index bool, unitRef string) bool {
	if v.state != isNumber && v.state != isTextNumber {
		y.fault("not-a-number", value.Cell, value.Raw, map[string]any{"text": value.Raw})
		return false
	}
	measure := unitNamed(unit)
	switch {
	case index && unit == "%":
		value.Growth = math.Round(v.decimal().Float()*1e10) / 1e12 // percent, without the noise of the division
		if value.Growth > -0.5 && value.Growth < 0.5 {
			return true
		}
		y.fault("yearly-growth-doubtful", value.Cell, value.Raw, nil)
	case !index && measure.money():
		ore, err := v.decimal().Ore(danish.Unit(measure.String()))
		if err == nil {
			value.Money = ore
			return true
		}
		y.fault("form-amount-too-large", value.Cell, value.Raw, nil)
	default:
		y.fault("yearly-unit", unitRef, unit, map[string]any{"unit": unit})
	}
	return false
}

// readPrices reads "løbende" or "2016-pl"; an amount without a price level
// cannot be compared with anything.
func (y *yearlyReader) readPrices(value *YearlyValue, words, ref string) bool {
	level := priceAnswer(words)
	if level == nil {
		y.fault("yearly-prices", ref, words, nil)
		return false
	}
	value.PriceLevel = portfolio.PriceLevel{Basis: portfolio.PriceBasis(level.Basis), Year: level.Year}
	return true
}

// readPublished reads the estimate's date, which tells it from the next one.
func (y *yearlyReader) readPublished(value *YearlyValue, cell *workbook.Cell, ref string) bool {
	if cell != nil {
		if field, ok := y.dateField(Field{Name: "published", Cell: ref, Raw: cell.Raw()}, cell); ok {
			if day, err := time.Parse(time.DateOnly, field.Value); err == nil {
				value.Published = day
				return true
			}
		}
	}
	y.fault("yearly-published", ref, "", nil)
	return false
}

// yearly turns what was read into what is stored.
func (a *accepting) yearly(read []YearlyValue) []portfolio.YearlyValue {
	values := make([]portfolio.YearlyValue, len(read))
	for i, value := range read {
		values[i] = value.YearlyValue
		values[i].Source = a.source(value.Cell, value.Raw, "")
	}
	return values
}
